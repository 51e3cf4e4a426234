#pragma once
/// Identifiers: 128 bits, sortable by time of birth.

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/date.h"
#include "core/base/random.h"
#include "core/base/result.h"

namespace lissom {

/// A UUID in network byte order, so that comparing bytes compares UUIDs.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const Uuid&, const Uuid&) = default;
  [[nodiscard]] bool is_nil() const { return *this == Uuid{}; }
};

/// A version 7 UUID: 48 bits of `at`, then 74 bits of chance. Source: RFC 9562, 5.7.
[[nodiscard]] Uuid uuid_v7(Instant at, SplitMix64& chance);

/// "01936d2e-7c00-7abc-8def-0123456789ab".
[[nodiscard]] std::string to_string(const Uuid& id);
/// @return bad_input unless `text` is 36 characters in that form
[[nodiscard]] Result<Uuid> parse_uuid(std::string_view text);

}  // namespace lissom
