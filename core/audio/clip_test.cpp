#include "core/audio/clip.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lissom {
namespace {

std::vector<std::int16_t> wave(std::size_t count) {
  std::vector<std::int16_t> samples(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double t = static_cast<double>(i) / 24'000;
    samples[i] = static_cast<std::int16_t>(9'000 * std::sin(2 * 3.14159 * 150 * t) +
                                           4'000 * std::sin(2 * 3.14159 * 900 * t) +
                                           1'500 * std::sin(2 * 3.14159 * 3'100 * t));
  }
  return samples;
}

TEST(Clip, ComesBackNearlyAsItWas) {
  const std::vector<std::int16_t> samples = wave(24'000);
  const std::string bytes = encode_clip(samples);
  EXPECT_EQ(bytes.size(), samples.size() / 2);
  const std::vector<std::int16_t> again = decode_clip(bytes, samples.size());
  double signal = 0;
  double noise = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    signal += std::pow(samples[i], 2);
    noise += std::pow(samples[i] - again[i], 2);
  }
  EXPECT_GT(10 * std::log10(signal / noise), 25.0) << "dB";
}

TEST(Clip, OfAnyLength) {
  for (const std::size_t count : {0U, 1U, 2U, 3U, 7U}) {
    const std::string bytes = encode_clip(wave(count));
    EXPECT_EQ(bytes.size(), (count + 1) / 2);
    EXPECT_EQ(decode_clip(bytes, count).size(), count);
  }
}

TEST(Clip, WhatIsMissingIsSilence) {
  const std::vector<std::int16_t> samples = decode_clip("\x77", 4);
  EXPECT_NE(samples[1], 0);
  EXPECT_EQ(samples[2], 0);
  EXPECT_EQ(samples[3], 0);
}

}  // namespace
}  // namespace lissom
