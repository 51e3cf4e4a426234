#pragma once
/// Drawings as data, for shells that paint them by their own means: `draw` with "as": "shapes"
/// answers one. facade.json names the fields.

#include "core/base/json.h"
#include "core/figure/drawing.h"

namespace lissom {

[[nodiscard]] Json drawing_view(const Drawing& drawing);

/// The drawing of such a view, or of the answer that holds it as "drawing".
/// @return bad_input if it is none: a number that is missing or out of range, a path whose dots do
///         not fit its steps
[[nodiscard]] Result<Drawing> drawing_of(const Json& view);

}  // namespace lissom
