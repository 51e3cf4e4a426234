// What was done of what was planned, kindly counted.

#include "core/programme/adherence.h"

#include <gtest/gtest.h>

#include "core/programme/ladder_fixture.h"

namespace lissom {
namespace {

using fixture::catalogue;
using fixture::day_of;
using fixture::on_day;
using fixture::Programme;

TEST(Adherence, CountsKindly) {
  Programme programme;
  programme.plan(0, 1, "L1");
  const auto week = [&] {
    return adherence(programme.diary.state(), catalogue(), day_of(0), day_of(6));
  };
  EXPECT_EQ(week().planned, 3);
  EXPECT_EQ(week().pct(), 0);
  programme.session(1);  // another day than planned
  EXPECT_EQ(week().pct(), 33);
  programme.session(2, "", "quit");
  EXPECT_EQ(week().done, 1) << "one stretch is not a session";
  programme.session(3);
  programme.session(4);
  programme.session(5);
  EXPECT_EQ(week().pct(), 100);
  EXPECT_EQ(adherence(State{catalogue()}, catalogue(), day_of(0), day_of(6)).pct(), std::nullopt);
}

TEST(Adherence, APlanGoesOnUntilThereIsAnother) {
  Programme programme;
  programme.plan(0, 1, "L1");
  EXPECT_EQ(adherence(programme.diary.state(), catalogue(), day_of(7), day_of(20)).planned, 6);
}

TEST(Adherence, FlareDaysPlanNothing) {
  Programme programme;
  programme.plan(0, 1, "L1");
  programme.plan(3, 1, "L1", "", "flare");
  EXPECT_EQ(adherence(programme.diary.state(), catalogue(), day_of(0), day_of(6)).planned, 2);
}

TEST(Adherence, CreditOfASession) {
  SessionLog session;
  EXPECT_EQ(credit_pct(session, catalogue()), 0);
  session.done_by_exercise["bridge"] = 2;
  EXPECT_EQ(credit_pct(session, catalogue()), 0) << "one entry";
  session.done_by_exercise["cat_cow"] = 1;
  EXPECT_EQ(credit_pct(session, catalogue()), 50) << "two entries";
  session.done_steps = {0};
  session.how = "completed";
  EXPECT_EQ(credit_pct(session, catalogue()), 50) << "not ended";
  session.ended = true;
  EXPECT_EQ(credit_pct(session, catalogue()), 100);
  session.how = "quit";
  EXPECT_EQ(credit_pct(session, catalogue()), 50);
  session.how = "completed";
  session.done_steps.clear();
  EXPECT_EQ(credit_pct(session, catalogue()), 50) << "ended without a step";
}

TEST(Adherence, OnlyMainSessionsOfTheseDays) {
  Programme programme;
  programme.plan(0, 1, "L1");
  for (const int day : {0, 1, 6, 7}) {
    programme.session(day);
  }
  SessionStarted other;
  other.session.bytes[0] = 99;
  other.slot = "morning";
  other.day = to_iso(day_of(3));
  programme.diary.add(on_day(3), other);
  programme.diary.add(on_day(3), StepDone{other.session, 0, "bridge", "both", 2});
  programme.diary.add(on_day(3), SessionEnded{other.session, "completed", 3, "right"});
  const auto done = [&](int first, int last) {
    return adherence(programme.diary.state(), catalogue(), day_of(first), day_of(last)).done;
  };
  EXPECT_EQ(done(0, 7), 4);
  EXPECT_EQ(done(1, 6), 2);
  EXPECT_EQ(done(2, 5), 0);
}

/// Sessions stand in order of their start; one after midnight may count for the day before.
TEST(Adherence, ASessionForYesterdayHidesNoneOfToday) {
  Programme programme;
  programme.plan(0, 1, "L1");
  programme.session(3);
  SessionStarted late;
  late.session.bytes[0] = 99;
  late.slot = "core";
  late.day = to_iso(day_of(2));
  programme.diary.add({on_day(3).ms + 1}, late);
  EXPECT_EQ(adherence(programme.diary.state(), catalogue(), day_of(3), day_of(6)).done, 1);
}

TEST(Adherence, APlanCountsFromTheDayItWasMade) {
  Programme programme;
  programme.plan(2, 1, "L1");
  const auto planned = [&](int first, int last) {
    return adherence(programme.diary.state(), catalogue(), day_of(first), day_of(last)).planned;
  };
  EXPECT_EQ(planned(0, 1), 0);
  EXPECT_EQ(planned(0, 2), 1);
  EXPECT_EQ(planned(2, 6), 3);
  EXPECT_EQ(planned(3, 5), 1);
  EXPECT_EQ(planned(9, 9), 1) << "the same day a week later";
}

}  // namespace
}  // namespace lissom
