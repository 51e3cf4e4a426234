#pragma once
/// What is painted before what.

#include <cstddef>
#include <vector>

#include "core/body/geometry.h"
#include "core/figure/parts.h"

namespace lissom {

/// A round stick: what the order knows of a thing's shape.
struct Stick {
  Vec3 from;
  Vec3 to;
  double radius = 0;
};

/// A thing to be painted: a part, a piece of furniture, a muscle.
struct Item {
  std::vector<Stick> shape;
  std::vector<Vec3> corners;       ///< of a box: eight
  std::vector<std::size_t> hosts;  ///< of a muscle: the parts it lies in
  int part = -1;                   ///< of a part of the body: its number
};

/// Sticks along a tube.
[[nodiscard]] std::vector<Stick> sticks_of(const Tube& tube);

/// The items from back to front. Where rules contradict each other the weakest gives way; ties go
/// to the lower number.
[[nodiscard]] std::vector<std::size_t> painting_order(const std::vector<Item>& items,
                                                      const Posed& posed);

}  // namespace lissom
