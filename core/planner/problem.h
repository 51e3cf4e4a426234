#pragma once
/// A stage as the search sees it: groups of choices that exclude each other, sums for the week, and
/// the least that the ways between them can cost.

#include <cstdint>
#include <vector>

#include "core/planner/stage.h"

namespace lissom {

/// Bits of `DoseChoice::flags` and of what a selection has.
constexpr unsigned has_control = 1;
constexpr unsigned has_extension = 2;
constexpr unsigned has_flexion = 4;
constexpr unsigned is_down = 8;  ///< sends the person to the floor or to a bed
constexpr unsigned flag_sets = 16;

/// One dose of one candidate.
struct DoseChoice {
  Pick pick;
  int seconds = 0;
  int base = 0;
  std::int64_t points = 0;  ///< without coverage and ways
  unsigned flags = 0;
  std::vector<Credit> needs;    ///< half seconds a week, up to what is open
  std::vector<Credit> muscles;  ///< half seconds a week
};

/// All choices with one leading muscle: at most one of them is taken.
struct LeadGroup {
  std::vector<DoseChoice> choices;
};

/// What the ways cost at least, whatever else is chosen.
struct LeastWays {
  std::vector<int> entry_s;  ///< to each base, from wherever is nearest
  int down_s = 0;            ///< more for the first way down
  std::int64_t down_points = 0;
};

struct Problem {
  const Stage* stage = nullptr;
  std::vector<LeadGroup> groups;
  LeastWays ways;
};

/// Leaves out choices that cannot be part of any selection, and doses that are no better than a
/// shorter one of the same entry.
[[nodiscard]] Problem make_problem(const Stage& stage);

/// Points for the roles and entries that are missing from a selection.
[[nodiscard]] std::int64_t missing_points(const Stage& stage, unsigned flags, int entries);

}  // namespace lissom
