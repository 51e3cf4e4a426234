#include <algorithm>

#include "core/api/call.h"
#include "core/api/measure_views.h"
#include "core/api/plans.h"
#include "core/api/sessions.h"
#include "core/base/date.h"

namespace lissom {
namespace {

// ---- catalogue
// ----------------------------------------------------------------------------------------------------

/// Where it is done: at a desk like the stretches of a work break, on the floor, or on a bed.
Json places_view(const Exercise& exercise, const Catalogue& catalogue) {
  const std::vector<std::string>& at_work = catalogue.slot("break").bases;
  Json places = Json::array();
  if (std::find(at_work.begin(), at_work.end(), exercise.base) != at_work.end()) {
    places.push_back("desk");
  }
  if (!catalogue.bases.find(exercise.base)->second.upright) {
    places.push_back("floor");
  }
  const bool on_bed =
      std::any_of(exercise.equipment.begin(), exercise.equipment.end(),
                  [](const std::vector<std::string>& any_of) {
                    return std::find(any_of.begin(), any_of.end(), "bed") != any_of.end();
                  });
  if (on_bed) {
    places.push_back("bed");
  }
  return places;
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
  Json areas = Json::array();
  for (const std::string& muscle : exercise.primary) {
    areas.push_back(call.catalogue.muscles.find(muscle)->second.plain);
  }
  view["areas"] = std::move(areas);
  view["places"] = places_view(exercise, call.catalogue);
  view["evidence"] = exercise.evidence;
  if (!call.state().screening) {
    view["for_you"] = Json();
    return view;
  }
  const Eligibility offer =
      eligibility(exercise, call.world.person, call.state(), call.catalogue, call.moment.now);
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

// ---- progress
// -----------------------------------------------------------------------------------------------------

struct SlotCount {
  int planned_so_far = 0;
  int planned = 0;
  int credit_pct = 0;
  int done = 0;
};

SlotCount count_slot(const Call& call, const PlannedSlot& slot, Day first) {
  SlotCount count;
  for (const std::string& text : slot.days) {
    const Day day = parse_day(text).value_or(call.today());
    count.planned += slot.times_per_day;
    count.planned_so_far += day <= call.today() ? slot.times_per_day : 0;
  }
  for (const SessionLog& session : call.state().sessions) {
    const bool counts = session.slot == slot.slot && session.variant == slot.variant &&
                        session.day >= first && session.day < first + days_per_week;
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

Result<Outcome> do_progress(Call& call, ObjectReader&) {
  const State& state = call.state();
  Json view;
  Json slots = Json::array();
  int credit = 0;
  int planned = 0;
  int done = 0;
  if (state.plan) {
    const Day first = parse_day(state.plan->first_day).value_or(call.today());
    int walks = breaks_walked(state, first, first + (days_per_week - 1));
    for (const PlannedSlot& slot : state.plan->slots) {
      SlotCount count = count_slot(call, slot, first);
      count.done += take_walks(walks, slot.slot, count.planned, count.done);
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

std::optional<Outcome> not_to_be_read(const Call& call, const Exercise& exercise) {
  // Not after a stop, and not before the safety questions.
  if (call.world.gate.locked) {
    return call.refused();
  }
  const Eligibility offer =
      eligibility(exercise, call.world.person, call.state(), call.catalogue, call.moment.now);
  if (!offer.offered && offer.rule.starts_with("avoid:")) {
    Json view;
    view["refused"] = {
        {"why", offer.rule},
        {"say", texts_view({exercise.name + " is not offered to you. " + offer.why_not})},
        {"unlock", ""}};
    return Outcome{3, std::move(view), {}};
  }
  return std::nullopt;
}

std::optional<Outcome> not_to_be_shown(const Call& call, const Exercise& exercise) {
  return call.state().screening ? not_to_be_read(call, exercise) : std::nullopt;
}

namespace {

/// Whether a session of this stretch alone may begin, and why not; null without a plan.
Json by_itself_view(const Call& call, const std::string& id) {
  if (call.world.gate.locked || !call.state().plan) {
    return {};
  }
  const FreeSession session = free_session_now(call, *call.state().plan, {id});
  return {{"may", !session.entries.empty()},
          {"why_not", session.left_out.empty() ? "" : session.left_out.front().why}};
}

}  // namespace

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
  const Result<const Exercise*> exercise = exercise_named(call, id);
  if (!exercise) {
    return tl::unexpected(exercise.error());
  }
  if (auto refusal = not_to_be_read(call, **exercise)) {
    return *std::move(refusal);
  }
  Json view;
  view["entry"] = whole_entry(call, **exercise);
  view["entry"]["by_itself"] = by_itself_view(call, id);
  return call.done(std::move(view));
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
