#include "core/session/cue_words.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/session/session_fixture.h"

namespace lissom {
namespace {

using namespace fixture;

struct Case {
  std::string_view name;
  Words words;
  std::string_view say;
  std::string_view show;
};

void check(const std::vector<Case>& cases) {
  for (const auto& [name, words, say, show] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(words.say, say);
    EXPECT_EQ(words.show, show);
  }
}

TEST(CueWords, SaysOnlyWhatFits) {
  struct Row {
    std::string_view name;
    std::vector<std::string> sentences;
    std::string_view want;
  };
  const Row rows[] = {
      {"nothing", {}, ""},
      {"all of it", {"One two.", "Three."}, "One two. Three."},
      {"no sentence, no space", {"", "One.", "", "Two."}, "One. Two."},
      {"thirteen fit", {"1 2 3 4 5 6 7 8 9 10 11", "12 13"}, "1 2 3 4 5 6 7 8 9 10 11 12 13"},
      {"fourteen do not", {"1 2 3 4 5 6 7 8 9 10 11", "12 13 14"}, "1 2 3 4 5 6 7 8 9 10 11"},
      {"nothing after a gap",
       {"1 2 3 4 5 6 7 8 9 10 11", "12 13 14", "x"},
       "1 2 3 4 5 6 7 8 9 10 11"},
      {"the first always",
       {"1 2 3 4 5 6 7 8 9 10 11 12 13 14"},
       "1 2 3 4 5 6 7 8 9 10 11 12 13 14"},
  };
  for (const auto& [name, sentences, want] : rows) {
    SCOPED_TRACE(name);
    EXPECT_EQ(spoken(sentences), want);
  }
}

TEST(CueWords, Durations) {
  EXPECT_EQ(duration_words(1), "1 second");
  EXPECT_EQ(duration_words(45), "45 seconds");
  EXPECT_EQ(duration_words(60), "1 minute");
  EXPECT_EQ(duration_words(90), "90 seconds");
  EXPECT_EQ(duration_words(180), "3 minutes");
}

TEST(CueWords, OnTheWay) {
  const SessionEntry on_chair{&hamstring, &chair, {30, 2, 1}, false};
  const SessionEntry on_back{&breathing, &supine, {60, 1, 1}, false};
  check({
      {"down", move_words(true, on_back), "Go down slowly: lying on your back.",
       "Go down slowly: lying on your back. Next: Legs-up rest with slow breathing."},
      {"up", move_words(false, on_chair), "Come up slowly: sitting on a chair.",
       "Come up slowly: sitting on a chair. Next: Chair hamstring stretch."},
      {"sideways", move_words(true, on_chair), "Change position: sitting on a chair.",
       "Change position: sitting on a chair. Next: Chair hamstring stretch."},
  });
}

TEST(CueWords, GetReady) {
  check({
      {"each side", prepare_words({&hamstring, &chair, {30, 2, 1}, true}),
       "Chair hamstring stretch. Right side first. 2 holds of 30 seconds.",
       "Chair hamstring stretch. Right side first. 2 holds of 30 seconds on each side."},
      {"one hold for both", prepare_words({&childs_pose, &quadruped, {60, 1, 1}, true}),
       "Child's pose. 1 hold of 1 minute.", "Child's pose. 1 hold of 1 minute."},
      {"repetitions that take turns", prepare_words({&bird_dog, &quadruped, {2, 8, 1}, false}),
       "Bird dog. Left side first, then take turns. 8 repetitions.",
       "Bird dog. Left side first, then take turns. 8 repetitions on each side."},
      {"sets", prepare_words({&cat_cow, &quadruped, {0, 8, 2}, false}), "Cat-cow. 2 sets of 8.",
       "Cat-cow. 2 sets of 8."},
      {"a long name leaves no room for the dose",
       prepare_words({&release, &standing, {20, 2, 1}, false}),
       "Wall ball release, outer hip and buttock. Left side first.",
       "Wall ball release, outer hip and buttock. Left side first. 2 holds of 20 seconds on each "
       "side."},
      {"after an interruption", resume_words("Bird dog", BodySide::both),
       "Bird dog. We go on here.", "Bird dog. We go on here."},
      {"on the second side", resume_words("Hamstring stretch", BodySide::right),
       "Hamstring stretch. Right side. We go on here.",
       "Hamstring stretch. Right side. We go on here."},
  });
}

TEST(CueWords, Hold) {
  const SessionEntry each{&hamstring, &chair, {30, 3, 2}, false};
  const SessionEntry once{&hamstring, &chair, {30, 1, 2}, false};
  const SessionEntry in_turn{&turns, &standing, {10, 2, 1}, false};
  const auto step = [](BodySide side, int set, int rep, int hold_s) {
    return Step{.side = side, .set = set, .rep = rep, .hold_s = hold_s};
  };
  check({
      {"the first one says how", hold_words(each, step(BodySide::left, 0, 0, 30)),
       "Keep your back long and tip forward from the hips. 30 seconds.",
       "Left side. Keep your back long and tip forward from the hips. 30 seconds."},
      {"then it is counted", hold_words(each, step(BodySide::right, 1, 2, 30)),
       "Set 2. Hold 3 of 3. 30 seconds.", "Right side. Set 2. Hold 3 of 3. 30 seconds."},
      {"one hold a set is not", hold_words(once, step(BodySide::left, 1, 0, 30)),
       "Set 2. 30 seconds.", "Left side. Set 2. 30 seconds."},
      {"in turn the side comes first", hold_words(in_turn, step(BodySide::right, 0, 1, 10)),
       "Right side. Hold 2 of 2. 10 seconds.", "Right side. Hold 2 of 2. 10 seconds."},
      {"a lighter one", eased_words(BodySide::left, 10), "Lighter now. 10 seconds.",
       "Left side. Lighter now. 10 seconds."},
  });
}

TEST(CueWords, Repetition) {
  const SessionEntry both{&cat_cow, &quadruped, {0, 3, 2}, false};
  const SessionEntry in_turn{&bird_dog, &quadruped, {8, 3, 1}, false};
  const Step set{.set = 0, .reps = 3, .moves = 3, .hold_s = 0};
  const Step second{.set = 1, .reps = 3, .moves = 3, .hold_s = 0};
  const Step pairs{.set = 0, .reps = 3, .moves = 6, .hold_s = 8};
  check({
      {"the first one says how", repeat_words(both, set, 0, BodySide::both),
       "Breathe in and arch, breathe out and round.",
       "Breathe in and arch, breathe out and round. Repetition 1 of 3."},
      {"then it is counted", repeat_words(both, set, 1, BodySide::both), "2.",
       "Repetition 2 of 3."},
      {"the last one", repeat_words(both, set, 2, BodySide::both), "Last one.",
       "Last one. Repetition 3 of 3."},
      {"another set", repeat_words(both, second, 0, BodySide::both), "Set 2.",
       "Set 2. Repetition 1 of 3."},
      {"in turn", repeat_words(in_turn, pairs, 3, BodySide::right),
       "2. Right side. Hold for 8 seconds.", "Right side. Repetition 2 of 3. Hold for 8 seconds."},
      {"the last one in turn", repeat_words(in_turn, pairs, 5, BodySide::right),
       "Last one. Right side. Hold for 8 seconds.",
       "Last one. Right side. Repetition 3 of 3. Hold for 8 seconds."},
  });
}

TEST(CueWords, Between) {
  check({
      {"after a hold", rest_words(true), "Ease out slowly and rest.", "Ease out slowly and rest."},
      {"after a drill", rest_words(false), "Rest.", "Rest."},
      {"sides", switch_words(BodySide::right), "Switch sides. Right side.",
       "Switch sides. Right side."},
      {"next", next_words({&bird_dog, &quadruped, {}, false}), "Next: Bird dog.",
       "Next: Bird dog. On hands and knees."},
  });
}

}  // namespace
}  // namespace lissom
