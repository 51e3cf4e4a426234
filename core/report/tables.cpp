#include "core/report/tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>

#include "core/base/contract.h"
#include "core/base/tenths.h"

namespace lissom {
namespace {

using Row = std::vector<std::string>;

/// The tables, by their place in what `tables_of` returns.
enum Place : std::uint8_t {
  events,
  scores,
  activities,
  measures,
  questionnaires,
  answers,
  checks,
  sessions,
  session_entries,
  steps,
  plans,
  plan_entries,
  plan_gaps,
  changes,
  profiles,
  notes,
};

std::vector<Table> empty_tables() {
  return {
      {"events",
       {"event", "at", "day", "utc_offset_min", "kind", "by", "device", "taken_back"},
       {}},
      {"scores",
       {"event", "at", "day", "about_day", "now_0_10", "average_0_10", "worst_0_10",
        "next_morning_0_10", "where", "words", "note", "paper"},
       {}},
      {"activities", {"event", "at", "day", "activity", "score_0_10"}, {}},
      {"measures",
       {"event", "at", "day", "test", "name", "side", "method", "unit", "reading", "value"},
       {}},
      {"questionnaires",
       {"event", "at", "day", "questionnaire", "name", "score", "least", "most", "better"},
       {}},
      {"answers", {"event", "at", "day", "of", "question", "answer"}, {}},
      {"checks",
       {"event", "at", "day", "scope", "age_years", "code_0_5", "findings", "unanswered",
        "catalogue"},
       {}},
      {"sessions",
       {"session", "day", "started_at", "ended_at", "slot", "variant", "how", "pain_before_0_10",
        "pain_after_0_10", "effort", "first_side", "entries", "steps_done", "steps_stopped",
        "held_s", "paper"},
       {}},
      {"session_entries",
       {"session", "entry", "exercise", "name", "hold_s", "reps", "sets", "seconds"},
       {}},
      {"steps",
       {"event", "at", "day", "session", "step", "exercise", "name", "side", "outcome", "held_s",
        "reason", "pain_0_10", "pull_0_10", "words", "band", "action"},
       {}},
      {"plans",
       {"plan", "at", "day", "week", "level", "step", "mode", "because", "first_day", "slot",
        "variant", "days", "times_per_day", "budget_s", "total_s", "points", "gap_points",
        "catalogue"},
       {}},
      {"plan_entries",
       {"plan", "slot", "variant", "entry", "exercise", "name", "hold_s", "reps", "sets", "seconds",
        "why"},
       {}},
      {"plan_gaps", {"plan", "muscle", "name", "why"}, {}},
      {"changes", {"event", "at", "day", "rule", "change", "inputs"}, {}},
      {"profiles",
       {"event",      "at",        "day",       "hurts",        "pain_type", "sitting_hours",
        "equipment",  "positions", "core_min",  "morning_min",  "break_min", "breaks_per_day",
        "work_from",  "work_to",   "work_days", "session_days", "likes",     "excludes",
        "activities", "height_cm"},
       {}},
      {"notes", {"event", "at", "day", "kind", "who", "what", "text", "concerns"}, {}},
  };
}

/// A spreadsheet would run a text that begins so as a formula, and a record may come from somebody
/// else.
std::string text(std::string_view what) {
  const bool is_formula =
      !what.empty() && std::string_view("=+-@\t\r").find(what.front()) != std::string_view::npos;
  return (is_formula ? "'" : "") + std::string(what);
}

std::string number(int value) {
  return std::to_string(value);
}

std::string number(const std::optional<int>& value) {
  return value ? std::to_string(*value) : "";
}

std::string tenths(const std::optional<int>& value) {
  return value ? tenths_text(*value) : "";
}

std::string joined(const std::vector<std::string>& list) {
  std::string all;
  for (const std::string& item : list) {
    all += (all.empty() ? "" : "; ") + item;
  }
  return text(all);
}

std::string pairs(const std::vector<Answer>& list) {
  std::vector<std::string> texts;
  texts.reserve(list.size());
  for (const Answer& answer : list) {
    texts.push_back(answer.id + "=" + answer.value);
  }
  return joined(texts);
}

std::string clock(int minute) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  constexpr int hour = 60;
  return two(minute / hour) + ":" + two(minute % hour);
}

/// A session, put together from its events.
struct Session {
  std::string started_at;
  std::string ended_at;
  SessionStarted start;
  SessionEnded end;
  int done = 0;
  int stopped = 0;
  int held_s = 0;
};

class Collector {
 public:
  explicit Collector(const Catalogue& catalogue) : catalogue_(catalogue), tables_(empty_tables()) {}

  void add(const Event& event, bool is_taken_back) {
    at_ = to_rfc3339(event.at, event.utc_offset_min);
    day_ = to_iso(local_day(event.at, event.utc_offset_min));
    id_ = to_string(event.id);
    put(events, {id_, at_, day_, number(event.utc_offset_min), std::string(kind_of(event.body)),
                 text(event.by), to_string(event.device), is_taken_back ? "yes" : "no"});
    if (!is_taken_back) {
      std::visit([this](const auto& body) { on(body); }, event.body);
    }
  }

  std::vector<Table> take() {
    for (const Uuid& id : order_) {
      put_session(id, sessions_.at(id));
    }
    return std::move(tables_);
  }

 private:
  void put(Place place, Row row) {
    LISSOM_EXPECTS(row.size() == tables_[place].columns.size());
    tables_[place].rows.push_back(std::move(row));
  }
  /// With id, time and day of the event in front.
  void put_event(Place place, Row row) {
    row.insert(row.begin(), {id_, at_, day_});
    put(place, std::move(row));
  }

  [[nodiscard]] std::string exercise_name(const std::string& id) const {
    const auto found = catalogue_.exercises.find(id);
    return found == catalogue_.exercises.end() ? text(id) : text(found->second.name);
  }

  void put_answers(std::string_view of, const std::vector<Answer>& list) {
    for (const Answer& answer : list) {
      put_event(answers, {text(of), text(answer.id), text(answer.value)});
    }
  }

  void on(const ScreeningAnswered& e) {
    put_event(checks, {text(e.scope), e.age == 0 ? "" : number(e.age), number(e.code),
                       joined(e.findings), joined(e.unanswered), text(e.catalogue)});
    put_answers(e.scope, e.answers);
  }
  void on(const ProfileAnswered& e) {
    put_event(profiles,
              {joined(e.hurts), text(e.pain_type), number(e.sitting_hours), joined(e.equipment),
               joined(e.positions), number(e.core_min), number(e.morning_min), number(e.break_min),
               number(e.breaks_per_day), clock(e.work_from_min), clock(e.work_to_min),
               joined(e.work_days), joined(e.session_days), joined(e.likes), joined(e.excludes),
               joined(e.activities), e.height_cm == 0 ? "" : number(e.height_cm)});
  }
  void on(const PainReported& e) {
    put_event(scores, {e.day.empty() ? day_ : text(e.day), number(e.now), number(e.average),
                       number(e.worst), number(e.next_morning), joined(e.where), joined(e.quality),
                       text(e.note), text(e.paper)});
  }
  void on(const GoalSet& e) { put_event(activities, {text(e.activity), ""}); }
  void on(const FunctionRated& e) { put_event(activities, {text(e.activity), number(e.score)}); }
  void on(const RangeMeasured& e) {
    const RangeTest* test = catalogue_.measures.find_test(e.test);
    const std::string name = test == nullptr ? "" : text(test->name);
    const std::string unit = test == nullptr ? "" : test->unit;
    for (std::size_t i = 0; i < e.readings_tenths.size(); ++i) {
      put_event(measures, {text(e.test), name, text(e.side), text(e.method), unit,
                           std::to_string(i + 1), tenths(e.readings_tenths[i])});
    }
  }
  void on(const QuestionnaireAnswered& e) {
    const Questionnaire* known = catalogue_.measures.find_questionnaire(e.name);
    std::string name = text(e.title);
    std::string least = tenths(e.least_tenths);
    std::string most = tenths(e.most_tenths);
    std::string better = text(e.better);
    if (known != nullptr && e.title.empty()) {
      name = text(known->name);
      least = tenths(known->range_tenths.least);
      most = tenths(known->range_tenths.most);
      better = known->limits.more_is_better ? "more" : "less";
    }
    put_event(questionnaires, {text(e.name), std::move(name), tenths(e.score_tenths),
                               std::move(least), std::move(most), std::move(better)});
    put_answers(e.name, e.answers);
  }
  void on(const PlanAdopted& e) {
    for (const PlannedSlot& slot : e.slots) {
      put_event(plans, {number(e.week), text(e.level), text(e.step), text(e.mode), text(e.because),
                        text(e.first_day), text(slot.slot), text(slot.variant), joined(slot.days),
                        number(slot.times_per_day), number(slot.budget_s), number(slot.total_s),
                        number(slot.score), number(slot.gap), text(e.catalogue)});
      for (std::size_t i = 0; i < slot.entries.size(); ++i) {
        Row row = {id_, text(slot.slot), text(slot.variant)};
        put_entry(row, i, slot.entries[i]);
        row.push_back(text(slot.entries[i].why));
        put(plan_entries, std::move(row));
      }
    }
    for (const MissingMuscle& gap : e.missing) {
      const auto known = catalogue_.muscles.find(gap.muscle);
      put(plan_gaps,
          {id_, text(gap.muscle),
           known == catalogue_.muscles.end() ? "" : text(known->second.plain), text(gap.why)});
    }
  }
  void on(const PlanAdapted& e) {
    put_event(changes, {text(e.rule), text(e.change), pairs(e.inputs)});
  }

  void put_entry(Row& row, std::size_t place, const PlannedEntry& entry) const {
    row.insert(row.end(), {std::to_string(place + 1), text(entry.exercise),
                           exercise_name(entry.exercise), number(entry.hold_s), number(entry.reps),
                           number(entry.sets), number(entry.seconds)});
  }

  // ---- sessions

  Session& session(const Uuid& id) {
    const auto [at, is_new] = sessions_.try_emplace(id);
    if (is_new) {
      order_.push_back(id);
    }
    return at->second;
  }
  void on(const SessionStarted& e) {
    Session& one = session(e.session);
    one.started_at = at_;
    one.start = e;
    for (std::size_t i = 0; i < e.entries.size(); ++i) {
      Row row = {to_string(e.session)};
      put_entry(row, i, e.entries[i]);
      put(session_entries, std::move(row));
    }
  }
  void on(const StepDone& e) {
    Session& one = session(e.session);
    ++one.done;
    one.held_s += e.held_s;
    put_event(steps,
              {to_string(e.session), number(e.step), text(e.exercise), exercise_name(e.exercise),
               text(e.side), "done", number(e.held_s), "", "", "", "", "", ""});
  }
  void on(const StepStopped& e) {
    Session& one = session(e.session);
    ++one.stopped;
    one.held_s += e.held_s;
    put_event(steps,
              {to_string(e.session), number(e.step), text(e.exercise), exercise_name(e.exercise),
               text(e.side), "stopped", number(e.held_s), text(e.reason), number(e.pain),
               number(e.pull), joined(e.words), text(e.band), text(e.action)});
  }
  void on(const SessionEnded& e) {
    Session& one = session(e.session);
    one.ended_at = at_;
    one.end = e;
  }
  void put_session(const Uuid& id, const Session& one) {
    const SessionStarted& start = one.start;
    const std::string first = start.right_first ? "right" : "left";
    put(sessions, {to_string(id), text(start.day), one.started_at, one.ended_at, text(start.slot),
                   text(start.variant), text(one.end.how), number(start.pain_before),
                   number(one.end.pain_after), text(one.end.effort),
                   one.started_at.empty() ? "" : first, std::to_string(start.entries.size()),
                   number(one.done), number(one.stopped), number(one.held_s), text(start.paper)});
  }

  // ---- what is said in words

  void note(std::string_view kind, std::string_view who, std::string_view what,
            std::string_view words, std::string concerns) {
    put_event(notes, {std::string(kind), text(who), text(what), text(words), std::move(concerns)});
  }
  void on(const ClearanceRecorded& e) {
    note("clearance", e.who, e.date, e.note, joined(e.findings));
  }
  void on(const FlareDeclared& e) { note("flare", "", "", e.note, ""); }
  void on(const BreakWalked& /*e*/) { note("break", "", "", "", ""); }
  void on(const ClockCorrected& e) {
    note("clock", "", std::to_string(e.ahead_min) + " min ahead", "", joined(e.events));
  }
  void on(const PreferenceSet& e) { note("preference", "", e.name, e.value, ""); }
  void on(const PrescriptionWritten& e) { note("prescription", e.by, "", e.text, ""); }
  void on(const ConsentGiven& e) { note("consent given", e.to, e.scope, "", ""); }
  void on(const ConsentWithdrawn& e) { note("consent withdrawn", e.to, e.scope, "", ""); }
  void on(const EventCorrected& e) { note("taken back", "", "", e.reason, to_string(e.event)); }

  const Catalogue& catalogue_;
  std::vector<Table> tables_;
  std::string id_;
  std::string at_;
  std::string day_;
  std::map<Uuid, Session> sessions_;
  std::vector<Uuid> order_;
};

void put_cell(std::string& out, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    out.append(c == '"' ? 2 : 1, c);
  }
  out += '"';
}

void put_line(std::string& out, const auto& cells) {
  bool is_first = true;
  for (const auto& cell : cells) {
    out += is_first ? "" : ",";
    put_cell(out, cell);
    is_first = false;
  }
  out += "\r\n";
}

}  // namespace

std::vector<Table> tables_of(const Journal& journal, const Catalogue& catalogue) {
  std::set<Uuid> taken_back;
  for (const Event& event : journal.events) {
    if (const auto* corrected = std::get_if<EventCorrected>(&event.body)) {
      taken_back.insert(corrected->event);
    }
  }
  Collector collector(catalogue);
  for (const Event& event : journal.events) {
    collector.add(event, taken_back.contains(event.id));
  }
  return collector.take();
}

std::string to_csv(const Table& table) {
  std::string out;
  put_line(out, table.columns);
  for (const Row& row : table.rows) {
    put_line(out, row);
  }
  return out;
}

}  // namespace lissom
