// Choosing and ordering on instances small enough to check by hand, and against trying everything.

#include "core/planner/stage.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace lissom {
namespace {

// Three bases: 0 standing, 1 chair (both upright), 2 floor.
constexpr int standing = 0;
constexpr int chair = 1;
constexpr int on_floor = 2;

/// A stage with nothing to choose from: three needs, four muscles, no roles.
Stage empty_stage() {
  Stage stage;
  stage.budget_s = 600;
  stage.least_entries = 0;
  stage.most_entries = 6;
  stage.transitions_s = {{0, 15, 30}, {15, 0, 30}, {30, 30, 0}};
  stage.arrivals_s = {0, 15, 30};
  stage.needs = {{5, 240, 0}, {3, 240, 0}, {2, 240, 0}};
  stage.muscle_already_half_s = {0, 0, 0, 0};
  stage.muscle_cap_half_s = 1200;
  stage.entry_cost = 1000;
  stage.level_change_per_s = 40;
  stage.position_change = 80;
  stage.required_role = 1'000'000;
  return stage;
}

/// A hold of `seconds` that gives muscle and need `lead` two half seconds for each.
Candidate hold(std::string id, int lead, int base, int seconds) {
  Candidate candidate;
  candidate.id = std::move(id);
  candidate.base = base;
  candidate.upright = base != on_floor;
  candidate.lead_muscle = lead;
  candidate.options = {{{seconds, 1, 1}, seconds, {{lead, 2 * seconds}}, {}}};
  if (lead < 3) {
    candidate.options[0].needs = {{lead, 2 * seconds}};
  }
  return candidate;
}

Candidate in_phase(Phase phase, Candidate candidate) {
  candidate.phase = phase;
  return candidate;
}

Candidate with_points(int points, Candidate candidate) {
  candidate.points = points;
  return candidate;
}

std::vector<Pick> first_options(const Stage& stage) {
  std::vector<Pick> picks;
  for (int i = 0; i < static_cast<int>(stage.candidates.size()); ++i) {
    picks.push_back({i, 0});
  }
  return picks;
}

std::string names(const Stage& stage, const std::vector<Pick>& picks) {
  std::string text;
  for (const Pick& pick : picks) {
    text +=
        (text.empty() ? "" : " ") + stage.candidates[static_cast<std::size_t>(pick.candidate)].id;
  }
  return text;
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

/// The best of all selections, by trying every one.
Selection exhaustive(const Stage& stage) {
  Selection best;
  best.score = score_of(stage, {});
  std::vector<Pick> picks;
  const auto extend = [&](const auto& self, int candidate) -> void {
    if (candidate == static_cast<int>(stage.candidates.size())) {
      const std::vector<Pick> order = best_order(stage, picks);
      if (is_feasible(stage, picks) && score_of(stage, order) > best.score) {
        best = {order, 0, score_of(stage, order), true};
      }
      return;
    }
    self(self, candidate + 1);
    const auto& options = stage.candidates[static_cast<std::size_t>(candidate)].options;
    for (int option = 0; option < static_cast<int>(options.size()); ++option) {
      picks.push_back({candidate, option});
      self(self, candidate + 1);
      picks.pop_back();
    }
  };
  extend(extend, 0);
  return best;
}

TEST(StageSolve, TinyInstances) {
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
    const Selection got = solve(stage);
    std::vector<Pick> sorted = got.order;
    EXPECT_EQ(got.order, best_order(stage, sorted));
    EXPECT_EQ(names(stage, got.order), want);
    EXPECT_EQ(got.total_s, total_s);
    EXPECT_EQ(got.score, score_of(stage, got.order));
    EXPECT_EQ(got.score, exhaustive(stage).score);
    EXPECT_FALSE(got.proved);
  }
}

TEST(StageSolve, ADoseIsChosenThatFits) {
  Stage stage = empty_stage();
  Candidate hip = hold("hip", 0, standing, 60);
  hip.options.push_back({{60, 2, 1}, 125, {{0, 240}}, {{0, 240}}});
  stage.candidates = {hip};
  EXPECT_EQ(solve(stage).order, (std::vector<Pick>{{0, 1}}));
  stage.budget_s = 124;
  EXPECT_EQ(solve(stage).order, (std::vector<Pick>{{0, 0}}));
}

/// A small stage of any shape. SplitMix64 gives the same ones everywhere.
Stage any_stage(std::uint64_t seed) {
  SplitMix64 chance(seed);
  const auto below = [&](int limit) {
    return static_cast<int>(chance.next() % static_cast<std::uint64_t>(limit));
  };
  Stage stage = empty_stage();
  stage.budget_s = 60 + below(400);
  stage.most_entries = 1 + below(4);
  stage.least_entries = below(2);
  stage.times_per_week = 1 + below(7);
  stage.muscle_already_half_s[static_cast<std::size_t>(below(4))] = below(1300);
  const int count = 1 + below(7);
  for (int i = 0; i < count; ++i) {
    Candidate candidate = hold("c" + std::to_string(i), below(4), below(3), 15 + below(80));
    candidate.phase = static_cast<Phase>(below(4));
    candidate.control = candidate.phase == Phase::control;
    candidate.extension = below(3) == 0;
    candidate.flexion = below(3) == 0;
    candidate.points = below(5000);
    if (below(2) == 0) {
      DoseOption twice = candidate.options[0];
      twice.seconds *= 2;
      twice.muscles[0].half_seconds *= 2;
      for (Credit& credit : twice.needs) {
        credit.half_seconds *= 2;
      }
      candidate.options.push_back(twice);
    }
    stage.candidates.push_back(candidate);
  }
  stage.wants_control = below(2) == 0;
  stage.wants_extension = below(2) == 0;
  return stage;
}

TEST(StageSolve, NeverBetterAndSeldomWorseThanTryingEverything) {
  constexpr int count = 300;
  int equal = 0;
  for (int seed = 0; seed < count; ++seed) {
    SCOPED_TRACE(seed);
    const Stage stage = any_stage(static_cast<std::uint64_t>(seed));
    const Selection got = solve(stage);
    const Selection best = exhaustive(stage);
    EXPECT_TRUE(is_feasible(stage, got.order));
    EXPECT_LE(got.total_s, stage.budget_s);
    EXPECT_EQ(got.score, score_of(stage, got.order));
    EXPECT_LE(got.score, best.score);
    EXPECT_EQ(solve(stage).order, got.order);
    if (stage.candidates.size() == 1) {
      EXPECT_EQ(got.score, best.score);
    }
    equal += got.score == best.score ? 1 : 0;
  }
  EXPECT_GE(equal, count * 9 / 10);
}

}  // namespace
}  // namespace lissom
