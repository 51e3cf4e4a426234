// What a stretch does to each muscle, through the façade: who sees it, and what it says.

#include <gtest/gtest.h>

#include "core/api/api_fixture.h"

namespace lissom {
namespace {

using fixture::screening;
using fixture::Someone;

std::string muscles(const std::string& id, const std::string& more = "") {
  return R"({"do":"muscles","id":")" + id + "\"" + more + "}";
}

Json row_of(const Json& view, const std::string& muscle, const std::string& side) {
  for (const Json& row : view["muscles"]) {
    if (row["muscle"] == muscle && row["side"] == side) {
      return row;
    }
  }
  ADD_FAILURE() << muscle << " " << side;
  return {};
}

TEST(Muscles, TellLengthsAndWhatTheEntryNames) {
  Someone someone;
  const Json view = someone.get(muscles("hip_flexor_half_kneel"));
  const Json psoas = row_of(view, "psoas", "right");
  EXPECT_EQ(psoas["named"], "primary");
  EXPECT_EQ(psoas["meant"], true);
  EXPECT_EQ(psoas["name"], "Psoas major");
  EXPECT_GT(psoas["end"]["mm_tenths"], 30);
  EXPECT_LT(psoas["end"]["mm_tenths"], 100);
  EXPECT_GT(psoas["end"]["stretch_pct"], psoas["start"]["stretch_pct"]);
  EXPECT_EQ(view["named"][0]["muscle"], "psoas");
  EXPECT_EQ(view["named"][0]["found"], "lengthened");
  EXPECT_TRUE(view["measured"].empty());
  EXPECT_EQ(view["say"].size(), 1U);

  const Json left = someone.get(muscles("hip_flexor_half_kneel", R"(,"side":"left")"));
  EXPECT_EQ(row_of(left, "psoas", "left")["end"]["mm_tenths"], psoas["end"]["mm_tenths"]);
  EXPECT_EQ(row_of(left, "psoas", "left")["meant"], true);
  EXPECT_EQ(someone.get(muscles("itb_foam_roll"))["named"][0]["found"], "no line");
}

TEST(Muscles, FollowTheAnswersAsPicturesDo) {
  Someone stopped;
  (void)stopped.get(screening(R"("CES_BLADDER":"yes",)"), 3);
  EXPECT_FALSE(stopped.get(muscles("bridge"), 3).contains("muscles"));
  stopped.expect_fault(muscles("bridg"), R"("bridg" is no stretch; "lissom catalogue")");

  Someone restricted;
  (void)restricted.get(screening(R"("THR":"yes","THR_WEEKS":156,"THR_APPROACH":"unknown",)"), 0);
  EXPECT_TRUE(restricted.get(muscles("bridge")).contains("muscles"));
  EXPECT_FALSE(restricted.get(muscles("hip_flexor_half_kneel"), 3).contains("muscles"));
}

TEST(Muscles, ShowWhatWasMeasuredAndDoNotUseIt) {
  Someone someone;
  (void)someone.get(screening(""), 0);
  const Json before = someone.get(muscles("hamstring_long_sit"));
  (void)someone.get(
      R"({"do":"log_range","test":"T_AKE","side":"left","readings_tenths":[600,610,620]})");
  const Json after = someone.get(muscles("hamstring_long_sit"));
  EXPECT_EQ(before["muscles"], after["muscles"]);
  ASSERT_EQ(after["measured"].size(), 1U);
  EXPECT_EQ(after["measured"][0]["test"], "T_AKE");
  EXPECT_EQ(after["measured"][0]["side"], "left");
  EXPECT_EQ(after["measured"][0]["value_tenths"], 610);
  EXPECT_EQ(after["say"].size(), 2U);
  EXPECT_TRUE(someone.get(muscles("neck_side"))["measured"].empty());
}

TEST(Muscles, SayWhatIsWrong) {
  Someone someone;
  someone.expect_fault(muscles("hip_flexor_half_knel"),
                       R"("hip_flexor_half_knel" is no stretch; near: hip_flexor_half_kneel;)");
  someone.expect_fault(muscles("brigde"), R"("brigde" is no stretch; near: bridge;)");
  someone.expect_fault(muscles("xyzzyxyzzy"), R"("xyzzyxyzzy" is no stretch; "lissom catalogue")");
  someone.expect_fault(muscles("bridge", R"(,"side":"R")"), "");
  someone.expect_fault(muscles("bridge", R"(,"at":1)"), "");
  someone.expect_fault(R"({"do":"muscles"})", "");
}

}  // namespace
}  // namespace lissom
