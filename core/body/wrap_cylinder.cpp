// The cylinder of OpenSim 4.5.2, with its approximations. The sources say what it computes
// (WrapCylinder, WrapMath); here it is computed in the plane across the axis where that gives the
// same numbers.

#include <algorithm>
#include <cmath>

#include "core/body/trig.h"
#include "core/body/wrap.h"
#include "core/body/wrap_side.h"

namespace lissom {
namespace {

constexpr double tangency = 0.1 * degree;
constexpr int most_rounds = 100;
constexpr double spiral_piece_m = 0.002;

double flat_dot(const Vec3& a, const Vec3& b) {
  return a.x * b.x + a.y * b.y;
}
double flat_cross(const Vec3& a, const Vec3& b) {
  return a.x * b.y - a.y * b.x;
}
double flat_length(const Vec3& a) {
  return std::sqrt(flat_dot(a, a));
}
/// How the straight line passes the axis.
struct Passing {
  bool is_through = false;  ///< nearer than the radius, between the two ends
  Vec3 nearest;             ///< the point of the endless line nearest to the axis
};

Passing passing(const Vec3& from, const Vec3& to, double radius) {
  constexpr double parallel = 2e-13;  // of the squared sine of the angle to the axis
  const Vec3 along = to - from;
  const double across = flat_dot(along, along);
  if (!(across > parallel * dot(along, along))) {
    return {};
  }
  const double t = -flat_dot(from, along) / across;
  const Vec3 nearest = from + t * along;
  return {t > 0 && t < 1 && flat_dot(nearest, nearest) < radius * radius, nearest};
}

/// The two points at the height of `p` where a line from `p` touches the circle: a is to the left
/// as seen from `p` outwards.
struct Tangents {
  Vec3 a, b;
};

Tangents tangents(const Vec3& p, double radius) {
  const double distance = flat_length(p);
  const Vec3 out{p.x / distance, p.y / distance, 0};
  const double inward = radius * (radius / distance);
  const double aside = std::sqrt(radius * radius - inward * inward);
  const Vec3 foot{inward * out.x, inward * out.y, p.z};
  const Vec3 left{-aside * out.y, aside * out.x, 0};
  return {foot + left, foot - left};
}

struct TouchingPair {
  Vec3 first, second;
  bool is_far = false;
};

/// Of the four pairs of touching points the one whose points are nearest in angle.
TouchingPair choose_free(const Tangents& t1, const Tangents& t2) {
  const double aa = flat_dot(t1.a, t2.a);
  const double ab = flat_dot(t1.a, t2.b);
  const double ba = flat_dot(t1.b, t2.a);
  const double bb = flat_dot(t1.b, t2.b);
  if (aa > ab && aa > ba && aa > bb) {
    return {t1.a, t2.a};
  }
  if (ab > ba && ab > bb) {
    return {t1.a, t2.b};
  }
  return {t1.b, ba > bb ? t2.a : t2.b};
}

/// The pair that lies on the active side.
TouchingPair choose_on_side(const Tangents& t1, const Tangents& t2, int axis, int sign) {
  const auto is_on = [&](const Vec3& p) { return sign_of(on_axis(p, axis)) == sign; };
  const bool a1 = is_on(t1.a);
  const bool b1 = is_on(t1.b);
  // The angle between a1 and b2 is larger than that between b1 and a2.
  const bool is_ab_wider = flat_dot(t1.a, t2.b) < flat_dot(t1.b, t2.a);
  bool is_ab = a1;
  if (a1 == b1) {
    const bool a2 = is_on(t2.a);
    if (!a1 && !a2 && !is_on(t2.b)) {
      return is_ab_wider ? TouchingPair{t1.a, t2.b, true} : TouchingPair{t1.b, t2.a, true};
    }
    is_ab = !a2;
  }
  return is_ab ? TouchingPair{t1.a, t2.b, is_ab_wider} : TouchingPair{t1.b, t2.a, !is_ab_wider};
}

/// Where the plane through both ends and the apex of the cylinder cuts the lines parallel to the
/// axis through the touching points, which move there unless that is beyond the other end.
void slide_into_plane(const Vec3& from, const Vec3& to, double radius, TouchingPair& choice) {
  const double r1 = flat_length(from);
  const double r2 = flat_length(to);
  const Vec3 middle = from + (r1 / (r1 + r2)) * (to - from);
  const Vec3 axis_point{0, 0, middle.z};
  const Vec3 normal = unit(cross(unit(from - axis_point), unit(to - axis_point)));
  Vec3 up = unit(Vec3{-normal.y, normal.x, 0});
  const bool is_near = radius * flat_dot(up, middle) > 0;
  if (is_near == choice.is_far) {
    up = -up;
  }
  const Vec3 apex = axis_point + radius * up;
  const Vec3 plane = unit(cross(unit(from - apex), unit(to - apex)));
  constexpr double reach_m = 10;
  constexpr double slightly = 1e-5;
  const auto slide = [&](Vec3& touch, double own, double other) {
    if (std::fabs(2 * reach_m * plane.z) < slightly || to.z == 0) {
      return;
    }
    const double z =
        from.z - (plane.x * (touch.x - from.x) + plane.y * (touch.y - from.y)) / plane.z;
    const bool is_in_reach = std::fabs(z - touch.z) <= reach_m * (1 + 2 * slightly);
    if (is_in_reach && std::fabs(z - other) < std::fabs(own - other)) {
      touch.z = z;
    }
  };
  slide(choice.first, from.z, to.z);
  slide(choice.second, to.z, from.z);
}

/// The way over the surface between two touching points.
struct Spiral {
  double turn = 0;  ///< radians about z, with sign
  double around = 0;
};

Spiral spiral(const Vec3& first, const Vec3& second, double radius, bool is_long) {
  const double across = flat_cross(first, second);
  double angle = arc_tangent(std::fabs(across), flat_dot(first, second));
  double sense = across >= 0 ? 1 : -1;
  if (is_long) {
    angle = 2 * pi - angle;
    sense = -sense;
  }
  const double x = radius * angle;
  const double z = second.z - first.z;
  return {sense * angle, std::sqrt(x * x + z * z)};
}

Vec3 turned(const Vec3& p, double angle) {
  const SinCos sc = sin_cos(angle);
  return {sc.cos * p.x - sc.sin * p.y, sc.sin * p.x + sc.cos * p.y, p.z};
}

/// Slides a touching point along the axis if the straight piece and the spiral meet at an angle.
/// @param next  the next point of the spiral @return whether it moved
bool adjust(const Vec3& end, Vec3& touch, const Vec3& next) {
  const Vec3 in = unit(touch - end);
  const Vec3 out = unit(next - touch);
  if (!(std::fabs(arc_cosine(in.z) - arc_cosine(out.z)) > tangency)) {
    return false;
  }
  const Vec3 chord = next - end;
  const double across = flat_dot(chord, chord);
  if (across <= 0) {
    return false;
  }
  const double t = flat_dot(touch - end, chord) / across;
  constexpr double eagerness = 1.5;
  touch.z += eagerness * (end.z + t * chord.z - touch.z);
  return true;
}

void seek_tangency(const Vec3& from, const Vec3& to, double radius, Wrap& wrap) {
  for (int round = 0; round < most_rounds; ++round) {
    const Spiral way = spiral(wrap.first, wrap.second, radius, wrap.is_long);
    const double wanted = way.around / spiral_piece_m;
    // Nor is a way cut up that is no number, as between points too far away for one.
    if (!(wanted >= 2)) {
      return;
    }
    const int pieces = static_cast<int>(std::min(wanted, 1e6));
    const double t = 1.0 / pieces;
    const double rise = wrap.second.z - wrap.first.z;
    Vec3 next = turned(wrap.first, t * way.turn);
    next.z += t * rise;
    Vec3 before = turned(wrap.first, (1 - t) * way.turn);
    before.z += (1 - t) * rise;
    const bool is_first_moved = adjust(from, wrap.first, next);
    const bool is_second_moved = adjust(to, wrap.second, before);
    if (!is_first_moved && !is_second_moved) {
      return;
    }
  }
}

/// Whether the piece wraps on the given side at all.
Wrap::Outcome outcome_on_side(const WrapSurface& cylinder, const Vec3& from, const Vec3& to,
                              const Passing& pass) {
  const int side1 = sign_of(on_axis(from, cylinder.axis));
  const int side2 = sign_of(on_axis(to, cylinder.axis));
  if (side1 != cylinder.sign && side2 != cylinder.sign) {
    return Wrap::Outcome::possible;
  }
  if (pass.is_through) {
    return Wrap::Outcome::mandatory;
  }
  const bool is_behind =
      side1 != side2 && sign_of(on_axis(pass.nearest, cylinder.axis)) != cylinder.sign;
  return is_behind ? Wrap::Outcome::possible : Wrap::Outcome::free;
}

}  // namespace

Wrap match_cylinder(const WrapSurface& cylinder, const Vec3& from, const Vec3& to, bool is_only) {
  Wrap wrap;
  const double radius = cylinder.radii.x;
  const double square = radius * radius;
  if (flat_dot(from, from) < square || flat_dot(to, to) < square) {
    wrap.outcome = Wrap::Outcome::inside;
    return wrap;
  }
  const Passing pass = passing(from, to, radius);
  const bool has_side = cylinder.sign != 0;
  const Wrap::Outcome outcome = has_side          ? outcome_on_side(cylinder, from, to, pass)
                                : pass.is_through ? Wrap::Outcome::mandatory
                                                  : Wrap::Outcome::free;
  if (outcome == Wrap::Outcome::free) {
    return wrap;
  }
  const Tangents t1 = tangents(from, radius);
  const Tangents t2 = tangents(to, radius);
  TouchingPair choice =
      has_side ? choose_on_side(t1, t2, cylinder.axis, cylinder.sign) : choose_free(t1, t2);
  wrap.is_long = has_side && flat_dot(choice.first + choice.second,
                                      choice.first - from + (choice.second - to)) < 0;
  slide_into_plane(from, to, radius, choice);
  const double half = cylinder.length / 2;
  if (std::fabs(choice.first.z) > half && std::fabs(choice.second.z) > half) {
    return wrap;
  }
  wrap.outcome = outcome;
  wrap.first = choice.first;
  wrap.second = choice.second;
  if (!is_only) {
    seek_tangency(from, to, radius, wrap);
  }
  wrap.around = spiral(wrap.first, wrap.second, radius, wrap.is_long).around;
  return wrap;
}

}  // namespace lissom
