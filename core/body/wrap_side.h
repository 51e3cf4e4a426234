#pragma once
/// On which side of a surface a point lies: what quadrants ask.

#include "core/body/geometry.h"

namespace lissom {

[[nodiscard]] constexpr double on_axis(const Vec3& v, int axis) {
  return axis == 0 ? v.x : axis == 1 ? v.y : v.z;
}

/// Zero counts as positive.
[[nodiscard]] constexpr int sign_of(double x) {
  return x >= 0 ? 1 : -1;
}

}  // namespace lissom
