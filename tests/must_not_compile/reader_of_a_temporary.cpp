// expect: use of deleted function|call to deleted constructor
#include "core/base/json.h"

/// The reader looks into the object while it reads; one that is gone by then is no object.
std::string name_in(const lissom::Json& json) {
#ifdef MUST_NOT_COMPILE
  lissom::ObjectReader in(lissom::Json(json), "here");
#else
  lissom::ObjectReader in(json, "here");
#endif
  return in.text("name");
}
