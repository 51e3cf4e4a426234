#pragma once
/// A PDF file in the making. Inside shells/paper only.

#include <string>

#include "shells/paper/cairo.h"

namespace lissom::paper {

constexpr double points_per_mm = 72 / 25.4;

class PdfFile {
 public:
  /// @param width_mm  of its first page
  PdfFile(const std::string& title, const std::string& subject, double width_mm, double height_mm);

  /// Paints on the page, in millimetres from its top left corner.
  [[nodiscard]] cairo_t* pen() const { return pen_.get(); }
  void next_page() { cairo_show_page(pen_.get()); }

  /// The bytes. Nothing can be painted afterwards. @return io if cairo failed
  [[nodiscard]] Result<std::string> finish();

 private:
  // Cairo writes to it until the surface is gone, so it must stand before and stay where it is.
  std::unique_ptr<std::string> bytes_ = std::make_unique<std::string>();
  Surface surface_;
  Pen pen_;
};

/// The file with the language of its text in its catalogue, where readers that speak look for it;
/// cairo has no word for it. Unchanged if the catalogue is not where cairo puts it.
[[nodiscard]] std::string with_language(std::string pdf, std::string_view language);

}  // namespace lissom::paper
