#include "core/planner/week.h"

#include <algorithm>
#include <set>

#include "core/base/contract.h"
#include "core/planner/candidates.h"
#include "core/planner/explain.h"

namespace lissom {
namespace {

/// Days of a week for `count` sessions, spread; days that the person chose come first.
std::vector<Day> spread_days(Day first, int count, const std::vector<std::string>& chosen) {
  std::vector<Day> days;
  for (int i = 0; i < 7; ++i) {
    const Day day = first + i;
    if (std::find(chosen.begin(), chosen.end(), weekday_name(day)) != chosen.end()) {
      days.push_back(day);
    }
  }
  if (!days.empty()) {
    return days;
  }
  for (int i = 0; i < count; ++i) {
    // Session i of n falls on day 7i/n: 3 a week are today, in two days and in four.
    days.push_back(first + i * 7 / count);
  }
  return days;
}

std::vector<Day> work_days(Day first, const std::vector<std::string>& names) {
  return names.empty() ? std::vector<Day>{} : spread_days(first, 0, names);
}

std::vector<std::string> to_texts(const std::vector<Day>& days) {
  std::vector<std::string> texts;
  texts.reserve(days.size());
  for (const Day day : days) {
    texts.push_back(to_iso(day));
  }
  return texts;
}

/// One slot to plan.
struct SlotTask {
  const SlotRules* rules = nullptr;
  std::string variant;
  int budget_s = 0;
  std::vector<Day> days;
  int times_per_day = 1;
};

std::vector<SlotTask> slot_tasks(const Person& person, const Catalogue& catalogue,
                                 const WeekRequest& request) {
  const ProfileAnswered& profile = person.profile;
  const DoseLevel& level = request.dose;
  std::vector<SlotTask> tasks;
  tasks.push_back({&catalogue.slot("core"), "", profile.core_min * 60,
                   spread_days(request.first_day, level.sessions.least, profile.session_days), 1});
  if (profile.morning_min > 0) {
    tasks.push_back({&catalogue.slot("morning"), "", profile.morning_min * 60,
                     spread_days(request.first_day, 7, {}), 1});
  }
  const std::vector<Day> at_work = work_days(request.first_day, profile.work_days);
  const int breaks = std::min(profile.breaks_per_day, catalogue.number("breaks.most_per_day"));
  if (profile.break_min > 0 && breaks > 0 && !at_work.empty()) {
    // Breaks alternate between two routines, so that a working day is not the same one eight times.
    tasks.push_back(
        {&catalogue.slot("break"), "A", profile.break_min * 60, at_work, (breaks + 1) / 2});
    if (breaks > 1) {
      tasks.push_back({&catalogue.slot("break"), "B", profile.break_min * 60, at_work, breaks / 2});
    }
  }
  const int floor_s = catalogue.number("ladder.advance.session_floor_s");
  for (SlotTask& task : tasks) {
    const auto most = request.weekly_most_s.find(task.rules->id);
    int times = 0;
    for (const SlotTask& other : tasks) {
      const bool same = other.rules->id == task.rules->id;
      times += same ? static_cast<int>(other.days.size()) * other.times_per_day : 0;
    }
    if (most != request.weekly_most_s.end() && times > 0) {
      task.budget_s = std::min(task.budget_s, std::max(floor_s, most->second / times));
    }
  }
  return tasks;
}

class WeekPlanner {
 public:
  WeekPlanner(const State& state, const Person& person, const Catalogue& catalogue,
              const WeekRequest& request)
      : state_(state), person_(person), catalogue_(catalogue), request_(request) {}

  PlanAdopted run() {
    plan_.catalogue = catalogue_.version;
    plan_.week = request_.week;
    plan_.level = request_.dose.id;
    plan_.mode = request_.mode.flare ? "flare" : "normal";
    plan_.first_day = to_iso(request_.first_day);
    if (request_.mode.flare) {
      add_flare_slot();
    } else {
      for (const SlotTask& task : slot_tasks(person_, catalogue_, request_)) {
        if (request_.article) {
          add_article_slot(task);
        } else {
          add_slot(task);
        }
      }
      plan_.missing = explain_missing(context(), plan_.slots);
    }
    return plan_;
  }

  std::vector<StageOfWeek> stages() { return std::move(stages_); }

 private:
  [[nodiscard]] PlanContext context() const { return {state_, person_, catalogue_, request_}; }

  void add_slot(const SlotTask& task) {
    std::set<std::string> taken;
    for (const PlannedSlot& slot : plan_.slots) {
      if (slot.slot == "break" && task.rules->id == "break") {
        for (const PlannedEntry& entry : slot.entries) {
          taken.insert(entry.exercise);
        }
      }
    }
    const StageInput input{task.rules,
                           task.budget_s,
                           static_cast<int>(task.days.size()) * task.times_per_day,
                           ledger_half_seconds(state_, plan_.slots, request_.first_day, catalogue_),
                           weekly_need_half_seconds(plan_.slots, catalogue_),
                           taken};
    const Stage stage = make_stage(context(), input);
    const Selection selection = solve(stage, usual_node_limit);
    PlannedSlot slot;
    slot.slot = task.rules->id;
    slot.variant = task.variant;
    slot.budget_s = task.budget_s;
    slot.total_s = selection.total_s;
    slot.days = to_texts(task.days);
    slot.times_per_day = task.times_per_day;
    slot.score = static_cast<int>(selection.score);
    slot.gap = static_cast<int>(selection.bound - selection.score);
    for (const Pick& pick : selection.order) {
      const Candidate& candidate = stage.candidates[static_cast<std::size_t>(pick.candidate)];
      const DoseOption& option = candidate.options[static_cast<std::size_t>(pick.option)];
      const Exercise& exercise = catalogue_.exercises.find(candidate.id)->second;
      slot.entries.push_back({candidate.id, option.dose.hold_s, option.dose.reps, option.dose.sets,
                              option.seconds, explain_entry(context(), *task.rules, exercise)});
    }
    if (!slot.entries.empty()) {
      plan_.slots.push_back(std::move(slot));
    }
    stages_.push_back({name_of(task), stage, selection});
  }

  static std::string name_of(const SlotTask& task) {
    std::string name = task.rules->id;
    if (!task.variant.empty()) {
      name += task.variant == "A" ? "-a" : "-b";
    }
    return name;
  }

  /// The usual routine as it stands. Breaks do not alternate.
  void add_article_slot(const SlotTask& task) {
    if (task.variant == "B") {
      return;
    }
    std::vector<RoutineEntry> routine;
    for (const UsualEntries& usual : task.rules->usual) {
      if (usual.from <= request_.dose.id) {
        if (usual.replaces) {
          routine.clear();
        }
        routine.insert(routine.end(), usual.entries.begin(), usual.entries.end());
      }
    }
    PlannedSlot slot;
    slot.slot = task.rules->id;
    slot.entries =
        routine_entries(routine, difficulty_cap(context(), false), "Part of the article's routine.",
                        {state_, person_, catalogue_, request_.now});
    slot.days = to_texts(task.days);
    slot.times_per_day = task.times_per_day;
    slot.total_s = seconds_of(slot.entries);
    slot.budget_s = std::max(task.budget_s, slot.total_s);
    if (!slot.entries.empty()) {
      plan_.slots.push_back(std::move(slot));
    }
  }

  void add_flare_slot() {
    PlannedSlot slot;
    slot.slot = "core";
    slot.entries = flare_entries(state_, person_, catalogue_, request_.now);
    slot.days = to_texts(spread_days(request_.first_day, 7, {}));
    slot.budget_s = catalogue_.flare.minutes.most * 60;
    slot.total_s = seconds_of(slot.entries);
    if (slot.total_s > slot.budget_s && !slot.entries.empty()) {
      shorten_rest(slot.entries.front(), slot.total_s - slot.budget_s);
      slot.total_s = seconds_of(slot.entries);
    }
    if (!slot.entries.empty()) {
      plan_.slots.push_back(std::move(slot));
    }
  }

  /// Longer ways to the floor are paid for by the quiet breathing that the routine begins with.
  void shorten_rest(PlannedEntry& entry, int over_s) const {
    const Exercise& exercise = catalogue_.exercises.find(entry.exercise)->second;
    const int round_s = catalogue_.dose.timing.round_s;
    const int cut_s = (over_s + round_s - 1) / round_s * round_s;
    entry.hold_s = std::max(exercise.hold_s.least, entry.hold_s - cut_s);
    entry.seconds =
        entry_seconds(exercise, {entry.hold_s, entry.reps, entry.sets}, catalogue_.dose.timing);
  }

  [[nodiscard]] int seconds_of(const std::vector<PlannedEntry>& entries) const {
    return routine_seconds(entries, person_.slow, catalogue_);
  }

  const State& state_;
  const Person& person_;
  const Catalogue& catalogue_;
  const WeekRequest& request_;
  PlanAdopted plan_;
  std::vector<StageOfWeek> stages_;
};

}  // namespace

PlanAdopted plan_week(const State& state, const Person& person, const Catalogue& catalogue,
                      const WeekRequest& request) {
  return WeekPlanner(state, person, catalogue, request).run();
}

std::vector<StageOfWeek> stages_of_week(const State& state, const Person& person,
                                        const Catalogue& catalogue, const WeekRequest& request) {
  WeekPlanner planner(state, person, catalogue, request);
  (void)planner.run();
  return planner.stages();
}

std::vector<PlannedEntry> flare_entries(const State& state, const Person& person,
                                        const Catalogue& catalogue, Instant now) {
  return routine_entries(catalogue.flare.entries, 1, "Part of the gentle routine for flare days.",
                         {state, person, catalogue, now});
}

}  // namespace lissom
