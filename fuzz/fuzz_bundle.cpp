/// Records as bytes, as a browser sends them. Law: what is read is written again as the same bytes.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/contract.h"
#include "core/journal/bundle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto records = lissom::from_bundle(bytes)) {
    LISSOM_EXPECTS(lissom::to_bundle(*records) == bytes);
  }
  return 0;
}
