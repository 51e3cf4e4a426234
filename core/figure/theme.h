#pragma once
/// The colours and line widths of a look.

#include <optional>

#include "core/figure/drawing.h"
#include "core/figure/figure.h"
#include "core/figure/parts.h"

namespace lissom {

/// A surface in light and in shade.
struct Tint {
  Colour light;
  Colour shade;
};

struct Palette {
  Colour paper;
  bool paints_paper = false;
  Colour line;
  Tint skin;
  Tint shirt;
  Tint shorts;
  Tint hair;
  Colour mat;
  Colour mat_line;
  Colour shadow;
  Colour muscle_slack;  ///< not stretched
  Colour muscle_full;
  Colour muscle_line;
  Colour halo;
  Colour arrow;
  Colour strap;
  Colour wood_top;
  Colour wood_front;
  Colour wood_side;
  Colour wood_line;
  double line_width = 0;  ///< in shares of stature / 340
  bool hatches = false;   ///< stretch is shown by the number of fibres, not by colour
};

[[nodiscard]] const Palette& palette_of(Theme theme);

/// Skin of a tone in a theme; print and high contrast have one.
[[nodiscard]] Tint skin_of(const Look& look);
/// Hair of a build: grey for the older.
[[nodiscard]] Tint hair_of(const Look& look, Build build);

/// `share` of `b`, the rest of `a`.
[[nodiscard]] Colour mixed(const Colour& a, const Colour& b, double share);

}  // namespace lissom
