// lissom_server_bench   how many events a second `lissom serve` stores for 16 and for 256 browsers
// that post something and wait for the answer, and the server's memory at rest. They post one event
// each, and then what the app sends after a session without a network. Beside it two yardsticks
// with the same records in the same table on the same disk:
//   - SQLite's own interface, what 16 and 256 of them send to a commit, and nobody who waits
//   - the same behind bare sockets: as many clients, who send a number and are answered a byte
//
// The server is the program itself, with its log, over loopback; each browser has a connection and
// a cookie of its own. Rounds of the three alternate, so that what else the machine does falls on
// all.

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <spawn.h>
#include <sqlite3.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/contract.h"
#include "core/base/json.h"
#include "core/journal/bundle.h"
#include "core/journal/codec.h"
#include "shells/server/browsers.h"
#include "stores/sqlite/scratch_folder.h"
#include "stores/sqlite/sqlite_store.h"

namespace {

using namespace lissom;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 5;
constexpr std::size_t most_browsers = 256;

double ms_since(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

/// What one of the three did in one round.
struct Figures {
  double per_s = 0;        ///< events
  double cpu_us = 0;       ///< of the processors for each event, in the program that stores it
  std::vector<double> ms;  ///< how long each request waited until all of it was stored
};

/// What one request brings.
struct Sample {
  std::uint32_t number = 0;
  std::string body;
  std::vector<Record> records;
  std::string answer;
};

Figures figures_of(std::vector<double> ms, Clock::time_point began, const Sample& one) {
  const double requests_per_s = 1e3 * static_cast<double>(ms.size()) / ms_since(began);
  return {.per_s = requests_per_s * static_cast<double>(one.records.size()), .ms = std::move(ms)};
}

/// Makes up what happens to one person.
struct Life {
  Record next(const Body& body) {
    at_ms += 20'000;
    return to_record({new_id(), person, device, {at_ms}, 60, "person", body});
  }
  Uuid new_id() { return uuid_v7({at_ms}, chance); }

  std::int64_t at_ms = 1'790'000'000'000;
  SplitMix64 chance{1};
  const Uuid person = new_id();
  const Uuid device = new_id();
};

std::vector<Record> one_event(Life& life) {
  PainReported pain;
  pain.now = static_cast<int>(life.chance.below(5));
  pain.where = {"low_back_left"};
  return {life.next(pain)};
}

/// What the app sends when it finds its server again after one main session without a network: the
/// 15 events that the core makes of such a session in a first week with 12 minutes (the questions
/// before it, ten holds and sets, the end, the pain after it).
std::vector<Record> one_session(Life& life) {
  constexpr int steps = 10;
  const Uuid session = life.new_id();
  ScreeningAnswered check;
  check.scope = "check";
  check.answers = {
      {"CHECK_NERVE", "no"}, {"CHECK_BLADDER", "no"}, {"CHECK_UNWELL", "no"}, {"CHECK_PAIN", "3"}};
  check.catalogue = "86fd038e9155aaea";
  PainReported pain;
  pain.now = 3;
  SessionStarted started;
  started.session = session;
  started.slot = "core";
  started.day = "2026-11-23";
  started.pain_before = 3;
  for (const char* exercise :
       {"piriformis_seated", "prone_on_elbows", "hamstring_chair", "bridge"}) {
    started.entries.push_back({exercise, 15, 2, 1, 90,
                               "For the deep buttock, where you said it hurts. It is one of the "
                               "usual entries at this level."});
  }
  std::vector<Record> records = {life.next(check), life.next(pain), life.next(started)};
  for (int step = 0; step < steps; ++step) {
    records.push_back(life.next(
        StepDone{session, step, "piriformis_seated", step % 2 == 0 ? "left" : "right", 15}));
  }
  records.push_back(life.next(SessionEnded{session, "completed", 2, "right"}));
  records.push_back(life.next(pain));
  return records;
}

/// Makes requests of what `make` makes up.
template <class Make>
std::vector<Sample> make_samples(std::size_t count, Make make) {
  Life life;
  std::vector<Sample> samples;
  while (samples.size() < count) {
    std::vector<Record> records = make(life);
    std::string answer = R"({"stored":)" + std::to_string(records.size()) + R"(,"already":0})";
    samples.push_back({.number = static_cast<std::uint32_t>(samples.size()),
                       .body = *to_bundle(records),
                       .records = std::move(records),
                       .answer = std::move(answer)});
  }
  return samples;
}

double events_of(const std::vector<Sample>& samples) {
  return static_cast<double>(samples.size() * samples.front().records.size());
}

// ---- SQLite by itself

class RawSqlite {
 public:
  explicit RawSqlite(const fs::path& path) {
    LISSOM_EXPECTS(SqliteStore::open(path, {}).has_value());  // the same table
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    LISSOM_EXPECTS(sqlite3_open_v2(path.c_str(), &db_, flags, nullptr) == SQLITE_OK);
    run("PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL");
    begin_ = prepare("BEGIN IMMEDIATE");
    insert_ = prepare(
        "INSERT INTO record (person, id, at_ms, bytes) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (person, id) DO NOTHING");
    commit_ = prepare("COMMIT");
  }
  RawSqlite(const RawSqlite&) = delete;
  RawSqlite& operator=(const RawSqlite&) = delete;
  ~RawSqlite() {
    for (sqlite3_stmt* each : {begin_, insert_, commit_}) {
      sqlite3_finalize(each);
    }
    sqlite3_close(db_);
  }

  void begin() { step(begin_); }
  void commit() { step(commit_); }
  void insert(const Sample& sample) {
    for (const Record& record : sample.records) {
      insert(record);
    }
  }

 private:
  void insert(const Record& record) {
    sqlite3_bind_blob(insert_, 1, record.person.bytes.data(), 16, nullptr);
    sqlite3_bind_blob(insert_, 2, record.id.bytes.data(), 16, nullptr);
    sqlite3_bind_int64(insert_, 3, record.at.ms);
    sqlite3_bind_blob64(insert_, 4, record.bytes.data(), record.bytes.size(), nullptr);
    step(insert_);
  }

  void run(const char* sql) {
    LISSOM_EXPECTS(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* made = nullptr;
    LISSOM_EXPECTS(sqlite3_prepare_v2(db_, sql, -1, &made, nullptr) == SQLITE_OK);
    return made;
  }
  static void step(sqlite3_stmt* statement) {
    LISSOM_EXPECTS(sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_reset(statement);
  }

  sqlite3* db_ = nullptr;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
};

/// What this program has had of the processors.
double own_cpu_us() {
  timespec had{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &had);
  return 1e6 * static_cast<double>(had.tv_sec) + 1e-3 * static_cast<double>(had.tv_nsec);
}

Figures store_raw(const std::vector<Sample>& samples, std::size_t per_commit) {
  const ScratchFolder folder;
  RawSqlite db(folder / "record.db");
  const double cpu_us = own_cpu_us();
  std::vector<double> ms;
  const auto began = Clock::now();
  for (std::size_t at = 0; at < samples.size(); at += per_commit) {
    const auto from = Clock::now();
    const std::size_t end = std::min(samples.size(), at + per_commit);
    db.begin();
    for (std::size_t i = at; i < end; ++i) {
      db.insert(samples[i]);
    }
    db.commit();
    ms.insert(ms.end(), end - at, ms_since(from));
  }
  Figures figures = figures_of(std::move(ms), began, samples.front());
  figures.cpu_us = (own_cpu_us() - cpu_us) / events_of(samples);
  return figures;
}

// ---- clients

int connect_to(std::uint16_t port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  LISSOM_EXPECTS(::connect(made, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0);
  const int at_once = 1;
  ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  return made;
}

void send_all(int to, std::string_view bytes) {
  LISSOM_EXPECTS(::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
                 static_cast<ssize_t>(bytes.size()));
}

/// All clients ask to store one thing after the other, until none is left.
template <class Client>
Figures ask_all(const std::vector<Sample>& samples,
                const std::vector<std::unique_ptr<Client>>& clients) {
  const int poll = ::epoll_create1(EPOLL_CLOEXEC);
  std::vector<double> ms;
  std::vector<Clock::time_point> asked(clients.size());
  std::size_t next = 0;
  const auto ask = [&](std::size_t client) {
    asked[client] = Clock::now();
    clients[client]->ask(samples[next++]);
  };
  const auto began = Clock::now();
  for (std::size_t i = 0; i < clients.size(); ++i) {
    epoll_event event{.events = EPOLLIN, .data = {.u64 = i}};
    ::epoll_ctl(poll, EPOLL_CTL_ADD, clients[i]->socket(), &event);
    ask(i);
  }
  while (ms.size() < samples.size()) {
    std::array<epoll_event, 64> ready{};
    const int count = ::epoll_wait(poll, ready.data(), ready.size(), -1);
    for (int i = 0; i < count; ++i) {
      const std::size_t client = ready.at(static_cast<std::size_t>(i)).data.u64;
      if (!clients[client]->read_answer()) {
        continue;
      }
      ms.push_back(ms_since(asked[client]));
      if (next < samples.size()) {
        ask(client);
      }
    }
  }
  ::close(poll);
  return figures_of(std::move(ms), began, samples.front());
}

// ---- SQLite behind bare sockets

class BareClient {
 public:
  explicit BareClient(std::uint16_t port) : socket_(connect_to(port)) {}
  BareClient(const BareClient&) = delete;
  BareClient& operator=(const BareClient&) = delete;
  ~BareClient() { ::close(socket_); }

  [[nodiscard]] int socket() const { return socket_; }
  void ask(const Sample& sample) const {
    send_all(socket_, {reinterpret_cast<const char*>(&sample.number), sizeof sample.number});
  }
  [[nodiscard]] bool read_answer() const {
    char byte = 0;
    LISSOM_EXPECTS(::recv(socket_, &byte, 1, 0) == 1);
    return true;
  }

 private:
  int socket_;
};

/// Stores what it is asked for by number; who is there at the same time is stored together.
class BareServer {
 public:
  BareServer(const fs::path& path, const std::vector<Sample>& samples)
      : db_(path), samples_(samples), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof place;
    LISSOM_EXPECTS(::bind(listener_, reinterpret_cast<sockaddr*>(&place), size) == 0);
    LISSOM_EXPECTS(::listen(listener_, most_browsers) == 0);
    LISSOM_EXPECTS(::getsockname(listener_, reinterpret_cast<sockaddr*>(&place), &size) == 0);
    port = ntohs(place.sin_port);
  }
  BareServer(const BareServer&) = delete;
  BareServer& operator=(const BareServer&) = delete;
  ~BareServer() { ::close(listener_); }

  /// Serves so many clients until they are gone.
  void serve(std::size_t clients) {
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    for (std::size_t i = 0; i < clients; ++i) {
      const int client = ::accept(listener_, nullptr, nullptr);
      const int at_once = 1;
      ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
      epoll_event event{.events = EPOLLIN, .data = {.fd = client}};
      ::epoll_ctl(poll, EPOLL_CTL_ADD, client, &event);
    }
    while (clients > 0) {
      std::array<epoll_event, most_browsers> ready{};
      const int count = ::epoll_wait(poll, ready.data(), ready.size(), -1);
      clients -= store(std::span(ready).first(static_cast<std::size_t>(count)));
    }
    ::close(poll);
  }

  std::uint16_t port = 0;

 private:
  /// @return how many have gone
  std::size_t store(std::span<const epoll_event> ready) {
    std::vector<int> told;
    db_.begin();
    for (const epoll_event& event : ready) {
      std::uint32_t number = 0;
      if (::recv(event.data.fd, &number, sizeof number, 0) == sizeof number) {
        db_.insert(samples_[number]);
        told.push_back(event.data.fd);
      } else {
        ::close(event.data.fd);
      }
    }
    db_.commit();
    for (const int client : told) {
      send_all(client, "1");
    }
    return ready.size() - told.size();
  }

  RawSqlite db_;
  const std::vector<Sample>& samples_;
  int listener_;
};

Figures store_behind_sockets(const std::vector<Sample>& samples, std::size_t count) {
  const ScratchFolder folder;
  BareServer server(folder / "record.db", samples);
  std::thread serving([&] { server.serve(count); });
  std::vector<std::unique_ptr<BareClient>> clients;
  for (std::size_t i = 0; i < count; ++i) {
    clients.push_back(std::make_unique<BareClient>(server.port));
  }
  Figures figures = ask_all(samples, clients);
  clients.clear();
  serving.join();
  return figures;
}

// ---- the server

/// The program, serving.
class Serving {
 public:
  explicit Serving(const fs::path& folder) {
    std::array<int, 2> pipe{};
    LISSOM_EXPECTS(::pipe2(pipe.data(), O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    const std::string log = (folder / "log").string();
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(),
                                       O_WRONLY | O_CREAT | O_APPEND, 0600);
    const fs::path program = fs::read_symlink("/proc/self/exe").parent_path() / "../lissom";
    std::array<std::string, 9> words = {program,  "serve", "--port", "0",   "--json",
                                        "--data", folder,  "--web",  folder};
    std::array<char*, 10> arguments{};
    std::ranges::transform(words, arguments.begin(), [](std::string& word) { return word.data(); });
    LISSOM_EXPECTS(
        ::posix_spawn(&pid_, words[0].c_str(), &actions, nullptr, arguments.data(), environ) == 0);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    std::array<char, 1024> said{};
    const ssize_t size = ::read(pipe[0], said.data(), said.size());
    ::close(pipe[0]);
    LISSOM_EXPECTS(size > 0);
    const auto line = parse_json(std::string_view(said.data(), static_cast<std::size_t>(size)));
    LISSOM_EXPECTS(line.has_value());
    host = (*line)["address"].get<std::string>().substr(std::string_view("http://").size());
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;
  ~Serving() {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }

  /// What of it lies in memory.
  [[nodiscard]] double megabytes() const {
    std::ifstream in("/proc/" + std::to_string(pid_) + "/status");
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("VmRSS:")) {
        return std::strtod(line.c_str() + std::string_view("VmRSS:").size(), nullptr) / 1024;
      }
    }
    return 0;
  }

  /// What it has had of the processors.
  [[nodiscard]] double cpu_us() const {
    double all_ns = 0;
    for (const auto& thread : fs::directory_iterator("/proc/" + std::to_string(pid_) + "/task")) {
      double ns = 0;
      std::ifstream(thread.path() / "schedstat") >> ns;
      all_ns += ns;
    }
    return all_ns / 1e3;
  }

  std::string host;  ///< "127.0.0.1:40123"

 private:
  pid_t pid_ = 0;
};

/// A connection of one browser, which asks one thing at a time.
class Browser {
 public:
  explicit Browser(const std::string& host)
      : socket_(
            connect_to(static_cast<std::uint16_t>(std::stoi(host.substr(host.rfind(':') + 1))))) {
    head_ = " HTTP/1.1\r\nHost: " + host +
            "\r\nConnection: keep-alive\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) "
            "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"
            "Accept: */*\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: "
            "en-GB,en;q=0.9\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n"
            "Sec-Fetch-Dest: empty\r\nOrigin: http://" +
            host + "\r\n";
  }
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;
  ~Browser() { ::close(socket_); }

  [[nodiscard]] int socket() const { return socket_; }
  void set_cookie(const std::string& cookie) { head_ += "Cookie: " + cookie + "\r\n"; }

  void post(std::string_view path, std::string_view type, std::string_view body) {
    got_.clear();
    std::string text = "POST ";
    text.append(path)
        .append(head_)
        .append("Content-Type: ")
        .append(type)
        .append("\r\nContent-Length: ");
    text.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    send_all(socket_, text);
  }
  /// Reads what there is. @return whether the answer is whole
  bool read_on() {
    std::array<char, 4096> bytes{};
    const ssize_t size = ::recv(socket_, bytes.data(), bytes.size(), 0);
    LISSOM_EXPECTS(size > 0);
    got_.append(bytes.data(), static_cast<std::size_t>(size));
    const std::size_t end = got_.find("\r\n\r\n");
    if (end == std::string::npos) {
      return false;
    }
    const std::string name = "Content-Length: ";
    const std::size_t at = got_.find(name);
    return got_.size() == end + 4 + std::strtoul(got_.c_str() + at + name.size(), nullptr, 10);
  }
  [[nodiscard]] const std::string& got() const { return got_; }

  void ask(const Sample& sample) {
    asked_ = &sample;
    post("/api/records", "application/vnd.lissom.records", sample.body);
  }
  /// @return whether it is whole
  [[nodiscard]] bool read_answer() {
    const bool is_whole = read_on();
    LISSOM_EXPECTS(!is_whole || got_.ends_with(asked_->answer));
    return is_whole;
  }

 private:
  int socket_;
  const Sample* asked_ = nullptr;
  std::string head_;
  std::string got_;
};

/// Lets so many browsers in, where no disk has to be waited for. @return their cookies, which the
/// file `server.db` in `folder` knows from now on
std::vector<std::string> pair_browsers(const fs::path& folder) {
  const Serving serving(folder);
  auto known = server::Browsers::open(folder);
  LISSOM_EXPECTS(known.has_value());
  std::vector<std::string> cookies;
  while (cookies.size() < most_browsers) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto token =
        known->new_token({std::chrono::duration_cast<std::chrono::milliseconds>(now).count()});
    Browser browser(serving.host);
    browser.post("/api/pair", "application/json", to_bytes({{"token", *token}}));
    while (!browser.read_on()) {
    }
    const std::string name = "Set-Cookie: ";
    const std::size_t at = browser.got().find(name);
    LISSOM_EXPECTS(at != std::string::npos);
    const std::size_t from = at + name.size();
    cookies.push_back(browser.got().substr(from, browser.got().find(';', from) - from));
  }
  return cookies;
}

Figures store_by_server(const std::vector<Sample>& samples, const fs::path& known,
                        const std::vector<std::string>& cookies) {
  const ScratchFolder folder;
  fs::copy(known / "server.db", folder / "server.db");
  const Serving serving(folder.path());
  std::vector<std::unique_ptr<Browser>> browsers;
  for (const std::string& cookie : cookies) {
    browsers.push_back(std::make_unique<Browser>(serving.host));
    browsers.back()->set_cookie(cookie);
  }
  const double cpu_us = serving.cpu_us();
  Figures figures = ask_all(samples, browsers);
  figures.cpu_us = (serving.cpu_us() - cpu_us) / events_of(samples);
  return figures;
}

// ---- what is printed

/// The value that `pct` percent do not exceed.
double at_pct(std::vector<double> values, std::size_t pct) {
  std::ranges::sort(values);
  return values[(values.size() - 1) * pct / 100];
}

struct Rounds {
  std::vector<double> per_s;
  std::vector<double> cpu_us;
  std::vector<double> ms;

  void add(const Figures& figures) {
    per_s.push_back(figures.per_s);
    cpu_us.push_back(figures.cpu_us);
    ms.insert(ms.end(), figures.ms.begin(), figures.ms.end());
  }
  [[nodiscard]] double median_per_s() const { return at_pct(per_s, 50); }
};

void print(const std::string& name, const Rounds& figures) {
  std::cout << name << ": " << figures.median_per_s() << " events/s, median "
            << at_pct(figures.ms, 50) << " ms, p99 " << at_pct(figures.ms, 99) << " ms; processor "
            << at_pct(figures.cpu_us, 50) << " us an event\n";
}

void print_ratios(const std::string& name, const std::vector<double>& ratios) {
  std::cout << "  " << name << ": " << at_pct(ratios, 50) << " (from " << at_pct(ratios, 0)
            << " to " << at_pct(ratios, 100) << " in " << rounds << " rounds)\n";
}

/// Everybody who was let in: the file that knows them, and their cookies.
struct Known {
  fs::path folder;
  std::vector<std::string> cookies;
};

/// As many browsers as there are cookies.
void compare(const std::vector<Sample>& samples, const Known& known) {
  const std::size_t browsers = known.cookies.size();
  Rounds raw;
  Rounds bare;
  Rounds ours;
  std::vector<double> to_raw;
  std::vector<double> to_bare;
  for (int round = 0; round < rounds; ++round) {
    raw.add(store_raw(samples, browsers));
    bare.add(store_behind_sockets(samples, browsers));
    ours.add(store_by_server(samples, known.folder, known.cookies));
    to_raw.push_back(ours.per_s.back() / raw.per_s.back());
    to_bare.push_back(ours.per_s.back() / bare.per_s.back());
  }
  const std::size_t events = samples.front().records.size();
  std::cout << browsers << " browsers, " << events << " to a request\n";
  print("SQLite, " + std::to_string(browsers * events) + " events a commit", raw);
  print("SQLite behind bare sockets", bare);  // its clients take part of the processor's time
  print("lissom serve", ours);
  print_ratios("to SQLite", to_raw);
  print_ratios("to SQLite behind bare sockets", to_bare);
}

void print_memory_at_rest() {
  const ScratchFolder folder;
  const Serving serving(folder.path());
  ::sleep(1);
  std::cout << "lissom serve at rest: " << serving.megabytes() << " MB\n";
}

}  // namespace

int main() {
  std::cout.precision(3);
  std::cout << std::unitbuf;
  print_memory_at_rest();
  const ScratchFolder known(quick_place());
  const std::vector<std::string> all = pair_browsers(known.path());
  for (const std::size_t browsers : {std::size_t{16}, most_browsers}) {
    const std::vector<std::string> some(all.begin(),
                                        all.begin() + static_cast<std::ptrdiff_t>(browsers));
    const std::size_t turns = browsers == 16 ? 200 : 60;
    compare(make_samples(browsers * turns, one_event), {known.path(), some});
    compare(make_samples(browsers * turns / 5, one_session), {known.path(), some});
  }
  return 0;
}
