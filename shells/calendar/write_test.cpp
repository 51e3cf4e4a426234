// A calendar as a file, read back by libical.

#include "shells/calendar/write.h"

#include <memory>

#include <gtest/gtest.h>
#include <libical/ical.h>

#include "shells/calendar/busy.h"

namespace lissom::calendar {
namespace {

Json appointment(const std::string& day, const std::string& status) {
  return {{"uid", "x-core-" + day + "@lissom"},
          {"slot", "core"},
          {"day", day},
          {"from", "18:30"},
          {"minutes", 12},
          {"status", status},
          {"title", "Time for yourself"},
          {"reminder", {{"before_min", 10}, {"again_min", 15}}}};
}

Json calendar_of(Json appointments, Json breaks = Json::array()) {
  return {{"sequence", 7},
          {"stamp_ms", 1'792'000'000'000},
          {"text", "Open the app when it suits you."},
          {"appointments", std::move(appointments)},
          {"breaks", std::move(breaks)}};
}

Json break_series() {
  return {
      {"uid", "x-break-1@lissom"},
      {"from", "11:00"},
      {"minutes", 3},
      {"weekdays", {0, 1, 2, 3, 4}},
      {"first_day", "2026-10-19"},
      {"last_day", "2026-11-15"},
      {"status", "confirmed"},
      {"title", "Short pause"},
      {"reminder", nullptr},
      {"moved",
       {{{"day", "2026-10-20"}, {"from", "11:40"}}, {{"day", "2026-10-21"}, {"from", nullptr}}}}};
}

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

Component read(const std::string& text) {
  return Component(icalparser_parse_string(text.c_str()));
}

TEST(WriteCalendar, LocalTimesHoldAcrossTheChangeOfTheClock) {
  const auto text = write_calendar(
      calendar_of({appointment("2026-10-24", "confirmed"), appointment("2026-10-25", "confirmed"),
                   appointment("2027-03-28", "confirmed")}),
      "Europe/Kyiv", Method::file);
  ASSERT_TRUE(text.has_value()) << text.error().what;
  const Component root = read(*text);
  std::vector<std::string> starts;
  for (icalcomponent* at = icalcomponent_get_first_component(root.get(), ICAL_VEVENT_COMPONENT);
       at != nullptr; at = icalcomponent_get_next_component(root.get(), ICAL_VEVENT_COMPONENT)) {
    // By the file's own zone, not by the machine's.
    icaltimezone* zone = icalcomponent_get_timezone(root.get(), "Europe/Kyiv");
    ASSERT_NE(zone, nullptr);
    const auto start = icalcomponent_get_dtstart(at);
    starts.push_back(to_rfc3339(
        {static_cast<std::int64_t>(icaltime_as_timet_with_zone(start, zone)) * 1000}, 0));
  }
  EXPECT_EQ(starts, (std::vector<std::string>{"2026-10-24T15:30:00Z", "2026-10-25T16:30:00Z",
                                              "2027-03-28T15:30:00Z"}));
}

TEST(WriteCalendar, EverythingThatIsInAnAppointment) {
  const auto text = write_calendar(
      calendar_of({appointment("2026-10-24", "confirmed"), appointment("2026-10-25", "tentative"),
                   appointment("2026-10-26", "cancelled")}),
      "Europe/Kyiv", Method::file);
  ASSERT_TRUE(text.has_value());
  for (const char* line :
       {"VERSION:2.0\r\n", "UID:x-core-2026-10-24@lissom\r\n", "SEQUENCE:7\r\n",
        "DTSTART;TZID=Europe/Kyiv:20261024T183000\r\n", "DURATION:PT12M\r\n",
        "SUMMARY:Time for yourself\r\n", "STATUS:CONFIRMED\r\n", "STATUS:TENTATIVE\r\n",
        "STATUS:CANCELLED\r\n", "TRIGGER:-PT10M\r\n", "REPEAT:1\r\n", "DURATION:PT15M\r\n",
        "TRANSP:TRANSPARENT\r\n", "CLASS:PRIVATE\r\n", "DTSTAMP:20261014T"}) {
    EXPECT_NE(text->find(line), std::string::npos) << line << *text;
  }
  const std::string cancelled = text->substr(text->find("20261026T183000"));
  EXPECT_EQ(cancelled.find("VALARM"), std::string::npos) << "nothing rings for what is cancelled";
  EXPECT_EQ(*text, *write_calendar(calendar_of({appointment("2026-10-24", "confirmed"),
                                                appointment("2026-10-25", "tentative"),
                                                appointment("2026-10-26", "cancelled")}),
                                   "Europe/Kyiv", Method::file));
}

TEST(WriteCalendar, NoErrorIsLeftForAReaderToFind) {
  const auto text =
      write_calendar(calendar_of(Json::array({appointment("2026-10-24", "confirmed")}),
                                 Json::array({break_series()})),
                     "Europe/Kyiv", Method::feed);
  ASSERT_TRUE(text.has_value());
  const Component root = read(*text);
  ASSERT_NE(root, nullptr);
  EXPECT_NE(icalrestriction_check(root.get()), 0);
  EXPECT_EQ(icalcomponent_count_errors(root.get()), 0);
}

TEST(WriteCalendar, BreaksRepeatAndGiveWay) {
  const auto text = write_calendar(calendar_of(Json::array(), Json::array({break_series()})),
                                   "Europe/Kyiv", Method::file);
  ASSERT_TRUE(text.has_value());
  // They take no time in the eyes of other programs; here they shall.
  std::string taking = *text;
  for (std::size_t at = taking.find("TRANSP:TRANSPARENT"); at != std::string::npos;
       at = taking.find("TRANSP:TRANSPARENT")) {
    taking.replace(at, 18, "TRANSP:OPAQUE");
  }
  const auto zone = Zone::find("Europe/Kyiv");
  const auto taken = taken_times(taking, *zone, *parse_day("2026-10-01"), *parse_day("2026-12-01"));
  ASSERT_TRUE(taken.has_value());
  EXPECT_EQ(taken->times.size(), 19U) << "four weeks, and no room on one day";
  for (const TakenTime& time : taken->times) {
    EXPECT_EQ(time.from_min, time.day == *parse_day("2026-10-20") ? 700 : 660) << to_iso(time.day);
    EXPECT_NE(time.day, *parse_day("2026-10-21"));
    EXPECT_LT(weekday(time.day), 5);
  }
}

TEST(WriteCalendar, BadInputIsOneLine) {
  EXPECT_FALSE(write_calendar(calendar_of(Json::array()), "Nowhere", Method::file).has_value());
  EXPECT_FALSE(write_calendar(Json(), "Europe/Kyiv", Method::file).has_value());
  EXPECT_FALSE(
      write_calendar(calendar_of(Json::array({Json(1)})), "Europe/Kyiv", Method::file).has_value());
}

}  // namespace
}  // namespace lissom::calendar
