#include "shells/cli/run.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/journal/codec.h"
#include "shells/cli/cli_fixture.h"

namespace lissom::cli {
namespace {

/// One line that begins with the program's name.
void expect_one_line(const std::string& err) {
  EXPECT_TRUE(err.starts_with("lissom: ")) << err;
  EXPECT_EQ(std::ranges::count(err, '\n'), 1) << err;
}

TEST(Run, WelcomesAndWaitsForTheQuestions) {
  Program program;
  EXPECT_EQ(program.run({}).exit, 0);
  for (const char* command : {"today", "plan", "guide"}) {
    SCOPED_TRACE(command);
    const Ran ran = program.run({command});
    EXPECT_EQ(ran.exit, 3);
    EXPECT_TRUE(ran.err.empty());
    EXPECT_NE(ran.out.find("lissom screen"), std::string::npos);
  }
}

TEST(Run, BadInputIsOneLineAndStoresNothing) {
  Program program;
  const std::vector<std::string> cases[] = {
      {"dance"},
      {"log", "pain", "11"},
      {"log", "pain"},
      {"log", "pain", "4.5"},
      {"why", "no_such_thing"},
      {"learn", "no_such_text"},
      {"correct", "12"},
      {"clear", "--who", "Dr Lee", "--date", "2026-02-30"},
      {"screen", "--answers", program.path("missing.json")},
      {"screen", "--answers", program.file("broken.json", "{")},
      {"screen", "--answers", program.file("list.json", "[]")},
      {"screen", "--answers", program.file("do.json", R"({"do":"today"})")},
      {"screen", "--answers",
       program.file("unknown.json", R"({"age":50,"answers":{"NOPE":"no"}})")},
      {"profile", "--answers", program.file("bad.json", R"({"core_min": 500})")},
      {"import", program.path("missing.jsonl")},
      {"import", program.file("bad.jsonl", "{}\n")},
      {"request", program.file("odd.json", R"({"do":"dance"})")},
      {"catalogue", "--check", program.path("missing")},
      {"today", "--catalogue", program.path("missing")},
      {"erase"},
  };
  for (const auto& args : cases) {
    SCOPED_TRACE(::testing::PrintToString(args));
    const Ran ran = program.run(args);
    EXPECT_EQ(ran.exit, 2);
    expect_one_line(ran.err);
  }
  EXPECT_FALSE(std::filesystem::exists(program.path("record.db")));
}

TEST(Run, AFaultOfTheStoreIsExitOne) {
  Program program;
  (void)program.file("record.db", "this is no store at all, but a text of some length");
  const Ran ran = program.run({"today"});
  EXPECT_EQ(ran.exit, 1);
  expect_one_line(ran.err);
}

TEST(Run, InterviewAsksWhatApplies) {
  Program program;
  // What is no answer to a question is asked again, so these three answer every kind of question:
  // no, 3 (also "more than 12 weeks"), the first one. "w" and "b" on the way.
  std::vector<std::string> typed = {"x", "50", "w", "n", "b", "n"};
  for (int i = 0; i < 120; ++i) {
    typed.insert(typed.end(), {"n", "3", "1"});
  }
  const Ran ran = program.run({"screen"}, typed);
  EXPECT_NE(ran.out.find("Question 2 of "), std::string::npos);
  EXPECT_NE(ran.out.find("so we ask this first"), std::string::npos);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_TRUE(std::filesystem::exists(program.path("record.db")));
}

TEST(Run, QuittingOrEndingAnInterviewStoresNothing) {
  Program program;
  const Ran quit = program.run({"screen"}, {"50", "n", "q"});
  EXPECT_EQ(quit.exit, 0);
  const Ran ended = program.run({"screen"}, {"50", "n"});
  EXPECT_EQ(ended.exit, 2);
  expect_one_line(ended.err);
  EXPECT_NE(program.run({"export", "-"}).out, "x");
  EXPECT_TRUE(program.run({"export", "-"}).out.empty());
}

TEST(Run, ProfileByHandKeepsWhatIsNotAnswered) {
  Program program;
  program.screen_in();
  std::vector<std::string> typed(40, "");
  typed[0] = "1,4";
  EXPECT_EQ(program.run({"profile"}, typed).exit, 0);
  const Ran shown = program.run({"profile", "show", "--json"});
  const auto view = parse_json(shown.out);
  ASSERT_TRUE(view);
  EXPECT_EQ((*view)["profile"]["hurts"].size(), 2U);
  EXPECT_EQ((*view)["answered"], true);
  EXPECT_NE(
      program.run({"profile"}, std::vector<std::string>(40, "")).out.find("Nothing has changed"),
      std::string::npos);
}

TEST(Run, ASessionInLines) {
  Program program;
  program.screen_in();
  const Ran ran = program.run(
      {"guide", "--plain", "--speed", "1000", "--short", "--answers", program.checked_file()});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("Done. That is the end of the session."), std::string::npos);
  EXPECT_NE(program.run({"today"}).out.find("done"), std::string::npos);
}

/// Before, it waited for ever.
TEST(Run, APauseThatNobodyCanEndLeavesTheSession) {
  Program program;
  program.screen_in();
  const Ran ran = program.run({"guide", "--plain", "--answers", program.checked_file()}, {""});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("Paused."), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("goes on with it today"), std::string::npos) << ran.out;
}

TEST(Run, TheCheckIsAskedAndCanRefuse) {
  Program program;
  program.screen_in();
  const Ran ran = program.run({"guide", "--plain"}, {"y", "n", "n", "3"});
  EXPECT_EQ(ran.exit, 3) << ran.out << ran.err;
  EXPECT_EQ(program.run({"guide", "--plain"}, {"n", "n"}).exit, 3);
}

TEST(Run, ImportOfAnExportIsTheSame) {
  Program first;
  first.screen_in();
  EXPECT_EQ(first.run({"plan"}).exit, 0);
  EXPECT_EQ(first.run({"log", "pain", "4", "--note", "after \"work\", tired"}).exit, 0);
  const std::string file = first.path("export.jsonl");
  EXPECT_EQ(first.run({"export", file}).exit, 0);
  EXPECT_EQ(first.run({"export", file}).exit, 2);  // it is there
  EXPECT_EQ(first.run({"export", file, "--force"}).exit, 0);

  Program second;
  EXPECT_EQ(second.run({"import", file}).exit, 0);
  EXPECT_EQ(second.run({"export", "-"}).out, content_of(file));
  EXPECT_NE(second.run({"import", file}).out.find(", 0 of them new"), std::string::npos);
  EXPECT_EQ(second.run({"today", "--json"}).out, first.run({"today", "--json"}).out);
  EXPECT_EQ(second.run({"verify"}).exit, 0);

  Program third;
  EXPECT_EQ(third.run({"log", "pain", "1"}).exit, 0);
  const Ran refused = third.run({"import", file});
  EXPECT_EQ(refused.exit, 2);
  expect_one_line(refused.err);
}

TEST(Run, ABadLineIsNamedAndNothingIsImported) {
  Program first;
  first.screen_in();
  EXPECT_EQ(first.run({"log", "pain", "4"}).exit, 0);
  const std::string text = first.run({"export", "-"}).out;
  Program second;
  const Ran ran = second.run({"import", second.file("bad.jsonl", text + "\nnot a record\n")});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_NE(ran.err.find("line 4: "), std::string::npos) << ran.err;
  EXPECT_TRUE(second.run({"export", "-"}).out.empty());
}

TEST(Run, DamagedRecordsTravelAlongAndAreToldOf) {
  Program first;
  EXPECT_EQ(first.run({"log", "pain", "4"}).exit, 0);
  const std::string sound = first.run({"export", "-"}).out;
  auto damaged = from_line(sound);
  ASSERT_TRUE(damaged);
  damaged->id.bytes[15] ^= 1U;
  damaged->bytes.back() = static_cast<char>(damaged->bytes.back() ^ 1);

  Program second;
  const std::string all = sound + to_line(*damaged) + "\n";
  EXPECT_EQ(second.run({"import", second.file("all.jsonl", all)}).exit, 0);
  EXPECT_EQ(second.run({"export", "-"}).out, all);
  const Ran verified = second.run({"verify"});
  EXPECT_EQ(verified.exit, 1);
  EXPECT_NE(verified.out.find(to_string(damaged->id)), std::string::npos);
  expect_one_line(verified.err);
  EXPECT_EQ(second.run({"progress"}).exit, 0);  // the rest is still used
}

TEST(Run, EraseForgets) {
  Program program;
  EXPECT_EQ(program.run({"log", "pain", "4"}).exit, 0);
  EXPECT_EQ(program.run({"erase"}).exit, 2);
  EXPECT_FALSE(program.run({"export", "-"}).out.empty());
  EXPECT_EQ(program.run({"erase", "--yes"}).exit, 0);
  EXPECT_TRUE(program.run({"export", "-"}).out.empty());
}

TEST(Run, JsonIsTheViewAndRequestTheOutcome) {
  Program program;
  const auto view = parse_json(program.run({"learn", "--json"}).out);
  ASSERT_TRUE(view);
  EXPECT_TRUE(view->contains("lessons"));
  const Ran ran = program.run({"request", program.file("r.json", R"({"do":"log_pain","now":4})")});
  const auto outcome = parse_json(ran.out);
  ASSERT_TRUE(outcome);
  EXPECT_EQ((*outcome)["exit"], 0);
  EXPECT_EQ((*outcome)["events"].size(), 1U);
  EXPECT_EQ((*outcome)["events"][0]["kind"], "pain_reported");
}

TEST(Run, CatalogueOfAFolder) {
  Program program;
  const Ran sound = program.run({"catalogue", "--check", "catalogue"});
  EXPECT_EQ(sound.exit, 0) << sound.out;
  EXPECT_EQ(program.run({"learn", "--catalogue", "catalogue"}).exit, 0);
}

TEST(Run, AnOutputThatFailsIsAFault) {
  GivenLines lines({});
  std::ostringstream out;
  std::ostringstream err;
  out.setstate(std::ios::badbit);
  Console console{.in = lines, .out = out, .err = err};
  const std::vector<std::string> args = {"--version"};
  EXPECT_EQ(run(args, console), 1);
  expect_one_line(err.str());
}

TEST(Run, ThePlanAsPrograms) {
  Program program;
  EXPECT_EQ(program.run({"plan", "--dump-lp", program.path("plan")}).exit, 3) << "not screened yet";
  program.screen_in();
  const std::string before = program.run({"export", "-"}).out;
  const Ran ran = program.run({"plan", "--dump-lp", program.path("plan")});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("proved"), std::string::npos);
  EXPECT_NE(content_of(program.path("plan.core.lp")).find("Maximize"), std::string::npos);
  EXPECT_EQ(program.run({"export", "-"}).out, before) << "looking leaves no trace";

  const std::vector<std::string> bad[] = {{"plan", "--dump-lp", program.path("plan")},
                                          {"plan", "--dump-lp", program.path("no/folder/plan")},
                                          {"plan", "--dump-lp", ""}};
  for (const std::vector<std::string>& args : bad) {
    const Ran refused = program.run(args);
    EXPECT_EQ(refused.exit, 2) << refused.out;
    expect_one_line(refused.err);
  }
}

TEST(Run, Help) {
  expect_golden("help", Program::run_bare({"--help"}, {}).out);
  expect_golden("help_guide", Program::run_bare({"guide", "--help"}, {}).out);
  expect_golden("help_serve", Program::run_bare({"serve", "--help"}, {}).out);
}

}  // namespace
}  // namespace lissom::cli
