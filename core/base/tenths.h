#pragma once
/// Tenths as people read them.

#include <cstdlib>
#include <string>

namespace lissom {

/// "5", "5.3", "-0.5" for 50, 53, -5.
[[nodiscard]] inline std::string tenths_text(int tenths) {
  constexpr int ten = 10;
  const int size = std::abs(tenths);
  std::string text = (tenths < 0 ? "-" : "") + std::to_string(size / ten);
  return size % ten == 0 ? text : text + "." + std::to_string(size % ten);
}

}  // namespace lissom
