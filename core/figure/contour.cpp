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
constexpr Edge no_edge = 0xffff;

/// One bit for each point of a ring: whether the number is above 0 there.
using Signs = std::uint32_t;
static_assert(around == 16);

/// Bit j as bit j - 1, round the ring.
constexpr Signs next_round(Signs s) {
  constexpr Signs all = 0xffff;
  return ((s >> 1U) | (s << (around - 1))) & all;
}

struct Marcher {
  const Grid& grid;
  const Grid::Numbers& number;
  std::array<Edge, most_edges> next{};
  std::array<Edge, most_edges> found{};  ///< edges that lead on, in order
  std::size_t count = 0;

  [[nodiscard]] static std::size_t corner(std::size_t ring, std::size_t j) {
    return ring * around + j % around;
  }
  [[nodiscard]] static Edge round_edge(std::size_t ring, std::size_t j) {
    return static_cast<Edge>(2 * corner(ring, j));
  }
  [[nodiscard]] static Edge along_edge(std::size_t ring, std::size_t j) {
    return static_cast<Edge>(2 * corner(ring, j) + 1);
  }
  [[nodiscard]] Signs signs_of(std::size_t ring) const {
    Signs out = 0;
    for (std::size_t j = 0; j < around; ++j) {
      out |= (number[ring * around + j] > 0 ? 1U : 0U) << j;
    }
    return out;
  }

  /// Joins the edges of one cell: each edge at which the sign falls, seen round the cell, to the
  /// next at which it rises.
  void cell(std::size_t i, std::size_t j) {
    const std::array<std::size_t, 4> k = {corner(i, j), corner(i, j + 1), corner(i + 1, j + 1),
                                          corner(i + 1, j)};
    std::array<bool, 4> s{};
    double sum = 0;
    for (std::size_t e = 0; e < 4; ++e) {
      s.at(e) = number[k[e]] > 0;
      sum += number[k[e]];
    }
    const std::array<Edge, 4> edge = {round_edge(i, j), along_edge(i, j + 1), round_edge(i + 1, j),
                                      along_edge(i, j)};
    const bool saddle = s[0] == s[2] && s[1] == s[3];
    for (std::size_t e = 0; e < 4; ++e) {
      if (s[e] && !s[(e + 1) % 4]) {
        join(edge[e], edge[saddle ? (e + (sum > 0 ? 1 : 3)) % 4 : rise_after(s, e)]);
      }
    }
  }

  /// The edge of a cell at which the sign rises, in a cell where it does so once.
  [[nodiscard]] static std::size_t rise_after(const std::array<bool, 4>& s, std::size_t e) {
    std::size_t to = (e + 1) % 4;
    while (s[to] || !s[(to + 1) % 4]) {
      to = (to + 1) % 4;
    }
    return to;
  }

  void join(Edge from, Edge to) {
    next[from] = to;
    found[count] = from;
    ++count;
  }

  /// All cells in which the sign changes.
  void cells() {
    Signs here = signs_of(0);
    for (std::size_t i = 0; i + 1 < grid.rings; ++i) {
      const Signs after = signs_of(i + 1);
      Signs mixed = (here ^ next_round(here)) | (here ^ after) | (after ^ next_round(after));
      for (; mixed != 0; mixed &= mixed - 1) {
        cell(i, static_cast<std::size_t>(std::countr_zero(mixed)));
      }
      here = after;
    }
  }

  [[nodiscard]] Bead bead(Edge edge) const {
    const std::size_t a = edge / 2;
    const std::size_t ring = a / around;
    const bool along = edge % 2 == 1;
    const std::size_t b = along ? a + around : corner(ring, a % around + 1);
    const double s = number[a] / (number[a] - number[b]);
    return {{grid.x[a] + s * (grid.x[b] - grid.x[a]), grid.y[a] + s * (grid.y[b] - grid.y[a]),
             grid.z[a] + s * (grid.z[b] - grid.z[a])},
            static_cast<double>(ring) + (along ? s : 0),
            false,
            false};
  }
};

}  // namespace

std::size_t march(const Grid& grid, const Grid::Numbers& number, std::vector<Beads>& loops) {
  Marcher m{grid, number};
  std::fill_n(m.next.begin(), 2 * grid.rings * around, no_edge);
  m.cells();
  std::size_t count = 0;
  for (std::size_t f = 0; f < m.count; ++f) {
    if (count == loops.size()) {
      loops.emplace_back();
    }
    Beads& loop = loops[count];
    loop.clear();
    for (Edge at = m.found[f]; m.next[at] != no_edge;) {
      loop.push_back(m.bead(at));
      const Edge to = m.next[at];
      m.next[at] = no_edge;
      at = to;
    }
    if (loop.size() > 2) {
      ++count;
    }
  }
  return count;
}

}  // namespace lissom
