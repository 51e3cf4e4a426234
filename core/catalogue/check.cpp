#include "core/catalogue/check.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace lissom {
namespace {

using Ids = std::vector<std::string>;

/// Finds lines again, because the structs do not carry them.
class Places {
 public:
  Places(std::span<const CatalogueFile> files, CatalogueFaults& faults)
      : files_(files), faults_(faults) {}

  /// A fault at the first line of `file` that holds `word`.
  void complain(const std::string& file, const std::string& word, const std::string& what) {
    int line = 1;
    for (const CatalogueFile& candidate : files_) {
      if (candidate.path == file) {
        const std::size_t at = candidate.text.find(word);
        const std::string_view before =
            candidate.text.substr(0, at == std::string_view::npos ? 0 : at);
        line += static_cast<int>(std::count(before.begin(), before.end(), '\n'));
      }
    }
    faults_.push_back({file, line, what});
  }

 private:
  std::span<const CatalogueFile> files_;
  CatalogueFaults& faults_;
};

bool has_named(const std::vector<Named>& list, std::string_view id) {
  return std::any_of(list.begin(), list.end(), [&](const Named& item) { return item.id == id; });
}

class LinkCheck {
 public:
  LinkCheck(const Catalogue& catalogue, Places places) : catalogue_(catalogue), places_(places) {}

  void run() {
    for (const auto& [id, exercise] : catalogue_.exercises) {
      check_exercise(exercise, "exercises/" + id + ".toml");
    }
    check_ladder(&Exercise::easier, "easier");
    check_ladder(&Exercise::harder, "harder");
    check_bases();
    check_equipment();
    check_tags();
    check_muscles();
    check_screening();
    check_lessons();
    check_routines();
    check_needs();
    check_pathways();
    check_measures();
  }

 private:
  void expect(bool sound, const std::string& file, const std::string& word,
              const std::string& what) {
    if (!sound) {
      places_.complain(file, word, "\"" + word + "\" " + what);
    }
  }

  void expect_tag(const std::string& tag, const std::string& file) {
    expect(catalogue_.tags.contains(tag), file, tag, "is no tag; expected an id of tags.toml");
  }
  void expect_muscle(const std::string& id, const std::string& file) {
    expect(catalogue_.muscles.contains(id), file, id,
           "is no muscle; expected an id of muscles.toml");
  }
  void expect_exercise(const std::string& id, const std::string& file) {
    expect(catalogue_.exercises.contains(id), file, id,
           "is no exercise; expected the name of a file in exercises/");
  }
  void expect_position(const std::string& id, const std::string& file) {
    expect(has_named(catalogue_.positions, id), file, id,
           "is no position; expected an id of positions.toml");
  }
  void expect_item(const std::string& id, const std::string& file) {
    expect(has_named(catalogue_.equipment, id), file, id,
           "is no equipment; expected an id of equipment.toml");
  }
  void expect_sources(const Ids& keys, const std::string& file) {
    for (const std::string& key : keys) {
      expect(catalogue_.sources.contains(key), file, key,
             "is no source; expected a key of sources.toml");
    }
  }

  void check_exercise(const Exercise& exercise, const std::string& file) {
    expect(catalogue_.bases.contains(exercise.base), file, exercise.base,
           "is no base position; expected an id of positions.toml");
    for (const Ids& any_of : exercise.equipment) {
      for (const std::string& item : any_of) {
        expect_item(item, file);
      }
    }
    for (const std::string& item : exercise.optional) {
      expect_item(item, file);
    }
    for (const Ids* muscles : {&exercise.primary, &exercise.secondary}) {
      for (const std::string& muscle : *muscles) {
        expect_muscle(muscle, file);
      }
    }
    for (const Ids* tags : {&exercise.avoid, &exercise.caution}) {
      for (const std::string& tag : *tags) {
        expect_tag(tag, file);
      }
    }
    for (const std::string& tag : exercise.caution) {
      expect(std::find(exercise.avoid.begin(), exercise.avoid.end(), tag) == exercise.avoid.end(),
             file, tag, "stands under both avoid and caution; expected one of them");
    }
    for (const Ids* links : {&exercise.easier, &exercise.harder}) {
      for (const std::string& link : *links) {
        expect_exercise(link, file);
      }
    }
    expect_sources(exercise.cite, file);
  }

  /// Depth-first over one kind of link; a link back into the path walked so far is a cycle.
  void check_ladder(Ids Exercise::*links, const std::string& name) {
    std::set<std::string> done;
    for (const auto& [id, exercise] : catalogue_.exercises) {
      Ids path;
      walk(id, links, name, path, done);
    }
  }
  void walk(const std::string& id, Ids Exercise::*links, const std::string& name, Ids& path,
            std::set<std::string>& done) {
    const auto found = catalogue_.exercises.find(id);
    if (found == catalogue_.exercises.end() || done.contains(id)) {
      return;
    }
    path.push_back(id);
    for (const std::string& next : found->second.*links) {
      if (std::find(path.begin(), path.end(), next) != path.end()) {
        std::string what = name;
        what.append(" leads back from \"").append(id).append("\" to \"").append(next);
        what.append("\"; expected a ladder that ends");
        places_.complain("exercises/" + id + ".toml", name + " =", what);
      } else {
        walk(next, links, name, path, done);
      }
    }
    path.pop_back();
    done.insert(id);
  }

  void check_bases() {
    for (const auto& [id, base] : catalogue_.bases) {
      for (const std::string& position : base.needs) {
        expect_position(position, "positions.toml");
      }
    }
  }

  void check_equipment() {
    for (const Named& item : catalogue_.equipment) {
      for (const std::string& other : item.instead) {
        expect_item(other, "equipment.toml");
      }
    }
  }

  void check_tags() {
    for (const auto& [id, tag] : catalogue_.tags) {
      expect_sources(tag.basis.sources, "tags.toml");
      for (const std::string& base : tag.swaps_bases) {
        expect(catalogue_.bases.contains(base), "tags.toml", base, "is no base position");
      }
    }
  }

  void check_muscles() {
    for (const auto& [id, muscle] : catalogue_.muscles) {
      expect_sources(muscle.basis.sources, "muscles.toml");
    }
    for (const MuscleLesson& lesson : catalogue_.four_muscles) {
      for (const std::string& muscle : lesson.muscles) {
        expect_muscle(muscle, "muscles.toml");
      }
    }
  }

  void check_screening() {
    const std::string file = "screening.toml";
    for (const Question& question : catalogue_.screening.questions) {
      expect_sources(question.basis.sources, file);
      for (const std::string& id : question.ask_if ? question.ask_if->ids() : Ids{}) {
        expect(id == "age" || catalogue_.find_question(id) != nullptr, file, id, "is no question");
      }
    }
    for (const Finding& finding : catalogue_.screening.findings) {
      expect_sources(finding.basis.sources, file);
      for (const std::string& tag : finding.tags) {
        expect_tag(tag, file);
      }
    }
    for (const CheckItem& item : catalogue_.screening.checks) {
      expect_sources(item.basis.sources, file);
    }
  }

  void check_lessons() {
    for (const Lesson& lesson : catalogue_.lessons) {
      expect_sources(lesson.sources, "learn/" + lesson.id + ".md");
    }
  }

  void check_routines() {
    for (const RoutineEntry& entry : catalogue_.flare.entries) {
      check_routine(entry, "rules/modifiers.toml");
    }
    for (const SlotRules& slot : catalogue_.slots) {
      for (const UsualEntries& usual : slot.usual) {
        for (const RoutineEntry& entry : usual.entries) {
          check_routine(entry, "rules/slots.toml");
        }
      }
      for (const std::string& base : slot.bases) {
        expect(catalogue_.bases.contains(base), "rules/slots.toml", base, "is no base position");
      }
    }
    expect_exercise(catalogue_.pain.ending_entry, "rules/pain.toml");
    for (const PainType& type : catalogue_.pain_types) {
      if (!type.tag.empty()) {
        expect_tag(type.tag, "rules/modifiers.toml");
      }
    }
    for (const EscalationRule& rule : catalogue_.escalation) {
      expect_sources(rule.basis.sources, "rules/escalation.toml");
    }
  }
  void check_routine(const RoutineEntry& entry, const std::string& file) {
    expect_exercise(entry.exercise, file);
    for (const std::string& tag : entry.unless) {
      expect_tag(tag, file);
    }
    for (const std::string& other : {entry.instead, entry.seated}) {
      if (!other.empty()) {
        expect_exercise(other, file);
      }
    }
  }

  void check_needs() {
    for (const Need& need : catalogue_.planner.needs) {
      expect_muscle(need.id, "rules/planner.toml");
      for (const std::string& muscle : need.muscles) {
        expect_muscle(muscle, "rules/planner.toml");
      }
    }
  }

  void check_pathways() {
    const std::string file = "rules/pathways.toml";
    for (const Pathway& pathway : catalogue_.pathways) {
      for (const std::string& tag : pathway.tags) {
        expect_tag(tag, file);
      }
      for (const std::string& position : pathway.without) {
        expect_position(position, file);
      }
      for (const Pathway::Cell& cell : pathway.cells) {
        for (const std::string& entry : cell.entries) {
          expect_exercise(entry, file);
          check_pathway_entry(pathway, entry, file);
        }
      }
    }
  }
  void check_pathway_entry(const Pathway& pathway, const std::string& entry,
                           const std::string& file) {
    const auto found = catalogue_.exercises.find(entry);
    if (found == catalogue_.exercises.end()) {
      return;
    }
    for (const std::string& tag : pathway.tags) {
      const Ids& avoid = found->second.avoid;
      expect(
          std::find(avoid.begin(), avoid.end(), tag) == avoid.end(), file, entry,
          "is avoided with " + tag + ", so it cannot serve the situation \"" + pathway.id + "\"");
    }
    const auto base = catalogue_.bases.find(found->second.base);
    for (const std::string& position :
         base == catalogue_.bases.end() ? Ids{} : base->second.needs) {
      expect(std::find(pathway.without.begin(), pathway.without.end(), position) ==
                 pathway.without.end(),
             file, entry,
             "needs the position " + position + ", which the situation \"" + pathway.id +
                 "\" is without");
    }
  }

  void check_measures() {
    const std::string file = "measures.toml";
    // The journal has events of its own for these two.
    for (const std::string id : {"pain", "psfs"}) {
      expect(catalogue_.measures.find_questionnaire(id) != nullptr, file, id,
             "is not there; expected a [[questionnaire]] of this id");
    }
    for (const Questionnaire& questionnaire : catalogue_.measures.questionnaires) {
      expect_sources(questionnaire.basis.sources, file);
    }
    const RangeRules& rules = catalogue_.measures.range;
    expect_sources(rules.basis.sources, file);
    for (const std::string& tag : rules.avoid) {
      expect_tag(tag, file);
    }
    for (const Ids* tests : {&rules.first, &rules.first_older}) {
      for (const std::string& test : *tests) {
        expect_test(test, file);
      }
    }
    for (const RangeTest& test : catalogue_.measures.tests) {
      check_range_test(test, file);
    }
    for (const auto& [id, muscle] : catalogue_.muscles) {
      if (!muscle.test.empty()) {
        expect_test(muscle.test, "muscles.toml");
      }
    }
  }
  void expect_test(const std::string& id, const std::string& file) {
    expect(catalogue_.measures.find_test(id) != nullptr, file, id,
           "is no range test; expected an id of measures.toml");
  }
  void check_range_test(const RangeTest& test, const std::string& file) {
    expect(catalogue_.bases.contains(test.base), file, test.base,
           "is no base position; expected an id of positions.toml");
    for (const std::string& position : test.positions) {
      expect_position(position, file);
    }
    const std::vector<Need>& needs = catalogue_.planner.needs;
    const bool known = std::any_of(needs.begin(), needs.end(),
                                   [&](const Need& need) { return need.id == test.need; });
    expect(test.need.empty() || known, file, test.need,
           "is no need; expected an id of rules/planner.toml");
    for (const Ids* tags : {&test.avoid, &test.caution}) {
      for (const std::string& tag : *tags) {
        expect_tag(tag, file);
      }
    }
    expect_sources(test.basis.sources, file);
  }

  const Catalogue& catalogue_;
  Places places_;
};

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

/// Where `forbidden` stands in `text` (lower case), or npos.
std::size_t find_forbidden(std::string_view text, const Forbidden& forbidden) {
  for (std::size_t at = text.find(forbidden.pattern); at != std::string_view::npos;
       at = text.find(forbidden.pattern, at + 1)) {
    const std::size_t end = at + forbidden.pattern.size();
    const bool starts = at == 0 || !is_letter(text[at - 1]);
    const bool ends = !forbidden.whole || end == text.size() || !is_letter(text[end]);
    if (starts && ends) {
      return at;
    }
  }
  return std::string_view::npos;
}

/// The text in lower case; with `drop_comments` lines that start with # become blanks, so that
/// places stay.
std::string lower_case(std::string_view text, bool drop_comments) {
  std::string out;
  bool line_start = true;
  bool comment = false;
  for (const char c : text) {
    comment = c != '\n' && (comment || (drop_comments && line_start && c == '#'));
    line_start = c == '\n';
    out += comment ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

}  // namespace

void check_links(const Catalogue& catalogue, std::span<const CatalogueFile> files,
                 CatalogueFaults& faults) {
  LinkCheck(catalogue, Places(files, faults)).run();
}

void check_wording(const Catalogue& catalogue, std::span<const CatalogueFile> files,
                   CatalogueFaults& faults) {
  for (const CatalogueFile& file : files) {
    // Titles of papers are what they are, and the list of forbidden words has to hold them.
    if (file.path == "sources.toml" || file.path == "rules/wording.toml") {
      continue;
    }
    const std::string text = lower_case(file.text, file.path.ends_with(".toml"));
    for (const Forbidden& forbidden : catalogue.forbidden) {
      const bool exempt = std::any_of(
          catalogue.exempt.begin(), catalogue.exempt.end(),
          [&](const Exempt& e) { return e.file == file.path && e.pattern == forbidden.pattern; });
      const std::size_t at = exempt ? std::string::npos : find_forbidden(text, forbidden);
      if (at != std::string::npos) {
        const auto line =
            1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        faults.push_back(
            {std::string(file.path), static_cast<int>(line),
             "\"" + forbidden.pattern + "\" is a forbidden word; expected " + forbidden.use});
      }
    }
  }
}

}  // namespace lissom
