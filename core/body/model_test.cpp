#include "core/body/model.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/body/trig.h"

namespace lissom {
namespace {

TEST(Trig, AgreesWithTheLibraryOfThisHost) {
  for (int i = -7000; i <= 7000; ++i) {
    const double x = i * 0.001;
    const SinCos sc = sin_cos(x);
    EXPECT_NEAR(sc.sin, std::sin(x), 3e-16) << x;
    EXPECT_NEAR(sc.cos, std::cos(x), 3e-16) << x;
    EXPECT_NEAR(arc_tangent(sc.sin, sc.cos), std::atan2(sc.sin, sc.cos), 1e-15) << x;
    EXPECT_NEAR(arc_cosine(sc.cos), std::acos(sc.cos), 1e-14) << x;
  }
  EXPECT_EQ(arc_tangent(0, 0), 0);
  EXPECT_EQ(arc_tangent(0, -1), pi);
}

TEST(Curve, SplineGoesThroughItsPointsAndIsExactForACubic) {
  Curve spline;
  spline.kind = Curve::Kind::simm_spline;
  const auto cubic = [](double t) { return 1 - 2 * t + 0.5 * t * t - 3 * t * t * t; };
  for (const double t : {-1.0, -0.4, 0.1, 0.7, 1.5}) {
    spline.x.push_back(t);
    spline.y.push_back(cubic(t));
  }
  spline.finish();
  for (double t = -1; t <= 1.5; t += 0.05) {
    EXPECT_NEAR(spline.value(t), cubic(t), 1e-12) << t;
    EXPECT_NEAR(spline.slope(t), -2 + t - 9 * t * t, 1e-11) << t;
  }
  EXPECT_NEAR(spline.value(2.5), spline.value(1.5) + spline.slope(1.5), 1e-12)
      << "straight beyond the end";
}

TEST(Curve, SlopesAreThoseOfTheValues) {
  Curve poly;
  poly.kind = Curve::Kind::polynomial;
  poly.numbers = {2, -1, 0.5, 3};
  poly.scale = 0.5;
  Curve pieces;
  pieces.kind = Curve::Kind::piecewise_linear;
  pieces.x = {0, 1, 3};
  pieces.y = {0, 2, 1};
  for (const Curve& curve : {poly, pieces, linear_curve(3, 1), constant_curve(4)}) {
    for (const double t : {-0.7, 0.3, 1.9, 3.6}) {
      EXPECT_NEAR(curve.slope(t), (curve.value(t + 1e-6) - curve.value(t - 1e-6)) / 2e-6, 1e-7);
    }
  }
}

/// A thigh of 0.4 m on a hip that bends about z, and a shank that follows it backwards.
Model leg() {
  Model model;
  model.coordinates = {{"hip", -1, 2, 0.25, none, {}}, {"knee", 0, 3, 0, 0, linear_curve(-2)}};
  model.bodies = {{"ground", {}, 0, {}}, {"thigh", {}, 0, {}}, {"shank", {}, 0, {}}};
  for (const int i : {1, 2}) {
    Joint& joint = model.bodies[static_cast<std::size_t>(i)].joint;
    joint.parent = i - 1;
    joint.in_parent.at = {0, i == 1 ? 1.0 : -0.4, 0};
    joint.turns[0] = {{0, 0, 1}, i - 1, linear_curve(1)};
  }
  return model;
}

TEST(Model, PlacesBodiesAndFollowers) {
  const Model model = leg();
  Pose pose = neutral_pose(model);
  EXPECT_EQ(pose, (Pose{0.25, -0.5}));
  pose[0] = pi / 2;
  follow(model, pose);
  const std::vector<Frame> frames = place(model, pose);
  const Vec3 knee = frames[2].at;
  EXPECT_NEAR(knee.x, 0.4, 1e-15);
  EXPECT_NEAR(knee.y, 1, 1e-15);
  const Vec3 end = frames[2] * Vec3{0, -0.4, 0};
  EXPECT_NEAR(end.x, 0, 1e-15) << "thigh forward, shank back";
  EXPECT_NEAR(end.y, 1, 1e-15);
  EXPECT_EQ(model.body("shank"), 2);
  EXPECT_EQ(model.coordinate("ankle"), none);
}

TEST(Frames, InverseUndoes) {
  const Frame frame{rotation(unit({1, 2, 3}), 0.7), {1, -2, 0.5}};
  const Vec3 p = inverse(frame) * (frame * Vec3{0.3, 0.2, 0.1});
  EXPECT_NEAR(length(p - Vec3{0.3, 0.2, 0.1}), 0, 1e-15);
}

}  // namespace
}  // namespace lissom
