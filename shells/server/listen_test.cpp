// The server over real sockets: conversations, limits, impatience, the end, and the log.

#include "shells/server/listen.h"

#include <csignal>
#include <set>

#include "shells/server/server_fixture.h"

namespace lissom::server {
namespace {

using namespace std::chrono_literals;
using fixture::body_of;
using fixture::Client;
using fixture::json_of;
using fixture::line_of;
using fixture::pair_over;
using fixture::RunningServer;
using fixture::somebody_else;
using fixture::wire;

std::vector<Json> lines_of(const std::string& log) {
  std::vector<Json> lines;
  std::istringstream in(log);
  for (std::string line; std::getline(in, line);) {
    lines.push_back(json_of(line));
  }
  return lines;
}

TEST(Listen, OneConnectionForManyRequests) {
  const RunningServer server;
  Client client(server.port);
  const std::string cookie = pair_over(client, server.port, server.token);
  client.send(wire("POST", "/api/records", server.port, cookie, body_of({line_of(1)})));
  EXPECT_EQ(client.read().body, R"({"stored":1,"already":0})");
  // Two at once are answered one after the other.
  client.send(wire("GET", "/api/records", server.port, cookie) + wire("GET", "/", server.port));
  EXPECT_EQ(json_of(client.read().body)["records"], Json({line_of(1)}));
  EXPECT_EQ(client.read().body, "<!doctype html>");
}

TEST(Listen, HeadIsGetWithoutTheBody) {
  const RunningServer server;
  Client client(server.port);
  client.send(wire("HEAD", "/", server.port));
  const auto head = client.read(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_NE(head.head.find("Content-Length: 15\r\n"), std::string::npos) << head.head;
  client.send(wire("GET", "/", server.port));
  EXPECT_EQ(client.read().body, "<!doctype html>") << "nothing lay between";
}

TEST(Listen, BigFilesAndPartsOfThem) {
  const RunningServer server;
  std::string sound;
  for (int i = 0; sound.size() < 3'000'000; ++i) {
    sound += std::to_string(i);
  }
  put_content(server.folder / "web/a.wav", sound);
  Client client(server.port);
  client.send(wire("GET", "/a.wav", server.port));
  EXPECT_TRUE(client.read().body == sound);
  client.send(wire("GET", "/a.wav", server.port, "Range: bytes=1000000-2999999\r\n"));
  const auto part = client.read();
  EXPECT_EQ(part.status, 206);
  EXPECT_TRUE(part.body == sound.substr(1'000'000, 2'000'000));
}

TEST(Listen, EveryAnswerCarriesThePolicy) {
  const RunningServer server;
  for (const std::string& request :
       {wire("GET", "/", server.port), wire("GET", "/absent", server.port),
        wire("GET", "/api/records", server.port), wire("POST", "/api/pair", server.port, "", "x"),
        std::string("nonsense\r\n\r\n"), std::string("GET / HTTP/1.1\r\n\r\n"),
        wire("GET", "/", server.port, "X: " + std::string(20'000, 'x') + "\r\n")}) {
    Client client(server.port);
    client.send(request);
    const auto reply = client.read();
    SCOPED_TRACE(reply.head);
    for (const std::string_view line :
         {"Content-Security-Policy: default-src 'none'; ", "X-Content-Type-Options: nosniff\r\n",
          "Cross-Origin-Resource-Policy: same-origin\r\n", "Permissions-Policy: "}) {
      EXPECT_NE(reply.head.find(line), std::string::npos) << line;
    }
  }
}

TEST(Listen, WhatIsTooLargeOrBrokenIsRefused) {
  const RunningServer server;
  struct Case {
    std::string_view name;
    std::string request;
    int want;
  };
  const std::string post =
      "POST /api/pair HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port) +
      "\r\nOrigin: http://127.0.0.1:" + std::to_string(server.port) +
      "\r\nContent-Type: application/json\r\n";
  const Case cases[] = {
      {"a long header", wire("GET", "/", server.port, "X: " + std::string(17'000, 'x') + "\r\n"),
       431},
      {"a long path", wire("GET", "/" + std::string(17'000, 'x'), server.port), 431},
      {"a path that just fits", wire("GET", "/" + std::string(15'000, 'x'), server.port), 404},
      {"a body that is announced", post + "Content-Length: 8388609\r\n\r\n", 413},
      {"a body in pieces",
       post + "Transfer-Encoding: chunked\r\n\r\n900000\r\n" + std::string(0x900000, ' ') +
           "\r\n0\r\n\r\n",
       413},
      {"no protocol", "GET /\r\n\r\n", 400},
      {"another protocol", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\r\n\r\n", 14),
       400},
      {"two hosts", wire("GET", "/", server.port, "Host: 127.0.0.1:1\r\n"), 403},
      {"a length that is none", post + "Content-Length: x\r\n\r\n", 400},
      {"two lengths", post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400},
  };
  for (const auto& [name, request, want] : cases) {
    SCOPED_TRACE(name);
    Client client(server.port);
    client.send(request);
    const auto reply = client.read();
    EXPECT_EQ(reply.status, want) << reply.body;
  }
}

TEST(Listen, ARefusedBodyIsNotTakenForARequest) {
  const RunningServer server;
  Client client(server.port);
  const std::string smuggled = wire("GET", "/", server.port);
  client.send(wire("POST", "/api/records", server.port, "", smuggled));
  EXPECT_EQ(client.read().status, 401);
  EXPECT_EQ(client.read().status, 0) << "closed";
}

TEST(Listen, WhoWaitsForLeaveToSendGetsIt) {
  const RunningServer server;
  Client client(server.port);
  const std::string body = to_bytes({{"token", server.token}});
  const std::string all = wire("POST", "/api/pair", server.port, "Expect: 100-continue\r\n", body);
  client.send(all.substr(0, all.size() - body.size()));
  EXPECT_EQ(client.read().status, 100);
  client.send(body);
  EXPECT_EQ(client.read().status, 200);
}

TEST(Listen, FieldsBehindABodyMeanNothing) {
  const RunningServer server;
  Client client(server.port);
  const std::string name = "127.0.0.1:" + std::to_string(server.port);
  client.send("POST /api/pair HTTP/1.1\r\nHost: " + name + "\r\nOrigin: http://" + name +
              "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
              "Transfer-Encoding: chunked\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  const std::string body = to_bytes({{"token", server.token}});
  std::ostringstream size;
  size << std::hex << body.size();
  client.send(size.str() + "\r\n" + body + "\r\n0\r\nHost: elsewhere\r\n\r\n");
  EXPECT_EQ(client.read().status, 200);
}

TEST(Listen, WhoIsShutOutWhileItSendsIsRefused) {
  const RunningServer server;
  Client client(server.port);
  const std::string cookie = pair_over(client, server.port, server.token);
  const std::string body = body_of({line_of(1)});
  const std::string all =
      wire("POST", "/api/records", server.port, cookie + "Expect: 100-continue\r\n", body);
  client.send(all.substr(0, all.size() - body.size()));
  EXPECT_EQ(client.read().status, 100);
  auto elsewhere = Browsers::open(server.folder / "data");
  ASSERT_TRUE(elsewhere.has_value());
  ASSERT_EQ(*elsewhere->forget_all(), 1U);
  client.send(body);
  EXPECT_EQ(client.read().status, 401);
}

TEST(Listen, WhoIsSilentOrSlowIsHungUpOn) {
  Limits limits;
  limits.idle = 100ms;
  limits.transfer = 100ms;
  const RunningServer server(limits);
  Client silent(server.port);
  EXPECT_TRUE(silent.is_closed());
  Client slow(server.port);
  slow.send("GET / HTT");
  EXPECT_TRUE(slow.is_closed());
  Client unfinished(server.port);
  const std::string request = wire("POST", "/api/pair", server.port, "", "{\"token\":\"x\"}");
  unfinished.send(request.substr(0, request.size() - 3));
  EXPECT_TRUE(unfinished.is_closed());
}

TEST(Listen, SoManyConnectionsAndNoMore) {
  Limits limits;
  limits.connections = 3;
  const RunningServer server(limits);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<Client>(server.port));
    clients.back()->send(wire("GET", "/", server.port));
    EXPECT_EQ(clients.back()->read().status, 200);
  }
  Client fourth(server.port);
  EXPECT_EQ(fourth.read().status, 503);
  EXPECT_TRUE(fourth.is_closed());
  clients.pop_back();
  for (int tries = 0; tries < 1000; ++tries) {
    Client next(server.port);
    next.send(wire("GET", "/", server.port));
    if (next.read().status == 200) {
      return;
    }
    std::this_thread::sleep_for(10ms);
  }
  FAIL() << "the place of who has gone is not given to others";
}

TEST(Listen, FinishesWhatIsUnderWayAndEnds) {
  RunningServer server;
  Client idle(server.port);
  Client busy(server.port);
  const std::string cookie = pair_over(busy, server.port, server.token);
  const std::string body = body_of({line_of(1)});
  const std::string all =
      wire("POST", "/api/records", server.port, cookie + "Expect: 100-continue\r\n", body);
  busy.send(all.substr(0, all.size() - body.size()));
  EXPECT_EQ(busy.read().status, 100) << "it is under way now";
  server.listener->stop();
  EXPECT_TRUE(idle.is_closed());
  busy.send(body);
  const auto reply = busy.read();
  EXPECT_EQ(reply.body, R"({"stored":1,"already":0})");
  EXPECT_NE(reply.head.find("Connection: close\r\n"), std::string::npos);
  server.thread.join();
  EXPECT_FALSE(Client(server.port).is_connected());
}

TEST(Listen, WhoDoesNotFinishIsCutOffInTheEnd) {
  Limits limits;
  limits.stop = 100ms;
  RunningServer server(limits);
  Client busy(server.port);
  const std::string all =
      wire("POST", "/api/pair", server.port, "Expect: 100-continue\r\n", "{\"token\":\"x\"}");
  busy.send(all.substr(0, all.size() - 5));
  EXPECT_EQ(busy.read().status, 100);
  server.stop();
  EXPECT_TRUE(busy.is_closed());
}

/// The record, which another program has for itself until it is let go.
class Held {
 public:
  explicit Held(const RunningServer& server) {
    auto opened = sqlite::Connection::open({.path = (server.folder / "data/record.db").string(),
                                            .shown = "other",
                                            .vfs = {},
                                            .lock_wait_ms = 5000},
                                           sqlite::Access::read_write);
    EXPECT_TRUE(opened.has_value());
    db_ = std::move(*opened);
    EXPECT_TRUE(db_->run("BEGIN IMMEDIATE", {}).has_value());
  }
  void let_go() { EXPECT_TRUE(db_->run("ROLLBACK", {}).has_value()); }

 private:
  std::unique_ptr<sqlite::Connection> db_;
};

TEST(Listen, WhoWaitsForTheDiskKeepsNobodyWaiting) {
  const RunningServer server;
  Client writer(server.port);
  const std::string cookie = pair_over(writer, server.port, server.token);
  writer.send(wire("POST", "/api/records", server.port, cookie, body_of({line_of(1)})));
  ASSERT_EQ(writer.read().status, 200);
  Held held(server);
  writer.send(wire("POST", "/api/records", server.port, cookie, body_of({line_of(2)})));
  Client reader(server.port);
  for (int i = 0; i < 20; ++i) {
    reader.send(wire("GET", "/", server.port));
    EXPECT_EQ(reader.read().status, 200);
    reader.send(wire("GET", "/api/records", server.port, cookie));
    EXPECT_EQ(json_of(reader.read().body)["records"], Json({line_of(1)}));
  }
  held.let_go();
  EXPECT_EQ(writer.read().body, R"({"stored":1,"already":0})");
}

TEST(Listen, WhatWaitsForTheDiskIsStoredAndToldBeforeTheEnd) {
  RunningServer server;
  Client client(server.port);
  const std::string cookie = pair_over(client, server.port, server.token);
  client.send(wire("POST", "/api/records", server.port, cookie, body_of({line_of(1)})));
  ASSERT_EQ(client.read().status, 200);
  Client other(server.port);
  Client idle(server.port);
  Held held(server);
  client.send(wire("POST", "/api/records", server.port, cookie, body_of({line_of(2)})));
  other.send(wire("POST", "/api/records", server.port, cookie, body_of({line_of(3)})));
  other.send(wire("GET", "/", server.port));
  std::this_thread::sleep_for(100ms);  // until they are under way
  server.listener->stop();
  EXPECT_TRUE(idle.is_closed());
  held.let_go();
  EXPECT_EQ(client.read().body, R"({"stored":1,"already":0})");
  EXPECT_EQ(other.read().body, R"({"stored":1,"already":0})");
  server.stop();
  EXPECT_TRUE(client.is_closed());
}

TEST(Listen, ManyAtOnceAreAllStoredAndTheBadOnesAloneRefused) {
  constexpr int clients = 12;
  constexpr int each = 15;
  const RunningServer server;
  Client first(server.port);
  const std::string cookie = pair_over(first, server.port, server.token);
  const auto numbered = [](int number, const Uuid& whose) {
    Event event = lissom::fixture::goal(1, 1'790'000'000'000);
    event.id.bytes[2] = static_cast<std::uint8_t>(number);
    event.person = whose;
    return to_line(to_record(event));
  };
  first.send(
      wire("POST", "/api/records", server.port, cookie, body_of({numbered(255, fixture::person)})));
  ASSERT_EQ(first.read().status, 200);
  const auto write = [&](int client) {
    Client at(server.port);
    for (int i = 0; i < each; ++i) {
      const int number = client * each + i;
      const bool is_good = number % 4 != 3;
      const Uuid& whose = is_good ? fixture::person : somebody_else;
      at.send(wire("POST", "/api/records", server.port, cookie,
                   body_of({numbered(number, whose)}, whose)));
      EXPECT_EQ(at.read().status, is_good ? 200 : 409);
    }
  };
  std::vector<std::thread> threads;
  for (int client = 0; client < clients; ++client) {
    threads.emplace_back(write, client);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  const auto lines = fixture::lines_over(first, server.port, cookie);
  const std::set<std::string> found(lines.begin(), lines.end());
  EXPECT_EQ(lines.size(), found.size());
  EXPECT_EQ(found.size(), std::size_t{clients * each * 3 / 4 + 1});
  for (int number = 0; number < clients * each; ++number) {
    EXPECT_EQ(found.contains(numbered(number, fixture::person)), number % 4 != 3) << number;
  }
}

TEST(Listen, ASignalEndsIt) {
  RunningServer server;
  Client client(server.port);
  client.send(wire("GET", "/", server.port));
  EXPECT_EQ(client.read().status, 200);
  ::raise(SIGTERM);
  server.thread.join();
  EXPECT_TRUE(client.is_closed());
}

TEST(Listen, TheLogTellsWhatWasAskedAndNoSecret) {
  RunningServer server;
  std::string cookie;
  {
    Client client(server.port);
    cookie = pair_over(client, server.port, server.token);
    client.send(wire("POST", "/api/records", server.port, cookie, body_of({line_of(1)})));
    (void)client.read();
    client.send(wire("GET", "/?pain=9", server.port, cookie));
    (void)client.read();
    client.send(wire("GET", "/numbness", server.port, cookie));
    (void)client.read();
    client.send(
        wire("POST", "/api/records", server.port, cookie, R"({"person":"sciatica","records":[]})"));
    EXPECT_EQ(client.read().status, 400);
  }
  server.stop();
  const std::string log = server.log.str();
  const std::vector<Json> lines = lines_of(log);
  ASSERT_EQ(lines.size(), 5U) << log;
  EXPECT_EQ(lines[0]["path"], "/api/pair");
  EXPECT_EQ(lines[1], Json({{"time", lines[1]["time"]},
                            {"method", "POST"},
                            {"path", "/api/records"},
                            {"status", 200},
                            {"bytes", 24},
                            {"ms", lines[1]["ms"]}}));
  EXPECT_EQ(lines[2]["path"], "/");
  EXPECT_EQ(lines[3]["path"], "?");
  EXPECT_EQ(lines[4]["status"], 400);
  const std::string secret = cookie.substr(15, cookie.size() - 17);
  ASSERT_GT(secret.size(), 40U);
  for (const std::string_view word :
       {std::string_view(server.token), std::string_view(secret), std::string_view("pain"),
        std::string_view("numbness"), std::string_view("sciatica"), std::string_view("walk")}) {
    EXPECT_EQ(log.find(word), std::string::npos) << word;
  }
}

TEST(Listen, SaysWhyItCannotListen) {
  const RunningServer server;
  const auto taken = Listener::open("127.0.0.1", server.port, {});
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().code, Errc::bad_input);
  EXPECT_NE(taken.error().what.find("in use"), std::string::npos);
  for (const std::string host : {"", "somewhere", "127.0.0.1:80", "300.1.1.1", "203.0.113.7"}) {
    const auto opened = Listener::open(host, 0, {});
    ASSERT_FALSE(opened.has_value()) << host;
    EXPECT_EQ(opened.error().code, Errc::bad_input);
  }
}

TEST(Listen, NamesUnderWhichItIsCalled) {
  const auto local = Listener::open("localhost", 0, {});
  ASSERT_TRUE(local.has_value());
  EXPECT_TRUE(local->is_loopback());
  const std::string port = local->name().substr(local->name().find(':'));
  EXPECT_EQ(local->hosts(), (std::vector{"127.0.0.1" + port, "localhost" + port}));
  const auto open = Listener::open("0.0.0.0", 0, {});
  ASSERT_TRUE(open.has_value());
  EXPECT_FALSE(open->is_loopback());
  for (const std::string& name : open->hosts()) {
    EXPECT_FALSE(name.starts_with("0.0.0.0")) << "nobody can be found there";
    EXPECT_FALSE(name.starts_with("[")) << "it listens to the other kind of address only";
  }
}

}  // namespace
}  // namespace lissom::server
