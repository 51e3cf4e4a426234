#include "shells/cli/commands.h"

#include <vector>

#include "core/base/words.h"
#include "core/journal/codec.h"
#include "shells/cli/files.h"
#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

/// No request and no file of answers is larger.
constexpr std::size_t most_json_bytes = 1U << 20U;

std::vector<CatalogueFile> files_of(const std::vector<FolderText>& texts) {
  std::vector<CatalogueFile> files;
  files.reserve(texts.size());
  for (const FolderText& text : texts) {
    files.push_back({text.path, text.text});
  }
  return files;
}

Json outcome_json(const Outcome& outcome) {
  Json events = Json::array();
  for (const Event& event : outcome.events) {
    events.push_back(to_json(event));
  }
  return {{"exit", outcome.exit}, {"view", outcome.view}, {"events", std::move(events)}};
}

}  // namespace

Fault without_place(Fault fault) {
  constexpr std::string_view place = "request.";
  if (fault.what.starts_with(place)) {
    fault.what.erase(0, place.size());
  }
  return fault;
}

int show(Context& context, std::string_view request, const Outcome& outcome) {
  context.console.out << (context.json ? to_bytes(outcome.view) + "\n"
                                       : render(request, outcome.view, context.console.width));
  return outcome.exit;
}

Result<Json> read_json(const std::string& file) {
  const auto text = read_file(file, most_json_bytes);
  if (!text) {
    return tl::unexpected(text.error());
  }
  auto json = parse_json(*text);
  if (!json) {
    return bad_input((file == "-" ? "standard input" : file) + ": " + json.error().what);
  }
  return json;
}

Console talking(const Context& context) {
  Console console = context.console;
  return context.json ? Console{.in = console.in,
                                .out = console.err,
                                .err = console.err,
                                .is_echoed = console.is_echoed,
                                .width = console.width,
                                .is_terminal = false}
                      : console;
}

Result<Catalogue> read_catalogue(const std::string& folder) {
  const auto texts = read_folder(folder);
  if (!texts) {
    return tl::unexpected(texts.error());
  }
  auto catalogue = parse_catalogue(files_of(*texts));
  if (!catalogue) {
    const auto& faults = catalogue.error();
    const std::string more = faults.size() > 1
                                 ? " (and " + std::to_string(faults.size() - 1) +
                                       " more; \"lissom catalogue --check DIR\" lists all)"
                                 : "";
    return bad_input("--catalogue: " + (faults.empty() ? folder : to_string(faults.front())) +
                     more);
  }
  return std::move(*catalogue);
}

Result<int> run_ask(Context& context, const Json& request) {
  const auto outcome = context.host.ask(request);
  if (!outcome) {
    return tl::unexpected(without_place(outcome.error()));
  }
  return show(context, text_at(request, "do"), *outcome);
}

Result<int> run_next(Context& context) {
  const auto outcome = context.host.ask({{"do", "today"}});
  if (!outcome) {
    return tl::unexpected(outcome.error());
  }
  if (context.json) {
    return show(context, "today", *outcome);
  }
  context.console.out << render_next(outcome->view, context.console.width);
  // Who was never asked is not refused anything: it is where everybody begins.
  const Json& refused = value_at(outcome->view, "refused");
  return text_at(refused, "why") == "unscreened" ? exit_fine : outcome->exit;
}

Result<int> run_raw(Context& context, const command::Raw& raw) {
  const auto request = read_json(raw.file);
  if (!request) {
    return tl::unexpected(request.error());
  }
  const auto outcome = context.host.ask(*request);
  if (!outcome) {
    return tl::unexpected(outcome.error());
  }
  context.console.out << to_bytes(outcome_json(*outcome)) << '\n';
  return outcome->exit;
}

Result<int> run_check_catalogue(Console& console, const command::CheckCatalogue& check) {
  const auto texts = read_folder(check.folder);
  if (!texts) {
    return tl::unexpected(texts.error());
  }
  const auto catalogue = parse_catalogue(files_of(*texts));
  if (catalogue) {
    console.out << "The catalogue is sound: "
                << counted(static_cast<std::int64_t>(catalogue->exercises.size()), "stretch",
                           "stretches")
                << ", version " << catalogue->version << ".\n";
    return exit_fine;
  }
  for (const CatalogueFault& fault : catalogue.error()) {
    console.out << harmless(to_string(fault)) << '\n';
  }
  return bad_input(check.folder + ": " +
                   counted(static_cast<std::int64_t>(catalogue.error().size()), "mistake") +
                   ", listed above");
}

}  // namespace lissom::cli
