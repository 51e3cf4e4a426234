// The ladder at its thresholds: what lies one day, one session or half a point beside them.

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
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

TEST(Ladder, StepsBackEndAtTheBottom) {
  struct Case {
    std::string level;
    std::string step;
    int gap;
    std::string_view rung;
  };
  for (const auto& [level, step, gap, rung] :
       {Case{"L1", "", 7, "L1"}, Case{"L1", "", 14, "L1"}, Case{"L2", "reps", 7, "L1"},
        Case{"L2", "reps", 14, "L1"}, Case{"L4", "variant", 7, "L3 variant"},
        Case{"L4", "variant", 14, "L2 hold"}}) {
    SCOPED_TRACE(level + " " + step);
    Programme programme;
    programme.good_week(0, 1, level, step);
    const LadderStep back = programme.step_on(4 + gap);
    EXPECT_EQ(back.change, "regress");
    EXPECT_EQ(name_of(back.rung), rung);
  }
}

TEST(Ladder, AGapMayBeginWithTheFirstPlan) {
  EXPECT_EQ(gap_days(State{catalogue()}, day_of(9)), 0);
  Programme programme;
  programme.plan(0, 1, "L3", "hold");
  EXPECT_EQ(gap_days(programme.diary.state(), day_of(0) + -1), 0);
  EXPECT_EQ(programme.step_on(6).change, "");
  EXPECT_EQ(programme.step_on(7).rule, "ladder.regress.gap_one_level_days");
}

TEST(Ladder, EachGapStepsBack) {
  Programme programme;
  programme.good_week(0, 1, "L3", "hold");
  programme.diary.add(on_day(11), PlanAdapted{"ladder.regress.gap_one_level_days", "regress", {}});
  programme.plan(11, 2, "L2", "hold");
  programme.session(12);
  EXPECT_EQ(programme.step_on(18).change, "");
  EXPECT_EQ(programme.step_on(19).rule, "ladder.regress.gap_one_level_days");
}

TEST(Ladder, AStepThatIsGoneStandsAtTheEndOfItsLevel) {
  for (const auto& [level, step, want] :
       {std::tuple("L2", "gone", "L2 hold"), std::tuple("L2", "reps", "L2 reps"),
        std::tuple("L3", "", "L3 variant"), std::tuple("L9", "gone", "L1")}) {
    Programme programme;
    programme.plan(0, 1, level, step);
    EXPECT_EQ(name_of(current_rung(programme.diary.state(), catalogue())), want);
  }
}

/// Maintenance keeps what was reached, and is no way to more (dossier 3.3, M).
TEST(Ladder, MaintenanceIsNotMoreThanWasReached) {
  struct Case {
    std::string level;
    std::string step;
    int hold_s;
    int hold_older_s;
    int difficulty_cap;
  };
  for (const auto& [level, step, hold_s, hold_older_s, difficulty_cap] :
       {Case{"L1", "", 15, 20, 2}, Case{"L2", "hold", 20, 30, 2}, Case{"L3", "variant", 30, 45, 3},
        Case{"L4", "variant", 30, 60, 4}}) {
    SCOPED_TRACE(level);
    Programme programme;
    programme.plan(0, 8, level, step);
    programme.plan(1, 9, "M");
    const Rung rung = current_rung(programme.diary.state(), catalogue());
    EXPECT_EQ(name_of(rung), "M");
    EXPECT_EQ(rung.dose.hold_s, hold_s);
    EXPECT_EQ(rung.dose.hold_older_s, hold_older_s);
    EXPECT_EQ(rung.dose.difficulty_cap, difficulty_cap);
  }
}

/// Fewer entries below half of what was planned in seven days, today not among them.
TEST(Ladder, FewSessionsMakeItGentle) {
  struct Case {
    std::vector<int> sessions;
    int today;
    bool gentle;
  };
  for (const auto& [sessions, today, gentle] :
       {Case{{0}, 7, true}, Case{{0, 2}, 7, false}, Case{{0, 7}, 7, true}, Case{{6, 2}, 7, false},
        Case{{0, 2}, 8, true}}) {
    Programme programme;
    programme.plan(0, 1, "L1");
    for (const int day : sessions) {
      programme.session(day);
    }
    EXPECT_EQ(programme.step_on(today).gentle, gentle) << sessions.back() << " " << today;
  }
  Programme half;
  half.plan(0, 1, "L1");
  half.session(0);
  half.plan(3, 1, "L1", "", "flare");  // so that two were planned
  EXPECT_FALSE(half.step_on(7).gentle);
}

TEST(Ladder, WhatFiredBeforeThePlanIsPast) {
  for (const std::int64_t later_ms : {-1, 0}) {
    Programme programme;
    for (int i = 0; i < 3; ++i) {
      programme.diary.stop(on_day(1), "bridge", "RED");
    }
    PlanAdopted plan;
    plan.level = "L2";
    plan.step = "reps";
    plan.first_day = to_iso(day_of(1));
    programme.diary.add({on_day(1).ms + later_ms}, plan);
    EXPECT_EQ(programme.step_on(2).change, later_ms < 0 ? "regress" : "");
  }
}

TEST(Ladder, BothWeeksMustHaveBeenMissed) {
  struct Case {
    std::vector<int> sessions;
    std::string_view change;
  };
  for (const auto& [sessions, change] :
       {Case{{0, 9}, "regress"}, Case{{0, 2, 9}, ""}, Case{{0, 9, 11}, ""}, Case{{0, 9, 13}, ""}}) {
    Programme programme;
    programme.plan(0, 1, "L2", "reps");
    programme.plan(7, 2, "L2", "reps");
    for (const int day : sessions) {
      programme.session(day);
    }
    EXPECT_EQ(programme.step_on(14).change, change) << sessions.size();
  }
  Programme half;
  for (const int day : {0, 7}) {
    half.plan(day, day / 7 + 1, "L2", "reps");
    half.session(day + 2);
    half.plan(day + 3, day / 7 + 1, "L2", "reps", "flare");
  }
  EXPECT_EQ(half.step_on(14).change, "") << "half of it was done";
}

TEST(Ladder, ASessionCountsForOneOfTheWeeks) {
  Programme programme;
  programme.plan(0, 1, "L2", "reps");
  programme.session(1);
  programme.session(8);
  EXPECT_EQ(programme.step_on(14).rule, "ladder.regress.adherence_below_pct");
  // On the first day of the second week, which is the day after the first one.
  programme = {};
  programme.plan(1, 1, "L2", "reps");
  programme.session(1);
  programme.session(9);
  EXPECT_EQ(next_step(programme.diary.state(), catalogue(), day_of(15), 3).rule,
            "ladder.regress.adherence_below_pct");
}

TEST(Ladder, MissedWeeksStepBackOnceInTwoWeeks) {
  for (const std::int64_t earlier_ms : {0, 1}) {
    Programme programme;
    for (const int day : {0, 7, 14}) {
      programme.plan(day, day / 7 + 1, "L2", "reps");
    }
    programme.diary.add({on_day(2).ms - earlier_ms},
                        PlanAdapted{"ladder.regress.E10", "regress", {}});
    programme.session(9);
    programme.session(16);
    EXPECT_EQ(programme.step_on(21).change, earlier_ms == 0 ? "" : "regress");
  }
}

TEST(Ladder, KeepsUpFromWeek9) {
  Programme programme;
  programme.good_week(0, 8, "L3", "variant");
  const State state = programme.diary.state();
  EXPECT_NE(next_step(state, catalogue(), day_of(6), 8).change, "maintenance");
  EXPECT_EQ(next_step(state, catalogue(), day_of(6), 9).change, "maintenance");
}

/// Three gentle days and a week at L1 (dossier 4.4).
TEST(Ladder, ARelapseLastsTenDays) {
  for (const int today : {10, 11}) {
    Programme programme;
    programme.plan(0, 8, "L3", "variant");
    programme.plan(0, 9, "M");
    programme.diary.add(on_day(1), PlanAdapted{"maintenance.relapse", "relapse", {}});
    programme.session(5);
    programme.session(8);
    const LadderStep step = next_step(programme.diary.state(), catalogue(), day_of(today), 10);
    EXPECT_EQ(name_of(step.rung), today == 10 ? "L1" : "M");
    EXPECT_EQ(step.rule, today == 10 ? "maintenance.relapse" : "maintenance");
    EXPECT_EQ(step.change, "");
  }
}

TEST(Ladder, SaysWhatChanges) {
  struct Case {
    std::string level;
    std::string step;
    std::string_view because;
  };
  for (const auto& [level, step, because] :
       {Case{"L1", "", "It goes well, so the next level begins: more sessions a week."},
        Case{"L2", "sessions", "It goes well: more repetitions."},
        Case{"L2", "reps", "It goes well: longer holds."},
        Case{"L3", "hold", "It goes well: harder stretches may come."},
        Case{"L4", "variant", "This is the highest level."}}) {
    Programme programme;
    programme.good_week(0, 1, level, step);
    EXPECT_EQ(programme.step_on(7).because, because);
  }
}

/// L1 7 days, L2 10, L3 14 (dossier 4.2).
TEST(Ladder, TheShortestStays) {
  struct Case {
    std::string level;
    std::string step;
    int today;
    bool leaves;
  };
  for (const auto& [level, step, today, leaves] :
       {Case{"L1", "", 7, true}, Case{"L2", "hold", 9, false}, Case{"L2", "hold", 10, true},
        Case{"L3", "variant", 13, false}, Case{"L3", "variant", 14, true},
        Case{"L3", "hold", 8, true}}) {
    SCOPED_TRACE(level + " " + std::to_string(today));
    Programme programme;
    programme.plan(0, 1, level, step);
    for (const int day : {0, 2, 4, 7, 9, 11}) {
      programme.session(day);
    }
    EXPECT_EQ(programme.step_on(today).change, leaves ? "advance" : "");
  }
  // A plan of an earlier week, made when its first days were over.
  Programme late;
  late.plan(0, 1, "L2", "hold");
  late.good_week(1, 1, "L1");
  EXPECT_EQ(next_step(late.diary.state(), catalogue(), day_of(7), 2).rule,
            "ladder.advance.minimum_stay_days");
}

/// What was told of pain in a session.
void tell_pain(Programme& programme, int session_day, int pain) {
  StepStopped stopped;
  stopped.session.bytes[0] = static_cast<std::uint8_t>(session_day + 1);
  stopped.exercise = "bridge";
  stopped.band = "GREEN";
  stopped.pain = pain;
  programme.diary.add(on_day(session_day), stopped);
}

TEST(Ladder, HowMuchIsTooMuch) {
  struct Case {
    std::string_view name;
    void (*happens)(Programme&);
    std::string_view rule;
  };
  const std::string_view irritated = "ladder.advance.irritated_max";
  const std::string_view pain = "ladder.advance.mean_pain_max";
  const std::string_view effort = "ladder.advance.effort";
  const std::string_view on = "ladder.advance";
  // Two good weeks; the second one counts, which begins on day 7.
  const std::vector<Case> cases = {
      {"nothing", [](Programme&) {}, on},
      {"irritated twice", [](Programme& p) { p.morning(8, 5), p.morning(10, 5), p.session(12); },
       irritated},
      {"irritated on the first day and again",
       [](Programme& p) { p.morning(7, 5), p.morning(8, 5); }, irritated},
      {"irritated the day before and again", [](Programme& p) { p.morning(6, 5), p.morning(8, 5); },
       on},
      {"irritated twice, settled between",
       [](Programme& p) { p.morning(7, 3), p.morning(8, 5), p.morning(10, 5), p.session(12); },
       irritated},
      {"flared, then settled", [](Programme& p) { p.morning(8, 6), p.morning(10, 3); }, irritated},
      {"irritated, told as the last session but one began", [](Programme& p) { p.morning(9, 5); },
       irritated},
      {"irritated, one session since", [](Programme& p) { p.morning(10, 5); }, irritated},
      {"irritated, two sessions since", [](Programme& p) { p.morning(8, 5); }, on},
      {"flared on the first day", [](Programme& p) { p.morning(7, 6); }, irritated},
      {"flared the day before", [](Programme& p) { p.morning(6, 6); }, on},
      {"RED on the first day", [](Programme& p) { p.diary.stop(on_day(7), "bridge", "RED"); },
       pain},
      {"RED the day before", [](Programme& p) { p.diary.stop(on_day(6), "bridge", "RED"); }, on},
      {"pain of 3", [](Programme& p) { tell_pain(p, 9, 3); }, on},
      {"pain of 4", [](Programme& p) { tell_pain(p, 9, 4); }, pain},
      {"pain of 4 in the week before", [](Programme& p) { tell_pain(p, 4, 4); }, on},
      {"pain of 4 on the first day", [](Programme& p) { tell_pain(p, 7, 4); }, pain},
      {"a mean of 3", [](Programme& p) { tell_pain(p, 9, 2), tell_pain(p, 11, 4); }, on},
      {"a mean above 3", [](Programme& p) { tell_pain(p, 9, 3), tell_pain(p, 11, 4); }, pain},
      {"too much last", [](Programme& p) { p.session(12, "too_much"); }, effort},
      {"too much, and nothing said since",
       [](Programme& p) { p.session(12, "too_much"), p.session(13, ""); }, effort},
      {"too much, then right",
       [](Programme& p) { p.session(12, "too_much"), p.session(13, "right"); }, on},
  };
  for (const auto& [name, happens, rule] : cases) {
    SCOPED_TRACE(name);
    Programme programme;
    programme.good_week(0, 1, "L1");
    programme.plan(7, 2, "L1");
    programme.session(6);
    // In the order of days: what happens on a day comes before what happens later.
    const bool is_early = name.find("day before") != std::string_view::npos;
    if (is_early) {
      happens(programme);
    }
    programme.session(7);
    if (!is_early && name.find("first day") != std::string_view::npos) {
      happens(programme);
    }
    programme.session(9);
    programme.session(11);
    if (!is_early && name.find("first day") == std::string_view::npos) {
      happens(programme);
    }
    EXPECT_EQ(programme.step_on(14).rule, rule);
  }
}

/// What was read is written down.
TEST(Ladder, TheStrainOfAWeek) {
  Programme programme;
  programme.good_week(0, 1, "L1");
  programme.morning(1, 6);
  programme.morning(3, 5);
  programme.morning(5, 3);
  programme.diary.stop(on_day(4), "bridge", "RED");
  tell_pain(programme, 2, 3);
  tell_pain(programme, 4, 4);
  StepStopped without_pain;
  without_pain.session.bytes[0] = 5;
  without_pain.exercise = "bridge";
  without_pain.reason = "no_time";
  programme.diary.add(on_day(4), without_pain);
  const LadderStep step = programme.step_on(7);
  std::string inputs;
  for (const Answer& input : step.inputs) {
    inputs += input.id + " " + input.value + ", ";
  }
  EXPECT_EQ(inputs, "irritated 1, flared 1, reds 1, pain_sum 7, pain_reports 2, effort right, ");
}

/// Means of seven days each: half a point more is let pass (dossier 4.2).
TEST(Ladder, PainMayRiseByHalfAPoint) {
  struct Case {
    std::string_view name;
    std::vector<std::pair<int, int>> said;  ///< day, pain
    bool rises;
  };
  const std::vector<Case> cases = {
      {"half a point", {{1, 3}, {2, 3}, {8, 3}, {9, 4}}, false},
      {"half a point, after one day", {{1, 3}, {8, 3}, {9, 4}}, false},
      {"more than that", {{1, 3}, {2, 3}, {8, 3}, {9, 4}, {10, 4}}, true},
      {"as before", {{1, 3}, {8, 3}}, false},
      {"nothing before", {{8, 5}}, false},
      {"nothing since", {{1, 3}}, false},
      {"the first and the last days", {{0, 3}, {7, 5}}, true},
      {"the other ones", {{6, 3}, {13, 5}}, true},
      {"today is not yet one of them", {{1, 3}, {8, 3}, {14, 5}}, false},
      {"a day is of one week only", {{6, 3}, {7, 4}}, true},
  };
  for (const auto& [name, said, rises] : cases) {
    SCOPED_TRACE(name);
    Programme programme;
    programme.good_week(0, 1, "L1");
    programme.good_week(7, 2, "L1");
    for (const auto& [day, pain] : said) {
      programme.average(day, pain);
    }
    EXPECT_EQ(programme.step_on(14).rule,
              rises ? "ladder.advance.daily_rise_max_tenths" : "ladder.advance");
  }
  Programme programme;
  programme.good_week(0, 1, "L1");
  programme.good_week(7, 2, "L1");
  for (const auto& [day, pain] : {std::pair(0, 0), std::pair(1, 4), std::pair(8, 4)}) {
    programme.average(day, pain);
  }
  programme.session(13);
  EXPECT_EQ(next_step(programme.diary.state(), catalogue(), day_of(15), 3).rule, "ladder.advance")
      << "day 0 is older than the week before";
}

TEST(Ladder, MostOfWhatWasPlannedMustBeDone) {
  struct Case {
    std::vector<int> sessions;
    int today;
    std::string_view rule;
  };
  // Days 0, 2 and 4 of each week are planned.
  for (const auto& [sessions, today, rule] :
       {Case{{0, 2, 4}, 7, "ladder.advance"}, Case{{2, 4, 7}, 8, "ladder.advance"},
        Case{{0, 2, 4}, 8, "ladder.advance.sessions_min"},
        Case{{2, 4, 7}, 7, "ladder.advance.sessions_min"}}) {
    Programme programme;
    programme.plan(0, 1, "L1");
    for (const int day : sessions) {
      programme.session(day);
    }
    EXPECT_EQ(next_step(programme.diary.state(), catalogue(), day_of(today), 2).rule, rule);
  }
}

TEST(Ladder, WithNothingPlannedNothingIsRaised) {
  Programme programme;
  programme.plan(0, 1, "L1", "", "flare");
  for (const int day : {0, 2, 4}) {
    programme.session(day);
  }
  const LadderStep step = programme.step_on(7);
  EXPECT_EQ(step.rule, "ladder.advance.adherence_min_pct");
  ASSERT_EQ(step.inputs.size(), 2U);
  EXPECT_EQ(step.inputs[1].value, "0");
}

TEST(Ladder, ThreeQuartersAreMost) {
  for (const int planned : {4, 5}) {
    Programme programme;
    PlanAdopted plan;
    plan.level = "L1";
    plan.mode = "normal";
    plan.first_day = to_iso(day_of(0));
    PlannedSlot core;
    core.slot = "core";
    for (int day = 0; day < planned; ++day) {
      core.days.push_back(to_iso(day_of(day)));
    }
    plan.slots = {core};
    programme.diary.add(on_day(0), plan);
    for (const int day : {0, 1, 4}) {
      programme.session(day);
    }
    EXPECT_EQ(programme.step_on(7).rule,
              planned == 4 ? "ladder.advance" : "ladder.advance.adherence_min_pct");
  }
}

TEST(Ladder, WeeklyMinutesAreThoseOfTheLastUsualWeek) {
  Programme programme;
  programme.plan(0, 1, "L1");
  programme.plan(3, 1, "L1", "", "flare");
  EXPECT_EQ(weekly_most_s(programme.diary.state(), catalogue(), day_of(7), true).at("core"), 2340);
  Programme flared;
  flared.plan(0, 1, "L1");
  flared.session(0);
  flared.morning(1, 6);
  flared.plan(1, 1, "L1");  // at the same moment: made with that in mind
  EXPECT_EQ(weekly_most_s(flared.diary.state(), catalogue(), day_of(7), true).at("core"), 2340);
  Programme irritated;
  irritated.plan(0, 1, "L1");
  irritated.session(0);
  irritated.morning(1, 5);
  EXPECT_EQ(weekly_most_s(irritated.diary.state(), catalogue(), day_of(7), true).at("core"), 2340);
}

/// The rows of the article's table, as they are (dossier 4.1).
TEST(Ladder, EveryWeekOfTheArticle) {
  struct Case {
    std::string_view level;
    int least;
    int most;
  };
  const std::vector<Case> weeks = {{"L1", 3, 3}, {"L1", 3, 3}, {"L2", 4, 5}, {"L2", 4, 5},
                                   {"L3", 7, 7}, {"L3", 7, 7}, {"L4", 5, 7}, {"L4", 5, 7}};
  for (int week = 1; week <= 8; ++week) {
    SCOPED_TRACE(week);
    const auto& [level, least, most] = weeks[static_cast<std::size_t>(week - 1)];
    const LadderStep step = article_step(State{catalogue()}, catalogue(), day_of(0), week);
    EXPECT_EQ(step.rung.dose.id, level);
    EXPECT_EQ(step.rung.dose.sessions.least, least);
    EXPECT_EQ(step.rung.dose.sessions.most, most);
  }
}

TEST(Ladder, InTheArticleAStepBackHoldsForItsWeek) {
  struct Case {
    int day;
    std::string change;
    std::string_view level;
  };
  for (const auto& [day, change, level] : {Case{13, "regress", "L2"}, Case{14, "regress", "L1"},
                                           Case{16, "regress", "L1"}, Case{16, "advance", "L2"}}) {
    Programme programme;
    programme.good_week(0, 1, "L1");
    programme.good_week(7, 2, "L1");
    programme.diary.add(on_day(day), PlanAdapted{"E10", change, {}});
    EXPECT_EQ(article_step(programme.diary.state(), catalogue(), day_of(16), 3).rung.dose.id,
              level);
  }
}

}  // namespace
}  // namespace lissom
