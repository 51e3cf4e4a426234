// Files that are not what a store expects: told apart in one line, and never touched.

#include <functional>
#include <optional>

#include <sqlite3.h>

#include "core/base/random.h"
#include "stores/port/contract_suite.h"
#include "stores/sqlite/store_checks.h"

namespace lissom {
namespace {

namespace fs = std::filesystem;

void run_sql(const fs::path& path, const char* sql) {
  sqlite3* handle = nullptr;
  EXPECT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
  sqlite3_close(handle);
}

void fill(const fs::path& path) {
  const auto store = open_store(path);
  std::vector<Record> records;
  for (std::uint16_t i = 0; i < 200; ++i) {
    records.push_back(test_record(ada, i, std::string(200, 'x')));
  }
  ASSERT_TRUE(store->append(ada, 0, records).has_value());
}

void resize(const fs::path& path, std::size_t size) {
  put_content(path, content_of(path).substr(0, size));
}

void overwrite(const fs::path& path, std::size_t from, std::size_t count) {
  std::string content = content_of(path);
  content.replace(from, count, std::string(count, '\xA5'));
  put_content(path, content);
}

TEST(SqliteDamage, IsRefusedAtOpening) {
  struct Case {
    std::string_view name;
    std::function<void(const fs::path&)> spoil;
    Errc code;
    std::string_view cause;
  };
  const Case cases[] = {
      {"a text file", [](const fs::path& p) { put_content(p, "Dear diary, my back hurts."); },
       Errc::damaged, "does not start as one"},
      {"a long text file", [](const fs::path& p) { put_content(p, std::string(9000, '#')); },
       Errc::damaged, "does not start as one"},
      {"two bytes", [](const fs::path& p) { put_content(p, "SQ"); }, Errc::damaged,
       "kept as it is"},
      {"the first page overwritten", [](const fs::path& p) { overwrite(p, 0, 4096); },
       Errc::damaged, "does not start as one"},
      {"cut within the header", [](const fs::path& p) { resize(p, 50); }, Errc::damaged,
       "kept as it is"},
      {"cut within the first page", [](const fs::path& p) { resize(p, 1000); }, Errc::damaged,
       "kept as it is"},
      {"cut in the middle", [](const fs::path& p) { resize(p, fs::file_size(p) / 2); },
       Errc::damaged, "kept as it is"},
      {"the header damaged behind its start", [](const fs::path& p) { overwrite(p, 16, 8); },
       Errc::damaged, "kept as it is"},
      {"a database of another program",
       [](const fs::path& p) {
         fs::remove(p);
         run_sql(p, "CREATE TABLE bookmark (url TEXT)");
       },
       Errc::bad_input, "another program"},
      {"a database of another program with an id of its own",
       [](const fs::path& p) { run_sql(p, "PRAGMA application_id = 7"); }, Errc::bad_input,
       "another program"},
      {"a store of a newer Lissom",
       [](const fs::path& p) { run_sql(p, "PRAGMA user_version = 7"); }, Errc::bad_input,
       "newer Lissom (layout 7, this one knows up to 1)"},
  };
  for (const auto& [name, spoil, code, cause] : cases) {
    SCOPED_TRACE(name);
    const ScratchFolder folder;
    const fs::path path = folder / "s.sqlite";
    fill(path);
    spoil(path);
    const std::string before = content_of(path);

    EXPECT_TRUE(is_fault(SqliteStore::open(path, {}), code, path, cause));
    EXPECT_TRUE(content_of(path) == before);
    EXPECT_EQ(names_in(folder.path()), "s.sqlite");
  }
}

TEST(SqliteDamage, AnotherProgramsLogIsNotTouchedEither) {
  // What a killed program leaves: its last changes are still in the log.
  const ScratchFolder made;
  const ScratchFolder found;
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open((made / "b.sqlite").c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, "PRAGMA journal_mode = WAL; CREATE TABLE bookmark (url TEXT)",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  for (const char* name : {"b.sqlite", "b.sqlite-wal"}) {
    put_content(found / name, content_of(made / name));
  }
  sqlite3_close(handle);
  const std::string log = content_of(found / "b.sqlite-wal");
  ASSERT_FALSE(log.empty());

  const fs::path path = found / "b.sqlite";
  EXPECT_TRUE(is_fault(SqliteStore::open(path, {}), Errc::bad_input, path, "another program"));
  EXPECT_EQ(names_in(found.path()), "b.sqlite b.sqlite-wal");
  EXPECT_TRUE(content_of(found / "b.sqlite-wal") == log);
}

TEST(SqliteDamage, IsFoundWhenTheStoreIsUsed) {
  struct Case {
    std::string_view name;
    std::function<void(const fs::path&)> spoil;
    std::string_view cause_of_reading;
    std::string_view line_of_verify;
  };
  const Case cases[] = {
      {"the middle overwritten",
       [](const fs::path& p) { overwrite(p, fs::file_size(p) / 2, fs::file_size(p) / 4); },
       "the file is damaged", "btreeInitPage"},
      {"no tables inside",
       [](const fs::path& p) { run_sql(p, "DROP TABLE record; DROP TABLE setting"); },
       "no such table: record", "no such table: record"},
  };
  for (const auto& [name, spoil, cause_of_reading, line_of_verify] : cases) {
    SCOPED_TRACE(name);
    const ScratchFolder folder;
    const fs::path path = folder / "s.sqlite";
    fill(path);
    spoil(path);
    const std::string before = content_of(path);
    {
      const auto store = open_store(path);
      EXPECT_TRUE(
          is_fault(store->read(ada, 0, all_records), Errc::damaged, path, cause_of_reading));
      const auto lines = store->verify();
      ASSERT_TRUE(lines.has_value()) << lines.error().what;
      ASSERT_FALSE(lines->empty());
      EXPECT_NE(lines->front().find(line_of_verify), std::string::npos) << lines->front();
      for (const std::string& line : *lines) {
        EXPECT_TRUE(line.starts_with(path.string() + ": "));
        EXPECT_EQ(line.find('\n'), std::string::npos);
      }
    }
    EXPECT_TRUE(content_of(path) == before);
  }
}

TEST(SqliteDamage, RowsThatCannotBeOursAreNamed) {
  const ScratchFolder folder;
  const fs::path path = folder / "s.sqlite";
  fill(path);
  run_sql(path,
          "UPDATE record SET id = x'0102' WHERE position = 3;"
          "UPDATE sqlite_sequence SET seq = 5");
  const auto store = open_store(path);
  const std::vector<std::string> want = {
      path.string() + ": record 3: the person has 16 bytes, the id 2; expected 16 of each",
      path.string() + ": positions would be given twice: record 200 is beyond the count"};
  EXPECT_EQ(store->verify(), want);
  const Page page = read_all(*store, ada);
  ASSERT_EQ(page.records.size(), 200U) << "one damaged record does not hide the others";
  EXPECT_EQ(page.records[2].id, (Uuid{.bytes = {1, 2}}));
}

TEST(SqliteDamage, AnEmptyFileBecomesAStore) {
  // That is what a program killed at its very first step leaves.
  const ScratchFolder folder;
  put_content(folder / "s.sqlite", "");
  const auto store = open_store(folder / "s.sqlite");
  EXPECT_EQ(read_all(*store, ada).head, 0);
}

/// Opens and uses what may be damaged; every answer will do that is a value or one line.
void use(const fs::path& path) {
  const auto is_clear = [](const auto& result) {
    return result ||
           (!result.error().what.empty() && result.error().what.find('\n') == std::string::npos);
  };
  const auto store = SqliteStore::open(path, {});
  EXPECT_TRUE(is_clear(store)) << store.error().what;
  if (!store) {
    return;
  }
  const auto page = (*store)->read(ada, 0, all_records);
  EXPECT_TRUE(is_clear(page)) << page.error().what;
  const auto setting = (*store)->setting("device");
  EXPECT_TRUE(is_clear(setting)) << setting.error().what;
  const auto lines = (*store)->verify();
  EXPECT_TRUE(is_clear(lines)) << lines.error().what;
  const Record record = test_record(ada, 999, "y");
  const auto head = (*store)->append(ada, page ? page->head : 0, {&record, 1});
  EXPECT_TRUE(is_clear(head)) << head.error().what;
  const auto erased = (*store)->erase(ada);
  EXPECT_TRUE(is_clear(erased)) << erased.error().what;
}

TEST(SqliteDamage, OfAnyKindNeverCrashes) {
  const ScratchFolder folder;
  fill(folder / "whole.sqlite");
  const std::string whole = content_of(folder / "whole.sqlite");
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ScratchFolder own(quick_place());
    SplitMix64 chance(seed);
    std::string content = whole;
    for (std::uint64_t left = 1 + chance.below(30); left > 0; --left) {
      content[chance.below(content.size())] = static_cast<char>(chance.below(256));
    }
    if (chance.below(5) == 0) {
      content.resize(chance.below(content.size()));
    }
    put_content(own / "s.sqlite", content);
    use(own / "s.sqlite");
  }
}

}  // namespace
}  // namespace lissom
