#include <algorithm>
#include <limits>

#include "core/api/call.h"
#include "core/api/plans.h"
#include "core/planner/explain.h"
#include "core/programme/escalation.h"
#include "core/programme/range_goals.h"

namespace lissom {
namespace {

constexpr std::string_view ladder_basis =
    "No trial tests these thresholds; they are cautious and kept as data.";

/// One reason in plain words, with the rule behind it and what it read.
Json reason(const std::vector<std::string>& sentences, std::string rule, Json inputs,
            const Basis& basis, const Catalogue& catalogue) {
  Json view = say(sentences);
  view["rule"] = std::move(rule);
  view["inputs"] = std::move(inputs);
  put_basis(view, basis, catalogue);
  return view;
}

Json inputs_of(const std::vector<Answer>& list) {
  Json inputs = Json::object();
  for (const Answer& input : list) {
    inputs[input.id] = input.value;
  }
  return inputs;
}

std::string names_of(const std::vector<std::string>& ids, const Catalogue& catalogue) {
  std::string names;
  for (const std::string& id : ids) {
    names += (names.empty() ? "" : " and ") + catalogue.exercises.find(id)->second.name;
  }
  return names;
}

/// What the plan would look like without an entry of it, or with one that is not in it: a sentence
/// and what was counted. Of several slots the first that says something.
struct Beside {
  std::string sentence;
  Json inputs = Json::object();
};

Beside beside_plan(const Call& call, const std::string& entry) {
  for (const StageOfWeek& item : stages_of_plan(call)) {
    const auto runner_up = best_without(item.stage, item.selection, entry);
    const auto with_it = runner_up ? std::nullopt : best_with(item.stage, item.selection, entry);
    if (!runner_up && !with_it) {
      continue;
    }
    const Alternative& other = runner_up ? *runner_up : *with_it;
    Beside beside;
    const std::string with = names_of(other.with, call.catalogue);
    const std::string without = names_of(other.without, call.catalogue);
    if (runner_up) {
      beside.sentence = with.empty() ? "Nothing else would take its place."
                                     : "The next best choice would have been " + with + ".";
    } else if (without.empty()) {
      beside.sentence = "It would only have made the session fuller.";
    } else {
      beside.sentence = "To make room for it, " + without + " would have to go.";
    }
    beside.inputs = {{"slot", item.name}, {"points_less", other.points_less}};
    return beside;
  }
  return {};
}

/// Adds what the plan would look like otherwise to a reason.
void put_beside(const Beside& beside, std::vector<std::string>& sentences, Json& inputs) {
  if (!beside.sentence.empty()) {
    sentences.push_back(beside.sentence);
    inputs.update(beside.inputs);
  }
}

/// Why the plan has an entry, slot by slot.
void why_planned(const Call& call, const PlanAdopted& plan, const Exercise& exercise,
                 Json& answers) {
  for (const PlannedSlot& slot : plan.slots) {
    const auto entry =
        std::find_if(slot.entries.begin(), slot.entries.end(),
                     [&](const PlannedEntry& one) { return one.exercise == exercise.id; });
    if (entry == slot.entries.end()) {
      continue;
    }
    std::vector<std::string> sentences = {call.catalogue.slot(slot.slot).name + ": " + entry->why};
    Json inputs = {{"level", plan.level},
                   {"hold_s", entry->hold_s},
                   {"reps", entry->reps},
                   {"evidence", exercise.evidence}};
    put_beside(answers.empty() ? beside_plan(call, exercise.id) : Beside{}, sentences, inputs);
    answers.push_back(
        reason(sentences, "planner", std::move(inputs), basis_of(exercise), call.catalogue));
  }
}

void why_exercise(const Call& call, const Exercise& exercise, Json& answers) {
  const Catalogue& catalogue = call.catalogue;
  if (call.state().plan) {
    why_planned(call, *call.state().plan, exercise, answers);
  }
  if (!answers.empty()) {
    return;
  }
  const Eligibility offer =
      eligibility(exercise, call.world.person, call.state(), catalogue, call.moment.now);
  if (!offer.offered) {
    answers.push_back(reason({"Not offered to you. " + offer.why_not}, offer.rule, Json::object(),
                             {}, catalogue));
    return;
  }
  WeekRequest request;
  request.dose = current_rung(call.state(), catalogue).dose;
  request.now = call.moment.now;
  const PlanContext context{call.state(), call.world.person, catalogue, request};
  const bool rests = resting_entries(call.state(), catalogue, call.today()).contains(exercise.id);
  std::string why_not =
      rests ? "It rests for some weeks, because the test did not change with it; another stretch "
              "has its turn."
            : "It is possible for you, but others came first this week.";
  const bool possible = may_plan(context, exercise, &why_not);
  std::vector<std::string> sentences = {"Not in this week's plan. " + why_not};
  Json inputs = {{"difficulty", exercise.difficulty}, {"level", request.dose.id}};
  put_beside(possible ? beside_plan(call, exercise.id) : Beside{}, sentences, inputs);
  answers.push_back(reason(sentences, "planner", std::move(inputs), basis_of(exercise), catalogue));
}

/// The entry that leads with a need and would cost least, and what would have to go for it.
Beside cheapest_for(const Call& call, const std::string& need_id) {
  const std::vector<Need>& needs = call.catalogue.planner.needs;
  const auto need =
      std::find_if(needs.begin(), needs.end(), [&](const Need& one) { return one.id == need_id; });
  Beside best;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const StageOfWeek& item : stages_of_plan(call)) {
    for (const Candidate& candidate : item.stage.candidates) {
      const Exercise& exercise = call.catalogue.exercises.find(candidate.id)->second;
      const bool leads =
          need != needs.end() && std::find(need->muscles.begin(), need->muscles.end(),
                                           exercise.primary.front()) != need->muscles.end();
      const auto with_it =
          leads ? best_with(item.stage, item.selection, candidate.id) : std::nullopt;
      if (with_it && with_it->points_less < least) {
        least = with_it->points_less;
        const std::string without = names_of(with_it->without, call.catalogue);
        best.sentence = "The nearest to fit was " + exercise.name +
                        (without.empty() ? "." : "; for it " + without + " would have to go.");
        best.inputs = {{"slot", item.name}, {"points_less", with_it->points_less}};
      }
    }
  }
  return best;
}

/// Whether a muscle is only kept up, because its range test is at its goal.
void why_kept_up(const Call& call, const Muscle& muscle, Json& answers) {
  const Catalogue& catalogue = call.catalogue;
  for (const std::string& id : needs_at_goal(call.state(), catalogue)) {
    const auto need = std::find_if(catalogue.planner.needs.begin(), catalogue.planner.needs.end(),
                                   [&](const Need& one) { return one.id == id; });
    if (std::find(need->muscles.begin(), need->muscles.end(), muscle.id) != need->muscles.end()) {
      answers.push_back(reason({"Its range test is where it should be and both sides are alike, so "
                                "it is kept up with fewer minutes."},
                               "ladder.goal", Json::object(), {{}, std::string(ladder_basis)},
                               catalogue));
    }
  }
}

/// Why a plan leaves a muscle out.
void why_missing(const Call& call, const PlanAdopted& plan, const Muscle& muscle, Json& answers) {
  for (const MissingMuscle& missing : plan.missing) {
    if (missing.muscle == muscle.id) {
      std::vector<std::string> sentences = {"Not stretched this week. " + missing.why};
      Json inputs = Json::object();
      put_beside(cheapest_for(call, muscle.id), sentences, inputs);
      answers.push_back(reason(sentences, "planner", std::move(inputs), {}, call.catalogue));
    }
  }
}

void why_muscle(const Call& call, const Muscle& muscle, Json& answers) {
  const Catalogue& catalogue = call.catalogue;
  if (call.state().plan) {
    why_missing(call, *call.state().plan, muscle, answers);
    const auto ledger = weekly_half_seconds(call.state().plan->slots, catalogue);
    const auto found = ledger.find(muscle.id);
    if (found != ledger.end() && found->second > 0) {
      answers.push_back(
          reason({"It gets " + std::to_string(found->second / 12 / 10) + "." +
                  std::to_string(found->second / 12 % 10) + " minutes a week on each side."},
                 "dose.cap_min_per_week", {{"cap_min_per_week", catalogue.dose.cap_min_per_week}},
                 {{"Ingram2025"}, ""}, catalogue));
    }
  }
  why_kept_up(call, muscle, answers);
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
  const State& state = call.state();
  if (!state.plan) {
    return;
  }
  const auto last =
      std::find_if(state.adapted.rbegin(), state.adapted.rend(), [](const Adapted& a) {
        return is_of_the_ladder({a.rule, a.change, {}});
      });
  if (last != state.adapted.rend()) {
    answers.push_back(reason({"On " + to_iso(last->day) + ": " + change_words(last->change) + "."},
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
  if (const Firing* const last = last_firing(call.state(), what)) {
    answers.push_back(reason({"It acted on " + to_iso(last->day) + ": " + last->because}, what,
                             inputs_of(last->inputs), {}, catalogue));
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
  if (call.state().plan) {
    const PlanAdopted& plan = *call.state().plan;
    answers.push_back(
        reason({plan.because, "Level " + plan.level + ", week " + std::to_string(plan.week) + "."},
               "plan", {{"catalogue", plan.catalogue}, {"mode", plan.mode}}, {}, call.catalogue));
  }
  return answers;
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

}  // namespace lissom
