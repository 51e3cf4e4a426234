#pragma once
/// A session as one list of cues. Screen, voice, audio track, captions, terminal and tests all play
/// this list; nothing that happens in a session is decided anywhere else.
///
/// Times are milliseconds of the session, which stand still while it is paused. An entry is one
/// stretch of the plan, a step is what is logged of it: one hold, or one set of a moving drill.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/programme/dose_time.h"

namespace lissom {

/// One stretch of a session. What the pointers name must outlive `compile`, not its result.
struct SessionEntry {
  const Exercise* exercise = nullptr;
  const Base* base = nullptr;  ///< the one that `exercise->base` names
  Dose dose;
  bool right_first = false;  ///< which side goes first; alternates from session to session
};

struct SessionPlan {
  std::vector<SessionEntry> entries;
  bool slow = false;            ///< more time to and from the floor
  bool breathing_cues = false;  ///< breathe in, breathe out during still holds
};

/// The side that works, the T of the pose language.
enum class BodySide : std::uint8_t { left, right, both };

enum class CueKind : std::uint8_t {
  // Phases: they follow each other without a gap from 0 to the end.
  move_to,       ///< on the way to another base
  prepare,       ///< get ready; every entry has one
  hold,          ///< a still hold
  repeat,        ///< one repetition of a moving drill
  rest,          ///< between repetitions or sets, and what is left of an entry after its last one
  switch_sides,  ///< from the first side to the other
  done,          ///< the end; takes no time
  // Remarks: they fall within a phase and take no time of their own.
  half_way,
  breathe_in,
  breathe_out,
  next_up,  ///< names the next entry
};

/// Which pose of the exercise a cue leads to.
enum class PoseEnd : std::uint8_t { start, end };

struct Cue {
  int at_ms = 0;
  CueKind kind = CueKind::done;
  int entry = -1;  ///< -1 at the end of the session
  int step = -1;   ///< under way, or the one this leads up to; after the last of an entry that one
  BodySide side = BodySide::both;
  int duration_ms = 0;
  std::string say{};   ///< what a voice says, at most 13 words
  std::string show{};  ///< the caption: at least what is said
  PoseEnd pose = PoseEnd::start;
  /// How long the figure moves to `pose`. A repetition ends with as long a way back.
  int blend_ms = 0;
};

/// What is logged as done or stopped.
struct Step {
  int entry = 0;
  BodySide side = BodySide::both;
  int set = 0;
  int rep = 0;     ///< the first repetition it covers; 0 for a moving set
  int reps = 1;    ///< how many it counts for each of its sides: 1, or all of a moving set
  int moves = 0;   ///< movements, 0 for a still hold; twice `reps` if the sides alternate
  int hold_s = 0;  ///< of one repetition
  int starts_ms = 0;
  int ends_ms = 0;
};

/// An entry on the session strip, with the way to it.
struct EntrySpan {
  std::string name;
  int first_step = 0;
  int step_count = 0;
  int starts_ms = 0;
  int ends_ms = 0;
};

struct Timeline {
  std::vector<Cue> cues;  ///< in order of at_ms; at the same moment in the order to be heard
  std::vector<Step> steps;
  std::vector<EntrySpan> entries;  ///< as many as the plan has
  int total_ms = 0;
};

/// Turns a plan into cues. Left and right get the same time to the millisecond.
///
/// total_ms is 1000 x the sum of `entry_seconds` and the transitions of
/// `core/programme/dose_time.h`. Breathing cues (in 4 s, out 6 s: a convention) delay nothing; a
/// breath that would not end within its hold is left out.
/// @pre every entry names its exercise and base; doses as for `entry_seconds`; under a day in all
[[nodiscard]] Timeline compile(const SessionPlan& plan, const Timing& timing);

/// Whether a cue of this kind is a phase: takes time, and ends where the next phase begins.
[[nodiscard]] bool is_phase(CueKind kind);

/// Seconds of stretch that a step is planned to give each of its sides.
[[nodiscard]] int planned_s(const Step& step);

[[nodiscard]] std::string_view name_of(CueKind kind);
[[nodiscard]] std::string_view name_of(BodySide side);
[[nodiscard]] std::string_view name_of(PoseEnd pose);

}  // namespace lissom
