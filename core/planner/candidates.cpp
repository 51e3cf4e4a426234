#include "core/planner/candidates.h"

#include <algorithm>

namespace lissom {
namespace {

int clamp_to(int value, Range range) {
  return std::clamp(value, range.least, range.most);
}

Phase phase_of(Kind kind) {
  switch (kind) {
    case Kind::dynamic:
      return Phase::dynamic;
    case Kind::static_hold:
    case Kind::self_release:
      return Phase::hold;
    case Kind::motor_control:
      return Phase::control;
    case Kind::relaxation:
      return Phase::rest;
  }
  return Phase::hold;
}

/// The shortest of the longest holds that the person's tags and pain type allow.
int longest_hold_s(const Exercise& exercise, const Person& person, const Catalogue& catalogue) {
  int longest = exercise.hold_s.most;
  for (const std::string& id : person.tags) {
    const bool matters =
        std::find(exercise.caution.begin(), exercise.caution.end(), id) != exercise.caution.end();
    const Tag& tag = catalogue.tags.find(id)->second;
    if (matters && tag.hold_max_s) {
      longest = std::min(longest, *tag.hold_max_s);
    }
  }
  for (const PainType& type : catalogue.pain_types) {
    const bool holds_still =
        exercise.kind == Kind::static_hold || exercise.kind == Kind::self_release;
    if (type.id == person.profile.pain_type && type.hold_max_s > 0 && holds_still) {
      longest = std::min(longest, type.hold_max_s);
    }
  }
  return longest;
}

bool is_still(const Exercise& exercise) {
  return exercise.kind == Kind::static_hold;
}

int rank_of(std::string_view level) {
  return level == "M" ? 4 : level.back() - '0';
}

class StageMaker {
 public:
  StageMaker(const PlanContext& context, const StageInput& input)
      : context_(context),
        input_(input),
        catalogue_(context.catalogue),
        usual_(usual_entries(context, *input.rules)) {
    for (const auto& [id, muscle] : catalogue_.muscles) {
      muscle_index_.emplace(id, static_cast<int>(muscle_index_.size()));
    }
    for (const auto& [id, base] : catalogue_.bases) {
      base_index_.emplace(id, static_cast<int>(base_index_.size()));
    }
  }

  Stage run() {
    set_limits();
    set_needs();
    set_paths();
    for (const auto& [id, exercise] : catalogue_.exercises) {
      add(exercise);
    }
    drop_doubtful();
    keep_few_new();
    set_roles();
    return std::move(stage_);
  }

 private:
  void set_limits() {
    const SlotRules& rules = *input_.rules;
    const PlannerRules& points = catalogue_.planner;
    const bool gentle = context_.person.older || context_.request.gentle ||
                        context_.request.week <= catalogue_.number("adherence.gentle_first_weeks");
    stage_.budget_s = input_.budget_s;
    stage_.least_entries = rules.entries.least;
    stage_.most_entries = gentle ? rules.entries_gentle_most : rules.entries.most;
    stage_.times_per_week = input_.times_per_week;
    stage_.full_until_pct = points.worth_full_until_pct;
    stage_.second_pct = points.worth_second_pct;
    stage_.entry_cost = points.entry_cost;
    stage_.level_change_per_s = points.level_change_per_s;
    stage_.position_change = points.position_change;
    stage_.required_role = points.required_role;
    stage_.muscle_cap_half_s = catalogue_.dose.cap_min_per_week * 60 * 2;
    stage_.muscle_already_half_s.assign(muscle_index_.size(), 0);
    for (const auto& [muscle, half_s] : input_.ledger_half_s) {
      stage_.muscle_already_half_s[static_cast<std::size_t>(muscle_index_.at(muscle))] = half_s;
    }
  }

  void set_needs() {
    const int target_half_s = context_.request.dose.target_min_tenths.most * 6 * 2;
    const int keeping_half_s =
        std::min(target_half_s, catalogue_.level("M").target_min_tenths.most * 6 * 2);
    for (const Need& need : catalogue_.planner.needs) {
      const auto already = input_.needs_half_s.find(need.id);
      const bool at_goal = context_.request.at_goal.contains(need.id);
      stage_.needs.push_back({weight_of(need, context_.person, catalogue_),
                              at_goal ? keeping_half_s : target_half_s,
                              already == input_.needs_half_s.end() ? 0 : already->second});
    }
  }

  void set_paths() {
    const Timing& timing = catalogue_.dose.timing;
    for (const auto& [from_id, from] : catalogue_.bases) {
      std::vector<int> row;
      for (const auto& [to_id, to] : catalogue_.bases) {
        row.push_back(transition_seconds(from, to, context_.person.slow, timing));
      }
      stage_.transitions_s.push_back(std::move(row));
      stage_.arrivals_s.push_back(arrival_seconds(from, context_.person.slow, timing));
    }
  }

  [[nodiscard]] bool fits_slot(const Exercise& exercise) const {
    const std::vector<std::string>& bases = input_.rules->bases;
    if (!bases.empty() && std::find(bases.begin(), bases.end(), exercise.base) == bases.end()) {
      return false;
    }
    // Rest with the legs up is a way to end the main session, not a break at work.
    return exercise.kind != Kind::relaxation || input_.rules->id == "core";
  }

  void add(const Exercise& exercise) {
    if (!fits_slot(exercise) || input_.taken.contains(exercise.id) ||
        !may_plan(context_, exercise, nullptr)) {
      return;
    }
    const Eligibility offer =
        eligibility(exercise, context_.person, context_.state, catalogue_, context_.request.now);
    Candidate candidate;
    candidate.id = exercise.id;
    candidate.phase = phase_of(exercise.kind);
    candidate.base = base_index_.at(exercise.base);
    candidate.upright = catalogue_.bases.find(exercise.base)->second.upright;
    candidate.difficulty = exercise.difficulty;
    candidate.lead_muscle = muscle_index_.at(exercise.primary.front());
    candidate.control = exercise.kind == Kind::motor_control;
    candidate.extension = moves(exercise, BackMove::extension);
    candidate.flexion = moves(exercise, BackMove::flexion);
    candidate.points = points_of(exercise);
    for (const Dose& dose : doses(exercise, offer.cautions)) {
      candidate.options.push_back(option_of(exercise, dose));
    }
    cautions_.push_back(static_cast<int>(offer.cautions.size()));
    stage_.candidates.push_back(std::move(candidate));
  }

  [[nodiscard]] bool is_at_goal(const Exercise& exercise) const {
    return std::any_of(
        catalogue_.planner.needs.begin(), catalogue_.planner.needs.end(), [&](const Need& need) {
          return context_.request.at_goal.contains(need.id) &&
                 std::find(need.muscles.begin(), need.muscles.end(), exercise.primary.front()) !=
                     need.muscles.end();
        });
  }

  /// What is new and harder is met at the dose of level 1; what is at its goal is kept up with
  /// the repetitions and minutes of level M.
  [[nodiscard]] std::vector<Dose> doses(const Exercise& exercise,
                                        const std::vector<std::string>& cautions) const {
    WeekRequest request = context_.request;
    if (is_new_and_harder(exercise, context_.state, catalogue_)) {
      request.dose = catalogue_.dose.levels.front();
    } else if (is_at_goal(exercise)) {
      request.dose.reps = catalogue_.level("M").reps;
      std::vector<Dose> doses =
          doses_of({context_.state, context_.person, catalogue_, request}, exercise, cautions);
      const int most_s = catalogue_.level("M").target_min_tenths.most * 6;
      while (doses.size() > 1 &&
             stretch_seconds(exercise, doses.back()) * input_.times_per_week > most_s) {
        doses.pop_back();
      }
      return doses;
    }
    return doses_of({context_.state, context_.person, catalogue_, request}, exercise, cautions);
  }

  /// Of what is new and harder a session gets a few, those with the most points.
  void keep_few_new() {
    std::vector<const Candidate*> found;
    for (const Candidate& candidate : stage_.candidates) {
      const Exercise& exercise = catalogue_.exercises.find(candidate.id)->second;
      if (is_new_and_harder(exercise, context_.state, catalogue_)) {
        found.push_back(&candidate);
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Candidate* a, const Candidate* b) { return a->points > b->points; });
    const auto most = static_cast<std::size_t>(catalogue_.number("ladder.advance.new_harder_max"));
    std::set<std::string> dropped;
    for (std::size_t i = most; i < found.size(); ++i) {
      dropped.insert(found[i]->id);
    }
    std::erase_if(stage_.candidates,
                  [&](const Candidate& candidate) { return dropped.contains(candidate.id); });
  }

  static bool moves(const Exercise& exercise, BackMove move) {
    return std::find(exercise.back.begin(), exercise.back.end(), move) != exercise.back.end();
  }

  [[nodiscard]] DoseOption option_of(const Exercise& exercise, const Dose& dose) const {
    DoseOption option;
    option.dose = dose;
    option.seconds = entry_seconds(exercise, dose, catalogue_.dose.timing);
    for (const auto& [muscle, half_s] : muscle_half_seconds(exercise, dose, catalogue_)) {
      option.muscles.push_back({muscle_index_.at(muscle), half_s});
    }
    for (std::size_t i = 0; i < catalogue_.planner.needs.size(); ++i) {
      const int half_s = need_half_seconds(catalogue_.planner.needs[i], exercise, dose, catalogue_);
      if (half_s > 0) {
        option.needs.push_back({static_cast<int>(i), half_s});
      }
    }
    return option;
  }

  [[nodiscard]] int points_of(const Exercise& exercise) const {
    const PlannerRules& rules = catalogue_.planner;
    const ProfileAnswered& profile = context_.person.profile;
    int points = exercise.evidence == "B"   ? rules.evidence_b
                 : exercise.evidence == "C" ? rules.evidence_c
                                            : 0;
    if (std::find(profile.likes.begin(), profile.likes.end(), exercise.id) != profile.likes.end()) {
      points += rules.liked;
    }
    points += usual_.contains(exercise.id) ? rules.usual : 0;
    points +=
        was_planned(exercise.id) && !context_.state.mastered.contains(exercise.id) ? rules.kept : 0;
    points += follows_mastered(exercise.id) ? rules.kept : 0;
    points -= context_.request.resting.contains(exercise.id) ? rules.rested : 0;
    for (const PainType& type : catalogue_.pain_types) {
      const bool wanted =
          type.id == profile.pain_type && type.prefer_dynamic && exercise.kind == Kind::dynamic;
      points += wanted ? rules.dynamic_wanted : 0;
    }
    return points -
           rules.misfit * std::max(0, difficulty_cap(context_, false) - exercise.difficulty);
  }

  /// Whether it is the harder relative of one that has become easy.
  [[nodiscard]] bool follows_mastered(const std::string& id) const {
    return std::any_of(context_.state.mastered.begin(), context_.state.mastered.end(),
                       [&](const std::string& mastered) {
                         const std::vector<std::string>& harder =
                             catalogue_.exercises.find(mastered)->second.harder;
                         return std::find(harder.begin(), harder.end(), id) != harder.end();
                       });
  }

  [[nodiscard]] bool was_planned(const std::string& id) const {
    if (!context_.state.plan || context_.state.plan->mode != "normal") {
      return false;
    }
    for (const PlannedSlot& slot : context_.state.plan->slots) {
      for (const PlannedEntry& entry : slot.entries) {
        if (slot.slot == input_.rules->id && entry.exercise == id) {
          return true;
        }
      }
    }
    return false;
  }

  /// Two cautions on one entry are as good as an avoid while another entry for the muscle is free
  /// (dossier 1.3).
  void drop_doubtful() {
    std::set<int> free_leads;
    for (std::size_t i = 0; i < stage_.candidates.size(); ++i) {
      if (cautions_[i] < 2) {
        free_leads.insert(stage_.candidates[i].lead_muscle);
      }
    }
    std::vector<Candidate> kept;
    for (std::size_t i = 0; i < stage_.candidates.size(); ++i) {
      if (cautions_[i] < 2 || !free_leads.contains(stage_.candidates[i].lead_muscle)) {
        kept.push_back(std::move(stage_.candidates[i]));
      }
    }
    stage_.candidates = std::move(kept);
  }

  void set_roles() {
    const auto any = [&](bool Candidate::*role) {
      return std::any_of(stage_.candidates.begin(), stage_.candidates.end(),
                         [&](const Candidate& candidate) { return candidate.*role; });
    };
    stage_.wants_control = input_.rules->needs_control && any(&Candidate::control);
    stage_.wants_extension = input_.rules->needs_extension && any(&Candidate::extension);
    stage_.wants_flexion = input_.rules->needs_flexion && any(&Candidate::flexion);
  }

  const PlanContext& context_;
  const StageInput& input_;
  const Catalogue& catalogue_;
  std::set<std::string> usual_;
  std::map<std::string, int, std::less<>> muscle_index_;
  std::map<std::string, int, std::less<>> base_index_;
  std::vector<int> cautions_;
  Stage stage_;
};

std::optional<std::string> fitting(const std::string& id, int cap, const OfferContext& context,
                                   std::set<std::string>& seen) {
  if (!seen.insert(id).second) {
    return std::nullopt;
  }
  const Exercise& exercise = context.catalogue.exercises.find(id)->second;
  const Eligibility offer =
      eligibility(exercise, context.person, context.state, context.catalogue, context.now);
  const int own_cap = offer.cautions.empty() ? cap : std::max(1, cap - 1);
  if (offer.offered && exercise.difficulty <= own_cap) {
    return id;
  }
  for (const std::string& easier : exercise.easier) {
    if (auto found = fitting(easier, cap, context, seen)) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace

Stage make_stage(const PlanContext& context, const StageInput& input) {
  return StageMaker(context, input).run();
}

int difficulty_cap(const PlanContext& context, bool cautious) {
  const int own = context.request.dose.difficulty_cap;
  // Level M keeps what was reached; without a record of that, what level 4 allows.
  const int cap = own > 0 ? own : context.catalogue.level("L4").difficulty_cap;
  return cautious ? std::max(1, cap - 1) : cap;
}

std::optional<std::string> easier_that_fits(const std::string& id, int cap,
                                            const OfferContext& context) {
  std::set<std::string> seen;
  return fitting(id, cap, context, seen);
}

std::set<std::string> usual_entries(const PlanContext& context, const SlotRules& slot) {
  std::set<std::string> usual;
  const OfferContext offer{context.state, context.person, context.catalogue, context.request.now};
  for (const UsualEntries& from : slot.usual) {
    if (rank_of(from.from) > rank_of(context.request.dose.id)) {
      continue;
    }
    for (const RoutineEntry& entry : from.entries) {
      if (const auto id = easier_that_fits(entry.exercise, difficulty_cap(context, false), offer)) {
        usual.insert(*id);
      }
    }
  }
  return usual;
}

std::vector<Dose> doses_of(const PlanContext& context, const Exercise& exercise,
                           const std::vector<std::string>& cautions) {
  const DoseLevel& level = context.request.dose;
  const int longest_s = longest_hold_s(exercise, context.person, context.catalogue);
  const int wanted_s = is_still(exercise)
                           ? (context.person.older ? level.hold_older_s : level.hold_s)
                           : exercise.hold_s.least;
  const int hold_s = std::min(
      longest_s, clamp_to(cautions.empty() ? wanted_s : exercise.hold_s.least, exercise.hold_s));
  if (!is_still(exercise)) {
    // Moving drills and control drills: the fewest repetitions, or half way to the most.
    const int some = (exercise.reps.least + exercise.reps.most) / 2;
    std::vector<Dose> doses = {{hold_s, exercise.reps.least, exercise.sets.least}};
    if (cautions.empty() && some > exercise.reps.least) {
      doses.push_back({hold_s, some, exercise.sets.least});
    }
    return doses;
  }
  const int least = clamp_to(level.reps.least, exercise.reps);
  const int most = cautions.empty() ? clamp_to(level.reps.most, exercise.reps) : least;
  std::vector<Dose> doses;
  for (int reps = cautions.empty() ? least : exercise.reps.least; reps <= most; ++reps) {
    doses.push_back({hold_s, reps, exercise.sets.least});
    if (!cautions.empty()) {
      break;
    }
  }
  return doses;
}

Dose gentle_dose(const Exercise& exercise, int hold_s, int reps, const Person& person,
                 const Catalogue& catalogue) {
  const int longest_s = longest_hold_s(exercise, person, catalogue);
  return {std::min(longest_s, clamp_to(hold_s, exercise.hold_s)), clamp_to(reps, exercise.reps),
          exercise.sets.least};
}

std::vector<PlannedEntry> routine_entries(const std::vector<RoutineEntry>& routine, int cap,
                                          const std::string& why, const OfferContext& offer) {
  std::vector<PlannedEntry> entries;
  for (const RoutineEntry& planned : routine) {
    const bool swapped =
        std::any_of(planned.unless.begin(), planned.unless.end(),
                    [&](const std::string& tag) { return has_tag(offer.person, tag); });
    auto fitting = easier_that_fits(swapped ? planned.instead : planned.exercise, cap, offer);
    if (!fitting && !planned.seated.empty()) {
      fitting = easier_that_fits(planned.seated, cap, offer);
    }
    const bool taken =
        fitting && std::any_of(entries.begin(), entries.end(), [&](const PlannedEntry& entry) {
          return entry.exercise == *fitting;
        });
    if (!fitting || taken) {
      continue;
    }
    const Exercise& exercise = offer.catalogue.exercises.find(*fitting)->second;
    const Dose dose =
        gentle_dose(exercise, planned.hold_s, planned.reps, offer.person, offer.catalogue);
    entries.push_back({*fitting, dose.hold_s, dose.reps, dose.sets,
                       entry_seconds(exercise, dose, offer.catalogue.dose.timing), why});
  }
  return entries;
}

int routine_seconds(const std::vector<PlannedEntry>& entries, bool slow,
                    const Catalogue& catalogue) {
  const Timing& timing = catalogue.dose.timing;
  int total_s = 0;
  const Base* before = nullptr;
  for (const PlannedEntry& entry : entries) {
    const Base& base =
        catalogue.bases.find(catalogue.exercises.find(entry.exercise)->second.base)->second;
    total_s +=
        entry.seconds + (before == nullptr ? arrival_seconds(base, slow, timing)
                                           : transition_seconds(*before, base, slow, timing));
    before = &base;
  }
  return total_s;
}

bool is_new_and_harder(const Exercise& exercise, const State& state, const Catalogue& catalogue) {
  return exercise.difficulty > catalogue.dose.levels.front().difficulty_cap &&
         !state.done.contains(exercise.id);
}

int weight_of(const Need& need, const Person& person, const Catalogue& catalogue) {
  const PlannerRules& rules = catalogue.planner;
  int weight = need.weight;
  const bool hurts =
      std::any_of(need.hurts.begin(), need.hurts.end(), [&](const std::string& place) {
        const std::vector<std::string>& theirs = person.profile.hurts;
        return std::find(theirs.begin(), theirs.end(), place) != theirs.end();
      });
  weight += hurts ? rules.hurts_bonus : 0;
  // Long sitting goes with less hip extension, so the front of the hip counts more.
  weight += need.id == "psoas" && person.profile.sitting_hours > catalogue.dose.sitting_hours_key
                ? rules.sitting_bonus
                : 0;
  return std::min(weight, 10);
}

bool may_plan(const PlanContext& context, const Exercise& exercise, std::string* why_not) {
  const auto say = [&](std::string why) {
    if (why_not != nullptr) {
      *why_not = std::move(why);
    }
    return false;
  };
  const Eligibility offer =
      eligibility(exercise, context.person, context.state, context.catalogue, context.request.now);
  if (!offer.offered) {
    return say(offer.why_not);
  }
  for (const BackMove move : exercise.back) {
    if (skips_back_move(context.person, move, context.catalogue)) {
      return say("It moves the low back in a way that your answers leave out.");
    }
  }
  if (exercise.difficulty > difficulty_cap(context, !offer.cautions.empty())) {
    return say(offer.cautions.empty() ? "It comes at a later level."
                                      : "With your answers it comes at a later level, if at all.");
  }
  return true;
}

}  // namespace lissom
