#pragma once
/// For tests of the terminal program: running it in memory, and texts that are compared with files.

#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shells/cli/run.h"
#include "stores/sqlite/scratch_folder.h"

namespace lissom::cli {

/// Compares with shells/cli/golden/NAME.txt; LISSOM_UPDATE_GOLDEN=1 renews the file.
inline void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = "shells/cli/golden/" + name + ".txt";
  if (std::getenv("LISSOM_UPDATE_GOLDEN") != nullptr) {
    put_content(path, text);
    return;
  }
  EXPECT_EQ(text, content_of(path))
      << "If this is meant: LISSOM_UPDATE_GOLDEN=1, and look at the difference.";
}

struct Ran {
  int exit = 0;
  std::string out;
  std::string err;
};

/// What a line of the shell prints; `err` stays empty.
inline Ran run_in_shell(const std::string& line) {
  Ran ran;
  FILE* const pipe = ::popen(line.c_str(), "r");
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
    ran.out += static_cast<char>(c);
  }
  ran.exit = ::pclose(pipe);
  return ran;
}

/// The program with a record of its own.
class Program {
 public:
  /// Runs `args` at `at`, with `typed` as what is typed.
  Ran run(std::vector<std::string> args, const std::vector<std::string>& typed) {
    args.insert(args.end(), {"--data", folder_.path().string(), "--at", at_});
    return run_bare(args, typed);
  }
  Ran run(const std::vector<std::string>& args) { return run(args, {}); }

  static Ran run_bare(const std::vector<std::string>& args, const std::vector<std::string>& typed) {
    GivenLines lines(typed);
    std::ostringstream out;
    std::ostringstream err;
    Console console{.in = lines, .out = out, .err = err, .width = 80, .is_terminal = false};
    const int exit = cli::run(args, console);
    return {.exit = exit, .out = out.str(), .err = err.str()};
  }

  /// A file in the folder of the record.
  std::string file(const std::string& name, std::string_view text) {
    put_content(folder_ / name, text);
    return (folder_ / name).string();
  }
  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_ / name).string();
  }
  void set_moment(const std::string& at) { at_ = at; }

  /// Answers the safety questions so that everything is open.
  void screen_in() {
    const Ran ran = run({"screen", "--answers", file("answers.json", open_answers)});
    ASSERT_EQ(ran.exit, 0) << ran.out << ran.err;
  }
  [[nodiscard]] std::string checked_file() {
    return file("check.json",
                R"({"CHECK_NERVE":"no","CHECK_BLADDER":"no","CHECK_UNWELL":"no","CHECK_PAIN":3})");
  }

  static constexpr std::string_view open_answers =
      R"({"age":50,"answers":{"PAIN_SEVERE":3,"DURATION":"over_12_weeks"},"others":"no"})";

 private:
  ScratchFolder folder_{quick_place()};
  std::string at_ = "2026-11-24T18:05+02:00";
};

}  // namespace lissom::cli
