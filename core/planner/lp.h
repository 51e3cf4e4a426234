#pragma once
/// A stage as a linear program in whole numbers, for any solver that reads the CPLEX LP format. Its
/// optimum is that of `solve`; docs/planner.md has the same program with its reasons.

#include <string>

#include "core/planner/stage.h"

namespace lissom {

/// The text of the program, to be maximised. Variables `x_ID_DOSE` are 1 for what is chosen.
///
/// @pre ways between bases of one level all take the same time, and so do ways between levels; the
/// second slope of a need's worth is not steeper than the first
[[nodiscard]] std::string lp_text(const Stage& stage);

}  // namespace lissom
