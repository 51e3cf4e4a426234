#include "core/session/timeline.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/session/session_fixture.h"

namespace lissom {
namespace {

using namespace fixture;

std::vector<Cue> cues_of(const Timeline& timeline, CueKind kind) {
  std::vector<Cue> found;
  for (const Cue& cue : timeline.cues) {
    if (cue.kind == kind) {
      found.push_back(cue);
    }
  }
  return found;
}

/// The cue list as text, compared with core/session/golden/NAME.txt; LISSOM_UPDATE_GOLDEN=1 renews
/// it.
void expect_golden(const std::string& name, const Timeline& timeline) {
  std::string got;
  for (const Cue& cue : timeline.cues) {
    got += line_of(cue);
  }
  const std::string path = "core/session/golden/" + name + ".txt";
  if (std::getenv("LISSOM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << got;
  }
  std::ifstream file(path);
  ASSERT_TRUE(file.good()) << path;
  std::ostringstream want;
  want << file.rdbuf();
  EXPECT_EQ(got, want.str())
      << "If this is meant: LISSOM_UPDATE_GOLDEN=1, and look at the difference.";
}

TEST(Timeline, GoldenEvening) {
  const SessionPlan plan{.entries = {{&hamstring, &chair, {30, 2, 1}, true},
                                     {&cat_cow, &quadruped, {0, 3, 1}, false},
                                     {&bird_dog, &quadruped, {6, 2, 2}, true},
                                     {&breathing, &supine, {60, 1, 1}, false}},
                         .slow = true,
                         .breathing_cues = true};
  expect_golden("evening", compile(plan, usual_timing()));
}

TEST(Timeline, GoldenBreak) {
  const SessionPlan plan{.entries = {{&leg_swing, &standing, {0, 3, 1}, false},
                                     {&turns, &chair, {12, 2, 2}, false},
                                     {&release, &standing, {45, 1, 1}, true}},
                         .slow = false,
                         .breathing_cues = false};
  expect_golden("break", compile(plan, usual_timing()));
}

TEST(Timeline, NothingPlannedIsDoneAtOnce) {
  const Timeline timeline = compile({}, usual_timing());
  ASSERT_EQ(timeline.cues.size(), 1U);
  EXPECT_EQ(timeline.cues[0].kind, CueKind::done);
  EXPECT_EQ(timeline.cues[0].entry, -1);
  EXPECT_TRUE(timeline.steps.empty());
  EXPECT_EQ(timeline.total_ms, 0);
}

TEST(Timeline, OneEntryToTheSecond) {
  const SessionPlan plan{.entries = {{&hamstring, &chair, {20, 2, 1}, false}}};
  const Timeline timeline = compile(plan, usual_timing());
  struct Want {
    BodySide side;
    int rep;
    int starts_s;
    int ends_s;
  };
  // To the chair 15 s, ready 10 s; 20 s, rest 5 s, 20 s; other side 10 s; the same.
  const Want want[] = {{BodySide::left, 0, 25, 45},
                       {BodySide::left, 1, 50, 70},
                       {BodySide::right, 0, 80, 100},
                       {BodySide::right, 1, 105, 125}};
  ASSERT_EQ(timeline.steps.size(), std::size(want));
  for (std::size_t i = 0; i < std::size(want); ++i) {
    SCOPED_TRACE(i);
    const Step& step = timeline.steps[i];
    EXPECT_EQ(step.side, want[i].side);
    EXPECT_EQ(step.rep, want[i].rep);
    EXPECT_EQ(step.starts_ms, 1000 * want[i].starts_s);
    EXPECT_EQ(step.ends_ms, 1000 * want[i].ends_s);
    EXPECT_EQ(step.hold_s, 20);
    EXPECT_EQ(planned_s(step), 20);
  }
  EXPECT_EQ(timeline.total_ms, 125'000);
}

TEST(Timeline, ASetOfADrillIsOneStep) {
  const SessionPlan plan{.entries = {{&bird_dog, &standing, {3, 4, 2}, true}}};
  const Timeline timeline = compile(plan, usual_timing());
  ASSERT_EQ(timeline.steps.size(), 2U);
  const Step& first = timeline.steps[0];
  EXPECT_EQ(first.side, BodySide::both);
  EXPECT_EQ(first.reps, 4);
  EXPECT_EQ(first.moves, 8);
  EXPECT_EQ(planned_s(first), 12);
  EXPECT_EQ(first.ends_ms - first.starts_ms, 8 * 7'000);

  const std::vector<Cue> moves = cues_of(timeline, CueKind::repeat);
  ASSERT_EQ(moves.size(), 16U);
  EXPECT_EQ(moves[0].side, BodySide::right);
  EXPECT_EQ(moves[1].side, BodySide::left);
  EXPECT_EQ(moves[0].step, 0);
  EXPECT_EQ(moves[8].step, 1);
  EXPECT_EQ(moves[0].blend_ms, 2'000) << "half of the four seconds that a movement takes";
}

TEST(Timeline, TheWayThere) {
  struct Case {
    std::string_view name;
    const Base& from;
    const Base& to;
    bool slow;
    int want_s;
  };
  const Case cases[] = {
      {"the same base", quadruped, quadruped, false, 0},
      {"another base", supine, quadruped, true, 15},
      {"to the floor", chair, supine, false, 30},
      {"from the floor, slowly", supine, chair, true, 45},
  };
  for (const auto& [name, from, to, slow, want_s] : cases) {
    SCOPED_TRACE(name);
    const SessionPlan plan{
        .entries = {{&childs_pose, &from, {20, 1, 1}, false}, {&cat_cow, &to, {1, 2, 1}, false}},
        .slow = slow};
    const Timeline timeline = compile(plan, usual_timing());
    int got_s = 0;
    for (const Cue& cue : cues_of(timeline, CueKind::move_to)) {
      got_s += cue.entry == 1 ? cue.duration_ms / 1000 : 0;
    }
    EXPECT_EQ(got_s, want_s);
  }
}

TEST(Timeline, HalfWayFromThirtySeconds) {
  for (const auto& [hold_s, want] : {std::pair{29, 0}, std::pair{30, 1}, std::pair{45, 1}}) {
    SCOPED_TRACE(hold_s);
    const SessionPlan plan{.entries = {{&childs_pose, &standing, {hold_s, 1, 1}, false}}};
    const std::vector<Cue> cues = cues_of(compile(plan, usual_timing()), CueKind::half_way);
    ASSERT_EQ(cues.size(), static_cast<std::size_t>(want));
    if (want == 1) {
      EXPECT_EQ(cues[0].at_ms, 10'000 + 500 * hold_s);
    }
  }
}

TEST(Timeline, NextUpInTheLastSeconds) {
  struct Case {
    std::string_view name;
    SessionEntry entry;
    int want_ms;
  };
  const Case cases[] = {
      {"of a hold", {&childs_pose, &standing, {20, 2, 1}, false}, 10'000 + 45'000 - 5'000},
      {"of the second side", {&hamstring, &standing, {20, 1, 1}, false}, 60'000 - 5'000},
      {"of a short hold", {&childs_pose, &standing, {3, 2, 1}, false}, 10'000 + 8'000},
      {"of a moving set", {&cat_cow, &standing, {0, 3, 1}, false}, 10'000 + 12'000 - 5'000},
  };
  for (const auto& [name, entry, want_ms] : cases) {
    SCOPED_TRACE(name);
    const SessionPlan plan{.entries = {entry, {&bird_dog, &quadruped, {2, 2, 1}, false}}};
    const std::vector<Cue> cues = cues_of(compile(plan, usual_timing()), CueKind::next_up);
    ASSERT_EQ(cues.size(), 1U);
    EXPECT_EQ(cues[0].at_ms, want_ms);
    EXPECT_EQ(cues[0].say, "Next: Bird dog.");
    EXPECT_EQ(cues[0].entry, 0);
  }
}

TEST(Timeline, BreathsThatFit) {
  struct Case {
    int hold_s;
    std::size_t want;
  };
  for (const auto& [hold_s, want] : {Case{15, 0}, Case{16, 1}, Case{35, 2}, Case{36, 3}}) {
    SCOPED_TRACE(hold_s);
    const SessionPlan plan{.entries = {{&childs_pose, &standing, {hold_s, 1, 1}, false}},
                           .breathing_cues = true};
    const Timeline timeline = compile(plan, usual_timing());
    EXPECT_EQ(cues_of(timeline, CueKind::breathe_in).size(), want);
    EXPECT_EQ(cues_of(timeline, CueKind::breathe_out).size(), want);
  }
}

TEST(Timeline, Names) {
  EXPECT_EQ(name_of(CueKind::half_way), "half_way");
  EXPECT_EQ(name_of(BodySide::left), "left");
  EXPECT_EQ(name_of(PoseEnd::end), "end");
  for (int kind = 0; kind <= static_cast<int>(CueKind::next_up); ++kind) {
    EXPECT_FALSE(name_of(static_cast<CueKind>(kind)).empty()) << kind;
  }
}

TEST(TimelineDeathTest, AnEntryHasExerciseBaseAndAnEnd) {
  EXPECT_DEATH((void)compile({.entries = {{nullptr, &chair, {20, 1, 1}, false}}}, usual_timing()),
               "");
  EXPECT_DEATH((void)compile({.entries = {{&cat_cow, nullptr, {20, 1, 1}, false}}}, usual_timing()),
               "");
  EXPECT_DEATH(
      (void)compile({.entries = {{&childs_pose, &chair, {86'400, 1, 1}, false}}}, usual_timing()),
      "");
}

}  // namespace
}  // namespace lissom
