#include "shells/paper/qr_square.h"

#include <memory>
#include <string>

#include <qrencode.h>

namespace lissom::paper {

bool QrSquare::is_dark(int row, int column) const {
  const bool is_inside = row >= 0 && column >= 0 && row < width && column < width;
  return is_inside && dark[static_cast<std::size_t>(row * width + column)];
}

QrSquare qr_square(std::string_view text, QrRepair repair) {
  const QRecLevel level = repair == QrRepair::low ? QR_ECLEVEL_L : QR_ECLEVEL_M;
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
      QRcode_encodeString(std::string(text).c_str(), 0, level, QR_MODE_8, 1), QRcode_free);
  QrSquare square;
  if (code == nullptr) {
    return square;
  }
  square.width = code->width;
  for (int i = 0; i < code->width * code->width; ++i) {
    square.dark.push_back((code->data[i] & 1U) != 0);
  }
  return square;
}

}  // namespace lissom::paper
