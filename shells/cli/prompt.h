#pragma once
/// Asking one question on a terminal, line by line. The questions and their answers come from the
/// core; only the keys are ours.

#include <string>

#include "core/base/json.h"
#include "core/base/result.h"
#include "shells/cli/console.h"

namespace lissom::cli {

/// What a person did about a question.
struct Reply {
  enum class Move : std::uint8_t { answer, keep, back, quit, over };
  Move move = Move::over;
  Json answer;  ///< for `answer`
};

/// What a question offers besides its answers.
struct Offers {
  bool keep = false;  ///< Enter keeps what there is, or leaves the question out
  bool back = false;
};

/// Asks until the line is an answer or a way out. Types: yes_no, choice, choices, number, clock,
/// texts. @param present  what Enter keeps, in words; may be ""
[[nodiscard]] Reply ask(Console& console, const Json& question, const Offers& offers,
                        const std::string& present);

/// The fault that the input ended before `what`, "q3 was answered".
[[nodiscard]] tl::unexpected<Fault> input_is_over(const std::string& what);

/// Says that nothing was stored, because the person went away. @return the exit code
[[nodiscard]] int stored_nothing(const Console& console);

}  // namespace lissom::cli
