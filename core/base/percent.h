#pragma once
/// Shares as people read them.

namespace lissom {

/// 25 for 0.25.
[[nodiscard]] constexpr double percent(double share) {
  constexpr double whole = 100;
  return whole * share;
}

}  // namespace lissom
