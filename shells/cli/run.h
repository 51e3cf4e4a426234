#pragma once
/// The whole program but for the real streams: arguments in, exit code out.

#include <span>
#include <string>

#include "shells/cli/console.h"

namespace lissom::cli {

/// Runs one command. What is wrong is told in one line on `console.err`.
[[nodiscard]] int run(std::span<const std::string> args, Console& console);

}  // namespace lissom::cli
