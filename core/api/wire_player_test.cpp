#include "core/api/wire_player.h"

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
      done += told["told"] == "step_done" ? 1 : 0;
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

}  // namespace
}  // namespace lissom
