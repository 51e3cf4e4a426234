// Links and browsers: once, for a while, and nothing in the file by which anybody gets in.

#include "shells/server/browsers.h"

#include <set>

#include "shells/server/secret.h"
#include "stores/sqlite/store_checks.h"

namespace lissom::server {
namespace {

constexpr Instant now{1'795'543'500'000};

Instant later(std::int64_t ms) {
  return {now.ms + ms};
}

class BrowsersTest : public testing::Test {
 protected:
  ScratchFolder folder_{quick_place()};
  Browsers browsers_ = open();

  [[nodiscard]] Browsers open() const {
    auto opened = Browsers::open(folder_ / "new");
    EXPECT_TRUE(opened.has_value()) << opened.error().what;
    return std::move(*opened);
  }
  std::string token() { return browsers_.new_token(now).value_or(""); }
  std::string paired() { return browsers_.pair(token(), now)->value_or(""); }
};

TEST(Secret, IsLongAndNeverTheSame) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string secret = new_secret(24);
    EXPECT_EQ(secret.size(), 32U);
    EXPECT_TRUE(seen.insert(secret).second);
  }
}

TEST(Secret, HashIsSha256) {
  // Source: FIPS 180-4, example "abc".
  using namespace std::string_view_literals;
  constexpr std::string_view want =
      "\xba\x78\x16\xbf\x8f\x01\xcf\xea\x41\x41\x40\xde\x5d\xae\x22\x23"
      "\xb0\x03\x61\xa3\x96\x17\x7a\x9c\xb4\x10\xff\x61\xf2\x00\x15\xad"sv;
  EXPECT_EQ(hash_of("abc"), want);
}

TEST_F(BrowsersTest, ALinkLetsOneBrowserInOnce) {
  const std::string link = token();
  const auto secret = browsers_.pair(link, later(link_ms));
  ASSERT_TRUE(secret.has_value() && *secret);
  EXPECT_EQ(browsers_.knows(**secret, now), true);
  EXPECT_EQ(browsers_.pair(link, now), std::nullopt) << "used";
}

TEST_F(BrowsersTest, WhatIsRememberedOfThemIsAsOldAsTheFile) {
  const std::string secret = paired();
  constexpr std::int64_t year_ms = browser_s * 1000;
  EXPECT_EQ(browsers_.knows(secret, now), true);
  EXPECT_EQ(browsers_.knows(secret, later(year_ms)), true);
  EXPECT_EQ(browsers_.knows(secret, later(year_ms + 1)), false) << "a year is over";
  EXPECT_EQ(browsers_.knows(secret, now), true);
  Browsers elsewhere = open();
  const std::string another = elsewhere.pair(*elsewhere.new_token(now), now)->value_or("");
  EXPECT_EQ(browsers_.knows(another, now), true);
  EXPECT_EQ(browsers_.knows(secret, now), true);
  ASSERT_TRUE(elsewhere.forget(secret).has_value());
  EXPECT_EQ(browsers_.knows(secret, now), false) << "another process forgot it";
  EXPECT_EQ(browsers_.knows(another, now), true);
  ASSERT_TRUE(browsers_.forget(another).has_value());
  EXPECT_EQ(browsers_.knows(another, now), false);
}

TEST_F(BrowsersTest, WhatIsNoLinkLetsNobodyIn) {
  const std::string link = token();
  for (const std::string& wrong :
       {std::string(), link + "x", link.substr(1), std::string("' OR 1=1 --"), hash_of(link)}) {
    EXPECT_EQ(browsers_.pair(wrong, now), std::nullopt) << wrong;
    EXPECT_EQ(browsers_.knows(wrong, now), false) << wrong;
  }
  EXPECT_EQ(browsers_.knows(link, now), false) << "a link is no cookie";
  EXPECT_EQ(browsers_.pair(link, later(link_ms + 1)), std::nullopt) << "too old";
}

TEST_F(BrowsersTest, IsKnownForAYear) {
  const std::string secret = paired();
  EXPECT_EQ(browsers_.knows(secret, later(browser_s * 1000)), true);
  EXPECT_EQ(browsers_.knows(secret, later(browser_s * 1000 + 1)), false);
}

TEST_F(BrowsersTest, ForgetsOneOrAll) {
  const std::string first = paired();
  const std::string second = paired();
  const std::string third = paired();
  const std::string link = token();
  ASSERT_TRUE(browsers_.forget(first).has_value());
  EXPECT_EQ(browsers_.knows(first, now), false);
  EXPECT_EQ(browsers_.knows(second, now), true);

  Browsers elsewhere = open();  // as another process has it
  EXPECT_EQ(elsewhere.forget_all(), 2U);
  EXPECT_EQ(browsers_.knows(second, now), false);
  EXPECT_EQ(browsers_.knows(third, now), false);
  EXPECT_EQ(browsers_.pair(link, now), std::nullopt) << "links that wait are void, too";
}

TEST_F(BrowsersTest, AnotherProcessMayMakeTheLink) {
  Browsers elsewhere = open();
  const auto link = elsewhere.new_token(now);
  EXPECT_TRUE(browsers_.pair(*link, now)->has_value());
  EXPECT_EQ(elsewhere.pair(*link, now), std::nullopt);
}

TEST_F(BrowsersTest, TheFileHoldsNoSecret) {
  const std::string link = token();
  const std::string secret = paired();
  EXPECT_FALSE(is_anywhere_in(folder_ / "new", link));
  EXPECT_FALSE(is_anywhere_in(folder_ / "new", secret));
  EXPECT_TRUE(is_anywhere_in(folder_ / "new", hash_of(secret))) << "or the test finds nothing";
  const auto rights = std::filesystem::status(folder_ / "new/server.db").permissions();
  EXPECT_EQ(rights & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
            std::filesystem::perms::none);
}

TEST_F(BrowsersTest, RemembersWhereTheServerIs) {
  EXPECT_EQ(browsers_.address(), "");
  ASSERT_TRUE(browsers_.set_address("http://127.0.0.1:1").has_value());
  ASSERT_TRUE(browsers_.set_address("http://127.0.0.1:2").has_value());
  EXPECT_EQ(open().address(), "http://127.0.0.1:2");
}

TEST_F(BrowsersTest, AnotherFileIsRefusedAndKept) {
  put_content(folder_ / "server.db", "my shopping list");
  const auto opened = Browsers::open(folder_.path());
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(content_of(folder_ / "server.db"), "my shopping list");
}

TEST_F(BrowsersTest, ACalendarLinkLastsUntilItIsForgottenAndOnlyItsHashIsKept) {
  const std::string secret = *browsers_.new_feed(now);
  EXPECT_EQ(browsers_.knows_feed(secret), true);
  EXPECT_EQ(browsers_.knows_feed(secret + "x"), false);
  EXPECT_EQ(browsers_.knows(secret, now), false) << "it is no cookie";
  EXPECT_EQ(browsers_.knows_feed(token()), false) << "and no link for a browser";
  EXPECT_EQ(content_of(folder_ / "new" / browsers_file).find(secret), std::string::npos);
  EXPECT_EQ(browsers_.forget_feeds(), 1U);
  EXPECT_EQ(browsers_.knows_feed(secret), false);
}

TEST_F(BrowsersTest, AFileFromBeforeTheFeedsIsBroughtUpToDate) {
  const std::string cookie = paired();
  {
    const auto path = (folder_ / "new" / browsers_file).string();
    const sqlite::Place place{.path = path, .shown = path, .vfs = {}, .lock_wait_ms = 1000};
    auto db = sqlite::Connection::open(place, sqlite::Access::read_write);
    ASSERT_TRUE(db.has_value());
    ASSERT_TRUE((*db)->run_script("DROP TABLE feed; PRAGMA user_version = 1").has_value());
  }
  Browsers again = open();
  EXPECT_EQ(again.knows(cookie, now), true);
  EXPECT_TRUE(again.new_feed(now).has_value());
}

}  // namespace
}  // namespace lissom::server
