#pragma once
/// What may change in a timeline once the session has begun: a hold gets lighter, or a session goes
/// on where it was broken off. Steps keep their numbers; cues that fall away change the numbers of
/// later ones.

#include "core/session/timeline.h"

namespace lissom {

/// The timeline with every hold of at most `cap_s`, from `first_step` to the end of its entry.
/// Their middle is cut out, so that the next entry is still named before the last one ends;
/// half-way and breathing cues of a cut hold fall away. Left and right of the entry differ then:
/// what the first side has done stays done.
/// @pre 0 <= first_step <= the number of steps, cap_s >= 1
[[nodiscard]] Timeline eased(const Timeline& timeline, int first_step, int cap_s);

/// The timeline for a session that goes on with `step`: of its entry, the way there and getting
/// ready remain, then comes the step. Earlier steps of the entry take no time.
/// @pre 0 <= step < the number of steps
[[nodiscard]] Timeline going_on_with(const Timeline& timeline, int step);

}  // namespace lissom
