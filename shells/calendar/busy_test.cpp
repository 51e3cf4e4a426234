// When somebody is taken, out of calendars of other programs.

#include "shells/calendar/busy.h"

#include <gtest/gtest.h>

namespace lissom::calendar {
namespace {

std::string calendar(const std::string& inside) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n" + inside + "END:VCALENDAR\r\n";
}

std::string event(const std::string& lines) {
  return "BEGIN:VEVENT\r\nUID:a\r\n" + lines + "END:VEVENT\r\n";
}

/// The times of the week from Monday 19 October 2026 in Kyiv, as "day from-to".
std::vector<std::string> taken(const std::string& text, int not_understood = 0) {
  const auto zone = Zone::find("Europe/Kyiv");
  const auto times = taken_times(text, *zone, *parse_day("2026-10-19"), *parse_day("2026-10-25"));
  EXPECT_TRUE(times.has_value()) << (times ? "" : times.error().what);
  std::vector<std::string> words;
  if (times) {
    EXPECT_EQ(times->not_understood, not_understood);
    for (const TakenTime& time : times->times) {
      words.push_back(to_iso(time.day).substr(8) + " " + std::to_string(time.from_min) + "-" +
                      std::to_string(time.to_min));
    }
  }
  return words;
}

using Words = std::vector<std::string>;

TEST(TakenTimes, InUtcInAZoneAndFloating) {
  EXPECT_EQ(taken(calendar(event("DTSTART:20261020T080000Z\r\nDTEND:20261020T083000Z\r\n"))),
            (Words{"20 660-690"}));
  EXPECT_EQ(
      taken(calendar(event("DTSTART;TZID=Europe/Berlin:20261020T100000\r\nDURATION:PT45M\r\n"))),
      (Words{"20 660-705"}));
  EXPECT_EQ(taken(calendar(event("DTSTART:20261020T110000\r\nDTEND:20261020T113000\r\n"))),
            (Words{"20 660-690"}));
}

TEST(TakenTimes, AZoneOfTheFileCountsBeforeItsName) {
  const std::string zone =
      "BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
      "TZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
  EXPECT_EQ(taken(calendar(zone + event("DTSTART;TZID=Office:20261020T130000\r\n"
                                        "DURATION:PT30M\r\n"))),
            (Words{"20 660-690"}));
}

TEST(TakenTimes, WhatTakesNoTimeDoesNotCount) {
  for (const char* line : {"STATUS:CANCELLED\r\n", "TRANSP:TRANSPARENT\r\n"}) {
    EXPECT_TRUE(
        taken(calendar(event("DTSTART:20261020T080000Z\r\nDURATION:PT1H\r\n" + std::string(line))))
            .empty())
        << line;
  }
  EXPECT_TRUE(taken(calendar(event("DTSTART;VALUE=DATE:20261020\r\n"))).empty());
  EXPECT_TRUE(taken(calendar(event("DTSTART:20261020T080000Z\r\n"))).empty()) << "no length";
}

TEST(TakenTimes, RepetitionsWithWhatIsLeftOutAndMoved) {
  const std::string daily = event(
      "DTSTART;TZID=Europe/Kyiv:20260105T110000\r\nDURATION:PT30M\r\n"
      "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE\r\nEXDATE;TZID=Europe/Kyiv:20261021T110000\r\n");
  const std::string moved = event(
      "RECURRENCE-ID;TZID=Europe/Kyiv:20261020T110000\r\n"
      "DTSTART;TZID=Europe/Kyiv:20261020T150000\r\nDURATION:PT30M\r\n");
  EXPECT_EQ(taken(calendar(daily + moved)), (Words{"19 660-690", "20 900-930"}));
}

TEST(TakenTimes, OverMidnightAreTwoDays) {
  EXPECT_EQ(taken(calendar(event("DTSTART;TZID=Europe/Kyiv:20261020T233000\r\n"
                                 "DTEND;TZID=Europe/Kyiv:20261021T003000\r\n"))),
            (Words{"20 1410-1440", "21 0-30"}));
}

TEST(TakenTimes, OnlyTheDaysThatAreAskedFor) {
  EXPECT_TRUE(taken(calendar(event("DTSTART:20261018T080000Z\r\nDURATION:PT1H\r\n"))).empty());
  EXPECT_TRUE(taken(calendar(event("DTSTART:20261026T080000Z\r\nDURATION:PT1H\r\n"))).empty());
}

TEST(TakenTimes, WhatCannotBeUnderstoodIsCounted) {
  EXPECT_TRUE(taken(calendar(event("SUMMARY:no start\r\n")), 1).empty());
  EXPECT_TRUE(taken(calendar(event("DTSTART;TZID=Nowhere:20261020T100000\r\nDURATION:PT1H\r\n")), 1)
                  .empty());
  EXPECT_TRUE(taken(calendar(event("DTSTART:19700101T000000Z\r\nDURATION:PT1S\r\n"
                                   "RRULE:FREQ=SECONDLY\r\n")),
                    1)
                  .size() <= 1);
}

TEST(TakenTimes, WhatIsNoCalendarIsOneLine) {
  const auto zone = Zone::find("Europe/Kyiv");
  for (const std::string& text :
       {std::string(), std::string("{}"), std::string("BEGIN:VCARD\r\nEND:VCARD\r\n")}) {
    const auto times = taken_times(text, *zone, Day{20000}, Day{20001});
    ASSERT_FALSE(times.has_value());
    EXPECT_EQ(times.error().what.find('\n'), std::string::npos);
  }
}

}  // namespace
}  // namespace lissom::calendar
