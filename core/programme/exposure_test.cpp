// What each stretch was like, session by session: stepping back to an easier one and mastering it.

#include "core/programme/exposure.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::Diary;
using fixture::on_day;

/// How one entry went in one session.
struct Went {
  std::string band = "GREEN";  ///< "" if nothing was said of it
  std::optional<int> pull = {};
  std::string effort = "right";
  int hold_s = 30;
  int reps = 2;
  bool done = true;
};

/// A diary of sessions, one a day.
class Sessions {
 public:
  void add(const std::string& exercise, const Went& went) {
    begin({{exercise, went.hold_s, went.reps, 1, 60, ""}});
    say(exercise, went);
    end(went.effort);
  }

  void begin(const std::vector<PlannedEntry>& entries) {
    ++day_;
    SessionStarted started;
    started.session = id();
    started.slot = "core";
    started.entries = entries;
    diary_.add(on_day(day_), started);
  }
  void say(const std::string& exercise, const Went& went) {
    if (went.done) {
      diary_.add(on_day(day_), StepDone{id(), step_++, exercise, "left", went.hold_s});
    }
    if (!went.band.empty()) {
      StepStopped stopped;
      stopped.session = id();
      stopped.exercise = exercise;
      stopped.band = went.band;
      stopped.pull = went.pull;
      diary_.add(on_day(day_), stopped);
    }
  }
  void end(const std::string& effort) {
    diary_.add(on_day(day_), SessionEnded{id(), "completed", 2, effort});
  }

  [[nodiscard]] bool stepped_back(const std::string& exercise) const {
    return diary_.state().stepped_back.contains(exercise);
  }
  [[nodiscard]] bool mastered(const std::string& exercise) const {
    return diary_.state().mastered.contains(exercise);
  }

 private:
  [[nodiscard]] Uuid id() const {
    Uuid id;
    id.bytes[0] = static_cast<std::uint8_t>(day_);
    return id;
  }

  Diary diary_;
  int day_ = 0;
  int step_ = 0;
};

const std::string figure4 = "figure4_supine";
const std::string easier = "piriformis_seated";
const std::string unrelated = "hamstring_chair";

/// AMBER in two sessions in a row, or RED once, leads to the easier one (dossier 2.2 and 4.2).
TEST(Exposure, StepsBack) {
  struct Case {
    std::string_view name;
    std::vector<std::string> bands;
    bool want;
  };
  const std::vector<Case> cases = {
      {"nothing said", {""}, false},
      {"GREEN", {"GREEN", "GREEN", "GREEN"}, false},
      {"AMBER once", {"AMBER"}, false},
      {"AMBER twice", {"AMBER", "AMBER"}, true},
      {"AMBER twice, GREEN between", {"AMBER", "GREEN", "AMBER"}, false},
      {"GREEN, then AMBER twice", {"GREEN", "AMBER", "AMBER"}, true},
      {"RED once", {"RED"}, true},
      {"HALT once", {"HALT"}, true},
      {"GREEN, then RED", {"GREEN", "GREEN", "RED"}, true},
  };
  for (const auto& [name, bands, want] : cases) {
    SCOPED_TRACE(name);
    Sessions sessions;
    for (const std::string& band : bands) {
      sessions.add(figure4, {band});
    }
    EXPECT_EQ(sessions.stepped_back(figure4), want);
    EXPECT_FALSE(sessions.stepped_back(easier));
    EXPECT_FALSE(sessions.mastered(figure4));
  }
}

TEST(Exposure, WithoutAnythingEasierNothingStepsBack) {
  Sessions sessions;
  ASSERT_TRUE(embedded_catalogue().exercises.find(easier)->second.easier.empty());
  sessions.add(easier, {"RED"});
  sessions.add(easier, {"AMBER"});
  sessions.add(easier, {"AMBER"});
  EXPECT_FALSE(sessions.stepped_back(easier));
}

/// The worst of what was said of an entry in a session is what it was like.
TEST(Exposure, OneSessionSaidTwice) {
  for (const std::vector<std::string>& bands :
       {std::vector<std::string>{"AMBER", "GREEN"}, {"GREEN", "AMBER"}}) {
    Sessions sessions;
    for (int i = 0; i < 2; ++i) {
      sessions.begin({{figure4, 30, 2, 1, 60, ""}, {unrelated, 30, 2, 1, 60, ""}});
      for (const std::string& band : bands) {
        sessions.say(figure4, {band});
      }
      sessions.end("right");
      EXPECT_EQ(sessions.stepped_back(figure4), i == 1);
    }
  }
  Sessions sessions;
  sessions.begin({{figure4, 30, 2, 1, 60, ""}});
  sessions.say(figure4, {"RED"});
  sessions.say(figure4, {"GREEN"});
  sessions.end("right");
  EXPECT_TRUE(sessions.stepped_back(figure4));
}

TEST(Exposure, WhatHappensToOneSaysNothingOfAnother) {
  Sessions sessions;
  sessions.begin({{figure4, 30, 2, 1, 60, ""}, {"cat_cow", 2, 9, 1, 60, ""}});
  sessions.say(figure4, {"GREEN"});
  sessions.say("cat_cow", {"RED"});
  sessions.end("right");
  EXPECT_FALSE(sessions.stepped_back(figure4));
  EXPECT_TRUE(sessions.stepped_back("cat_cow"));
}

/// It is offered again once an easier relative was GREEN three times.
TEST(Exposure, ComesBackByWayOfTheEasierOne) {
  struct Case {
    std::string_view name;
    std::string exercise;
    std::vector<Went> sessions;
    bool stays_back;
  };
  const std::vector<Case> cases = {
      {"GREEN twice", easier, {{"GREEN"}, {"GREEN"}}, true},
      {"GREEN three times", easier, {{"GREEN"}, {"GREEN"}, {"GREEN"}}, false},
      {"GREEN three times, AMBER between",
       easier,
       {{"GREEN"}, {"AMBER"}, {"GREEN"}, {"GREEN"}},
       false},
      {"AMBER among three", easier, {{"GREEN"}, {"AMBER"}, {"GREEN"}}, true},
      {"RED among three", easier, {{"GREEN"}, {"RED"}, {"GREEN"}}, true},
      {"not done", easier, {{"", {}, "right", 30, 2, false}, {"GREEN"}, {"GREEN"}}, true},
      {"another one", unrelated, {{"GREEN"}, {"GREEN"}, {"GREEN"}}, true},
  };
  for (const auto& [name, exercise, went, stays_back] : cases) {
    SCOPED_TRACE(name);
    Sessions sessions;
    sessions.add(figure4, {"RED"});
    for (const Went& session : went) {
      sessions.add(exercise, session);
    }
    EXPECT_EQ(sessions.stepped_back(figure4), stays_back);
  }
}

/// Planned and not met says nothing, for better or worse.
TEST(Exposure, WhatWasNotMetDoesNotCount) {
  const Went not_met = {"", {}, "too_easy", 30, 2, false};
  Sessions ambers;
  for (const Went& went : {Went{"AMBER"}, not_met, Went{"AMBER"}}) {
    ambers.add(figure4, went);
  }
  EXPECT_TRUE(ambers.stepped_back(figure4));
  Sessions stopped;
  for (int i = 0; i < 2; ++i) {
    stopped.add(figure4, {"AMBER", {}, "right", 30, 2, false});
  }
  EXPECT_TRUE(stopped.stepped_back(figure4)) << "stopped before a step was done";
  Sessions easy;
  for (const Went& went : {Went{"GREEN", 3}, Went{"GREEN", 3}, not_met, Went{"GREEN", 3}}) {
    EXPECT_FALSE(easy.mastered(figure4));
    easy.add(figure4, went);
  }
  EXPECT_TRUE(easy.mastered(figure4));
}

TEST(Exposure, AfterComingBackItBeginsAnew) {
  Sessions sessions;
  sessions.add(figure4, {"AMBER"});
  sessions.add(figure4, {"AMBER"});
  for (int i = 0; i < 3; ++i) {
    sessions.add(easier, {"GREEN"});
  }
  EXPECT_FALSE(sessions.stepped_back(figure4));
  sessions.add(figure4, {"AMBER"});
  EXPECT_FALSE(sessions.stepped_back(figure4)) << "AMBER once";
  sessions.add(figure4, {"AMBER"});
  EXPECT_TRUE(sessions.stepped_back(figure4));
  sessions.add(easier, {"GREEN"});
  sessions.add(easier, {"GREEN"});
  EXPECT_TRUE(sessions.stepped_back(figure4)) << "two of three";
  sessions.add(easier, {"GREEN"});
  EXPECT_FALSE(sessions.stepped_back(figure4));
}

/// Three GREEN sessions in a row at the top of its range with a pull of 3 or less (dossier 4.2).
TEST(Exposure, Mastered) {
  const Went easy = {"GREEN", 3};
  struct Case {
    std::string_view name;
    std::string exercise;
    std::vector<Went> sessions;
    bool want;
  };
  const std::vector<Case> cases = {
      {"three times", figure4, {easy, easy, easy}, true},
      {"twice", figure4, {easy, easy}, false},
      {"a pull of 4", figure4, {easy, easy, {"GREEN", 4}}, false},
      {"a pull of 0", figure4, {easy, easy, {"GREEN", 0}}, true},
      {"nothing said of the pull", figure4, {easy, easy, {"GREEN"}}, false},
      {"called too easy", figure4, {easy, easy, {"", {}, "too_easy"}}, true},
      {"called right", figure4, {easy, easy, {"", {}, "right"}}, false},
      {"AMBER", figure4, {easy, easy, {"AMBER", 3}}, false},
      {"not done", figure4, {easy, easy, {"GREEN", 3, "right", 30, 2, false}}, false},
      {"not in a row", figure4, {easy, easy, {"GREEN", 4}, easy}, false},
      {"after one that was not", figure4, {{"GREEN", 4}, easy, easy, easy}, true},
      {"shorter than it may be", figure4, {easy, easy, {"GREEN", 3, "right", 29}}, false},
      {"a drill, more than half of its repetitions",
       "cat_cow",
       {{"GREEN", 3, "right", 2, 9}, {"GREEN", 3, "right", 2, 9}, {"GREEN", 3, "right", 2, 9}},
       true},
      {"a drill, fewer",
       "cat_cow",
       {{"GREEN", 3, "right", 2, 8}, {"GREEN", 3, "right", 2, 9}, {"GREEN", 3, "right", 2, 9}},
       false},
  };
  for (const auto& [name, exercise, went, want] : cases) {
    SCOPED_TRACE(name);
    Sessions sessions;
    for (const Went& session : went) {
      sessions.add(exercise, session);
    }
    EXPECT_EQ(sessions.mastered(exercise), want);
    EXPECT_FALSE(sessions.stepped_back(exercise));
  }
}

TEST(Exposure, EntriesOfAnotherCatalogueArePassedOver) {
  Sessions sessions;
  for (int i = 0; i < 3; ++i) {
    sessions.add("from a later version", {"RED"});
  }
  EXPECT_FALSE(sessions.stepped_back("from a later version"));
}

}  // namespace
}  // namespace lissom
