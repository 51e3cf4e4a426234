#include "shells/cli/args.h"

#include <gtest/gtest.h>

namespace lissom::cli {
namespace {

Result<Command> parse(const std::vector<std::string>& args) {
  return parse_args(args);
}

TEST(Args, CommandsBecomeRequests) {
  struct Case {
    std::vector<std::string> args;
    std::string_view want;
  };
  const Case cases[] = {
      {{"today"}, R"({"do":"today"})"},
      {{"plan", "--anew"}, R"({"do":"plan","anew":true})"},
      {{"why", "plan"}, R"({"do":"why","what":"plan"})"},
      {{"learn"}, R"({"do":"learn"})"},
      {{"catalogue", "bridge"}, R"({"do":"catalogue","id":"bridge"})"},
      {{"body", "muscles", "bridge"}, R"({"do":"muscles","id":"bridge"})"},
      {{"body", "muscles", "bridge", "--side", "L"},
       R"({"do":"muscles","id":"bridge","side":"left"})"},
      {{"log", "pain", "4"}, R"({"do":"log_pain","now":4})"},
      {{"log", "pain", "-4"}, R"({"do":"log_pain","now":-4})"},
      {{"log", "pain", "four"}, R"({"do":"log_pain","now":"four"})"},
      {{"log", "pain", "--morning", "2", "--where", "low_back,buttock"},
       R"({"do":"log_pain","next_morning":2,"where":["low_back","buttock"]})"},
      {{"log", "range", "slr", "left", "70", "71.5", "-2", "--method", "phone"},
       R"({"do":"log_range","test":"slr","side":"left","readings_tenths":[700,715,-20],"method":"phone"})"},
      {{"log", "groc", "-3"}, R"({"do":"log_questionnaire","id":"groc","answers":{"change":-3}})"},
      {{"log", "peg", "5", "4", "x"},
       R"({"do":"log_questionnaire","id":"peg","answers":{"pain":5,"enjoyment":4,"activity":"x"}})"},
      {{"progress"}, R"({"do":"progress"})"},
      {{"log", "break"}, R"({"do":"log_break"})"},
      {{"log", "flare", "--note", "since Monday"}, R"({"do":"log_flare","note":"since Monday"})"},
      {{"log", "activity", "gardening", "6"},
       R"({"do":"log_activity","activity":"gardening","score":6})"},
      {{"clear", "--who", "Dr Lee", "--date", "2026-11-24"},
       R"({"do":"clear","who":"Dr Lee","date":"2026-11-24","told_can_exercise":true})"},
      {{"correct", "x", "--reason", "typing"}, R"({"do":"correct","event":"x","reason":"typing"})"},
  };
  for (const auto& [args, want] : cases) {
    SCOPED_TRACE(want);
    const auto command = parse(args);
    ASSERT_TRUE(command) << command.error().what;
    const auto* ask = std::get_if<command::Ask>(&command->what);
    ASSERT_NE(ask, nullptr);
    EXPECT_EQ(to_bytes(ask->request), want);
  }
}

TEST(Args, WhatEveryCommandTakes) {
  const auto command = parse({"today", "--json", "--at", "2026-11-24T18:05+02:00", "--data", "here",
                              "--catalogue", "there"});
  ASSERT_TRUE(command);
  EXPECT_TRUE(command->common.json);
  EXPECT_EQ(command->common.data, "here");
  EXPECT_EQ(command->common.catalogue, "there");
  ASSERT_TRUE(command->common.at);
  EXPECT_EQ(command->common.at->utc_offset_min, 120);
}

TEST(Args, OtherCommands) {
  EXPECT_TRUE(std::holds_alternative<command::Next>(parse({})->what));
  EXPECT_TRUE(std::holds_alternative<command::Version>(parse({"--version"})->what));
  EXPECT_TRUE(std::holds_alternative<command::Help>(parse({"guide", "--help"})->what));
  EXPECT_EQ(std::get<command::Guide>(parse({"guide", "evening", "--speed", "20"})->what).speed, 20);
  EXPECT_EQ(std::get<command::Export>(parse({"export", "-"})->what).file, "-");
  EXPECT_EQ(std::get<command::Export>(parse({"export", "-o", "f", "--force"})->what).file, "f");
  EXPECT_EQ(std::get<command::CheckCatalogue>(parse({"catalogue", "--check", "d"})->what).folder,
            "d");
  EXPECT_TRUE(std::get<command::Profile>(parse({"profile", "show"})->what).show);
}

TEST(Args, WhatIsWrongIsOneLineWithHelp) {
  const std::vector<std::string> cases[] = {
      {"dance"},
      {"today", "tomorrow"},
      {"today", "--nothing"},
      {"why"},
      {"log"},
      {"log", "pain", "4", "5"},
      {"log", "range", "slr", "left"},
      {"log", "range", "slr", "left", "7x"},
      {"log", "range", "slr", "left", "7.55"},
      {"log", "range", "slr", "left", ".5"},
      {"log", "activity", "gardening"},
      {"log", "groc"},
      {"log", "peg", "5", "4"},
      {"questionnaire"},
      {"guide", "afternoon"},
      {"guide", "--speed", "0"},
      {"guide", "--speed", "fast"},
      {"profile", "hide"},
      {"clear", "--who", "Dr Lee"},
      {"export"},
      {"plan", "today"},
      {"plan", "--dump-lp"},
      {"plan", "--anew", "--dump-lp", "p"},
      {"--at", "yesterday", "today"},
      {"--at"},
  };
  for (const auto& args : cases) {
    SCOPED_TRACE(::testing::PrintToString(args));
    const auto command = parse(args);
    ASSERT_FALSE(command);
    EXPECT_EQ(command.error().code, Errc::bad_input);
    EXPECT_EQ(command.error().what.find('\n'), std::string::npos);
    EXPECT_FALSE(command.error().what.empty());
  }
}

}  // namespace
}  // namespace lissom::cli
