#pragma once
/// Mono WAV of 16 bits, as speech synthesisers write it.

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace lissom::voice {

struct Recording {
  int rate = 0;  ///< samples per second
  std::vector<std::int16_t> samples;
};

/// @return bad_input if it is anything else
[[nodiscard]] Result<Recording> read_wav(std::string_view bytes);

}  // namespace lissom::voice
