#pragma once
/// What the log says about sessions: open ones, done ones, shares. Inside core/api only.

#include <string_view>

#include "core/api/call.h"
#include "core/api/guide.h"
#include "core/programme/adherence.h"

namespace lissom {

/// The last session of `today` that was begun and not ended, or null.
[[nodiscard]] const SessionLog* open_session(const State& state, Day today);

/// Sessions of a slot (of one variant, or of all with "") on the days from `first` to `last` in
/// which something was done to the end, or at least partial_entries_min entries.
[[nodiscard]] int sessions_done(const State& state, std::string_view slot, std::string_view variant,
                                Day first, Day last);

/// Breaks that were walked on the days from `first` to `last`.
[[nodiscard]] int breaks_walked(const State& state, Day first, Day last);

/// A walk counts for any break that is planned: takes from `walks` what a variant of the slot still
/// lacks. @return how many that is
int take_walks(int& walks, std::string_view slot, int planned, int done);

[[nodiscard]] const SessionLog* find_session(const State& state, const Uuid& id);

}  // namespace lissom
