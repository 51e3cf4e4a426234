#pragma once
/// Secrets that nobody can guess, and what may be kept of them.

#include <cstddef>
#include <string>
#include <string_view>

namespace lissom::server {

/// `bytes` random bytes from the operating system, as text for links and cookies (base64url).
[[nodiscard]] std::string new_secret(std::size_t bytes);

/// SHA-256, 32 bytes. A secret as long as ours cannot be found from it, so it needs no salt.
[[nodiscard]] std::string hash_of(std::string_view secret);

}  // namespace lissom::server
