#include "core/figure/contour.h"

#include <array>
#include <bit>
#include <cstdint>

#include "core/figure/bits.h"

namespace lissom {
namespace {

/// A bit for each point of a ring: whether the number is above 0 there. Bit `around` is the first
/// point once more.
using Signs = Bits;
static_assert(around == 16);
constexpr Signs all_signs = 0xffff;

/// A cell lies between two points of a ring and the same of the next. Its corners and edges have
/// numbers round it, edge e between corners e and e + 1: 0 along the ring, 1 at the later points, 2
/// along the next ring, 3 at the earlier points.
struct Place {
  std::size_t ring = 0;
  std::size_t j = 0;
};

/// How the outline passes a cell whose corners have these signs: corner 0, 1, 3, 2 from the lowest
/// bit. It comes in where the sign falls, seen round the cell, and leaves where it rises.
struct Passage {
  std::uint8_t in = 0;
  std::uint8_t out = 0;
  bool twice = false;  ///< all four edges are crossed; `in` is the first then
};

constexpr std::array<Passage, 16> all_passages() {
  constexpr std::array<unsigned, 4> bit_of_corner = {0, 1, 3, 2};
  std::array<Passage, 16> passages{};
  for (unsigned signs = 0; signs < passages.size(); ++signs) {
    Passage& p = passages[signs];
    int times = 0;
    for (std::uint8_t e = 4; e-- > 0;) {
      const bool here = ((signs >> bit_of_corner[e]) & 1U) != 0;
      const bool next = ((signs >> bit_of_corner[(e + 1U) % 4]) & 1U) != 0;
      p.in = here && !next ? e : p.in;
      p.out = next && !here ? e : p.out;
      times += here && !next ? 1 : 0;
    }
    p.twice = times > 1;
  }
  return passages;
}

constexpr std::array<Passage, 16> passages = all_passages();

/// Where an edge of a cell lies: from which of its corners, and whether it leads to the next ring;
/// and the cell beyond.
struct Edge {
  std::uint8_t ring = 0;
  std::uint8_t j = 0;
  bool along = false;
  std::uint8_t ring_beyond = 0;  ///< less 1
  std::uint8_t j_beyond = 0;     ///< round the ring
};

constexpr std::array<Edge, 4> edges = {
    {{0, 0, false, 0, 0}, {0, 1, true, 1, 1}, {1, 0, false, 2, 0}, {0, 0, true, 1, around - 1}}};

struct Marcher {
  const Grid& grid;
  const Grid::Numbers& number;
  std::array<Signs, most_sections> signs{};
  /// Cells of each ring through which the outline passes and has not been followed yet; those it
  /// passes twice have a bit in both.
  std::array<std::array<Signs, most_sections>, 2> left{};

  Marcher(const Grid& g, const Grid::Numbers& n) : grid(g), number(n) {
    for (std::size_t i = 0; i < grid.rings; ++i) {
      signs[i] = signs_of(i);
    }
    for (std::size_t i = 0; i + 1 < grid.rings; ++i) {
      const Signs here = signs[i];
      const Signs after = signs[i + 1];
      const Signs across = here ^ (here >> 1U);
      left[0][i] = (across | (here ^ after) | (after ^ (after >> 1U))) & all_signs;
      left[1][i] = across & (after ^ (after >> 1U)) & (here ^ after) & all_signs;
    }
  }

  [[nodiscard]] Signs signs_of(std::size_t ring) const {
    const float* of_ring = &number[ring * around];
    Signs out = 0;
#pragma GCC unroll 1  // or compilers unroll the loop before they could do four at once
    for (std::size_t j = 0; j < around; ++j) {
      out |= bit_if(of_ring[j] > 0, bits[j]);
    }
    return out | out << around;
  }

  /// Signs of the corners, as for `Passage`.
  [[nodiscard]] unsigned corners(const Place& cell) const {
    constexpr Signs two = 3;
    return ((signs[cell.ring] >> cell.j) & two) | ((signs[cell.ring + 1] >> cell.j) & two) << 2U;
  }

  /// Where to go on to that came into a cell passed twice: the two passages part what is above 0
  /// if the middle is below.
  [[nodiscard]] unsigned way_out(const Place& cell, unsigned in) const {
    const std::size_t a = cell.ring * around + cell.j;
    const std::size_t b = cell.ring * around + (cell.j + 1) % around;
    const float sum = number[a] + number[b] + number[b + around] + number[a + around];
    return (in + (sum > 0 ? 1 : 3)) % 4;
  }

  [[nodiscard]] Bead bead(const Place& cell, const Edge& edge) const {
    const std::size_t ring = cell.ring + edge.ring;
    const std::size_t j = (cell.j + edge.j) % around;
    const std::size_t along = edge.along ? 1 : 0;
    const std::size_t a = ring * around + j;
    const std::size_t b = (ring + along) * around + (j + 1 - along) % around;
    const double s = static_cast<double>(number[a]) / static_cast<double>(number[a] - number[b]);
    const Vec3 from = grid.at(a);
    const Vec3 to = grid.at(b);
    return {from + s * (to - from), static_cast<double>(ring) + static_cast<double>(along) * s,
            false, false};
  }

  /// Follows the outline from a cell until it comes back, or leaves the grid.
  void follow(Place cell, unsigned in, Beads& loop) {
    for (;;) {
      const Passage& passage = passages[corners(cell)];
      Signs& open = left[passage.twice ? in / 2 : 0][cell.ring];
      if ((open & bits[cell.j]) == 0) {
        return;
      }
      open &= ~bits[cell.j];
      loop.push_back(bead(cell, edges[in]));
      const unsigned out = passage.twice ? way_out(cell, in) : passage.out;
      const Edge& edge = edges[out];
      const std::size_t ring = cell.ring + edge.ring_beyond;  // less 1
      if (ring < 1 || ring >= grid.rings) {
        return;
      }
      cell = {ring - 1, (cell.j + edge.j_beyond) % around};
      in = (out + 2) % 4;
    }
  }
};

}  // namespace

std::size_t march(const Grid& grid, const Grid::Numbers& number, std::vector<Beads>& loops) {
  Marcher m{grid, number};
  std::size_t count = 0;
  for (std::size_t i = 0; i + 1 < grid.rings; ++i) {
    while (const Signs left = m.left[0][i] | m.left[1][i]) {
      const Place cell{i, static_cast<std::size_t>(std::countr_zero(left))};
      const bool is_second = (m.left[0][i] & bits[cell.j]) == 0;
      if (count == loops.size()) {
        loops.emplace_back();
      }
      loops[count].clear();
      m.follow(cell, passages[m.corners(cell)].in + (is_second ? 2U : 0U), loops[count]);
      count += loops[count].size() > 2 ? 1U : 0U;
    }
  }
  return count;
}

}  // namespace lissom
