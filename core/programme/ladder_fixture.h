#pragma once
/// Test code: a programme written by hand, a day at a time.

#include <cstdint>
#include <string>
#include <utility>

#include "core/programme/ladder.h"
#include "core/programme/programme_fixture.h"

namespace lissom::fixture {

/// Plans, sessions and mornings written by hand, a day at a time.
class Programme {
 public:
  Programme() { diary.screen(on_day(0)); }

  /// A plan with three main sessions, on days 0, 2 and 4 of its week, of ten minutes each.
  void plan(int day, int week, const std::string& level, const std::string& step = "",
            const std::string& mode = "normal") {
    PlanAdopted plan;
    plan.week = week;
    plan.level = level;
    plan.step = step;
    plan.mode = mode;
    plan.first_day = to_iso(day_of(day));
    PlannedSlot core;
    core.slot = "core";
    core.total_s = 600;
    for (const int offset : {0, 2, 4}) {
      core.days.push_back(to_iso(day_of(day + offset)));
    }
    plan.slots.push_back(core);
    diary.add(on_day(day), std::move(plan));
  }

  void session(int day, const std::string& effort = "right", const std::string& how = "completed") {
    SessionStarted started;
    started.session.bytes[0] = static_cast<std::uint8_t>(day + 1);
    started.slot = "core";
    started.day = to_iso(day_of(day));
    started.pain_before = 3;
    diary.add(on_day(day), started);
    diary.add(on_day(day), StepDone{started.session, 0, "bridge", "both", 2});
    diary.add(on_day(day), SessionEnded{started.session, how, 3, effort});
  }

  void morning(int day, int pain) {
    PainReported report;
    report.next_morning = pain;
    diary.add(on_day(day), report);
  }
  void average(int day, int pain) {
    PainReported report;
    report.average = pain;
    diary.add(on_day(day), report);
  }

  /// The first week at a level, done as planned.
  void good_week(int day, int week, const std::string& level, const std::string& step = "") {
    plan(day, week, level, step);
    for (const int offset : {0, 2, 4}) {
      session(day + offset);
    }
  }

  [[nodiscard]] LadderStep step_on(int day) const {
    const State state = diary.state();
    const int start = state.programme_start ? day_of(day) - *state.programme_start : 0;
    return next_step(state, catalogue(), day_of(day), start / 7 + 1);
  }

  Diary diary;
};

inline std::string name_of(const Rung& rung) {
  return rung.dose.id + (rung.step.empty() ? "" : " " + rung.step);
}

}  // namespace lissom::fixture
