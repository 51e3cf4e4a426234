#pragma once
/// The tones of a session, synthesised in whole numbers: the same samples on every machine.
///
/// They are told apart by their contour and lie between 220 and 660 Hz, which is heard well at 70:
/// a sine with a second harmonic 12 dB below, a soft attack and an exponential fall.

#include <cstdint>
#include <span>

namespace lissom {

/// Samples per second; 24 a millisecond, so that every moment of a timeline is a whole sample.
constexpr int sample_rate = 24'000;
constexpr int samples_per_ms = sample_rate / 1000;

/// Tones together stay below this, voices below `most_voice`; the sum cannot clip.
constexpr int most_tone = 9'500;
constexpr int most_voice = 22'900;

/// What is told by tones.
enum class Signal : std::uint8_t {
  none,
  ready,       ///< get ready, or get into place
  tap,         ///< one of the last seconds before it begins; also each further repetition
  begin,       ///< a hold or a set begins
  half_way,    ///< the half of a long hold
  rest,        ///< a hold ends: leave it slowly, then rest
  end_ready,   ///< a hold ends without a rest, and the next thing is to get ready
  change,      ///< the other side
  breathe_in,  ///< as long as the breath
  breathe_out,
  done,    ///< the end of the session
  paused,  ///< live only, as the two below: never part of a track
  resumed,
  pain,
};

/// One note of a signal.
struct Note {
  int at_ms = 0;     ///< from the start of the signal
  int ms = 0;        ///< its length
  int hz = 0;        ///< of the fundamental
  int to_hz = 0;     ///< glides there and keeps its loudness; 0 for a struck note
  int permille = 0;  ///< of the usual loudness
};

[[nodiscard]] std::span<const Note> notes_of(Signal signal);

/// How long a signal is heard, in milliseconds; 0 for none.
[[nodiscard]] int length_ms(Signal signal);

/// Sample number `i` of a note, 0 before and after it. @pre note.ms >= 1
[[nodiscard]] int sample_of(const Note& note, std::int64_t i);

/// sin(2 pi phase / 2^32) x 32767, within 2 of it.
[[nodiscard]] int sine(std::uint32_t phase);

}  // namespace lissom
