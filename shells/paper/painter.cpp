#include "shells/paper/painter.h"

#include <cstddef>

#include "core/base/contract.h"

namespace lissom::paper {
namespace {

void stroke(cairo_t* pen, const Shape& shape, int contour_width) {
  set_colour(pen, *shape.line);
  cairo_set_line_width(pen, shape.is_contour ? contour_width : shape.width);
  const double dash = shape.dash;
  cairo_set_dash(pen, &dash, shape.dash > 0 ? 1 : 0, 0);
  cairo_stroke_preserve(pen);
}

void paint_shape(cairo_t* pen, const Shape& shape, int contour_width) {
  if (shape.path.verbs.empty()) {
    return;
  }
  set_path(pen, shape.path);
  if (shape.line && shape.line_first) {
    stroke(pen, shape, contour_width);
  }
  if (shape.fill) {
    set_colour(pen, *shape.fill);
    cairo_fill_preserve(pen);
  }
  if (shape.line && !shape.line_first) {
    stroke(pen, shape, contour_width);
  }
  cairo_new_path(pen);
}

struct Range {
  std::size_t first;
  std::size_t last;
};

void paint_range(cairo_t* pen, const Drawing& drawing, Range range, int contour_width) {
  for (std::size_t i = range.first; i < range.last; ++i) {
    paint_shape(pen, drawing.shapes[i], contour_width);
  }
}

}  // namespace

void set_colour(cairo_t* pen, const Colour& colour) {
  constexpr double full = 255;
  cairo_set_source_rgb(pen, colour.red / full, colour.green / full, colour.blue / full);
}

void set_path(cairo_t* pen, const Path& path) {
  cairo_new_path(pen);
  std::size_t at = 0;
  for (const Verb verb : path.verbs) {
    const std::size_t count = verb == Verb::close ? 0 : verb == Verb::cubic ? 3 : 1;
    LISSOM_EXPECTS(at + count <= path.dots.size());
    const Dot* const dot = path.dots.data() + at;
    switch (verb) {
      case Verb::move:
        cairo_move_to(pen, dot->x, dot->y);
        break;
      case Verb::line:
        cairo_line_to(pen, dot->x, dot->y);
        break;
      case Verb::cubic:
        cairo_curve_to(pen, dot[0].x, dot[0].y, dot[1].x, dot[1].y, dot[2].x, dot[2].y);
        break;
      case Verb::close:
        cairo_close_path(pen);
        break;
    }
    at += count;
  }
}

void paint(cairo_t* pen, const Drawing& drawing) {
  LISSOM_EXPECTS(drawing.figure_first <= drawing.figure_last &&
                 drawing.figure_last <= drawing.shapes.size());
  cairo_save(pen);
  cairo_set_line_cap(pen, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND);
  cairo_set_fill_rule(pen, CAIRO_FILL_RULE_WINDING);
  if (drawing.ground) {
    set_colour(pen, *drawing.ground);
    cairo_rectangle(pen, 0, 0, drawing.width, drawing.height);
    cairo_fill(pen);
  }
  const Range figure{drawing.figure_first, drawing.figure_last};
  paint_range(pen, drawing, {0, figure.first}, drawing.contour_width);
  paint_range(pen, drawing, figure, drawing.edge_width);
  paint_range(pen, drawing, figure, drawing.contour_width);
  paint_range(pen, drawing, {figure.last, drawing.shapes.size()}, drawing.contour_width);
  cairo_restore(pen);
}

}  // namespace lissom::paper
