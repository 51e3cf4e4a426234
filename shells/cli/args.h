#pragma once
/// The command line, read.

#include <span>
#include <string>

#include "core/base/result.h"
#include "shells/cli/command.h"

namespace lissom::cli {

/// Reads the arguments after the program's name. Decides nothing that the core decides: whether a
/// number or a name makes sense is found out by asking.
/// @return bad_input with what is wrong and where to look
[[nodiscard]] Result<Command> parse_args(std::span<const std::string> args);

}  // namespace lissom::cli
