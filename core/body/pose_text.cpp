#include "core/body/pose_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

#include "core/body/trig.h"

namespace lissom {
namespace {

struct NamedJoint {
  std::string_view token;
  bool sides;
  std::array<std::string_view, 3> coordinates;  ///< as many as there are
};

constexpr std::array<NamedJoint, 13> joints = {{
    {"hip", true, {"hip_flexion", "hip_abduction", "hip_rotation"}},
    {"kn", true, {"knee_flexion", "", ""}},
    {"an", true, {"ankle", "", ""}},
    {"toe", true, {"toes", "", ""}},
    {"sh", true, {"shoulder_flexion", "shoulder_abduction", "shoulder_rotation"}},
    {"bl", true, {"blade_lift", "blade_forward", ""}},
    {"el", true, {"elbow_flexion", "", ""}},
    {"fa", true, {"forearm_pronation", "", ""}},
    {"wr", true, {"wrist_flexion", "", ""}},
    {"pel", false, {"pelvis_tilt", "pelvis_oblique", "pelvis_turn"}},
    {"lum", false, {"lumbar_flexion", "lumbar_bend", "lumbar_turn"}},
    {"thx", false, {"thorax_flexion", "thorax_bend", "thorax_turn"}},
    {"nck", false, {"neck_flexion", "neck_bend", "neck_turn"}},
}};

constexpr int most_target_degrees = 200;

const NamedJoint* joint_of(std::string_view token) {
  for (const NamedJoint& joint : joints) {
    if (joint.token == token) {
      return &joint;
    }
  }
  return nullptr;
}

/// Reads one word at a time; columns count from 1.
class PoseParser {
 public:
  explicit PoseParser(std::string_view text) : text_(text) {}

  Result<std::vector<JointTarget>> parse() {
    while (at_ < text_.size()) {
      if (text_[at_] == ' ') {
        ++at_;
        continue;
      }
      const std::size_t end = std::min(text_.find(' ', at_), text_.size());
      if (auto fault = word(text_.substr(at_, end - at_))) {
        return tl::unexpected(*std::move(fault));
      }
      at_ = end;
    }
    return std::move(targets_);
  }

 private:
  [[nodiscard]] Fault fault(const std::string& what) const {
    return {Errc::bad_input, "column " + std::to_string(at_ + 1) + ": " + what};
  }

  std::optional<Fault> word(std::string_view word) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) {
      return fault(as_typed(word) +
                   " is no joint with values; expected a word such as T.hip=90/0/0");
    }
    std::string_view name = word.substr(0, equals);
    char side = ' ';
    if (name.size() > 2 && name[1] == '.') {
      side = name[0];
      name.remove_prefix(2);
    }
    const NamedJoint* joint = joint_of(name);
    if (joint == nullptr || joint->sides != (side == 'T' || side == 'O' || side == 'B') ||
        (!joint->sides && side != ' ')) {
      return fault(as_typed(word.substr(0, equals)) +
                   " is no joint; expected T., O. or B. and one of "
                   "hip, kn, an, toe, sh, bl, el, fa, wr, or one of pel, lum, thx, nck");
    }
    return values(*joint, side, word.substr(equals + 1));
  }

  std::optional<Fault> values(const NamedJoint& joint, char side, std::string_view list) {
    for (const std::string_view coordinate : joint.coordinates) {
      const std::size_t slash = std::min(list.find('/'), list.size());
      int degrees = 0;
      const char* last = list.data() + slash;
      const auto [stopped, error] = std::from_chars(list.data(), last, degrees);
      if (error != std::errc() || stopped != last || degrees < -most_target_degrees ||
          degrees > most_target_degrees) {
        return fault(as_typed(list.substr(0, slash)) +
                     " is no angle; expected whole degrees from -200 to 200");
      }
      if (coordinate.empty()) {
        return fault("there are more values than the joint has");
      }
      if (auto twice = add(side, coordinate, degrees)) {
        return twice;
      }
      if (slash == list.size()) {
        return std::nullopt;
      }
      list.remove_prefix(slash + 1);
    }
    return fault("there are more values than the joint has");
  }

  std::optional<Fault> add(char side, std::string_view coordinate, int degrees) {
    const std::string_view both = "TO";
    for (const char each : side == 'B' ? both : std::string_view(&side, 1)) {
      const std::string name = each == ' ' ? std::string(coordinate) : with_side(each, coordinate);
      if (std::any_of(targets_.begin(), targets_.end(),
                      [&](const JointTarget& target) { return target.coordinate == name; })) {
        return fault("the joint was named before");
      }
      targets_.push_back({name, degrees * degree});
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<JointTarget> targets_;
};

}  // namespace

std::string with_side(char side, std::string_view name) {
  return std::string(name) + (side == 'O' ? "_l" : "_r");
}

Result<std::vector<JointTarget>> parse_pose(std::string_view text) {
  return PoseParser(text).parse();
}

}  // namespace lissom
