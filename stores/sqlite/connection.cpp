#include "stores/sqlite/connection.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <system_error>
#include <utility>

#include <sqlite3.h>

#include "core/base/contract.h"

namespace lissom::sqlite {
namespace {

int flags_of(Access access) {
  const int mode =
      access == Access::read_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  // A store is used by one thread, and wants the precise error codes.
  return mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
}

/// `path` as a URI, which is the only way to say "immutable".
std::string uri_of(const std::string& path, Access access) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', hex[byte >> 4U], hex[byte & 15U]};
    } else {
      uri += c;
    }
  }
  return uri + (access == Access::unchanging ? "?immutable=1" : "");
}

bool is_about_space(int system_error) {
  return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

std::string in_brackets(int system_error) {
  return system_error == 0 ? "" : " (" + std::generic_category().message(system_error) + ")";
}

std::string about_wait(int lock_wait_ms) {
  return std::to_string(lock_wait_ms / 1000) + "." + std::to_string(lock_wait_ms % 1000 / 100) +
         " s";
}

constexpr const char* disk_is_full = "the disk is full; free some space and repeat";

}  // namespace

Blob::Blob(const Uuid& id)
    : bytes(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()) {
}

void Statement::GiveBack::operator()(sqlite3_stmt* handle) const {
  connection->give_back(handle);
}

Statement::Statement(sqlite3_stmt* handle, Connection& connection)
    : handle_(handle, {&connection}) {
}

void Statement::bind(std::initializer_list<Value> values) {
  sqlite3_reset(handle_.get());
  bind_code_ = SQLITE_OK;
  int at = 0;
  for (const Value& value : values) {
    ++at;
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      code = sqlite3_bind_int64(handle_.get(), at, *number);
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
      // A null pointer would be bound as NULL, not as a blob of no bytes.
      const char* data = blob->bytes.empty() ? "" : blob->bytes.data();
      code = sqlite3_bind_blob64(handle_.get(), at, data, blob->bytes.size(), nullptr);
    }
    bind_code_ = bind_code_ == SQLITE_OK ? code : bind_code_;
  }
}

Result<bool> Statement::step() {
  const int code = bind_code_ == SQLITE_OK ? sqlite3_step(handle_.get()) : bind_code_;
  if (code == SQLITE_ROW || code == SQLITE_DONE) {
    return code == SQLITE_ROW;
  }
  return tl::unexpected(handle_.get_deleter().connection->fault(code));
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

std::string_view Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(handle_.get(), column);
  const int size = sqlite3_column_bytes(handle_.get(), column);
  return data == nullptr
             ? std::string_view()
             : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

void Connection::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

void Connection::Finish::operator()(sqlite3_stmt* handle) const {
  sqlite3_finalize(handle);
}

Connection::Connection(Place place, sqlite3* handle) : place_(std::move(place)), handle_(handle) {
}

Result<std::unique_ptr<Connection>> Connection::open(const Place& place, Access access) {
  const std::string name = access == Access::read_write ? place.path : uri_of(place.path, access);
  const char* vfs = place.vfs.empty() ? nullptr : place.vfs.c_str();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags_of(access), vfs);
  std::unique_ptr<Connection> connection(new Connection(place, handle));
  if (code != SQLITE_OK) {
    return tl::unexpected(connection->fault(code));
  }
  connection->set_lock_wait_ms(place.lock_wait_ms);
  return connection;
}

Result<Statement> Connection::prepare(std::string_view sql, std::initializer_list<Value> values) {
  sqlite3_stmt* handle = take_idle(sql);
  if (handle == nullptr) {
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (code != SQLITE_OK) {
      return tl::unexpected(fault(code));
    }
  }
  Statement statement(handle, *this);
  statement.bind(values);
  return statement;
}

/// @return nothing if it is new or in use
sqlite3_stmt* Connection::take_idle(std::string_view sql) {
  const auto found =
      std::ranges::find_if(idle_, [&](const auto& each) { return sqlite3_sql(each.get()) == sql; });
  if (found == idle_.end()) {
    return nullptr;
  }
  std::iter_swap(found, std::prev(idle_.end()));
  sqlite3_stmt* handle = idle_.back().release();
  idle_.pop_back();
  return handle;
}

void Connection::give_back(sqlite3_stmt* handle) {
  sqlite3_reset(handle);
  // What was bound lives no longer than the caller wants.
  sqlite3_clear_bindings(handle);
  idle_.emplace_back(handle);
}

Result<void> Connection::run(std::string_view sql, std::initializer_list<Value> values) {
  return number(sql, values).transform([](std::int64_t) {});
}

Result<void> Connection::run_script(const char* sql) {
  const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    return tl::unexpected(fault(code));
  }
  return {};
}

Result<std::int64_t> Connection::number(std::string_view sql, std::initializer_list<Value> values) {
  auto statement = prepare(sql, values);
  if (!statement) {
    return tl::unexpected(statement.error());
  }
  return statement->step().transform(
      [&](bool has_row) { return has_row ? statement->integer(0) : 0; });
}

Result<void> Connection::begin(Kind kind) {
  if (is_together_) {
    return check_not_lost();
  }
  return run(kind == Kind::writing ? "BEGIN IMMEDIATE" : "BEGIN", {});
}

Result<void> Connection::end() {
  return is_together_ ? check_not_lost() : run("COMMIT", {});
}

void Connection::give_up(const Fault& why, std::int64_t changes_before) {
  if (!is_together_) {
    roll_back();
  } else if (!lost_ && (!is_in_transaction() || all_changes() != changes_before)) {
    lost_ = why;
  }
}

/// After some faults SQLite has rolled back already, the whole of it.
void Connection::roll_back() {
  if (is_in_transaction()) {
    // This only drops what was not committed, and there is nobody to tell if even that fails.
    (void)run("ROLLBACK", {});
  }
}

std::int64_t Connection::all_changes() const {
  return sqlite3_total_changes64(handle_.get());
}

bool Connection::is_in_transaction() const {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

/// Without its transaction each part would be stored by itself, before the others are.
Result<void> Connection::check_not_lost() const {
  if (lost_) {
    return tl::unexpected(*lost_);
  }
  return is_in_transaction()
             ? Result<void>{}
             : fail(Errc::io, place_.shown + ": what was to be stored together was lost; repeat");
}

Result<void> Connection::together(const std::function<void()>& work) {
  LISSOM_EXPECTS(!is_together_);
  if (auto begun = begin(Kind::writing); !begun) {
    return begun;
  }
  lost_.reset();
  is_together_ = true;
  work();
  is_together_ = false;
  auto ended = check_not_lost().and_then([&] { return end(); });
  if (!ended) {
    roll_back();
  }
  return ended;
}

std::size_t Connection::changes() const {
  return static_cast<std::size_t>(sqlite3_changes(handle_.get()));
}

/// Source: https://www.sqlite.org/fileformat.html, 1.3: offset 24, big-endian.
std::optional<std::uint32_t> Connection::change_count() const {
  sqlite3_file* file = nullptr;
  const int found = sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_FILE_POINTER,
                                         static_cast<void*>(&file));
  std::array<unsigned char, 4> bytes{};
  constexpr sqlite3_int64 place = 24;
  const bool is_read = found == SQLITE_OK && file != nullptr && file->pMethods != nullptr &&
                       file->pMethods->xRead(file, bytes.data(), bytes.size(), place) == SQLITE_OK;
  std::uint32_t count = 0;
  for (const unsigned char byte : bytes) {
    count = count << 8U | byte;
  }
  return is_read ? std::optional(count) : std::nullopt;
}

bool Connection::is_read_only() const {
  return sqlite3_db_readonly(handle_.get(), "main") == 1;
}

bool Connection::was_denied() const {
  const int code = sqlite3_errcode(handle_.get()) & 0xFF;
  return code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_PERM;
}

void Connection::set_lock_wait_ms(int ms) {
  sqlite3_busy_timeout(handle_.get(), ms);
}

Fault Connection::fault(int code) const {
  const std::string& shown = place_.shown;
  const int system_error = handle_ ? sqlite3_system_errno(handle_.get()) : 0;
  const auto io = [&](const std::string& cause) { return Fault{Errc::io, shown + ": " + cause}; };
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return io("another process has kept it locked for " + about_wait(place_.lock_wait_ms) +
                "; repeat when that has ended");
    case SQLITE_FULL:
      return io(disk_is_full);
    case SQLITE_IOERR:
      return io(is_about_space(system_error)
                    ? disk_is_full
                    : "the disk failed to read or write" + in_brackets(system_error));
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return io(code == SQLITE_READONLY_DBMOVED ? "it was moved or deleted while in use"
                                                : "the file or its folder is read-only");
    case SQLITE_CANTOPEN:
      return io("it cannot be opened" + in_brackets(system_error));
    case SQLITE_NOMEM:
      return io("there is not enough memory");
    case SQLITE_TOOBIG:
      return io("a record is too big; the limit is a gigabyte");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {Errc::damaged, shown + ": the file is damaged (" + sqlite3_errstr(code) +
                                 "); it is kept as it is, go back to a copy or an export"};
    default:
      return {Errc::damaged, shown + ": not as Lissom laid it out (" +
                                 (handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code)) +
                                 "); the file is kept as it is"};
  }
}

}  // namespace lissom::sqlite
