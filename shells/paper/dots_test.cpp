#include "shells/paper/dots.h"

#include <gtest/gtest.h>

#include "shells/paper/paper_fixture.h"

namespace lissom::paper {
namespace {

using fixture::black;
using fixture::box;
using fixture::sheet;
using fixture::white;

/// Rows as text: a muscle in brackets.
std::string seen(const Drawing& drawing, int columns, int rows) {
  const auto found = to_dots(drawing, columns, rows);
  EXPECT_TRUE(found.has_value());
  std::string text;
  for (const DotRow& row : found ? *found : std::vector<DotRow>{}) {
    int column = 0;
    for (const DotRun& run : row) {
      text += std::string(static_cast<std::size_t>(run.column - column), '.');
      text += run.is_muscle ? "[" + run.text + "]" : run.text;
      column = run.column + static_cast<int>(run.text.size()) / 3;
    }
    text += "|";
  }
  return text;
}

TEST(Dots, EachDotHasItsPlaceInTheCell) {
  const std::vector<std::string> expected = {"⠁", "⠈", "⠂", "⠐", "⠄", "⠠", "⡀", "⢀"};
  for (int i = 0; i < 8; ++i) {
    const int x = i % 2 * 10;
    const int y = i / 2 * 10;
    Drawing drawing = sheet(20, 40);
    drawing.shapes.push_back({.path = box(x, y, x + 10, y + 10), .fill = black, .line = {}});
    EXPECT_EQ(seen(drawing, 1, 1), expected[static_cast<std::size_t>(i)] + "|");
  }
}

TEST(Dots, PaperCoversInkAndAMuscleIsATone) {
  Drawing drawing = sheet(60, 80);
  drawing.shapes.push_back({.path = box(0, 0, 60, 80), .fill = black, .line = {}});
  EXPECT_EQ(seen(drawing, 3, 2), "⣿⣿⣿|⣿⣿⣿|");
  drawing.shapes.push_back({.path = box(20, 0, 60, 80), .fill = white, .line = {}});
  EXPECT_EQ(seen(drawing, 3, 2), "⣿|⣿|");
  Shape muscle{.path = box(40, 40, 50, 80), .fill = white, .line = black, .width = 9};
  muscle.is_muscle = true;
  drawing.shapes.push_back(muscle);
  EXPECT_EQ(seen(drawing, 3, 2), "⣿|⣿.[⡇]|");
  drawing.shapes.push_back({.path = box(0, 60, 60, 80), .fill = white, .line = {}});
  EXPECT_EQ(seen(drawing, 3, 2), "⣿|⠛.[⠃]|") << "what is painted later hides it";
}

TEST(Dots, LinesAreOneDotWide) {
  for (const int width : {1, 5, 40}) {
    Drawing drawing = sheet(60, 40);
    Path line;
    line.verbs = {Verb::move, Verb::line};
    line.dots = {{0, 15}, {60, 15}};
    drawing.shapes.push_back({.path = line, .fill = {}, .line = black, .width = width});
    EXPECT_EQ(seen(drawing, 3, 1), "⠒⠒⠒|");
  }
}

TEST(Dots, TheOutlineOfABoxIsReadable) {
  Drawing drawing = sheet(100, 100);
  drawing.shapes.push_back(
      {.path = box(5, 5, 95, 95), .fill = Colour{200, 200, 200}, .line = black, .width = 3});
  // 10 by 10 dots in 5 by 3 cells.
  EXPECT_EQ(seen(drawing, 5, 3), "⡏⠉⠉⠉⢹|⡇...⢸|⠓⠒⠒⠒⠚|");
}

TEST(Dots, EmptyRowsAreLeftOutAtTheEnds) {
  Drawing drawing = sheet(20, 200);
  drawing.shapes.push_back({.path = box(0, 80, 20, 90), .fill = black, .line = {}});
  drawing.shapes.push_back({.path = box(0, 150, 20, 160), .fill = black, .line = {}});
  EXPECT_EQ(seen(drawing, 1, 5), "⠉|⣀|");
  EXPECT_EQ(seen(sheet(20, 200), 1, 5), "");
  EXPECT_EQ(seen(drawing, 0, 5), "");
  EXPECT_EQ(seen(drawing, 5, 0), "");
}

}  // namespace
}  // namespace lissom::paper
