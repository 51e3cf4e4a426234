#include <algorithm>

#include "core/api/call.h"
#include "core/base/percent.h"
#include "core/body/entry_muscles.h"

namespace lissom {
namespace {

constexpr double tenths_of_mm = 10'000;  // in a metre
constexpr double ten = 10;
/// To the nearest whole number, halves away from 0.
int rounded(double value) {
  constexpr double half = 0.5;
  return static_cast<int>(value < 0 ? value - half : value + half);
}

Json stretch_view(const SideStretch& side) {
  const Stretch& most = side.most;
  return {{"mm_tenths", rounded(tenths_of_mm * most.metres)},
          {"percent_tenths", rounded(ten * most.percent)},
          {"range_pct", rounded(percent(most.share))},
          {"stretch_pct", rounded(percent(most.stretch))},
          {"line", embedded_body().model.muscles[static_cast<std::size_t>(side.line)].name}};
}

std::string_view name_of(Naming naming) {
  switch (naming) {
    case Naming::primary:
      return "primary";
    case Naming::secondary:
      return "secondary";
    case Naming::not_named:
      return "";
  }
  return "";
}

std::string_view name_of(Found found) {
  switch (found) {
    case Found::no_line:
      return "no line";
    case Found::lengthened:
      return "lengthened";
    case Found::unchanged:
      return "unchanged";
    case Found::shortened:
      return "shortened";
  }
  return "";
}

/// @pre the catalogue, which may be another than the one built in, has the muscle
Json row_view(const EntryMuscle& each, const Catalogue& catalogue) {
  const Muscle& muscle = catalogue.muscles.find(each.muscle)->second;
  return {{"muscle", each.muscle},
          {"name", muscle.name},
          {"plain", muscle.plain},
          {"side", each.side == 'R' ? "right" : "left"},
          {"meant", each.is_meant},
          {"named", name_of(each.named)},
          {"start", stretch_view(each.start)},
          {"end", stretch_view(each.end)}};
}

Json named_view(const Exercise& exercise, const std::vector<EntryMuscle>& list,
                const Catalogue& catalogue) {
  Json named = Json::array();
  for (const auto* muscles : {&exercise.primary, &exercise.secondary}) {
    for (const std::string& muscle : *muscles) {
      named.push_back({{"muscle", muscle},
                       {"name", catalogue.muscles.find(muscle)->second.name},
                       {"named", name_of(naming_of(exercise, muscle))},
                       {"found", name_of(found_of(list, muscle, catalogue.dose))}});
    }
  }
  return named;
}

/// What the person measured of the muscles that the entry names: the last value of each line.
Json measured_view(const Call& call, const Exercise& exercise) {
  Json measured = Json::array();
  std::vector<std::string> seen;
  for (const auto* muscles : {&exercise.primary, &exercise.secondary}) {
    for (const std::string& muscle : *muscles) {
      const std::string& test = call.catalogue.muscles.find(muscle)->second.test;
      if (test.empty() || std::find(seen.begin(), seen.end(), test) != seen.end()) {
        continue;
      }
      seen.push_back(test);
      for (const Series* line : call.state().measures.of_test(test)) {
        measured.push_back({{"test", test},
                            {"name", line->name},
                            {"side", line->side},
                            {"method", line->method},
                            {"unit", line->unit},
                            {"day", to_iso(line->points.back().day)},
                            {"value_tenths", line->points.back().tenths}});
      }
    }
  }
  return measured;
}

std::vector<std::string> remarks(bool has_measured) {
  std::vector<std::string> say = {
      "Lengths of muscle and tendon in a model, of one body for everybody, in the pose of the "
      "picture. Nobody measured them, and no clinician has reviewed them. They say which way a "
      "muscle is drawn, not what you feel."};
  if (has_measured) {
    say.emplace_back(
        "What you measured stands beside them and is not used in them: a test finds one angle, and "
        "the pose of the picture is not yours.");
  }
  return say;
}

}  // namespace

Result<Outcome> do_muscles(Call& call, ObjectReader& in) {
  const std::string id = in.text("id");
  const char side = in.one_of("side", {"right", "left"}) == "left" ? 'L' : 'R';
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const Result<const Exercise*> exercise = exercise_named(call, id);
  if (!exercise) {
    return tl::unexpected(exercise.error());
  }
  if (auto refusal = not_to_be_shown(call, **exercise)) {
    return *std::move(refusal);
  }
  const Result<std::vector<EntryMuscle>> list = muscles_of_entry(**exercise, side);
  if (!list) {
    return tl::unexpected(list.error());
  }
  Json view;
  view["id"] = id;
  view["name"] = (*exercise)->name;
  view["side"] = side == 'R' ? "right" : "left";
  view["sides"] = name_of((*exercise)->side);
  view["named"] = named_view(**exercise, *list, call.catalogue);
  Json muscles = Json::array();
  for (const EntryMuscle& each : *list) {
    if (call.catalogue.muscles.contains(each.muscle)) {
      muscles.push_back(row_view(each, call.catalogue));
    }
  }
  view["muscles"] = std::move(muscles);
  Json measured = measured_view(call, **exercise);
  view["say"] = texts_view(remarks(!measured.empty()));
  view["measured"] = std::move(measured);
  return call.done(std::move(view));
}

}  // namespace lissom
