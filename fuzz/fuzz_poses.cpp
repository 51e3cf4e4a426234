/// A table of poses. Law: a table that is read has one value for every coordinate in each pose, the
/// clamped one in its range and the follower where its driver puts it; and lengths come of it. One
/// that is not is refused in one line with its line and column.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/contract.h"
#include "shells/opensim/pose_table.h"

namespace {

using namespace lissom;

/// A rod on two axes, one of them clamped, and a third coordinate that follows.
Model rod() {
  Model model;
  model.coordinates = {{"q", -1, 1, 0.5, none, {}, true},
                       {"r", -9, 9, 0, none, {}},
                       {"follower", -9, 9, 0, 1, linear_curve(-2)}};
  model.bodies.resize(2);
  model.bodies[1].joint.parent = 0;
  model.bodies[1].joint.turns[0] = {{0, 0, 1}, 0, linear_curve(1)};
  model.bodies[1].joint.turns[1] = {{1, 0, 0}, 2, linear_curve(1)};
  MusclePath muscle;
  muscle.name = "m";
  muscle.points.resize(2);
  muscle.points[1].body = 1;
  muscle.points[1].at = {0, 0.3, 0.4};
  model.muscles = {muscle};
  return model;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Model model = rod();
  const auto table = opensim::read_poses(model, {reinterpret_cast<const char*>(data), size});
  if (!table) {
    const std::string& what = table.error().what;
    LISSOM_EXPECTS(what.starts_with("line ") && what.find(", column ") != std::string::npos &&
                   what.find('\n') == std::string::npos);
    return 0;
  }
  for (const opensim::NamedPose& named : table->poses) {
    LISSOM_EXPECTS(named.pose.size() == 3);
    LISSOM_EXPECTS(named.pose[0] >= -1 && named.pose[0] <= 1);
    LISSOM_EXPECTS(named.pose[2] == -2 * named.pose[1]);
  }
  LISSOM_EXPECTS(opensim::lengths_table(model, table->poses, Wrapping::match).has_value());
  LISSOM_EXPECTS(opensim::arms_table(model, table->poses, Wrapping::smooth).has_value());
  return 0;
}
