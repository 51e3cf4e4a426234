#pragma once
/// Records on their way to a server, as the bytes that a store keeps. docs/formats/journal.md.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/journal/record.h"

namespace lissom {

/// @return bad_input if one of them cannot be read from its bytes alone: that one goes as a line
[[nodiscard]] Result<std::string> to_bundle(std::span<const Record> records);

/// @return bad_input with the number of the first record that is wrong
[[nodiscard]] Result<std::vector<Record>> from_bundle(std::string_view bundle);

}  // namespace lissom
