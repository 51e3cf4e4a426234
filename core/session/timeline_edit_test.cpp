#include "core/session/timeline_edit.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/session/session_fixture.h"

namespace lissom {
namespace {

using namespace fixture;

/// The phases and remarks of one entry, with seconds: "hold 25-55".
std::vector<std::string> outline(const Timeline& timeline, int entry) {
  std::vector<std::string> lines;
  for (const Cue& cue : timeline.cues) {
    if (cue.entry == entry) {
      lines.push_back(std::string(name_of(cue.kind)) + " " + std::to_string(cue.at_ms / 1000) +
                      "-" + std::to_string((cue.at_ms + cue.duration_ms) / 1000));
    }
  }
  return lines;
}

Timeline two_entries() {
  const SessionPlan plan{.entries = {{&hamstring, &standing, {30, 2, 1}, false},
                                     {&cat_cow, &standing, {12, 2, 1}, false}},
                         .breathing_cues = true};
  return compile(plan, usual_timing());
}

TEST(Eased, ShortensWhatIsLeftOfTheEntry) {
  // Holds at 10-40, 45-75 left, 85-115, 120-150 right; eased from the second one.
  const Timeline easier = eased(two_entries(), 1, 10);
  const std::vector<std::string> want = {"prepare 0-10",       "hold 10-40",     "breathe_in 16-20",
                                         "breathe_out 20-26",  "half_way 25-25", "breathe_in 26-30",
                                         "breathe_out 30-36",  "rest 40-45",     "hold 45-55",
                                         "switch_sides 55-65", "hold 65-75",     "rest 75-80",
                                         "hold 80-90",         "next_up 85-85"};
  EXPECT_EQ(outline(easier, 0), want);
  EXPECT_EQ(easier.total_ms, two_entries().total_ms - 3 * 20'000);
  EXPECT_EQ(easier.steps[0].hold_s, 30);
  EXPECT_EQ(easier.steps[1].hold_s, 10);
  EXPECT_EQ(easier.steps[3].ends_ms, 90'000);
  EXPECT_EQ(easier.entries[1].starts_ms, 90'000);
  EXPECT_EQ(easier.steps[4].hold_s, 12) << "the next entry stays as it is";
}

TEST(Eased, SaysSo) {
  const Timeline easier = eased(two_entries(), 3, 10);
  std::vector<std::string> said;
  for (const Cue& cue : easier.cues) {
    if (cue.kind == CueKind::hold) {
      said.push_back(cue.say);
    }
  }
  EXPECT_EQ(said.back(), "Lighter now. 10 seconds.");
  EXPECT_EQ(said.front(), "Keep your back long and tip forward from the hips. 30 seconds.");
}

TEST(Eased, ShortensThePauseOfEachRepetition) {
  const Timeline easier = eased(two_entries(), 4, 10);
  const Step& step = easier.steps[4];
  EXPECT_EQ(step.hold_s, 10);
  EXPECT_EQ(step.ends_ms - step.starts_ms, 2 * 14'000);
  EXPECT_EQ(easier.total_ms, two_entries().total_ms - 2 * 2'000);
}

TEST(Eased, NamesTheNextEntryEvenIfItWasInTheMiddle) {
  Timing timing = usual_timing();
  timing.next_up_s = 20;
  const SessionPlan plan{.entries = {{&childs_pose, &standing, {30, 1, 1}, false},
                                     {&cat_cow, &standing, {0, 2, 1}, false}}};
  const std::vector<std::string> want = {"prepare 0-10", "hold 10-20", "next_up 15-15"};
  EXPECT_EQ(outline(eased(compile(plan, timing), 0, 10), 0), want);
}

TEST(Eased, NothingToShorten) {
  const Timeline before = two_entries();
  EXPECT_EQ(eased(before, 0, 30).total_ms, before.total_ms);
  EXPECT_EQ(eased(before, 0, 30).cues.size(), before.cues.size());
  EXPECT_EQ(eased(before, static_cast<int>(before.steps.size()), 10).total_ms, before.total_ms);
}

TEST(GoingOnWith, TheFirstStepOfAnEntryChangesNothing) {
  EXPECT_EQ(going_on_with(two_entries(), 0).total_ms, two_entries().total_ms);
  EXPECT_EQ(going_on_with(two_entries(), 4).total_ms, two_entries().total_ms);
}

TEST(GoingOnWith, ALaterStepComesAfterGettingReady) {
  const Timeline rest = going_on_with(two_entries(), 2);
  const std::vector<std::string> want = {
      "prepare 0-10",     "hold 10-40",        "breathe_in 16-20",  "breathe_out 20-26",
      "half_way 25-25",   "breathe_in 26-30",  "breathe_out 30-36", "rest 40-45",
      "hold 45-75",       "breathe_in 51-55",  "breathe_out 55-61", "half_way 60-60",
      "breathe_in 61-65", "breathe_out 65-71", "next_up 70-70"};
  EXPECT_EQ(outline(rest, 0), want);
  EXPECT_EQ(rest.cues[0].say, "Chair hamstring stretch. Right side. We go on here.");
  EXPECT_EQ(rest.cues[0].side, BodySide::right);
  EXPECT_EQ(rest.cues[0].step, 2);
  EXPECT_EQ(rest.steps[1].starts_ms, rest.steps[1].ends_ms) << "no time for what is done";
  EXPECT_EQ(rest.steps[2].starts_ms, 10'000);
}

TEST(TimelineEditDeathTest, StepsThatDoNotExist) {
  EXPECT_DEATH((void)eased(two_entries(), -1, 10), "");
  EXPECT_DEATH((void)eased(two_entries(), 99, 10), "");
  EXPECT_DEATH((void)eased(two_entries(), 0, 0), "");
  EXPECT_DEATH((void)going_on_with(two_entries(), 5), "");
}

}  // namespace
}  // namespace lissom
