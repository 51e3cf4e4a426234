#include "core/body/solve_pose.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "core/base/contract.h"
#include "core/body/flesh.h"
#include "core/body/least_squares.h"
#include "core/body/trig.h"

namespace lissom {
namespace {

// How far off is one unit of regret. Contacts are kept to a millimetre or two; a said angle gives
// way by a degree or two, a resting joint by many.
constexpr double contact_unit = 0.001;
constexpr double inside_unit = 0.003;
constexpr double limit_unit = 0.5 * degree;
constexpr double balance_unit = 0.015;
constexpr double drift_unit = 10;  // nothing else says where on the floor the person is

bool has_prefix(std::string_view name, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

/// How much an angle may be off for one unit of regret, radians.
double angle_unit(std::string_view coordinate, Firmness firmness) {
  if (firmness == Firmness::said) {
    return 1.5 * degree;
  }
  if (firmness == Firmness::base) {
    return 8 * degree;
  }
  if (has_prefix(coordinate, {"pelvis"})) {
    return 6 * degree;
  }
  if (has_prefix(coordinate, {"shoulder", "elbow", "forearm", "wrist", "toes"})) {
    return 40 * degree;
  }
  return has_prefix(coordinate, {"hip", "knee", "ankle"}) ? 15 * degree : 10 * degree;
}

/// Parts that may touch but not enter each other, by the beginning of their names. Neighbours along
/// a limb, and flesh that gives way (thigh on belly, calf on thigh), are left out.
struct Apart {
  std::string_view a;
  std::string_view b;
  bool same_side;  ///< also when both are of one side
};
constexpr std::array<Apart, 27> apart = {{
    {"thigh", "thigh", false},   {"shank", "shank", false},    {"foot", "foot", false},
    {"foot", "shank", false},    {"shank", "thigh", false},    {"foot", "thigh", false},
    {"hand", "thigh", true},     {"hand", "shank", true},      {"hand", "foot", true},
    {"forearm", "thigh", true},  {"forearm", "shank", true},   {"hand", "pelvis", true},
    {"hand", "belly", true},     {"hand", "ribs", true},       {"hand", "chest", true},
    {"hand", "head", true},      {"forearm", "pelvis", true},  {"forearm", "belly", true},
    {"forearm", "ribs", true},   {"forearm", "chest", true},   {"forearm", "head", true},
    {"upper_arm", "ribs", true}, {"upper_arm", "thigh", true}, {"upper_arm", "head", true},
    {"hand", "hand", false},     {"shank", "chest", true},     {"foot", "chest", true},
}};

struct FleshPair {
  std::size_t a = 0;
  std::size_t b = 0;
};

std::vector<FleshPair> pairs_apart(const Skeleton& skeleton) {
  std::vector<FleshPair> pairs;
  const auto side = [](const std::string& name) {
    return name.ends_with("_l") ? 'l' : name.ends_with("_r") ? 'r' : ' ';
  };
  for (std::size_t i = 0; i < skeleton.flesh.size(); ++i) {
    for (std::size_t j = 0; j < skeleton.flesh.size(); ++j) {
      const std::string& a = skeleton.flesh[i].name;
      const std::string& b = skeleton.flesh[j].name;
      const bool kept = std::any_of(apart.begin(), apart.end(), [&](const Apart& row) {
        const bool twice = row.a == row.b && i >= j;
        return i != j && !twice && a.starts_with(row.a) && b.starts_with(row.b) &&
               (row.same_side || side(a) != side(b));
      });
      if (kept) {
        pairs.push_back({i, j});
      }
    }
  }
  return pairs;
}

const Surface* surface_named(const PoseProblem& problem, const std::string& name,
                             std::size_t& index) {
  for (index = 0; index < problem.surfaces.size(); ++index) {
    if (problem.surfaces[index].name == name) {
      return &problem.surfaces[index];
    }
  }
  return nullptr;
}

const Flesh& flesh_named(const Skeleton& skeleton, const std::string& name) {
  const auto found = std::find_if(skeleton.flesh.begin(), skeleton.flesh.end(),
                                  [&](const Flesh& flesh) { return flesh.name == name; });
  LISSOM_EXPECTS(found != skeleton.flesh.end());
  return *found;
}

/// The lowest point of a capsule against a plane.
double above(const Capsule& capsule, const Surface& surface, double offset) {
  double least = std::numeric_limits<double>::max();
  for (std::size_t k = 0; k < 2; ++k) {
    least = std::min(least, dot(surface.normal, capsule.ends[k]) - capsule.radii[k] - offset);
  }
  return least;
}

/// Only the floor and walls are everywhere; a seat is not, and what rests on it says so.
bool is_everywhere(const Surface& surface) {
  return surface.movable || surface.name == "floor";
}

std::string other_side(std::string name) {
  if (name.ends_with("_r") || name.ends_with("_l")) {
    name.back() = name.back() == 'r' ? 'l' : 'r';
  }
  return name;
}

/// Bends and turns of the trunk go the other way in the mirror.
double mirror_sign(std::string_view coordinate) {
  const bool turns_round = coordinate.ends_with("_bend") || coordinate.ends_with("_turn") ||
                           coordinate.ends_with("_oblique");
  return turns_round ? -1 : 1;
}

/// The unknowns: root position, offsets of movable surfaces, coordinates that are not held.
class Solver {
 public:
  explicit Solver(const PoseProblem& problem)
      : problem_(problem), pairs_(pairs_apart(*problem.skeleton)) {
    LISSOM_EXPECTS(problem.angles.size() == problem.skeleton->model.coordinates.size());
  }

  SolvedPose solve(const SolvedPose* from, Effort effort) {
    std::vector<double> x = from != nullptr ? unknowns(*from) : start();
    const Residuals residuals = [this](const std::vector<double>& at, std::vector<double>& out) {
      regrets(at, out);
    };
    if (effort == Effort::nearby) {
      least_squares(residuals, x, {6, 1e-6, 1e-2});
      return solved(x);
    }
    // First the rough shape, with loose contacts.
    loose_ = 20;
    least_squares(residuals, x, {30, 1e-6, 1e-3});
    loose_ = 1;
    least_squares(residuals, x, {80, 1e-6, 1e-5});
    return solved(x);
  }

 private:
  [[nodiscard]] std::vector<double> unknowns(const SolvedPose& pose) const {
    std::vector<double> x{pose.root.at.x, pose.root.at.y, pose.root.at.z};
    x.insert(x.end(), pose.offsets.begin(), pose.offsets.end());
    for (std::size_t i = 0; i < pose.pose.size(); ++i) {
      if (!is_held(i)) {
        x.push_back(pose.pose[i]);
      }
    }
    return x;
  }

  [[nodiscard]] bool is_held(std::size_t coordinate) const {
    return problem_.skeleton->model.coordinates[coordinate].is_held;
  }

  [[nodiscard]] std::vector<double> start() const {
    std::vector<double> x(3 + problem_.surfaces.size(), 0);
    for (std::size_t i = 0; i < problem_.surfaces.size(); ++i) {
      x[3 + i] = problem_.surfaces[i].offset;
    }
    for (std::size_t i = 0; i < problem_.angles.size(); ++i) {
      if (!is_held(i)) {
        x.push_back(problem_.angles[i].angle);
      }
    }
    // Put down on the highest of what it rests on, or the floor.
    const std::vector<Frame> frames = place(*problem_.skeleton, solved(x));
    double lift = -std::numeric_limits<double>::max();
    for (const Contact& contact : problem_.contacts) {
      std::size_t index = 0;
      const Surface* surface = surface_named(problem_, contact.on, index);
      if (surface != nullptr && !surface->movable) {
        lift = std::max(lift, -gap(problem_, solved(x), frames, contact));
      }
    }
    x[1] += lift > -1e9 ? lift : 1;
    return x;
  }

  [[nodiscard]] SolvedPose solved(const std::vector<double>& x) const {
    SolvedPose solved;
    solved.root = {problem_.facing, {x[0], x[1], x[2]}};
    const auto surfaces = static_cast<std::ptrdiff_t>(problem_.surfaces.size());
    solved.offsets.assign(x.begin() + 3, x.begin() + 3 + surfaces);
    auto sought = x.begin() + 3 + surfaces;
    for (std::size_t i = 0; i < problem_.angles.size(); ++i) {
      solved.pose.push_back(is_held(i) ? problem_.angles[i].angle : *sought++);
    }
    follow(problem_.skeleton->model, solved.pose);
    return solved;
  }

  void regrets(const std::vector<double>& x, std::vector<double>& out) const {
    const SolvedPose now = solved(x);
    const std::vector<Frame> frames = place(*problem_.skeleton, now);
    out.clear();
    out.push_back(x[0] / drift_unit);
    out.push_back(x[1] / drift_unit);
    out.push_back(x[2] / drift_unit);
    for (std::size_t i = 0; i < problem_.surfaces.size(); ++i) {
      const Surface& surface = problem_.surfaces[i];
      out.push_back((now.offsets[i] - surface.offset) / (surface.put ? 1e-6 : drift_unit));
    }
    add_angles(now, out);
    for (const Contact& contact : problem_.contacts) {
      out.push_back(gap(problem_, now, frames, contact) / (contact_unit * loose_));
    }
    add_overlaps(now, frames, out);
    if (problem_.balanced) {
      add_balance(frames, out);
    }
  }

  void add_angles(const SolvedPose& now, std::vector<double>& out) const {
    const std::vector<Coordinate>& coordinates = problem_.skeleton->model.coordinates;
    for (std::size_t i = 0; i < coordinates.size(); ++i) {
      if (is_held(i)) {
        continue;
      }
      const double value = now.pose[i];
      const WantedAngle& wanted = problem_.angles[i];
      out.push_back((value - wanted.angle) / angle_unit(coordinates[i].name, wanted.firmness));
      const double beyond =
          std::max({0.0, coordinates[i].least - value, value - coordinates[i].most});
      out.push_back(beyond / limit_unit);
    }
  }

  void add_overlaps(const SolvedPose& now, const std::vector<Frame>& frames,
                    std::vector<double>& out) const {
    std::vector<Capsule> capsules;
    for (const Flesh& flesh : problem_.skeleton->flesh) {
      capsules.push_back(placed(flesh, frames));
    }
    for (std::size_t i = 0; i < problem_.surfaces.size(); ++i) {
      for (const Capsule& capsule : capsules) {
        const double room = is_everywhere(problem_.surfaces[i])
                                ? above(capsule, problem_.surfaces[i], now.offsets[i])
                                : 0;
        out.push_back(std::min(0.0, room) / (inside_unit * loose_));
      }
    }
    for (const FleshPair& pair : pairs_) {
      out.push_back(std::min(0.0, distance(capsules[pair.a], capsules[pair.b])) /
                    (inside_unit * loose_));
    }
  }

  void add_balance(const std::vector<Frame>& frames, std::vector<double>& out) const {
    Vec3 feet;
    double count = 0;
    for (const Contact& contact : problem_.contacts) {
      if (contact.on == "floor") {
        const Landmark& landmark = problem_.skeleton->landmarks[static_cast<std::size_t>(
            problem_.skeleton->landmark(contact.landmark))];
        feet += frames[static_cast<std::size_t>(landmark.body)] * landmark.at;
        count += 1;
      }
    }
    const Vec3 off =
        centre_of_mass(problem_.skeleton->model, frames) - (1 / std::max(count, 1.0)) * feet;
    out.push_back(off.x / balance_unit);
    out.push_back(off.z / balance_unit);
  }

  const PoseProblem& problem_;
  std::vector<FleshPair> pairs_;
  double loose_ = 1;
};

}  // namespace

SolvedPose solve_pose(const PoseProblem& problem) {
  return Solver(problem).solve(nullptr, Effort::whole);
}

SolvedPose solve_pose(const PoseProblem& problem, const SolvedPose& from, Effort effort) {
  return Solver(problem).solve(&from, effort);
}

std::vector<Frame> place(const Skeleton& skeleton, const SolvedPose& solved) {
  std::vector<Frame> frames = place(skeleton.model, solved.pose);
  for (Frame& frame : frames) {
    frame = solved.root * frame;
  }
  return frames;
}

double gap(const PoseProblem& problem, const SolvedPose& solved, const std::vector<Frame>& frames,
           const Contact& contact) {
  const Skeleton& skeleton = *problem.skeleton;
  const Landmark& landmark =
      skeleton.landmarks[static_cast<std::size_t>(skeleton.landmark(contact.landmark))];
  const Vec3 centre = frames[static_cast<std::size_t>(landmark.body)] * landmark.at;
  std::size_t index = 0;
  if (const Surface* surface = surface_named(problem, contact.on, index)) {
    return dot(surface->normal, centre) - landmark.radius - solved.offsets[index];
  }
  return distance(centre, landmark.radius, placed(flesh_named(skeleton, contact.on), frames));
}

std::vector<Overlap> overlaps(const PoseProblem& problem, const SolvedPose& solved,
                              double more_than) {
  const Skeleton& skeleton = *problem.skeleton;
  const std::vector<Frame> frames = place(skeleton, solved);
  std::vector<Overlap> found;
  const auto add = [&](const std::string& what, const std::string& in, double room) {
    if (-room > more_than) {
      found.push_back({what, in, -room});
    }
  };
  for (const Flesh& flesh : skeleton.flesh) {
    for (std::size_t i = 0; i < problem.surfaces.size(); ++i) {
      if (is_everywhere(problem.surfaces[i])) {
        add(flesh.name, problem.surfaces[i].name,
            above(placed(flesh, frames), problem.surfaces[i], solved.offsets[i]));
      }
    }
  }
  for (const FleshPair& pair : pairs_apart(skeleton)) {
    const Flesh& a = skeleton.flesh[pair.a];
    const Flesh& b = skeleton.flesh[pair.b];
    add(a.name, b.name, distance(placed(a, frames), placed(b, frames)));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Overlap& a, const Overlap& b) { return a.depth > b.depth; });
  return found;
}

Vec3 centre_of_mass(const Model& model, const std::vector<Frame>& frames) {
  Vec3 sum;
  double mass = 0;
  for (std::size_t i = 1; i < model.bodies.size(); ++i) {
    sum += model.bodies[i].mass_kg * (frames[i] * model.bodies[i].centre_of_mass);
    mass += model.bodies[i].mass_kg;
  }
  LISSOM_EXPECTS(mass > 0);
  return (1 / mass) * sum;
}

PoseProblem mirrored(const PoseProblem& problem) {
  PoseProblem image = problem;
  for (Contact& contact : image.contacts) {
    contact = {other_side(contact.landmark), other_side(contact.on)};
  }
  for (Surface& surface : image.surfaces) {
    surface.normal.z = -surface.normal.z;
  }
  const std::vector<Coordinate>& coordinates = problem.skeleton->model.coordinates;
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    const int other = problem.skeleton->model.coordinate(other_side(coordinates[i].name));
    image.angles[i] = problem.angles[static_cast<std::size_t>(other)];
    image.angles[i].angle *= mirror_sign(coordinates[i].name);
  }
  return image;
}

SolvedPose mirrored(const Skeleton& skeleton, const SolvedPose& solved) {
  SolvedPose image = solved;
  const auto flip = [](const Vec3& v) { return Vec3{v.x, v.y, -v.z}; };
  const Mat3& turn = solved.root.turn;
  image.root = {{flip(turn.x), flip(turn.y), -flip(turn.z)}, flip(solved.root.at)};
  const std::vector<Coordinate>& coordinates = skeleton.model.coordinates;
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    const int other = skeleton.model.coordinate(other_side(coordinates[i].name));
    image.pose[i] = mirror_sign(coordinates[i].name) * solved.pose[static_cast<std::size_t>(other)];
  }
  follow(skeleton.model, image.pose);
  return image;
}

}  // namespace lissom
