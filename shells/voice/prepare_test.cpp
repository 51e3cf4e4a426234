#include "shells/voice/prepare.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "core/audio/tone.h"
#include "core/audio/wav.h"

namespace lissom::voice {
namespace {

Recording tone(int rate, double hz, double seconds) {
  Recording recording{.rate = rate, .samples = {}};
  for (int i = 0; i < seconds * rate; ++i) {
    recording.samples.push_back(
        static_cast<std::int16_t>(16'000 * std::sin(2 * std::numbers::pi * hz * i / rate)));
  }
  return recording;
}

double rms(const std::vector<double>& samples) {
  double sum = 0;
  for (const double sample : samples) {
    sum += sample * sample;
  }
  return std::sqrt(sum / static_cast<double>(samples.size()));
}

TEST(Prepare, ResamplingKeepsATone) {
  const std::vector<double> samples = resampled(tone(32'000, 1'000, 1));
  EXPECT_EQ(samples.size(), 24'000U);
  EXPECT_NEAR(rms(samples), 16'000 / 32'768.0 / std::sqrt(2.0), 0.003);
  int crossings = 0;
  for (std::size_t i = 1; i < samples.size(); ++i) {
    crossings += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
  }
  EXPECT_NEAR(crossings, 1'000, 1);
}

TEST(Prepare, ResamplingKeepsNothingThatWouldFoldBack) {
  EXPECT_LT(rms(resampled(tone(32'000, 14'500, 1))), 0.003);
}

TEST(Prepare, SilenceAroundIsTakenAway) {
  std::vector<double> samples(24'000, 0.0001);
  for (std::size_t i = 8'000; i < 16'000; ++i) {
    samples[i] = i % 2 == 0 ? 0.5 : -0.5;
  }
  const std::vector<double> out = trimmed(samples);
  EXPECT_NEAR(static_cast<double>(out.size()), 8'000 + 2 * 15 * 24, 2);
  EXPECT_TRUE(trimmed(std::vector<double>(100, 0.0)).empty());
}

TEST(Prepare, AllAreEquallyLoudAndNoneTooLoud) {
  const std::vector<double> quiet(24'000, 0.01);
  std::vector<double> loud = quiet;
  for (double& sample : loud) {
    sample *= 50;
  }
  EXPECT_EQ(levelled(quiet), levelled(loud));
  std::vector<double> spiky = quiet;
  spiky[12'000] = 0.9;
  const std::vector<std::int16_t> out = levelled(spiky);
  EXPECT_LE(*std::max_element(out.begin(), out.end()), most_voice);
  EXPECT_EQ(levelled(std::vector<double>(10, 0.0)), std::vector<std::int16_t>(10, 0));
}

TEST(ReadWav, ReadsWhatWeWriteAndNothingElse) {
  std::string bytes = wav_header(2);
  append_pcm(bytes, std::vector<std::int16_t>{5, -5});
  const auto recording = read_wav(bytes);
  ASSERT_TRUE(recording);
  EXPECT_EQ(recording->rate, sample_rate);
  EXPECT_EQ(recording->samples, (std::vector<std::int16_t>{5, -5}));
  EXPECT_FALSE(read_wav("RIFFxxxxWAVE"));
  EXPECT_FALSE(read_wav(""));
  bytes[22] = 2;  // stereo
  EXPECT_FALSE(read_wav(bytes));
}

}  // namespace
}  // namespace lissom::voice
