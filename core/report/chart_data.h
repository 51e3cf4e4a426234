#pragma once
/// A chart as data, for a page that sets its own type: the same panels, axes and marks as the SVG.
/// core/api/facade.json names the fields.

#include "core/base/json.h"
#include "core/report/chart.h"

namespace lissom {

/// Days count from the first one of the chart, `at`; values are tenths.
[[nodiscard]] Json chart_data(const Chart& chart);

}  // namespace lissom
