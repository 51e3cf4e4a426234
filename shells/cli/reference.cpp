#include "shells/cli/reference.h"

#include <algorithm>
#include <functional>

#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

/// Each character of `special` in `text` with `before` in front of it.
std::string escaped(std::string_view text, std::string_view special, std::string_view before) {
  std::string safe;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) {
      safe += before;
    }
    safe += c;
  }
  return safe;
}

/// @param value  what an option takes, or the name of what is given without one
bool is_file(std::string_view value) {
  return value == "FILE" || value == "DIR" || value == "PREFIX";
}

/// Calls `visit` with every command below `command` and what is typed to reach it: "body muscles".
void each_command(const CommandDoc& command, const std::string& path,
                  const std::function<void(const CommandDoc&, const std::string&)>& visit) {
  for (const CommandDoc& below : command.commands) {
    const std::string below_path = path.empty() ? below.name : path + " " + below.name;
    visit(below, below_path);
    each_command(below, below_path, visit);
  }
}

// ---- the manual page

/// Text for troff: what begins a request or an escape is made harmless.
std::string roff(std::string_view text) {
  const bool is_request = !text.empty() && (text[0] == '.' || text[0] == '\'');
  return (is_request ? "\\&" : "") + escaped(escaped(text, "\\", "\\"), "-", "\\");
}

/// A short list of what it may be; a long one (all stretches) is for completion only.
std::string choices_text(const OptionDoc& option) {
  constexpr std::size_t most = 12;
  return option.choices.empty() || option.choices.size() > most
             ? ""
             : " (" + roff(joined(option.choices, ", ")) + ")";
}

std::string option_entry(const OptionDoc& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.names) {
    names.push_back("\\fB" + roff(name) + "\\fR" +
                    (option.value.empty() ? "" : " \\fI" + roff(option.value) + "\\fR"));
  }
  return ".TP\n" + joined(names, ", ") + "\n" + roff(option.what) + choices_text(option) + "\n";
}

std::string argument_entry(const OptionDoc& argument) {
  return ".TP\n\\fI" + roff(joined(argument.names, " ")) + "\\fR\n" + roff(argument.what) +
         choices_text(argument) + "\n";
}

std::string command_entry(const CommandDoc& command, const std::string& path) {
  std::string head = "\\fB" + roff(path) + "\\fR";
  for (const OptionDoc& argument : command.arguments) {
    const std::string name = "\\fI" + roff(joined(argument.names, " ")) + "\\fR";
    head += argument.is_required ? " " + name : " [" + name + "]";
  }
  head += command.options.empty() ? "" : " [\\fIoptions\\fR]";
  head += command.commands.empty() ? "" : " \\fIcommand\\fR";
  std::string text = ".TP\n" + head + "\n" + roff(command.what) + ".\n";
  if (command.options.empty() && command.arguments.empty()) {
    return text;
  }
  text += ".RS\n";
  for (const OptionDoc& argument : command.arguments) {
    text += argument_entry(argument);
  }
  for (const OptionDoc& option : command.options) {
    text += option_entry(option);
  }
  return text + ".RE\n";
}

std::string manual_page(const CommandDoc& program) {
  std::string text =
      ".TH LISSOM 1\n.SH NAME\nlissom \\- a personal programme of hip and low\\-back stretches\n"
      ".SH SYNOPSIS\n.B lissom\n[\\fIoptions\\fR] [\\fIcommand\\fR]\n.SH DESCRIPTION\n" +
      roff(program.what) +
      "\nIt asks the safety questions first, plans a week that fits the person, guides each "
      "session, and "
      "keeps everything on this machine.\n.PP\nLissom is not a medical device and not for "
      "emergencies. New trouble passing urine or stool, numbness between the legs, weakness that "
      "grows, chest pain: call your emergency number.\n.SH OPTIONS\nEvery command takes these "
      "too.\n";
  for (const OptionDoc& option : program.options) {
    text += option_entry(option);
  }
  std::string group;
  each_command(program, "", [&](const CommandDoc& command, const std::string& path) {
    const bool is_top = path.find(' ') == std::string::npos;
    if (is_top && command.group != group) {
      group = command.group;
      std::string title = group;
      std::ranges::transform(title, title.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      });
      text += ".SH " + roff(title) + "\n";
    }
    text += command_entry(command, path);
  });
  return text +
         ".SH EXIT STATUS\n.TP\n0\nfine\n.TP\n1\na fault\n.TP\n2\nsomething in the input\n.TP\n3\n"
         "please see someone first: the programme is closed\n.SH FILES\n.TP\n"
         ".I ~/.local/share/lissom/record.db\nthe record, unless \\fB\\-\\-data\\fR says "
         "otherwise\n";
}

// ---- a page of Markdown

std::string row(const std::string& left, const OptionDoc& option) {
  constexpr std::size_t most = 12;
  const bool lists = !option.choices.empty() && option.choices.size() <= most;
  return "| `" + left + "` | " + escaped(option.what, "|", "\\") +
         (lists ? ": `" + joined(option.choices, "`, `") + "`" : "") + " |\n";
}

std::string table(const std::vector<OptionDoc>& arguments, const std::vector<OptionDoc>& options) {
  if (arguments.empty() && options.empty()) {
    return "";
  }
  std::string text = "\n| | |\n|---|---|\n";
  for (const OptionDoc& argument : arguments) {
    text += row(joined(argument.names, " "), argument);
  }
  for (const OptionDoc& option : options) {
    text +=
        row(joined(option.names, ", ") + (option.value.empty() ? "" : " " + option.value), option);
  }
  return text;
}

std::string markdown_page(const CommandDoc& program) {
  std::string text =
      "# Every command\n\nWritten by `lissom reference markdown`. These go with every command:\n" +
      table({}, program.options);
  std::string group;
  each_command(program, "", [&](const CommandDoc& command, const std::string& path) {
    if (path.find(' ') == std::string::npos && command.group != group) {
      group = command.group;
      text += "\n## " + group + "\n";
    }
    text +=
        "\n### " + path + "\n\n" + command.what + "\n" + table(command.arguments, command.options);
  });
  return text;
}

// ---- completion

std::vector<std::string> words_after(const CommandDoc& command) {
  std::vector<std::string> words;
  for (const CommandDoc& below : command.commands) {
    words.push_back(below.name);
  }
  for (const OptionDoc& argument : command.arguments) {
    words.insert(words.end(), argument.choices.begin(), argument.choices.end());
  }
  for (const OptionDoc& option : command.options) {
    words.insert(words.end(), option.names.begin(), option.names.end());
  }
  return words;
}

/// What may follow an option that takes a value, as lines of a `case` over "command option".
std::string bash_values(const CommandDoc& command, const std::string& path) {
  std::string lines;
  for (const OptionDoc& option : command.options) {
    if (option.value.empty()) {
      continue;
    }
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) {
      // An option of the program may follow every command.
      std::string pattern = path.empty() ? "*'" : "'" + path;
      patterns.push_back(pattern.append(" ").append(name).append("'"));
    }
    const std::string words =
        option.choices.empty()
            ? ""
            : "COMPREPLY=($(compgen -W '" + joined(option.choices, " ") + "' -- \"$current\")); ";
    lines += "    " + joined(patterns, " | ") + ") " + words + "return ;;\n";
  }
  return lines;
}

std::string bash_script(const CommandDoc& program) {
  const std::vector<std::string> common = [&] {
    std::vector<std::string> names;
    for (const OptionDoc& option : program.options) {
      names.insert(names.end(), option.names.begin(), option.names.end());
    }
    return names;
  }();
  std::string paths;
  std::string values;
  std::string words;
  each_command(program, "", [&](const CommandDoc& command, const std::string& path) {
    paths += (paths.empty() ? "'" : " | '") + path + "'";
    values += bash_values(command, path);
    words += "    '" + path + "') words+=' " + joined(words_after(command), " ") + "' ;;\n";
  });
  return "# bash completion for lissom; written by \"lissom reference bash\"\n"
         "_lissom() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= "
         "word words i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    word=\"$command${command:+ }${COMP_WORDS[i]}\"\n"
         "    case \"$word\" in\n      " +
         paths +
         ") command=$word ;;\n    esac\n  done\n"
         "  case \"$command $before\" in\n" +
         values + bash_values(program, "") + "  esac\n  words='" + joined(common, " ") +
         "'\n  case \"$command\" in\n    '') words+=' " +
         joined(
             [&] {
               std::vector<std::string> names;
               for (const CommandDoc& command : program.commands) {
                 names.push_back(command.name);
               }
               return names;
             }(),
             " ") +
         "' ;;\n" + words +
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "}\n"
         "complete -o default -F _lissom lissom\n";
}

/// An argument of zsh's `_arguments`, in single quotes.
std::string zsh_option(const OptionDoc& option, const std::string& name) {
  const auto plain = [](const std::string& text) {
    return escaped(escaped(text, "[]:\\", "\\"), "'", "'\\'");
  };
  std::string text = "'" + name + "[" + plain(option.what) + "]";
  if (!option.value.empty()) {
    text += ":" + plain(option.value) + ":";
    text += option.choices.empty() ? (is_file(option.value) ? "_files" : "")
                                   : "(" + joined(option.choices, " ") + ")";
  }
  return text + "'";
}

std::string zsh_arguments(const CommandDoc& command) {
  std::string text;
  for (const OptionDoc& option : command.options) {
    for (const std::string& name : option.names) {
      text += " \\\n    " + zsh_option(option, name);
    }
  }
  for (const OptionDoc& argument : command.arguments) {
    const std::string what = argument.choices.empty()
                                 ? (is_file(argument.names.front()) ? "_files" : "")
                                 : "(" + joined(argument.choices, " ") + ")";
    text += " \\\n    '::" + joined(argument.names, " ") + ":" + what + "'";
  }
  return text;
}

/// The functions of a command and of those below it.
std::string zsh_functions(const CommandDoc& command, const std::string& name) {
  std::string text;
  for (const CommandDoc& below : command.commands) {
    text += zsh_functions(below, name + "_" + below.name);
  }
  text += name + "() {\n";
  if (command.commands.empty()) {
    return text + "  _arguments" + zsh_arguments(command) + "\n}\n";
  }
  text += "  local -a commands=(";
  for (const CommandDoc& below : command.commands) {
    text +=
        "\n    '" + below.name + ":" + escaped(escaped(below.what, ":", "\\"), "'", "'\\'") + "'";
  }
  text += ")\n  local line state\n  _arguments -C" + zsh_arguments(command) +
          " \\\n    '1: :->command' '*:: :->rest'\n  case $state in\n"
          "    command) _describe command commands ;;\n    rest)\n      case $line[1] in\n";
  for (const CommandDoc& below : command.commands) {
    text += "        " + below.name + ") " + name + "_" + below.name + " ;;\n";
  }
  return text + "      esac ;;\n  esac\n}\n";
}

std::string zsh_script(const CommandDoc& program) {
  return "#compdef lissom\n# zsh completion for lissom; written by \"lissom reference zsh\"\n" +
         zsh_functions(program, "_lissom") + "_lissom \"$@\"\n";
}

std::string fish_option(const std::string& when, const OptionDoc& option) {
  std::string text = "complete -c lissom" + when;
  for (const std::string& name : option.names) {
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.value.empty()) {
    text += option.choices.empty() ? (is_file(option.value) ? " -r -F" : " -x")
                                   : " -x -a '" + joined(option.choices, " ") + "'";
  }
  return text + " -d '" + escaped(option.what, "'\\", "\\") + "'\n";
}

std::string fish_script(const CommandDoc& program) {
  std::string text =
      "# fish completion for lissom; written by \"lissom reference fish\"\ncomplete -c lissom -f\n";
  for (const OptionDoc& option : program.options) {
    text += fish_option("", option);
  }
  each_command(program, "", [&](const CommandDoc& command, const std::string& path) {
    const std::size_t space = path.find(' ');
    const std::string above = space == std::string::npos ? "" : path.substr(0, space);
    const std::string seen = "__fish_seen_subcommand_from ";
    text += "complete -c lissom -n '" +
            (above.empty() ? std::string("__fish_use_subcommand") : seen + above) + "' -a " +
            command.name + " -d '" + escaped(command.what, "'\\", "\\") + "'\n";
    const std::string when =
        " -n '" + (above.empty() ? "" : seen + above + "; and ") + seen + command.name + "'";
    for (const OptionDoc& argument : command.arguments) {
      if (!argument.choices.empty()) {
        text += "complete -c lissom" + when + " -a '" + joined(argument.choices, " ") + "'\n";
      } else if (is_file(argument.names.front())) {
        text += "complete -c lissom" + when + " -F\n";
      }
    }
    for (const OptionDoc& option : command.options) {
      text += fish_option(when, option);
    }
  });
  return text;
}

}  // namespace

std::string reference(const CommandDoc& program, std::string_view form) {
  if (form == "man") {
    return manual_page(program);
  }
  if (form == "markdown") {
    return markdown_page(program);
  }
  if (form == "bash") {
    return bash_script(program);
  }
  return form == "zsh" ? zsh_script(program) : fish_script(program);
}

}  // namespace lissom::cli
