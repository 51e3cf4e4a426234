#pragma once
/// When a person wants to be reminded: what they chose, and until then what reminders.toml says.
/// Kept as preferences; none of them changes a plan.

#include <optional>
#include <string>
#include <string_view>

#include "core/programme/state.h"

namespace lissom {

/// The preferences, by name.
namespace times_named {
inline constexpr std::string_view core_at = "times.core";        ///< minutes after midnight
inline constexpr std::string_view morning_at = "times.morning";  ///< minutes after midnight
inline constexpr std::string_view alarm = "times.alarm";         ///< minutes before; -1: none
inline constexpr std::string_view again = "times.again";         ///< minutes after; 0: none
inline constexpr std::string_view quiet_from = "times.quiet_from";
inline constexpr std::string_view quiet_to = "times.quiet_to";
inline constexpr std::string_view breaks = "times.breaks";  ///< yes or no
inline constexpr std::string_view titles = "times.titles";  ///< neutral or plain
}  // namespace times_named

/// Local times in minutes after midnight.
struct Times {
  int core_at_min = 0;
  int morning_at_min = 0;
  int alarm_min = 0;  ///< before the time itself; -1: none
  int again_min = 0;  ///< after the first reminder; 0: no second one
  int quiet_from_min = 0;
  int quiet_to_min = 0;  ///< the same as `quiet_from_min`: never quiet
  bool has_breaks = false;
  bool has_plain_titles = false;

  /// Whether nothing may ring at this minute of the day; over midnight, too.
  [[nodiscard]] bool is_quiet(int minute) const;
};

[[nodiscard]] Times times_of(const State& state, const Catalogue& catalogue);

}  // namespace lissom
