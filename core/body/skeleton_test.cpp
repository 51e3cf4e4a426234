#include "core/body/skeleton.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "core/body/trig.h"

namespace lissom {
namespace {

std::vector<Frame> placed(const Model& model,
                          const std::vector<std::pair<std::string, double>>& degrees) {
  Pose pose = neutral_pose(model);
  for (const auto& [name, value] : degrees) {
    pose[static_cast<std::size_t>(model.coordinate(name))] = value * degree;
  }
  return place(model, pose);
}

Vec3 at(const std::vector<Frame>& frames, const char* body, const Vec3& point = {}) {
  return frames[static_cast<std::size_t>(embedded_skeleton().model.body(body))] * point;
}

TEST(Skeleton, IsBuiltInAndSound) {
  const auto read = read_skeleton(embedded_files());
  std::string all;
  if (!read) {
    for (const CatalogueFault& fault : read.error()) {
      all += to_string(fault) + "\n";
    }
  }
  ASSERT_EQ(all, "");
  EXPECT_EQ(read->model.bodies.size(), 27U);
  EXPECT_EQ(read->model.coordinates.size(), 40U);
}

TEST(Skeleton, StandsAsTallAsItSays) {
  const Skeleton& body = embedded_skeleton();
  const std::vector<Frame> frames = placed(body.model, {});
  for (const Frame& frame : frames) {
    EXPECT_NEAR(length(frame.turn.x - Vec3{1, 0, 0}), 0, 1e-6)
        << "every bone's axes are the world's";
  }
  const Landmark& heel = body.landmarks[static_cast<std::size_t>(body.landmark("heel_r"))];
  const Landmark& head = body.landmarks[static_cast<std::size_t>(body.landmark("forehead"))];
  const double sole = (frames[static_cast<std::size_t>(heel.body)] * heel.at).y;
  const double crown = (frames[static_cast<std::size_t>(head.body)] * head.at).y + head.radius;
  EXPECT_NEAR(crown - sole, body.stature, 0.02);
}

struct Sign {
  const char* coordinate;
  const char* body;
  Vec3 point;  ///< of the body
  Vec3 goes;   ///< roughly where it goes at 20 degrees
};

class SkeletonSigns : public testing::TestWithParam<Sign> {};
TEST_P(SkeletonSigns, AreThoseOfThePoseLanguage) {
  const Sign& row = GetParam();
  const Model& model = embedded_skeleton().model;
  const Vec3 moved = at(placed(model, {{row.coordinate, 20}}), row.body, row.point) -
                     at(placed(model, {}), row.body, row.point);
  EXPECT_GT(dot(unit(moved), unit(row.goes)), 0.8) << moved.x << " " << moved.y << " " << moved.z;
}
INSTANTIATE_TEST_SUITE_P(
    Rows, SkeletonSigns,
    testing::Values(Sign{"hip_flexion_r", "tibia_r", {}, {1, 0, 0}},
                    Sign{"hip_abduction_r", "tibia_r", {}, {0, 0, 1}},
                    Sign{"hip_abduction_l", "tibia_l", {}, {0, 0, -1}},
                    Sign{"hip_rotation_r", "tibia_r", {0.1, 0, 0}, {0, 0, -1}},
                    Sign{"hip_rotation_l", "tibia_l", {0.1, 0, 0}, {0, 0, 1}},
                    Sign{"knee_flexion_r", "foot_r", {}, {-1, 0, 0}},
                    Sign{"knee_flexion_l", "foot_l", {}, {-1, 0, 0}},
                    Sign{"ankle_r", "toes_r", {}, {0, 1, 0}},
                    Sign{"lumbar_flexion", "neck", {}, {1, 0, 0}},
                    Sign{"lumbar_bend", "neck", {}, {0, 0, 1}},
                    Sign{"lumbar_turn", "neck", {0.5, 0, 0}, {0, 0, 1}},
                    Sign{"thorax_turn", "neck", {0.5, 0, 0}, {0, 0, 1}},
                    Sign{"neck_turn", "head", {0.5, 0, 0}, {0, 0, 1}},
                    Sign{"pelvis_tilt", "neck", {}, {1, 0, 0}},
                    Sign{"pelvis_oblique", "femur_r", {}, {0, 1, 0}},
                    Sign{"pelvis_turn", "neck", {0.9, 0, 0}, {0, 0, 1}},
                    Sign{"shoulder_flexion_r", "hand_r", {}, {1, 0, 0}},
                    Sign{"shoulder_abduction_l", "hand_l", {}, {0, 0, -1}},
                    Sign{"blade_lift_r", "hand_r", {}, {0, 1, 0}},
                    Sign{"blade_forward_l", "hand_l", {}, {1, 0, 0}},
                    Sign{"elbow_flexion_r", "hand_r", {}, {1, 0, 0}},
                    Sign{"forearm_pronation_r", "hand_r", {0.1, 0, 0}, {0, 0, -1}},
                    Sign{"wrist_flexion_r", "hand_r", {0, -0.1, 0}, {0, 0, -1}},
                    Sign{"wrist_flexion_l", "hand_l", {0, -0.1, 0}, {0, 0, 1}}),
    [](const auto& row) { return std::string(row.param.coordinate); });

TEST(Skeleton, LeftMirrorsRight) {
  const Model& model = embedded_skeleton().model;
  std::vector<std::pair<std::string, double>> right;
  std::vector<std::pair<std::string, double>> left;
  double value = 11;
  for (const char* name :
       {"hip_flexion", "hip_abduction", "hip_rotation", "knee_flexion", "ankle", "toes",
        "shoulder_flexion", "shoulder_abduction", "shoulder_rotation", "blade_lift",
        "blade_forward", "elbow_flexion", "forearm_pronation", "wrist_flexion"}) {
    right.emplace_back(std::string(name) + "_r", value);
    left.emplace_back(std::string(name) + "_l", value);
    value += 7;
  }
  const auto r = placed(model, right);
  const auto l = placed(model, left);
  for (const char* name : {"femur", "tibia", "foot", "toes", "humerus", "forearm", "hand"}) {
    const Vec3 a = at(r, (std::string(name) + "_r").c_str(), {0.01, 0.02, 0.03});
    const Vec3 b = at(l, (std::string(name) + "_l").c_str(), {0.01, 0.02, -0.03});
    EXPECT_EQ(a, (Vec3{b.x, b.y, -b.z})) << name;
  }
}

TEST(Skeleton, LumbarJointsShareTheWhole) {
  const auto frames =
      placed(embedded_skeleton().model, {{"lumbar_flexion", 40}, {"thorax_flexion", 30}});
  const Vec3 up =
      frames[static_cast<std::size_t>(embedded_skeleton().model.body("thorax_high"))].turn.y;
  EXPECT_NEAR(arc_tangent(up.x, up.y), 70 * degree, 1e-9);
}

TEST(Skeleton, SaysWhereItIsWrong) {
  const CatalogueFile file{
      "body/skeleton.toml",
      "stature = 1\nconvention = \"x\"\n[[coordinate]]\nname = \"a\"\nrange = [0, 1]\n"
      "[[bone]]\nname = \"b\"\nparent = \"c\"\nat = [0, 0]\nturns = [\"q a\", \"x z\"]\nsources = "
      "[\"s\"]\n"
      "[[landmark]]\nname = \"l\"\nbone = \"b\"\nat = [0, 0, 0]\nradius = -1\n"
      "[[flesh]]\nname = \"f\"\nbone = \"b\"\nfrom = [0, 0, 0]\nto = [0, 0, 0]\nradii = [1]\n"};
  const auto read = read_skeleton(std::span(&file, 1));
  ASSERT_FALSE(read.has_value());
  std::string all;
  for (const CatalogueFault& fault : read.error()) {
    all += to_string(fault) + "\n";
  }
  for (const char* part : {":8: parent", ":9: at", ":10: turns", "names no coordinate: \"z\"",
                           ":16: radius", ":22: radii"}) {
    EXPECT_NE(all.find(part), std::string::npos) << part << " in\n" << all;
  }
  EXPECT_FALSE(read_skeleton({}).has_value());
}

}  // namespace
}  // namespace lissom
