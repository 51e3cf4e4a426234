/// A line of an export. Law: a line that is read comes back from its own export.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/contract.h"
#include "core/journal/codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto record = lissom::from_line({reinterpret_cast<const char*>(data), size});
  if (record) {
    const auto back = lissom::from_line(lissom::to_line(*record));
    LISSOM_EXPECTS(back.has_value() && *back == *record);
  }
  return 0;
}
