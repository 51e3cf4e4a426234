#include "core/programme/screening.h"

#include <algorithm>
#include <charconv>

namespace lissom {
namespace {

/// Looks answers up among those questions that apply; "unsure" reads as `unsure_as`.
class Reading {
 public:
  Reading(const ScreeningAnswers& given, std::string_view unsure_as)
      : given_(given), age_(std::to_string(given.age)), unsure_as_(unsure_as) {}

  std::string_view operator()(std::string_view id) const {
    if (id == "age") {
      return given_.age > 0 ? std::string_view(age_) : std::string_view{};
    }
    const auto found = given_.answers.find(id);
    if (found == given_.answers.end()) {
      return {};
    }
    return found->second == "unsure" ? unsure_as_ : std::string_view(found->second);
  }

 private:
  const ScreeningAnswers& given_;
  std::string age_;
  std::string_view unsure_as_;
};

bool holds(const Condition& condition, const ScreeningAnswers& given, std::string_view unsure_as) {
  const Reading reading(given, unsure_as);
  return condition.holds([&](std::string_view id) { return reading(id); });
}

/// The answers without those to questions that do not apply: what hangs on a question that was
/// never asked is void.
ScreeningAnswers applicable(const Catalogue& catalogue, const ScreeningAnswers& given,
                            ScreeningResult& result) {
  ScreeningAnswers kept{given.age, {}};
  if (given.age <= 0) {
    result.unanswered.emplace_back("age");
  }
  for (const Question& question : catalogue.screening.questions) {
    const bool asked = !question.ask_if || holds(*question.ask_if, kept, "yes");
    const auto answer = given.answers.find(question.id);
    if (answer != given.answers.end() && asked) {
      kept.answers.emplace(question.id, answer->second);
    } else if (answer != given.answers.end()) {
      result.ignored.push_back(question.id);
    } else if (asked && !question.optional) {
      result.unanswered.push_back(question.id);
    }
  }
  return kept;
}

std::vector<Answer> answers_read(const Condition& condition, const ScreeningAnswers& given) {
  std::vector<Answer> read;
  for (const std::string& id : condition.ids()) {
    const auto found = given.answers.find(id);
    if (id == "age") {
      read.push_back({id, std::to_string(given.age)});
    } else if (found != given.answers.end()) {
      read.push_back({id, found->second});
    }
  }
  return read;
}

std::optional<Code> strength(const Finding& finding, const ScreeningAnswers& given) {
  const bool if_yes = holds(finding.when, given, "yes");
  const bool if_no = holds(finding.when, given, "no");
  if (!if_yes && !if_no) {
    return std::nullopt;
  }
  const bool certain = if_yes && if_no;
  return certain ? finding.code : std::max(finding.code, Code::clinician_first);
}

bool is_whole_number(std::string_view text, int least, int most) {
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return !text.empty() && read.ec == std::errc{} && read.ptr == end && number >= least &&
         number <= most;
}

std::vector<std::string> allowed_answers(const Question& question) {
  std::vector<std::string> allowed;
  if (question.type == AnswerType::yes_no) {
    allowed = {"yes", "no"};
  }
  for (const Choice& choice : question.answers) {
    allowed.push_back(choice.id);
  }
  if (question.unsure) {
    allowed.emplace_back("unsure");
  }
  if (question.is_private) {
    allowed.emplace_back("prefer_not_to_say");
  }
  return allowed;
}

}  // namespace

bool applies(const Question& question, const Catalogue& catalogue, const ScreeningAnswers& given) {
  ScreeningResult unused;
  const ScreeningAnswers kept = applicable(catalogue, given, unused);
  return !question.ask_if || holds(*question.ask_if, kept, "yes");
}

void answer_others_no(const Catalogue& catalogue, ScreeningAnswers& given) {
  ScreeningAnswers kept{given.age, {}};
  for (const Question& question : catalogue.screening.questions) {
    if (question.ask_if && !holds(*question.ask_if, kept, "yes")) {
      continue;
    }
    if (question.type == AnswerType::yes_no) {
      given.answers.emplace(question.id, question.usual);
    }
    const auto answer = given.answers.find(question.id);
    if (answer != given.answers.end()) {
      kept.answers.insert(*answer);
    }
  }
}

ScreeningResult evaluate(const Catalogue& catalogue, const ScreeningAnswers& given) {
  ScreeningResult result;
  const ScreeningAnswers kept = applicable(catalogue, given, result);
  for (const Finding& finding : catalogue.screening.findings) {
    const std::optional<Code> code = strength(finding, kept);
    if (!code) {
      continue;
    }
    result.raised.push_back({&finding, *code, answers_read(finding.when, kept)});
    result.code = std::max(result.code, *code);
    for (const std::string& tag : finding.tags) {
      if (std::find(result.tags.begin(), result.tags.end(), tag) == result.tags.end()) {
        result.tags.push_back(tag);
      }
    }
  }
  return result;
}

Result<void> check_answer(const Question& question, std::string_view value) {
  const bool is_number = question.type == AnswerType::number;
  std::string expected = is_number ? "a whole number from " + std::to_string(question.min) +
                                         " to " + std::to_string(question.max)
                                   : "one of ";
  bool sound = is_number && is_whole_number(value, question.min, question.max);
  if (!is_number) {
    const std::vector<std::string> allowed = allowed_answers(question);
    sound = std::find(allowed.begin(), allowed.end(), value) != allowed.end();
    for (const std::string& word : allowed) {
      expected += (&word == &allowed.front() ? "" : ", ") + word;
    }
  }
  if (!sound) {
    return bad_input("answers." + question.id + ": \"" + std::string(value.substr(0, 60)) +
                     "\" is not an answer; expected " + expected);
  }
  return {};
}

ScreeningAnswers answers_of(const ScreeningAnswered& event) {
  ScreeningAnswers given{event.age, {}};
  for (const Answer& answer : event.answers) {
    given.answers[answer.id] = answer.value;
  }
  return given;
}

}  // namespace lissom
