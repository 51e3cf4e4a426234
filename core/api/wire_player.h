#pragma once
/// The player as bytes, for hosts that hold no C++ values (docs/formats/api.md, "The player").

#include <optional>
#include <string>
#include <string_view>

#include "core/catalogue/catalogue.h"
#include "core/session/player.h"

namespace lissom {

/// Plays one session at a time.
class WirePlayer {
 public:
  explicit WirePlayer(const Catalogue& catalogue) : catalogue_(catalogue) {}

  /// Takes the view of `start` or `resume`; what was played before is forgotten.
  /// @return `{"cues": […], "now": {…}}` or `{"fault": line}`
  [[nodiscard]] std::string open(std::string_view view);

  /// Takes `{"input": "tick", "now_ms": 1000}` and the like.
  /// @return `{"told": […], "now": {…}}`, with `cues` if they changed, or `{"fault": line}`
  [[nodiscard]] std::string apply(std::string_view input);

 private:
  const Catalogue& catalogue_;
  std::optional<Player> player_;
};

}  // namespace lissom
