#pragma once
/// A thin layer over SQLite: what was opened closes itself, and what fails says so in plain words.

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/base/uuid.h"

struct sqlite3;
struct sqlite3_stmt;

namespace lissom::sqlite {

/// Where a database is and how to get at it.
struct Place {
  std::string path;      ///< absolute
  std::string shown;     ///< the path as it was given, for messages
  std::string vfs;       ///< SQLite's name of the file layer, empty for the system's own
  int lock_wait_ms = 0;  ///< how long to wait for other processes
};

/// What to bind to a parameter. Must live as long as the statement is stepped.
struct Blob {
  std::string_view bytes;
  explicit Blob(std::string_view b) : bytes(b) {}
  explicit Blob(const Uuid& id);
};
using Value = std::variant<std::int64_t, Blob>;

class Connection;

/// One prepared statement, which its connection has back when it is done with. Columns count from
/// 0.
class Statement {
 public:
  Statement(sqlite3_stmt* handle, Connection& connection);

  /// Starts anew with other values for ?1, ?2, …
  void bind(std::initializer_list<Value> values);
  /// @return whether there is a row to look at
  [[nodiscard]] Result<bool> step();
  /// Columns of that row. Bytes live until the next step.
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string_view bytes(int column) const;

 private:
  struct GiveBack {
    Connection* connection;
    void operator()(sqlite3_stmt* handle) const;
  };
  std::unique_ptr<sqlite3_stmt, GiveBack> handle_;
  int bind_code_ = 0;  ///< the first trouble of `bind`, told by `step`
};

enum class Access : std::uint8_t {
  read_write,
  read_only,
  unchanging,  ///< read only, trusting that nobody writes: takes no locks, lays no files beside it
};

enum class Kind : std::uint8_t {
  reading,  ///< one snapshot for several reads
  writing,  ///< the sole writer, from the beginning
};

/// An open database. Stays where it is, because its statements refer to it.
class Connection {
 public:
  /// Opens a file that exists.
  [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const Place& place, Access access);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() = default;

  [[nodiscard]] Result<Statement> prepare(std::string_view sql,
                                          std::initializer_list<Value> values);
  /// Runs one statement and drops what it answers.
  [[nodiscard]] Result<void> run(std::string_view sql, std::initializer_list<Value> values);
  /// Runs several statements without parameters.
  [[nodiscard]] Result<void> run_script(const char* sql);
  /// The first column of the first row, 0 if there is no row.
  [[nodiscard]] Result<std::int64_t> number(std::string_view sql,
                                            std::initializer_list<Value> values);

  /// Does `work` (a function to a Result) in a transaction: all of it, or on any fault nothing.
  template <class Work>
  [[nodiscard]] auto in_transaction(Kind kind, Work work) -> decltype(work()) {
    if (const auto begun = begin(kind); !begun) {
      return tl::unexpected(begun.error());
    }
    const std::int64_t before = all_changes();
    auto done = work();
    const auto ended = done ? end() : Result<void>{};
    if (!done) {
      give_up(done.error(), before);
    } else if (!ended) {
      give_up(ended.error(), before);
      return tl::unexpected(ended.error());
    }
    return done;
  }

  /// Makes one writing transaction of all that `work` does `in_transaction`; each of these is a
  /// part of it then, and may fail by itself as long as it has changed nothing. One that has takes
  /// all with it: a savepoint for each would cost as much as a short record.
  /// @return on a fault nothing of it is stored; `work` has not been called if that was at the
  ///   beginning
  [[nodiscard]] Result<void> together(const std::function<void()>& work);
  [[nodiscard]] bool is_together() const { return is_together_; }

  /// How many rows the last statement that changes any has changed.
  [[nodiscard]] std::size_t changes() const;
  [[nodiscard]] bool is_read_only() const;
  /// A number that every commit of anybody changes, looked at without a lock; nothing if it cannot
  /// be read. A commit that is being made may show already, and be taken back.
  /// @pre there is no write-ahead log
  [[nodiscard]] std::optional<std::uint32_t> change_count() const;
  /// Whether the last failure was that a file may not be written or created.
  [[nodiscard]] bool was_denied() const;
  void set_lock_wait_ms(int ms);
  [[nodiscard]] const Place& place() const { return place_; }
  /// The last failure, with SQLite's result code `code`, as one line.
  [[nodiscard]] Fault fault(int code) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };

  struct Finish {
    void operator()(sqlite3_stmt* handle) const;
  };

  friend class Statement;
  Connection(Place place, sqlite3* handle);
  [[nodiscard]] sqlite3_stmt* take_idle(std::string_view sql);
  void give_back(sqlite3_stmt* handle);
  [[nodiscard]] Result<void> begin(Kind kind);
  [[nodiscard]] Result<void> end();
  void give_up(const Fault& why, std::int64_t changes_before);
  void roll_back();
  [[nodiscard]] std::int64_t all_changes() const;
  [[nodiscard]] bool is_in_transaction() const;
  [[nodiscard]] Result<void> check_not_lost() const;

  Place place_;
  std::unique_ptr<sqlite3, Close> handle_;
  /// Statements that nobody uses now: to prepare one takes longer than to run it.
  std::vector<std::unique_ptr<sqlite3_stmt, Finish>> idle_;
  bool is_together_ = false;
  std::optional<Fault> lost_;  ///< why nothing of what is done together can be stored any more
};

}  // namespace lissom::sqlite
