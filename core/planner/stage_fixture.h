#pragma once
/// Test code: stages written by hand, stages of any shape, and the slow way to their best
/// selection.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/planner/stage.h"

namespace lissom::fixture {

// Three bases: 0 standing, 1 chair (both upright), 2 floor.
constexpr int standing = 0;
constexpr int chair = 1;
constexpr int on_floor = 2;

/// A stage with nothing to choose from: three needs, four muscles, no roles.
inline Stage empty_stage() {
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
inline Candidate hold(std::string id, int lead, int base, int seconds) {
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

inline Candidate in_phase(Phase phase, Candidate candidate) {
  candidate.phase = phase;
  return candidate;
}

inline Candidate with_points(int points, Candidate candidate) {
  candidate.points = points;
  return candidate;
}

inline std::string names(const Stage& stage, const std::vector<Pick>& picks) {
  std::string text;
  for (const Pick& pick : picks) {
    text +=
        (text.empty() ? "" : " ") + stage.candidates[static_cast<std::size_t>(pick.candidate)].id;
  }
  return text;
}

struct Best {
  std::vector<Pick> order;
  std::int64_t score = 0;
};

/// The best of all selections, by trying every one; of equal scores the first in order of its
/// picks.
inline Best exhaustive(const Stage& stage) {
  Best best{{}, score_of(stage, {})};
  std::vector<Pick> best_key;
  std::vector<Pick> picks;
  const auto extend = [&](const auto& self, int candidate) -> void {
    if (candidate == static_cast<int>(stage.candidates.size())) {
      const std::vector<Pick> order = best_order(stage, picks);
      const std::int64_t score = score_of(stage, order);
      const bool better = score > best.score || (score == best.score && picks < best_key);
      if (better && is_feasible(stage, picks)) {
        best = {order, score};
        best_key = picks;
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

/// A small stage of any shape. SplitMix64 gives the same ones everywhere.
inline Stage any_stage(std::uint64_t seed) {
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
    const int beside = (candidate.lead_muscle + 1 + below(3)) % 4;
    DoseOption& once = candidate.options[0];
    once.muscles.push_back({beside, once.seconds});
    if (beside < 3) {
      once.needs.push_back({beside, once.seconds});
    }
    if (below(2) == 0) {
      DoseOption twice = candidate.options[0];
      twice.seconds *= 2;
      for (std::vector<Credit>* credits : {&twice.muscles, &twice.needs}) {
        for (Credit& credit : *credits) {
          credit.half_seconds *= 2;
        }
      }
      candidate.options.push_back(twice);
    }
    stage.candidates.push_back(candidate);
  }
  stage.wants_control = below(2) == 0;
  stage.wants_extension = below(2) == 0;
  return stage;
}

}  // namespace lissom::fixture
