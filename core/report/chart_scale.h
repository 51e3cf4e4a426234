#pragma once
/// What every form of a chart shares: from when to when it goes, the ticks of a panel, the letters
/// of marks.

#include <cstddef>
#include <string>

#include "core/report/chart.h"

namespace lissom {

/// From which day to which the picture goes.
struct Span {
  Day first;
  Day last;
};

/// Over all points and marks; of no account if there are none.
[[nodiscard]] Span span_of(const Chart& chart);

/// Values of an axis, and where its ticks are.
struct Axis {
  int least = 0;
  int most = 0;
  int step = 0;
};

[[nodiscard]] Axis axis_of(const ChartPanel& panel);

/// The letters of a mark: A to Z, then AA and so on.
[[nodiscard]] std::string letter_of(std::size_t place);

}  // namespace lissom
