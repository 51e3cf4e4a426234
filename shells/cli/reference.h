#pragma once
/// What can be typed, told in other forms: as a manual page, and for what a shell completes.

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace lissom::cli {

/// An option, or something to give without a name.
struct OptionDoc {
  std::vector<std::string> names;  ///< with their dashes; of what has none, its name in capitals
  std::string value;               ///< in capitals, "" for a flag
  std::string what;
  std::vector<std::string> choices;  ///< what it may be, if that is a list
  bool is_required = false;
};

struct CommandDoc {
  std::string name;
  std::string group;
  std::string what;
  std::vector<OptionDoc> options;
  std::vector<OptionDoc> arguments;  ///< in order, without names
  std::vector<CommandDoc> commands;
};

inline constexpr std::string_view reference_forms[] = {"man", "markdown", "bash", "zsh", "fish"};

/// @param program  the program as a whole
/// @param form     one of `reference_forms`
/// @return a manual page (man(7)), a page of Markdown, or a completion script of that shell
[[nodiscard]] std::string reference(const CommandDoc& program, std::string_view form);

}  // namespace lissom::cli
