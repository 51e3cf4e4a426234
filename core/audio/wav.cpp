#include "core/audio/wav.h"

#include "core/audio/little_endian.h"
#include "core/audio/tone.h"
#include "core/base/contract.h"

namespace lissom {
std::string wav_header(std::int64_t samples) {
  constexpr std::int64_t most_bytes = 0x7FFFFFFF;
  constexpr std::uint32_t after_riff = 36;
  constexpr std::uint32_t format_size = 16;
  constexpr std::uint32_t pcm = 1;
  constexpr std::uint32_t channels = 1;
  constexpr std::uint32_t sample_bytes = 2;
  LISSOM_EXPECTS(samples >= 0 && samples * sample_bytes + after_riff <= most_bytes);
  const auto data = static_cast<std::uint32_t>(samples) * sample_bytes;
  std::string bytes = "RIFF";
  append_number(bytes, after_riff + data, 4);
  bytes += "WAVEfmt ";
  append_number(bytes, format_size, 4);
  append_number(bytes, pcm, 2);
  append_number(bytes, channels, 2);
  append_number(bytes, sample_rate, 4);
  append_number(bytes, sample_rate * sample_bytes, 4);
  append_number(bytes, sample_bytes, 2);
  append_number(bytes, 8 * sample_bytes, 2);
  bytes += "data";
  append_number(bytes, data, 4);
  return bytes;
}

void append_pcm(std::string& bytes, std::span<const std::int16_t> samples) {
  bytes.reserve(bytes.size() + 2 * samples.size());
  for (const std::int16_t sample : samples) {
    append_number(bytes, static_cast<std::uint16_t>(sample), 2);
  }
}

}  // namespace lissom
