#pragma once
/// An upper bound for whatever can still be added to a selection, from prices.
///
/// A price on the half seconds of each need and on the seconds of the session makes the entries
/// independent of each other: what is best then is a sum, and a small table holds it for each
/// group to begin with, number of entries left, and set of flags. Everything is in
/// `price_scale`-ths of a point.

#include <array>
#include <cstdint>
#include <vector>

#include "core/planner/problem.h"

namespace lissom {

constexpr std::int64_t price_scale = 1024;

struct Prices {
  std::vector<std::int64_t> per_half_s;  ///< of each need
  std::int64_t per_second = 0;
};

/// A need at its least favourable for the bound: the most that its worth can exceed what the
/// price of the half seconds beyond `half_s` says, whatever is added.
[[nodiscard]] std::int64_t priced_worth(const Stage& stage, const NeedState& need, int half_s,
                                        std::int64_t per_half_s);

/// What a choice is worth at these prices.
[[nodiscard]] std::int64_t priced_profit(const DoseChoice& choice, const Prices& prices);

/// The best that groups from one on can add.
class SuffixTable {
 public:
  SuffixTable(const Problem& problem, const Prices& prices);

  /// Best sum of profits, missing roles and the first way down of groups `group` and later, if
  /// `entries` are there already and they have `flags`.
  [[nodiscard]] std::int64_t at(std::size_t group, int entries, unsigned flags) const {
    return best_[(group * levels_ + static_cast<std::size_t>(entries)) * flag_sets + flags];
  }

  /// The choices behind the value at the root.
  [[nodiscard]] std::vector<const DoseChoice*> chosen() const;

 private:
  /// The best choice of a group for each set of flags that it gives.
  struct Best {
    const DoseChoice* choice = nullptr;
    std::int64_t profit = 0;
  };
  using Row = std::vector<Best>;

  static Row row_of(const LeadGroup& group, const Prices& prices);
  void fill_end(const Problem& problem, const Prices& prices);
  void fill(std::size_t group);

  std::size_t levels_ = 0;
  std::vector<Row> rows_;
  std::vector<std::int64_t> best_;
};

/// The bound at the root for these prices.
[[nodiscard]] std::int64_t root_bound(const Problem& problem, const Prices& prices,
                                      const SuffixTable& table);

/// Prices by some subgradient steps, so that the bound at the root is low. `score` is of any
/// selection: how far the steps go.
[[nodiscard]] Prices find_prices(const Problem& problem, std::int64_t score);

}  // namespace lissom
