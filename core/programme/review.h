#pragma once
/// What the reviews say: rules E6, E7 and E8 (escalation.toml, dossier 2.5). They read the person's
/// own activities, the change as they see it, and the pain of the days.

#include <vector>

#include "core/programme/state.h"

namespace lissom {

/// The rules that fire now that something was measured or reported. Each fires once a review: E6
/// compares with the first value, or with the one that it last fired on; E7 and E8 fire once a
/// programme, when the activities of their week are rated, or a week later without.
///
/// What was never measured does not speak for or against; the pain of the days must be known.
[[nodiscard]] std::vector<Firing> reviews(const State& state, const Catalogue& catalogue,
                                          Instant at, Day today);

}  // namespace lissom
