#pragma once
/// What was done of what was planned, kindly counted (adherence.toml, dossier 9.2).

#include <optional>

#include "core/programme/state.h"

namespace lissom {

/// How much of a session counts, in per cent: 100 if it was done to the end, partial_credit_pct if
/// at least partial_entries_min entries were, else 0.
[[nodiscard]] int credit_pct(const SessionLog& session, const Catalogue& catalogue);

/// Main sessions on some days.
struct Adherence {
  int planned = 0;  ///< by the plan that held on each day; flare days plan nothing
  int done = 0;     ///< sessions with any credit
  int credit = 0;   ///< in hundredths of a session
  /// Credit of what was planned, at most 100; nothing if nothing was planned.
  [[nodiscard]] std::optional<int> pct() const;
};

/// @param first, last  local days, both included
[[nodiscard]] Adherence adherence(const State& state, const Catalogue& catalogue, Day first,
                                  Day last);

}  // namespace lissom
