#include "core/report/chart.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/base/tenths.h"
#include "core/base/xml.h"
#include "core/report/chart_scale.h"

namespace lissom {
namespace {

// Pixels of the picture.
constexpr int width = 860;
constexpr int left = 60;
constexpr int right = 620;  ///< the names of the lines stand to the right of it
constexpr int top = 64;
constexpr int panel_height = 222;
constexpr int plot_top = 42;  ///< below the top of its panel
constexpr int plot_height = 136;
constexpr int line_height = 20;
constexpr int label_height = 17;

struct Style {
  std::string_view colour;
  std::string_view dash;  ///< "" is a whole line
};
constexpr std::array<Style, 4> styles = {
    {{"#0b3c5d", ""}, {"#8a3b12", "8 4"}, {"#1d5c2f", "2 4"}, {"#5b2a6e", "10 3 2 3"}}};

const Style& style_of(std::size_t line) {
  return styles.at(line % styles.size());
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + std::string(value) + "\"";
}

std::string text_at(int x, int y, std::string_view more, std::string_view text) {
  return "<text" + attribute("x", std::to_string(x)) + attribute("y", std::to_string(y)) +
         std::string(more) + ">" + xml_text(text) + "</text>\n";
}

struct Spot {
  int x = 0;
  int y = 0;
};

std::string stroke(Spot from, Spot to, std::string_view more) {
  return "<line" + attribute("x1", std::to_string(from.x)) +
         attribute("y1", std::to_string(from.y)) + attribute("x2", std::to_string(to.x)) +
         attribute("y2", std::to_string(to.y)) + std::string(more) + "/>\n";
}

/// A circle, a square, a triangle or a diamond.
std::string marker(std::size_t line, Spot at) {
  constexpr int size = 4;
  const std::string fill = attribute("fill", style_of(line).colour);
  const auto point = [&](int dx, int dy) {
    return std::to_string(at.x + dx) + "," + std::to_string(at.y + dy);
  };
  switch (line % styles.size()) {
    case 0:
      return "<circle" + attribute("cx", std::to_string(at.x)) +
             attribute("cy", std::to_string(at.y)) + attribute("r", std::to_string(size)) + fill +
             "/>\n";
    case 1:
      return "<rect" + attribute("x", std::to_string(at.x - size)) +
             attribute("y", std::to_string(at.y - size)) +
             attribute("width", std::to_string(2 * size)) +
             attribute("height", std::to_string(2 * size)) + fill + "/>\n";
    case 2:
      return "<polygon" +
             attribute("points", point(0, -size - 1) + " " + point(size + 1, size) + " " +
                                     point(-size - 1, size)) +
             fill + "/>\n";
    default:
      return "<polygon" +
             attribute("points", point(0, -size - 1) + " " + point(size + 1, 0) + " " +
                                     point(0, size + 1) + " " + point(-size - 1, 0)) +
             fill + "/>\n";
  }
}

/// Draws one panel.
class PanelDrawing {
 public:
  PanelDrawing(const ChartPanel& panel, Span span, int y)
      : panel_(panel), span_(span), axis_(axis_of(panel)), y_(y) {}

  [[nodiscard]] std::string draw(const std::vector<ChartMark>& marks) const {
    std::string out = "<g>\n";
    const std::string unit = panel_.unit.empty() ? "" : ", " + panel_.unit;
    out += text_at(left, y_ + 14, R"( font-size="16" font-weight="bold")", panel_.title + unit);
    out += band() + ticks() + days();
    for (std::size_t i = 0; i < marks.size(); ++i) {
      out += mark(marks[i], i);
    }
    for (std::size_t i = 0; i < panel_.lines.size(); ++i) {
      out += line(panel_.lines[i], i);
    }
    return out + labels() + "</g>\n";
  }

 private:
  [[nodiscard]] int x_of(Day day) const {
    const int days = std::max(span_.last - span_.first, 1);
    return left + 10 + (day - span_.first) * (right - left - 20) / days;
  }
  [[nodiscard]] int y_of(int tenths) const {
    const int inside = std::clamp(tenths, axis_.least, axis_.most);
    return y_ + plot_top + plot_height -
           (inside - axis_.least) * plot_height / (axis_.most - axis_.least);
  }
  [[nodiscard]] Spot spot_of(const ChartPoint& point) const {
    return {x_of(point.day), y_of(point.tenths)};
  }

  [[nodiscard]] std::string band() const {
    if (!panel_.band) {
      return "";
    }
    const int high = y_of(panel_.band->most_tenths);
    const int low = y_of(panel_.band->least_tenths);
    const std::string edge = R"( stroke="#767676" stroke-dasharray="1 3")";
    return "<rect" + attribute("x", std::to_string(left)) + attribute("y", std::to_string(high)) +
           attribute("width", std::to_string(right - left)) +
           attribute("height", std::to_string(low - high)) + " fill=\"#ececec\"/>\n" +
           stroke({left, high}, {right, high}, edge) + stroke({left, low}, {right, low}, edge) +
           band_key();
  }

  /// A piece of the band beside the days, with its name.
  [[nodiscard]] std::string band_key() const {
    const int y = y_ + plot_top + plot_height + 8;
    return "<rect" + attribute("x", std::to_string(right + 8)) + attribute("y", std::to_string(y)) +
           R"( width="26" height="12" fill="#ececec" stroke="#767676" stroke-dasharray="1 3"/>)" +
           "\n" + text_at(right + 40, y + 11, R"( font-size="12")", panel_.band->label);
  }

  [[nodiscard]] std::string ticks() const {
    std::string out;
    for (int tenths = axis_.least; tenths <= axis_.most; tenths += axis_.step) {
      const int y = y_of(tenths);
      out += stroke({left, y}, {right, y}, R"( stroke="#c8c8c8")");
      out += text_at(left - 8, y + 4, R"( text-anchor="end")", tenths_text(tenths));
    }
    return out;
  }

  [[nodiscard]] std::string days() const {
    const int y = y_ + plot_top + plot_height + 18;
    const Day middle = span_.first + (span_.last - span_.first) / 2;
    std::string out = text_at(x_of(span_.first), y, "", to_iso(span_.first));
    if (span_.last - span_.first >= 4) {
      out += text_at(x_of(middle), y, R"( text-anchor="middle")", to_iso(middle));
    }
    if (span_.last != span_.first) {
      out += text_at(x_of(span_.last), y, R"( text-anchor="end")", to_iso(span_.last));
    }
    return out;
  }

  [[nodiscard]] std::string mark(const ChartMark& mark, std::size_t place) const {
    const int x = x_of(mark.day);
    const std::string dash = mark.is_flare ? "2 2" : "7 3";
    // Marks of one day stand beside each other only by their letters, so they take turns in height.
    const int y = y_ + plot_top - 2 - (place % 2 == 0 ? 0 : 12);
    return stroke({x, y_ + plot_top}, {x, y_ + plot_top + plot_height},
                  R"( stroke="#4a4a4a")" + attribute("stroke-dasharray", dash)) +
           text_at(x, y, R"( text-anchor="middle" font-size="12" font-weight="bold")",
                   letter_of(place));
  }

  [[nodiscard]] std::string line(const ChartLine& line, std::size_t place) const {
    std::string out;
    const Style& style = style_of(place);
    std::string more = attribute("stroke", style.colour) +
                       attribute("stroke-width", line.has_markers ? "1.5" : "3");
    if (!style.dash.empty()) {
      more += attribute("stroke-dasharray", style.dash);
    }
    for (std::size_t i = 1; i < line.points.size(); ++i) {
      if (line.points[i].day - line.points[i - 1].day <= line.join_days) {
        out += stroke(spot_of(line.points[i - 1]), spot_of(line.points[i]), more);
      }
    }
    for (const ChartPoint& point : line.points) {
      out += line.has_markers ? marker(place, spot_of(point)) : "";
    }
    return out;
  }

  /// The names at the ends of the lines, none on top of another.
  [[nodiscard]] std::string labels() const {
    std::vector<std::pair<int, std::size_t>> places;
    for (std::size_t i = 0; i < panel_.lines.size(); ++i) {
      if (!panel_.lines[i].points.empty()) {
        places.emplace_back(y_of(panel_.lines[i].points.back().tenths), i);
      }
    }
    std::sort(places.begin(), places.end());
    std::string out;
    int free_from = y_ + plot_top;
    for (const auto& [wanted, place] : places) {
      const int y = std::max(wanted, free_from);
      free_from = y + label_height;
      out += label(panel_.lines[place], place, y);
    }
    return out;
  }
  [[nodiscard]] std::string label(const ChartLine& line, std::size_t place, int y) const {
    const Style& style = style_of(place);
    const Spot end = spot_of(line.points.back());
    std::string sample = attribute("stroke", style.colour) +
                         attribute("stroke-width", line.has_markers ? "1.5" : "3");
    if (!style.dash.empty()) {
      sample += attribute("stroke-dasharray", style.dash);
    }
    return stroke({right + 8, y}, {right + 34, y}, sample) +
           (line.has_markers ? marker(place, {right + 21, y}) : "") +
           text_at(right + 40, y + 4, attribute("fill", style.colour),
                   line.label + ": " + tenths_text(line.points.back().tenths)) +
           (line.has_markers ? "" : marker_end(end, style));
  }
  static std::string marker_end(Spot at, const Style& style) {
    return "<circle" + attribute("cx", std::to_string(at.x)) +
           attribute("cy", std::to_string(at.y)) + attribute("r", "3") +
           attribute("fill", style.colour) + "/>\n";
  }

  const ChartPanel& panel_;
  Span span_;
  Axis axis_;
  int y_;
};

std::string description(const Chart& chart) {
  std::string text;
  for (const ChartPanel& panel : chart.panels) {
    text += (text.empty() ? "" : " ") + panel.says;
  }
  for (const ChartMark& mark : chart.marks) {
    text += " " + to_iso(mark.day) + ": " + mark.text + ".";
  }
  return text.empty() ? "Nothing has been measured yet." : text;
}

}  // namespace

std::string draw_chart(const Chart& chart) {
  const int panels_end = top + static_cast<int>(chart.panels.size()) * panel_height;
  const int key_rows = static_cast<int>(chart.marks.size()) + (chart.marks.empty() ? 0 : 1);
  const int height = std::max(panels_end, top + line_height) + key_rows * line_height + 16;
  const std::string size = std::to_string(width) + "\" height=\"" + std::to_string(height);
  std::string out = R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" )"
                    R"(font-family="sans-serif" font-size="13" fill="#1a1a1a" width=")" +
                    size + "\" viewBox=\"0 0 " + std::to_string(width) + " " +
                    std::to_string(height) + "\">\n";
  out += "<title id=\"t\">" + xml_text(chart.title) + "</title>\n";
  out += "<desc id=\"d\">" + xml_text(description(chart)) + "</desc>\n";
  out += "<rect width=\"" + size + "\" fill=\"#ffffff\"/>\n";
  out += text_at(left, 36, R"( font-size="20" font-weight="bold")", chart.title);
  if (chart.panels.empty()) {
    out += text_at(left, top + 4, "", "Nothing has been measured yet.");
  }
  const Span span = span_of(chart);
  for (std::size_t i = 0; i < chart.panels.size(); ++i) {
    const int y = top + static_cast<int>(i) * panel_height;
    out += PanelDrawing(chart.panels[i], span, y).draw(chart.marks);
  }
  int y = std::max(panels_end, top + line_height) + 6;
  if (!chart.marks.empty()) {
    out += text_at(left, y, R"( font-size="14" font-weight="bold")", "What happened");
  }
  for (std::size_t i = 0; i < chart.marks.size(); ++i) {
    y += line_height;
    out += text_at(left, y, "",
                   letter_of(i) + "  " + to_iso(chart.marks[i].day) + "  " + chart.marks[i].text);
  }
  return out + "</svg>\n";
}

}  // namespace lissom
