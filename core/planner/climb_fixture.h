#pragma once
/// Test code: another way to a good selection, to compare the solver with.

#include <algorithm>
#include <optional>
#include <vector>

#include "core/planner/stage.h"

namespace lissom::fixture {

struct Climbed {
  std::vector<Pick> order;
  std::int64_t score = 0;
};

/// One hill, climbed by the best single step each time, from a start that may be empty.
class Climb {
 public:
  Climb(const Stage& stage, const std::vector<Pick>& start) : stage_(stage) {
    best_score_ = score_of(stage_, {});
    if (is_feasible(stage, start)) {
      picks_ = start;
      best_score_ = score_of(stage_, best_order(stage_, start));
    }
  }

  Climbed run() {
    while (step()) {
    }
    return {best_order(stage_, picks_), best_score_};
  }

 private:
  bool step() {
    next_.reset();
    for (int c = 0; c < static_cast<int>(stage_.candidates.size()); ++c) {
      const auto options =
          static_cast<int>(stage_.candidates[static_cast<std::size_t>(c)].options.size());
      for (int o = 0; o < options; ++o) {
        try_with({c, o});
      }
    }
    for (std::size_t i = 0; i < picks_.size(); ++i) {
      std::vector<Pick> fewer = picks_;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      consider(fewer);
    }
    if (!next_) {
      return false;
    }
    picks_ = *next_;
    return true;
  }

  /// Adds `pick`, or puts it in the place of each one that is there.
  void try_with(Pick pick) {
    const auto same = std::find_if(picks_.begin(), picks_.end(),
                                   [&](const Pick& p) { return p.candidate == pick.candidate; });
    if (same != picks_.end()) {
      std::vector<Pick> changed = picks_;
      changed[static_cast<std::size_t>(same - picks_.begin())] = pick;
      consider(changed);
      return;
    }
    std::vector<Pick> more = picks_;
    more.push_back(pick);
    consider(more);
    for (std::size_t i = 0; i < picks_.size(); ++i) {
      std::vector<Pick> changed = picks_;
      changed[i] = pick;
      consider(changed);
    }
  }

  void consider(const std::vector<Pick>& picks) {
    const std::int64_t score = score_of(stage_, best_order(stage_, picks));
    if (score > best_score_ && is_feasible(stage_, picks)) {
      best_score_ = score;
      next_ = picks;
    }
  }

  const Stage& stage_;
  std::vector<Pick> picks_;
  std::int64_t best_score_ = 0;
  std::optional<std::vector<Pick>> next_;
};

}  // namespace lissom::fixture
