#include "core/body/engine.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/body/arms.h"
#include "core/body/trig.h"
#include "core/body/wrap.h"

namespace lissom {
namespace {

PathPoint point(int body, const Vec3& at) {
  PathPoint made;
  made.body = body;
  made.at = at;
  return made;
}

/// A pelvis on the ground, a thigh on an odd three-axis hip, a shank on a knee that slides as it
/// bends, a kneecap that follows the knee, and a plate screwed to the shank. Muscles of every sort.
class Leg {
 public:
  Leg() {
    model.coordinates = {
        {"tilt", -1, 1, 0, none, {}},      {"flexion", -1, 2, 0.2, none, {}},
        {"adduction", -1, 1, 0, none, {}}, {"rotation", -1, 1, 0, none, {}},
        {"knee", 0, 2, 0.5, none, {}},     {"kneecap", -9, 9, 0, 4, linear_curve(0.7, 0.1)}};
    model.bodies.resize(6);
    const char* const names[] = {"ground", "pelvis", "thigh", "shank", "cap", "plate"};
    for (std::size_t i = 0; i < model.bodies.size(); ++i) {
      model.bodies[i].name = names[i];
      model.bodies[i].joint.parent = static_cast<int>(i) - 1;
    }
    Joint& hip = model.bodies[2].joint;
    model.bodies[1].joint.turns[0] = {{0, 0, 1}, 0, linear_curve(1)};
    hip.in_parent = {rotation({0, 1, 0}, 0.2), {-0.06, -0.07, 0.08}};
    hip.in_child = {rotation({1, 0, 0}, 0.1), {0.01, 0.02, 0}};
    hip.turns = {{{{0, 0, 1}, 1, linear_curve(1)},
                  {unit({1, 0.1, 0.2}), 2, linear_curve(1)},
                  {{0, 1, 0}, 3, linear_curve(1)}}};
    Joint& knee = model.bodies[3].joint;
    knee.in_parent.at = {0, -0.4, 0};
    Curve slide;
    slide.kind = Curve::Kind::simm_spline;
    slide.x = {-1, 0, 0.7, 1.6, 3};
    slide.y = {0, 0.002, -0.004, 0.003, 0.01};
    slide.finish();
    knee.turns[0] = {{0, 0, 1}, 4, linear_curve(-1)};
    knee.turns[1] = {{1, 0, 0}, none, constant_curve(0.05)};
    knee.moves[0] = {{1, 0, 0}, 4, slide};
    Joint& cap = model.bodies[4].joint;
    cap.parent = 2;
    cap.in_parent.at = {0.04, -0.38, 0};
    cap.moves[1] = {{0, 1, 0}, 5, linear_curve(-0.02)};
    Joint& plate = model.bodies[5].joint;
    plate.parent = 3;
    plate.in_parent = {rotation({0, 0, 1}, 0.3), {0.01, -0.05, 0}};
    add_surfaces();
    add_muscles();
  }

  [[nodiscard]] Pose pose(double flexion, double adduction, double turn, double knee) const {
    Pose made = {0.3, flexion, adduction, turn, knee, 0};
    follow(model, made);
    return made;
  }

  Model model;

 private:
  void add_surfaces() {
    WrapSurface drum;
    drum.name = "drum";
    drum.body = 1;
    drum.frame = {rotation({1, 0, 0}, 0.3), {-0.05, -0.08, 0.08}};
    drum.radii = {0.03, 0.03, 0.03};
    drum.length = 0.3;
    WrapSurface sided = drum;
    sided.frame.at = {0, -0.05, 0.08};
    sided.axis = 0;
    sided.sign = 1;
    WrapSurface ball = drum;
    ball.kind = WrapSurface::Kind::sphere;
    ball.body = 5;
    ball.frame = {{}, {-0.03, 0.03, 0}};
    ball.radii = {0.02, 0.02, 0.02};
    model.surfaces = {drum, sided, ball};
  }

  void add_muscles() {
    PathPoint sometimes = point(2, {0.05, -0.2, 0});
    sometimes.active_by = 4;
    sometimes.from = 0.4;
    sometimes.to = 1.1;
    PathPoint moving = point(3, {});
    moving.moving.resize(1);
    moving.moving[0].coordinate = {4, none, 4};
    moving.moving[0].curve = {linear_curve(0.01, 0.02), constant_curve(-0.06), linear_curve(0.02)};
    moving.moving[0].from = {0, 0, 0};
    moving.moving[0].to = {1.5, 1.5, 1.5};
    model.muscles = {
        {"straight",
         {point(1, {0, 0.1, 0}), point(1, {0.02, 0.03, 0.05}), point(2, {0.03, -0.1, 0})},
         {}},
        {"over two joints", {point(1, {-0.1, 0, 0.05}), point(5, {-0.02, 0, 0})}, {{0}, {1}, {2}}},
        {"sided", {point(1, {0.02, 0.1, 0.07}), point(2, {0.01, -0.1, 0.01})}, {{1}}},
        {"kneecap",
         {point(1, {0.03, 0, 0.06}), point(4, {0, 0.01, 0}), point(3, {0.02, -0.1, 0})},
         {}},
        {"comes and goes", {point(1, {0.03, 0, 0.06}), sometimes, moving}, {{0}, {2, 1, 2}}},
        {"within one body", {point(2, {0, 0, 0}), point(2, {0, -0.3, 0})}, {}},
    };
  }
};

Pose any_pose(const Leg& leg) {
  const auto angle = [](int from, int to) { return 0.01 * *rc::gen::inRange(from, to); };
  return leg.pose(angle(-90, 200), angle(-80, 80), angle(-80, 80), angle(-10, 220));
}

/// What is put together for speed gives what the plain functions give.
RC_GTEST_PROP(EngineProp, AgreesWithThePlainFunctions, ()) {
  const Leg leg;
  const Engine engine(leg.model);
  Engine::Scratch scratch = engine.scratch();
  const Pose pose = any_pose(leg);
  const std::size_t coordinates = leg.model.coordinates.size();
  std::vector<double> metres(leg.model.muscles.size());
  std::vector<double> arms_m(engine.arms().size());
  engine.lengths_and_arms(pose, scratch, metres, arms_m);
  const std::vector<double> plain = muscle_lengths(leg.model, pose, Wrapping::smooth);
  std::vector<double> plain_arms = moment_arms(leg.model, pose, Wrapping::smooth);
  for (std::size_t i = 0; i < metres.size(); ++i) {
    RC_ASSERT(std::fabs(metres[i] - plain[i]) < 1e-14);
  }
  for (std::size_t i = 0; i < arms_m.size(); ++i) {
    const Engine::Arm arm = engine.arms()[i];
    double& of_it = plain_arms[static_cast<std::size_t>(arm.muscle) * coordinates +
                               static_cast<std::size_t>(arm.coordinate)];
    RC_ASSERT(std::fabs(arms_m[i] - of_it) < 1e-13);
    of_it = 0;
  }
  for (std::size_t i = 0; i < plain_arms.size(); ++i) {
    const bool is_follower = leg.model.coordinates[i % coordinates].driver != none;
    RC_ASSERT(is_follower || std::fabs(plain_arms[i]) < 1e-13);
  }
  engine.lengths(pose, scratch, metres);
  RC_ASSERT(std::fabs(metres[1] - plain[1]) < 1e-14);
}

/// A moment arm is minus the slope of the length. Where a path begins or ceases to touch, or a
/// point comes and goes, the slopes of both sides differ; there nothing is claimed.
RC_GTEST_PROP(ArmsProp, AreMinusTheSlopeOfTheLength, ()) {
  const Leg leg;
  const Pose pose = any_pose(leg);
  const std::size_t count = leg.model.coordinates.size();
  const std::vector<double> arms_m = moment_arms(leg.model, pose, Wrapping::smooth);
  constexpr double step = 1e-5;
  const auto moved = [&](std::size_t coordinate, double by) {
    Pose other = pose;
    other[coordinate] += by;
    follow(leg.model, other);
    return muscle_lengths(leg.model, other, Wrapping::smooth);
  };
  const std::vector<double> here = moved(0, 0);
  for (std::size_t q = 0; q < count; ++q) {
    if (leg.model.coordinates[q].driver != none) {
      continue;
    }
    const std::vector<double> more = moved(q, step);
    const std::vector<double> less = moved(q, -step);
    for (std::size_t m = 0; m < here.size(); ++m) {
      const double ahead = (more[m] - here[m]) / step;
      const double behind = (here[m] - less[m]) / step;
      if (std::fabs(ahead - behind) < 1e-4) {
        RC_ASSERT(std::fabs(arms_m[m * count + q] + (ahead + behind) / 2) < 1e-6);
      }
    }
  }
}

TEST(Arms, FollowersCountForTheirDriver) {
  const Leg leg;
  const std::size_t count = leg.model.coordinates.size();
  const std::vector<double> arms_m =
      moment_arms(leg.model, leg.pose(0, 0, 0, 0.5), Wrapping::smooth);
  const double* const kneecap = &arms_m[3 * count];
  EXPECT_GT(std::fabs(kneecap[5]), 1e-3);
  EXPECT_NEAR(kneecap[0], 0, 1e-15) << "the whole body tilts";
  const double* const within = &arms_m[5 * count];
  for (std::size_t i = 0; i < count; ++i) {
    EXPECT_NEAR(within[i], 0, 1e-15) << i;
  }
}

TEST(Engine, LeavesOutWhatNoMuscleNeeds) {
  const Engine engine{Leg().model};
  EXPECT_EQ(engine.scratch().frames.size(), 4U) << "pelvis, thigh, shank, kneecap";
  for (const Engine::Arm& arm : engine.arms()) {
    EXPECT_NE(arm.coordinate, 0) << "tilting the pelvis moves all of them";
    EXPECT_NE(arm.coordinate, 5) << "the kneecap follows";
  }
}

/// Smooth lengths are continuous: a tiny step of either end changes them by no more than the step.
RC_GTEST_PROP(SmoothProp, LengthsDoNotJump, ()) {
  WrapSurface drum;
  drum.radii = {1, 1, 1};
  drum.length = 100;
  drum.axis = *rc::gen::inRange(0, 2);
  drum.sign = *rc::gen::inRange(-1, 2);
  const auto any = [] { return 0.01 * *rc::gen::inRange(-300, 301); };
  const Vec3 to{any(), any(), any()};
  const double reach = 0.05 * *rc::gen::inRange(3, 60);
  const auto whole = [&](const Vec3& from) {
    const SmoothWrap wrap = smooth_cylinder(drum, from, to);
    return wrap.wrap.outcome == Wrap::Outcome::free ? length(to - from) : wrap.length;
  };
  // All the way round the axis, past the wall.
  constexpr int steps = 4000;
  double before = whole({reach, 0, 0.3});
  for (int i = 1; i <= steps; ++i) {
    const SinCos sc = sin_cos(2 * pi * i / steps);
    const double now = whole({reach * sc.cos, reach * sc.sin, 0.3});
    RC_ASSERT(std::fabs(now - before) < 0.05);
    before = now;
  }
}

/// The same through the hole of a ring, and slopes are those of the length.
RC_GTEST_PROP(RingProp, LengthsDoNotJumpAndSlopesAreTheirs, ()) {
  WrapSurface ring;
  ring.kind = WrapSurface::Kind::torus;
  ring.radii = {1, 3, 1};
  const auto any = [] { return 0.01 * *rc::gen::inRange(-400, 401); };
  const auto high = [] { return 0.01 * *rc::gen::inRange(150, 400); };
  const Vec3 to{any(), any(), high()};
  const auto whole = [&](const Vec3& from) {
    const SmoothWrap wrap = smooth_torus(ring, from, to);
    return wrap.wrap.outcome == Wrap::Outcome::free ? length(to - from) : wrap.length;
  };
  const Vec3 from{any(), any(), -high()};
  const Vec3 way = Vec3{any(), any(), -high()} - from;
  constexpr int steps = 500;
  const double step = length(way) / steps;
  double before = whole(from);
  for (int i = 1; i <= steps; ++i) {
    const double now = whole(from + (static_cast<double>(i) / steps) * way);
    RC_ASSERT(std::fabs(now - before) <= 4 * step + 1e-9);
    before = now;
  }
  const SmoothWrap here = smooth_torus(ring, from, to);
  if (here.wrap.outcome == Wrap::Outcome::free) {
    return;
  }
  constexpr double nudge = 1e-5;
  for (const Vec3& axis : {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}}) {
    const double ahead = (whole(from + nudge * axis) - here.length) / nudge;
    const double behind = (here.length - whole(from - nudge * axis)) / nudge;
    if (std::fabs(ahead - behind) < 1e-4) {
      RC_ASSERT(std::fabs(dot(here.slope_from, axis) - (ahead + behind) / 2) < 1e-6);
    }
  }
}

TEST(Engine, GoesThroughRingsAsThePlainFunctionsDo) {
  Leg leg;
  WrapSurface ring;
  ring.name = "ring";
  ring.kind = WrapSurface::Kind::torus;
  ring.body = 1;
  ring.frame = {rotation({1, 0, 0}, 1.2), {0.02, -0.05, 0.05}};
  ring.radii = {0.01, 0.04, 1};
  leg.model.surfaces = {ring};
  leg.model.muscles = {
      {"through a ring", {point(1, {0.06, 0.1, 0.07}), point(2, {0.05, -0.12, 0.02})}, {{0}}}};
  const Engine engine(leg.model);
  Engine::Scratch scratch = engine.scratch();
  int wrapped = 0;
  for (int k = -8; k <= 16; ++k) {
    const Pose pose = leg.pose(0.1 * k, 0.04 * k, 0.02 * k, 0.3);
    double metres = 0;
    std::vector<double> arms_m(engine.arms().size());
    engine.lengths_and_arms(pose, scratch, {&metres, 1}, arms_m);
    const double plain = muscle_lengths(leg.model, pose, Wrapping::smooth)[0];
    EXPECT_NEAR(metres, plain, 1e-13);
    const std::vector<double> plain_arms = moment_arms(leg.model, pose, Wrapping::smooth);
    for (std::size_t i = 0; i < arms_m.size(); ++i) {
      EXPECT_NEAR(arms_m[i], plain_arms[static_cast<std::size_t>(engine.arms()[i].coordinate)],
                  1e-12);
    }
    Model free = leg.model;
    free.muscles[0].wraps.clear();
    wrapped += plain > muscle_lengths(free, pose, Wrapping::smooth)[0] + 1e-6 ? 1 : 0;
  }
  EXPECT_GT(wrapped, 5) << "or nothing was tried";
}

}  // namespace
}  // namespace lissom
