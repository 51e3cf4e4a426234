#pragma once
/// Whether a day is for the usual plan or for the flare set.

#include <optional>
#include <string>

#include "core/programme/gate.h"
#include "core/programme/state.h"

namespace lissom {

struct Mode {
  bool flare = false;
  std::string because;  ///< a plain sentence
  std::string rule;     ///< the number that decided, e.g. "modifiers.intensity.flare_from"
};

/// Pain now as last said: the latest report of "now", or the safety questions if those are later.
[[nodiscard]] std::optional<int> pain_now(const State& state);

/// The flare set is offered when pain is 6 or 7, in a new episode with 4 or 5 for the first two
/// days, for some days after a flare was declared or maintenance failed, and for two days after a
/// session that flared (modifiers.toml, maintenance.toml, pain.toml).
[[nodiscard]] Mode mode_of(const State& state, const Catalogue& catalogue, Instant now);

}  // namespace lissom
