#pragma once
/// When somebody is taken, out of a calendar file (RFC 5545) of another program.
///
/// Read are appointments that take time: not cancelled, not marked as free, not whole days.
/// Repetitions are counted out, with what is left out and what is moved. Titles are not looked at.

#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.h"
#include "core/base/result.h"
#include "shells/calendar/zone.h"

namespace lissom::calendar {

/// A time of one local day that is taken. Minutes after midnight; `to_min` not included.
struct TakenTime {
  Day day;
  int from_min = 0;
  int to_min = 0;
  friend auto operator<=>(const TakenTime&, const TakenTime&) = default;
};

struct Taken {
  std::vector<TakenTime> times;  ///< ascending, each once
  int not_understood = 0;        ///< appointments that were left out for it
};

constexpr std::size_t most_calendar_bytes = std::size_t{8} << 20U;

/// @param first, last  local days in `zone`, both included
/// @return bad_input if `text` is no calendar
[[nodiscard]] Result<Taken> taken_times(std::string_view text, const Zone& zone, Day first,
                                        Day last);

}  // namespace lissom::calendar
