// A ring, through whose hole a path goes. Where it touches, the tube stands for an endless
// cylinder, and the path keeps to the side of that towards the middle of the ring: as in
// OpenSim 4.5.2 (WrapTorus). The two ways differ in where along the ring the cylinder lies.

#include <cmath>
#include <optional>

#include "core/body/wrap.h"
#include "core/body/wrap_side.h"

namespace lissom {
namespace {

double square(double x) {
  return x * x;
}
/// How far from the axis of the ring.
double from_axis(const Vec3& p) {
  return std::sqrt(square(p.x) + square(p.y));
}
double tube_radius(const WrapSurface& torus) {
  return torus.radii.x;
}
double ring_radius(const WrapSurface& torus) {
  return torus.radii.y;
}

WrapSurface cylinder_of(const WrapSurface& torus) {
  constexpr double endless = 1e4;
  WrapSurface cylinder;
  cylinder.radii = {tube_radius(torus), tube_radius(torus), tube_radius(torus)};
  cylinder.length = endless;
  cylinder.axis = 0;
  cylinder.sign = 1;
  return cylinder;
}

/// The frame of the cylinder at one place of the ring: x to the middle of the ring, y against its
/// axis, z along the tube.
struct Place {
  Vec3 x;
  Vec3 z;
  double ring = 0;  ///< how far the middle is

  /// @param out  from the middle of the ring, length 1, in its plane
  Place(const Vec3& out, double ring_m) : x(-out), z{out.y, -out.x, 0}, ring(ring_m) {}

  [[nodiscard]] Vec3 into(const Vec3& p) const { return {dot(x, p) + ring, -p.z, dot(z, p)}; }
  [[nodiscard]] Vec3 turned_back(const Vec3& v) const {
    return v.x * x + v.z * z - Vec3{0, 0, v.y};
  }
  [[nodiscard]] Vec3 out_of(const Vec3& q) const { return turned_back(q) - ring * x; }

  /// How `into(p)` changes as the place moves round the ring by an angle.
  [[nodiscard]] Vec3 slope(const Vec3& p) const { return {dot(z, p), 0, -dot(x, p)}; }
};

/// An endless line past the circle in the middle of the tube. `u` runs along it, in metres from
/// where it comes nearest to the middle of the ring.
struct Line {
  Vec3 from;
  Vec3 to;
  Vec3 along;
  Vec3 middle;
  double ring = 0;

  Line(const Vec3& f, const Vec3& t, double ring_m)
      : from(f), to(t), along(unit(t - f)), middle(f - dot(f, along) * along), ring(ring_m) {}

  [[nodiscard]] Vec3 at(double u) const { return middle + u * along; }
  /// Squared, to the circle.
  [[nodiscard]] double distance(double u) const {
    const Vec3 p = at(u);
    return square(from_axis(p) - ring) + square(p.z);
  }
  /// Half the slope of that. It can be 0 only within the radius of the ring.
  [[nodiscard]] double slope(double u) const {
    const Vec3 p = at(u);
    const double r = from_axis(p);
    return u - (r > 0 ? ring * (p.x * along.x + p.y * along.y) / r : 0);
  }
  /// Where the slope goes from below 0 to above.
  [[nodiscard]] double lowest(double low, double high) const {
    constexpr int halves = 50;
    for (int i = 0; i < halves; ++i) {
      const double u = 0.5 * (low + high);
      (slope(u) <= 0 ? low : high) = u;
    }
    return low;
  }
};

/// Where an endless line comes nearest to the circle in the middle of the tube. There may be two
/// such places; with a quadrant only those on its side count.
/// @return nothing if none is on its side
std::optional<double> nearest(const WrapSurface& torus, const Line& line) {
  constexpr double surely = 1e-9;  // or rounding would choose between two that are alike
  std::optional<double> found;
  const auto consider = [&](double u) {
    const bool counts = torus.sign == 0 || sign_of(on_axis(line.at(u), torus.axis)) == torus.sign;
    if (counts && (!found || line.distance(u) < line.distance(*found) - surely)) {
      found = u;
    }
  };
  constexpr int steps = 64;
  const double reach = 1.01 * line.ring;
  double low = -reach;
  for (int k = 1; k <= steps; ++k) {
    const double high = k * (2 * reach / steps) - reach;
    if (line.slope(low) <= 0 && line.slope(high) > 0) {
      consider(line.lowest(low, high));
    }
    low = high;
  }
  return found;
}

Place place_at(const Line& line, double u) {
  const Vec3 p = line.at(u);
  const double r = from_axis(p);
  return {r > 0 ? Vec3{p.x / r, p.y / r, 0} : Vec3{1, 0, 0}, line.ring};
}

/// How the nearest place moves round the ring as the ends of the line move: radians a metre.
struct Turning {
  Vec3 by_from;
  Vec3 by_to;
};

/// From the equation that the slope of the distance is 0, by differentiating it.
Turning turning_at(const Line& line, double u) {
  const Vec3 p = line.at(u);
  const Vec3 d = line.to - line.from;
  const double r = from_axis(p);
  const double dd = dot(d, d);
  const Vec3 flat_p{p.x, p.y, 0};
  const Vec3 flat_d{d.x, d.y, 0};
  const double pd = dot(flat_p, flat_d);
  const double curved = dd - line.ring * (dot(flat_d, flat_d) / r - square(pd) / (r * r * r));
  if (!(r > 0) || !(curved > 0)) {
    return {};
  }
  const Vec3 round{-p.y / (r * r), p.x / (r * r), 0};
  const double slid = dot(round, d) / curved;
  const Vec3 by_p = round - slid * (d - (line.ring / r) * (flat_d - (pd / (r * r)) * flat_p));
  const Vec3 by_d = -slid * (p - (line.ring / r) * flat_p);
  const double s = dot(p - line.from, d) / dd;
  return {(1 - s) * by_p - by_d, s * by_p + by_d};
}

}  // namespace

Wrap match_torus(const WrapSurface& torus, const Vec3& from, const Vec3& to, bool is_only) {
  const Line line(from, to, ring_radius(torus));
  const std::optional<double> u = nearest(torus, line);
  if (!u) {
    return {};
  }
  const Place place = place_at(line, *u);
  Wrap wrap = match_cylinder(cylinder_of(torus), place.into(from), place.into(to), is_only);
  if (wrap.outcome == Wrap::Outcome::mandatory) {
    wrap.outcome = Wrap::Outcome::possible;  // no ring insists
  }
  wrap.first = place.out_of(wrap.first);
  wrap.second = place.out_of(wrap.second);
  return wrap;
}

SmoothWrap smooth_torus(const WrapSurface& torus, const Vec3& from, const Vec3& to) {
  const Line line(from, to, ring_radius(torus));
  const std::optional<double> u = nearest(torus, line);
  if (!u) {
    return {};
  }
  const Place place = place_at(line, *u);
  SmoothWrap found = smooth_cylinder(cylinder_of(torus), place.into(from), place.into(to));
  if (found.wrap.outcome == Wrap::Outcome::free) {
    return {};
  }
  found.wrap.first = place.out_of(found.wrap.first);
  found.wrap.second = place.out_of(found.wrap.second);
  const double by_turn =
      dot(found.slope_from, place.slope(from)) + dot(found.slope_to, place.slope(to));
  const Turning turning = turning_at(line, *u);
  found.slope_from = place.turned_back(found.slope_from) + by_turn * turning.by_from;
  found.slope_to = place.turned_back(found.slope_to) + by_turn * turning.by_to;
  return found;
}

}  // namespace lissom
