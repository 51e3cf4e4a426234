// Headers and targets, sound and broken.

#include "shells/server/header_text.h"

#include <gtest/gtest.h>

namespace lissom::server {
namespace {

using namespace std::string_view_literals;
using Names = std::vector<std::string>;

TEST(HeaderText, TargetsThatArePaths) {
  struct Case {
    std::string_view target;
    Names segments;
    std::string_view query;
  };
  const Case cases[] = {
      {"/", {}, ""},
      {"/?x=1", {}, "x=1"},
      {"/index.html", {"index.html"}, ""},
      {"/assets/a-b_c.js?v=2?", {"assets", "a-b_c.js"}, "v=2?"},
      {"/caf%C3%A9%20au.lait", {"caf\xC3\xA9 au.lait"}, ""},
      {"/a..b/c...", {"a..b", "c..."}, ""},
      {"/api/records?after=3", {"api", "records"}, "after=3"},
  };
  for (const auto& [target, segments, query] : cases) {
    SCOPED_TRACE(target);
    const auto parsed = parse_target(target);
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->segments, segments);
    EXPECT_EQ(parsed->query, query);
  }
}

TEST(HeaderText, TargetsThatAreNot) {
  for (const std::string_view target : {""sv,
                                        "index.html"sv,
                                        "*"sv,
                                        "http://127.0.0.1:8080/"sv,
                                        "//"sv,
                                        "//etc"sv,
                                        "/a//b"sv,
                                        "/a/"sv,
                                        "/."sv,
                                        "/.."sv,
                                        "/../etc/passwd"sv,
                                        "/a/../b"sv,
                                        "/%2e%2e/b"sv,
                                        "/%2E%2E/b"sv,
                                        "/.%2e/b"sv,
                                        "/.git/config"sv,
                                        "/%2egit"sv,
                                        "/a%2fb"sv,
                                        "/a%2Fb"sv,
                                        "/a%5cb"sv,
                                        "/a\\b"sv,
                                        "/a%00"sv,
                                        "/a\0b"sv,
                                        "/a%0a"sv,
                                        "/a\tb"sv,
                                        "/a%7f"sv,
                                        "/%"sv,
                                        "/%4"sv,
                                        "/%zz"sv,
                                        "/a%4"sv,
                                        "/%%41"sv}) {
    EXPECT_FALSE(parse_target(target).has_value()) << target;
  }
}

TEST(HeaderText, QueryAndCookieValues) {
  EXPECT_EQ(query_value("after=3", "after"), "3");
  EXPECT_EQ(query_value("x=1&after=3&after=4", "after"), "3");
  EXPECT_EQ(query_value("after", "after"), "");
  EXPECT_EQ(query_value("safter=3", "after"), std::nullopt);
  EXPECT_EQ(cookie_value("lissom=abc", "lissom"), "abc");
  EXPECT_EQ(cookie_value("a=1; lissom=abc; b=2", "lissom"), "abc");
  EXPECT_EQ(cookie_value("xlissom=abc; lissom", "lissom"), "");
  EXPECT_EQ(cookie_value("a=lissom=abc", "lissom"), "");
  EXPECT_EQ(cookie_value("", "lissom"), "");
}

TEST(HeaderText, WhatAClientAccepts) {
  EXPECT_TRUE(accepts("gzip, deflate, br", "br"));
  EXPECT_TRUE(accepts("BR;q=0.001", "br"));
  EXPECT_TRUE(accepts("br ; q=1.0", "br"));
  EXPECT_FALSE(accepts("br;q=0", "br"));
  EXPECT_FALSE(accepts("gzip;q=1, br;q=0.000", "br"));
  EXPECT_FALSE(accepts("brotli, xbr", "br"));
  EXPECT_FALSE(accepts("*", "br")) << "only what is named";
  EXPECT_FALSE(accepts("", "br"));
}

TEST(HeaderText, Tags) {
  EXPECT_TRUE(names_tag("\"a\"", "\"a\""));
  EXPECT_TRUE(names_tag("\"b\", W/\"a\"", "\"a\""));
  EXPECT_TRUE(names_tag("*", "\"a\""));
  EXPECT_FALSE(names_tag("\"ab\"", "\"a\""));
  EXPECT_FALSE(names_tag("", "\"a\""));
}

TEST(HeaderText, JsonInUtf8) {
  for (const std::string_view sound :
       {"application/json", "Application/JSON; charset=UTF-8", "application/json;charset=utf-8"}) {
    EXPECT_TRUE(is_json(sound)) << sound;
  }
  for (const std::string_view broken :
       {"", "text/plain", "application/jsonx", "application/json; charset=latin1",
        "text/plain; application/json", "multipart/form-data; boundary=application/json"}) {
    EXPECT_FALSE(is_json(broken)) << broken;
  }
}

TEST(HeaderText, RecordsAsBytes) {
  EXPECT_TRUE(is_bundle("application/vnd.lissom.records"));
  EXPECT_TRUE(is_bundle("Application/vnd.Lissom.records "));
  for (const std::string_view other : {"", "application/json", "application/vnd.lissom.record",
                                       "application/vnd.lissom.records; charset=utf-8"}) {
    EXPECT_FALSE(is_bundle(other)) << other;
  }
}

TEST(HeaderText, Ranges) {
  struct Case {
    std::string_view header;
    RangeKind kind;
    ByteRange range;
  };
  const Case cases[] = {
      {"bytes=0-0", RangeKind::part, {0, 1}},
      {"bytes=2-5", RangeKind::part, {2, 4}},
      {"bytes=7-", RangeKind::part, {7, 3}},
      {"bytes=7-100", RangeKind::part, {7, 3}},
      {"bytes=-4", RangeKind::part, {6, 4}},
      {"bytes=-400", RangeKind::part, {0, 10}},
      {"BYTES = 9-9", RangeKind::part, {9, 1}},
      {"bytes=10-", RangeKind::outside, {}},
      {"bytes=99999999999-", RangeKind::outside, {}},
      {"bytes=-0", RangeKind::outside, {}},
      {"", RangeKind::whole, {}},
      {"bytes=", RangeKind::whole, {}},
      {"bytes=-", RangeKind::whole, {}},
      {"bytes=5", RangeKind::whole, {}},
      {"bytes=5-2", RangeKind::whole, {}},
      {"bytes=a-b", RangeKind::whole, {}},
      {"bytes=0-1,3-4", RangeKind::whole, {}},
      {"bytes=1-2-3", RangeKind::whole, {}},
      {"bytes=99999999999999999999-", RangeKind::whole, {}},
      {"items=0-1", RangeKind::whole, {}},
  };
  for (const auto& [header, kind, range] : cases) {
    SCOPED_TRACE(header);
    const RangeAnswer got = parse_range(header, 10);
    EXPECT_EQ(got.kind, kind);
    EXPECT_EQ(got.range, range);
  }
  EXPECT_EQ(parse_range("bytes=0-", 0).kind, RangeKind::outside) << "an empty file has no parts";
  EXPECT_EQ(parse_range("bytes=-1", 0).kind, RangeKind::outside);
}

}  // namespace
}  // namespace lissom::server
