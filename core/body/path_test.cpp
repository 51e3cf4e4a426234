#include "core/body/path.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/body/trig.h"
#include "core/body/wrap.h"

namespace lissom {
namespace {

WrapSurface cylinder(double radius, double long_m) {
  WrapSurface surface;
  surface.name = "drum";
  surface.radii = {radius, radius, radius};
  surface.length = long_m;
  return surface;
}

/// One muscle in the ground from `from` to `to`, with the surface in its way.
Model drum(const WrapSurface& surface, const Vec3& from, const Vec3& to) {
  Model model;
  model.bodies = {{"ground", {}, 0, {}}};
  model.surfaces = {surface};
  PathPoint origin;
  origin.at = from;
  PathPoint insertion;
  insertion.at = to;
  model.muscles = {{"m", {origin, insertion}, {PathWrap{}}}};
  return model;
}

double only_length(const Model& model, Wrapping wrapping) {
  return muscle_lengths(model, {}, wrapping)[0];
}

// Both ends at distance 2 from an axis of radius 1, half a turn apart: tangents of sqrt(3) at 60
// degrees from the ends each, and an arc of 60 degrees.
constexpr double root_of_3 = 1.7320508075688772;
const double half_turn_m = 2 * root_of_3 + pi / 3;

TEST(Path, GoesAroundACylinder) {
  struct Case {
    std::string_view name;
    Vec3 from, to;
    int axis, sign;
    double length;
  };
  const Case cases[] = {
      {"just off the middle", {-2, 1e-9, 0}, {2, 1e-9, 0}, none, 0, half_turn_m},
      {"on the side it is on", {-2, 1e-9, 0}, {2, 1e-9, 0}, 1, 1, half_turn_m},
      {"passing by", {-2, 1.5, 0}, {2, 1.5, 0}, none, 0, 4},
      {"ending before", {-4, 0, 0}, {-2, 0, 0}, none, 0, 2},
      {"behind the axis, kept on its side",
       {-2, -0.5, 0},
       {2, -0.5, 0},
       1,
       1,
       2 * std::sqrt(3.25) + (pi + 2 * std::atan(0.25) - 2 * std::acos(1 / std::sqrt(4.25)))},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    WrapSurface surface = cylinder(1, 10);
    surface.axis = c.axis;
    surface.sign = c.sign;
    const Model model = drum(surface, c.from, c.to);
    EXPECT_NEAR(only_length(model, Wrapping::match), c.length, 1e-8);
    EXPECT_NEAR(only_length(model, Wrapping::smooth), c.length, 1e-8);
  }
}

TEST(Path, ClimbsAlongTheCylinder) {
  const Model model = drum(cylinder(1, 10), {-2, 1e-9, -0.7}, {2, 1e-9, 0.7});
  EXPECT_NEAR(only_length(model, Wrapping::smooth),
              std::sqrt(half_turn_m * half_turn_m + 1.4 * 1.4), 1e-8)
      << "straight once it is unrolled";
  EXPECT_NEAR(only_length(model, Wrapping::match), std::sqrt(half_turn_m * half_turn_m + 1.4 * 1.4),
              0.02)
      << "OpenSim's touching points are near the right ones";
}

TEST(Path, InMatchAShortCylinderIsMissedAndAnEndInsideIsNotWrapped) {
  EXPECT_DOUBLE_EQ(only_length(drum(cylinder(1, 1), {-2, 0.1, 3}, {2, 0.1, 3}), Wrapping::match),
                   4);
  EXPECT_DOUBLE_EQ(
      only_length(drum(cylinder(1, 10), {-0.9, 0.1, 0}, {2.1, 0.1, 0}), Wrapping::match), 3);
}

TEST(Path, GoesAroundABall) {
  WrapSurface ball = cylinder(1, 0);
  ball.kind = WrapSurface::Kind::sphere;
  EXPECT_NEAR(only_length(drum(ball, {-2, 0, 1e-9}, {2, 0, 1e-9}), Wrapping::smooth), half_turn_m,
              1e-8);
}

/// A ring of 3 m round z, its tube 1 m thick in radius.
WrapSurface ring() {
  WrapSurface surface = cylinder(1, 0);
  surface.kind = WrapSurface::Kind::torus;
  surface.radii = {1, 3, 1};
  return surface;
}

TEST(Path, GoesThroughTheHoleOfARing) {
  struct Case {
    std::string_view name;
    Vec3 from, to;
    double length;
  };
  // Past the tube at (3, 0, 0), on the side of the middle: as past the drum.
  const Case cases[] = {
      {"freely through the hole", {1.5, 0.3, -4}, {1.5, -0.2, 4}, std::sqrt(64.25)},
      {"against the tube", {3 - 1e-9, 0, -2}, {3 - 1e-9, 0, 2}, half_turn_m},
      {"outside of the ring",
       {3.5, 0, -2},
       {3.5, 0, 2},
       2 * std::sqrt(3.25) + (pi + 2 * std::atan(0.25) - 2 * std::acos(1 / std::sqrt(4.25)))},
      {"elsewhere on the ring", {-1.8, 2.4, -2}, {-1.8, 2.4, 2}, half_turn_m},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Model model = drum(ring(), c.from, c.to);
    EXPECT_NEAR(only_length(model, Wrapping::match), c.length, 1e-7);
    EXPECT_NEAR(only_length(model, Wrapping::smooth), c.length, 1e-7);
  }
}

TEST(Path, OfTwoPlacesOnARingTheQuadrantChooses) {
  // Flat across the ring: near its tube on both sides, nearer on the right.
  WrapSurface sided = ring();
  const Vec3 from{-4.5, 0.5, -1.2};
  const Vec3 to{4.8, 0.5, 0.9};
  const auto touches = [&](int sign) {
    sided.axis = 0;
    sided.sign = sign;
    return match_torus(sided, from, to, true).first.x;
  };
  EXPECT_GT(touches(1), 0);
  EXPECT_LT(touches(-1), 0);
  EXPECT_GT(touches(0), 0) << "without a quadrant the nearer one";
}

TEST(Path, ThroughARingTheShortestWayIsNoLongerThanOpenSims) {
  const WrapSurface torus = ring();
  int wrapped = 0;
  for (int k = 0; k < 100; ++k) {
    const double a = 0.37 * k;
    const Vec3 from{2.4 * sin_cos(a).cos, 1.1 + sin_cos(2 * a).sin, -2.5 - 0.02 * k};
    const Vec3 to{3.1 * sin_cos(1.7 * a).sin, 0.4, 2 + 0.01 * k};
    const SmoothWrap found = smooth_torus(torus, from, to);
    const Wrap near = match_torus(torus, from, to, true);
    ASSERT_EQ(found.wrap.outcome == Wrap::Outcome::free, near.outcome == Wrap::Outcome::free);
    if (near.outcome == Wrap::Outcome::free) {
      continue;
    }
    ++wrapped;
    const double matched = length(near.first - from) + near.around + length(to - near.second);
    EXPECT_LE(found.length, matched + 1e-9);
    EXPECT_GE(found.length, length(to - from) - 1e-9);
  }
  EXPECT_GT(wrapped, 20);
}

TEST(Path, ConditionalPointsCountInTheirRange) {
  Model model = drum(cylinder(1, 10), {0, 5, 0}, {8, 5, 0});
  model.coordinates = {{"q", -1, 1, 0, none, {}}};
  PathPoint via;
  via.at = {4, 8, 0};
  via.active_by = 0;
  via.from = 0.5;
  via.to = 1;
  auto& points = model.muscles[0].points;
  points.insert(points.begin() + 1, via);
  EXPECT_DOUBLE_EQ(muscle_lengths(model, Pose{0.4}, Wrapping::match)[0], 8);
  EXPECT_DOUBLE_EQ(muscle_lengths(model, Pose{0.6}, Wrapping::match)[0], 10);
  EXPECT_DOUBLE_EQ(muscle_lengths(model, Pose{0.499995}, Wrapping::match)[0], 10)
      << "within OpenSim's slack";
}

TEST(Path, MovingPointsMove) {
  Model model = drum(cylinder(1, 10), {0, 5, 0}, {0, 5, 0});
  model.coordinates = {{"q", -1, 1, 0, none, {}}};
  PathPoint& point = model.muscles[0].points[1];
  point.moving.resize(1);
  point.moving[0].coordinate = {0, none, none};
  point.moving[0].curve = {linear_curve(3), constant_curve(5), constant_curve(0.4)};
  EXPECT_DOUBLE_EQ(muscle_lengths(model, Pose{0.1}, Wrapping::match)[0], 0.5);
}

TEST(Path, LineFollowsTheArc) {
  const Model model = drum(cylinder(1, 10), {-2, 1e-9, -0.7}, {2, 1e-9, 0.7});
  const std::vector<Vec3> line =
      muscle_line({model, {}, place(model, Pose{})}, model.muscles[0], Wrapping::smooth);
  ASSERT_EQ(line.size(), 7U) << "two ends, two touching points, 60 degrees in 4 pieces";
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    sum += length(line[i] - line[i - 1]);
  }
  EXPECT_NEAR(sum, only_length(model, Wrapping::smooth), 0.004);
}

}  // namespace
}  // namespace lissom
