#pragma once
/// A PDF file in the making. Inside shells/paper only.

#include <string>

#include "shells/paper/cairo.h"

namespace lissom::paper {

constexpr double points_per_mm = 72 / 25.4;

/// What a reader of the file is told about it.
struct PdfAbout {
  std::string title;
  std::string subject;
  std::string language = "en-GB";
  std::string date;  ///< ISO 8601; "" for none: the same picture is the same file tomorrow
};

class PdfFile {
 public:
  /// @param width_mm  of its first page
  PdfFile(PdfAbout about, double width_mm, double height_mm);

  /// Paints on the page, in millimetres from its top left corner.
  [[nodiscard]] cairo_t* pen() const { return pen_.get(); }
  void next_page() { cairo_show_page(pen_.get()); }

  /// The bytes. Nothing can be painted afterwards. @return io if cairo failed
  [[nodiscard]] Result<std::string> finish();

 private:
  // Cairo writes to it until the surface is gone, so it must stand before and stay where it is.
  std::unique_ptr<std::string> bytes_ = std::make_unique<std::string>();
  PdfAbout about_;
  Surface surface_;
  Pen pen_;
};

}  // namespace lissom::paper
