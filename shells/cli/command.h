#pragma once
/// What was typed on the command line, before it means anything.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "core/base/date.h"
#include "core/base/json.h"

namespace lissom::cli {

/// What every command takes.
struct Common {
  bool json = false;
  std::optional<LocalMoment> at;
  std::string data;       ///< folder of the record, "" for the usual one
  std::string catalogue;  ///< folder of a catalogue, "" for the one built in
};

namespace command {

/// No command: what to do next.
struct Next {};
/// One request to the façade; its answer is shown.
struct Ask {
  Json request;
};
struct Screen {
  std::string answers;  ///< file, "-", or "" to be asked
  bool questions = false;
};
struct Profile {
  std::string answers;  ///< as above
  bool show = false;
};
struct Guide {
  std::string slot;
  std::string answers;
  int speed = 1;
  bool is_plain = false;
  bool is_short = false;
};
/// The programs behind a plan, as files for another solver.
struct DumpLp {
  std::string prefix;  ///< of the names: PREFIX.core.lp …
};
struct Export {
  std::string file;
  bool force = false;
};
struct Import {
  std::string file;
};
struct Verify {};
struct Erase {
  bool yes = false;
};
/// A request as it is, and the outcome as it is.
struct Raw {
  std::string file;
};
struct CheckCatalogue {
  std::string folder;
};
/// What is due, or one measure taken step by step.
struct Measure {
  std::string what;
  std::string method;  ///< of a range test, "" for the usual one
  bool is_hidden = false;
};
/// A questionnaire that a clinic supplies.
struct OwnQuestionnaire {
  std::string file;
  std::string answers;
  bool is_check = false;
};
/// The chart of progress as a file.
struct Chart {
  std::string file;
  bool force = false;
};
struct Version {};
/// `--help`, already put together.
struct Help {
  std::string text;
};

}  // namespace command

using What =
    std::variant<command::Next, command::Ask, command::Screen, command::Profile, command::Guide,
                 command::DumpLp, command::Export, command::Import, command::Verify, command::Erase,
                 command::Raw, command::CheckCatalogue, command::Measure, command::OwnQuestionnaire,
                 command::Chart, command::Version, command::Help>;

struct Command {
  Common common;
  What what;
};

}  // namespace lissom::cli
