#pragma once
/// Under which addresses a server can be reached.

#include <string>
#include <vector>

namespace lissom::server {

/// As it stands in a link: "127.0.0.1:8080", "[::1]:8080".
[[nodiscard]] std::string with_port(const std::string& address, unsigned port);

/// The names by which a browser may call a server that listens there, which may be at all addresses
/// of this machine ("0.0.0.0"); the first is for links.
[[nodiscard]] std::vector<std::string> hosts_of(const std::string& address, unsigned port);

}  // namespace lissom::server
