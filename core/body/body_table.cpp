#include "core/body/body_table.h"

#include "core/body/model.h"

namespace lissom {

Vec3 point_in(TableReader& table, std::string_view key) {
  const std::vector<int> numbers = table.integers(key, -most_length, most_length);
  if (numbers.size() != 3) {
    if (table.has(key)) {
      table.complain(key, "is not a point; expected [x, y, z]");
    }
    return {};
  }
  return length_unit * Vec3{1.0 * numbers[0], 1.0 * numbers[1], 1.0 * numbers[2]};
}

Mat3 turned_by(const std::vector<int>& angles) {
  return rotation({1, 0, 0}, frame_unit * angles[0]) * rotation({0, 1, 0}, frame_unit * angles[1]) *
         rotation({0, 0, 1}, frame_unit * angles[2]);
}

}  // namespace lissom
