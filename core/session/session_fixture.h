#pragma once
/// Test code: stretches built by hand, random plans, and cues and outputs as lines to compare.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/base/random.h"
#include "core/session/player.h"
#include "core/session/timeline.h"

namespace lissom::fixture {

/// The timing of the catalogue as it was when the tests were written.
inline Timing usual_timing() {
  Timing timing;
  timing.prepare_s = 10;
  timing.rest_rep_s = 5;
  timing.rest_set_s = 10;
  timing.side_change_s = 10;
  timing.move_s = 4;
  timing.position_s = 15;
  timing.floor_s = 30;
  timing.floor_slow_s = 45;
  timing.half_way_from_s = 30;
  timing.next_up_s = 5;
  timing.round_s = 5;
  return timing;
}

inline Base base_of(std::string id, std::string name, bool upright) {
  Base base;
  base.id = std::move(id);
  base.name = std::move(name);
  base.upright = upright;
  return base;
}

inline const Base standing = base_of("standing", "Standing", true);
inline const Base chair = base_of("seated-chair", "Sitting on a chair", true);
inline const Base supine = base_of("supine", "Lying on your back", false);
inline const Base quadruped = base_of("quadruped", "On hands and knees", false);

struct Look {
  std::string name;
  std::string say;
};

inline Exercise exercise_of(Look look, Kind kind, Side side) {
  Exercise exercise;
  exercise.id = look.name;
  exercise.name = std::move(look.name);
  exercise.say = std::move(look.say);
  exercise.kind = kind;
  exercise.side = side;
  return exercise;
}

inline const Exercise hamstring =
    exercise_of({"Chair hamstring stretch", "Keep your back long and tip forward from the hips."},
                Kind::static_hold, Side::each);
inline const Exercise childs_pose =
    exercise_of({"Child's pose", "Let your hips sink back and breathe into your back."},
                Kind::static_hold, Side::both);
inline const Exercise cat_cow = exercise_of(
    {"Cat-cow", "Breathe in and arch, breathe out and round."}, Kind::dynamic, Side::both);
inline const Exercise bird_dog =
    exercise_of({"Bird dog", "Reach long through the arm and leg, and hold still."},
                Kind::motor_control, Side::alternating);
inline const Exercise leg_swing =
    exercise_of({"Leg swings, front to back", "Swing the leg forward and back, small and smooth."},
                Kind::dynamic, Side::each);
inline const Exercise breathing =
    exercise_of({"Legs-up rest with slow breathing",
                 "Breathe in for about four counts, and out for about six."},
                Kind::relaxation, Side::both);
/// No entry of the catalogue is like this one, but the dose rules allow it.
inline const Exercise turns =
    exercise_of({"Turns", "Turn and stay."}, Kind::static_hold, Side::alternating);
inline const Exercise release =
    exercise_of({"Wall ball release, outer hip and buttock", "Let the ball roll."},
                Kind::self_release, Side::each);

inline int pick(SplitMix64& chance, int least, int most) {
  return least + static_cast<int>(chance.below(static_cast<std::uint64_t>(most - least + 1)));
}

template <class T>
const T& pick_of(SplitMix64& chance, const std::vector<const T*>& choices) {
  return *choices[chance.below(choices.size())];
}

inline SessionPlan random_plan(SplitMix64& chance) {
  SessionPlan plan;
  plan.slow = chance.below(2) == 1;
  plan.breathing_cues = chance.below(2) == 1;
  const int count = pick(chance, 1, 6);
  for (int i = 0; i < count; ++i) {
    SessionEntry entry;
    entry.exercise = &pick_of<Exercise>(chance, {&hamstring, &childs_pose, &cat_cow, &bird_dog,
                                                 &leg_swing, &breathing, &turns, &release});
    entry.base = &pick_of<Base>(chance, {&standing, &chair, &supine, &quadruped});
    entry.dose = {pick(chance, 0, 60), pick(chance, 1, 5), pick(chance, 1, 3)};
    entry.right_first = chance.below(2) == 1;
    plan.entries.push_back(entry);
  }
  return plan;
}

inline Timing random_timing(SplitMix64& chance) {
  Timing timing;
  timing.prepare_s = pick(chance, 1, 15);
  timing.rest_rep_s = pick(chance, 0, 10);
  timing.rest_set_s = pick(chance, 0, 20);
  timing.side_change_s = pick(chance, 0, 15);
  timing.move_s = pick(chance, 1, 6);
  timing.position_s = pick(chance, 0, 20);
  timing.floor_s = pick(chance, 0, 40);
  timing.floor_slow_s = pick(chance, 0, 60);
  timing.half_way_from_s = pick(chance, 10, 40);
  timing.next_up_s = pick(chance, 0, 12);
  timing.round_s = pick(chance, 1, 10);
  return timing;
}

/// A cue in one line: "0:25.000 hold step 0 left 30.0 s end 2.0 s | what is said | what is shown".
inline std::string line_of(const Cue& cue) {
  const auto seconds = [](int ms) {
    const std::string tenths = std::to_string(ms / 100);
    return (tenths.size() < 2 ? "0" : tenths.substr(0, tenths.size() - 1)) + "." + tenths.back();
  };
  const auto padded = [](int n, std::size_t width) {
    const std::string digits = std::to_string(n);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
  };
  return padded(cue.at_ms / 60'000, 2) + ":" + padded(cue.at_ms / 1000 % 60, 2) + "." +
         padded(cue.at_ms % 1000, 3) + " " + std::string(name_of(cue.kind)) + " entry " +
         std::to_string(cue.entry) + " step " + std::to_string(cue.step) + " " +
         std::string(name_of(cue.side)) + " " + seconds(cue.duration_ms) + " s, " +
         std::string(name_of(cue.pose)) + " in " + seconds(cue.blend_ms) +
         " s\n    say:  " + cue.say + "\n    show: " + cue.show + "\n";
}

/// An output in one short line; `timeline` is the player's after it.
inline std::string line_of(const Output& output, const Timeline& timeline) {
  struct Line {
    const Timeline& timeline;

    std::string kind(int cue) const {
      return std::string(name_of(timeline.cues[static_cast<std::size_t>(cue)].kind));
    }
    std::string operator()(output::CueReached o) const { return "cue " + kind(o.cue); }
    std::string operator()(output::StepDone o) const {
      return "done " + std::to_string(o.step) + ": " + std::to_string(o.held_s) + " s, " +
             std::to_string(o.reps) + " reps";
    }
    std::string operator()(output::StepStopped o) const {
      return "stopped " + std::to_string(o.step) + ": " + std::to_string(o.held_s) + " s, " +
             std::to_string(o.reps) + " reps, " + std::string(name_of(o.reason));
    }
    std::string operator()(output::EntrySkipped o) const {
      return "skipped entry " + std::to_string(o.entry) + " from " + std::to_string(o.step) + ", " +
             std::string(name_of(o.reason));
    }
    std::string operator()(output::Eased o) const { return "eased " + std::to_string(o.entry); }
    std::string operator()(output::Paused o) const {
      return "paused " + std::string(name_of(o.cause));
    }
    std::string operator()(output::Returned o) const { return "returned " + kind(o.cue); }
    std::string operator()(output::Resumed /*o*/) const { return "resumed"; }
    std::string operator()(output::Ended o) const { return "ended " + std::string(name_of(o.how)); }
  };
  return std::visit(Line{timeline}, output);
}

/// A player with a clock that ticks four times a second, and its outputs as lines.
class Session {
 public:
  explicit Session(Player player) : player_(std::move(player)) { send(input::Tick{}); }

  /// Lets time pass. @return what the player told
  std::vector<std::string> run(int seconds) {
    std::vector<std::string> lines;
    for (int i = 0; i < 4 * seconds; ++i) {
      clock_ms_ += 250;
      const std::vector<std::string> more = send(input::Tick{});
      lines.insert(lines.end(), more.begin(), more.end());
    }
    return lines;
  }

  /// Time passes unseen.
  void sleep(int seconds) { clock_ms_ += 1000 * std::int64_t{seconds}; }

  template <class What>
  std::vector<std::string> send(What what) {
    what.now_ms = clock_ms_;
    std::vector<std::string> lines;
    for (const Output& output : player_.apply(what)) {
      lines.push_back(line_of(output, player_.timeline()));
    }
    return lines;
  }

  [[nodiscard]] Now now() const { return player_.now(); }
  [[nodiscard]] const Player& player() const { return player_; }

 private:
  Player player_;
  std::int64_t clock_ms_ = 5'000'000;
};

/// Two entries on the feet, in seconds:
///   0 prepare, 10 hold left (step 0), 30 rest, 35 hold left (1), 55 switch, 65 hold right (2),
///   85 rest, 90 hold right (3), 110 prepare, 120 three movements of 4 (step 4), 132 rest, 135
///   done.
inline Timeline two_entries() {
  const SessionPlan plan{.entries = {{&hamstring, &standing, {20, 2, 1}, false},
                                     {&cat_cow, &standing, {0, 3, 1}, false}}};
  return compile(plan, usual_timing());
}

}  // namespace lissom::fixture
