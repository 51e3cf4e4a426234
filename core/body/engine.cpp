#include "core/body/engine.h"

#include <algorithm>
#include <cmath>

#include "core/base/contract.h"
#include "core/base/index.h"
#include "core/body/trig.h"

namespace lissom {
namespace {

/// A point of the outer frame, in `frame`.
Vec3 within(const Frame& frame, const Vec3& p) {
  const Vec3 d = p - frame.at;
  return {dot(frame.turn.x, d), dot(frame.turn.y, d), dot(frame.turn.z, d)};
}

/// `m` with two of its axes turned about the third.
Mat3 turned(const Mat3& m, int axis, double angle) {
  const auto [s, c] = sin_cos(angle);
  switch (axis) {
    case 0:
      return {m.x, c * m.y + s * m.z, c * m.z - s * m.y};
    case 1:
      return {c * m.x - s * m.z, m.y, c * m.z + s * m.x};
    default:
      return {c * m.x + s * m.y, c * m.y - s * m.x, m.z};
  }
}

const Vec3& column(const Mat3& m, int axis) {
  return axis == 0 ? m.x : axis == 1 ? m.y : m.z;
}

/// Adds how fast an axis through `at` moves what hangs on it.
void add_speed(Engine::Twist& twist, bool is_turn, const Vec3& at, const Vec3& speed) {
  twist.linear += is_turn ? cross(at, speed) : speed;
  twist.turning += is_turn ? speed : Vec3{};
}

}  // namespace

Engine::Scratch Engine::scratch() const {
  Scratch scratch;
  scratch.frames.resize(steps_.size() + 1);
  scratch.points.resize(points_.size());
  scratch.surfaces.resize(surfaces_.size());
  scratch.twists.resize(column_count_);
  scratch.chain.assign(coordinate_count_, 1);
  return scratch;
}

Engine::Work Engine::work() const {
  Work work{.frames = steps_.size(),
            .points = placed_.size(),
            .surfaces = surfaces_.size(),
            .pieces = pieces_.size(),
            .tests = wraps_.size(),
            .links = links_.size()};
  for (const Step& step : steps_) {
    work.axes += step.axes.size();
  }
  const auto bytes = [](const auto& list) { return list.size() * sizeof(list[0]); };
  const Scratch memory = scratch();
  work.bytes = work.axes * sizeof(Axis) + bytes(steps_) + bytes(points_) + bytes(placed_) +
               bytes(moving_) + bytes(surfaces_) + bytes(wraps_) + bytes(pieces_) + bytes(links_) +
               bytes(paths_) + bytes(memory.frames) + bytes(memory.points) +
               bytes(memory.surfaces) + bytes(memory.twists);
  return work;
}

void Engine::place_step(const Step& step, std::span<const double> pose, Scratch& scratch,
                        Frame& frame, bool with_arms) {
  Frame near = scratch.frames[as_index(step.parent)] * step.near;
  for (const Axis& axis : step.axes) {
    const double q = axis.coordinate == none ? 0 : pose[as_index(axis.coordinate)];
    const double value = axis.curve.value(q);
    const Vec3 direction =
        axis.straight == none ? near.turn * axis.direction : column(near.turn, axis.straight);
    if (with_arms && axis.column != none) {
      const Vec3 speed = scratch.chain[as_index(axis.coordinate)] * axis.curve.slope(q) * direction;
      add_speed(scratch.twists[as_index(axis.column)], axis.is_turn, near.at, speed);
    }
    if (!axis.is_turn) {
      // The axes are not turned yet, so that what is moved is not turned either.
      near.at += value * direction;
    } else if (axis.straight != none) {
      near.turn = turned(near.turn, axis.straight, value);
    } else {
      near.turn = near.turn * rotation(axis.direction, value);
    }
  }
  frame = step.is_far_trivial ? near : near * step.far;
}

void Engine::place_all(std::span<const double> pose, Scratch& scratch, bool with_arms) const {
  if (with_arms) {
    std::fill(scratch.twists.begin(), scratch.twists.end(), Twist{});
    for (std::size_t i = 0; has_followers_ && i < coordinates_.size(); ++i) {
      const Coordinate& c = coordinates_[i];
      scratch.chain[i] = c.driver == none ? 1
                                          : c.follows.slope(pose[as_index(c.driver)]) *
                                                scratch.chain[as_index(c.driver)];
    }
  }
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    place_step(steps_[i], pose, scratch, scratch.frames[i + 1], with_arms);
  }
  for (const int i : placed_) {
    const Point& point = points_[as_index(i)];
    Vec3 place = point.at;
    if (point.moving != none) {
      const MovingPoint& moving = moving_[as_index(point.moving)];
      place = moving.frame * place_in_body(moving.point, pose);
    }
    scratch.points[as_index(i)] =
        point.slot == 0 ? place : scratch.frames[as_index(point.slot)] * place;
  }
  for (std::size_t i = 0; i < surfaces_.size(); ++i) {
    scratch.surfaces[i] = scratch.frames[as_index(surfaces_[i].slot)] * surfaces_[i].surface.frame;
  }
}

void Engine::add_links(const Links& links, const Vec3& point, const Vec3& pull,
                       const Scratch& scratch, double* arms_m) const {
  const Vec3 moment = cross(point, pull);
  for (int i = links.first; i < links.first + links.count; ++i) {
    const Link& link = links_[as_index(i)];
    const Twist& twist = scratch.twists[as_index(link.column)];
    arms_m[link.entry] -= link.sign * (dot(twist.linear, pull) + dot(twist.turning, moment));
  }
}

void Engine::add_moving(int point, const Vec3& pull, std::span<const double> pose,
                        const Scratch& scratch, double* arms_m) const {
  const Point& p = points_[as_index(point)];
  if (p.moving == none) {
    return;
  }
  const MovingPoint& moving = moving_[as_index(p.moving)];
  const PathPoint::Moving& how = moving.point.moving.front();
  const Mat3 turn = scratch.frames[as_index(p.slot)].turn * moving.frame.turn;
  for (std::size_t k = 0; k < moving.entry.size(); ++k) {
    if (moving.entry[k] == none) {
      continue;
    }
    const int coordinate = how.coordinate[k];
    const double q = pose[as_index(coordinate)];
    if (q >= how.from[k] && q <= how.to[k]) {
      arms_m[moving.entry[k]] -= scratch.chain[as_index(coordinate)] * how.curve[k].slope(q) *
                                 dot(pull, column(turn, static_cast<int>(k)));
    }
  }
}

bool Engine::passes_by(const PieceWrap& wrap, const Vec3& from, const Vec3& to,
                       const Scratch& scratch) const {
  const Surface& surface = surfaces_[as_index(wrap.surface)];
  if (!surface.is_plain) {
    return false;
  }
  // In the plane across the axis: the line misses the circle, or passes it beyond an end.
  const Frame& frame = scratch.surfaces[as_index(wrap.surface)];
  const Vec3 a = from - frame.at;
  const Vec3 b = to - frame.at;
  const double ax = dot(frame.turn.x, a);
  const double ay = dot(frame.turn.y, a);
  const double dx = dot(frame.turn.x, b) - ax;
  const double dy = dot(frame.turn.y, b) - ay;
  const double across = dx * dx + dy * dy;
  const double t_across = -(ax * dx + ay * dy);
  const double area = ax * dy - ay * dx;
  return t_across <= 0 || t_across >= across || area * area >= surface.square * across;
}

double Engine::piece_length(const Piece& piece, std::span<const double> pose,
                            const Scratch& scratch, double* arms_m) const {
  const Vec3& from = scratch.points[as_index(piece.from)];
  const Vec3& to = scratch.points[as_index(piece.to)];
  SmoothWrap longest;
  const PieceWrap* around = nullptr;
  for (int i = piece.first_wrap; i < piece.first_wrap + piece.wrap_count; ++i) {
    const PieceWrap& wrap = wraps_[as_index(i)];
    if (passes_by(wrap, from, to, scratch)) {
      continue;
    }
    const Frame& frame = scratch.surfaces[as_index(wrap.surface)];
    const SmoothWrap found = smooth_wrap(surfaces_[as_index(wrap.surface)].surface,
                                         within(frame, from), within(frame, to));
    if (found.wrap.outcome != Wrap::Outcome::free && found.length > longest.length) {
      longest = found;
      around = &wrap;
    }
  }
  if (around == nullptr) {
    const Vec3 along = to - from;
    const double straight = length(along);
    if (arms_m != nullptr && straight > 0) {
      const Vec3 pull = (1 / straight) * along;
      add_links(piece.links, to, pull, scratch, arms_m);
      add_moving(piece.to, pull, pose, scratch, arms_m);
      add_moving(piece.from, -pull, pose, scratch, arms_m);
    }
    return straight;
  }
  if (arms_m != nullptr) {
    const Mat3& turn = scratch.surfaces[as_index(around->surface)].turn;
    const Vec3 pull_from = turn * longest.slope_from;
    const Vec3 pull_to = turn * longest.slope_to;
    add_links(around->from, from, pull_from, scratch, arms_m);
    add_links(around->to, to, pull_to, scratch, arms_m);
    add_moving(piece.from, pull_from, pose, scratch, arms_m);
    add_moving(piece.to, pull_to, pose, scratch, arms_m);
  }
  return longest.length;
}

double Engine::path_length(const Path& path, std::span<const double> pose, const Scratch& scratch,
                           double* arms_m) const {
  double sum = path.still;
  if (path.conditions.empty()) {
    for (int i = path.first_piece; i < path.first_piece + path.piece_count; ++i) {
      sum += piece_length(pieces_[as_index(i)], pose, scratch, arms_m);
    }
    return sum;
  }
  const int count = static_cast<int>(path.conditions.size());
  int last = none;
  for (int i = 0; i < count; ++i) {
    const Condition& condition = path.conditions[as_index(i)];
    PathPoint point;
    point.active_by = condition.coordinate;
    point.from = condition.from;
    point.to = condition.to;
    if (!is_active(point, pose)) {
      continue;
    }
    if (last != none) {
      sum += piece_length(pieces_[as_index(path.first_piece + last * count + i)], pose, scratch,
                          arms_m);
    }
    last = i;
  }
  return sum;
}

void Engine::evaluate(std::span<const double> pose, Scratch& scratch, std::span<double> metres,
                      double* arms_m) const {
  LISSOM_EXPECTS(pose.size() == coordinate_count_ && metres.size() == paths_.size());
  place_all(pose, scratch, arms_m != nullptr);
  for (std::size_t i = 0; i < paths_.size(); ++i) {
    metres[i] = path_length(paths_[i], pose, scratch, arms_m);
  }
}

void Engine::lengths(std::span<const double> pose, Scratch& scratch,
                     std::span<double> metres) const {
  evaluate(pose, scratch, metres, nullptr);
}

void Engine::lengths_and_arms(std::span<const double> pose, Scratch& scratch,
                              std::span<double> metres, std::span<double> arms_m) const {
  LISSOM_EXPECTS(arms_m.size() == arms_.size());
  std::fill(arms_m.begin(), arms_m.end(), 0.0);
  // No arms at all is not the same as not being asked for them.
  double none_asked = 0;
  evaluate(pose, scratch, metres, arms_m.empty() ? &none_asked : arms_m.data());
}

}  // namespace lissom
