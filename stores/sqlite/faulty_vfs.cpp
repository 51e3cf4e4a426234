#include "stores/sqlite/faulty_vfs.h"

#include <algorithm>

#include <sqlite3.h>

#include "stores/sqlite/scratch_folder.h"

namespace lissom {
namespace {

/// One open file: ours in front, the system's right behind it in the same memory.
struct File {
  sqlite3_file base{};
  FaultyVfs* vfs = nullptr;
  FaultyVfs::Image* image = nullptr;  ///< null for temporary files, which no power cut needs
  sqlite3_file* real = nullptr;
};

File& file_of(sqlite3_file* file) {
  return *reinterpret_cast<File*>(file);
}

sqlite3_file* real_of(sqlite3_file* file) {
  return file_of(file).real;
}

void lay_down(const FaultyVfs::Write& write, std::string& content) {
  if (write.cuts_to_offset) {
    content.resize(std::min(content.size(), write.offset));
    return;
  }
  content.resize(std::max(content.size(), write.offset + write.bytes.size()));
  std::ranges::copy(write.bytes, content.begin() + static_cast<std::ptrdiff_t>(write.offset));
}

/// Passes a write on and remembers it.
int pass_on(File& file, const char* data, int size, sqlite3_int64 offset) {
  if (file.image != nullptr) {
    file.image->unsynced.push_back({.offset = static_cast<std::size_t>(offset),
                                    .bytes = {data, static_cast<std::size_t>(size)}});
  }
  return file.real->pMethods->xWrite(file.real, data, size, offset);
}

int write(sqlite3_file* base, const void* data, int size, sqlite3_int64 offset) {
  File& file = file_of(base);
  const char* bytes = static_cast<const char*>(data);
  if (!file.vfs->next_write_fails()) {
    return pass_on(file, bytes, size, offset);
  }
  if (file.vfs->trouble() == Trouble::io_error) {
    return SQLITE_IOERR_WRITE;
  }
  pass_on(file, bytes, size / 2, offset);
  return SQLITE_FULL;
}

int truncate(sqlite3_file* base, sqlite3_int64 size) {
  File& file = file_of(base);
  if (file.vfs->next_write_fails()) {
    return SQLITE_IOERR_TRUNCATE;
  }
  if (file.image != nullptr) {
    file.image->unsynced.push_back(
        {.offset = static_cast<std::size_t>(size), .bytes = {}, .cuts_to_offset = true});
  }
  return file.real->pMethods->xTruncate(file.real, size);
}

/// Does not trouble the real disk: what is promised is kept in the image.
int sync(sqlite3_file* base, int /*flags*/) {
  File& file = file_of(base);
  if (file.vfs->next_write_fails()) {
    return SQLITE_IOERR_FSYNC;
  }
  if (file.image != nullptr) {
    file.image->sync();
  }
  return SQLITE_OK;
}

int close(sqlite3_file* file) {
  return real_of(file)->pMethods->xClose(real_of(file));
}
int read(sqlite3_file* file, void* data, int size, sqlite3_int64 offset) {
  return real_of(file)->pMethods->xRead(real_of(file), data, size, offset);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
int lock(sqlite3_file* file, int level) {
  return real_of(file)->pMethods->xLock(real_of(file), level);
}
int unlock(sqlite3_file* file, int level) {
  return real_of(file)->pMethods->xUnlock(real_of(file), level);
}
int check_reserved_lock(sqlite3_file* file, int* is_locked) {
  return real_of(file)->pMethods->xCheckReservedLock(real_of(file), is_locked);
}
int file_control(sqlite3_file* file, int operation, void* argument) {
  return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}
int sector_size(sqlite3_file* file) {
  return real_of(file)->pMethods->xSectorSize(real_of(file));
}
int device_characteristics(sqlite3_file* file) {
  return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}
int shm_map(sqlite3_file* file, int page, int size, int extends, volatile void** memory) {
  return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extends, memory);
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}
void shm_barrier(sqlite3_file* file) {
  real_of(file)->pMethods->xShmBarrier(real_of(file));
}
int shm_unmap(sqlite3_file* file, int deletes) {
  return real_of(file)->pMethods->xShmUnmap(real_of(file), deletes);
}

// Version 2: with shared memory for the log, without mapping the database itself.
const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close,
    .xRead = read,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize = file_size,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = file_control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = device_characteristics,
    .xShmMap = shm_map,
    .xShmLock = shm_lock,
    .xShmBarrier = shm_barrier,
    .xShmUnmap = shm_unmap,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* base, int flags, int* out_flags) {
  auto& file = *new (base) File;
  file.vfs = static_cast<FaultyVfs*>(vfs->pAppData);
  file.image = name == nullptr ? nullptr : file.vfs->image_of(name);
  file.real = reinterpret_cast<sqlite3_file*>(&file + 1);
  sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
  const int code = system->xOpen(system, name, file.real, flags, out_flags);
  file.base.pMethods = code == SQLITE_OK ? &methods : nullptr;
  return code;
}

int remove(sqlite3_vfs* vfs, const char* name, int syncs_folder) {
  static_cast<FaultyVfs*>(vfs->pAppData)->forget(name);
  sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
  return system->xDelete(system, name, syncs_folder);
}

}  // namespace

void FaultyVfs::Image::sync() {
  for (const Write& write : unsynced) {
    lay_down(write, synced);
  }
  unsynced.clear();
}

FaultyVfs::FaultyVfs(std::string name) : name_(std::move(name)) {
  // The functions we do not replace do not look at the VFS they are called with.
  vfs_ = std::make_unique<sqlite3_vfs>(*sqlite3_vfs_find(nullptr));
  vfs_->szOsFile += static_cast<int>(sizeof(File));
  vfs_->zName = name_.c_str();
  vfs_->pAppData = this;
  vfs_->pNext = nullptr;
  vfs_->xOpen = open;
  vfs_->xDelete = remove;
  sqlite3_vfs_register(vfs_.get(), 0);
}

FaultyVfs::~FaultyVfs() {
  sqlite3_vfs_unregister(vfs_.get());
}

void FaultyVfs::fail_write(int nth, Trouble trouble) {
  heal();
  writes_to_failure_ = nth;
  trouble_ = trouble;
}

void FaultyVfs::heal() {
  writes_to_failure_ = 0;
  fails_for_good_ = false;
}

bool FaultyVfs::next_write_fails() {
  const bool fails = writes_to_failure_ > 0 && --writes_to_failure_ == 0;
  fails_for_good_ = fails_for_good_ || (fails && trouble_ == Trouble::disk_full);
  return fails || fails_for_good_;
}

std::size_t FaultyVfs::unsynced_writes() const {
  std::size_t count = 0;
  for (const auto& [path, image] : images_) {
    count += image.unsynced.size();
  }
  return count;
}

void FaultyVfs::cut_power(const std::filesystem::path& folder, SplitMix64 chance) const {
  for (const auto& [path, image] : images_) {
    std::string content = image.synced;
    for (Write write : image.unsynced) {
      const std::uint64_t luck = chance.below(3);
      if (luck == 1) {
        write.bytes.resize(write.bytes.size() / 2);
      }
      if (luck != 0) {
        lay_down(write, content);
      }
    }
    put_content(folder / std::filesystem::path(path).filename(), content);
  }
}

FaultyVfs::Image* FaultyVfs::image_of(const char* path) {
  const auto [found, is_new] = images_.try_emplace(path);
  if (is_new) {
    found->second.synced = content_of(path);
  }
  return &found->second;
}

}  // namespace lissom
