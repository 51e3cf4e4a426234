#include "shells/calendar/busy.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include <libical/ical.h>

namespace lissom::calendar {
namespace {

constexpr std::int64_t s_per_min = 60;
constexpr std::int64_t s_per_day = 86400;
constexpr int min_per_day = 24 * 60;
/// More repetitions than this before the days that are asked for are not counted out: that is
/// twenty years of every day. Convention.
constexpr int most_steps = 8000;
/// No meeting is longer; what says so is not one. Convention.
constexpr std::int64_t longest_s = 7 * s_per_day;

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeIterator {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;
using Iterator = std::unique_ptr<icalrecur_iterator, FreeIterator>;

/// An appointment as far as it matters here.
struct Event {
  icalcomponent* raw = nullptr;
  icaltimetype start{};
  const icaltimezone* zone = nullptr;  ///< of the start; null: wherever the person is
  std::int64_t length_s = 0;
};

class Reader {
 public:
  Reader(icalcomponent* root, const Zone& zone, Day first, Day last)
      : root_(root),
        zone_(zone),
        from_s_(zone.utc_s(static_cast<std::int64_t>(first.number) * s_per_day)),
        until_s_(zone.utc_s((static_cast<std::int64_t>(last.number) + 1) * s_per_day)) {}

  Taken run() {
    for_each_event([this](icalcomponent* event) { note_exception(event); });
    for_each_event([this](icalcomponent* event) { read(event); });
    taken_.times.assign(times_.begin(), times_.end());
    return std::move(taken_);
  }

 private:
  void for_each_event(auto each) {
    for (icalcomponent* at = icalcomponent_get_first_component(root_, ICAL_VEVENT_COMPONENT);
         at != nullptr; at = icalcomponent_get_next_component(root_, ICAL_VEVENT_COMPONENT)) {
      each(at);
    }
  }

  static std::string text_of(const char* text) { return text == nullptr ? "" : text; }

  static icalproperty* property(icalcomponent* event, icalproperty_kind kind) {
    return icalcomponent_get_first_property(event, kind);
  }

  /// The zone that a time of the file is in: of its TZID, by the file's own VTIMEZONE or by name.
  [[nodiscard]] const icaltimezone* zone_of(icalproperty* property,
                                            const icaltimetype& time) const {
    if (icaltime_is_utc(time) != 0) {
      return icaltimezone_get_utc_timezone();
    }
    icalparameter* const id = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    if (id == nullptr) {
      return zone_.raw();
    }
    const char* const name = icalparameter_get_tzid(id);
    if (name == nullptr) {
      return nullptr;
    }
    icaltimezone* known = icalcomponent_get_timezone(root_, name);
    if (known == nullptr) {
      const auto by_name = Zone::find(name);
      known = by_name ? by_name->raw() : nullptr;
    }
    return known;
  }

  static std::int64_t utc_of(const icaltimetype& time, const icaltimezone* zone) {
    return static_cast<std::int64_t>(icaltime_as_timet_with_zone(time, zone));
  }

  /// The start of an event; nothing if there is none, or if it is a whole day.
  std::optional<Event> event_of(icalcomponent* raw) {
    icalproperty* const start = property(raw, ICAL_DTSTART_PROPERTY);
    if (start == nullptr) {
      ++taken_.not_understood;
      return std::nullopt;
    }
    Event event{.raw = raw, .start = icalproperty_get_dtstart(start)};
    if (event.start.is_date != 0) {
      return std::nullopt;
    }
    event.zone = zone_of(start, event.start);
    event.length_s = length_of(event);
    if (event.zone == nullptr || icaltime_is_valid_time(event.start) == 0 || event.length_s < 0 ||
        event.length_s > longest_s) {
      ++taken_.not_understood;
      return std::nullopt;
    }
    return event;
  }

  [[nodiscard]] std::int64_t length_of(const Event& event) const {
    if (icalproperty* const end = property(event.raw, ICAL_DTEND_PROPERTY)) {
      const icaltimetype time = icalproperty_get_dtend(end);
      const icaltimezone* const zone = zone_of(end, time);
      return zone == nullptr ? -1 : utc_of(time, zone) - utc_of(event.start, event.zone);
    }
    if (icalproperty* const length = property(event.raw, ICAL_DURATION_PROPERTY)) {
      return icaldurationtype_as_int(icalproperty_get_duration(length));
    }
    return 0;
  }

  /// Whether it takes time at all.
  static bool is_taking(icalcomponent* event) {
    icalproperty* const status = property(event, ICAL_STATUS_PROPERTY);
    icalproperty* const transp = property(event, ICAL_TRANSP_PROPERTY);
    const bool is_cancelled =
        status != nullptr && icalproperty_get_status(status) == ICAL_STATUS_CANCELLED;
    const bool is_free =
        transp != nullptr && icalproperty_get_transp(transp) == ICAL_TRANSP_TRANSPARENT;
    return !is_cancelled && !is_free;
  }

  /// Repetitions that stand for themselves: at which moment of the series, by its UID.
  void note_exception(icalcomponent* event) {
    icalproperty* const id = property(event, ICAL_RECURRENCEID_PROPERTY);
    if (id == nullptr) {
      return;
    }
    const icaltimetype time = icalproperty_get_recurrenceid(id);
    if (const icaltimezone* zone = zone_of(id, time)) {
      exceptions_[text_of(icalcomponent_get_uid(event))].insert(utc_of(time, zone));
    }
  }

  void read(icalcomponent* raw) {
    if (!is_taking(raw)) {
      return;
    }
    const auto event = event_of(raw);
    if (!event) {
      return;
    }
    icalproperty* const rule = property(raw, ICAL_RRULE_PROPERTY);
    if (rule == nullptr || property(raw, ICAL_RECURRENCEID_PROPERTY) != nullptr) {
      take(utc_of(event->start, event->zone), event->length_s);
    } else {
      take_all(*event, icalproperty_get_rrule(rule));
    }
    take_further_dates(*event);
  }

  void take_all(const Event& event, const icalrecurrencetype& rule) {
    std::set<std::int64_t> left_out = exceptions_[text_of(icalcomponent_get_uid(event.raw))];
    for_each_date(event.raw, ICAL_EXDATE_PROPERTY, [&](icalproperty* date) {
      const icaltimetype time = icalproperty_get_exdate(date);
      if (const icaltimezone* zone = zone_of(date, time)) {
        left_out.insert(utc_of(time, zone));
      }
    });
    const Iterator iterator(icalrecur_iterator_new(rule, event.start));
    if (iterator == nullptr) {
      ++taken_.not_understood;
      return;
    }
    int steps = 0;
    for (icaltimetype at = icalrecur_iterator_next(iterator.get()); icaltime_is_null_time(at) == 0;
         at = icalrecur_iterator_next(iterator.get())) {
      const std::int64_t start_s = utc_of(at, event.zone);
      if (start_s >= until_s_) {
        return;
      }
      if (++steps > most_steps) {
        ++taken_.not_understood;
        return;
      }
      if (!left_out.contains(start_s)) {
        take(start_s, event.length_s);
      }
    }
  }

  static void for_each_date(icalcomponent* event, icalproperty_kind kind, auto each) {
    for (icalproperty* at = icalcomponent_get_first_property(event, kind); at != nullptr;
         at = icalcomponent_get_next_property(event, kind)) {
      each(at);
    }
  }

  void take_further_dates(const Event& event) {
    for_each_date(event.raw, ICAL_RDATE_PROPERTY, [&](icalproperty* date) {
      const icaltimetype time = icalproperty_get_rdate(date).time;
      const icaltimezone* const zone = zone_of(date, time);
      if (zone != nullptr && icaltime_is_null_time(time) == 0 && time.is_date == 0) {
        take(utc_of(time, zone), event.length_s);
      }
    });
  }

  /// Notes a time, cut into local days.
  void take(std::int64_t start_s, std::int64_t length_s) {
    std::int64_t from = zone_.local_s(std::max(start_s, from_s_));
    const std::int64_t to = zone_.local_s(std::min(start_s + length_s, until_s_));
    while (start_s < until_s_ && from < to) {
      const Day day = local_day({from * 1000}, 0);
      const std::int64_t midnight = static_cast<std::int64_t>(day.number) * s_per_day;
      const std::int64_t end = std::min(to, midnight + s_per_day);
      const auto from_min = static_cast<int>((from - midnight) / s_per_min);
      const auto to_min = static_cast<int>((end - midnight + s_per_min - 1) / s_per_min);
      times_.insert({day, from_min, std::clamp(to_min, from_min + 1, min_per_day)});
      from = end;
    }
  }

  icalcomponent* root_;
  const Zone& zone_;
  std::int64_t from_s_;
  std::int64_t until_s_;
  std::map<std::string, std::set<std::int64_t>> exceptions_;
  std::set<TakenTime> times_;
  Taken taken_;
};

}  // namespace

Result<Taken> taken_times(std::string_view text, const Zone& zone, Day first, Day last) {
  if (text.size() > most_calendar_bytes) {
    return bad_input("the calendar is larger than 8 MB");
  }
  if (text.find("BEGIN:VCALENDAR") == std::string_view::npos) {
    return bad_input("this is no calendar; expected BEGIN:VCALENDAR");
  }
  const std::string whole(text.substr(0, text.find('\0')));
  const Component root(icalparser_parse_string(whole.c_str()));
  if (root == nullptr || icalcomponent_isa(root.get()) == ICAL_NO_COMPONENT) {
    return bad_input("the calendar cannot be read");
  }
  if (icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT) {
    return Reader(root.get(), zone, first, last).run();
  }
  // Several calendars one after the other.
  icalcomponent* inner = icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT);
  if (inner == nullptr) {
    return bad_input("the calendar cannot be read");
  }
  return Reader(inner, zone, first, last).run();
}

}  // namespace lissom::calendar
