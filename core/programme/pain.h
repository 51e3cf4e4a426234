#pragma once
/// What pain during a hold means: the bands of rules/pain.toml (dossier 2.2).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue/catalogue.h"

namespace lissom {

enum class PainBand : std::uint8_t { green, amber, red, halt };
[[nodiscard]] std::string_view name_of(PainBand band);  ///< "GREEN" …

/// What to do about it now.
enum class PainAction : std::uint8_t { carry_on, ease, stop_entry, end_session };
[[nodiscard]] std::string_view name_of(PainAction action);

/// The band of a pain report during a hold. HALT words win, then RED, then GREEN, else AMBER.
///
/// @param before  pain before the session, 0 to 10
/// @param during  peak during the hold, 0 to 10
/// @param words   how it feels, as in the catalogue's lists; others are ignored
[[nodiscard]] PainBand pain_band(const PainRules& rules, int before, int during,
                                 const std::vector<std::string>& words);

/// @param reds_before  RED reports earlier in the same session
[[nodiscard]] PainAction pain_action(const PainRules& rules, PainBand band, int reds_before);

/// How the day after went, from pain before a session and pain the next morning (dossier 2.3).
enum class DayAfter : std::uint8_t { settled, irritated, flared };
[[nodiscard]] std::string_view name_of(DayAfter response);
[[nodiscard]] DayAfter day_after(const Catalogue& catalogue, int before, int next_morning);

}  // namespace lissom
