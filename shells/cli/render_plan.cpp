#include <algorithm>

#include "core/base/tenths.h"
#include "core/base/words.h"
#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

constexpr int number_columns = 4;

/// "Tue 24 Nov, Thu 26 Nov", or "every day of the week".
std::string days_words(const Json& slot) {
  const auto days = texts_at(slot, "days");
  if (days.size() == 7) {
    return "every day";
  }
  std::vector<std::string> words;
  words.reserve(days.size());
  for (const std::string& day : days) {
    words.push_back(short_day(day));
  }
  return joined(words, ", ");
}

std::string slot_title(const Json& slot) {
  const std::string variant = text_at(slot, "variant");
  return text_at(slot, "name") + (variant.empty() ? "" : " " + variant) + ", " +
         minutes_of(number_at(slot, "total_s", 0));
}

enum class Reasons : std::uint8_t { shown, left_out };

void add_entries(Page& page, const Json& slot, Reasons reasons) {
  int number = 0;
  for (const Json& entry : list_at(slot, "entries")) {
    ++number;
    page.row("  " + std::to_string(number), number_columns,
             text_at(entry, "name") + ": " + dose_words(entry));
    if (reasons == Reasons::shown) {
      page.row("", number_columns, text_at(entry, "why"));
    }
    for (const std::string& caution : texts_at(entry, "cautions")) {
      page.row("", number_columns, "Take care: " + caution);
    }
  }
}

/// What is left out, those with the same reason together.
void add_missing(Page& page, const Json& view) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_reason;
  for (const Json& muscle : list_at(view, "missing")) {
    const std::string why = text_at(muscle, "why");
    const auto known =
        std::ranges::find(by_reason, why, [](const auto& pair) { return pair.first; });
    auto& group =
        known == by_reason.end() ? by_reason.emplace_back(why, std::vector<std::string>{}) : *known;
    const std::string plain = text_at(muscle, "plain");
    group.second.push_back(plain.empty() ? text_at(muscle, "muscle") : plain);
  }
  page.heading(by_reason.empty() ? "" : "What this week leaves out");
  for (const auto& [why, muscles] : by_reason) {
    page.item(joined(muscles, "; ") + ". " + why);
  }
}

/// Minutes a week of each muscle, on each side.
void add_ledger(Page& page, const Json& view) {
  constexpr int name_columns = 48;
  const Json& ledger = list_at(view, "ledger");
  page.heading(ledger.empty() ? "" : "Stretch a week, on each side");
  for (const Json& muscle : ledger) {
    const auto done = number_at(muscle, "done_tenths", 0);
    page.row("  " + text_at(muscle, "plain"), name_columns,
             tenths_text(static_cast<int>(number_at(muscle, "min_per_week_tenths", 0))) + " min" +
                 (done > 0 ? ", " + tenths_text(static_cast<int>(done)) + " done" : "") +
                 (is_true(muscle, "enough") ? ", enough for this muscle" : ""));
  }
}

std::string guide_command(const Json& slot) {
  const std::string name = text_at(slot, "slot");
  return name == "core" ? "lissom guide" : "lissom guide " + name;
}

/// Whether there is something left to do, and how much.
std::string done_words(const Json& slot) {
  const auto planned = number_at(slot, "planned", 1);
  const auto done = number_at(slot, "done", 0);
  if (done >= planned) {
    return "done";
  }
  return planned == 1 ? "" : std::to_string(done) + " of " + std::to_string(planned) + " done";
}

void add_slot_of_today(Page& page, const Json& slot) {
  const std::string done = done_words(slot);
  page.heading(slot_title(slot) + (done.empty() ? "" : ", " + done));
  if (done != "done") {
    add_entries(page, slot, Reasons::left_out);
    page.quiet("Start it with: " + guide_command(slot));
  }
}

void add_today(Page& page, const Json& view) {
  for (const std::string& sentence : texts_at(view, "say")) {
    page.text(sentence);
  }
  if (is_true(view, "ask_next_morning")) {
    page.text("\"lissom log pain --morning N\" notes how it is.");
  }
  if (!text_at(view, "open_session").empty()) {
    page.text("A session of today is still open. \"lissom guide\" goes on with it.");
  }
  const Json& slots = list_at(view, "slots");
  for (const Json& slot : slots) {
    add_slot_of_today(page, slot);
  }
  if (slots.empty()) {
    page.text("Nothing is planned for today. Rest days are part of the plan.");
  }
  const std::string next = text_at(view, "next_core_day");
  if (!next.empty()) {
    page.heading("Next main session: " + day_words(next) + ".");
  }
}

void add_profile_hint(Page& page, const Json& view) {
  if (is_true(view, "profile_is_default")) {
    page.heading(
        "This plan knows little about you yet. \"lissom profile\" asks what you can do, have and "
        "want; it takes three minutes.");
  }
}

std::string week_words(const Json& view) {
  return "Week " + std::to_string(number_at(view, "week", 1)) + ", level " + text_at(view, "level");
}

void add_welcome(Page& page) {
  page.title("A calm routine for a stiff, sore back");
  page.text(
      "First come a few safety questions, then your first session. No account; what you enter "
      "stays on this machine.");
  page.gap().text(
      "Not a medical device, not for emergencies, and it does not replace a doctor or "
      "physiotherapist.");
  page.heading("Begin with: lissom screen");
}

}  // namespace

/// "  3  Level L2, longer holds."
void add_weeks(Page& page, const Json& view) {
  constexpr int week_columns = 11;
  const Json& weeks = list_at(view, "weeks");
  page.heading(weeks.empty() ? "" : "The eight weeks");
  for (const Json& week : weeks) {
    const std::string when = text_at(week, "when");
    const std::string level = text_at(week, "level");
    const std::string change = text_at(week, "change");
    page.row(
        "  " + std::to_string(number_at(week, "week", 0)) + (when == "now" ? ", now" : ""),
        week_columns,
        (level.empty() ? "no plan" : "level " + level) + (change.empty() ? "" : ". " + change));
  }
  for (const std::string& sentence : texts_at(view, "weeks_say")) {
    page.text(sentence);
  }
}

std::string render_plan(const Json& view, int width) {
  Page page(width);
  page.title(week_words(view) + ", from " + day_words(text_at(view, "first_day")));
  page.text(text_at(view, "because"));
  for (const Json& slot : list_at(view, "slots")) {
    const auto times = number_at(slot, "times_per_day", 1);
    page.heading(slot_title(slot));
    page.quiet(days_words(slot) + (times > 1 ? ", " + counted(times, "time") + " a day" : ""));
    add_entries(page, slot, Reasons::shown);
  }
  if (has_number(view, "walk_min")) {
    page.heading("And a walk of " + std::to_string(number_at(view, "walk_min", 0)) +
                 " minutes, if you can.");
  }
  add_weeks(page, view);
  add_ledger(page, view);
  add_missing(page, view);
  add_profile_hint(page, view);
  return page.str();
}

std::string render_today(const Json& view, int width) {
  Page page(width);
  page.title(day_words(text_at(view, "day")) + ". " + week_words(view));
  add_today(page, view);
  add_profile_hint(page, view);
  return page.str();
}

std::string render_next(const Json& view, int width) {
  const Json& refused = value_at(view, "refused");
  if (text_at(refused, "why") == "unscreened") {
    Page page(width);
    add_welcome(page);
    return page.str();
  }
  return refused.is_object() ? render_refused(view, width) : render_today(view, width);
}

}  // namespace lissom::cli
