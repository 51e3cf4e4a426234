#pragma once
/// A picture of a stretch: its pose, the muscles it lengthens, and what it rests on.

#include <array>
#include <optional>

#include "core/body/movement.h"
#include "core/figure/figure.h"

namespace lissom {

/// What a picture of a stretch should be like.
struct PictureWish {
  char side = 'R';           ///< 'L' or 'R': the side the stretch is for
  double at = 1;             ///< 0 the start to 1 the end
  std::optional<View> view;  ///< none: the one from which this stretch is understood
  /// Then the person is turned by so many degrees, the near side to the right. All pictures that
  /// are turned have the same scale.
  double turn_deg = 0;
  Build build = Build::average;
  bool with_ghost = false;  ///< the start pose as a dashed outline
  bool with_arrow = false;  ///< which way to move, where something travels far enough
  Look look;
};

/// All pictures of one stretch have the same window, so that they can follow each other.
/// @return bad_input if the entry's poses make no sense
[[nodiscard]] Result<Drawing> draw_exercise(const Exercise& exercise, const PictureWish& wish);

}  // namespace lissom
