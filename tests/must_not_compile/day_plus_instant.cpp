// expect: no match for .operator\+.|invalid operands to binary expression
#include "core/base/date.h"

/// A day plus days is a day; a day plus a moment is nothing.
lissom::Day add(lissom::Day day, lissom::Instant at) {
#ifdef MUST_NOT_COMPILE
  return day + at;
#else
  return day + static_cast<int>(at.ms / lissom::ms_per_day);
#endif
}
