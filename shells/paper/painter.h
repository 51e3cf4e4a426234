#pragma once
/// Paints a drawing with cairo. Inside shells/paper only: nothing else knows cairo.

#include <cairo.h>

#include "core/figure/drawing.h"

namespace lissom::paper {

void set_colour(cairo_t* pen, const Colour& colour);

/// The path becomes the current one. @pre its dots fit its steps
void set_path(cairo_t* pen, const Path& path);

/// Paints with the units of the drawing as the units of `pen`, its ground included. What the pen
/// was set to is as before afterwards.
void paint(cairo_t* pen, const Drawing& drawing);

}  // namespace lissom::paper
