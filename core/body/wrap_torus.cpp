// A ring, through whose hole a path goes. Where it touches, the tube stands for an endless
// cylinder, and the path keeps to the side of that towards the middle of the ring: as in
// OpenSim 4.5.2 (WrapTorus). The two ways differ in where along the ring the cylinder lies.

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/body/trig.h"
#include "core/body/wrap.h"

namespace lissom {
namespace {

double square(double x) {
  return x * x;
}
/// How far from the axis of the ring.
double from_axis(const Vec3& p) {
  return std::sqrt(square(p.x) + square(p.y));
}
double on_axis(const Vec3& v, int axis) {
  return axis == 0 ? v.x : axis == 1 ? v.y : v.z;
}
/// Zero counts as positive.
int sign_of(double x) {
  return x >= 0 ? 1 : -1;
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
  Vec3 along;
  Vec3 middle;
  double ring = 0;

  Line(const Vec3& from, const Vec3& to, double ring_m) : along(unit(to - from)), ring(ring_m) {
    middle = from - dot(from, along) * along;
  }

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
/// @return the way out from the middle of the ring to there; nothing if none is on its side
std::optional<Vec3> nearest_place(const WrapSurface& torus, const Vec3& from, const Vec3& to) {
  const Line line(from, to, ring_radius(torus));
  std::optional<double> nearest;
  const auto consider = [&](double u) {
    const bool counts = torus.sign == 0 || sign_of(on_axis(line.at(u), torus.axis)) == torus.sign;
    if (counts && (!nearest || line.distance(u) < line.distance(*nearest))) {
      nearest = u;
    }
  };
  constexpr int steps = 64;
  const double reach = 1.01 * line.ring;
  const double step = 2 * reach / steps;
  for (int k = 0; k < steps; ++k) {
    const double u = k * step - reach;
    if (line.slope(u) <= 0 && line.slope(u + step) > 0) {
      consider(line.lowest(u, u + step));
    }
  }
  if (!nearest) {
    return std::nullopt;
  }
  const Vec3 p = line.at(*nearest);
  const double r = from_axis(p);
  return r > 0 ? Vec3{p.x / r, p.y / r, 0} : Vec3{1, 0, 0};
}

/// Angles.
struct Range {
  double from = 0;
  double to = 0;
};

/// The ways at all places of the ring.
struct Ring {
  const WrapSurface& torus;
  WrapSurface cylinder;
  Vec3 from;
  Vec3 to;

  Ring(const WrapSurface& t, const Vec3& f, const Vec3& e)
      : torus(t), cylinder(cylinder_of(t)), from(f), to(e) {}

  [[nodiscard]] Place at(double angle) const {
    const SinCos sc = sin_cos(angle);
    return {{sc.cos, sc.sin, 0}, ring_radius(torus)};
  }
  [[nodiscard]] SmoothWrap way(const Place& place) const {
    return smooth_cylinder(cylinder, place.into(from), place.into(to));
  }
  /// How much longer than the straight line.
  [[nodiscard]] double detour(double angle) const {
    const SmoothWrap found = way(at(angle));
    return found.wrap.outcome == Wrap::Outcome::free ? 0 : found.length - length(to - from);
  }
  /// How the detour changes as the place moves round the ring.
  [[nodiscard]] double slope(double angle) const {
    const Place place = at(angle);
    const SmoothWrap found = way(place);
    return found.wrap.outcome == Wrap::Outcome::free
               ? 0
               : dot(found.slope_from, place.slope(from)) + dot(found.slope_to, place.slope(to));
  }
  /// Where the detour is longest between two angles, near the one given: just before and after.
  [[nodiscard]] Range top(double near, Range in) const {
    constexpr int halves = 48;
    for (int i = 0; i < halves; ++i) {
      const double angle = 0.5 * (in.from + in.to);
      const double up = slope(angle);
      (up > 0 || (up == 0 && angle < near) ? in.from : in.to) = angle;
    }
    return in;
  }
};

/// The angles of the ring that count: half of it with a quadrant in x or y.
Range range_of(const WrapSurface& torus) {
  if (torus.sign == 0 || torus.axis == 2) {
    return {-pi, pi};
  }
  const double middle = (torus.axis == 1 ? pi / 2 : 0) + (torus.sign < 0 ? pi : 0);
  return {middle - pi / 2, middle + pi / 2};
}

}  // namespace

Wrap match_torus(const WrapSurface& torus, const Vec3& from, const Vec3& to, bool is_only) {
  const std::optional<Vec3> out = nearest_place(torus, from, to);
  if (!out) {
    return {};
  }
  const Place place(*out, ring_radius(torus));
  Wrap wrap = match_cylinder(cylinder_of(torus), place.into(from), place.into(to), is_only);
  if (wrap.outcome == Wrap::Outcome::mandatory) {
    wrap.outcome = Wrap::Outcome::possible;  // no ring insists
  }
  wrap.first = place.out_of(wrap.first);
  wrap.second = place.out_of(wrap.second);
  return wrap;
}

SmoothWrap smooth_torus(const WrapSurface& torus, const Vec3& from, const Vec3& to) {
  const Ring ring(torus, from, to);
  const Range range = range_of(torus);
  constexpr std::size_t steps = 64;
  const double step = (range.to - range.from) / steps;
  std::array<double, steps + 1> detour{};
  for (std::size_t k = 0; k <= steps; ++k) {
    detour[k] = ring.detour(range.from + static_cast<double>(k) * step);
  }
  double most = 0;
  Range best;
  for (std::size_t k = 0; k <= steps; ++k) {
    const double before = k > 0 ? detour[k - 1] : 0;
    const double after = k < steps ? detour[k + 1] : 0;
    if (detour[k] > 0 && detour[k] >= before && detour[k] >= after) {
      const double angle = range.from + static_cast<double>(k) * step;
      const Range top =
          ring.top(angle, {std::max(angle - step, range.from), std::min(angle + step, range.to)});
      const double here = ring.detour(top.from);
      best = here > most ? top : best;
      most = std::max(most, here);
    }
  }
  if (most <= 0) {
    return {};
  }
  const Place place = ring.at(best.from);
  SmoothWrap found = ring.way(place);
  found.wrap.first = place.out_of(found.wrap.first);
  found.wrap.second = place.out_of(found.wrap.second);
  found.slope_from = place.turned_back(found.slope_from);
  found.slope_to = place.turned_back(found.slope_to);
  // Where the longest lies on a ridge, it moves along that as the ends move.
  const double up = ring.slope(best.from);
  const double down = -ring.slope(best.to);
  if (up > 0 && down > 0) {
    const Place beyond = ring.at(best.to);
    const SmoothWrap other = ring.way(beyond);
    const double share = up / (up + down);
    found.slope_from =
        (1 - share) * found.slope_from + share * beyond.turned_back(other.slope_from);
    found.slope_to = (1 - share) * found.slope_to + share * beyond.turned_back(other.slope_to);
  }
  return found;
}

}  // namespace lissom
