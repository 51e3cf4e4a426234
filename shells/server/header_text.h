#pragma once
/// What the headers and the target of a request say. Everything here takes any bytes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lissom::server {

/// A target in its two parts.
struct Target {
  std::vector<std::string> segments;  ///< decoded; none for "/"
  std::string_view query;             ///< after the "?", as it was sent
};

/// @return nothing unless `target` is a path of plain names: from "/", none empty, hidden (".x"),
///   "." or "..", none with a slash, backslash or control character in it, decoded or not
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);

/// The value of `name` in a query of `name=value` pairs without anything encoded, or nothing.
[[nodiscard]] std::optional<std::string_view> query_value(std::string_view query,
                                                          std::string_view name);

/// The value of a cookie, or "".
[[nodiscard]] std::string_view cookie_value(std::string_view header, std::string_view name);

/// Whether "Accept-Encoding" takes this coding by its name.
[[nodiscard]] bool accepts(std::string_view accept_encoding, std::string_view coding);

/// Whether a list of tags has this one, weak or strong, or is "*".
[[nodiscard]] bool names_tag(std::string_view if_none_match, std::string_view tag);

/// Whether a content type is JSON in UTF-8.
[[nodiscard]] bool is_json(std::string_view content_type);
/// Records as bytes, core/journal/bundle.h.
[[nodiscard]] bool is_bundle(std::string_view content_type);

struct ByteRange {
  std::uint64_t from = 0;
  std::uint64_t size = 0;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};
enum class RangeKind : std::uint8_t {
  whole,    ///< no range, several, or one that is not understood: send everything
  part,     ///< send this part
  outside,  ///< begins beyond the end
};
struct RangeAnswer {
  RangeKind kind = RangeKind::whole;
  ByteRange range;
};
/// What to send of `size` bytes. Source: RFC 9110, 14.
[[nodiscard]] RangeAnswer parse_range(std::string_view header, std::uint64_t size);

}  // namespace lissom::server
