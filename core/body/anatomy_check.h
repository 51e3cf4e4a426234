#pragma once
/// All stretches of a catalogue held against the model of the body: which of the muscles that an
/// entry names are lengthened, and which are not.

#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/catalogue.h"

namespace lissom {

struct AnatomyCheck {
  std::string document;  ///< docs/anatomy-check.md
  std::string lengths;   ///< catalogue/lengths.toml: what the planner is told of it
};

/// Solves every entry at both ends; takes a second or two.
/// @param files  where `body/anatomy.toml` is, the reasons for what differs
/// @return the faults of that file, or those of an entry whose pose makes no sense
[[nodiscard]] tl::expected<AnatomyCheck, std::vector<CatalogueFault>> check_anatomy(
    const Catalogue& catalogue, std::span<const CatalogueFile> files);

}  // namespace lissom
