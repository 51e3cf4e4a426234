#pragma once
/// Many people who are not there, and what a clinician would ask about them.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "shells/simulator/life.h"

namespace lissom::simulator {

struct Task {
  int people = 1000;
  int weeks = 8;
  std::uint64_t seed = 1;
  std::optional<std::uint64_t> person;  ///< only the life of this seed; `people` and `seed` unused
};

/// What all lives add up to.
struct Totals {
  int people = 0;
  int weeks = 0;
  std::uint64_t seed = 0;
  Tale sum;                               ///< `stopped_by` unused
  std::map<std::string, int> stopped_by;  ///< rule -> people whom it stopped first
  std::vector<Breach> breaches;
};

/// Lives all lives, several at once. `each` is called with the seed and the tale of everyone, one
/// after the other: the same task gives the same calls and totals, on however many processors.
[[nodiscard]] Totals simulate(const Task& task, const Catalogue& catalogue,
                              const std::function<void(std::uint64_t, const Tale&)>& each);

/// A page of text.
[[nodiscard]] std::string page(const Totals& totals, const Catalogue& catalogue);
/// The same as JSON.
[[nodiscard]] Json to_json(const Totals& totals);

/// The head and the lines of a table with a row for every person.
[[nodiscard]] std::string csv_head(const Catalogue& catalogue);
[[nodiscard]] std::string csv_row(std::uint64_t seed, const Tale& tale, const Catalogue& catalogue);

}  // namespace lissom::simulator
