#include "core/api/measure_views.h"

#include <set>

#include "core/base/tenths.h"

namespace lissom {
namespace {

Json or_null(const std::optional<int>& value) {
  return value ? Json(*value) : Json();
}

std::string unit_words(const std::string& unit) {
  if (unit == "deg") {
    return " degrees";
  }
  return unit == "cm" ? " cm" : "";
}

/// "left, phone" of a range test.
std::string where_words(const Series& line) {
  const std::string side = line.side == "both" ? "" : line.side;
  return side.empty() || line.method.empty() ? side + line.method : side + ", " + line.method;
}

std::string full_name(const Series& line) {
  const std::string where = where_words(line);
  return where.empty() ? line.name : line.name + ", " + where;
}

/// "4 (the middle of 5 of the last 7 days)".
std::string value_words(const Series& line, const Middle& middle, int trend_days) {
  std::string words = tenths_text(middle.tenths) + unit_words(line.unit);
  if (line.is_daily) {
    words += " (the middle of " + std::to_string(middle.days) +
             (middle.days == 1 ? " day" : " days") + " out of " + std::to_string(trend_days) + ")";
  }
  return words;
}

Json middle_view(const Middle& middle) {
  return {{"day", to_iso(middle.last)}, {"value_tenths", middle.tenths}, {"days", middle.days}};
}

/// Where the numbers of a line come from, and what else is said about it.
void put_origin(Json& view, const Series& line, const Catalogue& catalogue) {
  if (const Questionnaire* known = catalogue.measures.find_questionnaire(line.measure)) {
    view["caution"] = known->caution;
    view["credit"] = known->credit;
    put_basis(view, known->basis, catalogue);
  } else if (const RangeTest* test = catalogue.measures.find_test(line.measure)) {
    view["caution"] = "";
    view["credit"] = "";
    put_basis(view, test->basis, catalogue);
  } else {
    view["caution"] = "";
    view["credit"] = "";
    put_basis(view, {{}, "The numbers came with the questionnaire or the reading."}, catalogue);
  }
}

// ---- chart

ChartLine line_of(const Series& series, std::string label) {
  constexpr int any_distance = 1'000'000;
  ChartLine line;
  line.label = std::move(label);
  line.join_days = series.is_daily ? 1 : any_distance;
  for (const MeasurePoint& point : series.points) {
    line.points.push_back({point.day, point.tenths});
  }
  return line;
}

/// The middle value of the days up to each day that has a value. Two of them are joined where the
/// days that they rest on overlap.
ChartLine trend_of(const Series& series, int trend_days) {
  ChartLine line;
  line.label = "middle of " + std::to_string(trend_days) + " days";
  line.join_days = trend_days - 1;
  line.has_markers = false;
  for (const MeasurePoint& point : series.points) {
    const auto middle = middle_of(series.points, point.day + (1 - trend_days), point.day);
    line.points.push_back({point.day, middle ? middle->tenths : point.tenths});
  }
  return line;
}

/// Lines that share a panel have the same group.
std::string group_of(const Series& line) {
  const bool is_range = !line.side.empty();
  return is_range ? line.measure + "/" + line.method : line.measure;
}

/// The first bytes of a text and "...", cut between characters.
std::string shortened_to(const std::string& text, std::size_t most) {
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end) + "...";
}

std::string label_in_panel(const Series& line) {
  if (!line.side.empty()) {
    return line.side == "both" ? "both sides" : line.side;
  }
  if (line.measure == "psfs") {
    constexpr std::size_t longest = 22;
    const std::string label = line.part.empty() ? "mean of them" : line.part;
    return label.size() > longest ? shortened_to(label, longest) : label;
  }
  return line.part.empty() ? "score" : line.part;
}

std::optional<int> baseline_tenths(const Comparison& comparison) {
  return comparison.baseline ? std::optional(comparison.baseline->tenths) : std::nullopt;
}

/// What is not yet a change: so much below and above the beginning of a line.
struct NoiseBand {
  int below = 0;
  int above = 0;
};

/// Nothing if nobody says how much counts.
std::optional<NoiseBand> noise_of(const ChangeLimits& limits, const Comparison& comparison) {
  if (limits.mdc_tenths) {
    return NoiseBand{*limits.mdc_tenths, *limits.mdc_tenths};
  }
  if (!limits.mcid_tenths) {
    return std::nullopt;
  }
  const int better = *worth_tenths(limits, baseline_tenths(comparison));
  return limits.more_is_better ? NoiseBand{*limits.mcid_tenths, better}
                               : NoiseBand{better, *limits.mcid_tenths};
}

/// What is not yet a change, around the beginning of a line; with `others` beside it, it says of
/// which.
std::optional<ChartBand> band_of(const Series& series, int trend_days, bool others) {
  const ChangeLimits& limits = series.limits;
  const Comparison comparison = compare(series, trend_days);
  const int start = comparison.baseline ? comparison.baseline->tenths : 0;
  const std::optional<NoiseBand> noise = noise_of(series.limits, comparison);
  if (!noise) {
    return std::nullopt;
  }
  std::string label = limits.mdc_tenths ? "measurement noise" : "too small to count";
  label += others ? ": " + label_in_panel(series) : "";
  return ChartBand{start - noise->below, start + noise->above, std::move(label)};
}

std::string panel_unit(const Series& line) {
  std::string unit = line.unit == "deg" ? "degrees" : line.unit;
  if (line.range_tenths) {
    unit = tenths_text(line.range_tenths->least) + " to " + tenths_text(line.range_tenths->most);
  }
  const std::string way = line.limits.more_is_better ? "higher is better" : "lower is better";
  const bool has_way = line.limits.mdc_tenths || line.limits.mcid_tenths;
  return has_way ? unit + ", " + way : unit;
}

ChartPanel panel_of(const Series& first) {
  ChartPanel panel;
  panel.title = first.measure == "pain"   ? "Pain"
                : first.measure == "psfs" ? "Your own activities"
                : first.side.empty()      ? first.name
                                          : first.name + " (" + first.method + ")";
  panel.unit = panel_unit(first);
  if (first.range_tenths) {
    panel.least_tenths = first.range_tenths->least;
    panel.most_tenths = first.range_tenths->most;
  }
  return panel;
}

}  // namespace

std::string verdict_words(const Series& line, const Comparison& comparison) {
  const bool has_error = line.limits.mdc_tenths.has_value();
  switch (comparison.verdict) {
    case Verdict::too_early:
      return line.is_daily ? "The first week is what later weeks are compared with."
                           : "This is what later values are compared with.";
    case Verdict::noise:
      return has_error
                 ? "Not more than measurement noise."
                 : "Less than the change that counts, " +
                       tenths_text(
                           worth_tenths(line.limits, baseline_tenths(comparison)).value_or(0)) +
                       " points.";
    case Verdict::more_than_noise:
      return "Bigger than measurement noise, in the better direction.";
    case Verdict::worth_having:
      return has_error ? "Bigger than measurement noise, and worth having."
                       : "A change that people in studies called worth having.";
    case Verdict::worse:
      return "Bigger than measurement noise, in the other direction. Ups and downs are common; if "
             "it stays, a clinician can look at it with you.";
    case Verdict::unknown:
      return "Nobody has said how much of a change counts here.";
  }
  return "";
}

std::string series_words(const Series& line, const Catalogue& catalogue) {
  const int trend_days = catalogue.measures.trend_days;
  const Comparison comparison = compare(line, trend_days);
  std::string words = full_name(line) + ": ";
  const std::string now = value_words(line, comparison.now, trend_days);
  if (comparison.verdict == Verdict::too_early || !comparison.baseline) {
    words += now;
  } else {
    words += value_words(line, *comparison.baseline, trend_days) + " at first, " + now + " now";
  }
  return words + ". " + verdict_words(line, comparison);
}

Json series_view(const Series& line, const Catalogue& catalogue) {
  const Comparison comparison = compare(line, catalogue.measures.trend_days);
  Json view;
  view["id"] = line.id;
  view["measure"] = line.measure;
  view["name"] = full_name(line);
  view["part"] = line.part;
  view["side"] = line.side;
  view["method"] = line.method;
  view["unit"] = line.unit;
  view["better"] = line.limits.more_is_better ? "more" : "less";
  view["daily"] = line.is_daily;
  Json points = Json::array();
  for (const MeasurePoint& point : line.points) {
    points.push_back({{"day", to_iso(point.day)}, {"value_tenths", point.tenths}});
  }
  view["points"] = std::move(points);
  view["baseline"] = comparison.baseline ? middle_view(*comparison.baseline) : Json();
  view["latest"] = {{"day", to_iso(line.points.back().day)},
                    {"value_tenths", line.points.back().tenths}};
  view["trend"] = middle_view(comparison.now);
  view["trend"]["of_days"] = line.is_daily ? catalogue.measures.trend_days : 1;
  view["change_tenths"] =
      comparison.verdict == Verdict::too_early ? Json() : Json(comparison.change_tenths);
  view["verdict"] = name_of(comparison.verdict);
  view["words"] = verdict_words(line, comparison);
  view["says"] = series_words(line, catalogue);
  view["mdc_tenths"] = or_null(line.limits.mdc_tenths);
  view["mcid_tenths"] = or_null(line.limits.mcid_tenths);
  view["worth_tenths"] = or_null(worth_tenths(line.limits, baseline_tenths(comparison)));
  const std::optional<NoiseBand> noise = noise_of(line.limits, comparison);
  view["noise_below_tenths"] = noise ? Json(noise->below) : Json();
  view["noise_above_tenths"] = noise ? Json(noise->above) : Json();
  put_origin(view, line, catalogue);
  return view;
}

void put_measures(const Call& call, Json& view) {
  const MeasureLog log = call.state().measures.log();
  Json measures = Json::array();
  for (const Series& line : log.series) {
    measures.push_back(series_view(line, call.catalogue));
  }
  view["measures"] = std::move(measures);
  Json marks = Json::array();
  for (const Mark& mark : log.marks) {
    marks.push_back({{"day", to_iso(mark.day)},
                     {"kind", mark.kind == MarkKind::flare ? "flare" : "plan"},
                     {"text", mark.text}});
  }
  view["marks"] = std::move(marks);
}

Chart chart_of(const MeasureLog& log, const Catalogue& catalogue) {
  const MeasureRules& rules = catalogue.measures;
  Chart chart;
  chart.title = "How it goes";
  std::set<std::string> drawn;
  for (const Series& line : log.series) {
    const std::string group = group_of(line);
    if (!drawn.insert(group).second) {
      continue;
    }
    ChartPanel panel = panel_of(line);
    for (const Series& member : log.series) {
      if (group_of(member) == group) {
        panel.lines.push_back(line_of(member, label_in_panel(member)));
        panel.says += (panel.says.empty() ? "" : " ") + series_words(member, catalogue);
      }
    }
    panel.band = band_of(line, rules.trend_days, panel.lines.size() > 1);
    if (line.is_daily) {
      panel.lines.push_back(trend_of(line, rules.trend_days));
    }
    chart.panels.push_back(std::move(panel));
  }
  for (const Mark& mark : log.marks) {
    chart.marks.push_back({mark.day, mark.text, mark.kind == MarkKind::flare});
  }
  return chart;
}

}  // namespace lissom
