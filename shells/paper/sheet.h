#pragma once
/// Contact sheets: the start and the end of many stretches side by side, for a wall or a folder.

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/figure/drawing.h"

namespace lissom::paper {

struct SheetEntry {
  std::string name;
  std::string position;
  Drawing start;
  Drawing end;
};

struct Sheet {
  std::string title;
  std::string note;    ///< below the title, such as how many are left out
  std::string footer;  ///< at the foot of each page
  std::vector<SheetEntry> entries;
};

/// How the entries stand on the pages.
struct Format {
  int columns = 2;
  double page_mm = 297;  ///< height of a page; 0: one page, as high as it takes

  /// A4, as many pages as it takes.
  [[nodiscard]] static Format pages() { return {}; }
  /// One page for all.
  [[nodiscard]] static Format poster(std::size_t entries);
};

/// Text on a page. Its place is the left end of its base line, or the right end.
struct Words {
  double x_mm = 0;
  double y_mm = 0;
  double size_mm = 3;  ///< of the letters' em
  bool is_bold = false;
  bool is_quiet = false;  ///< paler
  bool is_right = false;
  double most_mm = 0;  ///< it is set smaller if it is longer
  std::string text;
};

/// A drawing on a page.
struct Placed {
  double x_mm = 0;
  double y_mm = 0;
  double width_mm = 0;
  double height_mm = 0;
  const Drawing* drawing = nullptr;
};

struct Page {
  double width_mm = 0;
  double height_mm = 0;
  std::vector<Words> words;
  std::vector<Placed> pictures;
};

/// The pages. Three of four drawings have the same scale, so that the same person is on them; the
/// largest are made to fit. A row is as high as the highest picture in it.
/// @return pages that point into `sheet`; one without pictures if it has no entries
[[nodiscard]] std::vector<Page> lay_out(const Sheet& sheet, const Format& format);

/// A4 pages as PDF. @return io if cairo fails
[[nodiscard]] Result<std::string> sheet_pdf(const Sheet& sheet);
/// A poster as PNG. @pre pixels_wide is above 0
/// @return bad_input if it would be higher than `highest_picture`, io if cairo fails
[[nodiscard]] Result<std::string> sheet_png(const Sheet& sheet, int pixels_wide);
/// A poster as SVG.
[[nodiscard]] std::string sheet_svg(const Sheet& sheet);

}  // namespace lissom::paper
