// How an engine is made from a model.

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/index.h"
#include "core/body/engine.h"
#include "core/body/path.h"

namespace lissom {
namespace {

bool is_still(const Joint& joint) {
  const auto still = [](const JointAxis& axis) {
    return axis.coordinate == none || axis.curve.is_constant();
  };
  return std::ranges::all_of(joint.turns, still) && std::ranges::all_of(joint.moves, still);
}

/// x, y or z, or none of them.
int straight_axis(const Vec3& v) {
  return v == Vec3{1, 0, 0} ? 0 : v == Vec3{0, 1, 0} ? 1 : v == Vec3{0, 0, 1} ? 2 : none;
}

}  // namespace

/// The order: bodies to slots, muscles to points and pieces, then only the slots that are needed.
class EngineMaker {
 public:
  EngineMaker(const Model& model, Engine& engine) : model_(model), engine_(engine) {}

  void make() {
    engine_.coordinate_count_ = model_.coordinates.size();
    engine_.coordinates_ = model_.coordinates;
    engine_.has_followers_ = std::ranges::any_of(
        model_.coordinates, [](const Coordinate& c) { return c.driver != none; });
    make_slots();
    keep_needed();
    make_steps();
    make_surfaces();
    for (std::size_t i = 0; i < model_.muscles.size(); ++i) {
      make_path(static_cast<int>(i));
    }
    keep_used_points();
  }

 private:
  /// A body that moves in its parent, or the ground; others lie still in one of those.
  struct Slot {
    int parent = none;
    int body = 0;
    Frame near;
    int final_slot = none;  ///< its number among those that are needed
  };
  struct Home {
    int slot = 0;
    Frame frame;
  };

  // ---- bodies

  void make_slots() {
    homes_.resize(model_.bodies.size());
    slots_.push_back({});
    const Pose rest = neutral_pose(model_);
    for (std::size_t i = 1; i < model_.bodies.size(); ++i) {
      const Joint& joint = model_.bodies[i].joint;
      const Home& parent = homes_[as_index(joint.parent)];
      if (is_still(joint)) {
        homes_[i] = {parent.slot, parent.frame * still_frame(i, rest)};
      } else {
        homes_[i] = {static_cast<int>(slots_.size()), {}};
        slots_.push_back({.parent = parent.slot,
                          .body = static_cast<int>(i),
                          .near = parent.frame * joint.in_parent});
      }
    }
  }

  /// Where a body lies that does not move in its parent.
  [[nodiscard]] Frame still_frame(std::size_t body, const Pose& rest) const {
    Model pair;
    pair.coordinates = model_.coordinates;
    pair.bodies = {Segment{}, model_.bodies[body]};
    pair.bodies[1].joint.parent = 0;
    return place(pair, rest)[1];
  }

  /// Whether a muscle is fixed to a slot or goes around something that is.
  [[nodiscard]] std::vector<bool> touched() const {
    std::vector<bool> is_touched(slots_.size(), false);
    for (const MusclePath& muscle : model_.muscles) {
      for (const PathPoint& point : muscle.points) {
        is_touched[as_index(homes_[as_index(point.body)].slot)] = true;
      }
      for (const PathWrap& wrap : muscle.wraps) {
        is_touched[as_index(homes_[as_index(model_.surfaces[as_index(wrap.surface)].body)].slot)] =
            true;
      }
    }
    return is_touched;
  }

  /// Finds the slot that carries all muscles and numbers those between it and the muscles.
  void keep_needed() {
    const std::vector<bool> is_touched = touched();
    // Slots come after their parents, so that one pass back finds how many lie at or below each.
    std::vector<int> below(slots_.size(), 0);
    for (std::size_t i = slots_.size(); i-- > 0;) {
      below[i] += is_touched[i] ? 1 : 0;
      if (slots_[i].parent != none) {
        below[as_index(slots_[i].parent)] += below[i];
      }
    }
    std::size_t carrier = slots_.size() - 1;
    while (below[carrier] < below[0]) {
      --carrier;
    }
    slots_[carrier].final_slot = 0;
    int next = 1;
    for (std::size_t i = carrier + 1; i < slots_.size(); ++i) {
      const bool hangs_on = slots_[as_index(slots_[i].parent)].final_slot != none;
      if (hangs_on && below[i] > 0) {
        slots_[i].final_slot = next++;
      }
    }
  }

  void make_steps() {
    columns_.resize(1);
    parents_.push_back(none);
    for (const Slot& slot : slots_) {
      if (slot.final_slot <= 0) {
        continue;
      }
      const Joint& joint = model_.bodies[as_index(slot.body)].joint;
      columns_.emplace_back();
      parents_.push_back(slots_[as_index(slot.parent)].final_slot);
      Engine::Step step;
      step.parent = parents_.back();
      step.near = slot.near;
      step.far = inverse(joint.in_child);
      step.is_far_trivial = step.far == Frame{};
      add_axes(joint.moves, false, step);
      add_axes(joint.turns, true, step);
      engine_.steps_.push_back(std::move(step));
    }
  }

  void add_axes(const std::array<JointAxis, 3>& axes, bool is_turn, Engine::Step& step) {
    for (const JointAxis& axis : axes) {
      const bool is_constant = axis.coordinate == none || axis.curve.is_constant();
      if (is_constant && axis.curve.value(0) == 0) {
        continue;
      }
      step.axes.push_back({.direction = axis.direction,
                           .straight = straight_axis(axis.direction),
                           .is_turn = is_turn,
                           .coordinate = is_constant ? none : axis.coordinate,
                           .column = is_constant ? none : column_of(axis.coordinate),
                           .curve = axis.curve});
    }
  }

  [[nodiscard]] int driver_of(int coordinate) const {
    while (model_.coordinates[as_index(coordinate)].driver != none) {
      coordinate = model_.coordinates[as_index(coordinate)].driver;
    }
    return coordinate;
  }

  /// The column of the newest slot for what drives a coordinate.
  int column_of(int coordinate) {
    const int driver = driver_of(coordinate);
    auto& columns = columns_.back();
    const auto found =
        std::ranges::find_if(columns, [&](const auto& c) { return c.second == driver; });
    if (found != columns.end()) {
      return found->first;
    }
    columns.emplace_back(static_cast<int>(engine_.column_count_), driver);
    return static_cast<int>(engine_.column_count_++);
  }

  void make_surfaces() {
    for (const WrapSurface& surface : model_.surfaces) {
      const Home& home = homes_[as_index(surface.body)];
      Engine::Surface made{.slot = std::max(0, slots_[as_index(home.slot)].final_slot),
                           .is_plain = surface.kind == WrapSurface::Kind::cylinder &&
                                       (surface.sign == 0 || surface.axis == 2),
                           .square = surface.radii.x * surface.radii.x,
                           .surface = surface};
      made.surface.frame = home.frame * surface.frame;
      engine_.surfaces_.push_back(std::move(made));
    }
  }

  // ---- muscles

  int entry_of(int coordinate) {
    const auto [found, is_new] = entries_.try_emplace(std::pair(muscle_, coordinate),
                                                      static_cast<int>(engine_.arms_.size()));
    if (is_new) {
      engine_.arms_.push_back({muscle_, coordinate});
    }
    return found->second;
  }

  /// The columns that move slot `a` and not slot `b`, and with a minus those of `b` and not `a`.
  Engine::Links links_between(int a, int b) {
    Engine::Links links{.first = static_cast<int>(engine_.links_.size()), .count = 0};
    const auto add = [&](int slot, double sign) {
      for (const auto& [column, driver] : columns_[as_index(slot)]) {
        engine_.links_.push_back({column, entry_of(driver), sign});
        ++links.count;
      }
    };
    // The later of two slots cannot carry the other.
    while (a != b) {
      if (a > b) {
        add(a, 1);
        a = parents_[as_index(a)];
      } else {
        add(b, -1);
        b = parents_[as_index(b)];
      }
    }
    return links;
  }

  int add_point(const PathPoint& point) {
    const Home& home = homes_[as_index(point.body)];
    Engine::Point made{.slot = slots_[as_index(home.slot)].final_slot, .at = home.frame * point.at};
    if (!point.moving.empty()) {
      made.moving = static_cast<int>(engine_.moving_.size());
      Engine::MovingPoint moving{.point = point, .frame = home.frame};
      for (std::size_t k = 0; k < moving.entry.size(); ++k) {
        const int coordinate = point.moving.front().coordinate[k];
        moving.entry[k] = coordinate == none ? none : entry_of(driver_of(coordinate));
      }
      engine_.moving_.push_back(std::move(moving));
    }
    engine_.points_.push_back(made);
    return static_cast<int>(engine_.points_.size()) - 1;
  }

  /// @param i  index of the first point in the muscle @param j  of the second
  Engine::Piece make_piece(const MusclePath& muscle, int i, int j) {
    Engine::Piece piece;
    piece.from = first_point_ + i;
    piece.to = first_point_ + j;
    piece.first_wrap = static_cast<int>(engine_.wraps_.size());
    const int from = engine_.points_[as_index(piece.from)].slot;
    const int to = engine_.points_[as_index(piece.to)].slot;
    piece.links = links_between(to, from);
    for (const PathWrap& wrap : muscle.wraps) {
      const bool is_in_range = i >= wrap.first && (wrap.last == none || j <= wrap.last);
      if (is_in_range && model_.surfaces[as_index(wrap.surface)].active) {
        const int slot = engine_.surfaces_[as_index(wrap.surface)].slot;
        engine_.wraps_.push_back(
            {wrap.surface, links_between(from, slot), links_between(to, slot)});
        ++piece.wrap_count;
      }
    }
    return piece;
  }

  /// Whether no coordinate changes the length of a piece.
  [[nodiscard]] bool is_unchanging(const Engine::Piece& piece) const {
    const auto is_moving = [&](int point) {
      return engine_.points_[as_index(point)].moving != none;
    };
    return piece.links.count == 0 && piece.wrap_count == 0 && !is_moving(piece.from) &&
           !is_moving(piece.to);
  }

  void make_path(int index) {
    muscle_ = index;
    const MusclePath& muscle = model_.muscles[as_index(index)];
    first_point_ = static_cast<int>(engine_.points_.size());
    for (const PathPoint& point : muscle.points) {
      add_point(point);
    }
    const bool is_changing = std::ranges::any_of(
        muscle.points, [](const PathPoint& point) { return point.active_by != none; });
    const int count = static_cast<int>(muscle.points.size());
    Engine::Path path;
    path.first_piece = static_cast<int>(engine_.pieces_.size());
    if (is_changing) {
      for (int pair = 0; pair < count * count; ++pair) {
        engine_.pieces_.push_back(pair / count < pair % count
                                      ? make_piece(muscle, pair / count, pair % count)
                                      : Engine::Piece{});
      }
      for (const PathPoint& point : muscle.points) {
        path.conditions.push_back({point.active_by, point.from, point.to});
      }
    } else {
      add_pieces(muscle, count, path);
    }
    path.piece_count = static_cast<int>(engine_.pieces_.size()) - path.first_piece;
    engine_.paths_.push_back(std::move(path));
  }

  void add_pieces(const MusclePath& muscle, int count, Engine::Path& path) {
    for (int i = 0; i + 1 < count; ++i) {
      const Engine::Piece piece = make_piece(muscle, i, i + 1);
      if (is_unchanging(piece)) {
        path.still += length(engine_.points_[as_index(piece.to)].at -
                             engine_.points_[as_index(piece.from)].at);
      } else {
        engine_.pieces_.push_back(piece);
      }
    }
  }

  void keep_used_points() {
    std::vector<bool> is_used(engine_.points_.size(), false);
    for (const Engine::Piece& piece : engine_.pieces_) {
      // Pairs that are no piece have both ends alike.
      if (piece.from != piece.to) {
        is_used[as_index(piece.from)] = true;
        is_used[as_index(piece.to)] = true;
      }
    }
    for (std::size_t i = 0; i < is_used.size(); ++i) {
      if (is_used[i]) {
        engine_.placed_.push_back(static_cast<int>(i));
      }
    }
  }

  const Model& model_;
  Engine& engine_;
  std::vector<Slot> slots_;
  std::vector<Home> homes_;   ///< of the bodies
  std::vector<int> parents_;  ///< of the needed slots
  /// For each needed slot its columns of twists, with what drives them.
  std::vector<std::vector<std::pair<int, int>>> columns_;
  std::map<std::pair<int, int>, int> entries_;
  int muscle_ = 0;
  int first_point_ = 0;
};

Engine::Engine(const Model& model) {
  EngineMaker(model, *this).make();
}

}  // namespace lissom
