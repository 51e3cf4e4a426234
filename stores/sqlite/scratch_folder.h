#pragma once
/// Folders for tests.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

#include "core/base/contract.h"

namespace lissom {

/// Where files are as good as any, but need not wait for a disk: for tests that sync a thousand
/// times and bring their own idea of what a disk keeps.
[[nodiscard]] inline std::filesystem::path quick_place() {
  std::error_code error;
  const std::filesystem::path memory = "/dev/shm";
  const bool is_usable = std::filesystem::is_directory(memory, error) &&
                         ::access(memory.c_str(), R_OK | W_OK | X_OK) == 0;
  return is_usable ? memory : std::filesystem::temp_directory_path();
}

/// A folder for one test, gone when the test ends.
class ScratchFolder {
 public:
  ScratchFolder() : ScratchFolder(std::filesystem::temp_directory_path()) {}
  explicit ScratchFolder(const std::filesystem::path& above) {
    std::string name = (above / "lissom-XXXXXX").string();
    LISSOM_EXPECTS(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

[[nodiscard]] inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline void put_content(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace lissom
