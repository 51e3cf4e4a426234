#include "core/programme/screening.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/contains.h"
#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::answered;
using fixture::Answers;
using fixture::long_pain;

using Tags = std::set<std::string>;

struct Row {
  std::string_view name;
  int age;
  Answers answers;
  std::string_view code;
  Tags tags;
};

void expect_rows(const std::vector<Row>& rows) {
  for (const auto& [name, age, answers, code, tags] : rows) {
    SCOPED_TRACE(name);
    const ScreeningResult got = evaluate(embedded_catalogue(), answered(age, answers));
    EXPECT_EQ(name_of(got.code), code);
    EXPECT_EQ(Tags(got.tags.begin(), got.tags.end()), tags);
    EXPECT_EQ(got.unanswered, std::vector<std::string>{});
  }
}

const std::string both_hips[] = {"hip-replacement-posterior", "hip-replacement-anterior"};

TEST(Screening, VectorsOfTheDossier) {
  expect_rows({
      {"bladder unsure", 40, {{"CES_BLADDER", "unsure"}}, "EMERGENCY", {}},
      {"cancer history, same stable pain", 52, {{"CA_HISTORY", "yes"}}, "CLINICIAN_FIRST", {}},
      {"night pain only", 40, {{"NIGHT", "yes"}}, "REFER_PARALLEL", {}},
      {"night pain and weight loss", 40, {{"NIGHT", "yes"}, {"CA_WEIGHT", "yes"}}, "URGENT", {}},
      {"hip replaced 3 years ago, approach unknown, cleared",
       61,
       {{"THR", "yes"}, {"THR_WEEKS", "156"}, {"THR_APPROACH", "unknown"}},
       "RESTRICT",
       {both_hips[0], both_hips[1]}},
      {"age 70, known assessed back pain", 70, {{"DURATION", "over_12_weeks"}}, "OK", {}},
  });
}

TEST(Screening, StopNowItems) {
  expect_rows({
      {"nothing", 40, {}, "OK", {}},
      {"bladder", 40, {{"CES_BLADDER", "yes"}}, "EMERGENCY", {}},
      {"bowel", 40, {{"CES_BOWEL", "yes"}}, "EMERGENCY", {}},
      {"saddle", 40, {{"CES_SADDLE", "yes"}}, "EMERGENCY", {}},
      {"sexual feeling", 40, {{"CES_SEX", "yes"}}, "EMERGENCY", {}},
      {"sexual feeling not said", 40, {{"CES_SEX", "prefer_not_to_say"}}, "OK", {}},
      {"both legs, pain only", 40, {{"CES_BILAT", "yes"}}, "URGENT", {}},
      {"both legs numb", 40, {{"CES_BILAT", "yes"}, {"CES_BILAT_NUMB", "yes"}}, "EMERGENCY", {}},
      {"getting weaker", 40, {{"WEAK_PROG", "yes"}}, "EMERGENCY", {}},
      {"sudden severe pain", 40, {{"AAA_ACUTE", "yes"}}, "EMERGENCY", {}},
      {"chest pain", 40, {{"CHEST", "yes"}}, "EMERGENCY", {}},
      {"big impact", 40, {{"TRAUMA_MAJOR", "yes"}}, "EMERGENCY", {}},
      {"no weight on a leg", 40, {{"HIP_FRACT", "yes"}}, "EMERGENCY", {}},
  });
}

TEST(Screening, SameDayItems) {
  expect_rows({
      {"fever", 40, {{"INF_FEVER", "yes"}}, "URGENT", {}},
      {"fever and confusion", 40, {{"INF_FEVER", "yes"}, {"INF_CONFUSED", "yes"}}, "EMERGENCY", {}},
      {"fever and an A item that alone is URGENT",
       40,
       {{"INF_FEVER", "yes"}, {"CES_BILAT", "yes"}},
       "EMERGENCY",
       {}},
      {"infection risk", 40, {{"INF_RISK", "yes"}}, "CLINICIAN_FIRST", {}},
      {"infection risk, constant pain",
       40,
       {{"INF_RISK", "yes"}, {"INF_CONSTANT", "yes"}},
       "URGENT",
       {}},
      {"cancer history, pain changed",
       40,
       {{"CA_HISTORY", "yes"}, {"CA_CHANGE", "yes"}},
       "URGENT",
       {}},
      {"band of pain", 40, {{"CA_BAND", "yes"}}, "URGENT", {}},
      {"band of pain and cancer history",
       40,
       {{"CA_BAND", "yes"}, {"CA_HISTORY", "yes"}},
       "EMERGENCY",
       {}},
      {"minor fall at 65", 65, {{"FX_MINOR", "yes"}}, "URGENT", {}},
      {"minor fall at 64", 64, {{"FX_MINOR", "yes"}}, "OK", {}},
      {"minor fall at 50 with thin bones",
       50,
       {{"FX_MINOR", "yes"}, {"OSTEO", "yes"}},
       "URGENT",
       {"osteoporosis-flexion-twist"}},
      {"minor fall at 49 with thin bones",
       49,
       {{"FX_MINOR", "yes"}, {"OSTEO", "yes"}},
       "RESTRICT",
       {"osteoporosis-flexion-twist"}},
      {"known aneurysm", 40, {{"AAA_KNOWN", "yes"}}, "CLINICIAN_FIRST", {}},
      {"pulsing and pain", 40, {{"AAA_KNOWN", "yes"}, {"AAA_PULSE", "yes"}}, "URGENT", {}},
      {"swollen calf", 40, {{"DVT", "yes"}}, "URGENT", {}},
      {"swollen calf, breathless", 40, {{"DVT", "yes"}, {"CHEST", "yes"}}, "EMERGENCY", {}},
      {"foot drop", 40, {{"FOOT_DROP", "yes"}}, "URGENT", {}},
      {"clumsy hands", 40, {{"NECK_CORD", "yes"}}, "URGENT", {"neck-red-flag"}},
  });
}

TEST(Screening, ClinicianFirstItems) {
  expect_rows({
      {"new numbness",
       40,
       {{"NEURO_NEW", "yes"}},
       "CLINICIAN_FIRST",
       {"sciatica", "flexion-intolerant"}},
      {"known leg pain", 40, {{"NEURO_KNOWN", "yes"}}, "RESTRICT", {"sciatica"}},
      {"weight loss at 59", 59, {{"CA_WEIGHT", "yes"}}, "CLINICIAN_FIRST", {}},
      {"weight loss at 60", 60, {{"CA_WEIGHT", "yes"}}, "URGENT", {}},
      {"new persistent pain at 60", 60, {{"CA_AGE60", "yes"}}, "REFER_PARALLEL", {}},
      {"new persistent pain at 59", 59, {{"CA_AGE60", "yes"}}, "OK", {}},
      {"night and infection risk", 40, {{"NIGHT", "yes"}, {"INF_RISK", "yes"}}, "URGENT", {}},
      {"night and cancer history", 40, {{"NIGHT", "yes"}, {"CA_HISTORY", "yes"}}, "URGENT", {}},
      {"night and fever", 40, {{"NIGHT", "yes"}, {"INF_FEVER", "yes"}}, "URGENT", {}},
      {"age 17", 17, {}, "CLINICIAN_FIRST", {}},
      {"age 18", 18, {}, "OK", {}},
      {"first back pain at 66", 66, {{"FIRST_AGE", "yes"}}, "REFER_PARALLEL", {}},
      {"first back pain at 65", 65, {{"FIRST_AGE", "yes"}}, "OK", {}},
      {"pain 5", 40, {{"PAIN_SEVERE", "5"}}, "OK", {}},
      {"pain 6", 40, {{"PAIN_SEVERE", "6"}}, "RESTRICT", {}},
      {"pain 7", 40, {{"PAIN_SEVERE", "7"}}, "RESTRICT", {}},
      {"pain 8", 40, {{"PAIN_SEVERE", "8"}}, "CLINICIAN_FIRST", {}},
      {"pain 10", 40, {{"PAIN_SEVERE", "10"}}, "CLINICIAN_FIRST", {}},
      {"recent injury", 40, {{"RECENT_INJ", "yes"}}, "CLINICIAN_FIRST", {}},
      {"hip locks", 40, {{"HIP_LOCK", "yes"}}, "CLINICIAN_FIRST", {"fai-labral"}},
      {"hip pinches", 40, {{"HIP_PINCH", "yes"}}, "RESTRICT", {"fai-labral"}},
      {"birth in the last weeks", 40, {{"POSTNATAL", "yes"}}, "CLINICIAN_FIRST", {}},
      {"thin bones", 40, {{"OSTEO", "yes"}}, "RESTRICT", {"osteoporosis-flexion-twist"}},
      {"spine fracture",
       40,
       {{"OSTEO", "yes"}, {"OSTEO_SPINE_FX", "yes"}},
       "CLINICIAN_FIRST",
       {"osteoporosis-flexion-twist"}},
      {"unstable heart", 40, {{"CARDIO", "yes"}}, "CLINICIAN_FIRST", {"head-down"}},
      {"inflammatory arthritis", 40, {{"INFLAM_ARTH", "yes"}}, "REFER_PARALLEL", {}},
      {"inflammatory arthritis, neck",
       40,
       {{"INFLAM_ARTH", "yes"}, {"INFLAM_NECK", "yes"}},
       "REFER_PARALLEL",
       {"neck-red-flag"}},
      {"slipped vertebra at 24, painful arch",
       24,
       {{"SPONDYLO", "yes"}, {"SPONDYLO_ARCH", "yes"}},
       "CLINICIAN_FIRST",
       {"spondylolisthesis"}},
      {"slipped vertebra at 24", 24, {{"SPONDYLO", "yes"}}, "RESTRICT", {"spondylolisthesis"}},
      {"slipped vertebra at 25, painful arch",
       25,
       {{"SPONDYLO", "yes"}, {"SPONDYLO_ARCH", "yes"}},
       "RESTRICT",
       {"spondylolisthesis"}},
  });
}

TEST(Screening, Surgery) {
  expect_rows({
      {"back, 11 weeks ago",
       40,
       {{"SURG_BACK", "yes"}, {"SURG_BACK_WEEKS", "11"}},
       "CLINICIAN_FIRST",
       {"recent-spine-surgery"}},
      {"back, 12 weeks ago",
       40,
       {{"SURG_BACK", "yes"}, {"SURG_BACK_WEEKS", "12"}},
       "REFER_PARALLEL",
       {}},
      {"back, fusion long ago",
       40,
       {{"SURG_BACK", "yes"}, {"SURG_BACK_WEEKS", "400"}, {"SURG_BACK_FUSION", "yes"}},
       "REFER_PARALLEL",
       {}},
      {"back, long ago, still limits",
       40,
       {{"SURG_BACK", "yes"}, {"SURG_BACK_WEEKS", "400"}, {"SURG_BACK_LIMITS", "yes"}},
       "REFER_PARALLEL",
       {"recent-spine-surgery"}},
      {"tummy, 5 weeks ago",
       40,
       {{"SURG_ABD", "yes"}, {"SURG_ABD_WEEKS", "5"}},
       "CLINICIAN_FIRST",
       {"recent-abdominal-surgery"}},
      {"tummy, 6 weeks ago",
       40,
       {{"SURG_ABD", "yes"}, {"SURG_ABD_WEEKS", "6"}},
       "RESTRICT",
       {"recent-abdominal-surgery"}},
      {"tummy, 12 weeks ago, gap in the tummy wall",
       40,
       {{"SURG_ABD", "yes"}, {"SURG_ABD_WEEKS", "12"}, {"DIASTASIS", "yes"}},
       "RESTRICT",
       {"recent-abdominal-surgery", "diastasis"}},
      {"tummy, 13 weeks ago", 40, {{"SURG_ABD", "yes"}, {"SURG_ABD_WEEKS", "13"}}, "OK", {}},
      {"hip, 11 weeks ago, from the front",
       40,
       {{"THR", "yes"}, {"THR_WEEKS", "11"}, {"THR_APPROACH", "anterior"}},
       "CLINICIAN_FIRST",
       {both_hips[1]}},
      {"hip, 12 weeks ago, from the back",
       40,
       {{"THR", "yes"}, {"THR_WEEKS", "12"}, {"THR_APPROACH", "posterior"}},
       "RESTRICT",
       {both_hips[0]}},
      {"hip, long ago, from the side",
       40,
       {{"THR", "yes"}, {"THR_WEEKS", "900"}, {"THR_APPROACH", "lateral"}},
       "RESTRICT",
       {both_hips[0]}},
      {"hip, long ago, precautions in force",
       40,
       {{"THR", "yes"},
        {"THR_WEEKS", "900"},
        {"THR_APPROACH", "posterior"},
        {"THR_PRECAUTIONS", "yes"}},
       "CLINICIAN_FIRST",
       {both_hips[0]}},
  });
}

TEST(Screening, Pregnancy) {
  expect_rows({
      {"week 10", 30, {{"PREG", "yes"}, {"PREG_WEEKS", "10"}}, "RESTRICT", {}},
      {"week 12, bump shows",
       30,
       {{"PREG", "yes"}, {"PREG_WEEKS", "12"}, {"PREG_BUMP", "yes"}},
       "RESTRICT",
       {"pregnancy-prone"}},
      {"week 16",
       30,
       {{"PREG", "yes"}, {"PREG_WEEKS", "16"}, {"PREG_BUMP", "yes"}},
       "RESTRICT",
       {"pregnancy-prone", "pregnancy-supine"}},
      {"week 20, pelvic girdle pain",
       30,
       {{"PREG", "yes"}, {"PREG_WEEKS", "20"}, {"PREG_BUMP", "yes"}, {"PREG_PGP", "yes"}},
       "RESTRICT",
       {"pregnancy-prone", "pregnancy-supine", "pregnancy-balance", "pregnancy-pgp"}},
      {"a complication",
       30,
       {{"PREG", "yes"}, {"PREG_WEEKS", "10"}, {"PREG_COMPLICATION", "yes"}},
       "CLINICIAN_FIRST",
       {}},
  });
}

TEST(Screening, InflammatoryPattern) {
  const std::string refer = "REFER_PARALLEL";
  expect_rows({
      {"no feature", 40, long_pain({}), "OK", {}},
      {"3 of 5", 40, long_pain({"IBP_ONSET40", "IBP_GRADUAL", "IBP_NOREST"}), "OK", {}},
      {"4 of 5",
       40,
       long_pain({"IBP_ONSET40", "IBP_GRADUAL", "IBP_NOREST", "IBP_NIGHT"}),
       refer,
       {}},
      {"5 of 5",
       40,
       long_pain({"IBP_ONSET40", "IBP_GRADUAL", "IBP_EXERCISE", "IBP_NOREST", "IBP_NIGHT"}),
       refer,
       {}},
      {"2 of the other list", 40, long_pain({"SPA_ONSET35", "SPA_NSAID"}), "OK", {}},
      {"3 of the other list",
       40,
       long_pain({"SPA_ONSET35", "SPA_NSAID", "SPA_BUTTOCK"}),
       refer,
       {}},
      {"4 of the other list",
       40,
       long_pain({"SPA_SECOND_HALF", "SPA_RELATIVE", "SPA_ARTHRITIS", "SPA_PSORIASIS"}),
       refer,
       {}},
      {"4 of 5, but the pain is young",
       40,
       {{"ONSET_BEFORE_45", "yes"},
        {"IBP_ONSET40", "yes"},
        {"IBP_GRADUAL", "yes"},
        {"IBP_NOREST", "yes"},
        {"IBP_NIGHT", "yes"}},
       "OK",
       {}},
      {"never looked at in 12 weeks",
       40,
       {{"DURATION", "over_12_weeks"}, {"DURATION_UNCHECKED", "yes"}},
       refer,
       {}},
  });
}

TEST(Screening, PersonalisingItems) {
  const std::string restrict = "RESTRICT";
  expect_rows({
      {"bending", 40, {{"DIR_FLEX", "yes"}}, restrict, {"flexion-intolerant"}},
      {"arching", 40, {{"DIR_EXT", "yes"}}, restrict, {"extension-intolerant"}},
      {"heavy legs", 40, {{"STENOSIS", "yes"}}, restrict, {"stenosis"}},
      {"heavy legs, never looked at",
       40,
       {{"STENOSIS", "yes"}, {"STENOSIS_UNCHECKED", "yes"}},
       "REFER_PARALLEL",
       {"stenosis"}},
      {"hip arthritis", 50, {{"HIPOA", "yes"}}, restrict, {"hip-oa"}},
      {"outer hip", 40, {{"GTPS", "yes"}}, restrict, {"gluteal-tendinopathy"}},
      {"sit bone", 40, {{"PHT", "yes"}}, restrict, {"proximal-hamstring-tendinopathy"}},
      {"kneeling", 40, {{"KNEEL", "yes"}}, restrict, {"knee-kneeling-pain"}},
      {"deep bend", 40, {{"KNEEBEND", "yes"}}, restrict, {"knee-deep-flexion"}},
      {"new knee", 40, {{"TKR", "yes"}}, restrict, {"knee-replacement"}},
      {"wrist", 40, {{"WRIST", "yes"}}, restrict, {"wrist-pain"}},
      {"shoulder", 40, {{"SHOULDER", "yes"}}, restrict, {"shoulder-pain"}},
      {"neck", 40, {{"NECK", "yes"}}, restrict, {"neck-pain"}},
      {"balance", 40, {{"BALANCE", "yes"}}, restrict, {"balance-risk"}},
      {"floor", 40, {{"FLOOR", "no"}}, restrict, {"floor-transfer"}},
      {"blood thinners", 40, {{"BLEED", "yes"}}, restrict, {"anticoagulant-dvt-skin"}},
      {"varicose veins", 40, {{"VARICOSE", "yes"}}, restrict, {"varicose"}},
      {"reduced feeling", 40, {{"SENS", "yes"}}, restrict, {"neuropathy"}},
      {"bendy joints", 40, {{"HYPER", "yes"}}, restrict, {"hypermobility"}},
      {"dizzy", 40, {{"GIDDY", "yes"}}, restrict, {"head-down"}},
      {"reflux", 40, {{"REFLUX", "yes"}}, restrict, {"reflux"}},
      {"healing fracture", 40, {{"FRACT", "yes"}}, "CLINICIAN_FIRST", {"fracture-recent"}},
      {"two tags are a union, the higher code wins",
       40,
       {{"WRIST", "yes"}, {"STENOSIS", "yes"}, {"STENOSIS_UNCHECKED", "yes"}},
       "REFER_PARALLEL",
       {"wrist-pain", "stenosis"}},
      {"moods raise nothing",
       40,
       {{"MOOD_WORRY", "10"}, {"MOOD_LOW", "10"}, {"MOOD_FEAR", "10"}},
       "OK",
       {}},
  });
}

/// Counts as yes for codes 4 and 5, and as code 3 otherwise (dossier 1.1).
TEST(Screening, Unsure) {
  expect_rows({
      {"foot drop", 40, {{"FOOT_DROP", "unsure"}}, "URGENT", {}},
      {"both legs", 40, {{"CES_BILAT", "unsure"}}, "URGENT", {}},
      {"both legs numb",
       40,
       {{"CES_BILAT", "unsure"}, {"CES_BILAT_NUMB", "unsure"}},
       "EMERGENCY",
       {}},
      {"cancer history", 40, {{"CA_HISTORY", "unsure"}}, "CLINICIAN_FIRST", {}},
      {"cancer history and a change",
       40,
       {{"CA_HISTORY", "unsure"}, {"CA_CHANGE", "unsure"}},
       "URGENT",
       {}},
      {"minor fall at 50, thin bones unsure",
       50,
       {{"FX_MINOR", "yes"}, {"OSTEO", "unsure"}},
       "URGENT",
       {"osteoporosis-flexion-twist"}},
      {"night alone", 40, {{"NIGHT", "unsure"}}, "CLINICIAN_FIRST", {}},
      {"night, and weight loss unsure",
       40,
       {{"NIGHT", "yes"}, {"CA_WEIGHT", "unsure"}},
       "URGENT",
       {}},
      {"hip pinches", 40, {{"HIP_PINCH", "unsure"}}, "CLINICIAN_FIRST", {"fai-labral"}},
      {"arthritis", 40, {{"INFLAM_ARTH", "unsure"}}, "CLINICIAN_FIRST", {}},
      {"arthritis certain, neck unsure",
       40,
       {{"INFLAM_ARTH", "yes"}, {"INFLAM_NECK", "unsure"}},
       "CLINICIAN_FIRST",
       {"neck-red-flag"}},
  });
}

TEST(Screening, WeakFindingIsRaisedAsClinicianFirst) {
  const ScreeningResult result =
      evaluate(embedded_catalogue(), answered(40, {{"HIP_PINCH", "unsure"}}));
  ASSERT_EQ(result.raised.size(), 1U);
  EXPECT_EQ(result.raised[0].finding->id, "hip-pinch");
  EXPECT_EQ(result.raised[0].finding->code, Code::restrict);
  EXPECT_EQ(result.raised[0].code, Code::clinician_first);
  ASSERT_EQ(result.raised[0].because_of.size(), 1U);
  EXPECT_EQ(result.raised[0].because_of[0].id, "HIP_PINCH");
  EXPECT_EQ(result.raised[0].because_of[0].value, "unsure");
}

TEST(Screening, Incomplete) {
  struct Case {
    std::string_view name;
    ScreeningAnswers given;
    std::vector<std::string> open;
    std::vector<std::string> not_open;
  };
  const std::vector<Case> cases = {
      {"nothing at all",
       {},
       {"age", "CES_BLADDER", "PAIN_SEVERE", "FLOOR"},
       {"FX_MINOR", "THR_WEEKS"}},
      {"only the age", {40, {}}, {"CES_BLADDER", "DURATION"}, {"age", "MOOD_LOW", "FX_MINOR"}},
      {"an older age asks more", {66, {}}, {"FX_MINOR", "CA_AGE60", "FIRST_AGE"}, {}},
      {"a yes asks its follow-up", {40, {{"CES_BILAT", "yes"}}}, {"CES_BILAT_NUMB"}, {"CES_BILAT"}},
      {"so does unsure", {40, {{"THR", "unsure"}}}, {"THR_WEEKS", "THR_APPROACH"}, {"THR"}},
      {"a no does not", {40, {{"THR", "no"}}}, {"PREG"}, {"THR_WEEKS", "PREG_WEEKS"}},
  };
  for (const auto& [name, given, open, not_open] : cases) {
    SCOPED_TRACE(name);
    const ScreeningResult result = evaluate(embedded_catalogue(), given);
    EXPECT_FALSE(result.complete());
    for (const std::string& id : open) {
      EXPECT_TRUE(contains(result.unanswered, id)) << id;
    }
    for (const std::string& id : not_open) {
      EXPECT_FALSE(contains(result.unanswered, id)) << id;
    }
  }
}

TEST(Screening, NumbersAndChoicesHaveNoUnremarkableAnswer) {
  ScreeningAnswers given{40, {{"THR", "yes"}}};
  answer_others_no(embedded_catalogue(), given);
  const ScreeningResult result = evaluate(embedded_catalogue(), given);
  EXPECT_EQ(result.unanswered,
            (std::vector<std::string>{"PAIN_SEVERE", "THR_WEEKS", "THR_APPROACH", "DURATION"}));
  EXPECT_EQ(given.answers.at("FLOOR"), "yes");
  EXPECT_EQ(given.answers.at("THR"), "yes");
}

TEST(Screening, OneAnswerIsEnoughForAnEmergency) {
  const ScreeningResult result =
      evaluate(embedded_catalogue(), ScreeningAnswers{0, {{"CES_SADDLE", "yes"}}});
  EXPECT_EQ(result.code, Code::emergency);
  EXPECT_FALSE(result.complete());
}

TEST(Screening, AnswersThatDoNotApplyAreIgnored) {
  const ScreeningResult result = evaluate(
      embedded_catalogue(),
      answered(40, {{"CES_BILAT_NUMB", "yes"}, {"FX_MINOR", "yes"}, {"PREG_WEEKS", "30"}}));
  EXPECT_EQ(result.ignored, (std::vector<std::string>{"CES_BILAT_NUMB", "FX_MINOR", "PREG_WEEKS"}));
  EXPECT_EQ(result.code, Code::ok);
  EXPECT_TRUE(result.tags.empty());
}

TEST(Screening, Applies) {
  struct Case {
    std::string_view question;
    ScreeningAnswers given;
    bool want;
  };
  const std::vector<Case> cases = {
      {"CES_BLADDER", {}, true},
      {"FX_MINOR", {49, {}}, false},
      {"FX_MINOR", {50, {}}, true},
      {"FIRST_AGE", {65, {}}, false},
      {"FIRST_AGE", {66, {}}, true},
      {"CA_AGE60", {59, {}}, false},
      {"CA_AGE60", {60, {}}, true},
      {"SPONDYLO_ARCH", {24, {{"SPONDYLO", "yes"}}}, true},
      {"SPONDYLO_ARCH", {24, {{"SPONDYLO", "no"}}}, false},
      {"SPONDYLO_ARCH", {25, {{"SPONDYLO", "yes"}}}, false},
      {"INF_CONFUSED", {40, {}}, false},
      {"INF_CONFUSED", {40, {{"INF_FEVER", "no"}}}, false},
      {"INF_CONFUSED", {40, {{"INF_FEVER", "unsure"}}}, true},
      {"IBP_NIGHT", {40, {{"ONSET_BEFORE_45", "yes"}}}, false},
      {"IBP_NIGHT", {40, {{"DURATION", "over_12_weeks"}, {"ONSET_BEFORE_45", "yes"}}}, true},
  };
  for (const auto& [question, given, want] : cases) {
    SCOPED_TRACE(question);
    const Catalogue& catalogue = embedded_catalogue();
    EXPECT_EQ(applies(*catalogue.find_question(question), catalogue, given), want);
  }
}

TEST(Screening, CheckAnswer) {
  struct Case {
    std::string_view question;
    std::string_view value;
    std::string_view fault;  ///< a piece of it, "" if the answer is good
  };
  const std::vector<Case> cases = {
      {"CES_BLADDER", "yes", ""},
      {"CES_BLADDER", "unsure", ""},
      {"CES_SEX", "prefer_not_to_say", ""},
      {"PAIN_SEVERE", "0", ""},
      {"PAIN_SEVERE", "10", ""},
      {"THR_APPROACH", "lateral", ""},
      {"WRIST", "no", ""},
      {"CES_BLADDER", "prefer_not_to_say", "one of yes, no, unsure"},
      {"CES_BLADDER", "Yes", "answers.CES_BLADDER: \"Yes\" is not an answer"},
      {"CES_BLADDER", "", "\"\" is not an answer"},
      {"WRIST", "unsure", "one of yes, no"},
      {"PAIN_SEVERE", "11", "a whole number from 0 to 10"},
      {"PAIN_SEVERE", "-1", "a whole number from 0 to 10"},
      {"PAIN_SEVERE", "7.5", "a whole number"},
      {"PAIN_SEVERE", "7 ", "a whole number"},
      {"PAIN_SEVERE", "", "a whole number"},
      {"PAIN_SEVERE", "99999999999999", "a whole number"},
      {"PREG_WEEKS", "0", "from 1 to 44"},
      {"THR_APPROACH", "yes", "one of posterior, lateral, anterior, unknown"},
      {"DURATION", "unsure", "one of under_6_weeks"},
  };
  for (const auto& [question, value, fault] : cases) {
    SCOPED_TRACE(std::string(question) + " " + std::string(value));
    const auto got = check_answer(*embedded_catalogue().find_question(question), value);
    ASSERT_EQ(got.has_value(), fault.empty());
    if (!got) {
      EXPECT_EQ(got.error().code, Errc::bad_input);
      EXPECT_NE(got.error().what.find(fault), std::string::npos) << got.error().what;
    }
  }
}

TEST(Screening, AFaultQuotesTheFirst60Bytes) {
  const auto got = check_answer(*embedded_catalogue().find_question("WRIST"), std::string(99, 'x'));
  ASSERT_FALSE(got.has_value());
  EXPECT_NE(got.error().what.find("\"" + std::string(60, 'x') + "\""), std::string::npos);
}

TEST(Screening, AnswersOfAnEvent) {
  ScreeningAnswered event;
  event.age = 51;
  event.answers = {{"THR", "no"}, {"THR", "yes"}, {"NIGHT", "unsure"}};
  const ScreeningAnswers given = answers_of(event);
  EXPECT_EQ(given.age, 51);
  EXPECT_EQ(given.answers, (Answers{{"NIGHT", "unsure"}, {"THR", "yes"}}));
}

}  // namespace
}  // namespace lissom
