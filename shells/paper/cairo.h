#pragma once
/// Cairo with owners. Inside shells/paper only.

#include <memory>
#include <string>

#include <cairo.h>

#include "core/base/result.h"

namespace lissom::paper {

struct SurfaceEnd {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct PenEnd {
  void operator()(cairo_t* pen) const { cairo_destroy(pen); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceEnd>;
using Pen = std::unique_ptr<cairo_t, PenEnd>;

/// Appends what cairo writes to the std::string at `closure`.
cairo_status_t append_bytes(void* closure, const unsigned char* bytes, unsigned int count);

/// @return io with what cairo says, if it did not go well
[[nodiscard]] Result<void> went_well(cairo_status_t status);

}  // namespace lissom::paper
