#include "core/report/chart_data.h"

#include <utility>

#include "core/report/chart_scale.h"

namespace lissom {
namespace {

/// The runs of a line: neighbours that are joined.
Json runs_of(const ChartLine& line, Day first) {
  Json runs = Json::array();
  for (std::size_t i = 0; i < line.points.size(); ++i) {
    const ChartPoint& point = line.points[i];
    if (i == 0 || point.day - line.points[i - 1].day > line.join_days) {
      runs.push_back(Json::array());
    }
    runs.back().push_back(
        {{"at", point.day - first}, {"day", to_iso(point.day)}, {"tenths", point.tenths}});
  }
  return runs;
}

Json panel_data(const ChartPanel& panel, Day first) {
  const Axis axis = axis_of(panel);
  Json view;
  view["title"] = panel.title;
  view["unit"] = panel.unit;
  view["least_tenths"] = axis.least;
  view["most_tenths"] = axis.most;
  view["step_tenths"] = axis.step;
  view["band"] = nullptr;
  if (panel.band) {
    view["band"] = {{"least_tenths", panel.band->least_tenths},
                    {"most_tenths", panel.band->most_tenths},
                    {"label", panel.band->label}};
  }
  Json lines = Json::array();
  for (const ChartLine& line : panel.lines) {
    lines.push_back(
        {{"label", line.label}, {"markers", line.has_markers}, {"runs", runs_of(line, first)}});
  }
  view["lines"] = std::move(lines);
  view["says"] = panel.says;
  return view;
}

}  // namespace

Json chart_data(const Chart& chart) {
  const Span span = span_of(chart);
  Json view;
  view["title"] = chart.title;
  view["first_day"] = to_iso(span.first);
  view["last_day"] = to_iso(span.last);
  view["days"] = span.last - span.first;
  Json panels = Json::array();
  for (const ChartPanel& panel : chart.panels) {
    panels.push_back(panel_data(panel, span.first));
  }
  view["panels"] = std::move(panels);
  Json marks = Json::array();
  for (std::size_t i = 0; i < chart.marks.size(); ++i) {
    const ChartMark& mark = chart.marks[i];
    marks.push_back({{"letter", letter_of(i)},
                     {"at", mark.day - span.first},
                     {"day", to_iso(mark.day)},
                     {"flare", mark.is_flare},
                     {"text", mark.text}});
  }
  view["marks"] = std::move(marks);
  return view;
}

}  // namespace lissom
