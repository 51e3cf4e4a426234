// Laws that hold for every day, moment, id and value, not only for those we thought of.

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/date.h"
#include "core/base/json.h"
#include "core/base/uuid.h"

// RapidCheck takes the operators of an assertion apart, and then || and && evaluate both sides:
// hence the double parentheses.

namespace lissom {
namespace {

constexpr int days_until_2200 = 84'006;

std::int64_t any_ms() {
  return *rc::gen::inRange<std::int64_t>(0, days_until_2200 * ms_per_day);
}

int any_offset_min() {
  return *rc::gen::inRange(-14 * 60, 14 * 60 + 1);
}

RC_GTEST_PROP(DateProp, EveryDayIsReadBack, ()) {
  const Day day{*rc::gen::inRange(0, days_until_2200)};
  RC_ASSERT(parse_day(to_iso(day)).value() == day);
}

RC_GTEST_PROP(DateProp, DaysSortLikeTheirText, ()) {
  const Day a{*rc::gen::inRange(0, days_until_2200)};
  const Day b{*rc::gen::inRange(0, days_until_2200)};
  RC_ASSERT((a < b) == (to_iso(a) < to_iso(b)));
}

RC_GTEST_PROP(DateProp, TomorrowIsTheNextDayOfTheWeek, ()) {
  const Day day{*rc::gen::inRange(-days_until_2200, days_until_2200)};
  RC_ASSERT(weekday(day + 1) == (weekday(day) + 1) % 7);
}

RC_GTEST_PROP(DateProp, EveryMomentIsReadBackToTheSecond, ()) {
  const Instant at{any_ms()};
  const int offset_min = any_offset_min();
  const Day day = local_day(at, offset_min);
  RC_PRE((day >= Day{0} && day < Day{days_until_2200}));

  const LocalMoment got = parse_rfc3339(to_rfc3339(at, offset_min)).value();
  RC_ASSERT(got.at.ms == at.ms / 1000 * 1000);
  RC_ASSERT(got.utc_offset_min == offset_min);
}

RC_GTEST_PROP(DateProp, LocalDayAndMinuteGiveTheMomentBack, ()) {
  const Instant at{any_ms() - 366 * ms_per_day};
  const int offset_min = any_offset_min();
  const std::int64_t minutes =
      std::int64_t{local_day(at, offset_min).number} * 1440 + local_minute(at, offset_min);
  const std::int64_t rest_ms = at.ms - (minutes - offset_min) * 60'000;
  RC_ASSERT((rest_ms >= 0 && rest_ms < 60'000));
}

RC_GTEST_PROP(DateProp, AnyTextIsReadOrRefused, (const std::string& text)) {
  const auto day = parse_day(text);
  RC_ASSERT((day ? to_iso(*day) == text : day.error().code == Errc::bad_input));
  const auto moment = parse_rfc3339(text);
  RC_ASSERT((moment.has_value() || moment.error().code == Errc::bad_input));
}

/// Most random texts are far from a moment; those one byte away are the dangerous ones.
RC_GTEST_PROP(DateProp, ADamagedMomentIsReadOrRefused, ()) {
  std::string text = "2026-11-24T18:05:30.250+02:00";
  text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
  const auto got = parse_rfc3339(text);
  RC_ASSERT((got ? got->at >= Instant{} : got.error().code == Errc::bad_input));
}

RC_GTEST_PROP(UuidProp, EveryIdIsReadBackAndSortsLikeItsText, ()) {
  SplitMix64 chance(*rc::gen::arbitrary<std::uint64_t>());
  const Uuid a = uuid_v7(Instant{any_ms()}, chance);
  const Uuid b = uuid_v7(Instant{any_ms()}, chance);
  RC_ASSERT(parse_uuid(to_string(a)).value() == a);
  RC_ASSERT((a < b) == (to_string(a) < to_string(b)));
}

RC_GTEST_PROP(UuidProp, TimeOrdersIds, ()) {
  SplitMix64 chance(*rc::gen::arbitrary<std::uint64_t>());
  const std::int64_t early_ms = any_ms();
  const std::int64_t late_ms = any_ms();
  RC_PRE(early_ms < late_ms);
  RC_ASSERT(uuid_v7(Instant{early_ms}, chance) < uuid_v7(Instant{late_ms}, chance));
}

/// Any value at most `depth` containers deep.
Json any_json(int depth) {
  const int kind = *rc::gen::inRange(0, depth > 0 ? 8 : 6);
  switch (kind) {
    case 0:
      return Json();
    case 1:
      return Json(*rc::gen::arbitrary<bool>());
    case 2:
      return Json(*rc::gen::arbitrary<std::int64_t>());
    case 3:
      return Json(*rc::gen::arbitrary<std::uint64_t>());
    case 4:
      return Json(*rc::gen::arbitrary<double>());
    case 5:
      return Json(*rc::gen::string<std::string>());
    default:
      break;
  }
  const bool list = kind == 6;
  Json json = list ? Json::array() : Json::object();
  const int count = *rc::gen::inRange(0, 4);
  for (int i = 0; i < count; ++i) {
    if (list) {
      json.push_back(any_json(depth - 1));
    } else {
      json[*rc::gen::string<std::string>()] = any_json(depth - 1);
    }
  }
  return json;
}

/// Writing replaces what is not UTF-8, so the bytes may differ from the value, but never again.
RC_GTEST_PROP(JsonProp, WhatIsWrittenIsReadBackByteForByte, ()) {
  const std::string bytes = to_bytes(any_json(4));
  const Result<Json> got = parse_json(bytes);
  RC_PRE((got.has_value() || got.error().what.find("twice") == std::string::npos));
  RC_ASSERT(to_bytes(got.value()) == bytes);
}

RC_GTEST_PROP(JsonProp, DamagedBytesAreReadOrRefused, ()) {
  std::string bytes = to_bytes(any_json(3));
  bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
  const Result<Json> got = parse_json(bytes);
  RC_ASSERT((got.has_value() || !got.error().what.empty()));
}

/// The library's own reader is the second route; it only lets more pass.
RC_GTEST_PROP(JsonProp, OurReaderAgreesWithTheLibrarys, ()) {
  const std::string bytes = to_bytes(any_json(4));
  const Result<Json> ours = parse_json(bytes);
  const Json theirs = Json::parse(bytes, nullptr, false);
  RC_ASSERT(!theirs.is_discarded());
  RC_ASSERT((ours ? *ours == theirs : ours.error().what.find("twice") != std::string::npos));
}

/// Also of what is nearly JSON: ours must not take more, nor less.
RC_GTEST_PROP(JsonProp, OurReaderAgreesWithTheLibrarysOnPieces, ()) {
  const auto pieces = *rc::gen::container<
      std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
      "{",    "}",    "[",       "]",  ",",  ":",    "\"a\"",    "\"b\"", "\"",
      "\\",   "\\n",  "\\u0041", "0",  "7",  "-",    ".5",       "e1",    "true",
      "fals", "null", " ",       "\n", "\t", "\x7F", "\xC3\xA9", "\xC3",  "999999999999999999"}));
  std::string bytes = "[";
  for (const std::string& piece : pieces) {
    bytes += piece;
  }
  bytes += "]";
  const Result<Json> ours = parse_json(bytes);
  const Json theirs = Json::parse(bytes, nullptr, false);
  RC_PRE((ours.has_value() || ours.error().what.find("twice") == std::string::npos));
  RC_ASSERT(ours.has_value() == !theirs.is_discarded());
  RC_ASSERT((!ours || (*ours == theirs && to_bytes(*ours) == to_bytes(theirs))));
}

RC_GTEST_PROP(ResultProp, AMessageIsOneShortLine, (const std::string& text)) {
  const std::string line = as_typed(text);
  RC_ASSERT(line.size() <= 62U);
  RC_ASSERT(std::none_of(line.begin(), line.end(),
                         [](unsigned char c) { return c < 0x20U || c == 0x7FU; }));
}

}  // namespace
}  // namespace lissom
