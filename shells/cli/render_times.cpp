#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

std::string alarm_words(const Json& times) {
  const std::int64_t before = number_at(times, "alarm_min", -1);
  if (before < 0) {
    return "none";
  }
  const std::int64_t again = number_at(times, "again_min", 0);
  return (before == 0 ? "at the time itself" : std::to_string(before) + " min before") +
         (again == 0 ? ", once" : ", and once more " + std::to_string(again) + " min later");
}

}  // namespace

std::string render_times(const Json& view, int width) {
  const Json& times = value_at(view, "times");
  Page page(width);
  page.title("When you are reminded");
  page.row("Main session", label_columns, text_at(times, "core"));
  page.row("Morning", label_columns, text_at(times, "morning"));
  page.row("Reminder", label_columns, alarm_words(times));
  const std::string from = text_at(times, "quiet_from");
  const std::string to = text_at(times, "quiet_to");
  page.row("Quiet", label_columns, from == to ? "never" : from + " to " + to);
  page.row("Work breaks", label_columns,
           is_true(times, "breaks") ? "in the calendar, too" : "not in the calendar");
  page.row("Titles", label_columns,
           text_at(times, "titles") == "plain" ? "plain" : "neutral: they say nothing about you");
  page.gap();
  page.text(
      "\"lissom times --core 19:00\" changes one of them, \"lissom calendar FILE.ics\" writes "
      "them into a calendar.");
  return page.str();
}

}  // namespace lissom::cli
