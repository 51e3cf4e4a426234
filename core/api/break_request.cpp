#include <algorithm>

#include "core/api/call.h"
#include "core/api/sessions.h"

namespace lissom {
namespace {

constexpr std::int64_t ms_per_minute = 60'000;
constexpr int days_ahead = 8;

/// When the next break falls due, within the hours and days of work.
class BreakClock {
 public:
  BreakClock(const Call& call, int interval_min, int done_today)
      : profile_(call.world.person.profile),
        offset_min_(call.moment.utc_offset_min),
        today_(call.today()),
        interval_min_(interval_min),
        done_today_(done_today) {}

  [[nodiscard]] bool is_planned() const {
    return profile_.break_min > 0 && profile_.breaks_per_day > 0 && !profile_.work_days.empty();
  }

  /// The first moment from `at` on that lies within work; none within a week if there is none.
  [[nodiscard]] std::optional<Instant> at_work_from(Instant at) const {
    const Day day = local_day(at, offset_min_);
    const int minute = local_minute(at, offset_min_);
    const int first_min = profile_.work_from_min + interval_min_;
    const int last_min = profile_.work_to_min - profile_.break_min;
    for (int later = 0; later < days_ahead; ++later) {
      const int due_min = later == 0 ? std::max(minute, first_min) : first_min;
      if (is_open(day + later) && due_min <= last_min) {
        return later == 0 && due_min == minute ? at : moment_of(day + later, due_min);
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_open(Day day) const {
    const auto& days = profile_.work_days;
    const bool is_full = day == today_ && done_today_ >= profile_.breaks_per_day;
    return !is_full && std::find(days.begin(), days.end(), weekday_name(day)) != days.end();
  }

  [[nodiscard]] Instant moment_of(Day day, int minute) const {
    return {day.number * ms_per_day + (minute - offset_min_) * ms_per_minute};
  }

  const ProfileAnswered& profile_;
  int offset_min_;
  Day today_;
  int interval_min_;
  int done_today_;
};

/// What the timer of a host knows of itself.
struct BreakTimer {
  Instant since;                    ///< the last break or reminder, or when the timer began
  int interval_min = 0;             ///< as the person wants it
  int snoozed = 0;                  ///< how often the break that is due was put off
  int ignored = 0;                  ///< reminders in a row of today that nobody answered
  std::optional<Instant> asked_at;  ///< when it was switched on, or last asked whether it fits
};

Result<BreakTimer> read_timer(const Call& call, ObjectReader& in) {
  constexpr int most_reminders = 10'000;
  const std::vector<int>& range = call.catalogue.numbers.find("breaks.nudge_range_min")->second;
  const auto since_ms = in.maybe_integer("since_ms", 0, INT64_MAX / 2);
  BreakTimer timer;
  timer.interval_min =
      static_cast<int>(in.integer("interval_min", range.front(), range.back(),
                                  call.catalogue.number("breaks.nudge_after_min")));
  timer.snoozed = static_cast<int>(in.integer("snoozed", 0, most_reminders, 0));
  timer.ignored = static_cast<int>(in.integer("ignored", 0, most_reminders, 0));
  if (const auto asked_ms = in.maybe_integer("asked_ms", 0, INT64_MAX / 2)) {
    timer.asked_at = Instant{*asked_ms};
  }
  if (!since_ms) {
    in.complain("since_ms", "is missing; expected when the last break was, or the timer began");
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  timer.since = {*since_ms};
  if (local_day(timer.since, call.moment.utc_offset_min) != call.today()) {
    timer.ignored = 0;
  }
  return timer;
}

/// Minutes from the last break or reminder to the next.
int minutes_until_next(const BreakTimer& timer, const Catalogue& catalogue) {
  constexpr int whole = 100;
  if (timer.snoozed > 0) {
    return catalogue.number("breaks.snooze_min");
  }
  if (timer.ignored < catalogue.number("breaks.ignored_in_a_row")) {
    return timer.interval_min;
  }
  const int pct = whole + catalogue.number("breaks.ignored_longer_pct");
  return (timer.interval_min * pct + whole - 1) / whole;
}

int breaks_taken(const State& state, Day first, Day last) {
  return sessions_done(state, "break", "", first, last) + breaks_walked(state, first, last);
}

/// After seven days in which few breaks were taken: whether the timer fits. Null otherwise.
Json question_about(const Call& call, const BreakTimer& timer) {
  constexpr int week = 7;
  constexpr int whole = 100;
  const Day first = call.today() + -week;
  if (!timer.asked_at || local_day(*timer.asked_at, call.moment.utc_offset_min) > first ||
      call.world.mode.flare) {
    return {};
  }
  const ProfileAnswered& profile = call.world.person.profile;
  int planned = 0;
  for (int i = 0; i < week; ++i) {
    const auto& days = profile.work_days;
    const bool is_work = std::find(days.begin(), days.end(), weekday_name(first + i)) != days.end();
    planned += is_work ? profile.breaks_per_day : 0;
  }
  const int taken = breaks_taken(call.state(), first, first + (week - 1));
  if (taken * whole >= planned * call.catalogue.number("breaks.taken_ask_below_pct")) {
    return {};
  }
  Json ask = say({"Breaks of the last seven days: " + std::to_string(taken) + " of " +
                  std::to_string(planned) + ". Would another interval suit you, or no reminders?"});
  ask["taken"] = taken;
  ask["of"] = planned;
  return ask;
}

}  // namespace

Result<Outcome> do_next_break(Call& call, ObjectReader& in) {
  const Result<BreakTimer> timer = read_timer(call, in);
  if (!timer) {
    return tl::unexpected(timer.error());
  }
  if (call.world.gate.locked) {
    return call.refused();
  }
  const int done = breaks_taken(call.state(), call.today(), call.today());
  const BreakClock clock(call, timer->interval_min, done);
  const int wait_min = minutes_until_next(*timer, call.catalogue);
  const Instant wanted = {timer->since.ms + wait_min * ms_per_minute};
  // A break that was due while nobody looked is due now, not in the past.
  const auto next =
      clock.is_planned() ? clock.at_work_from(std::max(wanted, call.moment.now)) : std::nullopt;
  Json view;
  view["planned"] = clock.is_planned();
  view["at_ms"] = next ? Json(next->ms) : Json();
  view["due"] = next && *next <= call.moment.now;
  view["interval_min"] = wait_min;
  view["range_min"] = call.catalogue.numbers.find("breaks.nudge_range_min")->second;
  view["snooze_min"] = call.catalogue.number("breaks.snooze_min");
  view["may_snooze"] = timer->snoozed < call.catalogue.number("breaks.snooze_times");
  view["ignored"] = timer->ignored;
  view["ask"] = question_about(call, *timer);
  view["done"] = done;
  view["of"] = call.world.person.profile.breaks_per_day;
  return call.done(std::move(view));
}

Result<Outcome> do_log_break(Call& call, ObjectReader& /*in*/) {
  call.add(BreakWalked{});
  const int done = breaks_taken(call.state(), call.today(), call.today());
  const int planned = call.world.person.profile.breaks_per_day;
  std::string count = "Breaks today: " + std::to_string(done);
  count += planned > 0 ? " of " + std::to_string(planned) + "." : ".";
  Json view = say({"Noted. Standing up and walking is a break.", std::move(count)});
  view["done"] = done;
  view["of"] = planned;
  return call.done(std::move(view));
}

}  // namespace lissom
