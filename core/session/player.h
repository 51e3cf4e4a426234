#pragma once
/// Plays a timeline: a state machine that is told what time it is and what the person does, and
/// tells what to say, to show and to log. It has no clock, so that eight weeks run in a test in
/// milliseconds.
///
/// What counts is what was observed: while the session is paused, or the machine slept, its time
/// stands still and no hold grows. A hold that was stopped is logged with what was held and is not
/// repeated by itself. Left and right are planned alike; after a stop on one side the other side is
/// still done, in full or, if the rest was made lighter, lighter. It is never stretched to make up.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "core/session/timeline.h"

namespace lissom {

/// Why something was not done.
enum class SkipReason : std::uint8_t { pain, cannot, no_time, other };

/// What follows from the answer to "where and how much". The bands that decide it are in the
/// catalogue.
enum class AfterPain : std::uint8_t {
  carry_on,    ///< with what comes after the stopped hold
  ease,        ///< the same, but no further hold of this entry is longer than 10 s
  stop_entry,  ///< with the next entry
  end_session,
};

enum class PauseCause : std::uint8_t { person, lost_focus, pain };
enum class Ending : std::uint8_t { completed, quit, pain };

/// What a shell tells the player. `now_ms` is any clock of the shell that never goes back; only
/// differences matter, and the first input sets the zero.
namespace input {

/// Time has passed. Send one at least every second; after a gap of more than 5 s the player takes
/// it that nobody was there, and pauses as of the tick before.
struct Tick {
  std::int64_t now_ms = 0;
};
/// The same where the session's track was heard until now, perhaps behind a locked screen: however
/// long the last input is ago, the session went on.
struct Heard {
  std::int64_t now_ms = 0;
};
struct Pause {
  std::int64_t now_ms = 0;
};
/// Ends any pause but that of pain.
struct Resume {
  std::int64_t now_ms = 0;
};
/// To the start of the hold under way, or of the one before if one is resting; before the first
/// hold of an entry to the start of the entry. A second one within 2 s goes to the entry before.
struct Back {
  std::int64_t now_ms = 0;
};
/// Leaves out the rest of the entry.
struct Skip {
  std::int64_t now_ms = 0;
  SkipReason reason = SkipReason::other;
};
/// "It hurts": the hold ends at once and the clock stands still until `PainAnswered`.
struct Pain {
  std::int64_t now_ms = 0;
};
struct PainAnswered {
  std::int64_t now_ms = 0;
  AfterPain then = AfterPain::end_session;
};
struct FocusLost {
  std::int64_t now_ms = 0;
};
/// Tells where the session stands. It stays paused until `Resume`.
struct FocusBack {
  std::int64_t now_ms = 0;
};
/// More time between holds (getting ready, changing sides, resting), or less if negative: at most
/// until the phase ends, never into or within a hold.
struct Extend {
  std::int64_t now_ms = 0;
  int seconds = 0;
};
struct Quit {
  std::int64_t now_ms = 0;
};

}  // namespace input

using Input = std::variant<input::Tick, input::Heard, input::Pause, input::Resume, input::Back,
                           input::Skip, input::Pain, input::PainAnswered, input::FocusLost,
                           input::FocusBack, input::Extend, input::Quit>;

/// What the player tells a shell, in the order in which it happened.
namespace output {

/// Say, show and sound cue number `cue` of `Player::timeline()`.
struct CueReached {
  int cue = 0;
};
/// At most once for each step, also if it is repeated.
struct StepDone {
  int step = 0;
  int held_s = 0;  ///< stretch for each of its sides, `planned_s`
  int reps = 0;
};
/// The step under way was broken off.
struct StepStopped {
  int step = 0;
  SkipReason reason = SkipReason::other;
  int held_s = 0;  ///< at most `planned_s`; of a moving set only whole repetitions count
  int reps = 0;    ///< whole ones
};
/// What was left of an entry will not be done. Not told if nothing was left.
struct EntrySkipped {
  int entry = 0;
  int step = 0;  ///< the first one that is left out
  SkipReason reason = SkipReason::other;
};
/// The rest of the entry was made lighter: `Player::timeline()` has changed. Steps keep their
/// numbers, cues do not.
struct Eased {
  int entry = 0;
};
struct Paused {
  PauseCause cause = PauseCause::person;
};
/// The focus is back, and this is the phase where the session stands. It is still paused.
struct Returned {
  int cue = 0;
};
struct Resumed {};
/// The last output there is.
struct Ended {
  Ending how = Ending::completed;
};

}  // namespace output

using Output =
    std::variant<output::CueReached, output::StepDone, output::StepStopped, output::EntrySkipped,
                 output::Eased, output::Paused, output::Returned, output::Resumed, output::Ended>;

/// What a shell shows between two cues.
struct Now {
  enum class State : std::uint8_t { running, paused, pain, ended };
  State state = State::running;
  CueKind phase = CueKind::done;
  int cue = -1;    ///< of the phase
  int entry = -1;  ///< -1 at the end
  int step = -1;   ///< under way or leading up to; -1 if none comes any more
  BodySide side = BodySide::both;
  int rep = 0;           ///< which repetition of the set, from 1
  int reps = 0;          ///< of the set, for each of its sides
  int phase_left_s = 0;  ///< rounded up: 30 down to 1
  int total_left_s = 0;
  int next_entry = -1;  ///< -1 if this is the last one
};

class Player {
 public:
  /// From the beginning. @pre `timeline` comes from `compile`
  [[nodiscard]] static Player start(Timeline timeline);

  /// Goes on after an interruption, with getting ready for the first step that is not in `settled`
  /// (done, stopped or left out). Later ones that are in it run again and are not told as done
  /// again.
  [[nodiscard]] static Player resume(const Timeline& timeline, std::span<const int> settled);

  /// Takes one input. What does not fit the moment (resuming what runs, skipping while pain waits
  /// for an answer, anything after the end) does nothing.
  [[nodiscard]] std::vector<Output> apply(const Input& input);

  [[nodiscard]] Now now() const;
  [[nodiscard]] const Timeline& timeline() const { return timeline_; }
  /// Where the session stands on its timeline.
  [[nodiscard]] int at_ms() const { return at_ms_; }
  /// How long it stands still there before it moves on, after `Extend`.
  [[nodiscard]] int wait_ms() const { return wait_ms_; }

 private:
  enum class StepState : std::uint8_t { open, done, stopped };
  using Outputs = std::vector<Output>;

  explicit Player(Timeline timeline);

  void take(const input::Tick& input, Outputs& out);
  void take(const input::Heard& input, Outputs& out);
  void take(const input::Pause& input, Outputs& out);
  void take(const input::Resume& input, Outputs& out);
  void take(const input::Back& input, Outputs& out);
  void take(const input::Skip& input, Outputs& out);
  void take(const input::Pain& input, Outputs& out);
  void take(const input::PainAnswered& input, Outputs& out);
  void take(const input::FocusLost& input, Outputs& out);
  void take(const input::FocusBack& input, Outputs& out);
  void take(const input::Extend& input, Outputs& out);
  void take(const input::Quit& input, Outputs& out);

  void advance(std::int64_t now_ms, std::int64_t longest_gap_ms, Outputs& out);
  void play_until(int to_ms, Outputs& out);
  void finish_steps(int until_ms, Outputs& out);
  void stop_step(SkipReason reason, Outputs& out);
  void leave_step();
  void leave_entry(SkipReason reason, Outputs& out);
  void ease_entry(Outputs& out);
  void go_to(int at_ms, int step);
  void settle(Outputs& out);
  void go_on(Outputs& out);
  void pause(PauseCause cause, Outputs& out);
  void end(Ending how, Outputs& out);

  [[nodiscard]] bool is_under_way() const;
  [[nodiscard]] int entry_here() const;
  [[nodiscard]] int phase_here() const;
  void count_reps(Now& now) const;

  Timeline timeline_;
  std::vector<StepState> steps_;
  Now::State state_ = Now::State::running;
  bool lost_focus_ = false;  ///< while paused
  int at_ms_ = 0;            ///< of the session
  int wait_ms_ = 0;          ///< extra time before it moves on
  int next_step_ = 0;        ///< under way or the next to come
  int next_cue_ = 0;
  std::optional<std::int64_t> clock_ms_;  ///< the latest that was told
  std::optional<std::int64_t> last_back_ms_;
};

[[nodiscard]] std::string_view name_of(SkipReason reason);
[[nodiscard]] std::string_view name_of(AfterPain then);
[[nodiscard]] std::string_view name_of(PauseCause cause);
[[nodiscard]] std::string_view name_of(Ending how);
[[nodiscard]] std::string_view name_of(Now::State state);

}  // namespace lissom
