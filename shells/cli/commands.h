#pragma once
/// What each command does: asks the core, shows the answer. A result is the exit code.

#include <filesystem>

#include "core/base/result.h"
#include "shells/cli/command.h"
#include "shells/cli/console.h"
#include "shells/cli/host.h"

namespace lissom::cli {

/// What a command works with.
struct Context {
  Host& host;
  const Catalogue& catalogue;
  Console& console;
  bool json = false;
};

constexpr int exit_fine = 0;
constexpr int exit_fault = 1;
constexpr int exit_bad_input = 2;
constexpr int exit_refused = 3;

[[nodiscard]] Result<int> run_next(Context& context);
[[nodiscard]] Result<int> run_ask(Context& context, const Json& request);
[[nodiscard]] Result<int> run_screen(Context& context, const command::Screen& screen);
[[nodiscard]] Result<int> run_profile(Context& context, const command::Profile& profile);
[[nodiscard]] Result<int> run_guide(Context& context, const command::Guide& guide);
[[nodiscard]] Result<int> run_draw(Context& context, const command::Draw& draw);
[[nodiscard]] Result<int> run_handout(Context& context, const command::PrintPlan& print);
[[nodiscard]] Result<int> run_log_paper(Context& context, const command::LogPaper& paper);
[[nodiscard]] Result<int> run_audio(Context& context, const command::Audio& audio);
[[nodiscard]] Result<int> run_dump_lp(Context& context, const command::DumpLp& dump);
[[nodiscard]] Result<int> run_export(Context& context, const command::Export& out);
[[nodiscard]] Result<int> run_calendar(Context& context, const command::Calendar& what);
[[nodiscard]] Result<int> run_export_tables(Context& context, const command::ExportTables& out);
[[nodiscard]] Result<int> run_remind(Context& context, const command::Remind& what,
                                     const Common& common);
[[nodiscard]] Result<int> run_export_fhir(Context& context, const command::ExportFhir& out);
[[nodiscard]] Result<int> run_import_fhir(Context& context, const command::ImportFhir& in);
[[nodiscard]] Result<int> run_import(Context& context, const command::Import& in);
[[nodiscard]] Result<int> run_verify(Context& context);
[[nodiscard]] Result<int> run_erase(Context& context, const command::Erase& erase);
[[nodiscard]] Result<int> run_measure(Context& context, const command::Measure& measure);
[[nodiscard]] Result<int> run_own_questionnaire(Context& context,
                                                const command::OwnQuestionnaire& own);
[[nodiscard]] Result<int> run_chart(Context& context, const command::Chart& chart);
[[nodiscard]] Result<int> run_raw(Context& context, const command::Raw& raw);
/// Needs no record.
[[nodiscard]] Result<int> run_simulate(Console& console, const command::Simulate& what, bool json);
/// Needs no record.
[[nodiscard]] Result<int> run_body(Console& console, const command::Body& what);
/// Uses the core for the calendar feed only.
[[nodiscard]] Result<int> run_serve(Console& console, const command::Serve& what,
                                    const Common& common);
/// Needs no record. @param catalogue  a folder, "" for the one built in
[[nodiscard]] Result<int> run_body_check(Console& console, const command::BodyCheck& check,
                                         const std::string& catalogue);
/// Needs no record.
[[nodiscard]] Result<int> run_check_catalogue(Console& console,
                                              const command::CheckCatalogue& check);

// ---- what several commands need
// ------------------------------------------------------------------

/// Shows the view of a request, as a page or as it is. @return the exit code of the outcome
[[nodiscard]] int show(Context& context, std::string_view request, const Outcome& outcome);
/// Who typed a command has never seen the request that was made of it.
[[nodiscard]] Fault without_place(Fault fault);
/// The request for a session: of a slot ("" and "evening" are the main one), or, for the slot
/// "free", of stretches.
[[nodiscard]] Json session_request(std::string_view name, const std::string& slot,
                                   const std::vector<std::string>& stretches, bool is_short);
/// A JSON value from a file, "-" for standard input. @return bad_input with the file and the place
[[nodiscard]] Result<Json> read_json(const std::string& file);
/// The console with prompts on the error stream where the answer is JSON.
[[nodiscard]] Console talking(const Context& context);
/// Where the record of this command lies. @return io if there is no home
[[nodiscard]] Result<std::filesystem::path> data_folder(const Common& common);
/// A catalogue from a folder. @return bad_input with the first mistake and how many there are
[[nodiscard]] Result<Catalogue> read_catalogue(const std::string& folder);

}  // namespace lissom::cli
