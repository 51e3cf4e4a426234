#include <algorithm>

#include "core/catalogue/parts.h"

namespace lissom {
namespace {

const std::vector<std::string_view> type_names = {"yes_no", "choice", "number"};

std::optional<Condition> read_condition(TableReader& table, std::string_view key) {
  const std::string text = table.text(key);
  if (text.empty()) {
    return std::nullopt;
  }
  Result<Condition> condition = Condition::parse(text);
  if (!condition) {
    table.complain(key, condition.error().what);
    return std::nullopt;
  }
  return *std::move(condition);
}

void read_answers(TableReader& table, Question& question) {
  if (question.type == AnswerType::number) {
    question.min = table.integer("min", -1000, 10000);
    question.max = table.integer("max", -1000, 10000);
    question.unit = table.text_or("unit", "");
  }
  if (question.type == AnswerType::choice) {
    for (const std::vector<std::string>& answer : table.text_lists("answers")) {
      if (answer.size() == 2) {
        question.answers.push_back({answer[0], answer[1]});
      } else {
        table.complain("answers", "holds something else; expected pairs of an id and a text");
      }
    }
  }
}

Question read_question(TableReader& table) {
  Question question;
  question.id = table.text("id");
  constexpr std::string_view groups = "ABCDE";
  question.group = std::string(1, groups[table.one_of("group", {"A", "B", "C", "D", "E"})]);
  question.type = static_cast<AnswerType>(table.one_of("type", type_names));
  question.ask = table.text("ask");
  question.why = table.text("why");
  question.unsure = table.boolean_or("unsure", false);
  question.is_private = table.boolean_or("private", false);
  question.private_note = table.text_or("private_note", "");
  read_answers(table, question);
  if (table.has("ask_if")) {
    question.ask_if = read_condition(table, "ask_if");
  }
  question.optional = table.boolean_or("optional", false);
  question.usual = table.text_or("usual", "no");
  question.basis = table.basis();
  table.finish();
  return question;
}

void read_findings(TableReader& file, Screening& screening) {
  for (TableReader& table : file.tables("finding")) {
    Finding finding;
    finding.id = table.text("id");
    if (auto when = read_condition(table, "when")) {
      finding.when = *std::move(when);
    }
    finding.code = static_cast<Code>(table.integer("code", 0, 5));
    finding.tags = table.texts("tags");
    finding.because = table.text("because");
    finding.basis = table.basis();
    table.finish();
    for (const std::string& id : finding.when.ids()) {
      if (id != "age" &&
          std::none_of(screening.questions.begin(), screening.questions.end(),
                       [&](const Question& question) { return question.id == id; })) {
        table.complain("when", "asks \"" + id + "\", which is no question");
      }
    }
    screening.findings.push_back(std::move(finding));
  }
}

void read_dispositions(TableReader& file, Screening& screening) {
  std::array<bool, 6> there{};
  for (TableReader& table : file.tables("disposition")) {
    Disposition disposition;
    const int code = table.integer("code", 0, 5);
    disposition.code = static_cast<Code>(code);
    disposition.name = table.text("name");
    disposition.title = table.text("title");
    disposition.now = table.texts("now");
    disposition.unlock = table.text_or("unlock", "");
    disposition.locked = table.boolean("locked");
    table.finish();
    if (disposition.name != name_of(disposition.code)) {
      table.complain("name", "is not the name of this code; expected " +
                                 std::string(name_of(disposition.code)));
    }
    if (disposition.locked != (code >= 3)) {
      table.complain("locked", "must be true for the codes 3, 4 and 5 and for no other");
    }
    there.at(static_cast<std::size_t>(code)) = true;
    screening.dispositions.at(static_cast<std::size_t>(code)) = disposition;
  }
  if (std::count(there.begin(), there.end(), true) != 6) {
    file.complain("disposition", "is missing for a code; expected one for each of 0 to 5");
  }
}

void read_checks(TableReader& file, Screening& screening) {
  for (TableReader& table : file.tables("check")) {
    CheckItem item;
    item.id = table.text("id");
    item.type = static_cast<AnswerType>(table.one_of("type", type_names));
    item.ask = table.text("ask");
    item.why = table.text("why");
    item.min = table.integer_or("min", 0, 10, 0);
    item.max = table.integer_or("max", 0, 10, 10);
    item.code = static_cast<Code>(table.integer_or("code", 0, 5, 0));
    item.rescreen = table.boolean_or("rescreen", false);
    item.clearance = table.boolean_or("clearance", false);
    item.because = table.text_or("because", "");
    item.escalation = table.text_or("escalation", "");
    item.basis = table.basis();
    table.finish();
    screening.checks.push_back(item);
  }
}

}  // namespace

std::string_view name_of(Code code) {
  constexpr std::array<std::string_view, 6> names = {
      "OK", "RESTRICT", "REFER_PARALLEL", "CLINICIAN_FIRST", "URGENT", "EMERGENCY"};
  return names.at(static_cast<std::size_t>(code));
}

void read_screening(TableReader& file, Catalogue& catalogue) {
  Screening& screening = catalogue.screening;
  TableReader lead_in = file.table("lead_in");
  screening.lead_in = lead_in.text("text");
  lead_in.finish();
  for (TableReader& table : file.tables("question")) {
    screening.questions.push_back(read_question(table));
  }
  read_findings(file, screening);
  read_dispositions(file, screening);
  for (TableReader& table : file.tables("emergency")) {
    screening.emergency.push_back(
        {table.text("region"), table.text("number"), table.text_or("same_day", "")});
    (void)table.basis();
    table.finish();
  }
  TableReader warning = file.table("warning");
  screening.warning_signs = warning.texts("signs");
  if (warning.has("sources") || warning.has("convention")) {
    (void)warning.basis();
  }
  warning.finish();
  read_checks(file, screening);
  TableReader schedule = file.table("schedule");
  screening.rescreen_days = schedule.integer("rescreen_days", 1, 366);
  screening.gap_days = schedule.integer("gap_days", 1, 366);
  screening.rescreen_after = schedule.texts("rescreen_after");
  (void)schedule.basis();
  schedule.finish();
  file.finish();
}

}  // namespace lissom
