// Ordering, limits and the score on instances small enough to check by hand.

#include "core/planner/stage.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/planner/stage_fixture.h"

namespace lissom {
namespace {

using fixture::chair;
using fixture::empty_stage;
using fixture::hold;
using fixture::in_phase;
using fixture::names;
using fixture::on_floor;
using fixture::standing;
using fixture::with_points;

std::vector<Pick> first_options(const Stage& stage) {
  std::vector<Pick> picks;
  picks.reserve(stage.candidates.size());
  for (int i = 0; i < static_cast<int>(stage.candidates.size()); ++i) {
    picks.push_back({i, 0});
  }
  return picks;
}

int level_changes(const Stage& stage, const std::vector<Pick>& order) {
  int changes = 0;
  bool upright = true;
  for (const Pick& pick : order) {
    const bool next = stage.candidates[static_cast<std::size_t>(pick.candidate)].upright;
    changes += next != upright ? 1 : 0;
    upright = next;
  }
  return changes;
}

TEST(StageOrder, PhasesComeInOrderAndLevelsChangeSeldom) {
  struct Case {
    std::string_view name;
    std::vector<Candidate> candidates;
    std::string want;
    int changes;
  };
  const Candidate rest = in_phase(Phase::rest, hold("rest", 3, on_floor, 60));
  const Candidate drill = in_phase(Phase::control, hold("drill", 3, on_floor, 40));
  const Candidate desk_drill = in_phase(Phase::control, hold("desk_drill", 3, chair, 40));
  const Candidate swing = in_phase(Phase::dynamic, hold("swing", 0, standing, 20));
  const Candidate roll = in_phase(Phase::dynamic, hold("roll", 0, on_floor, 20));
  const Candidate lie = hold("lie", 1, on_floor, 30);
  const Candidate stand = hold("stand", 2, standing, 30);
  const Candidate sit = hold("sit", 2, chair, 30);
  Candidate hard = hold("hard", 2, on_floor, 30);
  hard.difficulty = 3;
  const Case cases[] = {
      {"nothing", {}, "", 0},
      {"one on the floor", {lie}, "lie", 1},
      {"phases", {rest, drill, lie, swing}, "swing lie drill rest", 1},
      {"upright holds first when more follows below", {lie, stand, rest}, "stand lie rest", 1},
      {"upright holds last when the rest is upright",
       {stand, lie, roll, desk_drill},
       "roll lie stand desk_drill",
       2},
      {"two levels in each phase", {swing, roll, lie, stand}, "swing roll lie stand", 2},
      {"the hardest first at a base", {lie, hard, rest}, "hard lie rest", 1},
      {"the chair beside standing, not between", {sit, lie, stand}, "stand sit lie", 1},
  };
  for (const auto& [name, candidates, want, changes] : cases) {
    SCOPED_TRACE(name);
    Stage stage = empty_stage();
    stage.candidates = candidates;
    std::vector<Pick> picks = first_options(stage);
    const std::vector<Pick> order = best_order(stage, picks);
    EXPECT_EQ(names(stage, order), want);
    EXPECT_EQ(level_changes(stage, order), changes);
    std::reverse(picks.begin(), picks.end());
    EXPECT_EQ(best_order(stage, picks), order);
  }
}

TEST(StageFeasible, EachLimit) {
  struct Case {
    std::string_view name;
    std::vector<Candidate> candidates;
    int budget_s;
    int most_entries;
    int already_half_s;
    bool want;
  };
  const Candidate lie = hold("lie", 0, on_floor, 60);
  const Candidate sit = hold("sit", 1, chair, 45);
  const Case cases[] = {
      {"nothing", {}, 0, 0, 0, true},
      {"to the second", {lie}, 90, 6, 0, true},
      {"a second short", {lie}, 89, 6, 0, false},
      // 15 s to the chair, 45 s, 30 s to the floor, 60 s.
      {"the ways count", {lie, sit}, 150, 6, 0, true},
      {"the ways count, a second short", {lie, sit}, 149, 6, 0, false},
      {"one too many", {lie, sit}, 600, 1, 0, false},
      {"two with one lead", {lie, hold("also", 0, standing, 5)}, 600, 6, 0, false},
      // Three times a week 120 half seconds.
      {"to the weekly cap", {lie}, 600, 6, 840, true},
      {"half a second above the weekly cap", {lie}, 600, 6, 841, false},
  };
  for (const auto& [name, candidates, budget_s, most_entries, already_half_s, want] : cases) {
    SCOPED_TRACE(name);
    Stage stage = empty_stage();
    stage.candidates = candidates;
    stage.budget_s = budget_s;
    stage.most_entries = most_entries;
    stage.times_per_week = 3;
    stage.muscle_already_half_s[0] = already_half_s;
    EXPECT_EQ(is_feasible(stage, first_options(stage)), want);
  }
}

TEST(StageScore, ByHand) {
  Stage stage = empty_stage();
  stage.candidates = {with_points(700, hold("lie", 0, on_floor, 60)), hold("sit", 1, chair, 45)};
  // 120 of 240 half seconds are the first half, in full: 5 * 12 * 120 * 100 / 240 = 3000; points
  // 700, cost 1000, 30 s down at 40.
  EXPECT_EQ(score_of(stage, {{0, 0}}), 3000 + 700 - 1000 - 1200);
  // 90 half seconds at weight 3: 3 * 12 * 90 * 100 / 240 = 1350; a chair is no change of level
  // and the first place costs nothing.
  EXPECT_EQ(score_of(stage, {{1, 0}}), 1350 - 1000);
  // Above half of the target a second is worth 67 in 100: (120 * 100 + 60 * 67) of what 240 are.
  stage.needs[0].already_half_s = 60;
  EXPECT_EQ(score_of(stage, {{0, 0}}),
            5 * 12 * (120 * 100 + 60 * 67) / 240 - 5 * 12 * 60 * 100 / 240 + 700 - 1000 - 1200);
  stage.needs[0].already_half_s = 240;
  EXPECT_EQ(score_of(stage, {{0, 0}}), 700 - 1000 - 1200) << "nothing above the target";
}

}  // namespace
}  // namespace lissom
