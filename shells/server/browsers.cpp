#include "shells/server/browsers.h"

#include <array>

#include "shells/server/secret.h"
#include "stores/sqlite/files.h"

namespace lissom::server {
namespace {

using sqlite::Blob;
using sqlite::Connection;
using sqlite::Kind;

/// "Lisv": says in the header of the file whose it is.
constexpr std::int32_t application_id = 0x4C697376;
constexpr std::int64_t layout_version = 2;
constexpr int lock_wait_ms = 5000;
/// 256 bits for what lasts a year or until it is forgotten, 192 for what lasts ten minutes.
constexpr std::size_t browser_bytes = 32;
constexpr std::size_t token_bytes = 24;
constexpr std::int64_t ms_per_s = 1000;

/// From version 1 to 2.
constexpr const char* with_feeds = R"sql(
  CREATE TABLE feed (
    hash     BLOB PRIMARY KEY NOT NULL,  -- SHA-256 of the secret in the link
    since_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = 2;
)sql";
constexpr const char* layout = R"sql(
  CREATE TABLE browser (
    hash     BLOB PRIMARY KEY NOT NULL,  -- SHA-256 of the cookie
    until_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE link (
    hash     BLOB PRIMARY KEY NOT NULL,  -- SHA-256 of the token
    until_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE address (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    text BLOB NOT NULL
  ) STRICT;
  PRAGMA application_id = 1281979254;  -- "Lisv"
  PRAGMA user_version = 1;
)sql";
static_assert(application_id == 1281979254);

Result<void> lay_out(Connection& db) {
  return db.in_transaction(Kind::writing, [&]() -> Result<void> {
    const auto version = db.number("PRAGMA user_version", {});
    if (!version) {
      return tl::unexpected(version.error());
    }
    if (*version == layout_version) {
      return {};
    }
    if (*version > layout_version || *version < 0) {
      return bad_input(db.place().shown + ": was written by a newer Lissom; update Lissom");
    }
    const auto laid = *version == 0 ? db.run_script(layout) : Result<void>{};
    return laid.and_then([&] { return db.run_script(with_feeds); });
  });
}

}  // namespace

Result<Browsers> Browsers::open(const std::filesystem::path& folder) {
  std::error_code error;
  const auto path = folder / browsers_file;
  const auto absolute = std::filesystem::absolute(path, error);
  const sqlite::Place place{.path = (error ? path : absolute).string(),
                            .shown = path.string(),
                            .vfs = {},
                            .lock_wait_ms = lock_wait_ms};
  const auto usable = sqlite::create_if_missing(place).and_then(
      [&] { return sqlite::check_is_store(place, application_id); });
  if (!usable) {
    return tl::unexpected(usable.error());
  }
  auto db = Connection::open(place, sqlite::Access::read_write);
  if (!db) {
    return tl::unexpected(db.error());
  }
  const auto ready =
      (*db)->run_script("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON").and_then([&] {
        return lay_out(**db);
      });
  if (!ready) {
    return tl::unexpected(ready.error());
  }
  return Browsers(std::move(*db));
}

Result<std::string> Browsers::new_token(Instant now) {
  std::string token = new_secret(token_bytes);
  const std::string hash = hash_of(token);
  const auto written = db_->run("DELETE FROM link WHERE until_ms < ?1", {now.ms}).and_then([&] {
    return db_->run("INSERT INTO link VALUES (?1, ?2)", {Blob(hash), now.ms + link_ms});
  });
  return written ? Result<std::string>(std::move(token)) : tl::unexpected(written.error());
}

Result<std::optional<std::string>> Browsers::pair(std::string_view token, Instant now) {
  using Secret = std::optional<std::string>;
  return db_->in_transaction(Kind::writing, [&]() -> Result<Secret> {
    const std::string used = hash_of(token);
    const auto taken =
        db_->run("DELETE FROM link WHERE hash = ?1 AND until_ms >= ?2", {Blob(used), now.ms});
    if (!taken) {
      return tl::unexpected(taken.error());
    }
    if (db_->changes() == 0) {
      return Secret();
    }
    std::string secret = new_secret(browser_bytes);
    const std::string hash = hash_of(secret);
    return db_
        ->run("INSERT INTO browser VALUES (?1, ?2)", {Blob(hash), now.ms + browser_s * ms_per_s})
        .transform([&] { return Secret(std::move(secret)); });
  });
}

/// Every request asks this, and to look it up takes a dozen system calls.
Result<bool> Browsers::knows(std::string_view secret, Instant now) {
  std::string hash = hash_of(secret);
  const auto count = db_->change_count();
  if (!count || count != known_at_) {
    known_.clear();
    known_at_ = count;
  }
  if (const auto found = known_.find(hash); found != known_.end()) {
    return found->second >= now.ms;
  }
  const auto until = db_->number("SELECT until_ms FROM browser WHERE hash = ?1", {Blob(hash)});
  if (!until) {
    return tl::unexpected(until.error());
  }
  // A count that was looked at while a commit was being made may come again with another one.
  const bool has_changed = !count || count != db_->change_count();
  if (*until >= now.ms && !has_changed) {
    known_.emplace(std::move(hash), *until);
  }
  return *until >= now.ms;
}

Result<void> Browsers::forget(std::string_view secret) {
  const std::string hash = hash_of(secret);
  return db_->run("DELETE FROM browser WHERE hash = ?1", {Blob(hash)});
}

Result<std::size_t> Browsers::forget_all() {
  return db_->in_transaction(Kind::writing, [&]() -> Result<std::size_t> {
    return db_->run("DELETE FROM link", {}).and_then([&] {
      return db_->run("DELETE FROM browser", {}).transform([&] { return db_->changes(); });
    });
  });
}

Result<std::string> Browsers::new_feed(Instant now) {
  std::string secret = new_secret(browser_bytes);
  const std::string hash = hash_of(secret);
  return db_->run("INSERT INTO feed VALUES (?1, ?2)", {Blob(hash), now.ms}).transform([&] {
    return std::move(secret);
  });
}

Result<bool> Browsers::knows_feed(std::string_view secret) {
  const std::string hash = hash_of(secret);
  return db_->number("SELECT count(*) FROM feed WHERE hash = ?1", {Blob(hash)})
      .transform([](std::int64_t count) { return count != 0; });
}

Result<std::size_t> Browsers::forget_feeds() {
  return db_->run("DELETE FROM feed", {}).transform([&] { return db_->changes(); });
}

Result<std::string> Browsers::address() {
  auto row = db_->prepare("SELECT text FROM address", {});
  if (!row) {
    return tl::unexpected(row.error());
  }
  return row->step().transform(
      [&](bool is_there) { return is_there ? std::string(row->bytes(0)) : std::string(); });
}

Result<void> Browsers::set_address(std::string_view address) {
  return db_->run("INSERT INTO address VALUES (1, ?1) ON CONFLICT (only) DO UPDATE SET text = ?1",
                  {Blob(address)});
}

}  // namespace lissom::server
