#include "shells/cli/guide_layout.h"

#include <algorithm>
#include <memory>
#include <set>
#include <sstream>

#include "shells/cli/cli_fixture.h"
#include "shells/cli/text.h"

namespace lissom::cli {
namespace {

Scene holding() {
  return {
      .title = "Main session",
      .name = "Chair hamstring stretch",
      .caption = "Left side. Keep your back long and tip forward from the hips. 20 seconds.",
      .how = {"Sit at the front of a firm chair that cannot roll.", "Point those toes up.",
              "Tip forward from the hips with a long back."},
      .next = "Bridge",
      .notice = "",
      .now = {.state = Now::State::running,
              .phase = CueKind::hold,
              .cue = 3,
              .entry = 0,
              .step = 0,
              .side = BodySide::left,
              .rep = 1,
              .reps = 2,
              .phase_left_s = 15,
              .total_left_s = 403,
              .next_entry = 1},
      .phase_ms = 20'000,
      .parts = {{.whole_ms = 60'000, .passed_ms = 30'000}, {.whole_ms = 120'000, .passed_ms = 0}},
      .breath = Breath{.in = true, .passed_ms = 2'000, .whole_ms = 4'000},
      .done = 1,
      .of = 10};
}

/// The rows as they would be seen; what is drawn later covers what was drawn before.
std::string seen(const Canvas& canvas) {
  std::string text;
  for (const auto& row : canvas.rows()) {
    std::string line;
    auto spans = row;
    std::ranges::stable_sort(spans, {}, &Span::column);
    for (const Span& span : spans) {
      const std::string mark = span.look == Look::inverse ? "|" : "";
      line = filled_to(line, span.column - (mark.empty() ? 0 : 1)) + mark + span.text + mark;
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

TEST(GuideLayout, Screens) {
  Scene resting = holding();
  resting.now.phase = CueKind::rest;
  resting.now.phase_left_s = 104;
  resting.breath.reset();
  Scene moving = holding();
  moving.now.phase = CueKind::repeat;
  moving.now.rep = 3;
  moving.now.reps = 8;
  Scene paused = holding();
  paused.now.state = Now::State::paused;
  paused.notice = "Paused while nobody was here";

  expect_golden("guide_80x24", seen(lay_out(holding(), {.rows = 24, .columns = 80})));
  expect_golden("guide_120x40", seen(lay_out(holding(), {.rows = 40, .columns = 120})));
  expect_golden("guide_40x12", seen(lay_out(holding(), {.rows = 12, .columns = 40})));
  expect_golden("guide_rest", seen(lay_out(resting, {.rows = 24, .columns = 80})));
  expect_golden("guide_move", seen(lay_out(moving, {.rows = 24, .columns = 80})));
  expect_golden("guide_paused", seen(lay_out(paused, {.rows = 16, .columns = 60})));
}

/// A frame of one colour with a muscle in it: what matters here is where it lands.
std::shared_ptr<const Drawing> frame() {
  Drawing drawing;
  drawing.width = 100;
  drawing.height = 100;
  const auto box = [](int least, int most) {
    Path path;
    path.verbs = {Verb::move, Verb::line, Verb::line, Verb::line, Verb::close};
    path.dots = {{least, least}, {most, least}, {most, most}, {least, most}};
    return path;
  };
  constexpr Colour white{255, 255, 255};
  drawing.shapes.push_back({.path = box(2, 98), .fill = white, .line = Colour{}, .width = 1});
  drawing.shapes.push_back({.path = box(40, 60), .fill = white, .line = {}});
  drawing.shapes.back().is_muscle = true;
  return std::make_shared<const Drawing>(std::move(drawing));
}

Scene with_figure(std::vector<std::string> how) {
  Scene scene = holding();
  scene.how = std::move(how);
  scene.figure = frame();
  return scene;
}

TEST(GuideLayout, AFigureHasItsRoom) {
  const Scene scene = with_figure(holding().how);
  std::vector<std::string> twice = holding().how;
  twice.insert(twice.end(), scene.how.begin(), scene.how.end());
  expect_golden("guide_figure_beside",
                seen(lay_out(with_figure(twice), {.rows = 24, .columns = 120})));
  expect_golden("guide_figure_120x24", seen(lay_out(scene, {.rows = 24, .columns = 120})));
  expect_golden("guide_figure_80x40", seen(lay_out(scene, {.rows = 40, .columns = 80})));
}

TEST(GuideLayout, WithoutRoomThereIsNoFigure) {
  const Scene scene = with_figure(holding().how);
  for (const Size size :
       {Size{.rows = 24, .columns = 80}, Size{.rows = 12, .columns = 40}, Size{16, 60}}) {
    EXPECT_EQ(seen(lay_out(scene, size)), seen(lay_out(holding(), size)));
  }
}

/// Braille begins with these bytes.
bool is_dots(const Span& span) {
  return span.text.starts_with("\xe2\xa0") || span.text.starts_with("\xe2\xa1") ||
         span.text.starts_with("\xe2\xa2") || span.text.starts_with("\xe2\xa3");
}

bool overlap(const Span& a, const Span& b) {
  return a.column < b.column + columns_of(b.text) && b.column < a.column + columns_of(a.text);
}

/// The words on a canvas, without dots.
std::multiset<std::string> words_on(const Canvas& canvas) {
  std::multiset<std::string> words;
  for (const auto& row : canvas.rows()) {
    for (const Span& span : row) {
      std::istringstream text(span.text);
      for (std::string word; !is_dots(span) && text >> word;) {
        words.insert(word);
      }
    }
  }
  return words;
}

/// On every size: all that is told without a figure is told with it, at the same place unless it is
/// a step, and nothing lies on anything else.
TEST(GuideLayout, AFigureCrowdsNothingOut) {
  std::string many;
  for (int i = 0; i < 80; ++i) {
    many += "word ";
  }
  const std::vector<std::vector<std::string>> hows = {
      holding().how, {"Short."}, {}, {many, "and so on"}, {many, many, many}};
  int figures = 0;
  for (const auto& how : hows) {
    Scene without = with_figure(how);
    without.figure = nullptr;
    for (int rows = 12; rows <= 60; rows += 6) {
      for (int columns = 40; columns <= 160; columns += 12) {
        const Size size{.rows = rows, .columns = columns};
        const Canvas canvas = lay_out(with_figure(how), size);
        ASSERT_EQ(words_on(canvas), words_on(lay_out(without, size))) << rows << "x" << columns;
        for (std::size_t row = 0; row < canvas.rows().size(); ++row) {
          const auto& spans = canvas.rows()[row];
          for (std::size_t i = 0; i < spans.size(); ++i) {
            const bool is_figure = is_dots(spans[i]);
            figures += is_figure ? 1 : 0;
            for (std::size_t k = 0; is_figure && k < spans.size(); ++k) {
              ASSERT_TRUE(k == i || !overlap(spans[i], spans[k]))
                  << rows << "x" << columns << ": " << spans[i].text << " on " << spans[k].text;
            }
            ASSERT_LE(spans[i].column + columns_of(spans[i].text), columns);
          }
        }
      }
    }
  }
  EXPECT_GT(figures, 200);
}

TEST(GuideLayout, Forms) {
  const Form form = {.title = "How much does it hurt?",
                     .lines = {"0 not at all, 10 the worst there is"},
                     .hint = "0 to 10 and Enter",
                     .keys = ""};
  expect_golden("guide_form", seen(lay_out(form, "1", {.rows = 12, .columns = 40})));
}

bool fits(const Canvas& canvas, int columns) {
  for (const auto& row : canvas.rows()) {
    for (const Span& span : row) {
      if (span.column < 0 || span.column + columns_of(span.text) > std::max(columns, 1)) {
        return false;
      }
    }
  }
  return true;
}

/// On every size of terminal, all that is drawn lies on it.
TEST(GuideLayout, FitsEverySize) {
  Scene scene = holding();
  const Form form = {.title = scene.caption, .lines = scene.how, .hint = "1 to 4", .keys = ""};
  for (int rows = 0; rows <= 60; ++rows) {
    for (int columns = 0; columns <= 130; ++columns) {
      scene.now.phase_left_s = rows * 7;
      ASSERT_TRUE(fits(lay_out(scene, {.rows = rows, .columns = columns}), columns) &&
                  fits(lay_out(form, "12345678", {.rows = rows, .columns = columns}), columns))
          << rows << " rows, " << columns << " columns";
    }
  }
}

/// From the smallest size that is promised, the parts that matter are there and whole.
TEST(GuideLayout, SmallestSizeShowsWhatMatters) {
  const std::string text = seen(lay_out(holding(), {.rows = 12, .columns = 40}));
  for (const char* part : {"Chair hamstring stretch", "| HOLD |", "left side", "6:43 left", "██",
                           "breathe in", "p pain", "q quit"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is missing in\n" << text;
  }
}

}  // namespace
}  // namespace lissom::cli
