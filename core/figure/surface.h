#pragma once
/// The skin of a tube as a grid of points, and on each how squarely it faces the viewer and how it
/// lies to the light.

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/body/geometry.h"
#include "core/figure/parts.h"

namespace lissom {

constexpr std::size_t around = 16;  ///< points of a ring

constexpr double cos_1 = 0.92387953251128674;  // cos 22.5 deg
constexpr double cos_2 = 0.70710678118654752;
constexpr double cos_3 = 0.38268343236508977;
constexpr std::array<double, around> cosines = {1,      cos_1,  cos_2, cos_3,  0,      -cos_3,
                                                -cos_2, -cos_1, -1,    -cos_1, -cos_2, -cos_3,
                                                0,      cos_3,  cos_2, cos_1};
constexpr std::array<double, around> sines = {0,     cos_3,  cos_2,  cos_1,  1,      cos_1,
                                              cos_2, cos_3,  0,      -cos_3, -cos_2, -cos_1,
                                              -1,    -cos_1, -cos_2, -cos_3};

/// A section as vectors: a point is centre + side cos + depth sin.
struct Hoop {
  Vec3 centre;
  Vec3 side;
  std::array<Vec3, 2> depth;  ///< of the front half, whose points are the first, and of the back
};

struct Grid {
  /// In single precision, of which processors do four at once: an outline moves by a thousandth of
  /// what its numbers are rounded to.
  using Numbers = std::array<float, most_sections * around>;
  std::size_t rings = 0;
  std::array<Hoop, most_sections> hoops{};
  Numbers facing{};  ///< above 0 where the skin faces the viewer; its size has no meaning

  /// The point `k`. Few of them are asked for, so none are kept.
  [[nodiscard]] Vec3 at(std::size_t k) const {
    const Hoop& h = hoops[k / around];
    const std::size_t j = k % around;
    return h.centre + cosines[j] * h.side + sines[j] * h.depth[j / (around / 2)];
  }
};

/// The points alone.
void lay_hoops(const Tube& tube, Grid& grid);

/// The points and how they face the viewer.
void lay_grid(const Tube& tube, Grid& grid);

/// How deep each point lies in the form shadow, above 0 within; its size has no meaning.
/// @param grid  its points are enough
void lay_shade(const Tube& tube, const Grid& grid, Grid::Numbers& number);

}  // namespace lissom
