#include "core/body/movement.h"

#include <algorithm>
#include <utility>

#include "core/base/contract.h"

namespace lissom {
namespace {

constexpr int least_steps = 12;

double between(double a, double b, double share) {
  return a + share * (b - a);
}

/// Joint by joint, straight.
SolvedPose mix(const SolvedPose& a, const SolvedPose& b, double share) {
  SolvedPose mixed = a;
  mixed.root.at = a.root.at + share * (b.root.at - a.root.at);
  for (std::size_t i = 0; i < mixed.pose.size(); ++i) {
    mixed.pose[i] = between(a.pose[i], b.pose[i], share);
  }
  for (std::size_t i = 0; i < mixed.offsets.size(); ++i) {
    mixed.offsets[i] = between(a.offsets[i], b.offsets[i], share);
  }
  return mixed;
}

/// What keeps its place: the mean of the landmarks that rest all the way, or the pelvis.
Vec3 anchor(const Skeleton& skeleton, const std::vector<Contact>& contacts,
            const SolvedPose& pose) {
  const std::vector<Frame> frames = place(skeleton, pose);
  Vec3 sum;
  double count = 0;
  for (const Contact& contact : contacts) {
    const Landmark& landmark =
        skeleton.landmarks[static_cast<std::size_t>(skeleton.landmark(contact.landmark))];
    sum += frames[static_cast<std::size_t>(landmark.body)] * landmark.at;
    count += 1;
  }
  return count > 0 ? (1 / count) * sum : frames[1].at;
}

/// Moves a pose and its furniture along the floor.
void shift(const PoseProblem& problem, SolvedPose& pose, Vec3 by) {
  by.y = 0;
  pose.root.at += by;
  for (std::size_t i = 0; i < pose.offsets.size(); ++i) {
    pose.offsets[i] += dot(problem.surfaces[i].normal, by);
  }
}

bool touches(const PoseProblem& problem, const std::string& surface) {
  return std::any_of(problem.contacts.begin(), problem.contacts.end(),
                     [&](const Contact& contact) { return contact.on == surface; });
}

/// Furniture stands where one end of the movement needs it.
void share_furniture(const Movement& movement, SolvedPose& start, SolvedPose& end) {
  for (std::size_t i = 0; i < start.offsets.size(); ++i) {
    const Surface& surface = movement.start.surfaces[i];
    if (!touches(movement.start, surface.name)) {
      start.offsets[i] = end.offsets[i];
    } else if (!touches(movement.end, surface.name)) {
      end.offsets[i] = start.offsets[i];
    }
  }
}

class MovementMaker {
 public:
  explicit MovementMaker(Movement& movement)
      : movement_(movement), skeleton_(*movement.start.skeleton) {
    for (const Contact& contact : movement.start.contacts) {
      const auto& other = movement.end.contacts;
      if (std::find(other.begin(), other.end(), contact) != other.end()) {
        kept_.push_back(contact);
      }
    }
  }

  void make_ends() {
    SolvedPose end = solve_pose(movement_.end);
    SolvedPose start = solve_pose(movement_.start, start_from(end), Effort::whole);
    put(end);
    put(start);
    share_furniture(movement_, start, end);
    movement_.keys = {std::move(start), std::move(end)};
  }

  /// @param via  what the way goes through, in order
  /// @pre the ends are there
  void make_way(const std::vector<std::vector<JointTarget>>& via) {
    const std::vector<SolvedPose> marks = marks_of(via);
    const int stretches = static_cast<int>(marks.size()) - 1;
    const int steps_each = (least_steps + stretches - 1) / stretches;
    movement_.keys.resize(1);
    for (int i = 1; i < stretches * steps_each; ++i) {
      const auto mark = static_cast<std::size_t>(i / steps_each);
      const double share = 1.0 * (i % steps_each) / steps_each;
      const SolvedPose before = movement_.keys.back();
      movement_.keys.push_back(on_the_way(mix(marks[mark], marks[mark + 1], share), before));
    }
    movement_.keys.push_back(marks.back());
  }

 private:
  /// The start, what the way goes through, the end. What is not said there is on its straight way.
  [[nodiscard]] std::vector<SolvedPose> marks_of(
      const std::vector<std::vector<JointTarget>>& via) const {
    const SolvedPose& start = movement_.keys.front();
    const SolvedPose& end = movement_.keys.back();
    std::vector<SolvedPose> marks{start};
    for (const std::vector<JointTarget>& targets : via) {
      const double share = static_cast<double>(marks.size()) / static_cast<double>(via.size() + 1);
      marks.push_back(mix(start, end, share));
      for (const JointTarget& target : targets) {
        marks.back().pose[static_cast<std::size_t>(skeleton_.model.coordinate(target.coordinate))] =
            target.angle;
      }
    }
    marks.push_back(end);
    return marks;
  }

  /// What stays keeps its place; a wall that is touched all the way does so rather than the person.
  void put(SolvedPose& pose) {
    Vec3 keeps = anchor(skeleton_, kept_, pose);
    for (std::size_t i = 0; i < pose.offsets.size(); ++i) {
      const Surface& surface = movement_.start.surfaces[i];
      const bool stays =
          surface.movable && std::any_of(kept_.begin(), kept_.end(), [&](const Contact& contact) {
            return contact.on == surface.name;
          });
      if (stays) {
        keeps += (pose.offsets[i] - dot(surface.normal, keeps)) * surface.normal;
      }
    }
    shift(movement_.start, pose, -keeps);
  }

  /// The end with what the start says: a hand that rests in both is laid down the same way.
  [[nodiscard]] SolvedPose start_from(const SolvedPose& end) const {
    SolvedPose from = end;
    for (std::size_t i = 0; i < from.pose.size(); ++i) {
      const WantedAngle& wanted = movement_.start.angles[i];
      if (wanted.firmness != Firmness::resting) {
        from.pose[i] = wanted.angle;
      }
    }
    return from;
  }

  SolvedPose on_the_way(const SolvedPose& mixed, const SolvedPose& before) {
    PoseProblem problem = movement_.start;
    problem.contacts = kept_;
    problem.balanced = movement_.start.balanced && movement_.end.balanced;
    for (std::size_t i = 0; i < problem.angles.size(); ++i) {
      problem.angles[i] = {mixed.pose[i], Firmness::said};
    }
    for (std::size_t i = 0; i < problem.surfaces.size(); ++i) {
      problem.surfaces[i].offset = mixed.offsets[i];
      problem.surfaces[i].put = true;
    }
    SolvedPose solved = solve_pose(problem, mix(before, mixed, 0.5), Effort::nearby);
    put(solved);
    return solved;
  }

  Movement& movement_;
  const Skeleton& skeleton_;
  std::vector<Contact> kept_;
};

enum class Keys : std::uint8_t { ends, all };

Result<std::vector<std::vector<JointTarget>>> parse_via(const Exercise& exercise) {
  std::vector<std::vector<JointTarget>> via;
  for (const std::string& text : exercise.pose.via) {
    Result<std::vector<JointTarget>> targets = parse_pose(text);
    if (!targets) {
      return bad_input(exercise.id + ": via, " + targets.error().what);
    }
    via.push_back(*std::move(targets));
  }
  return via;
}

Result<Movement> made(const Exercise& exercise, char side, const Skeleton& skeleton,
                      const Scenes& scenes, Keys keys) {
  LISSOM_EXPECTS(side == 'L' || side == 'R');
  auto start = pose_problem(exercise, PoseAt::start, skeleton, scenes);
  if (!start) {
    return tl::unexpected(start.error());
  }
  auto end = pose_problem(exercise, PoseAt::end, skeleton, scenes);
  if (!end) {
    return tl::unexpected(end.error());
  }
  const auto via = parse_via(exercise);
  if (!via) {
    return tl::unexpected(via.error());
  }
  Movement movement{*std::move(start), *std::move(end), {}};
  MovementMaker maker(movement);
  maker.make_ends();
  if (keys == Keys::all) {
    maker.make_way(*via);
  }
  return side == 'L' ? mirrored(movement) : movement;
}

}  // namespace

Movement mirrored(const Movement& movement) {
  Movement image{mirrored(movement.start), mirrored(movement.end), movement.keys};
  for (SolvedPose& key : image.keys) {
    key = mirrored(*movement.start.skeleton, key);
  }
  return image;
}

Result<Movement> movement_of(const Exercise& exercise, char side, const Skeleton& skeleton,
                             const Scenes& scenes) {
  return made(exercise, side, skeleton, scenes, Keys::all);
}

Result<Movement> ends_of(const Exercise& exercise, char side, const Skeleton& skeleton,
                         const Scenes& scenes) {
  return made(exercise, side, skeleton, scenes, Keys::ends);
}

SolvedPose pose_at(const Movement& movement, double t) {
  LISSOM_EXPECTS(!movement.keys.empty() && t >= 0 && t <= 1);
  const double at = t * static_cast<double>(movement.keys.size() - 1);
  const std::size_t first = std::min(static_cast<std::size_t>(at), movement.keys.size() - 2);
  return mix(movement.keys[first], movement.keys[first + 1], at - static_cast<double>(first));
}

}  // namespace lissom
