#pragma once
/// What answers to the safety questions mean: the findings of catalogue/screening.toml, evaluated.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/journal/event.h"

namespace lissom {

/// Age and answers by question id; values are "yes", "no", "unsure", "prefer_not_to_say", a choice
/// or a number.
struct ScreeningAnswers {
  int age = 0;  ///< years; 0: not answered
  std::map<std::string, std::string, std::less<>> answers;
};

/// A finding that holds, with the strength it has here.
struct RaisedFinding {
  const Finding* finding = nullptr;
  Code code = Code::ok;            ///< code 3 where only an "unsure" raised a weaker finding
  std::vector<Answer> because_of;  ///< the answers that it read
};

struct ScreeningResult {
  Code code = Code::ok;               ///< the highest raised
  std::vector<RaisedFinding> raised;  ///< in order of the catalogue
  std::vector<std::string> tags;      ///< union, in order of first raise
  std::vector<std::string>
      unanswered;                    ///< questions that apply and have no answer; "age" among them
  std::vector<std::string> ignored;  ///< answers to questions that do not apply
  [[nodiscard]] bool complete() const { return unanswered.empty(); }
};

/// Whether a question applies, given age and the answers before it. "unsure" counts as yes, so that
/// a doubt leads to the question behind it.
[[nodiscard]] bool applies(const Question& question, const Catalogue& catalogue,
                           const ScreeningAnswers& given);

/// Gives every yes/no question that applies and has no answer its unremarkable one ("others":
/// "no").
void answer_others_no(const Catalogue& catalogue, ScreeningAnswers& given);

/// Evaluates all findings. Highest code wins; tags are a union; "unsure" counts as yes for codes 4
/// and 5 and raises a weaker finding as code 3 (a convention of the dossier, 1.1).
[[nodiscard]] ScreeningResult evaluate(const Catalogue& catalogue, const ScreeningAnswers& given);

/// Whether `value` is an answer to `question`. @return bad_input naming what was expected
[[nodiscard]] Result<void> check_answer(const Question& question, std::string_view value);

[[nodiscard]] ScreeningAnswers answers_of(const ScreeningAnswered& event);

}  // namespace lissom
