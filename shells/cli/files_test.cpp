#include "shells/cli/files.h"

#include <filesystem>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "shells/cli/lines.h"
#include "stores/sqlite/scratch_folder.h"

namespace lissom::cli {
namespace {

TEST(Files, WritesForTheOwnerAlone) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder / "a", "text", IfThere::refuse));
  EXPECT_EQ(content_of(folder / "a"), "text");
  const auto rights = std::filesystem::status(folder / "a").permissions();
  EXPECT_EQ(rights, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Files, ReplacesOnlyIfTold) {
  const ScratchFolder folder;
  put_content(folder / "a", "old");
  const auto refused = write_file(folder / "a", "new", IfThere::refuse);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::bad_input);
  EXPECT_EQ(content_of(folder / "a"), "old");
  ASSERT_TRUE(write_file(folder / "a", "new", IfThere::replace));
  EXPECT_EQ(content_of(folder / "a"), "new");
}

TEST(Files, AFailureLeavesNothingBehind) {
  const ScratchFolder folder;
  std::filesystem::create_directory(folder / "a");
  EXPECT_FALSE(write_file(folder / "a", "text", IfThere::replace));
  EXPECT_FALSE(write_file(folder / "missing/a", "text", IfThere::refuse));
  const auto entries = std::filesystem::directory_iterator(folder.path());
  EXPECT_EQ(std::distance(begin(entries), end(entries)), 1);
}

TEST(Files, ReadsAtMostSoMuch) {
  const ScratchFolder folder;
  put_content(folder / "a", "12345");
  EXPECT_EQ(*read_file((folder / "a").string(), 5), "12345");
  EXPECT_EQ(read_file((folder / "a").string(), 4).error().code, Errc::bad_input);
  EXPECT_EQ(read_file((folder / "b").string(), 4).error().code, Errc::bad_input);
  EXPECT_FALSE(read_file(folder.path().string(), 4));
}

TEST(Files, ReadsACatalogueInOrder) {
  const ScratchFolder folder;
  std::filesystem::create_directory(folder / "sub");
  put_content(folder / "z.md", "z");
  put_content(folder / "sub/a.toml", "a");
  put_content(folder / "left.txt", "out");
  const auto texts = read_folder(folder.path());
  ASSERT_TRUE(texts);
  ASSERT_EQ(texts->size(), 2U);
  EXPECT_EQ((*texts)[0].path, "sub/a.toml");
  EXPECT_EQ((*texts)[1].path, "z.md");
  EXPECT_FALSE(read_folder(folder / "none"));
}

/// Lines come whole, however the bytes arrive, and the last one needs no end.
TEST(Lines, FromAPipe) {
  int ends[2] = {};
  ASSERT_EQ(pipe(ends), 0);
  FileLines lines(ends[0]);
  EXPECT_FALSE(lines.wait(0).line);
  ASSERT_EQ(write(ends[1], "on", 2), 2);
  EXPECT_FALSE(lines.wait(0).line);
  ASSERT_EQ(write(ends[1], "e\r\ntwo\nthr", 10), 10);
  EXPECT_EQ(lines.wait(0).line, "one");
  EXPECT_EQ(lines.wait(-1).line, "two");
  ASSERT_EQ(write(ends[1], "ee", 2), 2);
  ASSERT_EQ(close(ends[1]), 0);
  EXPECT_EQ(lines.wait(-1).line, "three");
  EXPECT_TRUE(lines.wait(-1).is_over);
  EXPECT_TRUE(lines.wait(-1).is_over);
  (void)close(ends[0]);
}

}  // namespace
}  // namespace lissom::cli
