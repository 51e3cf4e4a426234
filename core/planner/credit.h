#pragma once
/// How much stretch an entry gives: to each muscle, for the weekly cap, and to each need, for the
/// choice.

#include <map>
#include <string>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/journal/event.h"
#include "core/programme/dose_time.h"
#include "core/programme/state.h"

namespace lissom {

using HalfSeconds = std::map<std::string, int, std::less<>>;

/// Half seconds of a session for each muscle and side: a primary muscle gets two for each second, a
/// secondary one the share of the dose table. Control drills and rest give nothing: a muscle that
/// works, or lies still, is not stretched. Nor is one that the model of the body finds shorter than
/// in standing all along (catalogue/lengths.toml): it has none of the entry.
[[nodiscard]] HalfSeconds muscle_half_seconds(const Exercise& exercise, Dose dose,
                                              const Catalogue& catalogue);

/// Half seconds of a session for a need: in full from an entry that one of its muscles leads, by
/// the share of a secondary muscle from one that has it further on among its primary muscles, else
/// none; a muscle that the model finds shortened counts as not there. Lying on the elbows also
/// lengthens the psoas, but it does not take the place of a stretch for the front of the hip; and
/// many small shares do not take the place of one stretch.
[[nodiscard]] int need_half_seconds(const Need& need, const Exercise& exercise, Dose dose,
                                    const Catalogue& catalogue);

/// The same of whole slots in a week, for each need.
[[nodiscard]] HalfSeconds weekly_need_half_seconds(const std::vector<PlannedSlot>& slots,
                                                   const Catalogue& catalogue);

/// Half seconds a week that each muscle gets on each side from these slots.
[[nodiscard]] HalfSeconds weekly_half_seconds(const std::vector<PlannedSlot>& slots,
                                              const Catalogue& catalogue);

/// Half seconds that each muscle got on each side in the sessions of these days, planned or not.
/// The steps of a side count half for each of the two.
[[nodiscard]] HalfSeconds done_half_seconds(const State& state, Day first, Day last,
                                            const Catalogue& catalogue);

/// Half seconds that each muscle gets on each side in a week: from these slots, and from what the
/// person chose beside the plan and has done.
[[nodiscard]] HalfSeconds ledger_half_seconds(const State& state,
                                              const std::vector<PlannedSlot>& slots, Day first_day,
                                              const Catalogue& catalogue);

}  // namespace lissom
