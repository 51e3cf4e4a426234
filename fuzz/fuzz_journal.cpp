/// Bytes of one record. Law: what can be read is written again as bytes that read the same.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/contract.h"
#include "core/journal/codec.h"
#include "core/journal/journal.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto event = lissom::decode(bytes)) {
    const std::string again = lissom::encode(*event);
    const auto back = lissom::decode(again);
    LISSOM_EXPECTS(back.has_value() && lissom::encode(*back) == again);
  }
  const lissom::Record record{{}, {}, {}, std::string(bytes)};
  (void)lissom::read_journal({&record, 1});
  const auto line = lissom::from_line(lissom::to_line(record));
  LISSOM_EXPECTS(line.has_value() && line->bytes == record.bytes);
  return 0;
}
