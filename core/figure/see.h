#pragma once
/// From the world into the view.

#include <vector>

#include "core/figure/extras.h"
#include "core/figure/figure.h"
#include "core/figure/parts.h"

namespace lissom {

/// @pre its numbers are finite
[[nodiscard]] Vec3 seen(const Vec3& point, const Camera& camera);
[[nodiscard]] std::vector<Vec3> seen(const std::vector<Vec3>& points, const Camera& camera);

/// The parts of the figure in the view. @pre `frames` are complete and finite
void see_parts(const Figure& figure, const Scene& scene, const std::vector<Frame>& frames,
               const Camera& camera, Posed& posed);

}  // namespace lissom
