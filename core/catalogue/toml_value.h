#pragma once
/// TOML as a plain tree that remembers lines. Keeps the TOML library out of every other file.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/result.h"

namespace lissom {

struct TomlEntry;

/// A TOML value: a number, a text, a truth value, a list, or a table in the order of the file.
struct TomlValue {
  using List = std::vector<TomlValue>;
  using Table = std::vector<TomlEntry>;

  int line = 0;
  std::variant<std::int64_t, bool, std::string, List, Table> value;
};

struct TomlEntry {
  std::string name;
  TomlValue value;
};

/// Where and why a text is not TOML, or holds a kind of value the catalogue does not use (floats,
/// dates).
struct TomlFault {
  int line = 0;
  std::string what;
};

/// Reads a TOML document into its top table.
[[nodiscard]] tl::expected<TomlValue, TomlFault> parse_toml(std::string_view text);

}  // namespace lissom
