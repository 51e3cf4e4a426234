#pragma once
/// From the start of a stretch to its end and back: poses in between that keep their feet.

#include <vector>

#include "core/body/exercise_pose.h"

namespace lissom {

/// Poses from start to end at equal steps, joint by joint straight or through what the entry says
/// (`via`). What rests at both ends rests all the way, in the same place; nothing sinks into the
/// floor on the way.
struct Movement {
  PoseProblem start;
  PoseProblem end;
  std::vector<SolvedPose> keys;
};

/// @param side  'L' or 'R': the side the stretch is for
/// @return bad_input if the entry's poses make no sense
[[nodiscard]] Result<Movement> movement_of(const Exercise& exercise, char side,
                                           const Skeleton& skeleton, const Scenes& scenes);

/// The same with the start and the end only, which are most of what a question about lengths needs
/// and take a third of the time.
[[nodiscard]] Result<Movement> ends_of(const Exercise& exercise, char side,
                                       const Skeleton& skeleton, const Scenes& scenes);
/// The mirror image: T on the other side.
[[nodiscard]] Movement mirrored(const Movement& movement);

/// The pose at `t`, 0 the start to 1 the end.
[[nodiscard]] SolvedPose pose_at(const Movement& movement, double t);

}  // namespace lissom
