#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "core/api/diary.h"
#include "core/api/sessions.h"
#include "core/base/date.h"
#include "core/base/words.h"

namespace lissom {
namespace {

constexpr std::size_t most_rows_at_once = most_diary_rows;

std::string day_text(Day day) {
  return std::string(weekday_name(day)) + " " + to_iso(day);
}

/// Whether the record has the sessions of a row already, told in the app.
bool is_recorded(const Call& call, const DiaryRow& row) {
  return row.slot != "break" &&
         sessions_done(call.state(), row.slot, "", row.day, row.day) >= row.times;
}

/// A row that a code names, and the plan that it is of.
struct FoundRow {
  DiaryCode code;
  AdoptedPlan adopted;
  DiaryRow row;
};

/// The last plan whose sheet has this number. @return unknown if there is none
Result<AdoptedPlan> plan_of_sheet(const Call& call, const DiaryCode& code, const std::string& key) {
  auto found = last_plan(call.journal(), [&](const Uuid& event, const PlanAdopted&) {
    return sheet_of(event) == code.sheet;
  });
  if (!found) {
    return fail(Errc::unknown, "request." + key + ": no plan in this record has a sheet with " +
                                   to_print(code) + "; is it somebody else's?");
  }
  return *std::move(found);
}

Result<DiaryCode> read_code(const std::string& text, const std::string& key) {
  auto code = parse_diary_code(text);
  if (!code) {
    return bad_input("request." + key + ": " + code.error().what);
  }
  return *code;
}

Result<FoundRow> find_row(const Call& call, const std::string& text, const std::string& key) {
  const auto code = read_code(text, key);
  if (!code) {
    return tl::unexpected(code.error());
  }
  const auto adopted = plan_of_sheet(call, *code, key);
  if (!adopted) {
    return tl::unexpected(adopted.error());
  }
  if (code->row == 0) {
    return bad_input("request." + key + ": " + to_print(*code) +
                     " is the code of the page; each row has one of its own");
  }
  for (DiaryRow& row : diary_rows(adopted->plan)) {
    if (row.number == code->row) {
      return FoundRow{*code, *adopted, std::move(row)};
    }
  }
  return fail(Errc::unknown, "request." + key + ": that sheet has no row " + to_print(*code));
}

// ---- what was written into a row
// ---------------------------------------------------------------------------------------

struct Filled {
  FoundRow found;
  int times = 0;
  std::optional<int> before;
  std::optional<int> after;
  std::optional<int> morning;

  [[nodiscard]] bool has_session() const { return times > 0 || before || after; }
};

std::optional<int> pain_number(ObjectReader& in, std::string_view key) {
  const auto value = in.maybe_integer(key, 0, 10);
  return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

/// What the calendar has against it; "" if nothing.
std::string too_early(const Call& call, const Filled& filled) {
  const DiaryRow& row = filled.found.row;
  if (row.day > call.today()) {
    return "has not come yet";
  }
  if (row.day < filled.found.adopted.adopted) {
    return "is before that plan began";
  }
  return filled.morning && row.day + 1 > call.today() ? "the morning after has not come yet" : "";
}

/// What there is no room for in it; "" if all fits.
std::string misfit(const Filled& filled) {
  const DiaryRow& row = filled.found.row;
  if (!filled.has_session() && !filled.morning) {
    return "has nothing in it; expected times, before, after or morning";
  }
  if (filled.times > row.times) {
    return "has room for " + std::to_string(row.times) + ", not for " +
           std::to_string(filled.times);
  }
  if (row.slot == "break" && (filled.before || filled.after || filled.morning)) {
    return "is of work breaks, which are only counted";
  }
  return filled.times == 0 && filled.after ? "has pain after a session, but no session" : "";
}

/// What of it the record has already; "" if nothing.
std::string known(const Call& call, const Filled& filled) {
  const std::string code = to_digits(filled.found.code);
  if (filled.has_session() && call.state().paper_rows.contains(code)) {
    return "was copied before";
  }
  if (filled.morning && call.state().paper_mornings.contains(code)) {
    return "the morning after was copied before";
  }
  return filled.times > 0 && is_recorded(call, filled.found.row) ? "is in the record already" : "";
}

/// What speaks against a row, and which one it is.
std::optional<std::string> objection(const Call& call, const Filled& filled) {
  for (const std::string& why : {misfit(filled), too_early(call, filled), known(call, filled)}) {
    if (!why.empty()) {
      return to_print(filled.found.code) + ", " + day_text(filled.found.row.day) + ", " + why;
    }
  }
  return std::nullopt;
}

Result<Filled> read_filled(const Call& call, const Json& json, std::size_t index) {
  const std::string key = "rows[" + std::to_string(index) + "]";
  if (!json.is_object()) {
    return bad_input("request." + key + ": expected an object with code and what was ticked");
  }
  ObjectReader in(json, "request." + key);
  const std::string text = in.text("code");
  Filled filled;
  filled.times = static_cast<int>(in.integer("times", 0, most_diary_rows, 0));
  filled.before = pain_number(in, "before");
  filled.after = pain_number(in, "after");
  filled.morning = pain_number(in, "morning");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  auto found = find_row(call, text, key + ".code");
  if (!found) {
    return tl::unexpected(found.error());
  }
  filled.found = *std::move(found);
  if (const auto why = objection(call, filled)) {
    return bad_input("request." + key + ": " + *why);
  }
  return filled;
}

Result<std::vector<Filled>> read_all(const Call& call, ObjectReader& in) {
  const Json& rows = in.any("rows");
  if (!rows.is_array() || rows.empty() || rows.size() > most_rows_at_once) {
    in.complain("rows", "expected a list of rows, each with its code");
    return tl::unexpected(*in.fault());
  }
  std::vector<Filled> all;
  std::set<std::pair<int, int>> codes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto filled = read_filled(call, rows[i], i);
    if (!filled) {
      return tl::unexpected(filled.error());
    }
    const DiaryCode& code = filled->found.code;
    if (!codes.emplace(code.sheet, code.row).second) {
      return bad_input("request.rows[" + std::to_string(i) + "]: " + to_print(code) +
                       " is there twice");
    }
    all.push_back(*std::move(filled));
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  return all;
}

// ---- writing it down
// ---------------------------------------------------------------------------------------------------

void add_pain(Call& call, const Filled& filled, Day day, std::optional<int> PainReported::*what,
              int pain) {
  PainReported report;
  report.*what = pain;
  report.day = to_iso(day);
  report.paper = to_digits(filled.found.code);
  call.add(std::move(report));
}

/// A tick on paper is a session as it was planned, done to the end.
void add_session(Call& call, const Filled& filled, const PlannedSlot& slot) {
  SessionStarted started;
  started.session = call.new_id();
  started.slot = slot.slot;
  started.variant = slot.variant;
  started.day = to_iso(filled.found.row.day);
  started.pain_before = filled.before;
  started.entries = slot.entries;
  started.right_first =
      std::count_if(call.state().sessions.begin(), call.state().sessions.end(),
                    [&](const SessionLog& log) { return log.slot == slot.slot; }) %
          2 !=
      0;
  started.paper = to_digits(filled.found.code);
  const Uuid id = started.session;
  const Timeline timeline =
      timeline_of(started.entries, started.right_first, call.world.person.slow, call.catalogue);
  const std::vector<PlannedEntry> entries = started.entries;
  call.add(std::move(started));
  constexpr int ms_per_s = 1000;
  for (std::size_t i = 0; i < timeline.steps.size(); ++i) {
    const Step& step = timeline.steps[i];
    call.add(StepDone{id, static_cast<int>(i),
                      entries[static_cast<std::size_t>(step.entry)].exercise,
                      std::string(name_of(step.side)), (step.ends_ms - step.starts_ms) / ms_per_s});
  }
  SessionEnded ended;
  ended.session = id;
  ended.how = "completed";
  ended.pain_after = filled.after;
  call.add(std::move(ended));
}

void add_row(Call& call, const Filled& filled) {
  const DiaryRow& row = filled.found.row;
  if (filled.before) {
    add_pain(call, filled, row.day, &PainReported::now, *filled.before);
  }
  for (int i = 0; i < filled.times; ++i) {
    add_session(call, filled, row.slots[static_cast<std::size_t>(i) % row.slots.size()]);
  }
  if (filled.after) {
    add_pain(call, filled, row.day, &PainReported::now, *filled.after);
  }
}

/// In the order in which it happened: a morning comes before the sessions of its day.
void add_all(Call& call, const std::vector<Filled>& all) {
  struct Part {
    Day day;
    bool is_session = false;
    int row = 0;
    const Filled* filled = nullptr;
  };
  std::vector<Part> parts;
  for (const Filled& filled : all) {
    const DiaryRow& row = filled.found.row;
    if (filled.has_session()) {
      parts.push_back({row.day, true, row.number, &filled});
    }
    if (filled.morning) {
      parts.push_back({row.day + 1, false, row.number, &filled});
    }
  }
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    return std::tie(a.day, a.is_session, a.row) < std::tie(b.day, b.is_session, b.row);
  });
  for (const Part& part : parts) {
    if (part.is_session) {
      add_row(call, *part.filled);
    } else {
      add_pain(call, *part.filled, part.day, &PainReported::next_morning, *part.filled->morning);
    }
  }
}

std::string noted(const std::vector<Filled>& all) {
  int sessions = 0;
  int numbers = 0;
  for (const Filled& filled : all) {
    sessions += filled.times;
    for (const auto& number : {filled.before, filled.after, filled.morning}) {
      numbers += number ? 1 : 0;
    }
  }
  return "Noted from paper: " + counted(sessions, "session") + " and " +
         counted(numbers, "number") + ".";
}

/// What is planned of a slot on a day, without its number.
DiaryRow row_of(const PlanAdopted& plan, Day day, std::string_view slot) {
  DiaryRow row{0, day, std::string(slot), 0, {}};
  for (const PlannedSlot& planned : plan.slots) {
    const bool is_on =
        std::find(planned.days.begin(), planned.days.end(), to_iso(day)) != planned.days.end();
    if (planned.slot == slot && is_on) {
      row.times += planned.times_per_day;
      row.slots.push_back(planned);
    }
  }
  return row;
}

Json row_view(const Call& call, const AdoptedPlan& adopted, const DiaryRow& row) {
  const DiaryCode code{sheet_of(adopted.event), row.number};
  const std::string digits = to_digits(code);
  Json view;
  view["row"] = row.number;
  view["code"] = to_print(code);
  view["day"] = to_iso(row.day);
  view["slot"] = row.slot;
  view["name"] = call.catalogue.slot(row.slot).name;
  view["times"] = row.times;
  view["numbers"] = row.slot != "break";
  view["copied"] = call.state().paper_rows.contains(digits);
  view["morning_copied"] = call.state().paper_mornings.contains(digits);
  view["recorded"] = is_recorded(call, row);
  view["open"] = row.day <= call.today() && row.day >= adopted.adopted;
  view["morning_open"] = row.day + 1 <= call.today() && row.day >= adopted.adopted;
  return view;
}

}  // namespace

std::vector<DiaryRow> diary_rows(const PlanAdopted& plan) {
  constexpr std::array<std::string_view, 3> order = {"core", "morning", "break"};
  const auto first = parse_day(plan.first_day);
  std::vector<DiaryRow> rows;
  for (int offset = 0; first && offset < days_per_week; ++offset) {
    for (const std::string_view slot : order) {
      DiaryRow row = row_of(plan, *first + offset, slot);
      if (!row.slots.empty() && static_cast<int>(rows.size()) < most_diary_rows) {
        row.number = static_cast<int>(rows.size()) + 1;
        rows.push_back(std::move(row));
      }
    }
  }
  return rows;
}

std::optional<AdoptedPlan> last_plan(
    const Journal& journal, const std::function<bool(const Uuid&, const PlanAdopted&)>& is_it) {
  const auto found =
      std::find_if(journal.events.rbegin(), journal.events.rend(), [&is_it](const Event& event) {
        const auto* plan = std::get_if<PlanAdopted>(&event.body);
        return plan != nullptr && is_it(event.id, *plan);
      });
  if (found == journal.events.rend()) {
    return std::nullopt;
  }
  return AdoptedPlan{found->id, local_day(found->at, found->utc_offset_min),
                     std::get<PlanAdopted>(found->body)};
}

Json diary_view(const Call& call, const AdoptedPlan& adopted, const std::string& slot) {
  Json view;
  view["code"] = to_print({sheet_of(adopted.event), 0});
  view["week"] = adopted.plan.week;
  view["level"] = adopted.plan.level;
  view["first_day"] = adopted.plan.first_day;
  Json rows = Json::array();
  for (const DiaryRow& row : diary_rows(adopted.plan)) {
    if (slot.empty() || row.slot == slot) {
      rows.push_back(row_view(call, adopted, row));
    }
  }
  view["rows"] = std::move(rows);
  return view;
}

Result<Outcome> do_diary(Call& call, ObjectReader& in) {
  const std::string text = in.text("code");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const auto code = read_code(text, "code");
  if (!code) {
    return tl::unexpected(code.error());
  }
  const auto adopted = plan_of_sheet(call, *code, "code");
  if (!adopted) {
    return tl::unexpected(adopted.error());
  }
  return call.done(diary_view(call, *adopted, ""));
}

Result<Outcome> do_log_paper(Call& call, ObjectReader& in) {
  const auto all = read_all(call, in);
  if (!all) {
    return tl::unexpected(all.error());
  }
  add_all(call, *all);
  if (call.has_stopped()) {
    return call.refused();
  }
  std::vector<std::string> sentences = {noted(*all)};
  const std::vector<std::string> fired = call.fired_words();
  sentences.insert(sentences.end(), fired.begin(), fired.end());
  if (call.world.mode.flare) {
    sentences.push_back(call.world.mode.because);
  }
  Json view = say(sentences);
  view["diary"] = diary_view(call, all->front().found.adopted, "");
  return call.done(std::move(view));
}

}  // namespace lissom
