// expect: no match for .operator<.|invalid operands to binary expression
#include "core/base/date.h"

/// Whether a day is before a moment depends on where the person is.
bool before(lissom::Day day, lissom::Instant at) {
#ifdef MUST_NOT_COMPILE
  return day < at;
#else
  return day < lissom::local_day(at, 120);
#endif
}
