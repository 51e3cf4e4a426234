#include "core/programme/exposure.h"

#include <algorithm>

namespace lissom {
namespace {

/// One entry in one session.
struct Exposure {
  bool amber = false;
  bool red = false;
  bool easy = false;
  bool done = false;
};

Exposure exposure_of(const SessionLog& session, const PlannedEntry& entry,
                     const Catalogue& catalogue) {
  Exposure exposure;
  exposure.done = session.done_by_exercise.contains(entry.exercise);
  exposure.easy = session.effort == "too_easy";
  for (const StoppedStep& stop : session.stopped) {
    if (stop.exercise == entry.exercise) {
      exposure.amber = exposure.amber || stop.band == "AMBER";
      exposure.red = exposure.red || stop.band == "RED" || stop.band == "HALT";
      exposure.easy =
          exposure.easy || (stop.pull && *stop.pull <= catalogue.number("ladder.entry.pull_max"));
    }
  }
  return exposure;
}

/// Whether the entry was planned at the top of its own range: the longest hold, or for drills more
/// than half of the repetitions.
bool is_at_top(const PlannedEntry& entry, const Exercise& exercise) {
  return exercise.kind == Kind::static_hold
             ? entry.hold_s >= exercise.hold_s.most
             : 2 * entry.reps >= exercise.reps.least + exercise.reps.most;
}

}  // namespace

void Standings::apply(const SessionLog& session) {
  for (const PlannedEntry& entry : session.entries) {
    const auto exercise = catalogue_->exercises.find(entry.exercise);
    if (exercise != catalogue_->exercises.end()) {
      apply(exercise->second, entry, session);
    }
  }
}

void Standings::write(State& state) const {
  state.stepped_back.clear();
  state.mastered.clear();
  const int needed = catalogue_->number("ladder.entry.green_exposures");
  for (const auto& [id, standing] : by_id_) {
    if (standing.stepped_back) {
      state.stepped_back.insert(id);
    } else if (standing.easy_at_top >= needed) {
      state.mastered.insert(id);
    }
  }
}

void Standings::apply(const Exercise& exercise, const PlannedEntry& entry,
                      const SessionLog& session) {
  const Exposure exposure = exposure_of(session, entry, *catalogue_);
  if (!exposure.done && !exposure.amber && !exposure.red) {
    return;  // planned, and not met
  }
  Standing& standing = by_id_[exercise.id];
  const bool green = exposure.done && !exposure.amber && !exposure.red;
  standing.ambers = exposure.amber ? standing.ambers + 1 : 0;
  standing.reds = exposure.red ? standing.reds + 1 : 0;
  standing.easy_at_top =
      green && exposure.easy && is_at_top(entry, exercise) ? standing.easy_at_top + 1 : 0;
  if (!exercise.easier.empty() &&
      (standing.ambers >= catalogue_->number("ladder.entry.amber_to_easier") ||
       standing.reds >= catalogue_->number("ladder.entry.red_to_easier"))) {
    standing = {};
    standing.stepped_back = true;
  }
  if (green) {
    credit_harder(exercise.id);
  }
}

/// A green session of an easier relative brings those that stepped back nearer.
void Standings::credit_harder(const std::string& id) {
  for (auto& [other, standing] : by_id_) {
    if (!standing.stepped_back) {
      continue;
    }
    const std::vector<std::string>& easier = catalogue_->exercises.find(other)->second.easier;
    if (std::find(easier.begin(), easier.end(), id) == easier.end()) {
      continue;
    }
    ++standing.easier_greens;
    if (standing.easier_greens >= catalogue_->number("ladder.entry.green_exposures")) {
      standing = {};
    }
  }
}

}  // namespace lissom
