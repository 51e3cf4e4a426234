#pragma once
/// How long an entry takes at a dose, and how much stretch it gives. The planner and the session
/// count with the same functions, so that a plan of twelve minutes is twelve minutes long.

#include "core/catalogue/catalogue.h"

namespace lissom {

/// How much of one entry, for each side.
struct Dose {
  int hold_s = 0;  ///< of one repetition; for a moving drill its pause
  int reps = 0;    ///< in one set
  int sets = 0;
  friend bool operator==(const Dose&, const Dose&) = default;
};

/// Whether repetitions follow each other without a rest: dynamic and motor-control drills, and
/// self-release that rolls instead of holding still.
[[nodiscard]] bool is_moving(const Exercise& exercise, Dose dose);

/// How often the whole dose is done: twice if the left comes first and then the right, else once.
[[nodiscard]] int rounds_of(const Exercise& exercise);

/// Repetitions of one set as they are counted aloud: twice the dose if the sides alternate.
[[nodiscard]] int moves_in_set(const Exercise& exercise, Dose dose);

/// Seconds from "get ready" to the end, rounded up to a multiple of `timing.round_s`.
/// @pre dose.hold_s >= 0, dose.reps >= 1, dose.sets >= 1, timing.round_s >= 1
[[nodiscard]] int entry_seconds(const Exercise& exercise, Dose dose, const Timing& timing);

/// Seconds from one base position to another; `slow` for older people or with balance-risk.
[[nodiscard]] int transition_seconds(const Base& from, const Base& to, bool slow,
                                     const Timing& timing);

/// Seconds to the first base of a session, which everybody begins on their feet.
[[nodiscard]] int arrival_seconds(const Base& to, bool slow, const Timing& timing);

/// Seconds of stretch that each side gets in one session: hold x reps x sets, for every kind alike.
/// A moving drill thus counts its pauses only, and one without a pause counts nothing: no minute of
/// stretching is claimed for swinging a leg.
[[nodiscard]] int stretch_seconds(const Exercise& exercise, Dose dose);

}  // namespace lissom
