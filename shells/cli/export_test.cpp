// What leaves for other programs, and what can be read without ours.

#include <algorithm>

#include "core/base/json.h"
#include "shells/cli/cli_fixture.h"

namespace lissom::cli {
namespace {

constexpr std::size_t table_count = 16;

/// A session from its check to its end, with one step done.
void do_a_session(Program& program) {
  const Ran started = program.run(
      {"request",
       program.file(
           "start.json",
           R"({"do":"start","slot":"core","answers":{"CHECK_NERVE":"no","CHECK_BLADDER":"no","CHECK_UNWELL":"no","CHECK_PAIN":3}})")});
  ASSERT_EQ(started.exit, 0) << started.out << started.err;
  const auto session = (*parse_json(started.out))["view"]["session"].get<std::string>();
  for (const std::string& rest :
       {std::string(R"("do":"step","step":0,"held_s":15)"),
        std::string(R"("do":"end","how":"quit","pain_after":2,"effort":"right")")}) {
    const Ran ran = program.run(
        {"request", program.file("next.json", R"({"session":")" + session + "\"," + rest + "}")});
    ASSERT_EQ(ran.exit, 0) << ran.out << ran.err;
  }
}

TEST(ExportTables, OneFileForEachTable) {
  Program program;
  program.screen_in();
  ASSERT_EQ(program.run({"log", "pain", "4", "--note", "after \"work\""}).exit, 0);
  const std::string folder = program.path("tables");
  const Ran ran = program.run({"export", "--csv", "-o", folder});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    ++files;
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
  EXPECT_EQ(files, table_count);
  const std::string scores = content_of(folder + "/scores.csv");
  EXPECT_TRUE(scores.starts_with("event,at,day,about_day,now_0_10,")) << scores;
  EXPECT_NE(scores.find(",2026-11-24,2026-11-24,4,,,,,,\"after \"\"work\"\"\",\r\n"),
            std::string::npos)
      << scores;
}

TEST(ExportTables, ReplaceNothingUnlessTold) {
  Program program;
  const std::string folder = program.path("tables");
  std::filesystem::create_directory(folder);
  put_content(folder + "/steps.csv", "mine");
  const Ran refused = program.run({"export", "--csv", "-o", folder});
  EXPECT_EQ(refused.exit, 2);
  EXPECT_NE(refused.err.find("steps.csv: is there already"), std::string::npos) << refused.err;
  EXPECT_EQ(content_of(folder + "/steps.csv"), "mine");
  EXPECT_FALSE(std::filesystem::exists(folder + "/events.csv"));
  EXPECT_EQ(program.run({"export", "--csv", "-o", folder, "--force"}).exit, 0);
  EXPECT_NE(content_of(folder + "/steps.csv"), "mine");
}

TEST(ExportTables, AFolderThatCannotBeIsOneLine) {
  Program program;
  const std::string file = program.file("taken", "text");
  for (const std::string& folder : {file, program.path("no/such/folder")}) {
    const Ran ran = program.run({"export", "--csv", "-o", folder});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
  }
}

std::string read_by_python(const Program& program) {
  const Ran ran =
      run_in_shell("python3 docs/read_record.py '" + program.path("record.db") + "' 2>&1");
  return ran.out + "exit " + std::to_string(ran.exit);
}

TEST(InTwentyYears, APythonScriptReadsTheRecordWithoutUs) {
  Program program;
  program.screen_in();
  ASSERT_EQ(program.run({"log", "pain", "4", "--worst", "6"}).exit, 0);
  ASSERT_EQ(program.run({"log", "pain", "9"}).exit, 3);
  EXPECT_EQ(read_by_python(program),
            "2026-11-24 18:05 pain now 4 average - worst 6 next morning -\n"
            "2026-11-24 18:05 pain now 9 average - worst - next morning -\n"
            "exit 0");
}

TEST(InTwentyYears, SessionsWithWhatWasHeldAndNothingThatWasTakenBack) {
  Program program;
  program.screen_in();
  ASSERT_EQ(program.run({"log", "pain", "1"}).exit, 0);
  const Json events = (*parse_json(program.run({"record", "--json"}).out))["events"];
  ASSERT_EQ(program.run({"correct", events.back()["id"].get<std::string>()}).exit, 0);
  do_a_session(program);
  EXPECT_EQ(read_by_python(program),
            "2026-11-24 18:05 pain now 3 average - worst - next morning -\n"
            "2026-11-24 18:05 session core begun, pain before 3\n"
            "2026-11-24 18:05 session quit: 1 steps, 15 s held, pain after 2\n"
            "2026-11-24 18:05 pain now 2 average - worst - next morning -\n"
            "exit 0");
}

TEST(InTwentyYears, WhatAWrongClockDatedIsWhereItWasMoved) {
  Program program;
  program.screen_in();
  program.set_moment("2027-03-03T10:00+02:00");
  ASSERT_EQ(program.run({"log", "pain", "2"}).exit, 0);
  program.set_moment("2027-03-03T09:30+02:00");
  EXPECT_NE(program.run({"today"}).err.find("redate"), std::string::npos);
  program.set_moment("2026-11-24T21:00+02:00");
  ASSERT_EQ(program.run({"log", "pain", "1"}).exit, 2);
  EXPECT_NE(program.run({"redate"}).out.find("lissom redate --yes"), std::string::npos);
  ASSERT_EQ(program.run({"redate", "--yes"}).exit, 0);
  ASSERT_EQ(program.run({"log", "pain", "1"}).exit, 0);
  EXPECT_EQ(read_by_python(program),
            "2026-11-24 21:00 pain now 2 average - worst - next morning -\n"
            "2026-11-24 21:00 pain now 1 average - worst - next morning -\n"
            "exit 0");
}

TEST(InTwentyYears, TheScriptIsShort) {
  const std::string script = content_of("docs/read_record.py");
  EXPECT_LT(std::ranges::count(script, '\n'), 110);
}

}  // namespace
}  // namespace lissom::cli
