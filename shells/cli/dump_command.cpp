#include "shells/cli/commands.h"
#include "shells/cli/files.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {

Result<int> run_dump_lp(Context& context, const command::DumpLp& dump) {
  if (dump.prefix.empty()) {
    return bad_input("--dump-lp: expected a beginning for the names of the files");
  }
  const auto outcome = context.host.ask({{"do", "programs"}});
  if (!outcome) {
    return tl::unexpected(outcome.error());
  }
  if (outcome->exit != exit_fine) {
    return show(context, "plan", *outcome);
  }
  Json files = Json::array();
  std::string sentences;
  for (const Json& stage : list_at(outcome->view, "stages")) {
    const std::string path = dump.prefix + "." + text_at(stage, "name") + ".lp";
    const auto written = write_file(path, text_at(stage, "lp"), IfThere::refuse);
    if (!written) {
      return tl::unexpected(written.error());
    }
    files.push_back(path);
    sentences += harmless(path) + ": the best score is " +
                 std::to_string(number_at(stage, "score", 0)) +
                 (is_true(stage, "proved") ? ", proved\n" : ", not proved\n");
  }
  if (files.empty()) {
    return bad_input(
        "a flare day has a fixed routine, so there is no program to write; nothing was written");
  }
  context.console.out << (context.json ? to_bytes(Json{{"files", std::move(files)}}) + "\n"
                                       : sentences);
  return exit_fine;
}

}  // namespace lissom::cli
