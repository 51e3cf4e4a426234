#include "core/base/uuid.h"

#include <cstddef>
#include <optional>

namespace lissom {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

bool dash_before(std::size_t byte) {
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

/// The value of a digit, or more than any has.
unsigned value_of(char digit) {
  constexpr unsigned none = 16;
  if (digit >= '0' && digit <= '9') {
    return static_cast<unsigned>(digit - '0');
  }
  return digit >= 'a' && digit <= 'f' ? static_cast<unsigned>(digit - 'a') + 10U : none;
}

std::optional<Uuid> read(std::string_view text) {
  if (text.size() != 36) {
    return std::nullopt;
  }
  Uuid id;
  std::size_t at = 0;
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    if (dash_before(i) && text[at++] != '-') {
      return std::nullopt;
    }
    const unsigned high = value_of(text[at]);
    const unsigned low = value_of(text[at + 1]);
    if (high > 15 || low > 15) {
      return std::nullopt;
    }
    id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    at += 2;
  }
  return id;
}

}  // namespace

Uuid uuid_v7(Instant at, SplitMix64& chance) {
  Uuid id;
  const auto ms = static_cast<std::uint64_t>(at.ms);
  for (std::size_t i = 0; i < 6; ++i) {
    id.bytes[i] = static_cast<std::uint8_t>(ms >> (40U - 8U * i));
  }
  std::uint64_t bits = chance.next();
  for (std::size_t i = 6; i < 16; ++i) {
    if (i == 8) {
      bits = chance.next();
    }
    id.bytes[i] = static_cast<std::uint8_t>(bits);
    bits >>= 8U;
  }
  id.bytes[6] = static_cast<std::uint8_t>(0x70U | (id.bytes[6] & 0x0FU));
  id.bytes[8] = static_cast<std::uint8_t>(0x80U | (id.bytes[8] & 0x3FU));
  return id;
}

std::string to_string(const Uuid& id) {
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    if (dash_before(i)) {
      text += '-';
    }
    text += hex_digits[id.bytes[i] >> 4U];
    text += hex_digits[id.bytes[i] & 0x0FU];
  }
  return text;
}

Result<Uuid> parse_uuid(std::string_view text) {
  const std::optional<Uuid> id = read(text);
  if (!id) {
    return bad_input(as_typed(text) +
                     " is not an id; expected one like 01936d2e-7c00-7abc-8def-0123456789ab");
  }
  return *id;
}

}  // namespace lissom
