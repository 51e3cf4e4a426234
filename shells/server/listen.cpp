#include "shells/server/listen.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <list>
#include <mutex>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <unistd.h>

#include "shells/server/addresses.h"
#include "shells/server/request_reader.h"
#include "shells/server/talk.h"

namespace lissom::server {
namespace {

namespace http = boost::beast::http;

/// How a file is cut for sending.
constexpr std::size_t piece_bytes = 64U << 10U;
/// How much is read at once, at least.
constexpr std::size_t read_bytes = 4096;

std::int64_t ms_since(steady_clock::time_point from) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - from).count();
}

/// How far a request is read.
enum class Until : std::uint8_t { head, end };

}  // namespace

struct Listener::Inside {
  explicit Inside(const Limits& l) : limits(l) {}

  Task<void> listen();
  Task<void> talk(Talk& with);
  Task<bool> exchange(Talk& with);
  static Task<error_code> read(Talk& with, RequestReader& reader, Until end);
  Task<error_code> read_rest(Talk& with, RequestReader& reader) const;
  Task<Answer> answer(Talk& with, const Request& request);
  Task<bool> reply(Talk& with, Reply reply);
  Task<std::uint64_t> send_file(Talk& with, const FilePart& part) const;
  Task<void> hang_up(Talk& with) const;
  void begin(Socket socket);
  void tell(Talk& to, Answer answer);
  void hand_out();
  void write_log(const std::string& line);
  void watch();
  void catch_signals();
  void heed_signals();
  void finish();
  void end_if_over();
  void cut_off();

  Limits limits;
  asio::io_context io{1};
  Acceptor acceptor{io};
  asio::signal_set signals{io};
  Timer deadline{io};
  Timer next_look{io};
  bool is_watching = false;
  std::list<Talk> talks;
  bool is_stopping = false;
  Service* service = nullptr;
  std::ostream* log = nullptr;
  std::string log_lines;  ///< yet to be written

  std::mutex mutex;  ///< guards what follows
  std::vector<std::pair<Talk*, Answer>> answers;
};

Task<void> Listener::Inside::listen() {
  while (!is_stopping) {
    error_code trouble;
    Socket socket = co_await acceptor.async_accept(asio::redirect_error(use_awaitable, trouble));
    if (!trouble) {
      begin(std::move(socket));
    } else if (!is_stopping) {
      // Out of descriptors, or a client that has gone again: let the others go on first.
      Timer pause(io, std::chrono::milliseconds(50));
      co_await pause.async_wait(asio::redirect_error(use_awaitable, trouble));
    }
  }
}

void Listener::Inside::begin(Socket socket) {
  // Those beyond the limit are told so; if there are too many even of them, they are not.
  if (talks.size() >= 2 * limits.connections) {
    return;
  }
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  socket.non_blocking(true, ignored);
  const auto admitted = std::ranges::count(talks, true, &Talk::is_admitted);
  // Larger than the limit of the headers, so that it is the parser who refuses them.
  talks.emplace_back(std::move(socket), static_cast<std::size_t>(admitted) < limits.connections,
                     std::size_t{2} * limits.head_bytes);
  const auto at = std::prev(talks.end());
  asio::co_spawn(io, talk(*at), [this, at](const std::exception_ptr& /*what*/) {
    talks.erase(at);
    end_if_over();
  });
  if (!is_watching) {
    watch();
  }
}

/// Hangs up on who lets us wait too long. One clock looks after all: each with one of its own would
/// set it anew several times a request.
void Listener::Inside::watch() {
  const auto soonest = std::min({limits.idle, limits.transfer, limits.stop});
  is_watching = true;
  next_look.expires_after(
      std::min<std::chrono::milliseconds>(soonest / 4, std::chrono::seconds(1)));
  next_look.async_wait([this](const error_code& /*was_cancelled*/) {
    const auto now = steady_clock::now();
    for (Talk& each : talks) {
      if (each.until < now) {
        error_code ignored;
        each.socket.close(ignored);
      }
    }
    is_watching = false;
    if (!talks.empty()) {
      watch();
    }
  });
}

Task<void> Listener::Inside::talk(Talk& with) {
  if (!with.is_admitted) {
    Reply busy{.answer = fault_answer(503, "too many connections at once; try again")};
    with.is_idle = false;
    with.has_unread = true;
    (void)co_await reply(with, std::move(busy));
  } else {
    while (co_await exchange(with)) {
    }
  }
  co_await hang_up(with);
}

/// @return whether there may be another
Task<bool> Listener::Inside::exchange(Talk& with) {
  RequestReader reader(limits.head_bytes, limits.body_bytes);
  with.is_idle = true;
  with.allow(limits.idle);
  error_code trouble = co_await read(with, reader, Until::head);
  with.is_idle = false;
  Reply out;
  if (!trouble) {
    Request& request = reader.request();
    out.method = request.method;
    out.is_head = request.method == "HEAD";
    if (auto refused = service->refusal(request)) {
      out.answer = std::move(*refused);
      // What is still to come of the request would be taken for the next one.
      with.has_unread = !reader.is_whole();
      out.keeps_alive = reader.keeps_alive() && !with.has_unread;
      co_return co_await reply(with, std::move(out));
    }
    trouble = reader.read_body(with.buffer);
    const bool is_here = reader.is_whole();
    if (!trouble && !is_here) {
      trouble = co_await read_rest(with, reader);
    }
    if (!trouble) {
      // A browser may have been shut out while its body was waited for.
      if (auto too_late = is_here ? std::nullopt : service->refusal(request)) {
        out.answer = std::move(*too_late);
      } else {
        out.answer = co_await answer(with, request);
      }
      out.keeps_alive = reader.keeps_alive();
      co_return co_await reply(with, std::move(out));
    }
  }
  auto said = answer_to(trouble);
  if (said) {
    with.has_unread = true;
    out.answer = std::move(*said);
    (void)co_await reply(with, std::move(out));
  }
  co_return false;
}

Task<error_code> Listener::Inside::read(Talk& with, RequestReader& reader, Until end) {
  for (;;) {
    beast::flat_buffer& buffer = with.buffer;
    const bool is_head = end == Until::head;
    error_code trouble = is_head ? reader.read_head(buffer) : reader.read_body(buffer);
    if (trouble || (is_head ? reader.has_head() : reader.is_whole())) {
      co_return trouble;
    }
    if (buffer.size() == buffer.max_size()) {
      co_return http::error::buffer_overflow;
    }
    const std::size_t room = std::max(buffer.capacity() - buffer.size(), read_bytes);
    const std::size_t got = co_await with.socket.async_read_some(
        buffer.prepare(std::min(room, buffer.max_size() - buffer.size())),
        asio::redirect_error(use_awaitable, trouble));
    if (trouble) {
      co_return trouble;
    }
    buffer.commit(got);
  }
}

/// Waits for the rest of a request.
Task<error_code> Listener::Inside::read_rest(Talk& with, RequestReader& reader) const {
  error_code trouble;
  with.allow(limits.transfer);
  if (reader.waits_for_leave()) {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(with.socket, asio::buffer(go_on),
                               asio::redirect_error(use_awaitable, trouble));
  }
  if (!trouble) {
    trouble = co_await read(with, reader, Until::end);
  }
  co_return trouble;
}

/// The others go on talking while this one waits for its answer. It waits to the end even if it is
/// cut off: the service holds on to it.
Task<Answer> Listener::Inside::answer(Talk& with, const Request& request) {
  with.wait();
  with.told.reset();
  service->answer(request, [&](Answer answer) { tell(with, std::move(answer)); });
  while (!with.told) {
    error_code was_cancelled;
    co_await with.is_told.async_wait(asio::redirect_error(use_awaitable, was_cancelled));
  }
  co_return std::move(*with.told);
}

/// From any thread. Those who are told at the same time wake the thread of the sockets once.
void Listener::Inside::tell(Talk& to, Answer answer) {
  const std::lock_guard lock(mutex);
  answers.emplace_back(&to, std::move(answer));
  if (answers.size() == 1) {
    asio::post(io, [this] { hand_out(); });
  }
}

void Listener::Inside::hand_out() {
  std::vector<std::pair<Talk*, Answer>> now;
  {
    const std::lock_guard lock(mutex);
    now.swap(answers);
  }
  for (auto& [to, answer] : now) {
    to->told = std::move(answer);
    to->is_told.cancel();
  }
}

/// @return whether the conversation goes on
Task<bool> Listener::Inside::reply(Talk& with, Reply reply) {
  reply.keeps_alive = reply.keeps_alive && !is_stopping;
  const Answer& said = reply.answer;
  std::string text = head_of(said, reply.keeps_alive, service->now());
  const bool has_text = !reply.is_head && !said.part;
  text.append(has_text ? said.body : "");
  error_code trouble;
  // Mostly the system takes all at once, and there is nothing to wait for.
  const std::size_t sent = with.socket.write_some(asio::buffer(text), trouble);
  if (trouble == asio::error::would_block || (!trouble && sent < text.size())) {
    with.allow(limits.transfer);
    co_await asio::async_write(with.socket, asio::buffer(text) + sent,
                               asio::redirect_error(use_awaitable, trouble));
  }
  std::uint64_t bytes = has_text && !trouble ? said.body.size() : 0;
  if (said.part && !reply.is_head && !trouble) {
    bytes = co_await send_file(with, *said.part);
  }
  if (log != nullptr) {
    write_log(log_line(reply.method, said, bytes, ms_since(reply.began), service->now()));
  }
  const bool is_whole = reply.is_head || bytes == said.size();
  co_return reply.keeps_alive&& is_whole;
}

Task<std::uint64_t> Listener::Inside::send_file(Talk& with, const FilePart& part) const {
  std::vector<char> piece(std::min<std::uint64_t>(part.size, piece_bytes));
  std::uint64_t sent = 0;
  while (sent < part.size) {
    const auto want = std::min<std::uint64_t>(part.size - sent, piece.size());
    const ssize_t got =
        ::pread(part.file.number(), piece.data(), want, static_cast<off_t>(part.from + sent));
    if (got <= 0) {
      break;  // cut short while we read it: the client sees that bytes are missing
    }
    error_code trouble;
    with.allow(limits.transfer);
    co_await asio::async_write(with.socket,
                               asio::buffer(piece.data(), static_cast<std::size_t>(got)),
                               asio::redirect_error(use_awaitable, trouble));
    if (trouble) {
      break;
    }
    sent += static_cast<std::uint64_t>(got);
  }
  co_return sent;
}

/// What is answered in one go is written in one.
void Listener::Inside::write_log(const std::string& line) {
  const bool is_first = log_lines.empty();
  log_lines.append(line);
  if (is_first) {
    asio::post(io, [this] {
      *log << log_lines << std::flush;
      log_lines.clear();
    });
  }
}

/// Closes so that the client can read the last answer: if bytes of it lay unread here, the system
/// would tell it that the connection broke.
Task<void> Listener::Inside::hang_up(Talk& with) const {
  error_code trouble;
  with.socket.shutdown(tcp::socket::shutdown_send, trouble);
  if (!with.has_unread) {
    co_return;
  }
  std::array<char, 4096> rest{};
  std::uint64_t left = limits.body_bytes;
  with.allow(std::min(limits.stop, limits.transfer));
  while (!trouble && left > rest.size()) {
    left -= co_await with.socket.async_read_some(asio::buffer(rest),
                                                 asio::redirect_error(use_awaitable, trouble));
  }
}

/// What comes before anybody heeds them waits.
void Listener::Inside::catch_signals() {
  error_code ignored;
  signals.add(SIGINT, ignored);
  signals.add(SIGTERM, ignored);
  struct sigaction closed_terminal {};
  (void)::sigaction(SIGHUP, nullptr, &closed_terminal);
  if (closed_terminal.sa_handler != SIG_IGN) {  // as it is under nohup
    signals.add(SIGHUP, ignored);
  }
}

void Listener::Inside::heed_signals() {
  signals.async_wait([this](const error_code& trouble, int /*signal*/) {
    if (!trouble) {
      heed_signals();
      finish();
    }
  });
}

void Listener::Inside::finish() {
  if (is_stopping) {
    cut_off();  // asked a second time: at once
    return;
  }
  is_stopping = true;
  error_code ignored;
  acceptor.close(ignored);
  for (Talk& each : talks) {
    if (each.is_idle) {
      each.socket.cancel(ignored);
    }
  }
  deadline.expires_after(limits.stop);
  deadline.async_wait([this](const error_code& was_cancelled) {
    if (!was_cancelled) {
      cut_off();
    }
  });
  end_if_over();
}

/// Nothing keeps `run` then.
void Listener::Inside::end_if_over() {
  if (is_stopping && talks.empty()) {
    deadline.cancel();
    next_look.cancel();
    signals.cancel();
  }
}

void Listener::Inside::cut_off() {
  error_code ignored;
  for (Talk& each : talks) {
    each.socket.close(ignored);
  }
}

Result<Listener> Listener::open(const std::string& host, std::uint16_t port, const Limits& limits) {
  error_code trouble;
  const auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, trouble);
  if (trouble) {
    return bad_input("--host: expected an address of this machine like 127.0.0.1, got " +
                     as_typed(host));
  }
  auto inside = std::make_unique<Inside>(limits);
  const tcp::endpoint place(address, port);
  Acceptor& acceptor = inside->acceptor;
  acceptor.open(place.protocol(), trouble);
  if (!trouble) {
    acceptor.set_option(tcp::acceptor::reuse_address(true), trouble);
  }
  if (!trouble) {
    acceptor.bind(place, trouble);
  }
  if (!trouble) {
    acceptor.listen(asio::socket_base::max_listen_connections, trouble);
  }
  if (trouble == asio::error::address_in_use) {
    return bad_input("port " + std::to_string(port) +
                     " is in use; stop what uses it, or take another one with --port N");
  }
  if (trouble) {
    return bad_input("cannot listen on " + host + ", port " + std::to_string(port) + ": " +
                     trouble.message());
  }
  inside->catch_signals();
  return Listener(std::move(inside));
}

Listener::Listener(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {
}
Listener::Listener(Listener&& other) noexcept = default;
Listener& Listener::operator=(Listener&& other) noexcept = default;
Listener::~Listener() = default;

std::string Listener::name() const {
  const auto place = inside_->acceptor.local_endpoint();
  return with_port(place.address().to_string(), place.port());
}

bool Listener::is_loopback() const {
  return inside_->acceptor.local_endpoint().address().is_loopback();
}

std::vector<std::string> Listener::hosts() const {
  const auto place = inside_->acceptor.local_endpoint();
  return hosts_of(place.address().to_string(), place.port());
}

void Listener::run(Service& service, std::ostream* log) {
  inside_->service = &service;
  inside_->log = log;
  inside_->heed_signals();
  asio::co_spawn(inside_->io, inside_->listen(), asio::detached);
  inside_->io.run();
}

void Listener::stop() {
  asio::post(inside_->io, [this] { inside_->finish(); });
}

}  // namespace lissom::server
