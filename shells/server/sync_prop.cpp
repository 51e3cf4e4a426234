// Several browsers and one server: whoever sends what in which order, all end with the same
// journal.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "shells/server/server_fixture.h"

namespace lissom::server {
namespace {

using fixture::body_of;
using fixture::bundle_of;
using fixture::Client;
using fixture::journal_bytes;
using fixture::line_of;
using fixture::lines_over;
using fixture::pair_over;
using fixture::wire;

constexpr std::uint8_t events = 6;

/// A browser: what it knows, and where it has read to.
struct Browser {
  std::unique_ptr<Client> client;
  std::string cookie;
  std::vector<std::string> known;
  std::int64_t next = 0;
};

/// As older apps send them, or as newer ones.
void post(Browser& browser, std::uint16_t port, const std::vector<std::string>& lines,
          bool as_bytes) {
  browser.client->send(wire("POST", "/api/records", port, browser.cookie,
                            as_bytes ? bundle_of(lines) : body_of(lines),
                            as_bytes ? fixture::bundle_type : fixture::json_type));
  RC_ASSERT(browser.client->read().status == 200);
}

/// Reads on from where this browser was.
void catch_up(Browser& browser, std::uint16_t port) {
  browser.client->send(
      wire("GET", "/api/records?after=" + std::to_string(browser.next), port, browser.cookie));
  const auto reply = browser.client->read();
  RC_ASSERT(reply.status == 200);
  const Json page = fixture::json_of(reply.body);
  for (const Json& line : page["records"]) {
    browser.known.push_back(line.get<std::string>());
  }
  browser.next = page["next"].get<std::int64_t>();
}

RC_GTEST_PROP(SyncProp, AnyOrderOfArrivalGivesTheSameJournalEverywhere, ()) {
  fixture::RunningServer server;
  std::array<Browser, 3> browsers;
  for (Browser& browser : browsers) {
    browser.client = std::make_unique<Client>(server.port);
    browser.cookie = pair_over(*browser.client, server.port, server.new_token());
  }
  std::vector<std::string> all;
  for (std::uint8_t number = 0; number < events; ++number) {
    all.push_back(line_of(number));
  }
  const std::string want = journal_bytes(all);

  // Each event is made known by one browser at least, and by others perhaps once more.
  const auto order =
      *rc::gen::container<std::vector<std::uint8_t>>(6, rc::gen::inRange<std::uint8_t>(0, events));
  std::vector<std::uint8_t> sent(order);
  for (std::uint8_t number = 0; number < events; ++number) {
    sent.push_back(number);
  }
  for (std::size_t at = 0; at < sent.size();) {
    Browser& browser = browsers.at(*rc::gen::inRange<std::size_t>(0, 3));
    const auto count = std::min(*rc::gen::inRange<std::size_t>(1, 5), sent.size() - at);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < count; ++i) {
      lines.push_back(all.at(sent.at(at + i)));
    }
    post(browser, server.port, lines, *rc::gen::arbitrary<bool>());
    at += count;
    if (*rc::gen::arbitrary<bool>()) {
      catch_up(browsers.at(*rc::gen::inRange<std::size_t>(0, 3)), server.port);
    }
  }
  for (Browser& browser : browsers) {
    catch_up(browser, server.port);
    RC_ASSERT(browser.known.size() == std::size_t{events});
    RC_ASSERT(journal_bytes(browser.known) == want);
    RC_ASSERT(journal_bytes(lines_over(*browser.client, server.port, browser.cookie)) == want);
  }
}

}  // namespace
}  // namespace lissom::server
