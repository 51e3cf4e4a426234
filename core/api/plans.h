#pragma once
/// How a plan comes about: shared by the requests that need one and by the replay. Inside core/api
/// only.

#include <optional>

#include "core/api/call.h"
#include "core/planner/free_session.h"
#include "core/planner/week.h"
#include "core/programme/ladder.h"

namespace lissom {

/// A plan that is due, and what the ladder did for it.
struct PlanDecision {
  LadderStep step;
  PlanAdopted plan;
};

/// The ladder's step for this moment, whether or not a plan is due.
[[nodiscard]] LadderStep step_of(const Call& call);

/// The plan to adopt now, or nothing if the adopted one holds.
/// @param anew  the person asked for a new one
[[nodiscard]] std::optional<PlanDecision> decide_plan(const Call& call, bool anew);

/// The stages that the adopted plan was chosen from, as they were then; empty if there are none
/// (a fixed routine), or if it was adopted under other rules.
[[nodiscard]] std::vector<StageOfWeek> stages_of_plan(const Call& call);

/// What of the stretches that the person wishes for may be done now, beside `plan` of this week.
/// @pre all of them are in the catalogue
[[nodiscard]] FreeSession free_session_now(const Call& call, const PlanAdopted& plan,
                                           const std::vector<std::string>& wished);

/// Why a plan was made when nothing but the person asked for it.
inline constexpr std::string_view asked_for = "You asked for a new plan.";

/// Whether an adaptation is the ladder's, decided with a plan, and not a firing.
[[nodiscard]] bool is_of_the_ladder(const PlanAdapted& adapted);

}  // namespace lissom
