#include "core/planner/prices.h"

#include <algorithm>

namespace lissom {
namespace {

constexpr int rounds = 12;
/// Steps are not longer than towards this many points less.
constexpr std::int64_t most_step_points = 6000;
/// After so many rounds without a better bound, steps are half as long.
constexpr int patience = 3;

int knee_of(const Stage& stage, const NeedState& need) {
  return static_cast<int>(static_cast<std::int64_t>(need.target_half_s) * stage.full_until_pct /
                          100);
}

/// Worth without rounding down to points, rounded up.
std::int64_t scaled_worth(const Stage& stage, const NeedState& need, int half_s) {
  if (need.target_half_s <= 0) {
    return 0;
  }
  const std::int64_t covered = std::min(half_s, need.target_half_s);
  const std::int64_t full = std::min<std::int64_t>(covered, knee_of(stage, need));
  const std::int64_t times_target =
      need.weight * worth_scale * price_scale * (full * 100 + (covered - full) * stage.second_pct);
  return (times_target + need.target_half_s - 1) / need.target_half_s;
}

/// The slope of a need's worth at `half_s`.
std::int64_t slope_at(const Stage& stage, const NeedState& need, int half_s) {
  if (half_s >= need.target_half_s) {
    return 0;
  }
  const std::int64_t pct = half_s < knee_of(stage, need) ? 100 : stage.second_pct;
  return need.weight * worth_scale * price_scale * pct / need.target_half_s;
}

/// How many more half seconds of a need the prices would like than `half_s`.
int wished_half_s(const Stage& stage, const NeedState& need, std::int64_t per_half_s) {
  const int already = need.already_half_s;
  int best = already;
  std::int64_t best_value = scaled_worth(stage, need, already);
  for (const int half_s : {knee_of(stage, need), need.target_half_s}) {
    if (half_s <= already) {
      continue;
    }
    const std::int64_t value = scaled_worth(stage, need, half_s) - per_half_s * (half_s - already);
    if (value > best_value) {
      best_value = value;
      best = half_s;
    }
  }
  return best - already;
}

/// What the next half second of a need is worth when it is half met.
Prices first_prices(const Stage& stage) {
  Prices prices;
  for (const NeedState& need : stage.needs) {
    const int middle = std::max(need.already_half_s, knee_of(stage, need));
    prices.per_half_s.push_back(slope_at(stage, need, middle));
  }
  return prices;
}

/// How a selection at these prices misses what they suppose: in half seconds, in seconds.
struct Miss {
  std::vector<std::int64_t> half_s;
  std::int64_t seconds = 0;
  std::int64_t squares = 0;
};

Miss miss_of(const Problem& problem, const Prices& prices,
             const std::vector<const DoseChoice*>& chosen) {
  const Stage& stage = *problem.stage;
  Miss miss;
  for (std::size_t i = 0; i < stage.needs.size(); ++i) {
    miss.half_s.push_back(-wished_half_s(stage, stage.needs[i], prices.per_half_s[i]));
  }
  miss.seconds = stage.budget_s;
  bool down = false;
  for (const DoseChoice* choice : chosen) {
    miss.seconds -= choice->seconds;
    down = down || (choice->flags & is_down) != 0;
    for (const Credit& credit : choice->needs) {
      miss.half_s[static_cast<std::size_t>(credit.index)] += credit.half_seconds;
    }
  }
  miss.seconds -= down ? problem.ways.down_s : 0;
  miss.squares = miss.seconds * miss.seconds;
  for (const std::int64_t half_s : miss.half_s) {
    miss.squares += half_s * half_s;
  }
  return miss;
}

Prices stepped(const Stage& stage, Prices prices, const Miss& miss, std::int64_t step) {
  const auto moved = [&](std::int64_t price, std::int64_t by) {
    return std::max<std::int64_t>(0, price - step * by / miss.squares);
  };
  for (std::size_t i = 0; i < stage.needs.size(); ++i) {
    const std::int64_t steepest = slope_at(stage, stage.needs[i], 0);
    prices.per_half_s[i] = std::min(moved(prices.per_half_s[i], miss.half_s[i]), steepest);
  }
  prices.per_second = moved(prices.per_second, miss.seconds);
  return prices;
}

}  // namespace

std::int64_t priced_worth(const Stage& stage, const NeedState& need, int half_s,
                          std::int64_t per_half_s) {
  std::int64_t best = scaled_worth(stage, need, half_s);
  for (const int more : {knee_of(stage, need), need.target_half_s}) {
    if (more > half_s) {
      best = std::max(best, scaled_worth(stage, need, more) - per_half_s * (more - half_s));
    }
  }
  return best;
}

std::int64_t priced_profit(const DoseChoice& choice, const Prices& prices) {
  std::int64_t profit = choice.points * price_scale - prices.per_second * choice.seconds;
  for (const Credit& credit : choice.needs) {
    profit += prices.per_half_s[static_cast<std::size_t>(credit.index)] * credit.half_seconds;
  }
  return profit;
}

SuffixTable::SuffixTable(const Problem& problem, const Prices& prices)
    : levels_(static_cast<std::size_t>(std::max(0, problem.stage->most_entries)) + 1) {
  for (const LeadGroup& group : problem.groups) {
    rows_.push_back(row_of(group, prices));
  }
  best_.resize((rows_.size() + 1) * levels_ * flag_sets);
  fill_end(problem, prices);
  for (std::size_t group = rows_.size(); group-- > 0;) {
    fill(group);
  }
}

SuffixTable::Row SuffixTable::row_of(const LeadGroup& group, const Prices& prices) {
  std::array<Best, flag_sets> by_flags{};
  for (const DoseChoice& choice : group.choices) {
    Best& best = by_flags.at(choice.flags);
    const std::int64_t profit = priced_profit(choice, prices);
    if (best.choice == nullptr || profit > best.profit) {
      best = {&choice, profit};
    }
  }
  Row row;
  for (const Best& best : by_flags) {
    if (best.choice != nullptr) {
      row.push_back(best);
    }
  }
  return row;
}

void SuffixTable::fill_end(const Problem& problem, const Prices& prices) {
  const LeastWays& ways = problem.ways;
  const std::int64_t down = ways.down_points * price_scale + ways.down_s * prices.per_second;
  std::size_t to = rows_.size() * levels_ * flag_sets;
  for (std::size_t entries = 0; entries < levels_; ++entries) {
    for (unsigned flags = 0; flags < flag_sets; ++flags) {
      best_[to++] = missing_points(*problem.stage, flags, static_cast<int>(entries)) * price_scale -
                    ((flags & is_down) != 0 ? down : 0);
    }
  }
}

void SuffixTable::fill(std::size_t group) {
  const std::size_t here = group * levels_ * flag_sets;
  const std::size_t later = here + levels_ * flag_sets;
  for (std::size_t i = 0; i < levels_ * flag_sets; ++i) {
    best_[here + i] = best_[later + i];
  }
  for (const Best& best : rows_[group]) {
    for (std::size_t entries = 0; entries + 1 < levels_; ++entries) {
      for (unsigned flags = 0; flags < flag_sets; ++flags) {
        const std::int64_t with =
            best.profit + best_[later + (entries + 1) * flag_sets + (flags | best.choice->flags)];
        std::int64_t& value = best_[here + entries * flag_sets + flags];
        value = std::max(value, with);
      }
    }
  }
}

std::vector<const DoseChoice*> SuffixTable::chosen() const {
  std::vector<const DoseChoice*> choices;
  unsigned flags = 0;
  for (std::size_t group = 0; group < rows_.size(); ++group) {
    const auto entries = static_cast<int>(choices.size());
    const std::int64_t value = at(group, entries, flags);
    if (value == at(group + 1, entries, flags)) {
      continue;
    }
    for (const Best& best : rows_[group]) {
      const unsigned with = flags | best.choice->flags;
      if (value == best.profit + at(group + 1, entries + 1, with)) {
        choices.push_back(best.choice);
        flags = with;
        break;
      }
    }
  }
  return choices;
}

std::int64_t root_bound(const Problem& problem, const Prices& prices, const SuffixTable& table) {
  const Stage& stage = *problem.stage;
  std::int64_t bound = prices.per_second * stage.budget_s + table.at(0, 0, 0);
  for (std::size_t i = 0; i < stage.needs.size(); ++i) {
    const NeedState& need = stage.needs[i];
    bound += priced_worth(stage, need, need.already_half_s, prices.per_half_s[i]) -
             worth(stage, need, need.already_half_s) * price_scale;
  }
  return bound;
}

Prices find_prices(const Problem& problem, std::int64_t score) {
  const Stage& stage = *problem.stage;
  Prices prices = first_prices(stage);
  Prices best = prices;
  std::int64_t best_bound = 0;
  int idle = 0;
  std::int64_t shorter = 1;
  for (int round = 0; round < rounds; ++round) {
    const SuffixTable table(problem, prices);
    const std::int64_t bound = root_bound(problem, prices, table);
    if (round == 0 || bound < best_bound) {
      best_bound = bound;
      best = prices;
      idle = 0;
    } else if (++idle == patience) {
      shorter *= 2;
      idle = 0;
      prices = best;
      continue;
    }
    const Miss miss = miss_of(problem, prices, table.chosen());
    const std::int64_t above =
        std::min(bound - score * price_scale, most_step_points * price_scale) / shorter;
    if (miss.squares == 0 || above <= 0) {
      break;
    }
    prices = stepped(stage, std::move(prices), miss, above);
  }
  return best;
}

}  // namespace lissom
