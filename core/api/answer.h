#pragma once
/// The one façade. A shell asks with JSON and shows what comes back; facade.json defines requests
/// and views.

#include <cstdint>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/journal/journal.h"
#include "core/programme/state.h"

namespace lissom {

/// What the outside world tells the core, besides the question itself.
struct Moment {
  Instant now;             ///< from the shell's clock
  int utc_offset_min = 0;  ///< where the person is; sessions belong to local days
  std::uint64_t seed = 0;  ///< from the shell's entropy; makes the ids of new events
};

/// Whose journal it is, and which device writes.
struct Identity {
  Uuid person;
  Uuid device;
};

/// What a request leads to. `events` must be stored, all or none, before `view` is shown.
struct Outcome {
  int exit = 0;  ///< 0, or 3 if refused for safety
  Json view;
  std::vector<Event> events;
};

/// Answers one request about one journal. The same journal and arguments give the same bytes, on
/// every host. The events of the outcome are supposed in `tally` until they are added to it; what
/// was supposed before is dropped first.
/// @return bad_input or unknown with one plain line; nothing is to be stored then
[[nodiscard]] Result<Outcome> answer(Tally& tally, const Json& request, const Moment& moment,
                                     const Identity& identity, const Catalogue& catalogue);

/// The same for a journal of which only one thing is asked.
[[nodiscard]] Result<Outcome> answer(const Journal& journal, const Json& request,
                                     const Moment& moment, const Identity& identity,
                                     const Catalogue& catalogue);

}  // namespace lissom
