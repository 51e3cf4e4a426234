// lissom audio, as it is typed: which file, what is refused, and that nothing is half-written.

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "core/audio/clip.h"
#include "core/audio/tone.h"
#include "core/audio/voice.h"
#include "shells/cli/cli_fixture.h"

namespace lissom::cli {
namespace {

constexpr std::size_t header = 44;

/// A folder of packs that say every sentence as one short word.
std::string voice_folder(Program& program) {
  const std::string folder = program.path("voice");
  std::filesystem::create_directory(folder);
  const std::vector<std::int16_t> word(4'800, 20'000);
  const Clip clip{word.size(), encode_clip(word)};
  for (const VoicePack& pack : voice_packs(embedded_catalogue())) {
    std::map<std::string, Clip> clips;
    for (const std::string& sentence : pack.sentences) {
      clips.emplace(sentence, clip);
    }
    put_content(folder + "/" + pack.name + ".lsv", pack_bytes(clips));
  }
  return folder;
}

int peak(const std::string& wav) {
  int most = 0;
  for (std::size_t at = header; at + 1 < wav.size(); at += 2) {
    const auto sample = static_cast<std::int16_t>(static_cast<unsigned char>(wav[at]) |
                                                  static_cast<unsigned char>(wav[at + 1]) << 8);
    most = std::max(most, std::abs(int{sample}));
  }
  return most;
}

void expect_one_line(const Ran& ran, int exit, const std::string& part) {
  EXPECT_EQ(ran.exit, exit) << ran.out;
  EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
}

TEST(Audio, TonesOfTodaysSession) {
  Program program;
  program.screen_in();
  const std::string file = program.path("evening.wav");
  const Ran ran = program.run({"audio", "-o", file, "--tones"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  const std::string wav = content_of(file);
  EXPECT_EQ(wav.substr(0, 4), "RIFF");
  EXPECT_GT(wav.size(), std::size_t{2} * sample_rate * 60 * 5) << "at least five minutes";
  EXPECT_LE(peak(wav), most_tone);
  EXPECT_NE(ran.out.find(" min."), std::string::npos) << ran.out;
  EXPECT_NE(program.run({"record"}).out.find("Plan"), std::string::npos);
  EXPECT_EQ(program.run({"record"}).out.find("Session started"), std::string::npos);
}

TEST(Audio, AVoiceIsMixedIn) {
  Program program;
  program.screen_in();
  const std::string file = program.path("short.wav");
  const Ran ran = program.run({"audio", "--short", "-o", file, "--voice", voice_folder(program)});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  EXPECT_GT(peak(content_of(file)), most_tone);
  EXPECT_LE(peak(content_of(file)), most_tone + most_voice);
}

TEST(Audio, SaysWhatIsWrongAndWritesNothing) {
  Program program;
  program.screen_in();
  const std::string file = program.path("x.wav");
  expect_one_line(program.run({"audio", "-o", file, "--voice", program.path("")}), 2,
                  "there are no voice clips");
  const std::string folder = voice_folder(program);
  put_content(folder + "/common.lsv", "nonsense");
  expect_one_line(program.run({"audio", "-o", file, "--voice", folder}), 2,
                  "common.lsv: voice pack: byte 0");
  expect_one_line(program.run({"audio", "noon", "-o", file}), 2, "noon");
  expect_one_line(program.run({"audio"}), 2, "--output");
  expect_one_line(program.run({"audio", "morning", "--tones", "-o", file}), 2,
                  "your plan has no such session");
  EXPECT_FALSE(std::filesystem::exists(file));
  put_content(file, "mine");
  EXPECT_EQ(program.run({"audio", "--tones", "-o", file}).exit, 2);
  EXPECT_EQ(content_of(file), "mine");
  EXPECT_EQ(program.run({"audio", "--tones", "--force", "-o", file}).exit, 0);
}

TEST(Audio, NothingBeforeTheQuestionsAndAfterAStop) {
  Program program;
  const std::string file = program.path("x.wav");
  EXPECT_EQ(program.run({"audio", "--tones", "-o", file}).exit, 3);
  const std::string stop = program.file(
      "stop.json",
      R"({"age":50,"answers":{"CES_BLADDER":"yes","PAIN_SEVERE":3,"DURATION":"over_12_weeks"},"others":"no"})");
  EXPECT_EQ(program.run({"screen", "--answers", stop}).exit, 3);
  EXPECT_EQ(program.run({"audio", "--tones", "-o", file}).exit, 3);
  EXPECT_FALSE(std::filesystem::exists(file));
}

}  // namespace
}  // namespace lissom::cli
