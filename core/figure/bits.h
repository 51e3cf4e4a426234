#pragma once
/// Sets of small numbers, a bit for each.

#include <array>
#include <cstddef>
#include <cstdint>

namespace lissom {

using Bits = std::uint32_t;

constexpr std::array<Bits, 32> all_bits() {
  std::array<Bits, 32> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = Bits{1} << i;
  }
  return out;
}

/// Bit i at place i.
inline constexpr std::array<Bits, 32> bits = all_bits();

/// The bit if it is so. Without a branch, so that compilers ask for several at once.
[[nodiscard]] constexpr Bits bit_if(bool is_so, Bits bit) {
  return (0U - static_cast<Bits>(is_so)) & bit;
}

}  // namespace lissom
