#pragma once
/// A drawing as a file that others can open. Cairo paints it; the bytes are the same for the same
/// drawing and the same cairo.

#include <string>

#include "core/base/result.h"
#include "core/figure/drawing.h"

namespace lissom::paper {

/// No picture is higher, in pixels.
constexpr int highest_picture = 16'000;

/// The bytes of a PNG file, on white where the drawing leaves the sheet as it is.
/// @pre pixels_wide is above 0
/// @return bad_input if it would be higher than `highest_picture`, io if cairo fails
[[nodiscard]] Result<std::string> to_png(const Drawing& drawing, int pixels_wide);

/// The bytes of a PDF file of one page that is as large as the drawing, 16 cm wide, so that it fits
/// on A4 and on Letter. Title and language are set, the description is its subject; it holds no
/// date, so that it does not change from day to day.
/// @return io if cairo fails
[[nodiscard]] Result<std::string> to_pdf(const Drawing& drawing);

}  // namespace lissom::paper
