// lissom: the program. Everything it does is in run(); here are the real streams.

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "shells/cli/run.h"

namespace {

winsize size_of_output() {
  constexpr winsize usual{24, 80, 0, 0};
  winsize size{};
  const bool is_known =
      ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
  return is_known ? size : usual;
}

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != 0;
}

bool can_draw() {
  const char* terminal = std::getenv("TERM");
  const bool is_plain = terminal == nullptr || std::string_view(terminal).empty() ||
                        std::string_view(terminal) == "dumb";
  return !is_plain && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

/// Characters only: numbers and messages stay as they are everywhere. All text is UTF-8, whatever
/// the environment says. @return whether the environment says so too
bool speak_utf8() {
  const bool is_set = std::setlocale(LC_CTYPE, "") != nullptr;
  if (is_set && std::string_view(nl_langinfo(CODESET)) == "UTF-8") {
    return true;
  }
  (void)std::setlocale(LC_CTYPE, "C.UTF-8");
  return false;
}

/// Exceptions of the libraries (out of memory, above all) end here.
int run_safely(std::span<const std::string> args, bool is_utf8) {
  try {
    lissom::cli::FileLines lines(STDIN_FILENO);
    const winsize size = size_of_output();
    lissom::cli::Console console{.in = lines,
                                 .out = std::cout,
                                 .err = std::cerr,
                                 .is_echoed = isatty(STDIN_FILENO) == 1,
                                 .width = size.ws_col,
                                 .is_terminal = can_draw(),
                                 .height = size.ws_row,
                                 .has_dots = is_utf8,
                                 .has_colour = !is_set("NO_COLOR")};
    return lissom::cli::run(args, console);
  } catch (const std::exception& error) {
    std::cerr << "lissom: " << error.what() << '\n';
  } catch (...) {
    std::cerr << "lissom: something went wrong\n";
  }
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const bool is_utf8 = speak_utf8();
  const std::vector<std::string> args(argv + std::min(argc, 1), argv + argc);
  return run_safely(args, is_utf8);
}
