#pragma once
/// The picture that goes with a moment of a session.

#include "core/session/timeline.h"

namespace lissom {

/// A moment of an exercise's movement.
struct ShownPose {
  int entry = -1;  ///< -1 at the end of the session: nothing is shown
  BodySide side = BodySide::both;
  int at_permille = 0;  ///< 0 the start pose, 1000 the end pose
};

/// Follows the cues' `pose` and `blend_ms`. The figure starts and stops softly, as a body does.
/// @param at_ms  of the session; before it the first moment is shown, after it nothing
[[nodiscard]] ShownPose shown_pose(const Timeline& timeline, int at_ms);

}  // namespace lissom
