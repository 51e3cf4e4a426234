// The manual page and the completion scripts: complete, and accepted by what reads them.

#include "shells/cli/reference.h"

#include <cstdio>
#include <regex>

#include <gtest/gtest.h>

#include "shells/cli/args.h"
#include "shells/cli/cli_fixture.h"

namespace lissom::cli {
namespace {

std::string text_of(const std::vector<std::string>& args) {
  const auto command = parse_args(args);
  return command ? std::get<command::Help>(command->what).text : command.error().what;
}

/// The commands that a help text lists: "  screen   the safety questions".
std::vector<std::string> listed(const std::string& help, const std::string& pattern) {
  const std::regex line(pattern);
  std::vector<std::string> names;
  for (auto at = std::sregex_iterator(help.begin(), help.end(), line); at != std::sregex_iterator();
       ++at) {
    names.push_back((*at)[1]);
  }
  return names;
}

std::string output_of(const std::string& shell_line) {
  const Ran ran = run_in_shell(shell_line);
  EXPECT_EQ(ran.exit, 0) << shell_line;
  return ran.out;
}

TEST(Reference, EveryCommandAndOptionIsInEveryForm) {
  std::vector<std::string> names = listed(text_of({"--help"}), "\n  ([a-z]+)  ");
  ASSERT_GT(names.size(), 20U);
  const std::size_t commands = names.size();
  for (std::size_t i = 0; i < commands; ++i) {
    const std::vector<std::string> options =
        listed(text_of({names[i], "--help"}), "\n  (?:-[a-z],)?--([a-z-]+)");
    names.insert(names.end(), options.begin(), options.end());
  }
  for (const std::string_view form : reference_forms) {
    const std::string text = text_of({"reference", std::string(form)});
    for (const std::string& name : names) {
      const std::string wanted =
          form == "man" ? std::regex_replace(name, std::regex("-"), "\\-") : name;
      EXPECT_NE(text.find(wanted), std::string::npos) << form << ": " << name;
    }
  }
}

/// What bash offers after the words, the last of which is not finished.
std::string completed(const ScratchFolder& folder, const std::string& words) {
  const std::string script = (folder / "completion").string();
  put_content(script, text_of({"reference", "bash"}));
  return output_of("bash -c '. " + script + "; COMP_WORDS=(lissom " + words +
                   "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _lissom; echo \"${COMPREPLY[*]}\"'");
}

TEST(Reference, BashCompletes) {
  const ScratchFolder folder;
  EXPECT_EQ(completed(folder, "dra"), "draw\n");
  EXPECT_EQ(completed(folder, "body mus"), "muscles\n");
  EXPECT_EQ(completed(folder, "guide mo"), "morning\n");
  EXPECT_EQ(completed(folder, "draw brid"), "bridge\n");
  EXPECT_EQ(completed(folder, "body muscles --side \"\""), "R L\n");
  EXPECT_EQ(completed(folder, "today --js"), "--json\n");
  EXPECT_EQ(completed(folder, "export -o exp"), "\n") << "a file: bash completes it";
}

TEST(Reference, ThePageOfTheGuideIsCurrent) {
  const std::string path = "docs/guide/commands.md";
  const std::string page = text_of({"reference", "markdown"});
  if (std::getenv("LISSOM_UPDATE_GOLDEN") != nullptr) {
    put_content(path, page);
    return;
  }
  EXPECT_EQ(page, content_of(path)) << "LISSOM_UPDATE_GOLDEN=1 writes it anew";
}

TEST(Reference, OtherFormsAreRefused) {
  const auto command = parse_args(std::vector<std::string>{"reference", "csh"});
  ASSERT_FALSE(command);
  EXPECT_NE(command.error().what.find("man"), std::string::npos);
}

}  // namespace
}  // namespace lissom::cli
