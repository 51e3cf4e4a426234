#include "core/body/model.h"

#include <algorithm>

#include "core/base/contract.h"
#include "core/body/trig.h"

namespace lissom {
namespace {

template <class List>
int index_of(const List& list, std::string_view name) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.name == name; });
  return found == list.end() ? none : static_cast<int>(found - list.begin());
}

double at(const JointAxis& axis, std::span<const double> pose) {
  return axis.curve.value(
      axis.coordinate == none ? 0 : pose[static_cast<std::size_t>(axis.coordinate)]);
}

}  // namespace

int Model::body(std::string_view wanted) const {
  return index_of(bodies, wanted);
}
int Model::coordinate(std::string_view wanted) const {
  return index_of(coordinates, wanted);
}
int Model::muscle(std::string_view wanted) const {
  return index_of(muscles, wanted);
}

void follow(const Model& model, std::span<double> pose) {
  LISSOM_EXPECTS(pose.size() == model.coordinates.size());
  for (std::size_t i = 0; i < pose.size(); ++i) {
    const Coordinate& coordinate = model.coordinates[i];
    if (coordinate.driver != none) {
      pose[i] = coordinate.follows.value(pose[static_cast<std::size_t>(coordinate.driver)]);
    }
  }
}

Pose neutral_pose(const Model& model) {
  Pose pose;
  pose.reserve(model.coordinates.size());
  for (const Coordinate& coordinate : model.coordinates) {
    pose.push_back(coordinate.rest);
  }
  follow(model, pose);
  return pose;
}

Mat3 rotation(const Vec3& axis, double angle) {
  const SinCos sc = sin_cos(angle);
  const double t = 1 - sc.cos;
  const auto [x, y, z] = axis;
  const double s = sc.sin;
  return {{t * x * x + sc.cos, t * x * y + s * z, t * x * z - s * y},
          {t * x * y - s * z, t * y * y + sc.cos, t * y * z + s * x},
          {t * x * z + s * y, t * y * z - s * x, t * z * z + sc.cos}};
}

void place(const Model& model, std::span<const double> pose, std::span<Frame> frames) {
  LISSOM_EXPECTS(pose.size() == model.coordinates.size() && frames.size() == model.bodies.size());
  frames[0] = Frame{};
  for (std::size_t i = 1; i < model.bodies.size(); ++i) {
    const Joint& joint = model.bodies[i].joint;
    Frame moved;
    for (const JointAxis& turn : joint.turns) {
      const double angle = at(turn, pose);
      if (angle != 0) {
        moved.turn = moved.turn * rotation(turn.direction, angle);
      }
    }
    for (const JointAxis& move : joint.moves) {
      moved.at += at(move, pose) * move.direction;
    }
    frames[i] = frames[static_cast<std::size_t>(joint.parent)] * joint.in_parent * moved *
                inverse(joint.in_child);
  }
}

std::vector<Frame> place(const Model& model, std::span<const double> pose) {
  std::vector<Frame> frames(model.bodies.size());
  place(model, pose, frames);
  return frames;
}

}  // namespace lissom
