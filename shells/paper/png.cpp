#include <algorithm>
#include <cmath>

#include "core/base/contract.h"
#include "shells/paper/painter.h"
#include "shells/paper/picture.h"
#include "shells/paper/png_file.h"

namespace lissom::paper {

Result<std::string> png_of(const Extent& extent, int pixels_wide,
                           const std::function<void(cairo_t*)>& paint_all) {
  LISSOM_EXPECTS(pixels_wide > 0 && extent.width > 0 && extent.height > 0);
  const double scale = pixels_wide / extent.width;
  const double height = extent.height * scale;
  if (height > highest_picture) {
    return bad_input("at this width the picture would be " +
                     std::to_string(static_cast<long long>(height)) + " pixels high; expected " +
                     std::to_string(highest_picture) + " at most");
  }
  const int pixels_high = std::max(static_cast<int>(std::lround(height)), 1);
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels_wide, pixels_high));
  const Pen pen(cairo_create(surface.get()));
  cairo_scale(pen.get(), scale, scale);
  paint_all(pen.get());
  if (const auto painted = went_well(cairo_status(pen.get())); !painted) {
    return tl::unexpected(painted.error());
  }
  std::string bytes;
  const auto written =
      went_well(cairo_surface_write_to_png_stream(surface.get(), append_bytes, &bytes));
  return written ? Result<std::string>(std::move(bytes)) : tl::unexpected(written.error());
}

Result<std::string> to_png(const Drawing& drawing, int pixels_wide) {
  const auto paint_all = [&](cairo_t* pen) {
    constexpr Colour white{255, 255, 255};
    set_colour(pen, drawing.ground.value_or(white));
    cairo_paint(pen);  // a little more than the drawing, as its height is rounded up
    paint(pen, drawing);
  };
  return png_of({static_cast<double>(drawing.width), static_cast<double>(drawing.height)},
                pixels_wide, paint_all);
}

}  // namespace lissom::paper
