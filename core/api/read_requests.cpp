#include <algorithm>

#include "core/api/call.h"
#include "core/api/measure_views.h"
#include "core/api/plans.h"
#include "core/api/sessions.h"
#include "core/planner/explain.h"
#include "core/planner/week.h"

namespace lissom {
namespace {

// ---- why
// ----------------------------------------------------------------------------------------------------------

constexpr std::string_view ladder_basis =
    "No trial tests these thresholds; they are cautious and kept as data.";

std::string change_words(const std::string& change) {
  if (change == "advance") {
    return "one thing was raised, because the week before went well.";
  }
  if (change == "maintenance") {
    return "the eight weeks were done, and keeping up began.";
  }
  return change == "restart" ? "the programme began again." : "the plan stepped back.";
}

/// One reason in plain words, with the rule behind it and what it read.
Json reason(const std::vector<std::string>& sentences, std::string rule, Json inputs,
            const Basis& basis, const Catalogue& catalogue) {
  Json view = say(sentences);
  view["rule"] = std::move(rule);
  view["inputs"] = std::move(inputs);
  put_basis(view, basis, catalogue);
  return view;
}

Basis basis_of(const Exercise& exercise) {
  return {exercise.cite,
          exercise.cite.empty() ? "Common clinical habit; no study of this one alone." : ""};
}

void why_exercise(const Call& call, const Exercise& exercise, Json& answers) {
  const Catalogue& catalogue = call.catalogue;
  if (call.world.state.plan) {
    for (const PlannedSlot& slot : call.world.state.plan->slots) {
      for (const PlannedEntry& entry : slot.entries) {
        if (entry.exercise == exercise.id) {
          answers.push_back(reason({catalogue.slot(slot.slot).name + ": " + entry.why}, "planner",
                                   {{"level", call.world.state.plan->level},
                                    {"hold_s", entry.hold_s},
                                    {"reps", entry.reps},
                                    {"evidence", exercise.evidence}},
                                   basis_of(exercise), catalogue));
        }
      }
    }
  }
  if (!answers.empty()) {
    return;
  }
  const Eligibility offer =
      eligibility(exercise, call.world.person, call.world.state, catalogue, call.moment.now);
  if (!offer.offered) {
    answers.push_back(reason({"Not offered to you. " + offer.why_not}, offer.rule, Json::object(),
                             {}, catalogue));
    return;
  }
  WeekRequest request;
  request.dose = current_rung(call.world.state, catalogue).dose;
  request.now = call.moment.now;
  const PlanContext context{call.world.state, call.world.person, catalogue, request};
  std::string why_not = "It is possible for you, but others came first this week.";
  (void)may_plan(context, exercise, &why_not);
  answers.push_back(reason({"Not in this week's plan. " + why_not}, "planner",
                           {{"difficulty", exercise.difficulty}, {"level", request.dose.id}},
                           basis_of(exercise), catalogue));
}

void why_muscle(const Call& call, const Muscle& muscle, Json& answers) {
  const Catalogue& catalogue = call.catalogue;
  if (call.world.state.plan) {
    for (const MissingMuscle& missing : call.world.state.plan->missing) {
      if (missing.muscle == muscle.id) {
        answers.push_back(reason({"Not stretched this week. " + missing.why}, "planner",
                                 Json::object(), {}, catalogue));
      }
    }
    const auto ledger = weekly_half_seconds(call.world.state.plan->slots, catalogue);
    const auto found = ledger.find(muscle.id);
    if (found != ledger.end() && found->second > 0) {
      answers.push_back(
          reason({"It gets " + std::to_string(found->second / 12 / 10) + "." +
                  std::to_string(found->second / 12 % 10) + " minutes a week on each side."},
                 "dose.cap_min_per_week", {{"cap_min_per_week", catalogue.dose.cap_min_per_week}},
                 {{"Ingram2025"}, ""}, catalogue));
    }
  }
  answers.push_back(reason({muscle.name + ". " + muscle.job, muscle.known, muscle.unknown},
                           "muscles", Json::object(), muscle.basis, catalogue));
}

void why_tag(const Call& call, const Tag& tag, Json& answers) {
  Json inputs = Json::object();
  std::vector<std::string> sentences;
  for (const RaisedFinding& raised : call.world.gate.screening.raised) {
    const std::vector<std::string>& tags = raised.finding->tags;
    if (std::find(tags.begin(), tags.end(), tag.id) != tags.end()) {
      sentences.push_back(raised.finding->because);
      for (const Answer& answer : raised.because_of) {
        inputs[answer.id] = answer.value;
      }
    }
  }
  const bool theirs = has_tag(call.world.person, tag.id);
  sentences.push_back(theirs ? "What changes: " + tag.change : "Your answers do not raise this.");
  answers.push_back(
      reason(sentences, "tag:" + tag.id, std::move(inputs), tag.basis, call.catalogue));
}

/// Why the level is what it is: what changed it last, and what the ladder says now.
void why_level(const Call& call, Json& answers) {
  const Basis basis{{}, std::string(ladder_basis)};
  const State& state = call.world.state;
  if (!state.plan) {
    return;
  }
  const auto inputs_of = [](const std::vector<Answer>& list) {
    Json inputs = Json::object();
    for (const Answer& input : list) {
      inputs[input.id] = input.value;
    }
    return inputs;
  };
  const auto last =
      std::find_if(state.adapted.rbegin(), state.adapted.rend(), [](const Adapted& a) {
        return is_of_the_ladder({a.rule, a.change, {}});
      });
  if (last != state.adapted.rend()) {
    answers.push_back(reason({"On " + to_iso(last->day) + ": " + change_words(last->change)},
                             last->rule, inputs_of(last->inputs), basis, call.catalogue));
  }
  const LadderStep step = step_of(call);
  answers.push_back(reason(
      {"Level " + state.plan->level + ". " +
       (step.because.empty() ? "It is looked at again when a new week begins." : step.because)},
      step.rule.empty() ? "ladder" : step.rule, inputs_of(step.inputs), basis, call.catalogue));
}

bool why_rule(const Call& call, const std::string& what, Json& answers) {
  const Catalogue& catalogue = call.catalogue;
  for (const Finding& finding : catalogue.screening.findings) {
    if (finding.id == what) {
      answers.push_back(
          reason({finding.because}, "finding:" + what,
                 {{"code", static_cast<int>(finding.code)}, {"name", name_of(finding.code)}},
                 finding.basis, catalogue));
    }
  }
  for (const EscalationRule& rule : catalogue.escalation) {
    if (rule.id == what) {
      Json numbers = Json::object();
      for (const auto& [name, value] : rule.numbers) {
        numbers[name] = value;
      }
      answers.push_back(reason({"If " + rule.when + ": " + rule.result + "."}, what,
                               std::move(numbers), rule.basis, catalogue));
    }
  }
  if (const Question* question = catalogue.find_question(what)) {
    answers.push_back(reason({question->ask, question->why}, "question:" + what, Json::object(),
                             question->basis, catalogue));
  }
  if (const auto number = catalogue.numbers.find(what); number != catalogue.numbers.end()) {
    answers.push_back(reason({"A number of the rules: " + what + "."}, what,
                             {{"value", number->second}}, {}, catalogue));
  }
  return !answers.empty();
}

Json why_plan(const Call& call) {
  Json answers = Json::array();
  if (call.world.state.plan) {
    const PlanAdopted& plan = *call.world.state.plan;
    answers.push_back(
        reason({plan.because, "Level " + plan.level + ", week " + std::to_string(plan.week) + "."},
               "plan", {{"catalogue", plan.catalogue}, {"mode", plan.mode}}, {}, call.catalogue));
  }
  return answers;
}

// ---- catalogue
// ----------------------------------------------------------------------------------------------------

/// Whether stretches may be looked at in full: not after a stop, and not before the safety
/// questions.
bool may_read_stretches(const Call& call) {
  return !call.world.gate.locked;
}

Json list_item(const Call& call, const Exercise& exercise) {
  Json view;
  view["id"] = exercise.id;
  view["name"] = exercise.name;
  view["base"] = exercise.base;
  view["base_name"] = call.catalogue.bases.find(exercise.base)->second.name;
  view["kind"] = name_of(exercise.kind);
  view["difficulty"] = exercise.difficulty;
  view["muscles"] = texts_view(exercise.primary);
  view["evidence"] = exercise.evidence;
  if (!call.world.state.screening) {
    view["for_you"] = Json();
    return view;
  }
  const Eligibility offer =
      eligibility(exercise, call.world.person, call.world.state, call.catalogue, call.moment.now);
  view["for_you"] = offer.offered;
  view["why_not"] = offer.why_not;
  return view;
}

Json whole_entry(const Call& call, const Exercise& exercise) {
  Json view = list_item(call, exercise);
  view["aka"] = texts_view(exercise.aka);
  Json equipment = Json::array();
  for (const std::vector<std::string>& any_of : exercise.equipment) {
    equipment.push_back(texts_view(any_of));
  }
  view["equipment"] = std::move(equipment);
  view["side"] = name_of(exercise.side);
  view["secondary"] = texts_view(exercise.secondary);
  view["steps"] = texts_view(exercise.steps);
  view["feel"] = exercise.feel;
  view["faults"] = texts_view(exercise.faults);
  view["stop_line"] = call.catalogue.fixed_text("stop-line");
  Json cautions = Json::array();
  for (const std::string& tag : exercise.caution) {
    if (has_tag(call.world.person, tag)) {
      cautions.push_back(call.catalogue.tags.find(tag)->second.change);
    }
  }
  view["cautions"] = std::move(cautions);
  view["easier"] = texts_view(exercise.easier);
  view["harder"] = texts_view(exercise.harder);
  view["hold_s"] = Json::array({exercise.hold_s.least, exercise.hold_s.most});
  view["reps"] = Json::array({exercise.reps.least, exercise.reps.most});
  view["sets"] = Json::array({exercise.sets.least, exercise.sets.most});
  put_basis(view, basis_of(exercise), call.catalogue);
  return view;
}

// ---- record
// -------------------------------------------------------------------------------------------------------

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

/// An event in a few words.
struct Teller {
  const Catalogue& catalogue;

  [[nodiscard]] std::string name(const std::string& exercise) const {
    const auto found = catalogue.exercises.find(exercise);
    return found == catalogue.exercises.end() ? exercise : found->second.name;
  }
  std::string operator()(const ScreeningAnswered& e) const {
    const std::string outcome(name_of(static_cast<Code>(std::clamp(e.code, 0, 5))));
    return e.scope == "full" ? "Safety questions answered: " + outcome : "Check before a session";
  }
  std::string operator()(const ProfileAnswered&) const { return "About me: changed"; }
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
  std::string operator()(const PlanAdapted& e) const { return "Rule " + e.rule + ": " + e.change; }
  std::string operator()(const SessionStarted& e) const { return "Session begun: " + e.slot; }
  std::string operator()(const StepDone& e) const {
    return name(e.exercise) + ", " + e.side + ": " + std::to_string(e.held_s) + " s";
  }
  std::string operator()(const StepStopped& e) const {
    return name(e.exercise) + ", " + e.side + ": stopped (" + e.reason + ")";
  }
  std::string operator()(const SessionEnded& e) const { return "Session ended: " + e.how; }
  std::string operator()(const FlareDeclared&) const { return "Flare declared"; }
  std::string operator()(const PreferenceSet& e) const { return e.name + ": " + e.value; }
  std::string operator()(const PrescriptionWritten& e) const { return "Note from " + e.by; }
  std::string operator()(const ConsentGiven& e) const { return "Consent given to " + e.to; }
  std::string operator()(const ConsentWithdrawn& e) const {
    return "Consent withdrawn from " + e.to;
  }
  std::string operator()(const EventCorrected&) const { return "An entry taken back"; }
};

// ---- progress
// -----------------------------------------------------------------------------------------------------

struct SlotCount {
  int planned_so_far = 0;
  int planned = 0;
  int credit_pct = 0;
  int done = 0;
};

SlotCount count_slot(const Call& call, const PlannedSlot& slot, Day first) {
  constexpr int days_a_week = 7;
  SlotCount count;
  for (const std::string& text : slot.days) {
    const Day day = parse_day(text).value_or(call.today());
    count.planned += slot.times_per_day;
    count.planned_so_far += day <= call.today() ? slot.times_per_day : 0;
  }
  for (const SessionLog& session : call.world.state.sessions) {
    const bool counts = session.slot == slot.slot && session.variant == slot.variant &&
                        session.day >= first && session.day < first + days_a_week;
    const int credit = counts ? credit_pct(session, call.catalogue) : 0;
    count.credit_pct += credit;
    count.done += credit > 0 ? 1 : 0;
  }
  return count;
}

Json pain_view(const State& state) {
  Json list = Json::array();
  for (const PainPoint& point : state.pain) {
    Json view;
    view["day"] = to_iso(point.day);
    const auto add = [&](const char* name, const std::optional<int>& value) {
      if (value) {
        view[name] = *value;
      }
    };
    add("now", point.pain.now);
    add("average", point.pain.average);
    add("worst", point.pain.worst);
    add("next_morning", point.pain.next_morning);
    list.push_back(std::move(view));
  }
  return list;
}

}  // namespace

Result<Outcome> do_why(Call& call, ObjectReader& in) {
  const std::string what = in.text("what");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const Catalogue& catalogue = call.catalogue;
  Json answers = Json::array();
  const auto exercise = catalogue.exercises.find(what);
  const auto muscle = catalogue.muscles.find(what);
  const auto tag = catalogue.tags.find(what);
  if (exercise != catalogue.exercises.end()) {
    if (call.world.gate.locked) {
      return call.refused();
    }
    why_exercise(call, exercise->second, answers);
  } else if (muscle != catalogue.muscles.end()) {
    why_muscle(call, muscle->second, answers);
  } else if (tag != catalogue.tags.end()) {
    why_tag(call, tag->second, answers);
  } else if (what == "level") {
    why_level(call, answers);
  } else if (what == "plan") {
    answers = why_plan(call);
  } else if (!why_rule(call, what, answers)) {
    return fail(
        Errc::unknown,
        "\"" + what.substr(0, 60) +
            "\" is not known; expected plan, or an id of a stretch, muscle, tag, question or rule");
  }
  Json view;
  view["what"] = what;
  view["answers"] = std::move(answers);
  return call.done(std::move(view));
}

Result<Outcome> do_progress(Call& call, ObjectReader&) {
  const State& state = call.world.state;
  Json view;
  Json slots = Json::array();
  int credit = 0;
  int planned = 0;
  int done = 0;
  if (state.plan) {
    const Day first = parse_day(state.plan->first_day).value_or(call.today());
    for (const PlannedSlot& slot : state.plan->slots) {
      const SlotCount count = count_slot(call, slot, first);
      slots.push_back({{"slot", slot.slot},
                       {"variant", slot.variant},
                       {"name", call.catalogue.slot(slot.slot).name},
                       {"done", count.done},
                       {"planned", count.planned},
                       {"planned_so_far", count.planned_so_far}});
      if (slot.slot == "core") {
        credit = count.credit_pct;
        planned = count.planned;
        done = count.done;
      }
    }
    view["week_number"] = state.plan->week;
    view["level"] = state.plan->level;
  }
  view["week"] = {
      {"done", done}, {"planned", planned}, {"credit_pct", credit}, {"slots", std::move(slots)}};
  view["sessions"] = static_cast<int>(
      std::count_if(state.sessions.begin(), state.sessions.end(),
                    [&](const SessionLog& s) { return credit_pct(s, call.catalogue) > 0; }));
  view["pain"] = pain_view(state);
  put_measures(call, view);
  std::vector<std::string> sentences;
  if (!state.plan) {
    sentences.emplace_back("Nothing to show yet: there is no plan so far.");
  } else {
    sentences.push_back("Main sessions this week: " + std::to_string(done) + " of " +
                        std::to_string(planned) + ".");
    if (done == 0) {
      sentences.emplace_back("Any day is a good day to begin; two stretches already count.");
    }
  }
  view["say"] = texts_view(sentences);
  return call.done(std::move(view));
}

Result<Outcome> do_catalogue(Call& call, ObjectReader& in) {
  const std::string id = in.text("id", "");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const bool stopped = call.world.gate.locked && call.world.gate.code >= Code::clinician_first;
  if (id.empty()) {
    if (stopped) {
      return call.refused();
    }
    Json entries = Json::array();
    for (const auto& [key, exercise] : call.catalogue.exercises) {
      entries.push_back(list_item(call, exercise));
    }
    Json view;
    view["version"] = call.catalogue.version;
    view["entries"] = std::move(entries);
    return call.done(std::move(view));
  }
  const auto exercise = call.catalogue.exercises.find(id);
  if (exercise == call.catalogue.exercises.end()) {
    return fail(Errc::unknown,
                "\"" + id.substr(0, 60) + R"(" is no stretch; "lissom catalogue" lists them)");
  }
  if (!may_read_stretches(call)) {
    return call.refused();
  }
  const Eligibility offer = eligibility(exercise->second, call.world.person, call.world.state,
                                        call.catalogue, call.moment.now);
  if (!offer.offered && offer.rule.starts_with("avoid:")) {
    Json view;
    view["refused"] = {
        {"why", offer.rule},
        {"say", texts_view({exercise->second.name + " is not offered to you. " + offer.why_not})},
        {"unlock", ""}};
    return Outcome{3, std::move(view), {}};
  }
  Json view;
  view["entry"] = whole_entry(call, exercise->second);
  return call.done(std::move(view));
}

Result<Outcome> do_record(Call& call, ObjectReader&) {
  Json events = Json::array();
  for (const Event& event : call.journal.events) {
    events.push_back({{"id", to_string(event.id)},
                      {"at", to_rfc3339(event.at, event.utc_offset_min)},
                      {"kind", kind_of(event.body)},
                      {"by", event.by},
                      {"what", std::visit(Teller{call.catalogue}, event.body)}});
  }
  Json faults = Json::array();
  for (const JournalFault& fault : call.journal.faults) {
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
  const auto target = std::find_if(call.journal.events.begin(), call.journal.events.end(),
                                   [&](const Event& event) { return event.id == corrected.event; });
  if (target == call.journal.events.end()) {
    return fail(Errc::unknown,
                "request.event: there is no such entry; \"lissom record\" lists them");
  }
  if (std::holds_alternative<EventCorrected>(target->body)) {
    return bad_input("request.event: a correction cannot be taken back; enter what is right anew");
  }
  const bool was_locked = call.world.gate.locked;
  const Code code_before = call.world.gate.code;
  call.add(std::move(corrected));
  if (was_locked && (!call.world.gate.locked || call.world.gate.code < code_before)) {
    // What closed the programme is opened by a clinician's word, not by taking it back.
    call.events.clear();
    call.world = look(call.journal, call.catalogue, call.moment);
    return call.refused();
  }
  return call.done(say({"Taken back. It stays in the record, marked, and no longer counts."}));
}

Result<Outcome> do_learn(Call& call, ObjectReader& in) {
  const std::string id = in.text("id", "");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  Json view;
  if (id.empty()) {
    Json lessons = Json::array();
    for (const Lesson& lesson : call.catalogue.lessons) {
      lessons.push_back({{"id", lesson.id}, {"title", lesson.title}});
    }
    view["lessons"] = std::move(lessons);
    return call.done(std::move(view));
  }
  const auto lesson = std::find_if(call.catalogue.lessons.begin(), call.catalogue.lessons.end(),
                                   [&](const Lesson& l) { return l.id == id; });
  if (lesson == call.catalogue.lessons.end()) {
    return fail(Errc::unknown,
                "\"" + id.substr(0, 60) + R"(" is no text; "lissom learn" lists them)");
  }
  Json body;
  body["title"] = lesson->title;
  body["text"] = lesson->text;
  put_basis(body, {lesson->sources, ""}, call.catalogue);
  view["lesson"] = std::move(body);
  return call.done(std::move(view));
}

}  // namespace lissom
