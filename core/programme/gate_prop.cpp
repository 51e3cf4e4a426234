// What holds for all answers, tags and journals, not only for those we thought of.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/programme/eligibility.h"
#include "core/programme/gate.h"
#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::answered;
using fixture::Answers;
using fixture::Diary;

const std::vector<Question>& questions() {
  return embedded_catalogue().screening.questions;
}

ScreeningResult result_of(int age, const Answers& answers) {
  return evaluate(embedded_catalogue(), answered(age, answers));
}

/// Every answer that a question takes; of numbers both ends and those about the limits in use.
std::vector<std::string> answers_to(const Question& question) {
  std::vector<std::string> values;
  for (const std::string value : {"yes", "no", "unsure", "prefer_not_to_say"}) {
    if (question.type != AnswerType::number && check_answer(question, value)) {
      values.push_back(value);
    }
  }
  for (const Choice& choice : question.answers) {
    values.push_back(choice.id);
  }
  for (const int number : {0, 1, 5, 6, 8, 11, 12, 13, 16, 20, 44}) {
    if (question.type == AnswerType::number && check_answer(question, std::to_string(number))) {
      values.push_back(std::to_string(number));
    }
  }
  return values;
}

constexpr int ages[] = {17, 18, 24, 40, 50, 60, 66, 90};

TEST(ScreeningWalk, OneAnswerNeverLowersTheCode) {
  for (const int age : ages) {
    const Code others_no = result_of(age, {}).code;
    for (const Question& question : questions()) {
      for (const std::string& value : answers_to(question)) {
        SCOPED_TRACE(question.id + " = " + value + " at " + std::to_string(age));
        EXPECT_GE(result_of(age, {{question.id, value}}).code, others_no);
      }
    }
  }
}

TEST(ScreeningWalk, UnsureNeverWeighsLessThanNo) {
  for (const Question& question : questions()) {
    if (question.unsure) {
      SCOPED_TRACE(question.id);
      const Answers doubt = {{question.id, "unsure"}};
      EXPECT_GE(result_of(66, doubt).code, result_of(66, {{question.id, "no"}}).code);
    }
  }
}

void raise(const ScreeningResult& result, std::set<std::string>& raised) {
  for (const RaisedFinding& finding : result.raised) {
    raised.insert(finding.finding->id);
  }
}

/// Yes to all yes/no questions among these, and whatever it takes that they are asked.
Answers all_of(const std::vector<std::string>& ids, std::size_t most_yes) {
  Answers answers;
  std::size_t yes = 0;
  for (const std::string& id : ids) {
    const Question* question = embedded_catalogue().find_question(id);
    if (question == nullptr || question->type != AnswerType::yes_no || yes == most_yes) {
      continue;
    }
    answers[id] = "yes";
    ++yes;
    for (const std::string& before :
         question->ask_if ? question->ask_if->ids() : std::vector<std::string>{}) {
      if (before != "age") {
        answers[before] = before == "DURATION" ? "over_12_weeks" : "yes";
      }
    }
  }
  return answers;
}

/// No finding is dead: each is raised by an answer to a question that it reads, the others of its
/// condition being yes.
TEST(ScreeningWalk, EveryFindingIsRaisedBySomeWalk) {
  std::set<std::string> raised;
  for (const int age : {17, 24, 66}) {
    raise(result_of(age, {}), raised);
    for (const Finding& finding : embedded_catalogue().screening.findings) {
      const std::vector<std::string> ids = finding.when.ids();
      for (std::size_t most_yes = 1; most_yes <= ids.size(); ++most_yes) {
        const Answers base = all_of(ids, most_yes);
        raise(result_of(age, base), raised);
        for (const std::string& id : ids) {
          const Question* question = embedded_catalogue().find_question(id);
          for (const std::string& value :
               question == nullptr ? std::vector<std::string>{} : answers_to(*question)) {
            Answers answers = base;
            answers[id] = value;
            raise(result_of(age, answers), raised);
          }
        }
      }
    }
  }
  for (const Finding& finding : embedded_catalogue().screening.findings) {
    EXPECT_TRUE(raised.contains(finding.id)) << finding.id;
  }
}

/// Random answers to all questions, sound ones only.
Answers any_answers() {
  Answers answers;
  for (const Question& question : questions()) {
    // Most people say no to most questions.
    if (*rc::gen::inRange(0, 4) == 0) {
      answers[question.id] = *rc::gen::elementOf(answers_to(question));
    }
  }
  return answers;
}

RC_GTEST_PROP(ScreeningProp, MoreYesToEarlyQuestionsNeverLowersTheCode, ()) {
  const int age = *rc::gen::inRange(16, 95);
  Answers answers = any_answers();
  const Code before = result_of(age, answers).code;
  for (const Question& question : questions()) {
    if ((question.group == "A" || question.group == "B") && *rc::gen::inRange(0, 5) == 0) {
      answers[question.id] = "yes";
    }
  }
  RC_ASSERT(result_of(age, answers).code >= before);
}

RC_GTEST_PROP(ScreeningProp, CodeIsTheHighestRaisedAndTagsAreOfFindings, ()) {
  const ScreeningResult result = result_of(*rc::gen::inRange(16, 95), any_answers());
  Code highest = Code::ok;
  std::set<std::string> tags;
  for (const RaisedFinding& raised : result.raised) {
    RC_ASSERT(raised.code >= raised.finding->code);
    highest = std::max(highest, raised.code);
    tags.insert(raised.finding->tags.begin(), raised.finding->tags.end());
  }
  RC_ASSERT(result.code == highest);
  RC_ASSERT(std::set<std::string>(result.tags.begin(), result.tags.end()) == tags);
  RC_ASSERT(result.tags.size() == tags.size());
}

/// Each of the list with even chance.
std::vector<std::string> some_of(const std::vector<std::string>& all) {
  std::vector<std::string> some;
  for (const std::string& item : all) {
    if (*rc::gen::arbitrary<bool>()) {
      some.push_back(item);
    }
  }
  return some;
}

std::vector<std::string> ids_of(const std::vector<Named>& list) {
  std::vector<std::string> ids;
  for (const Named& item : list) {
    ids.push_back(item.id);
  }
  return ids;
}

RC_GTEST_PROP(EligibilityProp, NothingIsOfferedThatTagsOrPositionsForbid, ()) {
  const Catalogue& catalogue = embedded_catalogue();
  std::vector<std::string> all_tags;
  for (const auto& [id, tag] : catalogue.tags) {
    all_tags.push_back(id);
  }
  State state{embedded_catalogue()};
  state.profile = default_profile(catalogue);
  state.profile->positions = some_of(ids_of(catalogue.positions));
  state.profile->equipment = some_of(ids_of(catalogue.equipment));
  Gate gate;
  for (const std::string& tag : all_tags) {
    if (*rc::gen::inRange(0, 6) == 0) {
      gate.tags.push_back(tag);
    }
  }
  const Person person = person_of(state, gate, catalogue);
  const auto can = [&](const std::string& position) {
    const auto& positions = person.positions;
    return std::find(positions.begin(), positions.end(), position) != positions.end();
  };
  for (const auto& [id, exercise] : catalogue.exercises) {
    if (!eligibility(exercise, person, state, catalogue, fixture::on_day(0)).offered) {
      continue;
    }
    for (const std::string& tag : exercise.avoid) {
      RC_ASSERT(!has_tag(person, tag));
    }
    const Base& base = catalogue.bases.find(exercise.base)->second;
    RC_ASSERT(std::all_of(base.needs.begin(), base.needs.end(), can));
    RC_ASSERT(!base.lying || can("floor") || can("bed"));
    RC_ASSERT(!has_tag(person, "neck-red-flag") ||
              exercise.pose.end.pose.find("nck=") == std::string::npos);
  }
}

/// What closes and what opens, counted without looking at the locks.
struct Ledger {
  bool clearance = false;         ///< something since the last clearance asks for one
  bool clearance_urgent = false;  ///< and for a screening after it
  bool screening = false;         ///< a screening is missing
  bool screening_urgent = false;  ///< one that counts only after the clearance

  void stop(bool urgent) {
    clearance = true;
    clearance_urgent = clearance_urgent || urgent;
    screening_urgent = screening_urgent || urgent;
  }
  void clear() { clearance = clearance_urgent = false; }
  void screen(int code) {
    screening = false;
    screening_urgent = screening_urgent && clearance_urgent;
    if (code >= 3) {
      stop(code >= 4);
    }
  }
  [[nodiscard]] bool may_open() const { return !clearance && !screening && !screening_urgent; }
};

/// One thing that happens, to the diary and to the ledger.
void something_happens(Instant now, Diary& diary, Ledger& ledger) {
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      diary.screen(now, any_answers());
      ledger.screen(diary.state().screening->code);
      break;
    case 1:
      diary.screen(now);
      ledger.screen(0);
      break;
    case 2: {
      const std::string id = *rc::gen::element<std::string>("CHECK_NERVE", "CHECK_BLADDER");
      const std::string value = *rc::gen::element<std::string>("yes", "no", "unsure");
      diary.check(now, id, value);
      if (value != "no") {
        ledger.stop(true);
      }
      break;
    }
    case 3: {
      const int pain = *rc::gen::inRange(0, 11);
      diary.pain_now(now, pain);
      if (pain >= 8) {
        ledger.stop(false);
      }
      break;
    }
    case 4:
      diary.stop(now, "bridge", "HALT");
      ledger.screening = true;
      break;
    default:
      diary.clear(now);
      ledger.clear();
      break;
  }
}

RC_GTEST_PROP(GateProp, NeverOpenWhileAClearanceIsMissing, ()) {
  Diary diary;
  Ledger ledger;
  std::int64_t hour = 0;
  const int steps = *rc::gen::inRange(1, 12);
  for (int i = 0; i < steps; ++i) {
    hour += *rc::gen::inRange(1, 60);
    const Instant now = fixture::after_hours(hour);
    something_happens(now, diary, ledger);
    const Gate got = diary.gate_at(now);
    RC_ASSERT(got.locked || ledger.may_open());
    RC_ASSERT(got.locked || got.code < Code::clinician_first);
    RC_ASSERT(got.locked != got.why.empty());
    RC_ASSERT(got.locked != got.because.empty());
  }
}

}  // namespace
}  // namespace lissom
