// The ladder: one variable a step, by criteria; steps back; maintenance; the article's calendar.

#include "core/programme/ladder.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/programme/adherence.h"
#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::Diary;
using fixture::on_day;

const Catalogue& catalogue() {
  return embedded_catalogue();
}

Day day_of(int day) {
  return local_day(on_day(day), 0);
}

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

std::string name_of(const Rung& rung) {
  return rung.dose.id + (rung.step.empty() ? "" : " " + rung.step);
}

TEST(Ladder, OneChangeAStep) {
  std::vector<std::string> names;
  const std::vector<Rung> rungs = ladder(catalogue());
  for (const Rung& rung : rungs) {
    names.push_back(name_of(rung));
  }
  EXPECT_EQ(names, (std::vector<std::string>{"L1", "L2 sessions", "L2 reps", "L2 hold",
                                             "L3 sessions", "L3 hold", "L3 variant", "L4 reps",
                                             "L4 hold", "L4 variant"}));
  EXPECT_EQ(rungs[1].dose.sessions.least, 4);
  EXPECT_EQ(rungs[1].dose.hold_s, catalogue().level("L1").hold_s);
  EXPECT_EQ(rungs.back().dose.difficulty_cap, catalogue().level("L4").difficulty_cap);
}

TEST(Ladder, BeginsAtTheBottom) {
  const LadderStep step = next_step({}, catalogue(), day_of(0), 1);
  EXPECT_EQ(name_of(step.rung), "L1");
  EXPECT_EQ(step.change, "");
}

TEST(Ladder, AGoodWeekLeadsOn) {
  Programme programme;
  programme.good_week(0, 1, "L1");
  EXPECT_EQ(name_of(programme.step_on(6).rung), "L1") << "the week is not over";
  const LadderStep step = programme.step_on(7);
  EXPECT_EQ(name_of(step.rung), "L2 sessions");
  EXPECT_EQ(step.change, "advance");
  EXPECT_EQ(step.rule, "ladder.advance");
  EXPECT_FALSE(step.because.empty());
  programme.good_week(7, 2, "L2", "sessions");
  EXPECT_EQ(name_of(programme.step_on(14).rung), "L2 reps");
}

TEST(Ladder, ALevelHasItsShortestStay) {
  Programme programme;
  programme.good_week(0, 1, "L1");
  programme.good_week(7, 2, "L2", "hold");
  const LadderStep step = programme.step_on(14);
  EXPECT_EQ(name_of(step.rung), "L2 hold");
  EXPECT_EQ(step.rule, "ladder.advance.minimum_stay_days");
  programme.good_week(14, 3, "L2", "hold");
  EXPECT_EQ(name_of(programme.step_on(21).rung), "L3 sessions");
}

TEST(Ladder, WhatHoldsIt) {
  struct Case {
    std::string_view name;
    void (*happens)(Programme&);
    std::string_view rule;
  };
  const std::vector<Case> cases = {
      {"two sessions", [](Programme& p) { p.plan(0, 1, "L1"), p.session(0), p.session(2); },
       "ladder.advance.sessions_min"},
      {"one irritated morning after the last session",
       [](Programme& p) { p.good_week(0, 1, "L1"), p.morning(5, 5); },
       "ladder.advance.irritated_max"},
      {"a flared morning",
       [](Programme& p) {
         p.plan(0, 1, "L1"), p.session(0), p.morning(1, 6), p.session(2), p.session(4),
             p.session(5);
       },
       "ladder.advance.irritated_max"},
      {"RED",
       [](Programme& p) { p.good_week(0, 1, "L1"), p.diary.stop(on_day(5), "bridge", "RED"); },
       "ladder.advance.mean_pain_max"},
      {"too much",
       [](Programme& p) {
         p.plan(0, 1, "L1"), p.session(0), p.session(2), p.session(4, "too_much");
       },
       "ladder.advance.effort"},
      {"pain rises",
       [](Programme& p) {
         p.plan(0, 1, "L1"), p.average(0, 3), p.good_week(7, 2, "L1"), p.average(8, 4);
       },
       "ladder.advance.daily_rise_max_tenths"},
  };
  for (const auto& [name, happens, rule] : cases) {
    SCOPED_TRACE(name);
    Programme programme;
    happens(programme);
    const LadderStep step = programme.step_on(name == "pain rises" ? 14 : 7);
    EXPECT_EQ(step.rule, rule);
    EXPECT_EQ(step.change, "");
    EXPECT_EQ(name_of(step.rung), "L1");
    EXPECT_FALSE(step.because.empty());
  }
}

TEST(Ladder, OneIrritatedMorningIsForgivenAfterTwoSessions) {
  Programme programme;
  programme.plan(0, 1, "L1");
  programme.session(0);
  programme.morning(1, 5);
  programme.session(2);
  programme.session(4);
  EXPECT_EQ(programme.step_on(7).change, "advance");
}

TEST(Ladder, Gaps) {
  struct Case {
    int gap;
    std::string_view rung;
    std::string_view change;
  };
  for (const auto& [gap, rung, change] :
       {Case{6, "L3 hold", ""}, Case{7, "L2 hold", "regress"}, Case{13, "L2 hold", "regress"},
        Case{14, "L1", "regress"}, Case{27, "L1", "regress"}, Case{28, "L1", "restart"}}) {
    SCOPED_TRACE(gap);
    Programme programme;
    programme.good_week(0, 1, "L3", "hold");
    const LadderStep step = programme.step_on(4 + gap);
    EXPECT_EQ(name_of(step.rung), rung);
    EXPECT_EQ(step.change, change);
    programme.diary.add(on_day(4 + gap), PlanAdapted{step.rule, step.change, {}});
    EXPECT_EQ(programme.step_on(4 + gap).change, "") << "once for one gap";
  }
}

TEST(Ladder, AFiringStepsBackOnce) {
  Programme programme;
  programme.plan(0, 1, "L2", "reps");
  for (int i = 0; i < 3; ++i) {
    programme.diary.stop(on_day(1), "bridge", "RED");
  }
  const LadderStep step = programme.step_on(1);
  EXPECT_EQ(name_of(step.rung), "L1");
  EXPECT_EQ(step.rule, "ladder.regress.E10");
  programme.plan(2, 1, "L1");
  EXPECT_EQ(programme.step_on(2).change, "");
}

TEST(Ladder, TwoWeeksWithLittleTime) {
  Programme programme;
  programme.plan(0, 1, "L2", "reps");
  programme.session(0);
  programme.plan(7, 2, "L2", "reps");
  programme.session(9);
  const LadderStep step = programme.step_on(14);
  EXPECT_EQ(step.rule, "ladder.regress.adherence_below_pct");
  EXPECT_EQ(name_of(step.rung), "L1");
  EXPECT_TRUE(step.gentle);
}

TEST(Ladder, AfterEightWeeksItKeepsUp) {
  Programme programme;
  for (int week = 1; week <= 8; ++week) {
    programme.good_week(7 * (week - 1), week, "L3", "variant");
  }
  const LadderStep step = programme.step_on(56);
  EXPECT_EQ(step.change, "maintenance");
  EXPECT_EQ(step.rung.dose.id, "M");
  EXPECT_EQ(step.rung.dose.difficulty_cap, catalogue().level("L3").difficulty_cap);
  programme.good_week(56, 9, "M");
  EXPECT_EQ(programme.step_on(63).change, "");
  EXPECT_EQ(programme.step_on(63).rung.dose.id, "M");
}

TEST(Ladder, ARelapseIsAGentleWeek) {
  Programme programme;
  programme.plan(0, 9, "M");
  for (int day = 0; day < 4; ++day) {
    programme.average(day, 2);
  }
  for (int day = 4; day < 7; ++day) {
    programme.average(day, 4);
  }
  const State state = programme.diary.state();
  ASSERT_EQ(state.firings.size(), 1U);
  EXPECT_EQ(state.firings.front().change, "relapse");
  const LadderStep step = next_step(state, catalogue(), day_of(6), 9);
  EXPECT_EQ(name_of(step.rung), "L1");
  EXPECT_EQ(step.change, "relapse");
}

TEST(Ladder, WeeklyMinutesRiseSlowly) {
  Programme programme;
  EXPECT_TRUE(weekly_most_s(programme.diary.state(), catalogue(), 1).empty());
  programme.plan(0, 1, "L1");
  EXPECT_TRUE(weekly_most_s(programme.diary.state(), catalogue(), 1).empty()) << "the same week";
  EXPECT_EQ(weekly_most_s(programme.diary.state(), catalogue(), 2).at("core"), 1800 * 130 / 100);
  programme.session(0);
  programme.morning(1, 6);
  EXPECT_EQ(weekly_most_s(programme.diary.state(), catalogue(), 1).at("core"), 900)
      << "half after a flare, in the same week too";
}

TEST(Ladder, TheArticlesCalendar) {
  struct Case {
    int week;
    std::string_view level;
    int sessions;
  };
  for (const auto& [week, level, sessions] :
       {Case{1, "L1", 3}, Case{2, "L1", 3}, Case{3, "L2", 4}, Case{5, "L3", 7}, Case{8, "L4", 5}}) {
    SCOPED_TRACE(week);
    Programme programme;
    if (week > 1) {
      programme.good_week(0, 1, "L1");
    }
    programme.good_week(7 * (week - 1), week, "L1");
    const LadderStep step =
        article_step(programme.diary.state(), catalogue(), day_of(7 * (week - 1) + 5), week);
    EXPECT_EQ(step.rung.dose.id, level);
    EXPECT_EQ(step.rung.dose.sessions.least, sessions);
    programme.diary.add(on_day(7 * (week - 1) + 5), PlanAdapted{"E10", "regress", {}});
    const State state = programme.diary.state();
    EXPECT_EQ(article_step(state, catalogue(), day_of(7 * (week - 1) + 6), week).rung.dose.id,
              "L1");
  }
}

TEST(Adherence, CountsKindly) {
  Programme programme;
  programme.plan(0, 1, "L1");
  const auto week = [&] {
    return adherence(programme.diary.state(), catalogue(), day_of(0), day_of(6));
  };
  EXPECT_EQ(week().planned, 3);
  EXPECT_EQ(week().pct(), 0);
  programme.session(1);  // another day than planned
  EXPECT_EQ(week().pct(), 33);
  programme.session(2, "", "quit");
  EXPECT_EQ(week().done, 1) << "one stretch is not a session";
  programme.session(3);
  programme.session(4);
  programme.session(5);
  EXPECT_EQ(week().pct(), 100);
  EXPECT_EQ(adherence({}, catalogue(), day_of(0), day_of(6)).pct(), std::nullopt);
}

TEST(Adherence, APlanGoesOnUntilThereIsAnother) {
  Programme programme;
  programme.plan(0, 1, "L1");
  EXPECT_EQ(adherence(programme.diary.state(), catalogue(), day_of(7), day_of(20)).planned, 6);
}

TEST(Adherence, FlareDaysPlanNothing) {
  Programme programme;
  programme.plan(0, 1, "L1");
  programme.plan(3, 1, "L1", "", "flare");
  EXPECT_EQ(adherence(programme.diary.state(), catalogue(), day_of(0), day_of(6)).planned, 2);
}

}  // namespace
}  // namespace lissom
