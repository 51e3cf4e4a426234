#include "core/audio/track.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/audio/track_fixture.h"
#include "core/audio/wav.h"
#include "core/session/session_fixture.h"

namespace lissom {
namespace {

using namespace fixture;

constexpr int usual_hold_s = 30;

Timeline one_stretch() {
  return compile({.entries = {{&hamstring, &chair, {usual_hold_s, 1, 1}, false}}}, usual_timing());
}

/// The first sample that is not silent, from `from` on.
std::int64_t first_heard(const std::vector<std::int16_t>& samples, std::int64_t from) {
  const auto found = std::find_if(samples.begin() + from, samples.end(),
                                  [](std::int16_t sample) { return sample != 0; });
  return found - samples.begin();
}

int peak(const std::vector<std::int16_t>& samples, std::int64_t from, std::int64_t to) {
  int most = 0;
  for (std::int64_t i = from; i < to; ++i) {
    most = std::max(most, std::abs(int{samples[static_cast<std::size_t>(i)]}));
  }
  return most;
}

const Cue& cue_of(const Timeline& timeline, CueKind kind) {
  return *std::find_if(timeline.cues.begin(), timeline.cues.end(),
                       [&](const Cue& cue) { return cue.kind == kind; });
}

TEST(Track, HasTheSameSamplesEverywhere) {
  const Timeline timeline = one_stretch();
  const Voice voice = loud_voice(timeline, 300);
  const Track track = Track::of(timeline, {}, {.voice = true, .breath = true}, voice);
  EXPECT_EQ(hash_of(fixture::samples_of(track, 240'000)), 16'179'093'208'952'418'530U);
}

TEST(Track, IsTheSameInPiecesOfAnySize) {
  const Timeline timeline = one_stretch();
  const Voice voice = loud_voice(timeline, 700);
  const Track track = Track::of(timeline, {}, {}, voice);
  const std::vector<std::int16_t> whole = fixture::samples_of(track, track.samples());
  EXPECT_EQ(fixture::samples_of(track, 4'801), whole);
  EXPECT_EQ(fixture::samples_of(track, 240'000), whole);
}

TEST(Track, ACueBeginsAtItsSample) {
  const Timeline timeline = one_stretch();
  const Track track = Track::of(timeline, {}, {}, {});
  const std::vector<std::int16_t> samples = fixture::samples_of(track, 240'000);
  for (const CueKind kind : {CueKind::hold, CueKind::half_way, CueKind::switch_sides}) {
    const std::int64_t at = std::int64_t{samples_per_ms} * cue_of(timeline, kind).at_ms;
    EXPECT_EQ(peak(samples, at - 1000, at), 0) << name_of(kind);
    // The sine begins with 0; the attack is soft.
    EXPECT_LE(first_heard(samples, at) - at, 12) << name_of(kind);
  }
}

TEST(Track, TheLastSecondsAreTapped) {
  const Timeline timeline = one_stretch();
  const std::vector<std::int16_t> samples =
      fixture::samples_of(Track::of(timeline, {}, {}, {}), 240'000);
  const std::int64_t hold = std::int64_t{samples_per_ms} * cue_of(timeline, CueKind::hold).at_ms;
  for (const int left_s : {3, 2, 1}) {
    const std::int64_t at = hold - std::int64_t{left_s} * sample_rate;
    EXPECT_EQ(peak(samples, at - 100, at), 0) << left_s;
    EXPECT_GT(peak(samples, at, at + 60 * samples_per_ms), 1000) << left_s;
  }
  const std::int64_t fourth = hold - std::int64_t{4} * sample_rate;
  EXPECT_EQ(peak(samples, fourth, fourth + sample_rate - 1), 0);
}

TEST(Track, WordsComeAfterTheTone) {
  const Timeline timeline = one_stretch();
  const Voice voice = loud_voice(timeline, 500);
  const Track track = Track::of(timeline, {}, {}, voice);
  const std::int64_t hold = std::int64_t{samples_per_ms} * cue_of(timeline, CueKind::hold).at_ms;
  const auto word = std::find_if(
      track.sounds().begin(), track.sounds().end(),
      [&](const Sound& sound) { return sound.clip != nullptr && sound.first >= hold; });
  ASSERT_NE(word, track.sounds().end());
  EXPECT_GE(word->first, hold + std::int64_t{samples_per_ms} * length_ms(Signal::begin));
}

TEST(Track, WordsGiveWayToTheNextWords) {
  const Timeline timeline = one_stretch();
  constexpr int far_too_long_ms = 20'000;
  const Voice voice = loud_voice(timeline, far_too_long_ms);
  const Track track = Track::of(timeline, {}, {}, voice);
  std::int64_t end = 0;
  int cut = 0;
  for (const Sound& sound : track.sounds()) {
    if (sound.clip != nullptr) {
      EXPECT_GE(sound.first, end);
      end = sound.end;
      cut += sound.is_cut ? 1 : 0;
    }
  }
  EXPECT_GT(cut, 2);
  const std::int64_t hold = std::int64_t{samples_per_ms} * cue_of(timeline, CueKind::hold).at_ms;
  const std::vector<std::int16_t> samples = fixture::samples_of(track, 240'000);
  EXPECT_LT(peak(samples, hold - 24, hold), 1'200) << "it fades before it ends";
}

TEST(Track, FromTheMiddleItIsTheRestOfTheWhole) {
  const Timeline timeline = one_stretch();
  const int from_ms = cue_of(timeline, CueKind::hold).at_ms;
  const std::vector<std::int16_t> whole =
      fixture::samples_of(Track::of(timeline, {}, {}, {}), 240'000);
  const std::vector<std::int16_t> rest =
      fixture::samples_of(Track::of(timeline, {.from_ms = from_ms}, {}, {}), 240'000);
  EXPECT_TRUE(
      std::equal(rest.begin(), rest.end(), whole.begin() + from_ms * samples_per_ms, whole.end()));
}

TEST(Track, AWaitComesAfterWhatBeginsThere) {
  const Timeline timeline = one_stretch();
  constexpr int wait_ms = 10'000;
  const std::vector<std::int16_t> samples =
      fixture::samples_of(Track::of(timeline, {.from_ms = 0, .wait_ms = wait_ms}, {}, {}), 240'000);
  EXPECT_GT(peak(samples, 0, 90 * samples_per_ms), 1'000);
  const std::int64_t hold =
      std::int64_t{samples_per_ms} * (cue_of(timeline, CueKind::hold).at_ms + wait_ms);
  EXPECT_EQ(peak(samples, hold - 1000, hold), 0);
  EXPECT_GT(peak(samples, hold, hold + 2000), 1'000);
}

TEST(Track, WithoutAWordThereAreTonesOnly) {
  const Timeline timeline = one_stretch();
  const Voice voice = loud_voice(timeline, 300);
  EXPECT_EQ(fixture::samples_of(Track::of(timeline, {}, {.voice = false}, voice), 240'000),
            fixture::samples_of(Track::of(timeline, {}, {}, {}), 240'000));
}

TEST(Track, TheEndOfAHoldIsToldWhateverComesAfterIt) {
  Timing timing = usual_timing();
  timing.rest_rep_s = 0;
  timing.round_s = 1;
  const Timeline timeline =
      compile({.entries = {{&childs_pose, &quadruped, {usual_hold_s, 1, 1}, false},
                           {&childs_pose, &quadruped, {usual_hold_s, 1, 1}, false}}},
              timing);
  for (int i = 1; i < static_cast<int>(timeline.cues.size()); ++i) {
    if (timeline.cues[static_cast<std::size_t>(i)].kind == CueKind::prepare &&
        timeline.cues[static_cast<std::size_t>(i)].entry == 1) {
      EXPECT_EQ(signal_of(timeline, i), Signal::end_ready);
    }
  }
}

TEST(Wav, HasAHeaderThatSaysHowLong) {
  const std::string header = wav_header(3);
  EXPECT_EQ(header.size(), 44U);
  EXPECT_EQ(header.substr(0, 4), "RIFF");
  EXPECT_EQ(header.substr(8, 8), "WAVEfmt ");
  EXPECT_EQ(header.substr(36, 8), std::string("data\x06\x00\x00\x00", 8));
  EXPECT_EQ(header.substr(24, 4), std::string("\xC0\x5D\x00\x00", 4)) << "24000 samples a second";
  std::string bytes;
  const std::vector<std::int16_t> samples = {1, -1};
  append_pcm(bytes, samples);
  EXPECT_EQ(bytes, std::string("\x01\x00\xFF\xFF", 4));
}

}  // namespace
}  // namespace lissom
