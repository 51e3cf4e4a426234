#include "shells/cli/run.h"

#include <algorithm>
#include <optional>

#include "shells/cli/args.h"
#include "shells/cli/commands.h"
#include "shells/cli/files.h"
#include "shells/cli/text.h"

namespace lissom::cli {
namespace {

constexpr const char* version_line = "lissom " LISSOM_VERSION "\n";

int exit_code(Errc code) {
  switch (code) {
    case Errc::bad_input:
    case Errc::unknown:
      return exit_bad_input;
    case Errc::conflict:
    case Errc::damaged:
    case Errc::io:
      return exit_fault;
  }
  return exit_fault;
}

int complain(Console& console, const Fault& fault) {
  std::string line = harmless(fault.what);
  std::ranges::replace(line, '\n', ' ');
  console.out.flush();
  console.err << "lissom: " << line << '\n';
  return exit_code(fault.code);
}

/// Commands that need the record.
struct WithRecord {
  Context& context;
  const Common& common;

  Result<int> operator()(const command::Next& /*what*/) const { return run_next(context); }
  Result<int> operator()(const command::Ask& what) const { return run_ask(context, what.request); }
  Result<int> operator()(const command::Screen& what) const { return run_screen(context, what); }
  Result<int> operator()(const command::Profile& what) const { return run_profile(context, what); }
  Result<int> operator()(const command::Guide& what) const { return run_guide(context, what); }
  Result<int> operator()(const command::DumpLp& what) const { return run_dump_lp(context, what); }
  Result<int> operator()(const command::Draw& what) const { return run_draw(context, what); }
  Result<int> operator()(const command::PrintPlan& what) const {
    return run_handout(context, what);
  }
  Result<int> operator()(const command::LogPaper& what) const {
    return run_log_paper(context, what);
  }
  Result<int> operator()(const command::Audio& what) const { return run_audio(context, what); }
  Result<int> operator()(const command::Export& what) const { return run_export(context, what); }
  Result<int> operator()(const command::Remind& what) const {
    return run_remind(context, what, common);
  }
  Result<int> operator()(const command::ExportFhir& what) const {
    return run_export_fhir(context, what);
  }
  Result<int> operator()(const command::ImportFhir& what) const {
    return run_import_fhir(context, what);
  }
  Result<int> operator()(const command::Calendar& what) const {
    return run_calendar(context, what);
  }
  Result<int> operator()(const command::ExportTables& what) const {
    return run_export_tables(context, what);
  }
  Result<int> operator()(const command::Import& what) const { return run_import(context, what); }
  Result<int> operator()(const command::Verify& /*what*/) const { return run_verify(context); }
  Result<int> operator()(const command::Erase& what) const { return run_erase(context, what); }
  Result<int> operator()(const command::Raw& what) const { return run_raw(context, what); }
  Result<int> operator()(const command::CheckCatalogue& what) const {
    return run_check_catalogue(context.console, what);
  }
  Result<int> operator()(const command::Simulate& what) const {
    return run_simulate(context.console, what, context.json);
  }
  Result<int> operator()(const command::Measure& what) const { return run_measure(context, what); }
  Result<int> operator()(const command::OwnQuestionnaire& what) const {
    return run_own_questionnaire(context, what);
  }
  Result<int> operator()(const command::Chart& what) const { return run_chart(context, what); }
  Result<int> operator()(const command::Body& what) const {
    return run_body(context.console, what);
  }
  Result<int> operator()(const command::Serve& /*what*/) const { return exit_fine; }
  Result<int> operator()(const command::BodyCheck& what) const {
    return run_body_check(context.console, what, "");
  }
  Result<int> operator()(const command::Version& /*what*/) const { return exit_fine; }
  Result<int> operator()(const command::Help& /*what*/) const { return exit_fine; }
};

Result<int> run_with_record(const Command& command, Console& console) {
  std::optional<Catalogue> own;
  if (!command.common.catalogue.empty()) {
    auto read = read_catalogue(command.common.catalogue);
    if (!read) {
      return tl::unexpected(read.error());
    }
    own = std::move(*read);
  }
  const Catalogue& catalogue = own ? *own : embedded_catalogue();
  const auto folder = data_folder(command.common);
  if (!folder) {
    return tl::unexpected(folder.error());
  }
  auto host = Host::open({.folder = *folder, .at = command.common.at, .catalogue = &catalogue});
  if (!host) {
    return tl::unexpected(host.error());
  }
  Context context{
      .host = *host, .catalogue = catalogue, .console = console, .json = command.common.json};
  return std::visit(WithRecord{context, command.common}, command.what);
}

Result<int> run_command(const Command& command, Console& console) {
  if (const auto* help = std::get_if<command::Help>(&command.what)) {
    console.out << help->text;
    return exit_fine;
  }
  if (std::holds_alternative<command::Version>(command.what)) {
    console.out << version_line;
    return exit_fine;
  }
  if (const auto* check = std::get_if<command::CheckCatalogue>(&command.what)) {
    return run_check_catalogue(console, *check);
  }
  if (const auto* simulated = std::get_if<command::Simulate>(&command.what)) {
    return run_simulate(console, *simulated, command.common.json);
  }
  if (const auto* body = std::get_if<command::Body>(&command.what)) {
    return run_body(console, *body);
  }
  if (const auto* serve = std::get_if<command::Serve>(&command.what)) {
    return run_serve(console, *serve, command.common);
  }
  if (const auto* anatomy = std::get_if<command::BodyCheck>(&command.what)) {
    return run_body_check(console, *anatomy, command.common.catalogue);
  }
  return run_with_record(command, console);
}

}  // namespace

Result<std::filesystem::path> data_folder(const Common& common) {
  return common.data.empty() ? usual_data_folder() : std::filesystem::path(common.data);
}

int run(std::span<const std::string> args, Console& console) {
  const auto command = parse_args(args);
  const auto code = command ? run_command(*command, console) : tl::unexpected(command.error());
  if (!code) {
    return complain(console, code.error());
  }
  if (!console.out.flush()) {
    return complain(console, {Errc::io, "cannot write the answer: the output is closed or full"});
  }
  return *code;
}

}  // namespace lissom::cli
