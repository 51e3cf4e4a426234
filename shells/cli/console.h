#pragma once
/// The person at the other end: what they type, where text goes, how wide it may be.

#include <ostream>
#include <string_view>

#include "shells/cli/lines.h"

namespace lissom::cli {

struct Console {
  Lines& in;
  std::ostream& out;      ///< the answer
  std::ostream& err;      ///< the one line when something is wrong
  bool is_echoed = true;  ///< what is typed is seen already
  int width = 80;
  bool is_terminal = false;  ///< `out` is a terminal that a screen can be drawn on
  int height = 24;
  bool has_dots = false;    ///< braille can be expected to be seen
  bool has_colour = false;  ///< nobody asked for none
};

}  // namespace lissom::cli
