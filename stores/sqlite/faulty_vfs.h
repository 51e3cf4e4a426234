#pragma once
/// For tests: SQLite on a disk that fails when it is told to, and that remembers what it has
/// promised to keep.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/random.h"

struct sqlite3_vfs;

namespace lissom {

/// What happens at the n-th write. Writing, cutting to size and syncing all count as writes.
enum class Trouble : std::uint8_t {
  io_error,   ///< that one fails
  disk_full,  ///< half of it arrives; it fails, and so do all others until `heal`
};

/// A VFS over the system's own, registered under `name` for as long as it lives.
class FaultyVfs {
 public:
  explicit FaultyVfs(std::string name);
  FaultyVfs(const FaultyVfs&) = delete;
  FaultyVfs& operator=(const FaultyVfs&) = delete;
  ~FaultyVfs();

  [[nodiscard]] const std::string& name() const { return name_; }

  /// Lets the `nth` write from now on fail, 1 being the next.
  void fail_write(int nth, Trouble trouble);
  void heal();
  /// Whether that failure is still to come.
  [[nodiscard]] bool failure_is_pending() const { return writes_to_failure_ > 0; }

  /// How many writes no sync has confirmed yet, over all files.
  [[nodiscard]] std::size_t unsynced_writes() const;

  /// Lays into `folder` what the disk may hold if the power fails now: each file as of its last
  /// sync, and of every later write all, half or nothing, as chance has it.
  void cut_power(const std::filesystem::path& folder, SplitMix64 chance) const;

  /// Whatever a file has been told since the last sync.
  struct Write {
    std::size_t offset = 0;
    std::string bytes;
    bool cuts_to_offset = false;  ///< no bytes, the file ends at `offset`
  };
  /// A file as the disk knows it.
  struct Image {
    std::string synced;
    std::vector<Write> unsynced;
    void sync();
  };

  // Called by the file layer.
  [[nodiscard]] Image* image_of(const char* path);
  void forget(const char* path) { images_.erase(path); }
  [[nodiscard]] bool next_write_fails();
  [[nodiscard]] Trouble trouble() const { return trouble_; }

 private:
  std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  std::map<std::string, Image> images_;
  int writes_to_failure_ = 0;
  bool fails_for_good_ = false;
  Trouble trouble_ = Trouble::io_error;
};

}  // namespace lissom
