#pragma once
/// A voice clip: mono samples at `sample_rate`, four bits each (IMA ADPCM, without a header). It is
/// decoded here, in whole numbers, so that a track has the same bytes in a browser and in a
/// terminal and no browser needs to know the format.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lissom {

/// The samples of a clip, the first in the low half of a byte. Coding loses about 1 part in 30 of
/// the loudness around each sample.
[[nodiscard]] std::string encode_clip(std::span<const std::int16_t> samples);

/// @param count  how many; those beyond the bytes are 0
[[nodiscard]] std::vector<std::int16_t> decode_clip(std::string_view bytes, std::size_t count);

}  // namespace lissom
