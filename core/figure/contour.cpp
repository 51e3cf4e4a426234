#include "core/figure/contour.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace lissom {
namespace {

constexpr std::size_t most_edges = std::size_t{2} * most_sections * around;

/// An edge of the grid: even numbers run round the ring from a corner, odd ones to the next ring.
using Edge = std::uint16_t;

/// One bit for each point of a ring: whether the number is above 0 there.
using Signs = std::uint32_t;
static_assert(around == 16);

/// Bit j as bit j - 1, round the ring.
constexpr Signs next_round(Signs s) {
  constexpr Signs all = 0xffff;
  return ((s >> 1U) | (s << (around - 1))) & all;
}

/// Which edges of a cell are joined where its corners have these signs, bit e for corner e and edge
/// e between corners e and e + 1. Not for the two cases in which all four edges are crossed.
struct Step {
  std::uint8_t from = 0;  ///< where the sign falls, seen round the cell
  std::uint8_t to = 0;    ///< where it rises
};

constexpr bool falls(unsigned signs, unsigned e) {
  return ((signs >> e) & 1U) != 0 && ((signs >> ((e + 1) % 4)) & 1U) == 0;
}

constexpr std::array<Step, 16> all_steps() {
  std::array<Step, 16> out{};
  for (unsigned signs = 0; signs < out.size(); ++signs) {
    for (unsigned e = 0; e < 4; ++e) {
      if (falls(signs, e)) {
        out[signs].from = static_cast<std::uint8_t>(e);
      }
      if (falls(~signs, e)) {
        out[signs].to = static_cast<std::uint8_t>(e);
      }
    }
  }
  return out;
}

constexpr std::array<Step, 16> steps = all_steps();

struct Marcher {
  const Grid& grid;
  const Grid::Numbers& number;
  std::array<Edge, most_edges> next{};   ///< each edge's number and 1; 0: leads nowhere
  std::array<Edge, most_edges> found{};  ///< edges that lead on, in order
  std::size_t count = 0;

  [[nodiscard]] static std::size_t corner(std::size_t ring, std::size_t j) {
    return ring * around + j % around;
  }
  [[nodiscard]] Signs signs_of(std::size_t ring) const {
    const double* of_ring = &number[ring * around];
    Signs out = 0;
    for (std::size_t j = 0; j < around; j += 4) {
      out |= ((of_ring[j] > 0 ? 1U : 0U) | (of_ring[j + 1] > 0 ? 2U : 0U) |
              (of_ring[j + 2] > 0 ? 4U : 0U) | (of_ring[j + 3] > 0 ? 8U : 0U))
             << j;
    }
    return out;
  }

  /// Joins the edges of one cell: each edge at which the sign falls, seen round the cell, to the
  /// next at which it rises. @param signs  of its corners
  void cell(std::size_t i, std::size_t j, unsigned signs) {
    const std::array<std::size_t, 4> k = {corner(i, j), corner(i, j + 1), corner(i + 1, j + 1),
                                          corner(i + 1, j)};
    const std::array<Edge, 4> edge = {static_cast<Edge>(2 * k[0]), static_cast<Edge>(2 * k[1] + 1),
                                      static_cast<Edge>(2 * k[3]), static_cast<Edge>(2 * k[0] + 1)};
    constexpr unsigned even_corners = 5;
    constexpr unsigned odd_corners = 10;
    if (signs != even_corners && signs != odd_corners) {
      join(edge[steps[signs].from], edge[steps[signs].to]);
      return;
    }
    const double sum = number[k[0]] + number[k[1]] + number[k[2]] + number[k[3]];
    const std::size_t first = signs == even_corners ? 0 : 1;
    const std::size_t to = first + (sum > 0 ? 1 : 3);
    join(edge[first], edge[to % 4]);
    join(edge[first + 2], edge[(to + 2) % 4]);
  }

  void join(Edge from, Edge to) {
    next[from] = static_cast<Edge>(to + 1);
    found[count] = from;
    ++count;
  }

  /// All cells in which the sign changes.
  void cells() {
    Signs here = signs_of(0);
    for (std::size_t i = 0; i + 1 < grid.rings; ++i) {
      const Signs after = signs_of(i + 1);
      const Signs here_next = next_round(here);
      const Signs after_next = next_round(after);
      Signs mixed = (here ^ here_next) | (here ^ after) | (after ^ after_next);
      for (; mixed != 0; mixed &= mixed - 1) {
        const auto j = static_cast<unsigned>(std::countr_zero(mixed));
        const auto bit = [j](Signs s) { return (s >> j) & 1U; };
        cell(i, j, bit(here) | bit(here_next) << 1U | bit(after_next) << 2U | bit(after) << 3U);
      }
      here = after;
    }
  }

  [[nodiscard]] Bead bead(Edge edge) const {
    const std::size_t a = edge / 2;
    const std::size_t ring = a / around;
    // Without a branch: edges of both kinds follow each other without a rule.
    const std::size_t along = edge % 2;
    const std::size_t b = corner(ring + along, a + 1 - along);
    const double s = number[a] / (number[a] - number[b]);
    const Vec3 from = grid.at(a);
    const Vec3 to = grid.at(b);
    return {from + s * (to - from), static_cast<double>(ring) + static_cast<double>(along) * s,
            false, false};
  }
};

}  // namespace

std::size_t march(const Grid& grid, const Grid::Numbers& number, std::vector<Beads>& loops) {
  Marcher m{grid, number};
  m.cells();
  std::size_t count = 0;
  for (std::size_t f = 0; f < m.count; ++f) {
    if (m.next[m.found[f]] == 0) {
      continue;  // on a loop that is there
    }
    if (count == loops.size()) {
      loops.emplace_back();
    }
    Beads& loop = loops[count];
    loop.clear();
    loop.reserve(m.count);
    for (Edge at = m.found[f]; m.next[at] != 0;) {
      loop.push_back(m.bead(at));
      const Edge to = m.next[at];
      m.next[at] = 0;
      at = static_cast<Edge>(to - 1);
    }
    if (loop.size() > 2) {
      ++count;
    }
  }
  return count;
}

}  // namespace lissom
