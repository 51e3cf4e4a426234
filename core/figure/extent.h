#pragma once
/// An upright rectangle on the sheet round a thing: what cannot meet is found by it.

#include <algorithm>

#include "core/body/geometry.h"

namespace lissom {

struct Extent {
  double left = 1e9;
  double right = -1e9;
  double bottom = 1e9;
  double top = -1e9;

  void add(const Vec3& p, double wide) {
    left = std::min(left, p.x - wide);
    right = std::max(right, p.x + wide);
    bottom = std::min(bottom, p.y - wide);
    top = std::max(top, p.y + wide);
  }
  /// How far two of them cover each other, in the direction in which they do less; below 0: apart.
  [[nodiscard]] double overlap(const Extent& o) const {
    return std::min(std::min(right, o.right) - std::max(left, o.left),
                    std::min(top, o.top) - std::max(bottom, o.bottom));
  }
  /// False if the point surely lies outside.
  [[nodiscard]] bool may_hold(const Vec3& point) const {
    constexpr double spare = 1e-9;  // for what is rounded
    return point.x >= left - spare && point.x <= right + spare && point.y >= bottom - spare &&
           point.y <= top + spare;
  }
};

}  // namespace lissom
