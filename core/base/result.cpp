#include "core/base/result.h"

#include <cstddef>

namespace lissom {

std::string shortened(std::string_view text) {
  constexpr std::size_t most_bytes = 60;
  if (text.size() <= most_bytes) {
    return std::string(text);
  }
  std::size_t end = most_bytes - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;  // text[end] is in the middle of a character
  }
  return std::string(text.substr(0, end)) + "...";
}

std::string as_typed(std::string_view text) {
  std::string line = '"' + shortened(text) + '"';
  for (char& c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20U || byte == 0x7FU) {
      c = '?';
    }
  }
  return line;
}

}  // namespace lissom
