// Where the file lies and who may do what with it.

#include <functional>

#include <linux/capability.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "stores/port/contract_suite.h"
#include "stores/sqlite/store_checks.h"

namespace lissom {
namespace {

namespace fs = std::filesystem;

/// Makes rights count for root as well: for as long as it lives, this process does without the
/// privilege of passing them over. Others do not have that privilege in the first place.
class OrdinaryRights {
 public:
  OrdinaryRights() {
    EXPECT_EQ(::syscall(SYS_capget, &header_, before_), 0);
    __user_cap_data_struct now[2] = {before_[0], before_[1]};
    now[0].effective &= ~(1U << CAP_DAC_OVERRIDE | 1U << CAP_DAC_READ_SEARCH);
    EXPECT_EQ(::syscall(SYS_capset, &header_, now), 0);
  }
  OrdinaryRights(const OrdinaryRights&) = delete;
  OrdinaryRights& operator=(const OrdinaryRights&) = delete;
  ~OrdinaryRights() { EXPECT_EQ(::syscall(SYS_capset, &header_, before_), 0); }

 private:
  __user_cap_header_struct header_{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  __user_cap_data_struct before_[2]{};
};

void set_rights(const fs::path& path, ::mode_t mode) {
  EXPECT_EQ(::chmod(path.c_str(), mode), 0);
}

::mode_t rights_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 07777U;
}

Result<Position> append(Store& store, std::uint16_t number) {
  const Record record = test_record(ada, number, "of Ada");
  return store.append(ada, read_all(store, ada).head, {&record, 1});
}

TEST(SqliteAccess, ANewStoreIsForItsOwnerAlone) {
  const ScratchFolder folder;
  const ::mode_t mask = ::umask(0);
  const auto store = open_store(folder / "share/lissom/s.sqlite");
  ::umask(mask);
  ASSERT_TRUE(append(*store, 1).has_value());
  EXPECT_EQ(rights_of(folder / "share"), 0700U);
  EXPECT_EQ(rights_of(folder / "share/lissom"), 0700U);
  EXPECT_EQ(names_in(folder / "share/lissom"), "s.sqlite s.sqlite-shm s.sqlite-wal");
  for (const char* name : {"s.sqlite", "s.sqlite-shm", "s.sqlite-wal"}) {
    EXPECT_EQ(rights_of(folder / "share/lissom" / name), 0600U) << name;
  }
}

TEST(SqliteAccess, RightsThatExistAreKept) {
  const ScratchFolder folder;
  open_store(folder / "s.sqlite").reset();
  set_rights(folder.path(), 0750);
  set_rights(folder / "s.sqlite", 0640);
  EXPECT_TRUE(append(*open_store(folder / "s.sqlite"), 1).has_value());
  EXPECT_EQ(rights_of(folder.path()), 0750U);
  EXPECT_EQ(rights_of(folder / "s.sqlite"), 0640U);
}

TEST(SqliteAccess, NamesThatMeanSomethingElsewhereAreNames) {
  const ScratchFolder folder;
  for (const char* name : {"a?mode=memory", "100%20 #1", "Rückenübung.sqlite", "file:x", " "}) {
    SCOPED_TRACE(name);
    const fs::path path = folder / name;
    EXPECT_TRUE(append(*open_store(path), 1).has_value());
    EXPECT_TRUE(fs::is_regular_file(path));
    set_rights(path, 0400);
    const OrdinaryRights ordinary;
    EXPECT_EQ(read_all(*open_store(path), ada).records.size(), 1U);
  }
}

TEST(SqliteAccess, ARelativePathIsTakenFromWhereWeAre) {
  const ScratchFolder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  for (const char* name : {":memory:", "file:plain", "s.sqlite"}) {
    SCOPED_TRACE(name);
    EXPECT_TRUE(append(*open_store(name), 1).has_value());
    EXPECT_TRUE(fs::is_regular_file(folder / name));
  }
  fs::current_path(before);
}

TEST(SqliteAccess, AReadOnlyStoreCanBeRead) {
  struct Case {
    std::string_view name;
    ::mode_t file;
    ::mode_t folder;
  };
  const Case cases[] = {
      {"the file is read-only", 0400, 0700},
      {"the folder is read-only", 0600, 0500},
      {"both are read-only", 0400, 0500},
  };
  for (const auto& [name, file_mode, folder_mode] : cases) {
    SCOPED_TRACE(name);
    const ScratchFolder folder;
    const fs::path path = folder / "s.sqlite";
    ASSERT_TRUE(append(*open_store(path), 1).has_value());
    set_rights(path, file_mode);
    set_rights(folder.path(), folder_mode);
    {
      const OrdinaryRights ordinary;
      const auto store = open_store(path);
      ASSERT_NE(store, nullptr);
      EXPECT_EQ(read_all(*store, ada).records, std::vector{test_record(ada, 1, "of Ada")});
      EXPECT_EQ(setting_of(*store, "device"), std::nullopt);
      EXPECT_EQ(store->verify(), std::vector<std::string>());
      EXPECT_TRUE(is_fault(append(*store, 2), Errc::io, path, "read-only"));
      EXPECT_TRUE(is_fault(store->settle("device", "d1"), Errc::io, path, "read-only"));
      EXPECT_TRUE(is_fault(store->erase(ada), Errc::io, path, "read-only"));
    }
    EXPECT_EQ(names_in(folder.path()), "s.sqlite") << "nothing is left that would be in the way";
    set_rights(path, 0600);
    set_rights(folder.path(), 0700);
    EXPECT_TRUE(append(*open_store(path), 2).has_value());
  }
}

TEST(SqliteAccess, AReadOnlyStoreShowsWhatItsOwnerIsWriting) {
  const ScratchFolder folder;
  const ScratchFolder elsewhere;
  const fs::path path = folder / "s.sqlite";
  const fs::path link = elsewhere / "link.sqlite";
  fs::create_symlink(path, link);
  const auto owner = open_store(path);
  ASSERT_TRUE(append(*owner, 1).has_value());
  set_rights(path, 0400);
  set_rights(folder.path(), 0500);
  {
    const OrdinaryRights ordinary;
    const auto reader = open_store(path);
    ASSERT_NE(reader, nullptr);
    const auto reader_by_link = open_store(link);
    ASSERT_NE(reader_by_link, nullptr);
    ASSERT_TRUE(append(*owner, 2).has_value());
    EXPECT_EQ(read_all(*reader, ada).records.size(), 2U);
    EXPECT_EQ(read_all(*reader_by_link, ada).records.size(), 2U);
    EXPECT_TRUE(is_fault(append(*reader, 3), Errc::io, path, "read-only"));
  }
}

TEST(SqliteAccess, IsRefusedInOneLine) {
  struct Case {
    std::string_view name;
    std::function<fs::path(const ScratchFolder&)> prepare;  ///< @return the path to open
    std::string_view named;                                 ///< what the line begins with
    std::string_view cause;
  };
  const Case cases[] = {
      {"a folder instead of a file", [](const ScratchFolder& f) { return f.path(); }, "",
       "is a folder"},
      {"a file instead of a folder",
       [](const ScratchFolder& f) {
         put_content(f / "file", "x");
         return f / "file/s.sqlite";
       },
       "file/s.sqlite", "the file cannot be created (Not a directory)"},
      {"a folder above that may not be written",
       [](const ScratchFolder& f) {
         set_rights(f.path(), 0500);
         return f / "new/s.sqlite";
       },
       "new", "the folder cannot be created (Permission denied)"},
      {"a new file in a folder that may not be written",
       [](const ScratchFolder& f) {
         set_rights(f.path(), 0500);
         return f / "s.sqlite";
       },
       "s.sqlite", "the file cannot be created (Permission denied)"},
      {"a file that may not be read",
       [](const ScratchFolder& f) {
         open_store(f / "s.sqlite").reset();
         set_rights(f / "s.sqlite", 0);
         return f / "s.sqlite";
       },
       "s.sqlite", "it cannot be opened (Permission denied)"},
      {"an empty file that may not be written",
       [](const ScratchFolder& f) {
         put_content(f / "s.sqlite", "");
         set_rights(f / "s.sqlite", 0400);
         return f / "s.sqlite";
       },
       "s.sqlite", "read-only"},
      {"a log that waits to be merged where nothing may be written",
       [](const ScratchFolder& f) {
         const ScratchFolder killed;
         const auto store = open_store(killed / "s.sqlite");
         EXPECT_TRUE(append(*store, 1).has_value());
         for (const char* name : {"s.sqlite", "s.sqlite-wal"}) {
           put_content(f / name, content_of(killed / name));
         }
         set_rights(f.path(), 0500);
         return f / "s.sqlite";
       },
       "s.sqlite", "yet to be merged"},
  };
  for (const auto& [name, prepare, named, cause] : cases) {
    SCOPED_TRACE(name);
    const ScratchFolder folder;
    const fs::path path = prepare(folder);
    const fs::path shown = named.empty() ? folder.path() : folder / named;
    const OrdinaryRights ordinary;
    EXPECT_TRUE(is_fault(SqliteStore::open(path, {}), Errc::io, shown, cause));
  }
}

}  // namespace
}  // namespace lissom
