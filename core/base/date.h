#pragma once
/// Moments and civil days. A moment is UTC; a day is where the person is, because sessions belong
/// to local days.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace lissom {

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t ms = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// A civil day: days since 1970-01-01.
struct Day {
  std::int32_t number = 0;
  friend auto operator<=>(const Day&, const Day&) = default;
};

constexpr std::int64_t ms_per_day = 86'400'000;
constexpr int days_per_week = 7;

/// The day it is at `at` for a person whose clock is `utc_offset_min` ahead of UTC.
[[nodiscard]] Day local_day(Instant at, int utc_offset_min);
/// Minutes since local midnight, 0 to 1439.
[[nodiscard]] int local_minute(Instant at, int utc_offset_min);

[[nodiscard]] constexpr Day operator+(Day day, int days) {
  return {day.number + days};
}
[[nodiscard]] constexpr int operator-(Day a, Day b) {
  return a.number - b.number;
}

/// 0 Monday to 6 Sunday.
[[nodiscard]] int weekday(Day day);
[[nodiscard]] std::string_view weekday_name(Day day);  ///< "Mon" … "Sun"

/// "2026-11-24".
[[nodiscard]] std::string to_iso(Day day);
/// Reads "2026-11-24". @return bad_input for anything else, impossible dates included
[[nodiscard]] Result<Day> parse_day(std::string_view text);

/// "2026-11-24T18:05:00+02:00": the local time of `at` with its offset.
[[nodiscard]] std::string to_rfc3339(Instant at, int utc_offset_min);

/// A moment with the offset it was written in.
struct LocalMoment {
  Instant at;
  int utc_offset_min = 0;
};
/// Reads RFC 3339, seconds optional: "2026-11-24T18:05+02:00", "2026-11-24T16:05:30.250Z". What is
/// below a millisecond is dropped. Years 1970 to 2199, here and in UTC; offsets up to 14 hours.
/// @return bad_input with what was expected
[[nodiscard]] Result<LocalMoment> parse_rfc3339(std::string_view text);

}  // namespace lissom
