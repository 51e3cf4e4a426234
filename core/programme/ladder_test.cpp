// The ladder: one variable a step, by criteria; steps back; maintenance; the article's calendar.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/programme/ladder_fixture.h"

namespace lissom {
namespace {

using fixture::catalogue;
using fixture::day_of;
using fixture::name_of;
using fixture::on_day;
using fixture::Programme;

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

/// A hold is another one if it is so for anybody.
TEST(Ladder, AHoldOfEitherAgeIsAChange) {
  const auto has_hold = [](int hold_s, int hold_older_s) {
    Catalogue changed = catalogue();
    changed.dose.levels[1].hold_s = hold_s;
    changed.dose.levels[1].hold_older_s = hold_older_s;
    const std::vector<Rung> rungs = ladder(changed);
    return std::any_of(rungs.begin(), rungs.end(),
                       [](const Rung& rung) { return name_of(rung) == "L2 hold"; });
  };
  const DoseLevel& first = catalogue().level("L1");
  EXPECT_TRUE(has_hold(first.hold_s + 5, first.hold_older_s));
  EXPECT_TRUE(has_hold(first.hold_s, first.hold_older_s + 5));
  EXPECT_FALSE(has_hold(first.hold_s, first.hold_older_s));
}

TEST(Ladder, BeginsAtTheBottom) {
  const LadderStep step = next_step(State{catalogue()}, catalogue(), day_of(0), 1);
  EXPECT_EQ(name_of(step.rung), "L1");
  EXPECT_EQ(name_of(current_rung(State{catalogue()}, catalogue())), "L1");
  Programme kept;
  kept.plan(0, 9, "M");
  EXPECT_EQ(current_rung(kept.diary.state(), catalogue()).dose.hold_s,
            catalogue().level("L1").hold_s);
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
  EXPECT_EQ(programme.step_on(13).change, "") << "nor is this one";
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
  ASSERT_EQ(step.inputs.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(step.inputs[i].id, i == 0 ? "week_1_pct" : "week_2_pct");
    EXPECT_EQ(step.inputs[i].value, "33");
  }
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
  EXPECT_TRUE(weekly_most_s(programme.diary.state(), catalogue(), day_of(0), true).empty());
  programme.plan(0, 1, "L1");
  EXPECT_TRUE(weekly_most_s(programme.diary.state(), catalogue(), day_of(0), true).empty())
      << "the same week";
  EXPECT_EQ(weekly_most_s(programme.diary.state(), catalogue(), day_of(7), true).at("core"),
            1800 * 130 / 100);
  EXPECT_EQ(weekly_most_s(programme.diary.state(), catalogue(), day_of(7), false).at("core"), 1800);
  programme.session(0);
  programme.morning(1, 6);
  EXPECT_EQ(weekly_most_s(programme.diary.state(), catalogue(), day_of(0), true).at("core"), 900)
      << "half after a flare, in the same week too";
}

TEST(Ladder, WeeklyMinutesOfAProgrammeBegunAgain) {
  Programme programme;
  programme.plan(0, 1, "L1");
  programme.plan(50, 1, "L1");
  EXPECT_EQ(weekly_most_s(programme.diary.state(), catalogue(), day_of(50), true).at("core"), 2340)
      << "the first week of it is compared with the one before the gap";
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

/// Hard days hold what would have been raised.
TEST(Ladder, NothingIsRaisedOnAHardDay) {
  for (const auto& [day, change] : {std::pair(7, ""), std::pair(6, ""), std::pair(5, "advance")}) {
    for (const std::string_view word : hard_day_words) {
      Programme programme;
      programme.good_week(0, 1, "L1");
      PainReported hard;
      hard.quality = {std::string(word)};
      programme.diary.add(on_day(day), hard);
      const LadderStep step = programme.step_on(7);
      EXPECT_EQ(step.change, change) << word << " on day " << day;
      EXPECT_EQ(step.rule, *change == '\0' ? "ladder.hold.hard_day" : "ladder.advance");
    }
  }
}

/// A programme at L3 whose test stands still: the week's plan holds an entry for its muscle.
Programme stuck_at(const std::string& level, const std::string& step, int gain_tenths) {
  Programme programme;
  const auto measure = [&](int day, int tenths) {
    programme.diary.add(on_day(day),
                        RangeMeasured{"T_AKE", "left", {tenths, tenths, tenths}, "phone"});
  };
  programme.plan(0, 1, "L1");
  measure(0, 400);
  programme.good_week(21, 4, level, step);
  PlanAdopted plan = *programme.diary.state().plan;
  plan.slots[0].entries = {{"hamstring_chair", 30, 2, 1, 90, "x"}, {"bridge", 2, 8, 1, 60, "x"}};
  programme.diary.add({on_day(25).ms + 1}, plan);
  measure(26, 400 - gain_tenths);
  return programme;
}

TEST(Ladder, AfterAPlateauAnotherStretchInsteadOfMore) {
  const LadderStep step = stuck_at("L3", "sessions", 100).step_on(28);
  EXPECT_EQ(step.change, "vary");
  EXPECT_EQ(step.rule, "ladder.plateau");
  EXPECT_EQ(name_of(step.rung), "L3 sessions");
  ASSERT_EQ(step.inputs.size(), 4U);
  EXPECT_EQ(step.inputs.back().value, "hamstring_chair");
  // More than the measuring error, or a lower level: on as ever.
  EXPECT_EQ(stuck_at("L3", "sessions", 101).step_on(28).change, "advance");
  EXPECT_EQ(stuck_at("L2", "hold", 0).step_on(28).rule, "ladder.advance.minimum_stay_days");
}

TEST(Ladder, APlateauOfWhatIsNotPlannedChangesNothing) {
  Programme programme = stuck_at("L3", "sessions", 0);
  PlanAdopted plan = *programme.diary.state().plan;
  plan.slots[0].entries = {{"bridge", 2, 8, 1, 60, "x"}};
  plan.slots[0].entries[0].exercise = "shoulder_rolls";
  programme.diary.add({on_day(26).ms + 1}, plan);
  EXPECT_EQ(programme.step_on(28).change, "advance");
}

TEST(Ladder, OneChangeForAPlateau) {
  for (const int day : {4, 6}) {
    Programme earlier = stuck_at("L3", "sessions", 0);
    earlier.diary.add(on_day(day), PlanAdapted{"ladder.plateau", "vary", {}});
    earlier.diary.add({on_day(26).ms + 1}, PreferenceSet{"language", "en"});
    EXPECT_EQ(earlier.step_on(28).change, day == 4 ? "vary" : "advance") << "three weeks";
  }
  Programme programme = stuck_at("L3", "sessions", 0);
  programme.diary.add({on_day(27).ms + 1}, PlanAdapted{"ladder.plateau", "vary", {}});
  EXPECT_EQ(programme.step_on(28).change, "advance");
}

}  // namespace
}  // namespace lissom
