#pragma once
/// A session to listen to: one mono track in which every cue of a timeline begins at its sample.
/// A phone plays it on with the screen locked, when no timer of a page runs any more.

#include <cstdint>
#include <span>
#include <vector>

#include "core/audio/tone.h"
#include "core/audio/voice.h"
#include "core/session/timeline.h"

namespace lissom {

/// What of a timeline is to be heard.
struct TrackChoice {
  bool voice = true;    ///< what the cues say, where there is a clip for it
  bool breath = false;  ///< a faint glide for breathing in and out
};

/// Where a track begins: at a moment of the timeline, which stands still for a while first.
struct TrackStart {
  int from_ms = 0;
  int wait_ms = 0;
};

/// One thing to be heard: a tone, or a sentence.
struct Sound {
  std::int64_t first = 0;  ///< sample of the track
  std::int64_t end = 0;    ///< the sample after the last
  Note note;               ///< if it is a tone
  const Clip* clip = nullptr;
  bool is_cut = false;  ///< the clip is longer, and fades before what comes next
};

/// Cue number n begins at sample 24 x (its at_ms - from_ms), later by 24 x wait_ms unless it is at
/// from_ms itself; earlier ones are not heard. Its tone comes first, then its words, one sentence
/// after the other. Words give way to the words of the next cue. In the last three seconds of
/// getting ready there is a tap each second; the count on the screen is their caption.
class Track {
 public:
  /// @pre `timeline` comes from `compile` or the player, 0 <= from_ms <= total_ms, 0 <= wait_ms;
  ///      `voice` outlives the track and gets no more packs
  [[nodiscard]] static Track of(const Timeline& timeline, TrackStart start, TrackChoice choice,
                                const Voice& voice);

  /// How many samples, to the end of the last sound.
  [[nodiscard]] std::int64_t samples() const { return samples_; }

  /// Writes the samples from `first` on; what lies beyond the end is silence. Any piece in any
  /// order: a long track needs no more memory than a short one.
  void read(std::int64_t first, std::span<std::int16_t> out) const;

  /// In order of their first samples.
  [[nodiscard]] const std::vector<Sound>& sounds() const { return sounds_; }

 private:
  std::vector<Sound> sounds_;
  std::int64_t samples_ = 0;
};

/// What a cue is told by. @pre 0 <= cue < the number of cues
[[nodiscard]] Signal signal_of(const Timeline& timeline, int cue);

/// A signal by itself, for what is not on the timeline: a pause, pain.
[[nodiscard]] std::vector<std::int16_t> samples_of(Signal signal);

}  // namespace lissom
