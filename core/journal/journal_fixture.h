#pragma once
/// Test code: an event of every kind with every field said, and bytes with a sound checksum.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/journal/codec.h"
#include "core/journal/event.h"
#include "core/journal/fields.h"

namespace lissom::fixture {

constexpr std::size_t kind_count = std::variant_size_v<Body>;

template <std::size_t I = 0>
Body body_of_kind(std::size_t kind) {
  if constexpr (I + 1 < kind_count) {
    if (kind != I) {
      return body_of_kind<I + 1>(kind);
    }
  }
  return Body(std::in_place_index<I>);
}

inline Uuid uuid_of(std::uint8_t first, std::uint8_t last) {
  Uuid id;
  id.bytes[0] = first;
  id.bytes[15] = last;
  return id;
}

/// Gives every field a value of its own, so that no two of them can be exchanged unseen.
class Filler {
 public:
  void operator()(unsigned, std::string_view, int& value) {
    value = next() % 2 == 0 ? count_ : -count_;
  }
  void operator()(unsigned, std::string_view, bool& value) { value = true; }
  void operator()(unsigned, std::string_view, std::optional<int>& value) { value = next(); }
  void operator()(unsigned, std::string_view name, std::string& value) {
    value = std::string(name) + "-" + std::to_string(next()) + " ü";
  }
  void operator()(unsigned, std::string_view, Uuid& value) {
    value = uuid_of(0xAB, static_cast<std::uint8_t>(next()));
  }
  template <class T>
  void operator()(unsigned tag, std::string_view name, std::vector<T>& list) {
    for (int i = 0; i < 2; ++i) {
      if constexpr (std::is_same_v<T, int> || std::is_same_v<T, std::string>) {
        (*this)(tag, name, list.emplace_back());
      } else {
        visit_fields(*this, list.emplace_back());
      }
    }
  }

 private:
  int next() { return ++count_; }
  int count_ = 0;
};

inline Event event_of_kind(std::size_t kind) {
  Event event;
  event.id = uuid_of(0x01, static_cast<std::uint8_t>(kind));
  event.person = uuid_of(0x02, 0xFE);
  event.device = uuid_of(0x03, 0xFD);
  event.at.ms = 1'790'000'000'000 + static_cast<std::int64_t>(kind);
  event.utc_offset_min = -210;
  event.by = "clinician";
  event.body = body_of_kind(kind);
  Filler filler;
  std::visit([&](auto& body) { visit_fields(filler, body); }, event.body);
  return event;
}

/// A short event.
inline Event goal(std::uint8_t id, std::int64_t at_ms, std::string activity = "walk") {
  Event event;
  event.id = uuid_of(0x01, id);
  event.person = uuid_of(0x02, 0xFE);
  event.device = uuid_of(0x03, 0xFD);
  event.at.ms = at_ms;
  event.utc_offset_min = 60;
  event.by = "person";
  event.body = GoalSet{std::move(activity)};
  return event;
}

/// What somebody told on the evening of 2026-11-24.
inline Event event(std::uint8_t id, Body body) {
  Event made = goal(id, 1'795'543'500'000 + id);
  made.body = std::move(body);
  return made;
}

/// CRC-32 bit by bit, for bytes that the codec would not write.
inline std::string with_checksum(std::string bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc & 1U) != 0 ? 0xEDB88320U ^ (crc >> 1U) : crc >> 1U;
    }
  }
  crc ^= 0xFFFFFFFFU;
  for (int i = 0; i < 4; ++i, crc >>= 8U) {
    bytes += static_cast<char>(static_cast<unsigned char>(crc & 0xFFU));
  }
  return bytes;
}

inline std::string without_checksum(const std::string& bytes) {
  return bytes.substr(0, bytes.size() - 4);
}

}  // namespace lissom::fixture
