#pragma once
/// JSON at the edges. Objects keep the order they were written in, so that the same answer has the
/// same bytes.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/result.h"

namespace lissom {

using Json = nlohmann::ordered_json;

/// Reads one JSON value. @return bad_input with the byte where it stops being JSON; also for a key
/// that is twice in one object, an object of more than 1000 keys, and nesting deeper than 64
[[nodiscard]] Result<Json> parse_json(std::string_view text);

/// The bytes of a value, on one line; text that is not UTF-8 becomes U+FFFD.
[[nodiscard]] std::string to_bytes(const Json& json);

/// Reads an object key by key, remembers the first fault and in the end names keys it was not asked
/// about. A key whose value is null counts as missing.
///
///     ObjectReader in(json, "profile");
///     const int height_cm = in.integer("height_cm", 50, 250, 0);
///     if (auto fault = in.fault()) return tl::unexpected(*fault);
class ObjectReader {
 public:
  /// @param place  how faults call this object, e.g. "answers"
  ObjectReader(const Json& object, std::string place);
  ObjectReader(Json&&, std::string) = delete;  // it would not live long enough

  /// The text at `key`, or `otherwise` if the key is missing; a fault if it is no text or over 2000
  /// bytes.
  [[nodiscard]] std::string text(std::string_view key, std::string otherwise);
  /// The text at `key`, which must be there.
  [[nodiscard]] std::string text(std::string_view key);
  /// One of `allowed`, or "" if the key is missing or a fault.
  [[nodiscard]] std::string one_of(std::string_view key, const std::vector<std::string>& allowed);
  [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most,
                                     std::int64_t otherwise);
  [[nodiscard]] std::optional<std::int64_t> maybe_integer(std::string_view key, std::int64_t least,
                                                          std::int64_t most);
  [[nodiscard]] bool boolean(std::string_view key, bool otherwise);
  /// A list of texts, empty if the key is missing; at most 200 of at most 2000 bytes.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  /// The value as it is, or null if the key is missing.
  [[nodiscard]] const Json& any(std::string_view key);
  [[nodiscard]] bool has(std::string_view key) const;

  /// The first thing that was wrong, keys that nothing read included.
  [[nodiscard]] std::optional<Fault> fault() const;
  /// The first thing that was wrong with what was read.
  [[nodiscard]] const std::optional<Fault>& complaint() const { return fault_; }
  void complain(std::string_view key, const std::string& what);

 private:
  /// What the object has, in its order; nothing if it is none.
  [[nodiscard]] std::span<const Json::object_t::value_type> entries() const;
  [[nodiscard]] std::size_t index_of(std::string_view key) const;
  const Json* find(std::string_view key);  // and remembers that it was asked for

  const Json& object_;
  std::string place_;
  std::vector<bool> is_read_;  ///< of each entry
  std::optional<Fault> fault_;
};

}  // namespace lissom
