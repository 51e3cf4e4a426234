// expect: no match for .operator-.|invalid operands to binary expression
#include "core/base/date.h"

/// How many days lie between two days has an answer; between a day and a moment it depends on
/// where.
int between(lissom::Day day, lissom::Instant at) {
#ifdef MUST_NOT_COMPILE
  return day - at;
#else
  return day - lissom::local_day(at, 120);
#endif
}
