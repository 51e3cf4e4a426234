#pragma once
/// The file of a store as the operating system sees it, before SQLite touches it.

#include <filesystem>

#include "stores/sqlite/connection.h"

namespace lissom::sqlite {

/// Makes sure that there is a file, for its owner alone (0600), and creates the folders above it as
/// needed (0700). What exists is left as it is, rights included.
[[nodiscard]] Result<void> create_if_missing(const Place& place);

/// Reads the first bytes and refuses, without having changed anything, a file that is not a store:
/// damaged if it is no SQLite database, bad_input if it is one with another application id.
/// An empty file passes: it is a store that was not set up yet.
[[nodiscard]] Result<void> check_is_store(const Place& place, std::int32_t application_id);

/// Whether SQLite has laid files beside the database that it needs to read it: a log that waits to
/// be merged, or shared memory of somebody who has it open.
[[nodiscard]] bool has_companions(const Place& place);

}  // namespace lissom::sqlite
