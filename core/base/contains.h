#pragma once
/// Looking through short lists.

#include <algorithm>

namespace lissom {

[[nodiscard]] bool contains(const auto& list, const auto& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace lissom
