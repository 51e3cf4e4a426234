/// A pack of voice clips. Law: what is taken says something, and what is refused leaves nothing.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/audio/voice.h"
#include "core/base/contract.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lissom::Voice voice;
  const auto added = voice.add({reinterpret_cast<const char*>(data), size});
  LISSOM_EXPECTS(added || voice.empty());
  LISSOM_EXPECTS(added || !added.error().what.empty());
  return 0;
}
