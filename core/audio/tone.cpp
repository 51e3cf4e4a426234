#include "core/audio/tone.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace lissom {
namespace {

/// The loudness of a tone: an amplitude of a quarter, which after its fall is about -20 LUFS.
constexpr int usual_amplitude = 7'600;
constexpr int whole = 1000;
constexpr int soft = 500;   ///< -6 dB
constexpr int faint = 126;  ///< -18 dB
constexpr int attack_ms = 15;
constexpr int release_ms = 5;
/// How slowly a glide comes and goes.
constexpr int swell_ms = 400;
/// How far a struck note falls over its length: 2^-10 is 60 dB.
constexpr int fall_octaves = 10;

constexpr std::array ready = {Note{0, 90, 392, 0, whole}};
constexpr std::array tap = {Note{0, 60, 392, 0, whole}};
constexpr std::array begin = {Note{0, 140, 392, 0, whole}, Note{140, 260, 587, 0, whole}};
constexpr std::array half_way = {Note{0, 180, 494, 0, soft}};
constexpr std::array rest = {Note{0, 160, 587, 0, whole}, Note{160, 420, 392, 0, whole},
                             Note{700, 600, 294, 0, whole}};
constexpr std::array end_ready = {Note{0, 160, 587, 0, whole}, Note{160, 420, 392, 0, whole},
                                  Note{700, 90, 392, 0, whole}};
constexpr std::array change = {Note{0, 120, 440, 0, whole}, Note{240, 120, 440, 0, whole}};
constexpr std::array breathe_in = {Note{0, 4'000, 220, 262, faint}};
constexpr std::array breathe_out = {Note{0, 6'000, 262, 220, faint}};
constexpr std::array done = {Note{0, 160, 392, 0, whole}, Note{160, 160, 494, 0, whole},
                             Note{320, 160, 587, 0, whole}, Note{480, 900, 587, 0, whole}};
constexpr std::array paused = {Note{0, 80, 330, 0, whole}};
constexpr std::array resumed = {Note{0, 80, 392, 0, whole}};
constexpr std::array pain = {Note{30, 200, 220, 0, whole}};

constexpr int q15 = 1 << 15;

/// 2^-x in 15 bits after the point; x with 16. @pre x >= 0
std::int64_t falling(std::int64_t x) {
  constexpr int point = 16;
  const std::int64_t octaves = x >> point;
  if (octaves >= q15) {
    return 0;
  }
  // The series of 2^-f = exp(-f ln 2), f < 1, to the fifth power; 2^-15 exact.
  constexpr std::array<std::int64_t, 6> terms = {32'768, -22'713, 7'872, -1'819, 315, -44};
  const std::int64_t f = x & ((1 << point) - 1);
  const std::int64_t sum = std::accumulate(
      terms.rbegin(), terms.rend(), std::int64_t{0},
      [f](std::int64_t inner, std::int64_t term) { return ((inner * f) >> point) + term; });
  return octaves > point ? 0 : sum >> octaves;
}

/// From 0 to 1 in 15 bits, without a corner. @pre 0 <= i <= n, n >= 1
std::int64_t swelling(std::int64_t i, std::int64_t n) {
  const std::int64_t t = i * q15 / n;
  return (((t * t) >> 15) * (3 * q15 - 2 * t)) >> 15;
}

/// How loud a note is at a sample, in 15 bits.
std::int64_t envelope(const Note& note, std::int64_t i, std::int64_t n) {
  const bool glides = note.to_hz != 0;
  const std::int64_t rise =
      std::min<std::int64_t>(n, std::int64_t{samples_per_ms} * (glides ? swell_ms : attack_ms));
  const std::int64_t drop =
      std::min<std::int64_t>(n, std::int64_t{samples_per_ms} * (glides ? swell_ms : release_ms));
  std::int64_t level = i < rise ? swelling(i, rise) : q15;
  if (n - i < drop) {
    level = (level * swelling(n - i, drop)) >> 15;
  }
  constexpr int point = 16;
  return glides ? level : (level * falling((std::int64_t{fall_octaves} << point) * i / n)) >> 15;
}

/// The phase of a note at a sample; one turn is 2^32. A glide is a straight line from pitch to
/// pitch, its phase a parabola.
std::uint32_t phase_of(const Note& note, std::int64_t i, std::int64_t n) {
  constexpr int turn = 32;
  const std::int64_t step = (std::int64_t{note.hz} << turn) / sample_rate;
  std::int64_t phase = step * i;
  if (note.to_hz != 0) {
    const std::int64_t more = (std::int64_t{note.to_hz - note.hz} << turn) / sample_rate;
    phase += more / n * (i * i / 2);
  }
  return static_cast<std::uint32_t>(phase);
}

}  // namespace

std::span<const Note> notes_of(Signal signal) {
  switch (signal) {
    case Signal::none:
      break;
    case Signal::ready:
      return ready;
    case Signal::tap:
      return tap;
    case Signal::begin:
      return begin;
    case Signal::half_way:
      return half_way;
    case Signal::rest:
      return rest;
    case Signal::end_ready:
      return end_ready;
    case Signal::change:
      return change;
    case Signal::breathe_in:
      return breathe_in;
    case Signal::breathe_out:
      return breathe_out;
    case Signal::done:
      return done;
    case Signal::paused:
      return paused;
    case Signal::resumed:
      return resumed;
    case Signal::pain:
      return pain;
  }
  return {};
}

int length_ms(Signal signal) {
  int ms = 0;
  for (const Note& note : notes_of(signal)) {
    ms = std::max(ms, note.at_ms + note.ms);
  }
  return ms;
}

int sine(std::uint32_t phase) {
  // Folded into the rising quarter turns, z in [-1, 1] with 30 bits after the point.
  constexpr std::int64_t quarter = std::int64_t{1} << 30;
  std::int64_t z = static_cast<std::int32_t>(phase);
  if (z > quarter) {
    z = 2 * quarter - z;
  } else if (z < -quarter) {
    z = -2 * quarter - z;
  }
  // The series of sin(pi/2 z) to the ninth power, coefficients with 28 bits after the point.
  constexpr std::array<std::int64_t, 5> terms = {421'657'428, -173'399'680, 21'392'358, -1'256'763,
                                                 43'069};
  const std::int64_t square = (z * z) >> 30;
  const std::int64_t sum = std::accumulate(
      terms.rbegin(), terms.rend(), std::int64_t{0},
      [square](std::int64_t inner, std::int64_t term) { return ((inner * square) >> 30) + term; });
  constexpr std::int64_t most = 32'767;
  return static_cast<int>(std::clamp((((sum * z) >> 30) * most) >> 28, -most, most));
}

int sample_of(const Note& note, std::int64_t i) {
  const std::int64_t n = std::int64_t{note.ms} * samples_per_ms;
  if (i < 0 || i >= n) {
    return 0;
  }
  const std::uint32_t phase = phase_of(note, i, n);
  // The harmonic lets small loudspeakers be heard: a quarter is -12 dB.
  const std::int64_t wave = (4 * std::int64_t{sine(phase)} + sine(phase * 2)) / 4;
  const std::int64_t loud = std::int64_t{usual_amplitude} * note.permille / whole;
  return static_cast<int>(((wave * envelope(note, i, n)) >> 15) * loud / q15);
}

}  // namespace lissom
