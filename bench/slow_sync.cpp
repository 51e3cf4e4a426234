// LD_PRELOAD=build/bench/bench/liblissom_slow_sync.so SLOW_SYNC_US=4000 PROGRAM
//
// Lets each sync of a file take so many microseconds more, as on a disk that has to move something.

#include <cstdlib>

#include <dlfcn.h>
#include <unistd.h>

namespace {

using Sync = int (*)(int);

int sync_slowly(const char* name, int file) {
  const char* us = std::getenv("SLOW_SYNC_US");
  ::usleep(us == nullptr ? 0 : static_cast<useconds_t>(std::strtoul(us, nullptr, 10)));
  return reinterpret_cast<Sync>(::dlsym(RTLD_NEXT, name))(file);
}

}  // namespace

extern "C" int fdatasync(int file) {
  return sync_slowly("fdatasync", file);
}

extern "C" int fsync(int file) {
  return sync_slowly("fsync", file);
}
