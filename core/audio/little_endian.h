#pragma once
/// Numbers as sound files hold them.

#include <cstddef>
#include <string>

namespace lissom {

/// Appends the lowest `size` bytes of a number, lowest first.
inline void append_number(std::string& bytes, std::size_t number, int size) {
  for (int i = 0; i < size; ++i) {
    bytes += static_cast<char>(number >> (8 * i) & 0xFFU);
  }
}

}  // namespace lissom
