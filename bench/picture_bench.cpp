// lissom_picture_bench   how long one figure takes from a solved pose to SVG; then how long one
// picture takes as SVG, as PNG, as PDF and in dots, each beside a yardstick
//
// The yardstick is what all but the figure begin with: solving the pose and making the drawing;
// medians. Times are those of the processor.

#include <algorithm>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include <time.h>

#include "core/catalogue/catalogue.h"
#include "core/figure/exercise_figure.h"
#include "core/figure/figure_fixture.h"
#include "shells/paper/dots.h"
#include "shells/paper/picture.h"

namespace {

using namespace lissom;

double processor_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double median_ms(const std::function<void()>& run) {
  constexpr int runs = 15;
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const double from = processor_ms();
    run();
    times.push_back(processor_ms() - from);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

struct FigureWish {
  Scene scene;
  View view;
  Window window;
};

/// Ten scenes from two viewpoints.
std::vector<FigureWish> figure_wishes(const Figure& figure) {
  std::vector<Scene> scenes = {hip_flexor_scene(), chair_scene(), strap_scene()};
  for (const Degrees& pose : {standing, half_kneeling, figure_four, cow, cat, seated, side_lying}) {
    scenes.push_back(scene_of(pose));
  }
  std::vector<FigureWish> out;
  for (const Scene& scene : scenes) {
    for (const View& view : {from_the_side, View{62, 8, false}}) {
      out.push_back({scene, view, window_of(figure, {&scene, 1}, view)});
    }
  }
  return out;
}

/// From a solved pose to SVG: best of 300 for each picture, and of these the mean.
/// @param in_turn  all pictures once, then all again: the processor has forgotten each by then
double figure_ms(bool in_turn) {
  const Figure figure = figure_with(Build::average);
  const std::vector<FigureWish> wishes = figure_wishes(figure);
  constexpr std::size_t runs = 300;
  std::vector<double> best(wishes.size(), 1e9);
  volatile std::size_t seen = 0;
  for (std::size_t run = 0; run < runs * wishes.size(); ++run) {
    const std::size_t i = in_turn ? run % wishes.size() : run / runs;
    const double from = processor_ms();
    seen =
        seen + to_svg(draw(figure, wishes[i].scene, wishes[i].view, wishes[i].window, {})).size();
    best[i] = std::min(best[i], processor_ms() - from);
  }
  double sum = 0;
  for (const double ms : best) {
    sum += ms;
  }
  return sum / static_cast<double>(best.size());
}

}  // namespace

int main() {
  std::cout << "one figure from a solved pose to SVG: " << figure_ms(false)
            << " ms again and again, " << figure_ms(true) << " ms in turn with others\n";
  const Exercise& exercise = embedded_catalogue().exercises.find("hip_flexor_half_kneel")->second;
  PictureWish wish;
  wish.look.id = exercise.id;
  PictureWish small = wish;
  small.look.theme = Theme::print;
  small.look.pixels_wide = 100;
  const auto drawing = draw_exercise(exercise, wish);
  const auto for_dots = draw_exercise(exercise, small);
  if (!drawing || !for_dots) {
    std::cerr << "the stretch cannot be drawn\n";
    return 1;
  }
  volatile std::size_t seen = 0;
  const double yardstick =
      median_ms([&] { seen = seen + draw_exercise(exercise, wish)->shapes.size(); });
  std::cout << "pose and drawing: " << yardstick << " ms\n";
  const auto report = [&](const std::string& what, const std::function<void()>& run) {
    const double ms = median_ms(run);
    std::cout << "  " << what << ": " << ms << " ms, " << ms / yardstick << " of that\n";
  };
  constexpr int pixels = 1000;
  constexpr int columns = 40;
  constexpr int rows = 20;
  report("as SVG", [&] { seen = seen + to_svg(*drawing).size(); });
  report("as PNG, 1000 pixels wide",
         [&] { seen = seen + paper::to_png(*drawing, pixels)->size(); });
  report("as PDF", [&] { seen = seen + paper::to_pdf(*drawing)->size(); });
  report("in dots, 40 by 20 cells",
         [&] { seen = seen + paper::to_dots(*for_dots, columns, rows)->size(); });
  return 0;
}
