#include "core/figure/drawing.h"

#include <array>
#include <charconv>
#include <string_view>

#include "core/base/contract.h"

namespace lissom {
namespace {

constexpr std::size_t most_digits = 11;  ///< of a number, with its sign

/// @param out  room for `most_digits`
/// @return what follows the number
char* put_number(char* out, int value) {
  return std::to_chars(out, out + most_digits, value).ptr;
}

/// A number after another: a minus sign parts them by itself.
char* put_next(char* out, int value) {
  if (value >= 0) {
    *out = ' ';
    ++out;
  }
  return put_number(out, value);
}

void add_number(std::string& out, int value) {
  std::array<char, most_digits> text{};
  out.append(text.data(), put_number(text.data(), value));
}

void add_next(std::string& out, int value) {
  std::array<char, most_digits + 1> text{};
  out.append(text.data(), put_next(text.data(), value));
}

/// Path data with steps from dot to dot, the letter of a step only where it changes.
class PathText {
 public:
  explicit PathText(std::string& out) : out_(out) {}

  void add(const Path& path) {
    std::size_t dot = 0;
    for (const Verb verb : path.verbs) {
      if (verb == Verb::close) {
        out_ += 'z';
        letter_ = 'z';
        at_ = start_;
        continue;
      }
      const std::size_t count = verb == Verb::cubic ? 3 : 1;
      LISSOM_EXPECTS(dot + count <= path.dots.size());
      step(verb, &path.dots[dot], count);
      dot += count;
    }
  }

 private:
  void step(Verb verb, const Dot* dots, std::size_t count) {
    std::array<char, 1 + 6 * (most_digits + 1)> text{};
    char* end = text.data();
    const char letter = verb == Verb::move ? 'm' : verb == Verb::line ? 'l' : 'c';
    bool is_first = letter != letter_ || verb == Verb::move;
    if (is_first) {
      *end = letter;
      ++end;
      letter_ = letter;
    }
    for (std::size_t i = 0; i < count; ++i) {
      const int x = dots[i].x - at_.x;
      end = is_first ? put_number(end, x) : put_next(end, x);
      end = put_next(end, dots[i].y - at_.y);
      is_first = false;
    }
    out_.append(text.data(), end);
    at_ = dots[count - 1];
    if (verb == Verb::move) {
      start_ = at_;
    }
  }

  std::string& out_;
  Dot at_;
  Dot start_;
  char letter_ = 0;
};

std::string colour_text(const Colour& c) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out = "#";
  for (const std::uint8_t part : {c.red, c.green, c.blue}) {
    out += hex[part / 16];
    out += hex[part % 16];
  }
  if (out[1] == out[2] && out[3] == out[4] && out[5] == out[6]) {
    return {'#', out[1], out[3], out[5]};
  }
  return out;
}

void add_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  out += value;
  out += '"';
}

void add_attribute(std::string& out, std::string_view name, int value) {
  std::string text;
  add_number(text, value);
  add_attribute(out, name, text);
}

void add_line(std::string& out, const Shape& shape, const Drawing& drawing) {
  if (!shape.line) {
    add_attribute(out, "stroke", "none");
    return;
  }
  if (!shape.is_contour || *shape.line != drawing.contour) {
    add_attribute(out, "stroke", colour_text(*shape.line));
  }
  if (!shape.is_contour) {
    add_attribute(out, "stroke-width", shape.width);
  }
  if (shape.line_first) {
    add_attribute(out, "paint-order", "stroke");
  }
  if (shape.dash > 0) {
    add_attribute(out, "stroke-dasharray", shape.dash);
  }
}

void add_shape(std::string& out, const Shape& shape, const Drawing& drawing) {
  if (shape.path.verbs.empty()) {
    return;
  }
  out += "<path";
  add_attribute(out, "fill", shape.fill ? colour_text(*shape.fill) : "none");
  add_line(out, shape, drawing);
  out += " d=\"";
  PathText(out).add(shape.path);
  out += "\"/>\n";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
  }
  return out;
}

bool is_plain(std::string_view id) {
  for (const char c : id) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
      return false;
    }
  }
  return !id.empty();
}

void add_range(std::string& out, const Drawing& d, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    add_shape(out, d.shapes[i], d);
  }
}

}  // namespace

std::string to_svg(const Drawing& drawing) {
  LISSOM_EXPECTS(is_plain(drawing.id) && drawing.width > 0 && drawing.height > 0);
  LISSOM_EXPECTS(drawing.figure_first <= drawing.figure_last &&
                 drawing.figure_last <= drawing.shapes.size());
  std::string out;
  constexpr std::size_t usual = 20000;
  out.reserve(usual);
  out += R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 )";
  add_number(out, drawing.width);
  add_next(out, drawing.height);
  out += R"(" stroke-linecap="round" stroke-linejoin="round">)";
  out += "\n<title>" + escaped(drawing.title) + "</title>\n<desc>" + escaped(drawing.description) +
         "</desc>\n";
  if (drawing.ground) {
    out += "<path";
    add_attribute(out, "fill", colour_text(*drawing.ground));
    out += " d=\"m0 0h";
    add_number(out, drawing.width);
    out += 'v';
    add_number(out, drawing.height);
    out += "h-";
    add_number(out, drawing.width);
    out += "z\"/>\n";
  }
  add_range(out, drawing, 0, drawing.figure_first);
  if (drawing.figure_first < drawing.figure_last) {
    out += "<g";
    add_attribute(out, "stroke", colour_text(drawing.contour));
    add_attribute(out, "stroke-width", drawing.edge_width);
    out += "><g";
    add_attribute(out, "id", drawing.id);
    out += ">\n";
    add_range(out, drawing, drawing.figure_first, drawing.figure_last);
    out += "</g></g>\n<use";
    add_attribute(out, "href", "#" + drawing.id);
    add_attribute(out, "stroke", colour_text(drawing.contour));
    add_attribute(out, "stroke-width", drawing.contour_width);
    out += "/>\n";
  }
  add_range(out, drawing, drawing.figure_last, drawing.shapes.size());
  out += "</svg>\n";
  return out;
}

}  // namespace lissom
