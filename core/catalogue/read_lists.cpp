
#include "core/catalogue/parts.h"

namespace lissom {
namespace {

/// What stands before the next `end`, which is taken off `rest` with it; all of it if there is
/// none.
std::string_view first_of(std::string_view& rest, char end) {
  const std::size_t at = rest.find(end);
  const std::string_view first = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return first;
}

}  // namespace

void read_tags(TableReader& file, Catalogue& catalogue) {
  for (TableReader& table : file.tables("tag")) {
    Tag tag;
    tag.id = table.text("id");
    tag.plain = table.text("plain");
    tag.change = table.text("change");
    if (table.has("hold_max_s")) {
      tag.hold_max_s = table.integer("hold_max_s", 1, 120);
    }
    tag.avoids_segment = table.text_or("avoids_segment", "");
    tag.swaps_bases = table.texts_or("swaps_bases");
    tag.skips_back = read_back_moves(table, "skips_back");
    tag.basis = table.basis();
    table.finish();
    catalogue.tags.emplace(tag.id, tag);
  }
  file.finish();
}

void read_positions(TableReader& file, Catalogue& catalogue) {
  for (TableReader& table : file.tables("position")) {
    Named position;
    position.id = table.text("id");
    position.name = table.text("name");
    position.ask = table.text("ask");
    table.finish();
    catalogue.positions.push_back(position);
  }
  for (TableReader& table : file.tables("base")) {
    Base base;
    base.id = table.text("id");
    base.name = table.text("name");
    base.needs = table.texts("needs");
    base.lying = table.boolean_or("lying", false);
    base.upright = table.one_of("station", {"down", "upright"}) == 1;
    table.finish();
    catalogue.bases.emplace(base.id, base);
  }
  file.finish();
}

void read_equipment(TableReader& file, Catalogue& catalogue) {
  for (TableReader& table : file.tables("item")) {
    Named item;
    item.id = table.text("id");
    item.name = table.text("name");
    item.common = table.boolean("common");
    item.instead = table.texts("instead");
    table.finish();
    catalogue.equipment.push_back(item);
  }
  file.finish();
}

void read_muscles(TableReader& file, Catalogue& catalogue) {
  for (TableReader& table : file.tables("muscle")) {
    Muscle muscle;
    muscle.id = table.text("id");
    muscle.name = table.text("name");
    muscle.plain = table.text("plain");
    muscle.group = table.text("group");
    muscle.job = table.text("job");
    muscle.known = table.text("known");
    muscle.unknown = table.text("unknown");
    muscle.test = table.text_or("test", "");
    muscle.basis = table.basis();
    table.finish();
    catalogue.muscles.emplace(muscle.id, muscle);
  }
  for (TableReader& table : file.tables("four")) {
    MuscleLesson lesson;
    lesson.muscles = table.texts("muscles");
    lesson.title = table.text("title");
    lesson.where = table.text("where");
    lesson.does = table.text("does");
    lesson.back = table.text("back");
    table.finish();
    catalogue.four_muscles.push_back(lesson);
  }
  file.finish();
}

void read_sources(TableReader& file, Catalogue& catalogue) {
  const std::vector<std::string_view> read_names = {"abstract", "full", "secondary", "no"};
  for (TableReader& table : file.tables("source")) {
    Source source;
    source.key = table.text("key");
    source.cite = table.text("cite");
    source.link = table.text_or("link", "");
    source.read = std::string(read_names[table.one_of("read", read_names)]);
    source.display = table.boolean("display");
    source.note = table.text_or("note", "");
    table.finish();
    if (source.display && source.read == "no") {
      table.complain(
          "display",
          "is true for a source that was not read; expected false (check before display)");
    }
    catalogue.sources.emplace(source.key, source);
  }
  file.finish();
}

void read_wording(TableReader& file, Catalogue& catalogue) {
  for (TableReader& table : file.tables("forbid")) {
    catalogue.forbidden.push_back(
        {table.text("pattern"), table.boolean_or("whole", false), table.text("use")});
    (void)table.text("why");
    table.finish();
  }
  if (file.has("exempt")) {
    for (TableReader& table : file.tables("exempt")) {
      catalogue.exempt.push_back({table.text("file"), table.text("pattern")});
      (void)table.text("reason");
      table.finish();
    }
  }
  for (TableReader& table : file.tables("fixed")) {
    catalogue.fixed.push_back({table.text("id"), table.text("text")});
    table.finish();
  }
  file.finish();
}

void read_lesson(const CatalogueFile& file, Catalogue& catalogue, CatalogueFaults& faults) {
  Lesson lesson;
  const std::string path(file.path);
  lesson.id = path.substr(path.rfind('/') + 1);
  lesson.id.resize(lesson.id.size() - std::string_view(".md").size());
  std::string_view rest = file.text;
  std::string_view line = first_of(rest, '\n');
  if (!line.starts_with("# ") || line.size() < 3) {
    faults.push_back({path, 1, "expected \"# Title\""});
    return;
  }
  lesson.title = line.substr(2);
  constexpr std::string_view mark = "sources:";
  line = first_of(rest, '\n');
  if (!line.starts_with(mark)) {
    faults.push_back({path, 2, "expected \"sources: Key, Key\""});
    return;
  }
  for (std::string_view keys = line.substr(mark.size()); !keys.empty();) {
    const std::string_view key = first_of(keys, ',');
    const std::size_t from = key.find_first_not_of(' ');
    if (from != std::string_view::npos) {
      lesson.sources.emplace_back(key.substr(from, key.find_last_not_of(' ') - from + 1));
    }
  }
  lesson.text = rest;
  const std::size_t from = lesson.text.find_first_not_of('\n');
  lesson.text = from == std::string::npos ? "" : lesson.text.substr(from);
  if (lesson.text.empty()) {
    faults.push_back({path, 3, "expected a text"});
  }
  catalogue.lessons.push_back(lesson);
}

}  // namespace lissom
