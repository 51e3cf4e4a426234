#include "core/programme/times.h"

#include <charconv>

namespace lissom {
namespace {

int number_of(const State& state, std::string_view name, int otherwise) {
  const auto chosen = state.preferences.find(name);
  if (chosen == state.preferences.end()) {
    return otherwise;
  }
  const std::string& text = chosen->second;
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? value : otherwise;
}

bool is_chosen(const State& state, std::string_view name, std::string_view value) {
  const auto chosen = state.preferences.find(name);
  return chosen != state.preferences.end() && chosen->second == value;
}

}  // namespace

bool Times::is_quiet(int minute) const {
  if (quiet_from_min <= quiet_to_min) {
    return minute >= quiet_from_min && minute < quiet_to_min;
  }
  return minute >= quiet_from_min || minute < quiet_to_min;
}

Times times_of(const State& state, const Catalogue& catalogue) {
  const auto usual = [&](const char* place) { return catalogue.number(place); };
  Times times;
  times.core_at_min = number_of(state, times_named::core_at, usual("reminders.core_at_min"));
  times.morning_at_min =
      number_of(state, times_named::morning_at, usual("reminders.morning_at_min"));
  times.alarm_min = number_of(state, times_named::alarm, usual("reminders.alarm_min"));
  times.again_min = number_of(state, times_named::again, usual("reminders.again_min"));
  times.quiet_from_min =
      number_of(state, times_named::quiet_from, usual("reminders.quiet_from_min"));
  times.quiet_to_min = number_of(state, times_named::quiet_to, usual("reminders.quiet_to_min"));
  times.has_breaks = is_chosen(state, times_named::breaks, "yes");
  times.has_plain_titles = is_chosen(state, times_named::titles, "plain");
  return times;
}

}  // namespace lissom
