#pragma once
/// Which range tests this person may do.

#include <string>
#include <vector>

#include "core/programme/eligibility.h"

namespace lissom {

/// The verdict on one test: tags that forbid it or every test, then positions. Whether anything may
/// be done at all is the gate's business.
[[nodiscard]] Eligibility range_offer(const RangeTest& test, const Person& person,
                                      const Catalogue& catalogue);

/// The tests that the schedule asks this person for: those of the catalogue for the age that may be
/// done.
[[nodiscard]] std::vector<std::string> tests_asked_for(const Person& person,
                                                       const Catalogue& catalogue);

}  // namespace lissom
