// The rules that watch the days: E3 to E5, E9, E10 and the morning after, from a diary to what
// fires.

#include "core/programme/escalation.h"

#include <string>
#include <string_view>
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

TEST(Escalation, Median) {
  EXPECT_EQ(twice_median({3}), 6);
  EXPECT_EQ(twice_median({1, 4}), 5);
  EXPECT_EQ(twice_median({9, 1, 2}), 4);
}

}  // namespace
}  // namespace lissom
