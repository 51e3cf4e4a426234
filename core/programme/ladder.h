#pragma once
/// The ladder of levels (ladder.toml, dossier 4.2): criteria decide, the calendar is only the
/// earliest date, and one variable changes per step.

#include <string>
#include <string_view>
#include <vector>

#include "core/programme/state.h"

namespace lissom {

/// One step of the ladder: the dose of a level of which not everything may have changed yet.
struct Rung {
  DoseLevel dose;
  std::string step;  ///< sessions, reps, hold or variant: what changed last; "" at L1 and M
};

/// From L1 over L2, L3 and L4, each reached by one change after another in the order of
/// `order_of_change`; changes that change nothing are left out.
[[nodiscard]] std::vector<Rung> ladder(const Catalogue& catalogue);

/// The rung of the last plan; the first one before there is a plan. Maintenance keeps the hardest
/// entries that were reached.
[[nodiscard]] Rung current_rung(const State& state, const Catalogue& catalogue);

/// What a rule decides about the ladder.
struct LadderStep {
  Rung rung;
  std::string change;  ///< advance, vary, regress, restart, maintenance, relapse, or "" to stay
  std::string rule;    ///< what decided, e.g. "ladder.advance.sessions_min"
  std::vector<Answer> inputs;
  std::string because;  ///< a plain sentence
  bool gentle = false;  ///< fewer entries, because sessions have been missed
};

/// The rung for a plan made `today`. Steps back act at once; a step on waits for a new week.
///
/// @param week  of the programme, from 1
[[nodiscard]] LadderStep next_step(const State& state, const Catalogue& catalogue, Day today,
                                   int week);

/// The same for those who follow the source article: its calendar decides (ladder.toml), but gaps
/// and firings step back as ever.
[[nodiscard]] LadderStep article_step(const State& state, const Catalogue& catalogue, Day today,
                                      int week);

/// The level after the ladder.
inline constexpr std::string_view maintenance_level = "M";

/// Whether the person follows the calendar of the source article.
[[nodiscard]] bool follows_article(const State& state);

/// How long a level lasts at least.
[[nodiscard]] int shortest_stay_days(const Catalogue& catalogue, std::string_view level);

/// What a step raises, as a plain sentence; "" if it is none.
[[nodiscard]] std::string what_changes(std::string_view step);

/// Days since the last session, or since the programme began; 0 before that.
[[nodiscard]] int gap_days(const State& state, Day today);

/// The most seconds a week that each slot may have, so that weekly minutes rise slowly: a share of
/// the last usual week before it, half of it after a flare. Empty if there is nothing to compare
/// with. A programme begun again is compared with the one before.
/// @param first_day  of the week that is planned
/// @param may_rise   false: not more than that week
[[nodiscard]] std::map<std::string, int> weekly_most_s(const State& state,
                                                       const Catalogue& catalogue, Day first_day,
                                                       bool may_rise);

}  // namespace lissom
