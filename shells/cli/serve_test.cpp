// `lissom serve` as a process of its own: it is started, used, killed, and shares its record with
// the terminal.

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <iostream>
#include <mutex>
#include <set>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include "core/base/random.h"
#include "shells/cli/cli_fixture.h"
#include "shells/cli/qr.h"
#include "shells/server/server_fixture.h"
#include "stores/sqlite/store_checks.h"

namespace lissom::cli {
namespace {

using server::fixture::body_of;
using server::fixture::Client;
using server::fixture::journal_bytes;
using server::fixture::json_of;
using server::fixture::line_of;
using server::fixture::lines_over;
using server::fixture::wire;

/// The program, serving.
class Serving {
 public:
  explicit Serving(const std::filesystem::path& data, const std::string& more = "--quiet") {
    std::array<int, 2> pipe{};
    EXPECT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    std::vector<std::string> words = {LISSOM_PROGRAM, "serve",  "--port", "0",     "--json",
                                      more,           "--data", data,     "--web", data};
    std::vector<char*> arguments;
    for (std::string& word : words) {
      arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    EXPECT_EQ(::posix_spawn(&pid_, words[0].c_str(), &actions, nullptr, arguments.data(), environ),
              0);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    listen(pipe[0]);
    ::close(pipe[0]);
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;
  ~Serving() { (void)end(SIGKILL); }

  void kill(int signal) const {
    if (pid_ > 0) {
      ::kill(pid_, signal);
    }
  }
  /// @return its exit code, or minus the signal that ended it
  int end(int signal) {
    kill(signal);
    int status = 0;
    if (pid_ > 0) {
      EXPECT_EQ(::waitpid(pid_, &status, 0), pid_);
      pid_ = 0;
    }
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
  }
  /// Pairs a browser with a link. @return the line with its cookie
  std::string pair(Client& client, const std::string& with) const {
    return server::fixture::pair_over(client, port, with.substr(with.find("#pair=") + 6));
  }

  std::uint16_t port = 0;
  std::string link;

 private:
  void listen(int output) {
    std::string said;
    std::array<char, 512> buffer{};
    for (ssize_t size = 1; size > 0 && said.find('\n') == std::string::npos;) {
      size = ::read(output, buffer.data(), buffer.size());
      said.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    }
    const Json line = json_of(said);
    link = line["link"].get<std::string>();
    const std::string address = line["address"].get<std::string>();
    EXPECT_TRUE(address.starts_with("http://127.0.0.1:")) << address;
    port = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
  }

  pid_t pid_ = 0;
};

Ran terminal(const ScratchFolder& data, std::vector<std::string> args) {
  args.insert(args.end(), {"--data", data.path().string()});
  return Program::run_bare(args, {});
}

std::set<std::string> exported(const ScratchFolder& data) {
  std::istringstream in(terminal(data, {"export", "-o", "-"}).out);
  std::set<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    lines.insert(line);
  }
  return lines;
}

/// The line of one of many events.
std::string numbered(int number) {
  Event event = fixture::goal(1, 1'790'000'000'000);
  event.id.bytes[1] = static_cast<std::uint8_t>(number / 256);
  event.id.bytes[2] = static_cast<std::uint8_t>(number % 256);
  return to_line(to_record(event));
}

TEST(Serve, StartsPairsSyncsAndStops) {
  const ScratchFolder data;
  Serving serving(data.path());
  Client client(serving.port);
  const std::string cookie = serving.pair(client, serving.link);
  client.send(
      wire("POST", "/api/records", serving.port, cookie, body_of({line_of(1), line_of(2)})));
  EXPECT_EQ(client.read().body, R"({"stored":2,"already":0})");
  EXPECT_EQ(exported(data), (std::set{line_of(1), line_of(2)})) << "the terminal has the same";
  EXPECT_EQ(serving.end(SIGTERM), 0);
  Serving again(data.path());
  Client next(again.port);
  EXPECT_EQ(lines_over(next, again.port, cookie), (std::vector{line_of(1), line_of(2)}))
      << "browsers stay known";
  EXPECT_EQ(again.end(SIGINT), 0);
  EXPECT_EQ(Serving(data.path()).end(SIGHUP), 0);
}

TEST(Serve, KilledAtAnyMomentLosesNothingAcknowledged) {
  constexpr std::uint64_t seed = 20261124;
  SplitMix64 chance(seed);
  const ScratchFolder data;
  std::string cookie;
  int sent = 0;
  std::set<std::string> acknowledged;
  for (int round = 0; round < 12; ++round) {
    Serving serving(data.path());
    Client client(serving.port);
    cookie = cookie.empty() ? serving.pair(client, serving.link) : cookie;
    // Half of the deaths may fall into starting up, half into writing.
    std::atomic<bool> may_die = round % 2 != 0;
    std::thread death([&, pause = 1 + chance.below(40)] {
      may_die.wait(false);
      std::this_thread::sleep_for(std::chrono::milliseconds(pause));
      serving.kill(SIGKILL);
    });
    for (bool lives = true; lives;) {
      const std::vector lines = {numbered(sent), numbered(sent + 1), numbered(sent + 2)};
      sent += 3;
      lives = client.send(wire("POST", "/api/records", serving.port, cookie, body_of(lines))) &&
              client.read().status == 200;
      if (lives) {
        acknowledged.insert(lines.begin(), lines.end());
      }
      may_die = true;
      may_die.notify_all();
    }
    death.join();
    EXPECT_EQ(serving.end(SIGKILL), -SIGKILL);
  }
  const auto found = exported(data);
  for (const std::string& line : acknowledged) {
    EXPECT_TRUE(found.contains(line)) << line;
  }
  for (int first = 0; first < sent; first += 3) {
    const auto count = found.count(numbered(first)) + found.count(numbered(first + 1)) +
                       found.count(numbered(first + 2));
    EXPECT_TRUE(count == 0 || count == 3) << "what was sent together is there together, or not";
  }
  EXPECT_EQ(terminal(data, {"verify"}).exit, 0);
  std::cout << acknowledged.size() << " records acknowledged, " << found.size() << " stored\n";
  EXPECT_GE(acknowledged.size(), 18U);
  EXPECT_LE(found.size(), acknowledged.size() + 36) << "what was never told: one batch a round";
}

TEST(Serve, KilledWhileManyWriteItLosesNothingAcknowledged) {
  constexpr std::uint64_t seed = 20261130;
  constexpr int browsers = 8;
  SplitMix64 chance(seed);
  const ScratchFolder data;
  std::string cookie;
  std::atomic<int> sent = 0;
  std::set<std::string> acknowledged;
  std::mutex mutex;
  for (int round = 0; round < 6; ++round) {
    Serving serving(data.path());
    {
      Client client(serving.port);
      cookie = cookie.empty() ? serving.pair(client, serving.link) : cookie;
    }
    std::atomic<bool> may_die = false;
    const auto write = [&] {
      Client client(serving.port);
      for (bool lives = true; lives;) {
        const int number = sent.fetch_add(2);
        const std::vector lines = {numbered(number), numbered(number + 1)};
        lives = client.send(wire("POST", "/api/records", serving.port, cookie, body_of(lines))) &&
                client.read().status == 200;
        const std::lock_guard lock(mutex);
        acknowledged.insert(lines.begin(), lives ? lines.end() : lines.begin());
        may_die = true;
        may_die.notify_all();
      }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < browsers; ++i) {
      threads.emplace_back(write);
    }
    may_die.wait(false);
    std::this_thread::sleep_for(std::chrono::milliseconds(chance.below(100)));
    EXPECT_EQ(serving.end(SIGKILL), -SIGKILL);
    for (std::thread& thread : threads) {
      thread.join();
    }
  }
  const auto found = exported(data);
  for (const std::string& line : acknowledged) {
    EXPECT_TRUE(found.contains(line)) << line;
  }
  for (int first = 0; first < sent; first += 2) {
    EXPECT_EQ(found.contains(numbered(first)), found.contains(numbered(first + 1)))
        << "what was sent together is there together, or not";
  }
  EXPECT_EQ(terminal(data, {"verify"}).exit, 0);
  EXPECT_GE(acknowledged.size(), 12U) << "one in each round";
  EXPECT_LE(found.size(), acknowledged.size() + 6 * 2 * browsers) << "what was never told";
}

TEST(Serve, TheTerminalAndSeveralBrowsersWriteAtOnce) {
  constexpr int each = 20;
  const ScratchFolder data;
  ASSERT_EQ(terminal(data, {"log", "flare"}).exit, 0);  // the record begins in the terminal
  Serving serving(data.path());
  Client first(serving.port);
  const std::string cookie = serving.pair(first, serving.link);
  first.send(wire("GET", "/api/records", serving.port, cookie));
  const auto person = parse_uuid(json_of(first.read().body)["person"].get<std::string>());
  ASSERT_TRUE(person.has_value());

  const auto browse = [&](int from) {
    Client client(serving.port);
    for (int i = 0; i < each; ++i) {
      Event event = fixture::goal(1, 1'790'000'000'000);
      event.id.bytes[2] = static_cast<std::uint8_t>(from + i);
      event.person = *person;
      const std::string body = body_of({to_line(to_record(event))}, *person);
      client.send(wire("POST", "/api/records", serving.port, cookie, body));
      EXPECT_EQ(client.read().body, R"({"stored":1,"already":0})");
    }
  };
  std::thread one(browse, 0);
  std::thread two(browse, 100);
  for (int i = 0; i < each;) {
    const Ran ran = terminal(data, {"log", "flare"});
    // Two browsers at full speed can be faster five times in a row: then nothing is stored.
    const bool was_outrun =
        ran.exit == 1 && ran.err.find("nothing was stored") != std::string::npos;
    EXPECT_TRUE(ran.exit == 0 || was_outrun) << ran.err;
    i += was_outrun ? 0 : 1;
  }
  one.join();
  two.join();
  const auto lines = lines_over(first, serving.port, cookie);
  const auto found = exported(data);
  EXPECT_EQ(std::set(lines.begin(), lines.end()), found);
  EXPECT_GE(found.size(), std::size_t{3 * each + 1});
  EXPECT_EQ(terminal(data, {"verify"}).exit, 0);
}

TEST(Serve, OpensTheBrowserWithTheLink) {
  const ScratchFolder data;
  const std::filesystem::path opened = data / "opened";
  put_content(data / "xdg-open", "#!/bin/sh\nprintf %s \"$1\" >'" + opened.string() + "'\n");
  std::filesystem::permissions(data / "xdg-open", std::filesystem::perms::owner_all);
  const std::string path = std::getenv("PATH");
  ASSERT_EQ(::setenv("PATH", (data.path().string() + ":" + path).c_str(), 1), 0);
  const Serving serving(data.path(), "--open");
  ASSERT_EQ(::setenv("PATH", path.c_str(), 1), 0);
  for (int tries = 0; tries < 1000 && content_of(opened) != serving.link; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(content_of(opened), serving.link);
}

TEST(Serve, AnotherLinkAndNoBrowserAnyMore) {
  const ScratchFolder data;
  const Ran too_early = terminal(data, {"serve", "--link"});
  EXPECT_EQ(too_early.exit, 2);
  EXPECT_NE(too_early.err.find("no server runs"), std::string::npos);
  EXPECT_EQ(terminal(data, {"serve", "--forget-browsers"}).out, "Forgot 0 browsers.\n");
  EXPECT_TRUE(std::filesystem::is_empty(data.path())) << "asking leaves no trace";

  Serving serving(data.path());
  const Ran ran = terminal(data, {"serve", "--link"});
  EXPECT_EQ(ran.exit, 0);
  const std::size_t at =
      ran.out.find("http://127.0.0.1:" + std::to_string(serving.port) + "/#pair=");
  ASSERT_NE(at, std::string::npos) << ran.out;
  Client client(serving.port);
  const std::string cookie = serving.pair(client, ran.out.substr(at, ran.out.find(' ', at) - at));

  EXPECT_EQ(terminal(data, {"serve", "--forget-browsers"}).out, "Forgot 1 browser.\n");
  client.send(wire("GET", "/api/records", serving.port, cookie));
  EXPECT_EQ(client.read().status, 401);
}

TEST(Serve, BadInputIsOneLine) {
  const ScratchFolder data;
  const Serving serving(data.path());
  struct Case {
    std::vector<std::string> args;
    std::string_view word;
  };
  const Case cases[] = {
      {{"serve", "--port", std::to_string(serving.port)}, "is in use"},
      {{"serve", "--port", "65536"}, "--port"},
      {{"serve", "--host", "example.org", "--port", "0"}, "example.org"},
      {{"serve", "--at", "2026-11-24T18:05+02:00"}, "--at"},
      {{"serve", "--link", "--forget-browsers"}, "--link"},
  };
  for (const auto& [args, word] : cases) {
    SCOPED_TRACE(word);
    const Ran ran = terminal(data, args);
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err.find(word), std::string::npos) << ran.err;
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
  }
}

TEST(Serve, ALinkAsASquare) {
  const std::string square =
      qr_code("http://192.168.1.5:8080/#pair=bfGsYHYidhRbB767BzEpYDql569rSzj5");
  // Version 4 has 33 modules, and 4 of margin on each side; two rows are a line.
  // Source: ISO/IEC 18004, table 1.
  EXPECT_EQ(std::ranges::count(square, '\n'), 21);
  EXPECT_EQ(qr_code(std::string(5000, 'x')), "") << "too long for any";
}

}  // namespace
}  // namespace lissom::cli
