#include <algorithm>
#include <array>
#include <cctype>

#include "core/api/call.h"
#include "core/api/plans.h"
#include "core/api/sessions.h"
#include "core/base/date.h"
#include "core/base/tenths.h"
#include "core/planner/lp.h"
#include "core/planner/week.h"
#include "core/programme/range_goals.h"
#include "core/programme/weeks.h"

namespace lissom {
namespace {

Day plan_first_day(const PlanAdopted& plan, Day otherwise) {
  return parse_day(plan.first_day).value_or(otherwise);
}

/// Whether every entry of a plan is still offered. Entries that rest after pain are left out at the
/// start instead.
bool still_offered(const Call& call, const PlanAdopted& plan) {
  for (const PlannedSlot& slot : plan.slots) {
    for (const PlannedEntry& entry : slot.entries) {
      const auto exercise = call.catalogue.exercises.find(entry.exercise);
      if (exercise == call.catalogue.exercises.end()) {
        return false;
      }
      const Eligibility offer = eligibility(exercise->second, call.world.person, call.state(),
                                            call.catalogue, call.moment.now);
      if (!offer.offered && offer.rule != "red") {
        return false;
      }
    }
  }
  return true;
}

int week_of(const Call& call) {
  const Day start = call.state().programme_start.value_or(call.today());
  return std::max(0, call.today() - start) / days_per_week + 1;
}

/// Why a new plan is due, or "" if the adopted one holds.
std::string why_anew(const Call& call, const LadderStep& step, bool anew) {
  const State& state = call.state();
  if (!state.plan) {
    return "Your first plan.";
  }
  if (step.change == "regress" || step.change == "restart" || step.change == "relapse") {
    return step.because;
  }
  if (call.today() - plan_first_day(*state.plan, call.today()) >= days_per_week) {
    return "A new week." + (step.because.empty() ? "" : " " + step.because);
  }
  if (state.profiled_at > state.planned_at || state.preferred_at > state.planned_at) {
    return "You changed what you can do, have or want.";
  }
  if (state.screened_at > state.planned_at) {
    return "You answered the safety questions again.";
  }
  if ((state.plan->mode == "flare") != call.world.mode.flare) {
    return call.world.mode.flare ? call.world.mode.because
                                 : "Your pain allows the usual plan again.";
  }
  if (!still_offered(call, *state.plan)) {
    return "Something in the old plan is no longer right for you.";
  }
  return anew ? std::string(asked_for) : "";
}

WeekRequest week_request(const Call& call, const LadderStep& step) {
  const State& state = call.state();
  const bool restarts = step.change == "restart";
  WeekRequest request;
  request.week = restarts ? 1 : week_of(call);
  request.first_day =
      restarts ? call.today()
               : state.programme_start.value_or(call.today()) + (request.week - 1) * days_per_week;
  request.dose = step.rung.dose;
  request.mode = call.world.mode;
  request.now = call.moment.now;
  request.gentle = step.gentle;
  request.at_goal = needs_at_goal(state, call.catalogue);
  request.resting = resting_entries(state, call.catalogue, call.today());
  for (const Answer& input : step.change == "vary" ? step.inputs : std::vector<Answer>{}) {
    if (input.id == rests_input) {
      request.resting.insert(input.value);
    }
  }
  request.article = follows_article(state);
  if (!request.article) {
    // Another stretch instead of more minutes, for the whole week.
    const bool varied =
        step.change == "vary" ||
        std::any_of(state.adapted.begin(), state.adapted.end(), [&](const Adapted& adapted) {
          return adapted.change == "vary" && adapted.day >= request.first_day;
        });
    request.weekly_most_s = weekly_most_s(state, call.catalogue, request.first_day, !varied);
  }
  return request;
}

PlanAdopted make_plan(const Call& call, const LadderStep& step, std::string because) {
  PlanAdopted plan =
      plan_week(call.state(), call.world.person, call.catalogue, week_request(call, step));
  plan.step = step.rung.step;
  plan.because = std::move(because);
  return plan;
}

/// What each muscle gets in the week of a plan, and what it has got so far. Never more than the cap
/// counts.
Json ledger_view(const Call& call, const PlanAdopted& plan) {
  const Catalogue& catalogue = call.catalogue;
  const Day first = plan_first_day(plan, call.today());
  const HalfSeconds planned = weekly_half_seconds(plan.slots, catalogue);
  const HalfSeconds done =
      done_half_seconds(call.state(), first, first + (days_per_week - 1), catalogue);
  const auto tenths_of = [&](const HalfSeconds& ledger, const std::string& muscle) {
    constexpr int half_s_per_tenth_min = 12;
    const auto found = ledger.find(muscle);
    return found == ledger.end() ? 0
                                 : std::min(found->second / half_s_per_tenth_min,
                                            catalogue.dose.cap_min_per_week * tenths_in_one);
  };
  Json list = Json::array();
  for (const auto& [muscle, known] : catalogue.muscles) {
    const int week = tenths_of(planned, muscle);
    const int so_far = tenths_of(done, muscle);
    if (week > 0 || so_far > 0) {
      const int enough = catalogue.dose.cap_min_per_week * 10;
      list.push_back({{"muscle", muscle},
                      {"plain", known.plain},
                      {"min_per_week_tenths", week},
                      {"done_tenths", so_far},
                      {"enough", week >= enough || so_far >= enough}});
    }
  }
  return list;
}

Json missing_view(const PlanAdopted& plan, const Catalogue& catalogue) {
  Json list = Json::array();
  for (const MissingMuscle& missing : plan.missing) {
    const auto muscle = catalogue.muscles.find(missing.muscle);
    list.push_back(
        {{"muscle", missing.muscle},
         {"plain", muscle == catalogue.muscles.end() ? missing.muscle : muscle->second.plain},
         {"why", missing.why}});
  }
  return list;
}

/// The next day after today with a main session; "" if the plan has none.
std::string next_core_day(const PlanAdopted& plan, const std::string& today) {
  std::string next_day;
  for (const PlannedSlot& slot : plan.slots) {
    for (const std::string& day : slot.days) {
      if (slot.slot == "core" && day > today && (next_day.empty() || day < next_day)) {
        next_day = day;
      }
    }
  }
  return next_day;
}

/// Whether the last session was on an earlier day and nobody said how the morning after was.
bool asks_next_morning(const Call& call) {
  const State& state = call.state();
  if (state.sessions.empty() || state.sessions.back().day >= call.today() ||
      !state.sessions.back().pain_before) {
    return false;
  }
  const bool told = !state.mornings.empty() && state.mornings.back().at > state.sessions.back().at;
  return !told &&
         call.today() - state.sessions.back().day <= call.catalogue.number("pain.after.ask_days");
}

/// What is different from the week before, in words.
std::string change_since(const ProgrammeWeek& before, const ProgrammeWeek& now) {
  if (now.level.empty() || (before.level == now.level && before.step == now.step)) {
    return "";
  }
  std::string words = now.level >= before.level ? what_changes(now.step) : "";
  if (!words.empty()) {
    words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
  }
  return words;
}

std::vector<std::string> words_of_weeks(const Call& call) {
  const int last = call.catalogue.number("maintenance.after_week");
  const Range sessions = call.catalogue.level(std::string(maintenance_level)).sessions;
  const std::string keeping = std::to_string(sessions.least) + " to " +
                              std::to_string(sessions.most) + " sessions a week keep it up.";
  if (week_of(call) > last) {
    return {"The " + std::to_string(last) + " weeks are done. From now on " + keeping};
  }
  return {follows_article(call.state())
              ? "The weeks of the article. Rules of safety come before them."
              : "What lies ahead is the earliest that may be. It comes when sessions are done and "
                "settle by the next morning.",
          "From week " + std::to_string(last + 1) + " on, " + keeping};
}

Json weeks_view(const Call& call) {
  constexpr std::array<const char*, 3> names = {"past", "now", "ahead"};
  const std::vector<ProgrammeWeek> weeks =
      programme_weeks(call.state(), call.catalogue, call.today(), week_of(call));
  Json list = Json::array();
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    const ProgrammeWeek& week = weeks[i];
    list.push_back({{"week", week.week},
                    {"level", week.level},
                    {"when", names.at(static_cast<std::size_t>(week.when))},
                    {"change", i == 0 ? "" : change_since(weeks[i - 1], week)}});
  }
  return list;
}

std::vector<std::string> sentences_for_today(const Call& call, const PlanAdopted& plan) {
  std::vector<std::string> sentences;
  if (plan.mode == "flare") {
    sentences.push_back(call.world.mode.because.empty() ? plan.because : call.world.mode.because);
    sentences.push_back("And a walk of " + std::to_string(call.catalogue.flare.walk_min) +
                        " minutes, if you can.");
  }
  if (asks_next_morning(call)) {
    sentences.emplace_back("How is your pain since the last session, from 0 to 10?");
  }
  if (step_of(call).gentle) {
    sentences.emplace_back("Two stretches are a session too. A smaller plan is fine.");
  }
  const Firing* const offered = last_change(call.state(), "offer");
  if (offered != nullptr && call.today() - offered->day < days_per_week) {
    sentences.push_back(offered->because);
  }
  if (call.world.gate.code == Code::refer_parallel) {
    sentences.insert(sentences.end(), call.world.gate.because.begin(),
                     call.world.gate.because.end());
    const std::vector<std::string>& now = call.catalogue.disposition(Code::refer_parallel).now;
    sentences.insert(sentences.end(), now.begin(), now.end());
  }
  return sentences;
}

}  // namespace

LadderStep step_of(const Call& call) {
  const int week = week_of(call);
  return follows_article(call.state())
             ? article_step(call.state(), call.catalogue, call.today(), week)
             : next_step(call.state(), call.catalogue, call.today(), week);
}

std::optional<PlanDecision> decide_plan(const Call& call, bool anew) {
  LadderStep step = step_of(call);
  std::string because = why_anew(call, step, anew);
  if (because.empty()) {
    return std::nullopt;
  }
  PlanAdopted plan = make_plan(call, step, std::move(because));
  return PlanDecision{std::move(step), std::move(plan)};
}

std::vector<StageOfWeek> stages_of_plan(const Call& call) {
  const std::vector<Event>& events = call.journal().events;
  const auto last = std::find_if(events.rbegin(), events.rend(), [](const Event& event) {
    return std::holds_alternative<PlanAdopted>(event.body);
  });
  if (last == events.rend() ||
      std::get<PlanAdopted>(last->body).catalogue != call.catalogue.version) {
    return {};
  }
  const Event& plan = *last;
  Journal before;
  before.events.assign(events.begin(), last.base() - 1);
  const auto* stepped =
      before.events.empty() ? nullptr : std::get_if<PlanAdapted>(&before.events.back().body);
  if (stepped != nullptr && is_of_the_ladder(*stepped)) {
    before.events.pop_back();
  }
  Tally tally(call.catalogue, std::move(before));
  const Moment moment{plan.at, plan.utc_offset_min, 0};
  const Call then(tally, moment, call.identity, call.catalogue);
  if (follows_article(then.state())) {
    return {};
  }
  return stages_of_week(then.state(), then.world.person, call.catalogue,
                        week_request(then, step_of(then)));
}

bool is_of_the_ladder(const PlanAdapted& adapted) {
  return adapted.rule.starts_with("ladder.") || adapted.rule.starts_with("maintenance");
}

FreeSession free_session_now(const Call& call, const PlanAdopted& plan,
                             const std::vector<std::string>& wished) {
  WeekRequest request;
  request.dose = current_rung(call.state(), call.catalogue).dose;
  request.mode = call.world.mode;
  request.now = call.moment.now;
  request.gentle = step_of(call).gentle;
  return free_session({call.state(), call.world.person, call.catalogue, request}, plan,
                      plan_first_day(plan, call.today()), wished);
}

const PlanAdopted& current_plan(Call& call, bool anew) {
  if (auto decided = decide_plan(call, anew)) {
    const LadderStep& step = decided->step;
    if (!step.change.empty()) {
      call.add(PlanAdapted{step.rule, step.change, step.inputs}, "rule");
    }
    call.add(std::move(decided->plan), "rule");
  }
  return *call.state().plan;
}

Result<Outcome> do_plan(Call& call, ObjectReader& in) {
  const bool anew = in.boolean("anew", false);
  if (call.world.gate.locked) {
    return call.refused();
  }
  const PlanAdopted& plan = current_plan(call, anew);
  Json view;
  view["week"] = plan.week;
  view["level"] = plan.level;
  view["mode"] = plan.mode;
  view["first_day"] = plan.first_day;
  view["because"] = plan.because;
  view["adopted"] = !call.events().empty();
  view["catalogue"] = plan.catalogue;
  Json slots = Json::array();
  for (const PlannedSlot& slot : plan.slots) {
    slots.push_back(slot_view(slot, call.world.person, call.catalogue));
  }
  view["slots"] = std::move(slots);
  view["missing"] = missing_view(plan, call.catalogue);
  view["weeks"] = weeks_view(call);
  view["weeks_say"] = texts_view(words_of_weeks(call));
  view["ledger"] = ledger_view(call, plan);
  if (plan.mode == "flare") {
    view["walk_min"] = call.catalogue.flare.walk_min;
  }
  view["step"] = plan.step;
  view["profile_is_default"] = call.world.person.profile_is_default;
  view["disposition"] = disposition_view(call.world.gate, call.catalogue);
  return call.done(std::move(view));
}

Result<Outcome> do_programs(Call& call, ObjectReader&) {
  if (call.world.gate.locked) {
    return call.refused();
  }
  const WeekRequest request = week_request(call, step_of(call));
  Json stages = Json::array();
  for (const StageOfWeek& item :
       stages_of_week(call.state(), call.world.person, call.catalogue, request)) {
    stages.push_back({{"name", item.name},
                      {"lp", lp_text(item.stage)},
                      {"score", item.selection.score},
                      {"bound", item.selection.bound},
                      {"proved", item.selection.proved}});
  }
  Json view;
  view["week"] = request.week;
  view["level"] = request.dose.id;
  view["mode"] = request.mode.flare ? "flare" : "normal";
  view["stages"] = std::move(stages);
  view["disposition"] = disposition_view(call.world.gate, call.catalogue);
  return call.done(std::move(view));
}

Result<Outcome> do_today(Call& call, ObjectReader&) {
  if (call.world.gate.locked) {
    return call.refused();
  }
  const PlanAdopted plan = current_plan(call, false);
  const std::string today = to_iso(call.today());
  Json slots = Json::array();
  int walks = breaks_walked(call.state(), call.today(), call.today());
  for (const PlannedSlot& slot : plan.slots) {
    if (std::find(slot.days.begin(), slot.days.end(), today) == slot.days.end()) {
      continue;
    }
    Json view = slot_view(slot, call.world.person, call.catalogue);
    const int done =
        sessions_done(call.state(), slot.slot, slot.variant, call.today(), call.today());
    view["planned"] = slot.times_per_day;
    view["done"] = done + take_walks(walks, slot.slot, slot.times_per_day, done);
    slots.push_back(std::move(view));
  }
  Json view;
  view["day"] = today;
  view["week"] = plan.week;
  view["level"] = plan.level;
  view["mode"] = plan.mode;
  view["step"] = plan.step;
  view["because"] = plan.because;
  view["slots"] = std::move(slots);
  view["next_core_day"] = next_core_day(plan, today);
  const SessionLog* open = open_session(call.state(), call.today());
  view["open_session"] = open == nullptr ? Json() : Json(to_string(open->id));
  view["check_due"] = true;
  view["ask_next_morning"] = asks_next_morning(call);
  view["say"] = texts_view(sentences_for_today(call, plan));
  view["profile_is_default"] = call.world.person.profile_is_default;
  view["disposition"] = disposition_view(call.world.gate, call.catalogue);
  return call.done(std::move(view));
}

}  // namespace lissom
