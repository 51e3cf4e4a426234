#pragma once
/// Why the catalogue and the model of the body differ about a muscle: catalogue/body/anatomy.toml.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/catalogue.h"

namespace lissom {

/// One reason. An empty list holds for all.
struct AnatomyNote {
  std::vector<std::string> kinds;
  std::vector<std::string> exercises;
  std::vector<std::string> muscles;
  bool is_open = false;  ///< seen and not resolved
  std::string text;
};

/// Reads `body/anatomy.toml` among `files`. @return all faults if there is one
[[nodiscard]] tl::expected<std::vector<AnatomyNote>, std::vector<CatalogueFault>>
read_anatomy_notes(std::span<const CatalogueFile> files, const Catalogue& catalogue);

/// The first note that holds, or null.
[[nodiscard]] const AnatomyNote* note_on(const std::vector<AnatomyNote>& notes,
                                         const Exercise& exercise, std::string_view muscle);

}  // namespace lissom
