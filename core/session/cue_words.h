#pragma once
/// What the voice says and the caption shows: all words of a session that do not come from the
/// catalogue, in plain English, in one file.

#include <string>
#include <string_view>
#include <vector>

#include "core/session/timeline.h"

namespace lissom {

/// The words of one cue.
struct Words {
  std::string say;
  std::string show;
};

/// More than this many words do not fit between two cues.
constexpr int most_spoken_words = 13;

[[nodiscard]] int count_words(std::string_view text);

/// The sentences that fit into `most_spoken_words`, from the front; the first one always.
[[nodiscard]] std::string spoken(const std::vector<std::string>& sentences);

/// "1 second", "30 seconds", "2 minutes".
[[nodiscard]] std::string duration_words(int seconds);

/// On the way to `to`. @param from_upright whether one stands or sits on a chair now
[[nodiscard]] Words move_words(bool from_upright, const SessionEntry& to);

/// Get ready: the name, the side that goes first, the dose.
[[nodiscard]] Words prepare_words(const SessionEntry& entry);

/// Get ready in the middle of an entry, after an interruption.
[[nodiscard]] Words resume_words(std::string_view name, BodySide side);

/// The start of a hold; the first one of a round says how it is done.
[[nodiscard]] Words hold_words(const SessionEntry& entry, const Step& step);

/// The start of movement number `move` (from 0) of a moving set, done by `side`.
[[nodiscard]] Words repeat_words(const SessionEntry& entry, const Step& step, int move,
                                 BodySide side);

/// The start of a hold that was made lighter after pain.
[[nodiscard]] Words eased_words(BodySide side, int hold_s);

[[nodiscard]] Words rest_words(bool after_hold);
[[nodiscard]] Words switch_words(BodySide to);
[[nodiscard]] Words next_words(const SessionEntry& next);
[[nodiscard]] Words half_way_words();
[[nodiscard]] Words breath_words(bool in);
[[nodiscard]] Words done_words();

}  // namespace lissom
