#pragma once
/// From beads to curves: few cubic pieces that keep to an outline.

#include <cstddef>
#include <vector>

#include "core/base/contract.h"
#include "core/figure/contour.h"
#include "core/figure/drawing.h"

namespace lissom {

/// Where a point of the view lies on the sheet.
struct Sheet {
  double left = 0;  ///< of the window, in shares of stature
  double top = 0;
  double scale = 1;  ///< units of the drawing for each

  [[nodiscard]] double x(const Vec3& p) const { return (p.x - left) * scale; }
  [[nodiscard]] double y(const Vec3& p) const { return (top - p.y) * scale; }
};

/// The coordinate as a whole number.
[[nodiscard]] inline int whole(double x) {
  constexpr double most = 1e6;
  LISSOM_EXPECTS(x > -most && x < most);
  const double y = x + 0.5;
  const int toward_zero = static_cast<int>(y);  // not std::floor: without SSE 4 that is a call
  return toward_zero - (y < toward_zero ? 1 : 0);
}

struct Piece {
  Dot first;  ///< handles
  Dot second;
  Dot end;
  bool hidden = false;
};

/// A point on the sheet before it is rounded.
struct P2 {
  double x = 0;
  double y = 0;
};

/// A bead on the sheet, where a piece of the curve may end.
struct Knot {
  P2 at;
  P2 in;             ///< direction of arrival
  P2 out;            ///< direction of departure
  double ahead = 0;  ///< how far the next knot is
  double way = 0;    ///< how far it is from the first, along the knots
  bool hidden = false;
  bool forced = false;
};

struct Curve2 {
  Dot start;
  std::vector<Piece> pieces;
  std::vector<Knot> knots;           ///< memory of the fit; no part of the curve
  std::vector<std::size_t> anchors;  ///< the same
};

struct Fit {
  double tolerance = 1;  ///< units; 0: every bead becomes a knot
  double least = 1;      ///< beads that are nearer to each other count as one
};

/// A closed curve along the beads. Where a bead is an end there is a knot, so lines drawn along
/// part of the outline use the same pieces as its fill.
void fit_loop(const Beads& beads, const Sheet& sheet, const Fit& fit, Curve2& out);

/// Adds the whole closed curve to a path.
void add_fill(const Curve2& curve, Path& path);

/// Adds the stretches that are not hidden.
void add_lines(const Curve2& curve, Path& path);

}  // namespace lissom
