#include "shells/paper/sheet.h"

#include <algorithm>

#include "core/base/contract.h"

namespace lissom::paper {
namespace {

// Millimetres. Two columns make A4 with a margin that every printer can keep.
constexpr double margin = 14;
constexpr double column_width = 91;
constexpr double head_height = 12;
constexpr double foot_height = 7;
constexpr double gap = 3;           ///< between the two pictures, and beside them
constexpr double words_height = 9;  ///< name and position
constexpr double air = 6;           ///< between a row and the one below it
constexpr double picture_width = (column_width - 2 * gap) / 2;
constexpr double highest_picture_mm = 46;

constexpr double title_size = 4.6;
constexpr double name_size = 3.1;
constexpr double small_size = 2.6;

/// Millimetres for one unit of a drawing at which it just fits.
double fit_of(const Drawing& drawing) {
  return std::min(picture_width / drawing.width, highest_picture_mm / drawing.height);
}

/// The scale at which three of four drawings fit.
double usual_scale(const Sheet& sheet) {
  std::vector<double> fits;
  for (const SheetEntry& entry : sheet.entries) {
    fits.push_back(std::min(fit_of(entry.start), fit_of(entry.end)));
  }
  std::sort(fits.begin(), fits.end());
  return fits.empty() ? 1 : fits[fits.size() / 4];
}

double scale_of(const SheetEntry& entry, double usual) {
  return std::min({usual, fit_of(entry.start), fit_of(entry.end)});
}

/// Entries side by side.
struct Row {
  std::size_t first;
  std::size_t last;
  double pictures_mm;  ///< how high the highest picture is

  [[nodiscard]] double height() const { return pictures_mm + words_height + air; }
};

std::vector<Row> rows_of(const Sheet& sheet, std::size_t columns, double usual) {
  std::vector<Row> rows;
  for (std::size_t first = 0; first < sheet.entries.size(); first += columns) {
    Row row{first, std::min(first + columns, sheet.entries.size()), 0};
    for (std::size_t i = row.first; i < row.last; ++i) {
      const SheetEntry& entry = sheet.entries[i];
      row.pictures_mm = std::max(
          row.pictures_mm, scale_of(entry, usual) * std::max(entry.start.height, entry.end.height));
    }
    rows.push_back(row);
  }
  return rows;
}

Page empty_page(const Format& format, const std::vector<Row>& rows) {
  double height = format.page_mm;
  if (height == 0) {
    height = 2 * margin + head_height + foot_height;
    for (const Row& row : rows) {
      height += row.height();
    }
  }
  return {.width_mm = 2 * margin + format.columns * column_width,
          .height_mm = height,
          .words = {},
          .pictures = {}};
}

/// In the middle of its half of the cell, standing on the line above the words.
Placed placed(const Drawing& drawing, double left, double floor, double scale) {
  const double width = drawing.width * scale;
  const double height = drawing.height * scale;
  return {.x_mm = left + (picture_width - width) / 2,
          .y_mm = floor - height,
          .width_mm = width,
          .height_mm = height,
          .drawing = &drawing};
}

/// @param left, floor  where its pictures stand
void put_entry(Page& page, const SheetEntry& entry, double left, double floor, double scale) {
  page.pictures.push_back(placed(entry.start, left, floor, scale));
  page.pictures.push_back(placed(entry.end, left + picture_width + gap, floor, scale));
  const double most = column_width - gap;
  page.words.push_back({.x_mm = left,
                        .y_mm = floor + 4,
                        .size_mm = name_size,
                        .is_bold = true,
                        .most_mm = most,
                        .text = entry.name});
  page.words.push_back({.x_mm = left,
                        .y_mm = floor + 7.4,
                        .size_mm = small_size,
                        .is_quiet = true,
                        .most_mm = most,
                        .text = entry.position});
}

void put_head_and_foot(Page& page, const Sheet& sheet, std::size_t number, std::size_t of) {
  const double most = page.width_mm - 2 * margin;
  const double foot = page.height_mm - margin;
  page.words.push_back({.x_mm = margin,
                        .y_mm = margin + 4,
                        .size_mm = title_size,
                        .is_bold = true,
                        .most_mm = most / 3,
                        .text = sheet.title});
  page.words.push_back({.x_mm = page.width_mm - margin,
                        .y_mm = margin + 4,
                        .size_mm = small_size,
                        .is_quiet = true,
                        .is_right = true,
                        .most_mm = 2 * most / 3 - gap,
                        .text = sheet.note});
  page.words.push_back({.x_mm = margin,
                        .y_mm = foot,
                        .size_mm = small_size,
                        .is_quiet = true,
                        .most_mm = most - 4 * gap,
                        .text = sheet.footer});
  if (of > 1) {
    page.words.push_back({.x_mm = page.width_mm - margin,
                          .y_mm = foot,
                          .size_mm = small_size,
                          .is_quiet = true,
                          .is_right = true,
                          .most_mm = 3 * gap,
                          .text = std::to_string(number) + " / " + std::to_string(of)});
  }
}

}  // namespace

Format Format::poster(std::size_t entries) {
  constexpr std::size_t least_columns = 2;  // or the lines at head and foot are too long
  constexpr std::size_t most_columns = 5;
  return {
      .columns = static_cast<int>(std::clamp<std::size_t>(entries, least_columns, most_columns)),
      .page_mm = 0};
}

std::vector<Page> lay_out(const Sheet& sheet, const Format& format) {
  LISSOM_EXPECTS(format.columns > 0 && format.page_mm >= 0);
  const double usual = usual_scale(sheet);
  const std::vector<Row> rows = rows_of(sheet, static_cast<std::size_t>(format.columns), usual);
  const Page empty = empty_page(format, rows);
  const double bottom = empty.height_mm - margin - foot_height;
  std::vector<Page> pages = {empty};
  double top = margin + head_height;
  for (const Row& row : rows) {
    if (top + row.height() - air > bottom) {
      pages.push_back(empty);
      top = margin + head_height;
    }
    for (std::size_t i = row.first; i < row.last; ++i) {
      const double left = margin + gap / 2 + static_cast<double>(i - row.first) * column_width;
      put_entry(pages.back(), sheet.entries[i], left, top + row.pictures_mm,
                scale_of(sheet.entries[i], usual));
    }
    top += row.height();
  }
  for (std::size_t i = 0; i < pages.size(); ++i) {
    put_head_and_foot(pages[i], sheet, i + 1, pages.size());
  }
  return pages;
}

}  // namespace lissom::paper
