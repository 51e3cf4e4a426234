#include "core/body/stretch.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/body/trig.h"

namespace lissom {
namespace {

std::vector<Stretch> stretched(const std::vector<std::pair<std::string, double>>& degrees) {
  Pose pose = neutral_pose(embedded_body().model);
  for (const auto& [name, value] : degrees) {
    pose[static_cast<std::size_t>(embedded_body().model.coordinate(name))] = value * degree;
  }
  return muscle_stretches(embedded_body().model, embedded_length_ranges(), pose);
}

const Stretch& of(const std::vector<Stretch>& all, const std::string& muscle) {
  return all[static_cast<std::size_t>(embedded_body().model.muscle(muscle))];
}

/// One bone on another, a hinge between -1 and 2 rad, a muscle from 30 mm before it to 40 mm
/// behind it.
Model hinge() {
  Model made;
  made.coordinates = {{"pan", -1, 1, 0, none, {}}, {"hinge", -1, 2, 0.5, none, {}}};
  made.bodies = {{"ground", {}, 0, {}}, {"base", {}, 0, {}}, {"arm", {}, 0, {}}};
  for (const int i : {1, 2}) {
    Joint& joint = made.bodies[static_cast<std::size_t>(i)].joint;
    joint.parent = i - 1;
    joint.turns[0] = {{0, 0, 1}, i - 1, linear_curve(1)};
  }
  MusclePath path{"one", {}, {}};
  path.points.resize(2);
  path.points[0].body = 1;
  path.points[0].at = {0.03, 0, 0};
  path.points[1].body = 2;
  path.points[1].at = {0.04, 0, 0};
  made.muscles.push_back(path);
  return made;
}

TEST(LengthRange, FindsTheEndsOfAHingeAndTheMiddleOfItsRange) {
  const LengthRange range = length_range(hinge(), 0);
  // Between legs of 30 and 40 mm: the third side at 0, at 0.5 and at 2 rad.
  EXPECT_NEAR(range.least, 0.01, 2e-5);
  EXPECT_NEAR(range.neutral, 0.019844, 1e-6);
  EXPECT_NEAR(range.most, 0.059150, 1e-6);
}

TEST(LengthRange, HoldsEveryLength) {
  const std::vector<LengthRange>& ranges = embedded_length_ranges();
  ASSERT_EQ(ranges.size(), embedded_body().model.muscles.size());
  for (std::size_t n = 0; n < 300; ++n) {
    Pose pose = neutral_pose(embedded_body().model);
    for (std::size_t i = 0; i < pose.size(); ++i) {
      const Coordinate& coordinate = embedded_body().model.coordinates[i];
      const double share = static_cast<double>((n * 7919 + i * 104729 + n * i) % 1000) / 999;
      constexpr double inside = 0.577;  // of three turns at their ends: still in the ellipsoid
      if (!coordinate.is_held) {
        pose[i] = inside * (coordinate.least + share * (coordinate.most - coordinate.least));
      }
    }
    const std::vector<double> lengths =
        muscle_lengths(embedded_body().model, pose, Wrapping::smooth);
    for (std::size_t m = 0; m < lengths.size(); ++m) {
      constexpr double slack = 5e-4;
      EXPECT_GE(lengths[m], ranges[m].least - slack) << embedded_body().model.muscles[m].name;
      EXPECT_LE(lengths[m], ranges[m].most + slack) << embedded_body().model.muscles[m].name;
    }
  }
}

TEST(Stretch, IsNothingInStandingAndOneAtTheLongest) {
  for (const Stretch& each : stretched({})) {
    EXPECT_NEAR(each.percent, 0, 1e-9);
    EXPECT_NEAR(each.stretch, 0, 1e-9);
    EXPECT_GE(each.share, 0);
    EXPECT_LE(each.share, 1);
  }
  const std::vector<Stretch> bent = stretched({{"knee_flexion_r", 155}});
  EXPECT_NEAR(of(bent, "vasint_r").stretch, 1, 1e-3);
  EXPECT_NEAR(of(bent, "vasint_r").share, 1, 1e-3);
  EXPECT_EQ(of(bent, "vasint_l").percent, 0);
  EXPECT_EQ(of(bent, "bfsh_r").stretch, 0) << "shorter than in standing";
  const Stretch sitting = of(stretched({{"knee_flexion_r", 45}}), "vasint_r");
  EXPECT_GT(sitting.percent, 5);
  EXPECT_EQ(sitting.stretch, 0) << "in the shorter half of its range";
}

TEST(Stretch, OfManyPosesIsThatOfEach) {
  std::vector<Pose> poses;
  for (const double hip : {-20.0, 0.0, 45.0, 110.0}) {
    Pose pose = neutral_pose(embedded_body().model);
    pose[static_cast<std::size_t>(embedded_body().model.coordinate("hip_flexion_r"))] =
        hip * degree;
    pose[static_cast<std::size_t>(embedded_body().model.coordinate("knee_flexion_l"))] =
        hip * degree / 2;
    follow(embedded_body().model, pose);
    poses.push_back(std::move(pose));
  }
  const std::vector<LengthRange>& ranges = embedded_length_ranges();
  std::vector<Stretch> all(poses.size() * ranges.size());
  muscle_stretches(Engine(embedded_body().model), ranges, poses, all);
  for (std::size_t n = 0; n < poses.size(); ++n) {
    const std::vector<Stretch> one = muscle_stretches(embedded_body().model, ranges, poses[n]);
    for (std::size_t i = 0; i < one.size(); ++i) {
      const Stretch& batched = all[n * ranges.size() + i];
      EXPECT_NEAR(batched.metres, one[i].metres, 1e-12) << embedded_body().model.muscles[i].name;
      EXPECT_NEAR(batched.percent, one[i].percent, 1e-9);
      EXPECT_NEAR(batched.share, one[i].share, 1e-9);
      EXPECT_NEAR(batched.stretch, one[i].stretch, 1e-9);
    }
  }
}

TEST(Stretch, OfTheCatalogueNamesTheMusclesOfALunge) {
  const std::vector<CatalogueStretch> list =
      by_catalogue(embedded_body(), stretched({{"hip_flexion_r", -15},
                                               {"knee_flexion_r", 95},
                                               {"lumbar_flexion", 5},
                                               {"hip_flexion_l", 90},
                                               {"knee_flexion_l", 90}}));
  EXPECT_TRUE(std::is_sorted(list.begin(), list.end(),
                             [](const auto& a, const auto& b) { return a.muscle < b.muscle; }));
  const auto side = [&](const std::string& muscle, std::size_t at) {
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const auto& each) { return each.muscle == muscle; });
    EXPECT_NE(found, list.end()) << muscle;
    return found->sides.at(at);
  };
  constexpr std::size_t right = 0;
  constexpr std::size_t left = 1;
  EXPECT_GT(side("psoas", right).most.stretch, 0.25);
  EXPECT_GT(side("iliacus", right).most.stretch, 0.25);
  EXPECT_GT(side("rectus_femoris", right).most.stretch, 0.6);
  EXPECT_EQ(side("psoas", left).most.stretch, 0);
  EXPECT_EQ(side("hamstrings", right).most.stretch, 0);
  EXPECT_GT(side("glute_max", left).mean.percent, 20);
  const SideStretch buttock = side("glute_max", left);
  EXPECT_EQ(embedded_body().notes[static_cast<std::size_t>(buttock.line)].part_of, "glute_max");
  EXPECT_GE(buttock.most.stretch, buttock.mean.stretch);
}

}  // namespace
}  // namespace lissom
