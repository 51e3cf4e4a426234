#pragma once
/// Whether this person may exercise now, and under which restrictions.

#include <string>
#include <string_view>
#include <vector>

#include "core/programme/screening.h"
#include "core/programme/state.h"

namespace lissom {

/// The one gate that everything which offers a stretch goes through.
struct Gate {
  Code code = Code::ok;
  bool locked = true;
  /// Why it is locked: "unscreened", "incomplete", "answers", "stopped" (an open lock) or "due"; ""
  /// if it is open.
  std::string_view why;
  std::vector<std::string> because;  ///< plain sentences
  std::vector<std::string> tags;  ///< what restricts the catalogue, those of the pain type included
  ScreeningResult screening;      ///< of the last full screening, under this catalogue
};

/// The code of a screening after clearances: a finding of code 3 that a clinician cleared still
/// restricts.
[[nodiscard]] Code code_after_clearance(const State& state, const ScreeningResult& result);

/// Decides from the last full screening, the locks, the clearances and the calendar.
///
/// Once closed with code 3, only a clearance opens; with code 4 or 5 a clearance and then a full
/// screening that no longer raises them. Answering again is not enough. Screenings are due again
/// after rescreen_days, and after gap_days without use.
[[nodiscard]] Gate gate(const State& state, const Catalogue& catalogue, Instant now);

}  // namespace lissom
