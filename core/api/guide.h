#pragma once
/// The guided session for shells: the timeline of a started session, to be played by `Player`.

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/journal/event.h"
#include "core/session/player.h"

namespace lissom {

/// The timeline of planned entries; entries that the catalogue no longer has are left out.
[[nodiscard]] Timeline timeline_of(const std::vector<PlannedEntry>& entries, bool right_first,
                                   bool slow, const Catalogue& catalogue);

/// The same from the view of `start` or `resume`. @return bad_input if it is not such a view
[[nodiscard]] Result<Timeline> timeline_of(const Json& start_view, const Catalogue& catalogue);

/// The player of a session from the view of `start` or `resume`, at its beginning or where it was
/// left. @return bad_input if it is not such a view, or nothing is to be done in it
[[nodiscard]] Result<Player> player_of(const Json& start_view, const Catalogue& catalogue);

/// Cues as a view shows them.
[[nodiscard]] Json cues_view(const Timeline& timeline);

/// Steps that are not to be run again: done, or left out with the rest of their entry.
[[nodiscard]] std::vector<int> settled_steps(
    const Timeline& timeline, const std::vector<int>& done,
    const std::vector<std::pair<int, bool>>& stopped_with_rest);

}  // namespace lissom
