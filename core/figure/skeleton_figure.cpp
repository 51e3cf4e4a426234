#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/contract.h"
#include "core/figure/figure.h"
#include "core/figure/parts.h"

namespace lissom {
namespace {

constexpr std::array<std::string_view, bones> bone_names = {
    "pelvis", "l5",      "l4",      "l3",      "l2",     "l1",        "thorax_low", "thorax_high",
    "neck",   "head",    "femur_r", "tibia_r", "foot_r", "toes_r",    "humerus_r",  "forearm_r",
    "hand_r", "femur_l", "tibia_l", "foot_l",  "toes_l", "humerus_l", "forearm_l",  "hand_l"};

/// The body of the other side; a body of the middle is its own.
std::size_t other_side(std::size_t bone) {
  constexpr auto first_right = static_cast<std::size_t>(Bone::femur_r);
  constexpr auto first_left = static_cast<std::size_t>(Bone::femur_l);
  if (bone < first_right) {
    return bone;
  }
  return bone < first_left ? bone + (first_left - first_right) : bone - (first_left - first_right);
}

Vec3 flipped(const Vec3& p) {
  return {p.x, p.y, -p.z};
}

/// The frame as seen in a mirror across the plane z = 0. Its own z axis is mirrored too, so that it
/// stays a rotation.
Frame flipped(const Frame& f) {
  return {{flipped(f.turn.x), flipped(f.turn.y), -flipped(f.turn.z)}, flipped(f.at)};
}

void flip(std::vector<Vec3>& points) {
  for (Vec3& p : points) {
    p = flipped(p);
  }
}

std::vector<Frame> flipped(const Figure& figure, const std::vector<Frame>& frames) {
  std::vector<Frame> out = frames;
  if (frames.empty()) {
    return out;
  }
  for (std::size_t bone = 0; bone < figure.body.size(); ++bone) {
    const auto to = static_cast<std::size_t>(figure.body.at(bone));
    const auto from = static_cast<std::size_t>(figure.body.at(other_side(bone)));
    LISSOM_EXPECTS(to < out.size() && from < frames.size());
    out[to] = flipped(frames[from]);
  }
  return out;
}

}  // namespace

Result<Figure> figure_of(const Model& model, double stature_m, Build build) {
  constexpr double least_m = 0.5;
  constexpr double most_m = 2.5;
  if (!(stature_m >= least_m && stature_m <= most_m)) {
    return bad_input("a stature must be within 0.5 and 2.5 m");
  }
  Figure figure;
  figure.stature_m = stature_m;
  figure.build = build;
  const Pose pose = neutral_pose(model);
  const std::vector<Frame> frames = place(model, pose);
  for (std::size_t i = 0; i < bone_names.size(); ++i) {
    const int body = model.body(bone_names.at(i));
    if (body == none) {
      return bad_input("the model has no body \"" + std::string(bone_names.at(i)) +
                       "\", which the figure needs");
    }
    figure.body.at(i) = body;
    figure.neutral.at(i) =
        (1 / stature_m) * (frames[static_cast<std::size_t>(body)].at -
                           frames[static_cast<std::size_t>(figure.body.front())].at);
  }
  return figure;
}

Scene mirrored(const Figure& figure, const Scene& scene) {
  Scene out = scene;
  out.frames = flipped(figure, scene.frames);
  out.ghost_frames = flipped(figure, scene.ghost_frames);
  std::swap(out.grip_right, out.grip_left);
  for (StretchedMuscle& m : out.muscles) {
    flip(m.path);
  }
  for (Block& b : out.blocks) {
    b.frame = flipped(b.frame);
  }
  for (Roller& r : out.rollers) {
    r.from = flipped(r.from);
    r.to = flipped(r.to);
  }
  for (Ball& b : out.balls) {
    b.centre = flipped(b.centre);
  }
  for (Strap& s : out.straps) {
    flip(s.points);
  }
  for (Arrow& a : out.arrows) {
    a = {flipped(a.from), flipped(a.over), flipped(a.to)};
  }
  if (out.mat) {
    for (Vec3& c : out.mat->corners) {
      c = flipped(c);
    }
  }
  return out;
}

}  // namespace lissom
