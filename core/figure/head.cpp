#include "core/figure/head.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/figure/contour.h"

namespace lissom {
namespace {

struct SkinPoint {
  Vec3 at;
  double facing = 0;  ///< 1 straight at the viewer
};

/// The point of the face at a height and a distance to the side.
SkinPoint on_face(const Tube& head, double y, double z) {
  const Ring r = section_at(head, y);
  const double c = std::clamp(z / r.a, -1.0, 1.0);
  const double deep = std::sqrt(1 - c * c);
  const Vec3 normal = unit((c / r.a) * r.u + (deep / r.front) * r.w);
  return {r.centre + z * r.u + (r.front * deep) * r.w, normal.z};
}

/// Where hair grows: above 0. @param d  a point from the centre of the head: front, up, side
double hairline(const Vec3& d) {
  const double brow = 0.7 * (0.010 - d.x + 0.95 * (d.y - 0.012));
  const double temple = d.y - 0.008 - 0.9 * d.x;
  const double ear = -0.006 - d.x + 0.55 * (d.y + 0.002);
  const double crown = d.y - 0.040 + 9 * d.z * d.z;
  const double nape = d.y + 0.034;
  return std::min(std::max({std::min(brow, temple), ear, crown}), nape);
}

void paint_hair(const Brush& brush, const Tube& head, const Tint& hair) {
  Tube cap = head;
  for (std::size_t i = 0; i < static_cast<std::size_t>(cap.count); ++i) {
    Ring& r = cap.rings.at(i);
    r.centre += 0.002 * r.t;
    if (r.spot == Spot::body) {
      r.a += 0.0040;
      r.front += 0.0030;
      r.back += 0.0055;
    } else if (i > 0) {
      r.centre += 0.003 * r.t;
    }
  }
  auto& [grid, number, loops, curve] = brush.scratch;
  lay_grid(cap, grid);
  const Ring& middle = head.rings.at(static_cast<std::size_t>(head.count / 2));
  const Vec3 centre = head.origin;
  for (std::size_t k = 0; k < grid.rings * around; ++k) {
    const Vec3 q = grid.at(k) - centre;
    const Vec3 d{dot(q, middle.w), dot(q, middle.t), dot(q, middle.u)};
    // Facing is an area of the grid; the hairline is a length.
    constexpr float to_length = 40;
    number[k] = std::min(to_length * grid.facing[k], static_cast<float>(hairline(d)));
  }
  const std::size_t n = march(grid, number, loops);
  Path path;
  for (std::size_t i = 0; i < n; ++i) {
    fit_loop(loops[i], brush.sheet, brush.fit, curve);
    add_fill(curve, path);
  }
  if (!path.verbs.empty()) {
    brush.drawing.shapes.push_back(
        {std::move(path), hair.light, brush.drawing.contour, true, 0, 0, false});
  }
}

void paint_ears(const Brush& brush, const Tube& head, const Tint& skin) {
  const Ring& middle = head.rings.at(static_cast<std::size_t>(head.count / 2));
  const Vec3 centre = head.origin;
  constexpr std::array<std::array<double, 2>, 8> ring = {{{1, 0.1},
                                                          {0.75, 0.8},
                                                          {0.0, 1},
                                                          {-0.75, 0.75},
                                                          {-0.9, 0},
                                                          {-0.5, -0.75},
                                                          {0.1, -1},
                                                          {0.6, -0.6}}};
  for (const int side : {1, -1}) {
    constexpr double least = 0.12;
    if (side * middle.u.z < least) {
      continue;
    }
    std::array<Vec3, ring.size()> points;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      points[i] = centre + (-0.008 + 0.0085 * ring[i][0]) * middle.w +
                  (-0.004 + 0.0160 * ring[i][1]) * middle.t + (0.0440 * side) * middle.u;
    }
    brush.panel(brush.blob(points, 0.8), skin.light, brush.drawing.contour, brush.width(0.55));
  }
}

/// A line on the face as far as it faces the viewer.
void line_on_face(const Brush& brush, const Tube& head, std::span<const std::array<double, 2>> yz,
                  Path& path) {
  std::vector<Vec3> seen;
  for (const auto& [y, z] : yz) {
    constexpr double least = 0.12;
    const SkinPoint p = on_face(head, y, z);
    if (p.facing > least) {
      seen.push_back(p.at);
    }
  }
  if (seen.size() > 1) {
    const Path line = brush.curve(seen);
    path.verbs.insert(path.verbs.end(), line.verbs.begin(), line.verbs.end());
    path.dots.insert(path.dots.end(), line.dots.begin(), line.dots.end());
  }
}

}  // namespace

void paint_face(const Brush& brush, const Posed& posed, const Tint& skin, const Tint& hair) {
  const Tube& head = posed.tubes.at(static_cast<std::size_t>(Part::head));
  paint_hair(brush, head, hair);
  paint_ears(brush, head, skin);
  if (brush.is_small) {
    return;
  }
  Path lines;
  for (const int side : {1, -1}) {
    using Line = std::array<std::array<double, 2>, 4>;
    const Line brow = {{{0.0125, 0.0095 * side},
                        {0.0150, 0.0150 * side},
                        {0.0150, 0.0215 * side},
                        {0.0120, 0.0275 * side}}};
    const Line lid = {{{0.0030, 0.0105 * side},
                       {0.0010, 0.0150 * side},
                       {0.0012, 0.0200 * side},
                       {0.0038, 0.0248 * side}}};
    line_on_face(brush, head, brow, lines);
    line_on_face(brush, head, lid, lines);
  }
  const std::array<std::array<double, 2>, 5> mouth = {
      {{-0.0333, -0.0115}, {-0.0341, -0.0060}, {-0.0344, 0}, {-0.0341, 0.0060}, {-0.0333, 0.0115}}};
  line_on_face(brush, head, mouth, lines);
  brush.stroke(std::move(lines), brush.drawing.contour, brush.width(0.55));
}

}  // namespace lissom
