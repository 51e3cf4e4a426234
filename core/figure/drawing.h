#pragma once
/// A drawing: painted paths and nothing else, for any device that can fill and stroke curves.
///
/// Coordinates are whole numbers, x to the right and y down, so that the same drawing has the same
/// bytes everywhere. A painter takes the shapes in order; those of the figure it takes twice, as
/// `Drawing` says, which gives the body a heavier line on its outside only.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lissom {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;

  friend constexpr bool operator==(const Colour&, const Colour&) = default;
};

struct Dot {
  int x = 0;
  int y = 0;

  friend constexpr bool operator==(const Dot&, const Dot&) = default;
};

/// What a path does next. `move` and `line` take one dot, `cubic` three (two handles, then its
/// end), `close` none.
enum class Verb : std::uint8_t { move, line, cubic, close };

struct Path {
  std::vector<Verb> verbs;
  std::vector<Dot> dots;

  friend bool operator==(const Path&, const Path&) = default;
};

/// One path and how it is painted: filled by the nonzero rule, then stroked with round ends.
struct Shape {
  Path path;
  std::optional<Colour> fill;
  std::optional<Colour> line;
  bool is_contour = false;  ///< the line is as wide as the drawing says
  int width = 0;            ///< of the line otherwise
  int dash = 0;             ///< length of a dash and of a gap; 0: a whole line
  bool line_first = false;  ///< the fill is painted over the line's inner half
  bool is_muscle = false;   ///< it shows a muscle: what a device with few tones must set apart

  friend bool operator==(const Shape&, const Shape&) = default;
};

struct Drawing {
  int width = 0;
  int height = 0;
  std::optional<Colour> ground;  ///< the whole sheet; none: left as it is
  std::vector<Shape> shapes;
  /// Shapes [figure_first, figure_last) are painted twice: first with contours `edge_width` wide,
  /// then all again with contours `contour_width` wide. The second time fills cover what the first
  /// put inside the body.
  std::size_t figure_first = 0;
  std::size_t figure_last = 0;
  int edge_width = 0;
  int contour_width = 0;
  Colour contour;  ///< of most contours
  std::string id;  ///< unique among the drawings of one page: ASCII letters, digits, "_" and "-"
  std::string title;
  std::string description;

  friend bool operator==(const Drawing&, const Drawing&) = default;
};

/// The drawing as an SVG document that can also stand inside an HTML page.
[[nodiscard]] std::string to_svg(const Drawing& drawing);

}  // namespace lissom
