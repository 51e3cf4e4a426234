#include "core/body/stretch.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/base/contract.h"
#include "core/base/index.h"
#include "core/base/percent.h"

namespace lissom {
namespace {

/// In the shorter half of its range no muscle counts as stretched: our convention.
constexpr double slack_share = 0.5;

/// The one muscle, the bodies between its points, and the coordinates that move them.
struct Excerpt {
  Model model;
  std::vector<int> free;
  /// The turns of one joint, if there are several: all of them at their ends at once is more than a
  /// joint can do.
  std::vector<std::vector<int>> together;
};

/// Bodies of the path and of what it wraps around.
std::vector<int> bodies_of(const Model& model, const MusclePath& path) {
  std::vector<int> bodies;
  for (const PathPoint& point : path.points) {
    bodies.push_back(point.body);
  }
  for (const PathWrap& wrap : path.wraps) {
    bodies.push_back(model.surfaces[as_index(wrap.surface)].body);
  }
  return bodies;
}

/// All bodies from those down to the last one that they have in common, in order; that one first.
std::vector<int> bodies_between(const Model& model, std::vector<int> bodies) {
  std::vector<int> between;
  while (true) {
    std::sort(bodies.begin(), bodies.end());
    bodies.erase(std::unique(bodies.begin(), bodies.end()), bodies.end());
    const int last = bodies.back();
    between.push_back(last);
    if (bodies.size() == 1) {
      break;
    }
    bodies.back() = model.bodies[as_index(last)].joint.parent;  // parents stand before children
  }
  std::reverse(between.begin(), between.end());
  return between;
}

void add_driver(const Model& model, int coordinate, std::vector<int>& free) {
  while (coordinate != none && model.coordinates[as_index(coordinate)].driver != none) {
    coordinate = model.coordinates[as_index(coordinate)].driver;
  }
  if (coordinate != none && !model.coordinates[as_index(coordinate)].is_held &&
      std::find(free.begin(), free.end(), coordinate) == free.end()) {
    free.push_back(coordinate);
  }
}

void add_drivers(const Model& model, const std::array<JointAxis, 3>& axes, std::vector<int>& free) {
  for (const JointAxis& axis : axes) {
    if (!axis.curve.is_constant()) {
      add_driver(model, axis.coordinate, free);
    }
  }
}

void add_joint(const Model& model, const Joint& joint, Excerpt& part) {
  add_drivers(model, joint.turns, part.free);
  add_drivers(model, joint.moves, part.free);
  std::vector<int> turns;
  add_drivers(model, joint.turns, turns);
  const auto& known = part.together;
  if (turns.size() > 1 && std::find(known.begin(), known.end(), turns) == known.end()) {
    part.together.push_back(std::move(turns));
  }
}

/// Takes the turns of each joint back together, until they are within an ellipsoid around rest
/// whose half axes are the ranges of the single turns.
void keep_together(const Excerpt& part, std::span<double> pose) {
  for (const std::vector<int>& turns : part.together) {
    double square = 0;
    for (const int turn : turns) {
      const Coordinate& coordinate = part.model.coordinates[as_index(turn)];
      const double off = pose[as_index(turn)] - coordinate.rest;
      const double most =
          off > 0 ? coordinate.most - coordinate.rest : coordinate.rest - coordinate.least;
      square += most > 0 ? (off / most) * (off / most) : 0;
    }
    if (square > 1) {
      const double share = 1 / std::sqrt(square);
      for (const int turn : turns) {
        const double rest = part.model.coordinates[as_index(turn)].rest;
        pose[as_index(turn)] = rest + share * (pose[as_index(turn)] - rest);
      }
    }
  }
}

Excerpt excerpt(const Model& model, int muscle) {
  Excerpt part;
  part.model.coordinates = model.coordinates;
  const MusclePath& whole = model.muscles[as_index(muscle)];
  const std::vector<int> between = bodies_between(model, bodies_of(model, whole));
  const auto moved = [&](int body) {
    return static_cast<int>(std::find(between.begin(), between.end(), body) - between.begin());
  };
  for (const int body : between) {
    part.model.bodies.push_back(model.bodies[as_index(body)]);
    Joint& joint = part.model.bodies.back().joint;
    if (part.model.bodies.size() == 1) {
      joint = Joint{};
    } else {
      joint.parent = moved(joint.parent);
      add_joint(model, joint, part);
    }
  }
  MusclePath path = whole;
  for (PathPoint& point : path.points) {
    point.body = moved(point.body);
    add_driver(model, point.active_by, part.free);
    for (const PathPoint::Moving& moving : point.moving) {
      for (const int coordinate : moving.coordinate) {
        add_driver(model, coordinate, part.free);
      }
    }
  }
  for (PathWrap& wrap : path.wraps) {
    part.model.surfaces.push_back(model.surfaces[as_index(wrap.surface)]);
    part.model.surfaces.back().body = moved(part.model.surfaces.back().body);
    wrap.surface = static_cast<int>(part.model.surfaces.size()) - 1;
  }
  part.model.muscles.push_back(std::move(path));
  return part;
}

/// The length of the excerpt's muscle, poses one after the other without new memory.
class LengthMeter {
 public:
  explicit LengthMeter(const Excerpt& part) : part_(&part), frames_(part.model.bodies.size()) {}

  double operator()(std::span<double> pose) {
    follow(part_->model, pose);
    place(part_->model, pose, frames_);
    path_nodes({part_->model, pose, frames_}, part_->model.muscles[0], Wrapping::smooth, nodes_);
    return path_length(nodes_);
  }

 private:
  const Excerpt* part_;
  std::vector<Frame> frames_;
  std::vector<PathNode> nodes_;
};

struct Sample {
  Pose pose;
  double length = 0;
};

/// Every combination of least, rest and most; of least and most if that would be too many.
std::vector<Sample> grid(const Excerpt& part, LengthMeter& measure) {
  constexpr std::size_t most_free = 6;
  const std::size_t levels = part.free.size() > most_free ? 2 : 3;
  std::size_t count = 1;
  for (std::size_t i = 0; i < part.free.size(); ++i) {
    count *= levels;
  }
  std::vector<Sample> places;
  places.reserve(count);
  for (std::size_t n = 0; n < count; ++n) {
    Sample place{neutral_pose(part.model), 0};
    std::size_t rest = n;
    for (const int free : part.free) {
      const Coordinate& coordinate = part.model.coordinates[as_index(free)];
      const std::array<double, 3> values = {coordinate.least, coordinate.most, coordinate.rest};
      place.pose[as_index(free)] = values.at(rest % levels);
      rest /= levels;
    }
    keep_together(part, place.pose);
    place.length = measure(place.pose);
    places.push_back(std::move(place));
  }
  return places;
}

/// Climbs from one place of the grid to the longest (or shortest) length near it.
class Climb {
 public:
  /// @param sense  +1 to lengthen, -1 to shorten
  Climb(const Excerpt& part, Sample start, double sense, LengthMeter& measure)
      : part_(&part), best_(std::move(start)), sense_(sense), measure_(&measure) {}

  double length() {
    constexpr int first = 4;  // a quarter of a joint's range
    constexpr int last = 512;
    for (int parts = first; parts <= last; parts *= 2) {
      while (improve(1.0 / parts)) {
      }
    }
    return best_.length;
  }

 private:
  /// Tries a step of each coordinate either way. @param share  of its range
  bool improve(double share) {
    bool better = false;
    for (const int free : part_->free) {
      const Coordinate& coordinate = part_->model.coordinates[as_index(free)];
      const double step = share * (coordinate.most - coordinate.least);
      better |= take(free, step) || take(free, -step);
    }
    return better;
  }

  bool take(int free, double step) {
    const Coordinate& coordinate = part_->model.coordinates[as_index(free)];
    Sample next = best_;
    double& value = next.pose[as_index(free)];
    value = std::clamp(value + step, coordinate.least, coordinate.most);
    keep_together(*part_, next.pose);
    next.length = (*measure_)(next.pose);
    constexpr double least_gain = 2e-5;  // metres; less would creep along the limits of a joint
    if (sense_ * (next.length - best_.length) < least_gain) {
      return false;
    }
    best_ = std::move(next);
    return true;
  }

  const Excerpt* part_;
  Sample best_;
  double sense_;
  LengthMeter* measure_;
};

double extreme(const Excerpt& part, std::vector<Sample>& places, double sense,
               LengthMeter& measure) {
  constexpr std::ptrdiff_t starts = 3;
  std::stable_sort(places.begin(), places.end(), [&](const Sample& a, const Sample& b) {
    return sense * a.length > sense * b.length;
  });
  double best = places.front().length;
  const auto end = places.begin() + std::min(starts, std::ssize(places));
  for (auto place = places.begin(); place != end; ++place) {
    const double length = Climb(part, *place, sense, measure).length();
    best = sense * length > sense * best ? length : best;
  }
  return best;
}

}  // namespace

LengthRange length_range(const Model& model, int muscle) {
  LISSOM_EXPECTS(muscle >= 0 && as_index(muscle) < model.muscles.size());
  const Excerpt part = excerpt(model, muscle);
  LengthMeter measure(part);
  Pose neutral = neutral_pose(model);
  std::vector<Sample> places = grid(part, measure);
  LengthRange range;
  range.neutral = measure(neutral);
  range.most = extreme(part, places, 1, measure);
  range.least = extreme(part, places, -1, measure);
  return range;
}

const std::vector<LengthRange>& embedded_length_ranges() {
  static const std::vector<LengthRange> ranges = [] {
    const Model& model = embedded_body().model;
    std::vector<LengthRange> each;
    for (int muscle = 0; as_index(muscle) < model.muscles.size(); muscle += 2) {
      each.push_back(length_range(model, muscle));
      each.push_back(each.back());  // the left one is its mirror image
    }
    return each;
  }();
  return ranges;
}

namespace {

/// What a length means. @param metres  of the muscle that the range belongs to
Stretch stretch_at(double metres, const LengthRange& range) {
  const auto part = [&](double from) {
    return range.most > from ? std::clamp((metres - from) / (range.most - from), 0.0, 1.0) : 0.0;
  };
  const double slack = range.least + slack_share * (range.most - range.least);
  return {metres - range.neutral, percent(metres / range.neutral - 1), part(range.least),
          part(std::max(slack, range.neutral))};
}

}  // namespace

std::vector<Stretch> muscle_stretches(const Model& model, std::span<const LengthRange> ranges,
                                      std::span<const double> pose) {
  LISSOM_EXPECTS(ranges.size() == model.muscles.size());
  const std::vector<double> lengths = muscle_lengths(model, pose, Wrapping::smooth);
  std::vector<Stretch> stretches;
  stretches.reserve(lengths.size());
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    stretches.push_back(stretch_at(lengths[i], ranges[i]));
  }
  return stretches;
}

void muscle_stretches(const Engine& engine, std::span<const LengthRange> ranges,
                      std::span<const Pose> poses, std::span<Stretch> stretches) {
  LISSOM_EXPECTS(stretches.size() == poses.size() * ranges.size());
  Engine::Scratch scratch = engine.scratch();
  std::vector<double> lengths(ranges.size());
  auto next = stretches.begin();
  for (const Pose& pose : poses) {
    engine.lengths(pose, scratch, lengths);
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      *next++ = stretch_at(lengths[i], ranges[i]);
    }
  }
}

std::vector<CatalogueStretch> by_catalogue(const MuscledBody& body,
                                           std::span<const Stretch> stretches) {
  LISSOM_EXPECTS(stretches.size() == body.notes.size());
  std::map<std::string, CatalogueStretch> found;
  std::map<std::string, int> lines;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const std::string& id = body.notes[i].part_of;
    if (id.empty()) {
      continue;
    }
    CatalogueStretch& muscle = found[id];
    muscle.muscle = id;
    lines[id] += i % 2 == 0 ? 1 : 0;
    SideStretch& side = muscle.sides.at(i % 2);
    const Stretch& one = stretches[i];
    side.mean.metres += one.metres;
    side.mean.percent += one.percent;
    side.mean.share += one.share;
    side.mean.stretch += one.stretch;
    if (side.line == none ||
        std::pair(one.stretch, one.percent) > std::pair(side.most.stretch, side.most.percent)) {
      side.most = one;
      side.line = static_cast<int>(i);
    }
  }
  std::vector<CatalogueStretch> list;
  for (auto& [id, muscle] : found) {
    for (SideStretch& side : muscle.sides) {
      side.mean.metres /= lines[id];
      side.mean.percent /= lines[id];
      side.mean.share /= lines[id];
      side.mean.stretch /= lines[id];
    }
    list.push_back(std::move(muscle));
  }
  return list;
}

}  // namespace lissom
