#include "shells/cli/files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lissom::cli {
namespace {

namespace fs = std::filesystem;

/// No text of a catalogue is larger.
constexpr std::size_t most_text_bytes = 4U << 20U;
/// No catalogue has more files; a folder with more is not one.
constexpr std::size_t most_texts = 5000;

std::string reason(int error) {
  return std::generic_category().message(error);
}

tl::unexpected<Fault> refused(const std::string& path, const std::string& doing) {
  return fail(Errc::io, path + ": cannot " + doing + ": " + reason(errno));
}

/// An open file that closes itself.
class File {
 public:
  explicit File(int number) : number_(number) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { (void)close(); }

  [[nodiscard]] int number() const { return number_; }
  /// @return whether all went well until now
  bool close() {
    const bool is_well = number_ < 0 || ::close(number_) == 0;
    number_ = -1;
    return is_well;
  }

 private:
  int number_;
};

Result<std::string> read_open(int file, const std::string& path, std::size_t most_bytes) {
  std::string text;
  std::array<char, 65536> bytes{};
  for (;;) {
    const ssize_t got = ::read(file, bytes.data(), bytes.size());
    if (got < 0 && errno != EINTR) {
      return refused(path, "read it");
    }
    if (got == 0) {
      return text;
    }
    text.append(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (text.size() > most_bytes) {
      return bad_input(path + ": larger than " + std::to_string(most_bytes) +
                       " bytes, which is the most that is read");
    }
  }
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(file, text.data(), text.size());
    if (put < 0 && errno != EINTR) {
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(put, 0)));
  }
  return true;
}

/// Gives the finished file its name. Without replacing: a hard link fails if the name is taken.
bool give_name(const std::string& from, const std::string& to, IfThere if_there) {
  if (if_there == IfThere::replace) {
    return ::rename(from.c_str(), to.c_str()) == 0;
  }
  if (::link(from.c_str(), to.c_str()) == 0) {
    (void)::unlink(from.c_str());
    return true;
  }
  // File systems without hard links: the look before is all there is.
  const bool has_links = errno != EPERM && errno != EOPNOTSUPP;
  return !has_links && ::access(to.c_str(), F_OK) != 0 && ::rename(from.c_str(), to.c_str()) == 0;
}

/// The new name itself must reach the disk; where folders cannot be confirmed, that is that.
void confirm_folder(const fs::path& folder) {
  const File open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (open.number() >= 0) {
    (void)::fsync(open.number());
  }
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

tl::unexpected<Fault> already_there(const fs::path& path) {
  return bad_input(path.string() + ": is there already; --force replaces it");
}

bool is_catalogue_text(const fs::path& path) {
  return path.extension() == ".toml" || path.extension() == ".md";
}

Result<std::vector<fs::path>> texts_below(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
    std::error_code unreadable;
    if (is_catalogue_text(at->path()) && at->is_regular_file(unreadable)) {
      paths.push_back(at->path());
    }
    if (paths.size() > most_texts) {
      return bad_input(folder.string() + ": more than " + std::to_string(most_texts) +
                       " files; expected a catalogue");
    }
  }
  if (error) {
    return bad_input(folder.string() + ": cannot read the folder: " + error.message());
  }
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t most_bytes) {
  if (path == "-") {
    return read_open(STDIN_FILENO, "standard input", most_bytes);
  }
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) {
    return bad_input(path + ": cannot open it: " + reason(errno));
  }
  return read_open(file.number(), path, most_bytes);
}

Result<void> may_write(const fs::path& path, IfThere if_there) {
  std::error_code error;
  if (if_there == IfThere::refuse &&
      fs::symlink_status(path, error).type() != fs::file_type::not_found) {
    return already_there(path);
  }
  if (fs::is_directory(path, error)) {
    return bad_input(path.string() + ": is a folder; expected a file");
  }
  if (::access(folder_of(path).c_str(), W_OK | X_OK) != 0) {
    return bad_input(path.string() + ": cannot create it: " + reason(errno));
  }
  return {};
}

Result<void> write_file(const fs::path& path, std::string_view text, IfThere if_there) {
  if (auto may = may_write(path, if_there); !may) {
    return may;
  }
  std::string unfinished = path.string() + ".XXXXXX";
  File file(::mkostemp(unfinished.data(), O_CLOEXEC));
  if (file.number() < 0) {
    return bad_input(path.string() + ": cannot create it: " + reason(errno));
  }
  const bool is_written =
      write_all(file.number(), text) && ::fsync(file.number()) == 0 && file.close();
  if (!is_written || !give_name(unfinished, path.string(), if_there)) {
    const int why = errno;
    (void)::unlink(unfinished.c_str());
    errno = why;
    return why == EEXIST ? Result<void>(already_there(path)) : refused(path.string(), "write it");
  }
  confirm_folder(folder_of(path));
  return {};
}

Result<std::vector<FolderText>> read_folder(const fs::path& folder) {
  const auto paths = texts_below(folder);
  if (!paths) {
    return tl::unexpected(paths.error());
  }
  if (paths->empty()) {
    return bad_input(folder.string() + ": no *.toml or *.md below it; expected a catalogue");
  }
  std::vector<FolderText> texts;
  for (const fs::path& path : *paths) {
    auto text = read_file(path.string(), most_text_bytes);
    if (!text) {
      return tl::unexpected(text.error());
    }
    texts.push_back({path.lexically_relative(folder).generic_string(), std::move(*text)});
  }
  return texts;
}

Result<fs::path> usual_data_folder() {
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data != nullptr && *data == '/') {
    return fs::path(data) / "lissom";
  }
  const char* home = std::getenv("HOME");
  if (home == nullptr || *home == '\0') {
    const passwd* user = getpwuid(getuid());
    home = user == nullptr ? nullptr : user->pw_dir;
  }
  if (home == nullptr || *home == '\0') {
    return fail(Errc::io, "there is no home folder to keep a record in; say where with --data DIR");
  }
  return fs::path(home) / ".local" / "share" / "lissom";
}

}  // namespace lissom::cli
