#pragma once
/// The lines on a grid where a number changes its sign: the outline of a part, the edge of its
/// shade, the hairline.

#include <cstddef>
#include <vector>

#include "core/figure/surface.h"

namespace lissom {

/// One point of an outline.
struct Bead {
  Vec3 at;              ///< in the view
  double along = 0;     ///< position along the axis, in rings
  bool hidden = false;  ///< whether the stretch from here to the next bead is not drawn
  bool is_end = false;  ///< where a stretch begins or ends to be hidden
};

using Beads = std::vector<Bead>;

/// Closed loops with the positive side on the same hand throughout. Filled by the nonzero rule,
/// the loops of `facing` give exactly what the part covers, from any side.
/// @param loops  as many as there are, the vectors within are used again
/// @return how many of `loops` are set
std::size_t march(const Grid& grid, const Grid::Numbers& number, std::vector<Beads>& loops);

}  // namespace lissom
