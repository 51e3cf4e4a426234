/// Every stretch of the catalogue takes its two poses, on both sides.

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "core/body/movement.h"
#include "core/body/trig.h"

namespace lissom {
namespace {

constexpr double centimetre = 0.01;

struct Taken {
  PoseProblem problem;
  SolvedPose solved;
};

/// Solved once for all tests.
const Movement& movement(const std::string& id) {
  static std::map<std::string, Movement> all;
  const auto found = all.find(id);
  if (found != all.end()) {
    return found->second;
  }
  auto made = movement_of(embedded_catalogue().exercises.at(id), 'R', embedded_skeleton(),
                          embedded_scenes());
  EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().what);
  return all.emplace(id, *std::move(made)).first->second;
}

Taken taken(const std::string& id, PoseAt moment) {
  const Movement& all = movement(id);
  return moment == PoseAt::start ? Taken{all.start, all.keys.front()}
                                 : Taken{all.end, all.keys.back()};
}

std::string degrees(double radians) {
  return std::to_string(std::lround(radians / degree));
}

/// What is wrong with a pose, one line each.
std::string complaints(const Taken& pose) {
  const Skeleton& skeleton = embedded_skeleton();
  const std::vector<Frame> frames = place(skeleton, pose.solved);
  std::string all;
  for (const Contact& contact : pose.problem.contacts) {
    const double off = gap(pose.problem, pose.solved, frames, contact);
    if (std::abs(off) > centimetre) {
      all += contact.landmark + " is " + std::to_string(off) + " m from " + contact.on + "\n";
    }
  }
  for (const Overlap& overlap : overlaps(pose.problem, pose.solved, centimetre)) {
    all += overlap.what + " is " + std::to_string(overlap.depth) + " m inside " + overlap.in + "\n";
  }
  for (std::size_t i = 0; i < pose.solved.pose.size(); ++i) {
    const Coordinate& coordinate = skeleton.model.coordinates[i];
    const double value = pose.solved.pose[i];
    if (value < coordinate.least - degree || value > coordinate.most + degree) {
      all += coordinate.name + " at " + degrees(value) + " is beyond the joint\n";
    }
    const WantedAngle& wanted = pose.problem.angles[i];
    if (wanted.firmness == Firmness::said && std::abs(value - wanted.angle) > 5.5 * degree) {
      all += coordinate.name + " is " + degrees(value) + ", said " + degrees(wanted.angle) + "\n";
    }
  }
  return all;
}

class EveryStretch : public testing::TestWithParam<std::string> {};

TEST_P(EveryStretch, IsTakenAsItIsSaid) {
  for (const PoseAt moment : {PoseAt::start, PoseAt::end}) {
    const Taken pose = taken(GetParam(), moment);
    EXPECT_EQ(complaints(pose), "") << (moment == PoseAt::start ? "start" : "end");
    if (pose.problem.balanced) {
      const std::vector<Frame> frames = place(embedded_skeleton(), pose.solved);
      double least = 1;
      double most = -1;
      for (const Contact& contact : pose.problem.contacts) {
        const Landmark& landmark = embedded_skeleton().landmarks[static_cast<std::size_t>(
            embedded_skeleton().landmark(contact.landmark))];
        const double x = (frames[static_cast<std::size_t>(landmark.body)] * landmark.at).x;
        least = std::min(least, x - landmark.radius);
        most = std::max(most, x + landmark.radius);
      }
      const double mass_x = centre_of_mass(embedded_skeleton().model, frames).x;
      EXPECT_TRUE(least < mass_x && mass_x < most) << "it would fall over";
    }
  }
}

TEST_P(EveryStretch, MirrorsExactly) {
  const Skeleton& skeleton = embedded_skeleton();
  const Taken pose = taken(GetParam(), PoseAt::end);
  const std::vector<Frame> right = place(skeleton, pose.solved);
  const std::vector<Frame> left = place(skeleton, mirrored(skeleton, pose.solved));
  for (std::size_t i = 1; i < right.size(); ++i) {
    std::string name = skeleton.model.bodies[i].name;
    if (name.ends_with("_r") || name.ends_with("_l")) {
      name.back() = name.back() == 'r' ? 'l' : 'r';
    }
    const Vec3 a = right[i] * Vec3{0.01, 0.02, 0.03};
    const Vec3 b =
        left[static_cast<std::size_t>(skeleton.model.body(name))] * Vec3{0.01, 0.02, -0.03};
    EXPECT_NEAR(length(a - Vec3{b.x, b.y, -b.z}), 0, 1e-12) << name;
  }
}

TEST_P(EveryStretch, MovesWithoutSinkingIntoTheFloorOrSliding) {
  const Skeleton& skeleton = embedded_skeleton();
  const Movement& moved = movement(GetParam());
  std::vector<Frame> before = place(skeleton, pose_at(moved, 0));
  constexpr int frames_a_movement = 24;
  constexpr double most_step = 0.15;  // a hand that reaches for a foot
  for (int i = 1; i <= frames_a_movement; ++i) {
    const SolvedPose pose = pose_at(moved, 1.0 * i / frames_a_movement);
    for (const Overlap& overlap : overlaps(moved.start, pose, 2 * centimetre)) {
      EXPECT_NE(overlap.in, "floor") << overlap.what << " " << overlap.depth << " at " << i;
    }
    const std::vector<Frame> now = place(skeleton, pose);
    for (std::size_t body = 1; body < now.size(); ++body) {
      EXPECT_LT(length(now[body].at - before[body].at), most_step)
          << skeleton.model.bodies[body].name << " at " << i;
    }
    before = now;
  }
}

/// Flesh gives way by less than this; hands, feet, arms and legs never go through each other.
TEST_P(EveryStretch, NeverGoesThroughItself) {
  const Movement& right = movement(GetParam());
  constexpr int moments = 48;  // twice as many as are shown
  for (const Movement& moved : {right, mirrored(right)}) {
    for (int i = 0; i <= moments; ++i) {
      for (const Overlap& overlap :
           overlaps(moved.start, pose_at(moved, 1.0 * i / moments), centimetre)) {
        const std::vector<Surface>& surfaces = moved.start.surfaces;
        const bool is_furniture =
            std::any_of(surfaces.begin(), surfaces.end(),
                        [&](const Surface& surface) { return surface.name == overlap.in; });
        EXPECT_TRUE(is_furniture) << overlap.what << " is " << overlap.depth << " m inside "
                                  << overlap.in << " at " << i << " of " << moments;
      }
    }
  }
}

/// No search moves the shoulder blades: a hand that reaches does not lift its shoulder.
TEST_P(EveryStretch, HoldsItsShoulderBlades) {
  const Movement& moved = movement(GetParam());
  if (GetParam() == "shoulder_rolls") {
    return;
  }
  for (const char* name : {"blade_lift_r", "blade_lift_l", "blade_forward_r", "blade_forward_l"}) {
    const auto index = static_cast<std::size_t>(embedded_skeleton().model.coordinate(name));
    for (const SolvedPose& key : moved.keys) {
      EXPECT_EQ(key.pose[index], 0) << name;
    }
  }
}

/// A wall that is touched all the way stands still: it is the person who moves.
TEST_P(EveryStretch, WallsStandStill) {
  const Movement& moved = movement(GetParam());
  for (std::size_t i = 0; i < moved.start.surfaces.size(); ++i) {
    const std::string& wall = moved.start.surfaces[i].name;
    const auto touches = [&](const PoseProblem& problem) {
      return std::any_of(problem.contacts.begin(), problem.contacts.end(),
                         [&](const Contact& contact) { return contact.on == wall; });
    };
    if (moved.start.surfaces[i].movable && touches(moved.start) && touches(moved.end)) {
      for (const SolvedPose& key : moved.keys) {
        EXPECT_NEAR(key.offsets[i], moved.keys.front().offsets[i], 1e-9) << wall;
      }
    }
  }
}

std::vector<std::string> all_ids() {
  std::vector<std::string> ids;
  for (const auto& [id, exercise] : embedded_catalogue().exercises) {
    ids.push_back(id);
  }
  return ids;
}
INSTANTIATE_TEST_SUITE_P(All, EveryStretch, testing::ValuesIn(all_ids()),
                         [](const auto& row) { return row.param; });

/// At equal times.
TEST(Movement, GoesThroughWhatItSays) {
  const Movement& rolls = movement("shoulder_rolls");
  const auto blade = [&](double t, const char* name) {
    const int index = embedded_skeleton().model.coordinate(name);
    return pose_at(rolls, t).pose[static_cast<std::size_t>(index)] / degree;
  };
  constexpr double parts = 11;
  constexpr double tiny = 1e-9;
  EXPECT_NEAR(blade(0, "blade_lift_r"), 0, tiny);
  EXPECT_NEAR(blade(2 / parts, "blade_lift_l"), 24, tiny);
  EXPECT_NEAR(blade(4 / parts, "blade_forward_r"), -15, tiny);
  EXPECT_NEAR(blade(6 / parts, "blade_lift_r"), 0, tiny);
  EXPECT_NEAR(blade(8 / parts, "blade_forward_l"), 15, tiny);
  EXPECT_NEAR(blade(10 / parts, "blade_lift_r"), 24, tiny);
  Exercise exercise = embedded_catalogue().exercises.at("shoulder_rolls");
  exercise.pose.via = {"B.bl=12", "B.bl=1/2/3"};
  const auto wrong = movement_of(exercise, 'R', embedded_skeleton(), embedded_scenes());
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().what.substr(0, 26), "shoulder_rolls: via, colum");
}

TEST(PoseText, ReadsSidesAndValues) {
  const auto pose = parse_pose("T.hip=100/35/-50 B.kn=90  pel=-8");
  ASSERT_TRUE(pose.has_value());
  ASSERT_EQ(pose->size(), 6U);
  EXPECT_EQ((*pose)[2].coordinate, "hip_rotation_r");
  EXPECT_NEAR((*pose)[2].angle, -50 * degree, 1e-15);
  EXPECT_EQ((*pose)[4].coordinate, "knee_flexion_l");
  EXPECT_EQ((*pose)[5].coordinate, "pelvis_tilt");
  EXPECT_TRUE(parse_pose("")->empty());
}

TEST(PoseText, SaysTheColumn) {
  for (const auto& [text, part] : std::vector<std::pair<std::string, std::string>>{
           {"T.hip", "column 1: \"T.hip\" is no joint with values"},
           {"B.kn=90 T.kn=80", "column 9: the joint was named before"},
           {"hip=90", "column 1: \"hip\" is no joint"},
           {"T.pel=3", "is no joint"},
           {"X.hip=3", "is no joint"},
           {"T.kn=1/2", "more values"},
           {"T.hip=1/2/3/4", "more values"},
           {"T.kn=", "\"\" is no angle"},
           {"T.kn=9x", "\"9x\" is no angle"},
           {"T.kn=201", "is no angle"},
           {"T.hip=1//2", "\"\" is no angle"}}) {
    const auto pose = parse_pose(text);
    ASSERT_FALSE(pose.has_value()) << text;
    EXPECT_NE(pose.error().what.find(part), std::string::npos) << text << ": " << pose.error().what;
  }
}

TEST(Scenes, SayWhatIsWrong) {
  const Skeleton& skeleton = embedded_skeleton();
  for (const char* text : {"heel", "T.nose floor", "T.heel moon", "heel floor"}) {
    EXPECT_FALSE(parse_contact(text, skeleton, {}).has_value()) << text;
  }
  EXPECT_EQ(parse_contact("B.palm T.thigh", skeleton, {}),
            (std::vector<Contact>{{"palm_r", "thigh_r"}, {"palm_l", "thigh_r"}}));
  Exercise exercise = embedded_catalogue().exercises.at("bridge");
  exercise.pose.end.pose = "T.hop=3";
  EXPECT_EQ(
      pose_problem(exercise, PoseAt::end, skeleton, embedded_scenes()).error().what.substr(0, 27),
      "bridge: pose, column 1: \"T.");
  exercise = embedded_catalogue().exercises.at("bridge");
  exercise.pose.props = {"throne"};
  EXPECT_EQ(pose_problem(exercise, PoseAt::end, skeleton, embedded_scenes()).error().what,
            "bridge: no prop \"throne\"");
}

}  // namespace
}  // namespace lissom
