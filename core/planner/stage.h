#pragma once
/// One slot as a problem of choice: which entries, at which dose, in which order. Knows no people
/// and no rules, only whole numbers; `week.h` makes the problem and explains the answer.

#include <compare>
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
  int difficulty = 1;
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
  friend auto operator<=>(const Pick&, const Pick&) = default;
};

/// The place of a candidate in a session: two for each phase, upright first.
[[nodiscard]] int station_of(const Candidate& candidate);

/// The stations of a set (a bit each) in the order in which a session visits them: phases in
/// order, in each phase upright before or after what is further down, so that the level changes
/// least often; if it is all the same, upright first, for late phases before early ones.
[[nodiscard]] std::vector<int> station_order(unsigned stations);

/// The order for a set of picks: stations in `station_order`, in each of them bases in order, at
/// each base the hardest first, and candidates in order.
[[nodiscard]] std::vector<Pick> best_order(const Stage& stage, std::vector<Pick> picks);

/// Seconds of an order with all ways, from standing.
[[nodiscard]] int total_seconds(const Stage& stage, const std::vector<Pick>& order);

/// Whether all hard constraints hold: time, number, lead muscles, weekly cap.
[[nodiscard]] bool is_feasible(const Stage& stage, const std::vector<Pick>& picks);

/// A need of weight 1, met in full at the first slope, is worth 1200.
constexpr std::int64_t worth_scale = 12;

/// Value of `half_s` a week for a need, at most weight x 1200: the first part in full, the second
/// at `second_pct`, nothing above the target.
[[nodiscard]] std::int64_t worth(const Stage& stage, const NeedState& need, int half_s);

/// The score of an order. Higher is better; only proportions mean anything.
[[nodiscard]] std::int64_t score_of(const Stage& stage, const std::vector<Pick>& order);

}  // namespace lissom
