#pragma once
/// An articulated body with muscles: constants only. Poses and what follows from them are computed
/// by free functions of `(const Model&, pose)`.
///
/// The same structs hold our own body (catalogue/body) and a model read from an OpenSim file.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/curve.h"
#include "core/body/geometry.h"

namespace lissom {

constexpr int none = -1;  ///< in place of an index

/// One number of a pose: an angle in radians or a distance in metres.
struct Coordinate {
  std::string name;
  double least = 0;
  double most = 0;
  double rest = 0;    ///< the value in the neutral pose
  int driver = none;  ///< if set, the value is `follows(value of the driver)`
  Curve follows;
  bool is_clamped = false;  ///< whoever sets it shall keep it from `least` to `most`
  bool is_held = false;     ///< moved by a pose that says so, never by a search
};

/// One of the six axes of a joint: `curve(value of the coordinate)` about or along `direction`.
struct JointAxis {
  Vec3 direction;
  int coordinate = none;  ///< none: the curve is a constant
  Curve curve;
};

/// How a body hangs on its parent. Frame of the child in the parent =
/// in_parent * (turns in order, moves not turned by them) * inverse(in_child).
struct Joint {
  std::string name;
  int parent = none;
  Frame in_parent;
  Frame in_child;
  std::array<JointAxis, 3> turns;
  std::array<JointAxis, 3> moves;
};

struct Segment {
  std::string name;
  Joint joint;          ///< body 0 is the ground and has none
  double mass_kg = 0;   ///< 0 if not known
  Vec3 centre_of_mass;  ///< in the body, metres
};

/// A point of a muscle's path, fixed in a body or moving in it.
struct PathPoint {
  int body = 0;
  Vec3 at;
  int active_by = none;  ///< conditional: the point counts while this coordinate is in [from, to]
  double from = 0;
  double to = 0;
  /// moving: x, y, z each a curve of a coordinate of its own, in place of `at`
  struct Moving {
    std::array<int, 3> coordinate{none, none, none};
    std::array<Curve, 3> curve;
    /// The coordinates are brought into these ranges first.
    std::array<double, 3> from{-1e9, -1e9, -1e9};
    std::array<double, 3> to{1e9, 1e9, 1e9};
  };
  std::vector<Moving> moving;  ///< empty or one
};

struct WrapSurface {
  enum class Kind : std::uint8_t { cylinder, sphere, ellipsoid, torus };
  std::string name;
  Kind kind = Kind::cylinder;
  int body = 0;
  Frame frame;        ///< in the body; a cylinder's axis is z
  Vec3 radii;         ///< metres; cylinder and sphere: x only; torus: of its tube, of
                      ///< the circle in the middle of the tube
  double length = 0;  ///< of a cylinder
  int axis = none;    ///< quadrant: 0 x, 1 y, 2 z; none: all sides
  int sign = 0;       ///< quadrant: +1 or -1
  bool active = true;
};

struct PathWrap {
  int surface = 0;
  int first = none;  ///< 0-based index of the first point it may wrap from; none: all
  int last = none;
  enum class Method : std::uint8_t { hybrid, midpoint, axial };
  Method method = Method::hybrid;  ///< ellipsoids only
};

struct MusclePath {
  std::string name;
  std::vector<PathPoint> points;  ///< origin to insertion, two or more
  std::vector<PathWrap> wraps;
};

struct Model {
  std::string name;
  std::vector<Segment> bodies;  ///< parents before children; 0 is the ground
  std::vector<Coordinate> coordinates;
  std::vector<WrapSurface> surfaces;
  std::vector<MusclePath> muscles;

  /// The index of a body, coordinate or muscle by name, or `none`.
  [[nodiscard]] int body(std::string_view wanted) const;
  [[nodiscard]] int coordinate(std::string_view wanted) const;
  [[nodiscard]] int muscle(std::string_view wanted) const;
};

/// The values of all coordinates in order, radians or metres.
using Pose = std::vector<double>;

/// Every coordinate at rest, followers following.
[[nodiscard]] Pose neutral_pose(const Model& model);

/// Sets the coordinates that follow others. @param pose  one value for each coordinate
void follow(const Model& model, std::span<double> pose);

/// Where every body lies in the ground. @param pose  one value for each coordinate, followers set
/// @param frames  one for each body
void place(const Model& model, std::span<const double> pose, std::span<Frame> frames);
[[nodiscard]] std::vector<Frame> place(const Model& model, std::span<const double> pose);

/// The rotation by `angle` about an axis of length 1.
[[nodiscard]] Mat3 rotation(const Vec3& axis, double angle);

}  // namespace lissom
