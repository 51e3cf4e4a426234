#include "shells/server/listen.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <list>
#include <utility>  // Asio's coroutines need it and do not say so

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_suffix.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <unistd.h>

#include "core/base/json.h"
#include "shells/server/addresses.h"

namespace lissom::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Parser = http::request_parser<http::string_body>;
using std::chrono::steady_clock;

/// How a file is cut for sending.
constexpr std::size_t piece_bytes = 64U << 10U;

std::string text_of(const Parser& parser, http::field name) {
  const auto value = parser.get()[name];
  return {value.data(), value.size()};
}

Request request_of(const Parser& parser) {
  const auto& message = parser.get();
  // Two hosts are none: whoever looks at another one than we do must not be led astray.
  const bool has_one_host = message.count(http::field::host) == 1;
  return {.method = std::string(message.method_string()),
          .target = std::string(message.target()),
          .host = has_one_host ? text_of(parser, http::field::host) : "",
          .origin = text_of(parser, http::field::origin),
          .cookie = text_of(parser, http::field::cookie),
          .content_type = text_of(parser, http::field::content_type),
          .accept_encoding = text_of(parser, http::field::accept_encoding),
          .if_none_match = text_of(parser, http::field::if_none_match),
          .range = text_of(parser, http::field::range),
          .if_range = text_of(parser, http::field::if_range),
          .body = {}};
}

/// Whether the rest of a request lies in `buffer` already.
bool is_whole(const beast::flat_buffer& buffer, const Parser& parser) {
  const auto left = parser.content_length_remaining();
  return parser.is_done() || (left && buffer.size() >= *left);
}

/// Reads that rest.
error_code read_from(beast::flat_buffer& buffer, Parser& parser) {
  error_code trouble;
  while (!parser.is_done() && !trouble) {
    buffer.consume(parser.put(buffer.data(), trouble));
  }
  return trouble;
}

/// What to say to a request that cannot be read, or nothing if there is nobody to say it to.
std::optional<Answer> answer_to(const error_code& trouble) {
  if (trouble == http::error::body_limit) {
    return fault_answer(413, "the body is larger than this server takes");
  }
  if (trouble == http::error::header_limit || trouble == http::error::buffer_overflow) {
    return fault_answer(431, "the headers are larger than this server takes");
  }
  const bool is_of_http = trouble.category() == http::make_error_code(http::error{}).category();
  if (is_of_http && trouble != http::error::end_of_stream &&
      trouble != http::error::partial_message) {
    return fault_answer(400, "this is not a request of HTTP/1.1");
  }
  return std::nullopt;
}

/// One conversation.
struct Talk {
  Talk(tcp::socket socket, bool admitted) : stream(std::move(socket)), is_admitted(admitted) {}
  beast::tcp_stream stream;
  bool is_admitted;         ///< within the limit of connections
  bool is_idle = true;      ///< between two requests
  bool has_unread = false;  ///< was answered before all that it sent was read
};

/// What is to be sent, and what is to be known about it afterwards.
struct Reply {
  Answer answer;
  bool is_head = false;  ///< without the body
  bool keeps_alive = false;
  std::string method = "?";
  steady_clock::time_point began = steady_clock::now();
};

void write_log(std::ostream& log, const Reply& reply, std::uint64_t bytes, Instant now) {
  const auto took = steady_clock::now() - reply.began;
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
  // Put together as text: as a value it took a tenth of the whole request.
  std::string line = R"({"time":")" + to_rfc3339(now, 0);
  line.append(R"(","method":)").append(to_bytes(reply.method));
  line.append(R"(,"path":)").append(to_bytes(reply.answer.path));
  line.append(R"(,"status":)").append(std::to_string(reply.answer.status));
  line.append(R"(,"bytes":)").append(std::to_string(bytes));
  line.append(R"(,"ms":)").append(std::to_string(ms));
  if (!reply.answer.trouble.empty()) {
    line.append(R"(,"trouble":)").append(to_bytes(reply.answer.trouble));
  }
  line.append("}\n");
  log << line << std::flush;
}

}  // namespace

struct Listener::Inside {
  explicit Inside(const Limits& l) : limits(l) {}

  asio::awaitable<void> listen();
  asio::awaitable<void> talk(Talk& with);
  asio::awaitable<bool> exchange(Talk& with, beast::flat_buffer& buffer);
  asio::awaitable<error_code> read_body(Talk& with, beast::flat_buffer& buffer,
                                        Parser& parser) const;
  asio::awaitable<Answer> answer(const Request& request);
  asio::awaitable<bool> reply(Talk& with, Reply reply) const;
  asio::awaitable<std::uint64_t> send(Talk& with, const Reply& reply) const;
  asio::awaitable<std::uint64_t> send_file(Talk& with, const FilePart& part) const;
  asio::awaitable<void> hang_up(Talk& with) const;
  void begin(tcp::socket socket);
  void catch_signals();
  void heed_signals();
  void finish();
  void end_if_over();
  void cut_off();

  Limits limits;
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  asio::signal_set signals{io};
  asio::steady_timer deadline{io};
  std::list<Talk> talks;
  bool is_stopping = false;
  Service* service = nullptr;
  std::ostream* log = nullptr;
};

asio::awaitable<void> Listener::Inside::listen() {
  while (!is_stopping) {
    error_code trouble;
    tcp::socket socket =
        co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, trouble));
    if (!trouble) {
      begin(std::move(socket));
    } else if (!is_stopping) {
      // Out of descriptors, or a client that has gone again: let the others go on first.
      asio::steady_timer pause(io, std::chrono::milliseconds(50));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, trouble));
    }
  }
}

void Listener::Inside::begin(tcp::socket socket) {
  // Those beyond the limit are told so; if there are too many even of them, they are not.
  if (talks.size() >= 2 * limits.connections) {
    return;
  }
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  socket.non_blocking(true, ignored);
  const auto admitted = std::ranges::count(talks, true, &Talk::is_admitted);
  talks.emplace_back(std::move(socket), static_cast<std::size_t>(admitted) < limits.connections);
  const auto at = std::prev(talks.end());
  asio::co_spawn(io, talk(*at), [this, at](const std::exception_ptr& /*what*/) {
    talks.erase(at);
    end_if_over();
  });
}

asio::awaitable<void> Listener::Inside::talk(Talk& with) {
  if (!with.is_admitted) {
    Reply busy{.answer = fault_answer(503, "too many connections at once; try again")};
    with.is_idle = false;
    with.has_unread = true;
    (void)co_await reply(with, std::move(busy));
  } else {
    // Larger than the limit of the headers, so that it is the parser who refuses them.
    beast::flat_buffer buffer(std::size_t{2} * limits.head_bytes);
    while (co_await exchange(with, buffer)) {
    }
  }
  co_await hang_up(with);
}

/// @return whether there may be another
asio::awaitable<bool> Listener::Inside::exchange(Talk& with, beast::flat_buffer& buffer) {
  Parser parser;
  parser.header_limit(limits.head_bytes);
  parser.body_limit(limits.body_bytes);
  error_code trouble;
  with.is_idle = true;
  with.stream.expires_after(limits.idle);
  co_await http::async_read_header(with.stream, buffer, parser,
                                   asio::redirect_error(asio::use_awaitable, trouble));
  with.is_idle = false;
  Reply out;
  if (!trouble) {
    Request request = request_of(parser);
    out.method = request.method;
    out.is_head = request.method == "HEAD";
    if (auto refused = service->refusal(request)) {
      out.answer = std::move(*refused);
      // What is still to come of the request would be taken for the next one.
      with.has_unread = !parser.is_done();
      out.keeps_alive = parser.keep_alive() && !with.has_unread;
      co_return co_await reply(with, std::move(out));
    }
    const bool is_here = is_whole(buffer, parser);
    trouble = is_here ? read_from(buffer, parser) : error_code();
    if (!is_here) {
      trouble = co_await read_body(with, buffer, parser);
    }
    if (!trouble) {
      request.body = std::move(parser.get().body());
      // A browser may have been shut out while its body was waited for.
      if (auto too_late = is_here ? std::nullopt : service->refusal(request)) {
        out.answer = std::move(*too_late);
      } else {
        out.answer = co_await answer(request);
      }
      out.keeps_alive = parser.keep_alive();
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

/// Waits for the rest of a request.
asio::awaitable<error_code> Listener::Inside::read_body(Talk& with, beast::flat_buffer& buffer,
                                                        Parser& parser) const {
  error_code trouble;
  with.stream.expires_after(limits.transfer);
  if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(with.stream, asio::buffer(go_on),
                               asio::redirect_error(asio::use_awaitable, trouble));
  }
  co_await http::async_read(with.stream, buffer, parser,
                            asio::redirect_error(asio::use_awaitable, trouble));
  co_return trouble;
}

/// The others go on talking while this one waits for its answer. It waits to the end even if it is
/// cut off: the service holds on to it.
asio::awaitable<Answer> Listener::Inside::answer(const Request& request) {
  std::optional<Answer> told;
  asio::steady_timer is_told(io, steady_clock::time_point::max());
  service->answer(request, [&](Answer answer) {
    asio::post(io, [&, answer = std::move(answer)]() mutable {
      told = std::move(answer);
      is_told.cancel();
    });
  });
  while (!told) {
    error_code was_cancelled;
    co_await is_told.async_wait(asio::redirect_error(asio::use_awaitable, was_cancelled));
  }
  co_return std::move(*told);
}

/// @return whether the conversation goes on
asio::awaitable<bool> Listener::Inside::reply(Talk& with, Reply reply) const {
  reply.keeps_alive = reply.keeps_alive && !is_stopping;
  const std::uint64_t bytes = co_await send(with, reply);
  if (log != nullptr) {
    write_log(*log, reply, bytes, service->now());
  }
  const bool is_whole = reply.is_head || bytes == reply.answer.size();
  co_return reply.keeps_alive&& is_whole;
}

/// @return how many bytes of the body were sent
asio::awaitable<std::uint64_t> Listener::Inside::send(Talk& with, const Reply& reply) const {
  const std::string head = head_of(reply.answer, reply.keeps_alive, service->now());
  const std::string_view body =
      reply.is_head || reply.answer.part ? std::string_view() : std::string_view(reply.answer.body);
  const std::array<asio::const_buffer, 2> both = {asio::buffer(head), asio::buffer(body)};
  error_code trouble;
  // Mostly the system takes all at once, and there is nothing to wait for.
  beast::buffers_suffix rest(both);
  rest.consume(with.stream.socket().write_some(both, trouble));
  if (trouble == asio::error::would_block || (!trouble && asio::buffer_size(rest) > 0)) {
    with.stream.expires_after(limits.transfer);
    co_await asio::async_write(with.stream, rest,
                               asio::redirect_error(asio::use_awaitable, trouble));
  }
  if (trouble) {
    co_return 0;
  }
  if (reply.answer.part && !reply.is_head) {
    co_return co_await send_file(with, *reply.answer.part);
  }
  co_return body.size();
}

asio::awaitable<std::uint64_t> Listener::Inside::send_file(Talk& with, const FilePart& part) const {
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
    with.stream.expires_after(limits.transfer);
    co_await asio::async_write(with.stream,
                               asio::buffer(piece.data(), static_cast<std::size_t>(got)),
                               asio::redirect_error(asio::use_awaitable, trouble));
    if (trouble) {
      break;
    }
    sent += static_cast<std::uint64_t>(got);
  }
  co_return sent;
}

/// Closes so that the client can read the last answer: if bytes of it lay unread here, the system
/// would tell it that the connection broke.
asio::awaitable<void> Listener::Inside::hang_up(Talk& with) const {
  error_code trouble;
  with.stream.socket().shutdown(tcp::socket::shutdown_send, trouble);
  if (!with.has_unread) {
    co_return;
  }
  std::array<char, 4096> rest{};
  std::uint64_t left = limits.body_bytes;
  with.stream.expires_after(std::min(limits.stop, limits.transfer));
  while (!trouble && left > rest.size()) {
    left -= co_await with.stream.async_read_some(
        asio::buffer(rest), asio::redirect_error(asio::use_awaitable, trouble));
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
      each.stream.cancel();
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
    signals.cancel();
  }
}

void Listener::Inside::cut_off() {
  for (Talk& each : talks) {
    each.stream.close();
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
  tcp::acceptor& acceptor = inside->acceptor;
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

namespace {

bool is_v6(const std::string& address) {
  return address.find(':') != std::string::npos;
}

std::string with_port(const std::string& address, unsigned port) {
  return (is_v6(address) ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

}  // namespace

std::string Listener::name() const {
  const auto place = inside_->acceptor.local_endpoint();
  return with_port(place.address().to_string(), place.port());
}

bool Listener::is_loopback() const {
  return inside_->acceptor.local_endpoint().address().is_loopback();
}

std::vector<std::string> Listener::hosts() const {
  const auto place = inside_->acceptor.local_endpoint();
  std::vector<std::string> names;
  if (place.address().is_unspecified()) {
    names = addresses_of_this_machine();
    names.emplace_back("127.0.0.1");
    if (place.address().is_v6()) {
      names.emplace_back("::1");
    } else {
      std::erase_if(names, [](const std::string& each) { return is_v6(each); });
    }
  } else {
    names.push_back(place.address().to_string());
  }
  names.emplace_back("localhost");
  std::vector<std::string> hosts;
  for (const std::string& each : names) {
    hosts.push_back(with_port(each, place.port()));
    if (place.port() == 80) {  // the usual one, which browsers leave out
      hosts.push_back(hosts.back().substr(0, hosts.back().rfind(':')));
    }
  }
  return hosts;
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
