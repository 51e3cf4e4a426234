#pragma once
/// The skin of a tube as a grid of points, and on each how squarely it faces the viewer.

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/body/geometry.h"
#include "core/figure/parts.h"

namespace lissom {

constexpr std::size_t around = 16;  ///< points of a ring

struct Grid {
  using Numbers = std::array<double, most_sections * around>;
  std::size_t rings = 0;
  Numbers x{};
  Numbers y{};
  Numbers z{};
  Numbers facing{};  ///< above 0 where the skin faces the viewer; its size has no meaning
};

/// Unit vectors out of the skin, for what depends on the light.
struct Normals {
  Grid::Numbers x{};
  Grid::Numbers y{};
  Grid::Numbers z{};
};

void lay_grid(const Tube& tube, Grid& grid);
void lay_normals(const Tube& tube, Normals& normals);

}  // namespace lissom
