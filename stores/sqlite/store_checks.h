#pragma once
/// What the tests of this store share.

#include <algorithm>

#include <gtest/gtest.h>

#include "stores/sqlite/scratch_folder.h"
#include "stores/sqlite/sqlite_store.h"

namespace lissom {

/// Opens a store that must open.
[[nodiscard]] inline std::unique_ptr<SqliteStore> open_store(const std::filesystem::path& path,
                                                             const SqliteOptions& options = {}) {
  auto store = SqliteStore::open(path, options);
  EXPECT_TRUE(store.has_value()) << store.error().what;
  return store ? std::move(*store) : nullptr;
}

/// Whether `result` is a fault of that kind, one line that begins with the file and tells `cause`.
template <class T>
[[nodiscard]] testing::AssertionResult is_fault(const Result<T>& result, Errc code,
                                                const std::filesystem::path& path,
                                                std::string_view cause) {
  if (result) {
    return testing::AssertionFailure() << "no fault";
  }
  const std::string& what = result.error().what;
  const bool is_right = result.error().code == code && what.starts_with(path.string() + ": ") &&
                        what.find(cause) != std::string::npos &&
                        what.find('\n') == std::string::npos;
  return (is_right ? testing::AssertionSuccess() : testing::AssertionFailure()) << what;
}

/// The names in a folder, sorted, with a space between.
[[nodiscard]] inline std::string names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  std::string line;
  for (const std::string& name : names) {
    line += (line.empty() ? "" : " ") + name;
  }
  return line;
}

/// Whether any file below `folder` holds these bytes.
[[nodiscard]] inline bool is_anywhere_in(const std::filesystem::path& folder,
                                         std::string_view bytes) {
  return std::ranges::any_of(std::filesystem::directory_iterator(folder), [&](const auto& entry) {
    return entry.is_regular_file() && content_of(entry.path()).find(bytes) != std::string::npos;
  });
}

}  // namespace lissom
