#include "core/planner/free_session.h"

#include <algorithm>

#include "core/programme/ladder.h"

namespace lissom {
namespace {

/// Moving first, rest last.
int rank_of(Kind kind) {
  return kind == Kind::dynamic ? 0 : kind == Kind::relaxation ? 2 : 1;
}

class FreeChoice {
 public:
  FreeChoice(const PlanContext& context, const PlanAdopted& plan, Day first_day)
      : context_(context),
        plan_(plan),
        catalogue_(context.catalogue),
        rules_(catalogue_.slot("free")),
        given_(ledger_half_seconds(context.state, plan.slots, first_day, catalogue_)),
        growth_left_s_(growth_left_s(first_day)) {
    const bool gentle = context.person.older || context.request.gentle;
    most_entries_ =
        static_cast<std::size_t>(gentle ? rules_.entries_gentle_most : rules_.entries.most);
  }

  FreeSession choose(const std::vector<std::string>& wished) {
    std::vector<const Exercise*> exercises;
    exercises.reserve(wished.size());
    for (const std::string& id : wished) {
      exercises.push_back(&catalogue_.exercises.find(id)->second);
    }
    std::stable_sort(exercises.begin(), exercises.end(), [](const Exercise* a, const Exercise* b) {
      return rank_of(a->kind) < rank_of(b->kind);
    });
    for (const Exercise* exercise : exercises) {
      const PlannedEntry entry = entry_of(*exercise);
      if (std::string why = why_not(*exercise, entry); why.empty()) {
        take(*exercise, entry);
      } else {
        session_.left_out.push_back({exercise->id, std::move(why), instead_of(*exercise)});
      }
    }
    return std::move(session_);
  }

 private:
  /// What the week may grow by beside its plan: as much as the plan itself might have had.
  [[nodiscard]] int growth_left_s(Day first_day) const {
    constexpr int whole_pct = 100;
    const std::map<std::string, int> most_s =
        weekly_most_s(context_.state, catalogue_, first_day, true);
    std::map<std::string, int> planned_s;
    for (const PlannedSlot& slot : plan_.slots) {
      planned_s[slot.slot] +=
          slot.total_s * static_cast<int>(slot.days.size()) * slot.times_per_day;
    }
    const int growth_pct = catalogue_.number("ladder.advance.weekly_minutes_rise_max_pct");
    int left_s = 0;
    for (const auto& [slot, seconds] : planned_s) {
      const auto most = most_s.find(slot);
      left_s += most == most_s.end() ? seconds * growth_pct / whole_pct
                                     : std::max(0, most->second - seconds);
    }
    for (const SessionLog& session : context_.state.sessions) {
      if (session.slot == "free" && session.day >= first_day && !session.done_steps.empty()) {
        left_s -= routine_seconds(session.entries, context_.person.slow, catalogue_);
      }
    }
    return left_s;
  }

  [[nodiscard]] Eligibility offer(const Exercise& exercise) const {
    return eligibility(exercise, context_.person, context_.state, catalogue_, context_.request.now);
  }

  /// As the plan has it, or else as little as the level allows.
  [[nodiscard]] PlannedEntry entry_of(const Exercise& exercise) const {
    for (const PlannedSlot& slot : plan_.slots) {
      for (const PlannedEntry& planned : slot.entries) {
        if (planned.exercise == exercise.id) {
          PlannedEntry entry = planned;
          entry.why = "You chose it; as much of it as in your plan.";
          return entry;
        }
      }
    }
    WeekRequest request = context_.request;
    if (is_new_and_harder(exercise, context_.state, catalogue_)) {
      request.dose = catalogue_.dose.levels.front();
    }
    const PlanContext context{context_.state, context_.person, catalogue_, request};
    const Dose dose = doses_of(context, exercise, offer(exercise).cautions).front();
    return {exercise.id,
            dose.hold_s,
            dose.reps,
            dose.sets,
            entry_seconds(exercise, dose, catalogue_.dose.timing),
            "You chose it; as little of it as your level begins with."};
  }

  /// Why a stretch is not taken; "" if it is.
  [[nodiscard]] std::string why_not(const Exercise& exercise, const PlannedEntry& entry) const {
    if (context_.request.mode.flare) {
      return "On a flare day there is only the gentle routine.";
    }
    if (std::string why; !may_plan(context_, exercise, &why)) {
      return why;
    }
    if (offer(exercise).cautions.size() > 1) {
      return "More than one of your answers asks for care with it.";
    }
    if (session_.entries.size() >= most_entries_) {
      return "That is enough for one session.";
    }
    if (is_new_and_harder(exercise, context_.state, catalogue_) &&
        new_and_harder_ >= catalogue_.number("ladder.advance.new_harder_max")) {
      return "It is new and harder, and so are others in this session. Another day, then.";
    }
    for (const auto& [muscle, half_s] : given_by(exercise, entry)) {
      const auto given = given_.find(muscle);
      const int before = given == given_.end() ? 0 : given->second;
      if (before + half_s > catalogue_.dose.cap_min_per_week * 60 * 2) {
        return "Enough for this muscle: your week has " +
               std::to_string(catalogue_.dose.cap_min_per_week) + " minutes for the " +
               catalogue_.muscles.find(muscle)->second.plain + " already, or nearly.";
      }
    }
    return why_too_long(entry);
  }

  [[nodiscard]] std::string why_too_long(const PlannedEntry& entry) const {
    std::vector<PlannedEntry> entries = session_.entries;
    entries.push_back(entry);
    const int seconds = routine_seconds(entries, context_.person.slow, catalogue_);
    if (seconds > rules_.minutes.most * 60) {
      return "A session of your own is at most " + std::to_string(rules_.minutes.most) +
             " minutes long.";
    }
    return seconds <= growth_left_s_
               ? ""
               : "Your week is as long as it may be for now; minutes grow slowly.";
  }

  [[nodiscard]] HalfSeconds given_by(const Exercise& exercise, const PlannedEntry& entry) const {
    return muscle_half_seconds(exercise, {entry.hold_s, entry.reps, entry.sets}, catalogue_);
  }

  void take(const Exercise& exercise, const PlannedEntry& entry) {
    for (const auto& [muscle, half_s] : given_by(exercise, entry)) {
      given_[muscle] += half_s;
    }
    new_and_harder_ += is_new_and_harder(exercise, context_.state, catalogue_) ? 1 : 0;
    session_.entries.push_back(entry);
  }

  [[nodiscard]] std::string instead_of(const Exercise& exercise) const {
    const auto easier =
        easier_that_fits(exercise.id, difficulty_cap(context_, false),
                         {context_.state, context_.person, catalogue_, context_.request.now});
    return easier && *easier != exercise.id ? *easier : "";
  }

  const PlanContext& context_;
  const PlanAdopted& plan_;
  const Catalogue& catalogue_;
  const SlotRules& rules_;
  HalfSeconds given_;  ///< by the plan of the week and by free sessions
  int growth_left_s_ = 0;
  std::size_t most_entries_ = 0;
  int new_and_harder_ = 0;
  FreeSession session_;
};

}  // namespace

FreeSession free_session(const PlanContext& context, const PlanAdopted& plan, Day first_day,
                         const std::vector<std::string>& wished) {
  return FreeChoice(context, plan, first_day).choose(wished);
}

}  // namespace lissom
