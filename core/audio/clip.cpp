#include "core/audio/clip.h"

#include <algorithm>
#include <array>

namespace lissom {
namespace {

/// The steps of IMA ADPCM (Interactive Multimedia Association, 1992): each is a tenth more than the
/// one before.
constexpr std::array<int, 89> steps = {
    7,     8,     9,     10,    11,    12,    13,    14,    16,    17,    19,   21,    23,
    25,    28,    31,    34,    37,    41,    45,    50,    55,    60,    66,   73,    80,
    88,    97,    107,   118,   130,   143,   157,   173,   190,   209,   230,  253,   279,
    307,   337,   371,   408,   449,   494,   544,   598,   658,   724,   796,  876,   963,
    1060,  1166,  1282,  1411,  1552,  1707,  1878,  2066,  2272,  2499,  2749, 3024,  3327,
    3660,  4026,  4428,  4871,  5358,  5894,  6484,  7132,  7845,  8630,  9493, 10442, 11487,
    12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767};
constexpr std::array<int, 8> moves = {-1, -1, -1, -1, 2, 4, 6, 8};

constexpr int sign_bit = 8;
constexpr int size_bits = 7;

/// What both sides know after each sample.
class Predictor {
 public:
  /// The sample that a code stands for.
  int take(int code) {
    const int step = steps[static_cast<std::size_t>(index_)];
    const int size = code & size_bits;
    const int change = (step >> 3) + ((size & 4) != 0 ? step : 0) +
                       ((size & 2) != 0 ? step >> 1 : 0) + ((size & 1) != 0 ? step >> 2 : 0);
    value_ = std::clamp(value_ + ((code & sign_bit) != 0 ? -change : change), -32'768, 32'767);
    index_ = std::clamp(index_ + moves[static_cast<std::size_t>(size)], 0,
                        static_cast<int>(steps.size()) - 1);
    return value_;
  }

  /// The code that comes nearest to a sample.
  [[nodiscard]] int code_for(int sample) const {
    const int step = steps[static_cast<std::size_t>(index_)];
    const int away = sample - value_;
    const int size = std::min((away < 0 ? -away : away) * 4 / step, size_bits);
    return size | (away < 0 ? sign_bit : 0);
  }

 private:
  int value_ = 0;
  int index_ = 0;
};

}  // namespace

std::string encode_clip(std::span<const std::int16_t> samples) {
  std::string bytes((samples.size() + 1) / 2, '\0');
  Predictor predictor;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const int code = predictor.code_for(samples[i]);
    (void)predictor.take(code);
    const int kept = static_cast<unsigned char>(bytes[i / 2]);
    bytes[i / 2] = static_cast<char>(kept | (i % 2 == 0 ? code : code << 4));
  }
  return bytes;
}

std::vector<std::int16_t> decode_clip(std::string_view bytes, std::size_t count) {
  std::vector<std::int16_t> samples(count, 0);
  Predictor predictor;
  const std::size_t coded = std::min(count, 2 * bytes.size());
  for (std::size_t i = 0; i < coded; ++i) {
    const int both = static_cast<unsigned char>(bytes[i / 2]);
    samples[i] = static_cast<std::int16_t>(predictor.take((i % 2 == 0 ? both : both >> 4) & 15));
  }
  return samples;
}

}  // namespace lissom
