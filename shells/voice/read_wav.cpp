#include "shells/voice/read_wav.h"

#include <algorithm>

namespace lissom::voice {
namespace {

std::uint32_t number(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t number = 0;
  for (int i = 0; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    number |= static_cast<std::uint32_t>(byte) << (8 * i);
  }
  return number;
}

}  // namespace

Result<Recording> read_wav(std::string_view bytes) {
  constexpr std::size_t head = 12;
  constexpr std::size_t chunk_head = 8;
  constexpr std::size_t format_size = 16;
  if (bytes.size() < head || bytes.substr(0, 4) != "RIFF" || bytes.substr(8, 4) != "WAVE") {
    return bad_input("expected a WAV file");
  }
  Recording recording;
  for (std::size_t at = head; at + chunk_head <= bytes.size();) {
    const std::string_view name = bytes.substr(at, 4);
    const std::size_t left = bytes.size() - at - chunk_head;
    const std::size_t size = std::min<std::size_t>(number(bytes, at + 4, 4), left);
    const std::size_t body = at + chunk_head;
    if (name == "fmt " && size >= format_size) {
      const bool is_plain = number(bytes, body, 2) == 1 && number(bytes, body + 2, 2) == 1 &&
                            number(bytes, body + 14, 2) == 16;
      recording.rate = is_plain ? static_cast<int>(number(bytes, body + 4, 4)) : 0;
    } else if (name == "data" && recording.rate > 0) {
      for (std::size_t i = 0; i + 1 < size; i += 2) {
        recording.samples.push_back(static_cast<std::int16_t>(number(bytes, body + i, 2)));
      }
      return recording;
    }
    at = body + size + size % 2;
  }
  return bad_input("expected a mono WAV file of 16 bits");
}

}  // namespace lissom::voice
