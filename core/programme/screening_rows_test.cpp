// The dossier's rows one by one: which findings stand side by side, which questions hang on which,
// and what may be answered.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/contains.h"
#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::Answers;
using fixture::long_pain;

/// The findings that these answers raise, and as what.
std::map<std::string, std::string_view> raised_by(int age, const Answers& answers) {
  std::map<std::string, std::string_view> codes;
  const ScreeningResult result = evaluate(embedded_catalogue(), ScreeningAnswers{age, answers});
  for (const RaisedFinding& raised : result.raised) {
    codes.emplace(raised.finding->id, name_of(raised.code));
  }
  return codes;
}

/// An age that was not said is no young age.
TEST(ScreeningFindings, AgeThatWasNotSaid) {
  for (const int age : {-1, 0}) {
    EXPECT_TRUE(raised_by(age, {}).empty()) << age;
    EXPECT_TRUE(contains(evaluate(embedded_catalogue(), {age, {}}).unanswered, "age")) << age;
  }
  EXPECT_FALSE(raised_by(1, {}).empty());
  EXPECT_FALSE(contains(evaluate(embedded_catalogue(), {1, {}}).unanswered, "age"));
}

/// Together they are an emergency by themselves, also where one of them alone would be (1.2 B).
TEST(ScreeningFindings, EmergenciesOfTwoAnswers) {
  for (const std::string id : {"CES_BLADDER", "CES_BOWEL", "CES_SADDLE", "CES_SEX", "CES_BILAT",
                               "WEAK_PROG", "AAA_ACUTE", "CHEST", "TRAUMA_MAJOR", "HIP_FRACT"}) {
    const auto raised = raised_by(40, {{"INF_FEVER", "yes"}, {id, "yes"}});
    ASSERT_TRUE(raised.contains("inf-fever-stop-item")) << id;
    EXPECT_EQ(raised.at("inf-fever-stop-item"), "EMERGENCY");
  }
  const auto raised = raised_by(40, {{"DVT", "yes"}, {"CHEST", "yes"}});
  ASSERT_TRUE(raised.contains("dvt-chest"));
  EXPECT_EQ(raised.at("dvt-chest"), "EMERGENCY");
  EXPECT_FALSE(raised_by(40, {{"DVT", "no"}, {"CHEST", "yes"}}).contains("dvt-chest"));
}

/// Each feature counts, in both lists (dossier 1.2 D).
TEST(ScreeningFindings, EachInflammatoryFeatureCounts) {
  const std::vector<std::string> pattern = {"IBP_ONSET40", "IBP_GRADUAL", "IBP_EXERCISE",
                                            "IBP_NOREST", "IBP_NIGHT"};
  for (const std::string& without : pattern) {
    std::vector<std::string> four = pattern;
    std::erase(four, without);
    EXPECT_TRUE(raised_by(40, long_pain(four)).contains("ibp-4-of-5")) << without;
  }
  const std::vector<std::string> route = {"SPA_ONSET35",   "SPA_SECOND_HALF", "SPA_BUTTOCK",
                                          "IBP_EXERCISE",  "SPA_NSAID",       "SPA_RELATIVE",
                                          "SPA_ARTHRITIS", "SPA_ENTHESITIS",  "SPA_PSORIASIS"};
  for (std::size_t first = 0; first < route.size(); ++first) {
    std::vector<std::string> some;
    for (std::size_t count = 1; count <= 4; ++count) {
      some.push_back(route[(first + count - 1) % route.size()]);
      const auto raised = raised_by(40, long_pain(some));
      EXPECT_EQ(raised.contains("spa-3"), count == 3) << some.front() << " and " << count - 1;
      EXPECT_EQ(raised.contains("spa-4"), count == 4) << some.front() << " and " << count - 1;
    }
  }
}

/// Findings of one row stand side by side, each with its own code and its own words.
TEST(ScreeningFindings, FindingsOfARow) {
  using Raised = std::map<std::string, std::string_view>;
  struct Case {
    std::string_view name;
    Answers answers;
    Raised raised;
  };
  const std::string_view restrict = "RESTRICT";
  const std::string_view refer = "REFER_PARALLEL";
  const std::string_view first = "CLINICIAN_FIRST";
  const Answers back = {{"SURG_BACK", "yes"}, {"SURG_BACK_WEEKS", "12"}};
  const Answers hip = {{"THR", "yes"}, {"THR_WEEKS", "12"}};
  const Answers pregnant = {{"PREG", "yes"}, {"PREG_WEEKS", "15"}};
  const auto with = [](Answers answers, const std::string& id, const std::string& value) {
    answers[id] = value;
    return answers;
  };
  const std::vector<Case> cases = {
      {"pain 5", {{"PAIN_SEVERE", "5"}}, {}},
      {"pain 7", {{"PAIN_SEVERE", "7"}}, {{"pain-6-7", restrict}}},
      {"pain 8", {{"PAIN_SEVERE", "8"}}, {{"pain-8-10", first}}},
      {"back surgery", back, {{"surg-back", refer}}},
      {"back surgery, 11 weeks ago",
       with(back, "SURG_BACK_WEEKS", "11"),
       {{"surg-back-recent", first}, {"surg-back", refer}}},
      {"back surgery, fused",
       with(back, "SURG_BACK_FUSION", "yes"),
       {{"surg-back", refer}, {"surg-back-fusion", refer}}},
      {"back surgery, limits",
       with(back, "SURG_BACK_LIMITS", "yes"),
       {{"surg-back", refer}, {"surg-back-limits", refer}}},
      {"tummy, 5 weeks",
       {{"SURG_ABD", "yes"}, {"SURG_ABD_WEEKS", "5"}},
       {{"surg-abd-recent", first}, {"surg-abd-date", "OK"}}},
      {"tummy, 6 weeks",
       {{"SURG_ABD", "yes"}, {"SURG_ABD_WEEKS", "6"}},
       {{"surg-abd-6-12", restrict}, {"surg-abd-date", "OK"}}},
      {"tummy, 13 weeks, a gap",
       {{"SURG_ABD", "yes"}, {"SURG_ABD_WEEKS", "13"}, {"DIASTASIS", "yes"}},
       {{"diastasis", restrict}, {"surg-abd-date", "OK"}}},
      {"tummy, perhaps",
       {{"SURG_ABD", "unsure"}, {"SURG_ABD_WEEKS", "99"}},
       {{"surg-abd-date", first}}},
      {"hip, from the front",
       with(hip, "THR_APPROACH", "anterior"),
       {{"thr", restrict}, {"thr-anterior", restrict}}},
      {"hip, from the back",
       with(hip, "THR_APPROACH", "posterior"),
       {{"thr", restrict}, {"thr-posterior", restrict}}},
      {"hip, from the side",
       with(hip, "THR_APPROACH", "lateral"),
       {{"thr", restrict}, {"thr-posterior", restrict}}},
      {"hip, unknown",
       with(hip, "THR_APPROACH", "unknown"),
       {{"thr", restrict}, {"thr-unknown", restrict}}},
      {"hip, precautions",
       with(with(hip, "THR_APPROACH", "lateral"), "THR_PRECAUTIONS", "yes"),
       {{"thr-recent", first}, {"thr", restrict}, {"thr-posterior", restrict}}},
      {"hip, 11 weeks",
       with(with(hip, "THR_APPROACH", "lateral"), "THR_WEEKS", "11"),
       {{"thr-recent", first}, {"thr", restrict}, {"thr-posterior", restrict}}},
      {"week 15", pregnant, {{"preg", restrict}}},
      {"week 15, bump",
       with(pregnant, "PREG_BUMP", "yes"),
       {{"preg", restrict}, {"preg-prone", restrict}}},
      {"week 15, girdle",
       with(pregnant, "PREG_PGP", "yes"),
       {{"preg", restrict}, {"preg-pgp", restrict}}},
      {"week 15, complication",
       with(pregnant, "PREG_COMPLICATION", "yes"),
       {{"preg", restrict}, {"preg-complication", first}}},
      {"week 16",
       with(pregnant, "PREG_WEEKS", "16"),
       {{"preg", restrict}, {"preg-supine", restrict}, {"preg-prone", restrict}}},
      {"week 19",
       with(pregnant, "PREG_WEEKS", "19"),
       {{"preg", restrict}, {"preg-supine", restrict}, {"preg-prone", restrict}}},
      {"week 20",
       with(pregnant, "PREG_WEEKS", "20"),
       {{"preg", restrict},
        {"preg-supine", restrict},
        {"preg-prone", restrict},
        {"preg-balance", restrict}}},
      {"thin bones", {{"OSTEO", "yes"}}, {{"osteo", restrict}}},
      {"thin bones, a fracture",
       {{"OSTEO", "yes"}, {"OSTEO_SPINE_FX", "yes"}},
       {{"osteo", restrict}, {"osteo-spine-fx", first}}},
      {"arthritis", {{"INFLAM_ARTH", "yes"}}, {{"inflam-arth", refer}}},
      {"arthritis, neck",
       {{"INFLAM_ARTH", "yes"}, {"INFLAM_NECK", "yes"}},
       {{"inflam-arth", refer}, {"inflam-neck", refer}}},
      {"heavy legs", {{"STENOSIS", "yes"}}, {{"stenosis", restrict}}},
      {"heavy legs, unchecked",
       {{"STENOSIS", "yes"}, {"STENOSIS_UNCHECKED", "yes"}},
       {{"stenosis", restrict}, {"stenosis-unchecked", refer}}},
      {"cancer, a band",
       {{"CA_HISTORY", "yes"}, {"CA_BAND", "yes"}},
       {{"ca-history", first}, {"ca-band", "URGENT"}, {"ca-band-history", "EMERGENCY"}}},
      {"infection, night",
       {{"INF_RISK", "yes"}, {"NIGHT", "yes"}},
       {{"inf-risk", first}, {"night", refer}, {"night-combined", "URGENT"}}},
      {"fever, night",
       {{"INF_FEVER", "yes"}, {"NIGHT", "yes"}},
       {{"inf-fever", "URGENT"}, {"night", refer}, {"night-combined", "URGENT"}}},
  };
  for (const auto& [name, answers, raised] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(raised_by(40, answers), raised);
  }
}

/// What is still open after these answers, the age being 40.
std::set<std::string> open_after(const Answers& answers) {
  const ScreeningResult got = evaluate(embedded_catalogue(), ScreeningAnswers{40, answers});
  return {got.unanswered.begin(), got.unanswered.end()};
}

/// Each follow-up of the dossier hangs on its own question: asked after its "yes" and "unsure",
/// else never, and no other question is.
TEST(ScreeningQuestions, FollowUps) {
  struct Case {
    std::string question;
    std::string value;
    std::set<std::string> follow_ups;
  };
  const std::vector<Case> cases = {
      {"CES_BILAT", "yes", {"CES_BILAT_NUMB"}},
      {"INF_FEVER", "yes", {"INF_CONFUSED"}},
      {"INF_RISK", "yes", {"INF_CONSTANT"}},
      {"CA_HISTORY", "yes", {"CA_CHANGE"}},
      {"AAA_KNOWN", "yes", {"AAA_PULSE"}},
      {"SURG_BACK", "yes", {"SURG_BACK_WEEKS", "SURG_BACK_FUSION", "SURG_BACK_LIMITS"}},
      {"SURG_ABD", "yes", {"SURG_ABD_WEEKS", "DIASTASIS"}},
      {"THR", "yes", {"THR_WEEKS", "THR_APPROACH", "THR_PRECAUTIONS"}},
      {"PREG", "yes", {"PREG_WEEKS", "PREG_COMPLICATION", "PREG_BUMP", "PREG_PGP"}},
      {"OSTEO", "yes", {"OSTEO_SPINE_FX"}},
      {"INFLAM_ARTH", "yes", {"INFLAM_NECK"}},
      {"SPONDYLO", "yes", {}},  // its follow-up is asked below 25
      {"DURATION", "over_12_weeks", {"DURATION_UNCHECKED", "ONSET_BEFORE_45"}},
      {"DURATION", "6_to_12_weeks", {}},
      {"STENOSIS", "yes", {"STENOSIS_UNCHECKED"}},
  };
  const std::set<std::string> always = open_after({});
  for (const auto& [question, value, follow_ups] : cases) {
    SCOPED_TRACE(question + " = " + value);
    std::set<std::string> want = always;
    want.erase(question);
    EXPECT_EQ(open_after({{question, "no"}}), want);
    want.insert(follow_ups.begin(), follow_ups.end());
    EXPECT_EQ(open_after({{question, value}}), want);
    if (value == "yes" && question != "STENOSIS") {
      EXPECT_EQ(open_after({{question, "unsure"}}), want);
    }
  }
}

/// Asked only if pain has lasted 3 months and began before 45 (dossier 1.2 D).
TEST(ScreeningQuestions, InflammatoryQuestionsNeedLongPainThatBeganEarly) {
  std::set<std::string> opened =
      open_after({{"DURATION", "over_12_weeks"}, {"ONSET_BEFORE_45", "yes"}});
  for (const std::string& id :
       open_after({{"DURATION", "over_12_weeks"}, {"ONSET_BEFORE_45", "no"}})) {
    opened.erase(id);
  }
  EXPECT_EQ(opened,
            (std::set<std::string>{"IBP_ONSET40", "IBP_GRADUAL", "IBP_EXERCISE", "IBP_NOREST",
                                   "IBP_NIGHT", "SPA_ONSET35", "SPA_SECOND_HALF", "SPA_BUTTOCK",
                                   "SPA_NSAID", "SPA_RELATIVE", "SPA_ARTHRITIS", "SPA_ENTHESITIS",
                                   "SPA_PSORIASIS", "SPA_UVEITIS", "SPA_BOWEL"}));
  EXPECT_EQ(open_after({{"DURATION", "6_to_12_weeks"}, {"ONSET_BEFORE_45", "yes"}}),
            open_after({{"DURATION", "6_to_12_weeks"}}));
}

/// "Unsure" is a way out of every question that may stop somebody; of those that only fit the plan
/// to a person it would make a stop (dossier 1.1, 1.2).
TEST(ScreeningQuestions, UnsureMayBeSaidWhereItMayStop) {
  for (const Question& question : embedded_catalogue().screening.questions) {
    SCOPED_TRACE(question.id);
    const bool may_stop = question.type == AnswerType::yes_no && question.group < "D";
    EXPECT_EQ(check_answer(question, "unsure").has_value(), may_stop);
    EXPECT_EQ(check_answer(question, "prefer_not_to_say").has_value(), question.id == "CES_SEX");
    EXPECT_EQ(question.optional, question.id.starts_with("MOOD_"));
  }
}

TEST(ScreeningQuestions, NumbersHaveTheirRange) {
  struct Case {
    std::string_view question;
    int least;
    int most;
  };
  for (const auto& [id, least, most] :
       {Case{"PAIN_SEVERE", 0, 10}, Case{"SURG_BACK_WEEKS", 0, 5200},
        Case{"SURG_ABD_WEEKS", 0, 5200}, Case{"THR_WEEKS", 0, 5200}, Case{"PREG_WEEKS", 1, 44},
        Case{"MOOD_WORRY", 1, 10}, Case{"MOOD_LOW", 1, 10}, Case{"MOOD_FEAR", 1, 10}}) {
    SCOPED_TRACE(id);
    const Question& question = *embedded_catalogue().find_question(id);
    for (const int sound : {least, most}) {
      EXPECT_TRUE(check_answer(question, std::to_string(sound)).has_value()) << sound;
    }
    for (const int bad : {least - 1, most + 1}) {
      EXPECT_FALSE(check_answer(question, std::to_string(bad)).has_value()) << bad;
    }
  }
}

}  // namespace
}  // namespace lissom
