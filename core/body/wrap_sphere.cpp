// The ball of OpenSim 4.5.2 (WrapSphere), with two of its slips: on the long way round the length
// over the surface counts negative, and with a quadrant the nearest point counts as between the
// ends only within the first metre.

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/body/trig.h"
#include "core/body/wrap.h"
#include "core/body/wrap_side.h"

namespace lissom {
namespace {

/// Both points of a plane through the centre where a line from `p` touches the ball.
struct BallTangents {
  Vec3 a, b;
};

BallTangents tangents(const Vec3& p, const Vec3& normal, double radius) {
  const double distance = length(p);
  const Vec3 out = unit(p);
  const double inward = radius * (radius / distance);
  const double aside = std::sqrt(std::max(0.0, radius * radius - inward * inward));
  const Vec3 side = cross(normal, out);
  return {inward * out - aside * side, inward * out + aside * side};
}

using TouchingPoints = std::pair<Vec3, Vec3>;

/// The pair of touching points nearest to each other.
TouchingPoints nearest_pair(const BallTangents& t1, const BallTangents& t2) {
  const double aa = dot(t1.a, t2.a);
  const double ab = dot(t1.a, t2.b);
  const double ba = dot(t1.b, t2.a);
  const double bb = dot(t1.b, t2.b);
  if (aa > ab && aa > ba && aa > bb) {
    return {t1.a, t2.a};
  }
  if (ab > ba && ab > bb) {
    return {t1.a, t2.b};
  }
  return {t1.b, ba > bb ? t2.a : t2.b};
}

/// The pair on the active side.
TouchingPoints pair_on_side(const BallTangents& t1, const BallTangents& t2, const Vec3& from,
                            const Vec3& to, const WrapSurface& sphere) {
  const Vec3 away = -(from + to);
  const bool is_a1 = dot(t1.a, away) > dot(t1.b, away);
  const bool is_a2 = dot(t2.a, away) > dot(t2.b, away);
  const TouchingPoints pair{is_a1 ? t1.a : t1.b, is_a2 ? t2.a : t2.b};
  const Vec3 pull = pair.first - from + (pair.second - to);
  const bool is_wrong = sphere.sign * on_axis(pull, sphere.axis) < 0;
  return is_wrong ? TouchingPoints{is_a1 ? t1.b : t1.a, is_a2 ? t2.b : t2.a} : pair;
}

/// Whether the line runs through the ball, both times between the ends.
bool is_pierced(const Vec3& from, const Vec3& to, double radius) {
  const Vec3 along = from - to;
  const double a = dot(along, along);
  const double half_b = dot(to, along);
  const double c = dot(to, to) - radius * radius;
  const double square = half_b * half_b - a * c;
  if (!(square >= 0) || a == 0) {
    return false;
  }
  const double root = std::sqrt(square);
  const double far = (-half_b + root) / a;
  const double near = (-half_b - root) / a;
  return far > 0 && far < 1 && near > 0 && near < 1;
}

Wrap::Outcome outcome_on_side(const WrapSurface& sphere, const Vec3& from, const Vec3& to) {
  const int side1 = sign_of(on_axis(from, sphere.axis));
  const int side2 = sign_of(on_axis(to, sphere.axis));
  if (side1 != sphere.sign && side2 != sphere.sign) {
    return Wrap::Outcome::possible;
  }
  const Vec3 along = unit(to - from);
  const double t_m = -dot(from, along);
  const Vec3 nearest = from + t_m * along;
  if (length(nearest) < sphere.radii.x && t_m > 0 && t_m < 1) {
    return Wrap::Outcome::mandatory;
  }
  const bool is_behind = side1 != side2 && sign_of(on_axis(nearest, sphere.axis)) != sphere.sign;
  return is_behind ? Wrap::Outcome::possible : Wrap::Outcome::free;
}

}  // namespace

Wrap match_sphere(const WrapSurface& sphere, const Vec3& from, const Vec3& to) {
  Wrap wrap;
  const double radius = sphere.radii.x;
  if (length(from) < radius || length(to) < radius) {
    wrap.outcome = Wrap::Outcome::inside;
    return wrap;
  }
  if (!is_pierced(from, to, radius)) {
    return wrap;
  }
  // Through the very centre any plane will do; OpenSim takes the one of the time before.
  Vec3 normal = cross(unit(from - to), unit(to));
  constexpr double central = 1e-5;
  if (length(normal) < central) {
    const Vec3 other = std::fabs(to.x) < std::fabs(to.y) ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    normal = cross(to, other);
  }
  normal = unit(normal);
  const BallTangents t1 = tangents(from, normal, radius);
  const BallTangents t2 = tangents(to, normal, radius);
  TouchingPoints pair = nearest_pair(t1, t2);
  wrap.outcome = Wrap::Outcome::possible;
  if (sphere.sign != 0) {
    wrap.outcome = outcome_on_side(sphere, from, to);
    const bool is_all_on_side = sign_of(on_axis(from, sphere.axis)) == sphere.sign &&
                                sign_of(on_axis(to, sphere.axis)) == sphere.sign;
    if (!is_all_on_side) {
      pair = pair_on_side(t1, t2, from, to, sphere);
      wrap.is_long = dot(pair.first + pair.second, pair.first - from + (pair.second - to)) < 0;
    }
  }
  wrap.first = pair.first;
  wrap.second = pair.second;
  const double angle = arc_cosine(dot(pair.first, pair.second) / (radius * radius));
  wrap.around = radius * (wrap.is_long ? angle - 2 * pi : angle);
  return wrap;
}

}  // namespace lissom
