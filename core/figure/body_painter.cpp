#include "core/figure/body_painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace lissom {
namespace {

/// @return above 0 if the left lies behind, below 0 if the right does
double share(const Vec3& apart) {
  const double s = apart.z / std::max(length(apart), 1e-9);
  return s > 0 ? smooth(0.40, 0.85, s) : -smooth(0.40, 0.85, -s);
}

}  // namespace

Farness::Farness(const Pose3& pose) {
  const auto at = [&](Bone b) { return pose.bone.at(static_cast<std::size_t>(b)).at; };
  arm = share(at(Bone::humerus_r) - at(Bone::humerus_l));
  leg = share(at(Bone::femur_r) - at(Bone::femur_l));
}

double Farness::of(Part part, int side) const {
  const int first = static_cast<int>(Part::sleeve_r) + (side < 0 ? parts_of_side : 0);
  const bool is_arm = static_cast<int>(part) - first <
                      static_cast<int>(Part::hip_r) - static_cast<int>(Part::sleeve_r);
  const double left = is_arm ? arm : leg;
  const bool is_hip = part == Part::hip_r || part == Part::hip_l;
  // The seat is one thing: its far half must not look like something behind it.
  const double part_of_it = is_hip ? 0.6 : 1;
  return part_of_it * std::max(0.0, side < 0 ? left : -left);
}
double BodyPainter::farness(std::size_t part) const {
  const Tube& tube = posed.tubes.at(part);
  return tube.side == 0 ? 0 : far.of(static_cast<Part>(part), tube.side);
}

Tint BodyPainter::tint(Cloth cloth) const {
  switch (cloth) {
    case Cloth::skin:
      return skin;
    case Cloth::shirt:
      return brush.palette.shirt;
    case Cloth::shorts:
      return brush.palette.shorts;
    case Cloth::hair:
      return hair;
  }
  return skin;
}

void BodyPainter::paint(std::size_t part) const {
  const Tube& tube = posed.tubes.at(part);
  constexpr double fill_fades = 0.30;
  constexpr double line_fades = 0.38;
  const double away = farness(part);
  const Palette& p = brush.palette;
  const Colour fill = mixed(tint(tube.cloth).light, p.paper, fill_fades * away);
  const Colour line = mixed(p.line, p.paper, line_fades * away);
  Path whole_path;
  Path lines;
  Curve2& curve = brush.scratch.curve;
  for (std::size_t l = 0; l < outlines.count.at(part); ++l) {
    fit_loop(outlines.loops.at(part)[l], brush.sheet, brush.fit, curve);
    add_fill(curve, whole_path);
    add_lines(curve, lines);
  }
  if (whole_path.verbs.empty()) {
    return;
  }
  if (whole_path == lines) {
    brush.drawing.shapes.push_back({std::move(whole_path), fill, line, true, 0, 0, false});
    paint_details(part, line);
    return;
  }
  brush.fill(std::move(whole_path), fill);
  paint_shade(part, away);
  if (!lines.verbs.empty()) {
    brush.contour(std::move(lines), line);
  }
  paint_details(part, line);
}

/// Form shadow: where the skin turns from the light, drawn a little inside the outline.
void BodyPainter::paint_shade(std::size_t part, double away) const {
  const Tube& tube = posed.tubes.at(part);
  constexpr double too_far = 0.5;
  const bool plain = part == static_cast<std::size_t>(Part::nose) || tube.radius < 0.04 ||
                     tube.cloth == Cloth::shorts;
  if (brush.is_small || plain || away > too_far) {
    return;
  }
  auto& [grid, number, loops, curve] = brush.scratch;
  lay_hoops(tube, grid);
  lay_shade(tube, grid, number);
  const std::size_t count = march(grid, number, loops);
  Path path;
  for (std::size_t l = 0; l < count; ++l) {
    constexpr double least = 0.0012;  // square statures
    double area = 0;
    const Beads& loop = loops[l];
    for (std::size_t i = 0; i < loop.size(); ++i) {
      const Vec3& a = loop[i].at;
      const Vec3& b = loop[i + 1 < loop.size() ? i + 1 : 0].at;
      area += 0.5 * (a.x * b.y - a.y * b.x);
    }
    if (std::abs(area) > least) {
      fit_loop(loop, brush.sheet, {2.2, 4}, curve);
      add_fill(curve, path);
    }
  }
  if (!path.verbs.empty()) {
    const Colour shade = mixed(tint(tube.cloth).shade, brush.palette.paper, 0.3 * away);
    brush.fill(std::move(path), shade);
  }
}

/// Lines between the fingers and between the toes.
void BodyPainter::paint_details(std::size_t part, const Colour& line) const {
  const Part p = static_cast<Part>(part);
  const bool fingers = p == Part::fingers_r || p == Part::fingers_l;
  const bool toes = p == Part::foot_r || p == Part::foot_l;
  if (brush.is_small || !(fingers || toes)) {
    return;
  }
  const Tube& tube = posed.tubes.at(part);
  const Ring from = section_at(tube, fingers ? 0.010 : 0.090);
  const Ring to = section_at(tube, fingers ? 0.041 : 0.0965);
  const double turned = from.w.z;  // the back of the hand, the top of the foot
  constexpr double least_fingers = 0.35;
  constexpr double least_toes = 0.08;
  if (fingers ? std::abs(turned) < least_fingers : turned < least_toes) {
    return;
  }
  const bool front = turned > 0;
  Path path;
  for (const double share : {-0.5, 0.0, 0.5}) {
    const auto on_skin = [&](const Ring& r) {
      const double deep = std::sqrt(1 - share * share) * (front ? r.front : -r.back);
      return r.centre + (share * r.a) * r.u + deep * r.w;
    };
    path.verbs.insert(path.verbs.end(), {Verb::move, Verb::line});
    path.dots.push_back(brush.dot(on_skin(from)));
    path.dots.push_back(brush.dot(on_skin(to)));
  }
  brush.stroke(std::move(path), line, brush.width(0.42));
}

}  // namespace lissom
