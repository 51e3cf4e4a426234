#include "core/body/anatomy_check.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>

#include "core/base/percent.h"
#include "core/base/tenths.h"
#include "core/body/anatomy_notes.h"
#include "core/body/entry_muscles.h"

namespace lissom {
namespace {

int rounded(double value) {
  constexpr double half = 0.5;
  return static_cast<int>(value < 0 ? value - half : value + half);
}

std::string signed_text(int value) {
  return (value > 0 ? "+" : "") + std::to_string(value);
}

/// "39.2".
std::string one_decimal(double value) {
  constexpr double ten = 10;
  const std::string text = tenths_text(rounded(ten * value));
  return text.find('.') == std::string::npos ? text + ".0" : text;
}

struct Entry {
  const Exercise* exercise;
  std::vector<EntryMuscle> muscles;
};

// ---- how well a measure finds the muscles that the catalogue names

/// A figure of a muscle of an entry that is the greater the more it is stretched.
using Figure = std::function<double(const EntryMuscle&)>;

struct Measure {
  std::string_view name;
  Figure figure;
};

std::array<Measure, 6> measures() {
  return {{
      {"millimetres longer than in standing",
       [](const EntryMuscle& m) { return m.end.most.metres; }},
      {"percent longer than in standing", [](const EntryMuscle& m) { return m.end.most.percent; }},
      {"share of its whole range", [](const EntryMuscle& m) { return m.end.most.share; }},
      {"`stretch`", [](const EntryMuscle& m) { return m.end.most.stretch; }},
      {"millimetres gained since the start",
       [](const EntryMuscle& m) { return m.end.most.metres - m.start.most.metres; }},
      {"`stretch` and what of it came since the start",
       [](const EntryMuscle& m) { return 2 * m.end.most.stretch - m.start.most.stretch; }},
  }};
}

struct Tally {
  int named = 0;
  int first = 0;  ///< no muscle that is not named is above it
  int third = 0;  ///< two at most are
  double above = 0;
  double pairs = 0;
};

/// The greatest figure of each muscle over the sides that the entry is for, in millionths: what
/// differs by rounding only is equal.
std::map<std::string, int> figures_of(const Entry& entry, const Figure& figure) {
  constexpr double million = 1e6;
  std::map<std::string, int> figures;
  for (const EntryMuscle& each : entry.muscles) {
    if (each.is_meant) {
      const int value = rounded(million * figure(each));
      const auto at = figures.try_emplace(each.muscle, value).first;
      at->second = std::max(at->second, value);
    }
  }
  return figures;
}

/// One primary muscle, with the figure `own`, against the muscles that are not named.
void count_one(int own, const std::vector<int>& others, Tally& tally) {
  constexpr double half = 0.5;
  const auto above = std::count_if(others.begin(), others.end(), [&](int it) { return it > own; });
  const auto equal = std::count(others.begin(), others.end(), own);
  const auto all = std::ssize(others);
  tally.pairs += static_cast<double>(all);
  tally.above += static_cast<double>(all - above - equal) + half * static_cast<double>(equal);
  tally.named += 1;
  tally.first += above == 0 && own > 0 ? 1 : 0;
  tally.third += above <= 2 && own > 0 ? 1 : 0;
}

void count(const Entry& entry, const Figure& figure, Tally& tally) {
  const std::map<std::string, int> figures = figures_of(entry, figure);
  std::vector<int> others;
  for (const auto& [muscle, value] : figures) {
    if (naming_of(*entry.exercise, muscle) == Naming::not_named) {
      others.push_back(value);
    }
  }
  for (const std::string& muscle : entry.exercise->primary) {
    if (const auto own = figures.find(muscle); own != figures.end()) {
      count_one(own->second, others, tally);
    }
  }
}

void add_measures(const std::vector<Entry>& entries, Kind kind, std::string& text) {
  for (const Measure& measure : measures()) {
    Tally tally;
    for (const Entry& entry : entries) {
      if (entry.exercise->kind == kind) {
        count(entry, measure.figure, tally);
      }
    }
    text += "| " + std::string(kind == Kind::static_hold ? "holds" : "moving drills") + " | " +
            std::string(measure.name) + " | " + one_decimal(percent(tally.above / tally.pairs)) +
            " % | " + std::to_string(tally.first) + " | " + std::to_string(tally.third) + " of " +
            std::to_string(tally.named) + " |\n";
  }
}

// ---- what was found

constexpr std::array<Kind, 5> kinds = {Kind::static_hold, Kind::dynamic, Kind::self_release,
                                       Kind::motor_control, Kind::relaxation};

using Counts = std::array<int, 4>;  // by `Found`

Counts counts_of(const std::vector<Entry>& entries, Kind kind, Naming naming,
                 const DoseRules& dose) {
  Counts counts{};
  for (const Entry& entry : entries) {
    if (entry.exercise->kind == kind) {
      for (const std::string& muscle :
           naming == Naming::primary ? entry.exercise->primary : entry.exercise->secondary) {
        counts.at(static_cast<std::size_t>(found_of(entry.muscles, muscle, dose))) += 1;
      }
    }
  }
  return counts;
}

void add_counts(const std::vector<Entry>& entries, const DoseRules& dose, std::string& text) {
  text +=
      "| kind | named as | lengthened | neither | shortened | no line "
      "|\n|---|---|---|---|---|---|\n";
  for (const Kind kind : kinds) {
    for (const Naming naming : {Naming::primary, Naming::secondary}) {
      const Counts counts = counts_of(entries, kind, naming, dose);
      const auto number = [&](Found found) {
        return " | " + std::to_string(counts.at(static_cast<std::size_t>(found)));
      };
      text += "| " + std::string(name_of(kind)) +
              (naming == Naming::primary ? " | primary" : " | secondary") +
              number(Found::lengthened) + number(Found::unchanged) + number(Found::shortened) +
              number(Found::no_line) + " |\n";
    }
  }
}

/// The side, among those the entry is for, on which the muscle is longest at either end.
const EntryMuscle* longest(const Entry& entry, std::string_view muscle) {
  const EntryMuscle* best = nullptr;
  const auto value = [](const EntryMuscle& each) {
    return std::max(std::pair(each.start.most.stretch, each.start.most.percent),
                    std::pair(each.end.most.stretch, each.end.most.percent));
  };
  for (const EntryMuscle& each : entry.muscles) {
    if (each.muscle == muscle && each.is_meant && (best == nullptr || value(each) > value(*best))) {
      best = &each;
    }
  }
  return best;
}

/// "+4 mm, +1.3 %, 23": longer than in standing, and `stretch` in hundredths.
std::string figures_text(const SideStretch& side) {
  constexpr double thousand = 1000;
  constexpr double least_shown = 0.05;
  return signed_text(rounded(thousand * side.most.metres)) + " mm, " +
         (side.most.percent >= least_shown ? "+" : "") + one_decimal(side.most.percent) + " %, " +
         std::to_string(rounded(percent(side.most.stretch)));
}

struct Difference {
  const Entry* entry;
  std::string muscle;
  Found found;
  const AnatomyNote* note;

  [[nodiscard]] bool is_open() const { return note == nullptr || note->is_open; }
};

std::vector<Difference> differences(const std::vector<Entry>& entries,
                                    const std::vector<AnatomyNote>& notes, const DoseRules& dose) {
  std::vector<Difference> list;
  for (const Entry& entry : entries) {
    for (const auto* muscles : {&entry.exercise->primary, &entry.exercise->secondary}) {
      for (const std::string& muscle : *muscles) {
        const Found found = found_of(entry.muscles, muscle, dose);
        if (found != Found::lengthened) {
          list.push_back({&entry, muscle, found, note_on(notes, *entry.exercise, muscle)});
        }
      }
    }
  }
  return list;
}

void add_difference(const Difference& each, std::string& text) {
  const Exercise& exercise = *each.entry->exercise;
  const EntryMuscle* muscle = longest(*each.entry, each.muscle);
  text += "| `" + exercise.id + "` | `" + each.muscle + "` | " +
          (naming_of(exercise, each.muscle) == Naming::primary ? "primary" : "secondary") + " | " +
          (muscle == nullptr ? "– | –"
                             : figures_text(muscle->start) + " | " + figures_text(muscle->end)) +
          (each.found == Found::shortened ? " | yes | " : " | | ") +
          (each.note == nullptr ? "Not looked at yet." : each.note->text) + " |\n";
}

void add_differences(const std::vector<Difference>& list, bool is_open, std::string& text) {
  text +=
      "| entry | muscle | named as | start | end | shortened | why "
      "|\n|---|---|---|---|---|---|---|\n";
  for (const Difference& each : list) {
    if (each.is_open() == is_open) {
      add_difference(each, text);
    }
  }
}

/// Reasons that nothing needs any more.
std::string idle_notes(const std::vector<AnatomyNote>& notes,
                       const std::vector<Difference>& differences) {
  std::string text;
  for (const AnatomyNote& note : notes) {
    if (std::none_of(differences.begin(), differences.end(),
                     [&](const Difference& each) { return each.note == &note; })) {
      text += "- " + note.text + "\n";
    }
  }
  return text;
}

void add_word(std::string& list, const std::string& word) {
  list += (list.empty() ? "" : ", ") + word;
}

/// Of the sides that the entry is for the one on which a muscle is longer at the end.
std::vector<const EntryMuscle*> meant_once(const Entry& entry) {
  std::vector<const EntryMuscle*> once;
  for (const EntryMuscle& each : entry.muscles) {
    const bool is_seen = std::any_of(once.begin(), once.end(), [&](const EntryMuscle* seen) {
      return seen->muscle == each.muscle;
    });
    if (each.is_meant && !is_seen) {
      once.push_back(&each);
    }
  }
  return once;
}

void add_entry(const Entry& entry, std::string& text) {
  constexpr int most = 3;
  int count = 0;
  std::string named;
  std::string others;
  for (const EntryMuscle* each : meant_once(entry)) {
    const std::string words =
        each->muscle + " " + std::to_string(rounded(percent(each->end.most.stretch)));
    if (each->named == Naming::primary) {
      add_word(named, "**" + words + "**");
    } else if (each->named == Naming::secondary) {
      add_word(named, words);
    } else if (count < most && each->end.most.stretch > 0) {
      add_word(others, words);
      ++count;
    }
  }
  text += "| `" + entry.exercise->id + "` | " + named + " | " + others + " |\n";
}

// ---- the two texts

constexpr std::string_view head =
    R"(# The muscles that the catalogue names, and those that the model finds longer

Written by `tools/anatomy.sh`, which runs `lissom body check`; a test says whether it is current. The reasons are in
`catalogue/body/anatomy.toml`. What the body's lines are, and what they leave out, is in [anatomy.md](anatomy.md).

Lengths are those of the longest line of a muscle, against standing at rest, on the sides that the entry is for, at the
start and at the end of the movement. A **muscle counts as lengthened** if its `stretch`, from 0 to 100 here, reaches
)";

std::string document(const std::vector<Entry>& entries, const std::vector<AnatomyNote>& notes,
                     const DoseRules& dose) {
  const std::vector<Difference> list = differences(entries, notes, dose);
  std::string text(head);
  text +=
      std::to_string(dose.lengthened_pct) +
      " at one of the two, and as **shortened** if at both ends and on both sides of the body "
      "all of its lines are shorter\nthan in standing, by more than " +
      std::to_string(dose.shorter_pct) +
      " %. Both are conventions ([dose.toml](../catalogue/rules/dose.toml)).\n\n## In short\n\n";
  add_counts(entries, dose, text);
  text +=
      "\n## Which measure\n\nEach primary muscle against each muscle that the entry does not name: "
      "how "
      "often the primary one is ahead, how often\nnone or at most two of those are ahead of it. "
      "Half "
      "would be chance. [anatomy.md](anatomy.md) says what follows.\n\n| entries | at the end | "
      "ahead "
      "| none before it | two at most |\n|---|---|---|---|---|\n";
  add_measures(entries, Kind::static_hold, text);
  add_measures(entries, Kind::dynamic, text);
  text += "\n## Open\n\n";
  add_differences(list, true, text);
  text += "\n## Explained\n\n";
  add_differences(list, false, text);
  if (const std::string idle = idle_notes(notes, list); !idle.empty()) {
    text += "\n## Reasons that nothing needs any more\n\n" + idle;
  }
  text +=
      "\n## Every entry\n\n`stretch` at the end, from 0 to 100; primary muscles bold. Beside them "
      "up "
      "to three muscles that the entry does not name.\n\n| entry | named | not named "
      "|\n|---|---|---|\n";
  for (const Entry& entry : entries) {
    add_entry(entry, text);
  }
  return text;
}

/// "psoas", "iliacus".
std::string shortened_list(const Entry& entry, const DoseRules& dose) {
  std::string list;
  for (const auto* named : {&entry.exercise->primary, &entry.exercise->secondary}) {
    for (const std::string& muscle : *named) {
      if (found_of(entry.muscles, muscle, dose) == Found::shortened) {
        add_word(list, "\"" + muscle + "\"");
      }
    }
  }
  return list;
}

std::string lengths(const std::vector<Entry>& entries, const DoseRules& dose) {
  std::string text =
      "# Muscles that an entry names although the model of the body finds them shorter than in "
      "standing, at the start and at\n# the end, on both sides. The planner gives them no stretch "
      "(rules/dose.toml). Written by tools/anatomy.sh, which takes it\n# from "
      "docs/anatomy-check.md's "
      "figures; a test says whether it is current. If a row does not fit any more, take it out\n# "
      "and "
      "run the tool.\n";
  for (const Entry& entry : entries) {
    const std::string muscles = shortened_list(entry, dose);
    if (!muscles.empty()) {
      text += "\n[[shortened]]\nid = \"" + entry.exercise->id + "\"\nmuscles = [" + muscles + "]\n";
    }
  }
  return text.find("[[") == std::string::npos ? text + "\nshortened = []\n" : text;
}

}  // namespace

tl::expected<AnatomyCheck, std::vector<CatalogueFault>> check_anatomy(
    const Catalogue& catalogue, std::span<const CatalogueFile> files) {
  const auto notes = read_anatomy_notes(files, catalogue);
  if (!notes) {
    return tl::unexpected(notes.error());
  }
  std::vector<Entry> entries;
  for (const auto& [id, exercise] : catalogue.exercises) {
    auto muscles = muscles_of_entry(exercise, 'R');
    if (!muscles) {
      return tl::unexpected(
          std::vector<CatalogueFault>{{"exercises/" + id + ".toml", 1, muscles.error().what}});
    }
    entries.push_back({&exercise, *std::move(muscles)});
  }
  return AnatomyCheck{document(entries, *notes, catalogue.dose), lengths(entries, catalogue.dose)};
}

}  // namespace lissom
