// When somebody wants to be reminded.

#include "core/programme/times.h"

#include <gtest/gtest.h>

namespace lissom {
namespace {

TEST(Times, AreUsualUntilChosen) {
  const Catalogue& catalogue = embedded_catalogue();
  State state(catalogue);
  EXPECT_EQ(times_of(state, catalogue).core_at_min, catalogue.number("reminders.core_at_min"));
  EXPECT_FALSE(times_of(state, catalogue).has_breaks);
  EXPECT_FALSE(times_of(state, catalogue).has_plain_titles);
  state.preferences["times.core"] = "1200";
  state.preferences["times.alarm"] = "-1";
  state.preferences["times.breaks"] = "yes";
  state.preferences["times.titles"] = "plain";
  const Times times = times_of(state, catalogue);
  EXPECT_EQ(times.core_at_min, 1200);
  EXPECT_EQ(times.alarm_min, -1);
  EXPECT_TRUE(times.has_breaks);
  EXPECT_TRUE(times.has_plain_titles);
}

TEST(Times, WhatIsNoNumberIsNotTaken) {
  const Catalogue& catalogue = embedded_catalogue();
  State state(catalogue);
  for (const char* text : {"", "soon", "12:00", "7 "}) {
    state.preferences["times.core"] = text;
    EXPECT_EQ(times_of(state, catalogue).core_at_min, catalogue.number("reminders.core_at_min"));
  }
}

TEST(Times, QuietHoursReachOverMidnight) {
  struct Case {
    int from;
    int to;
    int minute;
    bool is_quiet;
  };
  const Case cases[] = {{1320, 390, 1319, false}, {1320, 390, 1320, true}, {1320, 390, 0, true},
                        {1320, 390, 389, true},   {1320, 390, 390, false}, {780, 840, 800, true},
                        {780, 840, 840, false},   {0, 0, 0, false},        {600, 600, 600, false}};
  for (const Case& c : cases) {
    Times times;
    times.quiet_from_min = c.from;
    times.quiet_to_min = c.to;
    EXPECT_EQ(times.is_quiet(c.minute), c.is_quiet) << c.from << "-" << c.to << " " << c.minute;
  }
}

}  // namespace
}  // namespace lissom
