// A clock that was wrong: what was written under it keeps nobody out, and loses nothing.

#include <gtest/gtest.h>

#include "core/api/api_fixture.h"

namespace lissom {
namespace {

using fixture::screening;
using fixture::Someone;
using fixture::start_core;

constexpr const char* look = R"({"do":"redate"})";
constexpr const char* redate_all = R"({"do":"redate","confirm":true})";
constexpr const char* today = R"({"do":"today"})";

/// Somebody whose clock was this far ahead from the beginning, and is right now.
Someone ahead_by(int days) {
  Someone someone;
  someone.wait_days(days);
  someone.get(screening(""));
  const Json session = someone.get(start_core);
  someone.get(
      to_bytes({{"do", "step"}, {"session", session["session"]}, {"step", 0}, {"held_s", 20}}));
  someone.get(to_bytes({{"do", "end"}, {"session", session["session"]}, {"how", "quit"}}));
  someone.wait_days(-days);
  return someone;
}

constexpr const char* strong_day = R"({"do":"log_pain","average":6})";

/// The day after so many days of a lot of pain that one more asks for a clinician first.
Someone after_strong_days() {
  Someone someone;
  someone.get(screening(""));
  const int days = embedded_catalogue().number("modifiers.intensity.severe_days");
  for (int day = 0; day < days; ++day) {
    someone.get(strong_day);
    someone.wait_days(1);
  }
  return someone;
}

TEST(Clock, NothingIsAnsweredUntilItIsSaidWhichOfTheTwoIsWrong) {
  Someone someone = ahead_by(100);
  const std::size_t before = someone.journal().events.size();
  someone.expect_fault(today, "the clock says 2026-11-24T20:05");
  const Json said = someone.get(look);
  EXPECT_EQ(said["entries"], before);
  EXPECT_EQ(someone.journal().events.size(), before) << "asking moves nothing";
  someone.expect_fault(today, "the clock says");
  someone.expect_fault(R"({"do":"redate","confirm":"yes"})", "request.confirm");
  someone.expect_fault(R"({"do":"redate","sure":true})", "request: the key \"sure\"");
}

TEST(Clock, MovedEntriesCountAsWrittenNow) {
  Someone someone = ahead_by(100);
  const std::size_t before = someone.journal().events.size();
  EXPECT_EQ(someone.get(redate_all)["entries"], before);
  EXPECT_EQ(someone.journal().events.size(), before + 1);
  const Json view = someone.get(today);
  EXPECT_EQ(view["day"], "2026-11-24");
  for (const Event& event : someone.journal().events) {
    EXPECT_LE(event.at, someone.moment().now);
    if (const auto* started = std::get_if<SessionStarted>(&event.body)) {
      EXPECT_EQ(started->day, "2026-11-24");
    }
    if (const auto* plan = std::get_if<PlanAdopted>(&event.body)) {
      EXPECT_EQ(plan->first_day, "2026-11-24");
    }
  }
  EXPECT_EQ(someone.get(look)["entries"], 0);
  EXPECT_EQ(someone.get(redate_all)["entries"], 0);
}

TEST(Clock, WhatClosedTheProgrammeStaysClosed) {
  Someone someone;
  someone.get(screening(""));
  someone.wait_days(400);
  someone.get(R"({"do":"log_pain","now":9})", 3);
  someone.wait_days(-399);
  someone.expect_fault(today, "the clock says");
  someone.get(redate_all);
  someone.get(start_core, 3);
}

TEST(Clock, WhatARuleSaysOfWhatWasMovedIsWrittenWithIt) {
  Someone someone = after_strong_days();
  someone.wait_days(100);
  someone.get(strong_day);
  someone.wait_days(-100);
  someone.get(redate_all);
  const auto* fired = std::get_if<PlanAdapted>(&someone.journal().events.back().body);
  ASSERT_NE(fired, nullptr);
  EXPECT_EQ(fired->rule, "pain.lasting");
  someone.get(today, 3);
}

TEST(Clock, AStopKeepsItsForceWhereItsRuleFindsNoReasonAnyMore) {
  Someone someone = after_strong_days();
  // It is still the day before: the clock lies one day ahead and makes one more of them.
  someone.get(strong_day, 3);
  someone.wait_days(-1);
  EXPECT_EQ(someone.get(redate_all)["entries"], 2);
  someone.get(today, 3);
}

TEST(Clock, APlanMovesByWholeWeeksAndItsDaysWithIt) {
  Someone someone;
  someone.get(screening(""));
  someone.get(today);
  const auto plan = [&] { return *fold(someone.journal(), embedded_catalogue()).plan; };
  someone.wait_days(9);
  someone.get(today);
  const auto ahead = parse_day(plan().first_day);
  someone.wait_days(-9);
  someone.get(redate_all);
  const Day day = local_day(someone.moment().now, someone.moment().utc_offset_min);
  const PlanAdopted moved = plan();
  const auto first = parse_day(moved.first_day);
  ASSERT_TRUE(ahead && first);
  EXPECT_EQ((*ahead - *first) % 7, 0);
  EXPECT_LE(*first, day);
  EXPECT_GT(*first + 7, day);
  for (const std::string& text : moved.slots.front().days) {
    const auto one = parse_day(text);
    ASSERT_TRUE(one);
    EXPECT_TRUE(*one >= *first && *one < *first + 7) << text;
  }
}

TEST(Clock, WhatWasMovedCanBeMovedAgain) {
  Someone someone = ahead_by(100);
  someone.get(redate_all);
  someone.get(today);
  someone.wait_days(-10);
  someone.expect_fault(today, "the clock says 2026-11-14");
  someone.get(redate_all);
  EXPECT_EQ(someone.get(today)["day"], "2026-11-14");
  for (const Event& event : someone.journal().events) {
    EXPECT_LE(event.at, someone.moment().now);
  }
}

TEST(Clock, WhatWasWrittenUnderARightClockStaysWhereItIs) {
  Someone someone;
  someone.get(screening(""));
  someone.wait_days(2);
  const Instant before = someone.journal().events.back().at;
  someone.wait_days(30);
  someone.get(R"({"do":"log_pain","now":2})");
  someone.get(R"({"do":"log_pain","now":1})");
  someone.wait_days(-31);
  EXPECT_EQ(someone.get(redate_all)["entries"], 2);
  EXPECT_EQ(someone.get(R"({"do":"progress"})")["pain"].size(), 2U);
  for (const Event& event : someone.journal().events) {
    EXPECT_EQ(event.moved_ms > 0,
              event.at > before && std::holds_alternative<PainReported>(event.body));
  }
}

}  // namespace
}  // namespace lissom
