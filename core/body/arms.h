#pragma once
/// Moment arms: how a muscle's length changes as the body moves.

#include <span>
#include <vector>

#include "core/body/path.h"

namespace lissom {

/// The moment arm of one muscle about each coordinate, in metres (for a coordinate that is a
/// distance: metres a metre): -dL/dq, so that a positive one increases the coordinate by pulling.
/// What follows a coordinate moves with it; a follower's own arm is that of moving it alone, so one
/// about a driver has the followers' in it.
///
/// In `smooth` this is the exact derivative of the length. In `match` it is OpenSim's: the moment
/// of a unit tension along the straight pieces.
/// @param arms  one for each coordinate
void moment_arms(const PosedModel& posed, const MusclePath& muscle, Wrapping wrapping,
                 std::span<double> arms);

/// The same for every muscle. @return muscles by coordinates, muscle by muscle
[[nodiscard]] std::vector<double> moment_arms(const Model& model, std::span<const double> pose,
                                              Wrapping wrapping);

}  // namespace lissom
