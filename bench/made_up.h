#pragma once
/// A made-up body of two legs with 80 muscles, and poses, for measuring.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/body/model.h"

namespace lissom::bench {

inline PathPoint point(int body, const Vec3& at) {
  PathPoint made;
  made.body = body;
  made.at = at;
  return made;
}

/// Thigh, shank and foot on one side, with 40 muscles: half of them around a cylinder.
inline void add_leg(Model& model, double side) {
  const int thigh = static_cast<int>(model.bodies.size());
  const Vec3 joints[] = {{-0.06, -0.07, 0.08 * side}, {0, -0.4, 0}, {0, -0.4, 0}};
  for (int i = 0; i < 3; ++i) {
    Segment body;
    body.joint.parent = i == 0 ? 1 : thigh + i - 1;
    body.joint.in_parent.at = joints[i];
    const int axes = i == 0 ? 3 : 1;
    const Vec3 directions[] = {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}};
    for (int k = 0; k < axes; ++k) {
      body.joint.turns[static_cast<std::size_t>(k)] = {
          directions[k], static_cast<int>(model.coordinates.size()), linear_curve(1)};
      model.coordinates.push_back(
          {"q" + std::to_string(model.coordinates.size()), -2, 2, 0, none, {}});
    }
    model.bodies.push_back(body);
  }
  for (int i = 0; i < 40; ++i) {
    const double share = 0.01 * i;
    const int low = thigh + i % 3;
    WrapSurface drum;
    drum.body = i % 4 == 0 ? 1 : thigh;
    drum.frame.at = {-0.03, i % 4 == 0 ? -0.07 : -0.05 - share / 2, 0.06 * side};
    drum.radii = {0.02, 0.02, 0.02};
    drum.length = 0.5;
    MusclePath muscle;
    muscle.name = "m" + std::to_string(model.muscles.size());
    muscle.points = {point(1, {-0.1 + share / 3, 0.02, 0.05 * side}),
                     point(1, {-0.08 + share / 2, -0.02, 0.07 * side}),
                     point(low, {0.01, -0.1 - share / 3, 0}),
                     point(low, {0, -0.15 - share / 3, 0})};
    if (i % 2 == 0) {
      muscle.wraps.push_back({.surface = static_cast<int>(model.surfaces.size())});
      model.surfaces.push_back(drum);
    }
    model.muscles.push_back(std::move(muscle));
  }
}

inline Model made_up() {
  Model model;
  model.bodies.resize(2);
  model.bodies[1].joint.parent = 0;
  add_leg(model, 1);
  add_leg(model, -1);
  return model;
}

inline std::vector<Pose> poses_of(const Model& model) {
  constexpr int count = 400;
  SplitMix64 chance(1);
  std::vector<Pose> poses;
  for (int i = 0; i < count; ++i) {
    Pose pose = neutral_pose(model);
    for (std::size_t k = 0; k < pose.size(); ++k) {
      const Coordinate& c = model.coordinates[k];
      const double share = static_cast<double>(chance.next() >> 11U) / 9007199254740992.0;
      const double least = std::max(c.least, -1.5);
      const double most = std::min(c.most, 1.5);
      pose[k] = most > least ? least + share * (most - least) : c.rest;
    }
    follow(model, pose);
    poses.push_back(std::move(pose));
  }
  return poses;
}

}  // namespace lissom::bench
