#include "core/journal/codec.h"

#include <algorithm>
#include <array>
#include <limits>

#include "core/journal/fields.h"

namespace lissom {
namespace {

constexpr std::uint8_t format_version = 1;
constexpr std::size_t checksum_bytes = 4;
constexpr std::size_t most_list = 100'000;
// Before 1970 or after 2199 no one was here to write it, and no clock is further from UTC.
constexpr std::int64_t latest_ms = 7'258'118'400'000;
constexpr int most_offset_min = 14 * 60;

constexpr std::array<std::string_view, 22> kinds = {"screening_answered",
                                                    "profile_answered",
                                                    "clearance_recorded",
                                                    "pain_reported",
                                                    "goal_set",
                                                    "function_rated",
                                                    "range_measured",
                                                    "questionnaire_answered",
                                                    "plan_adopted",
                                                    "plan_adapted",
                                                    "session_started",
                                                    "step_done",
                                                    "step_stopped",
                                                    "session_ended",
                                                    "flare_declared",
                                                    "preference_set",
                                                    "prescription_written",
                                                    "consent_given",
                                                    "consent_withdrawn",
                                                    "event_corrected",
                                                    "break_walked",
                                                    "clock_corrected"};
static_assert(kinds.size() == std::variant_size_v<Body>);

template <std::size_t I = 0>
Body empty_body(std::size_t kind) {
  if constexpr (I + 1 < std::variant_size_v<Body>) {
    if (kind != I) {
      return empty_body<I + 1>(kind);
    }
  }
  return Body(std::in_place_index<I>);
}

/// CRC-32 as in IEEE 802.3 and zlib.
std::uint32_t crc32(std::string_view bytes) {
  static constexpr std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> t{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t c = i;
      for (int bit = 0; bit < 8; ++bit) {
        c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
      }
      t[i] = c;
    }
    return t;
  }();
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc = table[(crc ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (crc >> 8U);
  }
  return crc ^ 0xFFFFFFFFU;
}

// ---- bytes out
// ----------------------------------------------------------------------------------------------------

enum class Wire : std::uint8_t { number = 0, bytes = 1 };

void put_number(std::string& out, std::uint64_t value) {
  while (value >= 0x80U) {
    out += static_cast<char>(static_cast<unsigned char>(value | 0x80U));
    value >>= 7U;
  }
  out += static_cast<char>(static_cast<unsigned char>(value));
}

std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63U);
}

void put_bytes(std::string& out, std::string_view bytes) {
  put_number(out, bytes.size());
  out += bytes;
}

void put_uuid(std::string& out, const Uuid& id) {
  out.append(id.bytes.begin(), id.bytes.end());
}

/// Writes fields as (tag and wire type, value). What is empty is left out.
class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}

  void operator()(unsigned tag, std::string_view, int value) { put(tag, value); }
  void operator()(unsigned tag, std::string_view, bool value) { put(tag, value ? 1 : 0); }
  void operator()(unsigned tag, std::string_view, const std::optional<int>& value) {
    if (value) {
      put(tag, *value);
    }
  }
  void operator()(unsigned tag, std::string_view, const std::string& value) {
    if (!value.empty()) {
      put(tag, value);
    }
  }
  void operator()(unsigned tag, std::string_view, const Uuid& value) {
    std::string bytes;
    put_uuid(bytes, value);
    put(tag, bytes);
  }
  template <class T>
  void operator()(unsigned tag, std::string_view, const std::vector<T>& list) {
    for (const T& item : list) {
      if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, int>) {
        put(tag, item);
      } else {
        std::string bytes;
        visit_fields(ByteWriter(bytes), item);
        put(tag, bytes);
      }
    }
  }

 private:
  void put(unsigned tag, std::int64_t value) {
    put_number(out_, tag * 2U + static_cast<unsigned>(Wire::number));
    put_number(out_, zigzag(value));
  }
  void put(unsigned tag, std::string_view bytes) {
    put_number(out_, tag * 2U + static_cast<unsigned>(Wire::bytes));
    put_bytes(out_, bytes);
  }

  std::string& out_;
};

// ---- bytes in
// -----------------------------------------------------------------------------------------------------

/// A cursor over bytes; after a mistake it stays failed and gives zeros.
class ByteSource {
 public:
  explicit ByteSource(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool at_end() const { return rest_.empty() || failed_; }
  void fail() { failed_ = true; }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) {
        break;
      }
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80U) {
        return value;
      }
    }
    failed_ = true;
    return 0;
  }

  std::int64_t signed_number() {
    const std::uint64_t z = number();
    return static_cast<std::int64_t>(z >> 1U) ^ -static_cast<std::int64_t>(z & 1U);
  }

  int small_number() {
    const std::int64_t value = signed_number();
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
      failed_ = true;
      return 0;
    }
    return static_cast<int>(value);
  }

  std::string_view bytes() { return fixed(number()); }

  std::string_view fixed(std::uint64_t size) {
    if (size > rest_.size()) {
      failed_ = true;
      return {};
    }
    const auto taken_bytes = static_cast<std::size_t>(size);
    const std::string_view taken = rest_.substr(0, taken_bytes);
    rest_.remove_prefix(taken_bytes);
    return taken;
  }

  Uuid uuid() {
    Uuid id;
    const std::string_view taken = fixed(id.bytes.size());
    for (std::size_t i = 0; i < taken.size(); ++i) {
      id.bytes[i] = static_cast<std::uint8_t>(taken[i]);
    }
    return id;
  }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

/// Reads fields in order of tag; asked for a tag, it takes all that is there under it and passes
/// over smaller ones.
class ByteReader {
 public:
  explicit ByteReader(ByteSource& source) : source_(source) { next(); }

  void operator()(unsigned tag, std::string_view, int& value) {
    while (take(tag, Wire::number)) {
      value = taken_.number;
    }
  }
  void operator()(unsigned tag, std::string_view, bool& value) {
    while (take(tag, Wire::number)) {
      value = taken_.number != 0;
    }
  }
  void operator()(unsigned tag, std::string_view, std::optional<int>& value) {
    while (take(tag, Wire::number)) {
      value = taken_.number;
    }
  }
  void operator()(unsigned tag, std::string_view, std::string& value) {
    while (take(tag, Wire::bytes)) {
      value = taken_.bytes;
    }
  }
  void operator()(unsigned tag, std::string_view, Uuid& value) {
    while (take(tag, Wire::bytes)) {
      ByteSource inner(taken_.bytes);
      value = inner.uuid();
      if (inner.failed() || !inner.at_end()) {
        source_.fail();
      }
    }
  }
  template <class T>
  void operator()(unsigned tag, std::string_view, std::vector<T>& list) {
    while (take(tag, std::is_same_v<T, int> ? Wire::number : Wire::bytes)) {
      if (list.size() >= most_list) {
        source_.fail();
        return;
      }
      if constexpr (std::is_same_v<T, int>) {
        list.push_back(taken_.number);
      } else if constexpr (std::is_same_v<T, std::string>) {
        list.emplace_back(taken_.bytes);
      } else {
        ByteSource inner(taken_.bytes);
        ByteReader reader(inner);
        visit_fields(reader, list.emplace_back());
        if (reader.finish()) {
          source_.fail();
        }
      }
    }
  }

  /// Passes over what a later version added. @return true if the bytes were not well formed
  bool finish() {
    while (there_) {
      next();
    }
    return source_.failed();
  }

 private:
  struct Field {
    std::uint64_t tag = 0;
    Wire wire = Wire::number;
    int number = 0;
    std::string_view bytes;
  };

  /// Reads the next field into the hand. Tags must not go back.
  void next() {
    there_ = !source_.at_end();
    if (!there_) {
      return;
    }
    const std::uint64_t head = source_.number();
    if (head / 2U < hand_.tag || head < 2U) {
      source_.fail();
    }
    hand_.tag = head / 2U;
    hand_.wire = static_cast<Wire>(head % 2U);
    if (hand_.wire == Wire::number) {
      hand_.number = source_.small_number();
    } else {
      hand_.bytes = source_.bytes();
    }
    there_ = !source_.failed();
  }

  /// Moves the next field under `tag` out of the hand, passing over smaller tags. @return false if
  /// there is none
  bool take(unsigned tag, Wire wire) {
    while (there_ && hand_.tag < tag) {
      next();
    }
    if (!there_ || hand_.tag != tag) {
      return false;
    }
    if (hand_.wire != wire) {
      source_.fail();
      there_ = false;
      return false;
    }
    taken_ = hand_;
    next();
    return true;
  }

  ByteSource& source_;
  Field hand_;   ///< read, not given out yet
  Field taken_;  ///< given out last
  bool there_ = false;
};

// ---- JSON
// ---------------------------------------------------------------------------------------------------------

class JsonWriter {
 public:
  explicit JsonWriter(Json& out) : out_(out) {}

  void operator()(unsigned, std::string_view name, int value) { out_[std::string(name)] = value; }
  void operator()(unsigned, std::string_view name, bool value) { out_[std::string(name)] = value; }
  void operator()(unsigned, std::string_view name, const std::optional<int>& value) {
    if (value) {
      out_[std::string(name)] = *value;
    }
  }
  void operator()(unsigned, std::string_view name, const std::string& value) {
    if (!value.empty()) {
      out_[std::string(name)] = value;
    }
  }
  void operator()(unsigned, std::string_view name, const Uuid& value) {
    out_[std::string(name)] = to_string(value);
  }
  template <class T>
  void operator()(unsigned, std::string_view name, const std::vector<T>& list) {
    if (list.empty()) {
      return;
    }
    Json items = Json::array();
    for (const T& item : list) {
      if constexpr (std::is_same_v<T, int> || std::is_same_v<T, std::string>) {
        items.push_back(item);
      } else {
        Json object = Json::object();
        visit_fields(JsonWriter(object), item);
        items.push_back(std::move(object));
      }
    }
    out_[std::string(name)] = std::move(items);
  }

 private:
  Json& out_;
};

class JsonReader {
 public:
  explicit JsonReader(ObjectReader& in) : in_(in) {}

  void operator()(unsigned, std::string_view name, int& value) {
    value = static_cast<int>(
        in_.integer(name, std::numeric_limits<int>::min(), std::numeric_limits<int>::max(), 0));
  }
  void operator()(unsigned, std::string_view name, bool& value) {
    value = in_.boolean(name, false);
  }
  void operator()(unsigned, std::string_view name, std::optional<int>& value) {
    const auto number =
        in_.maybe_integer(name, std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    value = number ? std::optional(static_cast<int>(*number)) : std::nullopt;
  }
  void operator()(unsigned, std::string_view name, std::string& value) {
    value = in_.text(name, "");
  }
  void operator()(unsigned, std::string_view name, Uuid& value) {
    const Result<Uuid> id = parse_uuid(in_.text(name));
    if (id) {
      value = *id;
    } else {
      in_.complain(name, id.error().what);
    }
  }
  template <class T>
  void operator()(unsigned, std::string_view name, std::vector<T>& list) {
    const Json& items = in_.any(name);
    if (items.is_null()) {
      return;
    }
    if (!items.is_array() || items.size() > most_list) {
      in_.complain(name, "expected a list");
      return;
    }
    for (const Json& item : items) {
      if (!read_item(item, name, list.emplace_back())) {
        return;
      }
    }
  }

 private:
  bool read_item(const Json& item, std::string_view name, int& value) {
    const bool fits = item.is_number_integer() &&
                      item.get<std::int64_t>() >= std::numeric_limits<int>::min() &&
                      item.get<std::int64_t>() <= std::numeric_limits<int>::max();
    if (!fits) {
      in_.complain(name, "expected whole numbers");
      return false;
    }
    value = item.get<int>();
    return true;
  }
  bool read_item(const Json& item, std::string_view name, std::string& value) {
    if (!item.is_string()) {
      in_.complain(name, "expected texts");
      return false;
    }
    value = item.get<std::string>();
    return true;
  }
  template <class T>
  bool read_item(const Json& item, std::string_view name, T& value) {
    ObjectReader inner(item, std::string(name));
    visit_fields(JsonReader(inner), value);
    if (const auto fault = inner.fault()) {
      in_.complain(name, fault->what);
      return false;
    }
    return true;
  }

  ObjectReader& in_;
};

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4U];
    text += digits[static_cast<unsigned char>(c) & 0x0FU];
  }
  return text;
}

std::optional<std::string> from_hex(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (text.size() % 2 != 0) {
    return std::nullopt;
  }
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const std::size_t high = digits.find(text[i]);
    const std::size_t low = digits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) {
      return std::nullopt;
    }
    bytes += static_cast<char>(static_cast<unsigned char>(high * 16 + low));
  }
  return bytes;
}

Uuid read_uuid(ObjectReader& in, std::string_view key) {
  Uuid id;
  JsonReader{in}(0, key, id);
  return id;
}

/// A record that this program cannot read: kept as it is.
Result<Record> from_raw(ObjectReader& in) {
  Record record;
  record.id = read_uuid(in, "id");
  record.person = read_uuid(in, "person");
  record.at.ms = in.integer("at_ms", INT64_MIN, INT64_MAX, 0);
  const std::optional<std::string> bytes =
      from_hex(in.any("raw").is_string() ? in.any("raw").get<std::string>() : "x");
  if (!bytes) {
    in.complain("raw", "expected bytes in hexadecimal");
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  record.bytes = *bytes;
  return record;
}

}  // namespace

std::string_view kind_of(const Body& body) {
  return kinds.at(body.index());
}

std::string encode(const Event& event) {
  std::string out;
  out += static_cast<char>(format_version);
  put_number(out, event.body.index() + 1);
  put_uuid(out, event.id);
  put_uuid(out, event.person);
  put_uuid(out, event.device);
  put_number(out, zigzag(event.at.ms));
  put_number(out, zigzag(event.utc_offset_min));
  put_bytes(out, event.by);
  std::visit([&](const auto& body) { visit_fields(ByteWriter(out), body); }, event.body);
  std::uint32_t crc = crc32(out);
  for (std::size_t i = 0; i < checksum_bytes; ++i, crc >>= 8U) {
    out += static_cast<char>(static_cast<unsigned char>(crc));
  }
  return out;
}

Record to_record(const Event& event) {
  return {event.id, event.person, event.at, encode(event)};
}

Result<Event> decode(std::string_view bytes) {
  if (bytes.size() <= checksum_bytes) {
    return fail(Errc::damaged, "the record is too short");
  }
  const std::string_view content = bytes.substr(0, bytes.size() - checksum_bytes);
  std::uint32_t crc = 0;
  for (std::size_t i = 0; i < checksum_bytes; ++i) {
    crc |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[content.size() + i]))
           << (8U * i);
  }
  if (crc != crc32(content)) {
    return fail(Errc::damaged, "the checksum does not match");
  }
  if (content.front() != static_cast<char>(format_version)) {
    return fail(Errc::unknown, "the record is of a later version");
  }
  ByteSource source(content.substr(1));
  const std::uint64_t kind = source.number();
  if (kind == 0) {
    return fail(Errc::damaged, "the record has no kind");
  }
  if (kind > std::variant_size_v<Body>) {
    return fail(Errc::unknown,
                "the record is of kind " + std::to_string(kind) + ", which a later version writes");
  }
  Event event;
  event.id = source.uuid();
  event.person = source.uuid();
  event.device = source.uuid();
  event.at.ms = source.signed_number();
  event.utc_offset_min = source.small_number();
  event.by = source.bytes();
  event.body = empty_body(static_cast<std::size_t>(kind - 1));
  const bool has_moment = event.at.ms >= 0 && event.at.ms <= latest_ms &&
                          event.utc_offset_min >= -most_offset_min &&
                          event.utc_offset_min <= most_offset_min;
  if (!has_moment) {
    return fail(Errc::damaged, "the record is not from 1970 to 2199");
  }
  ByteReader reader(source);
  std::visit([&](auto& body) { visit_fields(reader, body); }, event.body);
  if (reader.finish()) {
    return fail(Errc::damaged, "the record is not well formed");
  }
  return event;
}

Json to_json(const Event& event) {
  Json line;
  line["lissom"] = format_version;
  line["kind"] = kind_of(event.body);
  line["id"] = to_string(event.id);
  line["person"] = to_string(event.person);
  line["device"] = to_string(event.device);
  line["at_ms"] = event.at.ms;
  line["at"] = to_rfc3339(event.at, event.utc_offset_min);
  line["utc_offset_min"] = event.utc_offset_min;
  line["by"] = event.by;
  Json body = Json::object();
  std::visit([&](const auto& b) { visit_fields(JsonWriter(body), b); }, event.body);
  line["body"] = std::move(body);
  return line;
}

std::string to_line(const Record& record) {
  const Result<Event> event = decode(record.bytes);
  if (event) {
    std::string line = to_bytes(to_json(*event));
    // A record that would not come back the same (fields of a later version, text that is not
    // UTF-8, filed under another id) goes out raw.
    const Result<Record> back = from_line(line);
    if (back && *back == record) {
      return line;
    }
  }
  return to_raw_line(record);
}

std::string to_raw_line(const Record& record) {
  Json line;
  line["lissom"] = format_version;
  line["id"] = to_string(record.id);
  line["person"] = to_string(record.person);
  line["at_ms"] = record.at.ms;
  line["raw"] = to_hex(record.bytes);
  return to_bytes(line);
}

Result<Record> from_line(std::string_view line) {
  const Result<Json> json = parse_json(line);
  if (!json) {
    return tl::unexpected(json.error());
  }
  ObjectReader in(*json, "line");
  if (in.integer("lissom", 1, 1'000'000, 0) != format_version) {
    in.complain("lissom", "expected format version 1");
    return tl::unexpected(*in.fault());
  }
  if (in.has("raw")) {
    return from_raw(in);
  }
  Event event;
  const std::string kind = in.text("kind");
  const auto number =
      static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), kind) - kinds.begin());
  if (number == kinds.size()) {
    in.complain("kind", "\"" + kind + "\" is not known; expected one like screening_answered");
    return tl::unexpected(*in.fault());
  }
  event.body = empty_body(number);
  event.id = read_uuid(in, "id");
  event.person = read_uuid(in, "person");
  event.device = read_uuid(in, "device");
  event.at.ms = in.integer("at_ms", 0, latest_ms, 0);
  (void)in.text("at", "");  // for people; at_ms and utc_offset_min say the same
  event.utc_offset_min =
      static_cast<int>(in.integer("utc_offset_min", -most_offset_min, most_offset_min, 0));
  event.by = in.text("by");
  ObjectReader body(in.any("body"), "body");
  std::visit([&](auto& b) { visit_fields(JsonReader(body), b); }, event.body);
  for (const auto& fault : {in.fault(), body.fault()}) {
    if (fault) {
      return tl::unexpected(*fault);
    }
  }
  return to_record(event);
}

}  // namespace lissom
