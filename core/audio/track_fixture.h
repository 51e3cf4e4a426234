#pragma once
/// Test code: clips that are easy to recognise, and whole tracks.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/audio/clip.h"
#include "core/audio/track.h"

namespace lissom::fixture {

/// A voice that says every sentence of a timeline as loudly as can be, `ms` long.
inline Voice loud_voice(const Timeline& timeline, int ms) {
  std::map<std::string, Clip> clips;
  const std::vector<std::int16_t> loud(static_cast<std::size_t>(ms * samples_per_ms), 32'767);
  const std::string bytes = encode_clip(loud);
  for (const Cue& cue : timeline.cues) {
    for (const std::string& sentence : sentences_of(cue.say)) {
      clips[sentence] = {loud.size(), bytes};
    }
  }
  Voice voice;
  (void)voice.add(pack_bytes(clips));
  return voice;
}

/// All samples, read in pieces of `piece`.
inline std::vector<std::int16_t> samples_of(const Track& track, std::int64_t piece) {
  std::vector<std::int16_t> all(static_cast<std::size_t>(track.samples()));
  for (std::int64_t first = 0; first < track.samples(); first += piece) {
    const std::int64_t count = std::min(piece, track.samples() - first);
    track.read(first, std::span(all).subspan(static_cast<std::size_t>(first),
                                             static_cast<std::size_t>(count)));
  }
  return all;
}

/// FNV-1a over the bytes, the lower first: one number that any change of any sample changes.
inline std::uint64_t hash_of(const std::vector<std::int16_t>& samples) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const std::int16_t sample : samples) {
    const auto bits = static_cast<std::uint16_t>(sample);
    for (const unsigned byte : {bits & 0xFFU, static_cast<unsigned>(bits) >> 8}) {
      hash = (hash ^ byte) * 0x100000001b3;
    }
  }
  return hash;
}

}  // namespace lissom::fixture
