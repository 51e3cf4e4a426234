#include "core/report/fhir.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/base/tenths.h"

namespace lissom {
namespace {

using namespace fhir;

constexpr const char* observation_category =
    "http://terminology.hl7.org/CodeSystem/observation-category";

Json coding(const char* system, std::string_view code, std::string_view display) {
  Json json = {{"system", system}, {"code", code}};
  if (!display.empty()) {
    json["display"] = display;
  }
  return json;
}

Json concept_of(Json codings, std::string_view text) {
  Json json = {{"coding", std::move(codings)}};
  if (!text.empty()) {
    json["text"] = text;
  }
  return json;
}

Json local_concept(std::string_view code, std::string_view text) {
  return concept_of(Json::array({coding(local, code, "")}), text);
}

Json exercise_therapy_concept() {
  return concept_of(
      Json::array({coding(snomed, exercise_therapy, "Exercise therapy (regime/therapy)")}),
      "Exercise therapy");
}

std::string texts(const std::vector<std::string>& list) {
  std::string all;
  for (const std::string& text : list) {
    all += (all.empty() ? "" : ", ") + text;
  }
  return all;
}

/// Ids of further resources from the same event.
Uuid derived(Uuid id, std::size_t number) {
  // Where an id holds nothing but chance.
  id.bytes[9] = static_cast<std::uint8_t>(id.bytes[9] ^ (number >> 8U));
  id.bytes[10] = static_cast<std::uint8_t>(id.bytes[10] ^ number);
  return id;
}

std::string urn(const Uuid& id) {
  return "urn:uuid:" + to_string(id);
}

Json reference_to(const Uuid& id) {
  return {{"reference", urn(id)}};
}

bool is_red(const StepStopped& stop) {
  return stop.band == "RED" || stop.band == "HALT";
}

struct SessionParts {
  std::string started_at;
  std::string ended_at;
  const SessionStarted* start = nullptr;
  const SessionEnded* end = nullptr;
  int done = 0;
  std::vector<std::string> stopped;
};

class BundleMaker {
 public:
  explicit BundleMaker(const FhirRequest& request) : request_(request) {}

  Json run() {
    add(request_.person, {{"resourceType", "Patient"}}, "");
    std::set<Uuid> taken_back;
    for (const Event& event : request_.journal.events) {
      if (const auto* corrected = std::get_if<EventCorrected>(&event.body)) {
        taken_back.insert(corrected->event);
      }
    }
    for (const Event& event : request_.journal.events) {
      if (!taken_back.contains(event.id)) {
        note_plan(event);
        collect(event);
      }
    }
    for (const Event& event : request_.journal.events) {
      if (!taken_back.contains(event.id)) {
        id_ = event.id;
        at_ = to_rfc3339(event.at, event.utc_offset_min);
        by_ = event.by;
        further_ = 0;
        std::visit([this](const auto& body) { this->on(body); }, event.body);
      }
    }
    add_provenance();
    return {{"resourceType", "Bundle"},
            {"type", "collection"},
            {"timestamp", to_rfc3339(request_.now, request_.utc_offset_min)},
            {"entry", std::move(entries_)}};
  }

 private:
  // ---- the bundle

  void add(const Uuid& id, Json resource, const std::string& by) {
    Json whole;
    whole["resourceType"] = resource["resourceType"];
    whole["id"] = to_string(id);
    for (const auto& [key, value] : resource.items()) {
      whole[key] = value;
    }
    entries_.push_back({{"fullUrl", urn(id)}, {"resource", std::move(whole)}});
    if (!by.empty()) {
      made_by_[by].push_back(id);
    }
  }
  /// A resource of the event at hand, with whom it is about.
  Uuid add_of_event(Json resource) {
    const Uuid id = derived(id_, further_++);
    resource["subject"] = reference_to(request_.person);
    add(id, std::move(resource), by_.empty() ? "person" : by_);
    return id;
  }
  [[nodiscard]] Json identifier() const {
    return Json::array({{{"system", events}, {"value", to_string(id_)}}});
  }

  void add_provenance() {
    for (const auto& [by, ids] : made_by_) {
      Json targets = Json::array();
      for (const Uuid& id : ids) {
        targets.push_back(reference_to(id));
      }
      Json who = reference_to(request_.person);
      if (by != "person") {
        who = {{"display", by == "rule" ? "Lissom, a rule of its catalogue" : by}};
      }
      Json resource = {
          {"resourceType", "Provenance"},
          {"target", std::move(targets)},
          {"recorded", to_rfc3339(request_.now, request_.utc_offset_min)},
          {"agent", Json::array({{{"type", local_concept(by, "")}, {"who", std::move(who)}}})}};
      add(derived(request_.person, ++provenances_), std::move(resource), "");
    }
  }

  // ---- observations

  Json observation(Json code, const char* category) const {
    return {
        {"resourceType", "Observation"},
        {"identifier", identifier()},
        {"status", "final"},
        {"category",
         Json::array({concept_of(Json::array({coding(observation_category, category, "")}), "")})},
        {"code", std::move(code)},
        {"effectiveDateTime", at_}};
  }

  void put_score(Json code, const std::optional<int>& value, const std::string& note) {
    if (!value) {
      return;
    }
    Json one = observation(std::move(code), "survey");
    one["valueInteger"] = *value;
    if (!note.empty()) {
      one["note"] = Json::array({{{"text", note}}});
    }
    (void)add_of_event(std::move(one));
  }

  void on(const PainReported& e) {
    const std::string where = texts(e.where);
    const std::string words = texts(e.quality);
    std::string note = e.note;
    for (const std::string& part : {where, words}) {
      note += (note.empty() || part.empty() ? "" : "; ") + part;
    }
    put_score(concept_of(Json::array({coding(loinc, pain_code,
                                             "Pain severity - 0-10 verbal numeric rating "
                                             "[Score] - Reported")}),
                         "Pain now, 0 to 10"),
              e.now, note);
    put_score(local_concept("pain-average", "Pain on average over the last day, 0 to 10"),
              e.average, note);
    put_score(local_concept("pain-worst", "Pain at its worst, 0 to 10"), e.worst, note);
    put_score(local_concept("pain-next-morning", "Pain on the morning after a session, 0 to 10"),
              e.next_morning, note);
  }

  void on(const RangeMeasured& e) {
    const RangeTest* test = request_.catalogue.measures.find_test(e.test);
    std::vector<int> readings = e.readings_tenths;
    if (readings.empty()) {
      return;
    }
    const std::string name = test == nullptr ? e.test : test->name;
    const std::string unit = test == nullptr ? "" : test->unit;
    Json one =
        observation(concept_of(Json::array({coding(range_tests, e.test, name)}), name), "exam");
    Json components = Json::array();
    for (const int reading : readings) {
      components.push_back({{"code", local_concept("reading", "One of the readings")},
                            {"valueQuantity", quantity(reading, unit)}});
    }
    std::ranges::sort(readings);
    one["valueQuantity"] = quantity(readings[readings.size() / 2], unit);
    if (e.side == "left" || e.side == "right") {
      one["bodySite"] =
          concept_of(Json::array({e.side == "left" ? coding(snomed, "7771000", "Left")
                                                   : coding(snomed, "24028007", "Right")}),
                     e.side);
    }
    if (!e.method.empty()) {
      one["method"] = {{"text", e.method}};
    }
    one["component"] = std::move(components);
    (void)add_of_event(std::move(one));
  }

  static Json quantity(int tenths, const std::string& unit) {
    Json json;
    // One decimal at most: exact in both directions.
    constexpr int ten = 10;
    if (tenths % ten == 0) {
      json["value"] = tenths / ten;
    } else {
      json["value"] = static_cast<double>(tenths) / ten;
    }
    if (!unit.empty()) {
      json["unit"] = unit;
      json["system"] = units;
      json["code"] = unit;
    }
    return json;
  }

  void on(const FunctionRated& e) {
    put_score(local_concept("activity", e.activity + ", 0 cannot do it, 10 as well as ever"),
              e.score, "");
  }
  void on(const GoalSet& e) {
    add_goal(e.activity, at_.substr(0, std::string_view("2026-11-24").size()));
  }
  void add_goal(const std::string& activity, const std::string& day) {
    (void)add_of_event({{"resourceType", "Goal"},
                        {"lifecycleStatus", "active"},
                        {"category", activity_category()},
                        {"description", {{"text", activity}}},
                        {"startDate", day}});
  }

  /// As HL7's Physical Activity guide marks plans and goals.
  static Json activity_category() {
    return Json::array({concept_of(
        Json::array({coding(physical_activity, "PhysicalActivity", "Physical Activity")}), "")});
  }

  // ---- questions

  void put_answers(const std::string& list, const std::vector<Answer>& answers) {
    Json items = Json::array();
    for (const Answer& answer : answers) {
      items.push_back(
          {{"linkId", answer.id}, {"answer", Json::array({{{"valueString", answer.value}}})}});
    }
    Json one = {{"resourceType", "QuestionnaireResponse"},
                {"identifier", identifier()[0]},
                {"questionnaire", "urn:lissom:questionnaires:" + list},
                {"status", "completed"},
                {"authored", at_}};
    if (!items.empty()) {
      one["item"] = std::move(items);
    }
    (void)add_of_event(std::move(one));
  }
  void on(const ScreeningAnswered& e) {
    put_answers(e.scope == "full" ? "safety" : "before-a-session", e.answers);
    Json one = observation(local_concept("screening-code",
                                         "What came of the safety questions, 0 "
                                         "go ahead to 5 emergency"),
                           "survey");
    one["valueInteger"] = e.code;
    if (e.scope == "full") {
      (void)add_of_event(std::move(one));
    }
  }
  void on(const QuestionnaireAnswered& e) {
    put_answers(e.name, e.answers);
    if (e.score_tenths) {
      Json one = observation(
          local_concept("questionnaire-score", e.title.empty() ? e.name : e.title), "survey");
      one["valueQuantity"] = quantity(*e.score_tenths, "");
      (void)add_of_event(std::move(one));
    }
  }

  // ---- plan and sessions

  void note_plan(const Event& event) {
    if (std::holds_alternative<PlanAdopted>(event.body)) {
      last_plan_ = event.id;
    }
  }

  void on(const PlanAdopted& e) {
    const bool is_last = id_ == last_plan_;
    Json activities = Json::array();
    for (const PlannedSlot& slot : e.slots) {
      for (const PlannedEntry& entry : slot.entries) {
        activities.push_back({{"detail", detail(slot, entry)}});
      }
    }
    Json plan = {{"resourceType", "CarePlan"},
                 {"identifier", identifier()},
                 {"status", !is_last             ? "completed"
                            : request_.is_closed ? "on-hold"
                                                 : "active"},
                 {"intent", "plan"},
                 {"category", activity_category()},
                 {"title", "Week " + std::to_string(e.week) + ", level " + e.level},
                 {"description", e.because},
                 {"period", {{"start", e.first_day}}},
                 {"created", at_}};
    if (e.because.empty()) {
      plan.erase("description");
    }
    if (e.first_day.empty()) {
      plan.erase("period");
    }
    if (!activities.empty()) {
      plan["activity"] = std::move(activities);
    }
    (void)add_of_event(std::move(plan));
  }

  [[nodiscard]] std::string name_of_exercise(const std::string& id) const {
    const auto found = request_.catalogue.exercises.find(id);
    return found == request_.catalogue.exercises.end() ? id : found->second.name;
  }
  [[nodiscard]] Json exercise_concept(const std::string& id) const {
    const std::string name = name_of_exercise(id);
    return concept_of(Json::array({coding(exercises, id, name)}), name);
  }

  [[nodiscard]] Json detail(const PlannedSlot& slot, const PlannedEntry& entry) const {
    Json repeat = {
        {"frequency", std::max(1, slot.times_per_day)}, {"period", 1}, {"periodUnit", "d"}};
    std::vector<std::string> weekdays;
    for (const std::string& text : slot.days) {
      if (const auto day = parse_day(text)) {
        std::string name(weekday_name(*day));
        name.front() = static_cast<char>(name.front() - 'A' + 'a');
        weekdays.push_back(std::move(name));
      }
    }
    if (!weekdays.empty()) {
      repeat["dayOfWeek"] = weekdays;
    }
    Json json = {{"kind", "ServiceRequest"},
                 {"code", exercise_concept(entry.exercise)},
                 {"status", "scheduled"},
                 {"scheduledTiming", {{"repeat", std::move(repeat)}}},
                 {"description", dose(slot, entry)}};
    return json;
  }

  static std::string dose(const PlannedSlot& slot, const PlannedEntry& entry) {
    return slot.slot + ": " + std::to_string(entry.sets) + " x " + std::to_string(entry.reps) +
           ", each held " + std::to_string(entry.hold_s) + " s";
  }

  void collect(const Event& event) {
    const std::string at = to_rfc3339(event.at, event.utc_offset_min);
    if (const auto* start = std::get_if<SessionStarted>(&event.body)) {
      sessions_[start->session].start = start;
      sessions_[start->session].started_at = at;
    } else if (const auto* end = std::get_if<SessionEnded>(&event.body)) {
      sessions_[end->session].end = end;
      sessions_[end->session].ended_at = at;
    } else if (const auto* step = std::get_if<StepDone>(&event.body)) {
      ++sessions_[step->session].done;
    } else if (const auto* stop = std::get_if<StepStopped>(&event.body)) {
      sessions_[stop->session].stopped.push_back(stop->reason);
    }
  }

  void on(const SessionStarted& e) {
    const SessionParts& parts = sessions_[e.session];
    const std::string how = parts.end == nullptr ? "" : parts.end->how;
    Json period = {{"start", parts.started_at}};
    if (!parts.ended_at.empty()) {
      period["end"] = parts.ended_at;
    }
    Json one = {{"resourceType", "Procedure"},
                {"identifier", identifier()},
                {"status", how.empty()          ? "unknown"
                           : how == "completed" ? "completed"
                                                : "stopped"}};
    if (how == "quit" || how == "pain") {
      one["statusReason"] =
          local_concept("session-" + how, how == "pain" ? "Ended for pain" : "Ended early");
    }
    one["code"] = exercise_therapy_concept();
    one["performedPeriod"] = std::move(period);
    one["note"] = Json::array(
        {{{"text", e.slot + " session: " + std::to_string(parts.done) + " steps done, " +
                       std::to_string(parts.stopped.size()) + " stopped"}}});
    session_ids_[e.session] = add_of_event(std::move(one));
  }

  /// A hold that was not done: a part of the session, with the reason; and an adverse event if it
  /// was for more than mild pain.
  void on(const StepStopped& e) {
    Json one = {{"resourceType", "Procedure"},
                {"identifier", identifier()},
                {"status", "stopped"},
                {"statusReason", local_concept("stop-" + e.reason, stop_text(e))},
                {"code", exercise_concept(e.exercise)},
                {"performedDateTime", at_}};
    const auto session = session_ids_.find(e.session);
    if (session != session_ids_.end()) {
      one["partOf"] = Json::array({reference_to(session->second)});
    }
    (void)add_of_event(std::move(one));
    if (is_red(e)) {
      add_adverse("stopped-for-pain", stop_text(e));
    }
  }
  static std::string stop_text(const StepStopped& e) {
    std::string text = "Stopped: " + e.reason;
    text += e.pain ? ", pain " + std::to_string(*e.pain) + " of 10" : "";
    const std::string words = texts(e.words);
    return text + (words.empty() ? "" : ", " + words);
  }
  void on(const FlareDeclared& e) {
    add_adverse("flare", e.note.empty() ? "A flare was declared" : e.note);
  }
  void add_adverse(const char* code, const std::string& text) {
    (void)add_of_event({{"resourceType", "AdverseEvent"},
                        {"actuality", "actual"},
                        {"event", local_concept(code, text)},
                        {"date", at_}});
  }

  void on(const PrescriptionWritten& e) {
    Json one = {{"resourceType", "ServiceRequest"},
                {"identifier", identifier()},
                {"status", "active"},
                {"intent", "order"},
                {"category", activity_category()},
                {"code", exercise_therapy_concept()},
                {"authoredOn", at_},
                {"note", Json::array({{{"text", e.text}}})}};
    if (!e.by.empty()) {
      one["requester"] = {{"display", e.by}};
    }
    (void)add_of_event(std::move(one));
  }

  void on(const ClearanceRecorded& e) {
    Json one = observation(local_concept("clearance",
                                         "A clinician said that the person may "
                                         "exercise"),
                           "exam");
    one["valueString"] = e.who + ", " + e.date + (e.note.empty() ? "" : ": " + e.note);
    (void)add_of_event(std::move(one));
  }

  void on(const ProfileAnswered& e) {
    for (const std::string& activity : e.activities) {
      add_goal(activity, at_.substr(0, std::string_view("2026-11-24").size()));
    }
  }

  // Told by what belongs to them, or not a matter of health records (docs/formats/fhir.md).
  static void on(const StepDone&) {}
  static void on(const SessionEnded&) {}
  static void on(const PlanAdapted&) {}
  static void on(const BreakWalked&) {}
  static void on(const PreferenceSet&) {}
  static void on(const ConsentGiven&) {}
  static void on(const ConsentWithdrawn&) {}
  static void on(const EventCorrected&) {}
  static void on(const ClockCorrected&) {}

  const FhirRequest& request_;
  Json entries_ = Json::array();
  Uuid id_;
  std::string at_;
  std::string by_;
  std::size_t further_ = 0;
  std::size_t provenances_ = 0;
  Uuid last_plan_;
  std::map<std::string, std::vector<Uuid>> made_by_;
  std::map<Uuid, SessionParts> sessions_;
  std::map<Uuid, Uuid> session_ids_;
};

}  // namespace

Json fhir_bundle(const FhirRequest& request) {
  return BundleMaker(request).run();
}

}  // namespace lissom
