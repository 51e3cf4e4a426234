#pragma once
/// Which browsers may see the record, the links by which new ones are let in, and the secret links
/// under which a calendar may be read. Kept in a small file beside the record, which holds hashes
/// only: nobody gets in with what stands there.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/date.h"
#include "core/base/result.h"
#include "stores/sqlite/connection.h"

namespace lissom::server {

/// How long a link may be used, and a browser stays known. Conventions.
constexpr std::int64_t link_ms = std::int64_t{10} * 60 * 1000;
constexpr std::int64_t browser_s = std::int64_t{365} * 24 * 60 * 60;

/// Its name in the folder of the record.
constexpr const char* browsers_file = "server.db";

/// Several processes may use the file at once: the server, and the program that asks for a link.
class Browsers {
 public:
  /// Opens the file in `folder`; creates it (0600) and the folders above (0700) if need be.
  [[nodiscard]] static Result<Browsers> open(const std::filesystem::path& folder);

  /// A token that lets one browser in, once, until `link_ms` after `now`.
  [[nodiscard]] Result<std::string> new_token(Instant now);
  /// Uses a token up. @return the secret by which the browser is known from now on, or nothing if
  /// the token is not one, was used, or is too old
  [[nodiscard]] Result<std::optional<std::string>> pair(std::string_view token, Instant now);
  [[nodiscard]] Result<bool> knows(std::string_view secret, Instant now);
  [[nodiscard]] Result<void> forget(std::string_view secret);
  /// Forgets all of them, and the links that are not used yet. @return how many browsers that were
  [[nodiscard]] Result<std::size_t> forget_all();

  /// A secret under which the calendar may be read until it is forgotten. Told only now.
  [[nodiscard]] Result<std::string> new_feed(Instant now);
  [[nodiscard]] Result<bool> knows_feed(std::string_view secret);
  /// @return how many there were
  [[nodiscard]] Result<std::size_t> forget_feeds();

  /// Where the server of this record can be reached, "" if none runs: "http://127.0.0.1:8080".
  [[nodiscard]] Result<std::string> address();
  [[nodiscard]] Result<void> set_address(std::string_view address);

 private:
  explicit Browsers(std::unique_ptr<sqlite::Connection> db) : db_(std::move(db)) {}

  std::unique_ptr<sqlite::Connection> db_;
  /// Browsers that were asked about, by hash, and until when they are known; as long as the file
  /// has not changed.
  std::map<std::string, std::int64_t> known_;
  std::optional<std::uint32_t> known_at_;  ///< the change count then
};

}  // namespace lissom::server
