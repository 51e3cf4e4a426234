#pragma once
/// What the files of the body share: their units, points and frames.

#include <string_view>
#include <vector>

#include "core/body/geometry.h"
#include "core/body/trig.h"
#include "core/catalogue/table_reader.h"

namespace lissom {

constexpr double length_unit = 1e-5;          ///< metres
constexpr double frame_unit = 1e-4 * degree;  ///< radians
constexpr int most_length = 300'000;          ///< 3 m

/// [x, y, z] in metres; a complaint, and zero, if it is no such thing.
[[nodiscard]] Vec3 point_in(TableReader& table, std::string_view key);

/// The frame turned by three angles (in `frame_unit`) about its own x, y and z, in this order.
[[nodiscard]] Mat3 turned_by(const std::vector<int>& angles);

}  // namespace lissom
