/// A file of the catalogue: the first byte chooses which one the text replaces. Law: a fault names
/// a line.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/contract.h"
#include "core/catalogue/catalogue.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const auto embedded = lissom::embedded_files();
  std::vector<lissom::CatalogueFile> files;
  // Reading all 100 files each time would leave nothing for the one that matters: its kind and the
  // shared lists do.
  const lissom::CatalogueFile& chosen = embedded[data[0] % embedded.size()];
  files.push_back({chosen.path, {reinterpret_cast<const char*>(data + 1), size - 1}});
  const auto parsed = lissom::parse_catalogue(files);
  LISSOM_EXPECTS(!parsed.has_value() && !parsed.error().empty());
  for (const lissom::CatalogueFault& fault : parsed.error()) {
    LISSOM_EXPECTS(!lissom::to_string(fault).empty() && fault.line >= 0);
  }
  return 0;
}
