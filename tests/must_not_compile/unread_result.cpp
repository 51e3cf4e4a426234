// expect: cannot convert|could not convert|no viable conversion
#include "core/base/date.h"

/// A result is not its value: somebody has to look.
lissom::Day day_of(std::string_view text) {
  const auto day = lissom::parse_day(text);
#ifdef MUST_NOT_COMPILE
  return day;
#else
  return day ? *day : lissom::Day{};
#endif
}
