#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <optional>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/words.h"
#include "shells/cli/commands.h"
#include "shells/cli/files.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* unit_name = "lissom-remind";
/// How often the timer looks, so also how late a reminder may be. Convention.
constexpr int every_min = 5;
/// After this a reminder that could not be shown is not made up for. Convention.
constexpr int late_min = 60;
constexpr std::int64_t ms_per_min = 60'000;
constexpr std::size_t most_state_bytes = std::size_t{1} << 16U;
constexpr std::size_t most_output = std::size_t{1} << 16U;

// ---- other programs

struct Heard {
  bool has_run = false;  ///< it was there, and ended well
  std::string out;
};

/// Runs a program of the person's PATH and takes what it prints.
Heard run_program(const std::vector<std::string>& words) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return {};
  }
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  std::vector<std::string> own = words;
  std::vector<char*> arguments;
  arguments.reserve(own.size() + 1);
  for (std::string& word : own) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int trouble =
      posix_spawnp(&child, arguments[0], &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  (void)::close(ends[1]);
  Heard heard;
  std::array<char, 4096> part{};
  for (ssize_t got = 1; trouble == 0 && got > 0;) {
    got = ::read(ends[0], part.data(), part.size());
    if (got > 0 && heard.out.size() < most_output) {
      heard.out.append(part.data(), static_cast<std::size_t>(got));
    }
  }
  (void)::close(ends[0]);
  int status = 1;
  if (trouble == 0) {
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  heard.has_run = trouble == 0 && status == 0;
  return heard;
}

/// Whether a window covers the whole screen, as far as anybody tells: an X server says so (also of
/// the X programs of a Wayland session); a pure Wayland desktop says it to nobody, and then it is
/// not known.
bool is_full_screen() {
  const Heard root = run_program({"xprop", "-root", "_NET_ACTIVE_WINDOW"});
  const std::size_t at = root.out.find("0x");
  if (!root.has_run || at == std::string::npos) {
    return false;
  }
  const std::string window =
      root.out.substr(at, root.out.find_first_not_of("0123456789abcdefABCDEFx", at) - at);
  const Heard state = run_program({"xprop", "-id", window, "_NET_WM_STATE"});
  return state.has_run && state.out.find("_NET_WM_STATE_FULLSCREEN") != std::string::npos;
}

bool notify(const std::string& title, const std::string& text) {
  return run_program({"notify-send", "--app-name=Lissom", "--icon=appointment-soon", title, text})
      .has_run;
}

// ---- what is remembered from one look to the next

/// Missing or damaged, it is as if nothing had been shown yet.
Json read_state(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    return Json::object();
  }
  const auto text = read_file(path.string(), most_state_bytes);
  const auto json = text ? parse_json(*text) : tl::unexpected(text.error());
  return json && json->is_object() ? *json : Json::object();
}

Result<void> write_state(const fs::path& path, const Json& state) {
  return write_file(path, to_bytes(state) + "\n", IfThere::replace);
}

// ---- what is due

struct Due {
  std::string key;  ///< which reminder: shown once
  std::string title;
};

/// The minute of a day of "18:30"; -1 for anything else.
int minute_of(const std::string& clock) {
  const auto moment = parse_rfc3339("2026-01-01T" + clock + "Z");
  return moment ? local_minute(moment->at, 0) : -1;
}

/// The reminders of something at `from` on the day at hand that lie in the last hour, the later
/// one.
std::optional<Due> due_of(const Json& one, int now_min) {
  const Json& reminder = value_at(one, "reminder");
  const int from = minute_of(text_at(one, "from"));
  if (!reminder.is_object() || from < 0 || text_at(one, "status") == "cancelled" ||
      is_true(one, "done")) {
    return std::nullopt;
  }
  const int first = from - static_cast<int>(number_at(reminder, "before_min", 0));
  const int again = static_cast<int>(number_at(reminder, "again_min", 0));
  const auto is_now = [&](int minute) { return now_min >= minute && now_min - minute < late_min; };
  if (again > 0 && is_now(first + again)) {
    return Due{text_at(one, "uid") + "#2", text_at(one, "title")};
  }
  return is_now(first) ? std::optional(Due{text_at(one, "uid") + "#1", text_at(one, "title")})
                       : std::nullopt;
}

std::vector<Due> due_now(const Json& view, int now_min) {
  const Json& calendar = value_at(view, "calendar");
  const std::string today = text_at(view, "day");
  std::vector<Due> due;
  for (const Json& one : list_at(calendar, "appointments")) {
    const auto here = text_at(one, "day") == today ? due_of(one, now_min) : std::nullopt;
    if (here) {
      due.push_back(*here);
    }
  }
  const auto day = parse_day(today);
  for (const Json& series : list_at(calendar, "breaks")) {
    const Json& weekdays = list_at(series, "weekdays");
    const bool is_today =
        day && text_at(series, "first_day") <= today && today <= text_at(series, "last_day") &&
        std::ranges::any_of(weekdays, [&](const Json& one) { return one == weekday(*day); });
    auto here = is_today ? due_of(series, now_min) : std::nullopt;
    if (here) {
      here->key += "@" + today;
      due.push_back(*here);
    }
  }
  return due;
}

bool was_shown(const Json& state, const std::string& key) {
  const Json& shown_keys = list_at(state, "shown");
  return std::ranges::find(shown_keys, Json(key)) != shown_keys.end();
}

void note_shown(Json& state, const std::string& key) {
  constexpr std::size_t most_kept = 100;
  Json kept = list_at(state, "shown");
  kept.push_back(key);
  while (kept.size() > most_kept) {
    kept.erase(0);
  }
  state["shown"] = std::move(kept);
}

/// Why nothing is shown now, or "".
std::string hold_back(const Json& state, const Json& view, const LocalMoment& now) {
  if (now.at.ms < number_at(state, "snoozed_until_ms", 0)) {
    return "snoozed";
  }
  const Json& times = value_at(view, "times");
  const int minute = local_minute(now.at, now.utc_offset_min);
  const int from = minute_of(text_at(times, "quiet_from"));
  const int to = minute_of(text_at(times, "quiet_to"));
  const bool is_quiet = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  if (is_quiet && from != to) {
    return "quiet hours";
  }
  return is_full_screen() ? "a window covers the screen" : "";
}

/// One look: what is due, and has not been shown, is shown. After a stop, and while the safety
/// questions are due, there is nothing to remind of.
Result<int> look(Context& context, const fs::path& path, const LocalMoment& now) {
  const auto outcome = context.host.ask({{"do", "calendar"}, {"as_it_is", true}});
  if (!outcome) {
    return tl::unexpected(outcome.error());
  }
  Json state = read_state(path);
  std::string said = outcome->exit == exit_fine ? "" : "nothing to remind of";
  std::vector<Due> due;
  if (said.empty()) {
    due = due_now(outcome->view, local_minute(now.at, now.utc_offset_min));
    std::erase_if(due, [&](const Due& one) { return was_shown(state, one.key); });
    said = due.empty() ? "nothing is due" : hold_back(state, outcome->view, now);
  }
  if (!said.empty()) {
    context.console.out << "Not shown: " << said << ".\n";
    return exit_fine;
  }
  // Several at once are one notification.
  const Due& first = due.front();
  if (!notify(first.title, text_at(value_at(outcome->view, "calendar"), "text"))) {
    return fail(Errc::io,
                "notify-send did not show the reminder; is it installed (libnotify-bin), "
                "and is there a desktop?");
  }
  for (const Due& one : due) {
    note_shown(state, one.key);
  }
  if (const auto written = write_state(path, state); !written) {
    return tl::unexpected(written.error());
  }
  context.console.out << "Shown: " << harmless(first.title) << ".\n";
  return exit_fine;
}

Result<int> snooze(Context& context, const fs::path& path, const LocalMoment& now, int minutes) {
  Json state = read_state(path);
  state["snoozed_until_ms"] = now.at.ms + minutes * ms_per_min;
  // What has just been shown comes again after that.
  Json kept = list_at(state, "shown");
  if (!kept.empty()) {
    kept.erase(kept.size() - 1);
  }
  state["shown"] = std::move(kept);
  if (const auto written = write_state(path, state); !written) {
    return tl::unexpected(written.error());
  }
  context.console.out << "Quiet for " << counted(minutes, "minute") << ".\n";
  return exit_fine;
}

// ---- the timer

Result<fs::path> units_folder() {
  const char* const config = std::getenv("XDG_CONFIG_HOME");
  if (config != nullptr && *config == '/') {
    return fs::path(config) / "systemd" / "user";
  }
  const char* const home = std::getenv("HOME");
  if (home == nullptr || *home != '/') {
    return fail(Errc::io, "there is no home folder to install a timer in");
  }
  return fs::path(home) / ".config" / "systemd" / "user";
}

/// As systemd reads a word: in quotation marks, "%" and "$" doubled.
std::string unit_word(const std::string& word) {
  std::string text = "\"";
  for (const char c : word) {
    if (c == '"' || c == '\\') {
      text += '\\';
    }
    text.append(c == '%' || c == '$' ? 2 : 1, c);
  }
  return text + '"';
}

std::string own_path() {
  std::error_code error;
  const fs::path path = fs::read_symlink("/proc/self/exe", error);
  return error ? "lissom" : path.string();
}

std::string service_text(const fs::path& folder) {
  return "[Unit]\nDescription=Lissom reminders\n\n[Service]\nType=oneshot\nExecStart=" +
         unit_word(own_path()) + " remind look --data " + unit_word(folder.string()) + "\n";
}

std::string timer_text() {
  return "[Unit]\nDescription=Lissom reminders\n\n[Timer]\nOnCalendar=*:0/" +
         std::to_string(every_min) + "\nAccuracySec=30s\n\n[Install]\nWantedBy=timers.target\n";
}

bool has_line_break(const fs::path& folder) {
  return folder.string().find('\n') != std::string::npos;
}

Result<int> install(Context& context, const fs::path& folder) {
  std::error_code error;
  const fs::path whole = fs::absolute(folder, error);
  const auto units = units_folder();
  if (!units || error || has_line_break(whole)) {
    return units ? Result<int>(bad_input("the folder of the record has no usable name"))
                 : tl::unexpected(units.error());
  }
  fs::create_directories(*units, error);
  const std::string base = (*units / unit_name).string();
  const auto written =
      write_file(base + ".service", service_text(whole), IfThere::replace).and_then([&] {
        return write_file(base + ".timer", timer_text(), IfThere::replace);
      });
  if (!written) {
    return tl::unexpected(written.error());
  }
  const bool is_on =
      run_program({"systemctl", "--user", "daemon-reload"}).has_run &&
      run_program({"systemctl", "--user", "enable", "--now", std::string(unit_name) + ".timer"})
          .has_run;
  if (!is_on) {
    return fail(Errc::io,
                "wrote " + base +
                    ".timer, but systemctl --user could not start it; log in to a desktop "
                    "with systemd and run this again");
  }
  context.console.out
      << "Reminders are on: a look every " << every_min
      << " minutes. \"lissom times\" says when, \"lissom remind remove\" ends it.\n";
  return exit_fine;
}

Result<int> remove(Context& context, const fs::path& path) {
  const auto units = units_folder();
  if (!units) {
    return tl::unexpected(units.error());
  }
  (void)run_program({"systemctl", "--user", "disable", "--now", std::string(unit_name) + ".timer"});
  std::error_code error;
  bool was_there = false;
  for (const char* ending : {".timer", ".service"}) {
    was_there = fs::remove(*units / (std::string(unit_name) + ending), error) || was_there;
    if (error) {
      return fail(Errc::io, (*units / unit_name).string() + ending + ": " + error.message());
    }
  }
  (void)fs::remove(path, error);
  (void)run_program({"systemctl", "--user", "daemon-reload"});
  context.console.out << (was_there ? "Reminders are off, and nothing of them is left.\n"
                                    : "There were no reminders.\n");
  return exit_fine;
}

}  // namespace

Result<int> run_remind(Context& context, const command::Remind& what, const Common& common) {
  const auto folder = data_folder(common);
  if (!folder) {
    return tl::unexpected(folder.error());
  }
  const fs::path path = *folder / "reminders.json";
  const LocalMoment now = Clock(common.at).now();
  switch (what.action) {
    case command::Remind::Action::install:
      return install(context, *folder);
    case command::Remind::Action::remove:
      return remove(context, path);
    case command::Remind::Action::snooze:
      return snooze(context, path, now, what.minutes);
    case command::Remind::Action::look:
      break;
  }
  return look(context, path, now);
}

}  // namespace lissom::cli
