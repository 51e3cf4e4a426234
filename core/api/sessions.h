#pragma once
/// What the log says about sessions: open ones, done ones, shares. Inside core/api only.

#include <string_view>

#include "core/api/call.h"
#include "core/api/guide.h"
#include "core/programme/adherence.h"

namespace lissom {

// Requests about sessions that are not begun, by file.
Result<Outcome> do_audio(Call& call, ObjectReader& in);
Result<Outcome> do_next_break(Call& call, ObjectReader& in);

/// The last session of `today` that was begun and not ended, or null.
[[nodiscard]] const SessionLog* open_session(const State& state, Day today);

/// Sessions of a slot (of one variant, or of all with "") on the days from `first` to `last` in
/// which something was done to the end, or at least partial_entries_min entries.
[[nodiscard]] int sessions_done(const State& state, std::string_view slot, std::string_view variant,
                                Day first, Day last);

[[nodiscard]] const SessionLog* find_session(const State& state, const Uuid& id);

}  // namespace lissom
