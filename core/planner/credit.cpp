#include "core/planner/credit.h"

#include <algorithm>

#include "core/base/date.h"

namespace lissom {
namespace {

bool is_stretch(Kind kind) {
  switch (kind) {
    case Kind::static_hold:
    case Kind::self_release:
    case Kind::dynamic:
      return true;
    case Kind::motor_control:
    case Kind::relaxation:
      return false;
  }
  return false;
}

bool is_in(const std::vector<std::string>& list, const std::string& muscle) {
  return std::find(list.begin(), list.end(), muscle) != list.end();
}

/// Whether a primary muscle of the entry belongs to the need and is not found shortened.
bool meets(const Exercise& exercise, const std::string& muscle, const Need& need) {
  return is_in(need.muscles, muscle) && !is_in(exercise.shortened, muscle);
}

/// Calls `act(exercise, dose, times a week)` for each entry that the catalogue still has.
template <class Act>
void for_each_entry(const std::vector<PlannedSlot>& slots, const Catalogue& catalogue,
                    const Act& act) {
  for (const PlannedSlot& slot : slots) {
    const int times = static_cast<int>(slot.days.size()) * slot.times_per_day;
    for (const PlannedEntry& entry : slot.entries) {
      const auto found = catalogue.exercises.find(entry.exercise);
      if (found != catalogue.exercises.end()) {
        act(found->second, Dose{entry.hold_s, entry.reps, entry.sets}, times);
      }
    }
  }
}

}  // namespace

HalfSeconds muscle_half_seconds(const Exercise& exercise, Dose dose, const Catalogue& catalogue) {
  HalfSeconds given;
  if (!is_stretch(exercise.kind)) {
    return given;
  }
  const int full = 2 * stretch_seconds(exercise, dose);
  for (const std::string& muscle : exercise.primary) {
    given[muscle] += full;
  }
  for (const std::string& muscle : exercise.secondary) {
    given[muscle] += full * catalogue.dose.secondary_share_pct / 100;
  }
  for (const std::string& muscle : exercise.shortened) {
    given.erase(muscle);
  }
  return given;
}

int need_half_seconds(const Need& need, const Exercise& exercise, Dose dose,
                      const Catalogue& catalogue) {
  if (!is_stretch(exercise.kind)) {
    return 0;
  }
  const int full = 2 * stretch_seconds(exercise, dose);
  if (meets(exercise, exercise.primary.front(), need)) {
    return full;
  }
  const bool meets_further =
      std::any_of(exercise.primary.begin(), exercise.primary.end(),
                  [&](const std::string& muscle) { return meets(exercise, muscle, need); });
  return meets_further ? full * catalogue.dose.secondary_share_pct / 100 : 0;
}

HalfSeconds weekly_need_half_seconds(const std::vector<PlannedSlot>& slots,
                                     const Catalogue& catalogue) {
  HalfSeconds ledger;
  for_each_entry(slots, catalogue, [&](const Exercise& exercise, Dose dose, int times) {
    for (const Need& need : catalogue.planner.needs) {
      ledger[need.id] += need_half_seconds(need, exercise, dose, catalogue) * times;
    }
  });
  return ledger;
}

HalfSeconds weekly_half_seconds(const std::vector<PlannedSlot>& slots, const Catalogue& catalogue) {
  HalfSeconds ledger;
  for_each_entry(slots, catalogue, [&](const Exercise& exercise, Dose dose, int times) {
    for (const auto& [muscle, half_s] : muscle_half_seconds(exercise, dose, catalogue)) {
      ledger[muscle] += half_s * times;
    }
  });
  return ledger;
}

namespace {

/// What an entry of a session gave, by the steps of it that were done. A step is one repetition, of
/// one side where there are two.
void add_done(HalfSeconds& done, const SessionLog& session, const PlannedEntry& entry,
              const Catalogue& catalogue) {
  const auto exercise = catalogue.exercises.find(entry.exercise);
  const auto steps = session.done_by_exercise.find(entry.exercise);
  if (exercise == catalogue.exercises.end() || steps == session.done_by_exercise.end()) {
    return;
  }
  const int sides = exercise->second.side == Side::each ? 2 : 1;
  for (const auto& [muscle, half_s] :
       muscle_half_seconds(exercise->second, {entry.hold_s, 1, 1}, catalogue)) {
    done[muscle] += half_s * steps->second / sides;
  }
}

/// What the sessions gave that `counts` lets in.
template <class Counts>
HalfSeconds given_in(const State& state, const Catalogue& catalogue, Counts counts) {
  HalfSeconds done;
  for (const SessionLog& session : state.sessions) {
    if (counts(session)) {
      for (const PlannedEntry& entry : session.entries) {
        add_done(done, session, entry, catalogue);
      }
    }
  }
  return done;
}

}  // namespace

HalfSeconds done_half_seconds(const State& state, Day first, Day last, const Catalogue& catalogue) {
  return given_in(state, catalogue, [&](const SessionLog& session) {
    return session.day >= first && session.day <= last;
  });
}

HalfSeconds ledger_half_seconds(const State& state, const std::vector<PlannedSlot>& slots,
                                Day first_day, const Catalogue& catalogue) {
  HalfSeconds ledger = weekly_half_seconds(slots, catalogue);
  const HalfSeconds chosen = given_in(state, catalogue, [&](const SessionLog& session) {
    return session.slot == "free" && session.day >= first_day &&
           session.day < first_day + days_per_week;
  });
  for (const auto& [muscle, half_s] : chosen) {
    ledger[muscle] += half_s;
  }
  return ledger;
}

}  // namespace lissom
