#pragma once
/// The eight weeks as a whole: what each was planned at, and what may come at the earliest.

#include <cstdint>
#include <string>
#include <vector>

#include "core/programme/ladder.h"

namespace lissom {

enum class When : std::uint8_t { past, now, ahead };

struct ProgrammeWeek {
  int week = 1;
  When when = When::now;
  std::string level;  ///< as it ended; "" of a past week without a plan
  std::string step;   ///< what of the level was raised last
};

/// From week 1 to the last one before maintenance. Weeks ahead are the earliest that the ladder
/// allows, or those of the article's calendar: criteria decide whether they come.
///
/// @param week  of the programme, from 1
/// @pre there is a plan
[[nodiscard]] std::vector<ProgrammeWeek> programme_weeks(const State& state,
                                                         const Catalogue& catalogue, Day today,
                                                         int week);

}  // namespace lissom
