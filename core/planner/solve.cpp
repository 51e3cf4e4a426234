#include "core/planner/solve.h"

#include <algorithm>
#include <array>
#include <limits>

#include "core/base/contract.h"
#include "core/planner/prices.h"
#include "core/planner/problem.h"

namespace lissom {
namespace {

constexpr std::size_t most_needs = 32;
constexpr std::size_t most_muscles = 64;
constexpr std::size_t most_bases = 32;

std::vector<Pick> sorted(std::vector<Pick> picks) {
  std::sort(picks.begin(), picks.end());
  return picks;
}

/// The best selection met so far.
class Incumbent {
 public:
  explicit Incumbent(const Stage& stage) : stage_(stage), score_(score_of(stage, {})) {}

  [[nodiscard]] std::int64_t score() const { return score_; }

  void offer(const std::vector<Pick>& picks) {
    const std::vector<Pick> order = best_order(stage_, picks);
    const std::int64_t score = score_of(stage_, order);
    if (score < score_ || total_seconds(stage_, order) > stage_.budget_s) {
      return;
    }
    std::vector<Pick> key = sorted(picks);
    if (score > score_ || key < key_) {
      score_ = score;
      order_ = order;
      key_ = std::move(key);
    }
  }

  [[nodiscard]] Selection selection() const {
    return {order_, total_seconds(stage_, order_), score_, score_, true, 0};
  }

 private:
  const Stage& stage_;
  std::int64_t score_ = 0;
  std::vector<Pick> order_;
  std::vector<Pick> key_;
};

/// A selection in the making, without what the needs and muscles got.
struct Node {
  int entries = 0;
  int seconds = 0;  ///< with the least ways, but for the way down
  unsigned bases = 0;
  unsigned flags = 0;
  std::int64_t points = 0;
  std::int64_t covered = 0;  ///< worth of the coverage
  std::int64_t priced = 0;   ///< the most that the worth can be, less what the prices pay for
};

class Search {
 public:
  Search(const Problem& problem, const Prices& prices, Incumbent& best, std::int64_t node_limit)
      : problem_(problem),
        stage_(*problem.stage),
        prices_(prices),
        table_(problem, prices),
        best_(best),
        node_limit_(node_limit) {
    LISSOM_EXPECTS(stage_.needs.size() <= most_needs);
    LISSOM_EXPECTS(stage_.arrivals_s.size() <= most_bases);
    LISSOM_EXPECTS(stage_.muscle_already_half_s.size() <= most_muscles);
    std::copy(stage_.muscle_already_half_s.begin(), stage_.muscle_already_half_s.end(),
              muscle_half_s_.begin());
  }

  Selection run() {
    Node root;
    for (std::size_t i = 0; i < stage_.needs.size(); ++i) {
      const NeedState& need = stage_.needs[i];
      need_half_s_.at(i) = need.already_half_s;
      const std::int64_t already = worth(stage_, need, need.already_half_s);
      root.priced += priced_worth(stage_, need, need.already_half_s, prices_.per_half_s[i]) -
                     already * price_scale;
    }
    descend(0, root);
    Selection selection = best_.selection();
    selection.bound = std::max(selection.score, open_bound_);
    selection.proved = selection.bound == selection.score;
    selection.nodes = nodes_;
    return selection;
  }

 private:
  /// The most that any selection below a node can score, rounded down to points.
  [[nodiscard]] std::int64_t bound_of(const Node& node, std::size_t group) const {
    const std::int64_t scaled = node.points * price_scale + node.priced +
                                prices_.per_second * (stage_.budget_s - node.seconds) +
                                table_.at(group, node.entries, node.flags);
    return scaled >= 0 ? scaled / price_scale : -(-scaled / price_scale);
  }

  void descend(std::size_t first_group, const Node& node) {
    if (node.entries >= stage_.most_entries) {
      return;
    }
    for (std::size_t group = first_group; group < problem_.groups.size(); ++group) {
      const std::int64_t bound = bound_of(node, group);
      if (bound < best_.score()) {
        return;
      }
      if (nodes_ >= node_limit_) {
        open_bound_ = std::max(open_bound_, bound);
        return;
      }
      for (const DoseChoice& choice : problem_.groups[group].choices) {
        try_choice(choice, group + 1, node);
      }
    }
  }

  void try_choice(const DoseChoice& choice, std::size_t next_group, const Node& node) {
    Node child = with_choice(choice, node);
    const int down_s = (child.flags & is_down) != 0 ? problem_.ways.down_s : 0;
    if (child.seconds + down_s > stage_.budget_s || !fits_cap(choice)) {
      return;
    }
    add_needs(choice, child);
    if (bound_of(child, next_group) >= best_.score()) {
      ++nodes_;
      add_muscles(choice, 1);
      picks_.push_back(choice.pick);
      if (hopeful_score(child) >= best_.score()) {
        best_.offer(picks_);
      }
      descend(next_group, child);
      picks_.pop_back();
      add_muscles(choice, -1);
    }
    for (const Credit& credit : choice.needs) {
      need_half_s_.at(static_cast<std::size_t>(credit.index)) -= credit.half_seconds;
    }
  }

  [[nodiscard]] Node with_choice(const DoseChoice& choice, Node node) const {
    const unsigned base = 1U << static_cast<unsigned>(choice.base);
    ++node.entries;
    node.seconds += choice.seconds;
    if ((node.bases & base) == 0) {
      node.seconds += problem_.ways.entry_s[static_cast<std::size_t>(choice.base)];
    }
    node.bases |= base;
    node.flags |= choice.flags;
    node.points += choice.points;
    return node;
  }

  void add_needs(const DoseChoice& choice, Node& node) {
    for (const Credit& credit : choice.needs) {
      const auto i = static_cast<std::size_t>(credit.index);
      const NeedState& need = stage_.needs[i];
      const int before = need_half_s_.at(i);
      const int after = before + credit.half_seconds;
      need_half_s_.at(i) = after;
      node.covered += worth(stage_, need, after) - worth(stage_, need, before);
      node.priced += priced_worth(stage_, need, after, prices_.per_half_s[i]) -
                     priced_worth(stage_, need, before, prices_.per_half_s[i]);
    }
  }

  /// The score of a node if its ways cost no more than the least.
  [[nodiscard]] std::int64_t hopeful_score(const Node& node) const {
    return node.points + node.covered + missing_points(stage_, node.flags, node.entries) -
           ((node.flags & is_down) != 0 ? problem_.ways.down_points : 0);
  }

  [[nodiscard]] bool fits_cap(const DoseChoice& choice) const {
    return std::all_of(choice.muscles.begin(), choice.muscles.end(), [&](const Credit& credit) {
      return muscle_half_s_.at(static_cast<std::size_t>(credit.index)) + credit.half_seconds <=
             stage_.muscle_cap_half_s;
    });
  }

  void add_muscles(const DoseChoice& choice, int sign) {
    for (const Credit& credit : choice.muscles) {
      muscle_half_s_.at(static_cast<std::size_t>(credit.index)) += sign * credit.half_seconds;
    }
  }

  const Problem& problem_;
  const Stage& stage_;
  const Prices& prices_;
  SuffixTable table_;
  Incumbent& best_;
  std::int64_t node_limit_ = 0;
  std::int64_t nodes_ = 0;
  std::int64_t open_bound_ = std::numeric_limits<std::int64_t>::min();
  std::array<int, most_needs> need_half_s_{};
  std::array<int, most_muscles> muscle_half_s_{};
  std::vector<Pick> picks_;
};

/// Groups and choices in descending profit, so that what is good is tried early.
void sort_by_profit(Problem& problem, const Prices& prices) {
  const auto better = [&](const DoseChoice& a, const DoseChoice& b) {
    return priced_profit(a, prices) > priced_profit(b, prices);
  };
  for (LeadGroup& group : problem.groups) {
    std::stable_sort(group.choices.begin(), group.choices.end(), better);
  }
  std::stable_sort(problem.groups.begin(), problem.groups.end(),
                   [&](const LeadGroup& a, const LeadGroup& b) {
                     return better(a.choices.front(), b.choices.front());
                   });
}

}  // namespace

Selection solve(const Stage& stage, std::int64_t node_limit) {
  Problem problem = make_problem(stage);
  Incumbent best(stage);
  const Prices prices = find_prices(problem, best.score());
  sort_by_profit(problem, prices);
  return Search(problem, prices, best, node_limit).run();
}

}  // namespace lissom
