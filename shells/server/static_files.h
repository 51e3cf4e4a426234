#pragma once
/// The files of the app: what lies in one folder, and nothing else.

#include <filesystem>
#include <span>
#include <string>

#include "shells/server/message.h"

namespace lissom::server {

class StaticFiles {
 public:
  /// @param root  read at each request, so that the app may be built while the server runs
  explicit StaticFiles(std::filesystem::path root) : root_(std::move(root)) {}

  /// Answers GET or HEAD for the file at `segments` below the folder, "index.html" if there are
  /// none, "help.html" for "help" unless there is a "help". A neighbour with ".br" or ".gz" at its
  /// end is sent in its place to who takes that. Symbolic links are not followed below the folder.
  /// Without an app "/" says so.
  /// @pre each segment is a plain name (`parse_target`)
  [[nodiscard]] Answer answer(const Request& request, std::span<const std::string> segments) const;

 private:
  std::filesystem::path root_;
};

}  // namespace lissom::server
