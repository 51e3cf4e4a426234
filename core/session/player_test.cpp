#include "core/session/player.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/session/session_fixture.h"

namespace lissom {
namespace {

using namespace fixture;
using Lines = std::vector<std::string>;

/// A session after so many seconds.
Session session_at(int seconds) {
  Session session(Player::start(two_entries()));
  (void)session.run(seconds);
  return session;
}

int seconds_gone(const Session& session) {
  return session.player().timeline().total_ms / 1000 - session.now().total_left_s;
}

TEST(Player, PlaysToTheEnd) {
  Session session(Player::start(two_entries()));
  const Lines want = {"cue hold",    "done 0: 20 s, 1 reps", "cue rest",
                      "cue hold",    "done 1: 20 s, 1 reps", "cue switch_sides",
                      "cue hold",    "done 2: 20 s, 1 reps", "cue rest",
                      "cue hold",    "cue next_up",          "done 3: 20 s, 1 reps",
                      "cue prepare", "cue repeat",           "cue repeat",
                      "cue repeat",  "done 4: 0 s, 3 reps",  "cue rest",
                      "cue done",    "ended completed"};
  EXPECT_EQ(session.run(200), want);
}

TEST(Player, TheFirstInputSetsTheClock) {
  Player player = Player::start(two_entries());
  EXPECT_EQ(player.apply(input::Tick{987'654'321}).size(), 1U);
  EXPECT_EQ(player.now().phase, CueKind::prepare);
  EXPECT_EQ(player.now().phase_left_s, 10);
}

TEST(Player, NothingPlannedIsDoneAtOnce) {
  Player player = Player::start(compile({}, usual_timing()));
  EXPECT_EQ(player.now().entry, -1);
  EXPECT_EQ(player.apply(input::Back{5}).size(), 2U);
  EXPECT_EQ(player.now().state, Now::State::ended);
}

TEST(Player, TimeStandsStillInAPause) {
  Session session = session_at(17);
  EXPECT_EQ(session.send(input::Pause{}), Lines{"paused person"});
  EXPECT_EQ(session.send(input::Pause{}), Lines{});
  EXPECT_EQ(session.run(3600), Lines{});
  EXPECT_EQ(session.now().state, Now::State::paused);
  EXPECT_EQ(session.now().phase_left_s, 13);
  EXPECT_EQ(session.send(input::Resume{}), Lines{"resumed"});
  EXPECT_EQ(session.send(input::Resume{}), Lines{});
  EXPECT_EQ(session.run(13), (Lines{"done 0: 20 s, 1 reps", "cue rest"}));
}

TEST(Player, Pain) {
  struct Case {
    std::string_view name;
    int at_s;
    AfterPain then;
    Lines at_once;
    Lines after;
    int gone_s;
  };
  const Case cases[] = {
      {"carry on with the next hold",
       17,
       AfterPain::carry_on,
       {"stopped 0: 7 s, 0 reps, pain", "paused pain"},
       {"resumed", "cue rest"},
       30},
      {"lighter holds",
       17,
       AfterPain::ease,
       {"stopped 0: 7 s, 0 reps, pain", "paused pain"},
       {"eased 0", "resumed", "cue rest"},
       30},
      {"stop the entry",
       17,
       AfterPain::stop_entry,
       {"stopped 0: 7 s, 0 reps, pain", "paused pain"},
       {"skipped entry 0 from 1, pain", "resumed", "cue prepare"},
       110},
      {"end the session",
       17,
       AfterPain::end_session,
       {"stopped 0: 7 s, 0 reps, pain", "paused pain"},
       {"ended pain"},
       17},
      {"in the last hold nothing is left to ease",
       100,
       AfterPain::ease,
       {"stopped 3: 10 s, 0 reps, pain", "paused pain"},
       {"resumed", "cue prepare"},
       110},
      {"nor to leave out",
       100,
       AfterPain::stop_entry,
       {"stopped 3: 10 s, 0 reps, pain", "paused pain"},
       {"resumed", "cue prepare"},
       110},
      {"whole repetitions count",
       129,
       AfterPain::carry_on,
       {"stopped 4: 0 s, 2 reps, pain", "paused pain"},
       {"resumed", "cue rest"},
       132},
      {"while resting there is no hold to stop",
       32,
       AfterPain::carry_on,
       {"paused pain"},
       {"resumed"},
       32},
      {"while resting, the rest lighter",
       32,
       AfterPain::ease,
       {"paused pain"},
       {"eased 0", "resumed"},
       32},
      {"while changing sides, no further",
       60,
       AfterPain::stop_entry,
       {"paused pain"},
       {"skipped entry 0 from 2, pain", "resumed", "cue prepare"},
       110},
  };
  for (const auto& [name, at_s, then, at_once, after, gone_s] : cases) {
    SCOPED_TRACE(name);
    Session session = session_at(at_s);
    EXPECT_EQ(session.send(input::Pain{}), at_once);
    EXPECT_EQ(session.run(60), Lines{}) << "the clock stands still";
    EXPECT_EQ(session.now().state, Now::State::pain);
    EXPECT_EQ(session.send(input::PainAnswered{.now_ms = 0, .then = then}), after);
    EXPECT_EQ(seconds_gone(session), gone_s);
  }
}

TEST(Player, AfterEasingTheOtherSideIsDoneLighter) {
  Session session = session_at(17);
  (void)session.send(input::Pain{});
  (void)session.send(input::PainAnswered{.now_ms = 0, .then = AfterPain::ease});
  const Lines want = {"cue hold",   "done 1: 10 s, 1 reps", "cue switch_sides",
                      "cue hold",   "done 2: 10 s, 1 reps", "cue rest",
                      "cue hold",   "cue next_up",          "done 3: 10 s, 1 reps",
                      "cue prepare"};
  EXPECT_EQ(session.run(50), want);
}

TEST(Player, AfterCarryingOnTheOtherSideIsDoneInFull) {
  Session session = session_at(37);
  EXPECT_EQ(session.send(input::Pain{})[0], "stopped 1: 2 s, 0 reps, pain");
  EXPECT_EQ(session.send(input::PainAnswered{.now_ms = 0, .then = AfterPain::carry_on}),
            (Lines{"resumed", "cue switch_sides"}));
  EXPECT_EQ(session.run(30), (Lines{"cue hold", "done 2: 20 s, 1 reps", "cue rest"}));
}

TEST(Player, WhilePainWaitsOnlyAnAnswerCounts) {
  Session session = session_at(17);
  (void)session.send(input::Pain{});
  EXPECT_EQ(session.send(input::Pain{}), Lines{});
  EXPECT_EQ(session.send(input::Resume{}), Lines{});
  EXPECT_EQ(session.send(input::Pause{}), Lines{});
  EXPECT_EQ(session.send(input::Skip{}), Lines{});
  EXPECT_EQ(session.send(input::Back{}), Lines{});
  EXPECT_EQ(session.send(input::FocusLost{}), Lines{});
  EXPECT_EQ(session.send(input::FocusBack{}), Lines{});
  EXPECT_EQ(session.send(input::Extend{.now_ms = 0, .seconds = 10}), Lines{});
  EXPECT_EQ(session.now().state, Now::State::pain);
  EXPECT_EQ(session.send(input::Quit{}), Lines{"ended pain"});
}

TEST(Player, AnAnswerWithoutAQuestion) {
  Session session = session_at(17);
  EXPECT_EQ(session.send(input::PainAnswered{.now_ms = 0, .then = AfterPain::end_session}),
            Lines{});
  EXPECT_EQ(session.now().state, Now::State::running);
}

TEST(Player, PainInAPauseGoesOnAfterTheAnswer) {
  Session session = session_at(17);
  (void)session.send(input::Pause{});
  EXPECT_EQ(session.send(input::Pain{}), (Lines{"stopped 0: 7 s, 0 reps, pain", "paused pain"}));
  EXPECT_EQ(session.send(input::PainAnswered{.now_ms = 0, .then = AfterPain::carry_on}),
            (Lines{"resumed", "cue rest"}));
}

TEST(Player, Skip) {
  struct Case {
    std::string_view name;
    int at_s;
    SkipReason reason;
    Lines want;
    int gone_s;
  };
  const Case cases[] = {
      {"before the first hold",
       4,
       SkipReason::cannot,
       {"skipped entry 0 from 0, cannot", "cue prepare"},
       110},
      {"in a hold",
       17,
       SkipReason::no_time,
       {"stopped 0: 7 s, 0 reps, no_time", "skipped entry 0 from 1, no_time", "cue prepare"},
       110},
      {"because of pain",
       70,
       SkipReason::pain,
       {"stopped 2: 5 s, 0 reps, pain", "skipped entry 0 from 3, pain", "cue prepare"},
       110},
      {"in the last hold",
       91,
       SkipReason::other,
       {"stopped 3: 1 s, 0 reps, other", "cue prepare"},
       110},
      {"the last entry",
       125,
       SkipReason::other,
       {"stopped 4: 0 s, 1 reps, other", "cue done", "ended completed"},
       135},
      {"nothing is left", 133, SkipReason::other, {"cue done", "ended completed"}, 135},
  };
  for (const auto& [name, at_s, reason, want, gone_s] : cases) {
    SCOPED_TRACE(name);
    Session session = session_at(at_s);
    EXPECT_EQ(session.send(input::Skip{.now_ms = 0, .reason = reason}), want);
    EXPECT_EQ(seconds_gone(session), gone_s);
  }
}

TEST(Player, SkipInAPauseStaysPaused) {
  Session session = session_at(4);
  (void)session.send(input::Pause{});
  EXPECT_EQ(session.send(input::Skip{}), Lines{"skipped entry 0 from 0, other"});
  EXPECT_EQ(session.now().entry, 1);
  EXPECT_EQ(session.send(input::Resume{}), (Lines{"resumed", "cue prepare"}));
}

TEST(Player, SkippingTheLastEntryInAPauseEnds) {
  Session session = session_at(112);
  (void)session.send(input::Pause{});
  EXPECT_EQ(session.send(input::Skip{}),
            (Lines{"skipped entry 1 from 4, other", "cue done", "ended completed"}));
}

TEST(Player, Back) {
  struct Case {
    std::string_view name;
    int at_s;
    Lines once;
    int once_s;
    Lines twice;
    int twice_s;
  };
  const Case cases[] = {
      {"before the first hold", 4, {"cue prepare"}, 0, {"cue prepare"}, 0},
      {"in a hold", 50, {"cue hold"}, 35, {"cue prepare"}, 0},
      {"in a rest", 87, {"cue hold"}, 65, {"cue prepare"}, 0},
      {"while changing sides", 60, {"cue hold"}, 35, {"cue prepare"}, 0},
      {"before the next entry", 115, {"cue prepare"}, 110, {"cue prepare"}, 0},
      {"in a moving set", 130, {"cue repeat"}, 120, {"cue prepare"}, 0},
  };
  for (const auto& [name, at_s, once, once_s, twice, twice_s] : cases) {
    SCOPED_TRACE(name);
    Session session = session_at(at_s);
    EXPECT_EQ(session.send(input::Back{}), once);
    EXPECT_EQ(seconds_gone(session), once_s);
    (void)session.run(1);
    EXPECT_EQ(session.send(input::Back{}), twice);
    EXPECT_EQ(seconds_gone(session), twice_s);
  }
}

TEST(Player, BackAfterAWhileIsNotTwice) {
  Session session = session_at(50);
  (void)session.send(input::Back{});
  (void)session.run(3);
  EXPECT_EQ(session.send(input::Back{}), Lines{"cue hold"});
  EXPECT_EQ(seconds_gone(session), 35);
}

TEST(Player, AHoldDoneTwiceIsLoggedOnce) {
  Session session = session_at(32);
  EXPECT_EQ(session.send(input::Back{}), Lines{"cue hold"});
  EXPECT_EQ(session.run(20), Lines{"cue rest"});
  EXPECT_EQ(session.run(25), (Lines{"cue hold", "done 1: 20 s, 1 reps", "cue switch_sides"}));
}

TEST(Player, AHoldDoneBeforeStaysDone) {
  Session session = session_at(32);
  (void)session.send(input::Back{});
  (void)session.run(5);
  EXPECT_EQ(session.send(input::Skip{}), (Lines{"skipped entry 0 from 1, other", "cue prepare"}));
}

TEST(Player, PainInAHoldDoneBeforeIsTold) {
  Session session = session_at(32);
  (void)session.send(input::Back{});
  (void)session.run(5);
  EXPECT_EQ(session.send(input::Pain{})[0], "stopped 0: 5 s, 0 reps, pain");
}

TEST(Player, AStoppedHoldCanBeRepeated) {
  Session session = session_at(17);
  (void)session.send(input::Pain{});
  (void)session.send(input::PainAnswered{.now_ms = 0, .then = AfterPain::carry_on});
  EXPECT_EQ(session.send(input::Back{}), Lines{"cue hold"});
  EXPECT_EQ(session.run(20), (Lines{"done 0: 20 s, 1 reps", "cue rest"}));
}

TEST(Player, LostFocus) {
  Session session = session_at(17);
  EXPECT_EQ(session.send(input::FocusLost{}), Lines{"paused lost_focus"});
  session.sleep(7200);
  EXPECT_EQ(session.send(input::FocusBack{}), Lines{"returned hold"});
  EXPECT_EQ(session.run(60), Lines{}) << "it waits for the person";
  EXPECT_EQ(session.now().phase_left_s, 13);
  EXPECT_EQ(session.send(input::Resume{}), Lines{"resumed"});
  EXPECT_EQ(session.run(13), (Lines{"done 0: 20 s, 1 reps", "cue rest"}));
}

TEST(Player, FocusThatWasNotLost) {
  Session session = session_at(17);
  EXPECT_EQ(session.send(input::FocusBack{}), Lines{});
  (void)session.send(input::Pause{});
  EXPECT_EQ(session.send(input::FocusLost{}), Lines{});
  EXPECT_EQ(session.send(input::FocusBack{}), Lines{}) << "paused by the person, not by the focus";
}

TEST(Player, SleepCountsNothing) {
  Session session = session_at(17);
  session.sleep(3600);
  EXPECT_EQ(session.send(input::Tick{}), Lines{"paused lost_focus"});
  EXPECT_EQ(seconds_gone(session), 17);
  EXPECT_EQ(session.send(input::FocusBack{}), Lines{"returned hold"});
}

TEST(Player, ASlowTickIsNotSleep) {
  Session session = session_at(17);
  session.sleep(5);
  EXPECT_EQ(session.send(input::Tick{}), Lines{});
  EXPECT_EQ(seconds_gone(session), 22);
}

TEST(Player, AnyInputFindsTheSleep) {
  Session session = session_at(17);
  session.sleep(6);
  EXPECT_EQ(session.send(input::Resume{}), (Lines{"paused lost_focus", "resumed"}));
  EXPECT_EQ(seconds_gone(session), 17);
}

TEST(Player, AClockThatGoesBackCountsNothingTwice) {
  Player player = Player::start(two_entries());
  struct Row {
    int clock_s;
    int want_left_s;
  };
  for (const auto& [clock_s, want_left_s] :
       {Row{10, 10}, Row{12, 8}, Row{3, 8}, Row{8, 8}, Row{12, 8}, Row{13, 7}}) {
    SCOPED_TRACE(clock_s);
    (void)player.apply(input::Tick{1000 * clock_s});
    EXPECT_EQ(player.now().phase_left_s, want_left_s);
  }
}

TEST(Player, Extend) {
  struct Case {
    std::string_view name;
    int at_s;
    int seconds;
    int want_left_s;
  };
  const Case cases[] = {
      {"more time to get ready", 4, 10, 16},        {"less time to get ready", 4, -4, 2},
      {"no further than the phase", 57, -60, 20},   {"not in a hold", 17, 10, 13},
      {"not in a hold either", 17, -10, 13},        {"there is a limit", 4, 2'000'000'000, 606},
      {"and the other way", 4, -2'000'000'000, 20},
  };
  for (const auto& [name, at_s, seconds, want_left_s] : cases) {
    SCOPED_TRACE(name);
    Session session = session_at(at_s);
    (void)session.send(input::Extend{.now_ms = 0, .seconds = seconds});
    EXPECT_EQ(session.now().phase_left_s, want_left_s);
  }
}

TEST(Player, AddedTimePassesAndCanBeTakenBack) {
  Session session = session_at(4);
  (void)session.send(input::Extend{.now_ms = 0, .seconds = 10});
  EXPECT_EQ(session.now().total_left_s, 141);
  EXPECT_EQ(session.run(15), Lines{});
  EXPECT_EQ(session.run(1), Lines{"cue hold"});

  session = session_at(4);
  (void)session.send(input::Extend{.now_ms = 0, .seconds = 10});
  (void)session.send(input::Extend{.now_ms = 0, .seconds = -10});
  EXPECT_EQ(session.run(6), Lines{"cue hold"});
}

TEST(Player, AddedTimeIsForOnePhase) {
  Session session = session_at(4);
  (void)session.send(input::Extend{.now_ms = 0, .seconds = 60});
  (void)session.send(input::Skip{});
  EXPECT_EQ(session.now().phase_left_s, 10);
}

TEST(Player, LessTimeInAPauseWaitsForThePerson) {
  Session session = session_at(4);
  (void)session.send(input::Pause{});
  EXPECT_EQ(session.send(input::Extend{.now_ms = 0, .seconds = -10}), Lines{});
  EXPECT_EQ(session.send(input::Resume{}), (Lines{"resumed", "cue hold"}));
}

TEST(Player, Quit) {
  EXPECT_EQ(session_at(4).send(input::Quit{}), Lines{"ended quit"});
  EXPECT_EQ(session_at(17).send(input::Quit{}),
            (Lines{"stopped 0: 7 s, 0 reps, other", "ended quit"}));
}

TEST(Player, AfterTheEndThereIsNothing) {
  Session session = session_at(17);
  (void)session.send(input::Quit{});
  EXPECT_EQ(session.send(input::Resume{}), Lines{});
  EXPECT_EQ(session.send(input::Pain{}), Lines{});
  EXPECT_EQ(session.run(300), Lines{});
  EXPECT_EQ(session.now().state, Now::State::ended);
}

TEST(Player, ResumesWhereItWasBrokenOff) {
  struct Case {
    std::string_view name;
    std::vector<int> settled;
    int run_s;
    Lines want;
  };
  const Case cases[] = {
      {"nothing done", {}, 30, {"cue hold", "done 0: 20 s, 1 reps", "cue rest"}},
      {"one hold done", {0}, 30, {"cue hold", "done 1: 20 s, 1 reps", "cue switch_sides"}},
      {"one side done", {0, 1}, 30, {"cue hold", "done 2: 20 s, 1 reps", "cue rest"}},
      {"the first entry done, in any order", {3, 2, 1, 0}, 14, {"cue repeat", "cue repeat"}},
      {"a later one done is not told again",
       {0, 2},
       90,
       {"cue hold", "done 1: 20 s, 1 reps", "cue switch_sides", "cue hold", "cue rest", "cue hold",
        "cue next_up"}},
      {"steps that do not exist",
       {-1, 5, 99},
       30,
       {"cue hold", "done 0: 20 s, 1 reps", "cue rest"}},
  };
  for (const auto& [name, settled, run_s, want] : cases) {
    SCOPED_TRACE(name);
    Session session(Player::resume(two_entries(), settled));
    EXPECT_EQ(session.now().phase, CueKind::prepare);
    EXPECT_EQ(session.now().phase_left_s, 10);
    Lines got = session.run(run_s);
    got.resize(std::min(got.size(), want.size()));
    EXPECT_EQ(got, want);
  }
}

TEST(Player, NothingLeftToResume) {
  Player player = Player::resume(two_entries(), std::vector<int>{0, 1, 2, 3, 4});
  const std::vector<Output> outputs = player.apply(input::Tick{});
  ASSERT_EQ(outputs.size(), 2U);
  EXPECT_EQ(line_of(outputs[1], player.timeline()), "ended completed");
}

TEST(Player, Now) {
  struct Case {
    std::string_view name;
    int at_s;
    CueKind phase;
    int entry;
    int step;
    BodySide side;
    int rep;
    int reps;
    int phase_left_s;
    int total_left_s;
    int next_entry;
  };
  const Case cases[] = {
      {"get ready", 3, CueKind::prepare, 0, 0, BodySide::left, 1, 2, 7, 132, 1},
      {"second hold", 40, CueKind::hold, 0, 1, BodySide::left, 2, 2, 15, 95, 1},
      {"other side", 56, CueKind::switch_sides, 0, 2, BodySide::right, 1, 2, 9, 79, 1},
      {"second movement", 125, CueKind::repeat, 1, 4, BodySide::both, 2, 3, 3, 10, -1},
      {"nothing more", 133, CueKind::rest, 1, -1, BodySide::both, 0, 0, 2, 2, -1},
      {"the end", 140, CueKind::done, -1, -1, BodySide::both, 0, 0, 0, 0, -1},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Now now = session_at(c.at_s).now();
    EXPECT_EQ(name_of(now.phase), name_of(c.phase));
    EXPECT_EQ(now.entry, c.entry);
    EXPECT_EQ(now.step, c.step);
    EXPECT_EQ(name_of(now.side), name_of(c.side));
    EXPECT_EQ(now.rep, c.rep);
    EXPECT_EQ(now.reps, c.reps);
    EXPECT_EQ(now.phase_left_s, c.phase_left_s);
    EXPECT_EQ(now.total_left_s, c.total_left_s);
    EXPECT_EQ(now.next_entry, c.next_entry);
  }
}

/// Of a session taken up again, the sets done before are still there, with no time of their own.
TEST(Player, NoRepetitionAfterTheLast) {
  const SessionPlan plan{.entries = {{&cat_cow, &standing, {0, 3, 2}, false}}};
  Session session(Player::resume(compile(plan, usual_timing()), std::vector<int>{0}));
  (void)session.send(input::Pause{});
  (void)session.send(input::Back{});
  (void)session.send(input::Extend{.now_ms = 0, .seconds = -20});
  EXPECT_EQ(session.now().rep, 3);
  EXPECT_EQ(session.now().reps, 3);
}

TEST(Player, ACopyGoesItsOwnWay) {
  Session one = session_at(17);
  Session other = one;
  (void)one.send(input::Quit{});
  EXPECT_EQ(other.now().state, Now::State::running);
  EXPECT_EQ(other.run(13), (Lines{"done 0: 20 s, 1 reps", "cue rest"}));
}

/// Eight weeks at five a week: the time that is logged is the time that was planned.
TEST(Player, EightWeeks) {
  SplitMix64 chance(20261124);
  for (int session = 0; session < 40; ++session) {
    const Timeline timeline = compile(random_plan(chance), usual_timing());
    Player player = Player::start(timeline);
    std::vector<int> held_s(timeline.steps.size(), -1);
    std::int64_t now_ms = 0;
    while (player.now().state == Now::State::running) {
      for (const Output& output : player.apply(input::Tick{now_ms})) {
        if (const auto* done = std::get_if<output::StepDone>(&output)) {
          held_s[static_cast<std::size_t>(done->step)] = done->held_s;
        }
      }
      now_ms += 1000;
    }
    EXPECT_EQ(now_ms, timeline.total_ms + 1000);
    for (std::size_t i = 0; i < held_s.size(); ++i) {
      EXPECT_EQ(held_s[i], planned_s(timeline.steps[i]));
    }
  }
}

TEST(Player, Names) {
  EXPECT_EQ(name_of(SkipReason::pain), "pain");
  EXPECT_EQ(name_of(SkipReason::cannot), "cannot");
  EXPECT_EQ(name_of(SkipReason::no_time), "no_time");
  EXPECT_EQ(name_of(SkipReason::other), "other");
  EXPECT_EQ(name_of(AfterPain::carry_on), "carry_on");
  EXPECT_EQ(name_of(AfterPain::ease), "ease");
  EXPECT_EQ(name_of(AfterPain::stop_entry), "stop_entry");
  EXPECT_EQ(name_of(AfterPain::end_session), "end_session");
  EXPECT_EQ(name_of(PauseCause::lost_focus), "lost_focus");
  EXPECT_EQ(name_of(Ending::completed), "completed");
  EXPECT_EQ(name_of(Now::State::running), "running");
  EXPECT_EQ(name_of(Now::State::paused), "paused");
  EXPECT_EQ(name_of(Now::State::pain), "pain");
  EXPECT_EQ(name_of(Now::State::ended), "ended");
}

TEST(Player, WhatWasHeardWasDone) {
  const Timeline timeline = two_entries();
  Player player = Player::start(timeline);
  (void)player.apply(input::Tick{0});
  std::vector<std::string> lines;
  for (const Output& output : player.apply(input::Heard{timeline.total_ms})) {
    lines.push_back(line_of(output, player.timeline()));
  }
  EXPECT_EQ(std::count_if(lines.begin(), lines.end(),
                          [](const std::string& line) { return line.starts_with("done "); }),
            static_cast<std::ptrdiff_t>(timeline.steps.size()));
  EXPECT_EQ(lines.back(), "ended completed");
}

TEST(Player, NothingIsHeardInAPause) {
  Player player = Player::start(two_entries());
  (void)player.apply(input::Tick{0});
  (void)player.apply(input::Pause{1'000});
  EXPECT_TRUE(player.apply(input::Heard{100'000}).empty());
  EXPECT_EQ(player.at_ms(), 1'000);
}

}  // namespace
}  // namespace lissom
