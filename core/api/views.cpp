#include <algorithm>

#include "core/api/call.h"

namespace lissom {

Json texts_view(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) {
    list.push_back(text);
  }
  return list;
}

Json say(const std::vector<std::string>& sentences) {
  Json view;
  view["say"] = texts_view(sentences);
  return view;
}

void put_basis(Json& json, const Basis& basis, const Catalogue& catalogue) {
  Json sources = Json::array();
  for (const std::string& key : basis.sources) {
    const auto source = catalogue.sources.find(key);
    // A citation that nobody has read is not shown as one.
    if (source != catalogue.sources.end() && source->second.display) {
      sources.push_back(key + ": " + source->second.cite);
    }
  }
  json["sources"] = std::move(sources);
  json["convention"] = basis.convention;
}

namespace {

/// What a closed programme waits for if it is only the questions; empty if it is more, or open.
std::string_view questions_awaited(const Gate& gate) {
  return gate.why == "unscreened"   ? "First, the safety questions"
         : gate.why == "incomplete" ? "Some safety questions are still open"
         : gate.why == "due"        ? "It is time to ask the safety questions again"
                                    : "";
}

}  // namespace

Json disposition_view(const Gate& gate, const Catalogue& catalogue) {
  const Disposition& disposition = catalogue.disposition(gate.code);
  Json view;
  view["code"] = static_cast<int>(gate.code);
  view["name"] = disposition.name;
  const std::string_view awaited = questions_awaited(gate);
  view["title"] = awaited.empty() ? std::string_view(disposition.title) : awaited;
  view["now"] = awaited.empty() ? texts_view(disposition.now) : Json::array();
  view["unlock"] = awaited.empty() ? disposition.unlock : answer_the_questions;
  view["locked"] = gate.locked;
  view["why_locked"] = gate.why;
  view["because"] = texts_view(gate.because);
  if (gate.code == Code::emergency || gate.code == Code::urgent) {
    Json numbers = Json::array();
    for (const EmergencyNumber& number : catalogue.screening.emergency) {
      numbers.push_back(
          {{"region", number.region}, {"number", number.number}, {"same_day", number.same_day}});
    }
    view["numbers"] = std::move(numbers);
  }
  return view;
}

Basis basis_of(const Exercise& exercise) {
  return {exercise.cite,
          exercise.cite.empty() ? "Common clinical habit; no study of this one alone." : ""};
}

Json tags_view(const Gate& gate, const Catalogue& catalogue) {
  Json list = Json::array();
  for (const std::string& id : gate.tags) {
    const Tag& tag = catalogue.tags.find(id)->second;
    Json view;
    view["tag"] = id;
    view["plain"] = tag.plain;
    view["change"] = tag.change;
    Json raised_by = Json::array();
    for (const RaisedFinding& raised : gate.screening.raised) {
      const std::vector<std::string>& tags = raised.finding->tags;
      if (std::find(tags.begin(), tags.end(), id) == tags.end()) {
        continue;
      }
      for (const Answer& answer : raised.because_of) {
        Json reason;
        reason["question"] = answer.id;
        reason["answer"] = answer.value;
        reason["because"] = raised.finding->because;
        put_basis(reason, raised.finding->basis, catalogue);
        raised_by.push_back(std::move(reason));
      }
    }
    view["raised_by"] = std::move(raised_by);
    put_basis(view, tag.basis, catalogue);
    list.push_back(std::move(view));
  }
  return list;
}

Json entry_view(const PlannedEntry& entry, const Person& person, const Catalogue& catalogue) {
  Json view;
  view["id"] = entry.exercise;
  const auto found = catalogue.exercises.find(entry.exercise);
  view["name"] = found == catalogue.exercises.end() ? entry.exercise : found->second.name;
  view["hold_s"] = entry.hold_s;
  view["reps"] = entry.reps;
  view["sets"] = entry.sets;
  if (found != catalogue.exercises.end()) {
    const Exercise& exercise = found->second;
    view["sides"] = name_of(exercise.side);
    view["kind"] = name_of(exercise.kind);
    view["position"] = exercise.base;
    view["position_name"] = catalogue.bases.find(exercise.base)->second.name;
    Json cautions = Json::array();
    for (const std::string& tag : exercise.caution) {
      if (has_tag(person, tag)) {
        cautions.push_back(catalogue.tags.find(tag)->second.change);
      }
    }
    view["cautions"] = std::move(cautions);
  }
  view["seconds"] = entry.seconds;
  view["why"] = entry.why;
  return view;
}

Json slot_view(const PlannedSlot& slot, const Person& person, const Catalogue& catalogue) {
  Json view;
  view["slot"] = slot.slot;
  view["variant"] = slot.variant;
  view["name"] = catalogue.slot(slot.slot).name;
  view["budget_s"] = slot.budget_s;
  view["total_s"] = slot.total_s;
  view["days"] = texts_view(slot.days);
  view["times_per_day"] = slot.times_per_day;
  view["proved"] = slot.gap && *slot.gap == 0;
  view["gap"] = slot.gap ? Json(*slot.gap) : Json();
  Json entries = Json::array();
  for (const PlannedEntry& entry : slot.entries) {
    entries.push_back(entry_view(entry, person, catalogue));
  }
  view["entries"] = std::move(entries);
  return view;
}

}  // namespace lissom
