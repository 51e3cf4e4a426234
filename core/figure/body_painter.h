#pragma once
/// Paints the parts of the body: fill, form shadow, the lines that are seen.

#include "core/figure/brush.h"
#include "core/figure/clip.h"
#include "core/figure/parts.h"

namespace lissom {

/// How far each side lies behind the other, 0 to 1: shoulders for the arms, hips for the legs.
/// Nearly 0 where both are side by side, so that nothing jumps.
struct Farness {
  double arm = 0;  ///< of the left; below 0 if the right lies behind
  double leg = 0;

  explicit Farness(const Pose3& pose);
  [[nodiscard]] double of(Part part, int side) const;
};

struct BodyPainter {
  const Brush& brush;
  const Posed& posed;
  const Outlines& outlines;
  Tint skin;
  Tint hair;
  Farness far;

  void paint(std::size_t part) const;

  /// How far away the part is, 0 to 1.
  [[nodiscard]] double farness(std::size_t part) const;

 private:
  [[nodiscard]] Tint tint(Cloth cloth) const;
  void paint_shade(std::size_t part, double away) const;
  void paint_details(std::size_t part, const Colour& line) const;
};

}  // namespace lissom
