#include "core/planner/problem.h"

#include <algorithm>
#include <map>

namespace lissom {
namespace {

std::vector<Credit> a_week(const std::vector<Credit>& credits, int times) {
  std::vector<Credit> week;
  week.reserve(credits.size());
  for (const Credit& credit : credits) {
    week.push_back({credit.index, credit.half_seconds * times});
  }
  return week;
}

int credit_at(const std::vector<Credit>& credits, int index) {
  int sum = 0;
  for (const Credit& credit : credits) {
    sum += credit.index == index ? credit.half_seconds : 0;
  }
  return sum;
}

/// Whether each of `less` is at most what `more` gives.
bool is_within(const std::vector<Credit>& less, const std::vector<Credit>& more) {
  return std::all_of(less.begin(), less.end(), [&](const Credit& credit) {
    return credit_at(less, credit.index) <= credit_at(more, credit.index);
  });
}

/// Whether `other` can take the place of `choice` everywhere: no longer, no less for a need, no
/// more for a muscle.
bool is_no_worse(const DoseChoice& other, const DoseChoice& choice) {
  return other.seconds <= choice.seconds && is_within(choice.needs, other.needs) &&
         is_within(other.muscles, choice.muscles);
}

/// What a choice gives to needs, up to their targets: above, nothing is worth anything, and without
/// it the prices have less to be wrong about.
std::vector<Credit> useful(const Stage& stage, std::vector<Credit> credits) {
  for (Credit& credit : credits) {
    const NeedState& need = stage.needs[static_cast<std::size_t>(credit.index)];
    const int open = std::max(0, need.target_half_s - need.already_half_s);
    credit.half_seconds = std::min(credit.half_seconds, open);
  }
  return credits;
}

bool fits_cap(const Stage& stage, const DoseChoice& choice) {
  return std::all_of(choice.muscles.begin(), choice.muscles.end(), [&](const Credit& credit) {
    const int already = stage.muscle_already_half_s[static_cast<std::size_t>(credit.index)];
    return already + credit_at(choice.muscles, credit.index) <= stage.muscle_cap_half_s;
  });
}

unsigned flags_of(const Stage& stage, const Candidate& candidate) {
  return (stage.wants_control && candidate.control ? has_control : 0U) |
         (stage.wants_extension && candidate.extension ? has_extension : 0U) |
         (stage.wants_flexion && candidate.flexion ? has_flexion : 0U) |
         (candidate.upright ? 0U : is_down);
}

/// Which bases are there, for candidates on one level or on both.
struct Bases {
  std::vector<bool> upright;
  std::vector<bool> down;
  std::vector<bool> any;
};

Bases bases_of(const Stage& stage) {
  const std::vector<bool> none(stage.arrivals_s.size(), false);
  Bases bases{none, none, none};
  for (const Candidate& candidate : stage.candidates) {
    const auto base = static_cast<std::size_t>(candidate.base);
    (candidate.upright ? bases.upright : bases.down)[base] = true;
    bases.any[base] = true;
  }
  return bases;
}

/// Seconds to a base from the nearest of others, or from the start.
int least_way_s(const Stage& stage, std::size_t to, const std::vector<bool>& others) {
  int least_s = stage.arrivals_s[to];
  for (std::size_t from = 0; from < others.size(); ++from) {
    if (others[from] && from != to) {
      least_s = std::min(least_s, stage.transitions_s[from][to]);
    }
  }
  return least_s;
}

LeastWays least_ways(const Stage& stage) {
  LeastWays ways;
  const Bases bases = bases_of(stage);
  bool is_first = true;
  for (std::size_t to = 0; to < stage.arrivals_s.size(); ++to) {
    const int entry_s = least_way_s(stage, to, bases.any);
    ways.entry_s.push_back(entry_s);
    if (!bases.down[to]) {
      continue;
    }
    const int from_upright_s = least_way_s(stage, to, bases.upright);
    const std::int64_t points =
        static_cast<std::int64_t>(stage.level_change_per_s) * from_upright_s;
    const int more_s = from_upright_s - entry_s;
    ways.down_s = is_first ? more_s : std::min(ways.down_s, more_s);
    ways.down_points = is_first ? points : std::min(ways.down_points, points);
    is_first = false;
  }
  return ways;
}

class ProblemMaker {
 public:
  explicit ProblemMaker(const Stage& stage) : stage_(stage) {}

  Problem run() {
    problem_.stage = &stage_;
    problem_.ways = least_ways(stage_);
    for (std::size_t i = 0; i < stage_.candidates.size(); ++i) {
      add(static_cast<int>(i), stage_.candidates[i]);
    }
    for (auto& [lead, group] : by_lead_) {
      problem_.groups.push_back(std::move(group));
    }
    return std::move(problem_);
  }

 private:
  void add(int index, const Candidate& candidate) {
    std::vector<DoseChoice> kept;
    for (int o = 0; o < static_cast<int>(candidate.options.size()); ++o) {
      DoseChoice choice = choice_of(candidate, {index, o});
      // Only an earlier dose takes the place of a later one: it also wins if all is equal.
      const bool is_dominated = std::any_of(kept.begin(), kept.end(), [&](const DoseChoice& other) {
        return is_no_worse(other, choice);
      });
      if (!is_dominated && fits_time(choice) && fits_cap(stage_, choice)) {
        kept.push_back(std::move(choice));
      }
    }
    if (!kept.empty()) {
      std::vector<DoseChoice>& choices = by_lead_[candidate.lead_muscle].choices;
      choices.insert(choices.end(), kept.begin(), kept.end());
    }
  }

  [[nodiscard]] DoseChoice choice_of(const Candidate& candidate, Pick pick) const {
    const DoseOption& option = candidate.options[static_cast<std::size_t>(pick.option)];
    DoseChoice choice;
    choice.pick = pick;
    choice.seconds = option.seconds;
    choice.base = candidate.base;
    choice.points = candidate.points - stage_.entry_cost;
    choice.flags = flags_of(stage_, candidate);
    choice.needs = useful(stage_, a_week(option.needs, stage_.times_per_week));
    choice.muscles = a_week(option.muscles, stage_.times_per_week);
    return choice;
  }

  [[nodiscard]] bool fits_time(const DoseChoice& choice) const {
    const int down_s = (choice.flags & is_down) != 0 ? problem_.ways.down_s : 0;
    return choice.seconds + problem_.ways.entry_s[static_cast<std::size_t>(choice.base)] + down_s <=
           stage_.budget_s;
  }

  const Stage& stage_;
  Problem problem_;
  std::map<int, LeadGroup> by_lead_;
};

}  // namespace

Problem make_problem(const Stage& stage) {
  return ProblemMaker(stage).run();
}

std::int64_t missing_points(const Stage& stage, unsigned flags, int entries) {
  const int missing = (stage.wants_control && (flags & has_control) == 0 ? 1 : 0) +
                      (stage.wants_extension && (flags & has_extension) == 0 ? 1 : 0) +
                      (stage.wants_flexion && (flags & has_flexion) == 0 ? 1 : 0) +
                      std::max(0, stage.least_entries - entries);
  return -static_cast<std::int64_t>(missing) * stage.required_role;
}

}  // namespace lissom
