// Time zones, against changes that are known.

#include "shells/calendar/zone.h"

#include <gtest/gtest.h>

namespace lissom::calendar {
namespace {

std::int64_t at(const char* rfc3339) {
  return parse_rfc3339(rfc3339)->at.ms / 1000;
}

TEST(Zone, OffsetsOnBothSidesOfAChange) {
  struct Case {
    const char* zone;
    const char* moment;
    int minutes;
  };
  const Case cases[] = {{"Europe/Kyiv", "2026-10-25T00:59:59Z", 180},
                        {"Europe/Kyiv", "2026-10-25T01:00:00Z", 120},
                        {"Europe/Kyiv", "2027-03-28T00:59:59Z", 120},
                        {"Europe/Kyiv", "2027-03-28T01:00:00Z", 180},
                        {"America/New_York", "2026-11-01T05:59:59Z", -240},
                        {"America/New_York", "2026-11-01T06:00:00Z", -300},
                        {"Australia/Lord_Howe", "2026-10-03T15:29:59Z", 630},
                        {"Australia/Lord_Howe", "2026-10-03T15:30:00Z", 660},
                        {"Asia/Kolkata", "2026-06-01T00:00:00Z", 330},
                        {"Etc/UTC", "2026-06-01T00:00:00Z", 0}};
  for (const Case& c : cases) {
    const auto zone = Zone::find(c.zone);
    ASSERT_TRUE(zone.has_value()) << c.zone;
    EXPECT_EQ(zone->offset_s(at(c.moment)), c.minutes * 60) << c.zone << " " << c.moment;
  }
}

TEST(Zone, LocalTimeIsReadBackAllYear) {
  for (const char* name : {"Europe/Kyiv", "America/New_York", "Australia/Lord_Howe"}) {
    const auto zone = Zone::find(name);
    ASSERT_TRUE(zone.has_value());
    for (std::int64_t hour = 0; hour < 365 * 24; ++hour) {
      const std::int64_t utc = at("2026-01-01T12:30:00Z") + hour * 3600;
      const std::int64_t again = zone->utc_s(zone->local_s(utc));
      // Of the hour that comes twice, the first.
      EXPECT_EQ(zone->local_s(again), zone->local_s(utc)) << name << " " << hour;
      EXPECT_LE(again, utc);
      EXPECT_LE(utc - again, 3600);
    }
  }
}

TEST(Zone, ComponentHasEachChangeOnce) {
  const auto zone = Zone::find("Europe/Kyiv");
  ASSERT_TRUE(zone.has_value());
  const std::string text = zone->component(*parse_day("2026-10-01"), *parse_day("2027-10-01"));
  EXPECT_EQ(text,
            "BEGIN:VTIMEZONE\r\nTZID:Europe/Kyiv\r\n"
            "BEGIN:DAYLIGHT\r\nDTSTART:20261001T030000\r\nTZOFFSETFROM:+0300\r\n"
            "TZOFFSETTO:+0300\r\nEND:DAYLIGHT\r\n"
            "BEGIN:STANDARD\r\nDTSTART:20261025T040000\r\nTZOFFSETFROM:+0300\r\n"
            "TZOFFSETTO:+0200\r\nEND:STANDARD\r\n"
            "BEGIN:DAYLIGHT\r\nDTSTART:20270328T030000\r\nTZOFFSETFROM:+0200\r\n"
            "TZOFFSETTO:+0300\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n");
}

TEST(Zone, WhatIsNoNameIsOneLine) {
  for (const char* name : {"", "Mars/Olympus", "/etc/passwd", "../../etc/passwd", "CET-1CEST"}) {
    const auto zone = Zone::find(name);
    ASSERT_FALSE(zone.has_value()) << name;
    EXPECT_EQ(zone.error().code, Errc::bad_input);
    EXPECT_EQ(zone.error().what.find('\n'), std::string::npos);
  }
}

TEST(Zone, OfThisMachineIsOne) {
  EXPECT_TRUE(Zone::find(zone_of_this_machine()).has_value());
}

}  // namespace
}  // namespace lissom::calendar
