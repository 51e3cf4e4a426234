// What range tests mean for the plan: goals and plateaus.

#include "core/programme/range_goals.h"

#include <gtest/gtest.h>

#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::catalogue;
using fixture::Diary;
using fixture::on_day;

void measure(Diary& diary, int day, const std::string& test, const std::string& side, int tenths,
             const std::string& method = "phone") {
  diary.add(on_day(day), RangeMeasured{test, side, {tenths, tenths, tenths}, method});
}

Diary diary_at(int age) {
  Diary diary;
  diary.screen(on_day(0), fixture::answered(age, {}));
  return diary;
}

std::set<std::string> goals_at(int age, int left, int right) {
  Diary diary = diary_at(age);
  measure(diary, 1, "T_IR_SIT", "left", left);
  measure(diary, 1, "T_IR_SIT", "right", right);
  return needs_at_goal(diary.state(), catalogue());
}

using Needs = std::set<std::string>;

/// The reference of turning the hip inward is 37.9 degrees from 20 to 60 years.
TEST(RangeGoals, AtTheReferenceAndAlikeOnBothSides) {
  EXPECT_EQ(goals_at(40, 379, 379), Needs{"piriformis"});
  EXPECT_EQ(goals_at(40, 378, 379), Needs{});
  EXPECT_EQ(goals_at(40, 379, 428), Needs{"piriformis"});
  EXPECT_EQ(goals_at(40, 379, 429), Needs{});
  // Nobody is measured against the numbers of others.
  EXPECT_EQ(goals_at(75, 450, 450), Needs{});
}

TEST(RangeGoals, OneSideSaysNothing) {
  Diary diary = diary_at(40);
  measure(diary, 1, "T_IR_SIT", "left", 400);
  EXPECT_EQ(needs_at_goal(diary.state(), catalogue()), Needs{});
}

/// 17.8 degrees short of straight for men and 13.4 for women: as nobody is asked, the stricter one.
TEST(RangeGoals, ReferencesOfAllCount) {
  for (const auto& [tenths, reached] : {std::pair(134, true), std::pair(135, false)}) {
    Diary diary = diary_at(20);
    measure(diary, 1, "T_AKE", "left", tenths);
    measure(diary, 1, "T_AKE", "right", tenths);
    EXPECT_EQ(needs_at_goal(diary.state(), catalogue()).contains("hamstrings"), reached) << tenths;
  }
}

TEST(RangeGoals, OneTestOfANeedThatIsNotThereYetDecides) {
  Diary diary = diary_at(40);
  for (const char* side : {"left", "right"}) {
    measure(diary, 1, "T_IR_SIT", side, 400);
    measure(diary, 1, "T_PRONE_IR", side, 300);
  }
  EXPECT_EQ(needs_at_goal(diary.state(), catalogue()), Needs{});
}

std::vector<Plateau> plateaus_after(int days, int gain_left, int gain_right, int today) {
  Diary diary = diary_at(40);
  // Short of straight: less is better.
  measure(diary, 0, "T_AKE", "left", 400);
  measure(diary, 0, "T_AKE", "right", 420);
  measure(diary, days, "T_AKE", "left", 400 - gain_left);
  measure(diary, days, "T_AKE", "right", 420 - gain_right);
  return plateaus(diary.state(), catalogue(), local_day(on_day(today), 0));
}

/// The measuring error of the test is 10 degrees.
TEST(RangeGoals, PlateauIsNoGainBeyondTheErrorInThreeWeeks) {
  const auto found = plateaus_after(21, 100, 50, 22);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].test, "T_AKE");
  EXPECT_EQ(found[0].need, "hamstrings");
  EXPECT_EQ(found[0].gain_tenths, 100);
  EXPECT_EQ(found[0].mdc_tenths, 100);
  EXPECT_TRUE(plateaus_after(21, 101, 0, 22).empty());
  EXPECT_TRUE(plateaus_after(20, 0, 0, 22).empty());
  // An old reading says nothing about now.
  EXPECT_TRUE(plateaus_after(21, 0, 0, 60).empty());
  EXPECT_EQ(plateaus_after(21, -200, -200, 22).size(), 1U);
}

TEST(RangeGoals, AnotherMethodIsAnotherLine) {
  Diary diary = diary_at(40);
  measure(diary, 0, "T_AKE", "left", 400);
  measure(diary, 21, "T_AKE", "left", 400, "goniometer");
  EXPECT_TRUE(plateaus(diary.state(), catalogue(), local_day(on_day(22), 0)).empty());
}

TEST(RangeGoals, EntriesRestForThreeWeeks) {
  Diary diary = diary_at(40);
  diary.add(on_day(0), PlanAdapted{std::string(plateau_rule),
                                   "vary",
                                   {{"test", "T_AKE"},
                                    {std::string(rests_input), "hamstring_chair"},
                                    {std::string(rests_input), "hamstring_step"}}});
  const auto on = [&](int day) {
    return resting_entries(diary.state(), catalogue(), local_day(on_day(day), 0));
  };
  EXPECT_EQ(on(20), (std::set<std::string>{"hamstring_chair", "hamstring_step"}));
  EXPECT_EQ(on(21), std::set<std::string>{});
}

}  // namespace
}  // namespace lissom
