#include "core/planner/credit.h"

#include <algorithm>

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

bool has_any(const std::vector<std::string>& muscles, const Need& need) {
  return std::any_of(muscles.begin(), muscles.end(), [&](const std::string& muscle) {
    return std::find(need.muscles.begin(), need.muscles.end(), muscle) != need.muscles.end();
  });
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
  return given;
}

int need_half_seconds(const Need& need, const Exercise& exercise, Dose dose,
                      const Catalogue& catalogue) {
  if (!is_stretch(exercise.kind)) {
    return 0;
  }
  const int full = 2 * stretch_seconds(exercise, dose);
  if (has_any({exercise.primary.front()}, need)) {
    return full;
  }
  return has_any(exercise.primary, need) ? full * catalogue.dose.secondary_share_pct / 100 : 0;
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

}  // namespace lissom
