// expect: could not convert|no viable conversion
#include <string>

#include "core/base/uuid.h"

/// A text becomes an id only by being read, which may fail.
lissom::Uuid id_of(const std::string& text) {
#ifdef MUST_NOT_COMPILE
  return text;
#else
  return lissom::parse_uuid(text).value_or(lissom::Uuid{});
#endif
}
