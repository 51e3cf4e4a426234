#include "shells/opensim/element.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "shells/opensim/blanks.h"

namespace lissom::opensim {
namespace {

/// No part of a body is a thousand kilometres away; where one is, lengths lose their digits, and
/// nobody would notice.
constexpr double most_number = 1e6;

/// Takes the first word off `rest`; "" if there is none.
std::string_view next_word(std::string_view& rest) {
  rest = trimmed(rest);
  const std::string_view word = rest.substr(0, rest.find_first_of(blanks));
  rest.remove_prefix(word.size());
  return word;
}

/// Infinite where the text says so.
std::optional<double> number_of(std::string_view word) {
  if (word.starts_with('+')) {
    word.remove_prefix(1);
  }
  double number = 0;
  const char* const end = word.data() + word.size();
  const auto read = std::from_chars(word.data(), end, number);
  const bool is_sound = read.ec == std::errc{} && read.ptr == end && !std::isnan(number);
  return is_sound ? std::optional(number) : std::nullopt;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; };
    return lower(x) == lower(y);
  });
}

}  // namespace

std::string line_of(std::string_view text, std::ptrdiff_t offset) {
  const std::string_view before =
      text.substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
  return "line " + std::to_string(std::ranges::count(before, '\n') + 1) + ": ";
}

std::string last_name(std::string_view path) {
  path = trimmed(path);
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string Element::name() const {
  return std::string(trimmed(node_.attribute("name").value()));
}

Element Element::child(std::string_view tag) const {
  return {*document_, node_.child(std::string(tag).c_str())};
}

std::vector<Element> Element::children() const {
  std::vector<Element> list;
  for (const pugi::xml_node node : node_.children()) {
    if (node.type() == pugi::node_element) {
      list.emplace_back(*document_, node);
    }
  }
  return list;
}

std::vector<Element> Element::set(std::string_view tag) const {
  const Element holder = child(tag);
  const Element objects = holder.child("objects");
  return objects.is_there() ? objects.children() : holder.children();
}

std::string Element::text(std::string_view tag) const {
  return std::string(trimmed(child(tag).node_.child_value()));
}

std::vector<double> Element::numbers(std::string_view tag) const {
  std::vector<double> list;
  const Element holder = child(tag);
  std::string_view rest = holder.node_.child_value();
  for (std::string_view word = next_word(rest); !word.empty(); word = next_word(rest)) {
    const auto number = number_of(word);
    if (!number) {
      fail_in(tag, as_typed(word) + " is no number");
      return {};
    }
    if (std::isfinite(*number) && std::fabs(*number) > most_number) {
      fail_in(tag, as_typed(word) + " is not between -1000000 and 1000000");
      return {};
    }
    list.push_back(*number);
  }
  return list;
}

double Element::number(std::string_view tag, double otherwise) const {
  if (!child(tag).is_there()) {
    return otherwise;
  }
  const std::vector<double> list = numbers(tag);
  if (list.size() != 1 || std::isinf(list[0])) {
    fail_in(tag, "expected one number");
    return otherwise;
  }
  return list[0];
}

bool Element::flag(std::string_view tag, bool otherwise) const {
  const std::string word = text(tag);
  if (word.empty()) {
    return otherwise;
  }
  if (word == "1" || same_word(word, "true")) {
    return true;
  }
  if (word != "0" && !same_word(word, "false")) {
    fail_in(tag, as_typed(word) + " is neither true nor false");
  }
  return false;
}

Vec3 Element::vec3(std::string_view tag, const Vec3& otherwise) const {
  if (!child(tag).is_there()) {
    return otherwise;
  }
  const std::vector<double> list = numbers(tag);
  const bool is_sound =
      list.size() == 3 && std::ranges::none_of(list, [](double x) { return std::isinf(x); });
  if (!is_sound) {
    fail_in(tag, "expected three numbers");
    return otherwise;
  }
  return {list[0], list[1], list[2]};
}

std::string Element::socket(std::string_view name, std::string_view older) const {
  const std::string tag(name);
  if (child("socket_" + tag).is_there()) {
    return text("socket_" + tag);
  }
  if (child("connector_" + tag + "_connectee_name").is_there()) {
    return text("connector_" + tag + "_connectee_name");
  }
  for (const Element& connector : child("connectors").children()) {
    if (connector.name() == name) {
      return connector.text("connectee_name");
    }
  }
  return text(older);
}

void Element::fail(const std::string& what) const {
  if (document_->fault) {
    return;
  }
  std::string label = "<" + shortened(tag());
  if (!name().empty()) {
    label += " name=" + as_typed(name());
  }
  document_->fault =
      Fault{Errc::bad_input, line_of(document_->text, node_.offset_debug()) + label + ">: " + what};
}

void Element::fail_in(std::string_view tag, const std::string& what) const {
  const Element place = child(tag);
  (place.is_there() ? place : *this)
      .fail(place.is_there() && !name().empty() ? what + " (in " + as_typed(name()) + ")" : what);
}

}  // namespace lissom::opensim
