#include <algorithm>
#include <set>

#include "core/api/call.h"

namespace lissom {
namespace {

constexpr int youngest = 1;
constexpr int oldest = 120;

/// An answer as text: numbers may come as JSON numbers.
Result<std::string> answer_text(const std::string& id, const Json& value) {
  if (value.is_string()) {
    return value.get<std::string>();
  }
  if (value.is_number_integer()) {
    return to_bytes(value);
  }
  return bad_input("answers." + id.substr(0, 60) + ": expected a text or a whole number");
}

/// Reads "age" and "answers"; every answer is checked against its question.
Result<ScreeningAnswers> read_answers(const Call& call, ObjectReader& in) {
  ScreeningAnswers given;
  given.age = static_cast<int>(in.integer("age", youngest, oldest, 0));
  const Json& answers = in.any("answers");
  if (!answers.is_null() && !answers.is_object()) {
    return bad_input("answers: expected an object of question ids and answers");
  }
  for (const auto& item : answers.items()) {
    const Question* question = call.catalogue.find_question(item.key());
    if (question == nullptr) {
      return fail(Errc::unknown, "answers." + item.key().substr(0, 60) +
                                     ": is no question; \"lissom screen --questions\" lists them");
    }
    const Result<std::string> value = answer_text(item.key(), item.value());
    if (!value) {
      return tl::unexpected(value.error());
    }
    if (const Result<void> sound = check_answer(*question, *value); !sound) {
      return tl::unexpected(sound.error());
    }
    given.answers[item.key()] = *value;
  }
  return given;
}

Json finding_view(const RaisedFinding& raised, const Catalogue& catalogue) {
  Json view;
  view["id"] = raised.finding->id;
  view["code"] = static_cast<int>(raised.code);
  view["name"] = name_of(raised.code);
  view["because"] = raised.finding->because;
  view["tags"] = texts_view(raised.finding->tags);
  Json answers = Json::array();
  for (const Answer& answer : raised.because_of) {
    answers.push_back({{"question", answer.id}, {"answer", answer.value}});
  }
  view["answers"] = std::move(answers);
  put_basis(view, raised.finding->basis, catalogue);
  return view;
}

Json answers_view(const Question& question) {
  Json answers = Json::array();
  if (question.type == AnswerType::yes_no) {
    answers.push_back({{"id", "yes"}, {"text", "Yes"}});
    answers.push_back({{"id", "no"}, {"text", "No"}});
  }
  for (const Choice& choice : question.answers) {
    answers.push_back({{"id", choice.id}, {"text", choice.text}});
  }
  if (question.unsure) {
    answers.push_back({{"id", "unsure"}, {"text", "I am not sure"}});
  }
  if (question.is_private) {
    answers.push_back({{"id", "prefer_not_to_say"}, {"text", "I prefer not to say"}});
  }
  return answers;
}

constexpr std::string_view type_name(AnswerType type) {
  return type == AnswerType::yes_no ? "yes_no" : type == AnswerType::choice ? "choice" : "number";
}

Json question_view(const Question& question, bool asked, const Catalogue& catalogue) {
  Json view;
  view["id"] = question.id;
  view["group"] = question.group;
  view["type"] = type_name(question.type);
  view["ask"] = question.ask;
  view["why"] = question.why;
  if (question.type == AnswerType::number) {
    view["min"] = question.min;
    view["max"] = question.max;
    view["unit"] = question.unit;
  } else {
    view["answers"] = answers_view(question);
  }
  if (question.type == AnswerType::yes_no) {
    view["others_no_means"] = question.usual;
  }
  if (question.is_private) {
    view["private_note"] = question.private_note;
  }
  view["optional"] = question.optional;
  if (question.ask_if) {
    view["ask_if"] = texts_view(question.ask_if->ids());
  }
  view["applies"] = asked;
  put_basis(view, question.basis, catalogue);
  return view;
}

}  // namespace

Result<Outcome> do_questions(Call& call, ObjectReader& in) {
  const Result<ScreeningAnswers> given = read_answers(call, in);
  if (!given) {
    return tl::unexpected(given.error());
  }
  Json view;
  view["lead_in"] = call.catalogue.screening.lead_in;
  Json questions = Json::array();
  for (const Question& question : call.catalogue.screening.questions) {
    questions.push_back(
        question_view(question, applies(question, call.catalogue, *given), call.catalogue));
  }
  view["questions"] = std::move(questions);
  return call.done(std::move(view));
}

Result<Outcome> do_screen(Call& call, ObjectReader& in) {
  Result<ScreeningAnswers> given = read_answers(call, in);
  if (!given) {
    return tl::unexpected(given.error());
  }
  if (in.one_of("others", {"no"}) == "no") {
    answer_others_no(call.catalogue, *given);
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const ScreeningResult result = evaluate(call.catalogue, *given);
  ScreeningAnswered event;
  event.scope = "full";
  event.age = given->age;
  for (const auto& [id, value] : given->answers) {
    event.answers.push_back({id, value});
  }
  event.catalogue = call.catalogue.version;
  event.code = static_cast<int>(code_after_clearance(call.state(), result));
  for (const RaisedFinding& raised : result.raised) {
    event.findings.push_back(raised.finding->id);
  }
  event.unanswered = result.unanswered;
  call.add(std::move(event));

  Json view;
  view["disposition"] = disposition_view(call.world.gate, call.catalogue);
  view["tags"] = tags_view(call.world.gate, call.catalogue);
  Json findings = Json::array();
  for (const RaisedFinding& raised : call.world.gate.screening.raised) {
    findings.push_back(finding_view(raised, call.catalogue));
  }
  view["findings"] = std::move(findings);
  view["complete"] = result.complete();
  view["unanswered"] = texts_view(result.unanswered);
  view["ignored"] = texts_view(result.ignored);
  view["dose_column"] = call.world.person.older ? "older" : "adult";
  Outcome outcome = call.done(std::move(view));
  outcome.exit = call.world.gate.locked ? 3 : 0;
  return outcome;
}

Result<Outcome> do_clear(Call& call, ObjectReader& in) {
  ClearanceRecorded clearance;
  clearance.who = in.text("who");
  clearance.date = in.text("date");
  clearance.note = in.text("note", "");
  if (!in.boolean("told_can_exercise", false)) {
    in.complain("told_can_exercise",
                "expected true: a clearance says that a clinician told you that you may exercise");
  }
  const Result<Day> day = parse_day(clearance.date);
  if (!day) {
    in.complain("date", day.error().what);
  } else if (*day > call.today()) {
    in.complain("date", "lies in the future; expected the day you were seen");
  }
  if (in.has("who") && clearance.who.empty()) {
    in.complain("who", "is empty; expected who saw you");
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  if (!call.state().screening) {
    return bad_input("there is nothing to clear yet; answer the safety questions first");
  }
  for (const RaisedFinding& raised : call.world.gate.screening.raised) {
    if (raised.code == Code::clinician_first) {
      clearance.findings.push_back(raised.finding->id);
    }
  }
  call.add(std::move(clearance));
  const bool still_locked = call.world.gate.locked;
  Json view = say({"Noted: who saw you, and when.",
                   still_locked ? "Now please answer all safety questions again."
                                : "You can go on; the restrictions apply."});
  view["disposition"] = disposition_view(call.world.gate, call.catalogue);
  return call.done(std::move(view));
}

Result<Outcome> do_checks(Call& call, ObjectReader&) {
  Json list = Json::array();
  for (const CheckItem& item : call.catalogue.screening.checks) {
    Json view;
    view["id"] = item.id;
    view["type"] = type_name(item.type);
    view["ask"] = item.ask;
    view["why"] = item.why;
    if (item.type == AnswerType::number) {
      view["min"] = item.min;
      view["max"] = item.max;
    } else {
      view["answers"] = Json::array({{{"id", "yes"}, {"text", "Yes"}},
                                     {{"id", "no"}, {"text", "No"}},
                                     {{"id", "unsure"}, {"text", "I am not sure"}}});
    }
    list.push_back(std::move(view));
  }
  Json view;
  view["checks"] = std::move(list);
  return call.done(std::move(view));
}

Result<void> take_check(Call& call, ObjectReader& in) {
  ObjectReader answers(in.any("answers"), "answers");
  ScreeningAnswered event;
  event.scope = "check";
  event.catalogue = call.catalogue.version;
  std::optional<int> pain;
  for (const CheckItem& item : call.catalogue.screening.checks) {
    if (!answers.has(item.id)) {
      answers.complain(item.id, "is missing; every session begins with these " +
                                    std::to_string(call.catalogue.screening.checks.size()) +
                                    " questions");
    } else if (item.type == AnswerType::number) {
      pain = static_cast<int>(answers.integer(item.id, item.min, item.max, item.min));
      event.answers.push_back({item.id, std::to_string(*pain)});
    } else {
      event.answers.push_back({item.id, answers.one_of(item.id, {"yes", "no", "unsure"})});
    }
  }
  if (const auto fault = answers.fault()) {
    return tl::unexpected(*fault);
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  call.add(std::move(event));
  PainReported report;
  report.now = pain;
  call.add(std::move(report));
  return {};
}

Result<Outcome> do_check(Call& call, ObjectReader& in) {
  const Result<void> taken = take_check(call, in);
  if (!taken) {
    return tl::unexpected(taken.error());
  }
  if (call.world.gate.locked) {
    return call.refused();
  }
  Json view = say({call.world.mode.flare ? call.world.mode.because : "All clear for today."});
  view["mode"] = call.world.mode.flare ? "flare" : "normal";
  view["disposition"] = disposition_view(call.world.gate, call.catalogue);
  return call.done(std::move(view));
}

}  // namespace lissom
