// A journal kept up to date event by event is the journal added up at once.

#include <gtest/gtest.h>

#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::on_day;

Event event_at(int day, Body body) {
  Event event;
  event.id.bytes[15] = static_cast<std::uint8_t>(day + 1);
  event.at = on_day(day);
  event.by = "person";
  event.body = std::move(body);
  return event;
}

PainReported pain(int average) {
  PainReported report;
  report.average = average;
  return report;
}

/// What a state says, as far as these events change it.
std::string told(const State& state) {
  std::string text = std::to_string(state.events) + ":";
  for (const DayPain& day : state.daily) {
    text += " " + std::to_string(day.number().value_or(-1));
  }
  return text + ", stops " + std::to_string(state.locks.size());
}

class TallyTest : public testing::Test {
 protected:
  void suppose(int day, Body body) {
    Event event = event_at(day, std::move(body));
    made_.events.push_back(event);
    tally_.suppose(std::move(event));
  }

  Tally tally_{embedded_catalogue()};
  Journal made_;
};

TEST_F(TallyTest, WhatIsSupposedCountsAtOnce) {
  suppose(0, pain(7));
  suppose(1, pain(7));
  suppose(2, pain(7));
  EXPECT_EQ(told(tally_.state()), "3: 7 7 7, stops 1");
  EXPECT_EQ(told(tally_.state()), told(fold(made_, embedded_catalogue())));
  tally_.add(made_);
  EXPECT_TRUE(tally_.supposed().empty());
  EXPECT_EQ(told(tally_.state()), "3: 7 7 7, stops 1");
}

TEST_F(TallyTest, WhatWasNotStoredIsForgotten) {
  suppose(0, pain(7));
  tally_.add(made_);
  suppose(1, pain(7));
  suppose(2, pain(7));
  tally_.drop_supposed();
  EXPECT_EQ(told(tally_.state()), "1: 7, stops 0");
  EXPECT_EQ(tally_.journal().events.size(), 1U);
}

TEST_F(TallyTest, AnotherDevicesEventsTakeTheirPlace) {
  suppose(0, pain(1));
  suppose(2, pain(3));
  Journal other;
  other.events.push_back(event_at(1, pain(2)));
  tally_.add(other);
  EXPECT_EQ(told(tally_.state()), "1: 2, stops 0");
  tally_.add(made_);
  EXPECT_EQ(told(tally_.state()), "3: 1 2 3, stops 0");
}

TEST_F(TallyTest, WhatIsTakenBackNoLongerCounts) {
  suppose(0, pain(9));
  suppose(1, EventCorrected{made_.events.front().id, "a slip"});
  EXPECT_EQ(told(tally_.state()), "1:, stops 0");
}

}  // namespace
}  // namespace lissom
