#pragma once
/// Hair and face.

#include "core/figure/brush.h"
#include "core/figure/parts.h"

namespace lissom {

/// Hair, ear, brows, eyes and mouth, as far as they face the viewer; no age, no expression.
void paint_face(const Brush& brush, const Posed& posed, const Tint& skin, const Tint& hair);

}  // namespace lissom
