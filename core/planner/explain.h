#pragma once
/// Why an entry is in the plan, and why a muscle is not.

#include <string>
#include <vector>

#include "core/planner/candidates.h"

namespace lissom {

/// One plain sentence or two: what it is for, and what spoke for it.
[[nodiscard]] std::string explain_entry(const PlanContext& context, const SlotRules& slot,
                                        const Exercise& exercise);

/// Every needed muscle that the week does not stretch, with the reason in plain words.
[[nodiscard]] std::vector<MissingMuscle> explain_missing(const PlanContext& context,
                                                         const std::vector<PlannedSlot>& slots);

}  // namespace lissom
