#include "core/catalogue/catalogue.h"

#include <algorithm>
#include <tuple>

#include "core/base/contract.h"
#include "core/catalogue/check.h"
#include "core/catalogue/parts.h"

namespace lissom {
namespace {

using Reader = void (*)(TableReader&, Catalogue&);

struct Part {
  std::string_view path;
  Reader read;
};

/// The files that must be there, besides exercises/ and learn/.
constexpr std::array<Part, 21> parts = {{
    {"tags.toml", read_tags},
    {"positions.toml", read_positions},
    {"equipment.toml", read_equipment},
    {"muscles.toml", read_muscles},
    {"sources.toml", read_sources},
    {"screening.toml", read_screening},
    {"measures.toml", read_measures},
    {"lengths.toml", read_lengths},
    {"rules/wording.toml", read_wording},
    {"rules/dose.toml", read_dose},
    {"rules/pain.toml", read_pain},
    {"rules/modifiers.toml", read_modifiers},
    {"rules/escalation.toml", read_escalation},
    {"rules/ladder.toml", read_ladder},
    {"rules/maintenance.toml", read_maintenance},
    {"rules/breaks.toml", read_breaks},
    {"rules/reminders.toml", read_reminders},
    {"rules/adherence.toml", read_adherence},
    {"rules/slots.toml", read_slots},
    {"rules/planner.toml", read_planner},
    {"rules/pathways.toml", read_pathways},
}};

Reader reader_of(std::string_view path) {
  if (path.starts_with("exercises/")) {
    return read_exercise;
  }
  for (const Part& part : parts) {
    if (part.path == path) {
      return part.read;
    }
  }
  return nullptr;
}

void read_file(const CatalogueFile& file, Catalogue& catalogue, CatalogueFaults& faults) {
  if (file.path.starts_with("learn/")) {
    read_lesson(file, catalogue, faults);
    return;
  }
  if (file.path.starts_with("body/")) {
    return;  // core/body reads them
  }
  const Reader read = reader_of(file.path);
  if (read == nullptr) {
    faults.push_back({std::string(file.path), 1, "is not a file of the catalogue"});
    return;
  }
  const tl::expected<TomlValue, TomlFault> document = parse_toml(file.text);
  if (!document) {
    faults.push_back({std::string(file.path), document.error().line, document.error().what});
    return;
  }
  TableReader table(*document, std::string(file.path), faults);
  read(table, catalogue);
}

/// What says something in TOML: files that are built in have lost their comments
/// (cmake/embed.cmake).
std::string without_comments(std::string_view left) {
  std::string kept;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find('\n'), left.size() - 1) + 1;
    const std::string_view line = left.substr(0, end);
    left.remove_prefix(end);
    const std::size_t first = line.find_first_not_of(" \t\n");
    if (first != std::string_view::npos && line[first] != '#') {
      kept += line;
    }
  }
  return kept;
}

/// FNV-1a over paths and texts: tells versions apart, protects against nothing.
std::string version_of(std::span<const CatalogueFile> files) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto add = [&](std::string_view text) {
    for (const char c : text) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    hash = (hash ^ 0xFFU) * 0x100000001b3U;
  };
  for (const CatalogueFile& file : files) {
    add(file.path);
    add(file.path.ends_with(".toml") ? without_comments(file.text) : file.text);
  }
  std::string text;
  for (unsigned shift = 64; shift > 0; shift -= 4) {
    text += "0123456789abcdef"[(hash >> (shift - 4)) & 0xFU];
  }
  return text;
}

template <class List>
const auto& find_by_id(const List& list, std::string_view id) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
  LISSOM_EXPECTS(found != list.end());
  return *found;
}

}  // namespace

tl::expected<Catalogue, std::vector<CatalogueFault>> parse_catalogue(
    std::span<const CatalogueFile> files) {
  std::vector<CatalogueFile> sorted(files.begin(), files.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  Catalogue catalogue;
  CatalogueFaults faults;
  for (const Part& part : parts) {
    if (std::none_of(sorted.begin(), sorted.end(),
                     [&](const auto& file) { return file.path == part.path; })) {
      faults.push_back({std::string(part.path), 1, "is missing"});
    }
  }
  for (const CatalogueFile& file : sorted) {
    read_file(file, catalogue, faults);  // exercises/ come before lengths.toml, which adds to them
  }
  // Links between files that are broken in themselves would only repeat the same trouble.
  if (faults.empty()) {
    check_links(catalogue, sorted, faults);
    check_wording(catalogue, sorted, faults);
  }
  if (!faults.empty()) {
    std::stable_sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) {
      return std::tie(a.file, a.line) < std::tie(b.file, b.line);
    });
    return tl::unexpected(std::move(faults));
  }
  catalogue.version = version_of(sorted);
  return catalogue;
}

const Catalogue& embedded_catalogue() {
  static const Catalogue catalogue = [] {
    auto parsed = parse_catalogue(embedded_files());
    LISSOM_EXPECTS(parsed.has_value());
    return *std::move(parsed);
  }();
  return catalogue;
}

std::string to_string(const CatalogueFault& fault) {
  return fault.file + ":" + std::to_string(fault.line) + ": " + fault.what;
}

const Question* Catalogue::find_question(std::string_view id) const {
  const auto found = std::find_if(screening.questions.begin(), screening.questions.end(),
                                  [&](const Question& question) { return question.id == id; });
  return found == screening.questions.end() ? nullptr : &*found;
}

const SlotRules& Catalogue::slot(std::string_view id) const {
  return find_by_id(slots, id);
}

const DoseLevel& Catalogue::level(std::string_view id) const {
  return find_by_id(dose.levels, id);
}

std::string_view Catalogue::fixed_text(std::string_view id) const {
  const auto found = std::find_if(fixed.begin(), fixed.end(),
                                  [&](const FixedText& text) { return text.id == id; });
  return found == fixed.end() ? std::string_view{} : std::string_view(found->text);
}

const Disposition& Catalogue::disposition(Code code) const {
  return screening.dispositions.at(static_cast<std::size_t>(code));
}

int Catalogue::number(std::string_view place) const {
  const auto found = numbers.find(place);
  LISSOM_EXPECTS(found != numbers.end() && found->second.size() == 1);
  return found->second.front();
}

}  // namespace lissom
