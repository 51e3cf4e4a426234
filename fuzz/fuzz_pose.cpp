/// A pose in the language of the catalogue. Law: what is read names each coordinate once, in
/// degrees that somebody can have meant; what is not is refused in one line with its column.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "core/base/contract.h"
#include "core/body/pose_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto targets = lissom::parse_pose({reinterpret_cast<const char*>(data), size});
  if (!targets) {
    const std::string& what = targets.error().what;
    LISSOM_EXPECTS(what.starts_with("column ") && what.find('\n') == std::string::npos);
    return 0;
  }
  std::set<std::string> seen;
  for (const lissom::JointTarget& target : *targets) {
    LISSOM_EXPECTS(std::fabs(target.angle) < 3.5);  // 200 degrees
    LISSOM_EXPECTS(seen.insert(target.coordinate).second);
  }
  return 0;
}
