// What a person may choose beside the plan: everything the plan might, and no more of it.

#include "core/planner/free_session.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/planner/planner_fixture.h"
#include "core/programme/ladder.h"

namespace lissom {
namespace {

using fixture::catalogue;

constexpr Day monday{20'000};

/// Somebody healthy at a level, with the plan of the week.
struct Somebody {
  State state{catalogue()};
  Person person;
  WeekRequest request;
  PlanAdopted plan;

  explicit Somebody(std::string_view level = "L1") {
    ScreeningAnswered screening;
    screening.age = 40;
    state.screening = screening;
    state.profile = default_profile(catalogue());
    person = person_of(state, Gate{}, catalogue());
    request.first_day = monday;
    request.now = fixture::on_day(0);
    request.dose = catalogue().level(level);
    plan_anew();
  }

  void plan_anew() { plan = plan_week(state, person, catalogue(), request); }

  [[nodiscard]] FreeSession choose(const std::vector<std::string>& wished) const {
    return free_session({state, person, catalogue(), request}, plan, monday, wished);
  }

  /// A session of one stretch, `steps` of it done.
  void did(const std::string& slot, const PlannedEntry& entry, int steps) {
    SessionLog log;
    log.id.bytes[0] = static_cast<std::uint8_t>(state.sessions.size() + 1);
    log.day = monday;
    log.slot = slot;
    log.entries = {entry};
    for (int step = 0; step < steps; ++step) {
      log.done_steps.push_back(step);
    }
    log.done_by_exercise[entry.exercise] = steps;
    log.ended = true;
    state.sessions.push_back(log);
  }
};

std::vector<std::string> ids_of(const FreeSession& session) {
  std::vector<std::string> ids;
  for (const PlannedEntry& entry : session.entries) {
    ids.push_back(entry.exercise);
  }
  return ids;
}

std::string why_of(const FreeSession& session, std::string_view id) {
  const auto found = std::find_if(session.left_out.begin(), session.left_out.end(),
                                  [&](const LeftOut& out) { return out.exercise == id; });
  return found == session.left_out.end() ? "" : found->why;
}

TEST(FreeSession, WhatIsPlannedIsDoneAsPlannedAndTheRestAsLittleAsTheLevelHas) {
  const Somebody somebody;
  const PlannedEntry planned = somebody.plan.slots.front().entries.front();
  const FreeSession session = somebody.choose({planned.exercise, "neck_side"});
  ASSERT_EQ(session.entries.size(), 2U);
  for (const PlannedEntry& entry : session.entries) {
    SCOPED_TRACE(entry.exercise);
    const Exercise& exercise = catalogue().exercises.find(entry.exercise)->second;
    if (entry.exercise == planned.exercise) {
      EXPECT_EQ(entry.hold_s, planned.hold_s);
      EXPECT_EQ(entry.reps, planned.reps);
    } else {
      const Dose least =
          doses_of({somebody.state, somebody.person, catalogue(), somebody.request}, exercise, {})
              .front();
      EXPECT_EQ(entry.hold_s, least.hold_s);
      EXPECT_EQ(entry.reps, least.reps);
    }
    EXPECT_EQ(entry.seconds, entry_seconds(exercise, {entry.hold_s, entry.reps, entry.sets},
                                           catalogue().dose.timing));
    EXPECT_FALSE(entry.why.empty());
  }
}

TEST(FreeSession, WhatMovesComesFirstAndRestLast) {
  const Somebody somebody("L4");
  EXPECT_EQ(ids_of(somebody.choose({"breathing_90_90", "neck_side", "knee_roll_supine"})),
            (std::vector<std::string>{"knee_roll_supine", "neck_side", "breathing_90_90"}));
}

TEST(FreeSession, NothingThatAPlanMightNotChoose) {
  Somebody somebody;
  const auto harder = std::find_if(
      catalogue().exercises.begin(), catalogue().exercises.end(), [&](const auto& item) {
        return item.second.difficulty > somebody.request.dose.difficulty_cap &&
               !item.second.easier.empty();
      });
  ASSERT_NE(harder, catalogue().exercises.end());
  const FreeSession too_hard = somebody.choose({harder->first});
  EXPECT_TRUE(too_hard.entries.empty());
  EXPECT_EQ(why_of(too_hard, harder->first), "It comes at a later level.");

  somebody.person.excludes = {"neck_side"};
  EXPECT_NE(why_of(somebody.choose({"neck_side"}), "neck_side"), "");

  somebody.request.mode.flare = true;
  EXPECT_TRUE(somebody.choose({"knee_roll_supine"}).entries.empty());
}

/// With two cautions an entry is as good as left out (dossier 1.3).
TEST(FreeSession, NotWithTwoCautions) {
  for (const auto& [id, exercise] : catalogue().exercises) {
    if (exercise.caution.size() < 2 || exercise.difficulty > 1) {
      continue;
    }
    Somebody somebody("L4");
    somebody.person.tags = {exercise.caution[0], exercise.caution[1]};
    SCOPED_TRACE(id);
    EXPECT_TRUE(somebody.choose({id}).entries.empty());
  }
}

TEST(FreeSession, AMuscleThatHasEnoughGetsNoMore) {
  Somebody somebody;
  const PlannedEntry entry = somebody.choose({"hamstring_chair"}).entries.at(0);
  const int cap_half_s = catalogue().dose.cap_min_per_week * 60 * 2;
  // Steps of either side, until the plan and they leave less than one session of it.
  int steps = 0;
  const auto given = [&] {
    return ledger_half_seconds(somebody.state, somebody.plan.slots, monday,
                               catalogue())["hamstrings"];
  };
  const Exercise& exercise = catalogue().exercises.find("hamstring_chair")->second;
  const int once =
      muscle_half_seconds(exercise, {entry.hold_s, entry.reps, entry.sets}, catalogue())
          .at("hamstrings");
  // One session that was long, so that only the muscle's share is used up and not the week's time.
  while (given() + once <= cap_half_s) {
    somebody.state.sessions.clear();
    steps += 2;
    somebody.did("free", entry, steps);
  }
  EXPECT_LE(given(), cap_half_s);
  const FreeSession session = somebody.choose({"hamstring_chair", "neck_side"});
  EXPECT_EQ(ids_of(session), std::vector<std::string>{"neck_side"});
  EXPECT_TRUE(why_of(session, "hamstring_chair").starts_with("Enough for this muscle"))
      << why_of(session, "hamstring_chair");

  // A plan made anew in this week leaves room for it.
  somebody.plan_anew();
  EXPECT_LE(given(), cap_half_s);

  // What was done as planned is in the plan's share already.
  for (SessionLog& log : somebody.state.sessions) {
    log.slot = "core";
  }
  EXPECT_EQ(somebody.choose({"hamstring_chair"}).entries.size(), 1U);
}

TEST(FreeSession, TheWeekGrowsNoFasterThanAPlanMay) {
  Somebody somebody;
  const int planned_s = somebody.plan.slots.front().total_s *
                        static_cast<int>(somebody.plan.slots.front().days.size());
  const int growth_s =
      planned_s * catalogue().number("ladder.advance.weekly_minutes_rise_max_pct") / 100;
  int spent_s = 0;
  FreeSession session = somebody.choose({"neck_side"});
  while (!session.entries.empty()) {
    spent_s += routine_seconds(session.entries, false, catalogue());
    ASSERT_LE(spent_s, growth_s);
    somebody.did("free", session.entries.front(), 1);
    session = somebody.choose({"neck_side"});
  }
  EXPECT_GT(spent_s, 0);
  EXPECT_GT(spent_s + 300, growth_s) << "it would have fitted";
}

/// Whoever, whatever they wish for: within the slot's rules and the cap of every muscle.
TEST(FreeSession, ForPeopleOfAllKinds) {
  SplitMix64 chance(20'261'124);
  fixture::CaseMaker maker(7);
  int offered = 0;
  for (int i = 0; i < 200; ++i) {
    const fixture::Case made = maker.make();
    const PlanAdopted plan = plan_week(made.state, made.person, catalogue(), made.request);
    std::vector<std::string> wished;
    for (const auto& [id, exercise] : catalogue().exercises) {
      if (chance.below(4) == 0) {
        wished.push_back(id);
      }
    }
    const FreeSession session = free_session(made.context(), plan, made.request.first_day, wished);
    ASSERT_EQ(session.entries.size() + session.left_out.size(), wished.size());
    HalfSeconds given = weekly_half_seconds(plan.slots, catalogue());
    int new_and_harder = 0;
    for (const PlannedEntry& entry : session.entries) {
      const Exercise& exercise = catalogue().exercises.find(entry.exercise)->second;
      ASSERT_TRUE(may_plan(made.context(), exercise, nullptr)) << entry.exercise;
      new_and_harder += is_new_and_harder(exercise, made.state, catalogue()) ? 1 : 0;
      for (const auto& [muscle, half_s] :
           muscle_half_seconds(exercise, {entry.hold_s, entry.reps, entry.sets}, catalogue())) {
        given[muscle] += half_s;
        ASSERT_LE(given[muscle], catalogue().dose.cap_min_per_week * 60 * 2) << muscle;
      }
    }
    const SlotRules& rules = catalogue().slot("free");
    ASSERT_LE(new_and_harder, catalogue().number("ladder.advance.new_harder_max"));
    ASSERT_LE(session.entries.size(),
              static_cast<std::size_t>(made.person.older ? rules.entries_gentle_most
                                                         : rules.entries.most));
    ASSERT_LE(routine_seconds(session.entries, made.person.slow, catalogue()),
              rules.minutes.most * 60);
    offered += static_cast<int>(session.entries.size());
    for (const LeftOut& out : session.left_out) {
      ASSERT_FALSE(out.why.empty());
      ASSERT_NE(out.instead, out.exercise);
    }
  }
  EXPECT_GT(offered, 100);
}

}  // namespace
}  // namespace lissom
