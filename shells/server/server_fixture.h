#pragma once
/// Test code: a service on folders of its own, requests to it, and a plain client over a socket.

#include <array>
#include <charconv>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/json.h"
#include "core/journal/bundle.h"
#include "core/journal/journal.h"
#include "core/journal/journal_fixture.h"
#include "shells/server/listen.h"
#include "shells/server/service.h"
#include "stores/sqlite/scratch_folder.h"

namespace lissom::server::fixture {

constexpr const char* host = "127.0.0.1:8080";
constexpr Uuid somebody_else{.bytes = {7}};
const Uuid person = lissom::fixture::uuid_of(0x02, 0xFE);

/// The line of a short event of `person`; different numbers, different events.
inline std::string line_of(std::uint8_t number, const Uuid& whose = person) {
  Event event = lissom::fixture::goal(number, 1'790'000'000'000 + 1000 * (number % 7));
  event.person = whose;
  return to_line(to_record(event));
}

inline std::string body_of(const std::vector<std::string>& lines, const Uuid& whose = person) {
  return to_bytes({{"person", to_string(whose)}, {"records", lines}});
}

constexpr const char* json_type = "application/json";
constexpr const char* bundle_type = "application/vnd.lissom.records";

/// The same as bytes.
inline std::string bundle_of(const std::vector<std::string>& lines) {
  std::vector<Record> records;
  for (const std::string& line : lines) {
    records.push_back(from_line(line).value_or(Record{}));
  }
  const auto bundle = to_bundle(records);
  EXPECT_TRUE(bundle.has_value());
  return bundle.value_or("");
}

inline Json json_of(const std::string& body) {
  const auto json = parse_json(body);
  EXPECT_TRUE(json.has_value()) << body;
  return json.value_or(Json());
}

/// A service with a clock that stands still until it is moved.
class Rig {
 public:
  Rig() : Rig(std::function<Result<std::string>()>()) {}
  /// @param calendar  what the calendar feed hands out
  explicit Rig(std::function<Result<std::string>()> calendar) {
    std::filesystem::create_directories(web() / "assets");
    put_content(web() / "index.html", "<!doctype html>");
    auto opened = Service::open({.folder = data(),
                                 .web = web(),
                                 .version = "9.9",
                                 .hosts = {host, "localhost:8080"},
                                 .now = [this] { return now; },
                                 .calendar = std::move(calendar)});
    EXPECT_TRUE(opened.has_value()) << opened.error().what;
    service = std::make_unique<Service>(std::move(*opened));
  }

  [[nodiscard]] std::filesystem::path data() const { return folder / "data"; }
  [[nodiscard]] std::filesystem::path web() const { return folder / "web"; }

  [[nodiscard]] static Request request(const std::string& method, const std::string& target) {
    Request made;
    made.method = method;
    made.target = target;
    made.host = host;
    return made;
  }
  Answer get(const std::string& target, const std::string& cookie = "") const {
    Request asked = request("GET", target);
    asked.cookie = cookie;
    return service->answer(asked);
  }
  Answer post(const std::string& target, const std::string& body, const std::string& cookie = "",
              const std::string& type = json_type) const {
    Request asked = request("POST", target);
    asked.origin = std::string("http://") + host;
    asked.content_type = type;
    asked.cookie = cookie;
    asked.body = body;
    return service->answer(asked);
  }
  /// Lets a browser in. @return its cookie
  [[nodiscard]] std::string pair() const {
    const auto token = service->browsers().new_token(now);
    EXPECT_TRUE(token.has_value());
    const Answer answer = post("/api/pair", to_bytes({{"token", token.value_or("")}}));
    EXPECT_EQ(answer.status, 200U) << answer.body;
    const std::string set(header_of(answer, "Set-Cookie"));
    return set.substr(0, set.find(';'));
  }

  ScratchFolder folder{quick_place()};
  Instant now{1'795'543'500'000};
  std::unique_ptr<Service> service;
};

/// What came back over a socket.
struct Reply {
  int status = 0;  ///< 0 if nothing came
  std::string head;
  std::string body;
};

/// One connection, in words.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{.tv_sec = 60, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    is_connected_ =
        ::connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0;
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(socket_); }

  [[nodiscard]] bool is_connected() const { return is_connected_; }

  /// @return whether all of it went out
  bool send(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) {
        return false;
      }
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  Reply read(bool is_head = false) {
    while (held_.find("\r\n\r\n") == std::string::npos) {
      if (!more()) {
        return {};
      }
    }
    Reply reply;
    const std::size_t end = held_.find("\r\n\r\n") + 4;
    reply.head = held_.substr(0, end);
    held_.erase(0, end);
    std::from_chars(reply.head.data() + 9, reply.head.data() + 12, reply.status);
    const std::size_t at = reply.head.find("Content-Length: ");
    std::size_t size = 0;
    if (at != std::string::npos && !is_head) {
      std::from_chars(reply.head.data() + at + 16, reply.head.data() + reply.head.size(), size);
    }
    while (held_.size() < size && more()) {
    }
    reply.body = held_.substr(0, size);
    held_.erase(0, size);
    return reply;
  }

  /// @return whether the other side has closed, after at most the patience of the socket
  bool is_closed() {
    while (more()) {
    }
    return was_closed_;
  }

 private:
  bool more() {
    std::array<char, 65536> bytes{};
    const ssize_t got = ::recv(socket_, bytes.data(), bytes.size(), 0);
    was_closed_ = got == 0;
    held_.append(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return got > 0;
  }

  int socket_;
  bool is_connected_ = false;
  bool was_closed_ = false;
  std::string held_;
};

/// A request as it goes over the wire.
inline std::string wire(const std::string& method, const std::string& target, std::uint16_t port,
                        const std::string& more = "", const std::string& body = "",
                        const std::string& type = json_type) {
  const std::string name = "127.0.0.1:" + std::to_string(port);
  std::string text = method + " " + target + " HTTP/1.1\r\nHost: " + name + "\r\n" + more;
  if (method == "POST") {
    text += "Origin: http://" + name + "\r\nContent-Type: " + type +
            "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  }
  return text + "\r\n" + body;
}

/// Pairs over the wire. @return the line with the cookie for later requests
inline std::string pair_over(Client& client, std::uint16_t port, const std::string& token) {
  client.send(wire("POST", "/api/pair", port, "", to_bytes({{"token", token}})));
  const Reply reply = client.read();
  EXPECT_EQ(reply.status, 200) << reply.body;
  const std::size_t at = reply.head.find("Set-Cookie: ") + 12;
  return "Cookie: " + reply.head.substr(at, reply.head.find(';', at) - at) + "\r\n";
}

/// Everything that the server gives out, page by page, in order.
inline std::vector<std::string> lines_over(Client& client, std::uint16_t port,
                                           const std::string& cookie) {
  std::vector<std::string> lines;
  std::int64_t next = 0;
  for (bool has_more = true; has_more;) {
    client.send(wire("GET", "/api/records?after=" + std::to_string(next), port, cookie));
    const Reply reply = client.read();
    EXPECT_EQ(reply.status, 200) << reply.body;
    if (reply.status != 200) {
      return lines;
    }
    const Json page = json_of(reply.body);
    for (const Json& each : page["records"]) {
      lines.push_back(each.get<std::string>());
    }
    next = page["next"].get<std::int64_t>();
    has_more = page["more"].get<bool>();
  }
  return lines;
}

/// The journal of these lines, as one text.
inline std::string journal_bytes(const std::vector<std::string>& lines) {
  std::vector<Record> records;
  for (const std::string& line : lines) {
    const auto record = from_line(line);
    EXPECT_TRUE(record.has_value()) << line;
    records.push_back(record.value_or(Record{}));
  }
  std::string bytes;
  for (const Event& event : read_journal(records).events) {
    bytes += encode(event);
  }
  return bytes;
}

/// A server that listens, in a thread.
class RunningServer {
 public:
  explicit RunningServer(const Limits& limits = {}) {
    std::filesystem::create_directories(folder / "web");
    put_content(folder / "web/index.html", "<!doctype html>");
    auto opened = Listener::open("127.0.0.1", 0, limits);
    EXPECT_TRUE(opened.has_value()) << opened.error().what;
    listener = std::make_unique<Listener>(std::move(*opened));
    const std::string name = listener->name();
    std::from_chars(name.data() + name.find(':') + 1, name.data() + name.size(), port);
    auto made = Service::open({.folder = folder / "data",
                               .web = folder / "web",
                               .version = "9.9",
                               .hosts = listener->hosts(),
                               .now = [] { return Instant{1'795'543'500'000}; }});
    EXPECT_TRUE(made.has_value()) << made.error().what;
    service = std::make_unique<Service>(std::move(*made));
    const auto made_token = service->browsers().new_token(service->now());
    token = made_token.value_or("");
    thread = std::thread([this] { listener->run(*service, &log); });
  }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;
  ~RunningServer() { stop(); }

  /// A link for one more browser, made by another process as far as the server can tell.
  [[nodiscard]] std::string new_token() const {
    auto browsers = Browsers::open(folder / "data");
    EXPECT_TRUE(browsers.has_value());
    return browsers->new_token(Instant{1'795'543'500'000}).value_or("");
  }

  void stop() {
    if (thread.joinable()) {
      listener->stop();
      thread.join();
    }
  }

  ScratchFolder folder{quick_place()};
  std::uint16_t port = 0;
  std::string token;       ///< for the first browser
  std::ostringstream log;  ///< to be read after `stop`
  std::unique_ptr<Listener> listener;
  std::unique_ptr<Service> service;
  std::thread thread;
};

}  // namespace lissom::server::fixture
