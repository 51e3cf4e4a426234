// What is liked and what is left out, and what the plan makes of it.

#include <gtest/gtest.h>

#include "core/api/api_fixture.h"
#include "core/base/contains.h"

namespace lissom {
namespace {

using fixture::screening;
using fixture::Someone;

std::string taste(const std::string& id, const std::string& is) {
  return R"({"do":"taste","id":")" + id + R"(","is":")" + is + "\"}";
}

std::vector<std::string> planned(Someone& someone) {
  std::vector<std::string> ids;
  const Json plan = someone.get(R"({"do":"plan"})");
  for (const Json& slot : plan["slots"]) {
    for (const Json& entry : slot["entries"]) {
      ids.push_back(entry["id"]);
    }
  }
  return ids;
}

TEST(Taste, OfAStretchLeftOutTheNextTakesThePlaceAndIsNamed) {
  Someone someone;
  (void)someone.get(screening(""));
  const std::vector<std::string> before = planned(someone);
  const Json view = someone.get(taste(before.front(), "left_out"));
  EXPECT_EQ(view["was"], "neither");
  EXPECT_EQ(view["is"], "left_out");
  const std::vector<std::string> after = planned(someone);
  EXPECT_FALSE(contains(after, before.front()));
  // What is told is what the plan is now.
  ASSERT_FALSE(view["changes"].empty());
  EXPECT_EQ(view["changes"][0]["gone"][0]["id"], before.front());
  std::size_t fresh = 0;
  for (const Json& change : view["changes"]) {
    for (const Json& entry : change["new"]) {
      ++fresh;
      EXPECT_TRUE(contains(after, entry["id"]) && !contains(before, entry["id"]));
      const std::string words = view["say"][1];
      EXPECT_NE(words.find(entry["name"].get<std::string>()), std::string::npos) << words;
    }
  }
  EXPECT_EQ(after.size(), before.size() - 1 + fresh);
}

TEST(Taste, TakenBackThePlanIsAsItWas) {
  Someone someone;
  (void)someone.get(screening(""));
  const std::vector<std::string> before = planned(someone);
  (void)someone.get(taste(before.front(), "left_out"));
  const Json view = someone.get(taste(before.front(), "neither"));
  EXPECT_EQ(view["was"], "left_out");
  EXPECT_EQ(planned(someone), before);
  const std::size_t events = someone.journal().events.size();
  EXPECT_TRUE(someone.get(taste(before.front(), "neither"))["changes"].empty());
  EXPECT_EQ(someone.journal().events.size(), events) << "nothing new is nothing to write down";
}

TEST(Taste, WhoLikesOneDoesNotLeaveItOut) {
  Someone someone;
  (void)someone.get(screening(""));
  (void)someone.get(taste("bridge", "left_out"));
  EXPECT_EQ(someone.get(taste("bridge", "liked"))["was"], "left_out");
  const Json profile = someone.get(R"({"do":"profile"})")["profile"];
  EXPECT_EQ(profile["likes"], Json::array({"bridge"}));
  EXPECT_TRUE(profile["excludes"].empty());
}

TEST(Taste, BeforeThereIsAPlanNoneIsMade) {
  Someone someone;
  (void)someone.get(screening(""));
  EXPECT_TRUE(someone.get(taste("bridge", "left_out"))["changes"].empty());
  EXPECT_FALSE(contains(planned(someone), "bridge"));
}

TEST(Taste, IsNotAllThatOneCanTell) {
  Someone someone;
  (void)someone.get(screening(""));
  (void)someone.get(taste("bridge", "left_out"));
  (void)someone.get(taste("bridge", "liked"));
  EXPECT_EQ(someone.get(R"({"do":"today"})")["profile_is_default"], true);
  EXPECT_EQ(someone.get(R"({"do":"profile"})")["answered"], false);
  // Whoever looked through all questions and kept what they say has told.
  (void)someone.get(R"({"do":"profile","set":{}})");
  EXPECT_EQ(someone.get(R"({"do":"today"})")["profile_is_default"], false);
  (void)someone.get(taste("bridge", "neither"));
  EXPECT_EQ(someone.get(R"({"do":"today"})")["profile_is_default"], false);
}

TEST(Taste, IsToldInTheRecord) {
  Someone someone;
  (void)someone.get(screening(""));
  for (const char* is : {"left_out", "liked", "neither", "left_out", "neither"}) {
    (void)someone.get(taste("bridge", is));
  }
  const auto told = [&] {
    std::vector<std::string> words;
    const Json record = someone.get(R"({"do":"record"})");
    for (const Json& event : record["events"]) {
      if (event["kind"] == "profile_answered") {
        words.push_back(event["what"]);
      }
    }
    return words;
  };
  std::vector<std::string> want = {"Bridge: left out", "Bridge: liked", "Bridge: no longer liked",
                                   "Bridge: left out", "Bridge: may be planned again"};
  EXPECT_EQ(told(), want);
  (void)someone.get(R"({"do":"profile","set":{"excludes":["bridge","cat_cow"]}})");
  want.emplace_back("Bridge: left out; Cat-cow: left out");
  (void)someone.get(R"({"do":"profile","set":{"core_min":20,"excludes":[]}})");
  want.emplace_back("About me: changed");
  EXPECT_EQ(told(), want);
}

/// What was taken back changed nothing: the next is told against what counts.
TEST(Taste, TakenBackInTheRecordItIsNoStepOnTheWay) {
  Someone someone;
  (void)someone.get(screening(""));
  (void)someone.get(taste("bridge", "left_out"));
  const Json left_out = someone.get(R"({"do":"record"})")["events"].back();
  (void)someone.get(to_bytes({{"do", "correct"}, {"event", left_out["id"]}}));
  (void)someone.get(taste("bridge", "left_out"));
  EXPECT_EQ(someone.get(R"({"do":"record"})")["events"].back()["what"], "Bridge: left out");
}

TEST(Taste, IsRefusedWhileTheProgrammeIsClosedAndForWhatIsNone) {
  Someone stopped;
  (void)stopped.get(screening(R"("CES_BLADDER":"yes",)"), 3);
  const std::size_t events = stopped.journal().events.size();
  EXPECT_TRUE(stopped.get(taste("bridge", "liked"), 3).contains("refused"));
  EXPECT_EQ(stopped.journal().events.size(), events);

  Someone someone;
  (void)someone.get(screening(""));
  someone.expect_fault(taste("bridg", "liked"), R"("bridg" is no stretch; near: bridge;)");
  someone.expect_fault(taste("bridge", "loved"), "request.is: ");
  someone.expect_fault(R"({"do":"taste","id":"bridge"})", "request.is: ");
  someone.expect_fault(R"({"do":"taste","is":"liked"})", "request.id: ");
}

}  // namespace
}  // namespace lissom
