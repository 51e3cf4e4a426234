#pragma once
/// Mono tracks of 16 bits as WAV: a header of 44 bytes, then the samples.

#include <cstdint>
#include <span>
#include <string>

namespace lissom {

/// @pre 0 <= samples, less than two gigabytes of them
[[nodiscard]] std::string wav_header(std::int64_t samples);

/// Samples as their bytes, the lower first.
void append_pcm(std::string& bytes, std::span<const std::int16_t> samples);

}  // namespace lissom
