// What holds for the week of anybody, whatever they can do, have and want.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/contains.h"
#include "core/journal/codec.h"
#include "core/planner/candidates.h"
#include "core/planner/planner_fixture.h"
#include "core/planner/week.h"

namespace lissom {
namespace {

using fixture::Case;
using fixture::CaseMaker;
using fixture::catalogue;

// RC_ASSERT takes its operands apart, and || with them: two pairs of parentheses keep it lazy.

// RapidCheck makes 100 seeds; where planning is quick, each stands for so many people.
constexpr int people_per_seed = 15;

const Exercise& exercise_of(const std::string& id) {
  return catalogue().exercises.find(id)->second;
}

/// Whether another entry could stand in the slot with the same lead and fewer than two cautions.
bool has_plain_substitute(const Case& of, const PlannedSlot& slot, const std::string& muscle,
                          const std::set<std::string>& taken) {
  const std::vector<std::string>& bases = catalogue().slot(slot.slot).bases;
  return std::any_of(
      catalogue().exercises.begin(), catalogue().exercises.end(), [&](const auto& item) {
        const Exercise& exercise = item.second;
        return exercise.primary.front() == muscle && !taken.contains(exercise.id) &&
               (bases.empty() || contains(bases, exercise.base)) &&
               (exercise.kind != Kind::relaxation || slot.slot == "core") &&
               may_plan(of.context(), exercise, nullptr) &&
               eligibility(exercise, of.person, of.state, catalogue(), of.request.now)
                       .cautions.size() < 2;
      });
}

void check_slot(const Case& of, const PlannedSlot& slot, const std::set<std::string>& taken) {
  const SlotRules& rules = catalogue().slot(slot.slot);
  const bool gentle = of.person.age >= 65 || of.request.week <= 2;
  RC_ASSERT(slot.total_s <= slot.budget_s);
  RC_ASSERT(static_cast<int>(slot.entries.size()) <=
            (gentle ? rules.entries_gentle_most : rules.entries.most));
  std::set<std::string> leads;
  int seconds = 0;
  for (const PlannedEntry& entry : slot.entries) {
    const Exercise& exercise = exercise_of(entry.exercise);
    const Eligibility offer =
        eligibility(exercise, of.person, of.state, catalogue(), of.request.now);
    RC_ASSERT(offer.offered);
    const DoseLevel& level = of.request.dose;
    const int cap = level.difficulty_cap > 0 ? level.difficulty_cap : 4;
    RC_ASSERT(exercise.difficulty <= (offer.cautions.empty() ? cap : std::max(1, cap - 1)));
    for (const BackMove move : exercise.back) {
      RC_ASSERT(!skips_back_move(of.person, move, catalogue()));
    }
    const bool leads_alone = leads.insert(exercise.primary.front()).second;
    RC_ASSERT(leads_alone);
    const bool fits_break = exercise.base == "standing" || exercise.base == "seated-chair";
    const bool fits_slot = slot.slot != "break" || fits_break;
    RC_ASSERT(fits_slot);
    RC_ASSERT((offer.cautions.size() < 2 ||
               !has_plain_substitute(of, slot, exercise.primary.front(), taken)));
    RC_ASSERT((entry.hold_s <= exercise.hold_s.most && entry.hold_s >= 0));
    RC_ASSERT((entry.reps >= 1 && entry.reps <= exercise.reps.most));
    RC_ASSERT((entry.sets >= 1 && entry.sets <= exercise.sets.most));
    RC_ASSERT((offer.cautions.empty() || entry.reps == exercise.reps.least));
    RC_ASSERT((offer.cautions.empty() || entry.hold_s <= exercise.hold_s.least));
    RC_ASSERT(!entry.why.empty());
    seconds += entry.seconds;
  }
  RC_ASSERT(seconds <= slot.total_s);
}

RC_GTEST_PROP(WeekProp, EveryPlanKeepsTheRules, (std::uint64_t seed)) {
  const Case of = CaseMaker(seed).make();
  const PlanAdopted plan = plan_week(of.state, of.person, catalogue(), of.request);
  std::set<std::string> taken;
  for (const PlannedSlot& slot : plan.slots) {
    check_slot(of, slot, taken);
    for (const PlannedEntry& entry : slot.entries) {
      if (slot.slot == "break") {
        const bool is_new = taken.insert(entry.exercise).second;
        RC_ASSERT(is_new);
      }
    }
  }
  const auto ledger = weekly_half_seconds(plan.slots, catalogue());
  for (const auto& [muscle, half_s] : ledger) {
    RC_ASSERT(half_s <= 1200);
  }
  for (const Need& need : catalogue().planner.needs) {
    const bool stretched =
        std::any_of(need.muscles.begin(), need.muscles.end(), [&](const std::string& muscle) {
          const auto found = ledger.find(muscle);
          return found != ledger.end() && found->second > 0;
        });
    const auto missing =
        std::find_if(plan.missing.begin(), plan.missing.end(),
                     [&](const MissingMuscle& item) { return item.muscle == need.id; });
    RC_ASSERT(stretched == (missing == plan.missing.end()));
    RC_ASSERT((stretched || !missing->why.empty()));
  }
}

std::string bytes_of(const PlanAdopted& plan) {
  Event event;
  event.body = plan;
  return encode(event);
}

RC_GTEST_PROP(WeekProp, TheSameInputGivesTheSamePlan, (std::uint64_t seed)) {
  Case of = CaseMaker(seed).make();
  of.person.profile.morning_min = 0;
  of.person.profile.core_min = 6;
  RC_ASSERT(bytes_of(plan_week(of.state, of.person, catalogue(), of.request)) ==
            bytes_of(plan_week(of.state, of.person, catalogue(), of.request)));
}

RC_GTEST_PROP(WeekProp, AFlareDayIsEasyForEverybody, (std::uint64_t seed)) {
  CaseMaker maker(seed);
  for (int i = 0; i < people_per_seed; ++i) {
    Case of = maker.make();
    of.request.mode.flare = true;
    const PlanAdopted plan = plan_week(of.state, of.person, catalogue(), of.request);
    RC_ASSERT(plan.slots.size() <= 1U);
    std::set<std::string> seen;
    for (const PlannedSlot& slot : plan.slots) {
      for (const PlannedEntry& entry : slot.entries) {
        const Exercise& exercise = exercise_of(entry.exercise);
        RC_ASSERT(eligibility(exercise, of.person, of.state, catalogue(), of.request.now).offered);
        RC_ASSERT(exercise.difficulty == 1);
        const bool is_new = seen.insert(entry.exercise).second;
        RC_ASSERT(is_new);
      }
    }
  }
}

}  // namespace
}  // namespace lissom
