#include "core/programme/dose_time.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace lissom {
namespace {

/// All numbers differ, so that none can stand in for another.
Timing odd_timing() {
  Timing timing;
  timing.prepare_s = 11;
  timing.rest_rep_s = 5;
  timing.rest_set_s = 13;
  timing.side_change_s = 17;
  timing.move_s = 4;
  timing.position_s = 19;
  timing.floor_s = 31;
  timing.floor_slow_s = 47;
  timing.round_s = 1;
  return timing;
}

Exercise exercise_of(Kind kind, Side side) {
  Exercise exercise;
  exercise.kind = kind;
  exercise.side = side;
  return exercise;
}

Base base_of(std::string id, bool upright) {
  Base base;
  base.id = std::move(id);
  base.upright = upright;
  return base;
}

TEST(DoseTime, EntrySeconds) {
  struct Case {
    std::string_view name;
    Kind kind;
    Side side;
    Dose dose;
    int want_s;
  };
  const Case cases[] = {
      {"one hold", Kind::static_hold, Side::both, {30, 1, 1}, 11 + 30},
      {"a rest between two holds", Kind::static_hold, Side::both, {30, 2, 1}, 11 + 65},
      {"two sets rest longer", Kind::static_hold, Side::both, {30, 2, 2}, 11 + 65 + 13 + 65},
      {"each side in full", Kind::static_hold, Side::each, {20, 3, 1}, 11 + 70 + 17 + 70},
      {"holds that take turns", Kind::static_hold, Side::alternating, {6, 2, 1}, 11 + 39},
      {"relaxation is one long hold", Kind::relaxation, Side::both, {180, 1, 1}, 11 + 180},
      {"swings have no pause", Kind::dynamic, Side::both, {0, 8, 1}, 11 + 32},
      {"a pause in each repetition", Kind::dynamic, Side::both, {3, 8, 1}, 11 + 56},
      {"knee rolls take turns", Kind::dynamic, Side::alternating, {2, 6, 1}, 11 + 72},
      {"a drill on each side", Kind::dynamic, Side::each, {1, 5, 2}, 11 + 63 + 17 + 63},
      {"control drills move", Kind::motor_control, Side::both, {5, 6, 3}, 11 + 162 + 26},
      {"rolling moves", Kind::self_release, Side::each, {0, 5, 1}, 11 + 20 + 17 + 20},
      {"still release holds", Kind::self_release, Side::each, {25, 1, 1}, 11 + 25 + 17 + 25},
  };
  for (const auto& [name, kind, side, dose, want_s] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(entry_seconds(exercise_of(kind, side), dose, odd_timing()), want_s);
  }
}

TEST(DoseTime, RoundsUpToAWholeMultiple) {
  const Exercise hold = exercise_of(Kind::static_hold, Side::both);
  struct Case {
    int hold_s, round_s, want_s;
  };
  for (const auto& [hold_s, round_s, want_s] :
       {Case{29, 5, 40}, Case{30, 5, 45}, Case{34, 5, 45}, Case{35, 5, 50}, Case{30, 60, 60}}) {
    SCOPED_TRACE(hold_s);
    Timing timing = odd_timing();
    timing.round_s = round_s;
    EXPECT_EQ(entry_seconds(hold, {hold_s, 1, 1}, timing), want_s);
  }
}

TEST(DoseTime, TransitionSeconds) {
  const Base standing = base_of("standing", true);
  const Base chair = base_of("seated-chair", true);
  const Base supine = base_of("supine", false);
  const Base prone = base_of("prone", false);
  struct Case {
    std::string_view name;
    const Base& from;
    const Base& to;
    bool slow;
    int want_s;
  };
  const Case cases[] = {
      {"no change takes no time", supine, supine, true, 0},
      {"standing to chair", standing, chair, true, 19},
      {"rolling over", supine, prone, false, 19},
      {"down", chair, supine, false, 31},
      {"up", prone, standing, false, 31},
      {"down slowly", standing, prone, true, 47},
      {"up slowly", supine, chair, true, 47},
  };
  for (const auto& [name, from, to, slow, want_s] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(transition_seconds(from, to, slow, odd_timing()), want_s);
  }
}

TEST(DoseTime, ASessionBeginsStanding) {
  EXPECT_EQ(arrival_seconds(base_of("standing", true), true, odd_timing()), 0);
  EXPECT_EQ(arrival_seconds(base_of("seated-chair", true), true, odd_timing()), 19);
  EXPECT_EQ(arrival_seconds(base_of("quadruped", false), false, odd_timing()), 31);
  EXPECT_EQ(arrival_seconds(base_of("quadruped", false), true, odd_timing()), 47);
}

TEST(DoseTime, StretchSeconds) {
  EXPECT_EQ(stretch_seconds(exercise_of(Kind::static_hold, Side::each), {30, 3, 2}), 180);
  EXPECT_EQ(stretch_seconds(exercise_of(Kind::dynamic, Side::alternating), {2, 8, 1}), 16);
  EXPECT_EQ(stretch_seconds(exercise_of(Kind::dynamic, Side::each), {0, 15, 2}), 0);
}

TEST(DoseTimeDeathTest, ADoseHasARepetition) {
  const Exercise hold = exercise_of(Kind::static_hold, Side::both);
  EXPECT_DEATH((void)entry_seconds(hold, {30, 0, 1}, odd_timing()), "");
  EXPECT_DEATH((void)entry_seconds(hold, {30, 1, 0}, odd_timing()), "");
  EXPECT_DEATH((void)entry_seconds(hold, {-1, 1, 1}, odd_timing()), "");
  EXPECT_DEATH((void)entry_seconds(hold, {30, 1, 1}, Timing{}), "");
}

}  // namespace
}  // namespace lissom
