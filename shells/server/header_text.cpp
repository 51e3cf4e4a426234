#include "shells/server/header_text.h"

#include <algorithm>
#include <charconv>

namespace lissom::server {
namespace {

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_same(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

/// Takes the text up to `mark` off the front.
std::string_view cut(std::string_view& text, char mark) {
  const std::size_t at = std::min(text.find(mark), text.size());
  const std::string_view front = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return front;
}

std::optional<unsigned> hex_digit(char c) {
  const char small = lower(c);
  if (small >= '0' && small <= '9') {
    return static_cast<unsigned>(small - '0');
  }
  if (small >= 'a' && small <= 'f') {
    return static_cast<unsigned>(small - 'a') + 10U;
  }
  return std::nullopt;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    char c = text[0];
    text.remove_prefix(1);
    if (c == '%') {
      const auto high = text.empty() ? std::nullopt : hex_digit(text[0]);
      const auto low = text.size() < 2 ? std::nullopt : hex_digit(text[1]);
      if (!high || !low) {
        return std::nullopt;
      }
      c = static_cast<char>(static_cast<unsigned char>(*high * 16U + *low));
      text.remove_prefix(2);
    }
    out += c;
  }
  return out;
}

bool is_plain(std::string_view name) {
  const auto is_odd = [](char c) {
    return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20U || c == '\x7F';
  };
  return !name.empty() && name[0] != '.' && std::ranges::none_of(name, is_odd);
}

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  const bool is_whole = !digits.empty() && read.ec == std::errc{} && read.ptr == end;
  return is_whole ? std::optional(value) : std::nullopt;
}

/// Whether the weight of a coding, "q=0.5" among its parameters, is above 0.
bool has_weight(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view parameter = trimmed(cut(parameters, ';'));
    if (parameter.size() >= 2 && is_same(parameter.substr(0, 2), "q=")) {
      return parameter.find_first_of("123456789") != std::string_view::npos;
    }
  }
  return true;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target) {
  if (target.empty() || target[0] != '/') {
    return std::nullopt;
  }
  std::string_view query = target;
  std::string_view path = cut(query, '?').substr(1);
  Target parsed{.segments = {}, .query = query};
  if (path.empty()) {
    return parsed;
  }
  for (bool is_last = false; !is_last;) {
    is_last = path.find('/') == std::string_view::npos;
    auto name = decoded(cut(path, '/'));
    if (!name || !is_plain(*name)) {
      return std::nullopt;
    }
    parsed.segments.push_back(std::move(*name));
  }
  return parsed;
}

std::optional<std::string_view> query_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    std::string_view value = cut(query, '&');
    if (cut(value, '=') == name) {
      return value;
    }
  }
  return std::nullopt;
}

std::string_view cookie_value(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    std::string_view value = trimmed(cut(header, ';'));
    if (cut(value, '=') == name) {
      return value;
    }
  }
  return {};
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    std::string_view parameters = cut(accept_encoding, ',');
    if (is_same(trimmed(cut(parameters, ';')), coding)) {
      return has_weight(parameters);
    }
  }
  return false;
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  if (trimmed(if_none_match) == "*") {
    return true;
  }
  while (!if_none_match.empty()) {
    std::string_view named = trimmed(cut(if_none_match, ','));
    if (named.starts_with("W/")) {
      named.remove_prefix(2);
    }
    if (named == tag) {
      return true;
    }
  }
  return false;
}

bool is_json(std::string_view content_type) {
  if (!is_same(trimmed(cut(content_type, ';')), "application/json")) {
    return false;
  }
  const std::string_view parameter = trimmed(content_type);
  return parameter.empty() || is_same(parameter, "charset=utf-8");
}

bool is_bundle(std::string_view content_type) {
  return is_same(trimmed(content_type), "application/vnd.lissom.records");
}

RangeAnswer parse_range(std::string_view header, std::uint64_t size) {
  std::string_view last = header;
  if (!is_same(trimmed(cut(last, '=')), "bytes") || last.find(',') != std::string_view::npos) {
    return {};
  }
  const bool has_dash = last.find('-') != std::string_view::npos;
  const std::string_view first = trimmed(cut(last, '-'));
  last = trimmed(last);
  const auto from = number(first);
  const auto to = number(last);
  if (!has_dash || (!first.empty() && !from) || (!last.empty() && !to) || (!from && !to) ||
      (from && to && *to < *from)) {
    return {};
  }
  if (!from) {  // the last so many bytes
    const std::uint64_t count = std::min(*to, size);
    return count == 0 ? RangeAnswer{RangeKind::outside, {}}
                      : RangeAnswer{RangeKind::part, {size - count, count}};
  }
  if (*from >= size) {
    return {RangeKind::outside, {}};
  }
  const std::uint64_t end = std::min(to.value_or(size - 1), size - 1) + 1;
  return {RangeKind::part, {*from, end - *from}};
}

}  // namespace lissom::server
