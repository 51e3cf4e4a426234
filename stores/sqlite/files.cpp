#include "stores/sqlite/files.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lissom::sqlite {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Fault> refused(const std::string& path, const std::string& what, int system_error) {
  return fail(Errc::io,
              path + ": " + what + " (" + std::generic_category().message(system_error) + ")");
}

/// Makes a new name in `folder` survive a power failure.
void sync_folder(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    // Some file systems cannot sync a folder; then there is nothing better to do.
    (void)::fsync(fd);
    ::close(fd);
  }
}

Result<void> create_folders(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) {
    return {};
  }
  if (auto above = create_folders(folder.parent_path()); !above) {
    return above;
  }
  if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
    return refused(folder.string(), "the folder cannot be created", errno);
  }
  sync_folder(folder.parent_path());
  return {};
}

using Header = std::array<unsigned char, 100>;

/// A file opened through SQLite's own file layer. Opening it past that layer would be a trap:
/// closing any descriptor of a file drops all POSIX locks that this process has on it.
class RawFile {
 public:
  explicit RawFile(const Place& place)
      : name_(sqlite3_create_filename(place.path.c_str(), "", "", 0, nullptr)) {
    sqlite3_vfs* vfs = sqlite3_vfs_find(place.vfs.empty() ? nullptr : place.vfs.c_str());
    if (vfs == nullptr || name_ == nullptr) {
      return;
    }
    memory_ = std::make_unique<std::max_align_t[]>(
        static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
    code_ = vfs->xOpen(vfs, name_, file(), flags, &flags);
  }
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;
  ~RawFile() {
    if (memory_ && file()->pMethods != nullptr) {
      file()->pMethods->xClose(file());
    }
    sqlite3_free_filename(name_);
  }

  [[nodiscard]] bool is_open() const { return code_ == SQLITE_OK; }
  [[nodiscard]] bool is_empty() {
    sqlite3_int64 size = 0;
    return file()->pMethods->xFileSize(file(), &size) == SQLITE_OK && size == 0;
  }
  /// The first bytes, or nothing if the file is shorter.
  [[nodiscard]] std::optional<Header> header() {
    Header header{};
    const int size = static_cast<int>(header.size());
    const int code = file()->pMethods->xRead(file(), header.data(), size, 0);
    return code == SQLITE_OK ? std::optional(header) : std::nullopt;
  }

 private:
  sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(memory_.get()); }

  sqlite3_filename name_;
  std::unique_ptr<std::max_align_t[]> memory_;
  int code_ = SQLITE_CANTOPEN;
};

bool has_content(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return !error && size > 0;
}

bool starts_like_sqlite(const Header& header) {
  constexpr std::string_view magic("SQLite format 3\0", 16);
  return std::string_view(reinterpret_cast<const char*>(header.data()), magic.size()) == magic;
}

/// Source: https://www.sqlite.org/fileformat.html, 1.3: offset 68, big-endian.
std::int32_t application_id_of(const Header& header) {
  std::uint32_t id = 0;
  for (std::size_t i = 68; i < 72; ++i) {
    id = id << 8U | header.at(i);
  }
  return static_cast<std::int32_t>(id);
}

}  // namespace

Result<void> create_if_missing(const Place& place) {
  std::error_code error;
  if (fs::is_directory(place.path, error)) {
    return fail(Errc::io, place.shown + ": is a folder; expected a file, or nothing yet");
  }
  if (auto created = create_folders(fs::path(place.path).parent_path()); !created) {
    return created;
  }
  // With O_EXCL a file that exists is not opened, and so not closed: see RawFile.
  const int fd =
      ::open(place.path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  const int system_error = errno;
  if (fd >= 0) {
    ::close(fd);
  } else if (system_error != EEXIST && !fs::exists(place.path, error)) {
    return refused(place.shown, "the file cannot be created", system_error);
  }
  return {};
}

Result<void> check_is_store(const Place& place, std::int32_t application_id) {
  RawFile file(place);
  if (!file.is_open() || file.is_empty()) {
    return {};  // what cannot be opened is SQLite's to explain
  }
  const std::optional<Header> header = file.header();
  if (!header || !starts_like_sqlite(*header)) {
    if (has_content(place.path + "-journal")) {
      return {};  // setting up was cut short: SQLite takes it back
    }
    return fail(Errc::damaged,
                place.shown +
                    ": is damaged or not a store of Lissom (it does not start as one); "
                    "the file is kept as it is");
  }
  if (application_id_of(*header) != application_id) {
    return bad_input(place.shown +
                     ": is a database of another program; the file is kept as it is, choose "
                     "another place");
  }
  return {};
}

bool has_companions(const Place& place) {
  std::error_code error;
  return has_content(place.path + "-wal") || has_content(place.path + "-journal") ||
         fs::exists(place.path + "-shm", error);
}

}  // namespace lissom::sqlite
