#include "core/body/anatomy_notes.h"

#include <algorithm>

#include "core/catalogue/table_reader.h"

namespace lissom {
namespace {

constexpr std::string_view notes_file = "body/anatomy.toml";

bool holds(const std::vector<std::string>& list, std::string_view id) {
  return list.empty() || std::find(list.begin(), list.end(), id) != list.end();
}

AnatomyNote read_note(TableReader& table, const Catalogue& catalogue) {
  AnatomyNote note;
  note.kinds = table.texts_or("kinds");
  note.exercises = table.texts_or("exercises");
  note.muscles = table.texts_or("muscles");
  note.is_open = table.boolean_or("open", false);
  note.text = table.text("text");
  table.finish();
  if (note.kinds.empty() && note.exercises.empty() && note.muscles.empty()) {
    table.complain("text", "explains everything; expected kinds, exercises or muscles");
  }
  for (const std::string& exercise : note.exercises) {
    if (!catalogue.exercises.contains(exercise)) {
      table.complain("exercises", as_typed(exercise) + " is no stretch");
    }
  }
  for (const std::string& muscle : note.muscles) {
    if (!catalogue.muscles.contains(muscle)) {
      table.complain("muscles", as_typed(muscle) + " is no muscle");
    }
  }
  return note;
}

}  // namespace

tl::expected<std::vector<AnatomyNote>, std::vector<CatalogueFault>> read_anatomy_notes(
    std::span<const CatalogueFile> files, const Catalogue& catalogue) {
  const auto document = document_at(notes_file, files);
  if (!document) {
    return tl::unexpected(document.error());
  }
  CatalogueFaults faults;
  TableReader reader(*document, std::string(notes_file), faults);
  std::vector<AnatomyNote> notes;
  for (TableReader& table : reader.tables("note")) {
    notes.push_back(read_note(table, catalogue));
  }
  reader.finish();
  if (!faults.empty()) {
    return tl::unexpected(std::move(faults));
  }
  return notes;
}

const AnatomyNote* note_on(const std::vector<AnatomyNote>& notes, const Exercise& exercise,
                           std::string_view muscle) {
  for (const AnatomyNote& note : notes) {
    if (holds(note.kinds, name_of(exercise.kind)) && holds(note.exercises, exercise.id) &&
        holds(note.muscles, muscle)) {
      return &note;
    }
  }
  return nullptr;
}

}  // namespace lissom
