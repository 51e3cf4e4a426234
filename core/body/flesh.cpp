#include "core/body/flesh.h"

#include <algorithm>

namespace lissom {
namespace {

constexpr double tiny = 1e-12;

Vec3 between(const Capsule& capsule, double share) {
  return capsule.ends[0] + share * (capsule.ends[1] - capsule.ends[0]);
}

double radius_at(const Capsule& capsule, double share) {
  return capsule.radii[0] + share * (capsule.radii[1] - capsule.radii[0]);
}

}  // namespace

Capsule placed(const Flesh& flesh, const std::vector<Frame>& frames) {
  const Frame& frame = frames[static_cast<std::size_t>(flesh.body)];
  return {{frame * flesh.ends[0], frame * flesh.ends[1]}, flesh.radii};
}

double distance(const Vec3& centre, double radius, const Capsule& capsule) {
  const Vec3 axis = capsule.ends[1] - capsule.ends[0];
  const double whole = dot(axis, axis);
  const double share =
      whole < tiny ? 0 : std::clamp(dot(centre - capsule.ends[0], axis) / whole, 0.0, 1.0);
  return length(centre - between(capsule, share)) - radius - radius_at(capsule, share);
}

// Ericson, Real-Time Collision Detection (2005), 5.1.9: the closest points of two segments.
double distance(const Capsule& a, const Capsule& b) {
  const Vec3 u = a.ends[1] - a.ends[0];
  const Vec3 v = b.ends[1] - b.ends[0];
  const Vec3 w = a.ends[0] - b.ends[0];
  const double uu = dot(u, u);
  const double vv = dot(v, v);
  const double uv = dot(u, v);
  const double uw = dot(u, w);
  const double vw = dot(v, w);
  const double both = uu * vv - uv * uv;
  double s = both > tiny ? std::clamp((uv * vw - uw * vv) / both, 0.0, 1.0) : 0;
  double t = vv > tiny ? (uv * s + vw) / vv : 0;
  if (t < 0 || t > 1) {
    t = std::clamp(t, 0.0, 1.0);
    s = uu > tiny ? std::clamp((uv * t - uw) / uu, 0.0, 1.0) : 0;
  }
  return length(between(a, s) - between(b, t)) - radius_at(a, s) - radius_at(b, t);
}

}  // namespace lissom
