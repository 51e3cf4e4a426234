#include "core/programme/dose_time.h"

#include "core/base/contract.h"

namespace lissom {
namespace {

int set_seconds(const Exercise& exercise, Dose dose, const Timing& timing) {
  const int moves = moves_in_set(exercise, dose);
  if (is_moving(exercise, dose)) {
    return moves * (timing.move_s + dose.hold_s);
  }
  return moves * dose.hold_s + (moves - 1) * timing.rest_rep_s;
}

int way_seconds(bool changes_height, bool slow, const Timing& timing) {
  if (!changes_height) {
    return timing.position_s;
  }
  return slow ? timing.floor_slow_s : timing.floor_s;
}

}  // namespace

bool is_moving(const Exercise& exercise, Dose dose) {
  switch (exercise.kind) {
    case Kind::dynamic:
    case Kind::motor_control:
      return true;
    case Kind::self_release:
      return dose.hold_s == 0;
    case Kind::static_hold:
    case Kind::relaxation:
      return false;
  }
  return false;
}

int rounds_of(const Exercise& exercise) {
  return exercise.side == Side::each ? 2 : 1;
}

int moves_in_set(const Exercise& exercise, Dose dose) {
  return exercise.side == Side::alternating ? 2 * dose.reps : dose.reps;
}

int entry_seconds(const Exercise& exercise, Dose dose, const Timing& timing) {
  LISSOM_EXPECTS(dose.hold_s >= 0 && dose.reps >= 1 && dose.sets >= 1);
  LISSOM_EXPECTS(timing.round_s >= 1);

  const int one_round_s =
      dose.sets * set_seconds(exercise, dose, timing) + (dose.sets - 1) * timing.rest_set_s;
  const int rounds = rounds_of(exercise);
  const int exact_s = timing.prepare_s + rounds * one_round_s + (rounds - 1) * timing.side_change_s;
  return (exact_s + timing.round_s - 1) / timing.round_s * timing.round_s;
}

int transition_seconds(const Base& from, const Base& to, bool slow, const Timing& timing) {
  if (from.id == to.id) {
    return 0;
  }
  return way_seconds(from.upright != to.upright, slow, timing);
}

int arrival_seconds(const Base& to, bool slow, const Timing& timing) {
  if (to.id == "standing") {
    return 0;
  }
  return way_seconds(!to.upright, slow, timing);
}

int stretch_seconds(const Exercise& /*exercise*/, Dose dose) {
  return dose.hold_s * dose.reps * dose.sets;
}

}  // namespace lissom
