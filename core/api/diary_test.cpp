// Paper comes back: codes, what may be copied, and what follows from it.

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "core/api/api_fixture.h"
#include "core/programme/mode.h"
#include "core/programme/state.h"

namespace lissom {
namespace {

using fixture::screening;
using fixture::Someone;

/// Somebody with a plan of this week, and its diary.
struct Printed {
  Someone someone;
  Json diary;

  Printed() {
    (void)someone.get(screening(""));
    (void)someone.get(R"({"do":"profile","set":{"core_min":12,"break_min":3,"breaks_per_day":2}})");
    diary = someone.get(R"({"do":"handout","slot":"all"})")["diary"];
  }

  /// The n-th row of a slot.
  [[nodiscard]] Json row(const std::string& slot, int n = 0) const {
    for (const Json& one : diary["rows"]) {
      if (one["slot"] == slot && n-- == 0) {
        return one;
      }
    }
    return Json();
  }
  [[nodiscard]] std::string code(const std::string& slot, int n = 0) const {
    return row(slot, n)["code"].get<std::string>();
  }
  /// `{"code":"…",…}` for `log_paper`.
  [[nodiscard]] std::string filled(const std::string& slot, int n, const std::string& what) const {
    return R"({"code":")" + code(slot, n) + "\"" + (what.empty() ? "" : ",") + what + "}";
  }
  [[nodiscard]] State state() const { return fold(someone.journal(), embedded_catalogue()); }
};

std::string log(const std::string& rows) {
  return R"({"do":"log_paper","rows":[)" + rows + "]}";
}

TEST(Diary, HasARowForEachSessionAndCodesThatDiffer) {
  const Printed printed;
  std::set<std::string> codes = {printed.diary["code"].get<std::string>()};
  for (const Json& row : printed.diary["rows"]) {
    EXPECT_TRUE(codes.insert(row["code"].get<std::string>()).second);
  }
  EXPECT_EQ(printed.row("core", 2)["slot"], "core");
  EXPECT_TRUE(printed.row("core", 3).is_null()) << "three main sessions a week";
  EXPECT_EQ(printed.row("break")["times"], 2);
  EXPECT_EQ(printed.row("break")["numbers"], false);
}

TEST(Diary, RowsKeepTheirCodesWhateverIsPrinted) {
  Printed printed;
  const Json core = printed.someone.get(R"({"do":"handout","slot":"core"})")["diary"];
  ASSERT_EQ(core["rows"].size(), 3U);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(core["rows"][static_cast<std::size_t>(i)]["code"], printed.code("core", i));
  }
  EXPECT_EQ(core["code"], printed.diary["code"]);
}

TEST(Diary, AWeekIsCopied) {
  Printed printed;
  printed.someone.wait_days(6);
  const Json view = printed.someone.get(
      log(printed.filled("core", 0, R"("times":1,"before":4,"after":3,"morning":4)") + "," +
          printed.filled("core", 1, R"("times":1,"before":3,"after":2)") + "," +
          printed.filled("break", 0, R"("times":2)")));
  EXPECT_EQ(view["say"][0], "Noted from paper: 4 sessions and 5 numbers.");
  const State state = printed.state();
  ASSERT_EQ(state.sessions.size(), 4U);
  for (std::size_t i = 1; i < state.sessions.size(); ++i) {
    EXPECT_LE(state.sessions[i - 1].day, state.sessions[i].day);
  }
  EXPECT_TRUE(state.sessions[0].is_from_paper);
  EXPECT_EQ(to_iso(state.sessions[0].day), printed.row("core")["day"]);
  ASSERT_EQ(state.mornings.size(), 1U);
  EXPECT_EQ(state.mornings[0].response, DayAfter::settled);
  EXPECT_EQ(state.mornings[0].day, state.sessions[0].day + 1);
  const Json progress = printed.someone.get(R"({"do":"progress"})");
  EXPECT_EQ(progress["week"]["done"], 2) << "a tick counts like a guided session";
  EXPECT_EQ(progress["week"]["credit_pct"], 200);
  EXPECT_EQ(progress["pain"][0]["day"], printed.row("core")["day"]) << "on the day it was";
  const Json again =
      printed.someone.get(R"({"do":"diary","code":)" + to_bytes(printed.diary["code"]) + "}");
  EXPECT_EQ(again["rows"][0]["copied"], true);
  EXPECT_EQ(again["rows"][0]["morning_copied"], true);
  const Json replay = printed.someone.get(R"({"do":"replay"})");
  EXPECT_TRUE(replay["differs"].empty()) << to_bytes(replay);
}

TEST(Diary, NothingIsCopiedTwice) {
  Printed printed;
  printed.someone.wait_days(2);
  const std::string row = printed.filled("core", 0, R"("times":1,"before":4)");
  (void)printed.someone.get(log(row));
  printed.someone.expect_fault(
      log(row), "request.rows[0]: " + printed.code("core") + ", Tue 2026-11-24, was copied before");
  // What was not there yet may follow, once.
  const std::string morning = printed.filled("core", 0, R"("morning":4)");
  (void)printed.someone.get(log(morning));
  printed.someone.expect_fault(log(morning), "request.rows[0]: ");
  const std::string other = printed.filled("core", 1, R"("before":4)");
  printed.someone.expect_fault(log(other + "," + other), "request.rows[1]: ");
}

TEST(Diary, WhatIsTakenBackMayBeCopiedAgain) {
  Printed printed;
  printed.someone.wait_days(2);
  const std::string row = printed.filled("core", 0, R"("times":0,"before":4)");
  (void)printed.someone.get(log(row));
  const std::string id = to_string(printed.someone.journal().events.back().id);
  (void)printed.someone.get(R"({"do":"correct","event":")" + id + R"("})");
  (void)printed.someone.get(log(row));
}

TEST(Diary, NeitherTheFutureNorWhatWasBeforeThePlan) {
  Printed printed;
  printed.someone.expect_fault(log(printed.filled("core", 1, R"("times":1)")), "request.rows[0]: ");
  printed.someone.expect_fault(log(printed.filled("core", 0, R"("morning":3)")),
                               "request.rows[0]: " + printed.code("core") +
                                   ", Tue 2026-11-24, the morning after has not come yet");
  // A plan made anew on its third day: its first days are past, and were another sheet's.
  printed.someone.wait_days(2);
  const Json anew = printed.someone.get(R"({"do":"plan","anew":true})");
  ASSERT_TRUE(anew["adopted"].get<bool>());
  const Json diary = printed.someone.get(R"({"do":"handout","slot":"all"})")["diary"];
  EXPECT_NE(diary["code"], printed.diary["code"]);
  const auto first = diary["rows"][0];
  EXPECT_EQ(first["open"], false);
  printed.someone.expect_fault(log(R"({"code":)" + to_bytes(first["code"]) + R"(,"times":1})"),
                               "request.rows[0]: ");
  // The old sheet still has its day.
  (void)printed.someone.get(log(printed.filled("core", 0, R"("times":1)")));
}

TEST(Diary, BadRowsAreOneLineAndStoreNothing) {
  Printed printed;
  printed.someone.wait_days(6);
  const std::string good = printed.filled("core", 0, R"("times":1)");
  for (const auto& [rows, says] : std::vector<std::pair<std::string, std::string>>{
           {good + R"(,{"code":"12345678","times":1})", "request.rows[1].code: a digit is wrong"},
           {good + R"(,{"code":"00000000","times":1})", "request.rows[1].code: no plan"},
           {good + R"(,{"code":")" + printed.diary["code"].get<std::string>() + R"(","times":1})",
            "request.rows[1].code: "},
           {good + "," + printed.filled("core", 1, R"("times":2)"), "request.rows[1]: "},
           {good + "," + printed.filled("core", 1, R"("before":11)"), "request.rows[1].before: "},
           {good + "," + printed.filled("core", 1, R"("after":3)"), "request.rows[1]: "},
           {good + "," + printed.filled("core", 1, ""), "request.rows[1]: "},
           {good + "," + printed.filled("break", 0, R"("times":1,"before":3)"),
            "request.rows[1]: "},
           {good + "," + printed.filled("core", 1, R"("pain":3)"), "request.rows[1]"},
           {good + ",7", "request.rows[1]: expected an object"},
           {"", "request.rows"}}) {
    printed.someone.expect_fault(log(rows), says);
  }
  printed.someone.expect_fault(R"({"do":"log_paper"})", "request.rows");
  printed.someone.expect_fault(R"({"do":"diary","code":"123"})", "request.code: ");
  EXPECT_EQ(printed.state().sessions.size(), 0U);
}

TEST(Diary, WhatTheAppHasIsNotCountedAgain) {
  Printed printed;
  const Json session = printed.someone.get(
      R"({"do":"start","slot":"core","answers":{"CHECK_NERVE":"no","CHECK_BLADDER":"no",)"
      R"("CHECK_UNWELL":"no","CHECK_PAIN":3}})");
  const auto id = session["session"].get<std::string>();
  (void)printed.someone.get(R"({"do":"step","session":")" + id + R"(","step":0,"held_s":15})");
  (void)printed.someone.get(R"({"do":"end","session":")" + id + R"(","how":"completed"})");
  printed.someone.expect_fault(log(printed.filled("core", 0, R"("times":1)")), "request.rows[0]: ");
  printed.someone.wait_days(1);
  (void)printed.someone.get(log(printed.filled("core", 0, R"("morning":3)")));
  EXPECT_EQ(printed.state().mornings.size(), 1U) << "the morning after it counts all the same";
}

// ---- what follows from it

TEST(Diary, StrongPainOnPaperClosesTheProgramme) {
  Printed printed;
  printed.someone.wait_days(4);
  const Json view =
      printed.someone.get(log(printed.filled("core", 0, R"("times":1,"before":9)")), 3);
  EXPECT_EQ(view["refused"]["why"], "stopped");
  EXPECT_EQ(printed.state().sessions.size(), 1U) << "it is stored all the same";
  (void)printed.someone.get(R"({"do":"today"})", 3);
}

/// Rules that read days in a row fire as if it had been told day by day, in whatever order it is
/// copied.
TEST(Diary, StrongDaysInARowFireAsIfTheyHadBeenTold) {
  const int days = embedded_catalogue().number("escalation.E4.days");
  ASSERT_LE(days, 7);
  for (const bool is_backwards : {false, true}) {
    Someone someone;
    (void)someone.get(screening(""));
    (void)someone.get(R"({"do":"profile","set":{"core_min":8,"morning_min":5,"session_days":)"
                      R"(["Mon","Tue","Wed","Thu","Fri","Sat","Sun"]}})");
    Json diary = someone.get(R"({"do":"handout","slot":"all"})")["diary"];
    someone.wait_days(7);
    std::vector<std::string> rows;
    std::set<std::string> seen;
    const int pain = embedded_catalogue().number("escalation.E4.pain_min");
    for (const Json& row : diary["rows"]) {
      if (row["numbers"] == true && seen.insert(row["day"].get<std::string>()).second) {
        rows.push_back(R"({"code":)" + to_bytes(row["code"]) + R"(,"before":)" +
                       std::to_string(pain) + R"(,"morning":)" + std::to_string(pain) + "}");
      }
    }
    if (is_backwards) {
      std::reverse(rows.begin(), rows.end());
    }
    std::string all;
    for (const std::string& row : rows) {
      all += (all.empty() ? "" : ",") + row;
    }
    const Json view = someone.get(log(all), 3);
    EXPECT_EQ(view["refused"]["why"], "stopped");
    const State state = fold(someone.journal(), embedded_catalogue());
    EXPECT_NE(last_change(state, "clinician_first"), nullptr);
    const Json replay = someone.get(R"({"do":"replay"})");
    EXPECT_TRUE(replay["differs"].empty()) << to_bytes(replay);
  }
}

TEST(Diary, OldPainIsNotPainNow) {
  Printed printed;
  printed.someone.wait_days(5);
  (void)printed.someone.get(R"({"do":"log_pain","now":2})");
  (void)printed.someone.get(log(printed.filled("core", 0, R"("times":1,"before":6,"after":6)")));
  EXPECT_EQ(pain_now(printed.state()), 2);
  EXPECT_EQ(printed.someone.get(R"({"do":"today"})")["mode"], "normal");
}

TEST(Diary, AnOldSessionDoesNotHideAGap) {
  Printed printed;
  printed.someone.wait_days(6);
  (void)printed.someone.get(log(printed.filled("core", 0, R"("times":1)")));
  const State state = printed.state();
  EXPECT_EQ(local_day(state.last_session_at, printed.someone.moment().utc_offset_min),
            state.sessions[0].day);
}

}  // namespace
}  // namespace lissom
