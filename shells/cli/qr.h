#pragma once
/// A text as a square to scan.

#include <string>
#include <string_view>

namespace lissom::cli {

/// The QR code of `text` in half blocks, two rows of it on a line, with the quiet margin that
/// scanners want; "" if the text is too long for one. Dark on light whatever the colours of the
/// terminal are, which takes escape codes.
[[nodiscard]] std::string qr_code(std::string_view text);

}  // namespace lissom::cli
