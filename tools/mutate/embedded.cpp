// For tools/mutate.mjs: the catalogue is not built in but read when a test starts. The same bytes,
// and nothing to compile.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/catalogue/catalogue.h"

namespace lissom {

std::span<const CatalogueFile> embedded_files() {
  static std::vector<std::pair<std::string, std::string>> texts;
  static std::vector<CatalogueFile> files;
  if (files.empty()) {
    const std::filesystem::path folder = "catalogue";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ".toml" || entry.path().extension() == ".md") {
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        texts.emplace_back(entry.path().lexically_relative(folder).string(), text.str());
      }
    }
    std::sort(texts.begin(), texts.end());
    for (const auto& [path, text] : texts) {
      files.push_back({path, text});
    }
  }
  return files;
}

}  // namespace lissom
