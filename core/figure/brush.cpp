#include "core/figure/brush.h"

namespace lissom {

Path Brush::curve(std::span<const Vec3> points) const {
  constexpr double sixth = 1.0 / 6;
  Path path;
  const std::size_t n = points.size();
  if (n == 0) {
    return path;
  }
  path.verbs.reserve(n);
  path.dots.reserve(3 * n - 2);
  path.verbs.push_back(Verb::move);
  path.dots.push_back(dot(points[0]));
  for (std::size_t i = 0; i + 1 < n; ++i) {
    const Vec3& before = points[i == 0 ? 0 : i - 1];
    const Vec3& after = points[i + 2 < n ? i + 2 : n - 1];
    path.verbs.push_back(Verb::cubic);
    path.dots.push_back(dot(points[i] + sixth * (points[i + 1] - before)));
    path.dots.push_back(dot(points[i + 1] - sixth * (after - points[i])));
    path.dots.push_back(dot(points[i + 1]));
  }
  return path;
}

Path Brush::blob(std::span<const Vec3> points, double tolerance) const {
  Beads beads;
  beads.reserve(points.size());
  for (const Vec3& p : points) {
    beads.push_back({p, 0, false, false});
  }
  fit_loop(beads, sheet, {tolerance, 1}, scratch.curve);
  Path path;
  add_fill(scratch.curve, path);
  return path;
}

}  // namespace lissom
