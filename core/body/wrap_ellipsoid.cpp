// The way around an ellipsoid in the plane through its centre and both ends. Measured in its own
// radii the ellipsoid is a ball, and a plane cuts it in a circle: the touching points are those of
// the circle, and the length of the arc is summed over fixed pieces. That is not the shortest way,
// but it is continuous and needs no search. Quadrants do not count.

#include <array>
#include <cmath>

#include "core/body/trig.h"
#include "core/body/wrap.h"

namespace lissom {
namespace {

Vec3 scaled(const Vec3& p, const Vec3& radii) {
  return {p.x * radii.x, p.y * radii.y, p.z * radii.z};
}

/// Length of the arc from `first` to `second` on the ball, seen in true size. Gauss's rule with
/// five points in each of eight pieces.
double arc_length(const Vec3& first, const Vec3& second, const Vec3& radii) {
  constexpr std::array<double, 5> nodes = {-0.906179845938664, -0.5384693101056831, 0,
                                           0.5384693101056831, 0.906179845938664};
  constexpr std::array<double, 5> weights = {0.23692688505618908, 0.47862867049936647,
                                             0.5688888888888889, 0.47862867049936647,
                                             0.23692688505618908};
  constexpr int pieces = 8;
  const double radius = length(first);
  const Vec3 e1 = unit(first);
  const Vec3 e2 = unit(second - dot(second, e1) * e1);
  const double angle = arc_tangent(dot(second, e2), dot(second, e1));
  double sum = 0;
  for (int i = 0; i < pieces; ++i) {
    for (std::size_t k = 0; k < nodes.size(); ++k) {
      const double t = (i + 0.5 + nodes[k] / 2) / pieces;
      const SinCos sc = sin_cos(t * angle);
      sum += weights[k] * length(scaled(sc.cos * e2 - sc.sin * e1, radii));
    }
  }
  return radius * angle * sum / (2 * pieces);
}

Wrap section(const WrapSurface& ellipsoid, const Vec3& from, const Vec3& to) {
  const Vec3 inverse_radii{1 / ellipsoid.radii.x, 1 / ellipsoid.radii.y, 1 / ellipsoid.radii.z};
  WrapSurface ball;
  ball.kind = WrapSurface::Kind::sphere;
  ball.radii = {1, 1, 1};
  Wrap wrap = smooth_sphere(ball, scaled(from, inverse_radii), scaled(to, inverse_radii)).wrap;
  if (wrap.outcome == Wrap::Outcome::free) {
    return wrap;
  }
  wrap.around = arc_length(wrap.first, wrap.second, ellipsoid.radii);
  wrap.first = scaled(wrap.first, ellipsoid.radii);
  wrap.second = scaled(wrap.second, ellipsoid.radii);
  return wrap;
}

double whole(const Wrap& wrap, const Vec3& from, const Vec3& to) {
  return wrap.outcome == Wrap::Outcome::free
             ? length(to - from)
             : length(wrap.first - from) + wrap.around + length(to - wrap.second);
}

}  // namespace

SmoothWrap smooth_ellipsoid(const WrapSurface& ellipsoid, const Vec3& from, const Vec3& to) {
  constexpr double step_m = 1e-6;
  SmoothWrap out;
  out.wrap = section(ellipsoid, from, to);
  if (out.wrap.outcome == Wrap::Outcome::free) {
    return out;
  }
  out.length = whole(out.wrap, from, to);
  const auto slope = [&](const Vec3& by, bool is_from) {
    const auto at = [&](double s) {
      const Vec3 p = is_from ? from + s * by : from;
      const Vec3 q = is_from ? to : to + s * by;
      return whole(section(ellipsoid, p, q), p, q);
    };
    return (at(step_m) - at(-step_m)) / (2 * step_m);
  };
  out.slope_from = {slope({1, 0, 0}, true), slope({0, 1, 0}, true), slope({0, 0, 1}, true)};
  out.slope_to = {slope({1, 0, 0}, false), slope({0, 1, 0}, false), slope({0, 0, 1}, false)};
  return out;
}

}  // namespace lissom
