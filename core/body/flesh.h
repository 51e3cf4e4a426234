#pragma once
/// Distances between balls and capsules.

#include <array>

#include "core/body/skeleton.h"

namespace lissom {

/// A capsule in the world.
struct Capsule {
  std::array<Vec3, 2> ends;
  std::array<double, 2> radii{};
};

[[nodiscard]] Capsule placed(const Flesh& flesh, const std::vector<Frame>& frames);

/// From the skin of a ball to the skin of a capsule; negative inside.
[[nodiscard]] double distance(const Vec3& centre, double radius, const Capsule& capsule);

/// From skin to skin, where the axes come closest.
[[nodiscard]] double distance(const Capsule& a, const Capsule& b);

}  // namespace lissom
