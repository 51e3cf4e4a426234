// A record as tables: what is in them, that they say what their documentation says, and that they
// are read back.

#include "core/report/tables.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "core/journal/journal_fixture.h"

namespace lissom {
namespace {

using fixture::event;
using fixture::event_of_kind;
using fixture::uuid_of;

const Table& table(const std::vector<Table>& tables, std::string_view name) {
  return *std::find_if(tables.begin(), tables.end(),
                       [&](const Table& one) { return one.name == name; });
}

std::string cell(const Table& from, std::size_t row, std::string_view column) {
  const auto at = std::find(from.columns.begin(), from.columns.end(), column);
  return from.rows.at(row).at(static_cast<std::size_t>(at - from.columns.begin()));
}

std::vector<Table> tables_of_events(std::vector<Event> events) {
  return tables_of({std::move(events), {}}, embedded_catalogue());
}

/// Reads CSV back by the rules of RFC 4180.
std::vector<std::vector<std::string>> read_csv(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1);
  std::string one;
  bool is_quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    if (is_quoted) {
      is_quoted = csv[i] != '"';
      if (!is_quoted && csv[i + 1] == '"') {
        is_quoted = true;
        one += csv[++i];
      } else if (is_quoted) {
        one += csv[i];
      }
    } else if (csv[i] == '"') {
      is_quoted = true;
    } else if (csv[i] == ',' || csv[i] == '\r') {
      rows.back().push_back(std::move(one));
      one.clear();
    } else if (csv[i] == '\n') {
      rows.emplace_back();
    } else {
      one += csv[i];
    }
  }
  rows.pop_back();
  return rows;
}

TEST(Tables, SayWhatTheDocumentSays) {
  std::ifstream file("docs/formats/csv.md");
  ASSERT_TRUE(file.good());
  std::vector<std::string> documented;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) {
      documented.push_back(line.substr(3));
    } else if (line.starts_with("| `")) {
      documented.push_back(line.substr(3, line.find('`', 3) - 3));
    }
  }
  std::vector<std::string> written;
  for (const Table& one : tables_of_events({})) {
    written.push_back(std::string(one.name) + ".csv");
    written.insert(written.end(), one.columns.begin(), one.columns.end());
  }
  EXPECT_EQ(written, documented);
}

TEST(Tables, EveryKindOfEventIsInATableBesidesTheList) {
  for (std::size_t kind = 0; kind < fixture::kind_count; ++kind) {
    const Event one = event_of_kind(kind);
    const std::vector<Table> tables = tables_of_events({one});
    std::size_t rows = 0;
    for (const Table& each : tables) {
      rows += each.rows.size();
    }
    EXPECT_EQ(table(tables, "events").rows.size(), 1U);
    EXPECT_GT(rows, 1U) << kind_of(one.body);
  }
}

/// Collects what an event says, so that nothing of it can be forgotten in the tables.
struct Words {
  std::vector<std::string> all;
  void operator()(unsigned, std::string_view, const std::string& value) { all.push_back(value); }
  void operator()(unsigned, std::string_view, const Uuid& value) {
    all.push_back(to_string(value));
  }
  void operator()(unsigned, std::string_view, const auto&) {}
  template <class T>
  void operator()(unsigned tag, std::string_view name, const std::vector<T>& list) {
    for (const T& item : list) {
      if constexpr (std::is_same_v<T, int> || std::is_same_v<T, std::string>) {
        (*this)(tag, name, item);
      } else {
        visit_fields(*this, item);
      }
    }
  }
};

TEST(Tables, NoTextOfAnEventIsLeftOut) {
  for (std::size_t kind = 0; kind < fixture::kind_count; ++kind) {
    const Event one = event_of_kind(kind);
    std::string all;
    for (const Table& each : tables_of_events({one})) {
      all += to_csv(each);
    }
    Words words;
    std::visit([&](const auto& body) { visit_fields(words, body); }, one.body);
    for (const std::string& word : words.all) {
      // Reasons for single entries of a session are those of its plan, and stand there.
      const bool is_of_plan = kind_of(one.body) == "session_started" && word.starts_with("why");
      EXPECT_TRUE(is_of_plan || all.find(word) != std::string::npos)
          << kind_of(one.body) << ": " << word;
    }
  }
}

TEST(Tables, WhatWasNotAskedIsNotNought) {
  PainReported pain;
  pain.now = 0;
  const auto tables = tables_of_events({event(1, pain)});
  const Table& scores = table(tables, "scores");
  EXPECT_EQ(cell(scores, 0, "now_0_10"), "0");
  EXPECT_EQ(cell(scores, 0, "average_0_10"), "");
  EXPECT_EQ(cell(scores, 0, "at"), "2026-11-24T19:05:00+01:00");
  EXPECT_EQ(cell(scores, 0, "day"), "2026-11-24");
}

TEST(Tables, ReadingsHaveTheirUnitAndAPoint) {
  const auto tables =
      tables_of_events({event(1, RangeMeasured{"T_AKE", "left", {235, -5, 300}, "phone"})});
  const Table& measures = table(tables, "measures");
  ASSERT_EQ(measures.rows.size(), 3U);
  EXPECT_EQ(cell(measures, 0, "value"), "23.5");
  EXPECT_EQ(cell(measures, 1, "value"), "-0.5");
  EXPECT_EQ(cell(measures, 2, "value"), "30");
  EXPECT_EQ(cell(measures, 2, "unit"), "deg");
  EXPECT_EQ(cell(measures, 2, "reading"), "3");
}

TEST(Tables, ASessionIsOneRow) {
  const Uuid id = uuid_of(9, 9);
  SessionStarted start;
  start.session = id;
  start.slot = "core";
  start.day = "2026-11-24";
  start.pain_before = 3;
  start.entries = {{"bridge", 2, 8, 1, 60, ""}};
  StepStopped stop;
  stop.session = id;
  stop.reason = "pain";
  stop.held_s = 4;
  stop.pain = 6;
  const auto tables =
      tables_of_events({event(1, start), event(2, StepDone{id, 0, "bridge", "both", 16}),
                        event(3, stop), event(4, SessionEnded{id, "pain", 5, "too_much"})});
  const Table& sessions = table(tables, "sessions");
  ASSERT_EQ(sessions.rows.size(), 1U);
  EXPECT_EQ(cell(sessions, 0, "steps_done"), "1");
  EXPECT_EQ(cell(sessions, 0, "steps_stopped"), "1");
  EXPECT_EQ(cell(sessions, 0, "held_s"), "20");
  EXPECT_EQ(cell(sessions, 0, "pain_before_0_10"), "3");
  EXPECT_EQ(cell(sessions, 0, "pain_after_0_10"), "5");
  EXPECT_EQ(cell(table(tables, "session_entries"), 0, "name"),
            embedded_catalogue().exercises.at("bridge").name);
  EXPECT_EQ(cell(table(tables, "steps"), 1, "reason"), "pain");
}

TEST(Tables, WhatWasTakenBackIsMarkedAndCountsNowhere) {
  const Event goal = event(1, GoalSet{"walk"});
  const auto tables = tables_of_events({goal, event(2, EventCorrected{goal.id, "a slip"})});
  EXPECT_EQ(cell(table(tables, "events"), 0, "taken_back"), "yes");
  EXPECT_EQ(cell(table(tables, "events"), 1, "taken_back"), "no");
  EXPECT_TRUE(table(tables, "activities").rows.empty());
  EXPECT_EQ(cell(table(tables, "notes"), 0, "concerns"), to_string(goal.id));
}

TEST(Tables, AreReadBack) {
  const std::string awkward = "climb, \"slowly\",\r\nthen rest; ü";
  for (const std::string& typed : {awkward, std::string("\""), std::string(",")}) {
    const auto tables = tables_of_events({event(1, GoalSet{typed})});
    const Table& activities = table(tables, "activities");
    const auto rows = read_csv(to_csv(activities));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0],
              std::vector<std::string>(activities.columns.begin(), activities.columns.end()));
    EXPECT_EQ(rows[1], activities.rows[0]);
    EXPECT_EQ(rows[1][3], typed);
  }
}

TEST(Tables, ATextIsNoFormula) {
  for (const std::string typed : {"=1+1", "+1", "-1", "@sum", "\tx"}) {
    const auto tables = tables_of_events({event(1, GoalSet{typed})});
    EXPECT_EQ(cell(table(tables, "activities"), 0, "activity"), "'" + typed);
  }
}

}  // namespace
}  // namespace lissom
