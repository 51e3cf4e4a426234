#pragma once
/// Measures as views and as a chart. Inside core/api only.

#include "core/api/call.h"
#include "core/programme/measures.h"
#include "core/report/chart.h"

namespace lissom {

/// "Bigger than measurement noise." and the like, for a line.
[[nodiscard]] std::string verdict_words(const Series& line, const Comparison& comparison);
/// The line in a sentence or two: from what to what, and what that means.
[[nodiscard]] std::string series_words(const Series& line, const Catalogue& catalogue);
[[nodiscard]] Json series_view(const Series& line, const Catalogue& catalogue);

/// Puts `measures` and `marks` into the view of progress.
void put_measures(const Call& call, Json& view);

/// The lines as panels: pain, activities, each questionnaire, each test with each method.
[[nodiscard]] Chart chart_of(const MeasureLog& log, const Catalogue& catalogue);

}  // namespace lissom
