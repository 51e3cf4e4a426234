// The record in forms that other programs read.

#include "core/base/words.h"
#include "core/journal/codec.h"
#include "shells/cli/commands.h"
#include "shells/cli/files.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

namespace fs = std::filesystem;

/// The folder for the tables: there already, or made now for its owner alone.
Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) {
    return {};
  }
  if (!fs::create_directory(folder, error)) {
    return bad_input(folder.string() + ": cannot create the folder: " +
                     (error ? error.message() : "something else is there"));
  }
  fs::permissions(folder, fs::perms::owner_all, error);
  return {};
}

fs::path file_of(const fs::path& folder, const Json& table) {
  return folder / (text_at(table, "name") + ".csv");
}

/// All of them or, as far as that can be known beforehand, none.
Result<void> write_tables(const fs::path& folder, const Json& tables, IfThere if_there) {
  if (auto made = make_folder(folder); !made) {
    return made;
  }
  for (const Json& table : tables) {
    if (auto may = may_write(file_of(folder, table), if_there); !may) {
      return may;
    }
  }
  for (const Json& table : tables) {
    if (auto written = write_file(file_of(folder, table), text_at(table, "csv"), if_there);
        !written) {
      return written;
    }
  }
  return {};
}

constexpr std::size_t most_fhir_bytes = std::size_t{64} << 20U;

/// What an import took and what it did not, a line each.
std::string taken_words(const Json& view, const Merged& merged, int width) {
  Page page(width);
  const Json& understood = list_at(view, "understood");
  const Json& left = list_at(view, "left");
  page.text("Took " + counted(static_cast<std::int64_t>(understood.size()), "entry", "entries") +
            ", " + std::to_string(merged.new_records) + " of them new.");
  for (const Json& one : understood) {
    page.item(shown(one));
  }
  if (!left.empty()) {
    page.heading("Not understood, and left out");
    for (const Json& one : left) {
      page.item(text_at(one, "what") + ": " + text_at(one, "why"));
    }
  }
  return page.str();
}

Result<std::vector<Record>> records_of(const Json& view) {
  std::vector<Record> records;
  for (const Json& line : list_at(view, "records")) {
    auto record = from_line(shown(line));
    if (!record) {
      return tl::unexpected(record.error());
    }
    records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace

Result<int> run_export_tables(Context& context, const command::ExportTables& out) {
  const auto outcome = context.host.ask({{"do", "tables"}});
  if (!outcome) {
    return tl::unexpected(outcome.error());
  }
  const Json& tables = list_at(outcome->view, "tables");
  const auto written =
      write_tables(out.folder, tables, out.force ? IfThere::replace : IfThere::refuse);
  if (!written) {
    return tl::unexpected(written.error());
  }
  if (context.json) {
    Json files = Json::array();
    for (const Json& table : tables) {
      files.push_back(
          {{"file", file_of(out.folder, table).string()}, {"rows", number_at(table, "rows", 0)}});
    }
    context.console.out << to_bytes({{"files", std::move(files)}}) << '\n';
  } else {
    context.console.out << "Wrote " + counted(static_cast<std::int64_t>(tables.size()), "table") +
                               " into " + harmless(out.folder) +
                               ". They hold all you entered; keep them where only you can read "
                               "them. docs/formats/csv.md says what the columns mean.\n";
  }
  return exit_fine;
}

Result<int> run_export_fhir(Context& context, const command::ExportFhir& out) {
  const IfThere if_there = out.force ? IfThere::replace : IfThere::refuse;
  const auto outcome = context.host.ask({{"do", "fhir"}});
  if (!outcome) {
    return tl::unexpected(outcome.error());
  }
  const Json& bundle = value_at(outcome->view, "bundle");
  const std::string text = bundle.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  if (out.file == "-") {
    context.console.out << text;
    return exit_fine;
  }
  const auto written = write_file(out.file, text, if_there);
  if (!written) {
    return tl::unexpected(written.error());
  }
  const auto count = static_cast<std::int64_t>(list_at(bundle, "entry").size());
  context.console.out << (context.json ? to_bytes({{"resources", count}})
                                       : "Wrote " + counted(count, "resource") +
                                             " (FHIR R4). docs/formats/fhir.md says what they are; "
                                             "keep the file where only you can read it.")
                      << '\n';
  return exit_fine;
}

Result<int> run_import_fhir(Context& context, const command::ImportFhir& in) {
  const auto text = read_file(in.file, most_fhir_bytes);
  if (!text) {
    return tl::unexpected(text.error());
  }
  const std::string name = in.file == "-" ? "standard input" : in.file;
  auto json = parse_json(*text);
  if (!json) {
    return bad_input(name + ": " + json.error().what + "; nothing was imported");
  }
  const auto outcome = context.host.ask({{"do", "read_fhir"}, {"resource", std::move(*json)}});
  if (!outcome) {
    return bad_input(name + ": " + outcome.error().what + "; nothing was imported");
  }
  const auto records = records_of(outcome->view);
  if (!records) {
    return bad_input(name + ": " + records.error().what + "; nothing was imported");
  }
  const auto merged = context.host.merge_records(*records);
  if (!merged) {
    return tl::unexpected(merged.error());
  }
  if (context.json) {
    Json view = outcome->view;
    view.erase("records");
    view["new"] = static_cast<std::int64_t>(merged->new_records);
    context.console.out << to_bytes(view) << '\n';
  } else {
    context.console.out << taken_words(outcome->view, *merged, context.console.width);
  }
  return exit_fine;
}

}  // namespace lissom::cli
