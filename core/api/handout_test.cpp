// What a sheet says, and what the square on it holds: from the plan, behind the gate.

#include <set>

#include <gtest/gtest.h>

#include "core/api/api_fixture.h"
#include "core/api/picture.h"
#include "core/report/plan_code.h"

namespace lissom {
namespace {

using fixture::screening;
using fixture::Someone;

Someone with_plan() {
  Someone someone;
  (void)someone.get(screening(""));
  (void)someone.get(R"({"do":"profile","set":{"core_min":20,"morning_min":8,"break_min":3,)"
                    R"("breaks_per_day":4,"equipment":["mat","chair","wall","strap","cushion"]}})");
  return someone;
}

TEST(Handout, SaysWhatThePlanSays) {
  Someone someone = with_plan();
  const Json plan = someone.get(R"({"do":"plan"})");
  const Json sheet = someone.get(R"({"do":"handout"})");
  ASSERT_EQ(sheet["slots"].size(), 1U) << "the main session unless said otherwise";
  const Json& session = sheet["slots"][0];
  const Json& planned = plan["slots"][0];
  EXPECT_EQ(session["name"], planned["name"]);
  EXPECT_EQ(session["days"], planned["days"]);
  ASSERT_EQ(session["entries"].size(), planned["entries"].size());
  for (std::size_t i = 0; i < planned["entries"].size(); ++i) {
    const Json& entry = session["entries"][i];
    const Json& of_plan = planned["entries"][i];
    SCOPED_TRACE(to_bytes(of_plan["id"]));
    EXPECT_EQ(entry["id"], of_plan["id"]);
    EXPECT_EQ(entry["name"], of_plan["name"]);
    EXPECT_GE(entry["steps"].size(), 2U);
    EXPECT_LE(entry["steps"].size(), 3U);
    const auto dose = entry["dose"].get<std::string>();
    EXPECT_NE(dose.find(std::to_string(of_plan["reps"].get<int>())), std::string::npos) << dose;
    if (of_plan["hold_s"].get<int>() > 0) {
      EXPECT_NE(dose.find(std::to_string(of_plan["hold_s"].get<int>()) + " s"), std::string::npos);
    }
    EXPECT_NE(dose.find("once a day, 3 days a week"), std::string::npos) << dose;
    EXPECT_TRUE(entry["start"]["svg"].get<std::string>().starts_with("<svg"));
    EXPECT_NE(entry["start"]["svg"], entry["end"]["svg"]);
    EXPECT_FALSE(entry["end"]["description"].get<std::string>().empty());
  }
  EXPECT_EQ(sheet["help"]["signs"].size(), embedded_catalogue().screening.warning_signs.size());
  EXPECT_EQ(sheet["stop_line"], embedded_catalogue().fixed_text("stop-line"));
  EXPECT_EQ(sheet["file"], "lissom-2026-11-24.pdf") << "no word in it that tells what it is about";
  EXPECT_EQ(sheet["week"], plan["week"]);
  EXPECT_EQ(sheet["level"], plan["level"]);
}

TEST(Handout, ChangesNothingOnceThereIsAPlan) {
  Someone someone = with_plan();
  (void)someone.get(R"({"do":"plan"})");
  const std::size_t events = someone.journal().events.size();
  const Json first = someone.get(R"({"do":"handout","initials":"ÄB","slot":"all"})");
  EXPECT_EQ(to_bytes(first),
            to_bytes(someone.get(R"({"do":"handout","initials":"ÄB","slot":"all"})")));
  EXPECT_EQ(someone.journal().events.size(), events) << "initials are printed, not kept";
  EXPECT_EQ(first["initials"], "ÄB");
}

TEST(Handout, SlotsAndWeeks) {
  Someone someone = with_plan();
  const Json all = someone.get(R"({"do":"handout","slot":"all"})");
  EXPECT_EQ(all["slots"].size(), 4U) << "main, morning, and two breaks that alternate";
  const Json breaks = someone.get(R"({"do":"handout","slot":"break"})");
  for (const Json& row : breaks["diary"]["rows"]) {
    EXPECT_EQ(row["slot"], "break");
  }
  someone.expect_fault(R"({"do":"handout","week":2})",
                       "request.week: week 2 has no plan yet; this is week 1");
  someone.expect_fault(R"({"do":"handout","slot":"evening"})", "request.slot");
  someone.expect_fault(R"({"do":"handout","initials":"ABCDEFG"})",
                       "request.initials: expected six letters at most");
  someone.wait_days(7);
  (void)someone.get(R"({"do":"plan"})");
  EXPECT_EQ(someone.get(R"({"do":"handout","week":1})")["week"], 1);
  EXPECT_EQ(someone.get(R"({"do":"handout"})")["week"], 2);
}

TEST(Handout, NothingBeforeTheQuestionsNorAfterAStop) {
  Someone someone;
  for (const char* request : {R"({"do":"handout"})", R"({"do":"handout","ids":["cat_cow"]})",
                              R"({"do":"sheet","code":"LISSOM1"})"}) {
    const Json view = someone.get(request, 3);
    EXPECT_EQ(view["refused"]["why"], "unscreened") << request;
    EXPECT_FALSE(view.contains("slots"));
  }
  Someone later = with_plan();
  const auto code = later.get(R"({"do":"handout"})")["code"].get<std::string>();
  (void)later.get(R"({"do":"log_pain","now":9})", 3);
  for (const std::string& request :
       {std::string(R"({"do":"handout"})"), std::string(R"({"do":"handout","ids":["cat_cow"]})"),
        R"({"do":"sheet","code":")" + code + R"("})"}) {
    const Json view = later.get(request, 3);
    EXPECT_EQ(view["refused"]["why"], "stopped") << request;
    EXPECT_EQ(to_bytes(view).find("svg"), std::string::npos);
  }
}

TEST(Handout, StretchesOfOnesChoice) {
  Someone someone = with_plan();
  const Json sheet = someone.get(R"({"do":"handout","ids":["cat_cow","hamstring_chair"]})");
  ASSERT_EQ(sheet["slots"][0]["entries"].size(), 2U);
  EXPECT_EQ(sheet["slots"][0]["entries"][1]["id"], "hamstring_chair");
  EXPECT_NE(sheet["slots"][0]["entries"][1]["dose"].get<std::string>().find(" to "),
            std::string::npos)
      << "what its file allows";
  EXPECT_FALSE(sheet.contains("code"));
  EXPECT_FALSE(sheet.contains("diary"));
  someone.expect_fault(R"({"do":"handout","ids":["cat_cows"]})", "\"cat_cows\"");
}

TEST(Handout, WhatTheAnswersExcludeIsRefused) {
  Someone someone;
  (void)someone.get(screening(R"("THR":"yes","THR_WEEKS":156,"THR_APPROACH":"unknown",)"));
  int refused = 0;
  for (const auto& [id, exercise] : embedded_catalogue().exercises) {
    const auto outcome = someone.ask(R"({"do":"handout","ids":[")" + id + R"("]})");
    const auto shown = someone.ask(R"({"do":"draw","id":")" + id + R"("})");
    ASSERT_TRUE(outcome.has_value());
    ASSERT_TRUE(shown.has_value());
    EXPECT_EQ(outcome->exit, shown->exit) << id;
    refused += outcome->exit == 3 ? 1 : 0;
  }
  EXPECT_GT(refused, 0);
}

TEST(Handout, ShapesAreThoseOfDraw) {
  Someone someone = with_plan();
  const Json sheet = someone.get(R"({"do":"handout","ids":["cat_cow"],"as":"shapes","bw":true})");
  const Json& entry = sheet["slots"][0]["entries"][0];
  const auto end = drawing_of(entry["end"]);
  ASSERT_TRUE(end.has_value());
  const Json drawn = someone.get(R"({"do":"draw","id":"cat_cow","as":"shapes","theme":"print"})");
  EXPECT_EQ(end->shapes, drawing_of(drawn)->shapes);
}

// ---- the square

TEST(Sheet, IsTheSamePlan) {
  Someone someone = with_plan();
  const Json plan = someone.get(R"({"do":"plan"})");
  const auto code = someone.get(R"({"do":"handout"})")["code"].get<std::string>();
  EXPECT_LT(code.size(), 400U);
  const Json sheet = someone.get(R"({"do":"sheet","code":")" + code + R"("})");
  EXPECT_EQ(sheet["left_out"], 0);
  EXPECT_EQ(sheet["unknown"], 0);
  ASSERT_EQ(sheet["slots"].size(), plan["slots"].size());
  for (std::size_t i = 0; i < plan["slots"].size(); ++i) {
    EXPECT_EQ(sheet["slots"][i]["days"], plan["slots"][i]["days"]);
    ASSERT_EQ(sheet["slots"][i]["entries"].size(), plan["slots"][i]["entries"].size());
    for (std::size_t j = 0; j < plan["slots"][i]["entries"].size(); ++j) {
      for (const char* key : {"id", "name", "hold_s", "reps", "sets"}) {
        EXPECT_EQ(sheet["slots"][i]["entries"][j][key], plan["slots"][i]["entries"][j][key]);
      }
    }
  }
}

TEST(Sheet, SomebodyElseSeesOnlyWhatTheirAnswersAllow) {
  Someone giver = with_plan();
  const auto code = giver.get(R"({"do":"handout","slot":"all"})")["code"].get<std::string>();
  Someone reader;
  (void)reader.get(screening(R"("THR":"yes","THR_WEEKS":156,"THR_APPROACH":"unknown",)"));
  const Json sheet = reader.get(R"({"do":"sheet","code":")" + code + R"("})");
  EXPECT_GT(sheet["left_out"], 0);
  for (const Json& slot : sheet["slots"]) {
    for (const Json& entry : slot["entries"]) {
      (void)reader.get(R"({"do":"draw","id":)" + to_bytes(entry["id"]) + "}");
    }
  }
  EXPECT_EQ(reader.journal().events.size(), 1U) << "looking stores nothing";
}

TEST(Sheet, WhatIsNoneIsOneLine) {
  Someone someone = with_plan();
  someone.expect_fault(R"({"do":"sheet","code":"hello"})", "request.code: this is not the text");
  someone.expect_fault(R"({"do":"sheet","code":"LISSOM1ABCDEF"})",
                       "request.code: this is not the whole text");
  someone.expect_fault(R"({"do":"sheet","code":"LISSOM9ABCDEF"})",
                       "request.code: this sheet is of a later version");
}

TEST(Sheet, ShortIdsOfTheCatalogueDiffer) {
  std::set<std::uint16_t> seen;
  for (const auto& [id, exercise] : embedded_catalogue().exercises) {
    EXPECT_TRUE(seen.insert(short_id(id)).second) << id;
  }
}

}  // namespace
}  // namespace lissom
