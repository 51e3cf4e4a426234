#pragma once
/// What must hold between the files of a catalogue.

#include <span>

#include "core/catalogue/table_reader.h"

namespace lissom {

/// Ids resolve, ladders end, citations exist, every pathway has its entries. Lines are found by
/// looking for the id in the text of the file, because the structs do not carry lines.
void check_links(const Catalogue& catalogue, std::span<const CatalogueFile> files,
                 CatalogueFaults& faults);

/// No text that a person may read holds a forbidden word.
void check_wording(const Catalogue& catalogue, std::span<const CatalogueFile> files,
                   CatalogueFaults& faults);

}  // namespace lissom
