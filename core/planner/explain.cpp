#include "core/planner/explain.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace lissom {
namespace {

const Need* need_of(const Exercise& exercise, const Catalogue& catalogue) {
  for (const std::string& muscle : exercise.primary) {
    for (const Need& need : catalogue.planner.needs) {
      if (std::find(need.muscles.begin(), need.muscles.end(), muscle) != need.muscles.end()) {
        return &need;
      }
    }
  }
  return nullptr;
}

bool hurts_there(const Need& need, const Person& person) {
  return std::any_of(need.hurts.begin(), need.hurts.end(), [&](const std::string& place) {
    return std::find(person.profile.hurts.begin(), person.profile.hurts.end(), place) !=
           person.profile.hurts.end();
  });
}

std::string purpose(const PlanContext& context, const Exercise& exercise) {
  const auto has_back = [&](BackMove move) {
    return std::find(exercise.back.begin(), exercise.back.end(), move) != exercise.back.end();
  };
  if (exercise.kind == Kind::motor_control) {
    return "A control drill: stretching goes better together with some strength";
  }
  if (exercise.kind == Kind::relaxation) {
    return "A calm end to the session";
  }
  const Need* need = need_of(exercise, context.catalogue);
  const std::string plain =
      need != nullptr ? need->name
                      : context.catalogue.muscles.find(exercise.primary.front())->second.plain;
  std::string text =
      (exercise.kind == Kind::dynamic ? "Gentle movement for the " : "For the ") + plain;
  if (need != nullptr && hurts_there(*need, context.person)) {
    text += ", where you said it hurts";
  } else if (need != nullptr && need->id == "psoas" &&
             context.person.profile.sitting_hours > context.catalogue.dose.sitting_hours_key) {
    text += ", because you sit for long";
  }
  if (has_back(BackMove::flexion) && has_back(BackMove::extension)) {
    text += "; it bends and arches the back gently";
  } else if (has_back(BackMove::extension)) {
    text += "; it is the arching part of the session";
  } else if (has_back(BackMove::flexion)) {
    text += "; it is the bending part of the session";
  }
  return text;
}

std::string support(const PlanContext& context, const SlotRules& slot, const Exercise& exercise) {
  const ProfileAnswered& profile = context.person.profile;
  if (std::find(profile.likes.begin(), profile.likes.end(), exercise.id) != profile.likes.end()) {
    return " You like it.";
  }
  if (exercise.evidence == "B") {
    return " It, or its type, was part of a trial.";
  }
  if (usual_entries(context, slot).contains(exercise.id)) {
    return " It is one of the usual entries at this level.";
  }
  return exercise.evidence == "C" ? " The anatomy speaks for it."
                                  : " It is a common choice; no trial tested it alone.";
}

/// Seconds a muscle group gets from the slots, by its muscles.
bool is_covered(const Need& need, const std::map<std::string, int, std::less<>>& ledger) {
  return std::any_of(need.muscles.begin(), need.muscles.end(), [&](const std::string& muscle) {
    const auto found = ledger.find(muscle);
    return found != ledger.end() && found->second > 0;
  });
}

/// The exercises that lead with a need, and what speaks against each.
std::string reason_for_gap(const PlanContext& context, const Need& need) {
  std::string first_reason;
  bool any_possible = false;
  bool any_later = false;
  for (const auto& [id, exercise] : context.catalogue.exercises) {
    const bool serves = std::find(need.muscles.begin(), need.muscles.end(),
                                  exercise.primary.front()) != need.muscles.end() &&
                        exercise.kind != Kind::motor_control;
    if (!serves) {
      continue;
    }
    std::string why_not;
    if (may_plan(context, exercise, &why_not)) {
      any_possible = true;
    } else if (why_not.find("later level") != std::string::npos) {
      any_later = true;
    } else if (first_reason.empty()) {
      first_reason = why_not;
    }
  }
  if (any_possible) {
    return "There was no room for it this week beside what matters more for you.";
  }
  if (any_later) {
    return "What would stretch it comes at a later level.";
  }
  return first_reason.empty() ? "Nothing in the catalogue stretches it by itself."
                              : "Nothing suitable is left for it. " + first_reason;
}

std::set<std::string> ids_of(const Stage& stage, const Selection& selection) {
  std::set<std::string> ids;
  for (const Pick& pick : selection.order) {
    ids.insert(stage.candidates[static_cast<std::size_t>(pick.candidate)].id);
  }
  return ids;
}

Alternative beside(const std::set<std::string>& made, const std::set<std::string>& other,
                   std::int64_t points_less) {
  Alternative alternative;
  std::set_difference(made.begin(), made.end(), other.begin(), other.end(),
                      std::back_inserter(alternative.without));
  std::set_difference(other.begin(), other.end(), made.begin(), made.end(),
                      std::back_inserter(alternative.with));
  alternative.points_less = points_less;
  return alternative;
}

}  // namespace

std::string explain_entry(const PlanContext& context, const SlotRules& slot,
                          const Exercise& exercise) {
  return purpose(context, exercise) + "." + support(context, slot, exercise);
}

std::vector<MissingMuscle> explain_missing(const PlanContext& context,
                                           const std::vector<PlannedSlot>& slots) {
  std::vector<MissingMuscle> missing;
  const auto ledger = weekly_half_seconds(slots, context.catalogue);
  for (const Need& need : context.catalogue.planner.needs) {
    if (!is_covered(need, ledger)) {
      missing.push_back({need.id, reason_for_gap(context, need)});
    }
  }
  return missing;
}

std::optional<Alternative> best_without(const Stage& stage, const Selection& made,
                                        std::string_view entry) {
  Stage other = stage;
  std::erase_if(other.candidates,
                [&](const Candidate& candidate) { return candidate.id == entry; });
  const std::set<std::string> chosen = ids_of(stage, made);
  if (!chosen.contains(std::string(entry))) {
    return std::nullopt;
  }
  const Selection next = solve(other, usual_node_limit);
  return beside(chosen, ids_of(other, next), made.score - next.score);
}

std::optional<Alternative> best_with(const Stage& stage, const Selection& made,
                                     std::string_view entry) {
  Stage other = stage;
  const auto candidate = std::find_if(other.candidates.begin(), other.candidates.end(),
                                      [&](const Candidate& one) { return one.id == entry; });
  const std::set<std::string> chosen = ids_of(stage, made);
  if (candidate == other.candidates.end() || chosen.contains(std::string(entry))) {
    return std::nullopt;
  }
  // More than everything else together, so that it is chosen if it can be.
  constexpr int bonus = 100'000'000;
  candidate->points += bonus;
  const Selection forced = solve(other, usual_node_limit);
  const std::set<std::string> other_ids = ids_of(other, forced);
  if (!other_ids.contains(std::string(entry))) {
    return std::nullopt;
  }
  return beside(chosen, other_ids, made.score - (forced.score - bonus));
}

}  // namespace lissom
