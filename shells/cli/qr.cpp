#include "shells/cli/qr.h"

#include <array>
#include <memory>

#include <qrencode.h>

namespace lissom::cli {
namespace {

/// Modules of margin on each side. Source: ISO/IEC 18004, 6.3.8.
constexpr int margin = 4;
constexpr const char* black_on_white = "\x1B[30;107m";
constexpr const char* usual_colours = "\x1B[0m";

}  // namespace

std::string qr_code(std::string_view text) {
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
      QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_L, QR_MODE_8, 1), QRcode_free);
  if (code == nullptr) {
    return "";
  }
  const int width = code->width;
  const auto is_dark = [&](int row, int column) {
    const bool is_inside = row >= 0 && column >= 0 && row < width && column < width;
    return is_inside && (code->data[row * width + column] & 1U) != 0;
  };
  constexpr std::array blocks = {" ", "▄", "▀", "█"};
  std::string out;
  for (int row = -margin; row < width + margin; row += 2) {
    out += black_on_white;
    for (int column = -margin; column < width + margin; ++column) {
      const std::size_t upper = is_dark(row, column) ? 2 : 0;
      out += blocks.at(upper + (is_dark(row + 1, column) ? 1 : 0));
    }
    out.append(usual_colours).append("\n");
  }
  return out;
}

}  // namespace lissom::cli
