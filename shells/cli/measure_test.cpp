// Measuring as people do it: typed answers in, stored values and pages out.

#include <algorithm>

#include "core/base/json.h"
#include "shells/cli/cli_fixture.h"
#include "shells/cli/render.h"

namespace lissom::cli {
namespace {

using Typed = std::vector<std::string>;

/// Whether `part` stands in the text, wherever lines were broken.
bool has(std::string text, std::string_view part) {
  std::ranges::replace(text, '\n', ' ');
  return text.find(part) != std::string::npos;
}

std::size_t entries(Program& program) {
  const std::string lines = program.run({"export", "-"}).out;
  return static_cast<std::size_t>(std::ranges::count(lines, '\n'));
}

constexpr std::string_view demo = R"(id = "demo"
name = "Demo"
credit = "A clinic"
better = "less"
scoring = "sum"
range_tenths = [0, 50]

[[answer]]
id = "yes"
text = "Yes"
value = 1

[[answer]]
id = "no"
text = "No"
value = 0

[[item]]
id = "stairs"
ask = "I take the stairs one at a time."

[[item]]
id = "pull"
ask = "How strong is the pull?"
min = 0
max = 4
)";

TEST(Measure, TheListIsOpenToEveryone) {
  Program program;
  const Ran ran = program.run({"measure"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "T_AKE"));
  EXPECT_FALSE(has(ran.out, "T_OBER"));
  EXPECT_TRUE(has(program.run({"measure", "--hidden"}).out, "T_OBER"));
  EXPECT_FALSE(std::filesystem::exists(program.path("record.db")));
}

TEST(Measure, ARangeTestStepByStepAndInOneGo) {
  Program program;
  EXPECT_EQ(program.run({"measure", "T_AKE"}).exit, 3) << "before the safety questions";
  program.screen_in();
  const Typed by_hand = {"", "", "", "", "35", "what?", "31.5", "33", "30", "29,5", "28"};
  const Ran ran = program.run({"measure", "T_AKE"}, by_hand);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "1. Lie on your back"));
  EXPECT_TRUE(has(ran.out, "left side, reading 1 of 3"));
  EXPECT_TRUE(has(ran.out, "Please type a number"));
  EXPECT_TRUE(has(ran.out, "left, phone: 33 degrees"));
  EXPECT_TRUE(has(ran.out, "right, phone: 29.5 degrees"));
  // From a pipe, numbers alone will do.
  program.set_moment("2026-12-22T18:05+02:00");
  const Ran due = program.run({"measure", "T_AKE"}, {"22", "22", "22", "20", "20", "20"});
  EXPECT_EQ(due.exit, 3) << "four weeks on, the safety questions are due";
  program.screen_in();
  const Ran piped =
      program.run({"measure", "T_AKE", "--method", "phone"}, {"22", "22", "22", "20", "20", "20"});
  EXPECT_EQ(piped.exit, 0) << piped.err;
  EXPECT_TRUE(has(piped.out, "33 degrees at first, 22 degrees now. Bigger than measurement noise"))
      << piped.out;
  EXPECT_TRUE(has(piped.out, "29.5 degrees at first, 20 degrees now. Not more than")) << piped.out;
}

TEST(Measure, QuittingAndEndingStoreNothing) {
  Program program;
  program.screen_in();
  const std::size_t before = entries(program);
  struct Case {
    std::string what;
    Typed typed;
    int exit;
  };
  const Case cases[] = {
      {"T_AKE", {"q"}, 0},
      {"T_AKE", {"", "", "", "", "30", "30", "30", "q"}, 0},
      {"T_AKE", {"", "", "", "", "30", "30", "30", "31"}, 2},
      {"T_AKE", {"", ""}, 2},
      {"peg", {"5", "q"}, 0},
      {"peg", {"5", "4"}, 2},
      {"psfs", {"shoes, garden", "4"}, 2},
      {"psfs", {"q"}, 0},
      {"nothing", {}, 2},
      {"T_NOTHING", {}, 2},
  };
  for (const auto& [what, typed, exit] : cases) {
    SCOPED_TRACE(what);
    const Ran ran = program.run({"measure", what}, typed);
    EXPECT_EQ(ran.exit, exit) << ran.out << ran.err;
    EXPECT_EQ(entries(program), before);
  }
}

TEST(Measure, QuestionsAreAskedAndScored) {
  Program program;
  const Ran peg = program.run({"measure", "peg"}, {"6", "7", "11", "7"});
  EXPECT_EQ(peg.exit, 0) << peg.err;
  EXPECT_TRUE(has(peg.out, "Krebs EE"));
  EXPECT_TRUE(has(peg.out, "Pain and daily life (PEG): 6.7."));
  EXPECT_EQ(program.run({"measure", "groc"}, {"-1"}).exit, 0);
  EXPECT_EQ(program.run({"log", "groc", "-2"}).exit, 0);
  EXPECT_EQ(program.run({"log", "peg", "5", "5", "5"}).exit, 0);
  EXPECT_EQ(program.run({"log", "peg", "5", "5", "12"}).exit, 2);
  EXPECT_EQ(program.run({"measure", "pain"}, {"5", "6", "4"}).exit, 0);
  EXPECT_EQ(program.run({"measure", "psfs"}, {"shoes, garden", "4", "5"}).exit, 0);
  const auto view = parse_json(program.run({"progress", "--json"}).out);
  ASSERT_TRUE(view);
  std::vector<std::string> ids;
  for (const Json& measure : (*view)["measures"]) {
    ids.push_back(measure["id"].get<std::string>());
  }
  EXPECT_EQ(ids, (Typed{"pain.average", "pain.worst", "pain.now", "psfs", "psfs:shoes",
                        "psfs:garden", "groc", "peg"}));
  EXPECT_TRUE(has(program.run({"progress"}).out, "Change as you see it: -2."));
}

TEST(Measure, AClinicsQuestionnaire) {
  Program program;
  const std::string file = program.file("demo.toml", demo);
  EXPECT_TRUE(has(program.run({"questionnaire", file, "--check"}).out, "sound: 2 questions"));
  EXPECT_EQ(program.run({"questionnaire", file}, {"y", "3"}).exit, 0);
  EXPECT_EQ(program
                .run({"questionnaire", file, "--answers",
                      program.file("answers.json", R"({"stairs":"no","pull":1})")})
                .exit,
            0);
  EXPECT_EQ(program
                .run({"questionnaire", file, "--answers",
                      program.file("answers.json", R"({"stairs":"no"})")})
                .exit,
            2);
  EXPECT_TRUE(has(program.run({"progress"}).out, "Demo: 1."));
  std::string broken(demo);
  broken.replace(broken.find("\"less\""), 6, "\"down\"");
  const Ran ran = program.run({"questionnaire", program.file("broken.toml", broken)});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_TRUE(has(ran.err, "broken.toml:4: better \"down\" is not known")) << ran.err;
  EXPECT_EQ(program.run({"questionnaire", program.path("missing.toml")}).exit, 2);
}

TEST(Measure, ProgressAsAPicture) {
  Program program;
  EXPECT_TRUE(has(program.run({"progress", "--svg", "-"}).out, "Nothing has been measured yet."));
  EXPECT_EQ(program.run({"log", "pain", "--average", "6"}).exit, 0);
  const std::string file = program.path("progress.svg");
  EXPECT_EQ(program.run({"progress", "--svg", file}).exit, 0);
  EXPECT_TRUE(has(content_of(file), "Pain on average: 6 (the middle of 1 day out of 7)."));
  EXPECT_EQ(program.run({"progress", "--svg", file}).exit, 2);
  EXPECT_EQ(program.run({"progress", "--svg", file, "--force"}).exit, 0);
}

constexpr std::string_view progress_view =
    R"({"week": {"slots": []}, "pain": [], "say": ["Main sessions this week: 1 of 3."],
  "measures": [
   {"id": "pain.average", "says": "Pain on average: 6 at first, 4 now. A change that people in studies called worth having.", "unit": "points",
    "points": [{"day": "2026-11-23", "value_tenths": 60}, {"day": "2026-11-24", "value_tenths": 55}, {"day": "2026-11-26", "value_tenths": 0}]},
   {"id": "T_THOMAS/left/phone", "says": "Leg hanging, left, phone: -6 degrees.", "unit": "deg",
    "points": [{"day": "2026-11-23", "value_tenths": -60}]}],
  "marks": [{"day": "2026-11-23", "kind": "plan", "text": "Plan begun, level L1"}]})";

constexpr std::string_view measures_view = R"json({"say": ["By the schedule, this is due:"],
  "due": [{"id": "peg", "name": "Pain and daily life (PEG)", "week": 0, "optional": false},
          {"id": "T_AKE", "name": "Straightening the knee", "week": 2, "optional": true}],
  "questionnaires": [{"id": "peg", "name": "Pain and daily life (PEG)", "questions": 3}],
  "tests": [{"id": "T_AKE", "name": "Straightening the knee", "for_you": true, "why_not": ""},
            {"id": "T_THOMAS", "name": "Leg hanging", "for_you": false,
             "why_not": "Left out because of a replaced hip."}]})json";

TEST(Measure, Pages) {
  expect_golden("progress_measures", render("progress", *parse_json(progress_view), 80));
  expect_golden("measures", render("measures", *parse_json(measures_view), 80));
}

}  // namespace
}  // namespace lissom::cli
