/// A model file. Law: what is read is a model that can be used: indices lead somewhere, parents
/// come before children and drivers before followers, lengths can be computed both ways, and the
/// engine made of it agrees with the plain functions. What is not read is refused in one line with
/// a place.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/contract.h"
#include "core/body/arms.h"
#include "core/body/engine.h"
#include "core/body/path.h"
#include "shells/opensim/read.h"

namespace {

using namespace lissom;

bool is_index(int index, std::size_t count) {
  return index >= 0 && static_cast<std::size_t>(index) < count;
}

void check_indices(const Model& model) {
  for (std::size_t i = 1; i < model.bodies.size(); ++i) {
    LISSOM_EXPECTS(is_index(model.bodies[i].joint.parent, i));
  }
  for (std::size_t i = 0; i < model.coordinates.size(); ++i) {
    LISSOM_EXPECTS(model.coordinates[i].driver == none || is_index(model.coordinates[i].driver, i));
  }
  for (const MusclePath& muscle : model.muscles) {
    for (const PathPoint& point : muscle.points) {
      LISSOM_EXPECTS(is_index(point.body, model.bodies.size()));
    }
    for (const PathWrap& wrap : muscle.wraps) {
      LISSOM_EXPECTS(is_index(wrap.surface, model.surfaces.size()));
    }
  }
}

bool is_near(const Vec3& place) {
  return length(place) < 1e6;
}

/// The reader bounds every number; what functions make of them, nobody does.
bool is_near(const Model& model, std::span<const double> pose) {
  return std::ranges::all_of(place(model, pose),
                             [](const Frame& frame) { return is_near(frame.at); }) &&
         std::ranges::all_of(model.muscles, [&](const MusclePath& muscle) {
           return std::ranges::all_of(muscle.points, [&](const PathPoint& point) {
             return is_near(place_in_body(point, pose));
           });
         });
}

void check_lengths(const Model& model) {
  const Pose pose = neutral_pose(model);
  const std::vector<double> smooth = muscle_lengths(model, pose, Wrapping::smooth);
  const std::vector<double> match = muscle_lengths(model, pose, Wrapping::match);
  (void)moment_arms(model, pose, Wrapping::match);
  const Engine engine(model);
  Engine::Scratch scratch = engine.scratch();
  std::vector<double> metres(model.muscles.size());
  std::vector<double> arms(engine.arms().size());
  engine.lengths_and_arms(pose, scratch, metres, arms);
  // In a model of human size both are the same; beyond, digits are lost in other places.
  const bool all_is_near = is_near(model, pose);
  for (std::size_t i = 0; i < metres.size(); ++i) {
    LISSOM_EXPECTS(!(smooth[i] < 0));
    const bool is_sized = all_is_near && smooth[i] < 10;
    LISSOM_EXPECTS(!is_sized || !(std::fabs(metres[i] - smooth[i]) > 1e-3));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto model = opensim::read_model({reinterpret_cast<const char*>(data), size});
  if (!model) {
    const std::string& what = model.error().what;
    LISSOM_EXPECTS(what.starts_with("line ") && what.find('\n') == std::string::npos);
    return 0;
  }
  check_indices(*model);
  check_lengths(*model);
  return 0;
}
