#include "core/base/words.h"
#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

constexpr int slot_columns = 28;

/// "2026-11-24 18:05" of an RFC 3339 time.
std::string short_moment(const std::string& at) {
  std::string words = at.substr(0, 16);
  if (words.size() == 16) {
    words[10] = ' ';
  }
  return words;
}

std::string pain_words(const Json& point) {
  std::vector<std::string> words;
  for (const auto& [key, name] : {std::pair{"now", "now"},
                                  {"average", "on average"},
                                  {"worst", "at worst"},
                                  {"next_morning", "next morning"}}) {
    if (has_number(point, key)) {
      words.push_back(std::to_string(number_at(point, key, 0)) + " " + name);
    }
  }
  return joined(words, ", ");
}

void add_week(Page& page, const Json& week) {
  const Json& slots = list_at(week, "slots");
  if (slots.empty()) {
    return;
  }
  page.heading("This week");
  for (const Json& slot : slots) {
    const std::string variant = text_at(slot, "variant");
    page.row("  " + text_at(slot, "name") + (variant.empty() ? "" : " " + variant), slot_columns,
             std::to_string(number_at(slot, "done", 0)) + " of " +
                 std::to_string(number_at(slot, "planned", 0)));
  }
}

}  // namespace

std::string render_progress(const Json& view, int width) {
  Page page(width);
  page.title("How it goes");
  for (const std::string& sentence : texts_at(view, "say")) {
    page.text(sentence);
  }
  add_week(page, value_at(view, "week"));
  const Json& pain = list_at(view, "pain");
  if (!pain.empty()) {
    page.heading("Pain, 0 to 10");
    for (const Json& point : pain) {
      page.row("  " + short_day(text_at(point, "day")), label_columns, pain_words(point));
    }
  }
  add_measures(page, view);
  return page.str();
}

std::string render_redate(const Json& view, int width) {
  std::string page = render_said(view, width);
  if (number_at(view, "entries", 0) > 0 && !value_at(view, "moved").get<bool>()) {
    page += "To move them: lissom redate --yes\n";
  }
  return page;
}

std::string render_record(const Json& view, int width) {
  Page page(width);
  const Json& events = list_at(view, "events");
  page.title("Your record: " +
             counted(static_cast<std::int64_t>(events.size()), "entry", "entries"));
  for (const Json& event : events) {
    page.text(short_moment(text_at(event, "at")) + "  " + text_at(event, "what"));
    page.quiet(text_at(event, "id"));
  }
  const Json& faults = list_at(view, "faults");
  if (!faults.empty()) {
    page.heading("What cannot be read; it is kept as it is");
    for (const Json& fault : faults) {
      page.item(text_at(fault, "id") + ": " + text_at(fault, "what"));
    }
  }
  return page.str();
}

}  // namespace lissom::cli
