#pragma once
/// From people and rules to the numbers of a stage.

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/planner/credit.h"
#include "core/planner/stage.h"
#include "core/planner/week.h"

namespace lissom {

/// Everything a plan is made from.
struct PlanContext {
  const State& state;
  const Person& person;
  const Catalogue& catalogue;
  const WeekRequest& request;
};

/// The same without a level: for routines that are fixed.
struct OfferContext {
  const State& state;
  const Person& person;
  const Catalogue& catalogue;
  Instant now;
};

/// What of a slot is known before choosing.
struct StageInput {
  const SlotRules* rules = nullptr;
  int budget_s = 0;
  int times_per_week = 1;
  HalfSeconds ledger_half_s;    ///< of muscles, from slots that were planned before
  HalfSeconds needs_half_s;     ///< of needs, likewise
  std::set<std::string> taken;  ///< entries that this slot should leave to another
};

[[nodiscard]] Stage make_stage(const PlanContext& context, const StageInput& input);

/// The hardest entry that the level and the entry's cautions allow.
[[nodiscard]] int difficulty_cap(const PlanContext& context, bool cautious);

/// `id`, or the first of its easier relatives that is offered and not harder than `cap`; nothing if
/// none is. Relatives are tried in the order of the catalogue, each with its own relatives before
/// the next.
[[nodiscard]] std::optional<std::string> easier_that_fits(const std::string& id, int cap,
                                                          const OfferContext& context);

/// A routine of the catalogue for this person: each entry, its swap or its seated counterpart, or
/// the first easier relative that fits; what does not fit is left out.
[[nodiscard]] std::vector<PlannedEntry> routine_entries(const std::vector<RoutineEntry>& routine,
                                                        int cap, const std::string& why,
                                                        const OfferContext& offer);

/// The usual entries of a slot at a level, each replaced by what fits.
[[nodiscard]] std::set<std::string> usual_entries(const PlanContext& context,
                                                  const SlotRules& slot);

/// Doses that the level allows for an entry: shortest hold and fewest repetitions only if there are
/// cautions.
[[nodiscard]] std::vector<Dose> doses_of(const PlanContext& context, const Exercise& exercise,
                                         const std::vector<std::string>& cautions);

/// A fixed dose, kept within the entry's own range and the changes of the person's tags.
[[nodiscard]] Dose gentle_dose(const Exercise& exercise, int hold_s, int reps, const Person& person,
                               const Catalogue& catalogue);

/// Seconds of entries one after another, with the ways between their base positions.
[[nodiscard]] int routine_seconds(const std::vector<PlannedEntry>& entries, bool slow,
                                  const Catalogue& catalogue);

/// Harder than what level 1 offers, and never done so far.
[[nodiscard]] bool is_new_and_harder(const Exercise& exercise, const State& state,
                                     const Catalogue& catalogue);

/// The weight of a need for this person, 0 to 10.
[[nodiscard]] int weight_of(const Need& need, const Person& person, const Catalogue& catalogue);

/// Whether a plan may choose the entry: offered, within the level, not a movement the back should
/// be spared.
[[nodiscard]] bool may_plan(const PlanContext& context, const Exercise& exercise,
                            std::string* why_not);

}  // namespace lissom
