#include "core/planner/stage.h"

#include <algorithm>
#include <array>

namespace lissom {
namespace {

constexpr int phase_count = 4;
constexpr int station_count = 2 * phase_count;

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

/// Bits of a set of stations for one phase: bit 0 upright, bit 1 further down.
unsigned stations_of(unsigned stations, int phase) {
  return stations >> static_cast<unsigned>(2 * phase) & 3U;
}

bool is_down_first(unsigned down_first, int phase) {
  return (down_first >> static_cast<unsigned>(phase) & 1U) != 0;
}

/// How often the level changes if the phases are done in order, from standing. `down_first` has a
/// bit for each phase.
int level_changes(unsigned stations, unsigned down_first) {
  int changes = 0;
  bool upright = true;
  for (int phase = 0; phase < phase_count; ++phase) {
    const unsigned here = stations_of(stations, phase);
    if (here == 0) {
      continue;
    }
    const bool both = here == 3U;
    const bool first = both ? !is_down_first(down_first, phase) : here == 1U;
    changes += (upright != first ? 1 : 0) + (both ? 1 : 0);
    upright = both != first;
  }
  return changes;
}

/// For each phase which station comes first, so that the level changes least often; if it is all
/// the same, upright.
unsigned choose_down_first(unsigned stations) {
  unsigned best = 0;
  for (unsigned down_first = 1; down_first < 1U << phase_count; ++down_first) {
    if (level_changes(stations, down_first) < level_changes(stations, best)) {
      best = down_first;
    }
  }
  return best;
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

}  // namespace

int station_of(const Candidate& candidate) {
  return 2 * static_cast<int>(candidate.phase) + (candidate.upright ? 0 : 1);
}

std::vector<int> station_order(unsigned stations) {
  const unsigned down_first = choose_down_first(stations);
  std::vector<int> order;
  for (int phase = 0; phase < phase_count; ++phase) {
    const int first = is_down_first(down_first, phase) ? 1 : 0;
    for (const int level : {first, 1 - first}) {
      if ((stations_of(stations, phase) >> static_cast<unsigned>(level) & 1U) != 0) {
        order.push_back(2 * phase + level);
      }
    }
  }
  return order;
}

std::vector<Pick> best_order(const Stage& stage, std::vector<Pick> picks) {
  unsigned stations = 0;
  for (const Pick& pick : picks) {
    stations |= 1U << static_cast<unsigned>(station_of(candidate_of(stage, pick)));
  }
  std::array<int, station_count> place{};
  int next = 0;
  for (const int station : station_order(stations)) {
    place.at(static_cast<std::size_t>(station)) = next++;
  }
  const auto rank = [&](const Pick& pick) {
    const Candidate& candidate = candidate_of(stage, pick);
    return std::array<int, 4>{place.at(static_cast<std::size_t>(station_of(candidate))),
                              candidate.base, -candidate.difficulty, pick.candidate};
  };
  std::sort(picks.begin(), picks.end(),
            [&](const Pick& a, const Pick& b) { return rank(a) < rank(b); });
  return picks;
}

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

int total_seconds(const Stage& stage, const std::vector<Pick>& order) {
  int total = 0;
  const Pick* before = nullptr;
  for (const Pick& pick : order) {
    total += transition_s(stage, before, pick) + option_of(stage, pick).seconds;
    before = &pick;
  }
  return total;
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

}  // namespace lissom
