#pragma once
/// Poses for the tests of the figure, by hand: angles of our own skeleton, set down on the floor.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/body/skeleton.h"
#include "core/body/trig.h"
#include "core/figure/figure.h"

namespace lissom {

using Degrees = std::vector<std::pair<std::string, double>>;

inline void set_degrees(Pose& pose, const std::string& name, double value) {
  const Model& model = embedded_skeleton().model;
  const int coordinate = model.coordinate(name);
  if (coordinate != none) {
    pose[static_cast<std::size_t>(coordinate)] = value * degree;
    return;
  }
  for (const char* side : {"_r", "_l"}) {
    pose.at(static_cast<std::size_t>(model.coordinate(name + side))) = value * degree;
  }
}

/// Frames of a pose whose lowest point is on the floor. An angle without a side is for both.
inline std::vector<Frame> frames_of(const Degrees& degrees) {
  const Skeleton& body = embedded_skeleton();
  Pose pose = neutral_pose(body.model);
  for (const auto& [name, value] : degrees) {
    set_degrees(pose, name, value);
  }
  follow(body.model, pose);
  std::vector<Frame> frames = place(body.model, pose);
  double lowest = 1e9;
  for (const Landmark& l : body.landmarks) {
    lowest = std::min(lowest, (frames[static_cast<std::size_t>(l.body)] * l.at).y - l.radius);
  }
  for (Frame& f : frames) {
    f.at.y -= lowest;
  }
  return frames;
}

inline const Degrees standing = {{"shoulder_abduction", 6}, {"elbow_flexion", 8}};

inline const Degrees half_kneeling = {
    {"hip_flexion_r", -12}, {"knee_flexion_r", 85},    {"ankle_r", -70},
    {"hip_flexion_l", 88},  {"knee_flexion_l", 88},    {"shoulder_flexion", 40},
    {"elbow_flexion", 50},  {"forearm_pronation", 70}, {"lumbar_flexion", 5}};

inline const Degrees figure_four = {
    {"pelvis_tilt", -85},      {"shoulder_flexion", 45}, {"elbow_flexion", 30},
    {"forearm_pronation", 20}, {"hip_flexion_r", 100},   {"hip_abduction_r", 27},
    {"hip_rotation_r", -66},   {"knee_flexion_r", 96},   {"hip_flexion_l", 76},
    {"knee_flexion_l", 80},    {"neck_flexion", 10}};

inline const Degrees cow = {{"pelvis_tilt", 98},       {"hip_flexion", 100},
                            {"knee_flexion", 88},      {"ankle", -75},
                            {"shoulder_flexion", 65},  {"wrist_flexion", -80},
                            {"forearm_pronation", 80}, {"lumbar_flexion", -28},
                            {"thorax_flexion", -15},   {"neck_flexion", -45}};

inline const Degrees cat = {{"pelvis_tilt", 52},       {"hip_flexion", 52},
                            {"knee_flexion", 88},      {"ankle", -75},
                            {"shoulder_flexion", 110}, {"wrist_flexion", -80},
                            {"forearm_pronation", 80}, {"lumbar_flexion", 45},
                            {"thorax_flexion", 38},    {"neck_flexion", 40}};

inline const Degrees seated = {
    {"pelvis_tilt", 10},      {"hip_flexion_r", 92}, {"knee_flexion_r", 15},
    {"ankle_r", 10},          {"hip_flexion_l", 95}, {"knee_flexion_l", 85},
    {"shoulder_flexion", 30}, {"elbow_flexion", 40}, {"forearm_pronation", 60}};

inline const Degrees side_lying = {{"pelvis_oblique", 90}, {"hip_flexion", 50},
                                   {"knee_flexion", 85},   {"shoulder_flexion", 75},
                                   {"elbow_flexion", 60},  {"neck_bend", -10}};

inline Figure figure_with(Build build) {
  const Skeleton& body = embedded_skeleton();
  return figure_of(body.model, body.stature, build).value();
}

inline Scene scene_of(const Degrees& degrees) {
  Scene scene;
  scene.frames = frames_of(degrees);
  scene.title = "A pose";
  scene.description = "Drawn for a test.";
  return scene;
}

inline Vec3 on_bone(const Scene& scene, const char* bone, const Vec3& at) {
  const Skeleton& body = embedded_skeleton();
  return scene.frames.at(static_cast<std::size_t>(body.model.body(bone))) * (body.stature * at);
}

/// The half-kneeling stretch with all that a picture can have but furniture.
inline Scene hip_flexor_scene() {
  Scene scene = scene_of(half_kneeling);
  scene.title = "Hip flexor, half kneeling";
  scene.description = "Kneeling on the right knee, left foot flat in front.";
  const Figure figure = figure_with(Build::average);
  scene.mat = mat_under(figure, {&scene, 1});
  scene.muscles.push_back(
      {{on_bone(scene, "l1", {0, 0, 0.02}), on_bone(scene, "l4", {0.012, 0, 0.034}),
        on_bone(scene, "pelvis", {0.022, 0.045, 0.045}),
        on_bone(scene, "pelvis", {0.036, 0.008, 0.046}),
        on_bone(scene, "femur_r", {0.014, -0.045, 0}),
        on_bone(scene, "femur_r", {-0.004, -0.08, -0.004})},
       0.9});
  scene.arrows.push_back({on_bone(scene, "pelvis", {-0.25, 0.10, 0.1}),
                          on_bone(scene, "pelvis", {-0.18, 0.11, 0.1}),
                          on_bone(scene, "pelvis", {-0.10, 0.10, 0.1})});
  return scene;
}

inline Scene chair_scene() {
  Scene scene = scene_of(seated);
  constexpr double seat_m = 0.44;
  const double hip = on_bone(scene, "pelvis", {}).y;
  constexpr double flesh_m = 0.13;
  for (Frame& f : scene.frames) {
    f.at.y += seat_m + flesh_m - hip;
  }
  scene.blocks = chair_at({on_bone(scene, "pelvis", {}).x + 0.17, 0, 0}, seat_m);
  return scene;
}

inline Scene strap_scene() {
  Scene scene = scene_of({{"pelvis_tilt", -88},
                          {"hip_flexion_r", 82},
                          {"knee_flexion_r", 10},
                          {"ankle_r", 10},
                          {"hip_flexion_l", 50},
                          {"knee_flexion_l", 90},
                          {"shoulder_flexion", 65},
                          {"elbow_flexion", 20},
                          {"neck_flexion", 10}});
  scene.grip_left = scene.grip_right = 1;
  scene.straps.push_back(
      {{on_bone(scene, "hand_r", {0.01, -0.05, 0}), on_bone(scene, "foot_r", {0.05, -0.042, 0.015}),
        on_bone(scene, "foot_r", {0.05, -0.042, -0.015}),
        on_bone(scene, "hand_l", {0.01, -0.05, 0})}});
  const Figure figure = figure_with(Build::average);
  scene.mat = mat_under(figure, {&scene, 1});
  return scene;
}

constexpr View from_the_side{22, 9, false};

}  // namespace lissom
