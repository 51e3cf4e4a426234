/// lissom_voice_clips list              every sentence that can be said, a line each
/// lissom_voice_clips pack WAVS OUT     the packs, from WAVS/0000.wav and so on in the order of the
/// list
///
/// A pack is written as OUT/NAME.lsv; OUT/packs.json says which there are.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "core/audio/clip.h"
#include "core/audio/voice.h"
#include "core/base/json.h"
#include "shells/voice/prepare.h"

namespace lissom::voice {
namespace {

namespace fs = std::filesystem;

Result<Clip> clip_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto recording = read_wav(bytes);
  if (!recording) {
    return bad_input(file.string() + ": " + recording.error().what);
  }
  const std::vector<std::int16_t> samples = levelled(trimmed(resampled(*recording)));
  if (samples.empty()) {
    return bad_input(file.string() + ": there is nothing to be heard");
  }
  return Clip{samples.size(), encode_clip(samples)};
}

std::string wav_name(std::size_t number) {
  constexpr std::size_t digits = 4;
  const std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text + ".wav";
}

/// FNV-1a: names a file by its content, so that a browser may keep it for ever.
std::string hash_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) {
    text += digits[hash >> shift & 0xFU];
  }
  return text;
}

Result<void> write(const fs::path& file, std::string_view bytes) {
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  out.close();
  return out ? Result<void>() : bad_input(file.string() + ": cannot be written");
}

Result<void> make_packs(const fs::path& wavs, const fs::path& out) {
  std::size_t number = 0;
  std::size_t total = 0;
  Json list = Json::object();
  for (const VoicePack& pack : voice_packs(embedded_catalogue())) {
    std::map<std::string, Clip> clips;
    for (const std::string& sentence : pack.sentences) {
      auto clip = clip_of(wavs / wav_name(number));
      if (!clip) {
        return tl::unexpected(clip.error());
      }
      clips.emplace(sentence, std::move(*clip));
      ++number;
    }
    const std::string bytes = pack_bytes(clips);
    total += bytes.size();
    list[pack.name] = hash_of(bytes);
    if (auto written = write(out / (pack.name + ".lsv"), bytes); !written) {
      return written;
    }
  }
  std::cout << list.size() << " packs, " << number << " sentences, " << total << " bytes\n";
  return write(out / "packs.json", to_bytes(list) + "\n");
}

int run(int count, char** arguments) {
  const std::vector<std::string> args(arguments + 1, arguments + count);
  if (args == std::vector<std::string>{"list"}) {
    for (const VoicePack& pack : voice_packs(embedded_catalogue())) {
      for (const std::string& sentence : pack.sentences) {
        std::cout << sentence << '\n';
      }
    }
    return 0;
  }
  if (args.size() == 3 && args[0] == "pack") {
    if (const auto made = make_packs(args[1], args[2]); !made) {
      std::cerr << "lissom_voice_clips: " << made.error().what << '\n';
      return 2;
    }
    return 0;
  }
  std::cerr << "lissom_voice_clips: expected list, or pack WAVS OUT\n";
  return 2;
}

}  // namespace
}  // namespace lissom::voice

int main(int count, char** arguments) {
  return lissom::voice::run(count, arguments);
}
