// The solver against instances small enough to check by hand, against trying everything, against
// another way to a good selection, and against itself with less to choose from.

#include "core/planner/solve.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/planner/climb_fixture.h"
#include "core/planner/planner_fixture.h"
#include "core/planner/stage_fixture.h"

namespace lissom {
namespace {

using fixture::any_stage;
using fixture::empty_stage;
using fixture::exhaustive;
using fixture::hold;
using fixture::in_phase;
using fixture::names;
using fixture::standing;

TEST(Solve, TinyInstances) {
  struct Case {
    std::string_view name;
    Stage stage;
    std::string want;
    int total_s;
  };
  std::vector<Case> cases;
  const auto add = [&](std::string_view name, std::vector<Candidate> candidates, std::string want,
                       int total_s, const auto& change) {
    Stage stage = empty_stage();
    stage.candidates = std::move(candidates);
    change(stage);
    cases.push_back({name, std::move(stage), std::move(want), total_s});
  };
  const auto as_is = [](Stage&) {};
  const Candidate hip = hold("hip", 0, standing, 60);
  const Candidate hip_too = hold("hip_too", 0, standing, 90);
  const Candidate thigh = hold("thigh", 1, standing, 80);
  const Candidate useless = hold("useless", 3, standing, 30);
  Candidate drill = in_phase(Phase::control, hold("drill", 3, standing, 30));
  drill.control = true;
  Candidate arch = hold("arch", 3, standing, 30);
  arch.extension = true;

  add("nothing to choose from", {}, "", 0, as_is);
  add("what needs it", {hip, useless}, "hip", 60, as_is);
  add("one entry for a lead muscle", {hip, hip_too, thigh}, "hip_too thigh", 170, as_is);
  add("the heavier need if there is time for one", {hip, thigh}, "hip", 60,
      [](Stage& s) { s.budget_s = 100; });
  add("no time for anything", {hip, thigh}, "", 0, [](Stage& s) { s.budget_s = 59; });
  add("as many as allowed", {hip, thigh}, "hip", 60, [](Stage& s) { s.most_entries = 1; });
  add("not above the weekly cap", {hip, thigh}, "thigh", 80,
      [](Stage& s) { s.muscle_already_half_s[0] = 1081; });
  add("not what was met before", {hip, thigh}, "thigh", 80,
      [](Stage& s) { s.needs[0].already_half_s = 240; });
  add("a control drill before better stretches", {drill, hip, thigh}, "hip drill", 90,
      [](Stage& s) {
        s.wants_control = true;
        s.budget_s = 100;
      });
  add("both roles", {arch, hip, drill, thigh}, "hip thigh drill", 170,
      [](Stage& s) { s.wants_control = true; });
  add("at least as many as the slot asks for", {useless, hip}, "useless hip", 90,
      [](Stage& s) { s.least_entries = 2; });
  for (const auto& [name, stage, want, total_s] : cases) {
    SCOPED_TRACE(name);
    const Selection got = solve(stage, usual_node_limit);
    std::vector<Pick> sorted = got.order;
    EXPECT_EQ(got.order, best_order(stage, sorted));
    EXPECT_EQ(names(stage, got.order), want);
    EXPECT_EQ(got.total_s, total_s);
    EXPECT_EQ(got.score, score_of(stage, got.order));
    EXPECT_EQ(got.score, exhaustive(stage).score);
    EXPECT_TRUE(got.proved);
    EXPECT_EQ(got.bound, got.score);
  }
}

TEST(Solve, ADoseIsChosenThatFits) {
  Stage stage = empty_stage();
  Candidate hip = hold("hip", 0, standing, 60);
  hip.options.push_back({{60, 2, 1}, 125, {{0, 240}}, {{0, 240}}});
  stage.candidates = {hip};
  EXPECT_EQ(solve(stage, usual_node_limit).order, (std::vector<Pick>{{0, 1}}));
  stage.budget_s = 124;
  EXPECT_EQ(solve(stage, usual_node_limit).order, (std::vector<Pick>{{0, 0}}));
}

TEST(Solve, TheSameAsTryingEverything) {
  constexpr std::uint64_t count = 1000;
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    SCOPED_TRACE(seed);
    const Stage stage = any_stage(seed);
    const Selection got = solve(stage, usual_node_limit);
    const fixture::Best best = exhaustive(stage);
    EXPECT_TRUE(got.proved);
    EXPECT_EQ(got.score, best.score);
    EXPECT_EQ(got.bound, best.score);
    EXPECT_EQ(got.order, best.order) << "of equal ones the first";
    EXPECT_TRUE(is_feasible(stage, got.order));
    EXPECT_EQ(got.total_s, total_seconds(stage, got.order));
  }
}

TEST(Solve, OfEqualOnesTheFirst) {
  Stage stage = empty_stage();
  stage.most_entries = 1;
  stage.candidates = {hold("a", 0, standing, 60), hold("b", 0, standing, 60)};
  EXPECT_EQ(names(stage, solve(stage, usual_node_limit).order), "a");
  stage.candidates[0].options.push_back(stage.candidates[0].options[0]);
  EXPECT_EQ(solve(stage, usual_node_limit).order, (std::vector<Pick>{{0, 0}}));
}

/// With too few nodes the answer is a selection that may be done, and a bound that holds.
TEST(Solve, AtTheLimitTheBoundHolds) {
  constexpr std::uint64_t count = 300;
  int unproved = 0;
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    SCOPED_TRACE(seed);
    const Stage stage = any_stage(seed);
    const std::int64_t best = exhaustive(stage).score;
    for (const std::int64_t limit : {0, 1, 2, 5}) {
      const Selection got = solve(stage, limit);
      EXPECT_TRUE(is_feasible(stage, got.order));
      EXPECT_EQ(got.score, score_of(stage, got.order));
      EXPECT_LE(got.score, best);
      EXPECT_GE(got.bound, best);
      EXPECT_EQ(got.proved, got.score == got.bound);
      unproved += got.proved ? 0 : 1;
    }
  }
  EXPECT_GT(unproved, 0);
}

TEST(Solve, MoreToChooseFromIsNeverWorse) {
  constexpr std::uint64_t count = 300;
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    SCOPED_TRACE(seed);
    const Stage stage = any_stage(seed);
    const std::int64_t score = solve(stage, usual_node_limit).score;
    Stage longer = stage;
    longer.budget_s += 30;
    EXPECT_GE(solve(longer, usual_node_limit).score, score);
    Stage wider = stage;
    ++wider.most_entries;
    EXPECT_GE(solve(wider, usual_node_limit).score, score);
    Stage fewer = stage;
    fewer.candidates.pop_back();
    EXPECT_LE(solve(fewer, usual_node_limit).score, score);
  }
}

/// The stages of people of all kinds.
TEST(Solve, RealStagesAreProvedAndNoClimbIsHigher) {
  constexpr std::uint64_t people = 12;
  for (std::uint64_t seed = 1; seed <= people; ++seed) {
    const fixture::Case of = fixture::CaseMaker(seed).make();
    for (const auto& [name, stage, selection] :
         stages_of_week(of.state, of.person, embedded_catalogue(), of.request)) {
      SCOPED_TRACE(name + " of person " + std::to_string(seed));
      EXPECT_TRUE(selection.proved);
      EXPECT_TRUE(is_feasible(stage, selection.order));
      EXPECT_EQ(selection.score, score_of(stage, selection.order));
      EXPECT_GE(selection.score, fixture::Climb(stage, {}).run().score);
      Stage longer = stage;
      longer.budget_s += 60;
      EXPECT_GE(solve(longer, usual_node_limit).score, selection.score);
    }
  }
}

}  // namespace
}  // namespace lissom
