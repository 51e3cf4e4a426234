#include "core/base/date.h"

#include <array>
#include <charconv>
#include <chrono>

namespace lissom {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t ms_per_second = 1000;
constexpr std::int64_t ms_per_minute = 60 * ms_per_second;
constexpr int most_utc_offset_min = 14 * 60;         // Kiribati
constexpr Instant end_of_time{84'006 * ms_per_day};  // 2200-01-01

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

std::string padded(int value, std::size_t width) {
  std::string text = std::to_string(value);
  return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

/// Takes exactly `width` digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) {
    return std::nullopt;
  }
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + width, value);
  if (error != std::errc{} || end != text.data() + width || text.front() == '-') {
    return std::nullopt;
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

std::optional<Day> take_day(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) {
    return std::nullopt;
  }
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) {
    return std::nullopt;
  }
  const auto day = take_digits(text, 2);
  if (!day || *year < 1970 || *year > 2199) {
    return std::nullopt;
  }
  const year_month_day date{std::chrono::year{*year},
                            std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) {
    return std::nullopt;
  }
  return Day{static_cast<std::int32_t>(sys_days{date}.time_since_epoch().count())};
}

/// "18:05", "18:05:30" or "18:05:30.250", in milliseconds since midnight.
std::optional<std::int64_t> take_time_ms(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) {
    return std::nullopt;
  }
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) {
    return std::nullopt;
  }
  std::int64_t ms = (*hour * 60 + *minute) * ms_per_minute;
  if (!take(text, ':')) {
    return ms;
  }
  const auto second = take_digits(text, 2);
  if (!second || *second > 59) {
    return std::nullopt;
  }
  ms += *second * ms_per_second;
  if (take(text, '.')) {
    // As many digits as its writer liked; we keep three.
    std::int64_t place_ms = 100;
    auto digit = take_digits(text, 1);
    if (!digit) {
      return std::nullopt;
    }
    for (; digit; digit = take_digits(text, 1)) {
      ms += *digit * place_ms;
      place_ms /= 10;
    }
  }
  return ms;
}

/// "Z", "+02:00" or "-03:30", in minutes ahead of UTC.
std::optional<int> take_offset_min(std::string_view& text) {
  if (take(text, 'Z')) {
    return 0;
  }
  const bool ahead = take(text, '+');
  if (!ahead && !take(text, '-')) {
    return std::nullopt;
  }
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) {
    return std::nullopt;
  }
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) {
    return std::nullopt;
  }
  const int offset = *hour * 60 + *minute;
  if (offset > most_utc_offset_min) {
    return std::nullopt;
  }
  return ahead ? offset : -offset;
}

}  // namespace

Day local_day(Instant at, int utc_offset_min) {
  return {static_cast<std::int32_t>(floor_div(at.ms + utc_offset_min * ms_per_minute, ms_per_day))};
}

int local_minute(Instant at, int utc_offset_min) {
  const std::int64_t local_ms = at.ms + utc_offset_min * ms_per_minute;
  return static_cast<int>((local_ms - floor_div(local_ms, ms_per_day) * ms_per_day) /
                          ms_per_minute);
}

int weekday(Day day) {
  // 1970-01-01 was a Thursday.
  return static_cast<int>((day.number % 7 + 7 + 3) % 7);
}

std::string_view weekday_name(Day day) {
  constexpr std::array<std::string_view, 7> names = {"Mon", "Tue", "Wed", "Thu",
                                                     "Fri", "Sat", "Sun"};
  return names.at(static_cast<std::size_t>(weekday(day)));
}

std::string to_iso(Day day) {
  const year_month_day date{sys_days{days{day.number}}};
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

Result<Day> parse_day(std::string_view text) {
  std::string_view rest = text;
  const auto day = take_day(rest);
  if (!day || !rest.empty()) {
    return bad_input(as_typed(text) + " is not a day; expected one like 2026-11-24");
  }
  return *day;
}

std::string to_rfc3339(Instant at, int utc_offset_min) {
  const int minute = local_minute(at, utc_offset_min);
  const auto second =
      static_cast<int>((at.ms - floor_div(at.ms, ms_per_minute) * ms_per_minute) / 1000);
  std::string offset = "Z";
  if (utc_offset_min != 0) {
    const int size = utc_offset_min < 0 ? -utc_offset_min : utc_offset_min;
    offset = (utc_offset_min < 0 ? "-" : "+") + padded(size / 60, 2) + ":" + padded(size % 60, 2);
  }
  return to_iso(local_day(at, utc_offset_min)) + "T" + padded(minute / 60, 2) + ":" +
         padded(minute % 60, 2) + ":" + padded(second, 2) + offset;
}

Result<LocalMoment> parse_rfc3339(std::string_view text) {
  std::string_view rest = text;
  const auto day = take_day(rest);
  const bool separated = day && take(rest, 'T');
  const auto time_ms = separated ? take_time_ms(rest) : std::nullopt;
  const auto offset_min = time_ms ? take_offset_min(rest) : std::nullopt;
  if (!offset_min || !rest.empty()) {
    return bad_input(as_typed(text) + " is not a moment; expected one like 2026-11-24T18:05+02:00");
  }
  const Instant at{day->number * ms_per_day + *time_ms - *offset_min * ms_per_minute};
  if (at < Instant{} || at >= end_of_time) {
    return bad_input(as_typed(text) + " is not from 1970 to 2199 in UTC");
  }
  return LocalMoment{at, *offset_min};
}

}  // namespace lissom
