#include "stores/sqlite/sqlite_store.h"

#include <algorithm>
#include <chrono>
#include <sstream>
#include <thread>

#include "core/base/contract.h"
#include "stores/sqlite/files.h"
#include "stores/sqlite/schema.h"

namespace lissom {
namespace {

using sqlite::Access;
using sqlite::Blob;
using sqlite::Connection;
using sqlite::Kind;
using sqlite::Place;
using sqlite::Statement;

Place place_of(const std::filesystem::path& path, const SqliteOptions& options) {
  // Links are followed as SQLite follows them, so that we look for its files where it lays them.
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  const auto resolved = std::filesystem::weakly_canonical(absolute, error);
  return {.path = (error ? absolute : resolved).string(),
          .shown = path.string(),
          .vfs = options.vfs,
          .lock_wait_ms = options.lock_wait_ms};
}

/// Opens a database that we may not write. SQLite would lay files beside it, if it may, with the
/// rights of the database: they would be in the way when it becomes writable again. So it may only
/// where it must.
Result<std::unique_ptr<Connection>> connect_read_only(const Place& place) {
  const bool is_at_rest = !sqlite::has_companions(place);
  auto db = Connection::open(place, is_at_rest ? Access::unchanging : Access::read_only);
  if (!db) {
    return db;
  }
  const auto version = (*db)->number("PRAGMA user_version", {});
  if (version) {
    return db;
  }
  if ((*db)->was_denied()) {
    return fail(Errc::io, place.shown +
                              ": its last changes lie in a file beside it that is yet to be "
                              "merged, and the folder is read-only; copy the folder to a place "
                              "that you may write");
  }
  return tl::unexpected(version.error());
}

Result<std::unique_ptr<Connection>> connect(const Place& place) {
  auto db = Connection::open(place, Access::read_write);
  if (!db) {
    return db;
  }
  if ((*db)->is_read_only()) {
    return connect_read_only(place);
  }
  // The first look at the content is where a read-only folder shows.
  const auto version = (*db)->number("PRAGMA user_version", {});
  if (version) {
    return db;
  }
  return (*db)->was_denied() ? connect_read_only(place) : tl::unexpected(version.error());
}

Result<void> prepare(Connection& db) {
  if (db.is_read_only()) {
    return sqlite::bring_up_to_date(db);
  }
  // EXTRA is FULL, and keeps its word also in the moments before the write-ahead log is on.
  const char* careful =
      "PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON";
  if (auto set = db.run_script(careful); !set) {
    return set;
  }
  if (auto ready = sqlite::bring_up_to_date(db); !ready) {
    return ready;
  }
  // Fails while others use a store that is just being created. The next to open it will do it.
  (void)db.run("PRAGMA journal_mode = WAL", {});
  return {};
}

std::string text_of(std::string_view bytes) {
  return std::string(bytes);
}

/// A row as it is: what is damaged is the journal's to judge, so an id of the wrong length is cut
/// or filled up.
Record record_of(const Statement& row, const Uuid& person) {
  Record record{.id = {}, .person = person, .at = {row.integer(2)}, .bytes = text_of(row.bytes(3))};
  const std::string_view id = row.bytes(1);
  std::copy_n(id.begin(), std::min(id.size(), record.id.bytes.size()), record.id.bytes.begin());
  return record;
}

/// Adds what a check answers, one text per row, each line of it for itself.
Result<void> add_lines(Connection& db, const char* sql, std::vector<std::string>& lines) {
  auto rows = db.prepare(sql, {});
  if (!rows) {
    return tl::unexpected(rows.error());
  }
  for (;;) {
    const auto has_row = rows->step();
    if (!has_row) {
      return tl::unexpected(has_row.error());
    }
    if (!*has_row) {
      return {};
    }
    std::istringstream text(text_of(rows->bytes(0)));
    for (std::string line; std::getline(text, line);) {
      lines.push_back(db.place().shown + ": " + line);
    }
  }
}

constexpr const char* checks[] = {
    "SELECT replace(integrity_check, '*** in database main ***' || char(10), '')"
    " FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    "SELECT 'record ' || position || ': the person has ' || length(person) || ' bytes, the id ' ||"
    " length(id) || '; expected 16 of each' FROM record WHERE length(person) <> 16"
    " OR length(id) <> 16",
    "SELECT 'positions would be given twice: record ' || last || ' is beyond the count'"
    " FROM (SELECT max(position) AS last FROM record) WHERE last >"
    " coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = 'record'), 0)",
};

}  // namespace

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& path,
                                                       const SqliteOptions& options) {
  const Place place = place_of(path, options);
  auto usable = sqlite::create_if_missing(place).and_then(
      [&] { return sqlite::check_is_store(place, sqlite::application_id); });
  if (!usable) {
    return tl::unexpected(usable.error());
  }
  auto db = connect(place);
  if (!db) {
    return tl::unexpected(db.error());
  }
  if (auto prepared = prepare(**db); !prepared) {
    return tl::unexpected(prepared.error());
  }
  std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(*db)));
  store->finish_what_was_begun();
  return store;
}

Result<Page> SqliteStore::read(const Uuid& person, Position after, std::size_t most) {
  return db_->in_transaction(Kind::reading, [&]() -> Result<Page> {
    Page page;
    const auto head_now = head(person);
    if (!head_now) {
      return tl::unexpected(head_now.error());
    }
    page.head = page.next = *head_now;
    const auto limit = static_cast<std::int64_t>(std::min<std::size_t>(most, INT64_MAX));
    auto rows = db_->prepare(
        "SELECT position, id, at_ms, bytes FROM record WHERE person = ?1 AND position > ?2 "
        "ORDER BY position LIMIT ?3",
        {Blob(person), after, limit});
    if (!rows) {
      return tl::unexpected(rows.error());
    }
    auto has_row = rows->step();
    for (; has_row && *has_row; has_row = rows->step()) {
      page.records.push_back(record_of(*rows, person));
      page.next = rows->integer(0);
    }
    return has_row.transform([&](bool) { return std::move(page); });
  });
}

Result<Position> SqliteStore::head(const Uuid& person) {
  return db_->number("SELECT max(position) FROM record WHERE person = ?1", {Blob(person)});
}

Result<Position> SqliteStore::append(const Uuid& person, Position expected,
                                     std::span<const Record> records) {
  LISSOM_EXPECTS(std::ranges::all_of(records, [&](const Record& r) { return r.person == person; }));
  return db_->in_transaction(Kind::writing, [&]() -> Result<Position> {
    const auto head_now = head(person);
    if (!head_now) {
      return tl::unexpected(head_now.error());
    }
    if (*head_now != expected) {
      return fail(Errc::conflict,
                  db_->place().shown + ": the journal has moved on since it was read");
    }
    return insert(records).and_then([&](std::size_t) { return head(person); });
  });
}

Result<std::size_t> SqliteStore::merge(const Uuid& person, std::span<const Record> records) {
  LISSOM_EXPECTS(std::ranges::all_of(records, [&](const Record& r) { return r.person == person; }));
  return db_->in_transaction(Kind::writing, [&] { return insert(records); });
}

/// @return how many were not there yet
Result<std::size_t> SqliteStore::insert(std::span<const Record> records) {
  auto row = db_->prepare(
      "INSERT INTO record (person, id, at_ms, bytes) VALUES (?1, ?2, ?3, ?4) "
      "ON CONFLICT (person, id) DO NOTHING",
      {});
  if (!row) {
    return tl::unexpected(row.error());
  }
  std::size_t added = 0;
  for (const Record& record : records) {
    row->bind({Blob(record.person), Blob(record.id), record.at.ms, Blob(record.bytes)});
    if (const auto stepped = row->step(); !stepped) {
      return tl::unexpected(stepped.error());
    }
    added += db_->changes();
  }
  return added;
}

Result<void> SqliteStore::together(const std::function<void()>& work) {
  return db_->together(work);
}

Result<void> SqliteStore::erase(const Uuid& person) {
  LISSOM_EXPECTS(!db_->is_together());
  auto deleted = db_->in_transaction(Kind::writing, [&] {
    return db_->run("DELETE FROM record WHERE person = ?1", {Blob(person)}).and_then([&] {
      return db_->run("INSERT OR IGNORE INTO unfinished VALUES ('wipe')", {});
    });
  });
  if (!deleted) {
    return deleted;
  }
  const auto wiped = wipe_traces(db_->place().lock_wait_ms);
  if (!wiped) {
    return fail(Errc::io, wiped.error().what +
                              "; the records are erased, but their traces are not wiped yet, "
                              "which the next start will do");
  }
  return {};
}

/// Deleted bytes survive in three places: free room in pages, pages of the file that are free, and
/// the log. VACUUM writes all pages anew, into the log; the checkpoint moves them to the file, cuts
/// it to size and empties the log.
Result<void> SqliteStore::wipe_traces(int lock_wait_ms) {
  // VACUUM copies what is left, and that belongs to others: not into a shared temporary folder.
  auto vacuumed = db_->run_script("PRAGMA temp_store = MEMORY; VACUUM");
  if (!vacuumed) {
    return vacuumed;
  }
  return empty_log(lock_wait_ms).and_then([&] {
    return db_->run("DELETE FROM unfinished WHERE task = 'wipe'", {});
  });
}

/// SQLite waits for readers, but gives up at once where another process is emptying the log as
/// well. So the waiting is ours.
Result<void> SqliteStore::empty_log(int lock_wait_ms) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + std::chrono::milliseconds(lock_wait_ms);
  for (;;) {
    const auto is_busy = db_->number("PRAGMA wal_checkpoint(TRUNCATE)", {});
    if (!is_busy) {
      return tl::unexpected(is_busy.error());
    }
    if (*is_busy == 0) {
      return {};
    }
    if (Clock::now() >= deadline) {
      return fail(Errc::io, db_->place().shown + ": another process is using it");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

void SqliteStore::finish_what_was_begun() {
  if (db_->is_read_only()) {
    return;
  }
  const auto tasks = db_->number("SELECT count(*) FROM unfinished", {});
  if (!tasks || *tasks == 0) {
    return;
  }
  // Whoever is in the way may be the one who wipes right now: not worth waiting for.
  db_->set_lock_wait_ms(0);
  (void)wipe_traces(0);
  db_->set_lock_wait_ms(db_->place().lock_wait_ms);
}

Result<std::optional<std::string>> SqliteStore::setting(std::string_view name) {
  auto row = db_->prepare("SELECT value FROM setting WHERE name = ?1", {Blob(name)});
  if (!row) {
    return tl::unexpected(row.error());
  }
  return row->step().transform(
      [&](bool is_set) { return is_set ? std::optional(text_of(row->bytes(0))) : std::nullopt; });
}

Result<std::string> SqliteStore::settle(std::string_view name, std::string_view value) {
  auto held = setting(name);
  if (!held) {
    return tl::unexpected(held.error());
  }
  if (*held) {
    return std::move(**held);
  }
  auto written = db_->in_transaction(Kind::writing, [&] {
    return db_->run("INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING",
                    {Blob(name), Blob(value)});
  });
  if (!written) {
    return tl::unexpected(written.error());
  }
  return setting(name).transform([](auto&& now) { return now.value_or(""); });
}

Result<std::vector<std::string>> SqliteStore::verify() {
  std::vector<std::string> lines;
  for (const char* check : checks) {
    const auto looked = add_lines(*db_, check, lines);
    if (!looked && looked.error().code != Errc::damaged) {
      return tl::unexpected(looked.error());
    }
    if (!looked) {
      lines.push_back(looked.error().what);
    }
  }
  return lines;
}

}  // namespace lissom
