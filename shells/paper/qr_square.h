#pragma once
/// A text as a square to scan.

#include <string_view>
#include <vector>

namespace lissom::paper {

/// Modules of margin on each side. Source: ISO/IEC 18004, 6.3.8.
constexpr int quiet_modules = 4;

/// How much of a square may be lost: about 7 % or 15 %. Source: ISO/IEC 18004.
enum class QrRepair : unsigned char { low, medium };

/// Of the square of a sheet: paper is folded and written on.
constexpr QrRepair square_repair = QrRepair::medium;

struct QrSquare {
  int width = 0;  ///< modules from side to side without the margin
  std::vector<bool> dark;

  /// Whether a module is dark; those around the square are not.
  [[nodiscard]] bool is_dark(int row, int column) const;
};

/// @return one of width 0 if the text is too long for a square
[[nodiscard]] QrSquare qr_square(std::string_view text, QrRepair repair);

}  // namespace lissom::paper
