// The record as a list that a person reads, and entries taken back.

#include <algorithm>
#include <set>

#include "core/api/call.h"
#include "core/api/taste.h"
#include "core/base/date.h"
#include "core/programme/eligibility.h"
#include "core/programme/escalation.h"

namespace lissom {
namespace {

std::string pain_text(const PainReported& pain) {
  std::string text = "Pain";
  const auto add = [&](std::string_view name, const std::optional<int>& value) {
    if (value) {
      text += " " + std::string(name) + " " + std::to_string(*value);
    }
  };
  add("now", pain.now);
  add("average", pain.average);
  add("worst", pain.worst);
  add("next morning", pain.next_morning);
  return text;
}

/// Events in a few words each, one after the other: what a profile changes hangs on the one before.
class Teller {
 public:
  explicit Teller(const Catalogue& catalogue)
      : catalogue_(catalogue), before_(default_profile(catalogue)) {}

  /// @param counts  it was not taken back
  [[nodiscard]] std::string tell(const Event& event, bool counts) {
    std::string words = std::visit(*this, event.body);
    if (const auto* const profile = std::get_if<ProfileAnswered>(&event.body);
        profile != nullptr && counts) {
      before_ = *profile;
    }
    return words;
  }

  std::string operator()(const ScreeningAnswered& e) const {
    const std::string outcome(name_of(static_cast<Code>(std::clamp(e.code, 0, 5))));
    return e.scope == "full" ? "Safety questions answered: " + outcome : "Check before a session";
  }
  std::string operator()(const ProfileAnswered& e) const {
    ProfileAnswered of_same_taste = e;
    of_same_taste.likes = before_.likes;
    of_same_taste.excludes = before_.excludes;
    const std::string tastes = tastes_told(e);
    return of_same_taste == before_ && !tastes.empty() ? tastes : "About me: changed";
  }
  std::string operator()(const ClearanceRecorded& e) const {
    return "Cleared by " + e.who + " on " + e.date;
  }
  std::string operator()(const PainReported& e) const { return pain_text(e); }
  std::string operator()(const GoalSet& e) const { return "Activity that matters: " + e.activity; }
  std::string operator()(const FunctionRated& e) const {
    return e.activity + ": " + std::to_string(e.score) + " of 10";
  }
  std::string operator()(const RangeMeasured& e) const {
    return "Measured " + e.test + ", " + e.side;
  }
  std::string operator()(const QuestionnaireAnswered& e) const { return "Questionnaire " + e.name; }
  std::string operator()(const PlanAdopted& e) const {
    return "Plan for week " + std::to_string(e.week) + ", level " + e.level + ". " + e.because;
  }
  std::string operator()(const PlanAdapted& e) const {
    return change_words(e.change) + " (" + e.rule + ")";
  }
  std::string operator()(const SessionStarted& e) const { return "Session begun: " + e.slot; }
  std::string operator()(const StepDone& e) const {
    return name(e.exercise) + ", " + e.side + ": " + std::to_string(e.held_s) + " s";
  }
  std::string operator()(const StepStopped& e) const {
    return name(e.exercise) + ", " + e.side + ": stopped (" + e.reason + ")";
  }
  std::string operator()(const SessionEnded& e) const { return "Session ended: " + e.how; }
  std::string operator()(const FlareDeclared&) const { return "Flare declared"; }
  std::string operator()(const BreakWalked&) const { return "A break, walked"; }
  std::string operator()(const PreferenceSet& e) const { return e.name + ": " + e.value; }
  std::string operator()(const PrescriptionWritten& e) const { return "Note from " + e.by; }
  std::string operator()(const ConsentGiven& e) const { return "Consent given to " + e.to; }
  std::string operator()(const ConsentWithdrawn& e) const {
    return "Consent withdrawn from " + e.to;
  }
  std::string operator()(const EventCorrected&) const { return "An entry taken back"; }
  std::string operator()(const ClockCorrected& e) const {
    return "Entries moved that a wrong clock had dated: " + std::to_string(e.events.size());
  }

 private:
  [[nodiscard]] std::string name(const std::string& exercise) const {
    const auto found = catalogue_.exercises.find(exercise);
    return found == catalogue_.exercises.end() ? exercise : found->second.name;
  }

  static std::string_view taste_told(std::string_view was, std::string_view is) {
    if (is == taste::neither) {
      return was == taste::left_out ? "may be planned again" : "no longer liked";
    }
    return is == taste::left_out ? "left out" : "liked";
  }

  /// Of each stretch that is liked or left out otherwise than before: how it is now.
  [[nodiscard]] std::string tastes_told(const ProfileAnswered& now) const {
    std::string words;
    for (const auto& [id, exercise] : catalogue_.exercises) {
      const std::string_view was = taste_for(before_, id);
      const std::string_view is = taste_for(now, id);
      if (is != was) {
        words += (words.empty() ? "" : "; ") + exercise.name + ": ";
        words += taste_told(was, is);
      }
    }
    return words;
  }

  const Catalogue& catalogue_;
  ProfileAnswered before_;
};

}  // namespace

Result<Outcome> do_record(Call& call, ObjectReader&) {
  std::set<Uuid> taken_back;
  for (const Event& event : call.journal().events) {
    if (const auto* const correction = std::get_if<EventCorrected>(&event.body)) {
      taken_back.insert(correction->event);
    }
  }
  Teller teller(call.catalogue);
  Json events = Json::array();
  for (const Event& event : call.journal().events) {
    events.push_back({{"id", to_string(event.id)},
                      {"at", to_rfc3339(event.at, event.utc_offset_min)},
                      {"kind", kind_of(event.body)},
                      {"by", event.by},
                      {"what", teller.tell(event, !taken_back.contains(event.id))}});
  }
  Json faults = Json::array();
  for (const JournalFault& fault : call.journal().faults) {
    faults.push_back({{"id", to_string(fault.id)}, {"what", fault.what}});
  }
  Json view;
  view["events"] = std::move(events);
  view["faults"] = std::move(faults);
  return call.done(std::move(view));
}

Result<Outcome> do_correct(Call& call, ObjectReader& in) {
  const Result<Uuid> id = parse_uuid(in.text("event"));
  EventCorrected corrected;
  corrected.reason = in.text("reason", "");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  if (!id) {
    return fail(Errc::bad_input, "request.event: " + id.error().what);
  }
  corrected.event = *id;
  const auto target = std::find_if(call.journal().events.begin(), call.journal().events.end(),
                                   [&](const Event& event) { return event.id == corrected.event; });
  if (target == call.journal().events.end()) {
    return fail(Errc::unknown,
                "request.event: there is no such entry; \"lissom record\" lists them");
  }
  if (std::holds_alternative<EventCorrected>(target->body) ||
      std::holds_alternative<ClockCorrected>(target->body)) {
    return bad_input("request.event: a correction cannot be taken back; enter what is right anew");
  }
  if (std::holds_alternative<PlanAdopted>(target->body) ||
      std::holds_alternative<PlanAdapted>(target->body)) {
    return bad_input(
        "request.event: a plan follows from what you said; take that back instead, or ask for a "
        "new plan");
  }
  const bool was_locked = call.world.gate.locked;
  const Code code_before = call.world.gate.code;
  call.add(std::move(corrected));
  if (was_locked && (!call.world.gate.locked || call.world.gate.code < code_before)) {
    // What closed the programme is opened by a clinician's word, not by taking it back.
    call.drop();
    return call.refused();
  }
  return call.done(say({"Taken back. It stays in the record, marked, and no longer counts."}));
}

}  // namespace lissom
