#include "core/programme/adherence.h"

#include <algorithm>

#include "core/base/date.h"

namespace lissom {
namespace {

constexpr int whole = 100;

/// The plan that held at the end of a day, or null.
const PlanPoint* plan_on(const State& state, Day day) {
  const PlanPoint* held = nullptr;
  for (const PlanPoint& plan : state.plans) {
    if (plan.adopted <= day) {
      held = &plan;
    }
  }
  return held;
}

/// A plan that nothing replaced goes on, week after week.
bool plans(const PlanPoint& plan, Day day) {
  return std::any_of(plan.core_days.begin(), plan.core_days.end(),
                     [&](Day core) { return day >= core && (day - core) % days_per_week == 0; });
}

}  // namespace

int credit_pct(const SessionLog& session, const Catalogue& catalogue) {
  if (session.ended && session.how == "completed" && !session.done_steps.empty()) {
    return whole;
  }
  const auto entries = static_cast<int>(session.done_by_exercise.size());
  return entries >= catalogue.number("adherence.partial_entries_min")
             ? catalogue.number("adherence.partial_credit_pct")
             : 0;
}

std::optional<int> Adherence::pct() const {
  return planned == 0 ? std::nullopt : std::optional(std::min(whole, credit / planned));
}

Adherence adherence(const State& state, const Catalogue& catalogue, Day first, Day last) {
  Adherence count;
  for (Day day = first; day <= last; day = day + 1) {
    const PlanPoint* plan = plan_on(state, day);
    if (plan != nullptr && plan->mode == "normal" && plans(*plan, day)) {
      ++count.planned;
    }
  }
  for (auto session = state.sessions.rbegin();
       session != state.sessions.rend() && session->day >= first + -1; ++session) {
    if (session->slot == "core" && session->day >= first && session->day <= last) {
      const int credit = credit_pct(*session, catalogue);
      count.credit += credit;
      count.done += credit > 0 ? 1 : 0;
    }
  }
  return count;
}

}  // namespace lissom
