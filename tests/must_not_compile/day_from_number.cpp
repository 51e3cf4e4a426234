// expect: could not convert|no viable conversion
#include "core/base/date.h"

/// A bare number says neither days nor milliseconds.
lissom::Day of(int days) {
#ifdef MUST_NOT_COMPILE
  return days;
#else
  return lissom::Day{days};
#endif
}
