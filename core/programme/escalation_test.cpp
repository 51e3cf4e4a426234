// The rules that watch the days: E3 to E5, E9, E10 and the morning after, from a diary to what
// fires.

#include "core/programme/escalation.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::Diary;
using fixture::on_day;

/// A diary with the safety questions answered on the first day and the average of each day after.
Diary diary_of(const std::vector<int>& averages) {
  Diary diary;
  diary.screen(on_day(0));
  for (std::size_t i = 0; i < averages.size(); ++i) {
    if (averages[i] >= 0) {  // -1: nothing was said that day
      PainReported report;
      report.average = averages[i];
      diary.add(on_day(static_cast<int>(i)), report);
    }
  }
  return diary;
}

std::vector<std::string> rules_of(const Diary& diary) {
  std::vector<std::string> rules;
  for (const Firing& firing : diary.state().firings) {
    EXPECT_FALSE(firing.because.empty()) << firing.rule;
    EXPECT_FALSE(firing.inputs.empty()) << firing.rule;
    rules.push_back(firing.rule);
  }
  return rules;
}

using Rules = std::vector<std::string>;

/// Rows of the dossier, 2.6, and the numbers next to each threshold.
TEST(Escalation, DailyPain) {
  struct Case {
    std::string_view name;
    std::vector<int> averages;
    Rules rules;
    bool locked;
  };
  const std::vector<Case> cases = {
      {"higher than usual", {4, 4, 4, 4, 6, 7, 6}, {"E5"}, false},
      {"two days only", {4, 4, 4, 4, 6, 7}, {}, false},
      {"one of three days lower", {4, 4, 4, 4, 6, 5, 6}, {}, false},
      {"a day without a word does not break the row",
       {4, 4, 4, 4, 6, -1, 6, 6},
       {"E5", "pain.lasting"},
       true},
      {"too little before", {4, 4, 4, 6, 6, 6}, {}, false},
      {"strong", {7, 7, 7}, {"E4"}, true},
      {"strong, as the dossier has it", {7, 7, 8}, {"pain.severe", "E4"}, true},
      {"not three in a row", {7, 6, 7, 5, 7}, {}, false},
      {"a lot for three days and more", {6, 6, 6, 6}, {"pain.lasting"}, true},
      {"a lot for three days", {6, 6, 6}, {}, false},
      {"a lot, and again after some days", {6, 6, -1, -1, 6}, {}, false},
      {"fires once for one spell", {4, 4, 4, 4, 6, 6, 6, 5}, {"E5"}, false},
  };
  for (const auto& [name, averages, rules, locked] : cases) {
    SCOPED_TRACE(name);
    const Diary diary = diary_of(averages);
    EXPECT_EQ(rules_of(diary), rules);
    EXPECT_EQ(diary.gate_at(on_day(static_cast<int>(averages.size()))).locked, locked);
  }
}

/// A low number of a moment says too little of its day to break a row of strong days; a high one
/// counts.
TEST(Escalation, ADayWithoutAnAverage) {
  for (const auto& [now, average, rules] :
       {std::tuple(4, -1, Rules{"E4"}), std::tuple(7, -1, Rules{"E4", "pain.lasting"}),
        std::tuple(4, 4, Rules{})}) {
    SCOPED_TRACE(now);
    Diary diary = diary_of({7, 7});
    PainReported between;
    between.now = now;
    between.average = average < 0 ? std::nullopt : std::optional(average);
    diary.add(on_day(2), between);
    EXPECT_EQ(diary.gate_at(on_day(2)).locked, now == 7);
    PainReported last;
    last.average = 7;
    diary.add(on_day(3), last);
    EXPECT_EQ(rules_of(diary), rules);
  }
}

TEST(Escalation, RiseAfterAStepBack) {
  std::vector<int> averages(14, 3);
  averages.insert(averages.end(), {5, 5, 5, 5});
  Diary steady = diary_of(averages);
  EXPECT_EQ(steady.state().firings.size(), 1U) << "E5 alone: no step back was tried before";

  Diary diary = diary_of(std::vector<int>(14, 3));
  diary.add(on_day(14), PlanAdapted{"E10", "regress", {}});
  for (int day = 14; day < 18; ++day) {
    PainReported report;
    report.average = 5;
    diary.add(on_day(day), report);
  }
  // The seven days up to the fourth one hold three threes and four fives.
  EXPECT_EQ(rules_of(diary), Rules{"E5"});
  for (int day = 18; day < 21; ++day) {
    PainReported report;
    report.average = 5;
    diary.add(on_day(day), report);
  }
  EXPECT_EQ(rules_of(diary).back(), "E3");
  EXPECT_TRUE(diary.gate_at(on_day(21)).locked);
  diary.clear(on_day(21));
  diary.screen(on_day(21));
  EXPECT_FALSE(diary.gate_at(on_day(21)).locked);
}

/// A session with pain 3 before on `day`, and what the next morning was like.
void session_and_morning(Diary& diary, int day, int morning,
                         const std::vector<std::string>& words = {}) {
  SessionStarted started;
  started.session.bytes[0] = static_cast<std::uint8_t>(day + 1);
  started.slot = "core";
  started.day = to_iso(local_day(on_day(day), 0));
  started.pain_before = 3;
  diary.add(on_day(day), started);
  PainReported report;
  report.next_morning = morning;
  report.quality = words;
  diary.add(on_day(day + 1), report);
}

TEST(Escalation, TheMorningAfter) {
  struct Case {
    int morning;
    std::vector<std::string> words;
    DayAfter response;
  };
  const std::vector<Case> cases = {
      {4, {}, DayAfter::settled},
      {5, {}, DayAfter::irritated},
      {6, {}, DayAfter::flared},
      {2, {std::string(stiff_word)}, DayAfter::irritated},
      {2, {std::string(sleep_broken_word)}, DayAfter::flared},
  };
  for (const auto& [morning, words, response] : cases) {
    SCOPED_TRACE(morning);
    Diary diary;
    diary.screen(on_day(0));
    session_and_morning(diary, 1, morning, words);
    const State state = diary.state();
    ASSERT_EQ(state.mornings.size(), 1U);
    EXPECT_EQ(state.mornings.front().response, response);
  }
}

TEST(Escalation, FlaresStepBackAndThenNeedAClinician) {
  Diary diary;
  diary.screen(on_day(0));
  session_and_morning(diary, 1, 6);
  EXPECT_EQ(rules_of(diary), Rules{});
  session_and_morning(diary, 4, 6);
  EXPECT_EQ(rules_of(diary), Rules{"E10"});
  EXPECT_FALSE(diary.gate_at(on_day(5)).locked);
  session_and_morning(diary, 11, 6);
  EXPECT_EQ(rules_of(diary), (Rules{"E10", "pain.flared_often"}));
  EXPECT_TRUE(diary.gate_at(on_day(12)).locked);
}

TEST(Escalation, ThreeRedsInAWeek) {
  Diary diary;
  diary.screen(on_day(0));
  for (const int day : {1, 4, 9}) {
    diary.stop(on_day(day), "bridge", "RED");
  }
  EXPECT_EQ(rules_of(diary), Rules{}) << "more than a week";
  diary.stop(on_day(9), "bridge", "RED");
  EXPECT_EQ(rules_of(diary), Rules{"E10"});
}

TEST(Escalation, AfterE10TwoStrongDaysAreEnough) {
  Diary diary;
  diary.screen(on_day(0));
  for (int i = 0; i < 3; ++i) {
    diary.stop(on_day(1), "bridge", "RED");
  }
  for (const int day : {2, 3}) {
    diary.pain_now(on_day(day), 7);
  }
  EXPECT_EQ(rules_of(diary), (Rules{"E10", "E4"}));
}

TEST(Escalation, BrokenNights) {
  for (const int nights : {2, 3}) {
    Diary diary;
    diary.screen(on_day(0));
    for (int day = 1; day <= nights; ++day) {
      PainReported report;
      report.average = 3;
      report.quality = {std::string(sleep_broken_word)};
      diary.add(on_day(2 * day), report);
    }
    EXPECT_EQ(rules_of(diary), nights == 3 ? Rules{"E9"} : Rules{});
    EXPECT_EQ(diary.gate_at(on_day(6)).locked, nights == 3);
    diary.screen(on_day(7));
    EXPECT_FALSE(diary.gate_at(on_day(7)).locked);
  }
}

TEST(Escalation, ChecksAndScreeningsFireTheirRules) {
  struct Case {
    std::string id;
    std::string rule;
    std::string change;
  };
  for (const auto& [id, rule, change] :
       {Case{"CHECK_NERVE", "E2", "clinician_first"}, Case{"CHECK_BLADDER", "E1", "emergency"},
        Case{"CHECK_UNWELL", "E11", "clinician_first"}}) {
    Diary diary;
    diary.screen(on_day(0));
    diary.check(on_day(1), id, "yes");
    ASSERT_EQ(rules_of(diary), Rules{rule});
    EXPECT_EQ(diary.state().firings.front().change, change);
  }
  Diary diary;
  diary.screen(on_day(0), {{"CES_SADDLE", "unsure"}});
  EXPECT_EQ(rules_of(diary), Rules{"E1"});
}

TEST(Escalation, WhatWasTakenBackFiresNothing) {
  Diary diary = diary_of({7, 7, 7});
  diary.take_back_last(on_day(3));
  EXPECT_EQ(rules_of(diary), Rules{});
}

/// Nobody is shown a word for machines.
TEST(Escalation, EveryChangeHasPlainWords) {
  for (const char* change :
       {"advance", "regress", "restart", "maintenance", "relapse", "vary", "offer",
        "refer_parallel", "clinician_first", "rescreen", "urgent", "emergency"}) {
    EXPECT_NE(change_words(change), change);
  }
  EXPECT_EQ(change_words("from a later version"), "from a later version");
}

TEST(Escalation, Median) {
  EXPECT_EQ(twice_median({3}), 6);
  EXPECT_EQ(twice_median({1, 4}), 5);
  EXPECT_EQ(twice_median({9, 1, 2}), 4);
}

// ---- the edges of the windows: what lies one day or one point beside a threshold

void say_average(Diary& diary, int day, int pain) {
  PainReported report;
  report.average = pain;
  diary.add(on_day(day), report);
}

void say_bad_night(Diary& diary, int day) {
  PainReported report;
  report.quality = {std::string(sleep_broken_word)};
  diary.add(on_day(day), report);
}

int times(const Diary& diary, std::string_view rule) {
  const Rules rules = rules_of(diary);
  return static_cast<int>(std::count(rules.begin(), rules.end(), rule));
}

TEST(Escalation, ARuleReadsOnlyWhatCameAfterItFired) {
  EXPECT_EQ(rules_of(diary_of({7, 7, 7, 7, 7})), (Rules{"E4", "pain.lasting"}));
  EXPECT_EQ(rules_of(diary_of({7, 7, 7, 7, 7, 7})), (Rules{"E4", "pain.lasting", "E4"}));
  EXPECT_EQ(rules_of(diary_of({7, 7, 7, 7, 7, 7, 7})), (Rules{"E4", "pain.lasting", "E4"}));
  EXPECT_EQ(rules_of(diary_of({7, 7, 7, 7, 7, 7, 7, 7})),
            (Rules{"E4", "pain.lasting", "E4", "pain.lasting"}));
  EXPECT_EQ(rules_of(diary_of({4, 4, 4, 4, 6, 6, 6, 5, 6, 5})), Rules{"E5"});
}

/// The seven logged days before; older ones say nothing.
TEST(Escalation, TheMedianIsOfSevenDays) {
  EXPECT_EQ(rules_of(diary_of({5, 4, 4, 4, 4, 5, 5, 5, 6, 6, 6})), Rules{"E5"});
  EXPECT_EQ(rules_of(diary_of({4, 5, 4, 4, 4, 5, 5, 5, 6, 6, 6})), Rules{});
  EXPECT_EQ(rules_of(diary_of({4, 4, 4, 4, 5, 5, 5, 5})), Rules{}) << "a rise of 1";
  EXPECT_EQ(rules_of(diary_of({3, 3, 5, 5, 6, 6, 6})), Rules{"E5"}) << "all of four";
  EXPECT_EQ(rules_of(diary_of({4, 4, 5, 5, 6, 6, 6})), Rules{}) << "no more than four";
}

/// Years of diary do not hide the last days.
TEST(Escalation, ALongDiary) {
  for (const std::size_t days : {63U, 64U, 65U, 200U}) {
    std::vector<int> averages(days, 3);
    averages.insert(averages.end(), {7, 7, 7});
    EXPECT_EQ(rules_of(diary_of(averages)), (Rules{"E4", "E5"})) << days;
  }
}

TEST(Escalation, ADayWithoutANumberFiresNothingOfPain) {
  Diary diary = diary_of({6, 6, 6});
  diary.stop(on_day(3), "bridge", "AMBER");
  EXPECT_EQ(rules_of(diary), Rules{}) << "the fourth day was not said";
  say_average(diary, 3, 6);
  EXPECT_EQ(rules_of(diary), Rules{"pain.lasting"});

  Diary watched = diary_of({-1, -1, 7, 7});
  for (int i = 0; i < 4; ++i) {
    watched.stop(on_day(4), "bridge", "RED");
  }
  EXPECT_EQ(rules_of(watched), Rules{"E10"}) << "two strong days, but none of them today";
  say_average(watched, 5, 7);
  EXPECT_EQ(times(watched, "E4"), 1);
}

TEST(Escalation, OneSilentDayDoesNotEndALotOfPain) {
  EXPECT_EQ(rules_of(diary_of({6, -1, 6, -1, 6})), Rules{"pain.lasting"});
  EXPECT_EQ(rules_of(diary_of({6, 6, -1, -1, 6, 6})), Rules{});
  EXPECT_EQ(rules_of(diary_of({6, 6, 5, 6, 6})), Rules{}) << "5 is not a lot";
  EXPECT_EQ(rules_of(diary_of({5, 5, 5, 5, 5})), Rules{});
}

TEST(Escalation, E10WatchesForTwoWeeks) {
  for (const int day : {15, 16}) {
    SCOPED_TRACE(day);
    Diary diary;
    diary.screen(on_day(0));
    for (int i = 0; i < 3; ++i) {
      diary.stop(on_day(1), "bridge", "RED");
    }
    say_average(diary, day - 1, 7);
    say_average(diary, day, 7);
    EXPECT_EQ(times(diary, "E4"), day == 15 ? 1 : 0);
  }
}

TEST(Escalation, E10CountsSevenDays) {
  for (const int first : {2, 3}) {
    SCOPED_TRACE(first);
    Diary reds;
    reds.screen(on_day(0));
    for (const int day : {first, 5, 9}) {
      reds.stop(on_day(day), "bridge", "RED");
    }
    EXPECT_EQ(rules_of(reds), first == 3 ? Rules{"E10"} : Rules{});

    Diary flares;
    flares.screen(on_day(0));
    session_and_morning(flares, first - 1, 6);
    session_and_morning(flares, 8, 6);
    EXPECT_EQ(rules_of(flares), first == 3 ? Rules{"E10"} : Rules{});
  }
}

TEST(Escalation, E10CountsAnewAfterItFired) {
  Diary diary;
  diary.screen(on_day(0));
  for (int i = 0; i < 4; ++i) {
    diary.stop(on_day(1), "bridge", "RED");
  }
  diary.stop(on_day(2), "bridge", "RED");
  diary.stop(on_day(2), "bridge", "RED");
  EXPECT_EQ(times(diary, "E10"), 1);
  diary.stop(on_day(2), "bridge", "RED");
  EXPECT_EQ(times(diary, "E10"), 2);
}

TEST(Escalation, ThreeFlaresInFourteenDays) {
  for (const int last : {14, 15}) {
    SCOPED_TRACE(last);
    Diary diary;
    diary.screen(on_day(0));
    session_and_morning(diary, 1, 6);
    session_and_morning(diary, 9, 6);
    session_and_morning(diary, last, 6);
    EXPECT_EQ(times(diary, "pain.flared_often"), last == 14 ? 1 : 0);
  }
}

/// E3, day by day: what was said, and whether the last of it fires.
TEST(Escalation, TheMeansOfE3) {
  struct Case {
    std::string_view name;
    std::vector<std::pair<int, int>> said;  ///< day, pain
    bool fires;
  };
  const std::vector<Case> cases = {
      {"2 above", {{5, 3}, {18, 5}, {19, 5}, {20, 5}, {21, 5}}, true},
      {"less than 2 above", {{5, 3}, {18, 5}, {19, 5}, {20, 5}, {21, 4}}, false},
      {"of several days each", {{4, 2}, {5, 3}, {6, 4}, {18, 5}, {19, 4}, {20, 5}, {21, 6}}, true},
      {"of several days each, a little less",
       {{4, 2}, {5, 4}, {6, 4}, {18, 5}, {19, 4}, {20, 5}, {21, 6}},
       false},
      {"three days of seven", {{5, 3}, {19, 5}, {20, 5}, {21, 5}}, false},
      {"nothing before", {{18, 5}, {19, 5}, {20, 5}, {21, 5}}, false},
      {"the first of the seven days", {{5, 3}, {15, 5}, {19, 5}, {20, 5}, {21, 5}}, true},
      {"the day before them", {{5, 3}, {14, 5}, {19, 5}, {20, 5}, {21, 5}}, false},
      {"that day is one of those before", {{14, 3}, {18, 5}, {19, 5}, {20, 5}, {21, 5}}, true},
      {"the first of the 14 days", {{1, 3}, {18, 5}, {19, 5}, {20, 5}, {21, 5}}, true},
      {"older than that", {{0, 0}, {1, 3}, {18, 4}, {19, 4}, {20, 4}, {21, 4}}, false},
  };
  for (const auto& [name, said, fires] : cases) {
    for (const std::string change : {"regress", "restart", "relapse", "advance"}) {
      SCOPED_TRACE(std::string(name) + " after " + change);
      Diary diary;
      diary.screen(on_day(0));
      diary.add(on_day(0), PlanAdapted{"a rule", change, {}});
      diary.add(on_day(0), PlanAdapted{"a rule", "advance", {}});
      for (const auto& [day, pain] : said) {
        say_average(diary, day, pain);
      }
      EXPECT_EQ(times(diary, "E3"), fires && change != "advance" ? 1 : 0);
    }
  }
}

TEST(Escalation, E3FiresAgainOnlyForOtherDays) {
  for (const int day : {27, 28}) {
    SCOPED_TRACE(day);
    Diary diary;
    diary.screen(on_day(0));
    diary.add(on_day(0), PlanAdapted{"a rule", "regress", {}});
    for (int before = 8; before < 15; ++before) {
      say_average(diary, before, 0);
    }
    for (int recent = 18; recent < 22; ++recent) {
      say_average(diary, recent, 2);
    }
    EXPECT_EQ(times(diary, "E3"), 1);
    for (int recent = day - 3; recent <= day; ++recent) {
      say_average(diary, recent, 5);
    }
    EXPECT_EQ(times(diary, "E3"), day == 28 ? 2 : 1);
  }
}

/// Watched doubly, two logged days of seven are enough.
TEST(Escalation, E3AfterE10) {
  Diary diary;
  diary.screen(on_day(0));
  diary.add(on_day(0), PlanAdapted{"a rule", "regress", {}});
  say_average(diary, 5, 3);
  for (int i = 0; i < 3; ++i) {
    diary.stop(on_day(19), "bridge", "RED");
  }
  say_average(diary, 20, 5);
  EXPECT_EQ(times(diary, "E3"), 0);
  say_average(diary, 21, 5);
  EXPECT_EQ(times(diary, "E3"), 1);
}

/// From the day on which E10 fires, not only from the next.
TEST(Escalation, E3OnTheDayOfE10) {
  Diary diary;
  diary.screen(on_day(0));
  diary.add(on_day(0), PlanAdapted{"a rule", "regress", {}});
  say_average(diary, 5, 3);
  say_average(diary, 20, 5);
  for (int i = 0; i < 3; ++i) {
    diary.stop(on_day(21), "bridge", "RED");
  }
  EXPECT_EQ(times(diary, "E10"), 1);
  say_average(diary, 21, 5);
  EXPECT_EQ(times(diary, "E3"), 1);
}

TEST(Escalation, BrokenNightsInAWeekNewly) {
  struct Case {
    std::string_view name;
    std::vector<int> nights;
    int fires;
  };
  const std::vector<Case> cases = {
      {"within seven days", {9, 12, 15}, 1},
      {"within eight", {8, 12, 15}, 0},
      {"one in the week before", {2, 9, 12, 15}, 0},
      {"one at its end", {1, 8, 9, 10, 15}, 0},
      {"one before that week", {1, 9, 12, 15}, 1},
      {"once for one spell", {9, 10, 11, 12, 13, 14, 15}, 1},
      {"again after a good week", {1, 2, 3, 17, 18, 19}, 2},
  };
  for (const auto& [name, nights, fires] : cases) {
    SCOPED_TRACE(name);
    Diary diary;
    diary.screen(on_day(0));
    for (const int night : nights) {
      say_bad_night(diary, night);
    }
    EXPECT_EQ(times(diary, "E9"), fires);
  }
}

}  // namespace
}  // namespace lissom
