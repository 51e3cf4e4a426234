#pragma once
/// The parts of the body as tubes in the view: x to the right, y up, z toward the viewer, in
/// shares of stature.

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "core/body/geometry.h"
#include "core/figure/figure.h"
#include "core/figure/profile.h"

namespace lissom {

/// Bodies of the model that the figure hangs on, in this order.
enum class Bone : std::uint8_t {
  pelvis,
  l5,
  l4,
  l3,
  l2,
  l1,
  thorax_low,
  thorax_high,
  neck,
  head,
  femur_r,
  tibia_r,
  foot_r,
  toes_r,
  humerus_r,
  forearm_r,
  hand_r,
  femur_l,
  tibia_l,
  foot_l,
  toes_l,
  humerus_l,
  forearm_l,
  hand_l,
};

/// Parts in the order in which coincident surfaces count: the earlier is the outer one.
enum class Part : std::uint8_t {
  pelvis,
  trunk,
  neck,
  head,
  nose,
  sleeve_r,
  upper_arm_r,
  forearm_r,
  palm_r,
  fingers_r,
  thumb_r,
  hip_r,
  thigh_r,
  shank_r,
  foot_r,
  sleeve_l,
  upper_arm_l,
  forearm_l,
  palm_l,
  fingers_l,
  thumb_l,
  hip_l,
  thigh_l,
  shank_l,
  foot_l,
};
constexpr int parts = 25;
constexpr int parts_of_side = 10;

enum class Cloth : std::uint8_t { skin, shirt, shorts, hair };

/// One section where it lies.
struct Ring {
  Vec3 centre;
  Vec3 u;  ///< to the side, length 1
  Vec3 w;  ///< to the front, length 1
  Vec3 t;  ///< along the axis, length 1
  double a = 0;
  double front = 0;
  double back = 0;
  double at = 0;  ///< along the axis, as in the table
  Spot spot = Spot::body;
};

/// The plane of each ring: the points whose product with (x, y, z) is `at`, counted from the centre
/// of the tube's ball. Number by number and in single precision, for all are asked at once. After
/// the last ring come planes that lie beyond every point.
struct Planes {
  using Numbers = std::array<float, most_sections>;
  Numbers x{};
  Numbers y{};
  Numbers z{};
  Numbers at{};
};

struct Tube {
  std::array<Ring, most_sections> rings{};
  int count = 0;
  Cloth cloth = Cloth::skin;
  std::optional<Sticks> sticks;  ///< none: all rings have the same axes
  int side = 0;                  ///< 1 right, -1 left, 0 middle
  Vec3 origin;                   ///< of a straight tube: where the table's t is 0
  Vec3 ball;                     ///< centre of a ball round it
  double radius = 0;
  Planes planes;

  [[nodiscard]] std::span<const Ring> all() const {
    return {rings.data(), static_cast<std::size_t>(count)};
  }
};

/// The section at a place of the axis, which is between two rings or beyond the last of them; poles
/// do not count. What looks here does not depend on how closely rings lie.
[[nodiscard]] Ring section_at(const Tube& tube, double at);

/// The skeleton in the view.
struct Pose3 {
  std::array<Frame, bones> bone{};  ///< indexed by Bone
};

struct Posed {
  Pose3 pose;
  std::array<Tube, parts> tubes{};  ///< indexed by Part
};

/// The tubes of a figure whose bones lie as given. @param grip  of the right and the left hand
void pose_parts(const Figure& figure, std::array<double, 2> grip, Posed& posed);

}  // namespace lissom
