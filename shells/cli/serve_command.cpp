#include <array>
#include <chrono>

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include "core/base/words.h"
#include "shells/calendar/write.h"
#include "shells/calendar/zone.h"
#include "shells/cli/commands.h"
#include "shells/cli/qr.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"
#include "shells/server/listen.h"

namespace lissom::cli {
namespace {

namespace fs = std::filesystem;

Instant time_now() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count()};
}

/// Where the app is: build/web for build/release/lissom, share/lissom/web for bin/lissom.
fs::path usual_web_folder() {
  std::error_code error;
  const fs::path above = fs::read_symlink("/proc/self/exe", error).parent_path().parent_path();
  const fs::path installed = above / "share" / "lissom" / "web";
  return fs::is_directory(installed, error) ? installed : above / "web";
}

/// Opens the person's browser, which then lives on its own.
void open_browser(Console& console, const std::string& link) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0);
  }
  posix_spawnattr_t apart;
  posix_spawnattr_init(&apart);
  posix_spawnattr_setflags(&apart, POSIX_SPAWN_SETSID);
  std::array<std::string, 2> words = {"xdg-open", link};
  std::array<char*, 3> arguments = {words[0].data(), words[1].data(), nullptr};
  pid_t child = 0;
  const int trouble =
      posix_spawnp(&child, words[0].c_str(), &files, &apart, arguments.data(), environ);
  posix_spawnattr_destroy(&apart);
  posix_spawn_file_actions_destroy(&files);
  if (trouble != 0) {
    console.err
        << "lissom: there is no xdg-open here to open the browser; open the link yourself\n";
  }
}

std::string link_of(const std::string& address, const std::string& token) {
  return address + "/#pair=" + token;
}

void show_link(Console& console, const std::string& address, const std::string& token, bool json) {
  const std::string link = link_of(address, token);
  if (json) {
    console.out << to_bytes({{"address", address}, {"link", link}}) << '\n';
  } else {
    console.out << "Open " << link << " (works once, for ten minutes)\n";
  }
  console.out.flush();
}

/// Whether a server ever ran on this record: asking about it shall leave no trace.
bool has_browsers(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / server::browsers_file, error) || error;
}

Result<int> print_link(Console& console, const fs::path& folder, bool json, bool opens) {
  constexpr const char* no_server = "no server runs on this record; \"lissom serve\" starts one";
  if (!has_browsers(folder)) {
    return bad_input(no_server);
  }
  auto browsers = server::Browsers::open(folder);
  const auto address = browsers ? browsers->address() : tl::unexpected(browsers.error());
  if (!address) {
    return tl::unexpected(address.error());
  }
  if (address->empty()) {
    return bad_input(no_server);
  }
  const auto token = browsers->new_token(time_now());
  if (!token) {
    return tl::unexpected(token.error());
  }
  show_link(console, *address, *token, json);
  if (opens) {
    open_browser(console, link_of(*address, *token));
  }
  return exit_fine;
}

Result<int> forget_browsers(Console& console, const fs::path& folder, bool json) {
  Result<std::size_t> forgotten = 0;
  if (has_browsers(folder)) {
    forgotten = server::Browsers::open(folder).and_then(
        [](server::Browsers browsers) { return browsers.forget_all(); });
  }
  if (!forgotten) {
    return tl::unexpected(forgotten.error());
  }
  const auto count = static_cast<std::int64_t>(*forgotten);
  console.out << (json ? to_bytes({{"forgotten", count}})
                       : "Forgot " + counted(count, "browser") + ".")
              << '\n';
  return exit_fine;
}

Result<int> print_feed(Console& console, const fs::path& folder, bool json) {
  auto browsers = server::Browsers::open(folder);
  const auto address = browsers ? browsers->address() : tl::unexpected(browsers.error());
  const auto secret = address ? browsers->new_feed(time_now()) : tl::unexpected(address.error());
  if (!secret) {
    return tl::unexpected(secret.error());
  }
  const std::string at = address->empty() ? "http://127.0.0.1:8080" : *address;
  const std::string link = at + "/calendar/" + *secret + ".ics";
  if (json) {
    console.out << to_bytes({{"link", link}}) << '\n';
  } else {
    console.out << "Subscribe to " << link
                << "\nWhoever has the link can read the calendar, while the server runs. It is not "
                   "shown again; \"lissom serve --forget-calendars\" makes it stop.\n";
  }
  return exit_fine;
}

Result<int> forget_feeds(Console& console, const fs::path& folder, bool json) {
  Result<std::size_t> forgotten = 0;
  if (has_browsers(folder)) {
    forgotten = server::Browsers::open(folder).and_then(
        [](server::Browsers browsers) { return browsers.forget_feeds(); });
  }
  if (!forgotten) {
    return tl::unexpected(forgotten.error());
  }
  const auto count = static_cast<std::int64_t>(*forgotten);
  console.out << (json ? to_bytes({{"forgotten", count}})
                       : "Forgot " + counted(count, "link") + ".")
              << '\n';
  return exit_fine;
}

/// The calendar as the core has it now. Reading it changes nothing in the record: what is not
/// planned yet stays so until somebody looks at the plan.
Result<std::string> calendar_of(const fs::path& folder) {
  auto host =
      Host::open({.folder = folder, .at = std::nullopt, .catalogue = &embedded_catalogue()});
  if (!host) {
    return tl::unexpected(host.error());
  }
  const auto outcome = host->ask({{"do", "calendar"}, {"as_it_is", true}});
  if (!outcome) {
    return tl::unexpected(outcome.error());
  }
  return calendar::write_calendar(value_at(outcome->view, "calendar"),
                                  calendar::zone_of_this_machine(), calendar::Method::feed);
}

/// Says where it is, and to whom it is open.
void announce(Console& console, const server::Listener& listener, const std::string& link) {
  if (listener.is_loopback()) {
    return;
  }
  console.err << "lissom: other machines can reach this server, and what they send is not "
                 "encrypted: only in a network that you trust\n";
  if (console.is_terminal) {
    console.out << qr_code(link);
    console.out.flush();
  }
}

Result<int> serve_until_stopped(Console& console, server::Listener listener,
                                const command::Serve& what, const fs::path& folder, bool json) {
  const std::string address = "http://" + listener.hosts().front();
  auto service =
      server::Service::open({.folder = folder,
                             .web = what.web.empty() ? usual_web_folder() : fs::path(what.web),
                             .version = LISSOM_VERSION,
                             .hosts = listener.hosts(),
                             .now = time_now,
                             .calendar = [folder] { return calendar_of(folder); }});
  if (!service) {
    return tl::unexpected(service.error());
  }
  server::Browsers& browsers = service->browsers();
  const auto token =
      browsers.set_address(address).and_then([&] { return browsers.new_token(time_now()); });
  if (!token) {
    return tl::unexpected(token.error());
  }
  const std::string link = link_of(address, *token);
  announce(console, listener, link);
  show_link(console, address, *token, json);
  if (what.opens) {
    open_browser(console, link);
  }
  listener.run(*service, what.is_quiet ? nullptr : &console.err);
  return browsers.set_address("").transform([] { return exit_fine; });
}

}  // namespace

Result<int> run_serve(Console& console, const command::Serve& what, const Common& common) {
  if (common.at || !common.catalogue.empty()) {
    return bad_input(
        "serve takes no --at and no --catalogue: the app has its own catalogue, and the time of "
        "the browser");
  }
  const auto folder = data_folder(common);
  if (!folder) {
    return tl::unexpected(folder.error());
  }
  if (what.wants_link) {
    return print_link(console, *folder, common.json, what.opens);
  }
  if (what.forgets_browsers) {
    return forget_browsers(console, *folder, common.json);
  }
  if (what.wants_feed) {
    return print_feed(console, *folder, common.json);
  }
  if (what.forgets_feeds) {
    return forget_feeds(console, *folder, common.json);
  }
  auto listener = server::Listener::open(what.host, static_cast<std::uint16_t>(what.port), {});
  if (!listener) {
    return tl::unexpected(listener.error());
  }
  return serve_until_stopped(console, std::move(*listener), what, *folder, common.json);
}

}  // namespace lissom::cli
