#pragma once
/// What is watched while the programme runs: the rules E3, E4, E5, E9 and E10 of escalation.toml
/// and the counts of the 24-hour response (dossier 2.3 to 2.5). E1, E2 and E11 come with the safety
/// questions and the check before a session.

#include <string>
#include <string_view>
#include <vector>

#include "core/programme/state.h"

namespace lissom {

/// Words a morning report may carry besides its number.
inline constexpr std::string_view stiff_word = "stiff over an hour";
inline constexpr std::string_view sleep_broken_word = "sleep broken";

/// The rules that fire now, after what was said at `at`. A rule reads only days since it last
/// fired, so that one bad spell fires it once.
/// @param today  the day to decide for; what is known of later days is not read, so that what was
///               told late counts as it would have on its day
[[nodiscard]] std::vector<Firing> escalations(const State& state, const Catalogue& catalogue,
                                              Instant at, Day today);

/// What a rule did, in plain words without a full stop: "The plan stepped back".
/// @param change  of a `PlanAdapted` or a `Firing`; one that is not known comes back as it is
[[nodiscard]] std::string change_words(std::string_view change);

/// Twice the median of some numbers, so that it stays whole. @pre not empty
[[nodiscard]] int twice_median(std::vector<int> numbers);

}  // namespace lissom
