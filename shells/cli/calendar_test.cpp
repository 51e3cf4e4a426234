// The calendar command and the times it goes by. What other programs read of it:
// tests/readers/calendar.test.mjs.

#include <algorithm>

#include "core/base/json.h"
#include "shells/cli/cli_fixture.h"

namespace lissom::cli {
namespace {

TEST(Times, AreShownAndChanged) {
  Program program;
  expect_golden("times", program.run({"times"}).out);
  const Ran ran = program.run({"times", "--core", "19:15", "--alarm", "10", "--again", "15",
                               "--quiet", "none", "--breaks", "yes", "--titles", "plain"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  expect_golden("times_chosen", ran.out);
  EXPECT_EQ(program.run({"times"}).out, ran.out);
}

TEST(Times, BadInputIsOneLineAndStoresNothing) {
  Program program;
  for (const std::vector<std::string>& args : {std::vector<std::string>{"--core", "25:00"},
                                               {"--core", "soon"},
                                               {"--alarm", "-5"},
                                               {"--alarm", "500"},
                                               {"--again", "x"},
                                               {"--quiet", "22:00"},
                                               {"--breaks", "perhaps"},
                                               {"--titles", "loud"}}) {
    std::vector<std::string> all = {"times"};
    all.insert(all.end(), args.begin(), args.end());
    const Ran ran = program.run(all);
    EXPECT_EQ(ran.exit, 2) << args[1];
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
  }
  EXPECT_FALSE(std::filesystem::exists(program.path("record.db")));
}

TEST(Times, ChangeNoPlan) {
  Program program;
  program.screen_in();
  (void)program.run({"plan"});
  ASSERT_EQ(program.run({"times", "--core", "19:00"}).exit, 0);
  EXPECT_FALSE((*parse_json(program.run({"plan", "--json"}).out))["adopted"].get<bool>());
}

TEST(Calendar, IsWrittenAndReplacedOnlyIfTold) {
  Program program;
  program.screen_in();
  const std::string file = program.path("mine.ics");
  const Ran ran = program.run({"calendar", "-o", file, "--zone", "Europe/Kyiv"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("for Europe/Kyiv"), std::string::npos) << ran.out;
  EXPECT_TRUE(content_of(file).starts_with("BEGIN:VCALENDAR"));
  EXPECT_EQ(program.run({"calendar", "-o", file}).exit, 2);
  EXPECT_EQ(program.run({"calendar", "-o", file, "--force"}).exit, 0);
}

TEST(Calendar, BeforeTheQuestionsThereIsNone) {
  Program program;
  const Ran ran = program.run({"calendar", "-o", "-", "--zone", "Europe/Kyiv"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(ran.out.find("VEVENT"), std::string::npos);
}

TEST(Calendar, BadInputIsOneLine) {
  Program program;
  program.screen_in();
  const std::string bad = program.file("bad.ics", "no calendar");
  for (const std::vector<std::string>& args :
       {std::vector<std::string>{"calendar", "-o", "-", "--zone", "Nowhere"},
        {"calendar", "-o", "-", "--busy", bad},
        {"calendar", "-o", "-", "--busy", program.path("missing.ics")},
        {"calendar", "-o", program.path("no/such/folder/x.ics")}}) {
    const Ran ran = program.run(args);
    EXPECT_EQ(ran.exit, 2) << ran.out;
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
  }
}

}  // namespace
}  // namespace lissom::cli
