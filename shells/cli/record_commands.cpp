#include <algorithm>

#include "core/base/words.h"
#include "core/journal/codec.h"
#include "shells/cli/commands.h"
#include "shells/cli/files.h"
#include "shells/cli/text.h"

namespace lissom::cli {
namespace {

/// A record of eighty years is far smaller.
constexpr std::size_t most_import_bytes = 256U << 20U;

long long size_of(const auto& list) {
  return static_cast<std::int64_t>(list.size());
}

std::string place(const std::string& file, long long line) {
  return (file == "-" ? "standard input" : file) + ", line " + std::to_string(line) + ": ";
}

/// All records of an export, or the first line that is none.
Result<std::vector<Record>> parse_records(const std::string& file, std::string_view text) {
  std::vector<Record> records;
  for (long long number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
      continue;
    }
    auto record = from_line(line);
    if (!record) {
      return bad_input(place(file, number) + record.error().what + "; nothing was imported");
    }
    if (!records.empty() && record->person != records.front().person) {
      return bad_input(place(file, number) +
                       "is about another person than the lines before; nothing was imported");
    }
    records.push_back(std::move(*record));
  }
  return records;
}

void say(Context& context, const Json& view, const std::string& sentence) {
  context.console.out << (context.json ? to_bytes(view) : sentence) << '\n';
}

}  // namespace

Result<int> run_export(Context& context, const command::Export& out) {
  const auto records = context.host.records();
  if (!records) {
    return tl::unexpected(records.error());
  }
  std::string text;
  for (const Record& record : *records) {
    text += to_line(record) + "\n";
  }
  if (out.file == "-") {
    context.console.out << text;
    return exit_fine;
  }
  const auto written = write_file(out.file, text, out.force ? IfThere::replace : IfThere::refuse);
  if (!written) {
    return tl::unexpected(written.error());
  }
  say(context, {{"records", size_of(*records)}},
      "Exported " + counted(size_of(*records), "record") +
          ". The file holds all you entered; keep it where only you can read it.");
  return exit_fine;
}

Result<int> run_import(Context& context, const command::Import& in) {
  const auto text = read_file(in.file, most_import_bytes);
  if (!text) {
    return tl::unexpected(text.error());
  }
  const auto records = parse_records(in.file, *text);
  if (!records) {
    return tl::unexpected(records.error());
  }
  const auto merged = context.host.merge_records(*records);
  if (!merged) {
    return tl::unexpected(merged.error());
  }
  const auto all = static_cast<std::int64_t>(merged->records);
  const auto fresh = static_cast<std::int64_t>(merged->new_records);
  say(context, {{"records", all}, {"new", fresh}},
      "Read " + counted(all, "record") + ", " + std::to_string(fresh) + " of them new.");
  return exit_fine;
}

Result<int> run_verify(Context& context) {
  const auto faults = context.host.verify();
  const auto records = faults ? context.host.records() : tl::unexpected(faults.error());
  if (!records) {
    return tl::unexpected(records.error());
  }
  if (context.json) {
    context.console.out << to_bytes({{"records", size_of(*records)}, {"faults", *faults}}) << '\n';
  } else {
    for (const std::string& fault : *faults) {
      context.console.out << harmless(fault) << '\n';
    }
  }
  if (!faults->empty()) {
    return fail(Errc::damaged, "the record has " + counted(size_of(*faults), "fault") +
                                   ", listed above; what can be read is still used");
  }
  if (!context.json) {
    context.console.out << "All is well: " << counted(size_of(*records), "record")
                        << ", each of them readable.\n";
  }
  return exit_fine;
}

Result<int> run_erase(Context& context, const command::Erase& erase) {
  if (!erase.yes) {
    return bad_input(
        "erase forgets the whole record for good; \"lissom export FILE\" keeps a copy, "
        "\"lissom erase --yes\" does it");
  }
  const auto records = context.host.records();
  const auto erased = records ? context.host.erase() : tl::unexpected(records.error());
  if (!erased) {
    return tl::unexpected(erased.error());
  }
  say(context, {{"erased", size_of(*records)}},
      "Erased " + counted(size_of(*records), "record") + ".");
  return exit_fine;
}

}  // namespace lissom::cli
