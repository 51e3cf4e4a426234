#include "core/audio/tone.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "core/audio/track.h"

namespace lissom {
namespace {

constexpr Signal all_signals[] = {
    Signal::ready,     Signal::tap,     Signal::begin,      Signal::half_way,    Signal::rest,
    Signal::end_ready, Signal::change,  Signal::breathe_in, Signal::breathe_out, Signal::done,
    Signal::paused,    Signal::resumed, Signal::pain};

TEST(Tone, TheSineIsASine) {
  for (std::uint32_t i = 0; i < 4096; ++i) {
    const std::uint32_t phase = i << 20;
    const double exact = 32'767 * std::sin(2 * std::numbers::pi * i / 4096);
    EXPECT_NEAR(sine(phase), exact, 2.0) << i;
  }
}

TEST(Tone, BeginsAndEndsSoftly) {
  // A step of more than this between two samples would be heard as a click: the steepest sine of
  // the set, 587 Hz with its harmonic, rises by less.
  constexpr int steepest = 2'000;
  for (const Signal signal : all_signals) {
    const std::vector<std::int16_t> samples = samples_of(signal);
    int before = 0;
    for (const std::int16_t sample : samples) {
      EXPECT_LE(std::abs(sample - before), steepest) << static_cast<int>(signal);
      before = sample;
    }
    EXPECT_LE(std::abs(samples.back()), 20) << static_cast<int>(signal);
  }
}

TEST(Tone, StaysBelowItsShareAndIsHeard) {
  for (const Signal signal : all_signals) {
    int peak = 0;
    for (const std::int16_t sample : samples_of(signal)) {
      peak = std::max(peak, std::abs(int{sample}));
    }
    EXPECT_LT(peak, most_tone) << static_cast<int>(signal);
    EXPECT_GT(peak, 500) << static_cast<int>(signal);
  }
}

TEST(Tone, LiesWhereOldEarsHear) {
  for (const Signal signal : all_signals) {
    for (const Note& note : notes_of(signal)) {
      EXPECT_GE(note.hz, 220);
      EXPECT_LE(std::max(note.hz, note.to_hz), 660);
    }
  }
}

TEST(Tone, HasItsPitch) {
  // Upward crossings of zero in the loud part of a note of 440 Hz: 440 a second.
  const Note note = notes_of(Signal::change).front();
  int crossings = 0;
  constexpr int from = 20 * samples_per_ms;
  constexpr int ms = 50;
  for (int i = from; i < from + ms * samples_per_ms; ++i) {
    crossings += sample_of(note, i - 1) < 0 && sample_of(note, i) >= 0 ? 1 : 0;
  }
  EXPECT_EQ(crossings, note.hz * ms / 1000);
}

}  // namespace
}  // namespace lissom
