#include "core/base/random.h"

#include <cstdint>

#include <gtest/gtest.h>

namespace lissom {
namespace {

/// The first values of Vigna's own splitmix64.c with x = 1234567.
TEST(SplitMix64, GivesTheReferenceValues) {
  SplitMix64 chance(1234567);
  EXPECT_EQ(chance.next(), 6457827717110365317U);
  EXPECT_EQ(chance.next(), 3203168211198807973U);
  EXPECT_EQ(chance.next(), 9817491932198370423U);
}

TEST(SplitMix64, ZeroIsAGoodSeed) {
  SplitMix64 chance(0);
  EXPECT_EQ(chance.next(), 0xE220A8397B1DCDAFU);
}

TEST(SplitMix64, BelowReachesEveryNumberAndNoOther) {
  SplitMix64 chance(1);
  int seen[6] = {};
  for (int i = 0; i < 6000; ++i) {
    const std::uint64_t face = chance.below(6);
    ASSERT_LT(face, 6U);
    ++seen[face];
  }
  for (const int times : seen) {
    EXPECT_GT(times, 800);  // 1000 expected, standard deviation 29
    EXPECT_LT(times, 1200);
  }
  EXPECT_EQ(chance.below(1), 0U);
}

TEST(SplitMix64DeathTest, ThereIsNoNumberBelowZero) {
  SplitMix64 chance(1);
  EXPECT_DEATH((void)chance.below(0), "");
}

}  // namespace
}  // namespace lissom
