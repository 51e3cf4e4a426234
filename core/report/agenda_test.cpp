// A plan as appointments: days, times, what becomes of those that were there before, and breaks
// that give way.

#include "core/report/agenda.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/journal/journal_fixture.h"

namespace lissom {
namespace {

constexpr int monday = 20780;  // 2026-11-23

PlannedSlot slot(std::string name, const std::vector<int>& days, int times = 1) {
  PlannedSlot made;
  made.slot = std::move(name);
  made.total_s = made.slot == "break" ? 170 : 650;
  made.times_per_day = times;
  for (const int day : days) {
    made.days.push_back(to_iso(Day{monday + day}));
  }
  return made;
}

PlanAdopted plan_of(std::vector<PlannedSlot> slots) {
  PlanAdopted plan;
  plan.first_day = to_iso(Day{monday});
  plan.slots = std::move(slots);
  return plan;
}

class Book {
 public:
  void add(Body body) {
    Event event = fixture::goal(static_cast<std::uint8_t>(journal_.events.size() + 1),
                                std::int64_t{monday} * ms_per_day + ++count_);
    event.body = std::move(body);
    merge(journal_, std::vector<Event>{event});
  }
  void prefer(std::string name, std::string value) {
    add(PreferenceSet{std::move(name), std::move(value)});
  }

  [[nodiscard]] Agenda look(int today = 0, bool is_stopped = false,
                            std::vector<BusyTime> busy = {}) const {
    const State state = fold(journal_, embedded_catalogue());
    return agenda_of({.state = state,
                      .journal = journal_,
                      .catalogue = embedded_catalogue(),
                      .person = fixture::uuid_of(2, 0xFE),
                      .today = Day{monday + today},
                      .work_from_min = 540,
                      .work_to_min = 1020,
                      .is_stopped = is_stopped,
                      .busy = std::move(busy)});
  }

 private:
  Journal journal_;
  std::int64_t count_ = 0;
};

const Appointment* find(const Agenda& agenda, const std::string& slot_name, int day) {
  const auto at = std::ranges::find_if(agenda.appointments, [&](const Appointment& one) {
    return one.slot == slot_name && one.day == Day{monday + day};
  });
  return at == agenda.appointments.end() ? nullptr : &*at;
}

TEST(Agenda, DaysOfThePlanAndThreeWeeksMore) {
  Book book;
  book.add(plan_of({slot("core", {0, 2, 4}), slot("morning", {1})}));
  const Agenda agenda = book.look();
  EXPECT_EQ(agenda.appointments.size(), 16U);
  const Appointment* first = find(agenda, "core", 0);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->from_min, 1110);
  EXPECT_EQ(first->minutes, 11);
  EXPECT_FALSE(first->is_tentative);
  EXPECT_FALSE(first->is_cancelled);
  EXPECT_EQ(first->title, "Time for yourself");
  ASSERT_TRUE(first->reminder.has_value());
  EXPECT_EQ(first->reminder->again_min, 0);
  EXPECT_EQ(find(agenda, "morning", 1)->from_min, 420);
  EXPECT_TRUE(find(agenda, "core", 7)->is_tentative);
  EXPECT_NE(find(agenda, "core", 25), nullptr);
  EXPECT_EQ(find(agenda, "core", 28), nullptr) << "nobody who has left is called for ever";
}

TEST(Agenda, ChosenTimesAndPlainTitles) {
  Book book;
  book.add(plan_of({slot("core", {0})}));
  book.prefer("times.core", "1200");
  book.prefer("times.alarm", "10");
  book.prefer("times.again", "15");
  book.prefer("times.titles", "plain");
  const Agenda agenda = book.look();
  const Appointment* one = find(agenda, "core", 0);
  EXPECT_EQ(one->from_min, 1200);
  EXPECT_EQ(one->reminder->before_min, 10);
  EXPECT_EQ(one->reminder->again_min, 15);
  EXPECT_EQ(one->title, "Stretching: Main session");
}

TEST(Agenda, NothingRingsInQuietHoursNorWhenItIsDone) {
  Book book;
  book.add(plan_of({slot("core", {0})}));
  book.prefer("times.core", "1325");
  EXPECT_FALSE(find(book.look(), "core", 0)->reminder.has_value());
  book.prefer("times.core", "1315");
  book.prefer("times.again", "10");
  EXPECT_EQ(find(book.look(), "core", 0)->reminder->again_min, 0) << "only the first one";
  SessionStarted start;
  start.session = fixture::uuid_of(9, 9);
  start.slot = "core";
  start.day = to_iso(Day{monday});
  start.entries = {{"bridge", 2, 8, 1, 60, ""}};
  book.add(start);
  book.add(StepDone{start.session, 0, "bridge", "both", 16});
  book.add(SessionEnded{start.session, "completed", std::nullopt, ""});
  EXPECT_TRUE(find(book.look(), "core", 0)->is_done);
  EXPECT_FALSE(find(book.look(), "core", 0)->reminder.has_value());
  EXPECT_TRUE(find(book.look(), "core", 7)->reminder.has_value());
}

TEST(Agenda, ANewPlanTakesBackWhatTheOldOneHad) {
  Book book;
  book.add(plan_of({slot("core", {0, 2})}));
  const Agenda before = book.look();
  book.add(plan_of({slot("core", {0, 3})}));
  const Agenda after = book.look();
  EXPECT_GT(after.sequence, before.sequence);
  EXPECT_EQ(find(after, "core", 0)->uid, find(before, "core", 0)->uid);
  EXPECT_TRUE(find(after, "core", 2)->is_cancelled);
  EXPECT_EQ(find(after, "core", 2)->uid, find(before, "core", 2)->uid);
  EXPECT_TRUE(find(after, "core", 9)->is_cancelled) << "of the weeks ahead, too";
  EXPECT_FALSE(find(after, "core", 3)->is_cancelled);
  EXPECT_EQ(find(book.look(4), "core", 2), nullptr) << "what is over is not called off";
}

TEST(Agenda, AfterAStopAllThatIsAheadIsCancelled) {
  Book book;
  book.add(plan_of({slot("core", {0, 2}), slot("break", {0, 1, 2, 3, 4}, 2)}));
  book.prefer("times.breaks", "yes");
  book.prefer("times.titles", "plain");
  EXPECT_EQ(book.look(1).breaks.size(), 2U);
  const Agenda agenda = book.look(1, true);
  EXPECT_EQ(find(agenda, "core", 0), nullptr);
  EXPECT_EQ(agenda.appointments.size(), 7U);
  for (const Appointment& one : agenda.appointments) {
    EXPECT_TRUE(one.is_cancelled);
    EXPECT_FALSE(one.reminder.has_value());
    EXPECT_EQ(one.title, "Time for yourself") << "neutral, whatever was chosen";
  }
  EXPECT_EQ(agenda.breaks.size(), 2U);
  for (const BreakSeries& one : agenda.breaks) {
    EXPECT_TRUE(one.is_cancelled);
  }
}

TEST(Agenda, BreaksAreSpreadOverTheWorkingDayOnlyIfWanted) {
  Book book;
  book.add(plan_of({slot("break", {0, 1, 2, 3, 4}, 2), slot("break", {0, 1, 2, 3, 4}, 1)}));
  EXPECT_TRUE(std::ranges::all_of(book.look().breaks, &BreakSeries::is_cancelled));
  book.prefer("times.breaks", "yes");
  const Agenda agenda = book.look();
  ASSERT_EQ(agenda.breaks.size(), 3U);
  EXPECT_EQ(agenda.breaks[0].from_min, 660);
  EXPECT_EQ(agenda.breaks[1].from_min, 780);
  EXPECT_EQ(agenda.breaks[2].from_min, 900);
  EXPECT_EQ(agenda.breaks[0].weekdays, (std::vector<int>{0, 1, 2, 3, 4}));
  EXPECT_EQ(agenda.breaks[0].first, Day{monday});
  EXPECT_EQ(agenda.breaks[0].last, Day{monday + 27});
}

TEST(Agenda, BreaksGiveWayToTheNearestFreeTime) {
  Book book;
  book.add(plan_of({slot("break", {0, 1, 2, 3, 4}, 3)}));
  book.prefer("times.breaks", "yes");
  const std::vector<BusyTime> busy = {{Day{monday + 1}, 630, 670},   // around 11:00
                                      {Day{monday + 2}, 540, 1020},  // all day
                                      {Day{monday + 5}, 0, 1440},    // no working day
                                      {Day{monday + 3}, 700, 720}};  // in nobody's way
  const Agenda agenda = book.look(0, false, busy);
  ASSERT_EQ(agenda.breaks[0].moved.size(), 2U);
  EXPECT_EQ(agenda.breaks[0].moved[0].day, Day{monday + 1});
  EXPECT_EQ(agenda.breaks[0].moved[0].from_min, std::optional(670));
  EXPECT_EQ(agenda.breaks[0].moved[1].from_min, std::nullopt);
  EXPECT_EQ(agenda.breaks[1].moved.size(), 1U);
}

TEST(Agenda, ABreakKeepsItsDistanceFromTheOthers) {
  Book book;
  book.add(plan_of({slot("break", {0}, 2)}));
  book.prefer("times.breaks", "yes");
  // 11:40 and 14:20; everything but 14:00 to 14:55 is taken.
  const std::vector<BusyTime> busy = {{Day{monday}, 0, 840}, {Day{monday}, 895, 1440}};
  const Agenda agenda = book.look(0, false, busy);
  const auto first = agenda.breaks[0].moved.at(0).from_min;
  ASSERT_TRUE(first.has_value());
  const int second = agenda.breaks[1].moved.empty() ? agenda.breaks[1].from_min
                                                    : agenda.breaks[1].moved[0].from_min.value();
  EXPECT_GE(second - (*first + agenda.breaks[0].minutes), 20);
}

TEST(Agenda, NamesNoStretch) {
  PlanAdopted plan = plan_of({slot("core", {0})});
  plan.slots[0].entries = {{"hip_flexor_half_kneel", 30, 2, 1, 90, "secret reason"}};
  Book book;
  book.add(plan);
  for (const Appointment& one : book.look().appointments) {
    EXPECT_EQ((one.uid + one.title).find("hip"), std::string::npos);
  }
}

}  // namespace
}  // namespace lissom
