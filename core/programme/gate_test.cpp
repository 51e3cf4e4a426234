#include "core/programme/gate.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::after_hours;
using fixture::answered;
using fixture::Answers;
using fixture::Diary;
using fixture::on_day;

void expect_locked(const Diary& diary, Instant at, std::string_view why, std::string_view code) {
  const Gate got = diary.gate_at(at);
  EXPECT_TRUE(got.locked);
  EXPECT_EQ(got.why, why);
  EXPECT_EQ(name_of(got.code), code);
  EXPECT_FALSE(got.because.empty());
}

void expect_open(const Diary& diary, Instant at, std::string_view code) {
  const Gate got = diary.gate_at(at);
  EXPECT_FALSE(got.locked);
  EXPECT_EQ(got.why, "");
  EXPECT_EQ(name_of(got.code), code);
}

TEST(Gate, UnscreenedIsLocked) {
  Diary diary;
  expect_locked(diary, on_day(0), "unscreened", "OK");
  diary.check(on_day(0), "CHECK_NERVE", "no");
  expect_locked(diary, on_day(0), "unscreened", "OK");
}

TEST(Gate, IncompleteIsLocked) {
  Diary diary;
  ScreeningAnswers given = answered(40, {});
  given.answers.erase("DVT");
  diary.screen(on_day(0), given);
  expect_locked(diary, on_day(0), "incomplete", "OK");
  EXPECT_EQ(diary.gate_at(on_day(0)).screening.unanswered, std::vector<std::string>{"DVT"});
  diary.screen(on_day(0));
  expect_open(diary, on_day(0), "OK");
}

TEST(Gate, Open) {
  struct Case {
    std::string_view name;
    Answers answers;
    std::string_view code;
    std::vector<std::string> tags;
  };
  const std::vector<Case> cases = {
      {"nothing", {}, "OK", {}},
      {"a restriction", {{"WRIST", "yes"}}, "RESTRICT", {"wrist-pain"}},
      {"a review", {{"NIGHT", "yes"}}, "REFER_PARALLEL", {}},
  };
  for (const auto& [name, answers, code, tags] : cases) {
    SCOPED_TRACE(name);
    Diary diary;
    diary.screen(on_day(0), answers);
    expect_open(diary, on_day(0), code);
    EXPECT_EQ(diary.gate_at(on_day(0)).tags, tags);
  }
}

TEST(Gate, PainTypeAddsItsTag) {
  Diary diary;
  diary.screen(on_day(0));
  ProfileAnswered profile;
  profile.pain_type = "radiating";
  diary.add(on_day(0), profile);
  expect_open(diary, on_day(0), "RESTRICT");
  EXPECT_EQ(diary.gate_at(on_day(0)).tags, std::vector<std::string>{"sciatica"});
}

TEST(Gate, OtherPainTypesAddNone) {
  for (const std::string type : {"sharp", "ache", "none"}) {
    Diary diary;
    diary.screen(on_day(0));
    ProfileAnswered profile;
    profile.pain_type = type;
    diary.add(on_day(0), profile);
    expect_open(diary, on_day(0), "OK");
    EXPECT_TRUE(diary.gate_at(on_day(0)).tags.empty()) << type;
  }
}

TEST(Gate, ClinicianFirstOpensWithAClearance) {
  Diary diary;
  diary.screen(on_day(0), {{"HIP_LOCK", "yes"}});
  expect_locked(diary, on_day(0), "stopped", "CLINICIAN_FIRST");
  diary.clear(on_day(1));
  expect_open(diary, on_day(1), "RESTRICT");
  EXPECT_EQ(diary.gate_at(on_day(1)).tags, std::vector<std::string>{"fai-labral"});
}

/// What stops is said, what only fits the plan is not.
TEST(Gate, SaysWhatStops) {
  Diary diary;
  diary.screen(on_day(0), {{"HIP_LOCK", "yes"}, {"CES_BILAT", "yes"}, {"WRIST", "yes"}});
  EXPECT_EQ(diary.gate_at(on_day(0)).because,
            (std::vector<std::string>{
                "The safety questions gave a reason to get checked first.",
                "This answer means new or growing signs in both legs need to be checked today.",
                "This answer means a clinician should look at the hip before you start."}));
  diary.clear(on_day(1));
  diary.screen(on_day(2), {{"HIP_LOCK", "yes"}, {"WRIST", "yes"}});
  expect_open(diary, on_day(2), "RESTRICT");
  EXPECT_TRUE(diary.gate_at(on_day(2)).because.empty());
}

TEST(Gate, ClinicianFirstDoesNotOpenByAnsweringAgain) {
  Diary diary;
  diary.screen(on_day(0), {{"RECENT_INJ", "yes"}});
  diary.screen(on_day(1));
  expect_locked(diary, on_day(1), "stopped", "CLINICIAN_FIRST");
  diary.clear(on_day(2));
  expect_open(diary, on_day(2), "OK");
}

TEST(Gate, EmergencyNeedsAClearanceAndThenCleanAnswers) {
  for (const std::string id : {"CES_BLADDER", "FOOT_DROP"}) {
    SCOPED_TRACE(id);
    const std::string_view code = id == "FOOT_DROP" ? "URGENT" : "EMERGENCY";
    Diary diary;
    diary.screen(on_day(0), {{id, "yes"}});
    expect_locked(diary, on_day(0), "stopped", code);
    diary.screen(on_day(1));
    expect_locked(diary, on_day(1), "stopped", code);
    diary.clear(on_day(2));
    expect_locked(diary, on_day(2), "stopped", code);
    diary.screen(on_day(3));
    expect_open(diary, on_day(3), "OK");
  }
}

TEST(Gate, ClearanceAloneIsNotEnoughForAnEmergency) {
  Diary diary;
  diary.screen(on_day(0), {{"CES_BOWEL", "yes"}});
  diary.clear(on_day(1));
  expect_locked(diary, on_day(1), "stopped", "EMERGENCY");
  diary.screen(on_day(2), {{"CES_BOWEL", "yes"}});
  expect_locked(diary, on_day(2), "stopped", "EMERGENCY");
}

TEST(Gate, DueAfter28Days) {
  Diary diary;
  diary.screen(on_day(0));
  diary.session(on_day(10));
  diary.session(on_day(20));
  expect_open(diary, after_hours(28 * 24 - 1), "OK");
  expect_locked(diary, on_day(28), "due", "OK");
  diary.screen(on_day(28));
  expect_open(diary, on_day(28), "OK");
}

TEST(Gate, DueAfterAGapOf14Days) {
  Diary diary;
  diary.screen(on_day(0));
  expect_open(diary, after_hours(14 * 24 - 1), "OK");
  expect_locked(diary, on_day(14), "due", "OK");

  diary.session(on_day(3));
  expect_open(diary, after_hours(17 * 24 - 1), "OK");
  expect_locked(diary, on_day(17), "due", "OK");
}

TEST(Gate, CheckItems) {
  struct Case {
    std::string id;
    std::string value;
    std::string_view code;  ///< "" if it stays open
    bool opens_by_answers;  ///< clean answers alone are enough
  };
  const std::vector<Case> cases = {
      {"CHECK_NERVE", "yes", "CLINICIAN_FIRST", false},
      {"CHECK_NERVE", "unsure", "CLINICIAN_FIRST", false},
      {"CHECK_BLADDER", "yes", "EMERGENCY", false},
      {"CHECK_UNWELL", "yes", "CLINICIAN_FIRST", true},
      {"CHECK_NERVE", "no", "", true},
  };
  for (const auto& [id, value, code, opens_by_answers] : cases) {
    SCOPED_TRACE(id + " " + value);
    Diary diary;
    diary.screen(on_day(0));
    diary.check(on_day(1), id, value);
    if (code.empty()) {
      expect_open(diary, on_day(1), "OK");
      continue;
    }
    expect_locked(diary, on_day(1), "stopped", code);
    diary.check(on_day(2), id, "no");
    expect_locked(diary, on_day(2), "stopped", code);
    diary.screen(on_day(3));
    if (opens_by_answers) {
      expect_open(diary, on_day(3), "OK");
      continue;
    }
    expect_locked(diary, on_day(3), "stopped", code);
    diary.clear(on_day(4));
    expect_locked(diary, on_day(4), "stopped", code);
    diary.screen(on_day(5));
    expect_open(diary, on_day(5), "OK");
  }
}

TEST(Gate, HaltLocksUntilAllQuestionsAreAnsweredAgain) {
  Diary diary;
  diary.screen(on_day(0));
  diary.session(on_day(1));
  diary.stop(on_day(1), "bridge", "RED");
  expect_open(diary, on_day(1), "OK");
  diary.stop(on_day(1), "bridge", "HALT");
  expect_locked(diary, on_day(1), "stopped", "CLINICIAN_FIRST");
  diary.check(on_day(2), "CHECK_NERVE", "no");
  expect_locked(diary, on_day(2), "stopped", "CLINICIAN_FIRST");
  diary.screen(on_day(3));
  expect_open(diary, on_day(3), "OK");
}

TEST(Gate, SeverePainNeedsAClinician) {
  Diary diary;
  diary.screen(on_day(0));
  diary.pain_now(on_day(1), 7);
  expect_open(diary, on_day(1), "OK");
  diary.pain_now(on_day(2), 8);
  expect_locked(diary, on_day(2), "stopped", "CLINICIAN_FIRST");
  diary.pain_now(on_day(3), 1);
  diary.screen(on_day(3));
  expect_locked(diary, on_day(3), "stopped", "CLINICIAN_FIRST");
  diary.clear(on_day(4));
  expect_open(diary, on_day(4), "OK");
}

TEST(Gate, SeverePainOnAverageNeedsAClinicianToo) {
  for (const int pain : {7, 8}) {
    Diary diary;
    diary.screen(on_day(0));
    PainReported report;
    report.average = pain;
    diary.add(on_day(1), report);
    EXPECT_EQ(diary.gate_at(on_day(1)).locked, pain == 8);
  }
}

/// What was gone and came back is new, whatever a clinician said of it before.
TEST(Gate, AClearanceEndsWithWhatItAnswered) {
  Diary diary;
  diary.screen(on_day(0), {{"CA_HISTORY", "yes"}});
  diary.clear(on_day(1));
  diary.screen(on_day(20));
  expect_open(diary, on_day(20), "OK");
  diary.screen(on_day(30), {{"CA_HISTORY", "yes"}});
  expect_locked(diary, on_day(30), "stopped", "CLINICIAN_FIRST");
}

TEST(Gate, ClearedFindingStaysClearedAtTheNextScreening) {
  Diary diary;
  diary.screen(on_day(0), {{"CA_HISTORY", "yes"}});
  diary.clear(on_day(1));
  diary.screen(on_day(20), {{"CA_HISTORY", "yes"}});
  expect_open(diary, on_day(20), "RESTRICT");
  diary.screen(on_day(21), {{"CA_HISTORY", "yes"}, {"HIP_LOCK", "yes"}});
  expect_locked(diary, on_day(21), "stopped", "CLINICIAN_FIRST");
  diary.screen(on_day(22), {{"CA_HISTORY", "yes"}, {"CA_CHANGE", "yes"}});
  expect_locked(diary, on_day(22), "stopped", "URGENT");
}

TEST(Gate, EventThatWasTakenBackDoesNotLock) {
  Diary diary;
  diary.screen(on_day(0));
  diary.check(on_day(1), "CHECK_BLADDER", "yes");
  expect_locked(diary, on_day(1), "stopped", "EMERGENCY");
  diary.take_back_last(on_day(2));
  expect_open(diary, on_day(2), "OK");
}

/// A review that was suggested stays so until the questions are answered anew or a clinician was
/// seen, at that moment or later.
TEST(Gate, ASuggestedReviewIsAnsweredByLaterWords) {
  struct Case {
    std::int64_t screened_ms;
    std::int64_t cleared_ms;
    std::string_view code;
  };
  for (const auto& [screened_ms, cleared_ms, code] :
       {Case{-1, -1, "REFER_PARALLEL"}, Case{0, -1, "OK"}, Case{-1, 0, "OK"}}) {
    State state{embedded_catalogue()};
    const Instant suggested = on_day(1);
    state.screening = ScreeningAnswered{};
    state.screened = evaluate(embedded_catalogue(), answered(40, {}));
    state.screened_at = {suggested.ms + screened_ms};
    state.clearances.push_back({{suggested.ms + cleared_ms}, {}});
    state.firings.push_back({suggested, {}, "E7", "refer_parallel", {}, "A review may help."});
    EXPECT_EQ(name_of(gate(state, embedded_catalogue(), suggested).code), code);
  }
}

TEST(Gate, StopOutlastsTheCalendar) {
  Diary diary;
  diary.screen(on_day(0), {{"CES_SADDLE", "yes"}});
  expect_locked(diary, on_day(60), "stopped", "EMERGENCY");
}

TEST(Gate, LockOfAnOlderCatalogueDoesNotHideTheAnswers) {
  // The code was decided as OK elsewhere; under this catalogue the answers say otherwise.
  Diary diary;
  ScreeningAnswered event;
  event.scope = "full";
  event.age = 40;
  for (const auto& [id, value] : answered(40, {{"CES_SADDLE", "yes"}}).answers) {
    event.answers.push_back({id, value});
  }
  diary.add(on_day(0), event);
  expect_locked(diary, on_day(0), "answers", "EMERGENCY");
}

}  // namespace
}  // namespace lissom
