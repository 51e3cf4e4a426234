#pragma once
/// A session being guided: the player of the core, the record, and a stage to show it on.
///
/// A hold counts once the record has it; only then is it shown as done. So whatever happens to the
/// program, nothing finished is lost.

#include "shells/cli/guide_scene.h"
#include "shells/cli/host.h"

namespace lissom::cli {

/// How a guided session came out.
struct GuideEnd {
  enum class How : std::uint8_t {
    ended,
    left,     ///< broken off without an end: it can be gone on with
    refused,  ///< for safety; `outcome` says why
  };
  How how = How::ended;
  Outcome outcome;                ///< of the end, or the refusal
  std::vector<std::string> said;  ///< when pain ended it
  int done = 0;                   ///< steps
  int of = 0;
};

/// Plays `view`, what `start` or `resume` answered.
/// @param speed  how many times faster than life
/// @return a fault if the view is no session, or if the record cannot be written any more
[[nodiscard]] Result<GuideEnd> play(const Json& view, const Catalogue& catalogue, Host& host,
                                    Stage& stage, int speed);

}  // namespace lissom::cli
