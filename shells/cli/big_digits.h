#pragma once
/// Digits that can be read from the floor: blocks, five high at scale 1.

#include <string>
#include <string_view>
#include <vector>

namespace lissom::cli {

/// The rows of `text` (digits and ":") in blocks. @param scale  1 or more
[[nodiscard]] std::vector<std::string> big_digits(std::string_view text, int scale);
/// Columns that these rows take.
[[nodiscard]] int big_columns(std::string_view text, int scale);

constexpr int big_rows = 5;

}  // namespace lissom::cli
