#include "shells/cli/prompt.h"

#include <sstream>

#include <gtest/gtest.h>

namespace lissom::cli {
namespace {

using Move = Reply::Move;

const Json yes_no = *parse_json(
    R"({"id":"Q","type":"yes_no","ask":"Is it new?","why":"It matters.","answers":[{"id":"yes","text":"Yes"},
        {"id":"no","text":"No"},{"id":"unsure","text":"Not sure"},{"id":"prefer_not_to_say","text":"Private"}]})");
const Json number = *parse_json(R"({"id":"N","type":"number","ask":"How much?","min":0,"max":10})");
const Json choice = *parse_json(
    R"({"id":"C","type":"choice","ask":"Which?","answers":[{"id":"posterior","text":"Back"},{"id":"lateral","text":"Side"}]})");
const Json choices = *parse_json(
    R"({"id":"M","type":"choices","ask":"Which?","answers":[{"id":"a","text":"A"},{"id":"b","text":"B"},{"id":"c","text":"C"}]})");
const Json texts = *parse_json(R"({"id":"T","type":"texts","ask":"What?"})");

TEST(Prompt, Answers) {
  struct Case {
    std::string_view name;
    const Json& question;
    std::vector<std::string> typed;
    Move move;
    std::string_view want;
  };
  const Case cases[] = {
      {"y", yes_no, {"y"}, Move::answer, R"("yes")"},
      {"the whole word", yes_no, {" No "}, Move::answer, R"("no")"},
      {"u", yes_no, {"U"}, Move::answer, R"("unsure")"},
      {"p", yes_no, {"p"}, Move::answer, R"("prefer_not_to_say")"},
      {"why, then the answer", yes_no, {"w", "n"}, Move::answer, R"("no")"},
      {"nonsense, then the answer", yes_no, {"maybe", "", "n"}, Move::answer, R"("no")"},
      {"quit", yes_no, {"q"}, Move::quit, "null"},
      {"back", yes_no, {"b"}, Move::back, "null"},
      {"nothing typed any more", yes_no, {}, Move::over, "null"},
      {"a number", number, {"7"}, Move::answer, "7"},
      {"numbers out of range are asked again",
       number,
       {"11", "-1", "3.5", "10"},
       Move::answer,
       "10"},
      {"a choice by number", choice, {"2"}, Move::answer, R"("lateral")"},
      {"a choice by name", choice, {"posterior"}, Move::answer, R"("posterior")"},
      {"a number that is no choice", choice, {"3", "1"}, Move::answer, R"("posterior")"},
      {"several", choices, {"1, 3"}, Move::answer, R"(["a","c"])"},
      {"several with spaces", choices, {"3 2"}, Move::answer, R"(["c","b"])"},
      {"none of several", choices, {"0"}, Move::answer, "[]"},
      {"one wrong of several", choices, {"1,9", "2"}, Move::answer, R"(["b"])"},
      {"texts",
       texts,
       {"lifting my son, gardening"},
       Move::answer,
       R"(["lifting my son","gardening"])"},
      {"no texts", texts, {"-"}, Move::answer, "[]"},
  };
  for (const auto& [name, question, typed, move, want] : cases) {
    SCOPED_TRACE(name);
    GivenLines lines(typed);
    std::ostringstream out;
    Console console{.in = lines, .out = out, .err = out};
    const Reply reply = ask(console, question, {.keep = false, .back = true}, "");
    EXPECT_EQ(reply.move, move);
    EXPECT_EQ(to_bytes(reply.answer), want);
  }
}

TEST(Prompt, EnterKeepsWhereItMay) {
  GivenLines lines({"", "4"});
  std::ostringstream out;
  Console console{.in = lines, .out = out, .err = out};
  EXPECT_EQ(ask(console, number, {.keep = true, .back = false}, "6").move, Move::keep);
  EXPECT_NE(out.str().find("now: 6"), std::string::npos);
  EXPECT_EQ(ask(console, number, {.keep = false, .back = false}, "").answer, 4);
}

TEST(Prompt, WhyIsShown) {
  GivenLines lines({"w", "n"});
  std::ostringstream out;
  Console console{.in = lines, .out = out, .err = out};
  (void)ask(console, yes_no, {.keep = false, .back = false}, "");
  EXPECT_NE(out.str().find("It matters."), std::string::npos);
}

}  // namespace
}  // namespace lissom::cli
