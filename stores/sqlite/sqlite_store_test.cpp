// The contract of every store, on a healthy disk, a failing one and one that loses power; and what
// this store promises besides.

#include "stores/sqlite/sqlite_store.h"

#include <sqlite3.h>

#include "stores/port/contract_suite.h"
#include "stores/sqlite/faulty_vfs.h"
#include "stores/sqlite/store_checks.h"

namespace lissom {
namespace {

std::string fresh_vfs_name() {
  static int count = 0;
  return "faulty" + std::to_string(++count);
}

/// A store on a disk that fails, and is whole again afterwards.
class FailingDiskRig final : public StoreRig {
 public:
  explicit FailingDiskRig(Trouble trouble) : trouble_(trouble) {
    store_ = open_store(folder_ / "s.sqlite", {.vfs = vfs_.name()});
  }
  ~FailingDiskRig() override { store_.reset(); }

  Store& store() override { return *store_; }
  void fail_write(int nth) override { vfs_.fail_write(nth, trouble_); }
  [[nodiscard]] bool failure_is_pending() const override { return vfs_.failure_is_pending(); }
  void heal() override { vfs_.heal(); }
  void reopen() override {
    store_.reset();
    store_ = open_store(folder_ / "s.sqlite");
  }

 private:
  ScratchFolder folder_{quick_place()};
  FaultyVfs vfs_{fresh_vfs_name()};
  Trouble trouble_;
  std::unique_ptr<SqliteStore> store_;
};

/// A store on a disk that loses power at the failing write: whoever reopens it finds what had been
/// synced, and some of the rest.
class PowerCutRig final : public StoreRig {
 public:
  explicit PowerCutRig(std::uint64_t seed) : chance_(seed) { boot(); }

  Store& store() override { return *computer_->store; }
  void fail_write(int nth) override { computer_->vfs.fail_write(nth, Trouble::disk_full); }
  [[nodiscard]] bool failure_is_pending() const override {
    return computer_->vfs.failure_is_pending();
  }
  void heal() override { computer_->vfs.heal(); }
  void reopen() override { boot(); }

 private:
  struct Computer {
    ScratchFolder folder{quick_place()};
    FaultyVfs vfs{fresh_vfs_name()};
    std::unique_ptr<SqliteStore> store;
  };

  void boot() {
    auto next = std::make_unique<Computer>();
    if (computer_) {
      computer_->vfs.cut_power(next->folder.path(), SplitMix64(chance_.next()));
    }
    next->store = open_store(next->folder / "s.sqlite", {.vfs = next->vfs.name()});
    computer_ = std::move(next);
  }

  SplitMix64 chance_;
  std::unique_ptr<Computer> computer_;
};

template <Trouble trouble>
std::unique_ptr<StoreRig> make_failing() {
  return std::make_unique<FailingDiskRig>(trouble);
}

template <std::uint64_t seed>
std::unique_ptr<StoreRig> make_power_cut() {
  return std::make_unique<PowerCutRig>(seed);
}

const StoreKind healthy[] = {
    {"file", make_failing<Trouble::io_error>},
    {"power_cut_at_every_start", make_power_cut<1>},
};
const StoreKind failing[] = {
    {"io_error", make_failing<Trouble::io_error>},
    {"disk_full", make_failing<Trouble::disk_full>},
    {"power_cut_1", make_power_cut<1>},
    {"power_cut_2", make_power_cut<2>},
    {"power_cut_3", make_power_cut<3>},
};

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, testing::ValuesIn(healthy), name_of_kind);
INSTANTIATE_TEST_SUITE_P(Sqlite, StoreFailures, testing::ValuesIn(failing), name_of_kind);

Result<Position> append(Store& store, const Record& record) {
  return store.append(record.person, read_all(store, record.person).head, {&record, 1});
}

TEST(SqliteStore, AnAnswerComesAfterTheSync) {
  const ScratchFolder folder;
  FaultyVfs vfs(fresh_vfs_name());
  const auto store = open_store(folder / "s.sqlite", {.vfs = vfs.name()});
  EXPECT_EQ(vfs.unsynced_writes(), 0U);
  for (std::uint16_t i = 0; i < 20; ++i) {
    ASSERT_TRUE(append(*store, test_record(ada, i, std::string(5000, 'x'))).has_value());
    EXPECT_EQ(vfs.unsynced_writes(), 0U);
  }
}

TEST(SqliteStore, ASecondStoreSeesWhatTheFirstWrote) {
  const ScratchFolder folder;
  const auto first = open_store(folder / "s.sqlite");
  const auto second = open_store(folder / "s.sqlite");
  const Record a = test_record(ada, 1, "a");
  const Record b = test_record(ada, 2, "b");

  const auto head = append(*first, a);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(second->append(ada, 0, {&b, 1}).error().code, Errc::conflict);
  EXPECT_TRUE(second->append(ada, *head, {&b, 1}).has_value());
  EXPECT_EQ(read_all(*first, ada).records, (std::vector{a, b}));
  EXPECT_EQ(first->settle("device", "d1"), "d1");
  EXPECT_EQ(second->settle("device", "d2"), "d1");
}

TEST(SqliteStore, ErasingLeavesNoTraces) {
  const ScratchFolder folder;
  const std::string secret = "Ada's back hurts at level eight";
  const auto store = open_store(folder / "s.sqlite");
  const auto onlooker = open_store(folder / "s.sqlite");
  for (std::uint16_t i = 0; i < 50; ++i) {
    const std::string padding(static_cast<std::size_t>(i) * 37U, '.');
    ASSERT_TRUE(append(*store, test_record(ada, i, secret + padding)).has_value());
    ASSERT_TRUE(append(*store, test_record(ben, i, "Ben is well" + padding)).has_value());
  }
  ASSERT_TRUE(is_anywhere_in(folder.path(), secret));

  ASSERT_TRUE(store->erase(ada).has_value());
  EXPECT_FALSE(is_anywhere_in(folder.path(), secret));
  EXPECT_FALSE(is_anywhere_in(folder.path(), sqlite::Blob(ada).bytes));
  EXPECT_EQ(read_all(*onlooker, ben).records.size(), 50U);
  EXPECT_EQ(onlooker->verify(), std::vector<std::string>());
}

/// Erases `ada` with the n-th write failing and starts again, on a disk that is whole.
/// @return whether there was an n-th write
bool erase_with_failing(int nth, const std::string& secret) {
  const ScratchFolder folder(quick_place());
  FaultyVfs vfs(fresh_vfs_name());
  auto store = open_store(folder / "s.sqlite", {.vfs = vfs.name()});
  for (std::uint16_t i = 0; i < 4; ++i) {
    EXPECT_TRUE(append(*store, test_record(ada, i, secret)).has_value());
    EXPECT_TRUE(append(*store, test_record(ben, i, "Ben is well")).has_value());
  }
  vfs.fail_write(nth, Trouble::disk_full);
  (void)store->erase(ada);
  const bool has_failed = !vfs.failure_is_pending();
  store.reset();
  vfs.heal();

  store = open_store(folder / "s.sqlite", {.vfs = vfs.name()});
  const std::size_t left = read_all(*store, ada).records.size();
  EXPECT_TRUE(left == 0 || left == 4) << left;
  EXPECT_EQ(is_anywhere_in(folder.path(), secret), left != 0);
  return has_failed;
}

TEST(SqliteStore, TheNextStartWipesTheTracesOfAnEraseCutShort) {
  int nth = 1;
  while (erase_with_failing(nth, "Ada's back hurts at level eight") && !HasFailure()) {
    SCOPED_TRACE(++nth);
  }
  EXPECT_GT(nth, 5);
}

TEST(SqliteStore, CreatingItCanFailAtEveryWrite) {
  for (const Trouble trouble : {Trouble::io_error, Trouble::disk_full}) {
    bool has_failed = true;
    for (int nth = 1; has_failed && !HasFailure(); ++nth) {
      SCOPED_TRACE(nth);
      const ScratchFolder folder(quick_place());
      const ScratchFolder after_power_cut(quick_place());
      FaultyVfs vfs(fresh_vfs_name());
      vfs.fail_write(nth, trouble);
      auto store = SqliteStore::open(folder / "s.sqlite", {.vfs = vfs.name()});
      has_failed = !vfs.failure_is_pending();
      if (!store) {
        EXPECT_TRUE(is_fault(store, Errc::io, folder / "s.sqlite", "disk"));
      }
      vfs.cut_power(after_power_cut.path(), SplitMix64(static_cast<std::uint64_t>(nth)));
      vfs.heal();
      store = tl::unexpected(Fault{});
      for (const ScratchFolder* found : {&folder, &after_power_cut}) {
        const auto next = open_store(*found / "s.sqlite");
        ASSERT_NE(next, nullptr);
        EXPECT_TRUE(append(*next, test_record(ada, 1, "a")).has_value());
        EXPECT_EQ(next->verify(), std::vector<std::string>());
      }
    }
  }
}

/// A plain connection past our store, as another program has.
class Other {
 public:
  explicit Other(const std::filesystem::path& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &handle_), SQLITE_OK);
  }
  Other(const Other&) = delete;
  Other& operator=(const Other&) = delete;
  ~Other() { sqlite3_close(handle_); }
  void run(const char* sql) {
    EXPECT_EQ(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
  }

 private:
  sqlite3* handle_ = nullptr;
};

TEST(SqliteStore, SaysWhenAnotherProcessKeepsItLocked) {
  const ScratchFolder folder;
  const auto path = folder / "s.sqlite";
  const auto store = open_store(path, {.lock_wait_ms = 100});
  ASSERT_TRUE(append(*store, test_record(ada, 1, "a")).has_value());
  Other other(path);
  other.run("BEGIN IMMEDIATE");

  const Record record = test_record(ada, 2, "b");
  const Position head = read_all(*store, ada).head;
  EXPECT_EQ(read_all(*store, ada).records.size(), 1U) << "reading does not wait";
  EXPECT_TRUE(is_fault(store->append(ada, head, {&record, 1}), Errc::io, path, "locked for 0.1 s"));
  EXPECT_TRUE(is_fault(store->settle("device", "d"), Errc::io, path, "locked for 0.1 s"));
  EXPECT_TRUE(is_fault(store->erase(ada), Errc::io, path, "locked for 0.1 s"));
  other.run("ROLLBACK");
  EXPECT_TRUE(store->append(ada, head, {&record, 1}).has_value());
}

TEST(SqliteStore, SaysWhenItCannotBeOpenedBecauseItIsLocked) {
  const ScratchFolder folder;
  const auto path = folder / "s.sqlite";
  open_store(path).reset();
  Other other(path);
  other.run("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  EXPECT_TRUE(is_fault(SqliteStore::open(path, {.lock_wait_ms = 100}), Errc::io, path, "locked"));
}

TEST(SqliteStore, SaysWhenAReaderKeepsTracesFromBeingWiped) {
  const ScratchFolder folder;
  const auto path = folder / "s.sqlite";
  auto store = open_store(path, {.lock_wait_ms = 100});
  ASSERT_TRUE(append(*store, test_record(ada, 1, "secret")).has_value());
  {
    Other reader(path);
    reader.run("BEGIN; SELECT count(*) FROM record");
    const auto erased = store->erase(ada);
    EXPECT_TRUE(is_fault(erased, Errc::io, path, "erased, but their traces are not wiped yet"));
    EXPECT_TRUE(read_all(*store, ada).records.empty());
  }
  store = open_store(path);
  EXPECT_FALSE(is_anywhere_in(folder.path(), "secret"));
}

TEST(SqliteConnection, APartThatFailsHalfWayTakesAllOneThatIsRefusedNothing) {
  const ScratchFolder folder(quick_place());
  open_store(folder / "record.db").reset();
  const auto opened = sqlite::Connection::open(
      {.path = (folder / "record.db").string(), .shown = "record.db", .vfs = {}, .lock_wait_ms = 0},
      sqlite::Access::read_write);
  ASSERT_TRUE(opened.has_value());
  sqlite::Connection& db = **opened;
  const Result<void> trouble = fail(Errc::io, "half-way");
  const auto part = [&](std::string_view name, const Result<void>& then) {
    return db
        .in_transaction(sqlite::Kind::writing,
                        [&] {
                          const sqlite::Blob text(name);
                          const auto put =
                              name.empty() ? Result<void>{}
                                           : db.run("INSERT INTO setting VALUES (?1, ?1)", {text});
                          return put.and_then([&] { return then; });
                        })
        .has_value();
  };
  const auto lost = db.together([&] {
    EXPECT_TRUE(part("a", {}));
    EXPECT_FALSE(part("b", trouble));
    EXPECT_FALSE(part("c", {})) << "nothing is stored any more";
  });
  ASSERT_FALSE(lost.has_value());
  EXPECT_EQ(lost.error().what, "half-way");
  EXPECT_EQ(db.number("SELECT count(*) FROM setting", {}), 0);
  const auto kept = db.together([&] {
    EXPECT_TRUE(part("a", {}));
    EXPECT_FALSE(part("", trouble));
    EXPECT_TRUE(part("c", {}));
  });
  EXPECT_TRUE(kept.has_value());
  EXPECT_EQ(db.number("SELECT count(*) FROM setting", {}), 2);
}

}  // namespace
}  // namespace lissom
