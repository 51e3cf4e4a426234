#include "shells/cli/args.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/api/answer.h"
#include "shells/cli/reference.h"

namespace lissom::cli {
namespace {

constexpr int fastest = 1000;
constexpr std::size_t help_column = 24;

/// Stands for the minus of a number, which would be taken for an option.
constexpr char guarded_minus = '\x01';

std::string guarded(std::string arg) {
  const bool is_negative = arg.size() > 1 && arg[0] == '-' && arg[1] >= '0' && arg[1] <= '9';
  if (is_negative) {
    arg[0] = guarded_minus;
  }
  return arg;
}

std::string unguarded(std::string arg) {
  std::ranges::replace(arg, guarded_minus, '-');
  return arg;
}

/// A whole number as a number, anything else as it is: the core says what it expected.
Json typed(const std::string& arg) {
  const std::string text = unguarded(arg);
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end ? Json(number) : Json(text);
}

/// "12", "12.5", "-3" in tenths, or nothing.
std::optional<std::int64_t> tenths_of(const std::string& arg) {
  const std::string text = unguarded(arg);
  const std::size_t point = text.find('.');
  const bool has_decimal = point != std::string::npos;
  if (has_decimal && point + 2 != text.size()) {
    return std::nullopt;
  }
  const std::string digits =
      has_decimal ? text.substr(0, point) + text.substr(point + 1) : text + "0";
  const Json number = typed(digits);
  const bool is_sound = number.is_number_integer() && (!has_decimal || point > 0);
  return is_sound ? std::optional(number.get<std::int64_t>()) : std::nullopt;
}

std::string reading_fault(const std::string& arg) {
  return tenths_of(arg)
             ? ""
             : as_typed(unguarded(arg)) + " is no reading; expected a number like 42 or 42.5";
}

/// Options without the library's capitals and remarks.
class PlainFormatter final : public CLI::Formatter {
 public:
  PlainFormatter() {
    column_width(help_column);
    label("Positionals", "What to give");
    label("Usage", "Usage");
    label("OPTIONS", "options");
    label("SUBCOMMAND", "command");
  }
  [[nodiscard]] std::string make_description(const CLI::App* app) const override {
    std::string text = app->get_description();
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
      text[0] = static_cast<char>(text[0] - 'a' + 'A');
    }
    return text + "\n\n";
  }
  [[nodiscard]] std::string make_option_opts(const CLI::Option* option) const override {
    const bool takes_value = option->get_type_size() != 0 && !option->get_positional();
    return takes_value ? " " + option->get_type_name() : "";
  }
};

constexpr const char* main_footer =
    "Every command also takes --json, --at, --data and --catalogue. Times are local to you;\n"
    "nothing leaves this machine unless \"serve --host\" lets others in. Lissom is not a medical\n"
    "device and not for emergencies.\n"
    "Exit codes: 0 fine, 1 fault, 2 something in the input, 3 \"please see someone first\".";

constexpr const char* command_footer =
    "Also: --json, --at MOMENT, --data DIR, --catalogue DIR; \"lissom --help\" explains them.";

/// "FILE", or "TEXT:{a,b}" of which the braces are choices.
OptionDoc doc_of(const CLI::Option& option) {
  OptionDoc doc;
  doc.what = option.get_description();
  doc.is_required = option.get_required();
  const std::string type = option.get_type_size() == 0 ? "" : option.get_type_name();
  doc.value = type.substr(0, type.find(':'));
  const std::size_t open = type.find('{');
  if (open != std::string::npos) {
    doc.choices = CLI::detail::split(type.substr(open + 1, type.find('}') - open - 1), ',');
  }
  return doc;
}

/// The stretches and lessons that an argument may name.
std::vector<std::string> ids_for(const std::string& command) {
  const Catalogue& catalogue = embedded_catalogue();
  std::vector<std::string> ids;
  if (command == "learn") {
    for (const Lesson& lesson : catalogue.lessons) {
      ids.push_back(lesson.id);
    }
  } else {
    for (const auto& [id, exercise] : catalogue.exercises) {
      ids.push_back(id);
    }
  }
  return ids;
}

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& letter : option.get_snames()) {
    names.push_back("-" + letter);
  }
  for (const std::string& name : option.get_lnames()) {
    names.push_back("--" + name);
  }
  return names;
}

CommandDoc doc_of(const CLI::App& app) {
  CommandDoc doc;
  doc.name = app.get_name();
  doc.group = app.get_group();
  doc.what = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    const bool is_help = option == app.get_help_ptr() && app.get_parent() != nullptr;
    std::vector<std::string> names = names_of(*option);
    if (!names.empty() && !is_help) {
      OptionDoc& added = doc.options.emplace_back(doc_of(*option));
      added.names = std::move(names);
    }
    if (option->get_positional()) {
      OptionDoc& added = doc.arguments.emplace_back(doc_of(*option));
      added.names = {option->get_name(true)};
      if (added.names.front() == "ID" && added.choices.empty()) {
        added.choices = ids_for(doc.name);
      }
    }
  }
  for (const CLI::App* command : app.get_subcommands({})) {
    doc.commands.push_back(doc_of(*command));
  }
  return doc;
}

/// Everything that can be typed, and where it is put while the library reads.
class Parser {
 public:
  Parser() {
    app_.formatter(std::make_shared<PlainFormatter>());
    app_.footer(main_footer);
    app_.set_help_flag("-h,--help", "this text");
    app_.fallthrough();
    app_.require_subcommand(0, 1);
    add_common();
    add_beginning();
    add_daily();
    add_log();
    add_record();
    add_serve();
    add_scripts();
  }

  [[nodiscard]] Result<Command> parse(std::vector<std::string> args) {
    std::ranges::reverse(args);  // the library takes them from the back
    try {
      app_.parse(std::move(args));
    } catch (const CLI::CallForHelp&) {
      command_.what = command::Help{app_.help()};
    } catch (const CLI::ParseError& error) {
      return complaint(error.what());
    }
    if (is_version_) {
      command_.what = command::Version{};
    }
    return with_moment();
  }

 private:
  using Options = std::vector<std::pair<std::string, std::string*>>;

  void add_common() {
    app_.add_flag("--json", command_.common.json, "print the core's answer as JSON");
    app_.add_option("--at", at_, "pretend it is this moment: 2026-11-24T18:05+02:00")
        ->type_name("MOMENT");
    app_.add_option("--data", command_.common.data,
                    "folder of the record (usually ~/.local/share/lissom)")
        ->type_name("DIR");
    app_.add_option("--catalogue", command_.common.catalogue,
                    "read the stretches, questions and rules from here")
        ->type_name("DIR");
    app_.add_flag("--version", is_version_, "which version this is");
  }

  static CLI::App& add(CLI::App& parent, const std::string& group, const std::string& name,
                       const std::string& what) {
    CLI::App& added = *parent.add_subcommand(name, what);
    added.group(group);
    added.footer(command_footer);
    return added;
  }

  /// A command that is one request without anything else.
  CLI::App& add_plain(const std::string& group, const std::string& name, const std::string& what) {
    CLI::App& added = add(app_, group, name, what);
    added.callback([this, name] { ask({{"do", name}}); });
    return added;
  }

  void ask(Json request) { command_.what = command::Ask{std::move(request)}; }

  void add_beginning() {
    const std::string group = "Begin with";
    auto& screen = add(app_, group, "screen", "the safety questions");
    screen.add_option("--answers", screen_.answers, "answers as JSON, - for standard input")
        ->type_name("FILE");
    screen.add_flag("--questions", screen_.questions, "print all questions and why they are asked");
    screen.callback([this] { command_.what = screen_; });

    auto& profile = add(app_, group, "profile", "what you can do, have and want");
    profile.add_option("--answers", profile_.answers, "changes as JSON, - for standard input")
        ->type_name("FILE");
    profile.add_option("show", show_, "\"show\" prints it without asking")
        ->check(CLI::IsMember({"show"}));
    profile.callback([this] {
      profile_.show = !show_.empty();
      command_.what = profile_;
    });

    auto& plan = add(app_, group, "plan", "this week: what, how long, and why");
    plan.add_flag("--anew", anew_, "plan again, from today's answers");
    plan.add_option("--dump-lp", dump_lp_.prefix,
                    "write the programs of a plan made now to PREFIX.core.lp and so on")
        ->type_name("PREFIX")
        ->excludes("--anew");
    plan.callback([this, &plan] {
      if (plan.count("--dump-lp") > 0) {
        command_.what = dump_lp_;
        return;
      }
      Json request = {{"do", "plan"}};
      if (anew_) {
        request["anew"] = true;
      }
      ask(std::move(request));
    });
    add_taste(group, "swap", "another stretch in the place of one, from now on", "left_out");
    add_taste(group, "like", "a stretch that plans should rather choose", "liked");
    add_guide(group);
  }

  void add_taste(const std::string& group, const char* name, const char* what, const char* is) {
    auto& taste = add(app_, group, name, what);
    taste.add_option("ID", what_, "the stretch")->required();
    taste.add_flag("--back", is_back_, "take that back");
    taste.callback([this, is] {
      ask({{"do", "taste"}, {"id", what_}, {"is", is_back_ ? "neither" : is}});
    });
  }

  /// Which session: a slot, and the stretches of one that the person chose.
  static void add_session(CLI::App& command, std::string& slot,
                          std::vector<std::string>& stretches) {
    command.add_option("slot", slot, "core (or evening), morning, break or free; core unless said")
        ->check(CLI::IsMember({"core", "evening", "morning", "break", "free"}));
    command.add_option("stretches", stretches, "with free: what you would like to do, by id")
        ->type_name("ID");
  }

  void add_guide(const std::string& group) {
    auto& guide = add(app_, group, "guide", "a guided session, step by step");
    add_session(guide, guide_.slot, guide_.stretches);
    guide.add_option("--speed", guide_.speed, "run this many times faster, 1 to 1000")
        ->check(CLI::Range(1, fastest).description(""))
        ->type_name("X");
    guide.add_flag("--plain", guide_.is_plain, "line by line instead of a full screen");
    guide.add_flag("--short", guide_.is_short, "two stretches only; that counts too");
    guide
        .add_option("--answers", guide_.answers,
                    "the four questions before a session as JSON, - for standard input")
        ->type_name("FILE");
    guide.callback([this] { command_.what = guide_; });
  }

  void add_daily() {
    const std::string group = "Every day";
    add_plain(group, "today", "what is planned for today");
    add_progress(group);
    add_measure(group);
    auto& why = add(app_, group, "why", "the reasons of a choice");
    why.add_option("WHAT", what_, "a stretch, a muscle, a restriction or a rule")->required();
    why.callback([this] { ask({{"do", "why"}, {"what", what_}}); });
    auto& prefer = add(app_, group, "prefer", "calendar article, or calendar criteria");
    prefer.add_option("NAME", what_, "calendar: what decides about the level")->required();
    prefer.add_option("VALUE", note_, "criteria (how it goes) or article (its own weeks)")
        ->required();
    prefer.callback([this] {
      Json request = {{"do", "prefer"}};
      put(request, {{"name", &what_}, {"value", &note_}});
      ask(std::move(request));
    });
    add_times(group);
    add_calendar(group);
    add_remind(group);
    add_with_id(group, "learn", "short texts about hips, backs and stretching");
    auto& catalogue = add_with_id(group, "catalogue", "all stretches, or one of them whole");
    catalogue.add_option("--check", folder_, "check the files of a catalogue")->type_name("DIR");
    add_draw(group);
    add_handout(group);
    add_audio(group);
  }

  void add_handout(const std::string& group) {
    auto& handout =
        add(app_, group, "handout", "the plan on paper, with a diary to tick on the back");
    handout.add_option("ID", print_ids_, "stretches of your choice instead of the plan");
    handout.add_option("--week", week_, "which week, this one unless said")->type_name("N");
    handout.add_option("--slot", side_, "core (usual), morning, break or all")->type_name("SLOT");
    handout.add_option("--size", size_, "a4 (usual) or letter")
        ->type_name("SIZE")
        ->check(CLI::IsMember({"a4", "letter"}));
    handout.add_flag("--large", is_large_, "large print, letters of 18 points");
    handout.add_flag("--bw", is_bw_, "pictures in lines, for a printer without colour");
    handout.add_option("--initials", note_, "yours, for the head of the sheet")->type_name("AB");
    handout.add_option("-o,--output", print_.file, "FILE.pdf; lissom-DATE.pdf unless said")
        ->type_name("FILE");
    handout.add_flag("--force", print_.force, "replace the file if it is there");
    handout.callback([this] {
      Json& request = print_.request;
      request = {{"do", "handout"}, {"as", "shapes"}};
      put_numbers(request, {{"week", &week_}});
      put(request, {{"slot", &side_}, {"initials", &note_}});
      put_lists(request, {{"ids", &print_ids_}});
      for (const auto& [key, is_so] : {std::pair("large", is_large_), std::pair("bw", is_bw_)}) {
        if (is_so) {
          request[key] = true;
        }
      }
      print_.is_letter = size_ == "letter";
      command_.what = print_;
    });
  }

  void add_calendar(const std::string& group) {
    auto& calendar = add(app_, group, "calendar", "the plan as appointments for your calendar");
    calendar.add_option("-o,FILE", calendar_.file, "FILE.ics, - for standard output")->required();
    calendar
        .add_option("--busy", calendar_.busy,
                    "another calendar (.ics): breaks move out of its appointments")
        ->type_name("FILE");
    calendar.add_option("--zone", calendar_.zone, "your time zone, e.g. Europe/Kyiv")
        ->type_name("NAME");
    calendar.add_flag("--force", calendar_.force, "replace the file if it is there");
    calendar.callback([this] { command_.what = calendar_; });
  }

  void add_remind(const std::string& group) {
    auto& remind = add(app_, group, "remind", "reminders on this desktop: install, remove, snooze");
    remind.require_subcommand(1);
    using Action = command::Remind::Action;
    const std::string within = "What to do";
    const auto put = [&](const std::string& name, const std::string& words, Action action) {
      CLI::App& added = add(remind, within, name, words);
      added.callback([this, action] {
        remind_.action = action;
        command_.what = remind_;
      });
      return &added;
    };
    (void)put("install", "remind me at the times of \"lissom times\"", Action::install);
    (void)put("remove", "no reminders any more; nothing is left of them", Action::remove);
    constexpr int longest_min = 24 * 60;
    put("snooze", "not now", Action::snooze)
        ->add_option("MIN", remind_.minutes, "for how many minutes, 30 unless said")
        ->check(CLI::Range(1, longest_min).description(""));
    (void)put("look", "show what is due now, as the timer does", Action::look);
  }

  void add_times(const std::string& group) {
    auto& times = add(app_, group, "times", "when to be reminded, and how your calendar calls it");
    times.add_option("--core", times_.core, "of the main session, e.g. 18:30")->type_name("TIME");
    times.add_option("--morning", times_.morning, "of the morning, e.g. 07:00")->type_name("TIME");
    times.add_option("--alarm", times_.alarm, "minutes before that, or none")->type_name("MIN");
    times.add_option("--again", times_.again, "once more so many minutes later, or none")
        ->type_name("MIN");
    times.add_option("--quiet", times_.quiet, "when nothing rings, e.g. 22:00-06:30, or none")
        ->type_name("FROM-TO");
    times.add_option("--breaks", times_.breaks, "yes or no: work breaks in the calendar, too")
        ->type_name("YES");
    times.add_option("--titles", times_.titles, "neutral (say nothing) or plain")->type_name("HOW");
    times.callback([this] { ask(times_request()); });
  }

  /// A number, or `none` for "none".
  static Json minutes_or(const std::string& text, int none) {
    return text == "none" ? Json(none) : typed(text);
  }

  Json times_request() {
    Json set = Json::object();
    put(set, {{"core", &times_.core}, {"morning", &times_.morning}, {"titles", &times_.titles}});
    if (!times_.alarm.empty()) {
      set["alarm_min"] = minutes_or(times_.alarm, -1);
    }
    if (!times_.again.empty()) {
      set["again_min"] = minutes_or(times_.again, 0);
    }
    if (!times_.breaks.empty()) {
      set["breaks"] = times_.breaks == "yes"  ? Json(true)
                      : times_.breaks == "no" ? Json(false)
                                              : Json(times_.breaks);
    }
    if (!times_.quiet.empty()) {
      const std::string span = times_.quiet == "none" ? "00:00-00:00" : times_.quiet;
      const std::size_t dash = std::min(span.find('-'), span.size());
      set["quiet_from"] = span.substr(0, dash);
      set["quiet_to"] = span.substr(std::min(dash + 1, span.size()));
    }
    Json request = {{"do", "times"}};
    if (!set.empty()) {
      request["set"] = std::move(set);
    }
    return request;
  }

  void add_audio(const std::string& group) {
    auto& audio = add(app_, group, "audio", "a session as a sound file, voice and tones");
    add_session(audio, audio_.slot, audio_.stretches);
    audio.add_option("-o,--output", audio_.file, "FILE.wav")->type_name("FILE")->required();
    audio.add_flag("--force", audio_.force, "replace the file if it is there");
    audio.add_flag("--short", audio_.is_short, "two stretches only");
    auto* tones = audio.add_flag("--tones", audio_.is_tones, "tones alone, without a voice");
    audio.add_flag("--breath", audio_.has_breath, "a faint tone to breathe in and out with");
    audio.add_option("--voice", audio_.voice, "folder of the voice clips, if not the usual one")
        ->type_name("DIR")
        ->excludes(tones);
    audio.callback([this] { command_.what = audio_; });
  }

  void add_draw(const std::string& group) {
    auto& draw = add(app_, group, "draw", "a picture of a stretch, or a sheet of many");
    draw.add_option("ID", draw_ids_, "which stretch; with --sheet any number, none for all");
    auto* sheet = draw.add_flag("--sheet", draw_.is_sheet,
                                "start and end of several stretches, or of all; a PDF has A4");
    draw.add_option("-o,--output", draw_.file,
                    "FILE.svg, FILE.png or FILE.pdf, - for SVG; without it, dots in the terminal")
        ->type_name("FILE");
    draw.add_flag("--force", draw_.force, "replace the file if it is there");
    constexpr int smallest = 32;
    constexpr int largest = 4000;
    draw.add_option("--size", draw_.size, "pixels from side to side, 32 to 4000; 1000 for a PNG")
        ->type_name("PIXELS")
        ->check(CLI::Range(smallest, largest).description(""));
    draw.add_option("--theme", draw_theme_, "colour (usual), dark, high_contrast or print");
    draw.add_option("--build", draw_build_, "average (usual), slight, heavy or older");
    const std::vector<CLI::Option*> of_one = {
        draw.add_option("--side", draw_side_, "right (usual) or left: the side that is stretched"),
        draw.add_option("--progress", draw_at_, "0 the start to 1000 the end (usual)"),
        draw.add_option("--yaw", draw_yaw_,
                        "degrees that you stand towards the front of the person"),
        draw.add_option("--elevation", draw_elevation_, "degrees that you look from above"),
        draw.add_flag("--ghost", draw_ghost_, "the start as a dashed outline"),
        draw.add_flag("--no-arrow", draw_no_arrow_,
                      "the end without an arrow that shows the way to it")};
    for (CLI::Option* option : of_one) {
      option->excludes(sheet);
    }
    draw.callback([this] { command_.what = drawn(); });
  }

  command::Draw drawn() {
    if (!draw_.is_sheet && draw_ids_.size() != 1) {
      throw CLI::ValidationError("draw", "expected the ID of one stretch, or --sheet");
    }
    if (draw_.is_sheet && draw_.file.empty()) {
      throw CLI::ValidationError("draw", "a sheet needs a file, such as -o FILE.pdf");
    }
    Json& request = draw_.request;
    request = {{"do", "draw"}};
    if (draw_.is_sheet) {
      draw_.ids = draw_ids_;
    } else {
      request["id"] = draw_ids_.front();
    }
    put(request, {{"side", &draw_side_}, {"theme", &draw_theme_}, {"build", &draw_build_}});
    put_numbers(request, {{"at", &draw_at_}, {"yaw", &draw_yaw_}, {"elevation", &draw_elevation_}});
    if (draw_ghost_) {
      request["ghost"] = true;
    }
    if (draw_no_arrow_) {
      request["arrow"] = false;
    }
    return draw_;
  }

  void add_progress(const std::string& group) {
    auto& progress = add(app_, group, "progress", "how it goes: sessions, pain, what was measured");
    progress.add_option("--svg", chart_.file, "a chart as a picture, - for standard output")
        ->type_name("FILE");
    progress.add_flag("--force", chart_.force, "replace the file if it is there");
    progress.callback([this] {
      if (chart_.file.empty()) {
        ask({{"do", "progress"}});
      } else {
        command_.what = chart_;
      }
    });
  }

  void add_measure(const std::string& group) {
    auto& measure = add(app_, group, "measure", "what to measure now, or one measure step by step");
    measure.add_option("ID", measure_.what, "which one, e.g. peg or T_AKE; leave out for the list");
    measure.add_option("--method", measure_.method, "how a range is measured, e.g. phone or tape")
        ->type_name("HOW");
    measure.add_flag("--hidden", measure_.is_hidden, "list the tests that need a helper, too");
    measure.callback([this] { command_.what = measure_; });
    auto& own = add(app_, group, "questionnaire", "the questions of a clinic's own questionnaire");
    own.add_option("FILE", own_.file, "the questionnaire as TOML, - for standard input")
        ->required();
    own.add_option("--answers", own_.answers, "answers as JSON, - for standard input")
        ->type_name("FILE");
    own.add_flag("--check", own_.is_check, "only look whether the file is sound");
    own.callback([this] { command_.what = own_; });
  }

  CLI::App& add_with_id(const std::string& group, const std::string& name,
                        const std::string& what) {
    auto& added = add(app_, group, name, what);
    added.add_option("ID", what_, "which one; leave out for the list");
    added.callback([this, name] {
      if (!folder_.empty()) {
        command_.what = command::CheckCatalogue{folder_};
        return;
      }
      Json request = {{"do", name}};
      put(request, {{"id", &what_}});
      ask(std::move(request));
    });
    return added;
  }

  /// Puts the options that were given into a request.
  static void put(Json& request, const Options& options) {
    for (const auto& [key, value] : options) {
      if (!value->empty()) {
        request[key] = unguarded(*value);
      }
    }
  }
  static void put_numbers(Json& request, const Options& options) {
    for (const auto& [key, value] : options) {
      if (!value->empty()) {
        request[key] = typed(*value);
      }
    }
  }
  static void put_lists(
      Json& request, const std::vector<std::pair<std::string, std::vector<std::string>*>>& lists) {
    for (const auto& [key, values] : lists) {
      if (!values->empty()) {
        request[key] = *values;
      }
    }
  }

  void add_log() {
    auto& log = add(app_, "Every day", "log",
                    "write down pain, range, answers, a flare, a break, an activity");
    log.require_subcommand(0, 1);
    log.add_option(
           "--paper", paper_.tokens,
           "a printed diary: CODE of the page, then what stands in its rows (4,3,4 is pain "
           "before, after, next morning; x a tick; - nothing), or CODE=4,3,4 of single rows")
        ->type_name("CODE ...");
    log.callback([this, &log] {
      if (!paper_.tokens.empty()) {
        command_.what = paper_;
      } else if (log.get_subcommands().empty()) {
        throw CLI::RequiredError::Subcommand(1);
      }
    });
    add_log_pain(log);
    add_log_range(log);
    auto& flare = add(log, "What to log", "flare", "a bad spell has begun: lighter days follow");
    flare.add_option("--note", note_, "in your words")->type_name("TEXT");
    flare.callback([this] {
      Json request = {{"do", "log_flare"}};
      put(request, {{"note", &note_}});
      ask(std::move(request));
    });
    auto& walk = add(log, "What to log", "break", "stood up from sitting and walked");
    walk.callback([this] { ask({{"do", "log_break"}}); });
    auto& day = add(log, "What to log", "day", "a hard day: nothing is raised on it");
    day.add_flag("--poor-sleep", is_poor_sleep_, "a bad night, for whatever reason");
    day.add_flag("--stress", is_stress_, "a day too full");
    day.add_flag("--travel", is_travel_, "on the road");
    day.callback([this] {
      Json words = Json::array();
      for (const auto& [is_so, word] :
           {std::pair(is_poor_sleep_, "poor sleep"), std::pair(is_stress_, "stress"),
            std::pair(is_travel_, "travel")}) {
        if (is_so) {
          words.push_back(word);
        }
      }
      ask({{"do", "log_day"}, {"words", std::move(words)}});
    });
    add_log_questionnaires(log);
    auto& activity = add(log, "What to log", "activity", "how well something goes");
    activity.add_option("NAME", what_, "what it is, in your words")->required();
    activity.add_option("SCORE", score_, "0 cannot do it, 10 as well as ever")->required();
    activity.callback([this] {
      Json request = {{"do", "log_activity"}};
      put(request, {{"activity", &what_}});
      put_numbers(request, {{"score", &score_}});
      ask(std::move(request));
    });
  }

  void add_log_questionnaires(CLI::App& log) {
    auto& groc = add(log, "What to log", "groc", "change since the beginning, as you see it");
    groc.add_option("CHANGE", score_, "-5 very much worse, 0 the same, 5 very much better")
        ->required();
    groc.callback([this] {
      ask({{"do", "log_questionnaire"}, {"id", "groc"}, {"answers", {{"change", typed(score_)}}}});
    });
    auto& peg = add(log, "What to log", "peg", "the three PEG questions, as \"measure peg\" asks");
    constexpr int questions = 3;
    peg.add_option("ANSWERS", readings_, "pain, enjoyment of life, general activity: 0 to 10 each")
        ->required()
        ->expected(questions);
    peg.callback([this] {
      ask({{"do", "log_questionnaire"},
           {"id", "peg"},
           {"answers",
            {{"pain", typed(readings_[0])},
             {"enjoyment", typed(readings_[1])},
             {"activity", typed(readings_[2])}}}});
    });
  }

  void add_log_pain(CLI::App& log) {
    auto& pain = add(log, "What to log", "pain", "pain from 0 (none) to 10 (the worst)");
    pain.add_option("NOW", now_, "right now");
    pain.add_option("--average", average_, "on average over the last day")->type_name("N");
    pain.add_option("--worst", worst_, "at its worst")->type_name("N");
    pain.add_option("--morning", morning_, "this morning, after a session yesterday")
        ->type_name("N");
    pain.add_flag("--stiff", is_stiff_, "with --morning: stiff for more than an hour");
    pain.add_flag("--slept-badly", is_sleepless_, "with --morning: pain broke your sleep");
    add_list(pain, "--where", where_, "where, e.g. low_back,buttock")->type_name("PLACES");
    add_list(pain, "--quality", quality_, "how it feels, e.g. dull")->type_name("WORDS");
    pain.add_option("--note", note_, "in your words")->type_name("TEXT");
    pain.callback([this] {
      Json request = {{"do", "log_pain"}};
      put_numbers(request, {{"now", &now_},
                            {"average", &average_},
                            {"worst", &worst_},
                            {"next_morning", &morning_}});
      if (is_stiff_) {
        quality_.emplace_back("stiff over an hour");
      }
      if (is_sleepless_) {
        quality_.emplace_back("sleep broken");
      }
      put_lists(request, {{"where", &where_}, {"quality", &quality_}});
      put(request, {{"note", &note_}});
      ask(std::move(request));
    });
  }

  static CLI::Option* add_list(CLI::App& app, const std::string& name,
                               std::vector<std::string>& into, const std::string& what) {
    return app.add_option(name, into, what)->delimiter(',')->allow_extra_args(false);
  }

  void add_log_range(CLI::App& log) {
    auto& range = add(log, "What to log", "range", "a range test, three readings");
    range.add_option("TEST", what_, "which test")->required();
    range.add_option("SIDE", side_, "left, right or both")->required();
    range.add_option("READINGS", readings_, "degrees or centimetres, one decimal at most")
        ->required()
        ->check(CLI::Validator(reading_fault, ""));
    range.add_option("--method", method_, "how it was measured, e.g. phone or tape")
        ->type_name("HOW");
    range.callback([this] {
      Json request = {{"do", "log_range"}};
      put(request, {{"test", &what_}, {"side", &side_}});
      Json readings = Json::array();
      for (const std::string& reading : readings_) {
        readings.push_back(tenths_of(reading).value_or(0));
      }
      request["readings_tenths"] = std::move(readings);
      put(request, {{"method", &method_}});
      ask(std::move(request));
    });
  }

  void add_record() {
    const std::string group = "Your record";
    add_plain(group, "record", "everything that is written down");
    add_plain(group, "replay", "recompute every plan and compare it with what was written");
    auto& correct = add(app_, group, "correct", "take an entry back; both stay visible");
    correct.add_option("EVENT", what_, "its id, as in \"lissom record\"")->required();
    correct.add_option("--reason", note_, "in your words")->type_name("TEXT");
    correct.callback([this] {
      Json request = {{"do", "correct"}, {"event", what_}};
      put(request, {{"reason", &note_}});
      ask(std::move(request));
    });
    auto& redate = add(app_, group, "redate",
                       "look at entries that lie ahead of the clock, and move them back");
    redate.add_flag("--yes", is_sure_, "the clock is right now: move them");
    redate.callback([this] {
      Json request = {{"do", "redate"}};
      if (is_sure_) {
        request["confirm"] = true;
      }
      ask(std::move(request));
    });
    add_clear(group);
    add_export(group);
    auto& in = add(app_, group, "import", "add the record of a file to this one");
    in.add_option("FILE", import_.file, "an export, - for standard input")->required();
    in.add_flag("--fhir", is_fhir_,
                "HL7 FHIR R4 of another system: exercise therapy, pain, range tests");
    in.callback([this] {
      if (is_fhir_) {
        command_.what = command::ImportFhir{import_.file};
      } else {
        command_.what = import_;
      }
    });
    add(app_, group, "verify", "look the record over for damage").callback([this] {
      command_.what = command::Verify{};
    });
    auto& erase = add(app_, group, "erase", "forget everything");
    erase.add_flag("--yes", erase_.yes, "yes, everything");
    erase.callback([this] { command_.what = erase_; });
  }

  void add_export(const std::string& group) {
    auto& out = add(app_, group, "export", "the whole record as a file, or for other programs");
    out.add_option("-o,FILE", export_.file, "where to, - for standard output; with --csv a folder")
        ->required();
    auto* csv =
        out.add_flag("--csv", is_csv_, "tables for a spreadsheet, one file each, into a folder");
    out.add_flag("--fhir", is_fhir_, "a bundle of HL7 FHIR R4, for a clinic's system")
        ->excludes(csv);
    out.add_flag("--force", export_.force, "replace what is there");
    out.callback([this] {
      if (is_csv_) {
        command_.what = command::ExportTables{export_.file, export_.force};
      } else if (is_fhir_) {
        command_.what = command::ExportFhir{export_.file, export_.force};
      } else {
        command_.what = export_;
      }
    });
  }

  void add_clear(const std::string& group) {
    auto& clear = add(app_, group, "clear", "a clinician said that you may exercise");
    clear.add_option("--who", what_, "who saw you")->type_name("NAME")->required();
    clear.add_option("--date", date_, "when, like 2026-11-24")->type_name("DATE")->required();
    clear.add_option("--note", note_, "in your words")->type_name("TEXT");
    clear.callback([this] {
      Json request = {
          {"do", "clear"}, {"who", what_}, {"date", date_}, {"told_can_exercise", true}};
      put(request, {{"note", &note_}});
      ask(std::move(request));
    });
  }

  void add_serve() {
    auto& serve =
        add(app_, "In the browser", "serve", "the app in your browser, for this machine alone");
    constexpr int last_port = 65535;
    serve.add_option("--port", serve_.port, "8080 unless said; 0 for any that is free")
        ->type_name("N")
        ->check(CLI::Range(0, last_port).description(""));
    serve
        .add_option("--host", serve_.host,
                    "an address of this machine, to let other machines in: not encrypted")
        ->type_name("ADDR");
    serve.add_option("--web", serve_.web, "folder of the app")->type_name("DIR");
    serve.add_flag("--open", serve_.opens, "open the browser");
    serve.add_flag("--quiet", serve_.is_quiet, "do not log requests");
    auto* const link =
        serve.add_flag("--link", serve_.wants_link,
                       "only print a link for another browser; the server runs already");
    auto* const forget = serve.add_flag("--forget-browsers", serve_.forgets_browsers,
                                        "only shut out all browsers that were let in");
    auto* const feed = serve.add_flag(
        "--calendar-link", serve_.wants_feed,
        "only print a secret link to your calendar, to subscribe to; it is shown once");
    auto* const forget_feeds =
        serve.add_flag("--forget-calendars", serve_.forgets_feeds, "only make those links stop");
    forget->excludes(link);
    feed->excludes(link)->excludes(forget);
    forget_feeds->excludes(link)->excludes(forget)->excludes(feed);
    serve.footer(
        "It prints a link that lets one browser in, once, within ten minutes. Ctrl-C stops it.\n"
        "Also: --json, --data DIR.");
    serve.callback([this] { command_.what = serve_; });
  }

  void add_scripts() {
    const std::string group = "For scripts";
    auto& request = add(app_, group, "request", "one request to the core, as JSON");
    request.add_option("FILE", raw_.file, "the request, - for standard input")->required();
    request.callback([this] { command_.what = raw_; });
    auto& simulate =
        add(app_, group, "simulate", "people who are not there: do all rules hold for them?");
    constexpr int most_people = 1'000'000;
    constexpr int most_weeks = 104;
    auto* people = simulate.add_option("--people", simulate_.people, "how many, 1000 unless said");
    people->type_name("N")->check(CLI::Range(1, most_people));
    simulate.add_option("--weeks", simulate_.weeks, "for how long, 8 unless said")
        ->type_name("N")
        ->check(CLI::Range(1, most_weeks));
    auto* seed = simulate.add_option("--seed", simulate_.seed, "another seed, other people");
    seed->type_name("N");
    simulate.add_option("--person", simulate_.person, "only the one whom a breach names")
        ->type_name("N")
        ->excludes(people)
        ->excludes(seed);
    simulate.add_flag("--csv", simulate_.csv, "a line for every person");
    simulate.callback([this] { command_.what = simulate_; });
    add_body(group);
    auto& told = add(app_, group, "reference", "a manual page, or what a shell completes");
    told.add_option("FORM", what_, "man, markdown, bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember(
            std::vector<std::string>(std::begin(reference_forms), std::end(reference_forms))));
    told.callback([this] { command_.what = command::Help{reference(doc_of(app_), what_)}; });
    add(app_, group, "version", "which version this is").callback([this] {
      command_.what = command::Version{};
    });
  }

  void add_body(const std::string& group) {
    auto& body = add(app_, group, "body", "muscles: of a stretch, or of a model from a file");
    body.require_subcommand(1);
    add_muscles(body);
    add_table(body, "lengths", "how long each muscle is, in metres", false);
    add_table(body, "arms", "moment arms, in metres; positive increases the coordinate", true);
  }

  void add_muscles(CLI::App& body) {
    const std::string group = "Of our own body";
    auto& muscles = add(body, group, "muscles", "how long a stretch makes each muscle");
    muscles.add_option("ID", what_, "which stretch")->required();
    muscles.add_option("--side", side_, "R (unless said) or L: the side that is stretched")
        ->type_name("SIDE")
        ->check(CLI::IsMember({"R", "L"}));
    muscles.callback([this] {
      Json request = {{"do", "muscles"}, {"id", what_}};
      if (side_ == "L") {
        request["side"] = "left";
      }
      ask(std::move(request));
    });
    auto& check = add(body, group, "check", "every stretch: the muscles that it names, and these");
    check.add_option("-o", body_check_.document, "where to, - for standard output")
        ->type_name("FILE")
        ->required();
    check.add_option("--lengths", body_check_.lengths, "and what the planner reads of it")
        ->type_name("FILE");
    check.add_flag("--force", body_check_.force, "replace files that are there");
    check.callback([this] { command_.what = body_check_; });
  }

  void add_table(CLI::App& body, const std::string& name, const std::string& what, bool is_arms) {
    auto& table = add(body, "Of a model from a file", name, what);
    table.add_option("--model", body_.model, "a model as OpenSim writes it (.osim)")
        ->type_name("FILE")
        ->required();
    table
        .add_option("--poses", body_.poses,
                    "a table: pose, then coordinates in radians and metres; - for standard input")
        ->type_name("FILE")
        ->required();
    table.add_option("-o", body_.out, "where to, - for standard output")
        ->type_name("FILE")
        ->required();
    table
        .add_option("--wrapping", wrapping_,
                    "match: as OpenSim bends paths (unless said); smooth: the shortest way")
        ->type_name("HOW")
        ->check(CLI::IsMember({"match", "smooth"}));
    table.add_flag("--force", body_.force, "replace the file if it is there");
    table.callback([this, is_arms] {
      body_.is_arms = is_arms;
      body_.is_smooth = wrapping_ == "smooth";
      command_.what = body_;
    });
  }

  /// One line, with the command that tells more.
  [[nodiscard]] Result<Command> complaint(std::string what) const {
    std::ranges::replace(what, '\n', ' ');
    std::string help = "lissom";
    for (const CLI::App* app = &app_; !app->get_subcommands().empty();) {
      app = app->get_subcommands().front();
      help += " " + app->get_name();
    }
    return bad_input(unguarded(std::move(what)) + "; \"" + help +
                     " --help\" shows what is possible");
  }

  [[nodiscard]] Result<Command> with_moment() {
    if (!at_.empty()) {
      const auto at = parse_rfc3339(at_);
      if (!at) {
        return bad_input("--at: " + at.error().what);
      }
      command_.common.at = *at;
    }
    return command_;
  }

  CLI::App app_{
      "Hip and low-back stretches that fit you, step by step. On its own, \"lissom\" says "
      "what to do next.",
      "lissom"};
  Command command_;
  bool is_version_ = false;
  bool anew_ = false;
  bool is_back_ = false;
  bool is_csv_ = false;
  bool is_fhir_ = false;
  bool is_sure_ = false;
  bool is_stiff_ = false;
  bool is_sleepless_ = false;
  bool is_poor_sleep_ = false;
  bool is_stress_ = false;
  bool is_travel_ = false;
  command::Screen screen_;
  command::Profile profile_;
  command::Guide guide_;
  command::DumpLp dump_lp_;
  command::Audio audio_;
  command::Draw draw_;
  command::Calendar calendar_;
  command::Remind remind_;
  struct {
    std::string core, morning, alarm, again, quiet, breaks, titles;
  } times_;
  std::vector<std::string> draw_ids_;
  std::string draw_side_;
  std::string draw_theme_;
  std::string draw_build_;
  std::string draw_at_;
  std::string draw_yaw_;
  std::string draw_elevation_;
  bool draw_ghost_ = false;
  bool draw_no_arrow_ = false;
  command::PrintPlan print_;
  command::LogPaper paper_;
  std::vector<std::string> print_ids_;
  std::string week_, size_;
  bool is_large_ = false;
  bool is_bw_ = false;
  command::Export export_;
  command::Import import_;
  command::Erase erase_;
  command::Raw raw_;
  command::Measure measure_;
  command::Simulate simulate_;
  command::OwnQuestionnaire own_;
  command::Chart chart_;
  command::Body body_;
  command::Serve serve_;
  command::BodyCheck body_check_;
  std::string at_, show_, what_, folder_, note_, score_, now_, average_, worst_, morning_, side_,
      method_, date_, wrapping_;
  std::vector<std::string> where_, quality_, readings_;
};

}  // namespace

Result<Command> parse_args(std::span<const std::string> args) {
  std::vector<std::string> given;
  const bool is_log = std::ranges::find(args, "log") != args.end();
  for (const std::string& arg : args) {
    given.push_back(is_log ? guarded(arg) : arg);
  }
  return Parser().parse(std::move(given));
}

}  // namespace lissom::cli
