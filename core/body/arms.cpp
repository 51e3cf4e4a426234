#include "core/body/arms.h"

#include <algorithm>
#include <array>

#include "core/base/contract.h"
#include "core/base/index.h"

namespace lissom {
namespace {

/// A force on a body and its moment about the origin of the ground.
struct Wrench {
  Vec3 force;
  Vec3 moment;
};

void add_force(Wrench& wrench, const Vec3& point, const Vec3& force) {
  wrench.force += force;
  wrench.moment += cross(point, force);
}

/// What the length gains for each metre that each body moves, as a force on it.
class Pulls {
 public:
  Pulls(const PosedModel& posed, Wrapping wrapping)
      : posed_(posed), wrapping_(wrapping), wrenches_(posed.model.bodies.size()) {}

  void add_path(const MusclePath& muscle, std::span<const PathNode> nodes,
                std::span<double> growth) {
    for (std::size_t i = 1; i < nodes.size(); ++i) {
      const PathNode& from = nodes[i - 1];
      const PathNode& to = nodes[i];
      if (from.wrap != none && from.wrap == to.wrap) {
        continue;  // over the surface: both ends are fixed to it
      }
      if (from.wrap == none && to.wrap == none) {
        const Vec3 along = unit(to.at - from.at);
        add_force(wrenches_[as_index(to.body)], to.at, along);
        add_force(wrenches_[as_index(from.body)], from.at, -along);
        add_moving(muscle, to, along, growth);
        add_moving(muscle, from, -along, growth);
      } else if (from.wrap == none) {
        add_corner(muscle, from, to, growth);
      } else if (to.wrap == none) {
        add_corner(muscle, to, from, growth);
      } else {
        const Vec3 along = unit(to.at - from.at);
        add_force(wrenches_[as_index(to.body)], to.at, along);
        add_force(wrenches_[as_index(from.body)], from.at, -along);
      }
    }
  }

  /// Adds to `growth` what the length gains for each unit of each coordinate of a joint.
  void add_joints(std::span<double> growth) {
    for (std::size_t i = posed_.model.bodies.size(); i-- > 1;) {
      const Joint& joint = posed_.model.bodies[i].joint;
      add_joint(joint, wrenches_[i], growth);
      Wrench& parent = wrenches_[as_index(joint.parent)];
      parent.force += wrenches_[i].force;
      parent.moment += wrenches_[i].moment;
    }
  }

 private:
  /// A corner moves against the surface that it is next to.
  void add_corner(const MusclePath& muscle, const PathNode& corner, const PathNode& touching,
                  std::span<double> growth) {
    add_force(wrenches_[as_index(corner.body)], corner.at, touching.pull);
    add_force(wrenches_[as_index(touching.body)], corner.at, -touching.pull);
    add_moving(muscle, corner, touching.pull, growth);
  }

  void add_moving(const MusclePath& muscle, const PathNode& node, const Vec3& pull,
                  std::span<double> growth) const {
    const PathPoint& point = muscle.points[as_index(node.point)];
    if (point.moving.empty()) {
      return;
    }
    const PathPoint::Moving& moving = point.moving.front();
    const Mat3& turn = posed_.frames[as_index(node.body)].turn;
    const std::array<Vec3, 3> axes = {turn.x, turn.y, turn.z};
    for (std::size_t k = 0; k < axes.size(); ++k) {
      const int coordinate = moving.coordinate[k];
      if (coordinate == none) {
        continue;
      }
      const double q = posed_.pose[as_index(coordinate)];
      // OpenSim lets a point that is held at the end of its range pull as if it still moved.
      const bool is_held =
          wrapping_ == Wrapping::smooth && (q < moving.from[k] || q > moving.to[k]);
      growth[as_index(coordinate)] += is_held ? 0 : dot(pull, axes[k]) * moving.curve[k].slope(q);
    }
  }

  void add_joint(const Joint& joint, const Wrench& wrench, std::span<double> growth) const {
    Frame near = posed_.frames[as_index(joint.parent)] * joint.in_parent;
    for (const JointAxis& move : joint.moves) {
      const double q = move.coordinate == none ? 0 : posed_.pose[as_index(move.coordinate)];
      const Vec3 direction = near.turn * move.direction;
      if (move.coordinate != none) {
        growth[as_index(move.coordinate)] += move.curve.slope(q) * dot(direction, wrench.force);
      }
    }
    Vec3 moved;
    for (const JointAxis& move : joint.moves) {
      moved +=
          move.curve.value(move.coordinate == none ? 0 : posed_.pose[as_index(move.coordinate)]) *
          move.direction;
    }
    const Vec3 centre = near * moved;
    const Vec3 moment = wrench.moment - cross(centre, wrench.force);
    for (const JointAxis& turn : joint.turns) {
      const double q = turn.coordinate == none ? 0 : posed_.pose[as_index(turn.coordinate)];
      if (turn.coordinate != none) {
        growth[as_index(turn.coordinate)] +=
            turn.curve.slope(q) * dot(near.turn * turn.direction, moment);
      }
      near.turn = near.turn * rotation(turn.direction, turn.curve.value(q));
    }
  }

  PosedModel posed_;
  Wrapping wrapping_;
  std::vector<Wrench> wrenches_;
};

}  // namespace

void moment_arms(const PosedModel& posed, const MusclePath& muscle, Wrapping wrapping,
                 std::span<double> arms) {
  LISSOM_EXPECTS(arms.size() == posed.model.coordinates.size());
  std::vector<PathNode> nodes;
  path_nodes(posed, muscle, wrapping, nodes);
  std::fill(arms.begin(), arms.end(), 0.0);
  Pulls pulls(posed, wrapping);
  pulls.add_path(muscle, nodes, arms);
  pulls.add_joints(arms);
  for (std::size_t i = arms.size(); i-- > 0;) {
    const Coordinate& coordinate = posed.model.coordinates[i];
    if (coordinate.driver != none) {
      arms[as_index(coordinate.driver)] +=
          coordinate.follows.slope(posed.pose[as_index(coordinate.driver)]) * arms[i];
    }
  }
  for (double& arm : arms) {
    arm = arm == 0 ? 0 : -arm;  // never -0
  }
}

std::vector<double> moment_arms(const Model& model, std::span<const double> pose,
                                Wrapping wrapping) {
  const std::size_t count = model.coordinates.size();
  std::vector<double> arms(model.muscles.size() * count);
  const std::vector<Frame> frames = place(model, pose);
  for (std::size_t i = 0; i < model.muscles.size(); ++i) {
    moment_arms({model, pose, frames}, model.muscles[i], wrapping,
                std::span(arms).subspan(i * count, count));
  }
  return arms;
}

}  // namespace lissom
