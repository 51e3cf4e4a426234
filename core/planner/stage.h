#pragma once
/// One slot as a problem of choice: which entries, at which dose, in which order. Knows no people
/// and no rules, only whole numbers; `week.h` makes the problem and explains the answer.

#include <cstdint>
#include <string>
#include <vector>

#include "core/programme/dose_time.h"

namespace lissom {

/// Stretch of a muscle and side, in half seconds a session: a primary muscle gets two for each
/// second, a secondary one.
struct Credit {
  int index = 0;  ///< of the muscle or of the need
  int half_seconds = 0;
};

struct DoseOption {
  Dose dose;
  int seconds = 0;  ///< with everything around the holds
  std::vector<Credit> muscles;
  std::vector<Credit> needs;
};

/// When in a session an entry comes: warm-up and moving drills, holds, control drills, rest.
enum class Phase : std::uint8_t { dynamic, hold, control, rest };

struct Candidate {
  std::string id;
  Phase phase = Phase::hold;
  int base = 0;  ///< index into `Stage::transitions_s`
  bool upright = false;
  int lead_muscle = 0;  ///< at most one entry for each
  bool control = false;
  bool extension = false;
  bool flexion = false;
  int points = 0;
  std::vector<DoseOption> options;  ///< at least one
};

/// What a muscle group still needs this week.
struct NeedState {
  int weight = 0;
  int target_half_s = 0;
  int already_half_s = 0;  ///< from slots that were planned before
};

struct Stage {
  std::vector<Candidate> candidates;  ///< in order of id
  int budget_s = 0;
  int least_entries = 1;
  int most_entries = 6;
  int times_per_week = 1;
  std::vector<NeedState> needs;
  std::vector<int> muscle_already_half_s;
  int muscle_cap_half_s = 0;
  bool wants_control = false;
  bool wants_extension = false;
  bool wants_flexion = false;
  std::vector<std::vector<int>> transitions_s;  ///< from base to base
  std::vector<int> arrivals_s;                  ///< from standing to the first base
  // Weights of the score; see rules/planner.toml.
  int full_until_pct = 50;
  int second_pct = 67;
  int entry_cost = 0;
  int level_change_per_s = 0;
  int position_change = 0;
  int required_role = 0;
};

/// A candidate at one of its doses.
struct Pick {
  int candidate = 0;
  int option = 0;
  friend bool operator==(const Pick&, const Pick&) = default;
};

struct Selection {
  std::vector<Pick> order;  ///< as it is done
  int total_s = 0;
  std::int64_t score = 0;
  bool proved = false;  ///< no selection scores more
};

/// The order of least effort for a set of picks: phases in order, in each phase all upright entries
/// before or after those further down, so that a session never goes up and down within a phase.
[[nodiscard]] std::vector<Pick> best_order(const Stage& stage, std::vector<Pick> picks);

/// Whether all hard constraints hold: time, number, lead muscles, weekly cap.
[[nodiscard]] bool is_feasible(const Stage& stage, const std::vector<Pick>& picks);

/// The score of an order. Higher is better; only proportions mean anything.
[[nodiscard]] std::int64_t score_of(const Stage& stage, const std::vector<Pick>& order);

/// Chooses by growth and exchange until no single addition, removal, exchange or change of dose
/// helps: once from nothing and once from each candidate, so that a good pair is not missed for a
/// good single. Deterministic; of equal scores the first in order of id wins. `proved` is always
/// false: an exact solver takes this place, with the same arguments.
[[nodiscard]] Selection solve(const Stage& stage);

}  // namespace lissom
