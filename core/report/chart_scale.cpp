#include "core/report/chart_scale.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace lissom {
namespace {

int floor_to(int value, int step) {
  const int rest = value % step;
  return rest < 0 ? value - rest - step : value - rest;
}

/// The least and the most that a panel has to show.
std::pair<int, int> extent_of(const ChartPanel& panel) {
  if (panel.least_tenths && panel.most_tenths) {
    return {*panel.least_tenths, *panel.most_tenths};
  }
  std::vector<int> values;
  for (const ChartLine& line : panel.lines) {
    for (const ChartPoint& point : line.points) {
      values.push_back(point.tenths);
    }
  }
  if (panel.band) {
    values.push_back(panel.band->least_tenths);
    values.push_back(panel.band->most_tenths);
  }
  if (values.empty()) {
    return {0, 0};
  }
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return {*low, *high};
}

}  // namespace

Span span_of(const Chart& chart) {
  std::optional<Span> span;
  const auto add = [&](Day day) {
    span = span ? Span{std::min(span->first, day), std::max(span->last, day)} : Span{day, day};
  };
  for (const ChartPanel& panel : chart.panels) {
    for (const ChartLine& line : panel.lines) {
      for (const ChartPoint& point : line.points) {
        add(point.day);
      }
    }
  }
  for (const ChartMark& mark : chart.marks) {
    add(mark.day);
  }
  return span.value_or(Span{});
}

Axis axis_of(const ChartPanel& panel) {
  const auto [least, most] = extent_of(panel);
  constexpr std::array steps = {10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10'000, 50'000};
  constexpr int most_ticks = 6;
  Axis axis;
  axis.step = steps.back();
  for (const int step : steps) {
    if ((most - least) / step < most_ticks) {
      axis.step = step;
      break;
    }
  }
  axis.least = floor_to(least, axis.step);
  axis.most = std::max(-floor_to(-most, axis.step), axis.least + axis.step);
  return axis;
}

std::string letter_of(std::size_t place) {
  constexpr std::size_t letters = 26;
  const std::string last(1, static_cast<char>('A' + static_cast<char>(place % letters)));
  return place < letters ? last : letter_of(place / letters - 1) + last;
}

}  // namespace lissom
