#include "core/programme/weeks.h"

#include <algorithm>

#include "core/base/contract.h"
#include "core/base/date.h"

namespace lissom {
namespace {

/// The ladder climbed a week at a time, as if every criterion but time were met.
class Climb {
 public:
  Climb(const State& state, const Catalogue& catalogue)
      : catalogue_(catalogue), rungs_(ladder(catalogue)) {
    const Rung here = current_rung(state, catalogue);
    const auto found = std::ranges::find_if(rungs_, [&](const Rung& rung) {
      return rung.dose.id == here.dose.id && rung.step == here.step;
    });
    // Who keeps up already has climbed all of it.
    at_ = found == rungs_.end() ? rungs_.size() - 1
                                : static_cast<std::size_t>(found - rungs_.begin());
    for (auto plan = state.plans.rbegin();
         plan != state.plans.rend() && plan->level == here.dose.id; ++plan) {
      since_ = plan->adopted;
    }
  }

  const Rung& week_from(Day first_day) {
    if (at_ + 1 < rungs_.size()) {
      const std::string& level = rungs_[at_].dose.id;
      const bool is_new = rungs_[at_ + 1].dose.id != level;
      if (!is_new || first_day - since_ >= shortest_stay_days(catalogue_, level)) {
        ++at_;
        since_ = is_new ? first_day : since_;
      }
    }
    return rungs_[at_];
  }

 private:
  const Catalogue& catalogue_;
  std::vector<Rung> rungs_;
  std::size_t at_ = 0;
  Day since_;  ///< on this level
};

/// The last plan of a week of the programme that runs.
const PlanPoint* plan_of(const State& state, int week) {
  const auto found =
      std::find_if(state.plans.rbegin(), state.plans.rend(), [&](const PlanPoint& plan) {
        return plan.week == week && plan.adopted >= state.programme_start;
      });
  return found == state.plans.rend() ? nullptr : &*found;
}

}  // namespace

std::vector<ProgrammeWeek> programme_weeks(const State& state, const Catalogue& catalogue,
                                           Day today, int week) {
  LISSOM_EXPECTS(!state.plans.empty());
  const int last = catalogue.number("maintenance.after_week");
  const Day start = state.programme_start.value_or(today);
  std::vector<ProgrammeWeek> weeks;
  for (int each = 1; each <= std::min(week, last); ++each) {
    const PlanPoint* plan = plan_of(state, each);
    const When when = each < week ? When::past : When::now;
    weeks.push_back(
        {each, when, plan == nullptr ? "" : plan->level, plan == nullptr ? "" : plan->step});
  }
  if (week <= last) {
    Climb climb(state, catalogue);
    for (int each = week + 1; each <= last; ++each) {
      const Rung rung = follows_article(state)
                            ? article_step(state, catalogue, today, each).rung
                            : climb.week_from(start + days_per_week * (each - 1));
      weeks.push_back({each, When::ahead, rung.dose.id, rung.step});
    }
  }
  return weeks;
}

}  // namespace lissom
