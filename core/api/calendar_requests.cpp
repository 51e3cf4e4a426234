#include <algorithm>
#include <array>

#include "core/api/call.h"
#include "core/api/clock_text.h"
#include "core/report/agenda.h"

namespace lissom {
namespace {

constexpr int min_per_day = 24 * 60;
constexpr std::size_t most_busy = 5000;

// ---- when to be reminded

struct TimeField {
  std::string_view key;
  std::string_view name;
};
constexpr std::array<TimeField, 4> clock_fields = {{{"core", times_named::core_at},
                                                    {"morning", times_named::morning_at},
                                                    {"quiet_from", times_named::quiet_from},
                                                    {"quiet_to", times_named::quiet_to}}};

Json times_view(const Times& times) {
  Json view;
  view["core"] = clock_text(times.core_at_min);
  view["morning"] = clock_text(times.morning_at_min);
  view["alarm_min"] = times.alarm_min;
  view["again_min"] = times.again_min;
  view["quiet_from"] = clock_text(times.quiet_from_min);
  view["quiet_to"] = clock_text(times.quiet_to_min);
  view["breaks"] = times.has_breaks;
  view["titles"] = times.has_plain_titles ? "plain" : "neutral";
  return view;
}

/// What of the times is said anew, as preferences.
std::vector<PreferenceSet> chosen_times(ObjectReader& set) {
  std::vector<PreferenceSet> chosen;
  const auto put = [&](std::string_view name, std::string value) {
    chosen.push_back({std::string(name), std::move(value)});
  };
  for (const TimeField& field : clock_fields) {
    if (!set.has(field.key)) {
      continue;
    }
    if (const auto minute = clock_minute(set.text(field.key))) {
      put(field.name, std::to_string(*minute));
    } else {
      set.complain(field.key, "expected a time like 18:30");
    }
  }
  constexpr int most_min = 120;
  if (const auto alarm = set.maybe_integer("alarm_min", -1, most_min)) {
    put(times_named::alarm, std::to_string(*alarm));
  }
  if (const auto again = set.maybe_integer("again_min", 0, most_min)) {
    put(times_named::again, std::to_string(*again));
  }
  if (set.has("breaks")) {
    put(times_named::breaks, set.boolean("breaks", false) ? "yes" : "no");
  }
  if (const std::string titles = set.one_of("titles", {"neutral", "plain"}); !titles.empty()) {
    put(times_named::titles, titles);
  }
  return chosen;
}

// ---- the calendar

Json reminder_view(const std::optional<Reminder>& reminder) {
  if (!reminder) {
    return {};
  }
  return {{"before_min", reminder->before_min}, {"again_min", reminder->again_min}};
}

Json appointment_view(const Appointment& one) {
  Json view;
  view["uid"] = one.uid;
  view["slot"] = one.slot;
  view["day"] = to_iso(one.day);
  view["from"] = clock_text(one.from_min);
  view["minutes"] = one.minutes;
  view["status"] = one.is_cancelled ? "cancelled" : one.is_tentative ? "tentative" : "confirmed";
  view["done"] = one.is_done;
  view["title"] = one.title;
  view["reminder"] = reminder_view(one.reminder);
  return view;
}

Json series_view(const BreakSeries& one) {
  Json view;
  view["uid"] = one.uid;
  view["from"] = clock_text(one.from_min);
  view["minutes"] = one.minutes;
  Json weekdays = Json::array();
  for (const int day : one.weekdays) {
    weekdays.push_back(day);
  }
  view["weekdays"] = std::move(weekdays);
  view["first_day"] = to_iso(one.first);
  view["last_day"] = to_iso(one.last);
  view["status"] = one.is_cancelled ? "cancelled" : "confirmed";
  view["title"] = one.title;
  view["reminder"] = reminder_view(one.reminder);
  Json moved = Json::array();
  for (const MovedBreak& other : one.moved) {
    moved.push_back({{"day", to_iso(other.day)},
                     {"from", other.from_min ? Json(clock_text(*other.from_min)) : Json()}});
  }
  view["moved"] = std::move(moved);
  return view;
}

std::optional<BusyTime> busy_of(const Json& json) {
  ObjectReader in(json, "busy");
  const auto day = parse_day(in.text("day"));
  BusyTime busy;
  busy.from_min = static_cast<int>(in.integer("from_min", 0, min_per_day, 0));
  busy.to_min = static_cast<int>(in.integer("to_min", 0, min_per_day, 0));
  if (!day || in.fault() || busy.to_min <= busy.from_min) {
    return std::nullopt;
  }
  busy.day = *day;
  return busy;
}

Result<std::vector<BusyTime>> busy_times(ObjectReader& in) {
  std::vector<BusyTime> times;
  const Json& list = in.any("busy");
  if (list.is_null()) {
    return times;
  }
  if (!list.is_array() || list.size() > most_busy) {
    return bad_input("request.busy: expected a list of at most " + std::to_string(most_busy));
  }
  for (const Json& item : list) {
    const auto busy = busy_of(item);
    if (!busy) {
      return bad_input("request.busy, item " + std::to_string(times.size() + 1) +
                       ": expected day, from_min and a later to_min, minutes after midnight");
    }
    times.push_back(*busy);
  }
  return times;
}

/// Closed for a reason that a calendar must follow. Questions that are due are asked when the app
/// is opened, which is what the appointment is for.
bool is_stopped(const Gate& gate) {
  return gate.locked && gate.why != "due";
}

Json agenda_view(const Call& call, std::vector<BusyTime> busy) {
  const Agenda agenda = agenda_of({.state = call.state(),
                                   .journal = call.journal(),
                                   .catalogue = call.catalogue,
                                   .person = call.identity.person,
                                   .today = call.today(),
                                   .work_from_min = call.world.person.profile.work_from_min,
                                   .work_to_min = call.world.person.profile.work_to_min,
                                   .is_stopped = is_stopped(call.world.gate),
                                   .busy = std::move(busy)});
  Json view;
  view["sequence"] = agenda.sequence;
  view["stamp_ms"] = agenda.stamp.ms;
  view["text"] = std::string(call.catalogue.fixed_text("calendar-text"));
  Json appointments = Json::array();
  for (const Appointment& one : agenda.appointments) {
    appointments.push_back(appointment_view(one));
  }
  view["appointments"] = std::move(appointments);
  Json breaks = Json::array();
  for (const BreakSeries& one : agenda.breaks) {
    breaks.push_back(series_view(one));
  }
  view["breaks"] = std::move(breaks);
  return view;
}

}  // namespace

Result<Outcome> do_times(Call& call, ObjectReader& in) {
  if (in.has("set")) {
    ObjectReader set(in.any("set"), "times");
    std::vector<PreferenceSet> chosen = chosen_times(set);
    for (const auto& fault : {set.fault(), in.fault()}) {
      if (fault) {
        return tl::unexpected(*fault);
      }
    }
    for (PreferenceSet& preference : chosen) {
      call.add(std::move(preference));
    }
  }
  Json view;
  view["times"] = times_view(times_of(call.state(), call.catalogue));
  return call.done(std::move(view));
}

/// After a stop the view holds the refusal and a calendar in which everything ahead is cancelled.
Result<Outcome> do_calendar(Call& call, ObjectReader& in) {
  const bool as_it_is = in.boolean("as_it_is", false);
  auto busy = busy_times(in);
  if (!busy) {
    return tl::unexpected(busy.error());
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  if (call.world.gate.locked) {
    Outcome outcome = call.refused();
    outcome.view["day"] = to_iso(call.today());
    outcome.view["calendar"] = agenda_view(call, std::move(*busy));
    return outcome;
  }
  if (!as_it_is) {
    (void)current_plan(call, false);
  }
  Json view;
  view["day"] = to_iso(call.today());
  view["calendar"] = agenda_view(call, std::move(*busy));
  view["times"] = times_view(times_of(call.state(), call.catalogue));
  return call.done(std::move(view));
}

}  // namespace lissom
