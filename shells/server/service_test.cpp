// What the server answers, without sockets.

#include "shells/server/service.h"

#include <set>

#include "shells/server/server_fixture.h"
#include "stores/port/owner.h"
#include "stores/sqlite/store_checks.h"

namespace lissom::server {
namespace {

using fixture::body_of;
using fixture::bundle_of;
using fixture::bundle_type;
using fixture::json_of;
using fixture::line_of;
using fixture::person;
using fixture::Rig;
using fixture::somebody_else;

/// One line that tells something, and the status.
testing::AssertionResult is_fault(const Answer& answer, unsigned status, std::string_view word) {
  const Json json = json_of(answer.body);
  const std::string line = json.is_object() ? json.value("fault", "") : "";
  const bool is_right = answer.status == status && line.find(word) != std::string::npos &&
                        line.find('\n') == std::string::npos && json.size() == 1;
  return (is_right ? testing::AssertionSuccess() : testing::AssertionFailure())
         << answer.status << " " << answer.body;
}

TEST(Service, SaysHello) {
  const Rig rig;
  EXPECT_EQ(rig.get("/api/hello").body, R"({"app":"lissom","version":"9.9","paired":false})");
  EXPECT_EQ(rig.get("/api/hello", rig.pair()).body,
            R"({"app":"lissom","version":"9.9","paired":true})");
}

TEST(Service, WhoAsksFromElsewhereIsRefused) {
  const Rig rig;
  struct Case {
    std::string_view name;
    std::string method;
    std::string host;
    std::string origin;
    unsigned want;
  };
  const Case cases[] = {
      {"the app", "POST", "127.0.0.1:8080", "http://127.0.0.1:8080", 401},
      {"the app by its other name", "POST", "localhost:8080", "http://localhost:8080", 401},
      {"a name pointed at this machine", "GET", "evil.example:8080", "", 403},
      {"another port", "GET", "127.0.0.1:80", "", 403},
      {"no name", "GET", "", "", 403},
      {"another page", "POST", "127.0.0.1:8080", "http://evil.example", 403},
      {"another page of this machine", "POST", "127.0.0.1:8080", "http://127.0.0.1:3000", 403},
      {"encrypted, which we are not", "POST", "127.0.0.1:8080", "https://127.0.0.1:8080", 403},
      {"our other name", "POST", "127.0.0.1:8080", "http://localhost:8080", 403},
      {"no page", "POST", "127.0.0.1:8080", "", 403},
      {"a hidden page", "POST", "127.0.0.1:8080", "null", 403},
      {"a page that only wants to know", "OPTIONS", "127.0.0.1:8080", "http://evil.example", 403},
  };
  for (const auto& [name, method, host, origin, want] : cases) {
    SCOPED_TRACE(name);
    Request request = Rig::request(method, method == "GET" ? "/api/hello" : "/api/records");
    request.host = host;
    request.origin = origin;
    request.content_type = "application/json";
    EXPECT_EQ(rig.service->answer(request).status, want);
    EXPECT_EQ(rig.service->refusal(request)->status, want) << "known before the body is read";
  }
}

TEST(Service, OnlyWhatThereIsCanBeAsked) {
  const Rig rig;
  const std::string cookie = rig.pair();
  EXPECT_TRUE(is_fault(rig.get("/api/nothing"), 404, "no such request"));
  EXPECT_TRUE(is_fault(rig.get("/api"), 404, "no such request"));
  EXPECT_TRUE(is_fault(rig.get("/api/records/1", cookie), 404, "no such request"));
  EXPECT_TRUE(is_fault(rig.get("/api/pair"), 405, "POST"));
  EXPECT_TRUE(is_fault(rig.post("/api/hello", "{}"), 405, "GET"));
  EXPECT_TRUE(is_fault(rig.post("/index.html", "{}"), 405, "read"));
  Request removal = Rig::request("DELETE", "/api/records");
  removal.origin = std::string("http://") + fixture::host;
  const Answer refused = rig.service->answer(removal);
  EXPECT_TRUE(is_fault(refused, 405, "GET, POST"));
  EXPECT_EQ(header_of(refused, "Allow"), "GET, POST");
  Request head = Rig::request("HEAD", "/api/hello");
  EXPECT_EQ(rig.service->answer(head).status, 200U);
}

TEST(Service, BodiesAreJson) {
  const Rig rig;
  for (const std::string type : {"", "text/plain", "application/x-www-form-urlencoded"}) {
    Request request = Rig::request("POST", "/api/pair");
    request.origin = std::string("http://") + fixture::host;
    request.content_type = type;
    EXPECT_TRUE(is_fault(rig.service->answer(request), 400, "application/json")) << type;
  }
  for (const std::string body : {"", "{", "[]", "{}", R"({"token":1})", R"({"token":"a","x":1})"}) {
    EXPECT_EQ(rig.post("/api/pair", body).status, 400U) << body;
  }
}

TEST(Service, WithoutACookieNothingOfTheRecord) {
  const Rig rig;
  ASSERT_EQ(rig.post("/api/records", body_of({line_of(1)}), rig.pair()).status, 200U);
  for (const std::string cookie : {"", "lissom=", "lissom=x", "other=1"}) {
    SCOPED_TRACE(cookie);
    EXPECT_TRUE(is_fault(rig.get("/api/records", cookie), 401, "not paired"));
    EXPECT_TRUE(is_fault(rig.post("/api/records", body_of({line_of(2)}), cookie), 401, "paired"));
    EXPECT_TRUE(is_fault(rig.post("/api/unpair", "{}", cookie), 401, "not paired"));
  }
}

TEST(Service, TheCookieIsForThisServerOnly) {
  const Rig rig;
  const auto token = rig.service->browsers().new_token(rig.now);
  const Answer answer = rig.post("/api/pair", to_bytes({{"token", *token}}));
  EXPECT_EQ(answer.body, R"({"person":null})");
  EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
  const std::string cookie(header_of(answer, "Set-Cookie"));
  EXPECT_EQ(cookie.size(), 7 + 43 + 56U) << "256 bits: " << cookie;
  EXPECT_TRUE(cookie.ends_with("; Path=/api; HttpOnly; SameSite=Strict; Max-Age=31536000"))
      << cookie;
}

TEST(Service, WrongUsedAndOldLinksAreAnsweredAlike) {
  Rig rig;
  const auto old = rig.service->browsers().new_token(rig.now);
  const auto used = rig.service->browsers().new_token(rig.now);
  ASSERT_EQ(rig.post("/api/pair", to_bytes({{"token", *used}})).status, 200U);
  rig.now.ms += link_ms + 1;
  const std::string want = rig.post("/api/pair", R"({"token":"wrong"})").body;
  for (const std::string& token : {*old, *used}) {
    const Answer answer = rig.post("/api/pair", to_bytes({{"token", token}}));
    EXPECT_TRUE(is_fault(answer, 403, "link"));
    EXPECT_EQ(answer.body, want);
  }
}

TEST(Service, GuessingIsSlow) {
  Rig rig;
  const auto token = rig.service->browsers().new_token(rig.now);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(rig.post("/api/pair", R"({"token":"guess"})").status, 403U);
  }
  const std::string right = to_bytes({{"token", *token}});
  EXPECT_TRUE(is_fault(rig.post("/api/pair", right), 429, "minute")) << "even the right one";
  rig.now.ms += 59'999;
  EXPECT_EQ(rig.post("/api/pair", right).status, 429U);
  rig.now.ms += 1;
  EXPECT_EQ(rig.post("/api/pair", right).status, 200U);
}

TEST(Service, UnpairingForgetsThisBrowserOnly) {
  const Rig rig;
  const std::string first = rig.pair();
  const std::string second = rig.pair();
  const Answer answer = rig.post("/api/unpair", "{}", first);
  EXPECT_EQ(answer.status, 200U);
  EXPECT_NE(header_of(answer, "Set-Cookie").find("Max-Age=0"), std::string_view::npos);
  EXPECT_EQ(rig.get("/api/records", first).status, 401U);
  EXPECT_EQ(rig.get("/api/records", second).status, 200U);
}

TEST(Service, GivesWhatItGotInThatOrder) {
  const Rig rig;
  const std::string cookie = rig.pair();
  EXPECT_EQ(rig.get("/api/records", cookie).body,
            R"({"person":null,"records":[],"next":0,"more":false})");
  EXPECT_EQ(rig.post("/api/records", body_of({line_of(5), line_of(2)}), cookie).body,
            R"({"stored":2,"already":0})");
  EXPECT_EQ(rig.post("/api/records", body_of({line_of(2), line_of(1)}), cookie).body,
            R"({"stored":1,"already":1})");

  const Json all = json_of(rig.get("/api/records", cookie).body);
  EXPECT_EQ(all["person"], to_string(person));
  EXPECT_EQ(all["records"], Json({line_of(5), line_of(2), line_of(1)}));
  EXPECT_EQ(all["more"], false);
  const auto next = std::to_string(all["next"].get<int>());
  const Json none = json_of(rig.get("/api/records?after=" + next, cookie).body);
  EXPECT_EQ(none["records"], Json::array());
  EXPECT_EQ(none["next"], all["next"]);
  ASSERT_EQ(rig.post("/api/records", body_of({line_of(9)}), cookie).status, 200U);
  EXPECT_EQ(json_of(rig.get("/api/records?after=" + next, cookie).body)["records"],
            Json({line_of(9)}));
  EXPECT_EQ(json_of(rig.get("/api/records?after=1000000", cookie).body)["records"].size(), 4U)
      << "a place that this record never told";
}

TEST(Service, PagesOfAThousand) {
  const Rig rig;
  const std::string cookie = rig.pair();
  std::vector<std::string> lines;
  for (int i = 0; i < 2100; ++i) {
    Event event = lissom::fixture::goal(1, 1'790'000'000'000 - i);
    event.id.bytes[1] = static_cast<std::uint8_t>(i / 256);
    event.id.bytes[2] = static_cast<std::uint8_t>(i % 256);
    lines.push_back(to_line(to_record(event)));
  }
  ASSERT_EQ(rig.post("/api/records", body_of(lines), cookie).body,
            R"({"stored":2100,"already":0})");
  std::vector<std::string> got;
  std::string next = "0";
  for (const std::size_t want : {1000U, 1000U, 100U}) {
    const Json page = json_of(rig.get("/api/records?after=" + next, cookie).body);
    EXPECT_EQ(page["records"].size(), want);
    EXPECT_EQ(page["more"], want == 1000U);
    next = std::to_string(page["next"].get<int>());
    for (const Json& line : page["records"]) {
      got.push_back(line.get<std::string>());
    }
  }
  EXPECT_EQ(got, lines);
}

TEST(Service, GivesAnyRecordAsItsBytesToWhoCannotReadItsLine) {
  const Rig rig;
  const std::string cookie = rig.pair();
  const Record readable = to_record(lissom::fixture::goal(1, 1'790'000'000'000));
  Record later = to_record(lissom::fixture::goal(2, 1'790'000'000'000));
  later.bytes[0] = '\x02';
  for (const Record& record : {readable, later}) {
    ASSERT_EQ(rig.post("/api/records", body_of({to_raw_line(record)}), cookie).body,
              R"({"stored":1,"already":0})");
  }
  EXPECT_EQ(json_of(rig.get("/api/records?after=0&as=raw", cookie).body)["records"],
            Json({to_raw_line(readable), to_raw_line(later)}));
  EXPECT_EQ(json_of(rig.get("/api/records?after=0", cookie).body)["records"],
            Json({to_line(readable), to_raw_line(later)}));
}

TEST(Service, WrongPlacesAreRefused) {
  const Rig rig;
  const std::string cookie = rig.pair();
  for (const std::string query : {"?after=", "?after=-1", "?after=x", "?after=1x", "?after=%31",
                                  "?before=1", "?after=99999999999999999999"}) {
    EXPECT_TRUE(is_fault(rig.get("/api/records" + query, cookie), 400, "after")) << query;
  }
}

TEST(Service, OneBadLineAndNothingIsStored) {
  const Rig rig;
  const std::string cookie = rig.pair();
  std::string torn = line_of(2);
  torn.pop_back();
  struct Case {
    std::string_view name;
    std::string body;
    std::string_view word;
  };
  const std::string id = to_string(person);
  const Case cases[] = {
      {"not JSON", "nonsense", "JSON"},
      {"no list", to_bytes({{"person", id}, {"records", "x"}}), "list"},
      {"no person", to_bytes({{"records", Json::array()}}), "person"},
      {"not a person", to_bytes({{"person", "me"}, {"records", Json::array()}}), "person"},
      {"something else", to_bytes({{"person", id}, {"records", Json::array()}, {"x", 1}}), "x"},
      {"not a text", to_bytes({{"person", id}, {"records", {line_of(1), 7}}}), "line 2"},
      {"torn", body_of({line_of(1), torn}), "line 2"},
      {"of another kind", body_of({line_of(1), R"({"lissom":1,"kind":"x"})"}), "line 2"},
      {"of somebody else", body_of({line_of(1), line_of(2, somebody_else)}), "line 2"},
  };
  for (const auto& [name, body, word] : cases) {
    SCOPED_TRACE(name);
    EXPECT_TRUE(is_fault(rig.post("/api/records", body, cookie), 400, word));
    EXPECT_EQ(json_of(rig.get("/api/records", cookie).body)["records"], Json::array());
  }
}

TEST(Service, RecordsAsBytesAreStoredAsTheirLinesAre) {
  const Rig rig;
  const std::string cookie = rig.pair();
  const auto post = [&](const std::vector<std::string>& lines) {
    return rig.post("/api/records", bundle_of(lines), cookie, bundle_type).body;
  };
  EXPECT_EQ(post({line_of(5), line_of(2)}), R"({"stored":2,"already":0})");
  EXPECT_EQ(rig.post("/api/records", body_of({line_of(2), line_of(1)}), cookie).body,
            R"({"stored":1,"already":1})");
  EXPECT_EQ(post({line_of(1), line_of(7)}), R"({"stored":1,"already":1})");
  EXPECT_EQ(json_of(rig.get("/api/records", cookie).body)["records"],
            Json({line_of(5), line_of(2), line_of(1), line_of(7)}));
}

TEST(Service, OneBadRecordAsBytesAndNothingIsStored) {
  const Rig rig;
  const std::string cookie = rig.pair();
  std::string changed = bundle_of({line_of(1), line_of(2)});
  changed.back() = static_cast<char>(changed.back() ^ 1);
  struct Case {
    std::string_view name;
    std::string body;
    std::string_view word;
  };
  const Case cases[] = {
      {"none", "", "expected records"},
      {"lines", body_of({line_of(1)}), "record 1: is cut short"},
      {"torn", bundle_of({line_of(1), line_of(2)}).substr(0, 100), "is cut short"},
      {"changed", changed, "record 2: the checksum"},
      {"of two people", bundle_of({line_of(1), line_of(2, somebody_else)}), "one person"},
  };
  for (const auto& [name, body, word] : cases) {
    SCOPED_TRACE(name);
    EXPECT_TRUE(is_fault(rig.post("/api/records", body, cookie, bundle_type), 400, word));
    EXPECT_EQ(json_of(rig.get("/api/records", cookie).body)["records"], Json::array());
  }
  EXPECT_TRUE(is_fault(rig.post("/api/unpair", "", cookie, bundle_type), 400, "application/json"))
      << "nothing else comes as bytes";
  EXPECT_EQ(rig.get("/api/records", cookie).status, 200U);
}

TEST(Service, ARecordIsAboutOnePerson) {
  const Rig rig;
  const std::string cookie = rig.pair();
  EXPECT_EQ(rig.post("/api/records", body_of({}, somebody_else), cookie).body,
            R"({"stored":0,"already":0})")
      << "nothing said, nobody settled";
  ASSERT_EQ(rig.post("/api/records", body_of({line_of(1)}), cookie).status, 200U);
  const Answer refused =
      rig.post("/api/records", body_of({line_of(2, somebody_else)}, somebody_else), cookie);
  EXPECT_TRUE(is_fault(refused, 409, "lissom serve --data DIR"));
  EXPECT_TRUE(
      is_fault(rig.post("/api/records", body_of({}, somebody_else), cookie), 409, "--data"));
  EXPECT_EQ(json_of(rig.get("/api/records", cookie).body)["records"], Json({line_of(1)}));
}

TEST(Service, WhatWasErasedDoesNotComeBackByItself) {
  const Rig rig;
  const std::string cookie = rig.pair();
  ASSERT_EQ(rig.post("/api/records", body_of({line_of(1)}), cookie).status, 200U);
  const auto elsewhere = open_store(rig.data() / "record.db");
  ASSERT_TRUE(elsewhere->erase(person).has_value());  // as the terminal does it
  ASSERT_TRUE(settle_owner(*elsewhere, 1, Uuid{.bytes = {9}}).has_value());

  EXPECT_EQ(json_of(rig.get("/api/records", cookie).body)["person"], nullptr);
  EXPECT_TRUE(is_fault(rig.post("/api/records", body_of({line_of(1)}), cookie), 409, "erased"));
  EXPECT_FALSE(is_anywhere_in(rig.data(), sqlite::Blob(person).bytes));
  EXPECT_EQ(
      rig.post("/api/records", body_of({line_of(2, somebody_else)}, somebody_else), cookie).status,
      200U)
      << "a new beginning is welcome";
}

TEST(Service, ADamagedRecordIsToldToTheHostOnly) {
  const Rig rig;
  const std::string cookie = rig.pair();
  put_content(rig.data() / "record.db", "my shopping list");
  const Answer answer = rig.get("/api/records", cookie);
  EXPECT_TRUE(is_fault(answer, 500, "terminal"));
  EXPECT_NE(answer.trouble.find("record.db"), std::string::npos);
  EXPECT_EQ(content_of(rig.data() / "record.db"), "my shopping list");
}

TEST(Service, EveryHeadKeepsOthersOut) {
  for (const unsigned status : {200U, 206U, 304U, 400U, 403U, 404U, 500U}) {
    Answer answer = fault_answer(status, "x");
    const std::string head = head_of(answer, true, {784'111'777'000});
    SCOPED_TRACE(head);
    EXPECT_TRUE(head.starts_with("HTTP/1.1 " + std::to_string(status) + " "));
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    for (const std::string_view line :
         {"Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
          "style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; "
          "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
          "form-action 'none'; frame-ancestors 'none'\r\n",
          "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n",
          "Cross-Origin-Opener-Policy: same-origin\r\n",
          "Cross-Origin-Resource-Policy: same-origin\r\n", "camera=()", "screen-wake-lock=(self)",
          "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"}) {
      EXPECT_NE(head.find(line), std::string::npos) << line;
    }
    EXPECT_EQ(head.find("Connection: close"), std::string::npos);
    EXPECT_EQ(head.find("Content-Length") == std::string::npos, status == 304);
  }
}

// ---- the calendar feed

TEST(Service, ACalendarIsReadUnderItsSecretLinkOnly) {
  const Rig rig([] { return Result<std::string>("BEGIN:VCALENDAR"); });
  const std::string secret = *rig.service->browsers().new_feed(rig.service->now());
  EXPECT_GE(secret.size(), 43U) << "256 bits";
  const Answer answer = rig.get("/calendar/" + secret + ".ics");
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.body, "BEGIN:VCALENDAR");
  EXPECT_EQ(header_of(answer, "Content-Type"), "text/calendar; charset=utf-8");
  EXPECT_EQ(answer.path, "/calendar") << "no secret in the log";
  ASSERT_EQ(*rig.service->browsers().forget_feeds(), 1U);
  EXPECT_EQ(rig.get("/calendar/" + secret + ".ics").status, 404U);
}

TEST(Service, WhatIsNoLinkToACalendarIsAnsweredAlike) {
  const Rig rig([] { return Result<std::string>("BEGIN:VCALENDAR"); });
  const std::string secret = *rig.service->browsers().new_feed(rig.service->now());
  const std::string gone = *rig.service->browsers().new_feed(rig.service->now());
  ASSERT_EQ(*rig.service->browsers().forget_feeds(), 2U);
  const std::string known = *rig.service->browsers().new_feed(rig.service->now());
  const std::string cookie = rig.pair();
  std::set<std::string> answers;
  for (const std::string& path :
       {"/calendar/" + secret + ".ics", "/calendar/" + gone + ".ics",
        std::string("/calendar/x.ics"), "/calendar/" + known, "/calendar/" + known + ".ics/more",
        std::string("/calendar"), "/calendar/" + cookie + ".ics"}) {
    Answer answer = rig.get(path);
    EXPECT_EQ(answer.path, "/calendar");
    answers.insert(std::to_string(answer.status) + answer.body +
                   std::string(header_of(answer, "Content-Type")));
  }
  EXPECT_EQ(answers.size(), 1U);
}

TEST(Service, GuessingACalendarIsSlowAndTheRightLinkStillWorks) {
  const Rig rig([] { return Result<std::string>("BEGIN:VCALENDAR"); });
  const std::string secret = *rig.service->browsers().new_feed(rig.service->now());
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(rig.get("/calendar/wrong" + std::to_string(i) + ".ics").status, 404U);
  }
  EXPECT_EQ(rig.get("/calendar/wrong.ics").status, 429U);
  EXPECT_EQ(rig.get("/calendar/" + secret + ".ics").status, 200U);
}

TEST(Service, ACalendarIsNotMadeWithoutEnd) {
  int made = 0;
  const Rig rig([&made] {
    ++made;
    return Result<std::string>("BEGIN:VCALENDAR");
  });
  const std::string secret = *rig.service->browsers().new_feed(rig.service->now());
  for (int i = 0; i < 70; ++i) {
    (void)rig.get("/calendar/" + secret + ".ics");
  }
  EXPECT_EQ(made, 60);
}

TEST(Service, ACalendarIsOnlyRead) {
  const Rig rig([] { return Result<std::string>("BEGIN:VCALENDAR"); });
  const std::string secret = *rig.service->browsers().new_feed(rig.service->now());
  Request request = Rig::request("POST", "/calendar/" + secret + ".ics");
  request.origin = "http://" + request.host;
  EXPECT_EQ(rig.service->refusal(request)->status, 405U);
  request = Rig::request("GET", "/calendar/" + secret + ".ics");
  request.host = "evil.example:8080";
  EXPECT_EQ(rig.service->answer(request).status, 403U);
}

}  // namespace
}  // namespace lissom::server
