// Many requests in one commit: all are stored, each by itself, and told when they are.

#include "shells/server/intake.h"

#include <atomic>
#include <csignal>

#include <sys/resource.h>

#include "shells/server/server_fixture.h"
#include "stores/sqlite/store_checks.h"

namespace lissom::server {
namespace {

using fixture::person;
using fixture::somebody_else;

Record record(int number, const Uuid& whose = person, std::size_t size = 100) {
  Record made{.id = {}, .person = whose, .at = {1'790'000'000'000}, .bytes = {}};
  made.id.bytes[0] = static_cast<std::uint8_t>(number / 256);
  made.id.bytes[1] = static_cast<std::uint8_t>(number % 256);
  made.bytes = std::string(size, 'r');
  return made;
}

/// What became of each, in the order in which it was told.
struct Told {
  std::mutex mutex;
  std::vector<std::pair<int, Result<Merged>>> all;

  Intake::Then then(int number) {
    return [this, number](const Result<Merged>& merged) {
      const std::lock_guard lock(mutex);
      all.emplace_back(number, merged);
    };
  }
};

/// Another program that has the record for itself for a while.
class Other {
 public:
  explicit Other(const std::filesystem::path& path) {
    auto opened = sqlite::Connection::open(
        {.path = path.string(), .shown = "other", .vfs = {}, .lock_wait_ms = 5000},
        sqlite::Access::read_write);
    EXPECT_TRUE(opened.has_value());
    db_ = std::move(*opened);
  }
  void lock() { EXPECT_TRUE(db_->run("BEGIN IMMEDIATE", {}).has_value()); }
  void unlock() { EXPECT_TRUE(db_->run("ROLLBACK", {}).has_value()); }

 private:
  std::unique_ptr<sqlite::Connection> db_;
};

/// How many commits lie in the write-ahead log.
/// Source: https://www.sqlite.org/fileformat.html, 4.1: the last frame of a commit says how long
/// the database is, the others 0.
std::size_t commits_in(const std::filesystem::path& log) {
  const std::string bytes = content_of(log);
  constexpr std::size_t head = 32;
  constexpr std::size_t frame = 24 + 4096;
  std::size_t commits = 0;
  for (std::size_t at = head; at + frame <= bytes.size(); at += frame) {
    commits += bytes.substr(at + 4, 4) != std::string(4, '\0') ? 1U : 0U;
  }
  return commits;
}

std::vector<Record> stored_in(const ScratchFolder& folder, const Uuid& whose = person) {
  const auto store = open_store(folder / "record.db");
  const auto page = store->read(whose, 0, all_records);
  EXPECT_TRUE(page.has_value());
  return page.value_or(Page{}).records;
}

TEST(Intake, WhoComesDuringACommitGoesIntoTheNextTogether) {
  constexpr int count = 100;
  const ScratchFolder folder(quick_place());
  open_store(folder / "record.db").reset();
  Other other(folder / "record.db");
  Told told;
  {
    Intake intake(folder.path());
    other.lock();
    for (int i = 0; i < count; ++i) {
      intake.add({.person = person, .records = {record(i)}}, told.then(i));
    }
    EXPECT_TRUE(told.all.empty()) << "nothing is told before it is stored";
    other.unlock();
    while (stored_in(folder).size() < count) {
      std::this_thread::yield();
    }
    EXPECT_LE(commits_in(folder / "record.db-wal"), 4U) << "to settle whose it is is one, too";
  }
  ASSERT_EQ(told.all.size(), std::size_t{count});
  const std::vector<Record> stored = stored_in(folder);
  ASSERT_EQ(stored.size(), std::size_t{count});
  for (int i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    EXPECT_EQ(stored[at], record(i)) << "in the order in which they came";
    EXPECT_EQ(told.all[at].first, i);
    ASSERT_TRUE(told.all[at].second.has_value());
    EXPECT_EQ(told.all[at].second->stored, 1U);
  }
}

TEST(Intake, OneBadAmongManyIsRefusedAlone) {
  const ScratchFolder folder(quick_place());
  open_store(folder / "record.db").reset();
  Other other(folder / "record.db");
  Told told;
  {
    Intake intake(folder.path());
    other.lock();
    intake.add({.person = person, .records = {record(1), record(2)}}, told.then(1));
    intake.add({.person = somebody_else, .records = {record(3, somebody_else)}}, told.then(2));
    intake.add({.person = person, .records = {}}, told.then(3));
    intake.add({.person = person, .records = {record(2), record(4)}}, told.then(4));
    other.unlock();
  }
  ASSERT_EQ(told.all.size(), 4U);
  EXPECT_EQ(told.all[0].second->stored, 2U);
  ASSERT_FALSE(told.all[1].second.has_value());
  EXPECT_EQ(told.all[1].second.error().code, Errc::conflict);
  EXPECT_EQ(told.all[2].second->stored, 0U);
  EXPECT_EQ(told.all[3].second->stored, 1U);
  EXPECT_EQ(told.all[3].second->already, 1U);
  EXPECT_EQ(stored_in(folder), (std::vector{record(1), record(2), record(4)}));
  EXPECT_TRUE(stored_in(folder, somebody_else).empty());
}

/// A disk on which no file grows beyond so many bytes.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    EXPECT_EQ(::getrlimit(RLIMIT_FSIZE, &before_), 0);
    const rlimit small{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    heeded_ = ::signal(SIGXFSZ, SIG_IGN);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, heeded_);
  }

 private:
  rlimit before_{};
  sighandler_t heeded_ = SIG_DFL;
};

TEST(Intake, OneThatTheDiskHasNoRoomForTakesNobodyWithIt) {
  const ScratchFolder folder(quick_place());
  open_store(folder / "record.db").reset();
  std::vector<Result<Merged>> merged;
  {
    const SmallDisk disk(500'000);
    SharedRecord shared(folder.path());
    const std::vector<Sent> sent = {{.person = person, .records = {record(1)}},
                                    {.person = person, .records = {record(2, person, 2'000'000)}},
                                    {.person = person, .records = {record(3)}}};
    merged = shared.merge(sent);
  }
  ASSERT_EQ(merged.size(), 3U);
  EXPECT_TRUE(merged[0].has_value());
  ASSERT_FALSE(merged[1].has_value());
  EXPECT_EQ(merged[1].error().code, Errc::io);
  EXPECT_NE(merged[1].error().what.find("the disk"), std::string::npos);
  EXPECT_TRUE(merged[2].has_value());
  EXPECT_EQ(stored_in(folder), (std::vector{record(1), record(3)}));
}

TEST(Intake, WhatCannotBeUsedIsToldToAll) {
  const ScratchFolder folder(quick_place());
  put_content(folder / "record.db", "my shopping list");
  Told told;
  {
    Intake intake(folder.path());
    for (int i = 0; i < 5; ++i) {
      intake.add({.person = person, .records = {record(i)}}, told.then(i));
    }
  }
  ASSERT_EQ(told.all.size(), 5U);
  for (const auto& [number, merged] : told.all) {
    ASSERT_FALSE(merged.has_value());
    EXPECT_EQ(merged.error().code, Errc::damaged);
  }
}

TEST(Intake, LargeOnesAreCutIntoSeveralCommits) {
  const ScratchFolder folder(quick_place());
  open_store(folder / "record.db").reset();
  Other other(folder / "record.db");
  Told told;
  {
    Intake intake(folder.path());
    other.lock();
    for (int i = 0; i < 5; ++i) {
      Sent large{.person = person, .records = {}};
      for (int k = 0; k < 9'000; ++k) {
        large.records.push_back(record(9'000 * i + k, person, 1));
      }
      intake.add(std::move(large), told.then(i));
    }
    other.unlock();
  }
  ASSERT_EQ(told.all.size(), 5U);
  EXPECT_EQ(stored_in(folder).size(), 45'000U);
}

}  // namespace
}  // namespace lissom::server
