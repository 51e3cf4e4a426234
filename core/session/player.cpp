#include "core/session/player.h"

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>

#include "core/base/contract.h"
#include "core/base/index.h"
#include "core/session/timeline_edit.h"

namespace lissom {
namespace {

/// A longer gap between two inputs was not observed. Convention.
constexpr std::int64_t most_unseen_ms = 5'000;
/// Heard is as good as observed, as long as any session.
constexpr std::int64_t most_heard_ms = 86'400'000;
/// Two presses of "back" within this time mean the entry before. Convention.
constexpr std::int64_t double_back_ms = 2'000;
/// No hold of an entry is longer than this once it was made lighter. Source: clinical.md 2.2,
/// AMBER.
constexpr int eased_hold_s = 10;
/// The most that `Extend` can add to one phase. Convention.
constexpr int most_wait_ms = 600'000;

int size_of(const auto& list) {
  return static_cast<int>(list.size());
}

int ceil_seconds(int ms) {
  return (ms + 999) / 1000;
}

/// Repetitions that are whole at a moment, for each side.
int whole_reps(const Step& step, int at_ms) {
  if (step.moves == 0 || step.ends_ms == step.starts_ms) {
    return at_ms >= step.ends_ms ? step.reps : 0;
  }
  const int move_ms = (step.ends_ms - step.starts_ms) / step.moves;
  return (at_ms - step.starts_ms) / move_ms * step.reps / step.moves;
}

int held_s(const Step& step, int at_ms) {
  if (step.moves > 0) {
    return whole_reps(step, at_ms) * step.hold_s;
  }
  return std::min((at_ms - step.starts_ms) / 1000, planned_s(step));
}

}  // namespace

Player::Player(Timeline timeline)
    : timeline_(std::move(timeline)), steps_(timeline_.steps.size(), StepState::open) {
}

Player Player::start(Timeline timeline) {
  return Player(std::move(timeline));
}

Player Player::resume(const Timeline& timeline, std::span<const int> settled) {
  Player player(timeline);
  for (const int step : settled) {
    if (step >= 0 && step < size_of(player.steps_)) {
      player.steps_[as_index(step)] = StepState::done;
    }
  }
  const auto open = std::find(player.steps_.begin(), player.steps_.end(), StepState::open);
  if (open == player.steps_.end()) {
    player.go_to(timeline.total_ms, size_of(player.steps_));
    return player;
  }
  const auto next = static_cast<int>(open - player.steps_.begin());
  player.timeline_ = going_on_with(timeline, next);
  player.go_to(player.timeline_.entries[as_index(timeline.steps[as_index(next)].entry)].starts_ms,
               next);
  return player;
}

std::vector<Output> Player::apply(const Input& input) {
  Outputs out;
  if (state_ != Now::State::ended) {
    std::visit(
        [&](const auto& what) {
          constexpr bool is_heard = std::is_same_v<decltype(what), const input::Heard&>;
          advance(what.now_ms, is_heard ? most_heard_ms : most_unseen_ms, out);
          if (state_ != Now::State::ended) {
            take(what, out);
          }
        },
        input);
  }
  return out;
}

// ---- inputs, after the time until then has been played -----------------------------------------

void Player::take(const input::Tick& /*input*/, Outputs& /*out*/) {
}

void Player::take(const input::Heard& /*input*/, Outputs& /*out*/) {
}

void Player::take(const input::Pause& /*input*/, Outputs& out) {
  if (state_ == Now::State::running) {
    pause(PauseCause::person, out);
  }
}

void Player::take(const input::Resume& /*input*/, Outputs& out) {
  if (state_ == Now::State::paused) {
    go_on(out);
  }
}

void Player::take(const input::Back& /*input*/, Outputs& out) {
  if (state_ == Now::State::pain || timeline_.entries.empty()) {
    return;
  }
  const bool twice = last_back_ms_ && *clock_ms_ - *last_back_ms_ <= double_back_ms;
  last_back_ms_ = clock_ms_;
  const int here = entry_here();
  const EntrySpan& entry = timeline_.entries[as_index(twice ? std::max(here - 1, 0) : here)];
  const int again = is_under_way() ? next_step_ : next_step_ - 1;
  if (!twice && again >= entry.first_step && timeline_.steps[as_index(again)].starts_ms <= at_ms_) {
    go_to(timeline_.steps[as_index(again)].starts_ms, again);
  } else {
    go_to(entry.starts_ms, entry.first_step);
  }
  settle(out);
}

void Player::take(const input::Skip& input, Outputs& out) {
  if (state_ == Now::State::pain || timeline_.entries.empty()) {
    return;
  }
  if (is_under_way()) {
    stop_step(input.reason, out);
  }
  leave_entry(input.reason, out);
  settle(out);
}

void Player::take(const input::Pain& /*input*/, Outputs& out) {
  if (state_ == Now::State::pain) {
    return;
  }
  if (is_under_way()) {
    stop_step(SkipReason::pain, out);
  }
  pause(PauseCause::pain, out);
}

void Player::take(const input::PainAnswered& input, Outputs& out) {
  if (state_ != Now::State::pain) {
    return;
  }
  switch (input.then) {
    case AfterPain::carry_on:
      leave_step();
      break;
    case AfterPain::ease:
      ease_entry(out);
      break;
    case AfterPain::stop_entry:
      leave_entry(SkipReason::pain, out);
      break;
    case AfterPain::end_session:
      end(Ending::pain, out);
      return;
  }
  go_on(out);
}

void Player::take(const input::FocusLost& /*input*/, Outputs& out) {
  if (state_ == Now::State::running) {
    pause(PauseCause::lost_focus, out);
  }
}

void Player::take(const input::FocusBack& /*input*/, Outputs& out) {
  if (state_ == Now::State::paused && lost_focus_) {
    out.emplace_back(output::Returned{phase_here()});
  }
}

void Player::take(const input::Extend& input, Outputs& out) {
  if (state_ == Now::State::pain || is_under_way()) {
    return;
  }
  const int change_ms = 1000 * std::clamp(input.seconds, -most_wait_ms / 1000, most_wait_ms / 1000);
  const int wait_ms = std::min(wait_ms_ + change_ms, most_wait_ms);
  wait_ms_ = std::max(wait_ms, 0);
  if (wait_ms < 0) {
    const Cue& phase = timeline_.cues[as_index(phase_here())];
    at_ms_ = std::min(at_ms_ - wait_ms, phase.at_ms + phase.duration_ms);
    settle(out);
  }
}

void Player::take(const input::Quit& /*input*/, Outputs& out) {
  if (state_ == Now::State::pain) {
    end(Ending::pain, out);
    return;
  }
  if (is_under_way()) {
    stop_step(SkipReason::other, out);
  }
  end(Ending::quit, out);
}

// ---- what they do ------------------------------------------------------------------------------

void Player::advance(std::int64_t now_ms, std::int64_t longest_gap_ms, Outputs& out) {
  const std::int64_t before_ms = clock_ms_.value_or(std::max<std::int64_t>(now_ms, 0));
  clock_ms_ = std::max(now_ms, before_ms);
  if (state_ != Now::State::running) {
    return;
  }
  const std::int64_t gap_ms = *clock_ms_ - before_ms;
  if (gap_ms > longest_gap_ms) {
    pause(PauseCause::lost_focus, out);
    return;
  }
  const auto passed_ms = static_cast<int>(gap_ms);
  const int waited_ms = std::min(passed_ms, wait_ms_);
  wait_ms_ -= waited_ms;
  play_until(at_ms_ + passed_ms - waited_ms, out);
}

void Player::play_until(int to_ms, Outputs& out) {
  const int until_ms = std::min(to_ms, timeline_.total_ms);
  while (next_cue_ < size_of(timeline_.cues) &&
         timeline_.cues[as_index(next_cue_)].at_ms <= until_ms) {
    finish_steps(timeline_.cues[as_index(next_cue_)].at_ms, out);
    out.emplace_back(output::CueReached{next_cue_});
    ++next_cue_;
  }
  finish_steps(until_ms, out);
  at_ms_ = until_ms;
  if (at_ms_ == timeline_.total_ms) {
    end(Ending::completed, out);
  }
}

void Player::finish_steps(int until_ms, Outputs& out) {
  for (; next_step_ < size_of(steps_) && timeline_.steps[as_index(next_step_)].ends_ms <= until_ms;
       ++next_step_) {
    StepState& state = steps_[as_index(next_step_)];
    if (state != StepState::done) {
      const Step& step = timeline_.steps[as_index(next_step_)];
      state = StepState::done;
      out.emplace_back(output::StepDone{next_step_, planned_s(step), step.reps});
    }
  }
}

/// The step under way ends here. What was done before stays done; pain is always told.
void Player::stop_step(SkipReason reason, Outputs& out) {
  StepState& state = steps_[as_index(next_step_)];
  if (state == StepState::done && reason != SkipReason::pain) {
    return;
  }
  if (state == StepState::open) {
    state = StepState::stopped;
  }
  const Step& step = timeline_.steps[as_index(next_step_)];
  out.emplace_back(
      output::StepStopped{next_step_, reason, held_s(step, at_ms_), whole_reps(step, at_ms_)});
}

/// To the end of the step under way, if there is one.
void Player::leave_step() {
  if (is_under_way()) {
    go_to(timeline_.steps[as_index(next_step_)].ends_ms, next_step_ + 1);
  }
}

/// To the end of the step under way; what the entry has left after it gets lighter.
void Player::ease_entry(Outputs& out) {
  const int entry = entry_here();
  leave_step();
  const EntrySpan& span = timeline_.entries[as_index(entry)];
  if (next_step_ < span.first_step + span.step_count) {
    timeline_ = eased(timeline_, next_step_, eased_hold_s);
    out.emplace_back(output::Eased{entry});
  }
}

/// To the start of the next entry, or to the end.
void Player::leave_entry(SkipReason reason, Outputs& out) {
  const int entry = entry_here();
  const EntrySpan& span = timeline_.entries[as_index(entry)];
  const int end = span.first_step + span.step_count;
  const auto last = steps_.begin() + end;
  const auto open = std::find(steps_.begin() + next_step_, last, StepState::open);
  if (open != last) {
    const auto step = static_cast<int>(open - steps_.begin());
    out.emplace_back(output::EntrySkipped{entry, step, reason});
  }
  go_to(span.ends_ms, end);
}

void Player::go_to(int at_ms, int step) {
  at_ms_ = at_ms;
  next_step_ = step;
  wait_ms_ = 0;
  const auto first = std::lower_bound(timeline_.cues.begin(), timeline_.cues.end(), at_ms,
                                      [](const Cue& cue, int ms) { return cue.at_ms < ms; });
  next_cue_ = static_cast<int>(first - timeline_.cues.begin());
}

/// After a jump: what begins here is told at once if the session runs, and at its end it ends.
void Player::settle(Outputs& out) {
  if (state_ == Now::State::running || at_ms_ == timeline_.total_ms) {
    play_until(at_ms_, out);
  }
}

void Player::go_on(Outputs& out) {
  state_ = Now::State::running;
  out.emplace_back(output::Resumed{});
  settle(out);
}

void Player::pause(PauseCause cause, Outputs& out) {
  state_ = cause == PauseCause::pain ? Now::State::pain : Now::State::paused;
  lost_focus_ = cause == PauseCause::lost_focus;
  out.emplace_back(output::Paused{cause});
}

void Player::end(Ending how, Outputs& out) {
  state_ = Now::State::ended;
  out.emplace_back(output::Ended{how});
}

// ---- where it stands ---------------------------------------------------------------------------

bool Player::is_under_way() const {
  return next_step_ < size_of(steps_) && timeline_.steps[as_index(next_step_)].starts_ms <= at_ms_;
}

/// @pre there is an entry
int Player::entry_here() const {
  const auto after =
      std::upper_bound(timeline_.entries.begin(), timeline_.entries.end(), at_ms_,
                       [](int ms, const EntrySpan& entry) { return ms < entry.starts_ms; });
  return static_cast<int>(after - timeline_.entries.begin()) - 1;
}

/// The last phase that has begun; the first one begins at 0.
int Player::phase_here() const {
  int phase = 0;
  for (int i = 0; i < size_of(timeline_.cues) && timeline_.cues[as_index(i)].at_ms <= at_ms_; ++i) {
    phase = is_phase(timeline_.cues[as_index(i)].kind) ? i : phase;
  }
  return phase;
}

Now Player::now() const {
  const int phase = phase_here();
  const Cue& cue = timeline_.cues[as_index(phase)];
  Now now{.state = state_,
          .phase = cue.kind,
          .cue = phase,
          .entry = cue.entry,
          .side = cue.side,
          .phase_left_s = ceil_seconds(cue.at_ms + cue.duration_ms - at_ms_ + wait_ms_),
          .total_left_s = ceil_seconds(timeline_.total_ms - at_ms_ + wait_ms_)};
  if (cue.entry >= 0 && cue.entry + 1 < size_of(timeline_.entries)) {
    now.next_entry = cue.entry + 1;
  }
  if (next_step_ < size_of(steps_)) {
    now.step = next_step_;
    count_reps(now);
  }
  return now;
}

/// Which repetition it is, of how many.
void Player::count_reps(Now& now) const {
  const Step& step = timeline_.steps[as_index(next_step_)];
  if (step.entry != now.entry) {
    return;
  }
  // A step from before the session was taken up again has no time left: its last one is shown.
  const bool moving = step.moves > 0 && is_under_way();
  now.rep = 1 + step.rep + (moving ? std::min(whole_reps(step, at_ms_), step.reps - 1) : 0);
  for (const Step& other : timeline_.steps) {
    const bool same_set =
        other.entry == step.entry && other.side == step.side && other.set == step.set;
    now.reps += same_set ? other.reps : 0;
  }
}

std::string_view name_of(SkipReason reason) {
  switch (reason) {
    case SkipReason::pain:
      return "pain";
    case SkipReason::cannot:
      return "cannot";
    case SkipReason::no_time:
      return "no_time";
    case SkipReason::other:
      return "other";
  }
  return "";
}

std::string_view name_of(AfterPain then) {
  switch (then) {
    case AfterPain::carry_on:
      return "carry_on";
    case AfterPain::ease:
      return "ease";
    case AfterPain::stop_entry:
      return "stop_entry";
    case AfterPain::end_session:
      return "end_session";
  }
  return "";
}

std::string_view name_of(PauseCause cause) {
  switch (cause) {
    case PauseCause::person:
      return "person";
    case PauseCause::lost_focus:
      return "lost_focus";
    case PauseCause::pain:
      return "pain";
  }
  return "";
}

std::string_view name_of(Ending how) {
  switch (how) {
    case Ending::completed:
      return "completed";
    case Ending::quit:
      return "quit";
    case Ending::pain:
      return "pain";
  }
  return "";
}

std::string_view name_of(Now::State state) {
  switch (state) {
    case Now::State::running:
      return "running";
    case Now::State::paused:
      return "paused";
    case Now::State::pain:
      return "pain";
    case Now::State::ended:
      return "ended";
  }
  return "";
}

}  // namespace lissom
