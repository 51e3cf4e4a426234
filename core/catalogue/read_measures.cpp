#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <numeric>

#include "core/base/contract.h"
#include "core/base/tenths.h"
#include "core/catalogue/parts.h"

namespace lissom {
namespace {

constexpr int most_points = 1000;
constexpr int most_tenths = 100'000;
constexpr int whole_pct = 100;
constexpr int most_weeks = 520;
constexpr std::size_t most_items = 100;

std::optional<int> maybe(TableReader& table, std::string_view key, int least, int most) {
  return table.has(key) ? std::optional(table.integer(key, least, most)) : std::nullopt;
}

MeasureTimes read_times(TableReader& table) {
  MeasureTimes times;
  times.weeks = table.integers("weeks", 0, most_weeks);
  if (table.has("optional_weeks")) {
    times.optional_weeks = table.integers("optional_weeks", 0, most_weeks);
  }
  times.then_every_weeks = table.integer("then_every_weeks", 0, most_weeks);
  for (const auto* weeks : {&times.weeks, &times.optional_weeks}) {
    if (std::adjacent_find(weeks->begin(), weeks->end(), std::greater_equal<>()) != weeks->end()) {
      table.complain("weeks", "do not rise; expected weeks in order, each once");
    }
  }
  return times;
}

ChangeLimits read_limits(TableReader& table) {
  ChangeLimits limits;
  limits.more_is_better = table.one_of("better", {"less", "more"}) == 1;
  limits.mdc_tenths = maybe(table, "mdc_tenths", 0, most_tenths);
  limits.mcid_tenths = maybe(table, "mcid_tenths", 1, most_tenths);
  limits.mcid_pct = maybe(table, "mcid_pct", 1, whole_pct);
  if (limits.mcid_pct && !limits.mcid_tenths) {
    table.complain("mcid_pct", "is alone; expected mcid_tenths beside it");
  }
  return limits;
}

ItemAnswer read_answer(TableReader& table) {
  ItemAnswer answer;
  answer.id = table.text("id");
  answer.text = table.text("text");
  answer.value = table.integer("value", -most_points, most_points);
  table.finish();
  return answer;
}

std::vector<ItemAnswer> read_answers(TableReader& table) {
  std::vector<ItemAnswer> answers;
  if (table.has("answer")) {
    for (TableReader& answer : table.tables("answer")) {
      answers.push_back(read_answer(answer));
    }
  }
  return answers;
}

/// A question. `shared` are the answers of the questionnaire, for questions without their own.
QuestionnaireItem read_item(TableReader& table, const std::vector<ItemAnswer>& shared) {
  QuestionnaireItem item;
  item.id = table.text("id");
  item.ask = table.text("ask");
  item.name = table.text_or("name", item.id);
  item.low = table.text_or("low", "");
  item.high = table.text_or("high", "");
  item.answers = read_answers(table);
  if (table.has("min") || table.has("max")) {
    if (!item.answers.empty()) {
      table.complain("min", "stands beside answers; expected either");
    }
    item.points.least = table.integer("min", -most_points, most_points);
    item.points.most = table.integer("max", item.points.least, most_points);
  } else {
    item.answers = item.answers.empty() ? shared : item.answers;
    if (item.answers.empty()) {
      table.complain("id", "has neither min and max nor answers; expected either");
    }
    const auto by_value = [](const ItemAnswer& a, const ItemAnswer& b) {
      return a.value < b.value;
    };
    const auto [least, most] =
        std::minmax_element(item.answers.begin(), item.answers.end(), by_value);
    if (least != item.answers.end()) {
      item.points = {least->value, most->value};
    }
  }
  table.finish();
  return item;
}

void read_items(TableReader& table, Questionnaire& questionnaire) {
  const std::vector<ItemAnswer> shared = read_answers(table);
  for (TableReader& item : table.tables("item")) {
    questionnaire.items.push_back(read_item(item, shared));
  }
  if (questionnaire.items.empty() || questionnaire.items.size() > most_items) {
    table.complain("item", "is there no or too many times; expected 1 to 100 questions");
  }
}

/// The range that is given must be the one that the answers can reach.
void check_range(TableReader& table, const Questionnaire& questionnaire) {
  std::vector<int> least;
  std::vector<int> most;
  for (const QuestionnaireItem& item : questionnaire.items) {
    least.push_back(item.points.least);
    most.push_back(item.points.most);
  }
  const Range reached = {score_tenths(questionnaire, least), score_tenths(questionnaire, most)};
  if (questionnaire.range_tenths.least != reached.least ||
      questionnaire.range_tenths.most != reached.most) {
    table.complain("range_tenths", "is not what the answers add up to; expected [" +
                                       std::to_string(reached.least) + ", " +
                                       std::to_string(reached.most) + "]");
  }
}

/// What the built-in questionnaires and those of a clinic have in common.
Questionnaire read_common(TableReader& table, QuestionnaireKind kind) {
  Questionnaire questionnaire;
  questionnaire.kind = kind;
  questionnaire.id = table.text("id");
  questionnaire.name = table.text("name");
  questionnaire.lead_in = table.text_or("lead_in", "");
  questionnaire.caution = table.text_or("caution", "");
  questionnaire.is_change = table.boolean_or("is_change", false);
  questionnaire.range_tenths = table.range("range_tenths", -most_tenths, most_tenths);
  questionnaire.limits = read_limits(table);
  read_items(table, questionnaire);
  if (kind == QuestionnaireKind::answers) {
    questionnaire.scoring =
        table.one_of("scoring", {"sum", "mean"}) == 1 ? Scoring::mean : Scoring::sum;
  }
  return questionnaire;
}

Questionnaire read_built_in(TableReader& table) {
  constexpr std::array kinds = {QuestionnaireKind::pain, QuestionnaireKind::activities,
                                QuestionnaireKind::answers};
  const QuestionnaireKind kind = kinds.at(table.one_of("kind", {"pain", "activities", "answers"}));
  Questionnaire questionnaire = read_common(table, kind);
  questionnaire.credit = table.text_or("credit", "");
  questionnaire.item_mdc_tenths = maybe(table, "item_mdc_tenths", 0, most_tenths);
  questionnaire.times = read_times(table);
  questionnaire.basis = table.basis();
  if (kind == QuestionnaireKind::answers && !questionnaire.items.empty()) {
    check_range(table, questionnaire);
  }
  table.finish();
  return questionnaire;
}

std::optional<Range> read_ages(TableReader& table) {
  constexpr int oldest = 120;
  return table.has("ages") ? std::optional(table.range("ages", 0, oldest)) : std::nullopt;
}

std::string read_who(TableReader& table) {
  const std::vector<std::string_view> whom = {"all", "men", "women"};
  return std::string(whom[table.one_of("who", whom)]);
}

void read_reference(TableReader& table, RangeTest& test) {
  ReferenceRow row;
  row.who = read_who(table);
  row.ages = read_ages(table);
  row.tenths = table.range("tenths", -most_tenths, most_tenths);
  row.spread_tenths = table.integer_or("spread_tenths", 1, most_tenths, 0);
  table.finish();
  test.references.push_back(row);
}

void read_tight(TableReader& table, RangeTest& test) {
  TightRow row;
  row.who = read_who(table);
  row.ages = read_ages(table);
  row.is_above = table.has("above_tenths");
  if (row.is_above == table.has("below_tenths")) {
    table.complain("who", "has no limit or two; expected above_tenths or below_tenths");
  }
  row.tenths =
      table.integer(row.is_above ? "above_tenths" : "below_tenths", -most_tenths, most_tenths);
  table.finish();
  test.tight.push_back(row);
}

RangeTest read_test(TableReader& table) {
  RangeTest test;
  const std::vector<std::string_view> units = {"deg", "cm"};
  test.id = table.text("id");
  test.name = table.text("name");
  test.need = table.text_or("need", "");
  test.unit = std::string(units[table.one_of("unit", units)]);
  test.each_side = table.one_of("sides", {"both", "each"}) == 1;
  test.base = table.text("base");
  test.positions = table.texts("positions");
  test.steps = table.texts("steps");
  test.reading = table.text("reading");
  test.method = table.text("method");
  test.limits = read_limits(table);
  test.side_gap_tenths = maybe(table, "side_gap_tenths", 1, most_tenths);
  test.tight_note = table.text_or("tight_note", "");
  test.cautions = table.texts("cautions");
  test.hidden = table.boolean("hidden");
  test.avoid = table.texts("avoid");
  test.caution = table.texts("caution");
  test.basis = table.basis();
  if (table.has("reference")) {
    for (TableReader& row : table.tables("reference")) {
      read_reference(row, test);
    }
  }
  if (table.has("tight")) {
    for (TableReader& row : table.tables("tight")) {
      read_tight(row, test);
    }
  }
  if (table.has("steps") && test.steps.empty()) {
    table.complain("steps", "is empty; expected what to do, step by step");
  }
  if (!test.id.starts_with("T_")) {
    table.complain("id", "does not begin with T_; expected an id like T_AKE");
  }
  table.finish();
  return test;
}

RangeRules read_range_rules(TableReader table) {
  constexpr int oldest = 120;
  RangeRules rules;
  rules.prepare = table.text("prepare");
  rules.stop = table.text("stop");
  rules.times = read_times(table);
  rules.first = table.texts("first");
  rules.first_older = table.texts("first_older");
  rules.older_from_years = table.integer("older_from_years", 0, oldest);
  rules.no_norms_from_years = table.integer("no_norms_from_years", 0, oldest);
  rules.avoid = table.texts("avoid");
  rules.basis = table.basis();
  table.finish();
  return rules;
}

bool is_clinic_id(const std::string& id) {
  return !id.empty() && id.front() >= 'a' && id.front() <= 'z' &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

Questionnaire read_clinic_file(TableReader& file) {
  Questionnaire questionnaire = read_common(file, QuestionnaireKind::answers);
  questionnaire.credit = file.text("credit");
  if (questionnaire.limits.mdc_tenths || questionnaire.limits.mcid_tenths) {
    questionnaire.basis.convention = file.text("source");
  } else {
    questionnaire.basis.convention = file.text_or("source", "");
  }
  if (file.has("id") && !is_clinic_id(questionnaire.id)) {
    file.complain("id", "\"" + questionnaire.id +
                            "\" is no id; expected small letters, digits and hyphens, like rmdq");
  }
  for (const std::string_view taken : {"pain", "psfs", "groc", "peg"}) {
    if (questionnaire.id == taken) {
      file.complain("id", "\"" + questionnaire.id + "\" is built in; expected another name");
    }
  }
  file.finish();
  return questionnaire;
}

}  // namespace

void read_measures(TableReader& file, Catalogue& catalogue) {
  constexpr int most_days = 28;
  MeasureRules& measures = catalogue.measures;
  measures.early_days = file.integer("early_days", 0, most_days);
  measures.trend_days = file.integer("trend_days", 1, most_days);
  measures.readings = file.integer("readings", 3, 3);
  (void)file.basis();
  for (TableReader& table : file.tables("questionnaire")) {
    measures.questionnaires.push_back(read_built_in(table));
  }
  measures.range = read_range_rules(file.table("range"));
  for (TableReader& table : file.tables("range_test")) {
    measures.tests.push_back(read_test(table));
  }
  file.finish();
}

const Questionnaire* MeasureRules::find_questionnaire(std::string_view id) const {
  const auto found = std::find_if(questionnaires.begin(), questionnaires.end(),
                                  [&](const Questionnaire& q) { return q.id == id; });
  return found == questionnaires.end() ? nullptr : &*found;
}

const RangeTest* MeasureRules::find_test(std::string_view id) const {
  const auto found =
      std::find_if(tests.begin(), tests.end(), [&](const RangeTest& t) { return t.id == id; });
  return found == tests.end() ? nullptr : &*found;
}

int score_tenths(const Questionnaire& questionnaire, const std::vector<int>& values) {
  LISSOM_EXPECTS(values.size() == questionnaire.items.size() && !values.empty());
  const int sum = tenths_in_one * std::accumulate(values.begin(), values.end(), 0);
  if (questionnaire.scoring == Scoring::sum) {
    return sum;
  }
  const int count = static_cast<int>(values.size());
  const int rounded = (2 * std::abs(sum) + count) / (2 * count);
  return sum < 0 ? -rounded : rounded;
}

Result<Questionnaire> parse_questionnaire(const std::string& file, std::string_view text) {
  const tl::expected<TomlValue, TomlFault> document = parse_toml(text);
  if (!document) {
    return bad_input(to_string(CatalogueFault{file, document.error().line, document.error().what}));
  }
  CatalogueFaults faults;
  TableReader table(*document, file, faults);
  Questionnaire questionnaire = read_clinic_file(table);
  if (faults.empty()) {  // a sum of numbers that are wrong themselves would only repeat the trouble
    check_range(table, questionnaire);
  }
  if (faults.empty()) {
    return questionnaire;
  }
  std::stable_sort(faults.begin(), faults.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  const std::size_t more = faults.size() - 1;
  return bad_input(to_string(faults.front()) +
                   (more == 0 ? "" : " (and " + std::to_string(more) + " more)"));
}

}  // namespace lissom
