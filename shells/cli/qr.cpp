#include "shells/cli/qr.h"

#include <array>

#include "shells/paper/qr_square.h"

namespace lissom::cli {
namespace {

constexpr const char* black_on_white = "\x1B[30;107m";
constexpr const char* usual_colours = "\x1B[0m";

}  // namespace

std::string qr_code(std::string_view text) {
  const paper::QrSquare square = paper::qr_square(text, paper::QrRepair::low);
  if (square.width == 0) {
    return "";
  }
  constexpr int margin = paper::quiet_modules;
  constexpr std::array blocks = {" ", "▄", "▀", "█"};
  std::string out;
  for (int row = -margin; row < square.width + margin; row += 2) {
    out += black_on_white;
    for (int column = -margin; column < square.width + margin; ++column) {
      const std::size_t upper = square.is_dark(row, column) ? 2 : 0;
      out += blocks.at(upper + (square.is_dark(row + 1, column) ? 1 : 0));
    }
    out.append(usual_colours).append("\n");
  }
  return out;
}

}  // namespace lissom::cli
