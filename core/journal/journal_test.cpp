// What a journal makes of the records of a store.

#include "core/journal/journal.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/journal/codec.h"
#include "core/journal/journal_fixture.h"

namespace lissom {
namespace {

using fixture::goal;

std::vector<std::string> activities(const Journal& journal) {
  std::vector<std::string> texts;
  for (const Event& event : journal.events) {
    texts.push_back(std::get<GoalSet>(event.body).activity);
  }
  return texts;
}

TEST(Journal, IsOrderedByTimeThenId) {
  const std::vector<Record> records = {
      to_record(goal(1, 500, "fourth")), to_record(goal(9, 300, "second")),
      to_record(goal(4, 400, "third")), to_record(goal(2, 300, "first"))};
  const Journal journal = read_journal(records);
  EXPECT_EQ(activities(journal), (std::vector<std::string>{"first", "second", "third", "fourth"}));
  EXPECT_TRUE(journal.faults.empty());
}

TEST(Journal, WhatWasWrittenUnderAWrongClockIsMovedWithItsDay) {
  const std::int64_t now_ms = 1'795'543'500'000;  // 2026-11-24T18:05Z
  Event started = goal(2, now_ms + 100 * ms_per_day);
  started.body = SessionStarted{.day = "2027-03-04"};
  Event right = goal(1, now_ms - 30'000);
  Event ended = goal(3, now_ms + 100 * ms_per_day + 600'000);
  Event corrected = goal(4, now_ms);
  corrected.body = ClockCorrected{{to_string(started.id), to_string(ended.id), "no id"},
                                  static_cast<int>(100 * ms_per_day / 60'000 + 10),
                                  static_cast<int>(right.at.ms / 60'000 + 1)};
  Journal journal;
  merge(journal, std::vector<Event>{corrected, ended, started, right});
  ASSERT_EQ(journal.events.size(), 4U);
  EXPECT_EQ(journal.events[0].id, right.id);
  EXPECT_EQ(journal.events[1].id, started.id) << "not before what was written under a right clock";
  EXPECT_EQ(journal.events[2].id, ended.id);
  EXPECT_EQ(std::get<SessionStarted>(journal.events[1].body).day, "2026-11-24");
  EXPECT_EQ(journal.events[2].at.ms, now_ms);

  // A correction that comes later and has a greater id changes nothing; one with a lesser id does.
  Event later = corrected;
  later.id = fixture::uuid_of(0x01, 5);
  std::get<ClockCorrected>(later.body).ahead_min = 1;
  merge(journal, {&later, 1});
  EXPECT_EQ(journal.events[1].moved_days, 100);
  later.id = fixture::uuid_of(0x00, 5);
  merge(journal, {&later, 1});
  EXPECT_EQ(journal.events.back().moved_ms, 60'000);
  EXPECT_EQ(std::get<SessionStarted>(journal.events[4].body).day, "2027-03-04");
}

TEST(Journal, ADamagedRecordIsAFaultAndLeavesTheRest) {
  std::vector<Record> records = {to_record(goal(1, 100, "a")), to_record(goal(2, 200, "b")),
                                 to_record(goal(3, 300, "c")), to_record(goal(4, 400, "d")),
                                 to_record(goal(5, 500, "e"))};
  records[1].bytes[40] = static_cast<char>(records[1].bytes[40] ^ 1);
  records[3].bytes.clear();
  records[4].bytes[0] = '\x02';
  records[4].bytes = fixture::with_checksum(fixture::without_checksum(records[4].bytes));
  const Journal journal = read_journal(records);
  EXPECT_EQ(activities(journal), (std::vector<std::string>{"a", "c"}));
  ASSERT_EQ(journal.faults.size(), 3U);
  EXPECT_EQ(journal.faults[0].id, records[1].id);
  EXPECT_NE(journal.faults[0].what.find("checksum"), std::string::npos);
  EXPECT_EQ(journal.faults[1].id, records[3].id);
  EXPECT_NE(journal.faults[1].what.find("short"), std::string::npos);
  EXPECT_EQ(journal.faults[2].id, records[4].id);
  EXPECT_NE(journal.faults[2].what.find("later version"), std::string::npos);
}

TEST(Journal, ARecordUnderAnotherIdOrPersonIsAFault) {
  std::vector<Record> records = {to_record(goal(1, 100, "a")), to_record(goal(2, 200, "b")),
                                 to_record(goal(3, 300, "c"))};
  records[0].id = fixture::uuid_of(1, 77);
  records[2].person = fixture::uuid_of(2, 77);
  const Journal journal = read_journal(records);
  EXPECT_EQ(activities(journal), (std::vector<std::string>{"b"}));
  ASSERT_EQ(journal.faults.size(), 2U);
  EXPECT_EQ(journal.faults[0].id, records[0].id);
  EXPECT_EQ(journal.faults[1].id, records[2].id);
}

TEST(Journal, NothingIsAnEmptyJournal) {
  const Journal journal = read_journal({});
  EXPECT_TRUE(journal.events.empty());
  EXPECT_TRUE(journal.faults.empty());
}

TEST(Journal, MergeKeepsEachEventOnce) {
  Journal journal = read_journal(std::vector<Record>{
      to_record(goal(1, 100, "a")), to_record(goal(1, 100, "a")), to_record(goal(3, 300, "c"))});
  merge(journal, std::vector<Event>{goal(3, 300, "c"), goal(2, 200, "b"), goal(2, 200, "b")});
  EXPECT_EQ(activities(journal), (std::vector<std::string>{"a", "b", "c"}));
  merge(journal, {});
  EXPECT_EQ(activities(journal), (std::vector<std::string>{"a", "b", "c"}));
}

/// No device writes this; if a broken one does, all devices still agree on one of the two.
TEST(Journal, TwoEventsWithOneIdAreOneWhicheverComesFirst) {
  struct Case {
    std::string_view name;
    Event a;
    Event b;
  };
  const Case cases[] = {{"at the same time", goal(1, 100, "x"), goal(1, 100, "y")},
                        {"at other times", goal(1, 400, "x"), goal(1, 100, "y")}};
  for (const auto& [name, a, b] : cases) {
    SCOPED_TRACE(name);
    const Event between = goal(2, 200, "between");
    Journal one;
    merge(one, std::vector<Event>{a, between});
    merge(one, std::vector<Event>{b});
    Journal other;
    merge(other, std::vector<Event>{between, b});
    merge(other, std::vector<Event>{a});
    EXPECT_EQ(one.events.size(), 2U);
    EXPECT_EQ(activities(one), activities(other));
  }
}

}  // namespace
}  // namespace lissom
