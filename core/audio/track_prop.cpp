// Laws of the track that hold for every session: cues at their samples, no clipping, one voice.

#include <algorithm>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/audio/track_fixture.h"
#include "core/session/session_fixture.h"

namespace lissom {
namespace {

using namespace fixture;

struct Made {
  Timeline timeline;
  TrackStart start;
  TrackChoice choice;
};

Made any_track(SplitMix64& chance) {
  Made made;
  made.timeline = compile(random_plan(chance), random_timing(chance));
  if (chance.below(2) == 0) {
    made.start.from_ms = pick(chance, 0, made.timeline.total_ms);
    made.start.wait_ms = 1000 * pick(chance, 0, 20);
  }
  made.choice = {.voice = chance.below(2) == 0, .breath = chance.below(2) == 0};
  return made;
}

RC_GTEST_PROP(Track, EveryCueBeginsAtItsSample, (std::uint64_t seed)) {
  SplitMix64 chance(seed);
  const Made made = any_track(chance);
  const Voice voice = loud_voice(made.timeline, 400);
  const Track track = Track::of(made.timeline, made.start, made.choice, voice);
  for (int i = 0; i < static_cast<int>(made.timeline.cues.size()); ++i) {
    const Cue& cue = made.timeline.cues[static_cast<std::size_t>(i)];
    const bool is_breath = cue.kind == CueKind::breathe_in || cue.kind == CueKind::breathe_out;
    const bool is_heard = signal_of(made.timeline, i) != Signal::none
                              ? !is_breath || made.choice.breath
                              : made.choice.voice;
    if (cue.at_ms < made.start.from_ms || !is_heard) {
      continue;
    }
    const int wait_ms = cue.at_ms > made.start.from_ms ? made.start.wait_ms : 0;
    const std::int64_t first = std::int64_t{24} * (cue.at_ms - made.start.from_ms + wait_ms);
    const bool is_there = std::any_of(track.sounds().begin(), track.sounds().end(),
                                      [&](const Sound& sound) { return sound.first == first; });
    // Words may have given way to others at the same moment; a tone never does.
    RC_ASSERT(is_there || signal_of(made.timeline, i) == Signal::none);
  }
  const std::int64_t total = std::int64_t{24} * (made.timeline.total_ms - made.start.from_ms);
  RC_ASSERT(track.samples() >= total);
  RC_ASSERT(track.samples() <= total + std::int64_t{24} * (made.start.wait_ms + 10'000));
}

RC_GTEST_PROP(Track, NothingClipsAndNoTwoVoicesSpeak, (std::uint64_t seed)) {
  SplitMix64 chance(seed);
  const Made made = any_track(chance);
  const Voice voice = loud_voice(made.timeline, 200 + pick(chance, 0, 4'000));
  const Track track = Track::of(made.timeline, made.start, {.voice = true, .breath = true}, voice);
  std::int64_t quiet_from = 0;
  for (const Sound& sound : track.sounds()) {
    RC_ASSERT(sound.first >= 0);
    RC_ASSERT(sound.end > sound.first);
    if (sound.clip != nullptr) {
      RC_ASSERT(sound.first >= quiet_from);
      quiet_from = sound.end;
    }
  }
  // A few seconds anywhere: a whole session would only take longer.
  std::vector<std::int16_t> samples(72'000);
  track.read(
      static_cast<std::int64_t>(chance.below(static_cast<std::uint64_t>(track.samples()) + 1)),
      samples);
  const auto [least, most] = std::minmax_element(samples.begin(), samples.end());
  RC_ASSERT(std::max(-int{*least}, int{*most}) <= most_tone + most_voice);
}

}  // namespace
}  // namespace lissom
