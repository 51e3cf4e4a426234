#include <algorithm>
#include <cstdlib>

#include "core/base/tenths.h"
#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

constexpr int value_columns = 7;
constexpr int longest_bar = 20;
constexpr int whole_scale = 100;  ///< tenths of the usual scale, 0 to 10
constexpr std::size_t most_rows = 8;

int tenths_at(const Json& point) {
  return static_cast<int>(number_at(point, "value_tenths", 0));
}

/// The last values of a line, a row each: day, value, and a bar for the eye. Who listens hears the
/// day and the value first.
void add_rows(Page& page, const Json& measure) {
  const Json& points = list_at(measure, "points");
  int most = text_at(measure, "unit") == "points" ? whole_scale : 1;
  for (const Json& point : points) {
    most = std::max(most, std::abs(tenths_at(point)));
  }
  const std::size_t first = points.size() > most_rows ? points.size() - most_rows : 0;
  if (first > 0) {
    page.quiet("the last " + std::to_string(most_rows) + " of " + std::to_string(points.size()) +
               " values");
  }
  for (std::size_t i = first; i < points.size(); ++i) {
    const int tenths = tenths_at(points[i]);
    const auto bar = static_cast<std::size_t>(std::max(tenths, 0) * longest_bar / most);
    const std::string day = "  " + short_day(text_at(points[i], "day"));
    if (bar == 0) {
      page.row(day, label_columns, tenths_text(tenths));
    } else {
      page.row(filled_to(day, label_columns) + tenths_text(tenths), label_columns + value_columns,
               std::string(bar, '#'));
    }
  }
}

std::string due_words(const Json& due) {
  return text_at(due, "name") + (is_true(due, "optional") ? " (if you like)" : "");
}

}  // namespace

void add_measures(Page& page, const Json& view) {
  const Json& measures = list_at(view, "measures");
  if (!measures.empty()) {
    page.heading("What was measured");
  }
  for (const Json& measure : measures) {
    page.gap();
    page.text(text_at(measure, "says"));
    add_rows(page, measure);
  }
  const Json& marks = list_at(view, "marks");
  if (!marks.empty()) {
    page.heading("Meanwhile");
    for (const Json& mark : marks) {
      page.row("  " + short_day(text_at(mark, "day")), label_columns, text_at(mark, "text"));
    }
  }
}

std::string render_measures(const Json& view, int width) {
  Page page(width);
  page.title("Measuring");
  for (const std::string& sentence : texts_at(view, "say")) {
    page.text(sentence);
  }
  for (const Json& due : list_at(view, "due")) {
    page.row("  " + text_at(due, "id"), label_columns, due_words(due));
  }
  page.heading("Questions");
  for (const Json& questionnaire : list_at(view, "questionnaires")) {
    page.row("  " + text_at(questionnaire, "id"), label_columns, text_at(questionnaire, "name"));
  }
  page.heading("Range tests");
  for (const Json& test : list_at(view, "tests")) {
    page.row("  " + text_at(test, "id"), label_columns, text_at(test, "name"));
    page.row("", label_columns, text_at(test, "why_not"));
  }
  page.gap();
  page.text("\"lissom measure ID\" begins one of them.");
  return page.str();
}

}  // namespace lissom::cli
