// The time series of the dossier, 2.6, as people type them day by day: what is said, what the plan
// does, what is written down. tests/scenarios/rules_*.scenario hold the other rows.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "shells/cli/cli_fixture.h"

namespace lissom::cli {
namespace {

/// Whether `part` stands in the text, wherever lines were broken.
bool says(std::string text, std::string_view part) {
  std::ranges::replace(text, '\n', ' ');
  return text.find(part) != std::string::npos;
}

/// A time of day in November 2026.
std::string november(int day, const std::string& time) {
  return "2026-11-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T" + time +
         "+01:00";
}

void answer_the_safety_questions(Program& program) {
  program.set_moment(november(2, "08:00"));
  program.screen_in();
}

/// The main session of an evening, with this pain before it.
void practise(Program& program, int day, int pain) {
  program.set_moment(november(day, "18:00"));
  const std::string check =
      program.file("check.json",
                   R"({"CHECK_NERVE":"no","CHECK_BLADDER":"no","CHECK_UNWELL":"no","CHECK_PAIN":)" +
                       std::to_string(pain) + "}");
  const Ran ran = program.run({"guide", "--plain", "--speed", "1000", "--answers", check});
  ASSERT_EQ(ran.exit, 0) << ran.out << ran.err;
}

Ran log_average(Program& program, int day, int pain) {
  program.set_moment(november(day, "20:00"));
  return program.run({"log", "pain", "--average", std::to_string(pain)});
}

/// The view of a command.
Json seen(Program& program, const std::string& command) {
  const auto view = parse_json(program.run({command, "--json"}).out);
  if (!view) {
    ADD_FAILURE() << command;
    return Json();
  }
  return *view;
}

/// Daily pain 4, 4, 4, 4, then 6, 7, 6: E5, one step back, and neither E3 nor E4.
TEST(TimeSeries, HigherThanUsualStepsBack) {
  Program program;
  answer_the_safety_questions(program);
  for (const int day : {2, 4, 6}) {
    practise(program, day, 4);
  }
  EXPECT_EQ(log_average(program, 9, 4).exit, 0);
  EXPECT_EQ(seen(program, "plan")["level"], "L2");
  EXPECT_EQ(log_average(program, 10, 6).exit, 0);
  EXPECT_EQ(log_average(program, 11, 7).exit, 0);
  EXPECT_EQ(seen(program, "plan")["level"], "L2") << "two days are not three";
  EXPECT_EQ(log_average(program, 12, 6).exit, 0);

  const Ran plan = program.run({"plan"});
  EXPECT_EQ(plan.exit, 0);
  EXPECT_TRUE(says(plan.out, "level L1")) << plan.out;
  EXPECT_TRUE(says(plan.out, "so the plan steps back")) << plan.out;
  EXPECT_EQ(program.run({"today"}).exit, 0) << "no referral yet";
  EXPECT_TRUE(says(program.run({"why", "level"}).out, "ladder.regress.E5"));
  const std::string record = program.run({"record"}).out;
  EXPECT_TRUE(says(record, "(E5)")) << record;
  EXPECT_FALSE(says(record, "(E3)")) << record;
  EXPECT_FALSE(says(record, "(E4)")) << record;
}

/// Daily pain 7, 7, 8: E4, a clinician first.
TEST(TimeSeries, StrongDaysAskForAClinician) {
  Program program;
  answer_the_safety_questions(program);
  for (const int day : {2, 3}) {
    EXPECT_EQ(log_average(program, day, 7).exit, 0);
    EXPECT_EQ(program.run({"today"}).exit, 0);
  }
  const Ran third = log_average(program, 4, 8);
  EXPECT_EQ(third.exit, 3);
  EXPECT_TRUE(third.err.empty()) << third.err;
  EXPECT_TRUE(says(third.out, "Please get checked first")) << third.out;
  EXPECT_TRUE(says(third.out, "Strong pain on several days in a row")) << third.out;
  EXPECT_TRUE(says(third.out, "lissom clear --who NAME --date DATE")) << third.out;
  EXPECT_EQ(seen(program, "today")["disposition"]["name"], "CLINICIAN_FIRST");
  for (const char* command : {"today", "plan", "guide"}) {
    EXPECT_EQ(program.run({command}).exit, 3) << command;
  }
  EXPECT_EQ(program.run({"progress"}).exit, 0) << "a record may always be looked at";
  const std::string record = program.run({"record"}).out;
  EXPECT_TRUE(says(record, "(E4)")) << record;
  EXPECT_FALSE(says(record, "(E5)")) << record;

  EXPECT_EQ(program.run({"clear", "--who", "Dr Lee", "--date", "2026-11-04"}).exit, 0);
  EXPECT_EQ(program.run({"today"}).exit, 0);
}

/// Pain 3 before a session, and 4, 5 or 6 the next morning: SETTLED, IRRITATED, FLARED.
TEST(TimeSeries, TheMorningAfter) {
  struct Case {
    std::string pain;
    std::string_view sentence;
    const char* mode;
  };
  const std::vector<Case> cases = {
      {"4", "The session settled well.", "normal"},
      {"5", "A little more than before.", "normal"},
      {"6", "Clearly more than before.", "flare"},
  };
  for (const auto& [pain, sentence, mode] : cases) {
    SCOPED_TRACE(pain);
    Program program;
    answer_the_safety_questions(program);
    practise(program, 2, 3);
    program.set_moment(november(3, "08:00"));
    EXPECT_TRUE(says(program.run({"today"}).out, "How is your pain since the last session"));
    const Ran told = program.run({"log", "pain", "--morning", pain});
    EXPECT_EQ(told.exit, 0) << told.err;
    EXPECT_TRUE(says(told.out, sentence)) << told.out;
    EXPECT_EQ(seen(program, "today")["mode"], mode);
    EXPECT_FALSE(says(program.run({"today"}).out, "How is your pain since the last session"));
  }
}

}  // namespace
}  // namespace lissom::cli
