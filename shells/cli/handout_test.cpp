// "handout" and "log --paper", as typed.

#include "shells/cli/handout.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "core/api/answer.h"
#include "shells/cli/cli_fixture.h"
#include "shells/cli/view.h"
#include "shells/paper/handout_checks.h"

namespace lissom::cli {
namespace {

Json json_of(const Ran& ran) {
  EXPECT_EQ(ran.exit, 0) << ran.err;
  auto json = parse_json(ran.out);
  EXPECT_TRUE(json.has_value()) << ran.out;
  return json ? *json : Json();
}

void plan_a_week(Program& program) {
  program.screen_in();
  ASSERT_EQ(program
                .run({"profile", "--answers",
                      program.file("profile.json", R"({"core_min":12,"break_min":3,)"
                                                   R"("breaks_per_day":2})")})
                .exit,
            0);
  ASSERT_EQ(program.run({"plan"}).exit, 0);
}

/// The diary of this week as the core tells it.
Json diary(Program& program) {
  const std::string request = program.file("request.json", R"({"do":"handout","slot":"all"})");
  return json_of(program.run({"request", request}))["view"]["diary"];
}

std::string code_of(const Json& diary, const std::string& slot, int n = 0) {
  for (const Json& row : list_at(diary, "rows")) {
    if (text_at(row, "slot") == slot && n-- == 0) {
      return text_at(row, "code");
    }
  }
  return "";
}

// ---- the sheet

TEST(HandoutCommand, WritesAFileOfANeutralName) {
  Program program;
  plan_a_week(program);
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(program.path(""));
  const Ran ran = program.run({"handout"});
  const Ran again = program.run({"handout"});
  std::filesystem::current_path(before);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_TRUE(ran.out.starts_with("lissom-2026-11-24.pdf: ")) << ran.out;
  EXPECT_TRUE(content_of(program.path("lissom-2026-11-24.pdf")).starts_with("%PDF-1.4"));
  EXPECT_EQ(again.exit, 2) << "it is there already";
}

TEST(HandoutCommand, TheSamePlanAndDateAreTheSameFile) {
  Program program;
  plan_a_week(program);
  const auto pdf = [&](const std::vector<std::string>& more) {
    std::vector<std::string> args = {"handout", "-o", "-"};
    args.insert(args.end(), more.begin(), more.end());
    const Ran ran = program.run(args);
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return ran.out;
  };
  const std::string one = pdf({});
  EXPECT_EQ(one, pdf({}));
  for (const std::vector<std::string>& more : std::vector<std::vector<std::string>>{
           {"--large"}, {"--bw"}, {"--size", "letter"}, {"--initials", "AB"}, {"--slot", "all"}}) {
    EXPECT_NE(one, pdf(more)) << more.front();
    EXPECT_EQ(pdf(more), pdf(more)) << more.front();
  }
  program.set_moment("2026-11-25T09:00+02:00");
  EXPECT_NE(one, pdf({}));
}

TEST(HandoutCommand, BadInputIsOneLineAndWritesNothing) {
  Program program;
  plan_a_week(program);
  const std::string file = program.path("sheet.pdf");
  for (const auto& [args, part] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"--week", "7"}, "week: week 7 has no plan yet; this is week 1"},
           {{"--week", "x"}, "week"},
           {{"--slot", "noon"}, "slot"},
           {{"--size", "a3"}, "a3"},
           {{"--initials", "ABCDEFGH"}, "initials: expected six letters at most"},
           {{"cat_cows"}, "cat_cow"}}) {
    std::vector<std::string> all = {"handout", "-o", file};
    all.insert(all.end(), args.begin(), args.end());
    const Ran ran = program.run(all);
    EXPECT_EQ(ran.exit, 2) << part;
    EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(file));
  }
}

TEST(HandoutCommand, NoSheetBeforeTheQuestions) {
  Program program;
  const Ran ran = program.run({"handout", "-o", program.path("sheet.pdf")});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_FALSE(std::filesystem::exists(program.path("sheet.pdf")));
}

/// The text of the pages as another program reads it out of the file.
TEST(HandoutCommand, PagesAsTheyAreRead) {
  Program program;
  plan_a_week(program);
  const std::string file = program.path("sheet.pdf");
  ASSERT_EQ(program.run({"handout", "-o", file, "--initials", "AB", "--slot", "all"}).exit, 0);
  const std::string text_file = program.path("sheet.txt");
  ASSERT_EQ(std::system(("pdftotext -layout " + file + " " + text_file).c_str()), 0);
  std::string text = content_of(text_file);
  // The codes come from ids, which are new in every record.
  for (std::size_t i = 0; i + 9 <= text.size(); ++i) {
    const auto digits = [&](std::size_t at) {
      return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                         text.begin() + static_cast<std::ptrdiff_t>(at + 4),
                         [](char c) { return c >= '0' && c <= '9'; });
    };
    if (digits(i) && text[i + 4] == ' ' && digits(i + 5)) {
      text.replace(i, 9, "0000 0000");
    }
  }
  expect_golden("handout", text);
}

/// A session on the front, the diary on the back: what hangs on the fridge is one sheet.
TEST(HandoutCommand, AMainSessionAndItsDiaryAreOneSheet) {
  Program program;
  plan_a_week(program);
  const std::string request =
      program.file("request.json", R"({"do":"handout","slot":"core","as":"shapes","bw":true})");
  auto handout = handout_of(json_of(program.run({"request", request}))["view"]);
  ASSERT_TRUE(handout.has_value());
  ASSERT_EQ(handout->sessions.front().entries.size(), 4U);
  for (const bool is_letter : {false, true}) {
    handout->is_letter = is_letter;
    EXPECT_EQ(paper::lay_out(*handout).size(), 2U) << is_letter;
    paper::fixture::expect_sound(*handout);
  }
}

/// Every stretch, with the most that its file allows and every caution that it has.
TEST(HandoutCommand, EveryStretchFitsAtItsLargestDose) {
  const Catalogue& catalogue = embedded_catalogue();
  Tally tally(catalogue, {});
  const Moment moment{{1'795'543'500'000}, 120, 1};
  const Identity identity;
  const auto ask = [&](const Json& request) {
    auto outcome = answer(tally, request, moment, identity, catalogue);
    EXPECT_TRUE(outcome.has_value());
    Journal more;
    more.events = outcome->events;
    tally.add(more);
    return outcome->view;
  };
  (void)ask(*parse_json(std::string(R"({"do":"screen",)") +
                        std::string(Program::open_answers.substr(1))));
  Json ids = Json::array();
  for (const auto& [id, exercise] : catalogue.exercises) {
    ids.push_back(id);
  }
  for (const bool is_large : {false, true}) {
    auto handout =
        handout_of(ask({{"do", "handout"}, {"ids", ids}, {"as", "shapes"}, {"large", is_large}}));
    ASSERT_TRUE(handout.has_value());
    ASSERT_EQ(handout->sessions.front().entries.size(), catalogue.exercises.size());
    std::size_t i = 0;
    for (const auto& [id, exercise] : catalogue.exercises) {
      paper::HandoutEntry& entry = handout->sessions.front().entries[i++];
      entry.dose = std::to_string(exercise.sets.most) + " sets of " +
                   std::to_string(exercise.reps.most) + ", each held " +
                   std::to_string(exercise.hold_s.most) +
                   " s, sides in turn \xC2\xB7 8 times a day, every day";
      for (const std::string& tag : exercise.caution) {
        entry.cautions.push_back(catalogue.tags.find(tag)->second.change);
      }
    }
    for (const bool is_letter : {false, true}) {
      handout->is_letter = is_letter;
      paper::fixture::expect_sound(*handout);
      paper::fixture::expect_nested(*handout);
    }
  }
}

// ---- paper comes back

TEST(LogPaper, AWeekInOneLine) {
  Program program;
  plan_a_week(program);
  const Json page = diary(program);
  program.set_moment("2026-11-30T20:00+02:00");
  const std::string code = text_at(page, "code");
  const Ran ran = program.run({"log", "--paper", code, "4,3,4", "2", "1", "x"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_TRUE(ran.out.starts_with("Noted from paper: ")) << ran.out;
  const Ran again = program.run({"log", "--paper", code_of(page, "core") + "=4"});
  EXPECT_EQ(again.exit, 2);
  EXPECT_NE(again.err.find("was copied before"), std::string::npos) << again.err;
}

TEST(LogPaper, SingleRows) {
  Program program;
  plan_a_week(program);
  const Json page = diary(program);
  program.set_moment("2026-11-30T20:00+02:00");
  const Ran ran = program.run({"log", "--paper", code_of(page, "core") + "=4,3,4",
                               code_of(page, "core", 1) + "=x", code_of(page, "break") + "=2"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_TRUE(ran.out.starts_with("Noted from paper: 4 sessions and 3 numbers.")) << ran.out;
}

TEST(LogPaper, AskedRowByRow) {
  Program program;
  plan_a_week(program);
  const Json page = diary(program);
  program.set_moment("2026-11-30T20:00+02:00");
  std::vector<std::string> typed(list_at(page, "rows").size(), "");
  typed[0] = "4 3 4";
  const Ran ran = program.run({"log", "--paper", text_at(page, "code")}, typed);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("Tue 24 Nov, Main session: "), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("Noted from paper: 1 session and 3 numbers."), std::string::npos);
  const Ran quit = program.run({"log", "--paper", text_at(page, "code")}, {"q"});
  EXPECT_EQ(quit.exit, 0);
  EXPECT_NE(quit.out.find("Nothing was stored."), std::string::npos);
  const Ran over = program.run({"log", "--paper", text_at(page, "code")}, {"2"});
  EXPECT_EQ(over.exit, 2);
}

TEST(LogPaper, BadInputIsOneLineAndStoresNothing) {
  Program program;
  plan_a_week(program);
  const Json page = diary(program);
  program.set_moment("2026-11-30T20:00+02:00");
  const std::string code = text_at(page, "code");
  const std::string before = program.run({"export", "-"}).out;
  const std::string row = code_of(page, "core");
  for (const auto& [args, part] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"1234"}, "expected eight digits"},
           {{row.substr(0, 8) + (row.back() == '1' ? "2" : "1") + "=4"}, "a digit is wrong"},
           {{row + "=11"}, "before"},
           {{row + "=1,2,3,4"}, "morning"},
           {{row + "=a lot"}, "before"},
           {{code_of(page, "break") + "=9"}, "has room for 2"},
           {{row + "="}, "has nothing in it"},
           {std::vector<std::string>(40, code), "at most"}}) {
    std::vector<std::string> all = {"log", "--paper"};
    all.insert(all.end(), args.begin(), args.end());
    const Ran ran = program.run(all);
    EXPECT_EQ(ran.exit, 2) << part << ran.out;
    EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  }
  EXPECT_EQ(program.run({"log"}).exit, 2);
  EXPECT_EQ(program.run({"export", "-"}).out, before);
}

}  // namespace
}  // namespace lissom::cli
