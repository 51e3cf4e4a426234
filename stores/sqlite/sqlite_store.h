#pragma once
/// Journals in one SQLite file, for one household on one machine.

#include <filesystem>
#include <memory>

#include "stores/port/store.h"
#include "stores/sqlite/connection.h"

namespace lissom {

struct SqliteOptions {
  int lock_wait_ms = 5000;  ///< how long to wait for another process before giving up
  std::string vfs{};        ///< SQLite's file layer, empty for the system's own; tests pass others
};

/// A store in a file. An answer is given only after the disk has confirmed the bytes. A file that
/// is damaged, foreign or newer than this program is refused with one line, and kept as it is.
/// Where the file or its folder is read-only, reading works and changes are refused.
class SqliteStore final : public Store {
 public:
  /// Opens the store at `path`; creates it (0600) and the folders above it (0700) if need be.
  [[nodiscard]] static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& path,
                                                                 const SqliteOptions& options);

  [[nodiscard]] Result<Page> read(const Uuid& person, Position after, std::size_t most) override;
  [[nodiscard]] Result<Position> append(const Uuid& person, Position expected,
                                        std::span<const Record> records) override;
  [[nodiscard]] Result<std::size_t> merge(const Uuid& person,
                                          std::span<const Record> records) override;
  [[nodiscard]] Result<void> together(const std::function<void()>& work) override;
  /// @return io also if the records are gone but the disk or another process keeps us from wiping
  ///   their traces; the next `open` or `erase` does that then
  [[nodiscard]] Result<void> erase(const Uuid& person) override;
  [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view name) override;
  [[nodiscard]] Result<std::string> settle(std::string_view name, std::string_view value) override;
  [[nodiscard]] Result<std::vector<std::string>> verify() override;

 private:
  explicit SqliteStore(std::unique_ptr<sqlite::Connection> db) : db_(std::move(db)) {}

  [[nodiscard]] Result<Position> head(const Uuid& person);
  [[nodiscard]] Result<std::size_t> insert(std::span<const Record> records);
  [[nodiscard]] Result<void> wipe_traces(int lock_wait_ms);
  [[nodiscard]] Result<void> empty_log(int lock_wait_ms);
  void finish_what_was_begun();

  std::unique_ptr<sqlite::Connection> db_;
};

}  // namespace lissom
