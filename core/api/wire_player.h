#pragma once
/// The player as bytes, for hosts that hold no C++ values (docs/formats/api.md, "The player").

#include <optional>
#include <string>
#include <string_view>

#include "core/audio/track.h"
#include "core/catalogue/catalogue.h"
#include "core/session/player.h"

namespace lissom {

/// Plays one session at a time.
class WirePlayer {
 public:
  explicit WirePlayer(const Catalogue& catalogue) : catalogue_(catalogue) {}

  /// Takes the view of `start` or `resume`; what was played before is forgotten.
  /// @return `{"cues": […], "now": {…}, "voice": [packs of clips]}` or `{"fault": line}`
  [[nodiscard]] std::string open(std::string_view view);

  /// Takes `{"input": "tick", "now_ms": 1000}` and the like.
  /// @return `{"told": […], "now": {…}}`, with `cues` if they changed, or `{"fault": line}`
  [[nodiscard]] std::string apply(std::string_view input);

  /// Takes voice clips (docs/formats/voice.md) for the tracks to come, whichever session is open.
  /// @return "" or what is wrong
  [[nodiscard]] std::string add_voice(std::string_view pack);

  /// Begins a track of what is to come, from where the session stands:
  /// `{"voice": true, "breath": false}`.
  /// @return `{"pieces": 73, "from_ms": 0, "ms": 721000}` or `{"fault": line}`
  [[nodiscard]] std::string open_track(std::string_view choice);

  /// Piece number `piece` of the track as a WAV file, from 0; the pieces in a row are the file.
  /// @return "" if there is no such piece
  [[nodiscard]] std::string track_piece(int piece) const;

  /// A WAV file of what is not on the timeline: "paused", "resumed", "pain". @return "" for others
  [[nodiscard]] static std::string signal_file(std::string_view name);

 private:
  const Catalogue& catalogue_;
  std::optional<Player> player_;
  Voice voice_;
  std::optional<Track> track_;
};

}  // namespace lissom
