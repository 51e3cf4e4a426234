#pragma once
/// A drawing in characters: braille, whose cells have two by four dots.
///
/// What is darker than middle grey is ink, all else is paper; so the theme to draw for this is
/// "print". Lines are one dot wide whatever they are in the drawing, and contours are painted once.

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/figure/drawing.h"

namespace lissom::paper {

constexpr int dots_across = 2;  ///< dots of a cell from left to right
constexpr int dots_down = 4;

/// Cells side by side that have the same tone; empty cells are in none.
struct DotRun {
  int column = 0;
  std::string text;        ///< a character for each cell, UTF-8
  bool is_muscle = false;  ///< a stretched muscle is in them

  friend bool operator==(const DotRun&, const DotRun&) = default;
};
using DotRow = std::vector<DotRun>;

/// The drawing as large as fits into so many cells, from the left, as rows from top to bottom.
/// Without empty rows above and below. @return nothing if there is no cell
/// @return io if cairo fails
[[nodiscard]] Result<std::vector<DotRow>> to_dots(const Drawing& drawing, int columns, int rows);

}  // namespace lissom::paper
