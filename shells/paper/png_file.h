#pragma once
/// A PNG file in the making. Inside shells/paper only.

#include <functional>
#include <string>

#include "shells/paper/cairo.h"

namespace lissom::paper {

struct Extent {
  double width;
  double height;
};

/// @param paint_all  paints with the units of `extent`, and all of it
/// @return bad_input if it would be higher than `highest_picture`, io if cairo fails
[[nodiscard]] Result<std::string> png_of(const Extent& extent, int pixels_wide,
                                         const std::function<void(cairo_t*)>& paint_all);

}  // namespace lissom::paper
