#include <cmath>
#include <optional>
#include <string_view>

#include "core/base/contract.h"
#include "core/base/xml.h"
#include "shells/paper/painter.h"
#include "shells/paper/pdf_file.h"
#include "shells/paper/png_file.h"
#include "shells/paper/sheet.h"

namespace lissom::paper {
namespace {

/// The colours of the paper and of what is written on it, from the drawings.
struct Inks {
  std::optional<Colour> ground;
  Colour words{0x1c, 0x1c, 0x1c};
  Colour quiet{0x55, 0x55, 0x55};

  explicit Inks(const Sheet& sheet) {
    if (!sheet.entries.empty()) {
      ground = sheet.entries.front().start.ground;
    }
    if (ground && is_dark(*ground)) {
      words = {0xf2, 0xf2, 0xf2};
      quiet = {0xc4, 0xc4, 0xc4};
    }
  }

 private:
  static bool is_dark(const Colour& colour) {
    constexpr int middle = 3 * 128;
    return colour.red + colour.green + colour.blue < middle;
  }
};

void write(cairo_t* pen, const Words& words, const Inks& inks) {
  cairo_select_font_face(pen, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                         words.is_bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(pen, words.size_mm);
  cairo_text_extents_t extents{};
  cairo_text_extents(pen, words.text.c_str(), &extents);
  double width = extents.x_advance;
  if (width > words.most_mm) {
    cairo_set_font_size(pen, words.size_mm * words.most_mm / width);
    width = words.most_mm;
  }
  set_colour(pen, words.is_quiet ? inks.quiet : inks.words);
  cairo_move_to(pen, words.is_right ? words.x_mm - width : words.x_mm, words.y_mm);
  cairo_show_text(pen, words.text.c_str());
}

/// With millimetres as the units of `pen`.
void paint_page(cairo_t* pen, const Page& page, const Inks& inks) {
  constexpr Colour white{255, 255, 255};
  set_colour(pen, inks.ground.value_or(white));
  cairo_paint(pen);
  for (const Placed& picture : page.pictures) {
    cairo_save(pen);
    cairo_translate(pen, picture.x_mm, picture.y_mm);
    const double scale = picture.width_mm / picture.drawing->width;
    cairo_scale(pen, scale, scale);
    paint(pen, *picture.drawing);
    cairo_restore(pen);
  }
  for (const Words& words : page.words) {
    write(pen, words, inks);
  }
}

// ---- SVG
// -------------------------------------------------------------------------------------------------

/// Hundredths of a millimetre as millimetres: numbers in the file do not depend on the locale.
std::string mm(double value) {
  const long hundredths = std::lround(value * 100);
  const std::string parts = std::to_string(100 + hundredths % 100);
  return std::to_string(hundredths / 100) + "." + parts.substr(1);
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + std::string(value) + "\"";
}

std::string hex(const Colour& colour) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "#";
  for (const std::uint8_t part : {colour.red, colour.green, colour.blue}) {
    text += digits[part / 16];
    text += digits[part % 16];
  }
  return text;
}

std::string words_svg(const Words& words, const Inks& inks) {
  std::string out = "<text" + attribute("x", mm(words.x_mm)) + attribute("y", mm(words.y_mm)) +
                    attribute("font-size", mm(words.size_mm)) +
                    attribute("fill", hex(words.is_quiet ? inks.quiet : inks.words));
  if (words.is_bold) {
    out += attribute("font-weight", "bold");
  }
  if (words.is_right) {
    out += attribute("text-anchor", "end");
  }
  return out + ">" + xml_text(words.text) + "</text>\n";
}

/// A drawing within the page. `number` makes its id the only one.
std::string picture_svg(const Placed& picture, std::size_t number) {
  Drawing drawing = *picture.drawing;
  drawing.id += "-" + std::to_string(number);
  std::string svg = to_svg(drawing);
  constexpr std::string_view start = "<svg";
  LISSOM_EXPECTS(svg.starts_with(start));
  svg.insert(start.size(), attribute("x", mm(picture.x_mm)) + attribute("y", mm(picture.y_mm)) +
                               attribute("width", mm(picture.width_mm)) +
                               attribute("height", mm(picture.height_mm)));
  return svg;
}

}  // namespace

Result<std::string> sheet_pdf(const Sheet& sheet) {
  const std::vector<Page> pages = lay_out(sheet, Format::pages());
  const Inks inks(sheet);
  PdfFile file({.title = sheet.title, .subject = sheet.note, .date = ""}, pages.front().width_mm,
               pages.front().height_mm);
  for (const Page& page : pages) {
    paint_page(file.pen(), page, inks);
    file.next_page();
  }
  return file.finish();
}

Result<std::string> sheet_png(const Sheet& sheet, int pixels_wide) {
  const Page page = lay_out(sheet, Format::poster(sheet.entries.size())).front();
  const Inks inks(sheet);
  return png_of({.width = page.width_mm, .height = page.height_mm}, pixels_wide,
                [&](cairo_t* pen) { paint_page(pen, page, inks); });
}

std::string sheet_svg(const Sheet& sheet) {
  const Page page = lay_out(sheet, Format::poster(sheet.entries.size())).front();
  const Inks inks(sheet);
  std::string out = "<svg" + attribute("xmlns", "http://www.w3.org/2000/svg") +
                    attribute("width", mm(page.width_mm) + "mm") +
                    attribute("height", mm(page.height_mm) + "mm") +
                    attribute("viewBox", "0 0 " + mm(page.width_mm) + " " + mm(page.height_mm)) +
                    attribute("font-family", "sans-serif") + attribute("lang", "en-GB") + ">\n";
  out +=
      "<title>" + xml_text(sheet.title) + "</title>\n<desc>" + xml_text(sheet.note) + "</desc>\n";
  if (inks.ground) {
    out += "<rect" + attribute("width", mm(page.width_mm)) +
           attribute("height", mm(page.height_mm)) + attribute("fill", hex(*inks.ground)) + "/>\n";
  }
  for (const Words& words : page.words) {
    out += words_svg(words, inks);
  }
  for (std::size_t i = 0; i < page.pictures.size(); ++i) {
    out += picture_svg(page.pictures[i], i);
  }
  return out + "</svg>\n";
}

}  // namespace lissom::paper
