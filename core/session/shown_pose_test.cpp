#include "core/session/shown_pose.h"

#include <gtest/gtest.h>

#include "core/session/session_fixture.h"

namespace lissom {
namespace {

using namespace fixture;

ShownPose shown_at(double seconds) {
  return shown_pose(two_entries(), static_cast<int>(seconds * 1000));
}

TEST(ShownPose, GoesIntoAHoldAndStays) {
  EXPECT_EQ(shown_at(5).at_permille, 0);
  EXPECT_EQ(shown_at(11).at_permille, 500);
  EXPECT_EQ(shown_at(12).at_permille, 1000);
  EXPECT_EQ(shown_at(29.9).at_permille, 1000);
}

TEST(ShownPose, ComesBackInARest) {
  EXPECT_EQ(shown_at(30).at_permille, 1000);
  EXPECT_EQ(shown_at(30.5).at_permille, 500);
  EXPECT_EQ(shown_at(31).at_permille, 0);
}

TEST(ShownPose, TheSideThatWorkedComesBackBeforeTheFigureTurns) {
  EXPECT_EQ(shown_at(55.5).side, BodySide::left);
  EXPECT_EQ(shown_at(55.5).at_permille, 500);
  EXPECT_EQ(shown_at(56).side, BodySide::right);
  EXPECT_EQ(shown_at(56).at_permille, 0);
}

TEST(ShownPose, ARepetitionGoesThereAndBack) {
  EXPECT_EQ(shown_at(120).at_permille, 0);
  EXPECT_EQ(shown_at(121).at_permille, 500);
  EXPECT_EQ(shown_at(122).at_permille, 1000);
  EXPECT_EQ(shown_at(123).at_permille, 500);
  EXPECT_EQ(shown_at(124).at_permille, 0);
}

TEST(ShownPose, TheNextEntryBeginsAtItsStart) {
  EXPECT_EQ(shown_at(110).entry, 1);
  EXPECT_EQ(shown_at(110).at_permille, 0);
}

TEST(ShownPose, NothingAfterTheEnd) {
  EXPECT_EQ(shown_at(1000).entry, -1);
  EXPECT_EQ(shown_pose(compile({}, usual_timing()), 0).entry, -1);
}

TEST(ShownPose, NoFrameOfATenthOfASecondJumps) {
  const Timeline timeline = two_entries();
  ShownPose before = shown_pose(timeline, 0);
  for (int ms = 100; ms < timeline.total_ms; ms += 100) {
    const ShownPose now = shown_pose(timeline, ms);
    const int step = now.at_permille - before.at_permille;
    EXPECT_TRUE(std::abs(step) <= 170 || now.entry != before.entry) << ms;
    EXPECT_TRUE(now.side == before.side || now.at_permille == 0) << ms;
    before = now;
  }
}

}  // namespace
}  // namespace lissom
