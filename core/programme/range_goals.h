#pragma once
/// What range tests mean for the plan: which muscles are where they should be, and which have
/// stopped to change (ladder.toml, dossier 4.2: goal reached, plateau).

#include <set>
#include <string>
#include <vector>

#include "core/programme/state.h"

namespace lissom {

/// Whether a row of a test's references counts at an age: a row with ages for those, a row without
/// for all but the old, for whom there are no good references.
[[nodiscard]] bool is_for(const std::optional<Range>& ages, int age, const RangeRules& rules);

/// The needs of the planner whose tests are all at or beyond the reference for the age, for men and
/// for women alike as nobody is asked, with the two sides closer than
/// `goal.side_difference_below_deg`. Of the methods of a test the one used last counts.
[[nodiscard]] std::set<std::string> needs_at_goal(const State& state, const Catalogue& catalogue);

/// A test that has stopped to change.
struct Plateau {
  std::string test;
  std::string need;     ///< what the test is about
  int gain_tenths = 0;  ///< of the side that gained most, in the better direction
  int mdc_tenths = 0;
};

/// The tests of which no side gained more than the measuring error over `plateau.weeks`, and whose
/// need is not at its goal. The last reading may be as old as the schedule's days of grace.
[[nodiscard]] std::vector<Plateau> plateaus(const State& state, const Catalogue& catalogue,
                                            Day today);

/// Entries that rest after a plateau, so that another one has its turn: what the last such decision
/// named, for as long as `plateau.weeks`.
[[nodiscard]] std::set<std::string> resting_entries(const State& state, const Catalogue& catalogue,
                                                    Day today);

/// The rule of a plateau, and the name of an input that names an entry which rests.
inline constexpr std::string_view plateau_rule = "ladder.plateau";
inline constexpr std::string_view rests_input = "rests";

}  // namespace lissom
