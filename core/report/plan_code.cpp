#include "core/report/plan_code.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/base/date.h"

namespace lissom {
namespace {

constexpr std::size_t most_slots = 16;
constexpr std::size_t most_planned = 32;
constexpr std::uint32_t most_number = 100'000;
constexpr std::size_t most_text = 4000;

constexpr std::array<std::string_view, 3> slot_names = {"core", "morning", "break"};
constexpr std::array<std::string_view, 3> variants = {"", "A", "B"};

/// The 32 letters of Crockford's base 32: none that is taken for another.
constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr unsigned bits_a_letter = 5;
constexpr unsigned bits_a_byte = 8;

/// CRC-16 as in ITU-T V.41 and X.25 (polynomial 1021 hex), begun with all ones.
std::uint16_t checksum(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFU;
  for (const char c : bytes) {
    crc ^= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << bits_a_byte;
    for (unsigned bit = 0; bit < bits_a_byte; ++bit) {
      crc = ((crc & 0x8000U) != 0 ? (crc << 1U) ^ 0x1021U : crc << 1U) & 0xFFFFU;
    }
  }
  return static_cast<std::uint16_t>(crc);
}

class Writer {
 public:
  void byte(std::uint32_t value) { bytes_ += static_cast<char>(value & 0xFFU); }
  void two(std::uint16_t value) {
    byte(static_cast<std::uint32_t>(value) >> bits_a_byte);
    byte(value);
  }
  /// Seven bits a byte, lowest first; the high bit says that another follows.
  void number(int value) {
    auto rest = static_cast<std::uint32_t>(std::max(0, value));
    while (rest >= 0x80U) {
      byte((rest & 0x7FU) | 0x80U);
      rest >>= 7U;
    }
    byte(rest);
  }
  void text(std::string_view text) {
    number(static_cast<int>(text.size()));
    bytes_ += text;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t byte() {
    if (at_ >= bytes_.size()) {
      is_sound_ = false;
      return 0;
    }
    return static_cast<unsigned char>(bytes_[at_++]);
  }
  std::uint16_t two() {
    const std::uint32_t high = byte();
    return static_cast<std::uint16_t>((high << bits_a_byte) | byte());
  }
  int number() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 28U; shift += 7U) {
      const std::uint32_t next = byte();
      value |= (next & 0x7FU) << shift;
      if ((next & 0x80U) == 0) {
        is_sound_ = is_sound_ && value <= most_number;
        return is_sound_ ? static_cast<int>(value) : 0;
      }
    }
    is_sound_ = false;
    return 0;
  }
  std::size_t count(std::size_t most) {
    const auto value = static_cast<std::size_t>(number());
    is_sound_ = is_sound_ && value <= most;
    return is_sound_ ? value : 0;
  }
  std::string text() {
    constexpr std::size_t longest = 16;
    std::string text;
    for (std::size_t left = count(longest); left > 0; --left) {
      text += static_cast<char>(byte());
    }
    return text;
  }
  [[nodiscard]] bool is_sound() const { return is_sound_; }
  [[nodiscard]] bool is_done() const { return is_sound_ && at_ == bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool is_sound_ = true;
};

template <std::size_t N>
std::uint32_t index_of(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? 0 : static_cast<std::uint32_t>(found - names.begin());
}

void write_slot(Writer& out, const PlannedSlot& slot, Day first) {
  out.byte((index_of(slot_names, slot.slot) << 4U) | index_of(variants, slot.variant));
  std::uint32_t days = 0;
  for (const std::string& text : slot.days) {
    const auto day = parse_day(text);
    const int offset = day ? *day - first : -1;
    days |= offset >= 0 && offset < days_per_week ? 1U << static_cast<unsigned>(offset) : 0U;
  }
  out.byte(days);
  out.number(slot.times_per_day);
  out.number(slot.total_s);
  out.number(static_cast<int>(slot.entries.size()));
  for (const PlannedEntry& entry : slot.entries) {
    out.two(short_id(entry.exercise));
    out.number(entry.hold_s);
    out.number(entry.reps);
    out.number(entry.sets);
  }
}

std::optional<PlannedSlot> read_slot(Reader& in, Day first, const LongId& long_id) {
  PlannedSlot slot;
  const std::uint32_t kind = in.byte();
  const std::size_t name = kind >> 4U;
  const std::size_t variant = kind & 0xFU;
  if (name >= slot_names.size() || variant >= variants.size()) {
    return std::nullopt;
  }
  slot.slot = slot_names.at(name);
  slot.variant = variants.at(variant);
  const std::uint32_t days = in.byte();
  for (int offset = 0; offset < days_per_week; ++offset) {
    if ((days >> static_cast<unsigned>(offset) & 1U) != 0) {
      slot.days.push_back(to_iso(first + offset));
    }
  }
  slot.times_per_day = in.number();
  slot.total_s = in.number();
  for (std::size_t left = in.count(most_planned); left > 0; --left) {
    PlannedEntry entry;
    entry.exercise = long_id(in.two());
    entry.hold_s = in.number();
    entry.reps = in.number();
    entry.sets = in.number();
    slot.entries.push_back(std::move(entry));
  }
  return in.is_sound() ? std::optional(std::move(slot)) : std::nullopt;
}

std::string to_letters(std::string_view bytes) {
  std::string text;
  std::uint32_t waiting = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    waiting = (waiting << bits_a_byte) | static_cast<unsigned char>(c);
    for (bits += bits_a_byte; bits >= bits_a_letter; bits -= bits_a_letter) {
      text += letters[(waiting >> (bits - bits_a_letter)) & 0x1FU];
    }
  }
  if (bits > 0) {
    text += letters[(waiting << (bits_a_letter - bits)) & 0x1FU];
  }
  return text;
}

/// The bytes of letters, or nothing if one of them is none.
std::optional<std::string> from_letters(std::string_view text) {
  std::string bytes;
  std::uint32_t waiting = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t value = letters.find(c);
    if (value == std::string_view::npos) {
      return std::nullopt;
    }
    waiting = (waiting << bits_a_letter) | static_cast<std::uint32_t>(value);
    bits += bits_a_letter;
    if (bits >= bits_a_byte) {
      bits -= bits_a_byte;
      bytes += static_cast<char>((waiting >> bits) & 0xFFU);
    }
  }
  // What the last letter was filled up with.
  const bool is_whole = bits < bits_a_letter && (waiting & ((1U << bits) - 1U)) == 0;
  return is_whole ? std::optional(bytes) : std::nullopt;
}

bool is_gap(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '-' || c == ':';
}

std::string capitals_of(std::string_view text) {
  std::string capitals;
  for (const char c : text) {
    if (!is_gap(c)) {
      capitals += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return capitals;
}

/// Letters that are taken for digits, as those digits.
std::string without_doubt(std::string text) {
  for (char& c : text) {
    c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
  }
  return text;
}

constexpr const char* cut_off =
    "this is not the whole text of the square, or a letter in it is wrong; scan or copy it again";

}  // namespace

std::uint16_t short_id(std::string_view id) {
  std::uint32_t hash = 2'166'136'261U;  // FNV-1a, folded
  for (const char c : id) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
  }
  return static_cast<std::uint16_t>((hash >> 16U) ^ (hash & 0xFFFFU));
}

std::string plan_code(const PlanAdopted& plan) {
  const auto first = parse_day(plan.first_day);
  if (!first) {
    return "";
  }
  Writer out;
  out.number(plan.week);
  out.text(plan.level);
  out.byte(plan.mode == "flare" ? 1 : 0);
  out.number(first->number);
  out.number(static_cast<int>(plan.slots.size()));
  for (const PlannedSlot& slot : plan.slots) {
    write_slot(out, slot, *first);
  }
  out.two(checksum(out.bytes()));
  return std::string(plan_code_prefix) + to_letters(out.bytes());
}

Result<PlanAdopted> plan_of_code(std::string_view text, const LongId& long_id) {
  const std::string capitals = capitals_of(text.substr(0, most_text));
  constexpr std::string_view name = "LISSOM";
  if (!capitals.starts_with(name)) {
    return bad_input("this is not the text of a square on a Lissom sheet; that begins with LISSOM");
  }
  if (!capitals.starts_with(plan_code_prefix)) {
    return bad_input("this sheet is of a later version of Lissom");
  }
  const auto bytes = from_letters(without_doubt(capitals.substr(plan_code_prefix.size())));
  constexpr std::size_t sum_bytes = 2;
  if (!bytes || bytes->size() < sum_bytes) {
    return bad_input(cut_off);
  }
  const std::string_view body = std::string_view(*bytes).substr(0, bytes->size() - sum_bytes);
  Reader sum(std::string_view(*bytes).substr(body.size()));
  if (sum.two() != checksum(body)) {
    return bad_input(cut_off);
  }
  Reader in(body);
  PlanAdopted plan;
  plan.week = in.number();
  plan.level = in.text();
  plan.mode = in.byte() == 1 ? "flare" : "normal";
  const Day first{in.number()};
  plan.first_day = to_iso(first);
  for (std::size_t left = in.count(most_slots); left > 0; --left) {
    auto slot = read_slot(in, first, long_id);
    if (!slot) {
      return bad_input(cut_off);
    }
    plan.slots.push_back(*std::move(slot));
  }
  if (!in.is_done()) {
    return bad_input(cut_off);
  }
  return plan;
}

}  // namespace lissom
