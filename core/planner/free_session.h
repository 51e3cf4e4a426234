#pragma once
/// A session of stretches that the person chose, beside the plan.

#include <map>
#include <string>
#include <vector>

#include "core/planner/candidates.h"

namespace lissom {

/// A chosen stretch that is not in the session.
struct LeftOut {
  std::string exercise;
  std::string why;      ///< a plain sentence
  std::string instead;  ///< an easier relative that may be offered now; "" if there is none
  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

struct FreeSession {
  std::vector<PlannedEntry> entries;
  std::vector<LeftOut> left_out;
};

/// What of `wished` may be done now, and how much of it. The wish chooses stretches and nothing
/// else: each is one that a plan might choose at this level, at the dose that the week's plan gives
/// it, or else the smallest one of the level. The rules of the slot "free" limit number and length;
/// of new and harder entries it has as few as a planned session. With what is planned and what free
/// sessions gave already, no muscle gets more than the cap of the week, and the minutes of the week
/// do not grow faster than those of a plan may. What moves comes before what holds still, rest
/// comes last; otherwise the order is the person's.
///
/// @param context  the rung of the plan, today's mode
/// @param plan     of this week
/// @param first_day  of this week
/// @pre every id of `wished` is in the catalogue, none twice
[[nodiscard]] FreeSession free_session(const PlanContext& context, const PlanAdopted& plan,
                                       Day first_day, const std::vector<std::string>& wished);

}  // namespace lissom
