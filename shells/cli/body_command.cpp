#include "core/api/anatomy.h"
#include "core/base/words.h"
#include "shells/cli/commands.h"
#include "shells/cli/files.h"
#include "shells/cli/text.h"
#include "shells/opensim/evaluate.h"

namespace lissom::cli {
namespace {

Result<AnatomyCheck> first_fault_of(
    tl::expected<AnatomyCheck, std::vector<CatalogueFault>> checked) {
  if (!checked) {
    return bad_input(to_string(checked.error().front()));
  }
  return *std::move(checked);
}

Result<AnatomyCheck> checked_anatomy(const std::string& folder) {
  if (folder.empty()) {
    return first_fault_of(check_anatomy(embedded_catalogue(), embedded_files()));
  }
  const auto texts = read_folder(folder);
  if (!texts) {
    return tl::unexpected(texts.error());
  }
  const auto catalogue = read_catalogue(folder);
  if (!catalogue) {
    return tl::unexpected(catalogue.error());
  }
  std::vector<CatalogueFile> files;
  for (const FolderText& text : *texts) {
    files.push_back({text.path, text.text});
  }
  return first_fault_of(check_anatomy(*catalogue, files));
}

}  // namespace

Result<int> run_body(Console& console, const command::Body& what) {
  const auto model = read_file(what.model, opensim::most_bytes);
  if (!model) {
    return tl::unexpected(model.error());
  }
  const auto poses = read_file(what.poses, opensim::most_bytes);
  if (!poses) {
    return tl::unexpected(poses.error());
  }
  const auto answer = opensim::evaluate({what.model, *model}, {what.poses, *poses},
                                        {.is_arms = what.is_arms, .is_smooth = what.is_smooth});
  if (!answer) {
    return tl::unexpected(answer.error());
  }
  if (answer->clamped > 0) {
    console.err << "lissom: "
                << counted(static_cast<std::int64_t>(answer->clamped), "value lies", "values lie")
                << " outside the range that the model sets, taken at its edge\n";
  }
  if (what.out == "-") {
    console.out << answer->table;
    return exit_fine;
  }
  const auto written =
      write_file(what.out, answer->table, what.force ? IfThere::replace : IfThere::refuse);
  return written ? Result<int>(exit_fine) : tl::unexpected(written.error());
}

Result<int> run_body_check(Console& console, const command::BodyCheck& check,
                           const std::string& catalogue) {
  const IfThere if_there = check.force ? IfThere::replace : IfThere::refuse;
  for (const std::string* const file : {&check.document, &check.lengths}) {
    const bool is_file = !file->empty() && *file != "-";
    if (const auto may = is_file ? may_write(*file, if_there) : Result<void>(); !may) {
      return tl::unexpected(may.error());
    }
  }
  const auto checked = checked_anatomy(catalogue);
  if (!checked) {
    return tl::unexpected(checked.error());
  }
  for (const auto& [file, text] : {std::pair(&check.document, &checked->document),
                                   std::pair(&check.lengths, &checked->lengths)}) {
    if (*file == "-") {
      console.out << *text;
    } else if (!file->empty()) {
      const auto written = write_file(*file, *text, if_there);
      if (!written) {
        return tl::unexpected(written.error());
      }
    }
  }
  return exit_fine;
}

}  // namespace lissom::cli
