#pragma once
/// Which stretches of an outline lie inside a neighbouring part, and so are not drawn.

#include "core/figure/bits.h"
#include "core/figure/contour.h"
#include "core/figure/extent.h"
#include "core/figure/parts.h"

namespace lissom {

/// Whether the part, swollen by `margin`, holds the point.
[[nodiscard]] bool holds(const Tube& tube, const Vec3& point, double margin);

/// The parts that touch `part` in a body, in the order of their numbers.
[[nodiscard]] std::span<const Part> neighbours(Part part);

/// Points that one part is asked about together, counted from the centre of its ball.
struct Asked {
  static constexpr std::size_t most = most_sections * around + 4;  ///< half the beads of a loop
  std::size_t count = 0;
  std::array<std::size_t, most> bead{};
  std::array<float, most> x{};
  std::array<float, most> y{};
  std::array<float, most> z{};
  std::array<Bits, most> ahead{};  ///< a bit for each plane of the part
};

/// The outlines of all parts.
struct Outlines {
  std::array<std::vector<Beads>, parts> loops;
  std::array<std::size_t, parts> count{};  ///< how many of `loops` are set
  std::array<Extent, parts> extent{};
  Beads spare;  ///< memory that is used again
  Asked asked;  ///< the same
  std::vector<std::size_t> turns;
};

/// Sets the outlines of a part.
void trace(const Grid& grid, Part part, Outlines& outlines);

/// Whether the part covers the point on the sheet.
[[nodiscard]] bool covers(const Outlines& outlines, Part part, const Vec3& point);

/// Marks what of the outlines of a part lies inside its neighbours, or is the root of a limb in
/// front of the part that it grows from: sets `hidden`, and adds beads where it begins and ends.
void hide_inside(const Posed& posed, Part part, Outlines& outlines);

}  // namespace lissom
