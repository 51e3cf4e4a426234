#include "core/figure/figure.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/base/contract.h"
#include "core/figure/body_painter.h"
#include "core/figure/brush.h"
#include "core/figure/clip.h"
#include "core/figure/extras.h"
#include "core/figure/head.h"
#include "core/figure/order.h"
#include "core/figure/see.h"
#include "core/figure/theme.h"

namespace lissom {
namespace {

/// Below this many pixels details are left out.
constexpr int small_pixels = 200;

/// Units of the drawing for one stature.
double units_for(const Look& look) {
  constexpr double fine = 1200;
  constexpr double coarse = 600;
  return look.pixels_wide < small_pixels ? coarse : fine;
}

/// A thing in the picture and what paints it.
enum class ThingKind : std::uint8_t { part, muscle, box, round, strap };
struct Thing {
  ThingKind kind = ThingKind::part;
  std::size_t index = 0;
};

/// Everything that is seen, computed once.
struct Scenery {
  Posed posed;
  Outlines outlines;
  std::vector<Tube> muscles;
  std::vector<std::vector<Vec3>> boxes;
  std::vector<Tube> rounds;
  std::vector<std::vector<Vec3>> straps;
  std::vector<Thing> things;
  std::vector<Item> items;
  Vec3 up{0, 1, 0};  ///< of the world in the view

  void add(ThingKind kind, std::size_t index, Item item) {
    things.push_back({kind, index});
    items.push_back(std::move(item));
  }

  /// Parts and their outlines are set anew for every drawing, the rest is added to.
  void clear() {
    muscles.clear();
    boxes.clear();
    rounds.clear();
    straps.clear();
    things.clear();
    items.clear();
  }
};

/// Memory for drawing, used again and no part of what is drawn: asking for it anew took a tenth of
/// the time.
struct Easel {
  Scratch scratch;
  Scenery stage;
  Scenery ghost;
};

Easel& easel() {
  // Never taken apart: the WebAssembly library knows no end of a thread.
  struct Memory {
    Easel& easel = *new Easel;
  };
  thread_local const Memory memory;
  memory.easel.stage.clear();
  return memory.easel;
}

/// How to bring a point into a body part, and how good that is: less is better.
struct WayIn {
  Vec3 by;
  double cost = 1e9;
};

/// The way straight towards the middle of a ring, to well inside its ellipse.
/// @return nothing if it costs no less than `most`
std::optional<WayIn> way_into(const Ring& r, const Vec3& point, double most) {
  constexpr double deep = 0.018;
  const Vec3 off = point - r.centre;
  const double along = std::max(0.0, std::abs(dot(off, r.t)) - deep);
  if (2 * along >= most) {
    return std::nullopt;
  }
  const double x = dot(off, r.u);
  const double y = dot(off, r.w);
  const double half = (y > 0 ? r.front : r.back) - deep;
  const double wide = r.a - deep;
  if (half <= 0 || wide <= 0) {
    return std::nullopt;
  }
  // Where the line to the ring's centre leaves the ellipse, in shares of the way out.
  const double out = std::sqrt(x * x / (wide * wide) + y * y / (half * half));
  const Vec3 by = (1 / std::max(1.0, out) - 1) * (x * r.u + y * r.w);
  const double cost = length(by) + 2 * along;
  return cost < most ? std::optional<WayIn>({by, cost}) : std::nullopt;
}

/// Whether no ring of the tube can be reached for less than `most`.
bool is_far(const Tube& tube, const Vec3& point, double most) {
  constexpr double spare = 0.05;  // pelvis and head are a little wider than their balls
  const double reach = most + tube.radius + spare;
  const Vec3 off = point - tube.ball;
  return dot(off, off) > reach * reach;
}

/// How a point must be moved to lie well inside the body; small parts hide no muscles.
Vec3 into_the_body(const Posed& posed, const Vec3& point) {
  WayIn best;
  for (const Tube& tube : posed.tubes) {
    constexpr double large = 0.045;
    if (tube.radius < large || tube.cloth == Cloth::hair || is_far(tube, point, best.cost)) {
      continue;
    }
    for (const Ring& r : tube.all()) {
      best = way_into(r, point, best.cost).value_or(best);
    }
  }
  return best.by;
}

/// Our skin is drawn by eye and the muscles' paths are measured: what would show outside is moved
/// in.
void keep_inside(const Posed& posed, Tube& muscle) {
  std::array<Vec3, most_sections> to{};
  const auto n = static_cast<std::size_t>(muscle.count);
  for (std::size_t i = 0; i < n; ++i) {
    to.at(i) = into_the_body(posed, muscle.rings.at(i).centre);
  }
  for (std::size_t i = 0; i < n; ++i) {
    const Vec3& before = to.at(i > 0 ? i - 1 : i);
    const Vec3& after = to.at(i + 1 < n ? i + 1 : i);
    muscle.rings.at(i).centre += 0.25 * before + 0.5 * to.at(i) + 0.25 * after;
  }
}

std::vector<std::size_t> hosts_of(const Posed& posed, const Tube& muscle) {
  std::vector<std::size_t> out;
  for (std::size_t part = 0; part < parts; ++part) {
    int inside = 0;
    for (const Ring& r : muscle.all()) {
      inside += holds(posed.tubes.at(part), r.centre, 0) ? 1 : 0;
    }
    constexpr int enough = 4;
    if (inside >= enough) {
      out.push_back(part);
    }
  }
  return out;
}

void stage_muscles(const Scene& scene, const Camera& camera, Scenery& stage) {
  for (const StretchedMuscle& m : scene.muscles) {
    LISSOM_EXPECTS(m.path.size() > 1 && std::isfinite(m.stretch) && m.width > 0);
    stage.muscles.push_back(spindle(seen(m.path, camera), m.width));
    Tube& tube = stage.muscles.back();
    keep_inside(stage.posed, tube);
    stage.add(ThingKind::muscle, stage.muscles.size() - 1,
              {sticks_of(tube), {}, hosts_of(stage.posed, tube), -1});
  }
}

void stage_props(const Scene& scene, const Camera& camera, Scenery& stage) {
  for (const Block& box : scene.blocks) {
    stage.boxes.push_back(corners_of(box, camera));
    stage.add(ThingKind::box, stage.boxes.size() - 1, {{}, stage.boxes.back(), {}, -1});
  }
  for (const Roller& r : scene.rollers) {
    stage.rounds.push_back(tube_of(r, camera));
  }
  for (const Ball& b : scene.balls) {
    stage.rounds.push_back(tube_of(b, camera));
  }
  for (std::size_t i = 0; i < stage.rounds.size(); ++i) {
    stage.add(ThingKind::round, i, {sticks_of(stage.rounds[i]), {}, {}, -1});
  }
  for (const Strap& s : scene.straps) {
    stage.straps.push_back(seen(s.points, camera));
    Item item;
    const std::vector<Vec3>& p = stage.straps.back();
    for (std::size_t i = 1; i < p.size(); ++i) {
      constexpr double wide = 0.006;
      item.shape.push_back({p[i - 1], p[i], wide});
    }
    stage.add(ThingKind::strap, stage.straps.size() - 1, std::move(item));
  }
}

void trace_parts(Grid& grid, Scenery& stage) {
  for (std::size_t i = 0; i < parts; ++i) {
    lay_grid(stage.posed.tubes.at(i), grid);
    trace(grid, static_cast<Part>(i), stage.outlines);
  }
}

void hide_parts(Scenery& stage) {
  for (std::size_t i = 0; i < parts; ++i) {
    hide_inside(stage.posed, static_cast<Part>(i), stage.outlines);
  }
}

/// Loops of a part whose axes are left-handed run the other way; in one path with others they would
/// cut holes.
bool runs_backward(const Outlines& outlines, std::size_t part) {
  double area = 0;
  for (std::size_t l = 0; l < outlines.count.at(part); ++l) {
    const Beads& loop = outlines.loops.at(part)[l];
    for (std::size_t i = 0; i < loop.size(); ++i) {
      const Vec3& a = loop[i].at;
      const Vec3& b = loop[i + 1 < loop.size() ? i + 1 : 0].at;
      area += a.x * b.y - a.y * b.x;
    }
  }
  return area < 0;
}

/// The start pose as one shape with a dashed edge.
void paint_ghost(const Brush& brush, Scenery& ghost) {
  const Palette& p = brush.palette;
  Path all;
  Curve2& curve = brush.scratch.curve;
  for (std::size_t part = 0; part < parts; ++part) {
    constexpr double too_small = 0.03;
    if (ghost.posed.tubes.at(part).radius < too_small) {
      continue;
    }
    const bool backward = runs_backward(ghost.outlines, part);
    for (std::size_t l = 0; l < ghost.outlines.count.at(part); ++l) {
      Beads& loop = ghost.outlines.loops.at(part)[l];
      if (backward) {
        std::reverse(loop.begin(), loop.end());
      }
      fit_loop(loop, brush.sheet, {3 * brush.fit.tolerance, 4}, curve);
      add_fill(curve, all);
    }
  }
  brush.drawing.shapes.push_back({std::move(all), mixed(p.paper, p.line, 0.04),
                                  mixed(p.line, p.paper, 0.45), false, brush.width(1.2),
                                  brush.width(4.5), true});
}

double farthest_host(const Item& muscle, const BodyPainter& body) {
  double most = 0;
  for (const std::size_t host : muscle.hosts) {
    most = std::max(most, body.farness(host));
  }
  return most;
}

void paint_thing(const Brush& brush, const Scenery& stage, const Scene& scene,
                 const BodyPainter& body, std::size_t item) {
  const Thing& thing = stage.things[item];
  switch (thing.kind) {
    case ThingKind::part:
      body.paint(thing.index);
      return;
    case ThingKind::muscle:
      paint_muscle(brush, stage.muscles[thing.index], scene.muscles[thing.index],
                   farthest_host(stage.items[item], body));
      return;
    case ThingKind::box:
      paint_box(brush, stage.boxes[thing.index], stage.up, scene.blocks[thing.index].is_pale);
      return;
    case ThingKind::round:
      paint_round(brush, stage.rounds[thing.index]);
      return;
    case ThingKind::strap:
      paint_strap(brush, stage.straps[thing.index]);
      return;
  }
}

/// Paints everything of the order; the face after the head and the nose, whichever is later.
void paint_figure(const Brush& brush, const Scenery& stage, const Scene& scene,
                  const BodyPainter& body) {
  const std::vector<std::size_t> order = painting_order(stage.items, stage.posed);
  int face = 2;
  for (const std::size_t item : order) {
    paint_thing(brush, stage, scene, body, item);
    const bool is_face = item == static_cast<std::size_t>(Part::head) ||
                         item == static_cast<std::size_t>(Part::nose);
    if (is_face && --face == 0) {
      paint_face(brush, stage.posed, body.skin, body.hair);
    }
  }
}

/// The drawing as in a mirror.
void flip(Drawing& drawing) {
  for (Shape& m : drawing.shapes) {
    for (Dot& d : m.path.dots) {
      d.x = drawing.width - d.x;
    }
  }
}

Drawing empty_drawing(const Scene& scene, const Window& window, const Look& look) {
  Drawing d;
  const Palette& p = palette_of(look.theme);
  d.width = whole((window.right - window.left) * units_for(look));
  d.height = whole((window.top - window.bottom) * units_for(look));
  LISSOM_EXPECTS(d.width > 0 && d.height > 0);
  if (p.paints_paper) {
    d.ground = p.paper;
  }
  d.contour = p.line;
  d.id = look.id;
  d.title = scene.title;
  d.description = scene.description;
  return d;
}

Brush brush_for(Drawing& d, Scratch& scratch, const Window& window, const Look& look) {
  const Palette& p = palette_of(look.theme);
  const double units = units_for(look);
  constexpr double widths_at = 340;  // units for one stature in which the palette gives its lines
  Brush brush{d, scratch, p, {window.left, window.top, units}, {0.9, 2.5}, 0, false};
  brush.line = units / widths_at * p.line_width;
  brush.is_small = look.pixels_wide < small_pixels;
  LISSOM_EXPECTS(look.pixels_wide > 0);
  const double pixel = static_cast<double>(d.width) / look.pixels_wide;
  // No line may be thinner than a pixel and a bit where it will be seen.
  brush.line = std::max(brush.line, 1.3 * pixel);
  if (brush.is_small) {
    brush.fit = {1.6, 3};
  }
  if (look.steady_knots) {
    brush.fit = {0, 0};
  }
  d.edge_width = brush.width(1.45);
  d.contour_width = brush.width(0.66);
  return brush;
}

}  // namespace

Drawing draw(const Figure& figure, const Scene& scene, const View& view, const Window& window,
             const Look& look) {
  if (view.from_left) {
    // All rules know one side of the person only; the picture from the other is its mirror image.
    View other = view;
    other.from_left = false;
    Drawing drawing = draw(figure, mirrored(figure, scene), other, window, look);
    flip(drawing);
    return drawing;
  }
  const Camera camera = camera_of(view, figure.stature_m);
  Drawing drawing = empty_drawing(scene, window, look);
  auto& [scratch, stage, ghost] = easel();
  const Brush brush = brush_for(drawing, scratch, window, look);
  stage.up = camera.up();
  constexpr std::size_t usual = 100;
  drawing.shapes.reserve(usual);
  see_parts(figure, scene, scene.frames, camera, stage.posed);
  for (std::size_t i = 0; i < parts; ++i) {
    stage.add(ThingKind::part, i,
              {sticks_of(stage.posed.tubes.at(i)), {}, {}, static_cast<int>(i)});
  }
  stage_muscles(scene, camera, stage);
  stage_props(scene, camera, stage);
  trace_parts(scratch.grid, stage);
  hide_parts(stage);

  if (scene.mat) {
    paint_mat(brush, *scene.mat, camera);
  }
  paint_shadows(brush, stage.posed, camera, scene.floor_m / figure.stature_m);
  if (!scene.ghost_frames.empty()) {
    see_parts(figure, scene, scene.ghost_frames, camera, ghost.posed);
    trace_parts(scratch.grid, ghost);
    paint_ghost(brush, ghost);
  }
  drawing.figure_first = drawing.shapes.size();
  const BodyPainter body{brush,
                         stage.posed,
                         stage.outlines,
                         skin_of(look),
                         hair_of(look, figure.build),
                         Farness(stage.posed.pose)};
  paint_figure(brush, stage, scene, body);
  drawing.figure_last = drawing.shapes.size();
  for (const Arrow& a : scene.arrows) {
    paint_arrow(brush, a, camera);
  }
  return drawing;
}

}  // namespace lissom
