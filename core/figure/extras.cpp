#include "core/figure/extras.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/body/trig.h"
#include "core/figure/contour.h"

namespace lissom {
namespace {

Vec3 on_path(std::span<const Vec3> path, double s) {
  const double at = s * static_cast<double>(path.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(at), path.size() - 2);
  const double q = at - static_cast<double>(i);
  const Vec3& b = path[i];
  const Vec3& c = path[i + 1];
  const Vec3& a = i > 0 ? path[i - 1] : b;
  const Vec3& d = i + 2 < path.size() ? path[i + 2] : c;
  const double q2 = q * q;
  const double q3 = q2 * q;
  return (0.5 * (2 * q2 - q3 - q)) * a + (0.5 * (3 * q3 - 5 * q2 + 2)) * b +
         (0.5 * (4 * q2 - 3 * q3 + q)) * c + (0.5 * (q3 - q2)) * d;
}

double length_of(std::span<const Vec3> path, bool on_sheet) {
  double sum = 0;
  for (std::size_t i = 1; i < path.size(); ++i) {
    Vec3 d = path[i] - path[i - 1];
    d.z = on_sheet ? 0 : d.z;
    sum += length(d);
  }
  return sum;
}

/// The path in equal steps with its corners rounded: where it bends round a bone, flesh does not
/// fold.
std::vector<Vec3> rounded_path(std::span<const Vec3> path) {
  constexpr std::size_t steps = 16;
  const double step = length_of(path, false) / steps;
  std::vector<Vec3> even = {path.front()};
  double passed = 0;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const Vec3 along = path[i] - path[i - 1];
    const double size = length(along);
    while (even.size() < steps && passed + size >= step * static_cast<double>(even.size())) {
      const double s = (step * static_cast<double>(even.size()) - passed) / size;
      even.push_back(path[i - 1] + s * along);
    }
    passed += size;
  }
  even.push_back(path.back());
  constexpr int times = 3;
  for (int k = 0; k < times; ++k) {
    Vec3 before = even.front();
    for (std::size_t i = 1; i + 1 < even.size(); ++i) {
      const Vec3 own = even[i];
      even[i] = 0.25 * before + 0.5 * own + 0.25 * even[i + 1];
      before = own;
    }
  }
  return even;
}

/// The outline of a tube as one path.
Path outline_path(const Brush& brush, const Tube& tube) {
  auto& [grid, number, loops, curve] = brush.scratch;
  lay_grid(tube, grid);
  const std::size_t n = march(grid, grid.facing, loops);
  Path path;
  for (std::size_t i = 0; i < n; ++i) {
    fit_loop(loops[i], brush.sheet, brush.fit, curve);
    add_fill(curve, path);
  }
  return path;
}

constexpr std::size_t belly_rings = 15;

constexpr std::size_t rings_a_shape = 6;  ///< of a shadow

/// Sorts points by x. It counts for each how many come before it: for so few that is faster than a
/// sort, half of whose branches are guessed wrongly.
void sort_by_x(std::span<const Vec3> points, std::vector<Vec3>& out) {
  constexpr std::size_t most = 5 * rings_a_shape;  // four of a ring and a cut
  LISSOM_EXPECTS(points.size() <= most);
  std::array<std::int32_t, most> key{};
  for (std::size_t i = 0; i < points.size(); ++i) {
    // Finer than a drawing is, and no two alike.
    constexpr double fine = 1 << 16U;
    constexpr double far = 100;
    const double x = std::clamp(points[i].x - points[0].x, -far, far);
    key[i] = static_cast<std::int32_t>(x * fine) * 256 + static_cast<std::int32_t>(i);
  }
  out.resize(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::int32_t before = 0;
    for (std::size_t k = 0; k < points.size(); ++k) {
      before += key[k] < key[i] ? 1 : 0;
    }
    out[static_cast<std::size_t>(before)] = points[i];
  }
}

/// Convex hull on the sheet, counter-clockwise. @param points  sorted by x
void find_hull(std::span<const Vec3> points, std::vector<Vec3>& hull) {
  hull.clear();
  const auto turns_right = [](const Vec3& a, const Vec3& b, const Vec3& c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) <= 0;
  };
  for (const int way : {1, -1}) {
    const std::size_t first = hull.size();
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Vec3& p = way > 0 ? points[i] : points[points.size() - 1 - i];
      while (hull.size() >= first + 2 &&
             turns_right(hull[hull.size() - 2], hull[hull.size() - 1], p)) {
        hull.pop_back();
      }
      hull.push_back(p);
    }
    hull.pop_back();
  }
}

/// A ring dropped onto the floor. Its shadow is as wide as the ring where it touches and shrinks to
/// a point as it rises, so that shadows grow and shrink without jumps.
struct Dropped {
  Vec3 at;
  Vec3 u;
  Vec3 w;
  double low = 0;  ///< how high its lowest point lies above the floor
};

constexpr double touching = 0.055;

Dropped dropped(const Ring& r, const Vec3& up, double floor) {
  const double half = 0.5 * (r.front + r.back);
  const Vec3 middle = r.centre + (0.5 * (r.front - r.back)) * r.w;
  const double rise_u = r.a * dot(r.u, up);
  const double rise_w = half * dot(r.w, up);
  const double height = dot(middle, up) - floor;
  return {middle - height * up, r.a * r.u - rise_u * up, half * r.w - rise_w * up,
          height - std::sqrt(rise_u * rise_u + rise_w * rise_w)};
}

void add_dropped(const Dropped& d, std::vector<Vec3>& out) {
  if (d.low >= touching) {
    return;
  }
  const double wide = std::min(1 - d.low / touching, 1.0);
  for (const double sign : {-1.0, 1.0}) {
    out.push_back(d.at + (sign * wide) * d.u);
    out.push_back(d.at + (sign * wide) * d.w);
  }
}

/// What of a part is low enough, dropped onto the floor and cut where it rises above that height.
/// In pieces, each from the last ring of the one before: each becomes convex, and a long one would
/// span what has no shadow.
/// @param points  of a piece, which `add` takes
template <class Add>
void drop_part(const Tube& tube, const Vec3& up, double floor, std::vector<Vec3>& points, Add add) {
  points.clear();
  Dropped last;
  const std::span<const Ring> rings = tube.all();
  for (std::size_t i = 0; i < rings.size(); ++i) {
    const Dropped now = dropped(rings[i], up, floor);
    if (i > 0 && (now.low < touching) != (last.low < touching)) {
      const double s = (touching - last.low) / (now.low - last.low);
      points.push_back((1 - s) * last.at + s * now.at);
    }
    add_dropped(now, points);
    if ((i + 1) % (rings_a_shape - 1) == 0) {
      add();
      points.clear();
      add_dropped(now, points);
    }
    last = now;
  }
  add();
}

}  // namespace

Camera camera_of(const View& view, double stature_m) {
  const SinCos yaw = sin_cos(view.yaw_deg * degree);
  const SinCos el = sin_cos(view.elevation_deg * degree);
  const Vec3 right{yaw.cos, 0, -yaw.sin};
  const Vec3 toward{yaw.sin * el.cos, el.sin, yaw.cos * el.cos};
  const Vec3 up = cross(toward, right);
  return {transposed({right, up, toward}), 1 / stature_m};
}

Tube spindle(std::span<const Vec3> line, double width) {
  Tube tube;
  const std::vector<Vec3> path = rounded_path(line);
  const double size = length_of(path, false);
  const double widest = width * std::clamp(0.10 * size, 0.008, 0.017);
  tube.count = static_cast<int>(belly_rings + 2);
  tube.sticks = {{0.29, 0.64}, {0.14, 0.43, 0.79}};
  for (std::size_t i = 0; i < belly_rings + 2; ++i) {
    const double step = static_cast<double>(i) - 1;
    const double s = std::clamp(step / (belly_rings - 1), 0.0, 1.0);
    Ring& r = tube.rings.at(i);
    r.centre = on_path(path, s);
    r.t = unit(on_path(path, std::min(s + 0.02, 1.0)) - on_path(path, std::max(s - 0.02, 0.0)));
    r.u = unit(cross({0, 0, 1}, r.t));
    if (length(r.u) == 0) {
      r.u = {1, 0, 0};
    }
    r.w = cross(r.t, r.u);
    const double round = sin_cos(pi * s).sin;
    r.a = widest * (0.07 + 0.93 * round * std::sqrt(std::sqrt(round)));
    r.front = r.back = 0.75 * r.a;
    r.at = s;
    r.spot = i == 0 || i == belly_rings + 1 ? Spot::pole : Spot::body;
    if (r.spot == Spot::pole) {
      r.a = r.front = r.back = 0;
    }
  }
  return tube;
}

void paint_muscle(const Brush& brush, const Tube& tube, const StretchedMuscle& muscle,
                  double away) {
  const Palette& p = brush.palette;
  const double full = std::clamp(muscle.stretch, 0.0, 1.0);
  constexpr double fades = 0.55;
  const Colour edge = mixed(p.muscle_line, p.paper, fades * away);
  const Colour flesh = mixed(mixed(p.muscle_slack, p.muscle_full, full), p.paper, fades * away);
  const Path outline = outline_path(brush, tube);
  brush.panel(outline, p.halo, p.halo, brush.width(2.2 * muscle.width));
  brush.panel(outline, flesh, edge, brush.width(0.5 * muscle.width));
  brush.drawing.shapes.back().is_muscle = true;
  std::vector<Vec3> spine;
  for (std::size_t i = 1; i <= belly_rings; ++i) {
    spine.push_back(tube.rings.at(i).centre);
  }
  if (brush.is_small || length_of(spine, true) < 0.5 * length_of(spine, false)) {
    return;  // seen end on, fibres would make a knot
  }
  // The more it is stretched, the more fibres: it must be read without colour too.
  const int fibres = 1 + static_cast<int>(std::floor(full * (p.hatches ? 4 : 3) + 0.5));
  Path lines;
  for (int k = 0; k < fibres; ++k) {
    const double off = fibres == 1 ? 0 : 1.24 * k / (fibres - 1) - 0.62;
    std::vector<Vec3> points;
    for (std::size_t i = 4; i + 3 <= belly_rings; i += 2) {
      const Ring& r = tube.rings.at(i);
      points.push_back(r.centre + (off * r.a) * r.u);
    }
    const Path line = brush.curve(points);
    lines.verbs.insert(lines.verbs.end(), line.verbs.begin(), line.verbs.end());
    lines.dots.insert(lines.dots.end(), line.dots.begin(), line.dots.end());
  }
  brush.stroke(std::move(lines), edge, brush.width(0.4 * muscle.width));
}

std::vector<Vec3> corners_of(const Block& box, const Camera& camera) {
  std::vector<Vec3> out;
  for (const double z : {-1.0, 1.0}) {
    for (const double y : {-1.0, 1.0}) {
      for (const double x : {-1.0, 1.0}) {
        out.push_back(camera.see(box.frame * Vec3{x * box.half.x, y * box.half.y, z * box.half.z}));
      }
    }
  }
  return out;
}

void paint_box(const Brush& brush, const std::vector<Vec3>& corners, const Vec3& up, bool is_pale) {
  using Sides = std::array<std::size_t, 4>;
  constexpr std::array<Sides, 6> sides = {
      {{1, 3, 7, 5}, {0, 4, 6, 2}, {2, 6, 7, 3}, {0, 1, 5, 4}, {4, 5, 7, 6}, {0, 2, 3, 1}}};
  const Palette& p = brush.palette;
  for (const Sides& s : sides) {
    const Vec3 normal = unit(cross(corners[s[1]] - corners[s[0]], corners[s[3]] - corners[s[0]]));
    if (normal.z <= 0.001) {
      continue;
    }
    const std::array<Vec3, 4> face = {corners[s[0]], corners[s[1]], corners[s[2]], corners[s[3]]};
    const bool is_top = dot(normal, up) > 0.7;
    const Colour& tone = is_top ? p.wood_top : normal.x > 0 ? p.wood_side : p.wood_front;
    constexpr double paler = 0.6;
    const double share = is_pale ? paler : 0;
    brush.panel(brush.polygon(face), mixed(tone, p.paper, share),
                mixed(p.wood_line, p.paper, 0.5 * share), brush.width(0.5));
  }
}

Tube tube_of(const Roller& roller, const Camera& camera) {
  Tube tube;
  const Vec3 from = camera.see(roller.from);
  const Vec3 to = camera.see(roller.to);
  const Vec3 t = unit(to - from);
  const Vec3 aside = std::abs(t.y) < 0.9 ? Vec3{0, 1, 0} : Vec3{1, 0, 0};
  const Vec3 u = unit(cross(aside, t));
  tube.count = 7;
  const std::array<double, 7> along = {0, 0, 0, 0.5, 1, 1, 1};
  constexpr std::array<Spot, 7> spots = {Spot::pole, Spot::rim, Spot::body, Spot::body,
                                         Spot::body, Spot::rim, Spot::pole};
  const double wide = roller.radius_m * camera.shrink;
  for (std::size_t i = 0; i < along.size(); ++i) {
    const double r = spots[i] == Spot::pole ? 0 : wide;
    tube.rings.at(i) = {
        (1 - along[i]) * from + along[i] * to, u, cross(t, u), t, r, r, r, along[i], spots[i]};
  }
  tube.ball = 0.5 * (from + to);
  tube.radius = 0.5 * length(to - from) + wide;
  return tube;
}

Tube tube_of(const Ball& ball, const Camera& camera) {
  Tube tube;
  tube.count = 13;
  const double wide = ball.radius_m * camera.shrink;
  const Vec3 centre = camera.see(ball.centre);
  for (std::size_t i = 0; i < 13; ++i) {
    const SinCos a = sin_cos(pi * static_cast<double>(i) / 12);
    const double r = i == 0 || i == 12 ? 0 : wide * a.sin;
    tube.rings.at(i) = {
        centre - Vec3{0, wide * a.cos, 0}, {0, 0, 1}, {1, 0, 0}, {0, 1, 0}, r, r, r, -wide * a.cos,
        r == 0 ? Spot::pole : Spot::body};
  }
  tube.ball = centre;
  tube.radius = wide;
  return tube;
}

void paint_round(const Brush& brush, const Tube& tube) {
  const Palette& p = brush.palette;
  brush.panel(outline_path(brush, tube), p.wood_front, p.wood_line, brush.width(0.6));
  // The lid that faces the viewer.
  for (const std::size_t i : {std::size_t{1}, static_cast<std::size_t>(tube.count - 2)}) {
    const Ring& r = tube.rings.at(i);
    if (r.spot != Spot::rim || (i == 1 ? -r.t.z : r.t.z) <= 0) {
      continue;
    }
    std::vector<Vec3> rim;
    for (int k = 0; k < 16; ++k) {
      const SinCos a = sin_cos(pi * k / 8);
      rim.push_back(r.centre + (r.a * a.cos) * r.u + (r.a * a.sin) * r.w);
    }
    brush.panel(brush.blob(rim, 1), p.wood_top, p.wood_line, brush.width(0.5));
  }
}

void paint_strap(const Brush& brush, std::span<const Vec3> points) {
  const Path path = brush.polyline(points);
  brush.stroke(path, brush.drawing.contour, brush.width(2.7));
  brush.stroke(path, brush.palette.strap, brush.width(1.6));
}

void paint_arrow(const Brush& brush, const Arrow& arrow, const Camera& camera) {
  const Vec3 from = camera.see(arrow.from);
  const Vec3 over = camera.see(arrow.over);
  const Vec3 to = camera.see(arrow.to);
  const auto flat = [](Vec3 v) {
    v.z = 0;
    return unit(v);
  };
  const Vec3 ahead = flat(to - over);
  const Vec3 aside{-ahead.y, ahead.x, 0};
  constexpr double head = 0.042;
  constexpr double half = 0.019;
  const Vec3 neck = to - (0.9 * head) * ahead;
  const std::array<Vec3, 3> tip = {to, to - head * ahead + half * aside,
                                   to - head * ahead - half * aside};
  Path shaft;
  shaft.verbs = {Verb::move, Verb::cubic};
  constexpr double third = 2.0 / 3;
  shaft.dots = {brush.dot(from), brush.dot(from + third * (over - from)),
                brush.dot(neck + third * (over - neck)), brush.dot(neck)};
  const Palette& p = brush.palette;
  const int wide = brush.width(2.2);
  brush.panel(brush.polygon(tip), p.paper, p.paper, wide);
  brush.stroke(shaft, p.paper, 2 * wide);
  brush.stroke(shaft, p.arrow, wide);
  brush.panel(brush.polygon(tip), p.arrow, p.arrow, 1);
}

void paint_mat(const Brush& brush, const Mat& mat, const Camera& camera) {
  std::array<Vec3, 4> corners;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    corners[i] = camera.see(mat.corners.at(i));
  }
  brush.panel(brush.polygon(corners), brush.palette.mat, brush.palette.mat_line, brush.width(0.5));
}

void paint_shadows(const Brush& brush, const Posed& posed, const Camera& camera, double floor) {
  Path all;
  std::vector<Vec3> points;
  std::vector<Vec3> sorted;
  std::vector<Vec3> hull;
  const auto add = [&] {
    if (points.size() < 3) {
      return;
    }
    sort_by_x(points, sorted);
    find_hull(sorted, hull);
    if (hull.size() < 3) {
      return;
    }
    const Path path = brush.polygon(hull);
    all.verbs.insert(all.verbs.end(), path.verbs.begin(), path.verbs.end());
    all.dots.insert(all.dots.end(), path.dots.begin(), path.dots.end());
  };
  for (const Tube& tube : posed.tubes) {
    // Nothing of a ring lies farther from the ball than this, nor does the ellipse that stands for
    // it.
    constexpr double spare = 0.05;
    if (dot(tube.ball, camera.up()) - floor - 1.5 * tube.radius < touching + spare) {
      drop_part(tube, camera.up(), floor, points, add);
    }
  }
  if (!all.verbs.empty()) {
    brush.fill(std::move(all), brush.palette.shadow);
  }
}

}  // namespace lissom
