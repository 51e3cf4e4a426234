#pragma once
/// The addresses of this machine.

#include <string>
#include <vector>

namespace lissom::server {

/// Those of its network interfaces, loopback left out, as text: "192.168.1.5", "fe80::1".
[[nodiscard]] std::vector<std::string> addresses_of_this_machine();

}  // namespace lissom::server
