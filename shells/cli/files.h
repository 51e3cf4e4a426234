#pragma once
/// Files as the terminal program needs them: read whole, written whole or not at all.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace lissom::cli {

/// The text of a file, or of standard input if `path` is "-".
/// @return io if it cannot be read, bad_input if it is larger than `most_bytes`
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t most_bytes);

enum class IfThere : std::uint8_t { refuse, replace };

/// Whether `write_file` would refuse for what is at `path` or for its folder, before much work is
/// done.
/// @return bad_input as `write_file` does
[[nodiscard]] Result<void> may_write(const std::filesystem::path& path, IfThere if_there);

/// Writes a file for its owner alone (0600): under another name first, confirmed by the disk, and
/// only then named `path`. Whatever happens, `path` holds the old text or the new.
/// @return bad_input if it is there and shall not be replaced, io if the disk refuses
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view text,
                                      IfThere if_there);

/// A text of a folder, with its path below the folder.
struct FolderText {
  std::string path;
  std::string text;
};
/// The *.toml and *.md below a folder, in order of their paths.
[[nodiscard]] Result<std::vector<FolderText>> read_folder(const std::filesystem::path& folder);

/// Where records lie unless told otherwise: $XDG_DATA_HOME/lissom, else ~/.local/share/lissom.
/// @return io if there is no home
[[nodiscard]] Result<std::filesystem::path> usual_data_folder();

}  // namespace lissom::cli
