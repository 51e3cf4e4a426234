#pragma once
/// Counts in words.

#include <cstdint>
#include <string>
#include <string_view>

namespace lissom {

/// "1 entry", "2 entries".
[[nodiscard]] inline std::string counted(std::int64_t count, std::string_view one,
                                         std::string_view many) {
  return std::to_string(count).append(" ").append(count == 1 ? one : many);
}

/// "1 hold", "2 holds".
[[nodiscard]] inline std::string counted(std::int64_t count, std::string_view one) {
  return counted(count, one, std::string(one).append("s"));
}

}  // namespace lissom
