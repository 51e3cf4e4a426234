#pragma once
/// The sockets of the server: HTTP/1.1 in and out. The only place that knows Boost.

#include <chrono>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "shells/server/service.h"

namespace lissom::server {

/// How much one client may take. Conventions.
struct Limits {
  std::uint32_t head_bytes = 16U << 10U;
  std::uint64_t body_bytes = std::uint64_t{8} << 20U;
  std::size_t connections = 300;           ///< 256 browsers and some; fewer than files may be open
  std::chrono::milliseconds idle{60'000};  ///< for the next request to come, with its headers
  std::chrono::milliseconds transfer{30'000};  ///< for a body, or a piece of an answer
  std::chrono::milliseconds stop{5'000};       ///< for what is under way when the end is asked for
};

/// A socket that waits for browsers, and the conversations that came of it.
class Listener {
 public:
  /// @param host  an address of this machine: "127.0.0.1", "::1", "0.0.0.0"
  /// From now on SIGINT, SIGTERM and SIGHUP are for `run`.
  /// @param port  0 for any that is free
  /// @return bad_input if that is no address, or if it cannot be had
  [[nodiscard]] static Result<Listener> open(const std::string& host, std::uint16_t port,
                                             const Limits& limits);
  Listener(Listener&& other) noexcept;
  Listener& operator=(Listener&& other) noexcept;
  ~Listener();

  /// Where it listens: "127.0.0.1:8080".
  [[nodiscard]] std::string name() const;
  [[nodiscard]] bool is_loopback() const;
  /// The names by which a browser may call this server, and no others; the first is for links.
  [[nodiscard]] std::vector<std::string> hosts() const;

  /// Serves until SIGINT, SIGTERM or SIGHUP comes, or `stop` is called; then finishes what is under
  /// way.
  /// @param log  one JSON line for each request, or nothing
  void run(Service& service, std::ostream* log);
  /// From another thread.
  void stop();

 private:
  struct Inside;
  explicit Listener(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace lissom::server
