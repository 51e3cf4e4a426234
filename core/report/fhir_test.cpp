// A record as FHIR, and what is taken from another system's. The whole of it against FHIR's own
// definitions: web/test/fhir.test.mjs.

#include "core/report/fhir.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "core/journal/codec.h"
#include "core/journal/journal_fixture.h"

namespace lissom {
namespace {

using fixture::event;

constexpr std::int64_t now_ms = 1'795'543'500'000;

Json bundle_of(std::vector<Event> events, bool is_closed = false) {
  const Journal journal{std::move(events), {}};
  const State state = fold(journal, embedded_catalogue());
  return fhir_bundle({.journal = journal,
                      .state = state,
                      .catalogue = embedded_catalogue(),
                      .person = fixture::uuid_of(2, 0xFE),
                      .now = {now_ms},
                      .utc_offset_min = 120,
                      .is_closed = is_closed});
}

std::vector<Json> of_type(const Json& bundle, const std::string& type) {
  std::vector<Json> found;
  for (const Json& entry : bundle["entry"]) {
    if (entry["resource"]["resourceType"] == type) {
      found.push_back(entry["resource"]);
    }
  }
  return found;
}

Result<FhirTaken> take(const std::string& text) {
  const auto json = parse_json(text);
  EXPECT_TRUE(json.has_value()) << text;
  return read_fhir(*json, {.catalogue = embedded_catalogue(),
                           .person = fixture::uuid_of(2, 0xFE),
                           .device = fixture::uuid_of(3, 0xFD),
                           .now = {now_ms},
                           .utc_offset_min = 120});
}

std::string observation(const std::string& rest) {
  return R"({"resourceType":"Observation","status":"final","effectiveDateTime":"2026-11-20T08:00:00+01:00",)" +
         rest + "}";
}
const std::string pain_is = R"("code":{"coding":[{"system":"http://loinc.org","code":"72514-3"}]})";
const std::string range_is =
    R"("code":{"coding":[{"system":"urn:lissom:range-tests","code":"T_AKE"}]})";
const std::string left_is =
    R"("bodySite":{"coding":[{"system":"http://snomed.info/sct","code":"7771000"}]})";

TEST(FhirBundle, PainIsAnObservationWithItsLoincCode) {
  PainReported pain;
  pain.now = 4;
  pain.worst = 6;
  const auto found = of_type(bundle_of({event(1, pain)}), "Observation");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0]["code"]["coding"][0]["code"], "72514-3");
  EXPECT_EQ(found[0]["valueInteger"], 4);
  EXPECT_EQ(found[0]["status"], "final");
  EXPECT_EQ(found[0]["effectiveDateTime"], "2026-11-24T19:05:00+01:00");
  EXPECT_EQ(found[1]["code"]["coding"][0]["system"], "urn:lissom:codes");
  EXPECT_NE(found[0]["id"], found[1]["id"]);
}

TEST(FhirBundle, ASessionIsAProcedureAndAStopHasItsReason) {
  const Uuid id = fixture::uuid_of(9, 9);
  SessionStarted start;
  start.session = id;
  start.slot = "core";
  StepStopped stop;
  stop.session = id;
  stop.exercise = "bridge";
  stop.reason = "pain";
  stop.pain = 7;
  stop.band = "RED";
  const Json bundle = bundle_of({event(1, start), event(2, StepDone{id, 0, "bridge", "both", 9}),
                                 event(3, stop), event(4, SessionEnded{id, "pain", 5, ""})});
  const auto procedures = of_type(bundle, "Procedure");
  ASSERT_EQ(procedures.size(), 2U);
  EXPECT_EQ(procedures[0]["status"], "stopped");
  EXPECT_EQ(procedures[0]["code"]["coding"][0]["code"], "229065009");
  EXPECT_EQ(procedures[0]["statusReason"]["coding"][0]["code"], "session-pain");
  EXPECT_EQ(procedures[1]["statusReason"]["coding"][0]["code"], "stop-pain");
  EXPECT_EQ(procedures[1]["partOf"][0]["reference"],
            "urn:uuid:" + procedures[0]["id"].get<std::string>());
  EXPECT_EQ(of_type(bundle, "AdverseEvent").size(), 1U);
}

TEST(FhirBundle, ThePlanIsOnHoldWhileTheProgrammeIsClosed) {
  PlanAdopted plan;
  plan.first_day = "2026-11-23";
  plan.level = "L1";
  EXPECT_EQ(of_type(bundle_of({event(1, plan)}), "CarePlan")[0]["status"], "active");
  EXPECT_EQ(of_type(bundle_of({event(1, plan)}, true), "CarePlan")[0]["status"], "on-hold");
  const auto both = of_type(bundle_of({event(1, plan), event(2, plan)}), "CarePlan");
  EXPECT_EQ(both[0]["status"], "completed");
  EXPECT_EQ(both[1]["status"], "active");
}

TEST(FhirBundle, EveryReferenceIsInItAndEachIdOnce) {
  std::vector<Event> events;
  for (std::size_t kind = 0; kind < fixture::kind_count; ++kind) {
    if (kind != 19) {  // a correction of nothing
      events.push_back(fixture::event_of_kind(kind));
    }
  }
  const Json bundle = bundle_of(events);
  std::set<std::string> there;
  for (const Json& entry : bundle["entry"]) {
    EXPECT_TRUE(there.insert(entry["fullUrl"].get<std::string>()).second);
  }
  const std::string all = to_bytes(bundle);
  const std::string mark = R"("reference":")";
  std::size_t count = 0;
  for (std::size_t at = all.find(mark); at != std::string::npos; at = all.find(mark, at + 1)) {
    const std::size_t from = at + mark.size();
    EXPECT_TRUE(there.contains(all.substr(from, all.find('"', from) - from)));
    ++count;
  }
  EXPECT_GT(count, 20U);
  for (const char* type :
       {"Patient", "CarePlan", "Goal", "Procedure", "Observation", "QuestionnaireResponse",
        "AdverseEvent", "ServiceRequest", "Provenance"}) {
    EXPECT_FALSE(of_type(bundle, type).empty()) << type;
  }
}

TEST(FhirBundle, WhatWasTakenBackIsNotInIt) {
  const Event goal = event(1, GoalSet{"walk"});
  EXPECT_TRUE(of_type(bundle_of({goal, event(2, EventCorrected{goal.id, ""})}), "Goal").empty());
}

TEST(ReadFhir, PainOfAnotherSystem) {
  for (const std::string& value :
       {std::string(R"("valueInteger":4)"),
        std::string(R"("valueQuantity":{"value":4,"unit":"{score}"})")}) {
    const auto taken = take(observation(pain_is + "," + value));
    ASSERT_TRUE(taken.has_value());
    ASSERT_EQ(taken->events.size(), 1U) << value;
    EXPECT_EQ(std::get<PainReported>(taken->events[0].body).now, 4);
    EXPECT_EQ(to_rfc3339(taken->events[0].at, taken->events[0].utc_offset_min),
              "2026-11-20T08:00:00+01:00");
  }
}

TEST(ReadFhir, TheSameResourceIsTheSameEvent) {
  const std::string text = observation(pain_is + R"(,"valueInteger":4)");
  EXPECT_EQ(take(text)->events[0].id, take(text)->events[0].id);
  EXPECT_NE(take(text)->events[0].id,
            take(observation(pain_is + R"(,"valueInteger":5)"))->events[0].id);
}

TEST(ReadFhir, ARangeTestWithItsReadings) {
  const std::string reading =
      R"({"code":{"text":"x"},"valueQuantity":{"value":23.5,"system":"http://unitsofmeasure.org","code":"deg"}})";
  const auto taken = take(
      observation(range_is + "," + left_is + R"(,"component":[)" + reading + "," + reading + "]"));
  ASSERT_EQ(taken->events.size(), 1U);
  const auto& range = std::get<RangeMeasured>(taken->events[0].body);
  EXPECT_EQ(range.readings_tenths, (std::vector<int>{235, 235}));
  EXPECT_EQ(range.side, "left");
  EXPECT_EQ(range.test, "T_AKE");
}

TEST(ReadFhir, APrescription) {
  const auto taken = take(
      R"({"resourceType":"ServiceRequest","status":"active","intent":"order","authoredOn":"2026-11-20",
          "requester":{"display":"Dr Lee"},"patientInstruction":"Walk every day.",
          "code":{"coding":[{"system":"http://snomed.info/sct","code":"229065009"}]}})");
  ASSERT_EQ(taken->events.size(), 1U);
  const auto& prescription = std::get<PrescriptionWritten>(taken->events[0].body);
  EXPECT_EQ(prescription.by, "Dr Lee");
  EXPECT_EQ(prescription.text, "Walk every day.\nWritten 2026-11-20.");
  EXPECT_EQ(taken->events[0].by, "clinician");
  EXPECT_EQ(taken->events[0].at.ms, now_ms);
}

TEST(ReadFhir, WhatIsNotUnderstoodIsListedAndNothingGuessed) {
  struct Case {
    std::string text;
    const char* why;
  };
  const Case cases[] = {
      {R"({"resourceType":"Patient"})", "nothing is taken"},
      {observation(pain_is), "no whole number"},
      {observation(pain_is + R"(,"valueInteger":11)"), "no whole number"},
      {observation(pain_is + R"(,"valueQuantity":{"value":4.5})"), "no whole number"},
      {observation(pain_is + R"(,"valueInteger":-1)"), "no whole number"},
      {observation(
           R"("code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},"valueInteger":4)"),
       "not known"},
      {R"({"resourceType":"Observation","status":"preliminary",)" + pain_is +
           R"(,"valueInteger":4,"effectiveDateTime":"2026-11-20T08:00:00Z"})",
       "not final"},
      {R"({"resourceType":"Observation","status":"final",)" + pain_is +
           R"(,"valueInteger":4,"effectiveDateTime":"2026-11-20"})",
       "no time of day"},
      {R"({"resourceType":"Observation","status":"final",)" + pain_is + R"(,"valueInteger":4})",
       "has no effectiveDateTime"},
      {R"({"resourceType":"Observation","status":"final",)" + pain_is +
           R"(,"valueInteger":4,"effectiveDateTime":"2027-11-20T08:00:00Z"})",
       "future"},
      {observation(
           range_is +
           R"(,"valueQuantity":{"value":20,"system":"http://unitsofmeasure.org","code":"deg"})"),
       "which side"},
      {observation(
           range_is + "," + left_is +
           R"(,"valueQuantity":{"value":20,"system":"http://unitsofmeasure.org","code":"cm"})"),
       "not in deg"},
      {observation(R"("code":{"coding":[{"system":"urn:lissom:range-tests","code":"T_NONE"}]})"),
       "no such range test"},
      {R"({"resourceType":"ServiceRequest","status":"active","intent":"order","code":{"text":"x-ray"}})",
       "not marked as exercise"},
      {R"({"resourceType":"CarePlan","status":"revoked","category":[{"coding":[{"system":"http://snomed.info/sct","code":"229065009"}]}]})",
       "not active"},
  };
  for (const Case& c : cases) {
    const auto taken = take(c.text);
    ASSERT_TRUE(taken.has_value()) << c.text;
    EXPECT_TRUE(taken->events.empty()) << c.text;
    ASSERT_EQ(taken->left.size(), 1U) << c.text;
    EXPECT_NE(taken->left[0].why.find(c.why), std::string::npos) << taken->left[0].why;
  }
}

TEST(ReadFhir, NoResourceAndTwoPeopleAreOneLine) {
  const std::string one = observation(pain_is + R"(,"valueInteger":4,"subject":{"reference":"a"})");
  const std::string two = observation(pain_is + R"(,"valueInteger":4,"subject":{"reference":"b"})");
  for (const std::string& text : {std::string("{}"), std::string("[]"), std::string("3"),
                                  R"({"resourceType":"Bundle","entry":[{"resource":)" + one +
                                      R"(},{"resource":)" + two + "}]}"}) {
    const auto taken = take(text);
    ASSERT_FALSE(taken.has_value()) << text;
    EXPECT_EQ(taken.error().what.find('\n'), std::string::npos);
  }
}

TEST(ReadFhir, OfOurOwnBundlePainAndRangesComeBackAsWhatTheyWere) {
  PainReported pain;
  pain.now = 4;
  const Event said = event(1, pain);
  const Event measured = event(2, RangeMeasured{"T_AKE", "left", {235, 240, 229}, "phone"});
  const auto taken = read_fhir(bundle_of({said, measured}), {.catalogue = embedded_catalogue(),
                                                             .person = said.person,
                                                             .device = said.device,
                                                             .now = {now_ms},
                                                             .utc_offset_min = 120});
  ASSERT_TRUE(taken.has_value());
  ASSERT_EQ(taken->events.size(), 2U);
  EXPECT_EQ(taken->events[0].id, said.id);
  EXPECT_EQ(std::get<RangeMeasured>(taken->events[1].body).readings_tenths,
            (std::vector<int>{235, 240, 229}));
}

}  // namespace
}  // namespace lissom
