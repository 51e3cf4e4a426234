#pragma once
/// From what a pose should be (angles, and what rests on what) to a whole pose.
///
/// Angles alone do not make a pose: a hand that is told 90 degrees hangs beside the floor it should
/// rest on. The solver looks for the pose that meets the contacts, keeps the joints' limits and
/// stays out of floor, walls and itself, as near to the wanted angles as that allows: weighted
/// least squares by the Levenberg-Marquardt method. Deterministic, the same digits on every host.

#include <vector>

#include "core/body/scene.h"

namespace lissom {

/// How firmly an angle is wanted.
enum class Firmness : std::uint8_t {
  said,     ///< the stretch says it
  base,     ///< the starting position says it
  resting,  ///< nobody says it: the joint rests
};

struct WantedAngle {
  double angle = 0;  ///< radians
  Firmness firmness = Firmness::resting;
};

/// All that a pose has to meet, with T on the right.
struct PoseProblem {
  const Skeleton* skeleton = nullptr;
  Mat3 facing;
  std::vector<WantedAngle> angles;  ///< one for each coordinate
  std::vector<Contact> contacts;
  std::vector<Surface> surfaces;  ///< the floor first
  bool balanced = false;          ///< nothing but the feet holds it up
};

struct SolvedPose {
  Frame root;  ///< of the skeleton's ground in the world
  Pose pose;
  std::vector<double> offsets;  ///< of the surfaces; a movable one was put here
};

[[nodiscard]] SolvedPose solve_pose(const PoseProblem& problem);

/// How far to look: [nearby] for a pose close to `from`, quicker; [whole] as long as it gets
/// better.
enum class Effort : std::uint8_t { nearby, whole };
/// The pose that is found from `from`: of several ways to lay a hand down, the one that is closest.
[[nodiscard]] SolvedPose solve_pose(const PoseProblem& problem, const SolvedPose& from,
                                    Effort effort);

/// Where every bone lies in the world.
[[nodiscard]] std::vector<Frame> place(const Skeleton& skeleton, const SolvedPose& solved);

/// How far a landmark is from what it should rest on: metres between the skins, negative inside.
[[nodiscard]] double gap(const PoseProblem& problem, const SolvedPose& solved,
                         const std::vector<Frame>& frames, const Contact& contact);

/// One thing that is inside another.
struct Overlap {
  std::string what;  ///< a flesh
  std::string in;    ///< a flesh or a surface
  double depth = 0;  ///< metres
};
/// Every overlap of more than `more_than` metres, deepest first.
[[nodiscard]] std::vector<Overlap> overlaps(const PoseProblem& problem, const SolvedPose& solved,
                                            double more_than);

/// The centre of mass in the world. @pre the skeleton has masses
[[nodiscard]] Vec3 centre_of_mass(const Model& model, const std::vector<Frame>& frames);

/// The mirror image: T on the left.
[[nodiscard]] PoseProblem mirrored(const PoseProblem& problem);
[[nodiscard]] SolvedPose mirrored(const Skeleton& skeleton, const SolvedPose& solved);

}  // namespace lissom
