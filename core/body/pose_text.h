#pragma once
/// The pose language of the catalogue: "T.hip=100/35/-50 B.kn=90 pel=-8/0/0".
///
/// A word is `[T|O|B].joint=values` or `segment=values`, in degrees: T the side the stretch is for,
/// O the other one, B both. docs/formats/catalogue.md lists joints, values and signs.

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace lissom {

/// One coordinate of a pose and what it should be, with T on the right.
struct JointTarget {
  std::string coordinate;  ///< of the skeleton: "hip_flexion_r"
  double angle = 0;        ///< radians
};

/// Reads a pose. @return bad_input with the column where it stops making sense; a coordinate named
/// twice is a fault too
[[nodiscard]] Result<std::vector<JointTarget>> parse_pose(std::string_view text);

/// The right-hand name of a side's part: ("T", "heel") is "heel_r", ("O", "heel") is "heel_l".
[[nodiscard]] std::string with_side(char side, std::string_view name);

}  // namespace lissom
