#pragma once
/// The two poses of each stretch, solved.

#include "core/body/solve_pose.h"

namespace lissom {

enum class PoseAt : std::uint8_t { start, end };

/// What the start or the end of a stretch has to meet, T on the right.
/// @return bad_input with the place in the entry if its pose, contacts or props make no sense
[[nodiscard]] Result<PoseProblem> pose_problem(const Exercise& exercise, PoseAt moment,
                                               const Skeleton& skeleton, const Scenes& scenes);

}  // namespace lissom
