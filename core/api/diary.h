#pragma once
/// The rows of a printed diary. Inside core/api only.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/api/call.h"
#include "core/report/diary_code.h"

namespace lissom {

/// One line to fill in: a session of a day, or all work breaks of a day.
struct DiaryRow {
  int number = 0;  ///< from 1, in the order of days and slots; the same whatever is printed
  Day day;
  std::string slot;
  int times = 0;                   ///< how many boxes there are to tick
  std::vector<PlannedSlot> slots;  ///< of the plan; several for breaks that alternate
};

/// A plan and when it was adopted. A copy: events move while others are added.
struct AdoptedPlan {
  Uuid event;
  Day adopted;
  PlanAdopted plan;
};

[[nodiscard]] std::vector<DiaryRow> diary_rows(const PlanAdopted& plan);

/// The last plan of a journal of which `is_it` says so; nothing if there is none.
[[nodiscard]] std::optional<AdoptedPlan> last_plan(
    const Journal& journal,
    const std::function<bool(const Uuid& event, const PlanAdopted&)>& is_it);

/// The rows as a view. @param slot  only those of this slot; "" for all
[[nodiscard]] Json diary_view(const Call& call, const AdoptedPlan& adopted,
                              const std::string& slot);

}  // namespace lissom
