#include "shells/paper/dots.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/contract.h"
#include "shells/paper/cairo.h"
#include "shells/paper/painter.h"

namespace lissom::paper {
namespace {

constexpr double line_dots = 1.15;         ///< how wide every line is
constexpr unsigned char least_ink = 0x68;  ///< of 255: less of a dot covered, and it stays empty
constexpr char32_t braille = 0x2800;       ///< the character without dots

bool is_ink(const Colour& colour) {
  constexpr int middle = 128 * 1000;
  return 299 * colour.red + 587 * colour.green + 114 * colour.blue < middle;
}

/// One tone: how much of each dot it covers.
class Tone {
 public:
  Tone(int width, int height, double scale)
      : surface_(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height)),
        pen_(cairo_create(surface_.get())) {
    cairo_scale(pen_.get(), scale, scale);
    cairo_set_line_width(pen_.get(), line_dots / scale);
    cairo_set_line_join(pen_.get(), CAIRO_LINE_JOIN_ROUND);
  }

  void fill(const Path& path, bool inked) { paint(path, inked, cairo_fill); }
  void line(const Path& path, bool inked) { paint(path, inked, cairo_stroke); }

  [[nodiscard]] Result<void> finish() {
    cairo_surface_flush(surface_.get());
    bytes_ = cairo_image_surface_get_data(surface_.get());
    stride_ = cairo_image_surface_get_stride(surface_.get());
    return went_well(cairo_status(pen_.get()));
  }
  /// @pre finish() went well
  [[nodiscard]] bool at(int x, int y) const {
    return bytes_[static_cast<std::ptrdiff_t>(y) * stride_ + x] >= least_ink;
  }

 private:
  void paint(const Path& path, bool inked, void (*how)(cairo_t*)) {
    cairo_set_operator(pen_.get(), inked ? CAIRO_OPERATOR_OVER : CAIRO_OPERATOR_DEST_OUT);
    set_path(pen_.get(), path);
    how(pen_.get());
  }

  Surface surface_;
  Pen pen_;
  const unsigned char* bytes_ = nullptr;
  int stride_ = 0;
};

struct Tones {
  Tone ink;
  Tone muscle;

  void add(const Shape& shape) {
    if (shape.path.verbs.empty()) {
      return;
    }
    if (shape.fill) {
      ink.fill(shape.path, !shape.is_muscle && is_ink(*shape.fill));
      muscle.fill(shape.path, shape.is_muscle);
    }
    if (shape.line && !shape.is_muscle) {
      ink.line(shape.path, is_ink(*shape.line));
    }
  }
};

struct Cell {
  unsigned dots = 0;
  bool is_muscle = false;
};

Cell cell_of(const Tones& tones, int column, int row) {
  // The bit of each dot, as Unicode numbers them.
  constexpr std::array<std::array<unsigned, dots_across>, dots_down> bits = {
      {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};
  Cell cell;
  for (int down = 0; down < dots_down; ++down) {
    for (int across = 0; across < dots_across; ++across) {
      const int x = column * dots_across + across;
      const int y = row * dots_down + down;
      const bool is_muscle = tones.muscle.at(x, y);
      if (is_muscle || tones.ink.at(x, y)) {
        cell.dots |= bits.at(static_cast<std::size_t>(down)).at(static_cast<std::size_t>(across));
      }
      cell.is_muscle = cell.is_muscle || is_muscle;
    }
  }
  return cell;
}

/// A character of three bytes, as all of braille are.
void add_utf8(std::string& text, char32_t character) {
  text += static_cast<char>(0xE0U | (character >> 12U));
  text += static_cast<char>(0x80U | ((character >> 6U) & 0x3FU));
  text += static_cast<char>(0x80U | (character & 0x3FU));
}

DotRow row_of(const Tones& tones, int columns, int row) {
  DotRow runs;
  int end = -1;
  for (int column = 0; column < columns; ++column) {
    const Cell cell = cell_of(tones, column, row);
    if (cell.dots == 0) {
      continue;
    }
    if (end != column || runs.back().is_muscle != cell.is_muscle) {
      runs.push_back({.column = column, .text = "", .is_muscle = cell.is_muscle});
    }
    add_utf8(runs.back().text, braille + cell.dots);
    end = column + 1;
  }
  return runs;
}

}  // namespace

Result<std::vector<DotRow>> to_dots(const Drawing& drawing, int columns, int rows) {
  LISSOM_EXPECTS(drawing.width > 0 && drawing.height > 0);
  std::vector<DotRow> found;
  if (columns < 1 || rows < 1) {
    return found;
  }
  const int width = columns * dots_across;
  const int height = rows * dots_down;
  const double scale = std::min(static_cast<double>(width) / drawing.width,
                                static_cast<double>(height) / drawing.height);
  Tones tones{Tone(width, height, scale), Tone(width, height, scale)};
  for (const Shape& shape : drawing.shapes) {
    tones.add(shape);
  }
  for (Tone* tone : {&tones.ink, &tones.muscle}) {
    if (const auto painted = tone->finish(); !painted) {
      return tl::unexpected(painted.error());
    }
  }
  for (int row = 0; row < rows; ++row) {
    found.push_back(row_of(tones, columns, row));
  }
  const auto is_full = [](const DotRow& row) { return !row.empty(); };
  found.erase(found.begin(), std::find_if(found.begin(), found.end(), is_full));
  found.erase(std::find_if(found.rbegin(), found.rend(), is_full).base(), found.end());
  return found;
}

}  // namespace lissom::paper
