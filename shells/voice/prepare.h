#pragma once
/// A recording as a clip: at the rate of the tracks, without the silence around it, and as loud as
/// all the others.

#include <cstdint>
#include <vector>

#include "shells/voice/read_wav.h"

namespace lissom::voice {

/// At `core/audio`'s rate, by a windowed sinc. @pre recording.rate >= 1
[[nodiscard]] std::vector<double> resampled(const Recording& recording);

/// Without what is 45 dB below the peak at both ends, but for a moment of it.
[[nodiscard]] std::vector<double> trimmed(const std::vector<double>& samples);

/// With an even loudness while it speaks, -18 dB of full scale, or less if it would come above
/// `most_voice`; the ends faded. Silence stays silence.
[[nodiscard]] std::vector<std::int16_t> levelled(const std::vector<double>& samples);

}  // namespace lissom::voice
