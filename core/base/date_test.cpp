#include "core/base/date.h"

#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace lissom {
namespace {

TEST(Date, ParseDay) {
  struct Case {
    std::string_view name;
    std::string_view text;
    std::optional<int> want_number;
  };
  const Case cases[] = {
      {"the first day", "1970-01-01", 0},
      {"a leap day", "1972-02-29", 789},
      {"a leap day of a century", "2000-02-29", 11016},
      {"an ordinary day", "2026-11-24", 20781},
      {"the day before a leap day that is not", "2100-02-28", 47540},
      {"the day after it", "2100-03-01", 47541},
      {"the last day", "2199-12-31", 84005},
      {"1900, 2100, 2200 are no leap years", "2100-02-29", std::nullopt},
      {"an ordinary year has no leap day", "2026-02-29", std::nullopt},
      {"too early", "1969-12-31", std::nullopt},
      {"too late", "2200-01-01", std::nullopt},
      {"month 0", "2026-00-10", std::nullopt},
      {"month 13", "2026-13-10", std::nullopt},
      {"day 0", "2026-11-00", std::nullopt},
      {"day 31 of a short month", "2026-11-31", std::nullopt},
      {"one digit", "2026-11-4", std::nullopt},
      {"a sign in the year", "-026-11-24", std::nullopt},
      {"a sign in the month", "2026-+1-24", std::nullopt},
      {"a space in the day", "2026-11- 4", std::nullopt},
      {"no dashes", "20261124", std::nullopt},
      {"the other way round", "24.11.2026", std::nullopt},
      {"something after it", "2026-11-24Z", std::nullopt},
      {"a space before it", " 2026-11-24", std::nullopt},
      {"half a day", "2026-11-", std::nullopt},
      {"nothing", "", std::nullopt},
  };
  for (const auto& [name, text, want_number] : cases) {
    SCOPED_TRACE(name);
    const Result<Day> got = parse_day(text);
    ASSERT_EQ(got.has_value(), want_number.has_value());
    if (got) {
      EXPECT_EQ(got->number, *want_number);
      EXPECT_EQ(to_iso(*got), text);
    } else {
      EXPECT_EQ(got.error().code, Errc::bad_input);
      EXPECT_EQ(got.error().what, as_typed(text) + " is not a day; expected one like 2026-11-24");
    }
  }
}

TEST(Date, DaysBefore1970AndFarAwayAreShownToo) {
  EXPECT_EQ(to_iso(Day{-1}), "1969-12-31");
  EXPECT_EQ(to_iso(Day{-719'162}), "0001-01-01");
  EXPECT_EQ(to_iso(Day{84'006}), "2200-01-01");
}

TEST(Date, ParseRfc3339) {
  struct Case {
    std::string_view name;
    std::string_view text;
    std::int64_t want_ms;
    int want_offset_min;
  };
  const Case cases[] = {
      {"without seconds", "2026-11-24T18:05+02:00", 1'795'536'300'000, 120},
      {"with seconds, the same moment", "2026-11-24T18:05:00+02:00", 1'795'536'300'000, 120},
      {"milliseconds, UTC", "2026-11-24T16:05:30.250Z", 1'795'536'330'250, 0},
      {"one digit of a second", "2026-11-24T16:05:30.2Z", 1'795'536'330'200, 0},
      {"microseconds are cut, not rounded", "2026-11-24T16:05:30.250999Z", 1'795'536'330'250, 0},
      {"behind UTC, not a whole hour", "2026-11-24T23:59:59-03:30", 1'795'577'399'000, -210},
      {"three quarters", "2026-03-01T00:30+05:45", 1'772'304'300'000, 345},
      {"farthest ahead, on a leap day", "2000-02-29T00:00+14:00", 951'732'000'000, 840},
      {"the first moment", "1970-01-01T00:00:00Z", 0, 0},
      {"the first moment, seen from Kiribati", "1970-01-01T14:00+14:00", 0, 840},
      {"an hour later, seen from the Azores", "1970-01-01T00:00-01:00", 3'600'000, -60},
      {"the last moment", "2199-12-31T23:59:59.999Z", 7'258'118'399'999, 0},
  };
  for (const auto& [name, text, want_ms, want_offset_min] : cases) {
    SCOPED_TRACE(name);
    const Result<LocalMoment> got = parse_rfc3339(text);
    ASSERT_TRUE(got.has_value()) << got.error().what;
    EXPECT_EQ(got->at.ms, want_ms);
    EXPECT_EQ(got->utc_offset_min, want_offset_min);
  }
}

TEST(Date, ParseRfc3339RefusesWhatIsNotAMoment) {
  struct Case {
    std::string_view name;
    std::string_view text;
  };
  const Case cases[] = {
      {"nothing", ""},
      {"a day only", "2026-11-24"},
      {"no offset: nobody knows which moment it is", "2026-11-24T18:05:00"},
      {"a space instead of T", "2026-11-24 18:05:00Z"},
      {"a small t", "2026-11-24t18:05:00Z"},
      {"a small z", "2026-11-24T18:05:00z"},
      {"hour 24", "2026-11-24T24:00:00Z"},
      {"minute 60", "2026-11-24T18:60:00Z"},
      {"a leap second", "2016-12-31T23:59:60Z"},
      {"an impossible day", "2026-02-30T18:05:00Z"},
      {"no digits after the dot", "2026-11-24T18:05:00.Z"},
      {"a comma", "2026-11-24T18:05:00,250Z"},
      {"a sign in the hour", "2026-11-24T-1:05:00Z"},
      {"a sign in the minute", "2026-11-24T18:-5:00Z"},
      {"a sign in the second", "2026-11-24T18:05:-1Z"},
      {"a sign in the fraction", "2026-11-24T18:05:00.-5Z"},
      {"a second sign in the offset", "2026-11-24T18:05:00+-2:00"},
      {"a dot after minutes", "2026-11-24T18:05.5Z"},
      {"an offset without colon", "2026-11-24T18:05:00+0200"},
      {"an offset of hours only", "2026-11-24T18:05:00+02"},
      {"an offset nobody has", "2026-11-24T18:05:00+14:01"},
      {"an offset of a day", "2026-11-24T18:05:00-24:00"},
      {"minute 60 in the offset", "2026-11-24T18:05:00+01:60"},
      {"a time zone's name", "2026-11-24T18:05:00 Europe/Kyiv"},
      {"something after it", "2026-11-24T18:05:00Z "},
  };
  for (const auto& [name, text] : cases) {
    SCOPED_TRACE(name);
    const Result<LocalMoment> got = parse_rfc3339(text);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().code, Errc::bad_input);
    EXPECT_EQ(got.error().what,
              as_typed(text) + " is not a moment; expected one like 2026-11-24T18:05+02:00");
  }
}

TEST(Date, ParseRfc3339RefusesMomentsOutsideTheCalendar) {
  for (const std::string_view text : {"1970-01-01T00:00+00:01", "2199-12-31T23:59-00:01"}) {
    SCOPED_TRACE(text);
    const Result<LocalMoment> got = parse_rfc3339(text);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().what, as_typed(text) + " is not from 1970 to 2199 in UTC");
  }
}

TEST(Date, ToRfc3339) {
  struct Case {
    std::string_view name;
    std::int64_t ms;
    int utc_offset_min;
    std::string_view want;
  };
  const Case cases[] = {
      {"UTC is Z", 1'795'536'330'250, 0, "2026-11-24T16:05:30Z"},
      {"ahead", 1'795'536'330'250, 120, "2026-11-24T18:05:30+02:00"},
      {"behind, into the day before", 1'795'536'330'250, -1000, "2026-11-23T23:25:30-16:40"},
      {"a quarter", 1'772'304'300'000, 345, "2026-03-01T00:30:00+05:45"},
      {"the last second before 1970", -1, 0, "1969-12-31T23:59:59Z"},
      {"behind at the beginning", 0, -210, "1969-12-31T20:30:00-03:30"},
  };
  for (const auto& [name, ms, utc_offset_min, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(to_rfc3339(Instant{ms}, utc_offset_min), want);
  }
}

TEST(Date, LocalDayAndMinute) {
  struct Case {
    std::string_view name;
    std::int64_t ms;
    int utc_offset_min;
    int want_day;
    int want_minute;
  };
  const std::int64_t midnight = 20'781 * ms_per_day;  // 2026-11-24T00:00Z
  const Case cases[] = {
      {"midnight", midnight, 0, 20781, 0},
      {"a millisecond before", midnight - 1, 0, 20780, 1439},
      {"the same, an hour ahead", midnight - 1, 60, 20781, 59},
      {"midnight, an hour behind", midnight, -60, 20780, 1380},
      {"ahead over the next midnight", midnight + 22 * 3'600'000, 150, 20782, 30},
      {"the last minute", midnight + ms_per_day - 60'000, 0, 20781, 1439},
      {"before 1970", -1, 0, -1, 1439},
      {"before 1970, to the millisecond", -ms_per_day, 0, -1, 0},
      {"behind at the beginning", 0, -210, -1, 1230},
  };
  for (const auto& [name, ms, utc_offset_min, want_day, want_minute] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(local_day(Instant{ms}, utc_offset_min).number, want_day);
    EXPECT_EQ(local_minute(Instant{ms}, utc_offset_min), want_minute);
  }
}

TEST(Date, Weekday) {
  struct Case {
    std::string_view day;
    int want;
    std::string_view want_name;
  };
  const Case cases[] = {
      {"1970-01-01", 3, "Thu"}, {"1970-01-02", 4, "Fri"}, {"2000-02-29", 1, "Tue"},
      {"2026-11-25", 2, "Wed"}, {"2100-02-28", 6, "Sun"}, {"2100-03-01", 0, "Mon"},
      {"2024-06-01", 5, "Sat"},
  };
  for (const auto& [day, want, want_name] : cases) {
    SCOPED_TRACE(day);
    EXPECT_EQ(weekday(parse_day(day).value()), want);
    EXPECT_EQ(weekday_name(parse_day(day).value()), want_name);
  }
  EXPECT_EQ(weekday_name(Day{-1}), "Wed");
  EXPECT_EQ(weekday_name(Day{-8}), "Wed");
}

TEST(Date, DaysCount) {
  const Day leap{21'243};  // 2028-02-29
  EXPECT_EQ(to_iso(leap + 1), "2028-03-01");
  EXPECT_EQ(to_iso(leap + 365), "2029-02-28");
  EXPECT_EQ(to_iso(leap + -60), "2027-12-31");
  EXPECT_EQ((leap + 56) - leap, 56);
  EXPECT_LT(leap, leap + 1);
}

}  // namespace
}  // namespace lissom
