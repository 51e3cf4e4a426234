#pragma once
/// Poses, lengths and moment arms as tables of comma-separated values: one pose a line, radians and
/// metres.

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/body/model.h"
#include "core/body/path.h"

namespace lissom::opensim {

struct NamedPose {
  std::string name;
  Pose pose;  ///< followers set
};

struct PoseTable {
  std::vector<NamedPose> poses;
  std::size_t clamped = 0;  ///< how many values were brought to the edge of their range
};

/// Reads a table whose head is `pose` and then names of coordinates, and whose lines are a name and
/// a number for each. Coordinates without a column stay at rest; a follower's column is overruled
/// by what it follows. Coordinates that the model says are clamped are kept in their range, as
/// OpenSim does.
/// @return bad_input with the line and the column of the first mistake
[[nodiscard]] Result<PoseTable> read_poses(const Model& model, std::string_view text);

/// A line for each pose, a column for each muscle, metres with 9 decimals.
/// @return bad_input if a pose is so far out that a length is not finite
[[nodiscard]] Result<std::string> lengths_table(const Model& model,
                                                const std::vector<NamedPose>& poses,
                                                Wrapping wrapping);

/// A line for each pose, muscle and free coordinate where the moment arm is not below 1e-9 m.
/// Positive: the muscle's pull increases the coordinate.
[[nodiscard]] Result<std::string> arms_table(const Model& model,
                                             const std::vector<NamedPose>& poses,
                                             Wrapping wrapping);

}  // namespace lissom::opensim
