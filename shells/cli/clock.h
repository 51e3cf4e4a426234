#pragma once
/// Time and chance, the two things that the core must be told.

#include <cstdint>
#include <optional>

#include "core/base/date.h"
#include "core/base/result.h"

namespace lissom::cli {

/// 64 bits from the operating system.
[[nodiscard]] Result<std::uint64_t> draw_seed();

/// Milliseconds of a clock that never goes back and counts on while the machine sleeps.
[[nodiscard]] std::int64_t steady_ms();

/// What time it is: by the system's clock, or at a moment that was given and moves only when told.
class Clock {
 public:
  explicit Clock(std::optional<LocalMoment> given) : given_(given) {}

  [[nodiscard]] LocalMoment now() const;
  /// Moves a given moment on. The system's clock moves by itself.
  void pass(std::int64_t ms);

 private:
  std::optional<LocalMoment> given_;
};

}  // namespace lissom::cli
