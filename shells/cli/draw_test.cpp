// lissom draw, as it is typed: which files, what is refused, and that nothing is half-written.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

#include "core/base/json.h"
#include "shells/cli/cli_fixture.h"
#include "shells/cli/text.h"
#include "shells/paper/foreign_leaks.h"

namespace lissom::cli {
namespace {

constexpr const char* stopped_answers =
    R"({"age":50,"answers":{"CES_BLADDER":"yes","PAIN_SEVERE":3,"DURATION":"over_12_weeks"},"others":"no"})";
constexpr const char* new_hip_answers =
    R"({"age":50,"answers":{"THR":"yes","THR_WEEKS":156,"THR_APPROACH":"unknown","PAIN_SEVERE":3,"DURATION":"over_12_weeks"},"others":"no"})";

/// Runs "draw" at a moment, which stands before it: behind it, --at is a place in the movement.
Ran drawn(Program& program, const std::vector<std::string>& args,
          const std::string& at = "2026-11-24T18:05+02:00") {
  std::vector<std::string> all = {"--at", at, "--data", program.path(""), "draw"};
  all.insert(all.end(), args.begin(), args.end());
  return Program::run_bare(all, {});
}

std::size_t files_in(const std::string& folder) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    (void)entry;
    ++count;
  }
  return count;
}

/// One line that says so, exit 2, and no file.
void expect_fault(Program& program, const std::vector<std::string>& args, const std::string& part) {
  const std::size_t before = files_in(program.path(""));
  const Ran ran = drawn(program, args);
  EXPECT_EQ(ran.exit, 2) << ran.out;
  EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(files_in(program.path("")), before);
}

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number = number * 256 + static_cast<unsigned char>(bytes[at + i]);
  }
  return number;
}

TEST(Draw, TheEndingSaysWhatItWillBe) {
  Program program;
  for (const auto& [name, start] : {std::pair("a.svg", "<svg "), std::pair("a.png", "\x89PNG"),
                                    std::pair("a.pdf", "%PDF-1.4"), std::pair("b.SVG", "<svg ")}) {
    const Ran ran = drawn(program, {"bridge", "-o", program.path(name)});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_TRUE(ran.out.starts_with(program.path(name) + ": Lying on the back, knees bent. Each"))
        << ran.out;
    EXPECT_TRUE(content_of(program.path(name)).starts_with(start)) << name;
  }
  EXPECT_EQ(drawn(program, {"bridge", "-o", "-"}).out, content_of(program.path("a.svg")));
  EXPECT_EQ(drawn(program, {"bridge", "-o", program.path("j.png"), "--json"}).out,
            R"({"file":")" + program.path("j.png") + "\"}\n");
}

TEST(Draw, TheSizeIsThatOfThePng) {
  Program program;
  EXPECT_EQ(drawn(program, {"bridge", "-o", program.path("a.png")}).exit, 0);
  EXPECT_EQ(number_at(content_of(program.path("a.png")), 16), 1000U);
  EXPECT_EQ(drawn(program, {"bridge", "-o", program.path("b.png"), "--size", "333"}).exit, 0);
  EXPECT_EQ(number_at(content_of(program.path("b.png")), 16), 333U);
}

TEST(Draw, TheSameInputIsTheSameFile) {
  Program program;
  for (const char* ending : {"pdf", "png"}) {
    const std::string first = program.path(std::string("1.") + ending);
    const std::string second = program.path(std::string("2.") + ending);
    EXPECT_EQ(drawn(program, {"cat_cow", "-o", first}).exit, 0);
    EXPECT_EQ(drawn(program, {"cat_cow", "-o", second}, "2026-12-24T18:05+02:00").exit, 0);
    EXPECT_EQ(content_of(first), content_of(second));
  }
}

TEST(Draw, SaysWhatIsWrongAndWritesNothing) {
  Program program;
  const std::string there = program.file("there.png", "mine");
  expect_fault(program, {"bridge", "-o", program.path("a.jpg")},
               "a.jpg: expected a name that ends in .svg, .png or .pdf");
  expect_fault(program, {"bridge", "-o", program.path("a")}, "expected a name");
  expect_fault(program, {"nothing", "-o", program.path("a.png")}, "is no stretch");
  expect_fault(program, {"bridge", "-o", there}, "is there already; --force replaces it");
  expect_fault(program, {"--sheet", "-o", there}, "is there already; --force replaces it");
  expect_fault(program, {"bridge", "-o", program.path("no/folder/a.pdf")}, "cannot create it");
  expect_fault(program, {"--sheet", "-o", program.path("no/folder/a.pdf")}, "cannot create it");
  expect_fault(program, {"bridge", "-o", program.path("a.png"), "--size", "31"}, "--size");
  expect_fault(program, {"bridge", "-o", program.path("a.png"), "--size", "4001"}, "--size");
  expect_fault(program, {"bridge", "-o", program.path("a.png"), "--theme", "pink"}, "theme");
  expect_fault(program, {"-o", program.path("a.png")}, "the ID of one stretch, or --sheet");
  expect_fault(program, {"bridge", "cat_cow", "-o", program.path("a.pdf")},
               "the ID of one stretch, or --sheet");
  expect_fault(program, {"bridge", "nothing", "--sheet", "-o", program.path("a.pdf")},
               "is no stretch");
  expect_fault(program, {"--sheet", "--progress", "5", "-o", program.path("a.pdf")}, "--sheet");
  expect_fault(program, {"--sheet"}, "-o FILE.pdf");
  EXPECT_EQ(content_of(there), "mine");
  EXPECT_EQ(drawn(program, {"bridge", "-o", there, "--force"}).exit, 0);
  EXPECT_NE(content_of(there), "mine");
}

TEST(Draw, NoKindOfPictureGoesRoundARefusal) {
  Program stopped;
  EXPECT_EQ(
      stopped.run({"screen", "--answers", stopped.file("answers.json", stopped_answers)}).exit, 3);
  Program restricted;
  EXPECT_EQ(
      restricted.run({"screen", "--answers", restricted.file("answers.json", new_hip_answers)})
          .exit,
      0);
  for (const char* name : {"a.svg", "a.png", "a.pdf", "-"}) {
    const auto refused = [&](Program& program, const std::vector<std::string>& what) {
      std::vector<std::string> args = {"-o"};
      args.push_back(std::string(name) == "-" ? name : program.path(name));
      args.insert(args.end(), what.begin(), what.end());
      const Ran ran = drawn(program, args);
      EXPECT_EQ(ran.exit, 3) << name << ran.err;
      EXPECT_EQ(ran.out.find("<svg"), std::string::npos);
      EXPECT_FALSE(std::filesystem::exists(program.path(name)));
    };
    refused(stopped, {"bridge"});
    refused(stopped, {"--sheet"});
    refused(restricted, {"hip_flexor_half_kneel"});
  }
}

Console terminal_of(Lines& lines, std::ostream& out, std::ostream& err) {
  return {.in = lines,
          .out = out,
          .err = err,
          .width = 60,
          .is_terminal = true,
          .height = 30,
          .has_dots = true,
          .has_colour = true};
}

class InTerminal : public testing::Test {
 protected:
  Ran draw(const std::vector<std::string>& more = {}) {
    std::vector<std::string> args = {"--at", "2026-11-24T18:05+02:00", "--data", program.path(""),
                                     "draw", "hip_flexor_half_kneel"};
    args.insert(args.end(), more.begin(), more.end());
    out.str("");
    err.str("");
    const int exit = cli::run(args, console);
    return {.exit = exit, .out = out.str(), .err = err.str()};
  }

  Program program;
  GivenLines lines{{}};
  std::ostringstream out;
  std::ostringstream err;
  Console console = terminal_of(lines, out, err);
};

constexpr std::string_view strong_code = "\x1b[1;31m";
constexpr std::string_view plain_code = "\x1b[0m";

TEST_F(InTerminal, AFigureInDotsAndInWords) {
  const Ran ran = draw();
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("Kneeling on one knee, the other foot in front."), std::string::npos);
  EXPECT_NE(ran.out.find(strong_code), std::string::npos) << "the muscle";
  std::istringstream rows(ran.out);
  int dotted = 0;
  for (std::string row; std::getline(rows, row);) {
    for (const std::string_view code : {strong_code, plain_code}) {
      for (auto at = row.find(code); at != std::string::npos; at = row.find(code)) {
        row.erase(at, code.size());
      }
    }
    EXPECT_LE(columns_of(row), console.width);
    dotted += row.find("\xe2\xa1") != std::string::npos ? 1 : 0;
  }
  EXPECT_GE(dotted, 10);
  EXPECT_LE(std::count(ran.out.begin(), ran.out.end(), '\n'), console.height - 2);
}

TEST_F(InTerminal, WithoutColourTheMuscleIsBold) {
  console.has_colour = false;
  const Ran ran = draw();
  EXPECT_NE(ran.out.find("\x1b[1m"), std::string::npos);
  EXPECT_EQ(ran.out.find(strong_code), std::string::npos);
}

TEST_F(InTerminal, WhereNothingCanBeSeenItIsSaid) {
  console.height = 12;
  EXPECT_EQ(draw().exit, 2);
  EXPECT_NE(err.str().find("too small"), std::string::npos) << err.str();
  console.height = 30;
  console.has_dots = false;
  EXPECT_EQ(draw().exit, 2);
  EXPECT_NE(err.str().find("-o FILE writes a picture"), std::string::npos);
  console.has_dots = true;
  console.is_terminal = false;
  EXPECT_EQ(draw().exit, 2);
  EXPECT_EQ(out.str(), "");
}

TEST_F(InTerminal, ARefusalIsOneHereToo) {
  EXPECT_EQ(
      program.run({"screen", "--answers", program.file("answers.json", stopped_answers)}).exit, 3);
  const Ran ran = draw();
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(ran.out.find("\x1b"), std::string::npos);
  EXPECT_EQ(ran.out.find("\xe2\xa1"), std::string::npos);
}

TEST_F(InTerminal, JsonIsTheAnswerOfTheCore) {
  const auto view = parse_json(draw({"--json"}).out);
  ASSERT_TRUE(view.has_value());
  EXPECT_TRUE((*view)["svg"].get<std::string>().starts_with("<svg"));
}

/// The names in a sheet, in the order of the sheet.
std::string names_in(const std::string& svg) {
  std::string names;
  for (std::size_t at = svg.find("<text"); at != std::string::npos; at = svg.find("<text", at)) {
    const std::size_t from = svg.find('>', at) + 1;
    const std::size_t to = svg.find("</text>", from);
    names += svg.substr(from, to - from) + "\n";
    at = to;
  }
  return names;
}

/// A sheet names what is on it and says what is not.
TEST(Draw, ASheetFollowsTheAnswers) {
  const std::vector<std::string> args = {"--sheet", "hip_flexor_half_kneel", "bridge", "-o"};
  const auto with = [&](const std::string& file) {
    std::vector<std::string> all = args;
    all.push_back(file);
    return all;
  };
  const std::string foot =
      "Not a medical device. Neither the stretches nor the pictures were reviewed by a clinician.";
  Program nobody;
  EXPECT_EQ(
      names_in(drawn(nobody, with("-")).out),
      "Kneeling hip flexor stretch\nKneeling on one knee\nBridge\nLying on your back, knees bent\n"
      "Lissom\n2 stretches. Left: the start. Right: the end.\n" +
          foot + "\n");

  Program restricted;
  EXPECT_EQ(
      restricted.run({"screen", "--answers", restricted.file("answers.json", new_hip_answers)})
          .exit,
      0);
  const Ran ran = drawn(restricted, with("-"));
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(names_in(ran.out),
            "Bridge\nLying on your back, knees bent\nLissom\n1 stretch; 1 left out because of your "
            "answers. "
            "Left: the start. Right: the end.\n" +
                foot + "\n");
  const Ran pdf = drawn(restricted, with(restricted.path("a.pdf")));
  EXPECT_EQ(pdf.out,
            restricted.path("a.pdf") + ": 1 stretch; 1 left out because of your answers.\n");
  EXPECT_NE(content_of(restricted.path("a.pdf")).find("/Count 1"), std::string::npos);
}

/// What a sheet of everything holds, in its order. LISSOM_UPDATE_GOLDEN=1 renews the files, after a
/// change of names or positions, or of what is excluded. (Drawing all of it takes too long here.)
TEST(Draw, SheetsOfEverybodyAndOfSomebody) {
  const auto list = [](Program& program) {
    const Ran ran = program.run({"request", program.file("pictures.json", R"({"do":"pictures"})")});
    const auto outcome = parse_json(ran.out);
    EXPECT_TRUE(outcome.has_value()) << ran.out;
    std::string text;
    for (const Json& entry : (*outcome)["view"]["entries"]) {
      text += entry["position"].get<std::string>() + ": " + entry["name"].get<std::string>() + "\n";
    }
    return text + to_bytes((*outcome)["view"]["left_out"]) + " left out\n";
  };
  Program nobody;
  expect_golden("pictures", list(nobody));
  Program restricted;
  EXPECT_EQ(
      restricted.run({"screen", "--answers", restricted.file("answers.json", new_hip_answers)})
          .exit,
      0);
  expect_golden("pictures_new_hip", list(restricted));
}

}  // namespace
}  // namespace lissom::cli
