#pragma once
/// The questions in the middle and at the end of a session.

#include "core/base/json.h"
#include "shells/cli/guide_scene.h"

namespace lissom::cli {

[[nodiscard]] const Form& skip_form();
[[nodiscard]] const Form& quit_form();

/// What came of asking about pain.
struct Told {
  std::optional<int> pull;  ///< how strong the stretch itself was
  int pain = 0;             ///< 0 to 10
  std::vector<std::string> words;
};

/// How much it hurts, and how. @param words  `pain_words` of the session
/// @return nothing if the person left
[[nodiscard]] std::optional<Told> ask_about_pain(Stage& stage, const Json& words);

/// Puts how it went into the request that ends a session. Each of both may be left out.
void ask_at_the_end(Stage& stage, Json& request);

}  // namespace lissom::cli
