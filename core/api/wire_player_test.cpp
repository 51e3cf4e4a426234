#include "core/api/wire_player.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "core/api/api_fixture.h"

namespace lissom {
namespace {

constexpr const char* check =
    R"({"CHECK_NERVE":"no","CHECK_BLADDER":"no","CHECK_UNWELL":"no","CHECK_PAIN":3})";

/// The view of a session that was just begun.
std::string started() {
  fixture::Someone someone;
  (void)someone.get(fixture::screening(""));
  const Json view =
      someone.get(std::string(R"({"do":"start","slot":"core","answers":)") + check + "}");
  return to_bytes(view);
}

Json read(const std::string& bytes) {
  return *parse_json(bytes);
}

Json tick(WirePlayer& player, std::int64_t now_ms) {
  return read(player.apply(to_bytes(Json{{"input", "tick"}, {"now_ms", now_ms}})));
}

TEST(WirePlayer, PlaysToTheEndAndTellsEveryStep) {
  WirePlayer player(embedded_catalogue());
  const Json opened = read(player.open(started()));
  ASSERT_FALSE(opened.contains("fault")) << to_bytes(opened);
  EXPECT_EQ(opened["now"]["state"], "running");
  EXPECT_EQ(opened["now"]["figure"]["entry"], 0);
  std::size_t done = 0;
  Json last;
  for (std::int64_t now_ms = 0; last["now"]["state"] != "ended"; now_ms += 1000) {
    ASSERT_LT(now_ms, 3'600'000);
    last = tick(player, now_ms);
    for (const Json& told : last["told"]) {
      done += told["told"] == "step_done" ? 1U : 0U;
    }
  }
  EXPECT_GT(done, 0U);
  EXPECT_EQ(last["told"].back()["told"], "ended");
  EXPECT_EQ(last["told"].back()["how"], "completed");
}

TEST(WirePlayer, PainStopsTheClock) {
  WirePlayer player(embedded_catalogue());
  (void)player.open(started());
  (void)tick(player, 0);
  const Json hurt = read(player.apply(R"({"input":"pain","now_ms":500})"));
  EXPECT_EQ(hurt["now"]["state"], "pain");
  const auto left = hurt["now"]["phase_left_s"];
  EXPECT_EQ(tick(player, 2500)["now"]["phase_left_s"], left);
  const Json answered =
      read(player.apply(R"({"input":"pain_answered","now_ms":3000,"then":"end_session"})"));
  EXPECT_EQ(answered["now"]["state"], "ended");
}

TEST(WirePlayer, ALighterEntryHasOtherCues) {
  WirePlayer player(embedded_catalogue());
  (void)player.open(started());
  (void)tick(player, 0);
  (void)player.apply(R"({"input":"pain","now_ms":500})");
  const Json eased = read(player.apply(R"({"input":"pain_answered","now_ms":900,"then":"ease"})"));
  const bool told =
      std::ranges::any_of(eased["told"], [](const Json& one) { return one["told"] == "eased"; });
  EXPECT_EQ(told, eased.contains("cues"));
}

TEST(WirePlayer, BadInputIsOneLine) {
  WirePlayer player(embedded_catalogue());
  const auto fault = [](const std::string& bytes) { return read(bytes).value("fault", ""); };
  EXPECT_EQ(fault(player.apply(R"({"input":"tick","now_ms":0})")), "player: no session is open");
  EXPECT_EQ(fault(player.open("{}")), "session: expected the view of a started session");
  EXPECT_EQ(fault(player.open(R"({"entries":[]})")), "there is nothing to do in this session");
  (void)player.open(started());
  EXPECT_EQ(fault(player.apply(R"({"input":"dance","now_ms":0})")),
            "input.input: \"dance\" is no input; expected one like tick");
  EXPECT_EQ(fault(player.apply(R"({"input":"skip","now_ms":0,"reason":"bored"})")),
            "input.reason: expected one of pain, cannot, no_time, other");
  EXPECT_NE(fault(player.apply("{")), "");
}

std::string whole_track(const WirePlayer& player) {
  std::string bytes;
  for (int piece = 0;; ++piece) {
    const std::string more = player.track_piece(piece);
    if (more.empty()) {
      return bytes;
    }
    bytes += more;
  }
}

int sample_at(const std::string& wav, std::int64_t sample) {
  constexpr std::size_t header = 44;
  const std::size_t at = header + 2 * static_cast<std::size_t>(sample);
  return static_cast<std::int16_t>(static_cast<unsigned char>(wav[at]) |
                                   static_cast<unsigned char>(wav[at + 1]) << 8);
}

bool is_silent(const std::string& wav, std::int64_t from, std::int64_t to) {
  for (std::int64_t i = from; i < to; ++i) {
    if (sample_at(wav, i) != 0) {
      return false;
    }
  }
  return true;
}

TEST(WirePlayer, TheTrackOfASessionHasItsHoldsAtTheirSamples) {
  WirePlayer player(embedded_catalogue());
  const Json opened = read(player.open(started()));
  EXPECT_EQ(opened["voice"][0], "common");
  EXPECT_GT(opened["voice"].size(), 1U);
  const Json track = read(player.open_track(R"({"voice":false})"));
  ASSERT_FALSE(track.contains("fault")) << to_bytes(track);
  const std::string wav = whole_track(player);
  EXPECT_EQ(wav.substr(0, 4), "RIFF");
  EXPECT_EQ(track["ms"].get<std::int64_t>(), static_cast<std::int64_t>(wav.size() - 44) / 48);
  int holds = 0;
  for (const Json& cue : opened["cues"]) {
    if (cue["kind"] == "hold") {
      const std::int64_t at = 24 * cue["at_ms"].get<std::int64_t>();
      EXPECT_TRUE(is_silent(wav, at - 2'400, at + 1)) << holds;
      EXPECT_FALSE(is_silent(wav, at, at + 12)) << holds;
      ++holds;
    }
  }
  EXPECT_GT(holds, 0);
}

TEST(WirePlayer, AfterASkipTheTrackIsOfWhatIsToCome) {
  WirePlayer player(embedded_catalogue());
  (void)read(player.open(started()));
  (void)tick(player, 0);
  const Json all = read(player.open_track("{}"));
  (void)read(player.apply(R"({"input":"skip","now_ms":1000,"reason":"other"})"));
  const Json rest = read(player.open_track("{}"));
  EXPECT_GT(rest["from_ms"], 1'000);
  EXPECT_EQ(rest["ms"].get<int>() + rest["from_ms"].get<int>(), all["ms"].get<int>());
}

TEST(WirePlayer, WhatWasHeardCountsHoweverLongItIsAgo) {
  WirePlayer player(embedded_catalogue());
  (void)read(player.open(started()));
  (void)tick(player, 0);
  const Json after = read(player.apply(R"({"input":"heard","now_ms":120000})"));
  EXPECT_EQ(after["now"]["state"], "running");
  EXPECT_EQ(after["now"]["at_ms"], 120'000);
  const Json unseen = tick(player, 240'000);
  EXPECT_EQ(unseen["now"]["state"], "paused");
  EXPECT_EQ(unseen["now"]["at_ms"], 120'000);
}

TEST(WirePlayer, ATrackNeedsASessionAndAVoiceItsBytes) {
  WirePlayer player(embedded_catalogue());
  EXPECT_TRUE(read(player.open_track("{}")).contains("fault"));
  EXPECT_EQ(player.track_piece(0), "");
  EXPECT_NE(player.add_voice("nonsense"), "");
  (void)read(player.open(started()));
  EXPECT_TRUE(read(player.open_track(R"({"loud":true})")).contains("fault"));
}

TEST(WirePlayer, SoundsThatAreNotOnTheTimeline) {
  for (const char* const name : {"paused", "resumed", "pain"}) {
    EXPECT_EQ(WirePlayer::signal_file(name).substr(0, 4), "RIFF") << name;
  }
  EXPECT_EQ(WirePlayer::signal_file("applause"), "");
}

TEST(WirePlayer, TheTrackHasTheBytesThatWebAssemblyGives) {
  std::ifstream file("tests/wasm/track.json");
  const Json wanted =
      read(std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
  WirePlayer player(embedded_catalogue());
  ASSERT_FALSE(read(player.open(to_bytes(wanted["view"]))).contains("fault"));
  (void)player.open_track(to_bytes(wanted["choice"]));
  std::uint32_t hash = 0x811c9dc5;  // FNV-1a
  for (const char byte : whole_track(player)) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x01000193;
  }
  EXPECT_EQ(std::to_string(hash), wanted["fnv1a32"].get<std::string>());
}

}  // namespace
}  // namespace lissom
