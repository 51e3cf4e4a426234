#pragma once
/// The plan of a week for one person: core session, then morning, then breaks, each from what the
/// ledger leaves.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/journal/event.h"
#include "core/planner/credit.h"
#include "core/planner/solve.h"
#include "core/programme/eligibility.h"
#include "core/programme/mode.h"
#include "core/programme/state.h"

namespace lissom {

/// What a plan is made for.
struct WeekRequest {
  Day first_day;
  int week = 1;
  DoseLevel dose;  ///< of the rung; its id is the level
  Mode mode;
  Instant now;
  std::map<std::string, int> weekly_most_s = {};  ///< slot -> the most seconds a week
  bool gentle = false;                            ///< fewer entries
  std::set<std::string> at_goal = {};  ///< needs that are where they should be: kept up only
  std::set<std::string> resting = {};  ///< entries that give way to others
  bool article = false;                ///< the usual routines as they are, instead of a choice
};

/// Plans a week. Every entry is offered by `eligibility` and within the level; the reasons are in
/// the result. Deterministic: the same state, catalogue and request give the same plan.
[[nodiscard]] PlanAdopted plan_week(const State& state, const Person& person,
                                    const Catalogue& catalogue, const WeekRequest& request);

/// A slot as the problem that was solved for it.
struct StageOfWeek {
  std::string name;  ///< "core", "morning", "break-a", "break-b"
  Stage stage;
  Selection selection;
};

/// The stages behind `plan_week`, in the order in which they are solved; none on a flare day.
[[nodiscard]] std::vector<StageOfWeek> stages_of_week(const State& state, const Person& person,
                                                      const Catalogue& catalogue,
                                                      const WeekRequest& request);

/// How the routine of a flare day looks for this person: entries that are not offered are replaced
/// or left out.
[[nodiscard]] std::vector<PlannedEntry> flare_entries(const State& state, const Person& person,
                                                      const Catalogue& catalogue, Instant now);

}  // namespace lissom
