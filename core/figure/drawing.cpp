#include "core/figure/drawing.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/base/contract.h"
#include "core/base/xml.h"

namespace lissom {
namespace {

constexpr std::size_t most_letters = 12;  ///< of a number, with what parts it from the one before

/// The digits of a small number and how many they are.
struct Digits {
  std::array<char, 3> text{};
  std::uint8_t count = 0;
};

constexpr std::array<Digits, 1000> all_small() {
  std::array<Digits, 1000> out{};
  for (std::size_t n = 0; n < out.size(); ++n) {
    out[n].count = n < 10 ? 1 : n < 100 ? 2 : 3;
    std::size_t left = n;
    for (std::size_t k = out[n].count; k-- > 0; left /= 10) {
      out[n].text[k] = static_cast<char>('0' + left % 10);
    }
  }
  return out;
}

/// Nearly all numbers of a picture. Lengths follow each other without a rule: a branch guessed
/// wrongly would take longer than looking here.
constexpr std::array<Digits, 1000> small = all_small();

/// Writes the digits of a number that is not negative.
/// @param out  room for `most_letters`
/// @return what follows them
char* put_digits(char* out, unsigned size) {
  if (size >= small.size()) {
    return std::to_chars(out, out + most_letters, size).ptr;
  }
  const Digits& d = small[size];
  std::memcpy(out, d.text.data(), d.text.size());
  return out + d.count;
}

/// All bits where the number is below 0, none otherwise. Signs follow each other without a rule
/// too, and compilers make a branch of a comparison.
int below_zero(int value) {
  constexpr int sign_bit = 31;
  return value >> sign_bit;
}

unsigned size_of(int value) {
  const auto mask = static_cast<unsigned>(below_zero(value));
  return (static_cast<unsigned>(value) ^ mask) - mask;
}

char* put_number(char* out, int value) {
  *out = '-';
  return put_digits(out - below_zero(value), size_of(value));
}

/// A number after another: a minus sign parts them by itself.
char* put_next(char* out, int value) {
  *out = static_cast<char>(' ' + (('-' - ' ') & below_zero(value)));
  return put_digits(out + 1, size_of(value));
}

void add_number(std::string& out, int value) {
  std::array<char, most_letters> text{};
  out.append(text.data(), put_number(text.data(), value));
}

void add_next(std::string& out, int value) {
  std::array<char, most_letters> text{};
  out.append(text.data(), put_next(text.data(), value));
}

/// Path data with steps from dot to dot, the letter of a step only where it changes.
class PathText {
 public:
  void add(const Path& path, std::string& out) {
    const std::size_t before = out.size();
    out.resize(before + path.verbs.size() + 2 * most_letters * path.dots.size());
    end_ = out.data() + before;
    std::size_t dot = 0;
    for (const Verb verb : path.verbs) {
      if (verb == Verb::close) {
        put_letter('z');
        at_ = start_;
        continue;
      }
      const std::size_t count = verb == Verb::cubic ? 3 : 1;
      LISSOM_EXPECTS(dot + count <= path.dots.size());
      step(verb, &path.dots[dot]);
      dot += count;
    }
    out.resize(static_cast<std::size_t>(end_ - out.data()));
  }

 private:
  void put_letter(char letter) {
    *end_ = letter;
    ++end_;
    letter_ = letter;
  }

  void step(Verb verb, const Dot* dots) {
    const char letter = verb == Verb::move ? 'm' : verb == Verb::line ? 'l' : 'c';
    const int x = dots[0].x - at_.x;
    if (letter != letter_ || verb == Verb::move) {
      put_letter(letter);
      end_ = put_number(end_, x);
    } else {
      end_ = put_next(end_, x);
    }
    end_ = put_next(end_, dots[0].y - at_.y);
    if (verb == Verb::cubic) {
      put_dot(dots[1]);
      put_dot(dots[2]);
    }
    at_ = dots[verb == Verb::cubic ? 2 : 0];
    if (verb == Verb::move) {
      start_ = at_;
    }
  }

  void put_dot(const Dot& dot) {
    end_ = put_next(end_, dot.x - at_.x);
    end_ = put_next(end_, dot.y - at_.y);
  }

  char* end_ = nullptr;  ///< of what is written
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
  PathText().add(shape.path, out);
  out += "\"/>\n";
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
  out += "\n<title>" + xml_text(drawing.title) + "</title>\n<desc>" +
         xml_text(drawing.description) + "</desc>\n";
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
