#pragma once
/// Why an entry is in the plan, and why a muscle is not.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/planner/candidates.h"
#include "core/planner/solve.h"

namespace lissom {

/// One plain sentence or two: what it is for, and what spoke for it.
[[nodiscard]] std::string explain_entry(const PlanContext& context, const SlotRules& slot,
                                        const Exercise& exercise);

/// Every needed muscle that the week does not stretch, with the reason in plain words.
[[nodiscard]] std::vector<MissingMuscle> explain_missing(const PlanContext& context,
                                                         const std::vector<PlannedSlot>& slots);

/// The best selection under another condition, beside the one that was made.
struct Alternative {
  std::vector<std::string> without;  ///< entries that it gives up
  std::vector<std::string> with;     ///< entries that it takes instead
  std::int64_t points_less = 0;
};

/// The best selection of a stage without `entry`: the runner-up. Nothing if the entry is not in
/// `made`. @pre `made` solves the stage
[[nodiscard]] std::optional<Alternative> best_without(const Stage& stage, const Selection& made,
                                                      std::string_view entry);
/// The best selection with `entry`: what it would cost. Nothing if it is no candidate, is in
/// `made`, or fits no session of this stage.
[[nodiscard]] std::optional<Alternative> best_with(const Stage& stage, const Selection& made,
                                                   std::string_view entry);

}  // namespace lissom
