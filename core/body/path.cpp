#include "core/body/path.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/contract.h"
#include "core/base/index.h"
#include "core/body/trig.h"
#include "core/body/wrap.h"

namespace lissom {
namespace {

/// What a path is made from.
struct Scene : PosedModel {
  const MusclePath& muscle;
};

Frame surface_frame(const Scene& scene, const WrapSurface& surface) {
  return scene.frames[as_index(surface.body)] * surface.frame;
}

Wrap in_ground(const Frame& frame, Wrap wrap) {
  wrap.first = frame * wrap.first;
  wrap.second = frame * wrap.second;
  return wrap;
}

void active_points(const Scene& scene, std::vector<PathNode>& nodes) {
  nodes.clear();
  for (std::size_t i = 0; i < scene.muscle.points.size(); ++i) {
    const PathPoint& point = scene.muscle.points[i];
    if (is_active(point, scene.pose)) {
      nodes.push_back({.at = scene.frames[as_index(point.body)] * place_in_body(point, scene.pose),
                       .body = point.body,
                       .point = static_cast<int>(i)});
    }
  }
}

/// Puts the touching points of a wrap before a node.
void insert(std::vector<PathNode>& nodes, std::size_t before, const Wrap& wrap, int index,
            int body) {
  const PathNode first{.at = wrap.first, .body = body, .wrap = index};
  const PathNode second{.at = wrap.second, .body = body, .wrap = index, .around = wrap.around};
  nodes.insert(nodes.begin() + static_cast<std::ptrdiff_t>(before), {first, second});
}

// ---- as OpenSim does it (GeometryPath of 4.5.2)

/// The nodes between which a wrap may lie: its range of points moved inward to active ones.
struct NodeRange {
  std::size_t first = 0;
  std::size_t last = 0;
  bool is_there = false;
};

NodeRange range_of(const Scene& scene, const PathWrap& wrap, const std::vector<PathNode>& nodes) {
  const int last_point = static_cast<int>(scene.muscle.points.size()) - 1;
  const int from = wrap.first == none ? 0 : wrap.first;
  const int to = wrap.last == none ? last_point : wrap.last;
  NodeRange range;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].point >= from && nodes[i].point <= to) {
      range.first = range.is_there ? range.first : i;
      range.last = i;
      range.is_there = true;
    }
  }
  return range;
}

class Matcher {
 public:
  Matcher(const Scene& scene, std::vector<PathNode>& nodes) : scene_(scene), nodes_(nodes) {}

  void apply_all() {
    const std::size_t count = scene_.muscle.wraps.size();
    order_.resize(count);
    outcome_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      order_[i] = static_cast<int>(i);
    }
    constexpr int most_rounds = 8;
    constexpr double settled_m = 0.0005;
    double last = std::numeric_limits<double>::infinity();
    for (int round = 0; round < (count < 2 ? 1 : most_rounds); ++round) {
      if (!apply_round()) {
        return;
      }
      const double now = path_length(nodes_);
      if (std::fabs(now - last) < settled_m) {
        return;
      }
      last = now;
      if (round == 0 && count > 1) {
        swap_if_hidden();
      }
    }
  }

 private:
  /// @return whether every wrap has an active point in its range
  bool apply_round() {
    for (std::size_t i = 0; i < order_.size(); ++i) {
      outcome_[i] = Wrap::Outcome::free;
      remove(order_[i]);
      const PathWrap& wrap = scene_.muscle.wraps[as_index(order_[i])];
      if (!scene_.model.surfaces[as_index(wrap.surface)].active) {
        continue;
      }
      const NodeRange range = range_of(scene_, wrap, nodes_);
      if (!range.is_there) {
        return false;
      }
      apply(i, range);
    }
    return true;
  }

  /// Bends the piece that grows least, or the first that runs through the surface.
  void apply(std::size_t turn, const NodeRange& range) {
    const int index = order_[turn];
    const WrapSurface& surface =
        scene_.model.surfaces[as_index(scene_.muscle.wraps[as_index(index)].surface)];
    const Frame frame = surface_frame(scene_, surface);
    const Frame back = inverse(frame);
    Wrap best;
    std::size_t best_at = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (is_around(i, scene_.muscle.wraps[as_index(index)].surface)) {
        continue;
      }
      const Vec3& from = nodes_[i].at;
      const Vec3& to = nodes_[i + 1].at;
      const Wrap wrap = match(surface, back * from, back * to);
      outcome_[turn] = wrap.outcome;
      if (wrap.outcome == Wrap::Outcome::mandatory) {
        best = in_ground(frame, wrap);
        best_at = i + 1;
        break;
      }
      if (wrap.outcome == Wrap::Outcome::possible) {
        const Wrap there = in_ground(frame, wrap);
        const double more = length(there.first - from) + wrap.around + length(to - there.second) -
                            length(to - from);
        if (more < least) {
          least = more;
          best = there;
          best_at = i + 1;
        }
      }
    }
    if (best_at > 0) {
      insert(nodes_, best_at, best, index, surface.body);
    }
  }

  [[nodiscard]] Wrap match(const WrapSurface& surface, const Vec3& from, const Vec3& to) const {
    return match_wrap(surface, from, to, order_.size() == 1);
  }

  /// Whether the piece after node `i` lies on the surface already.
  [[nodiscard]] bool is_around(std::size_t i, int surface) const {
    const auto touches = [&](const PathNode& node) {
      return node.wrap != none && scene_.muscle.wraps[as_index(node.wrap)].surface == surface;
    };
    return touches(nodes_[i]) && touches(nodes_[i + 1]);
  }

  void remove(int wrap) {
    std::erase_if(nodes_, [&](const PathNode& node) { return node.wrap == wrap; });
  }

  /// If the first surface is passed by and an end lies inside the second, OpenSim tries the second
  /// one first.
  void swap_if_hidden() {
    if (outcome_[0] == Wrap::Outcome::free && outcome_[1] == Wrap::Outcome::inside) {
      std::swap(order_[0], order_[1]);
      remove(0);
    }
  }

  const Scene& scene_;
  std::vector<PathNode>& nodes_;
  std::vector<int> order_;
  std::vector<Wrap::Outcome> outcome_;
};

/// A taut thread pulls along itself: that is OpenSim's moment arm, though its touching points are
/// not quite those of a taut thread.
void set_pulls(std::vector<PathNode>& nodes) {
  for (std::size_t i = 1; i + 1 < nodes.size(); ++i) {
    if (nodes[i].wrap == none) {
      continue;
    }
    const bool is_first = nodes[i].wrap != nodes[i - 1].wrap;
    nodes[i].pull = unit((is_first ? nodes[i - 1] : nodes[i + 1]).at - nodes[i].at);
  }
}

// ---- the shortest way

/// Each straight piece goes around the surface that makes it longest: no other choice is continuous
/// without iteration, and none is nearer to the taut thread from below.
void apply_smooth(const Scene& scene, std::vector<PathNode>& nodes) {
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    const int from = nodes[i].point;
    const int to = nodes[i + 1].point;
    SmoothWrap longest;
    int longest_wrap = none;
    for (std::size_t w = 0; w < scene.muscle.wraps.size(); ++w) {
      const PathWrap& wrap = scene.muscle.wraps[w];
      const WrapSurface& surface = scene.model.surfaces[as_index(wrap.surface)];
      const bool is_in_range =
          from >= wrap.first && (wrap.last == none || to <= wrap.last) && surface.active;
      if (!is_in_range) {
        continue;
      }
      const Frame back = inverse(surface_frame(scene, surface));
      const SmoothWrap found = smooth_wrap(surface, back * nodes[i].at, back * nodes[i + 1].at);
      if (found.wrap.outcome != Wrap::Outcome::free && found.length > longest.length) {
        longest = found;
        longest_wrap = static_cast<int>(w);
      }
    }
    if (longest_wrap != none) {
      const WrapSurface& surface =
          scene.model.surfaces[as_index(scene.muscle.wraps[as_index(longest_wrap)].surface)];
      const Frame frame = surface_frame(scene, surface);
      insert(nodes, i + 1, in_ground(frame, longest.wrap), longest_wrap, surface.body);
      nodes[i + 1].pull = frame.turn * longest.slope_from;
      nodes[i + 2].pull = frame.turn * longest.slope_to;
      i += 2;
    }
  }
}

/// Points of the arc between two touching points, both left out.
void add_arc(const Frame& frame, const PathNode& first, const PathNode& second, const Vec3& before,
             std::vector<Vec3>& line) {
  const Frame back = inverse(frame);
  const Vec3 p = back * first.at;
  const Vec3 q = back * second.at;
  const Vec3 in = p - back * before;
  double turn = arc_tangent(p.x * q.y - p.y * q.x, p.x * q.x + p.y * q.y);
  const bool is_left = p.x * in.y - p.y * in.x > 0;
  if (is_left && turn < 0) {
    turn += 2 * pi;
  } else if (!is_left && turn > 0) {
    turn -= 2 * pi;
  }
  const double wanted = std::ceil(std::fabs(turn) / (15 * degree));
  const int pieces = wanted >= 2 ? static_cast<int>(wanted) : 1;  // one, too, if it is no number
  for (int i = 1; i < pieces; ++i) {
    const double t = static_cast<double>(i) / pieces;
    const SinCos sc = sin_cos(t * turn);
    line.push_back(frame * Vec3{sc.cos * p.x - sc.sin * p.y, sc.sin * p.x + sc.cos * p.y,
                                p.z + t * (q.z - p.z)});
  }
}

}  // namespace

bool is_active(const PathPoint& point, std::span<const double> pose) {
  constexpr double slack = 1e-5;  // OpenSim's
  if (point.active_by == none) {
    return true;
  }
  const double value = pose[as_index(point.active_by)];
  return value >= point.from - slack && value <= point.to + slack;
}

Vec3 place_in_body(const PathPoint& point, std::span<const double> pose) {
  if (point.moving.empty()) {
    return point.at;
  }
  const PathPoint::Moving& moving = point.moving.front();
  const auto value = [&](std::size_t i) {
    const int coordinate = moving.coordinate[i];
    const double q = coordinate == none ? 0 : pose[as_index(coordinate)];
    return moving.curve[i].value(std::clamp(q, moving.from[i], moving.to[i]));
  };
  return {value(0), value(1), value(2)};
}

void path_nodes(const PosedModel& posed, const MusclePath& muscle, Wrapping wrapping,
                std::vector<PathNode>& nodes) {
  LISSOM_EXPECTS(posed.pose.size() == posed.model.coordinates.size());
  LISSOM_EXPECTS(posed.frames.size() == posed.model.bodies.size());
  const Scene scene{posed, muscle};
  active_points(scene, nodes);
  if (muscle.wraps.empty()) {
    return;
  }
  switch (wrapping) {
    case Wrapping::match:
      Matcher(scene, nodes).apply_all();
      set_pulls(nodes);
      break;
    case Wrapping::smooth:
      apply_smooth(scene, nodes);
      break;
  }
}

double path_length(std::span<const PathNode> nodes) {
  double sum = 0;
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    const bool is_around = nodes[i].wrap != none && nodes[i].wrap == nodes[i - 1].wrap;
    sum += is_around ? nodes[i].around : length(nodes[i].at - nodes[i - 1].at);
  }
  return sum;
}

void muscle_lengths(const Model& model, std::span<const double> pose, Wrapping wrapping,
                    std::span<double> metres) {
  LISSOM_EXPECTS(metres.size() == model.muscles.size());
  const std::vector<Frame> frames = place(model, pose);
  std::vector<PathNode> nodes;
  for (std::size_t i = 0; i < metres.size(); ++i) {
    path_nodes({model, pose, frames}, model.muscles[i], wrapping, nodes);
    metres[i] = path_length(nodes);
  }
}

std::vector<double> muscle_lengths(const Model& model, std::span<const double> pose,
                                   Wrapping wrapping) {
  std::vector<double> metres(model.muscles.size());
  muscle_lengths(model, pose, wrapping, metres);
  return metres;
}

std::vector<Vec3> muscle_line(const PosedModel& posed, const MusclePath& muscle,
                              Wrapping wrapping) {
  std::vector<PathNode> nodes;
  path_nodes(posed, muscle, wrapping, nodes);
  std::vector<Vec3> line;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const bool is_around = i > 1 && nodes[i].wrap != none && nodes[i].wrap == nodes[i - 1].wrap;
    if (is_around) {
      const WrapSurface& surface =
          posed.model.surfaces[as_index(muscle.wraps[as_index(nodes[i].wrap)].surface)];
      if (surface.kind == WrapSurface::Kind::cylinder) {
        add_arc(posed.frames[as_index(surface.body)] * surface.frame, nodes[i - 1], nodes[i],
                nodes[i - 2].at, line);
      }
    }
    line.push_back(nodes[i].at);
  }
  return line;
}

}  // namespace lissom
