#include "core/audio/track.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/audio/clip.h"
#include "core/base/contract.h"
#include "core/base/index.h"

namespace lissom {
namespace {

/// Between a tone and the words after it, and between two sentences.
constexpr std::int64_t before_words = 120 * samples_per_ms;
constexpr std::int64_t between_sentences = 180 * samples_per_ms;
/// How long words fade that give way.
constexpr std::int64_t fade = 30 * samples_per_ms;
/// Getting ready ends with a tap at each of the last seconds, if it is long enough to say first
/// what comes.
constexpr int taps = 3;
constexpr int tapped_from_ms = 8'000;

bool works(CueKind kind) {
  return kind == CueKind::hold || kind == CueKind::repeat;
}

/// The phase before or after a cue, or null.
const Cue* phase_next_to(const Timeline& timeline, int cue, int direction) {
  const auto count = static_cast<int>(timeline.cues.size());
  for (int i = cue + direction; i >= 0 && i < count; i += direction) {
    if (is_phase(timeline.cues[as_index(i)].kind)) {
      return &timeline.cues[as_index(i)];
    }
  }
  return nullptr;
}

/// What is heard, put in its place.
class Composer {
 public:
  Composer(const Timeline& timeline, TrackStart start, TrackChoice choice, const Voice& voice)
      : timeline_(timeline), start_(start), choice_(choice), voice_(voice) {}

  std::vector<Sound> run() {
    for (int i = 0; i < static_cast<int>(timeline_.cues.size()); ++i) {
      if (timeline_.cues[as_index(i)].at_ms >= start_.from_ms) {
        add_cue(i);
      }
      add_taps(i);
    }
    std::stable_sort(sounds_.begin(), sounds_.end(),
                     [](const Sound& a, const Sound& b) { return a.first < b.first; });
    return std::move(sounds_);
  }

 private:
  const Timeline& timeline_;
  TrackStart start_;
  TrackChoice choice_;
  const Voice& voice_;
  std::vector<Sound> sounds_;

  /// What begins where the track does is heard at once; the wait comes after it.
  [[nodiscard]] std::int64_t sample_at(int at_ms) const {
    const int wait_ms = at_ms > start_.from_ms ? start_.wait_ms : 0;
    return std::int64_t{samples_per_ms} * (at_ms - start_.from_ms + wait_ms);
  }

  void add_cue(int index) {
    const Cue& cue = timeline_.cues[as_index(index)];
    const bool is_breath = cue.kind == CueKind::breathe_in || cue.kind == CueKind::breathe_out;
    if (is_breath && !choice_.breath) {
      return;
    }
    const Signal signal = signal_of(timeline_, index);
    std::int64_t first = sample_at(cue.at_ms);
    add_signal(signal, first);
    if (choice_.voice && !is_breath) {
      add_words(cue.say,
                first + (signal == Signal::none
                             ? 0
                             : std::int64_t{samples_per_ms} * length_ms(signal) + before_words),
                first);
    }
  }

  void add_signal(Signal signal, std::int64_t first) {
    for (const Note& note : notes_of(signal)) {
      const std::int64_t from = first + std::int64_t{samples_per_ms} * note.at_ms;
      sounds_.push_back(
          {.first = from, .end = from + std::int64_t{samples_per_ms} * note.ms, .note = note});
    }
  }

  void add_words(const std::string& say, std::int64_t from, std::int64_t cue_first) {
    bool is_first = true;
    for (const std::string& sentence : sentences_of(say)) {
      const Clip* const clip = voice_.find(sentence);
      if (clip == nullptr || clip->samples == 0) {
        continue;
      }
      if (std::exchange(is_first, false)) {
        hush(cue_first);
      }
      const auto length = static_cast<std::int64_t>(clip->samples);
      sounds_.push_back({.first = from, .end = from + length, .note = {}, .clip = clip});
      from += length + between_sentences;
    }
  }

  /// Words that were under way end here; those that had not begun are not said.
  void hush(std::int64_t sample) {
    std::erase_if(sounds_, [&](const Sound& sound) {
      return sound.clip != nullptr && sound.first >= sample;
    });
    for (Sound& sound : sounds_) {
      if (sound.clip != nullptr && sound.end > sample) {
        sound.end = sample;
        sound.is_cut = true;
      }
    }
  }

  void add_taps(int index) {
    const Cue& cue = timeline_.cues[as_index(index)];
    const bool leads = cue.kind == CueKind::prepare || cue.kind == CueKind::switch_sides ||
                       cue.kind == CueKind::rest;
    const Cue* const next = phase_next_to(timeline_, index, 1);
    if (!leads || next == nullptr || !works(next->kind) || cue.duration_ms < tapped_from_ms) {
      return;
    }
    for (int left_s = taps; left_s > 0; --left_s) {
      const int at_ms = next->at_ms - 1000 * left_s;
      if (at_ms > start_.from_ms) {
        add_signal(Signal::tap, sample_at(at_ms));
      }
    }
  }
};

void mix_note(const Sound& sound, std::int64_t first, std::span<std::int32_t> tones) {
  const auto size = static_cast<std::int64_t>(tones.size());
  const std::int64_t from = std::max(sound.first, first);
  const std::int64_t to = std::min(sound.end, first + size);
  for (std::int64_t i = from; i < to; ++i) {
    tones[static_cast<std::size_t>(i - first)] += sample_of(sound.note, i - sound.first);
  }
}

void mix_clip(const Sound& sound, std::int64_t first, std::span<std::int32_t> words) {
  const auto size = static_cast<std::int64_t>(words.size());
  const std::int64_t from = std::max(sound.first, first);
  const std::int64_t to = std::min(sound.end, first + size);
  if (from >= to) {
    return;
  }
  const std::vector<std::int16_t> samples =
      decode_clip(sound.clip->bytes, static_cast<std::size_t>(to - sound.first));
  for (std::int64_t i = from; i < to; ++i) {
    std::int64_t sample = samples[static_cast<std::size_t>(i - sound.first)];
    if (sound.is_cut && sound.end - i < fade) {
      sample = sample * (sound.end - i) / fade;
    }
    words[static_cast<std::size_t>(i - first)] += static_cast<std::int32_t>(sample);
  }
}

}  // namespace

Signal signal_of(const Timeline& timeline, int cue) {
  const Cue& what = timeline.cues[as_index(cue)];
  const Cue* const before = phase_next_to(timeline, cue, -1);
  const bool after_work =
      before != nullptr && works(before->kind) && before->at_ms + before->duration_ms == what.at_ms;
  switch (what.kind) {
    case CueKind::move_to:
    case CueKind::prepare:
      return after_work ? Signal::end_ready : Signal::ready;
    case CueKind::hold:
      return Signal::begin;
    case CueKind::repeat:
      return after_work && before->step == what.step ? Signal::tap : Signal::begin;
    case CueKind::rest:
      return Signal::rest;
    case CueKind::switch_sides:
      return Signal::change;
    case CueKind::done:
      return Signal::done;
    case CueKind::half_way:
      return Signal::half_way;
    case CueKind::breathe_in:
      return Signal::breathe_in;
    case CueKind::breathe_out:
      return Signal::breathe_out;
    case CueKind::next_up:
      break;
  }
  return Signal::none;
}

Track Track::of(const Timeline& timeline, TrackStart start, TrackChoice choice,
                const Voice& voice) {
  LISSOM_EXPECTS(start.from_ms >= 0 && start.from_ms <= timeline.total_ms && start.wait_ms >= 0);
  Track track;
  track.sounds_ = Composer(timeline, start, choice, voice).run();
  for (const Sound& sound : track.sounds_) {
    track.samples_ = std::max(track.samples_, sound.end);
  }
  return track;
}

void Track::read(std::int64_t first, std::span<std::int16_t> out) const {
  std::vector<std::int32_t> tones(out.size(), 0);
  std::vector<std::int32_t> words(out.size(), 0);
  const std::int64_t end = first + static_cast<std::int64_t>(out.size());
  for (const Sound& sound : sounds_) {
    if (sound.first < end && sound.end > first) {
      if (sound.clip != nullptr) {
        mix_clip(sound, first, words);
      } else {
        mix_note(sound, first, tones);
      }
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<std::int16_t>(std::clamp(tones[i], -most_tone, most_tone) +
                                       std::clamp(words[i], -most_voice, most_voice));
  }
}

std::vector<std::int16_t> samples_of(Signal signal) {
  std::vector<std::int16_t> samples(static_cast<std::size_t>(length_ms(signal) * samples_per_ms));
  for (const Note& note : notes_of(signal)) {
    for (int i = 0; i < note.ms * samples_per_ms; ++i) {
      std::int16_t& sample = samples[static_cast<std::size_t>(note.at_ms * samples_per_ms + i)];
      sample = static_cast<std::int16_t>(sample + sample_of(note, i));
    }
  }
  return samples;
}

}  // namespace lissom
