#pragma once
/// Looking into a view. What is not there, or of another kind, reads as empty: a shell shows what
/// it got and never stops over it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace lissom::cli {

/// The value at `key`, or null.
[[nodiscard]] const Json& value_at(const Json& object, std::string_view key);
/// The text at `key`, or "".
[[nodiscard]] std::string text_at(const Json& object, std::string_view key);
/// The whole number at `key`, or `otherwise`.
[[nodiscard]] std::int64_t number_at(const Json& object, std::string_view key,
                                     std::int64_t otherwise);
/// Whether `key` is there and true.
[[nodiscard]] bool is_true(const Json& object, std::string_view key);
[[nodiscard]] bool has_number(const Json& object, std::string_view key);
/// The list at `key`, or an empty one.
[[nodiscard]] const Json& list_at(const Json& object, std::string_view key);
/// The texts of the list at `key`; a single text counts as a list of one.
[[nodiscard]] std::vector<std::string> texts_at(const Json& object, std::string_view key);
/// A text or a number as people read it; "" for anything else.
[[nodiscard]] std::string shown(const Json& value);
/// "a, b, c".
[[nodiscard]] std::string joined(const std::vector<std::string>& texts, std::string_view between);

}  // namespace lissom::cli
