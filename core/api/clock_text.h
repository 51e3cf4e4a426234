#pragma once
/// Times of a day as people write them. Inside core/api only.

#include <charconv>
#include <optional>
#include <string>

namespace lissom {

/// "09:05" for 545 minutes after midnight.
[[nodiscard]] inline std::string clock_text(int minute) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  constexpr int per_hour = 60;
  return two(minute / per_hour) + ":" + two(minute % per_hour);
}

/// Minutes after midnight of "9:05" or "09:05"; nothing if it is no time of a day.
[[nodiscard]] inline std::optional<int> clock_minute(const std::string& text) {
  constexpr int hours = 24;
  constexpr int per_hour = 60;
  int hour = 0;
  int minute = 0;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, hour);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != ':') {
    return std::nullopt;
  }
  const auto second = std::from_chars(first.ptr + 1, end, minute);
  const bool sound = second.ec == std::errc{} && second.ptr == end && hour >= 0 && hour < hours &&
                     minute >= 0 && minute < per_hour;
  return sound ? std::optional(hour * per_hour + minute) : std::nullopt;
}

}  // namespace lissom
