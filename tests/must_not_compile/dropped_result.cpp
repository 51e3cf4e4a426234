// expect: ignoring return value of .*nodiscard
#include "core/base/date.h"

/// Whether a moment could be read must be looked at.
bool drop() {
  const auto kept = lissom::parse_day("2026-11-24");
#ifdef MUST_NOT_COMPILE
  lissom::parse_day("2026-11-24");
#endif
  return kept.has_value();
}
