#pragma once
/// What a conversation over a socket is while it lasts. Inside shells/server only.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>  // Asio's coroutines need it and do not say so

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "shells/server/message.h"

namespace lissom::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::steady_clock;

// All is told its executor: one that is found out as it runs costs some allocations a request.
using Executor = asio::io_context::executor_type;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Timer = asio::basic_waitable_timer<steady_clock, asio::wait_traits<steady_clock>, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;
constexpr asio::use_awaitable_t<Executor> use_awaitable;

/// One conversation.
struct Talk {
  Talk(Socket s, bool admitted, std::size_t buffer_bytes)
      : socket(std::move(s)),
        is_admitted(admitted),
        buffer(buffer_bytes),
        is_told(socket.get_executor(), steady_clock::time_point::max()) {}

  /// Hangs up if what is to come now has not come by then.
  void allow(std::chrono::milliseconds time) { until = steady_clock::now() + time; }
  void wait() { until = steady_clock::time_point::max(); }

  Socket socket;
  bool is_admitted;           ///< within the limit of connections
  bool is_idle = true;        ///< between two requests
  bool has_unread = false;    ///< was answered before all that it sent was read
  beast::flat_buffer buffer;  ///< came, and is not read yet
  steady_clock::time_point until = steady_clock::time_point::max();
  std::optional<Answer> told;
  Timer is_told;  ///< never runs out; cancelled when `told` is there
};

/// What is to be sent, and what is to be known about it afterwards.
struct Reply {
  Answer answer;
  bool is_head = false;  ///< without the body
  bool keeps_alive = false;
  std::string method = "?";
  steady_clock::time_point began = steady_clock::now();
};

}  // namespace lissom::server
