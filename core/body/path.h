#pragma once
/// The path of a muscle in a pose, and its length: a taut, frictionless thread from origin to
/// insertion through the points that count in this pose, around the surfaces in its way.

#include <cstdint>
#include <span>
#include <vector>

#include "core/body/model.h"

namespace lissom {

/// How a path goes around a surface.
enum class Wrapping : std::uint8_t {
  /// As OpenSim 4.5.2 does it, with its approximations and jumps: to compare with its values.
  match,
  /// The exact shortest way around one surface, in closed form and continuous: for our own bodies.
  smooth,
};

/// A corner of a path, or one of the two points where it touches a surface.
struct PathNode {
  Vec3 at;             ///< in the ground, metres
  int body = 0;        ///< what it is fixed to
  int point = none;    ///< index in `MusclePath::points`; none: a touching point
  int wrap = none;     ///< index in `MusclePath::wraps` of what it touches
  double around = 0;   ///< of the second touching point: metres over the surface from the first
  Vec3 pull{0, 0, 0};  ///< of a touching point: how the length grows as the corner beside it moves
};

/// A model in a pose.
struct PosedModel {
  const Model& model;
  std::span<const double> pose;   ///< one value for each coordinate, followers set (see `follow`)
  std::span<const Frame> frames;  ///< where every body lies, from `place`
};

/// The nodes of a path from origin to insertion. The length is the sum of the straight pieces, and
/// between two touching points of one surface `around` in place of the straight piece.
/// @param nodes  replaced
void path_nodes(const PosedModel& posed, const MusclePath& muscle, Wrapping wrapping,
                std::vector<PathNode>& nodes);
[[nodiscard]] double path_length(std::span<const PathNode> nodes);

/// The length of every muscle, in metres.
/// @param pose    one value for each coordinate, followers set (see `follow`)
/// @param metres  one for each muscle
void muscle_lengths(const Model& model, std::span<const double> pose, Wrapping wrapping,
                    std::span<double> metres);
[[nodiscard]] std::vector<double> muscle_lengths(const Model& model, std::span<const double> pose,
                                                 Wrapping wrapping);

/// The path as a line to draw: points in the ground, with the arcs over surfaces in pieces of 15
/// degrees or less.
[[nodiscard]] std::vector<Vec3> muscle_line(const PosedModel& posed, const MusclePath& muscle,
                                            Wrapping wrapping);

/// Whether a point counts in a pose: a conditional one only while its coordinate is in its range.
[[nodiscard]] bool is_active(const PathPoint& point, std::span<const double> pose);
/// Where a point lies in its body.
[[nodiscard]] Vec3 place_in_body(const PathPoint& point, std::span<const double> pose);

}  // namespace lissom
