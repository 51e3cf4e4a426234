// The bytes of every kind, as they were first written; what is refused; and lines of exports.

#include "core/journal/codec.h"

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/journal/journal_fixture.h"

namespace lissom {
namespace {

using fixture::event_of_kind;
using fixture::goal;
using fixture::kind_count;
using fixture::with_checksum;
using fixture::without_checksum;

// Tests run in the root of the repository. LISSOM_UPDATE_GOLDEN=1 writes the file anew; a line that
// was ever released must not change.
constexpr const char* golden_path = "core/journal/golden/kinds.jsonl";

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte / 16U];
    text += digits[byte % 16U];
  }
  return text;
}

std::string bytes_of(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes +=
        static_cast<char>(static_cast<unsigned char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

std::string golden_line(const Event& event) {
  Json line;
  line["event"] = to_json(event);
  line["bytes"] = hex_of(encode(event));
  return to_bytes(line);
}

// Lines as earlier versions wrote them, before a kind got more fields. They are only added to.
constexpr const char* older_path = "core/journal/golden/older.jsonl";

std::vector<std::string> lines_of(const char* path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    lines.push_back(line);
  }
  return lines;
}

TEST(CodecGolden, EveryKindKeepsItsBytes) {
  if (std::getenv("LISSOM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream file(golden_path);
    for (std::size_t kind = 0; kind < kind_count; ++kind) {
      file << golden_line(event_of_kind(kind)) << "\n";
    }
  }
  const std::vector<std::string> lines = lines_of(golden_path);
  ASSERT_EQ(lines.size(), kind_count) << "LISSOM_UPDATE_GOLDEN=1 adds new kinds";
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    SCOPED_TRACE(kind_of(event_of_kind(kind).body));
    EXPECT_EQ(lines[kind], golden_line(event_of_kind(kind)));
  }
}

TEST(CodecGolden, OldBytesAndOldLinesAreReadAlike) {
  std::set<std::string> kinds;
  std::vector<std::string> lines = lines_of(golden_path);
  const std::vector<std::string> older = lines_of(older_path);
  EXPECT_FALSE(older.empty());
  lines.insert(lines.end(), older.begin(), older.end());
  for (const std::string& text : lines) {
    SCOPED_TRACE(text);
    const Result<Json> line = parse_json(text);
    ASSERT_TRUE(line.has_value());
    const std::string bytes = bytes_of((*line)["bytes"].get<std::string>());
    const Result<Event> event = decode(bytes);
    ASSERT_TRUE(event.has_value()) << event.error().what;
    EXPECT_EQ(to_bytes(to_json(*event)), to_bytes((*line)["event"]));
    EXPECT_EQ(encode(*event), bytes);
    const Result<Record> record = from_line(to_bytes((*line)["event"]));
    ASSERT_TRUE(record.has_value()) << record.error().what;
    EXPECT_EQ(*record, (Record{event->id, event->person, event->at, bytes}));
    kinds.insert((*line)["event"]["kind"].get<std::string>());
  }
  EXPECT_EQ(kinds.size(), kind_count);
}

/// Worked out by hand: version 1, kind 5, three ids, zigzag of 3000 and of 60, lengths before
/// texts.
TEST(CodecGolden, AGoalByHand) {
  std::string want = "\x01\x05";
  for (const auto& [first, last] :
       {std::pair{'\x01', '\x07'}, {'\x02', '\xFE'}, {'\x03', '\xFD'}}) {
    want += first + std::string(14, '\0') + last;
  }
  want += "\xF0\x2E";  // 6000 = 46 * 128 + 112
  want += "\x78";      // 120
  want += "\x06person";
  want += "\x03\x04walk";  // tag 1, bytes
  EXPECT_EQ(hex_of(encode(goal(7, 3000))), hex_of(with_checksum(want)));
}

TEST(CodecGolden, ChecksumIsThatOfZlib) {
  EXPECT_EQ(hex_of(with_checksum("123456789").substr(9)), "2639f4cb");
}

TEST(Codec, WhatWasNotSaidStaysUnsaid) {
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    Event event = goal(7, 3000);
    event.body = fixture::body_of_kind(kind);
    SCOPED_TRACE(kind_of(event.body));
    const Result<Event> back = decode(encode(event));
    ASSERT_TRUE(back.has_value()) << back.error().what;
    EXPECT_EQ(to_bytes(to_json(*back)), to_bytes(to_json(event)));
  }
}

TEST(Codec, Decode) {
  const std::string good = encode(goal(7, 3000));
  const std::string body = without_checksum(good);
  const std::string head = body.substr(0, body.size() - 6);  // without tag 1
  const auto changed = [&](std::size_t at, char to) {
    std::string bytes = body;
    bytes[at] = to;
    return with_checksum(bytes);
  };
  std::string flipped = good;
  flipped[20] = static_cast<char>(flipped[20] ^ 4);
  std::string sum_flipped = good;
  sum_flipped.back() = static_cast<char>(sum_flipped.back() ^ 1);

  Event far_east = goal(7, 3000);
  far_east.utc_offset_min = 841;

  struct Case {
    std::string_view name;
    std::string bytes;
    std::string_view want;  ///< the activity, or what the fault says
    Errc code = Errc::damaged;
    bool is_good = false;
  };
  const Case cases[] = {
      {"as written", good, "walk", {}, true},
      {"an unknown tag behind", with_checksum(body + "\x7F\x03new"), "walk", {}, true},
      {"an unknown number behind", with_checksum(body + "\x7E\x96\x01"), "walk", {}, true},
      {"no field at all", with_checksum(head), "", {}, true},
      {"nothing", "", "too short"},
      {"only a checksum", with_checksum(""), "too short"},
      {"one byte missing", good.substr(0, good.size() - 1), "checksum"},
      {"half of it", good.substr(0, good.size() / 2), "checksum"},
      {"a flipped bit", flipped, "checksum"},
      {"a flipped bit of the checksum", sum_flipped, "checksum"},
      {"a byte too much behind", good + "x", "checksum"},
      {"version 2", changed(0, '\x02'), "later version", Errc::unknown},
      {"version 0", changed(0, '\0'), "version", Errc::unknown},
      {"kind 0", changed(1, '\0'), "no kind"},
      {"a kind of a later version", changed(1, static_cast<char>(kind_count + 1)),
       "which a later version writes", Errc::unknown},
      {"only a version", with_checksum("\x01"), "no kind"},
      {"cut within an id", with_checksum(body.substr(0, 30)), "not well formed"},
      {"cut within the text", with_checksum(body.substr(0, body.size() - 1)), "not well formed"},
      {"a tag without a value", with_checksum(body + "\x7F"), "not well formed"},
      {"a length beyond the end", with_checksum(body + "\x7F\x04new"), "not well formed"},
      {"before 1970", encode(goal(7, -1)), "1970"},
      {"the last moment", encode(goal(7, 7'258'118'400'000)), "walk", {}, true},
      {"after 2199", encode(goal(7, 7'258'118'400'001)), "1970"},
      {"a clock further than any", encode(far_east), "1970"},
      {"tag 0", with_checksum(body + std::string("\x01\0", 2)), "not well formed"},
      {"tags that go back", with_checksum(body + "\x7F\x03new\x03\x04swim"), "not well formed"},
      {"a number where text belongs", with_checksum(head + "\x02\x04"), "not well formed"},
      {"a number of eleven bytes", with_checksum(body + "\x7E" + std::string(11, '\xFF')),
       "not well formed"},
  };
  for (const auto& [name, bytes, want, code, is_good] : cases) {
    SCOPED_TRACE(name);
    const Result<Event> got = decode(bytes);
    ASSERT_EQ(got.has_value(), is_good);
    if (got) {
      EXPECT_EQ(std::get<GoalSet>(got->body).activity, want);
    } else {
      EXPECT_EQ(got.error().code, code);
      EXPECT_NE(got.error().what.find(want), std::string::npos) << got.error().what;
    }
  }
}

TEST(Codec, EveryFlippedBitAndEveryCutIsSeen) {
  const std::string good = encode(event_of_kind(8));
  for (std::size_t i = 0; i < good.size(); ++i) {
    EXPECT_FALSE(decode(good.substr(0, i)).has_value()) << i;
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string bytes = good;
      bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ (1U << bit));
      EXPECT_FALSE(decode(bytes).has_value()) << i << "/" << bit;
    }
  }
}

TEST(CodecLine, ThereAndBack) {
  const Event event = goal(7, 1'790'000'000'000);
  Event not_utf8 = event;
  not_utf8.body = GoalSet{"\xFF\xFE"};
  Event before_1970 = event;
  before_1970.at.ms = -1;
  Event long_text = event;
  long_text.body = GoalSet{std::string(3000, 'x')};
  Event farthest = event;
  farthest.at.ms = INT64_MAX;
  Event earliest = event;
  earliest.at.ms = INT64_MIN;
  earliest.utc_offset_min = INT32_MIN;
  const std::string later = with_checksum(without_checksum(encode(event)) + "\x7F\x03new");
  std::string damaged = encode(event);
  damaged[30] = static_cast<char>(damaged[30] ^ 1);
  const auto filed = [&](std::string bytes) {
    return Record{event.id, event.person, event.at, std::move(bytes)};
  };

  struct Case {
    std::string_view name;
    Record record;
    bool is_raw;
  };
  const Case cases[] = {
      {"plain", to_record(event), false},
      {"text that is not UTF-8", to_record(not_utf8), true},
      {"before 1970", to_record(before_1970), true},
      {"a text too long for a line", to_record(long_text), true},
      {"at the end of time", to_record(farthest), true},
      {"at the beginning of time", to_record(earliest), true},
      {"a field of a later version", filed(later), true},
      {"damaged", filed(damaged), true},
      {"empty", filed(""), true},
      {"any bytes", filed(std::string("\0\x01\xFF\n\"", 5)), true},
      {"good bytes filed under another id",
       {fixture::uuid_of(9, 9), event.person, event.at, encode(event)},
       true},
      {"good bytes filed at another time", {event.id, event.person, {5}, encode(event)}, true},
  };
  for (const auto& [name, record, is_raw] : cases) {
    SCOPED_TRACE(name);
    const std::string line = to_line(record);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_EQ(line.find("\"raw\"") != std::string::npos, is_raw);
    const Result<Record> back = from_line(line);
    ASSERT_TRUE(back.has_value()) << back.error().what;
    EXPECT_EQ(*back, record);
  }
}

/// `line` with `from` replaced by `to`.
std::string with(std::string line, const std::string& from, const std::string& to) {
  const std::size_t at = line.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return line.replace(at, from.size(), to);
}

TEST(CodecLine, Bad) {
  const std::string good = to_line(to_record(goal(7, 1'790'000'000'000)));
  const std::string raw = to_line({fixture::uuid_of(1, 7), fixture::uuid_of(2, 2), {5}, "xyz"});
  ASSERT_TRUE(from_line(good).has_value());
  struct Case {
    std::string_view name;
    std::string line;
    std::string_view want;
  };
  const Case cases[] = {
      {"nothing", "", ""},
      {"no JSON", "lissom", ""},
      {"cut", good.substr(0, good.size() - 1), ""},
      {"a list", "[1]", ""},
      {"no version", with(good, "\"lissom\":1,", ""), "version"},
      {"version 2", with(good, "\"lissom\":1", "\"lissom\":2"), "version"},
      {"unknown kind", with(good, "goal_set", "goal_sat"), "goal_sat"},
      {"no kind", with(good, "\"kind\":\"goal_set\",", ""), "kind"},
      {"a short id", with(good, "01000000-", "0100000-"), "id"},
      {"a time before 1970", with(good, "1790000000000", "-1"), "at_ms"},
      {"an offset of 15 hours", with(good, "\"utc_offset_min\":60", "\"utc_offset_min\":900"),
       "utc_offset_min"},
      {"no body", with(good, "\"body\":", "\"other\":"), ""},
      {"a body that is no object", with(good, "{\"activity\":\"walk\"}", "7"), "body"},
      {"a number where text belongs", with(good, "\"walk\"", "7"), "activity"},
      {"an unknown field in the body", with(good, "\"activity\"", "\"activty\""), "activty"},
      {"an unknown key", with(good, "\"by\":", "\"extra\":1,\"by\":"), "extra"},
      {"raw that is no text", with(raw, "\"78797a\"", "7"), "raw"},
      {"raw with half a byte", with(raw, "78797a", "78797"), "raw"},
      {"raw that is not hexadecimal", with(raw, "78797a", "78797g"), "raw"},
      {"raw without an id", with(raw, "\"id\"", "\"di\""), "id"},
      {"raw with an unknown key", with(raw, "\"raw\"", "\"extra\":1,\"raw\""), "extra"},
  };
  for (const auto& [name, line, want] : cases) {
    SCOPED_TRACE(name);
    const Result<Record> got = from_line(line);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().code, Errc::bad_input);
    EXPECT_FALSE(got.error().what.empty());
    EXPECT_NE(got.error().what.find(want), std::string::npos) << got.error().what;
  }
}

}  // namespace
}  // namespace lissom
