#pragma once
/// The best selection of a stage, proved.

#include <cstdint>
#include <vector>

#include "core/planner/stage.h"

namespace lissom {

struct Selection {
  std::vector<Pick> order;  ///< as it is done
  int total_s = 0;
  std::int64_t score = 0;
  std::int64_t bound = 0;  ///< no selection scores more
  bool proved = false;     ///< the score is the bound: none is better
  std::int64_t nodes = 0;  ///< of the search: how hard it was
};

/// Nodes after which the search gives up on the proof: far more than any stage of the catalogue
/// needs (docs/planner.md), so that an odd one still ends.
constexpr std::int64_t usual_node_limit = 1'000'000;

/// The selection with the highest score; of equal ones that whose sorted list of (entry,
/// dose) comes first. Found by branch and bound: docs/planner.md. After `node_limit` nodes the best
/// so far, with a proved bound. Deterministic.
[[nodiscard]] Selection solve(const Stage& stage, std::int64_t node_limit);

}  // namespace lissom
