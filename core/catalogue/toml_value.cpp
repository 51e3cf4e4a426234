#include "core/catalogue/toml_value.h"

#include <algorithm>
#include <optional>

#ifdef __wasi__
// The WebAssembly library has no files, but the TOML library mentions std::ifstream in a function
// that is never called here. It is given one that never opens. In `std` because it is written as
// std::ifstream.
#include <fstream>
#include <sstream>
namespace std {
struct NoFile : istringstream {
  void open(const string&, openmode) {}
  bool is_open() const { return false; }
};
}  // namespace std
#define ifstream NoFile
#endif

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace lissom {
namespace {

int line_of(const toml::node& node) {
  return static_cast<int>(node.source().begin.line);
}

std::optional<TomlFault> convert(const toml::node& node, TomlValue& out);

std::optional<TomlFault> convert_table(const toml::table& table, TomlValue::Table& out) {
  for (const auto& [key, node] : table) {
    out.emplace_back(std::string(key.str()), TomlValue{});
    if (auto fault = convert(node, out.back().second)) {
      return fault;
    }
    if (!node.is_table() && !node.is_array()) {
      out.back().second.line = static_cast<int>(key.source().begin.line);
    }
  }
  // The library sorts by key; the file's order is what a reader of faults expects.
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second.line < b.second.line; });
  return std::nullopt;
}

std::optional<TomlFault> convert(const toml::node& node, TomlValue& out) {
  out.line = line_of(node);
  if (const auto* number = node.as_integer()) {
    out.value = number->get();
  } else if (const auto* truth = node.as_boolean()) {
    out.value = truth->get();
  } else if (const auto* text = node.as_string()) {
    out.value = text->get();
  } else if (const auto* array = node.as_array()) {
    TomlValue::List list(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (auto fault = convert(*array->get(i), list[i])) {
        return fault;
      }
    }
    out.value = std::move(list);
  } else if (const auto* table = node.as_table()) {
    TomlValue::Table entries;
    if (auto fault = convert_table(*table, entries)) {
      return fault;
    }
    out.value = std::move(entries);
  } else {
    return TomlFault{out.line, "neither a whole number nor a text; expected one of them"};
  }
  return std::nullopt;
}

}  // namespace

tl::expected<TomlValue, TomlFault> parse_toml(std::string_view text) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    return tl::unexpected(TomlFault{static_cast<int>(parsed.error().source().begin.line),
                                    std::string(parsed.error().description())});
  }
  TomlValue root;
  if (auto fault = convert(parsed.table(), root)) {
    return tl::unexpected(*fault);
  }
  return root;
}

}  // namespace lissom
