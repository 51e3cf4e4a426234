// The shortest way around one cylinder or ball. Seen along the axis a taut thread is two tangents
// and an arc; unrolled, all of it is straight, so that height is gained in proportion to the way.

#include <algorithm>
#include <cmath>

#include "core/body/trig.h"
#include "core/body/wrap.h"

namespace lissom {
namespace {

/// A point of the plane across the axis, seen from the axis.
struct Flat {
  double x = 0;
  double y = 0;
};
double dot(const Flat& a, const Flat& b) {
  return a.x * b.x + a.y * b.y;
}
double cross(const Flat& a, const Flat& b) {
  return a.x * b.y - a.y * b.x;
}
Flat sum(double s, const Flat& a, double t, const Flat& b) {
  return {s * a.x + t * b.x, s * a.y + t * b.y};
}
Flat left_of(const Flat& a) {
  return {-a.y, a.x};
}

/// Both ends and the circle between them.
struct CircleScene {
  Flat p, q;
  double p_out = 0;  ///< distances from the centre
  double q_out = 0;
  double radius = 0;
};

/// A way around the circle: tangent, arc, tangent.
struct Way {
  Flat first, second;
  double tangent1 = 0;
  double tangent2 = 0;
  double arc = 0;  ///< radians
  double length = 0;
  Flat slope_p, slope_q;  ///< of the length by the ends
};

/// Nothing if an end lies on the axis: there is no direction to go around then.
bool set_scene(const Flat& p, const Flat& q, double radius, CircleScene& scene) {
  const double pp = dot(p, p);
  const double qq = dot(q, q);
  if (pp == 0 || qq == 0) {
    return false;
  }
  scene = {p, q, std::sqrt(pp), std::sqrt(qq), radius};
  scene.radius = std::min({radius, scene.p_out, scene.q_out});
  return true;
}

bool is_crossed(const Flat& p, const Flat& q, double radius) {
  const Flat along = sum(1, q, -1, p);
  const double t_across = -dot(p, along);
  const double across = dot(along, along);
  const double area = cross(p, q);
  return t_across > 0 && t_across < across && area * area < radius * radius * across;
}

/// @param sense  +1: turning left, -1: turning right
Way way_around(const CircleScene& scene, double sense) {
  const auto& [p, q, p_out, q_out, r] = scene;
  Way way;
  way.tangent1 = std::sqrt(std::max(0.0, (p_out - r) * (p_out + r)));
  way.tangent2 = std::sqrt(std::max(0.0, (q_out - r) * (q_out + r)));
  // Directions of the touching points, of length 1.
  const double pp = p_out * p_out;
  const double qq = q_out * q_out;
  const Flat first = sum(r / pp, p, sense * way.tangent1 / pp, left_of(p));
  const Flat second = sum(r / qq, q, -sense * way.tangent2 / qq, left_of(q));
  way.first = sum(r, first, 0, first);
  way.second = sum(r, second, 0, second);
  way.arc = arc_tangent(sense * cross(first, second), dot(first, second));
  if (way.arc < 0) {
    way.arc += 2 * pi;
  }
  way.length = way.tangent1 + r * way.arc + way.tangent2;
  // A circle that has shrunk to an end grows with the end's distance: by the arc for each metre.
  const double p_grow = r == p_out ? way.arc / p_out : 0;
  const double q_grow = r == q_out ? way.arc / q_out : 0;
  way.slope_p = sum(way.tangent1 / pp + p_grow, p, -sense * r / pp, left_of(p));
  way.slope_q = sum(way.tangent2 / qq + q_grow, q, sense * r / qq, left_of(q));
  return way;
}

/// How far a way of the given sense is taken back because an end lies near the wall: from 0, 60
/// degrees off and more, to 1 in the wall.
struct Fade {
  double share = 0;
  Flat slope;  ///< by the place of the end
};

/// @param active  the direction opposite to the wall, of length 1
Fade fade(const Flat& end, double out, const Flat& active) {
  constexpr double begin = 0.5;  // the cosine of 60 degrees
  const double cosine = -dot(end, active) / out;
  if (cosine <= begin) {
    return {};
  }
  const double t = (cosine - begin) / (1 - begin);
  const double steepness = 6 * t * (1 - t) / (1 - begin);
  const double out2 = out * out;
  return {t * t * (3 - 2 * t),
          sum(-steepness / out, active, steepness * dot(end, active) / (out * out2), end)};
}

/// The way on the active side, faded near the wall into the way on the other.
Way way_past_wall(const CircleScene& scene, double short_sense, const Flat& active) {
  Way way = way_around(scene, -short_sense);
  const Fade near_p = fade(scene.p, scene.p_out, active);
  const Fade near_q = fade(scene.q, scene.q_out, active);
  if (near_p.share == 0 && near_q.share == 0) {
    return way;
  }
  Way other;
  if (is_crossed(scene.p, scene.q, scene.radius)) {
    other = way_around(scene, short_sense);
  } else {
    const Flat along = sum(1, scene.q, -1, scene.p);
    other.length = std::sqrt(dot(along, along));
    other.slope_q = sum(1 / std::max(other.length, 1e-300), along, 0, along);
    other.slope_p = sum(-1, other.slope_q, 0, along);
  }
  const double share = 1 - (1 - near_p.share) * (1 - near_q.share);
  const double gain = other.length - way.length;
  way.slope_p = sum(1, sum(1 - share, way.slope_p, share, other.slope_p), gain * (1 - near_q.share),
                    near_p.slope);
  way.slope_q = sum(1, sum(1 - share, way.slope_q, share, other.slope_q), gain * (1 - near_p.share),
                    near_q.slope);
  way.length += share * gain;
  return way;
}

/// Whether the straight line crosses the wall.
bool is_walled(const Flat& p, const Flat& q, const Flat& active) {
  const double p_side = cross(active, p);
  const double q_side = cross(active, q);
  return (p_side < 0) != (q_side < 0) && cross(p, q) * (q_side - p_side) < 0;
}

/// Puts the height back: the way is straight once it is unrolled.
SmoothWrap raised(const Way& way, const Vec3& from, const Vec3& to, double radius) {
  SmoothWrap out;
  const double rise = to.z - from.z;
  out.length = std::sqrt(way.length * way.length + rise * rise);
  const double flat = way.length / out.length;
  out.slope_from = {flat * way.slope_p.x, flat * way.slope_p.y, -rise / out.length};
  out.slope_to = {flat * way.slope_q.x, flat * way.slope_q.y, rise / out.length};
  out.wrap.outcome = Wrap::Outcome::mandatory;
  out.wrap.is_long = way.arc > pi;
  // Of a faded way the touching points are those of the way on the active side.
  const double whole = way.tangent1 + radius * way.arc + way.tangent2;
  const double climb = rise / whole;
  const double steep = whole == way.length ? out.length / whole : std::sqrt(1 + climb * climb);
  out.wrap.first = {way.first.x, way.first.y, from.z + climb * way.tangent1};
  out.wrap.second = {way.second.x, way.second.y, to.z - climb * way.tangent2};
  out.wrap.around = out.length - steep * (way.tangent1 + way.tangent2);
  return out;
}

Flat active_side(const WrapSurface& surface) {
  return surface.axis == 0 ? Flat{static_cast<double>(surface.sign), 0}
                           : Flat{0, static_cast<double>(surface.sign)};
}

}  // namespace

SmoothWrap smooth_cylinder(const WrapSurface& cylinder, const Vec3& from, const Vec3& to) {
  const Flat p{from.x, from.y};
  const Flat q{to.x, to.y};
  const bool has_side = cylinder.sign != 0 && cylinder.axis != 2;
  const bool is_behind = has_side && is_walled(p, q, active_side(cylinder));
  // Most pieces pass by, and this tells without a root. A shrunken circle is crossed less still.
  CircleScene scene;
  if ((!is_behind && !is_crossed(p, q, cylinder.radii.x)) ||
      !set_scene(p, q, cylinder.radii.x, scene)) {
    return {};
  }
  const double short_sense = cross(p, q) >= 0 ? 1 : -1;
  if (is_behind) {
    return raised(way_past_wall(scene, short_sense, active_side(cylinder)), from, to, scene.radius);
  }
  return is_crossed(p, q, scene.radius)
             ? raised(way_around(scene, short_sense), from, to, scene.radius)
             : SmoothWrap{};
}

SmoothWrap smooth_sphere(const WrapSurface& sphere, const Vec3& from, const Vec3& to) {
  const double out = length(from);
  const Vec3 e1 = unit(from);
  const Vec3 e2 = unit(to - dot(to, e1) * e1);
  CircleScene scene;
  if (!set_scene({out, 0}, {dot(to, e1), dot(to, e2)}, sphere.radii.x, scene) ||
      !is_crossed(scene.p, scene.q, scene.radius)) {
    return {};
  }
  const Way way = way_around(scene, 1);
  const auto lifted = [&](const Flat& f) { return f.x * e1 + f.y * e2; };
  SmoothWrap wrap;
  wrap.length = way.length;
  wrap.slope_from = lifted(way.slope_p);
  wrap.slope_to = lifted(way.slope_q);
  wrap.wrap = {Wrap::Outcome::mandatory, lifted(way.first), lifted(way.second),
               scene.radius * way.arc, false};
  return wrap;
}

SmoothWrap smooth_wrap(const WrapSurface& surface, const Vec3& from, const Vec3& to) {
  switch (surface.kind) {
    case WrapSurface::Kind::cylinder:
      return smooth_cylinder(surface, from, to);
    case WrapSurface::Kind::sphere:
      return smooth_sphere(surface, from, to);
    case WrapSurface::Kind::ellipsoid:
      return smooth_ellipsoid(surface, from, to);
    case WrapSurface::Kind::torus:
      return smooth_torus(surface, from, to);
  }
  return {};
}

Wrap match_wrap(const WrapSurface& surface, const Vec3& from, const Vec3& to, bool is_only) {
  switch (surface.kind) {
    case WrapSurface::Kind::cylinder:
      return match_cylinder(surface, from, to, is_only);
    case WrapSurface::Kind::sphere:
      return match_sphere(surface, from, to);
    case WrapSurface::Kind::ellipsoid:
      return smooth_ellipsoid(surface, from, to).wrap;
    case WrapSurface::Kind::torus:
      return match_torus(surface, from, to, is_only);
  }
  return {};
}

}  // namespace lissom
