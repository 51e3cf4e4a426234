#pragma once
/// An upright rectangle on the sheet round a thing: what cannot meet is found by it.

#include "core/body/geometry.h"

namespace lissom {

/// By value: std::min and std::max give references, of which compilers make branches that are often
/// guessed wrongly.
[[nodiscard]] constexpr double smaller(double a, double b) {
  return b < a ? b : a;
}
[[nodiscard]] constexpr double larger(double a, double b) {
  return a < b ? b : a;
}

struct Extent {
  double left = 1e9;
  double right = -1e9;
  double bottom = 1e9;
  double top = -1e9;

  void add(const Vec3& p, double wide) {
    left = smaller(left, p.x - wide);
    right = larger(right, p.x + wide);
    bottom = smaller(bottom, p.y - wide);
    top = larger(top, p.y + wide);
  }
  /// How far two of them cover each other, in the direction in which they do less; below 0: apart.
  [[nodiscard]] double overlap(const Extent& o) const {
    return smaller(smaller(right, o.right) - larger(left, o.left),
                   smaller(top, o.top) - larger(bottom, o.bottom));
  }
  /// False if the point surely lies outside.
  [[nodiscard]] bool may_hold(const Vec3& point) const {
    constexpr double spare = 1e-9;  // for what is rounded
    return point.x >= left - spare && point.x <= right + spare && point.y >= bottom - spare &&
           point.y <= top + spare;
  }
};

}  // namespace lissom
