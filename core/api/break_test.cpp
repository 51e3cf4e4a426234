#include <gtest/gtest.h>

#include "core/api/api_fixture.h"

namespace lissom {
namespace {

constexpr std::int64_t minute_ms = 60'000;

/// Somebody who works from 9 to 17 from Monday to Friday and wants four breaks; now is a Tuesday,
/// 20:05.
fixture::Someone at_a_desk() {
  fixture::Someone someone;
  (void)someone.get(fixture::screening(""));
  (void)someone.get(
      R"({"do":"profile","set":{"break_min":2,"breaks_per_day":4,"work_from":"09:00",)"
      R"("work_to":"17:00","work_days":["Mon","Tue","Wed","Thu","Fri"]}})");
  return someone;
}

Json next(fixture::Someone& someone, std::int64_t since_ms, const std::string& more = "") {
  return someone.get(R"({"do":"next_break","since_ms":)" + std::to_string(since_ms) + more + "}");
}

std::string local(const Json& view) {
  return view["at_ms"].is_null() ? "never" : to_rfc3339({view["at_ms"].get<std::int64_t>()}, 120);
}

TEST(NextBreak, AfterWorkItIsTomorrowAnIntervalAfterWorkBegins) {
  fixture::Someone someone = at_a_desk();
  const Json view = next(someone, someone.moment().now.ms);
  EXPECT_EQ(local(view), "2026-11-25T09:45:00+02:00");
  EXPECT_EQ(view["due"], false);
  EXPECT_EQ(local(next(someone, someone.moment().now.ms, R"(,"interval_min":20)")),
            "2026-11-25T09:20:00+02:00");
}

TEST(NextBreak, AtWorkItIsAnIntervalAfterTheLast) {
  fixture::Someone someone = at_a_desk();
  someone.wait_days(1);
  const std::int64_t at_eleven = parse_rfc3339("2026-11-26T11:00+02:00")->at.ms;
  EXPECT_EQ(local(next(someone, at_eleven)), "2026-11-26T11:45:00+02:00");
  EXPECT_EQ(local(next(someone, at_eleven, R"(,"snoozed":1)")), "2026-11-26T11:10:00+02:00");
}

TEST(NextBreak, NotInTheEveningAndNotAtTheWeekend) {
  fixture::Someone someone = at_a_desk();
  const std::int64_t friday_late = parse_rfc3339("2026-11-27T16:30+02:00")->at.ms;
  EXPECT_EQ(local(next(someone, friday_late)), "2026-11-30T09:45:00+02:00");
}

TEST(NextBreak, OneThatWasDueUnseenIsDueNow) {
  fixture::Someone someone = at_a_desk();
  const Json late = next(someone, someone.moment().now.ms - 600 * minute_ms);
  EXPECT_EQ(local(late), "2026-11-25T09:45:00+02:00") << "it is evening";
  (void)someone.get(R"({"do":"profile","set":{"work_to":"22:00"}})");
  const Json now = next(someone, someone.moment().now.ms - 600 * minute_ms);
  EXPECT_EQ(now["due"], true);
  EXPECT_EQ(now["at_ms"], someone.moment().now.ms);
}

TEST(NextBreak, NobodyWhoWantsNoneIsReminded) {
  fixture::Someone someone;
  (void)someone.get(fixture::screening(""));
  const Json view = next(someone, someone.moment().now.ms);
  EXPECT_EQ(view["planned"], false);
  EXPECT_EQ(local(view), "never");
}

TEST(NextBreak, NothingAfterAStop) {
  fixture::Someone someone = at_a_desk();
  (void)someone.get(fixture::screening(R"("CES_BLADDER":"yes",)"), 3);
  (void)someone.get(R"({"do":"next_break","since_ms":1})", 3);
}

TEST(NextBreak, SaysWhatIsWrong) {
  fixture::Someone someone = at_a_desk();
  someone.expect_fault(R"({"do":"next_break"})", "request.since_ms: ");
  someone.expect_fault(R"({"do":"next_break","since_ms":1,"interval_min":5})",
                       "request.interval_min: ");
  someone.expect_fault(R"({"do":"next_break","since_ms":1,"ignored":-1})", "request.ignored: ");
}

TEST(NextBreak, MayBePutOffTwice) {
  fixture::Someone someone = at_a_desk();
  const std::int64_t now = someone.moment().now.ms;
  EXPECT_EQ(next(someone, now)["may_snooze"], true);
  EXPECT_EQ(next(someone, now, R"(,"snoozed":1)")["may_snooze"], true);
  EXPECT_EQ(next(someone, now, R"(,"snoozed":2)")["may_snooze"], false);
}

TEST(NextBreak, AfterThreeWithoutAnAnswerTheNextComesLaterThatDay) {
  fixture::Someone someone = at_a_desk();
  someone.wait_days(1);
  (void)someone.get(R"({"do":"profile","set":{"work_from":"17:00","work_to":"23:50"}})");
  const std::int64_t now = parse_rfc3339("2026-11-25T20:05+02:00")->at.ms;
  EXPECT_EQ(local(next(someone, now, R"(,"ignored":2)")), "2026-11-25T20:50:00+02:00");
  const Json third = next(someone, now, R"(,"ignored":3)");
  EXPECT_EQ(local(third), "2026-11-25T21:13:00+02:00") << "45 minutes and half of them";
  EXPECT_EQ(third["interval_min"], 68);
  EXPECT_EQ(third["ignored"], 3);
  EXPECT_EQ(local(next(someone, now, R"(,"ignored":3,"snoozed":1)")), "2026-11-25T20:15:00+02:00");
  someone.wait_days(1);
  const Json tomorrow = next(someone, now, R"(,"ignored":3)");
  EXPECT_EQ(tomorrow["ignored"], 0) << "what was yesterday does not count";
  EXPECT_EQ(tomorrow["interval_min"], 45);
}

TEST(NextBreak, StandingUpAndWalkingIsABreak) {
  fixture::Someone someone = at_a_desk();
  someone.wait_days(1);
  (void)someone.get(R"({"do":"profile","set":{"breaks_per_day":2,"work_to":"22:00"}})");
  const std::int64_t now = parse_rfc3339("2026-11-25T20:05+02:00")->at.ms;
  const Json first = someone.get(R"({"do":"log_break"})");
  EXPECT_EQ(first["done"], 1);
  EXPECT_EQ(first["of"], 2);
  EXPECT_EQ(local(next(someone, now)), "2026-11-25T20:50:00+02:00");
  (void)someone.get(R"({"do":"log_break"})");
  EXPECT_EQ(local(next(someone, now)), "2026-11-26T09:45:00+02:00") << "enough for today";
  int done = 0;
  const Json today = someone.get(R"({"do":"today"})");
  for (const Json& slot : today["slots"]) {
    done += slot["slot"] == "break" ? slot["done"].get<int>() : 0;
  }
  EXPECT_EQ(done, 2);
  const Json progress = someone.get(R"({"do":"progress"})");
  for (const Json& slot : progress["week"]["slots"]) {
    done -= slot["slot"] == "break" ? slot["done"].get<int>() : 0;
  }
  EXPECT_EQ(done, 0) << "the week counts them too";
}

TEST(NextBreak, AsksAfterAWeekInWhichFewWereTaken) {
  fixture::Someone someone = at_a_desk();
  const std::string since = R"(,"asked_ms":)" + std::to_string(someone.moment().now.ms);
  const auto ask = [&] { return next(someone, someone.moment().now.ms, since)["ask"]; };
  someone.wait_days(6);
  EXPECT_TRUE(ask().is_null()) << "not a week yet";
  someone.wait_days(1);
  // Five days of work with four breaks each.
  EXPECT_EQ(ask()["taken"], 0);
  EXPECT_EQ(ask()["of"], 20);
  EXPECT_TRUE(next(someone, someone.moment().now.ms)["ask"].is_null()) << "nobody is to be asked";
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(ask()["taken"], 0) << "today is not over";
    (void)someone.get(R"({"do":"log_break"})");
  }
  someone.wait_days(1);
  EXPECT_TRUE(ask().is_null()) << "a quarter is enough";
}

}  // namespace
}  // namespace lissom
