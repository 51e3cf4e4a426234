#include "core/programme/ladder.h"

#include <algorithm>
#include <optional>

#include "core/base/date.h"
#include "core/programme/adherence.h"
#include "core/programme/range_goals.h"

namespace lissom {
namespace {

bool same(Range a, Range b) {
  return a.least == b.least && a.most == b.most;
}

/// Makes one variable of `dose` that of `next`. @return whether it changed
bool change(DoseLevel& dose, const DoseLevel& next, const std::string& variable) {
  const DoseLevel before = dose;
  if (variable == "sessions") {
    dose.sessions = next.sessions;
    return !same(before.sessions, dose.sessions);
  }
  if (variable == "reps") {
    dose.reps = next.reps;
    return !same(before.reps, dose.reps);
  }
  if (variable == "hold") {
    dose.hold_s = next.hold_s;
    dose.hold_older_s = next.hold_older_s;
    return before.hold_s != dose.hold_s || before.hold_older_s != dose.hold_older_s;
  }
  dose.difficulty_cap = next.difficulty_cap;
  return before.difficulty_cap != dose.difficulty_cap;
}

int first_of_level(const std::vector<Rung>& rungs, std::string_view level) {
  const auto found = std::find_if(rungs.begin(), rungs.end(),
                                  [&](const Rung& rung) { return rung.dose.id == level; });
  return static_cast<int>(found - rungs.begin());
}

/// The last rung before the level that `rung` belongs to; the first if there is none.
int level_back(const std::vector<Rung>& rungs, int rung) {
  const int first = first_of_level(rungs, rungs[static_cast<std::size_t>(rung)].dose.id);
  return std::max(0, first - 1);
}

class Decision {
 public:
  Decision(const State& state, const Catalogue& catalogue, Day today, int week)
      : state_(state),
        catalogue_(catalogue),
        today_(today),
        week_(week),
        rungs_(ladder(catalogue)) {}

  [[nodiscard]] Rung current() const {
    const bool keeps = !state_.plans.empty() && state_.plans.back().level == maintenance_level;
    return keeps ? maintenance() : rungs_[static_cast<std::size_t>(here())];
  }

  LadderStep run() {
    step_.gentle = is_missing_sessions();
    if (state_.plans.empty()) {
      return on(0, "", "", {}, "");
    }
    for (const auto rule : {&Decision::after_a_gap, &Decision::after_a_firing,
                            &Decision::after_missed_weeks, &Decision::keep_up}) {
      if (auto decided = (this->*rule)()) {
        return *decided;
      }
    }
    const bool new_week = week_ > state_.plans.back().week;
    return new_week ? go_on() : stay("", {}, "");
  }

  LadderStep run_article() {
    if (state_.plans.empty()) {
      return by_calendar();
    }
    for (const auto rule :
         {&Decision::after_a_gap, &Decision::after_a_firing, &Decision::keep_up}) {
      if (auto decided = (this->*rule)()) {
        return *decided;
      }
    }
    // After a step back the rest of the week stays there.
    const Day first = state_.programme_start.value_or(today_) + 7 * (week_ - 1);
    const bool stepped_back =
        std::any_of(state_.adapted.begin(), state_.adapted.end(), [&](const Adapted& adapted) {
          return adapted.change == "regress" && adapted.day >= first;
        });
    return stepped_back ? stay("", {}, "") : by_calendar();
  }

 private:
  [[nodiscard]] int number(const std::string& key) const {
    return catalogue_.number("ladder." + key);
  }

  /// Where the last plan stood. In maintenance: where the ladder was left.
  [[nodiscard]] int here() const {
    const auto plan = std::find_if(state_.plans.rbegin(), state_.plans.rend(),
                                   [](const PlanPoint& p) { return p.level != maintenance_level; });
    if (plan == state_.plans.rend()) {
      return 0;
    }
    // A step that the catalogue no longer has stands at the end of its level.
    const bool any_step = !has_step(plan->level, plan->step);
    const auto last = std::find_if(rungs_.rbegin(), rungs_.rend(), [&](const Rung& rung) {
      return rung.dose.id == plan->level && (any_step || rung.step == plan->step);
    });
    return std::max(0, static_cast<int>(rungs_.rend() - last) - 1);
  }
  [[nodiscard]] bool has_step(const std::string& level, const std::string& step) const {
    return std::any_of(rungs_.begin(), rungs_.end(), [&](const Rung& rung) {
      return rung.dose.id == level && rung.step == step;
    });
  }

  LadderStep on(int rung, std::string change, std::string rule, std::vector<Answer> inputs,
                std::string because) {
    step_.rung = rungs_[static_cast<std::size_t>(rung)];
    step_.change = std::move(change);
    step_.rule = std::move(rule);
    step_.inputs = std::move(inputs);
    step_.because = std::move(because);
    return step_;
  }

  LadderStep stay(std::string rule, std::vector<Answer> inputs, std::string because) {
    LadderStep step = on(here(), "", std::move(rule), std::move(inputs), std::move(because));
    step.rung = current();
    return step;
  }

  [[nodiscard]] Rung maintenance() const {
    // Keeping up is no way to more: nothing is longer or harder than what was reached.
    const DoseLevel& reached = rungs_[static_cast<std::size_t>(here())].dose;
    Rung rung{catalogue_.level(maintenance_level), ""};
    rung.dose.hold_s = std::min(rung.dose.hold_s, reached.hold_s);
    rung.dose.hold_older_s = std::min(rung.dose.hold_older_s, reached.hold_older_s);
    rung.dose.difficulty_cap = reached.difficulty_cap;
    return rung;
  }

  /// Whether the journal already has such a decision since `since`.
  [[nodiscard]] bool decided_since(Instant since, std::string_view rule) const {
    return std::any_of(state_.adapted.begin(), state_.adapted.end(), [&](const Adapted& adapted) {
      return adapted.at >= since && adapted.rule.starts_with(rule);
    });
  }

  [[nodiscard]] bool is_missing_sessions() const {
    const std::optional<int> pct = adherence(state_, catalogue_, today_ + -7, today_ + -1).pct();
    return pct && *pct < catalogue_.number("adherence.low_pct");
  }

  // ---- steps back
  // ---------------------------------------------------------------------------------

  std::optional<LadderStep> after_a_gap() {
    const int gap = gap_days(state_, today_);
    const std::vector<Answer> inputs = {{"days", std::to_string(gap)}};
    const Instant since = std::max(state_.last_session_at, state_.plans.front().at);
    if (gap < catalogue_.numbers.find("ladder.regress.gap_one_level_days")->second.front() ||
        decided_since(since, "ladder.regress.gap")) {
      return std::nullopt;
    }
    if (gap >= number("regress.gap_restart_days")) {
      return on(0, "restart", "ladder.regress.gap_restart_days", inputs,
                "After a long break the programme starts again from the beginning.");
    }
    const int one = level_back(rungs_, here());
    if (gap >= catalogue_.numbers.find("ladder.regress.gap_two_levels_days")->second.front()) {
      return on(level_back(rungs_, one), "regress", "ladder.regress.gap_two_levels_days", inputs,
                "After a break of two weeks or more the plan goes two levels back.");
    }
    return on(one, "regress", "ladder.regress.gap_one_level_days", inputs,
              "After a break of a week the plan goes one level back.");
  }

  std::optional<LadderStep> after_a_firing() {
    for (auto firing = state_.firings.rbegin();
         firing != state_.firings.rend() && firing->at > state_.planned_at; ++firing) {
      if (firing->change == "regress") {
        return on(level_back(rungs_, here()), "regress", "ladder.regress." + firing->rule,
                  firing->inputs, firing->because);
      }
      if (firing->change == "relapse") {
        return on(0, "relapse", "maintenance.relapse", firing->inputs, firing->because);
      }
    }
    return std::nullopt;
  }

  std::optional<LadderStep> after_missed_weeks() {
    const int weeks = number("regress.adherence_weeks");
    const int below = number("regress.adherence_below_pct");
    std::vector<Answer> inputs;
    for (int week = 1; week <= weeks; ++week) {
      const Day first = today_ + -7 * week;
      const std::optional<int> pct = adherence(state_, catalogue_, first, first + 6).pct();
      if (!pct || *pct >= below) {
        return std::nullopt;
      }
      inputs.push_back({"week_" + std::to_string(week) + "_pct", std::to_string(*pct)});
    }
    const Instant since{state_.last_event_at.ms - ms_per_day * 7 * weeks};
    if (decided_since(since, "ladder.regress")) {
      return std::nullopt;
    }
    step_.gentle = true;
    return on(level_back(rungs_, here()), "regress", "ladder.regress.adherence_below_pct", inputs,
              "The last two weeks had little room for it, so the plan is smaller now.");
  }

  // ---- after week 8
  // -------------------------------------------------------------------------------

  std::optional<LadderStep> keep_up() {
    if (week_ <= catalogue_.number("maintenance.after_week")) {
      return std::nullopt;
    }
    const auto relapse =
        std::find_if(state_.adapted.rbegin(), state_.adapted.rend(),
                     [](const Adapted& adapted) { return adapted.change == "relapse"; });
    const int days = catalogue_.number("maintenance.relapse.flare_days") +
                     catalogue_.number("maintenance.relapse.level_one_days");
    if (relapse != state_.adapted.rend() && today_ - relapse->day < days) {
      return on(0, "", "maintenance.relapse", {{"since", to_iso(relapse->day)}},
                "A gentle week first, then back to keeping it up.");
    }
    const bool is_new = state_.plans.back().level != maintenance_level;
    LadderStep step = on(
        here(), is_new ? "maintenance" : "", "maintenance", {{"week", std::to_string(week_)}},
        is_new
            ? "Eight weeks are done. From now on two or three sessions a week keep what was gained."
            : "");
    step.rung = maintenance();
    return step;
  }

  // ---- the article's calendar
  // --------------------------------------------------------------------

  /// The row of the calendar for this week: its first and last week, the fewest and most sessions.
  [[nodiscard]] std::vector<int> calendar_row() const {
    std::vector<int> row;
    for (int first = week_; first >= 1 && row.empty(); --first) {
      const auto found = catalogue_.numbers.find("ladder.calendar." + std::to_string(first));
      row = found == catalogue_.numbers.end() ? row : found->second;
    }
    return row;
  }
  /// Its rows are the levels in order.
  [[nodiscard]] std::string calendar_level() const {
    const auto rows =
        std::count_if(catalogue_.numbers.begin(), catalogue_.numbers.end(), [&](const auto& item) {
          return item.first.starts_with("ladder.calendar.") && item.second.front() <= week_;
        });
    return catalogue_.dose.levels[static_cast<std::size_t>(std::max<std::ptrdiff_t>(rows, 1) - 1)]
        .id;
  }

  LadderStep by_calendar() {
    const std::vector<int> row = calendar_row();
    LadderStep step = on(0, "", "ladder.calendar", {{"week", std::to_string(week_)}}, "");
    step.rung = {catalogue_.level(calendar_level()), ""};
    step.rung.dose.sessions = {row[2], row[3]};
    return step;
  }

  // ---- a step on
  // ----------------------------------------------------------------------------------

  LadderStep go_on() {
    for (const auto rule : {&Decision::too_few_sessions, &Decision::too_much, &Decision::pain_rises,
                            &Decision::hard_days, &Decision::no_gain, &Decision::too_soon}) {
      if (auto decided = (this->*rule)()) {
        return *decided;
      }
    }
    const int next = here() + 1;
    if (next >= static_cast<int>(rungs_.size())) {
      return stay("ladder.top", {}, "This is the highest level.");
    }
    const Rung& rung = rungs_[static_cast<std::size_t>(next)];
    const bool same_level = rung.dose.id == rungs_[static_cast<std::size_t>(here())].dose.id;
    return on(next, "advance", "ladder.advance", {{"variable", rung.step}},
              "It goes well" + std::string(same_level ? "" : ", so the next level begins") + ": " +
                  what_changes(rung.step));
  }

  [[nodiscard]] Day window_start() const { return today_ + -number("advance.window_days"); }

  std::optional<LadderStep> too_few_sessions() {
    const Adherence count = adherence(state_, catalogue_, window_start(), today_ + -1);
    const int pct = count.pct().value_or(0);
    const std::vector<Answer> inputs = {{"sessions", std::to_string(count.done)},
                                        {"pct", std::to_string(pct)}};
    if (count.done < number("advance.sessions_min")) {
      return stay("ladder.advance.sessions_min", inputs,
                  "The level stays until there are three sessions in a week.");
    }
    if (pct < number("advance.adherence_min_pct")) {
      return stay("ladder.advance.adherence_min_pct", inputs,
                  "The level stays until most of the planned sessions are done.");
    }
    return std::nullopt;
  }

  /// What the sessions of the window were like.
  struct Strain {
    int irritated = 0;
    int flared = 0;
    int reds = 0;
    int pain_sum = 0;
    int pain_reports = 0;
    std::string effort;  ///< the last one said
  };

  [[nodiscard]] Strain strain() const {
    Strain strain;
    for (const MorningAfter& morning : state_.mornings) {
      const bool counts = morning.day >= window_start();
      strain.irritated += counts && morning.response == DayAfter::irritated ? 1 : 0;
      strain.flared += counts && morning.response == DayAfter::flared ? 1 : 0;
    }
    strain.reds = static_cast<int>(std::count_if(state_.reds.begin(), state_.reds.end(),
                                                 [&](Day day) { return day >= window_start(); }));
    for (const SessionLog& session : state_.sessions) {
      if (session.day >= window_start()) {
        add(strain, session);
      }
    }
    return strain;
  }
  static void add(Strain& strain, const SessionLog& session) {
    strain.effort = session.effort.empty() ? strain.effort : session.effort;
    for (const StoppedStep& stop : session.stopped) {
      strain.pain_sum += stop.pain.value_or(0);
      strain.pain_reports += stop.pain ? 1 : 0;
    }
  }

  std::optional<LadderStep> too_much() {
    const Strain seen = strain();
    const std::vector<Answer> inputs = {{"irritated", std::to_string(seen.irritated)},
                                        {"flared", std::to_string(seen.flared)},
                                        {"reds", std::to_string(seen.reds)},
                                        {"pain_sum", std::to_string(seen.pain_sum)},
                                        {"pain_reports", std::to_string(seen.pain_reports)},
                                        {"effort", seen.effort}};
    if (seen.flared > 0 || seen.irritated > number("advance.irritated_max") ||
        is_still_irritated()) {
      return stay("ladder.advance.irritated_max", inputs,
                  "The level stays until sessions settle by the next morning.");
    }
    if (seen.reds > 0 || seen.pain_sum > number("advance.mean_pain_max") * seen.pain_reports) {
      return stay("ladder.advance.mean_pain_max", inputs,
                  "The level stays until sessions are comfortable.");
    }
    if (seen.effort == "too_much") {
      return stay("ladder.advance.effort", inputs,
                  "The level stays because it was too much last time.");
    }
    return std::nullopt;
  }

  /// No progress for two sessions after one that irritated.
  [[nodiscard]] bool is_still_irritated() const {
    if (state_.mornings.empty() || state_.mornings.back().response == DayAfter::settled) {
      return false;
    }
    const auto sessions = std::count_if(
        state_.sessions.begin(), state_.sessions.end(),
        [&](const SessionLog& session) { return session.at > state_.mornings.back().at; });
    return sessions < catalogue_.number("pain.after.irritated_hold_sessions");
  }

  std::optional<LadderStep> pain_rises() {
    const auto mean = [&](Day first, Day last) {
      int sum = 0;
      int count = 0;
      for (const DayPain& day : state_.daily) {
        if (day.number() && day.day >= first && day.day <= last) {
          sum += *day.number();
          ++count;
        }
      }
      return std::pair(sum, count);
    };
    const int days = number("advance.window_days");
    const auto [sum, count] = mean(window_start(), today_ + -1);
    const auto [sum_before, count_before] = mean(window_start() + -days, window_start() + -1);
    // sum / count <= sum_before / count_before + tenths / 10, in whole numbers. If nothing was said
    // in one of the weeks, both sides are 0.
    if (10 * sum * count_before <=
        10 * sum_before * count + number("advance.daily_rise_max_tenths") * count * count_before) {
      return std::nullopt;
    }
    return stay("ladder.advance.daily_rise_max_tenths",
                {{"sum", std::to_string(sum)},
                 {"days", std::to_string(count)},
                 {"sum_before", std::to_string(sum_before)},
                 {"days_before", std::to_string(count_before)}},
                "The level stays while your pain is a little higher than the week before.");
  }

  /// Poor sleep, stress or travel, told today or yesterday.
  std::optional<LadderStep> hard_days() {
    const auto hard =
        std::find_if(state_.daily.rbegin(), state_.daily.rend(),
                     [&](const DayPain& day) { return day.is_hard && today_ - day.day <= 1; });
    if (hard == state_.daily.rend()) {
      return std::nullopt;
    }
    return stay("ladder.hold.hard_day", {{"day", to_iso(hard->day)}},
                "The level stays while days are hard; nothing is raised on top of that.");
  }

  /// A high level and weeks without a gain: another stretch instead of more minutes.
  std::optional<LadderStep> no_gain() {
    const int days = number("plateau.weeks") * days_per_week;
    const Instant lately{state_.last_event_at.ms - ms_per_day * days};
    const int level = rungs_[static_cast<std::size_t>(here())].dose.id.back() - '0';
    if (level < number("plateau.from_level") || decided_since(lately, plateau_rule)) {
      return std::nullopt;
    }
    for (const Plateau& plateau : plateaus(state_, catalogue_, today_)) {
      std::vector<Answer> inputs = {{"test", plateau.test},
                                    {"gain_tenths", std::to_string(plateau.gain_tenths)},
                                    {"mdc_tenths", std::to_string(plateau.mdc_tenths)}};
      const std::size_t before = inputs.size();
      for (const std::string& entry : planned_for(plateau.need)) {
        inputs.push_back({std::string(rests_input), entry});
      }
      if (inputs.size() > before) {
        LadderStep step =
            on(here(), "vary", std::string(plateau_rule), std::move(inputs),
               "The test has not changed for " + std::to_string(number("plateau.weeks")) +
                   " weeks, so another stretch takes its turn; more minutes are not the answer.");
        step.rung = current();
        return step;
      }
    }
    return std::nullopt;
  }

  /// The entries of the last plan that lead with a muscle of a need.
  [[nodiscard]] std::set<std::string> planned_for(const std::string& need) const {
    std::set<std::string> entries;
    const auto found =
        std::find_if(catalogue_.planner.needs.begin(), catalogue_.planner.needs.end(),
                     [&](const Need& one) { return one.id == need; });
    if (found == catalogue_.planner.needs.end() || !state_.plan) {
      return entries;
    }
    for (const PlannedSlot& slot : state_.plan->slots) {
      for (const PlannedEntry& entry : slot.entries) {
        const auto exercise = catalogue_.exercises.find(entry.exercise);
        if (exercise != catalogue_.exercises.end() &&
            std::find(found->muscles.begin(), found->muscles.end(),
                      exercise->second.primary.front()) != found->muscles.end()) {
          entries.insert(entry.exercise);
        }
      }
    }
    return entries;
  }

  /// A level has a shortest stay; steps within it do not.
  std::optional<LadderStep> too_soon() {
    const int now = here();
    const auto next = static_cast<std::size_t>(now) + 1;
    const std::string& level = rungs_[static_cast<std::size_t>(now)].dose.id;
    if (next >= rungs_.size() || rungs_[next].dose.id == level) {
      return std::nullopt;
    }
    Day since = today_;
    for (auto plan = state_.plans.rbegin(); plan != state_.plans.rend() && plan->level == level;
         ++plan) {
      since = plan->adopted;
    }
    const int least = shortest_stay_days(catalogue_, level);
    if (today_ - since >= least) {
      return std::nullopt;
    }
    return stay("ladder.advance.minimum_stay_days",
                {{"days", std::to_string(today_ - since)}, {"needed", std::to_string(least)}},
                "Each level has its time; this one is not over yet.");
  }

  const State& state_;
  const Catalogue& catalogue_;
  Day today_;
  int week_;
  std::vector<Rung> rungs_;
  LadderStep step_;
};

}  // namespace

std::vector<Rung> ladder(const Catalogue& catalogue) {
  std::vector<Rung> rungs;
  for (const DoseLevel& level : catalogue.dose.levels) {
    if (level.id == maintenance_level) {
      continue;
    }
    if (rungs.empty()) {
      rungs.push_back({level, ""});
      continue;
    }
    DoseLevel dose = rungs.back().dose;
    dose.id = level.id;
    dose.target_min_tenths = level.target_min_tenths;
    for (const std::string& variable : catalogue.order_of_change) {
      if (change(dose, level, variable)) {
        rungs.push_back({dose, variable});
      }
    }
  }
  return rungs;
}

Rung current_rung(const State& state, const Catalogue& catalogue) {
  return Decision(state, catalogue, {}, 1).current();
}

LadderStep next_step(const State& state, const Catalogue& catalogue, Day today, int week) {
  return Decision(state, catalogue, today, week).run();
}

LadderStep article_step(const State& state, const Catalogue& catalogue, Day today, int week) {
  return Decision(state, catalogue, today, week).run_article();
}

bool follows_article(const State& state) {
  const auto calendar = state.preferences.find("calendar");
  return calendar != state.preferences.end() && calendar->second == "article";
}

int shortest_stay_days(const Catalogue& catalogue, std::string_view level) {
  const std::vector<int>& stays =
      catalogue.numbers.find("ladder.advance.minimum_stay_days")->second;
  const auto rank = static_cast<std::size_t>(level.back() - '1');
  return rank < stays.size() ? stays[rank] : 0;
}

std::string what_changes(std::string_view step) {
  if (step == "sessions") {
    return "more sessions a week.";
  }
  if (step == "reps") {
    return "more repetitions.";
  }
  if (step == "hold") {
    return "longer holds.";
  }
  return step.empty() ? "" : "harder stretches may come.";
}

int gap_days(const State& state, Day today) {
  if (state.plans.empty()) {
    return 0;
  }
  const Day last = state.sessions.empty() ? state.plans.front().adopted : state.sessions.back().day;
  return std::max(0, today - last);
}

std::map<std::string, int> weekly_most_s(const State& state, const Catalogue& catalogue,
                                         Day first_day, bool may_rise) {
  const auto flared = std::find_if(
      state.mornings.rbegin(), state.mornings.rend(),
      [](const MorningAfter& morning) { return morning.response == DayAfter::flared; });
  for (auto plan = state.plans.rbegin(); plan != state.plans.rend(); ++plan) {
    const bool halved = flared != state.mornings.rend() && flared->at > plan->at;
    if (plan->mode != "normal" || (plan->first_day >= first_day && !halved)) {
      continue;
    }
    constexpr int whole = 100;
    const int rise = catalogue.number("ladder.advance.weekly_minutes_rise_max_pct");
    const int pct =
        halved ? catalogue.number("pain.after.flared_volume_pct") : whole + (may_rise ? rise : 0);
    std::map<std::string, int> most;
    for (const auto& [slot, seconds] : plan->weekly_s) {
      most[slot] = seconds * pct / whole;
    }
    return most;
  }
  return {};
}

}  // namespace lissom
