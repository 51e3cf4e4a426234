#include "shells/paper/cairo.h"

#include <algorithm>
#include <iterator>

namespace lissom::paper {

cairo_status_t append_bytes(void* closure, const unsigned char* bytes, unsigned int count) {
  auto& text = *static_cast<std::string*>(closure);
  std::transform(bytes, bytes + count, std::back_inserter(text),
                 [](unsigned char byte) { return static_cast<char>(byte); });
  return CAIRO_STATUS_SUCCESS;
}

Result<void> went_well(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS) {
    return fail(Errc::io,
                std::string("cannot paint the picture: ") + cairo_status_to_string(status));
  }
  return {};
}

}  // namespace lissom::paper
