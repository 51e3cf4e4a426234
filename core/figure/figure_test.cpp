#include "core/figure/figure.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "core/catalogue/catalogue.h"
#include "core/figure/clip.h"
#include "core/figure/exercise_figure.h"
#include "core/figure/extras.h"
#include "core/figure/figure_fixture.h"
#include "core/figure/order.h"
#include "core/figure/see.h"
#include "core/figure/tables.h"
#include "core/figure/theme.h"

namespace lissom {
namespace {

std::string svg_of(const Figure& figure, const Scene& scene, const View& view, const Look& look) {
  return to_svg(draw(figure, scene, view, window_of(figure, {&scene, 1}, view), look));
}

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Compares with core/figure/golden/NAME.svg; LISSOM_UPDATE_GOLDEN=1 renews the file.
void expect_golden(const std::string& name, const std::string& svg) {
  const std::string path = "core/figure/golden/" + name + ".svg";
  if (std::getenv("LISSOM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << svg;
    return;
  }
  EXPECT_TRUE(svg == content_of(path))  // not EXPECT_EQ: nobody reads the numbers
      << "If this is meant: LISSOM_UPDATE_GOLDEN=1, and look at the picture.";
}

TEST(FigureGolden, HalfKneeling) {
  expect_golden("half_kneeling",
                svg_of(figure_with(Build::average), hip_flexor_scene(), from_the_side, {}));
}
TEST(FigureGolden, HalfKneelingForPrintWithGhost) {
  Scene scene = hip_flexor_scene();
  scene.ghost_frames = scene.frames;
  for (Frame& f : scene.ghost_frames) {
    f.at.x -= 0.15;
  }
  Look look;
  look.theme = Theme::print;
  expect_golden("half_kneeling_print",
                svg_of(figure_with(Build::average), scene, from_the_side, look));
}
TEST(FigureGolden, FigureFourHighContrast) {
  Look look;
  look.theme = Theme::high_contrast;
  expect_golden("figure_four",
                svg_of(figure_with(Build::average), scene_of(figure_four), {28, 24, false}, look));
}
TEST(FigureGolden, CatOlder) {
  expect_golden("cat_older", svg_of(figure_with(Build::older), scene_of(cat), from_the_side, {}));
}
TEST(FigureGolden, ChairHeavyDark) {
  Look look;
  look.theme = Theme::dark;
  look.skin_tone = 3;
  expect_golden("chair_heavy",
                svg_of(figure_with(Build::heavy), chair_scene(), from_the_side, look));
}
TEST(FigureGolden, StrapSlight) {
  expect_golden("strap_slight",
                svg_of(figure_with(Build::slight), strap_scene(), from_the_side, {}));
}
TEST(FigureGolden, StandingSmall) {
  Look look;
  look.pixels_wide = 96;
  expect_golden("standing_small",
                svg_of(figure_with(Build::average), scene_of(standing), {62, 8, false}, look));
}

std::vector<Scene> all_scenes() {
  return {hip_flexor_scene(), scene_of(standing), scene_of(figure_four), scene_of(cow),
          scene_of(cat),      chair_scene(),      scene_of(side_lying),  strap_scene()};
}

const std::vector<View> views = {{22, 9, false},  {0, 0, false},   {90, 6, false},
                                 {62, 8, false},  {28, 24, true},  {-100, 30, false},
                                 {10, 90, false}, {200, -20, true}};

/// One picture may have 16 kB; those of the catalogue's views without a ghost keep well below.
TEST(Figure, PicturesAreSmall) {
  const Figure figure = figure_with(Build::average);
  for (const Scene& scene : all_scenes()) {
    EXPECT_LE(svg_of(figure, scene, from_the_side, {}).size(), 16'000U) << scene.title;
  }
}

TEST(Figure, SameInputSameBytes) {
  const Figure figure = figure_with(Build::heavy);
  const Scene scene = hip_flexor_scene();
  EXPECT_EQ(svg_of(figure, scene, from_the_side, {}), svg_of(figure, scene, from_the_side, {}));
}

/// The mirrored scene from the mirrored viewpoint is the mirrored picture, to the last bit.
TEST(Figure, MirrorsExactly) {
  const Figure figure = figure_with(Build::average);
  for (const Scene& scene : all_scenes()) {
    for (View view : views) {
      const Window window = window_of(figure, {&scene, 1}, view);
      Drawing one = draw(figure, scene, view, window, {});
      view.from_left = !view.from_left;
      const Scene other = mirrored(figure, scene);
      EXPECT_EQ(window_of(figure, {&other, 1}, view), window);
      const Drawing two = draw(figure, other, view, window, {});
      for (Shape& s : one.shapes) {
        for (Dot& d : s.path.dots) {
          d.x = one.width - d.x;
        }
      }
      EXPECT_TRUE(one == two);
    }
  }
}

TEST(Figure, MirroredTwiceIsTheSame) {
  const Figure figure = figure_with(Build::average);
  const Scene scene = strap_scene();
  const Scene twice = mirrored(figure, mirrored(figure, scene));
  EXPECT_EQ(twice.frames, scene.frames);
  EXPECT_EQ(twice.straps.front().points, scene.straps.front().points);
}

TEST(Svg, WritesNumbersOfEveryLength) {
  Drawing drawing;
  drawing.width = drawing.height = 1;
  drawing.id = "numbers";
  Path path;
  Dot at;
  for (const Dot& step : std::vector<Dot>{{0, 9},
                                          {10, 99},
                                          {100, 999},
                                          {1000, -1},
                                          {-9, -10},
                                          {-99, -100},
                                          {-999, -1000},
                                          {-1234567890, 1234567890}}) {
    at = {at.x + step.x, at.y + step.y};
    path.verbs.push_back(path.verbs.empty() ? Verb::move : Verb::line);
    path.dots.push_back(at);
  }
  drawing.shapes.push_back({path, {}, {}, false, 0, 0, false});
  const std::string wanted =
      R"(d="m0 9l10 99 100 999 1000-1-9-10-99-100-999-1000-1234567890 1234567890"/>)";
  EXPECT_NE(to_svg(drawing).find(wanted), std::string::npos) << to_svg(drawing);
}

/// Whatever the view, a part covers its own axis: its outline has no hole there.
TEST(Figure, PartsCoverTheirAxis) {
  const Figure figure = figure_with(Build::average);
  for (const Scene& scene : all_scenes()) {
    for (const View& view : views) {
      const Camera camera = camera_of(view, figure.stature_m);
      Posed posed;
      for (std::size_t i = 0; i < figure.body.size(); ++i) {
        posed.pose.bone.at(i) =
            camera.see(scene.frames.at(static_cast<std::size_t>(figure.body.at(i))));
      }
      pose_parts(figure, {0, 0}, posed);
      Outlines outlines;
      Grid grid;
      for (std::size_t part = 0; part < parts; ++part) {
        const Tube& tube = posed.tubes.at(part);
        lay_grid(tube, grid);
        trace(grid, static_cast<Part>(part), outlines);
        const Vec3& middle = tube.rings.at(static_cast<std::size_t>(tube.count / 2)).centre;
        EXPECT_TRUE(covers(outlines, static_cast<Part>(part), middle))
            << "part " << part << ", yaw " << view.yaw_deg;
        EXPECT_TRUE(holds(tube, middle, 0)) << "part " << part;
      }
    }
  }
}

/// Three sticks that lie on each other in a circle must not bring what lies on them out of order.
TEST(Order, OnlyWhatAsksInACircleGivesWay) {
  const Figure figure = figure_with(Build::average);
  const Scene scene = scene_of(standing);
  Posed posed;
  see_parts(figure, scene, scene.frames, camera_of(from_the_side, figure.stature_m), posed);
  std::vector<Item> items(parts);  // of the body nothing is seen
  const auto add = [&](const Vec3& from, const Vec3& to) {
    constexpr double radius = 0.02;
    items.push_back({{{from, to, radius}}, {}, {}, -1});
    return items.size() - 1;
  };
  constexpr double high = 0.05;
  add({0, 0, high}, {1, 1, 0});
  add({1, 1, high}, {2, 0, 0});
  const std::size_t below = add({2, 0, high}, {0, 0, 0});
  const std::size_t on_it = add({1, 0, 0.045}, {1, -0.5, 0.045});
  const std::size_t on_that = add({0.9, -0.5, 0.05}, {1.1, -0.5, 0.05});
  const std::vector<std::size_t> order = painting_order(items, posed);
  const auto place = [&](std::size_t item) {
    return std::find(order.begin(), order.end(), item) - order.begin();
  };
  EXPECT_EQ(order.size(), items.size());
  EXPECT_LT(place(below), place(on_it));
  EXPECT_LT(place(on_it), place(on_that));
}

/// A part goes on where the one before it ended, or the joint shows a step.
TEST(Figure, PartsMeetAtTheJoints) {
  struct Meeting {
    const Row& end;
    const Row& start;
  };
  const std::vector<Meeting> meetings = {
      {std::end(tables::upper_arm_rows)[-1], tables::forearm_rows[0]},
      {std::end(tables::forearm_rows)[-1], tables::palm_rows[0]},
      {std::end(tables::palm_rows)[-1], tables::finger_rows[0]},
      {std::end(tables::thigh_rows)[-1], tables::shank_rows[0]},
  };
  for (const Meeting& m : meetings) {
    EXPECT_NEAR(m.end.a, m.start.a, 0.0006);
    EXPECT_NEAR(m.end.front, m.start.front, 0.0006);
    EXPECT_NEAR(m.end.back, m.start.back, 0.0006);
  }
}

/// Everything lies on the sheet, and the sheet is the same for both poses.
TEST(Figure, AWindowHoldsAllItsScenes) {
  const Figure figure = figure_with(Build::heavy);
  std::vector<Scene> scenes = {scene_of(cow), scene_of(cat)};
  const Mat mat = mat_under(figure, scenes);
  for (Scene& s : scenes) {
    s.mat = mat;
  }
  for (const View& view : views) {
    const Window window = window_of(figure, scenes, view);
    const Drawing first = draw(figure, scenes[0], view, window, {});
    for (const Scene& scene : scenes) {
      const Drawing d = draw(figure, scene, view, window, {});
      EXPECT_EQ(d.width, first.width);
      EXPECT_EQ(d.height, first.height);
      EXPECT_EQ(d.shapes.front(), first.shapes.front()) << "the mat stays";
      for (const Shape& s : d.shapes) {
        for (const Dot& dot : s.path.dots) {
          EXPECT_TRUE(dot.x >= 0 && dot.x <= d.width && dot.y >= 0 && dot.y <= d.height);
        }
      }
    }
  }
}

/// Stretch is told by the number of fibres as well as by colour.
TEST(Figure, MoreStretchMoreFibres) {
  const Figure figure = figure_with(Build::average);
  Scene scene = hip_flexor_scene();
  Look look;
  look.theme = Theme::print;
  std::size_t before = 0;
  for (const double stretch : {0.0, 0.5, 1.0}) {
    scene.muscles.front().stretch = stretch;
    const std::size_t size = svg_of(figure, scene, from_the_side, look).size();
    EXPECT_GT(size, before);
    before = size;
  }
}

const Shape* shape_of(const Drawing& drawing, const Colour& fill) {
  const auto found = std::find_if(drawing.shapes.begin(), drawing.shapes.end(),
                                  [&](const Shape& shape) { return shape.fill == fill; });
  return found == drawing.shapes.end() ? nullptr : &*found;
}

struct Span {
  int from = 1'000'000;
  int to = -1'000'000;
};

Span across(const Shape& shape) {
  Span span;
  for (const Dot& dot : shape.path.dots) {
    span = {std::min(span.from, dot.x), std::max(span.to, dot.x)};
  }
  return span;
}

/// Units squared that loops of a shape enclose, with corners for curves.
double area_of(const Shape& shape) {
  double twice = 0;
  double sum = 0;
  std::size_t dot = 0;
  Dot first;
  Dot last;
  for (const Verb verb : shape.path.verbs) {
    if (verb == Verb::close) {
      sum += std::abs(twice + 1.0 * last.x * first.y - 1.0 * first.x * last.y) / 2;
      continue;
    }
    dot += verb == Verb::cubic ? 3 : 1;
    const Dot now = shape.path.dots[dot - 1];
    if (verb == Verb::move) {
      first = now;
      twice = 0;
    } else {
      twice += 1.0 * last.x * now.y - 1.0 * now.x * last.y;
    }
    last = now;
  }
  return sum;
}

TEST(Figure, ShadowsGrowAndShrinkWithoutJumps) {
  const Figure figure = figure_with(Build::average);
  Scene scene = scene_of(side_lying);
  const Window window = window_of(figure, {&scene, 1}, from_the_side);
  Look look;
  look.steady_knots = true;
  double first = -1;
  double before = -1;
  for (int millimetre = 0; millimetre <= 120; ++millimetre) {
    const Drawing d = draw(figure, scene, from_the_side, window, look);
    const Shape* shadow = shape_of(d, palette_of(look.theme).shadow);
    const double area = shadow != nullptr ? area_of(*shadow) : 0;
    first = first < 0 ? area : first;
    before = before < 0 ? area : before;
    constexpr double most = 0.05;
    EXPECT_LE(std::abs(area - before), most * first) << "at " << millimetre << " mm";
    before = area;
    for (Frame& f : scene.frames) {
      f.at.y += 0.001;
    }
  }
  EXPECT_GT(first, 0);
  EXPECT_EQ(before, 0) << "nothing touches any more";
}

/// FNV-1a, 64 bits.
std::string print_of(const std::string& text) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  }
  std::ostringstream out;
  out << std::hex << hash;
  return out.str();
}

/// All that stands on the contact sheet, a line for each picture: megabytes of paths nobody reads,
/// but whoever changes one must look at it.
TEST(Figure, EveryPictureOfTheSheetIsTheOneThatWasLookedAt) {
  const std::string path = "core/figure/golden/sheet.txt";
  std::map<std::string, std::string> now;
  for (const auto& [id, exercise] : embedded_catalogue().exercises) {
    for (const bool is_end : {false, true}) {
      PictureWish wish;
      wish.at = is_end ? 1 : 0;
      wish.with_arrow = is_end;
      const Result<Drawing> drawing = draw_exercise(exercise, wish);
      ASSERT_TRUE(drawing) << id;
      now[id + (is_end ? " end" : " start")] = print_of(to_svg(*drawing));
    }
  }
  if (std::getenv("LISSOM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream file(path);
    for (const auto& [picture, print] : now) {
      file << picture << ' ' << print << '\n';
    }
    return;
  }
  std::ifstream file(path);
  std::string id;
  std::string part;
  std::string print;
  std::size_t known = 0;
  for (; file >> id >> part >> print; ++known) {
    EXPECT_EQ(now[id + " " + part], print)
        << id << ", " << part << ": if this is meant, look at it (lissom draw --sheet -o all.pdf) "
        << "and renew the file by LISSOM_UPDATE_GOLDEN=1";
  }
  EXPECT_EQ(known, now.size());
}

TEST(Figure, MusclesDoNotAppearAtOnce) {
  const Exercise& exercise = embedded_catalogue().exercises.find("desk_push_away")->second;
  PictureWish wish;
  wish.look.steady_knots = true;
  constexpr int steps = 100;
  std::vector<double> areas;
  for (int step = 0; step <= steps; ++step) {
    wish.at = static_cast<double>(step) / steps;
    const Result<Drawing> drawing = draw_exercise(exercise, wish);
    ASSERT_TRUE(drawing);
    double area = 0;
    for (const Shape& shape : drawing->shapes) {
      area += shape.is_muscle ? area_of(shape) : 0;
    }
    areas.push_back(area);
  }
  EXPECT_GT(areas.back(), 2 * areas.front()) << "some appear on the way";
  constexpr double most = 0.2;  // at once, it would be half of the area
  for (std::size_t i = 1; i < areas.size(); ++i) {
    EXPECT_LT(areas[i] - areas[i - 1], most * areas.back()) << "at " << i << " %";
  }
}

TEST(Figure, MusclesStayInsideTheBodyAndFadeOnTheFarSide) {
  const Figure figure = figure_with(Build::average);
  Scene scene = scene_of(standing);
  const Vec3 hip = scene.frames.at(static_cast<std::size_t>(figure.body.front())).at;
  const auto muscle = [&](double forward, double aside) {
    StretchedMuscle m;
    for (const double up : {0.0, 0.1, 0.2, 0.3}) {
      m.path.push_back(hip + Vec3{forward, up, aside});
    }
    m.stretch = 1;
    return m;
  };
  const View side{0, 0, false};
  const Palette& palette = palette_of(Theme::colour);
  const auto drawn = [&](const StretchedMuscle& m) {
    scene.muscles = {m};
    const Window window = window_of(figure, {&scene, 1}, side);
    return draw(figure, scene, side, window, {});
  };
  // Far behind the back, and yet drawn no farther out than the shirt.
  const Drawing d = drawn(muscle(-0.2, 0));
  ASSERT_NE(shape_of(d, palette.muscle_full), nullptr);
  ASSERT_NE(shape_of(d, palette.shirt.light), nullptr);
  EXPECT_GE(across(*shape_of(d, palette.muscle_full)).from,
            across(*shape_of(d, palette.shirt.light)).from);

  const auto on_thigh = [&](double aside) {
    StretchedMuscle m;
    for (const double down : {0.15, 0.2, 0.25, 0.3}) {
      m.path.push_back(hip + Vec3{0, -down, aside});
    }
    m.stretch = 1;
    return drawn(m);
  };
  constexpr double hip_aside = 0.08;
  EXPECT_NE(shape_of(on_thigh(hip_aside), palette.muscle_full), nullptr);
  EXPECT_EQ(shape_of(on_thigh(-hip_aside), palette.muscle_full), nullptr);
}

TEST(Figure, EveryBuildAndThemeDiffers) {
  const Scene scene = scene_of(standing);
  std::vector<std::string> seen;
  for (const Build build : {Build::average, Build::slight, Build::heavy, Build::older}) {
    for (const Theme theme : {Theme::colour, Theme::dark, Theme::high_contrast, Theme::print}) {
      Look look;
      look.theme = theme;
      seen.push_back(svg_of(figure_with(build), scene, from_the_side, look));
    }
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
}

TEST(Figure, TitleAndDescriptionAreSaid) {
  Scene scene = scene_of(standing);
  scene.title = "Up <&> down";
  const std::string svg = svg_of(figure_with(Build::average), scene, from_the_side, {});
  EXPECT_NE(svg.find("role=\"img\""), std::string::npos);
  EXPECT_NE(svg.find("<title>Up &lt;&amp;&gt; down</title>"), std::string::npos);
  EXPECT_NE(svg.find("<desc>Drawn for a test.</desc>"), std::string::npos);
}

TEST(Figure, RefusesAModelWithoutABodyItNeeds) {
  Model model = embedded_skeleton().model;
  model.bodies[static_cast<std::size_t>(model.body("femur_l"))].name = "leg";
  const Result<Figure> figure = figure_of(model, 1.7, Build::average);
  ASSERT_FALSE(figure);
  EXPECT_EQ(figure.error().what, "the model has no body \"femur_l\", which the figure needs");
}

TEST(Figure, RefusesAStatureThatNobodyHas) {
  const Model& model = embedded_skeleton().model;
  for (const double stature : {0.0, -1.0, 3.0, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_FALSE(figure_of(model, stature, Build::average)) << stature;
  }
}

TEST(FigureDeathTest, BrokenContractsStop) {
  const Figure figure = figure_with(Build::average);
  const Scene good = scene_of(standing);
  const Window window = window_of(figure, {&good, 1}, from_the_side);
  Scene bad = good;
  bad.frames.clear();
  EXPECT_DEATH(static_cast<void>(draw(figure, bad, from_the_side, window, {})), "");
  bad = good;
  bad.frames.back().at.y = std::numeric_limits<double>::quiet_NaN();
  EXPECT_DEATH(static_cast<void>(draw(figure, bad, from_the_side, window, {})), "");
  EXPECT_DEATH(static_cast<void>(draw(figure, good, from_the_side, {}, {})), "");
}

TEST(Drawing, WritesRelativeWholeNumbers) {
  Drawing d;
  d.width = 100;
  d.height = 50;
  d.id = "a";
  Shape shape;
  shape.path.verbs = {Verb::move, Verb::line, Verb::line, Verb::cubic, Verb::close};
  shape.path.dots = {{10, 20}, {15, 18}, {-5, 18}, {-5, 20}, {0, 20}, {10, 20}};
  shape.fill = Colour{255, 0, 0x10};
  d.shapes.push_back(shape);
  EXPECT_EQ(
      to_svg(d),
      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 100 50\" "
      "stroke-linecap=\"round\" stroke-linejoin=\"round\">\n<title></title>\n<desc></desc>\n"
      "<path fill=\"#ff0010\" stroke=\"none\" d=\"m10 20l5-2-20 0c0 2 5 2 15 2z\"/>\n</svg>\n");
}

}  // namespace
}  // namespace lissom
