#include "shells/calendar/write.h"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include <libical/ical.h>

#include "core/base/date.h"
#include "shells/calendar/zone.h"

namespace lissom::calendar {
namespace {

constexpr std::array<const char*, 7> weekday_codes = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr int days_a_year = 365;
constexpr int min_per_hour = 60;

/// Frees what libical made, with all below it.
struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Free>;

struct LocalTime {
  Day day;
  int minute = 0;
};

/// The local time of "2026-11-24" and "18:30", or nothing.
std::optional<LocalTime> time_in(const Json& day, const Json& clock) {
  if (!day.is_string() || !clock.is_string()) {
    return std::nullopt;
  }
  const auto moment = parse_rfc3339(day.get<std::string>() + "T" + clock.get<std::string>() + "Z");
  if (!moment) {
    return std::nullopt;
  }
  return LocalTime{local_day(moment->at, 0), local_minute(moment->at, 0)};
}

icaltimetype ical_time(Day day, int minute) {
  std::string text;
  for (const char c : to_iso(day)) {
    text += c == '-' ? "" : std::string(1, c);
  }
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  text += "T" + two(minute / min_per_hour) + two(minute % min_per_hour) + "00";
  return icaltime_from_string(text.c_str());
}

/// Puts the parts of an appointment together.
class Writer {
 public:
  Writer(const Json& calendar, const Zone& zone, Method method)
      : calendar_(calendar),
        zone_(zone),
        method_(method),
        root_(icalcomponent_new(ICAL_VCALENDAR_COMPONENT)) {}

  Result<std::string> run() {
    add(root_.get(), icalproperty_new_version("2.0"));
    add(root_.get(), icalproperty_new_prodid("-//Lissom//Calendar//EN"));
    add_named("X-WR-CALNAME", "Lissom");
    if (method_ == Method::feed) {
      add_named("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
      add_named("X-PUBLISHED-TTL", "PT6H");
    }
    for (const Json& one : list("appointments")) {
      if (!add_appointment(one)) {
        return bad_input("calendar: an appointment has no day or time");
      }
    }
    for (const Json& one : list("breaks")) {
      if (!add_series(one)) {
        return bad_input("calendar: a series of breaks has no days or times");
      }
    }
    return with_zone();
  }

 private:
  static void add(icalcomponent* to, icalproperty* property) {
    icalcomponent_add_property(to, property);
  }
  void add_named(const char* name, const char* value) {
    icalproperty* property = icalproperty_new_x(value);
    icalproperty_set_x_name(property, name);
    add(root_.get(), property);
  }
  [[nodiscard]] const Json& list(const char* name) const {
    static const Json none = Json::array();
    const auto found = calendar_.find(name);
    return found != calendar_.end() && found->is_array() ? *found : none;
  }

  void add_time(icalcomponent* to, icalproperty_kind kind, const LocalTime& time) {
    icalproperty* property = icalproperty_new(kind);
    icalproperty_set_value(property, icalvalue_new_datetime(ical_time(time.day, time.minute)));
    icalproperty_add_parameter(property, icalparameter_new_tzid(zone_.name().c_str()));
    add(to, property);
    first_ = std::min(first_, time.day);
    last_ = std::max(last_, time.day);
  }

  /// What all of them have, the series and its exceptions too.
  icalcomponent* event(const Json& one, const LocalTime& time) {
    icalcomponent* made = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    icalcomponent_add_component(root_.get(), made);
    const bool is_cancelled = one.value("status", "") == "cancelled";
    add(made, icalproperty_new_uid(one.value("uid", "").c_str()));
    const auto stamp_s = calendar_.value("stamp_ms", std::int64_t{0}) / 1000;
    add(made, icalproperty_new_dtstamp(icaltime_from_timet_with_zone(
                  static_cast<time_t>(stamp_s), 0, icaltimezone_get_utc_timezone())));
    add(made,
        icalproperty_new_sequence(static_cast<int>(calendar_.value("sequence", std::int64_t{0}))));
    add_time(made, ICAL_DTSTART_PROPERTY, time);
    icaldurationtype length = icaldurationtype_null_duration();
    length.minutes = static_cast<unsigned>(std::max(1, one.value("minutes", 1)));
    add(made, icalproperty_new_duration(length));
    add(made, icalproperty_new_summary(one.value("title", "").c_str()));
    add(made,
        icalproperty_new_status(is_cancelled                             ? ICAL_STATUS_CANCELLED
                                : one.value("status", "") == "tentative" ? ICAL_STATUS_TENTATIVE
                                                                         : ICAL_STATUS_CONFIRMED));
    add(made, icalproperty_new_class(ICAL_CLASS_PRIVATE));
    add(made, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    if (!is_cancelled) {
      add(made, icalproperty_new_description(calendar_.value("text", "").c_str()));
      add_alarm(made, one);
    }
    return made;
  }

  /// One alarm that rings at most twice.
  static void add_alarm(icalcomponent* to, const Json& one) {
    const auto reminder = one.find("reminder");
    if (reminder == one.end() || !reminder->is_object()) {
      return;
    }
    icalcomponent* alarm = icalcomponent_new(ICAL_VALARM_COMPONENT);
    icalcomponent_add_component(to, alarm);
    add(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
    add(alarm, icalproperty_new_description(one.value("title", "").c_str()));
    icaltriggertype trigger{};
    trigger.duration = icaldurationtype_from_int(-min_per_hour * reminder->value("before_min", 0));
    add(alarm, icalproperty_new_trigger(trigger));
    if (const int again = reminder->value("again_min", 0); again > 0) {
      add(alarm, icalproperty_new_repeat(1));
      add(alarm, icalproperty_new_duration(icaldurationtype_from_int(min_per_hour * again)));
    }
  }

  bool add_appointment(const Json& one) {
    const auto time = one.is_object() ? time_in(one.value("day", Json()), one.value("from", Json()))
                                      : std::nullopt;
    if (time) {
      (void)event(one, *time);
    }
    return time.has_value();
  }

  bool add_series(const Json& one) {
    const auto first = time_in(one.value("first_day", Json()), one.value("from", Json()));
    const auto last = time_in(one.value("last_day", Json()), one.value("from", Json()));
    if (!first || !last) {
      return false;
    }
    last_ = std::max(last_, last->day);
    icalcomponent* series = event(one, *first);
    if (one.value("status", "") == "cancelled") {
      return true;
    }
    add(series, icalproperty_new_rrule(rule_of(one, *last)));
    for (const Json& other : one.value("moved", Json::array())) {
      const auto usual = time_in(other.value("day", Json()), one.value("from", Json()));
      const auto now = time_in(other.value("day", Json()), other.value("from", Json()));
      if (usual && now) {
        add_time(event(one, *now), ICAL_RECURRENCEID_PROPERTY, *usual);
      } else if (usual) {
        add_time(series, ICAL_EXDATE_PROPERTY, *usual);
      }
    }
    return true;
  }

  [[nodiscard]] icalrecurrencetype rule_of(const Json& one, const LocalTime& last) const {
    std::string rule = "FREQ=WEEKLY;WKST=MO;BYDAY=";
    for (const Json& day : one.value("weekdays", Json::array())) {
      const auto at = static_cast<std::size_t>(std::clamp(day.get<int>(), 0, 6));
      rule += (rule.ends_with('=') ? "" : ",") + std::string(weekday_codes.at(at));
    }
    // With a start in a zone the end of a rule is UTC.
    constexpr std::int64_t s_per_day = 86400;
    const std::int64_t until_s = zone_.utc_s(
        static_cast<std::int64_t>(last.day.number) * s_per_day + last.minute * min_per_hour);
    const icaltimetype until = icaltime_from_timet_with_zone(static_cast<time_t>(until_s), 0,
                                                             icaltimezone_get_utc_timezone());
    rule += std::string(";UNTIL=") + icaltime_as_ical_string(until);
    return icalrecurrencetype_from_string(rule.c_str());
  }

  /// The zone goes before the events, with the changes around the time of the calendar.
  std::string with_zone() {
    char* const raw = icalcomponent_as_ical_string_r(root_.get());
    std::string text(raw);
    icalmemory_free_buffer(raw);
    const std::size_t at = text.find("BEGIN:VEVENT");
    if (at != std::string::npos) {
      text.insert(at, zone_.component(first_ + -days_a_year, last_ + days_a_year));
    }
    return text;
  }

  const Json& calendar_;
  const Zone& zone_;
  Method method_;
  Component root_;
  Day first_{INT32_MAX};
  Day last_{0};
};

}  // namespace

Result<std::string> write_calendar(const Json& calendar, std::string_view zone, Method method) {
  const auto found = Zone::find(zone);
  if (!found) {
    return tl::unexpected(found.error());
  }
  if (!calendar.is_object()) {
    return bad_input("there is no calendar to write");
  }
  return Writer(calendar, *found, method).run();
}

}  // namespace lissom::calendar
