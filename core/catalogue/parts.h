#pragma once
/// The readers of the single files, for `parse_catalogue` alone. Each adds to the catalogue and to
/// the faults that its reader carries; nothing here looks at other files (`check.h` does).

#include <string_view>

#include "core/catalogue/table_reader.h"

namespace lissom {

void read_exercise(TableReader& file, Catalogue& catalogue);
void read_tags(TableReader& file, Catalogue& catalogue);
void read_positions(TableReader& file, Catalogue& catalogue);
void read_equipment(TableReader& file, Catalogue& catalogue);
void read_muscles(TableReader& file, Catalogue& catalogue);
void read_sources(TableReader& file, Catalogue& catalogue);
void read_wording(TableReader& file, Catalogue& catalogue);
void read_screening(TableReader& file, Catalogue& catalogue);
void read_measures(TableReader& file, Catalogue& catalogue);
/// @pre the exercises are read
void read_lengths(TableReader& file, Catalogue& catalogue);

void read_dose(TableReader& file, Catalogue& catalogue);
void read_pain(TableReader& file, Catalogue& catalogue);
void read_modifiers(TableReader& file, Catalogue& catalogue);
void read_escalation(TableReader& file, Catalogue& catalogue);
void read_ladder(TableReader& file, Catalogue& catalogue);
void read_maintenance(TableReader& file, Catalogue& catalogue);
void read_breaks(TableReader& file, Catalogue& catalogue);
void read_reminders(TableReader& file, Catalogue& catalogue);
void read_adherence(TableReader& file, Catalogue& catalogue);
void read_slots(TableReader& file, Catalogue& catalogue);
void read_planner(TableReader& file, Catalogue& catalogue);
void read_pathways(TableReader& file, Catalogue& catalogue);

/// "flexion", "extension", "rotation", "side-bend"; none if the key is missing.
[[nodiscard]] std::vector<BackMove> read_back_moves(TableReader& table, std::string_view key);

/// A teaching text: "# Title", "sources: A, B", then the text.
void read_lesson(const CatalogueFile& file, Catalogue& catalogue, CatalogueFaults& faults);

}  // namespace lissom
