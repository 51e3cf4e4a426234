#pragma once
/// Indices as containers want them.

#include <cstddef>

namespace lissom {

/// An index that is known not to be negative.
[[nodiscard]] constexpr std::size_t as_index(int index) {
  return static_cast<std::size_t>(index);
}

}  // namespace lissom
