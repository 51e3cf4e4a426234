#pragma once
/// Seeded chance. The same on every host, unlike the distributions of the standard library.

#include <cstdint>

#include "core/base/contract.h"

namespace lissom {

/// Sebastiano Vigna's SplitMix64: 64 bits of state, every seed is a good seed.
/// Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA.
class SplitMix64 {
 public:
  explicit constexpr SplitMix64(std::uint64_t seed) : state_(seed) {}

  /// The next 64 random bits.
  [[nodiscard]] constexpr std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  /// A number in [0, n). The bias is below n / 2^64, which nothing here can notice.
  /// @pre n > 0
  [[nodiscard]] constexpr std::uint64_t below(std::uint64_t n) {
    LISSOM_EXPECTS(n > 0);
    return next() % n;
  }

 private:
  std::uint64_t state_;
};

}  // namespace lissom
