#include "core/base/tenths.h"
#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

constexpr int name_columns = 28;

std::string tenths_at(const Json& object, std::string_view key, std::string_view unit) {
  const int tenths = static_cast<int>(number_at(object, key, 0));
  return (tenths > 0 ? "+" : "") + tenths_text(tenths) + std::string(unit);
}

std::string stretch_of(const Json& moment) {
  return std::to_string(number_at(moment, "stretch_pct", 0));
}

std::string mark_of(const Json& named) {
  const std::string how = text_at(named, "named");
  if (how == "primary") {
    return " **";
  }
  return how == "secondary" ? " *" : "";
}

/// "29, from 0; +5.8 mm, +2.8 %".
std::string figures(const Json& row) {
  const Json& end = value_at(row, "end");
  return stretch_of(end) + ", from " + stretch_of(value_at(row, "start")) + "; " +
         tenths_at(end, "mm_tenths", " mm") + ", " + tenths_at(end, "percent_tenths", " %");
}

/// Those that are longer than at rest, and those that the entry names.
void add_muscles(Page& page, const Json& view) {
  for (const Json& row : list_at(view, "muscles")) {
    if (number_at(value_at(row, "end"), "stretch_pct", 0) > 0 ||
        (!mark_of(row).empty() && is_true(row, "meant"))) {
      page.row(text_at(row, "muscle") + ", " + text_at(row, "side") + mark_of(row), name_columns,
               figures(row));
    }
  }
}

void add_found(Page& page, const Json& view) {
  for (const Json& named : list_at(view, "named")) {
    page.row(text_at(named, "muscle") + mark_of(named), name_columns, text_at(named, "found"));
  }
}

void add_measured(Page& page, const Json& view) {
  if (list_at(view, "measured").empty()) {
    return;
  }
  page.heading("What you measured");
  for (const Json& line : list_at(view, "measured")) {
    page.row(text_at(line, "test") + ", " + text_at(line, "side"), name_columns,
             tenths_text(static_cast<int>(number_at(line, "value_tenths", 0))) + " " +
                 text_at(line, "unit") + ", " + short_day(text_at(line, "day")));
  }
}

}  // namespace

std::string render_muscles(const Json& view, int width) {
  Page page(width);
  page.title(text_at(view, "name"));
  page.text(
      "The stretch at the end and at the start, from 0 to 100 (the longest it can be); then "
      "how much longer the muscle is at the end than in standing. ** is what the entry is "
      "for, * what it also reaches.");
  page.gap();
  add_muscles(page, view);
  page.heading("What the stretch names");
  add_found(page, view);
  add_measured(page, view);
  page.gap();
  for (const std::string& sentence : texts_at(view, "say")) {
    page.quiet(sentence);
  }
  return page.str();
}

}  // namespace lissom::cli
