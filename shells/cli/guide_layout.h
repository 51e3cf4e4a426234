#pragma once
/// Where things stand on the screen of a guided session. Pure: a scene and a size in, rows out.
///
/// From top to bottom: title, strip, name and caption, the count (on wide screens with the steps of
/// the stretch at its right, and a figure in dots below or beside them where that leaves every step
/// whole), the floor line, and below it what to do now. The floor line is as long as the phase:
/// solid while a hold fills it, dashed while getting ready, double while resting. Nothing is told
/// by colour.

#include <string>
#include <string_view>
#include <vector>

#include "shells/cli/guide_scene.h"

namespace lissom::cli {

struct Size {
  int rows = 0;
  int columns = 0;
};

enum class Look : std::uint8_t { plain, bold, inverse, muscle };

struct Span {
  int column = 0;
  std::string text;
  Look look = Look::plain;
};

/// A screen of text, row by row. What does not fit is cut.
class Canvas {
 public:
  explicit Canvas(Size size);

  void put(int row, int column, std::string_view text, Look look);
  void put_right(int row, std::string_view text, Look look);
  [[nodiscard]] Size size() const { return size_; }
  [[nodiscard]] const std::vector<std::vector<Span>>& rows() const { return rows_; }

 private:
  Size size_;
  std::vector<std::vector<Span>> rows_;
};

[[nodiscard]] Canvas lay_out(const Scene& scene, Size size);
/// @param typed  what was typed so far
[[nodiscard]] Canvas lay_out(const Form& form, const std::string& typed, Size size);

}  // namespace lissom::cli
