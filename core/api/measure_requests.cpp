#include <algorithm>

#include "core/api/call.h"
#include "core/api/measure_views.h"
#include "core/base/tenths.h"
#include "core/programme/range_goals.h"
#include "core/programme/range_offer.h"
#include "core/report/chart_data.h"

namespace lissom {
namespace {

constexpr std::size_t most_definition_bytes = std::size_t{64} * 1024;

/// Questions and lists stay open at code 3; at codes 4 and 5 there is one thing to do, and it is
/// not measuring.
bool may_ask(const Call& call) {
  return !call.world.gate.locked || call.world.gate.code < Code::urgent;
}

// ---- questionnaires

Json item_view(const QuestionnaireItem& item) {
  Json view;
  view["id"] = item.id;
  view["name"] = item.name;
  view["ask"] = item.ask;
  if (item.answers.empty()) {
    view["type"] = "number";
    view["min"] = item.points.least;
    view["max"] = item.points.most;
    view["low"] = item.low;
    view["high"] = item.high;
    return view;
  }
  view["type"] = "choice";
  Json answers = Json::array();
  for (const ItemAnswer& answer : item.answers) {
    answers.push_back({{"id", answer.id}, {"text", answer.text}});
  }
  view["answers"] = std::move(answers);
  return view;
}

Json questionnaire_view(const Questionnaire& questionnaire, const Catalogue& catalogue) {
  Json view;
  view["id"] = questionnaire.id;
  view["name"] = questionnaire.name;
  view["lead_in"] = questionnaire.lead_in;
  view["credit"] = questionnaire.credit;
  view["caution"] = questionnaire.caution;
  Json items = Json::array();
  for (const QuestionnaireItem& item : questionnaire.items) {
    items.push_back(item_view(item));
  }
  view["items"] = std::move(items);
  put_basis(view, questionnaire.basis, catalogue);
  return view;
}

/// The questionnaire that a request names by `id`, or brings along as `definition` and `file`.
struct Asked {
  Questionnaire questionnaire;
  bool is_own = false;  ///< brought along
};

Result<Asked> named_questionnaire(const Call& call, ObjectReader& in) {
  const Json& definition = in.any("definition");
  const std::string file = in.text("file", "definition");
  if (!definition.is_null()) {
    if (!definition.is_string()) {
      return bad_input("request.definition: is not a text; expected a questionnaire as TOML");
    }
    const std::string text = definition.get<std::string>();
    if (text.size() > most_definition_bytes) {
      return bad_input("request.definition: is too long; expected at most 64 kB");
    }
    Result<Questionnaire> own = parse_questionnaire(file, text);
    return own ? Result<Asked>(Asked{std::move(*own), true}) : tl::unexpected(own.error());
  }
  const std::string id = in.text("id");
  if (const auto& complaint = in.complaint()) {
    return tl::unexpected(*complaint);
  }
  const Questionnaire* known = call.catalogue.measures.find_questionnaire(id);
  if (known == nullptr) {
    return fail(Errc::unknown,
                as_typed(id) + R"( is no questionnaire; "lissom measure" lists them)");
  }
  return Asked{*known, false};
}

/// The value of an answer as it was given: a number, or the id of an answer.
Result<int> value_of(const QuestionnaireItem& item, const Json& given) {
  const std::string place = "request.answers." + item.id + ": ";
  if (item.answers.empty()) {
    if (given.is_number_integer() && given.get<std::int64_t>() >= item.points.least &&
        given.get<std::int64_t>() <= item.points.most) {
      return given.get<int>();
    }
    return bad_input(place + (given.is_null() ? "is missing" : "is something else") +
                     "; expected a whole number from " + std::to_string(item.points.least) +
                     " to " + std::to_string(item.points.most));
  }
  std::string known;
  for (const ItemAnswer& answer : item.answers) {
    if (given.is_string() && given.get<std::string>() == answer.id) {
      return answer.value;
    }
    known += (known.empty() ? "" : ", ") + answer.id;
  }
  return bad_input(place + (given.is_null() ? "is missing" : "is something else") +
                   "; expected one of " + known);
}

Result<QuestionnaireAnswered> answered(const Asked& named, const Json& answers) {
  const Questionnaire& questionnaire = named.questionnaire;
  if (!answers.is_object()) {
    return bad_input("request.answers: is not there; expected an answer to each question");
  }
  QuestionnaireAnswered event;
  event.name = questionnaire.id;
  std::vector<int> values;
  for (const QuestionnaireItem& item : questionnaire.items) {
    const Json given = answers.contains(item.id) ? answers.at(item.id) : Json();
    const Result<int> value = value_of(item, given);
    if (!value) {
      return tl::unexpected(value.error());
    }
    values.push_back(*value);
    event.answers.push_back(
        {item.id, given.is_string() ? given.get<std::string>() : std::to_string(*value)});
  }
  for (const auto& answer : answers.items()) {
    const std::string& key = answer.key();
    if (std::none_of(questionnaire.items.begin(), questionnaire.items.end(),
                     [&](const QuestionnaireItem& item) { return item.id == key; })) {
      return bad_input("request.answers." + shortened(key) + ": is no question of " +
                       questionnaire.id);
    }
  }
  event.score_tenths = score_tenths(questionnaire, values);
  if (named.is_own) {
    event.title = questionnaire.name;
    event.better = questionnaire.limits.more_is_better ? "more" : "less";
    event.least_tenths = questionnaire.range_tenths.least;
    event.most_tenths = questionnaire.range_tenths.most;
    event.mdc_tenths = questionnaire.limits.mdc_tenths;
    event.mcid_tenths = questionnaire.limits.mcid_tenths;
    event.mcid_pct = questionnaire.limits.mcid_pct;
  }
  return event;
}

/// The line that ends with the event just made.
std::optional<Series> line_with_last(const Call& call, const std::string& measure,
                                     const std::string& side, const std::string& method) {
  MeasureLog log = call.state().measures.log();
  for (Series& line : log.series) {
    const bool is_it = line.measure == measure && line.side == side && line.method == method;
    if (is_it && line.points.back().day == call.today()) {
      return {std::move(line)};
    }
  }
  return std::nullopt;
}

/// "Noted." and what the value means.
Json noted(const Call& call, const std::optional<Series>& line) {
  if (!line) {
    return say({"Noted."});
  }
  Json view = say({"Noted.", series_words(*line, call.catalogue)});
  view["measure"] = series_view(*line, call.catalogue);
  return view;
}

// ---- range tests

std::string age_words(const std::optional<Range>& ages) {
  return ages ? " aged " + std::to_string(ages->least) + " to " + std::to_string(ages->most) : "";
}

std::string whom_words(const std::string& who) {
  return who == "all" ? "people" : who;
}

std::vector<std::string> reference_words(const RangeTest& test, int age, const RangeRules& rules) {
  std::vector<std::string> list;
  for (const ReferenceRow& row : test.references) {
    if (is_for(row.ages, age, rules)) {
      std::string words = "Mean of " + whom_words(row.who) + age_words(row.ages) + ": " +
                          tenths_text(row.tenths.least);
      if (row.tenths.most != row.tenths.least) {
        words += " to " + tenths_text(row.tenths.most);
      }
      if (row.spread_tenths > 0) {
        words += ", give or take " + tenths_text(row.spread_tenths);
      }
      list.push_back(words + ".");
    }
  }
  if (list.empty()) {
    list.emplace_back(
        "There is no good reference for your age; what counts is the change over time.");
  }
  return list;
}

std::vector<std::string> tight_words(const RangeTest& test, int age, const RangeRules& rules) {
  std::vector<std::string> list;
  for (const TightRow& row : test.tight) {
    if (is_for(row.ages, age, rules)) {
      list.push_back("Often called tight in " + whom_words(row.who) + age_words(row.ages) + ": " +
                     (row.is_above ? "above " : "below ") + tenths_text(row.tenths) + ".");
    }
  }
  if (test.side_gap_tenths) {
    list.push_back("A difference between the sides of " + tenths_text(*test.side_gap_tenths) +
                   (test.unit == "deg" ? " degrees" : " cm") + " or more is worth a note.");
  }
  if (!test.tight_note.empty()) {
    list.push_back(test.tight_note);
  }
  return list;
}

std::vector<std::string> sides_of(const RangeTest& test) {
  return test.each_side ? std::vector<std::string>{"left", "right"}
                        : std::vector<std::string>{"both"};
}

Json test_item(const Call& call, const RangeTest& test) {
  const Eligibility offer = range_offer(test, call.world.person, call.catalogue);
  Json view;
  view["id"] = test.id;
  view["name"] = test.name;
  view["unit"] = test.unit;
  view["sides"] = texts_view(sides_of(test));
  view["hidden"] = test.hidden;
  view["for_you"] = call.state().screening ? Json(offer.offered) : Json();
  view["why_not"] = call.state().screening ? offer.why_not : "";
  return view;
}

Json whole_test(const Call& call, const RangeTest& test, const Eligibility& offer) {
  const RangeRules& rules = call.catalogue.measures.range;
  const int age = call.state().age();
  Json view = test_item(call, test);
  view["prepare"] = rules.prepare;
  view["steps"] = texts_view(test.steps);
  view["reading"] = test.reading;
  view["readings"] = call.catalogue.measures.readings;
  view["method"] = test.method;
  view["better"] = test.limits.more_is_better ? "more" : "less";
  view["stop"] = rules.stop;
  std::vector<std::string> cautions = test.cautions;
  for (const std::string& tag : offer.cautions) {
    cautions.push_back(call.catalogue.tags.find(tag)->second.change);
  }
  view["cautions"] = texts_view(cautions);
  view["reference"] = texts_view(reference_words(test, age, rules));
  view["tight_if"] = texts_view(tight_words(test, age, rules));
  view["mdc_tenths"] = test.limits.mdc_tenths ? Json(*test.limits.mdc_tenths) : Json();
  put_basis(view, test.basis, call.catalogue);
  return view;
}

Result<const RangeTest*> known_test(const Call& call, const std::string& id) {
  const RangeTest* test = call.catalogue.measures.find_test(id);
  if (test == nullptr) {
    return fail(Errc::unknown, as_typed(id) + R"( is no range test; "lissom measure" lists them)");
  }
  return test;
}

// ---- what is due

std::string measure_name(const Catalogue& catalogue, const std::string& id) {
  if (const Questionnaire* questionnaire = catalogue.measures.find_questionnaire(id)) {
    return questionnaire->name;
  }
  const RangeTest* test = catalogue.measures.find_test(id);
  return test == nullptr ? id : test->name;
}

Json due_view(const Call& call) {
  const MeasureLog log = call.state().measures.log();
  DueContext context;
  context.start = call.state().programme_start;
  context.today = call.today();
  // Range tests follow the gate: while it is closed, none is asked for.
  if (!call.world.gate.locked) {
    context.tests = tests_asked_for(call.world.person, call.catalogue);
  }
  Json list = Json::array();
  for (const DueMeasure& due : due_measures(log, call.catalogue.measures, context)) {
    const bool is_test = call.catalogue.measures.find_test(due.measure) != nullptr;
    list.push_back({{"id", due.measure},
                    {"name", measure_name(call.catalogue, due.measure)},
                    {"kind", is_test ? "range_test" : "questionnaire"},
                    {"week", due.week},
                    {"optional", due.optional}});
  }
  return list;
}

}  // namespace

Result<Outcome> do_measures(Call& call, ObjectReader& in) {
  const bool with_hidden = in.boolean("hidden", false);
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  if (!may_ask(call)) {
    return call.refused();
  }
  Json due = due_view(call);
  Json view = say({due.empty() ? "Nothing is due." : "By the schedule, this is due:"});
  view["due"] = std::move(due);
  Json questionnaires = Json::array();
  for (const Questionnaire& questionnaire : call.catalogue.measures.questionnaires) {
    questionnaires.push_back({{"id", questionnaire.id},
                              {"name", questionnaire.name},
                              {"questions", static_cast<int>(questionnaire.items.size())}});
  }
  view["questionnaires"] = std::move(questionnaires);
  Json tests = Json::array();
  for (const RangeTest& test : call.catalogue.measures.tests) {
    if (with_hidden || !test.hidden) {
      tests.push_back(test_item(call, test));
    }
  }
  view["tests"] = std::move(tests);
  view["activities"] = texts_view(call.state().activities);
  return call.done(std::move(view));
}

Result<Outcome> do_questionnaire(Call& call, ObjectReader& in) {
  const Result<Asked> named = named_questionnaire(call, in);
  if (!named) {
    return tl::unexpected(named.error());
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  if (!may_ask(call)) {
    return call.refused();
  }
  Json view;
  view["questionnaire"] = questionnaire_view(named->questionnaire, call.catalogue);
  view["activities"] = texts_view(call.state().activities);
  return call.done(std::move(view));
}

Result<Outcome> do_log_questionnaire(Call& call, ObjectReader& in) {
  const Json& answers = in.any("answers");
  const Result<Asked> named = named_questionnaire(call, in);
  if (!named) {
    return tl::unexpected(named.error());
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  if (named->questionnaire.kind != QuestionnaireKind::answers) {
    return bad_input("request.id: " + as_typed(named->questionnaire.id) +
                     " is logged with log_pain or log_activity");
  }
  Result<QuestionnaireAnswered> event = answered(*named, answers);
  if (!event) {
    return tl::unexpected(event.error());
  }
  if (!may_ask(call)) {
    return call.refused();
  }
  const std::string name = event->name;
  call.add(std::move(*event));
  if (call.has_stopped()) {
    return call.refused();
  }
  Json view = noted(call, line_with_last(call, name, "", ""));
  for (const std::string& sentence : call.fired_words()) {
    view["say"].push_back(sentence);
  }
  if (!named->questionnaire.caution.empty()) {
    view["say"].push_back(named->questionnaire.caution);
  }
  return call.done(std::move(view));
}

Result<Outcome> do_range_test(Call& call, ObjectReader& in) {
  const std::string id = in.text("test");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const Result<const RangeTest*> test = known_test(call, id);
  if (!test) {
    return tl::unexpected(test.error());
  }
  if (call.world.gate.locked) {
    return call.refused();
  }
  const Eligibility offer = range_offer(**test, call.world.person, call.catalogue);
  if (!offer.offered) {
    Json view;
    view["refused"] = {{"why", offer.rule},
                       {"say", texts_view({(*test)->name + " is not for you. " + offer.why_not})},
                       {"unlock", ""}};
    return Outcome{3, std::move(view), {}};
  }
  Json view;
  view["test"] = whole_test(call, **test, offer);
  return call.done(std::move(view));
}

std::optional<Fault> range_fault(const Call& call, const RangeMeasured& range) {
  const Result<const RangeTest*> test = known_test(call, range.test);
  if (!test) {
    return Fault{test.error().code, "request.test: " + test.error().what};
  }
  const std::vector<std::string> sides = sides_of(**test);
  if (std::find(sides.begin(), sides.end(), range.side) == sides.end()) {
    return Fault{Errc::bad_input, "request.side: is " + range.side + "; expected " +
                                      (sides.size() == 1 ? "both" : "left or right") + " for " +
                                      range.test};
  }
  return std::nullopt;
}

void put_range_measure(const Call& call, const RangeMeasured& range, Json& view) {
  if (const auto line = line_with_last(call, range.test, range.side, range.method)) {
    view["measure"] = series_view(*line, call.catalogue);
    view["say"].push_back(series_words(*line, call.catalogue));
  }
}

Result<Outcome> do_chart(Call& call, ObjectReader& in) {
  const std::string what = in.text("what", "");
  const bool as_data = in.one_of("as", {"svg", "data"}) == "data";
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  MeasureLog log = call.state().measures.log();
  if (!what.empty()) {
    std::erase_if(log.series, [&](const Series& line) { return line.measure != what; });
    if (log.series.empty()) {
      return fail(Errc::unknown, as_typed(what) + " has no values; expected a measure like pain");
    }
  }
  const Chart chart = chart_of(log, call.catalogue);
  Json view;
  if (as_data) {
    view["chart"] = chart_data(chart);
  } else {
    view["svg"] = draw_chart(chart);
  }
  return call.done(std::move(view));
}

}  // namespace lissom
