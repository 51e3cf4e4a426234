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

}  // namespace

Result<Outcome> do_next_break(Call& call, ObjectReader& in) {
  const std::vector<int>& range = call.catalogue.numbers.find("breaks.nudge_range_min")->second;
  const auto since_ms = in.maybe_integer("since_ms", 0, INT64_MAX / 2);
  const auto interval_min =
      static_cast<int>(in.integer("interval_min", range.front(), range.back(),
                                  call.catalogue.number("breaks.nudge_after_min")));
  const bool snoozed = in.boolean("snoozed", false);
  if (!since_ms) {
    in.complain("since_ms", "is missing; expected when the last break was, or the timer began");
    return tl::unexpected(*in.fault());
  }
  if (call.world.gate.locked) {
    return call.refused();
  }
  const int done = sessions_done(call.state(), "break", "", call.today(), call.today());
  const BreakClock clock(call, interval_min, done);
  const int snooze_min = call.catalogue.number("breaks.snooze_min");
  const Instant wanted = {*since_ms + (snoozed ? snooze_min : interval_min) * ms_per_minute};
  // A break that was due while nobody looked is due now, not in the past.
  const auto next =
      clock.is_planned() ? clock.at_work_from(std::max(wanted, call.moment.now)) : std::nullopt;
  Json view;
  view["planned"] = clock.is_planned();
  view["at_ms"] = next ? Json(next->ms) : Json();
  view["due"] = next && *next <= call.moment.now;
  view["interval_min"] = interval_min;
  view["range_min"] = range;
  view["snooze_min"] = snooze_min;
  view["done"] = done;
  view["of"] = call.world.person.profile.breaks_per_day;
  return call.done(std::move(view));
}

}  // namespace lissom
