#pragma once
/// A chart of measures over days, as SVG: panels one below the other on the same time axis.
///
/// It can be read without colour (each line has its own dash and marker, and its name at its end)
/// and without eyes (`title` and `desc` say what is drawn). Days without a value are gaps. Whole
/// numbers only, so the same chart has the same bytes everywhere.

#include <optional>
#include <string>
#include <vector>

#include "core/base/date.h"

namespace lissom {

struct ChartPoint {
  Day day;
  int tenths = 0;
};

struct ChartLine {
  std::string label;
  std::vector<ChartPoint> points;  ///< days rise
  int join_days = 1;               ///< neighbours that are further apart are not joined
  bool has_markers = true;         ///< false: a line that runs between the values, such as a middle
};

/// A level part of the panel, with its name in it.
struct ChartBand {
  int least_tenths = 0;
  int most_tenths = 0;
  std::string label;
};

struct ChartPanel {
  std::string title;
  std::string unit;
  std::optional<int> least_tenths;  ///< of the axis; without them it fits the points
  std::optional<int> most_tenths;
  std::vector<ChartLine> lines;
  std::optional<ChartBand> band;
  std::string says;  ///< the panel in words, for those who do not see it
};

/// Something that happened, drawn across all panels and explained below them.
struct ChartMark {
  Day day;
  std::string text;
  bool is_flare = false;
};

struct Chart {
  std::string title;
  std::vector<ChartPanel> panels;
  std::vector<ChartMark> marks;  ///< days rise
};

/// The chart as an SVG document. A chart without panels says that there is nothing yet.
[[nodiscard]] std::string draw_chart(const Chart& chart);

}  // namespace lissom
