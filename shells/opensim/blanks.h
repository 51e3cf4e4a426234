#pragma once
/// What stands between words and numbers in files.

#include <string_view>

namespace lissom::opensim {

constexpr std::string_view blanks = " \t\r\n";

/// Without the blanks before and after it.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(blanks);
  return from == std::string_view::npos
             ? std::string_view()
             : text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

}  // namespace lissom::opensim
