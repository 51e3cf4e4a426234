#include "core/planner/stage.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace lissom {
namespace {

constexpr int phase_count = 4;
constexpr std::int64_t worth_scale =
    12;  ///< a need of weight 1, met in full at the first slope, is worth 1200

const Candidate& candidate_of(const Stage& stage, const Pick& pick) {
  return stage.candidates[static_cast<std::size_t>(pick.candidate)];
}

const DoseOption& option_of(const Stage& stage, const Pick& pick) {
  return candidate_of(stage, pick).options[static_cast<std::size_t>(pick.option)];
}

int transition_s(const Stage& stage, const Pick* from, const Pick& to) {
  const auto base = static_cast<std::size_t>(candidate_of(stage, to).base);
  if (from == nullptr) {
    return stage.arrivals_s[base];
  }
  return stage.transitions_s[static_cast<std::size_t>(candidate_of(stage, *from).base)][base];
}

int total_seconds(const Stage& stage, const std::vector<Pick>& order) {
  int total = 0;
  const Pick* before = nullptr;
  for (const Pick& pick : order) {
    total += transition_s(stage, before, pick) + option_of(stage, pick).seconds;
    before = &pick;
  }
  return total;
}

/// Which stations a phase visits, and in which order of the two it should.
struct PhasePath {
  bool upright_there = false;
  bool down_there = false;
  bool upright_first = true;
};

/// How often the level changes if the phases are done in order, from standing. `down_first` has a
/// bit for each phase.
int level_changes(const std::array<PhasePath, phase_count>& phases, unsigned down_first) {
  int changes = 0;
  bool upright = true;
  for (std::size_t p = 0; p < phases.size(); ++p) {
    const PhasePath& phase = phases.at(p);
    const bool both = phase.upright_there && phase.down_there;
    if (!phase.upright_there && !phase.down_there) {
      continue;
    }
    const bool first = both ? (down_first >> p & 1U) == 0 : phase.upright_there;
    changes += (upright != first ? 1 : 0) + (both ? 1 : 0);
    upright = both != first;
  }
  return changes;
}

/// Chooses for each phase which station comes first, so that the level changes least often; if it
/// is all the same, upright.
void choose_paths(std::array<PhasePath, phase_count>& phases) {
  unsigned best = 0;
  for (unsigned down_first = 1; down_first < 1U << phase_count; ++down_first) {
    if (level_changes(phases, down_first) < level_changes(phases, best)) {
      best = down_first;
    }
  }
  for (std::size_t p = 0; p < phases.size(); ++p) {
    phases.at(p).upright_first = (best >> p & 1U) == 0;
  }
}

/// Value of `half_s` of a need with target `target_half_s`, at most weight x 1200: the first part
/// in full, the second at `second_pct`, nothing above the target.
std::int64_t worth(const Stage& stage, const NeedState& need, int half_s) {
  if (need.target_half_s <= 0) {
    return 0;
  }
  const std::int64_t target = need.target_half_s;
  const std::int64_t covered = std::min<std::int64_t>(half_s, target);
  const std::int64_t knee = target * stage.full_until_pct / 100;
  const std::int64_t full = std::min(covered, knee);
  const std::int64_t rest = covered - full;
  return need.weight * worth_scale * (full * 100 + rest * stage.second_pct) / target;
}

template <std::size_t N>
using Sums = std::array<int, N>;

std::int64_t coverage_score(const Stage& stage, const std::vector<Pick>& picks) {
  Sums<32> added{};
  for (const Pick& pick : picks) {
    for (const Credit& credit : option_of(stage, pick).needs) {
      added.at(static_cast<std::size_t>(credit.index)) +=
          credit.half_seconds * stage.times_per_week;
    }
  }
  std::int64_t score = 0;
  for (std::size_t i = 0; i < stage.needs.size(); ++i) {
    const NeedState& need = stage.needs[i];
    score += worth(stage, need, need.already_half_s + added.at(i)) -
             worth(stage, need, need.already_half_s);
  }
  return score;
}

std::int64_t role_score(const Stage& stage, const std::vector<Pick>& picks) {
  const auto any = [&](bool Candidate::*role) {
    return std::any_of(picks.begin(), picks.end(),
                       [&](const Pick& pick) { return candidate_of(stage, pick).*role; });
  };
  const int missing = (stage.wants_control && !any(&Candidate::control) ? 1 : 0) +
                      (stage.wants_extension && !any(&Candidate::extension) ? 1 : 0) +
                      (stage.wants_flexion && !any(&Candidate::flexion) ? 1 : 0) +
                      std::max(0, stage.least_entries - static_cast<int>(picks.size()));
  return -static_cast<std::int64_t>(missing) * stage.required_role;
}

std::int64_t path_score(const Stage& stage, const std::vector<Pick>& order) {
  std::int64_t score = 0;
  const Pick* before = nullptr;
  for (const Pick& pick : order) {
    const Candidate& to = candidate_of(stage, pick);
    const bool was_upright = before == nullptr || candidate_of(stage, *before).upright;
    if (was_upright != to.upright) {
      score -=
          static_cast<std::int64_t>(stage.level_change_per_s) * transition_s(stage, before, pick);
    } else if (before != nullptr && candidate_of(stage, *before).base != to.base) {
      score -= stage.position_change;
    }
    before = &pick;
  }
  return score;
}

bool leads_differ(const Stage& stage, const std::vector<Pick>& picks) {
  for (std::size_t i = 0; i < picks.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (candidate_of(stage, picks[i]).lead_muscle == candidate_of(stage, picks[j]).lead_muscle) {
        return false;
      }
    }
  }
  return true;
}

bool within_cap(const Stage& stage, const std::vector<Pick>& picks) {
  Sums<64> added{};
  for (const Pick& pick : picks) {
    for (const Credit& credit : option_of(stage, pick).muscles) {
      const auto muscle = static_cast<std::size_t>(credit.index);
      added.at(muscle) += credit.half_seconds * stage.times_per_week;
      if (stage.muscle_already_half_s[muscle] + added.at(muscle) > stage.muscle_cap_half_s) {
        return false;
      }
    }
  }
  return true;
}

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

  Selection run() {
    while (step()) {
    }
    const std::vector<Pick> order = best_order(stage_, picks_);
    return {order, total_seconds(stage_, order), best_score_, false};
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
    if (static_cast<int>(picks.size()) > stage_.most_entries || !leads_differ(stage_, picks) ||
        !within_cap(stage_, picks)) {
      return;
    }
    const std::vector<Pick> order = best_order(stage_, picks);
    if (total_seconds(stage_, order) > stage_.budget_s) {
      return;
    }
    const std::int64_t score = score_of(stage_, order);
    if (score > best_score_) {
      best_score_ = score;
      next_ = picks;
    }
  }

  const Stage& stage_;
  std::vector<Pick> picks_;
  std::int64_t best_score_ = 0;
  std::optional<std::vector<Pick>> next_;
};

}  // namespace

std::vector<Pick> best_order(const Stage& stage, std::vector<Pick> picks) {
  std::array<PhasePath, phase_count> phases;
  for (const Pick& pick : picks) {
    const Candidate& candidate = candidate_of(stage, pick);
    PhasePath& phase = phases.at(static_cast<std::size_t>(candidate.phase));
    (candidate.upright ? phase.upright_there : phase.down_there) = true;
  }
  choose_paths(phases);
  const auto rank = [&](const Pick& pick) {
    const Candidate& candidate = candidate_of(stage, pick);
    const PhasePath& phase = phases.at(static_cast<std::size_t>(candidate.phase));
    const int second = candidate.upright == phase.upright_first ? 0 : 1;
    return std::array<int, 4>{static_cast<int>(candidate.phase), second, candidate.base,
                              pick.candidate};
  };
  std::sort(picks.begin(), picks.end(),
            [&](const Pick& a, const Pick& b) { return rank(a) < rank(b); });
  return picks;
}

bool is_feasible(const Stage& stage, const std::vector<Pick>& picks) {
  return static_cast<int>(picks.size()) <= stage.most_entries && leads_differ(stage, picks) &&
         within_cap(stage, picks) &&
         total_seconds(stage, best_order(stage, picks)) <= stage.budget_s;
}

std::int64_t score_of(const Stage& stage, const std::vector<Pick>& order) {
  std::int64_t score =
      coverage_score(stage, order) + role_score(stage, order) + path_score(stage, order);
  for (const Pick& pick : order) {
    score += candidate_of(stage, pick).points - stage.entry_cost;
  }
  return score;
}

Selection solve(const Stage& stage) {
  Selection best = Climb(stage, {}).run();
  for (int candidate = 0; candidate < static_cast<int>(stage.candidates.size()); ++candidate) {
    Selection other = Climb(stage, {{candidate, 0}}).run();
    if (other.score > best.score) {
      best = std::move(other);
    }
  }
  return best;
}

}  // namespace lissom
