#include "stores/sqlite/schema.h"

#include <array>

namespace lissom::sqlite {
namespace {

/// Entry i turns version i into version i + 1. Entries are never changed, only added.
constexpr std::array migrations = {
    // AUTOINCREMENT: a position is never given twice, not even after its record is erased.
    R"sql(
      CREATE TABLE record (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        person   BLOB NOT NULL,
        id       BLOB NOT NULL,
        at_ms    INTEGER NOT NULL,
        bytes    BLOB NOT NULL,
        UNIQUE (person, id)
      ) STRICT;
      CREATE INDEX record_by_person ON record (person);
      CREATE TABLE setting (
        name  BLOB PRIMARY KEY NOT NULL,
        value BLOB NOT NULL
      ) STRICT, WITHOUT ROWID;
      -- What was begun and must be finished by whoever comes next.
      CREATE TABLE unfinished (
        task TEXT PRIMARY KEY NOT NULL
      ) STRICT, WITHOUT ROWID;
    )sql",
};
constexpr std::int64_t present_version = migrations.size();

Result<std::int64_t> version_of(Connection& db) {
  return db.number("PRAGMA user_version", {});
}

Fault newer(const Connection& db, std::int64_t version) {
  return {Errc::bad_input, db.place().shown + ": was written by a newer Lissom (layout " +
                               std::to_string(version) + ", this one knows up to " +
                               std::to_string(present_version) + "); update Lissom"};
}

Result<void> migrate(Connection& db) {
  // Another process may have been faster: only now, as the sole writer, the version counts.
  const auto version = version_of(db);
  if (!version) {
    return tl::unexpected(version.error());
  }
  if (*version >= present_version) {
    return {};
  }
  for (auto next = static_cast<std::size_t>(*version); next < migrations.size(); ++next) {
    if (auto made = db.run_script(migrations.at(next)); !made) {
      return made;
    }
  }
  const std::string marks = "PRAGMA application_id = " + std::to_string(application_id) +
                            "; PRAGMA user_version = " + std::to_string(present_version);
  return db.run_script(marks.c_str());
}

}  // namespace

Result<void> bring_up_to_date(Connection& db) {
  const auto version = version_of(db);
  if (!version) {
    return tl::unexpected(version.error());
  }
  if (*version > present_version || *version < 0) {
    return tl::unexpected(newer(db, *version));
  }
  if (*version == present_version) {
    return {};
  }
  return db.in_transaction(Kind::writing, [&] { return migrate(db); });
}

}  // namespace lissom::sqlite
