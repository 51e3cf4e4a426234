// Measuring through the façade: what is asked, refused, stored and said.

#include <gtest/gtest.h>

#include "core/api/api_fixture.h"

namespace lissom {
namespace {

using fixture::screening;
using fixture::Someone;

constexpr const char* peg =
    R"({"do":"log_questionnaire","id":"peg","answers":{"pain":6,"enjoyment":7,"activity":7}})";
constexpr const char* better_peg =
    R"({"do":"log_questionnaire","id":"peg","answers":{"pain":4,"enjoyment":5,"activity":5}})";

TEST(Measuring, QuestionnairesStayOpenUpToCodeThree) {
  struct Case {
    std::string name;
    std::string answers;
    int screen_exit;
    int questions_exit;
    int test_exit;
  };
  const Case cases[] = {
      {"open", "", 0, 0, 0},
      {"code 3", R"("NEURO_NEW":"yes",)", 3, 0, 3},
      {"code 5", R"("CES_BLADDER":"yes",)", 3, 3, 3},
  };
  for (const auto& [name, answers, screen_exit, questions_exit, test_exit] : cases) {
    SCOPED_TRACE(name);
    Someone someone;
    (void)someone.get(screening(answers), screen_exit);
    (void)someone.get(R"({"do":"measures"})", questions_exit);
    (void)someone.get(R"({"do":"questionnaire","id":"peg"})", questions_exit);
    (void)someone.get(peg, questions_exit);
    const Json view = someone.get(R"({"do":"range_test","test":"T_AKE"})", test_exit);
    EXPECT_EQ(view.contains("test"), test_exit == 0);
    (void)someone.get(R"({"do":"progress"})");
  }
  Someone unknown;
  (void)unknown.get(R"({"do":"measures"})");
  (void)unknown.get(R"({"do":"range_test","test":"T_AKE"})", 3);
}

TEST(Measuring, ATagForbidsATest) {
  Someone someone;
  (void)someone.get(screening(R"("THR":"yes","THR_APPROACH":"posterior","THR_WEEKS":104,)"), 0);
  const Json refused = someone.get(R"({"do":"range_test","test":"T_THOMAS"})", 3);
  EXPECT_EQ(refused["refused"]["why"], "avoid:hip-replacement-posterior");
  EXPECT_FALSE(refused.contains("test"));
}

TEST(Measuring, ATestIsExplainedAndItsMiddleReadingCounts) {
  Someone someone;
  (void)someone.get(screening(""));
  const Json test = someone.get(R"({"do":"range_test","test":"T_AKE"})")["test"];
  EXPECT_EQ(test["sides"], Json::array({"left", "right"}));
  EXPECT_EQ(test["readings"], 3);
  EXPECT_EQ(test["method"], "phone");
  EXPECT_EQ(test["mdc_tenths"], 100);
  EXPECT_GE(test["steps"].size(), 3U);
  // Fifty is not in the span of ages of the reference.
  EXPECT_EQ(test["reference"][0],
            "There is no good reference for your age; what counts is the change over time.");
  const std::string reading =
      R"({"do":"log_range","test":"T_AKE","side":"left","method":"phone","readings_tenths":)";
  EXPECT_EQ(someone.get(reading + "[350,300,310]}")["median_tenths"], 310);
  someone.wait_days(28);
  EXPECT_EQ(someone.get(reading + "[210,210,900]}")["measure"]["verdict"], "noise") << "10 degrees";
  someone.wait_days(1);
  EXPECT_EQ(someone.get(reading + "[209,209,900]}")["measure"]["verdict"], "more_than_noise");
  someone.expect_fault(
      R"({"do":"log_range","test":"T_EKA","side":"left","readings_tenths":[1,2,3]})",
      "request.test: \"T_EKA\" is no range test");
  someone.expect_fault(
      R"({"do":"log_range","test":"T_AKE","side":"both","readings_tenths":[1,2,3]})",
      "request.side: is both; expected left or right for T_AKE");
  someone.expect_fault(
      R"({"do":"log_range","test":"T_FTF","side":"left","readings_tenths":[1,2,3]})",
      "request.side: is left; expected both for T_FTF");
}

TEST(Measuring, AQuestionnaireIsScoredAndCompared) {
  Someone someone;
  const Json first = someone.get(peg)["measure"];
  EXPECT_EQ(first["trend"]["value_tenths"], 67);
  EXPECT_EQ(first["verdict"], "too_early");
  someone.wait_days(28);
  const Json second = someone.get(better_peg)["measure"];
  EXPECT_EQ(second["change_tenths"], -20);
  EXPECT_EQ(second["verdict"], "worth_having");
  const auto& event = std::get<QuestionnaireAnswered>(someone.journal().events.back().body);
  EXPECT_EQ(event.name, "peg");
  EXPECT_EQ(event.score_tenths, 47);
  ASSERT_EQ(event.answers.size(), 3U);
  EXPECT_EQ(event.answers[1].value, "5");
  EXPECT_EQ(event.title, "") << "the catalogue knows it";
}

TEST(Measuring, BadAnswersStoreNothing) {
  Someone someone;
  const std::string log = R"({"do":"log_questionnaire",)";
  struct Case {
    std::string request;
    std::string want;
  };
  const Case cases[] = {
      {log + R"("id":"odi","answers":{}})", "\"odi\" is no questionnaire"},
      {log + R"("answers":{}})", "request.id: "},
      {log + R"("id":"groc"})", "request.answers: is not there"},
      {log + R"("id":"groc","answers":{}})", "request.answers.change: is missing"},
      {log + R"("id":"groc","answers":{"change":6}})", "request.answers.change: is something else"},
      {log + R"("id":"groc","answers":{"change":"1"}})", "request.answers.change: "},
      {log + R"("id":"groc","answers":{"change":1,"other":2}})", "request.answers.other: "},
      {log + R"("id":"groc","answers":{"change":1},"extra":2})", "request: the key \"extra\""},
      {log + R"("id":"pain","answers":{"now":1}})", "request.id: \"pain\" is logged with"},
      {log + R"("definition":3,"answers":{}})", "request.definition: is not a text"},
      {log + R"("definition":"id = 3","file":"own.toml","answers":{}})", "own.toml:1: "},
      {R"({"do":"chart","what":"peg"})", "\"peg\" has no values"},
  };
  for (const auto& [request, want] : cases) {
    SCOPED_TRACE(request);
    someone.expect_fault(request, want);
  }
}

TEST(Measuring, AClinicsQuestionnaireIsSelfContained) {
  const std::string definition =
      R"(id = \"demo\"\nname = \"Demo\"\ncredit = \"A clinic\"\nsource = \"Its handbook\"\nbetter = \"less\"\n)"
      R"(scoring = \"sum\"\nrange_tenths = [0, 40]\nmdc_tenths = 10\n)"
      R"([[item]]\nid = \"pull\"\nask = \"How strong is the pull?\"\nmin = 0\nmax = 4\n)";
  Someone someone;
  const Json view = someone.get(R"({"do":"questionnaire","definition":")" + definition + "\"}");
  EXPECT_EQ(view["questionnaire"]["items"][0]["max"], 4);
  const auto log = [&](int pull) {
    return someone.get(R"({"do":"log_questionnaire","definition":")" + definition +
                       R"(","answers":{"pull":)" + std::to_string(pull) + "}}");
  };
  (void)log(3);
  someone.wait_days(7);
  EXPECT_EQ(log(1)["measure"]["verdict"], "more_than_noise");
  const Json progress = someone.get(R"({"do":"progress"})");
  EXPECT_EQ(progress["measures"][0]["name"], "Demo");
  EXPECT_EQ(progress["measures"][0]["mdc_tenths"], 10);
}

TEST(Measuring, ProgressHoldsLinesAndMarks) {
  Someone someone;
  (void)someone.get(screening(""));
  (void)someone.get(R"({"do":"plan"})");
  (void)someone.get(R"({"do":"log_pain","average":6,"worst":7})");
  (void)someone.get(R"({"do":"log_flare"})");
  someone.wait_days(10);
  (void)someone.get(R"({"do":"log_pain","average":4})");
  const Json view = someone.get(R"({"do":"progress"})");
  ASSERT_EQ(view["measures"].size(), 2U);
  const Json& pain = view["measures"][0];
  EXPECT_EQ(pain["id"], "pain.average");
  EXPECT_EQ(pain["points"].size(), 2U);
  EXPECT_EQ(pain["baseline"]["value_tenths"], 60);
  EXPECT_EQ(pain["verdict"], "worth_having");
  EXPECT_EQ(pain["says"],
            "Pain on average: 6 (the middle of 1 day out of 7) at first, 4 (the middle of 1 day "
            "out of 7) now. A change that people in studies called worth having.");
  ASSERT_GE(view["marks"].size(), 2U);
  EXPECT_EQ(view["marks"][0]["kind"], "plan");
  const auto svg = someone.get(R"({"do":"chart"})")["svg"].get<std::string>();
  EXPECT_NE(svg.find("<title id=\"t\">"), std::string::npos);
  EXPECT_NE(svg.find(pain["says"].get<std::string>()), std::string::npos);
}

TEST(Measuring, WhatIsDueIsNamed) {
  Someone someone;
  (void)someone.get(screening(""));
  const Json before = someone.get(R"({"do":"measures"})");
  std::vector<std::string> ids;
  for (const Json& due : before["due"]) {
    ids.push_back(due["id"].get<std::string>());
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"pain", "psfs", "peg", "T_IR_SIT", "T_AKE"}));
  (void)someone.get(peg);
  EXPECT_EQ(someone.get(R"({"do":"measures"})")["due"].size(), 4U);
  for (const Json& test : before["tests"]) {
    EXPECT_NE(test["id"], "T_OBER");
  }
  EXPECT_EQ(someone.get(R"({"do":"measures","hidden":true})")["tests"].size(),
            before["tests"].size() + 1);
}

}  // namespace
}  // namespace lissom
