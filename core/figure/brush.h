#pragma once
/// Puts shapes on a drawing: what the painters of body, furniture and ground share.

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "core/figure/drawing.h"
#include "core/figure/fit.h"
#include "core/figure/theme.h"

namespace lissom {

/// Memory that is used again from shape to shape; what it holds lasts until the next.
struct Scratch {
  Grid grid;
  Grid::Numbers number{};
  std::vector<Beads> loops;
  Curve2 curve;
};

struct Brush {
  Drawing& drawing;
  Scratch& scratch;
  const Palette& palette;
  Sheet sheet;
  Fit fit;
  double line = 3;        ///< width of the outer contour, units
  bool is_small = false;  ///< details are left out

  [[nodiscard]] Dot dot(const Vec3& p) const { return {whole(sheet.x(p)), whole(sheet.y(p))}; }
  [[nodiscard]] int width(double share) const { return std::max(1, whole(line * share)); }

  void fill(Path path, const Colour& colour) const {
    drawing.shapes.push_back({std::move(path), colour, {}, false, 0, 0, false});
  }
  void contour(Path path, const Colour& colour) const {
    drawing.shapes.push_back({std::move(path), {}, colour, true, 0, 0, false});
  }
  void stroke(Path path, const Colour& colour, int width) const {
    drawing.shapes.push_back({std::move(path), {}, colour, false, width, 0, false});
  }
  void panel(Path path, const Colour& colour, const Colour& line_colour, int width) const {
    drawing.shapes.push_back({std::move(path), colour, line_colour, false, width, 0, false});
  }

  [[nodiscard]] Path polygon(std::span<const Vec3> corners) const {
    Path path = polyline(corners);
    path.verbs.push_back(Verb::close);
    return path;
  }
  [[nodiscard]] Path polyline(std::span<const Vec3> points) const {
    Path path;
    path.verbs.reserve(points.size() + 1);
    path.verbs.assign(points.size(), Verb::line);
    path.dots.reserve(points.size());
    for (const Vec3& p : points) {
      path.dots.push_back(dot(p));
    }
    if (!points.empty()) {
      path.verbs.front() = Verb::move;
    }
    return path;
  }
  /// A smooth line through the points.
  [[nodiscard]] Path curve(std::span<const Vec3> points) const;
  /// A smooth closed line round the points.
  [[nodiscard]] Path blob(std::span<const Vec3> points, double tolerance) const;
};

}  // namespace lissom
