#pragma once
/// A record whose last entry lies ahead of the clock: either the clock is wrong, or it was. Inside
/// core/api only.

#include <optional>

#include "core/api/answer.h"

namespace lissom {

/// Why nothing is answered while the clock lies so far behind the record.
[[nodiscard]] std::optional<Fault> clock_fault(const Journal& journal, const Moment& moment);

/// Answers `redate` then: says what lies ahead, and with `"confirm": true` moves it.
[[nodiscard]] Result<Outcome> redate(const Journal& journal, ObjectReader& in, const Moment& moment,
                                     const Identity& identity, const Catalogue& catalogue);

}  // namespace lissom
