#include "shells/cli/render.h"

#include <algorithm>
#include <array>

#include "core/base/date.h"
#include "core/base/words.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

struct Renderer {
  std::string_view request;
  std::string (*page)(const Json& view, int width);
};

constexpr std::array renderers = {
    Renderer{"questions", render_questions}, Renderer{"screen", render_screening},
    Renderer{"profile", render_profile},     Renderer{"plan", render_plan},
    Renderer{"today", render_today},         Renderer{"why", render_why},
    Renderer{"progress", render_progress},   Renderer{"catalogue", render_catalogue},
    Renderer{"learn", render_learn},         Renderer{"record", render_record},
    Renderer{"measures", render_measures},   Renderer{"muscles", render_muscles},
    Renderer{"times", render_times},         Renderer{"redate", render_redate},
};

constexpr std::array weekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                 "Friday", "Saturday", "Sunday"};
constexpr std::array months = {"January",   "February", "March",    "April",
                               "May",       "June",     "July",     "August",
                               "September", "October",  "November", "December"};

struct DayParts {
  std::string weekday;
  std::string day;
  std::string month;
};

/// @pre `iso` is a day
DayParts parts_of(Day day) {
  const std::string iso = to_iso(day);
  const std::string month = iso.substr(5, 2);
  const std::string number = iso.substr(8, 2);
  return {.weekday = weekdays.at(static_cast<std::size_t>(weekday(day))),
          .day = number.front() == '0' ? number.substr(1) : number,
          .month = months.at(static_cast<std::size_t>(std::stoi(month)) - 1)};
}

bool is_moving(const Json& entry) {
  const std::string kind = text_at(entry, "kind");
  return number_at(entry, "hold_s", 0) == 0 || kind == "dynamic" || kind == "motor-control";
}

/// "2 holds of 20 s", "9 times, each held 2 s", "2 sets of 9".
std::string amount_words(const Json& entry) {
  const auto sets = number_at(entry, "sets", 1);
  const auto reps = number_at(entry, "reps", 1);
  const std::string hold = std::to_string(number_at(entry, "hold_s", 0)) + " s";
  const std::string in_sets = sets > 1 ? counted(sets, "set") + " of " : "";
  if (!is_moving(entry)) {
    return in_sets + counted(reps, "hold") + " of " + hold;
  }
  const std::string times = sets > 1 ? std::to_string(reps) : counted(reps, "time");
  return in_sets + times + (hold == "0 s" ? "" : ", each held " + hold);
}

}  // namespace

std::string render(std::string_view request, const Json& view, int width) {
  if (value_at(view, "refused").is_object()) {
    return render_refused(view, width);
  }
  const auto* const known =
      std::ranges::find_if(renderers, [&](const Renderer& r) { return r.request == request; });
  return known == renderers.end() ? render_said(view, width) : known->page(view, width);
}

std::string render_said(const Json& view, int width) {
  Page page(width);
  for (const std::string& sentence : texts_at(view, "say")) {
    page.text(sentence);
  }
  return page.str();
}

std::string day_words(std::string_view iso) {
  const auto day = parse_day(iso);
  if (!day) {
    return std::string(iso);
  }
  const DayParts parts = parts_of(*day);
  return parts.weekday + " " + parts.day + " " + parts.month;
}

std::string short_day(std::string_view iso) {
  const auto day = parse_day(iso);
  if (!day) {
    return std::string(iso);
  }
  const DayParts parts = parts_of(*day);
  return parts.weekday.substr(0, 3) + " " + parts.day + " " + parts.month.substr(0, 3);
}

std::string dose_words(const Json& entry) {
  const std::string sides = text_at(entry, "sides");
  if (sides == "each") {
    return amount_words(entry) + ", each side";
  }
  return amount_words(entry) + (sides == "alternating" ? ", sides in turn" : "");
}

std::string basis_words(const Json& with_basis) {
  const std::string sources = joined(texts_at(with_basis, "sources"), "; ");
  if (!sources.empty()) {
    return "Source: " + sources;
  }
  const std::string convention = text_at(with_basis, "convention");
  return convention.empty() ? "" : "A convention: " + convention;
}

}  // namespace lissom::cli
