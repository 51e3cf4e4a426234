#pragma once
/// Tenths as people read them.

#include <cstdlib>
#include <string>

namespace lissom {

constexpr int tenths_in_one = 10;

/// "5", "5.3", "-0.5" for 50, 53, -5.
[[nodiscard]] inline std::string tenths_text(int tenths) {
  const int size = std::abs(tenths);
  std::string text = (tenths < 0 ? "-" : "") + std::to_string(size / tenths_in_one);
  return size % tenths_in_one == 0 ? text : text + "." + std::to_string(size % tenths_in_one);
}

}  // namespace lissom
