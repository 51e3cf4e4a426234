#include "core/api/answer.h"

#include <gtest/gtest.h>

#include "core/api/api_fixture.h"
#include "core/api/guide.h"
#include "core/api/wire.h"
#include "core/journal/codec.h"

namespace lissom {
namespace {

using fixture::Someone;
using fixture::start_core;

constexpr const char* screen_ok =
    R"({"do":"screen","age":50,"answers":{"PAIN_SEVERE":3,"DURATION":"over_12_weeks"},"others":"no"})";
/// Plays the timeline of a started session with a clock of our own, storing each step as a shell
/// does.
int play(Someone& someone, const Json& view) {
  Player player = Player::start(*timeline_of(view, embedded_catalogue()));
  const auto session = view["session"].get<std::string>();
  int steps = 0;
  for (std::int64_t now_ms = 0; player.now().state != Now::State::ended && now_ms < 3'600'000;
       now_ms += 1000) {
    for (const Output& out : player.apply(input::Tick{now_ms})) {
      if (const auto* done = std::get_if<output::StepDone>(&out)) {
        Json request = {
            {"do", "step"}, {"session", session}, {"step", done->step}, {"held_s", done->held_s}};
        EXPECT_EQ(someone.get(to_bytes(request))["done"], ++steps);
      }
    }
  }
  someone.get(to_bytes({{"do", "end"},
                        {"session", session},
                        {"how", "completed"},
                        {"pain_after", 2},
                        {"effort", "right"}}));
  return steps;
}

TEST(Answer, EightWeeksOfSessionsOnSimulatedTime) {
  Someone someone;
  someone.get(screen_ok);
  int sessions = 0;
  std::string rungs;
  for (int day = 0; day < 56; ++day) {
    if (someone.ask(R"({"do":"today"})")->exit == 3) {
      EXPECT_EQ(day % 28, 0) << "only the questions of week four may come in between";
      someone.get(screen_ok);
    }
    const Json today = someone.get(R"({"do":"today"})");
    if (day % 7 == 0) {
      const auto step = today["step"].get<std::string>();
      rungs += today["level"].get<std::string>() + (step.empty() ? "" : " " + step) + ", ";
    }
    for (const Json& slot : today["slots"]) {
      ASSERT_EQ(slot["slot"], "core");
      const Json view = someone.get(start_core);
      EXPECT_EQ(view["total_s"], slot["total_s"]) << "planned and compiled time must agree";
      EXPECT_EQ(play(someone, view), static_cast<int>(view["steps"].size()));
      ++sessions;
    }
    someone.wait_days(1);
  }
  EXPECT_EQ(rungs,
            "L1, L2 sessions, L2 reps, L2 hold, L3 sessions, L3 hold, L3 variant, L4 reps, ");
  EXPECT_EQ(sessions, 3 + 3 * 4 + 4 * 5);
  someone.get(screen_ok);
  EXPECT_EQ(someone.get(R"({"do":"plan"})")["level"], "M");
  const Json replay = someone.get(R"({"do":"replay"})");
  EXPECT_EQ(replay["differs"], Json::array());
  EXPECT_GE(replay["plans"], 9);
  const Json progress = someone.get(R"({"do":"progress"})");
  EXPECT_EQ(progress["sessions"], sessions);
}

TEST(Answer, SidesAlternateFromSessionToSession) {
  Someone someone;
  someone.get(screen_ok);
  const Json first = someone.get(start_core);
  someone.get(to_bytes({{"do", "end"}, {"session", first["session"]}, {"how", "quit"}}));
  const Json second = someone.get(start_core);
  EXPECT_EQ(first["right_first"], false);
  EXPECT_EQ(second["right_first"], true);
}

TEST(Answer, SameQuestionSameBytes) {
  Someone someone;
  someone.get(screen_ok);
  const Json request = {{"do", "plan"}};
  const auto once = answer(someone.journal(), request, someone.moment(), someone.identity(),
                           embedded_catalogue());
  const auto twice = answer(someone.journal(), request, someone.moment(), someone.identity(),
                            embedded_catalogue());
  ASSERT_TRUE(once && twice);
  EXPECT_EQ(to_bytes(once->view), to_bytes(twice->view));
  ASSERT_EQ(once->events.size(), 1U);
  EXPECT_EQ(encode(once->events[0]), encode(twice->events[0]));
}

TEST(Answer, WhatClosedTheProgrammeCannotBeTakenBack) {
  Someone someone;
  const auto outcome = someone.ask(
      R"({"do":"screen","age":50,"answers":{"CES_SADDLE":"yes","PAIN_SEVERE":3,"DURATION":"over_12_weeks"},"others":"no"})");
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome->exit, 3);
  const auto correct =
      someone.ask(to_bytes({{"do", "correct"}, {"event", to_string(outcome->events[0].id)}}));
  ASSERT_TRUE(correct.has_value());
  EXPECT_EQ(correct->exit, 3);
  EXPECT_TRUE(correct->events.empty());
}

TEST(Answer, AReportTakenBackNoLongerCounts) {
  Someone someone;
  someone.get(screen_ok);
  const auto logged = someone.ask(R"({"do":"log_pain","now":6})");
  EXPECT_EQ(someone.get(R"({"do":"today"})")["mode"], "flare");
  someone.get(to_bytes(
      {{"do", "correct"}, {"event", to_string(logged->events[0].id)}, {"reason", "a slip"}}));
  EXPECT_EQ(someone.get(R"({"do":"today"})")["mode"], "normal");
}

TEST(Answer, CitationsThatNobodyReadAreNotShown) {
  Someone someone;
  someone.get(screen_ok);
  const std::string questions = to_bytes(someone.get(R"({"do":"questions"})"));
  for (const auto& [key, source] : embedded_catalogue().sources) {
    if (!source.display) {
      EXPECT_EQ(questions.find(key + ": "), std::string::npos) << key;
    }
  }
}

TEST(Wire, BadEnvelopesAreOneLine) {
  WireHost host(embedded_catalogue());
  for (const char* envelope :
       {"", "{", "[]", "{}", R"({"moment":{},"identity":{},"request":{}})", "\xff"}) {
    const auto answered = parse_json(host.answer(envelope));
    ASSERT_TRUE(answered.has_value()) << envelope;
    EXPECT_EQ((*answered)["exit"], 2) << envelope;
    EXPECT_EQ((*answered)["fault"].get<std::string>().find('\n'), std::string::npos);
  }
  EXPECT_EQ(host.load("{}").substr(0, 7), "line 1:");
}

/// Strong pain on three days, of which two were told to one device and one to another.
TEST(Answer, WhatTwoDevicesKnowTogetherIsWrittenDown) {
  const Catalogue& catalogue = embedded_catalogue();
  SplitMix64 chance(3);
  const Uuid person = uuid_v7({1}, chance);
  const Identity phone{person, uuid_v7({2}, chance)};
  const Identity laptop{person, uuid_v7({3}, chance)};
  constexpr std::int64_t first_ms = 1'795'543'500'000;
  const auto tell = [&](Tally& tally, const Identity& device, int day) {
    const Moment moment{{first_ms + day * ms_per_day}, 120, static_cast<std::uint64_t>(day + 1)};
    const auto outcome =
        answer(tally, {{"do", "log_pain"}, {"average", 7}}, moment, device, catalogue);
    const Journal told{outcome->events, {}};
    tally.add(told);
    return told;
  };
  Tally on_phone(catalogue);
  Tally on_laptop(catalogue);
  (void)tell(on_phone, phone, 0);
  (void)tell(on_phone, phone, 2);
  EXPECT_TRUE(on_phone.state().firings.empty());
  on_phone.add(tell(on_laptop, laptop, 1));
  ASSERT_EQ(on_phone.state().firings.size(), 1U);
  EXPECT_TRUE(on_phone.state().adapted.empty());

  (void)tell(on_phone, phone, 3);
  ASSERT_FALSE(on_phone.state().adapted.empty());
  EXPECT_EQ(on_phone.state().adapted.front().rule, "E4");
  const auto replay =
      answer(on_phone, {{"do", "replay"}}, {{first_ms + 4 * ms_per_day}, 120, 9}, phone, catalogue);
  EXPECT_EQ(replay->view["differs"], Json::array());
}

TEST(Answer, APlanIsNotTakenBack) {
  Someone someone;
  (void)someone.get(screen_ok);
  (void)someone.get(R"({"do": "plan"})");
  const std::string plan = to_string(someone.journal().events.back().id);
  someone.expect_fault(R"({"do": "correct", "event": ")" + plan + "\"}",
                       "request.event: a plan follows from what you said");
}

/// Three answers about one morning are one answer, the last.
TEST(Answer, AMorningIsToldOnce) {
  Someone someone;
  (void)someone.get(screen_ok);
  const Json session = someone.get(start_core);
  (void)someone.get(R"({"do": "end", "session": ")" + session["session"].get<std::string>() +
                    R"(", "how": "completed"})");
  someone.wait_days(1);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(someone.get(R"({"do": "log_pain", "next_morning": 6})")["morning"], "FLARED");
  }
  EXPECT_EQ(someone.get(R"({"do": "log_pain", "next_morning": 4})")["morning"], "SETTLED");
  (void)someone.get(R"({"do": "plan"})");
}

TEST(Answer, APainfulMorningIsPain) {
  Someone someone;
  (void)someone.get(screen_ok);
  (void)someone.get(R"({"do": "log_pain", "next_morning": 8})", 3);
  (void)someone.get(R"({"do": "plan"})", 3);
}

/// A lot of pain on average over the day leaves the gentle routine, as pain right now does.
TEST(Answer, PainOnAverageDecidesAboutTheDay) {
  Someone someone;
  (void)someone.get(screen_ok);
  (void)someone.get(R"({"do": "log_pain", "average": 6})");
  EXPECT_EQ(someone.get(R"({"do": "today"})")["mode"], "flare");
  (void)someone.get(R"({"do": "log_pain", "average": 4})");
  EXPECT_EQ(someone.get(R"({"do": "today"})")["mode"], "normal");
}

TEST(Answer, WhySaysWhatElseThePlanCouldHaveBeen) {
  Someone someone;
  (void)someone.get(screen_ok);
  const Json plan = someone.get(R"({"do": "plan"})");
  const auto sentences = [&](const std::string& what) {
    return to_bytes(someone.get(R"({"do": "why", "what": ")" + what + "\"}")["answers"]);
  };
  const std::string chosen = plan["slots"][0]["entries"][1]["id"].get<std::string>();
  EXPECT_NE(sentences(chosen).find("The next best choice would have been"), std::string::npos)
      << sentences(chosen);
  ASSERT_FALSE(plan["missing"].empty());
  const std::string missing = plan["missing"][0]["muscle"].get<std::string>();
  EXPECT_NE(sentences(missing).find("The nearest to fit was"), std::string::npos)
      << sentences(missing);
  EXPECT_NE(sentences(missing).find("points_less"), std::string::npos);
}

TEST(Answer, HardDays) {
  Someone someone;
  someone.expect_fault(R"({"do": "log_day", "words": []})", "request.words: expected");
  someone.expect_fault(R"({"do": "log_day", "words": ["rain"]})", "request.words: expected");
  (void)someone.get(R"({"do": "log_day", "words": ["stress", "travel"]})");
  EXPECT_EQ(someone.journal().events.size(), 1U);
}

}  // namespace
}  // namespace lissom
