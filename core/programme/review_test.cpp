// The reviews: E6, E7 and E8, from what was measured to what fires.

#include "core/programme/review.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::Diary;
using fixture::on_day;

using Rules = std::vector<std::string>;

/// A programme that begins on day 0, with what is measured on its days.
class Reviewed {
 public:
  Reviewed() {
    diary.screen(on_day(0));
    PlanAdopted plan;
    plan.week = 1;
    plan.level = "L1";
    plan.mode = "normal";
    plan.first_day = to_iso(local_day(on_day(0), 0));
    PlannedSlot core;
    core.slot = "core";
    core.total_s = 600;
    core.days = {to_iso(local_day(on_day(0), 0))};
    plan.slots.push_back(core);
    diary.add(on_day(0), plan);
  }

  void pain(int day, int average) {
    PainReported report;
    report.average = average;
    diary.add(on_day(day), report);
  }
  void pain_daily(int first, int last, int average) {
    for (int day = first; day <= last; ++day) {
      pain(day, average);
    }
  }
  void activities(int day, int score) {
    for (const char* activity : {"stairs", "gardening"}) {
      diary.add(on_day(day), FunctionRated{activity, score});
    }
  }
  void change(int day, int points) { answer(day, "groc", 10 * points); }
  void answer(int day, const std::string& name, int tenths) {
    QuestionnaireAnswered answered;
    answered.name = name;
    answered.score_tenths = tenths;
    diary.add(on_day(day), answered);
  }
  void session(int day) {
    SessionStarted started;
    started.session.bytes[0] = static_cast<std::uint8_t>(day + 1);
    started.slot = "core";
    started.day = to_iso(local_day(on_day(day), 0));
    diary.add(on_day(day), started);
    diary.add(on_day(day), StepDone{started.session, 0, "bridge", "both", 2});
    diary.add(on_day(day), SessionEnded{started.session, "completed", 3, "right"});
  }
  /// The planned session of each of the first weeks.
  void sessions(int weeks) {
    for (int week = 0; week < weeks; ++week) {
      session(7 * week);
    }
  }

  [[nodiscard]] Rules rules() const {
    Rules rules;
    for (const Firing& firing : diary.state().firings) {
      EXPECT_FALSE(firing.because.empty() || firing.inputs.empty()) << firing.rule;
      rules.push_back(firing.rule);
    }
    return rules;
  }
  [[nodiscard]] Code code(int day) const { return diary.gate_at(on_day(day)).code; }

  Diary diary;
};

TEST(Review, WorseAtAReviewAsksForAClinician) {
  struct Case {
    std::string_view name;
    int first, second;
    Rules rules;
  };
  for (const auto& [name, first, second, rules] :
       {Case{"two points down", 6, 4, {"E6"}}, Case{"one point down", 6, 5, {}},
        Case{"up", 6, 8, {}}}) {
    SCOPED_TRACE(name);
    Reviewed activities;
    activities.activities(0, first);
    activities.activities(14, second);
    EXPECT_EQ(activities.rules(), rules);
    EXPECT_EQ(activities.code(14) == Code::clinician_first, !rules.empty());
  }
  for (const auto& [name, first, second, rules] :
       {Case{"five points up", 80, 130, {"E6"}}, Case{"four points up", 80, 120, {}},
        Case{"five points down", 130, 80, {}}}) {
    SCOPED_TRACE(name);
    Reviewed disability;
    disability.answer(0, "rmdq", first);
    disability.answer(28, "rmdq", second);
    EXPECT_EQ(disability.rules(), rules);
  }
  for (const auto& [points, rules] :
       {std::pair(-2, Rules{"E6"}), std::pair(-1, Rules{}), std::pair(2, Rules{})}) {
    Reviewed seen;
    seen.change(28, points);
    EXPECT_EQ(seen.rules(), rules) << points;
  }
}

/// What it last fired on is what later values are compared with.
TEST(Review, WorseFiresOnceForOneFall) {
  Reviewed person;
  person.activities(0, 7);
  person.activities(14, 5);
  person.diary.clear(on_day(14));
  person.activities(28, 5);
  person.activities(42, 4);
  EXPECT_EQ(person.rules(), Rules{"E6"});
  person.activities(56, 3);
  EXPECT_EQ(person.rules(), (Rules{"E6", "E6"}));
}

TEST(Review, TwoWeeksWithoutAChange) {
  struct Case {
    std::string_view name;
    int before, after;  ///< pain
    int score, later;   ///< of the activities; -1: not rated
    Rules rules;
  };
  const std::vector<Case> cases = {
      {"nothing changed", 4, 4, 5, 5, {"E8"}},
      {"pain one less", 4, 3, 5, 5, {}},
      {"pain one more", 4, 5, 5, 5, {}},
      {"activities one better", 4, 4, 5, 6, {}},
      {"activities one worse", 4, 4, 5, 4, {}},
      {"activities not rated", 4, 4, -1, -1, {"E8"}},
      {"no pain from the beginning", 0, 0, 5, 5, {}},
  };
  for (const auto& [name, before, after, score, later, rules] : cases) {
    SCOPED_TRACE(name);
    Reviewed person;
    if (score >= 0) {
      person.activities(0, score);
    }
    person.pain_daily(0, 6, before);
    person.pain_daily(7, 13, after);
    if (later >= 0) {
      person.activities(14, later);
    }
    person.pain(14, after);
    EXPECT_EQ(person.rules(), rules);
    // An offer locks nothing.
    EXPECT_LE(person.code(14), Code::restrict);
  }
}

/// The review waits for the activities of its week, a week at most, and is over a week later.
TEST(Review, WhenAReviewIsIn) {
  Reviewed waits;
  waits.activities(0, 5);
  waits.pain_daily(0, 14, 4);
  EXPECT_EQ(waits.rules(), Rules{});
  waits.pain_daily(15, 20, 4);
  EXPECT_EQ(waits.rules(), Rules{});
  waits.pain(21, 4);
  EXPECT_EQ(waits.rules(), Rules{"E8"});

  Reviewed returns;
  returns.pain_daily(0, 6, 4);
  returns.pain(28, 4);
  EXPECT_EQ(returns.rules(), Rules{});
}

TEST(Review, SixWeeksThatHelpedLittle) {
  struct Case {
    std::string_view name;
    int before, after, score, later, seen, weeks_done;
    Rules rules;
  };
  const std::vector<Case> cases = {
      {"little has changed", 6, 5, 5, 6, 1, 6, {"E7"}},
      {"pain two less", 6, 4, 5, 6, 1, 6, {}},
      {"pain a third less", 3, 2, 5, 6, 1, 6, {}},
      {"activities two better", 6, 5, 5, 7, 1, 6, {}},
      {"seen as better", 6, 5, 5, 6, 2, 6, {}},
      {"not done", 6, 5, 5, 6, 1, 3, {}},
  };
  for (const auto& [name, before, after, score, later, seen, weeks_done, rules] : cases) {
    SCOPED_TRACE(name);
    Reviewed person;
    person.activities(0, score);
    person.pain_daily(0, 2, before);  // not so long that a rule for strong pain speaks
    person.sessions(weeks_done);
    person.change(28, seen);
    person.pain_daily(36, 41, after);
    person.pain(42, after);
    person.activities(42, later);
    EXPECT_EQ(person.rules(), rules);
    EXPECT_EQ(person.code(42) == Code::refer_parallel, !rules.empty());
    EXPECT_FALSE(person.diary.gate_at(on_day(42)).locked &&
                 person.diary.gate_at(on_day(42)).why == "stopped");
  }
}

/// A suggestion stands until a clinician's word or a new look at the safety questions.
TEST(Review, ASuggestionEndsWithAClearance) {
  Reviewed person;
  person.activities(0, 5);
  person.pain_daily(0, 2, 5);
  person.sessions(6);
  person.pain(42, 5);
  person.activities(42, 5);
  ASSERT_EQ(person.code(43), Code::refer_parallel);
  person.diary.clear(on_day(43));
  EXPECT_LE(person.code(43), Code::restrict);
}

// ---- the edges: what lies one day or one tenth beside a threshold

TEST(Review, ComparedWithTheDayItFiredOn) {
  Reviewed person;
  person.activities(0, 7);
  person.activities(14, 5);
  person.diary.clear(on_day(14));
  person.activities(28, 6);
  person.activities(42, 4);
  EXPECT_EQ(person.rules(), Rules{"E6"});
}

/// From three days before its date on; without ratings from its date on.
TEST(Review, TheFirstDayOfAReview) {
  for (const int day : {10, 11}) {
    Reviewed rated;
    rated.activities(0, 5);
    rated.pain_daily(0, day, 4);
    rated.activities(day, 5);
    EXPECT_EQ(rated.rules(), day == 11 ? Rules{"E8"} : Rules{}) << day;
    rated.pain(14, 4);
    EXPECT_EQ(rated.rules(), day == 11 ? Rules{"E8"} : Rules{}) << day;
  }
  Reviewed unrated;
  unrated.pain_daily(0, 13, 4);
  EXPECT_EQ(unrated.rules(), Rules{});
  unrated.pain(14, 4);
  EXPECT_EQ(unrated.rules(), Rules{"E8"});
}

/// The week before the programme belongs to it, nothing older does.
TEST(Review, TheWeekBefore) {
  for (const int day : {-8, -7}) {
    SCOPED_TRACE(day);
    const Rules if_older = day == -8 ? Rules{"E8"} : Rules{};
    Reviewed pain;
    pain.pain(day, 2);
    pain.pain_daily(0, 14, 4);
    EXPECT_EQ(pain.rules(), if_older);
    Reviewed activities;
    activities.activities(day, 3);
    activities.pain_daily(0, 13, 4);
    activities.activities(14, 5);
    activities.pain(14, 4);
    EXPECT_EQ(activities.rules(), if_older);
    Reviewed waits;
    waits.activities(day, 5);
    waits.pain_daily(0, 14, 4);
    EXPECT_EQ(waits.rules(), if_older);
  }
}

/// The first seven days against the last seven, none of them twice.
TEST(Review, TheCourseOfPain) {
  struct Case {
    std::string_view name;
    int low_day;  ///< a 2 among fours
    int today;
    bool changed;
  };
  for (const auto& [name, low_day, today, changed] :
       {Case{"the last of the first days", 6, 14, true}, Case{"in neither", 7, 14, false},
        Case{"the first of the last days", 8, 14, true},
        Case{"of the first days only", 5, 11, true},
        Case{"of the first days only, at their end", 6, 11, true},
        Case{"of the last days only", 7, 11, true}}) {
    SCOPED_TRACE(name);
    Reviewed person;
    person.activities(0, 5);
    person.pain(0, 4);
    person.pain(low_day, 2);
    person.pain(today, 4);
    person.activities(today, 5);
    EXPECT_EQ(person.rules(), changed ? Rules{} : Rules{"E8"});
  }
}

/// What pain was and is, with everything else as it is when E7 speaks.
Rules rules_of_pain(int before, const std::vector<int>& after) {
  Reviewed person;
  person.sessions(6);
  person.pain(0, before);
  int day = 42 - static_cast<int>(after.size());
  for (const int pain : after) {
    person.pain(++day, pain);
  }
  return person.rules();
}

TEST(Review, PainFellByTwoOrByAThird) {
  EXPECT_EQ(rules_of_pain(7, {5}), Rules{}) << "two points";
  EXPECT_EQ(rules_of_pain(7, {6}), Rules{"E7"}) << "one";
  EXPECT_EQ(rules_of_pain(5, {3, 4}), Rules{}) << "30 %";
  EXPECT_EQ(rules_of_pain(6, {4, 5}), Rules{"E7"}) << "25 %";
  EXPECT_EQ(rules_of_pain(4, {6}), Rules{"E7"}) << "two points more";
}

TEST(Review, ActivitiesGained13Tenths) {
  for (const int last : {6, 7}) {  // means of 6.0 and 6.3
    Reviewed person;
    for (const char* activity : {"stairs", "gardening", "driving"}) {
      person.diary.add(on_day(0), FunctionRated{activity, 5});
    }
    person.sessions(6);
    person.pain(0, 5);
    person.pain(42, 5);
    for (const char* activity : {"stairs", "gardening", "driving"}) {
      const bool is_last = std::string_view(activity) == "driving";
      person.diary.add({on_day(42).ms + 1}, FunctionRated{activity, is_last ? last : 6});
    }
    EXPECT_EQ(person.rules(), last == 7 ? Rules{} : Rules{"E7"}) << last;
  }
}

TEST(Review, SeenAsBetterInThisProgramme) {
  for (const int day : {-8, -7}) {
    Reviewed person;
    person.change(day, 2);
    person.sessions(6);
    person.pain(0, 5);
    person.pain(42, 5);
    EXPECT_EQ(person.rules(), day == -8 ? Rules{"E7"} : Rules{}) << day;
  }
}

/// Three of five are enough; what is planned for today is still to come.
TEST(Review, DoneSixtyPerCent) {
  struct Case {
    std::string_view name;
    std::vector<int> sessions;
    bool ends_early;  ///< five sessions were planned instead of six
    bool fires;
  };
  const std::vector<Case> cases = {
      {"four of six", {0, 7, 14, 21}, false, true},
      {"three of six", {0, 7, 14}, false, false},
      {"three of six and one yesterday", {0, 7, 14, 41}, false, true},
      {"three of five", {0, 7, 14}, true, true},
      {"two of five", {0, 7}, true, false},
  };
  for (const auto& [name, sessions, ends_early, fires] : cases) {
    SCOPED_TRACE(name);
    Reviewed person;
    for (const int day : sessions) {
      person.session(day);
    }
    if (ends_early) {
      PlanAdopted flare;
      flare.week = 5;
      flare.level = "L1";
      flare.mode = "flare";
      flare.first_day = to_iso(local_day(on_day(30), 0));
      person.diary.add(on_day(30), flare);
    }
    person.pain(0, 5);
    person.pain(42, 5);
    EXPECT_EQ(person.rules(), fires ? Rules{"E7"} : Rules{});
  }
}

/// What was said on the day that a programme began again is said for it.
TEST(Review, SaidOnceForAProgrammeThatBeganThatDay) {
  Reviewed person;
  person.pain_daily(0, 14, 4);
  ASSERT_EQ(person.rules(), Rules{"E8"});
  PlanAdopted plan = *person.diary.state().plan;
  plan.first_day = to_iso(local_day(on_day(14), 0));
  for (const int week : {2, 1}) {
    plan.week = week;
    person.diary.add(on_day(14), plan);
  }
  person.pain_daily(15, 28, 4);
  EXPECT_EQ(person.rules(), Rules{"E8"});
}

}  // namespace
}  // namespace lissom
