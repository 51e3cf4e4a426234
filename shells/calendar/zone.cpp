#include "shells/calendar/zone.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <libical/ical.h>

namespace lissom::calendar {
namespace {

constexpr std::int64_t s_per_hour = 3600;
constexpr std::int64_t s_per_day = 86400;

/// No path, no rule such as "CET-1CEST": a name.
bool is_name(std::string_view text) {
  return !text.empty() && text.front() != '/' && text.find("..") == std::string_view::npos &&
         text.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/+-") ==
             std::string_view::npos;
}

bool is_zone(std::string_view name) {
  return Zone::find(name).has_value();
}

std::string zone_of_link() {
  std::error_code error;
  const std::string to = std::filesystem::read_symlink("/etc/localtime", error).string();
  constexpr std::string_view folder = "zoneinfo/";
  const std::size_t at = to.find(folder);
  return at == std::string::npos ? "" : to.substr(at + folder.size());
}

std::string text_of_offset(std::int64_t offset_s) {
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const std::int64_t size = std::abs(offset_s);
  constexpr std::int64_t per_min = 60;
  std::string text = offset_s < 0 ? "-" : "+";
  text += two(size / s_per_hour) + two(size / per_min % per_min);
  return size % per_min == 0 ? text : text + two(size % per_min);
}

/// "20261025T040000".
std::string text_of_local(std::int64_t local_s) {
  const Day day = local_day({local_s * 1000}, 0);
  const auto second = local_s - static_cast<std::int64_t>(day.number) * s_per_day;
  std::string text;
  for (const char c : to_iso(day)) {
    text += c == '-' ? "" : std::string(1, c);
  }
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  constexpr std::int64_t per_min = 60;
  return text + "T" + two(second / s_per_hour) + two(second / per_min % per_min) +
         two(second % per_min);
}

std::string observance(bool is_daylight, std::int64_t from_s, std::int64_t to_s,
                       const std::string& start) {
  const std::string name = is_daylight ? "DAYLIGHT" : "STANDARD";
  return "BEGIN:" + name + "\r\nDTSTART:" + start + "\r\nTZOFFSETFROM:" + text_of_offset(from_s) +
         "\r\nTZOFFSETTO:" + text_of_offset(to_s) + "\r\nEND:" + name + "\r\n";
}

icaltimetype time_of(std::int64_t utc_s) {
  return icaltime_from_timet_with_zone(static_cast<time_t>(utc_s), 0,
                                       icaltimezone_get_utc_timezone());
}

}  // namespace

std::string zone_of_this_machine() {
  const char* const tz = std::getenv("TZ");
  std::string named = tz == nullptr ? "" : tz;
  named.erase(0, named.starts_with(':') ? 1 : 0);
  if (is_zone(named)) {
    return named;
  }
  std::ifstream file("/etc/timezone");
  std::string line;
  if (std::getline(file, line) && is_zone(line)) {
    return line;
  }
  const std::string linked = zone_of_link();
  return is_zone(linked) ? linked : "Etc/UTC";
}

Result<Zone> Zone::find(std::string_view name) {
  const std::string text(name);
  icaltimezone* zone = is_name(name) ? icaltimezone_get_builtin_timezone(text.c_str()) : nullptr;
  if (zone == nullptr) {
    return bad_input(as_typed(name) + " is no time zone; expected a name like Europe/Kyiv");
  }
  return Zone(text, zone);
}

int Zone::offset_s(std::int64_t utc_s) const {
  icaltimetype time = time_of(utc_s);
  int is_daylight = 0;
  return icaltimezone_get_utc_offset_of_utc_time(zone_, &time, &is_daylight);
}

bool Zone::is_daylight(std::int64_t utc_s) const {
  icaltimetype time = time_of(utc_s);
  int is_daylight = 0;
  (void)icaltimezone_get_utc_offset_of_utc_time(zone_, &time, &is_daylight);
  return is_daylight != 0;
}

std::int64_t Zone::utc_s(std::int64_t local_s) const {
  const std::int64_t before = local_s - offset_s(local_s - s_per_day);
  if (this->local_s(before) == local_s) {
    return before;
  }
  const std::int64_t after = local_s - offset_s(local_s + s_per_day);
  return this->local_s(after) == local_s ? after : before;
}

/// The first second after `from_s` with another offset, or `until_s`.
std::int64_t Zone::change_after(std::int64_t from_s, std::int64_t until_s) const {
  const int offset = offset_s(from_s);
  std::int64_t same = from_s;
  std::int64_t other = from_s;
  while (other < until_s && offset_s(other) == offset) {
    same = other;
    other += s_per_day;
  }
  if (other >= until_s) {
    return until_s;
  }
  while (other - same > 1) {
    const std::int64_t middle = same + (other - same) / 2;
    (offset_s(middle) == offset ? same : other) = middle;
  }
  return other;
}

std::string Zone::component(Day first, Day last) const {
  std::int64_t at = static_cast<std::int64_t>(first.number) * s_per_day;
  const std::int64_t until = static_cast<std::int64_t>(last.number) * s_per_day;
  std::string text = "BEGIN:VTIMEZONE\r\nTZID:" + name_ + "\r\n";
  text += observance(is_daylight(at), offset_s(at), offset_s(at), text_of_local(local_s(at)));
  for (;;) {
    const std::int64_t change = change_after(at, until);
    if (change >= until) {
      return text + "END:VTIMEZONE\r\n";
    }
    const int before = offset_s(change - 1);
    text +=
        observance(is_daylight(change), before, offset_s(change), text_of_local(change + before));
    at = change;
  }
}

}  // namespace lissom::calendar
