// What holds for all events, bytes and orders of arrival, not only for those we thought of.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/journal/codec.h"
#include "core/journal/journal.h"
#include "core/journal/journal_fixture.h"

namespace lissom {
namespace {

constexpr int int_min = std::numeric_limits<int>::min();
constexpr int int_max = std::numeric_limits<int>::max();

int any_int() {
  return *rc::gen::oneOf(rc::gen::inRange(-200, 200), rc::gen::element(int_min, -1, 0, int_max));
}

/// Mostly words, sometimes any bytes.
std::string any_text() {
  return *rc::gen::oneOf(rc::gen::element<std::string>("", "hip", "Rücken \"x\"\n", "\xC3", "…"),
                         rc::gen::arbitrary<std::string>());
}

Uuid any_uuid() {
  Uuid id;
  const auto high = *rc::gen::arbitrary<std::uint64_t>();
  for (std::size_t i = 0; i < 8; ++i) {
    id.bytes[i] = static_cast<std::uint8_t>(high >> (8U * i));
    id.bytes[15 - i] = static_cast<std::uint8_t>(high >> (8U * i + 3U));
  }
  return id;
}

class AnyFiller {
 public:
  void operator()(unsigned, std::string_view, int& value) { value = any_int(); }
  void operator()(unsigned, std::string_view, bool& value) { value = *rc::gen::arbitrary<bool>(); }
  void operator()(unsigned, std::string_view, std::optional<int>& value) {
    if (*rc::gen::arbitrary<bool>()) {
      value = any_int();
    }
  }
  void operator()(unsigned, std::string_view, std::string& value) { value = any_text(); }
  void operator()(unsigned, std::string_view, Uuid& value) { value = any_uuid(); }
  template <class T>
  void operator()(unsigned tag, std::string_view name, std::vector<T>& list) {
    const int size = *rc::gen::inRange(0, 3);
    for (int i = 0; i < size; ++i) {
      if constexpr (std::is_same_v<T, int> || std::is_same_v<T, std::string>) {
        (*this)(tag, name, list.emplace_back());
      } else {
        visit_fields(*this, list.emplace_back());
      }
    }
  }
};

Event any_event(std::size_t kind) {
  Event event;
  event.id = any_uuid();
  event.person = any_uuid();
  event.device = any_uuid();
  event.at.ms = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000),
                                rc::gen::element<std::int64_t>(0, 7'258'118'400'000));
  event.utc_offset_min = *rc::gen::inRange(-840, 841);
  event.by = any_text();
  event.body = fixture::body_of_kind(kind);
  AnyFiller filler;
  std::visit([&](auto& body) { visit_fields(filler, body); }, event.body);
  return event;
}

Event any_event() {
  return any_event(*rc::gen::inRange<std::size_t>(0, fixture::kind_count));
}

RC_GTEST_PROP(CodecProp, DecodeTakesBackEncode, ()) {
  for (std::size_t kind = 0; kind < fixture::kind_count; ++kind) {
    const std::string bytes = encode(any_event(kind));
    const Result<Event> back = decode(bytes);
    RC_ASSERT(back.has_value());
    RC_ASSERT(encode(*back) == bytes);
  }
}

/// What was moved, too.
std::string all_of(const Journal& journal) {
  std::string text;
  for (const Event& event : journal.events) {
    text += std::to_string(event.moved_ms) + " " + std::to_string(event.moved_days) + " " +
            encode(event) + "\n";
  }
  return text;
}

RC_GTEST_PROP(JournalProp, WhereAClockWasWrongAnyOrderOfArrivalGivesTheSame, ()) {
  std::vector<Event> events;
  std::vector<std::string> ids;
  // Of two with one id the first counts, and which that is may depend on who was moved.
  const auto next_event = [&]() -> Event& {
    Event& event = events.emplace_back(any_event());
    event.id.bytes.front() = static_cast<std::uint8_t>(events.size());
    return event;
  };
  for (int i = 0; i < 6; ++i) {
    Event& event = next_event();
    const auto any_day = [] {
      return *rc::gen::element<std::string>("1970-01-02", "2026-11-24", "2027-03-03", "no day");
    };
    if (auto* started = std::get_if<SessionStarted>(&event.body)) {
      started->day = any_day();
    } else if (auto* plan = std::get_if<PlanAdopted>(&event.body)) {
      plan->first_day = any_day();
      plan->week = *rc::gen::inRange(0, 3);
      plan->slots = {{.days = {any_day(), any_day()}}};
    }
    ids.push_back(to_string(event.id));
  }
  for (int i = 0; i < 3; ++i) {
    Event& event = next_event();
    ClockCorrected corrected;
    for (int named = *rc::gen::inRange(0, 5); named > 0; --named) {
      corrected.events.push_back(*rc::gen::elementOf(ids));
    }
    corrected.ahead_min = any_int();
    corrected.not_before_min = *rc::gen::element(0, 29'000'000, int_min, int_max);
    ids.push_back(to_string(event.id));
    event.body = std::move(corrected);
  }
  Journal whole;
  merge(whole, events);
  for (const Event& event : whole.events) {
    RC_ASSERT(event.at.ms >= 0 && event.moved_ms >= 0 && event.moved_days >= 0);
  }
  Journal piecemeal;
  for (std::size_t at = 0; at < events.size(); ++at) {
    std::swap(events[at], events[*rc::gen::inRange(at, events.size())]);
    merge(piecemeal, {&events[at], 1});
  }
  RC_ASSERT(all_of(piecemeal) == all_of(whole));
}

RC_GTEST_PROP(CodecProp, LinesCarryEveryEvent, ()) {
  for (std::size_t kind = 0; kind < fixture::kind_count; ++kind) {
    const Record record = to_record(any_event(kind));
    const std::string line = to_line(record);
    RC_ASSERT(line.find('\n') == std::string::npos);
    const Result<Record> back = from_line(line);
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == record);
  }
}

RC_GTEST_PROP(CodecProp, LinesCarryAnyBytes, ()) {
  const Record record{any_uuid(),
                      any_uuid(),
                      {*rc::gen::arbitrary<std::int64_t>()},
                      *rc::gen::arbitrary<std::string>()};
  const Result<Record> back = from_line(to_line(record));
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == record);
}

/// Bytes that are nearly an event: a sound checksum over a changed, cut or lengthened one.
std::string nearly_an_event() {
  std::string bytes = fixture::without_checksum(encode(any_event()));
  const int changes = *rc::gen::inRange(0, 4);
  for (int i = 0; i < changes; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[at] = static_cast<char>(static_cast<unsigned char>(*rc::gen::inRange(0, 256)));
  }
  if (*rc::gen::arbitrary<bool>()) {
    bytes.resize(*rc::gen::inRange<std::size_t>(1, bytes.size() + 1));
  }
  bytes += *rc::gen::arbitrary<std::string>();
  return fixture::with_checksum(bytes);
}

RC_GTEST_PROP(CodecProp, AnyBytesAreReadOrRefused, ()) {
  const std::string bytes = *rc::gen::arbitrary<std::string>();
  Event any_time = any_event();
  any_time.at.ms = *rc::gen::element<std::int64_t>(INT64_MIN, -1, 0, INT64_MAX);
  any_time.utc_offset_min = any_int();
  for (const std::string& tried : {bytes, encode(any_time), fixture::with_checksum("\x01" + bytes),
                                   nearly_an_event(), nearly_an_event(), nearly_an_event()}) {
    const Result<Event> event = decode(tried);
    if (event) {
      // What was read is an event like any other, and its record is not lost in an export.
      RC_ASSERT(decode(encode(*event)).has_value());
      const Record record{event->id, event->person, event->at, tried};
      const Result<Record> back = from_line(to_line(record));
      RC_ASSERT(back.has_value());
      RC_ASSERT(*back == record);
    } else {
      RC_ASSERT(!event.error().what.empty());
    }
  }
}

std::vector<std::string> all_bytes(const Journal& journal) {
  std::vector<std::string> bytes;
  for (const Event& event : journal.events) {
    bytes.push_back(encode(event));
  }
  return bytes;
}

/// Few ids and moments, so that many events share one or both.
std::vector<Event> some_events() {
  std::vector<Event> events;
  const int count = *rc::gen::inRange(0, 20);
  for (int i = 0; i < count; ++i) {
    events.push_back(fixture::goal(static_cast<std::uint8_t>(*rc::gen::inRange(0, 10)),
                                   *rc::gen::inRange(0, 4),
                                   *rc::gen::element<std::string>("walk", "swim")));
  }
  return events;
}

RC_GTEST_PROP(JournalProp, AnyOrderAndPartitionGiveTheSameJournal, ()) {
  const std::vector<Event> events = some_events();
  std::vector<Record> records;
  for (const Event& event : events) {
    records.push_back(to_record(event));
  }
  const Journal whole = read_journal(records);

  std::vector<Event> arriving = events;
  for (std::size_t i = arriving.size(); i > 1; --i) {
    std::swap(arriving[i - 1], arriving[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  Journal parts;
  for (std::size_t from = 0; from < arriving.size();) {
    const auto size = *rc::gen::inRange<std::size_t>(1, arriving.size() - from + 1);
    merge(parts, std::span(arriving).subspan(from, size));
    from += *rc::gen::arbitrary<bool>() ? size : 1;  // some arrive twice
  }
  RC_ASSERT(all_bytes(parts) == all_bytes(whole));

  std::set<Uuid> ids;
  for (const Event& event : events) {
    ids.insert(event.id);
  }
  RC_ASSERT(whole.events.size() == ids.size());
  RC_ASSERT(std::is_sorted(
      whole.events.begin(), whole.events.end(),
      [](const Event& a, const Event& b) { return std::tie(a.at, a.id) < std::tie(b.at, b.id); }));
}

RC_GTEST_PROP(JournalProp, DamageToOneRecordLeavesTheOthers, ()) {
  std::vector<Record> records;
  const int count = *rc::gen::inRange(1, 8);
  for (int i = 0; i < count; ++i) {
    records.push_back(
        to_record(fixture::goal(static_cast<std::uint8_t>(i), *rc::gen::inRange(0, 4))));
  }
  Record& hit = records[*rc::gen::inRange<std::size_t>(0, records.size())];
  const auto at = *rc::gen::inRange<std::size_t>(0, hit.bytes.size());
  hit.bytes[at] = static_cast<char>(hit.bytes[at] ^ *rc::gen::inRange(1, 128));
  const Journal journal = read_journal(records);
  RC_ASSERT(journal.events.size() + 1 == records.size());
  RC_ASSERT(journal.faults.size() == 1U);
  RC_ASSERT(journal.faults.front().id == hit.id);
}

}  // namespace
}  // namespace lissom
