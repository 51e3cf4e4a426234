#include <cairo-pdf.h>

#include "shells/paper/handout.h"
#include "shells/paper/lettering.h"
#include "shells/paper/painter.h"
#include "shells/paper/pdf_edit.h"
#include "shells/paper/pdf_file.h"
#include "shells/paper/qr_square.h"

namespace lissom::paper {
namespace {

constexpr Colour black{0, 0, 0};
constexpr double outline = 0.9;

/// Modules as runs, so that no line shows between two of them.
void paint_square(cairo_t* pen, const Item& item) {
  const QrSquare square = qr_square(item.text, square_repair);
  if (square.width == 0) {
    return;
  }
  const double module = item.place.width / (square.width + 2 * quiet_modules);
  for (int row = 0; row < square.width; ++row) {
    for (int column = 0; column < square.width; ++column) {
      const int first = column;
      while (square.is_dark(row, column)) {
        ++column;
      }
      if (column > first) {
        cairo_rectangle(pen, item.place.x + (first + quiet_modules) * module,
                        item.place.y + (row + quiet_modules) * module, (column - first) * module,
                        module);
      }
    }
  }
  set_colour(pen, black);
  cairo_fill(pen);
}

/// Paints the items of pages and gives the document its elements.
class Painter {
 public:
  Painter(cairo_t* pen, const Handout& handout)
      : pen_(pen), lettering_(handout.language, handout.is_rtl) {}

  void paint_page(const HandoutPage& page) {
    for (const Item& item : page.items) {
      paint_item(item);
    }
  }

  /// Of its pictures, in order.
  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

 private:
  void paint_item(const Item& item) {
    switch (item.kind) {
      case ItemKind::open:
        open(item);
        break;
      case ItemKind::close:
        cairo_tag_end(pen_, elements_.back().c_str());
        elements_.pop_back();
        break;
      case ItemKind::text:
        paint_text(item);
        break;
      case ItemKind::picture:
        paint_picture(item);
        break;
      case ItemKind::square:
        paint_square(pen_, item);
        break;
      case ItemKind::box:
      case ItemKind::bar:
        paint_shape(item);
        break;
    }
  }

  void open(const Item& item) {
    elements_.push_back(item.text);
    cairo_tag_begin(pen_, item.text.c_str(), "");
    if (item.text == "Figure") {
      words_.push_back(item.words);
    }
  }

  void paint_text(const Item& item) {
    const TextLayout layout = lettering_.set(item);
    set_colour(pen_, black);
    cairo_move_to(pen_, item.place.x, item.place.y - Lettering::lead(layout));
    pango_cairo_show_layout(pen_, layout.get());
    cairo_new_path(pen_);
  }

  void paint_picture(const Item& item) {
    cairo_save(pen_);
    cairo_translate(pen_, item.place.x, item.place.y);
    const double scale = item.place.width / item.drawing->width;
    cairo_scale(pen_, scale, scale);
    paint(pen_, *item.drawing);
    cairo_restore(pen_);
  }

  void paint_shape(const Item& item) {
    const Place& place = item.place;
    set_colour(pen_, black);
    cairo_rectangle(pen_, place.x, place.y, place.width, place.height);
    if (item.kind == ItemKind::bar) {
      cairo_fill(pen_);
      return;
    }
    cairo_set_line_width(pen_, outline);
    cairo_stroke(pen_);
  }

  cairo_t* pen_;
  Lettering lettering_;
  std::vector<std::string> elements_;
  std::vector<std::string> words_;
};

}  // namespace

Result<std::string> handout_pdf(const Handout& handout) {
  const std::vector<HandoutPage> pages = lay_out(handout);
  const HandoutPage& first = pages.front();
  PdfFile file({.title = handout.title,
                .subject = handout.when,
                .language = handout.language,
                .date = to_iso(handout.day) + "T12:00:00Z"},
               first.width / points_per_mm, first.height / points_per_mm);
  cairo_scale(file.pen(), 1 / points_per_mm, 1 / points_per_mm);
  Painter painter(file.pen(), handout);
  for (const HandoutPage& page : pages) {
    painter.paint_page(page);
    file.next_page();
  }
  auto pdf = file.finish();
  if (!pdf) {
    return pdf;
  }
  return with_alternatives(*std::move(pdf), painter.words());
}

}  // namespace lissom::paper
