#pragma once
/// What was typed on the command line, before it means anything.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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
  std::vector<std::string> stretches;  ///< of a free session
  std::string answers;
  int speed = 1;
  bool is_plain = false;
  bool is_short = false;
};
/// The programs behind a plan, as files for another solver.
struct DumpLp {
  std::string prefix;  ///< of the names: PREFIX.core.lp …
};
/// A picture of a stretch, or a sheet of many.
struct Draw {
  Json request;      ///< of a sheet: what its pictures have in common
  std::string file;  ///< its ending says what it will be; "-" is SVG on standard output, "" is dots
                     ///< on the terminal
  int size = 0;      ///< pixels from side to side; 0: the usual
  bool is_sheet = false;
  std::vector<std::string> ids;  ///< of a sheet; none: all
  bool force = false;
};
/// A plan, or stretches, on paper.
struct PrintPlan {
  Json request;
  std::string file;  ///< "" for the name that the core gives it, "-" for standard output
  bool is_letter = false;
  bool force = false;
};
/// A page of a printed diary, filled in.
struct LogPaper {
  std::vector<std::string> tokens;  ///< CODE=VALUES of rows, or the code of a page and its values
};
/// A session as a track to listen to.
struct Audio {
  std::string file;
  std::string slot;
  std::vector<std::string> stretches;  ///< of a free session
  bool is_short = false;
  bool is_tones = false;    ///< without a voice
  bool has_breath = false;  ///< a faint tone to breathe with
  std::string voice;        ///< folder of the clips; "": the usual
  bool force = false;
};
struct Export {
  std::string file;
  bool force = false;
};
/// The record as tables, one file each.
struct ExportTables {
  std::string folder;
  bool force = false;
};
/// Reminders on the desktop.
struct Remind {
  enum class Action : std::uint8_t { install, remove, snooze, look };
  Action action = Action::look;
  int minutes = 30;  ///< of a snooze
};
/// The record as a FHIR bundle.
struct ExportFhir {
  std::string file;
  bool force = false;
};
/// What can be taken from another system's FHIR resources.
struct ImportFhir {
  std::string file;
};
/// The plan as a calendar file.
struct Calendar {
  std::string file;  ///< "-" for standard output
  std::string zone;  ///< of the time zone database, "" for this machine's
  std::string busy;  ///< another calendar, out of whose appointments breaks move; "" for none
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
/// People who are not there, watched. Needs no record.
struct Simulate {
  int people = 1000;
  int weeks = 8;
  std::uint64_t seed = 1;
  std::optional<std::uint64_t> person;  ///< the seed of one life instead of many
  bool csv = false;
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
/// Lengths or moment arms of the muscles of a model from a file. Needs no record.
struct Body {
  std::string model;  ///< an .osim file
  std::string poses;  ///< a table, "-" for standard input
  std::string out;    ///< "-" for standard output
  bool is_arms = false;
  bool is_smooth = false;
  bool force = false;
};
/// All stretches against the model of the body. Needs no record.
struct BodyCheck {
  std::string document;  ///< where it goes, "-" for standard output
  std::string lengths;   ///< where what the planner reads goes, "" for nowhere
  bool force = false;
};
/// The app in the browser.
struct Serve {
  std::string host = "127.0.0.1";
  int port = 8080;
  std::string web;  ///< folder of the app, "" for where it usually is
  bool opens = false;
  bool is_quiet = false;
  bool wants_link = false;        ///< a link to a server that runs, instead
  bool forgets_browsers = false;  ///< that, instead
  bool wants_feed = false;        ///< a secret link to the calendar, instead
  bool forgets_feeds = false;     ///< those, instead
};
struct Version {};
/// `--help`, already put together.
struct Help {
  std::string text;
};

}  // namespace command

using What =
    std::variant<command::Next, command::Ask, command::Screen, command::Profile, command::Guide,
                 command::DumpLp, command::Draw, command::Audio, command::PrintPlan,
                 command::LogPaper, command::Export, command::ExportTables, command::Remind,
                 command::ExportFhir, command::ImportFhir, command::Calendar, command::Import,
                 command::Verify, command::Erase, command::Raw, command::CheckCatalogue,
                 command::Simulate, command::Measure, command::OwnQuestionnaire, command::Chart,
                 command::Body, command::BodyCheck, command::Serve, command::Version,
                 command::Help>;

struct Command {
  Common common;
  What what;
};

}  // namespace lissom::cli
