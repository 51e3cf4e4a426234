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

}  // namespace

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

}  // namespace lissom::server
