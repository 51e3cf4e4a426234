#include "core/api/picture.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace lissom {
namespace {

constexpr std::string_view verb_letters = "mlcz";  // in the order of `Verb`
constexpr std::string_view hex_digits = "0123456789abcdef";

/// No sheet is larger, and no dot is further from it.
constexpr int largest_size = 100'000;
constexpr int furthest_dot = 1'000'000;

std::string colour_text(const Colour& colour) {
  std::string text = "#";
  for (const std::uint8_t part : {colour.red, colour.green, colour.blue}) {
    text += hex_digits[part / 16];
    text += hex_digits[part % 16];
  }
  return text;
}

Json shape_view(const Shape& shape) {
  Json view;
  if (shape.fill) {
    view["fill"] = colour_text(*shape.fill);
  }
  if (shape.line) {
    view["line"] = colour_text(*shape.line);
    view["width"] = shape.width;
  }
  for (const auto& [name, is_so] :
       {std::pair("contour", shape.is_contour), std::pair("line_first", shape.line_first),
        std::pair("muscle", shape.is_muscle)}) {
    if (is_so) {
      view[name] = true;
    }
  }
  if (shape.dash > 0) {
    view["dash"] = shape.dash;
  }
  std::string verbs;
  for (const Verb verb : shape.path.verbs) {
    verbs += verb_letters[static_cast<std::size_t>(verb)];
  }
  Json dots = Json::array();
  for (const Dot& dot : shape.path.dots) {
    dots.push_back(dot.x);
    dots.push_back(dot.y);
  }
  view["verbs"] = std::move(verbs);
  view["dots"] = std::move(dots);
  return view;
}

int size_in(ObjectReader& in, std::string_view key, int least) {
  return static_cast<int>(in.integer(key, least, largest_size, 0));
}

std::optional<Colour> colour_in(ObjectReader& in, std::string_view key) {
  const std::string text = in.text(key, "");
  constexpr std::size_t length = 7;
  if (text.empty()) {
    return std::nullopt;
  }
  std::array<std::size_t, 6> digits{};
  bool is_sound = text.size() == length && text[0] == '#';
  for (std::size_t i = 0; is_sound && i < digits.size(); ++i) {
    digits.at(i) = hex_digits.find(text[i + 1]);
    is_sound = digits.at(i) != std::string_view::npos;
  }
  if (!is_sound) {
    in.complain(key, as_typed(text) + " is no colour; expected one like #c2410c");
    return std::nullopt;
  }
  const auto part = [&](std::size_t i) {
    return static_cast<std::uint8_t>(16 * digits.at(i) + digits.at(i + 1));
  };
  return Colour{part(0), part(2), part(4)};
}

std::size_t dots_of(Verb verb) {
  return verb == Verb::close ? 0 : verb == Verb::cubic ? 3 : 1;
}

/// Reads the steps. @return how many dots they need
std::size_t read_verbs(ObjectReader& in, Path& path) {
  const Json& verbs = in.any("verbs");
  std::size_t needed = 0;
  if (!verbs.is_string()) {
    in.complain("verbs", "expected a text of m, l, c and z");
    return 0;
  }
  for (const char letter : verbs.get_ref<const std::string&>()) {
    const std::size_t found = verb_letters.find(letter);
    if (found == std::string_view::npos || (path.verbs.empty() && letter != verb_letters[0])) {
      in.complain("verbs", "expected a text of m, l, c and z that begins with m");
      return 0;
    }
    path.verbs.push_back(static_cast<Verb>(found));
    needed += dots_of(path.verbs.back());
  }
  return needed;
}

Path path_in(ObjectReader& in) {
  Path path;
  const std::size_t needed = read_verbs(in, path);
  const Json& dots = in.any("dots");
  const auto is_number = [](const Json& number) {
    return number.is_number_integer() && number.get<std::int64_t>() >= -furthest_dot &&
           number.get<std::int64_t>() <= furthest_dot;
  };
  if (!dots.is_array() || dots.size() != 2 * needed ||
      !std::all_of(dots.begin(), dots.end(), is_number)) {
    in.complain("dots", "expected two whole numbers for each dot of the steps");
    return {};
  }
  for (std::size_t i = 0; i < dots.size(); i += 2) {
    path.dots.push_back({dots[i].get<int>(), dots[i + 1].get<int>()});
  }
  return path;
}

Result<Shape> shape_of(const Json& view, std::size_t number) {
  ObjectReader in(view, "shapes[" + std::to_string(number) + "]");
  Shape shape;
  shape.fill = colour_in(in, "fill");
  shape.line = colour_in(in, "line");
  shape.width = size_in(in, "width", 0);
  shape.is_contour = in.boolean("contour", false);
  shape.line_first = in.boolean("line_first", false);
  shape.is_muscle = in.boolean("muscle", false);
  shape.dash = size_in(in, "dash", 0);
  shape.path = path_in(in);
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  return shape;
}

Result<void> read_shapes(const Json& list, Drawing& drawing) {
  if (!list.is_array()) {
    return bad_input("drawing.shapes: expected a list");
  }
  for (const Json& view : list) {
    auto shape = shape_of(view, drawing.shapes.size());
    if (!shape) {
      return tl::unexpected(shape.error());
    }
    drawing.shapes.push_back(std::move(*shape));
  }
  if (drawing.figure_first > drawing.figure_last || drawing.figure_last > drawing.shapes.size()) {
    return bad_input("drawing.figure_last: expected a number of shapes after figure_first");
  }
  return {};
}

}  // namespace

Json drawing_view(const Drawing& drawing) {
  Json view;
  view["id"] = drawing.id;
  view["title"] = drawing.title;
  view["description"] = drawing.description;
  view["width"] = drawing.width;
  view["height"] = drawing.height;
  if (drawing.ground) {
    view["ground"] = colour_text(*drawing.ground);
  }
  view["contour"] = colour_text(drawing.contour);
  view["edge_width"] = drawing.edge_width;
  view["contour_width"] = drawing.contour_width;
  view["figure_first"] = drawing.figure_first;
  view["figure_last"] = drawing.figure_last;
  Json shapes = Json::array();
  for (const Shape& shape : drawing.shapes) {
    shapes.push_back(shape_view(shape));
  }
  view["shapes"] = std::move(shapes);
  return view;
}

Result<Drawing> drawing_of(const Json& view) {
  const auto inner = view.find("drawing");
  if (inner != view.end()) {
    return drawing_of(*inner);
  }
  ObjectReader in(view, "drawing");
  Drawing drawing;
  drawing.id = in.text("id");
  drawing.title = in.text("title");
  drawing.description = in.text("description");
  drawing.width = size_in(in, "width", 1);
  drawing.height = size_in(in, "height", 1);
  drawing.ground = colour_in(in, "ground");
  drawing.contour = colour_in(in, "contour").value_or(Colour{});
  drawing.edge_width = size_in(in, "edge_width", 0);
  drawing.contour_width = size_in(in, "contour_width", 0);
  drawing.figure_first = static_cast<std::size_t>(size_in(in, "figure_first", 0));
  drawing.figure_last = static_cast<std::size_t>(size_in(in, "figure_last", 0));
  const Json& shapes = in.any("shapes");
  if (drawing.width == 0 || drawing.height == 0) {
    in.complain("width", "expected a sheet that has a size");
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const auto read = read_shapes(shapes, drawing);
  return read ? Result<Drawing>(std::move(drawing)) : tl::unexpected(read.error());
}

}  // namespace lissom
