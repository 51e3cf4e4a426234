#include "core/figure/exercise_figure.h"

#include <algorithm>
#include <map>

#include "core/base/contract.h"
#include "core/base/index.h"
#include "core/body/flesh.h"
#include "core/body/muscles.h"
#include "core/body/path.h"
#include "core/body/stretch.h"
#include "core/body/trig.h"
#include "core/figure/extras.h"

namespace lissom {
namespace {

constexpr double least_stretch =
    0.12;  // a muscle that is hardly longer than in standing is not marked
constexpr double grows_within = 0.04;  // of stretch, or it would appear at once
constexpr double wall_half_m = 0.02;
constexpr double roller_half_m = 0.3;

bool names(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

Vec3 landmark_at(const Skeleton& skeleton, const std::vector<Frame>& frames,
                 const std::string& name) {
  const Landmark& landmark = skeleton.landmarks[as_index(skeleton.landmark(name))];
  return frames[as_index(landmark.body)] * landmark.at;
}

/// Where furniture stands that stands by a landmark, or between its two sides.
Vec3 place_of(const Skeleton& skeleton, const std::vector<Frame>& frames, const std::string& by) {
  if (skeleton.landmark(by) != none) {
    return landmark_at(skeleton, frames, by);
  }
  return 0.5 *
         (landmark_at(skeleton, frames, by + "_r") + landmark_at(skeleton, frames, by + "_l"));
}

const BasePosition* base_of(const Exercise& exercise) {
  const std::string& own = exercise.pose.base;
  return embedded_scenes().base(own.empty() ? exercise.base : own);
}

/// Builds the scenes of one movement, for the right side; the left one is drawn as its mirror
/// image.
class Stage {
 public:
  Stage(const Exercise& exercise, const Movement& movement)
      : exercise_(exercise),
        movement_(movement),
        skeleton_(*movement.start.skeleton),
        at_start_(stretches(movement.keys.front())),
        at_end_(stretches(movement.keys.back())) {}

  /// Body and furniture, but no muscles.
  [[nodiscard]] Scene scene(double at) const {
    Scene scene;
    scene.frames = frames_of(pose_at(movement_, at));
    add_props(scene);
    add_strap(scene);
    const PoseProblem& problem = at < 0.5 ? movement_.start : movement_.end;
    scene.grip_right = grip_of_hand(problem, scene, "palm_r");
    scene.grip_left = grip_of_hand(problem, scene, "palm_l");
    return scene;
  }

  [[nodiscard]] bool needs_mat() const {
    return exercise_.pose.on.empty() && exercise_.base != "standing" &&
           exercise_.base != "seated-chair";
  }

  /// Of each muscle that the entry names, the line that the movement lengthens most, on the sides
  /// that it is for.
  void add_muscles(double at, Scene& scene) const {
    const MuscledBody& body = embedded_body();
    const SolvedPose pose = pose_at(movement_, at);
    const std::vector<Stretch> now = at == 0 ? at_start_ : at == 1 ? at_end_ : stretches(pose);
    const auto most = [&](int line) {
      return std::max(at_start_[as_index(line)].stretch, at_end_[as_index(line)].stretch);
    };
    const int sides = exercise_.side == Side::both ? 2 : 1;
    std::map<std::pair<std::string, int>, int> best;
    for (std::size_t i = 0; i < now.size(); ++i) {
      const std::string& muscle = body.notes[i].part_of;
      const int side = static_cast<int>(i % 2);
      if (!is_for(muscle) || side >= sides || !is_meant(i)) {
        continue;
      }
      const auto [found, is_new] = best.try_emplace({muscle, side}, static_cast<int>(i));
      if (!is_new && most(static_cast<int>(i)) > most(found->second)) {
        found->second = static_cast<int>(i);
      }
    }
    for (const auto& [muscle, line] : best) {
      const double stretch = now[as_index(line)].stretch;
      if (stretch > least_stretch) {
        scene.muscles.push_back({muscle_line({body.model, pose.pose, scene.frames},
                                             body.model.muscles[as_index(line)], Wrapping::smooth),
                                 stretch, std::min((stretch - least_stretch) / grows_within, 1.0)});
      }
    }
  }

 private:
  /// Of all bodies of the muscled body: the skeleton's, and the kneecaps.
  [[nodiscard]] static std::vector<Frame> frames_of(const SolvedPose& pose) {
    std::vector<Frame> frames = place(embedded_body().model, pose.pose);
    for (Frame& frame : frames) {
      frame = pose.root * frame;
    }
    return frames;
  }

  [[nodiscard]] bool is_for(const std::string& muscle) const {
    return names(exercise_.primary, muscle) || names(exercise_.secondary, muscle);
  }

  [[nodiscard]] static std::vector<Stretch> stretches(const SolvedPose& pose) {
    return muscle_stretches(embedded_body().model, embedded_length_ranges(), pose.pose);
  }

  /// A stretch marks what its end lengthens; what only the start did would mislead. A movement
  /// between two ends marks both.
  [[nodiscard]] bool is_meant(std::size_t line) const {
    return exercise_.kind == Kind::dynamic ||
           (at_end_[line].stretch >= least_stretch &&
            at_end_[line].stretch >= at_start_[line].stretch - least_stretch);
  }

  /// Furniture stands where the end of the movement needs it.
  void add_props(Scene& scene) const {
    const SolvedPose& end = movement_.keys.back();
    const std::vector<Frame> frames = place(skeleton_, end);
    const Scenes& scenes = embedded_scenes();
    const BasePosition* base = base_of(exercise_);
    for (const auto* list : {&base->props, &exercise_.pose.props}) {
      for (const std::string& id : *list) {
        const Prop& prop = *scenes.prop(id);
        if (id == "roller") {
          const Vec3 at = place_of(skeleton_, frames, prop.by);
          const double radius = prop.surfaces.front().offset / 2;
          scene.rollers.push_back(
              {{at.x, radius, at.z - roller_half_m}, {at.x, radius, at.z + roller_half_m}, radius});
        } else if (prop.surfaces.front().movable) {
          add_wall(prop, frames, scene);
        } else {
          add_boxes(prop, place_of(skeleton_, frames, prop.by), scene);
        }
      }
    }
  }

  static void add_boxes(const Prop& prop, const Vec3& at, Scene& scene) {
    for (const PropBox& box : prop.boxes) {
      const Vec3 middle = 0.5 * (box.least + box.most);
      scene.blocks.push_back(
          {{{}, {at.x + middle.x, middle.y, at.z + middle.z}}, 0.5 * (box.most - box.least)});
    }
  }

  [[nodiscard]] double offset_at_the_end(const std::string& surface) const {
    double offset = 0;
    for (std::size_t i = 0; i < movement_.end.surfaces.size(); ++i) {
      if (movement_.end.surfaces[i].name == surface) {
        offset = movement_.keys.back().offsets[i];
      }
    }
    return offset;
  }

  void add_wall(const Prop& prop, const std::vector<Frame>& frames, Scene& scene) const {
    const Surface& surface = prop.surfaces.front();
    const WallPanel& panel = prop.wall;
    const bool along_x = surface.normal.x == 0;
    const Vec3 by = prop.by.empty() ? frames[1].at : place_of(skeleton_, frames, prop.by);
    const double face = offset_at_the_end(surface.name);
    if (panel.ball > 0) {
      const double touch = dot(surface.normal, by);
      scene.balls.push_back({by + (face - panel.ball - touch) * surface.normal, panel.ball});
    }
    const Vec3 along = along_x ? Vec3{1, 0, 0} : Vec3{0, 0, 1};
    Vec3 at = (face - 2 * panel.ball - wall_half_m) * surface.normal;
    at += (dot(along, by) + 0.5 * (panel.from + panel.to)) * along;
    at.y = 0.5 * panel.high;
    const double half = 0.5 * (panel.to - panel.from);
    scene.blocks.push_back(
        {{{}, at},
         {along_x ? half : wall_half_m, 0.5 * panel.high, along_x ? wall_half_m : half},
         true});
  }

  /// A strap round the foot, where one is used and the hands do not reach the foot.
  void add_strap(Scene& scene) const {
    const bool has_one = std::any_of(exercise_.equipment.begin(), exercise_.equipment.end(),
                                     [](const auto& any_of) { return names(any_of, "strap"); });
    const bool holds = std::any_of(
        movement_.end.contacts.begin(), movement_.end.contacts.end(), [](const Contact& contact) {
          return contact.landmark.starts_with("palm") && contact.on.starts_with("foot");
        });
    if (has_one && !holds) {
      scene.straps.push_back({{landmark_at(skeleton_, scene.frames, "palm_r"),
                               landmark_at(skeleton_, scene.frames, "ball_r"),
                               landmark_at(skeleton_, scene.frames, "palm_l")}});
    }
  }

  static double grip(const PoseProblem& problem, const std::string& palm) {
    constexpr double round_a_limb = 0.4;
    const bool holds =
        std::any_of(problem.contacts.begin(), problem.contacts.end(), [&](const Contact& contact) {
          return contact.landmark == palm &&
                 (contact.on.starts_with("shank") || contact.on.starts_with("foot"));
        });
    return holds ? round_a_limb : 0;
  }

  [[nodiscard]] static double grip_of_hand(const PoseProblem& problem, const Scene& scene,
                                           const std::string& palm) {
    constexpr double round_a_strap = 0.9;
    return scene.straps.empty() ? grip(problem, palm) : round_a_strap;
  }

  const Exercise& exercise_;
  const Movement& movement_;
  const Skeleton& skeleton_;
  std::vector<Stretch> at_start_;
  std::vector<Stretch> at_end_;
};

/// Finds the arrow that shows which way to move: beside the path of what travels farthest on the
/// sheet, clear of face, hands and muscles where it can be.
class ArrowMaker {
 public:
  ArrowMaker(const Movement& movement, const Scene& end, const Camera& camera)
      : skeleton_(*movement.start.skeleton), movement_(movement), end_(end), camera_(camera) {
    for (std::size_t i = 0; i < way_.size(); ++i) {
      const double at = static_cast<double>(i) / static_cast<double>(way_.size() - 1);
      way_.at(i) = place(skeleton_, pose_at(movement, at));
    }
    for (const Flesh& flesh : skeleton_.flesh) {
      flesh_.push_back(placed(flesh, way_.back()));
      for (Vec3& p : flesh_.back().ends) {
        p = flat(camera.see(p));
      }
    }
  }

  /// One arrow; two where an arm and a leg both go far.
  [[nodiscard]] std::vector<Arrow> arrows() const {
    std::vector<Arrow> found;
    const Mover first = farthest("");
    if (first.travels < worth_showing) {
      return found;
    }
    found.push_back(in_space(clear(first.way)));
    const std::string_view other = first.name.starts_with("palm")   ? "ball"
                                   : first.name.starts_with("ball") ? "palm"
                                                                    : "none";
    const Mover second = farthest(other);
    constexpr double far_too = 0.15;
    if (second.travels > far_too) {
      found.push_back(in_space(clear(second.way)));
    }
    return found;
  }

 private:
  using Way = std::array<Vec3, 3>;  ///< on the sheet: from, half way, to

  static Vec3 flat(Vec3 v) {
    v.z = 0;
    return v;
  }

  [[nodiscard]] Vec3 on_sheet(const std::string& landmark, std::size_t at) const {
    return flat(camera_.see(landmark_at(skeleton_, way_.at(at), landmark)));
  }

  /// A hand that takes hold follows the rest.
  [[nodiscard]] bool holds_on(std::string_view landmark) const {
    const std::vector<Contact>& contacts = movement_.end.contacts;
    const bool rests = std::any_of(contacts.begin(), contacts.end(), [&](const Contact& contact) {
      return contact.landmark == landmark && !contact.on.starts_with("hand");
    });
    return landmark.starts_with("palm") && (rests || !end_.straps.empty());
  }

  /// A hand that only goes where its shoulder takes it.
  [[nodiscard]] bool is_carried(std::string_view landmark) const {
    if (!landmark.starts_with("palm")) {
      return false;
    }
    constexpr double little = 0.01;
    const Way hand = way_of(landmark);
    const Way shoulder = way_of("shoulder" + std::string(landmark.substr(4)));
    return length((hand[1] - shoulder[1]) - (hand[0] - shoulder[0])) < little &&
           length((hand[2] - shoulder[2]) - (hand[0] - shoulder[0])) < little;
  }

  /// Shares of stature; what moves less is not worth an arrow, and a shorter one is hard to see.
  static constexpr double worth_showing = 0.018;
  static constexpr double shortest = 0.13;
  static constexpr double longest_shown = 0.34;

  struct Mover {
    std::string_view name;
    Way way{};
    double travels = 0;
  };

  [[nodiscard]] Way way_of(std::string_view landmark) const {
    const std::string name(landmark);
    return {on_sheet(name, 0), on_sheet(name, way_.size() / 2), on_sheet(name, way_.size() - 1)};
  }

  /// @param kind  the beginning of the names that are looked at
  [[nodiscard]] Mover farthest(std::string_view kind) const {
    Mover best;
    for (const std::string_view name :
         {"groin_r", "head_back", "palm_r", "palm_l", "ball_r", "ball_l", "knee_top_r",
          "knee_top_l", "shoulder_r", "shoulder_l"}) {
      if (!name.starts_with(kind) || holds_on(name) || is_carried(name)) {
        continue;
      }
      const Way way = way_of(name);
      const double far = length(way[1] - way[0]) + length(way[2] - way[1]);
      // Small parts swing along with large ones.
      constexpr double goes_far = 0.05;
      const double counts = !name.starts_with("groin") ? 1 : far > goes_far ? 1.8 : 1.3;
      const double travels = counts * far;
      if (travels > best.travels) {
        best = {name, way, travels};
      }
    }
    constexpr double small = 0.06;
    const Mover tilt = kind.empty() && best.travels < small ? tilted_pelvis() : Mover{};
    return tilt.travels > best.travels ? tilt : best;
  }

  /// A pelvis that tips on the spot, shown by its front or its back, whichever is seen better.
  [[nodiscard]] Mover tilted_pelvis() const {
    const std::size_t last = way_.size() - 1;
    const auto at = [&](std::size_t i) { return flat(camera_.see(way_.at(i)[1].at)); };
    constexpr double on_the_spot = 0.03;
    if (length(at(last) - at(0)) > on_the_spot) {
      return {};
    }
    Mover best;
    double least = 1e9;
    for (const Vec3 rim : {Vec3{0.15, 0.06, 0}, Vec3{-0.18, 0.06, 0}}) {
      const auto turned = [&](std::size_t i) {
        const Vec3 off = way_.at(i)[1].turn * rim;
        return at(last) + flat(camera_.see(off));
      };
      const Way way = {turned(0), turned(last / 2), turned(last)};
      const double cost = covered(beside(way, 0.03, 0));
      if (cost < least) {
        least = cost;
        constexpr double counts = 3;  // it is what such a movement is about, and small
        best = {"tilt", way, counts * length(way[2] - way[0])};
      }
    }
    return best;
  }

  /// Beside the way, where it covers least of what must be seen.
  [[nodiscard]] Way clear(const Way& way) const {
    Way best{};
    double least = 1e9;
    for (const double aside : {0.05, 0.08, 0.12, 0.17, 0.0, -0.05, -0.08, -0.12, -0.17}) {
      for (const double along : {0.0, 0.06, 0.12, 0.18, -0.06, -0.12, -0.18}) {
        const Way moved = beside(way, aside, along);
        const double cost = std::abs(aside) + 0.5 * std::abs(along) + covered(moved);
        if (cost < least) {
          least = cost;
          best = moved;
        }
      }
    }
    return best;
  }

  /// `aside` moves it away from the trunk, `along` in its own direction; neither shorter nor longer
  /// than is good to see.
  [[nodiscard]] Way beside(const Way& path, double aside, double along) const {
    const Vec3 chord = path[2] - path[0];
    const double size = length(chord);
    const Vec3 ahead = size > 1e-6 ? (1 / size) * chord : Vec3{1, 0, 0};
    Vec3 away{-ahead.y, ahead.x, 0};
    const Vec3 trunk = flat(camera_.see(way_.at(way_.size() / 2)[1].at));
    if (dot(away, path[1] - trunk) < 0) {
      away = -away;
    }
    const Vec3 middle = 0.5 * (path[0] + path[2]);
    const double longer = std::clamp(size, shortest, longest_shown) / std::max(size, 1e-6);
    Way moved;
    for (std::size_t i = 0; i < 3; ++i) {
      moved.at(i) = middle + longer * (path.at(i) - middle) + aside * away + along * ahead;
    }
    // A straight way bends a little, so that it reads as a movement.
    const double bend = dot(moved[1] - 0.5 * (moved[0] + moved[2]), away);
    const double drawn = length(moved[2] - moved[0]);
    moved[1] = 0.5 * (moved[0] + moved[2]) + std::clamp(bend, 0.12 * drawn, 0.3 * drawn) * away;
    return moved;
  }

  [[nodiscard]] static Vec3 point(const Way& path, double s) {
    const Vec3 over = 2 * path[1] - 0.5 * (path[0] + path[2]);
    return ((1 - s) * (1 - s)) * path[0] + (2 * s * (1 - s)) * over + (s * s) * path[2];
  }

  /// How much of what must be seen the arrow would cover.
  [[nodiscard]] double covered(const Way& way) const {
    double sum = 0;
    constexpr int samples = 8;
    for (int i = 0; i <= samples; ++i) {
      const Vec3 p = point(way, 1.0 * i / samples);
      sum += body_at(p) + muscles_at(p);
    }
    return sum;
  }

  [[nodiscard]] double body_at(const Vec3& p) const {
    double sum = 0;
    for (std::size_t k = 0; k < flesh_.size(); ++k) {
      const std::string& name = skeleton_.flesh[k].name;
      const bool is_head = name == "head";
      const double clear = is_head ? 0.04 : 0.025;
      const double radius =
          camera_.shrink * std::max(flesh_[k].radii[0], flesh_[k].radii[1]) + clear;
      const double inside = radius - distance_to(p, flesh_[k].ends[0], flesh_[k].ends[1]);
      const double dear = is_head ? 6 : name.starts_with("hand") ? 3 : 0.7;
      sum += std::max(0.0, inside) * dear;
    }
    return sum;
  }

  [[nodiscard]] double muscles_at(const Vec3& p) const {
    constexpr double clear = 0.04;
    constexpr double dear = 1.5;
    double sum = 0;
    for (const StretchedMuscle& muscle : end_.muscles) {
      for (const Vec3& q : muscle.path) {
        sum += dear * std::max(0.0, clear - length(flat(camera_.see(q)) - p));
      }
    }
    return sum;
  }

  [[nodiscard]] static double distance_to(const Vec3& p, const Vec3& a, const Vec3& b) {
    const Vec3 along = b - a;
    const double size = dot(along, along);
    const double s = size > 0 ? std::clamp(dot(p - a, along) / size, 0.0, 1.0) : 0;
    return length(p - a - s * along);
  }

  /// Where it lies in the world does not matter, for it is painted last.
  [[nodiscard]] Arrow in_space(const Way& path) const {
    const auto out = [&](const Vec3& p) {
      return (1 / camera_.shrink) * (transposed(camera_.turn) * p);
    };
    return {out(path[0]), out(2 * path[1] - 0.5 * (path[0] + path[2])), out(path[2])};
  }

  const Skeleton& skeleton_;
  const Movement& movement_;
  const Scene& end_;
  const Camera& camera_;
  std::array<std::vector<Frame>, 5> way_;
  std::vector<Capsule> flesh_;
};

View view_of(const Exercise& exercise) {
  const std::vector<int>& own = exercise.pose.view;
  const std::vector<int>& base = base_of(exercise)->view;
  const std::vector<int>& view = own.empty() ? base : own;
  return {1.0 * view[0], 1.0 * view[1], false};
}

/// Wide enough from everywhere, and with the middle where it is.
Window window_all_round(const Figure& figure, std::span<const Scene> scenes, View view) {
  constexpr int eighths = 8;
  constexpr double eighth_deg = 45;
  Window all = window_of(figure, scenes, view);
  for (int i = 1; i < eighths; ++i) {
    view.yaw_deg += eighth_deg;
    const Window one = window_of(figure, scenes, view);
    all = {std::min(all.left, one.left), std::min(all.bottom, one.bottom),
           std::max(all.right, one.right), std::max(all.top, one.top)};
  }
  return all;
}

// ---- words
// ---------------------------------------------------------------------------------------------------------

struct JointWords {
  std::string_view coordinate;
  bool sides;
  std::string_view more;  ///< when the angle is positive; {} is the degrees
  std::string_view less;
};

/// In the order in which they are said. "%" stands for right, left or both, "#" for the degrees.
constexpr std::array<JointWords, 17> joint_words = {{
    {"hip_flexion", true, "% hip bent to #", "% thigh # behind the body"},
    {"hip_abduction", true, "% thigh # out to the side", "% thigh # across the middle"},
    {"hip_rotation", true, "% thigh turned in by #", "% thigh turned out by #"},
    {"knee_flexion", true, "% knee bent to #", ""},
    {"pelvis_turn", false, "hips turned # to the right", "hips turned # to the left"},
    {"lumbar_flexion", false, "low back rounded by #", "low back arched by #"},
    {"lumbar_bend", false, "low back bent # to the right", "low back bent # to the left"},
    {"thorax_flexion", false, "upper back rounded by #", "upper back arched by #"},
    {"thorax_bend", false, "upper back bent # to the right", "upper back bent # to the left"},
    {"thorax_turn", false, "upper back turned # to the right", "upper back turned # to the left"},
    {"neck_bend", false, "head tipped # to the right", "head tipped # to the left"},
    {"neck_turn", false, "head turned # to the right", "head turned # to the left"},
    {"shoulder_flexion", true, "% arm # forward of the trunk", "% arm # behind the trunk"},
    {"shoulder_abduction", true, "% arm # out to the side", "% arm # across the chest"},
    {"blade_lift", true, "% shoulder lifted by #", ""},
    {"blade_forward", true, "% shoulder drawn forward by #", "% shoulder drawn back by #"},
    {"elbow_flexion", true, "% elbow bent to #", ""},
}};

std::string filled(std::string_view words, std::string_view side, int degrees) {
  std::string text;
  for (const char c : words) {
    if (c == '%') {
      text += side;
    } else if (c == '#') {
      text += std::to_string(degrees) + " degrees";
    } else {
      text += c;
    }
  }
  return text;
}

/// To the next 5 degrees, for a picture is no measurement.
int rounded(double radians) {
  constexpr double fives = 5 * degree;
  const double steps = radians / fives;
  return 5 * static_cast<int>(steps < 0 ? steps - 0.5 : steps + 0.5);
}

class PoseWords {
 public:
  PoseWords(const Skeleton& skeleton, const Pose& pose) : skeleton_(skeleton), pose_(pose) {}

  [[nodiscard]] std::string joints() const {
    std::string all;
    for (const JointWords& words : joint_words) {
      if (!words.sides) {
        say(words, "", value(std::string(words.coordinate)), all);
        continue;
      }
      const int right = value(std::string(words.coordinate) + "_r");
      const int left = value(std::string(words.coordinate) + "_l");
      if (right == left) {
        say(words, "each", right, all);
      } else {
        say(words, "right", right, all);
        say(words, "left", left, all);
      }
    }
    return all;
  }

 private:
  [[nodiscard]] int value(const std::string& coordinate) const {
    return rounded(pose_[as_index(skeleton_.model.coordinate(coordinate))]);
  }

  static void say(const JointWords& words, std::string_view side, int degrees, std::string& all) {
    constexpr int worth_saying = 15;
    const std::string_view chosen = degrees > 0 ? words.more : words.less;
    if (std::abs(degrees) >= worth_saying && !chosen.empty()) {
      all += (all.empty() ? "" : "; ") + filled(chosen, side, std::abs(degrees));
    }
  }

  const Skeleton& skeleton_;
  const Pose& pose_;
};

/// "thigh_l" as "the left thigh".
std::string part_words(const std::string& name) {
  static const std::map<std::string, std::string> others = {
      {"floor", "the floor"},      {"seat", "the seat"},   {"seat_front", "the seat"},
      {"bed", "the bed"},          {"table", "the table"}, {"desk", "the desk"},
      {"step", "the step"},        {"wall", "the wall"},   {"wall_behind", "the wall"},
      {"wall_beside", "the wall"}, {"shank", "shin"},      {"belly", "the belly"},
      {"pelvis", "the hips"}};
  std::string side;
  std::string part = name;
  if (name.ends_with("_r") || name.ends_with("_l")) {
    side = name.back() == 'r' ? "the right " : "the left ";
    part = name.substr(0, name.size() - 2);
  }
  const auto found = others.find(part);
  return side + (found == others.end() ? part : found->second);
}

std::string hands(const PoseProblem& problem) {
  std::string all;
  for (const char side : {'r', 'l'}) {
    const auto on = std::find_if(
        problem.contacts.begin(), problem.contacts.end(),
        [&](const Contact& contact) { return contact.landmark == std::string("palm_") + side; });
    if (on != problem.contacts.end()) {
      all += std::string(all.empty() ? "" : "; ") + (side == 'r' ? "right" : "left") + " hand on " +
             part_words(on->on);
    }
  }
  return all;
}

/// The movement of an exercise, T on the right. To solve one takes a hundred times as long as to
/// draw it, and the same exercise always has the same: it is solved once, by each thread for
/// itself.
const Result<Movement>& movement(const Exercise& exercise) {
  struct Kept {
    std::string base;
    PoseData pose;
    Result<Movement> solved;
  };
  // Never taken apart: the WebAssembly library knows no end of a thread.
  struct Memory {
    std::map<std::string, Kept>& all = *new std::map<std::string, Kept>;
  };
  thread_local const Memory memory;
  auto& all = memory.all;
  auto found = all.find(exercise.id);
  if (found == all.end() || found->second.base != exercise.base ||
      found->second.pose != exercise.pose) {
    Kept fresh{exercise.base, exercise.pose,
               movement_of(exercise, 'R', embedded_skeleton(), embedded_scenes())};
    found = all.insert_or_assign(exercise.id, std::move(fresh)).first;
  }
  return found->second.solved;
}

/// The pose in words, for those who do not see the picture: what it rests on, then each joint that
/// is far from standing straight, then the hands.
std::string description_of(const Exercise& exercise, const Movement& movement, double at) {
  const BasePosition* base = base_of(exercise);
  std::string text = base->name + ".";
  const std::string joints = PoseWords(embedded_skeleton(), pose_at(movement, at).pose).joints();
  if (!joints.empty()) {
    text += " " + joints + ".";
    text[base->name.size() + 2] = static_cast<char>(
        text[base->name.size() + 2] - ('a' <= joints[0] && joints[0] <= 'z' ? 'a' - 'A' : 0));
  }
  const std::string held = hands(at < 0.5 ? movement.start : movement.end);
  if (!held.empty()) {
    text += std::string(held.starts_with("right") ? " Right" : " Left") +
            held.substr(held.find(' ')) + ".";
  }
  return text;
}

}  // namespace

Result<Drawing> draw_exercise(const Exercise& exercise, const PictureWish& wish) {
  LISSOM_EXPECTS(wish.at >= 0 && wish.at <= 1);
  const Result<Movement>& right = movement(exercise);
  if (!right) {
    return tl::unexpected(right.error());
  }
  const Result<Figure> figure =
      figure_of(embedded_body().model, embedded_skeleton().stature, wish.build);
  LISSOM_EXPECTS(figure.has_value());
  const Stage stage(exercise, *right);
  // Window and mat are made from the same moments for every picture, or the figure would jump.
  std::vector<Scene> way;
  constexpr int moments = 8;
  for (int i = 0; i <= moments; ++i) {
    way.push_back(stage.scene(1.0 * i / moments));
  }
  Scene& end = way.back();
  View view = wish.view.value_or(view_of(exercise));
  const Camera camera = camera_of(view, figure->stature_m);
  stage.add_muscles(1, end);
  end.arrows = ArrowMaker(*right, end, camera).arrows();
  Scene shown = stage.scene(wish.at);
  stage.add_muscles(wish.at, shown);
  if (wish.with_arrow) {
    shown.arrows = end.arrows;
  }
  if (stage.needs_mat()) {
    shown.mat = mat_under(*figure, way);
    end.mat = shown.mat;
  }
  if (wish.with_ghost) {
    shown.ghost_frames = way.front().frames;
  }
  shown.title = exercise.name;
  shown.description =
      description_of(exercise, wish.side == 'L' ? mirrored(*right) : *right, wish.at);
  if (wish.side == 'L') {
    for (Scene& scene : way) {
      scene = mirrored(*figure, scene);
    }
    shown = mirrored(*figure, shown);
    view.from_left = !view.from_left;
  }
  const Window window =
      wish.turn_deg == 0 ? window_of(*figure, way, view) : window_all_round(*figure, way, view);
  view.yaw_deg += wish.side == 'L' ? wish.turn_deg : -wish.turn_deg;
  return draw(*figure, shown, view, window, wish.look);
}

}  // namespace lissom
