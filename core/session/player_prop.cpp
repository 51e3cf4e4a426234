// Laws of the player that hold whatever a person, a shell or a clock does.

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/session/session_fixture.h"

namespace lissom {
namespace {

using namespace fixture;

/// Mostly small steps; now and then a sleep, a step back or nonsense.
std::int64_t later(SplitMix64& chance, std::int64_t now_ms) {
  switch (chance.below(20)) {
    case 0:
      return now_ms + pick(chance, 5'001, 100'000);
    case 1:
      return now_ms - pick(chance, 0, 100'000);
    case 2:
      return chance.below(50) == 0 ? INT64_MAX : now_ms;
    case 3:
      return chance.below(50) == 0 ? INT64_MIN : now_ms;
    default:
      return now_ms + pick(chance, 0, 5'000);
  }
}

Input any_input(SplitMix64& chance, std::int64_t now_ms) {
  switch (chance.below(24)) {
    case 0:
      return input::Pause{now_ms};
    case 1:
    case 2:
      return input::Resume{now_ms};
    case 3:
      return input::Back{now_ms};
    case 4:
      return input::Skip{now_ms, static_cast<SkipReason>(chance.below(4))};
    case 5:
      return input::Pain{now_ms};
    case 6:
    case 7:
      return input::PainAnswered{now_ms, static_cast<AfterPain>(chance.below(4))};
    case 8:
      return input::FocusLost{now_ms};
    case 9:
      return input::FocusBack{now_ms};
    case 10:
      return input::Extend{now_ms, pick(chance, -20, 20)};
    case 11:
      return chance.below(20) == 0 ? Input{input::Quit{now_ms}} : Input{input::Tick{now_ms}};
    case 12:
      return input::Heard{now_ms};
    default:
      return input::Tick{now_ms};
  }
}

/// What a log of the session would hold.
struct Log {
  std::set<int> done;
  bool ended = false;
};

void note(Log& log, const Output& output, const Timeline& timeline) {
  RC_ASSERT(!log.ended);
  if (const auto* done = std::get_if<output::StepDone>(&output)) {
    const Step& step = timeline.steps.at(static_cast<std::size_t>(done->step));
    RC_ASSERT(log.done.insert(done->step).second);
    RC_ASSERT(done->held_s == planned_s(step));
    RC_ASSERT(done->reps == step.reps);
  }
  if (const auto* stopped = std::get_if<output::StepStopped>(&output)) {
    const Step& step = timeline.steps.at(static_cast<std::size_t>(stopped->step));
    RC_ASSERT(stopped->held_s >= 0 && stopped->held_s <= planned_s(step));
    RC_ASSERT(stopped->reps >= 0 && stopped->reps <= step.reps);
  }
  if (const auto* reached = std::get_if<output::CueReached>(&output)) {
    RC_ASSERT(reached->cue >= 0 && reached->cue < static_cast<int>(timeline.cues.size()));
  }
  log.ended = std::holds_alternative<output::Ended>(output);
}

void check(const Now& now, const Timeline& timeline) {
  RC_ASSERT(now.cue >= 0 && now.cue < static_cast<int>(timeline.cues.size()));
  RC_ASSERT(is_phase(now.phase));
  RC_ASSERT(now.entry < static_cast<int>(timeline.entries.size()));
  RC_ASSERT(now.step < static_cast<int>(timeline.steps.size()));
  RC_ASSERT(now.phase_left_s >= 0 && now.phase_left_s <= now.total_left_s);
  RC_ASSERT(now.rep <= now.reps);
}

Player any_player(SplitMix64& chance) {
  const Timeline timeline = compile(random_plan(chance), random_timing(chance));
  if (chance.below(2) == 0) {
    return Player::start(timeline);
  }
  std::vector<int> settled;
  const int count = pick(chance, 0, 8);
  for (int i = 0; i < count; ++i) {
    settled.push_back(pick(chance, -1, static_cast<int>(timeline.steps.size())));
  }
  return Player::resume(timeline, settled);
}

RC_GTEST_PROP(PlayerProp, WhateverHappensTheLogIsSound, (std::uint64_t seed)) {
  SplitMix64 chance(seed);
  Player player = any_player(chance);
  Log log;
  std::int64_t now_ms = pick(chance, -1000, 1'000'000);
  for (int i = 0; i < 400; ++i) {
    now_ms = later(chance, now_ms);
    for (const Output& output : player.apply(any_input(chance, now_ms))) {
      note(log, output, player.timeline());
    }
    check(player.now(), player.timeline());
    RC_ASSERT((player.now().state == Now::State::ended) == log.ended);
    if (now_ms == INT64_MAX || now_ms == INT64_MIN) {
      now_ms = 0;
    }
  }
}

/// However finely the clock ticks, the same is told in the same order.
RC_GTEST_PROP(PlayerProp, TicksDoNotMatter, (std::uint64_t seed)) {
  SplitMix64 chance(seed);
  const Timeline timeline = compile(random_plan(chance), random_timing(chance));
  const auto played = [&](bool finely) {
    Player player = Player::start(timeline);
    std::vector<std::string> lines;
    for (std::int64_t now_ms = 0; player.now().state != Now::State::ended;
         now_ms += finely ? 100 : pick(chance, 1, 5'000)) {
      for (const Output& output : player.apply(input::Tick{now_ms})) {
        lines.push_back(line_of(output, timeline));
      }
    }
    return lines;
  };
  RC_ASSERT(played(true) == played(false));
}

/// Pauses, sleeps and lost focus change when, not what.
RC_GTEST_PROP(PlayerProp, PausesChangeNothing, (std::uint64_t seed)) {
  SplitMix64 chance(seed);
  const Timeline timeline = compile(random_plan(chance), random_timing(chance));
  std::vector<int> cues;
  std::set<int> done;
  Player player = Player::start(timeline);
  std::int64_t now_ms = 0;
  while (player.now().state != Now::State::ended) {
    now_ms += chance.below(10) == 0 ? pick(chance, 5'001, 900'000) : pick(chance, 0, 5'000);
    Input input = input::Tick{now_ms};
    if (player.now().state == Now::State::paused) {
      input = input::Resume{now_ms};
    } else if (chance.below(10) == 0) {
      input = input::Pause{now_ms};
    }
    for (const Output& output : player.apply(input)) {
      if (const auto* reached = std::get_if<output::CueReached>(&output)) {
        cues.push_back(reached->cue);
      } else if (const auto* step = std::get_if<output::StepDone>(&output)) {
        done.insert(step->step);
      }
    }
  }
  RC_ASSERT(cues.size() == timeline.cues.size());
  for (std::size_t i = 0; i < cues.size(); ++i) {
    RC_ASSERT(cues[i] == static_cast<int>(i));
  }
  RC_ASSERT(done.size() == timeline.steps.size());
}

/// Broken off anywhere and resumed: together every step is done once.
RC_GTEST_PROP(PlayerProp, ResumingCompletesTheSession, (std::uint64_t seed)) {
  SplitMix64 chance(seed);
  const Timeline timeline = compile(random_plan(chance), random_timing(chance));
  std::vector<int> settled;
  for (int launch = 0; launch < 5; ++launch) {
    Player player = Player::resume(timeline, settled);
    const int crash_ms = launch < 4 ? pick(chance, 0, timeline.total_ms) : timeline.total_ms;
    for (std::int64_t now_ms = 0; now_ms <= crash_ms; now_ms += 1000) {
      for (const Output& output : player.apply(input::Tick{now_ms})) {
        if (const auto* done = std::get_if<output::StepDone>(&output)) {
          settled.push_back(done->step);
        }
      }
    }
  }
  RC_ASSERT(settled.size() == timeline.steps.size());
  for (std::size_t i = 0; i < settled.size(); ++i) {
    RC_ASSERT(settled[i] == static_cast<int>(i));
  }
}

}  // namespace
}  // namespace lissom
