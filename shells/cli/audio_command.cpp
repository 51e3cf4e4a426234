#include <algorithm>

#include "core/api/guide.h"
#include "core/audio/track.h"
#include "core/audio/wav.h"
#include "shells/cli/commands.h"
#include "shells/cli/files.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_pack_bytes = std::size_t{64} << 20;
constexpr std::int64_t piece_samples = std::int64_t{10} * sample_rate;

/// Where the clips are: build/voice for build/release/lissom, share/lissom/voice for bin/lissom.
fs::path usual_voice_folder() {
  std::error_code error;
  const fs::path above = fs::read_symlink("/proc/self/exe", error).parent_path().parent_path();
  const fs::path installed = above / "share" / "lissom" / "voice";
  return fs::is_directory(installed, error) ? installed : above / "voice";
}

/// Adds a pack. @return bad_input if it cannot be read
Result<void> add_pack(Voice& voice, const fs::path& folder, const std::string& name) {
  const fs::path file = folder / (name + ".lsv");
  const auto bytes = read_file(file.string(), most_pack_bytes);
  if (!bytes) {
    return tl::unexpected(bytes.error());
  }
  if (const auto added = voice.add(*bytes); !added) {
    return bad_input(harmless(file.string()) + ": " + added.error().what);
  }
  return {};
}

/// The clips for a session. @return bad_input with what to do if there are none
Result<Voice> voice_for(const Json& view, const command::Audio& audio) {
  const fs::path folder = audio.voice.empty() ? usual_voice_folder() : fs::path(audio.voice);
  std::error_code error;
  if (!fs::is_regular_file(folder / (std::string(common_pack) + ".lsv"), error)) {
    return bad_input(harmless(folder.string()) +
                     ": there are no voice clips; tools/voice.sh makes them, --tones does without");
  }
  Voice voice;
  std::vector<std::string> names = {std::string(common_pack)};
  for (const Json& entry : list_at(view, "entries")) {
    names.push_back(text_at(entry, "id"));
  }
  for (const std::string& name : names) {
    if (const auto added = add_pack(voice, folder, name); !added) {
      return tl::unexpected(added.error());
    }
  }
  return voice;
}

std::string wav_of(const Track& track) {
  std::string bytes = wav_header(track.samples());
  std::vector<std::int16_t> samples;
  for (std::int64_t first = 0; first < track.samples(); first += piece_samples) {
    samples.resize(static_cast<std::size_t>(std::min(piece_samples, track.samples() - first)));
    track.read(first, samples);
    append_pcm(bytes, samples);
  }
  return bytes;
}

}  // namespace

Result<int> run_audio(Context& context, const command::Audio& audio) {
  const IfThere if_there = audio.force ? IfThere::replace : IfThere::refuse;
  if (const auto may = may_write(audio.file, if_there); !may) {
    return tl::unexpected(may.error());
  }
  const auto outcome =
      context.host.ask(session_request("audio", audio.slot, audio.stretches, audio.is_short));
  if (!outcome) {
    return tl::unexpected(without_place(outcome.error()));
  }
  if (outcome->exit != exit_fine) {
    return show(context, "audio", *outcome);
  }
  const auto timeline = timeline_of(outcome->view, context.catalogue);
  if (!timeline) {
    return tl::unexpected(timeline.error());
  }
  const auto voice = audio.is_tones ? Result<Voice>(Voice()) : voice_for(outcome->view, audio);
  if (!voice) {
    return tl::unexpected(voice.error());
  }
  const Track track =
      Track::of(*timeline, {}, {.voice = !audio.is_tones, .breath = audio.has_breath}, *voice);
  if (const auto written = write_file(audio.file, wav_of(track), if_there); !written) {
    return tl::unexpected(written.error());
  }
  if (context.json) {
    context.console.out << to_bytes(
                               Json{{"file", audio.file}, {"ms", track.samples() / samples_per_ms}})
                        << '\n';
    return exit_fine;
  }
  context.console.out << Page(context.console.width)
                             .text(harmless(audio.file) + ": " + text_at(outcome->view, "name") +
                                   ", " + minutes_of(number_at(outcome->view, "total_s", 0)) + ".")
                             .text(
                                 "It is today's session. Plans change; the four questions "
                                 "before a session are not in it.")
                             .text(text_at(outcome->view, "stop_line"))
                             .str();
  return exit_fine;
}

}  // namespace lissom::cli
