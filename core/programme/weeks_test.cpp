// The eight weeks as a whole.

#include "core/programme/weeks.h"

#include <gtest/gtest.h>

#include "core/programme/ladder_fixture.h"

namespace lissom {
namespace {

using fixture::catalogue;
using fixture::day_of;
using fixture::Programme;

std::string words(const std::vector<ProgrammeWeek>& weeks) {
  std::string text;
  for (const ProgrammeWeek& week : weeks) {
    const char* const when = week.when == When::past ? "" : week.when == When::now ? "now " : "? ";
    text += std::to_string(week.week) + " " + when + week.level +
            (week.step.empty() ? "" : " " + week.step) + ", ";
  }
  return text;
}

std::string weeks_on(const Programme& programme, int day, int week) {
  return words(programme_weeks(programme.diary.state(), catalogue(), day_of(day), week));
}

TEST(ProgrammeWeeks, AtTheBeginningAllLiesAhead) {
  Programme programme;
  programme.plan(0, 1, "L1");
  // L1 lasts 7 days at least, L2 10 and L3 14; one thing is raised a week.
  EXPECT_EQ(weeks_on(programme, 0, 1),
            "1 now L1, 2 ? L2 sessions, 3 ? L2 reps, 4 ? L2 hold, 5 ? L3 sessions, 6 ? L3 hold, "
            "7 ? L3 variant, 8 ? L4 reps, ");
}

TEST(ProgrammeWeeks, WhatWasIsToldAsItWas) {
  Programme programme;
  programme.good_week(0, 1, "L1");
  programme.good_week(7, 2, "L2", "sessions");
  programme.plan(21, 4, "L2", "reps");
  programme.plan(23, 4, "L1");  // a step back in the middle of the week
  EXPECT_EQ(
      weeks_on(programme, 23, 4),
      "1 L1, 2 L2 sessions, 3 , 4 now L1, 5 ? L1, 6 ? L2 sessions, 7 ? L2 reps, 8 ? L2 hold, ");
}

TEST(ProgrammeWeeks, AStayOnALevelIsKept) {
  Programme programme;
  programme.plan(0, 1, "L1");
  programme.plan(4, 1, "L2", "hold");
  // Day 7 is three days after that level began, day 14 is ten.
  EXPECT_TRUE(
      weeks_on(programme, 4, 1).starts_with("1 now L2 hold, 2 ? L2 hold, 3 ? L3 sessions, "));
}

TEST(ProgrammeWeeks, AfterTheLastTheyAreKeptUp) {
  Programme programme;
  for (int week = 1; week <= 8; ++week) {
    programme.plan(7 * (week - 1), week, "L1");
  }
  programme.plan(56, 9, "M");
  EXPECT_EQ(weeks_on(programme, 70, 11), "1 L1, 2 L1, 3 L1, 4 L1, 5 L1, 6 L1, 7 L1, 8 L1, ");
}

TEST(ProgrammeWeeks, TheArticleHasItsOwn) {
  Programme programme;
  programme.plan(0, 1, "L1");
  programme.diary.add(fixture::on_day(0), PreferenceSet{"calendar", "article"});
  EXPECT_EQ(weeks_on(programme, 0, 1),
            "1 now L1, 2 ? L1, 3 ? L2, 4 ? L2, 5 ? L3, 6 ? L3, 7 ? L4, 8 ? L4, ");
}

}  // namespace
}  // namespace lissom
