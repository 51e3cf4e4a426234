#include "core/report/agenda.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

#include "core/base/date.h"
#include "core/programme/adherence.h"

namespace lissom {
namespace {

constexpr int s_per_min = 60;
constexpr int min_per_day = 24 * 60;

/// Says whose the appointments are, and nothing else about the person. FNV-1a, 64 bits.
std::string mark_of(const Uuid& person) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const std::uint8_t byte : person.bytes) {
    hash = (hash ^ byte) * 0x100000001B3U;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr unsigned top = 60;
  constexpr unsigned step = 4;
  std::string text;
  for (unsigned shift = top + step; shift != 0; shift -= step) {
    text += digits[(hash >> (shift - step)) & 0xFU];
  }
  return text;
}

int minutes_of(int seconds) {
  return std::max(1, (seconds + s_per_min - 1) / s_per_min);
}

struct Minutes {
  int from = 0;
  int to = 0;  ///< not included
  [[nodiscard]] bool meets(const Minutes& other) const {
    return from < other.to && other.from < to;
  }
};

class AgendaMaker {
 public:
  explicit AgendaMaker(const AgendaRequest& request)
      : request_(request),
        times_(times_of(request.state, request.catalogue)),
        mark_(mark_of(request.person)) {}

  Agenda run() {
    agenda_.sequence = static_cast<std::int64_t>(request_.journal.events.size());
    if (!request_.journal.events.empty()) {
      agenda_.stamp = request_.journal.events.back().at;
    }
    const PlanAdopted* plan = request_.state.plan ? &*request_.state.plan : nullptr;
    if (plan != nullptr) {
      add_sessions(*plan, request_.is_stopped);
    }
    add_what_is_gone();
    add_breaks(plan);
    std::ranges::sort(agenda_.appointments, {}, [](const Appointment& one) {
      return std::tuple(one.day, one.from_min, one.uid);
    });
    return std::move(agenda_);
  }

 private:
  [[nodiscard]] int number(const char* name) const {
    return request_.catalogue.number(std::string("reminders.") + name);
  }
  [[nodiscard]] Day first_of(const PlanAdopted& plan) const {
    return parse_day(plan.first_day).value_or(request_.today);
  }
  [[nodiscard]] Day last_of(const PlanAdopted& plan) const {
    return first_of(plan) + (number("ahead_days") - 1);
  }
  [[nodiscard]] std::string title(const std::string& slot, bool is_cancelled) const {
    const Catalogue& catalogue = request_.catalogue;
    if (times_.has_plain_titles && !is_cancelled) {
      return std::string(catalogue.fixed_text("calendar-plain")) + ": " + catalogue.slot(slot).name;
    }
    return std::string(
        catalogue.fixed_text(slot == "break" ? "calendar-neutral-break" : "calendar-neutral"));
  }

  /// None if it would ring in quiet hours; the second one may be quiet alone.
  [[nodiscard]] std::optional<Reminder> reminder(int from_min) const {
    if (times_.alarm_min < 0) {
      return std::nullopt;
    }
    const auto on_the_clock = [](int minute) { return (minute + min_per_day) % min_per_day; };
    const int first = from_min - times_.alarm_min;
    if (times_.is_quiet(on_the_clock(first))) {
      return std::nullopt;
    }
    const bool has_second =
        times_.again_min > 0 && !times_.is_quiet(on_the_clock(first + times_.again_min));
    return Reminder{times_.alarm_min, has_second ? times_.again_min : 0};
  }

  [[nodiscard]] bool is_done(const std::string& slot, Day day) const {
    return std::ranges::any_of(request_.state.sessions, [&](const SessionLog& session) {
      return session.day == day && session.slot == slot &&
             credit_pct(session, request_.catalogue) > 0;
    });
  }

  /// Calls `each(slot, day, is_tentative)` for the sessions of a plan and of the weeks after it.
  void for_each_session(const PlanAdopted& plan, auto each) const {
    const Day last = last_of(plan);
    for (const PlannedSlot& slot : plan.slots) {
      if (slot.slot == "break") {
        continue;
      }
      for (const std::string& text : slot.days) {
        const auto day = parse_day(text);
        for (int weeks = 0; day && *day + weeks * days_per_week <= last; ++weeks) {
          each(slot, *day + weeks * days_per_week, weeks > 0);
        }
      }
    }
  }

  void add_sessions(const PlanAdopted& plan, bool is_cancelled) {
    for_each_session(plan, [&](const PlannedSlot& slot, Day day, bool is_tentative) {
      if (!is_cancelled || day >= request_.today) {
        add(slot, day, is_cancelled, is_tentative);
      }
    });
  }

  void add(const PlannedSlot& slot, Day day, bool is_cancelled, bool is_tentative) {
    if (!there_.insert({slot.slot, day}).second) {
      return;
    }
    Appointment one;
    one.uid = mark_ + "-" + slot.slot + "-" + to_iso(day) + "@lissom";
    one.slot = slot.slot;
    one.day = day;
    one.from_min = slot.slot == "morning" ? times_.morning_at_min : times_.core_at_min;
    one.minutes = minutes_of(slot.total_s);
    one.is_cancelled = is_cancelled;
    one.is_tentative = is_tentative && !is_cancelled;
    one.is_done = is_done(slot.slot, day);
    one.title = title(slot.slot, is_cancelled);
    if (!is_cancelled && !one.is_done && day >= request_.today) {
      one.reminder = reminder(one.from_min);
    }
    agenda_.appointments.push_back(std::move(one));
  }

  /// What an earlier plan had put into a calendar for days to come, and this one does not.
  void add_what_is_gone() {
    for (const PlanAdopted* plan : plans_before()) {
      for_each_session(*plan, [&](const PlannedSlot& slot, Day day, bool /*is_tentative*/) {
        if (day >= request_.today) {
          add(slot, day, true, false);
        }
      });
    }
  }

  /// Earlier plans whose weeks ahead are not over, the latest first.
  [[nodiscard]] std::vector<const PlanAdopted*> plans_before() const {
    std::vector<const PlanAdopted*> plans;
    for (const Event& event : request_.journal.events) {
      const auto* plan = std::get_if<PlanAdopted>(&event.body);
      if (plan != nullptr && last_of(*plan) >= request_.today) {
        plans.push_back(plan);
      }
    }
    std::reverse(plans.begin(), plans.end());
    return plans;
  }

  // ---- breaks

  static int breaks_a_day(const PlanAdopted& plan) {
    int count = 0;
    for (const PlannedSlot& slot : plan.slots) {
      count += slot.slot == "break" ? slot.times_per_day : 0;
    }
    return count;
  }

  void add_breaks(const PlanAdopted* plan) {
    int wanted = 0;
    if (plan != nullptr && times_.has_breaks && !request_.is_stopped) {
      wanted = breaks_a_day(*plan);
      for (int k = 0; k < wanted; ++k) {
        agenda_.breaks.push_back(series(*plan, k, wanted));
      }
      give_way();
    }
    int most = 0;
    for (const PlanAdopted* before : plans_before()) {
      most = std::max(most, breaks_a_day(*before));
    }
    for (int k = wanted; k < most; ++k) {
      agenda_.breaks.push_back(cancelled_series(k));
    }
  }

  [[nodiscard]] std::string break_uid(int k) const {
    return mark_ + "-break-" + std::to_string(k + 1) + "@lissom";
  }

  [[nodiscard]] Minutes work() const { return {request_.work_from_min, request_.work_to_min}; }

  [[nodiscard]] BreakSeries series(const PlanAdopted& plan, int k, int count) const {
    BreakSeries one;
    std::set<int> weekdays;
    for (const PlannedSlot& slot : plan.slots) {
      if (slot.slot != "break") {
        continue;
      }
      one.minutes = std::max(one.minutes, minutes_of(slot.total_s));
      for (const std::string& text : slot.days) {
        if (const auto day = parse_day(text)) {
          weekdays.insert(weekday(*day));
        }
      }
    }
    const Minutes hours = work();
    const int fits = number("fits_to_min");
    one.uid = break_uid(k);
    one.from_min =
        (hours.from + (k + 1) * (hours.to - hours.from) / (count + 1) + fits / 2) / fits * fits;
    one.weekdays.assign(weekdays.begin(), weekdays.end());
    one.last = last_of(plan);
    one.first = first_of(plan);
    while (one.first < one.last && !weekdays.contains(weekday(one.first))) {
      one.first = one.first + 1;
    }
    one.title = title("break", false);
    one.reminder = reminder(one.from_min);
    return one;
  }

  [[nodiscard]] BreakSeries cancelled_series(int k) const {
    BreakSeries one;
    one.uid = break_uid(k);
    one.minutes = 1;
    one.first = request_.today;
    one.last = request_.today;
    one.weekdays = {weekday(one.first)};
    one.is_cancelled = true;
    one.title = title("break", true);
    return one;
  }

  /// Moves breaks out of what is taken: to the nearest free time within the working hours that
  /// keeps its distance from the other breaks of that day.
  void give_way() {
    std::map<Day, std::vector<Minutes>> taken;
    for (const BusyTime& busy : request_.busy) {
      taken[busy.day].push_back({busy.from_min, busy.to_min});
    }
    for (const auto& [day, spans] : taken) {
      if (day >= request_.today) {
        give_way_on(day, spans);
      }
    }
  }

  void give_way_on(Day day, const std::vector<Minutes>& taken) {
    std::vector<Minutes> breaks;  // as far as they have found their place
    for (BreakSeries& one : agenda_.breaks) {
      const bool is_that_day = day >= one.first && day <= one.last &&
                               std::ranges::find(one.weekdays, weekday(day)) != one.weekdays.end();
      if (!is_that_day) {
        continue;
      }
      const auto place = place_for(one, taken, breaks);
      if (place != one.from_min) {
        one.moved.push_back({day, place});
      }
      if (place) {
        breaks.push_back({*place, *place + one.minutes});
      }
    }
  }

  [[nodiscard]] std::optional<int> place_for(const BreakSeries& one,
                                             const std::vector<Minutes>& taken,
                                             const std::vector<Minutes>& breaks) const {
    const Minutes hours = work();
    const int apart = number("break_apart_min");
    const int step = number("fits_to_min");
    std::optional<int> best;
    const auto distance = [&](int from) { return std::abs(from - one.from_min); };
    for (int from = one.from_min % step; from + one.minutes <= hours.to; from += step) {
      const Minutes here{from, from + one.minutes};
      const Minutes wide{here.from - apart, here.to + apart};
      const bool is_free =
          from >= hours.from &&
          std::ranges::none_of(taken, [&](const Minutes& busy) { return busy.meets(here); }) &&
          std::ranges::none_of(breaks, [&](const Minutes& other) { return other.meets(wide); });
      if (is_free && (!best || distance(from) < distance(*best))) {
        best = from;
      }
    }
    return best;
  }

  const AgendaRequest& request_;
  Times times_;
  std::string mark_;
  Agenda agenda_;
  std::set<std::pair<std::string, Day>> there_;
};

}  // namespace

Agenda agenda_of(const AgendaRequest& request) {
  return AgendaMaker(request).run();
}

}  // namespace lissom
