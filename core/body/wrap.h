#pragma once
/// One straight piece of a path and one surface in its way. All points are in the frame of the
/// surface: a cylinder's axis is z, the others have their centre at 0, and a torus lies round z.

#include <cstdint>

#include "core/body/model.h"

namespace lissom {

/// A piece from `from` to `to`, bent around a surface.
struct Wrap {
  enum class Outcome : std::uint8_t {
    free,       ///< the piece passes by
    inside,     ///< an end lies within the surface: no way around
    possible,   ///< it may go around; of several pieces the one that grows least does
    mandatory,  ///< the straight line runs through the surface
  };
  Outcome outcome = Outcome::free;
  Vec3 first;            ///< where it reaches the surface
  Vec3 second;           ///< where it leaves it
  double around = 0;     ///< metres over the surface
  bool is_long = false;  ///< goes more than half way round
};

/// As OpenSim 4.5.2 bends it.
/// @param is_only  the muscle has this wrap alone: then OpenSim leaves out the search for better
///                 touching points
[[nodiscard]] Wrap match_cylinder(const WrapSurface& cylinder, const Vec3& from, const Vec3& to,
                                  bool is_only);

[[nodiscard]] Wrap match_sphere(const WrapSurface& sphere, const Vec3& from, const Vec3& to);
/// Through the hole of a ring, over its tube where the line comes nearest to it. OpenSim seeks that
/// place from both ends, to 1e-4; here it is the nearest of all, and a ring that the line does not
/// touch is passed by, where OpenSim goes on with what it has not set.
[[nodiscard]] Wrap match_torus(const WrapSurface& torus, const Vec3& from, const Vec3& to,
                               bool is_only);

/// One of those, by the kind of the surface. OpenSim's search on an ellipsoid, which starts from
/// what it found the time before, is not followed: the way is that of `smooth_ellipsoid`.
[[nodiscard]] Wrap match_wrap(const WrapSurface& surface, const Vec3& from, const Vec3& to,
                              bool is_only);

/// A shortest way, with how its length changes as its ends move.
struct SmoothWrap {
  Wrap wrap;  ///< outcome free: the straight line is free, and the rest means nothing
  double length = 0;
  Vec3 slope_from;  ///< of `length` by the place of the one end
  Vec3 slope_to;    ///< and of the other
};

/// The shortest way around an endless cylinder, in closed form. It is continuous in both ends:
/// - A cylinder with an end of the piece inside shrinks until the end lies on it.
/// - A quadrant is a wall from the axis to the far side, which the path does not cross. Within 60
///   degrees of the wall, where a path would have to jump, it fades into the way without a wall.
[[nodiscard]] SmoothWrap smooth_cylinder(const WrapSurface& cylinder, const Vec3& from,
                                         const Vec3& to);

/// The shortest way around a ball, in closed form; quadrants do not count. A ball with an end of
/// the piece inside shrinks likewise.
[[nodiscard]] SmoothWrap smooth_sphere(const WrapSurface& sphere, const Vec3& from, const Vec3& to);

/// The way around an ellipsoid in the plane through its centre; quadrants do not count.
[[nodiscard]] SmoothWrap smooth_ellipsoid(const WrapSurface& ellipsoid, const Vec3& from,
                                          const Vec3& to);

/// The way through the hole of a ring, over its tube where the line comes nearest to it, as past a
/// cylinder with a quadrant. It is continuous as long as the ends lie on both sides of the ring:
/// where another place of a ring becomes the nearest, as for a line across it, the way may jump.
[[nodiscard]] SmoothWrap smooth_torus(const WrapSurface& torus, const Vec3& from, const Vec3& to);

/// One of these, by the kind of the surface.
[[nodiscard]] SmoothWrap smooth_wrap(const WrapSurface& surface, const Vec3& from, const Vec3& to);

}  // namespace lissom
