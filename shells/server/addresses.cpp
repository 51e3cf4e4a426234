#include "shells/server/addresses.h"

#include <array>
#include <memory>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

namespace lissom::server {
namespace {

std::string text_of(const sockaddr* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* number = nullptr;
  if (address->sa_family == AF_INET) {
    number = &reinterpret_cast<const sockaddr_in*>(address)->sin_addr;
  } else if (address->sa_family == AF_INET6) {
    number = &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
  }
  const bool is_known = number != nullptr &&
                        inet_ntop(address->sa_family, number, text.data(), text.size()) != nullptr;
  return is_known ? text.data() : "";
}

/// Those of its network interfaces, loopback left out, as text: "192.168.1.5", "fe80::1".
std::vector<std::string> addresses_of_this_machine() {
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) {
    return {};
  }
  const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> all(first, freeifaddrs);
  std::vector<std::string> found;
  for (const ifaddrs* at = first; at != nullptr; at = at->ifa_next) {
    const bool is_other = (at->ifa_flags & IFF_LOOPBACK) == 0 && (at->ifa_flags & IFF_UP) != 0;
    const std::string text = at->ifa_addr != nullptr && is_other ? text_of(at->ifa_addr) : "";
    if (!text.empty()) {
      found.push_back(text);
    }
  }
  return found;
}

bool is_v6(const std::string& address) {
  return address.find(':') != std::string::npos;
}

/// The addresses that "all of them" stands for.
std::vector<std::string> all_addresses(bool with_v6) {
  std::vector<std::string> all = addresses_of_this_machine();
  all.emplace_back("127.0.0.1");
  if (with_v6) {
    all.emplace_back("::1");
  } else {
    std::erase_if(all, is_v6);
  }
  return all;
}

}  // namespace

std::string with_port(const std::string& address, unsigned port) {
  return (is_v6(address) ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

std::vector<std::string> hosts_of(const std::string& address, unsigned port) {
  const bool is_all = address == "0.0.0.0" || address == "::";
  std::vector<std::string> names = is_all ? all_addresses(is_v6(address)) : std::vector{address};
  names.emplace_back("localhost");
  std::vector<std::string> hosts;
  for (const std::string& each : names) {
    hosts.push_back(with_port(each, port));
    if (port == 80) {  // the usual one, which browsers leave out
      hosts.push_back(hosts.back().substr(0, hosts.back().rfind(':')));
    }
  }
  return hosts;
}

}  // namespace lissom::server
