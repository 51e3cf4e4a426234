#include "core/planner/problem.h"

#include <algorithm>
#include <map>

namespace lissom {
namespace {

std::vector<Credit> a_week(const std::vector<Credit>& credits, int times) {
  std::vector<Credit> week;
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

/// Whether `other` can take the place of `option` everywhere: no longer, no less for a need, no
/// more for a muscle.
bool is_no_worse(const DoseOption& other, const DoseOption& option) {
  return other.seconds <= option.seconds && is_within(option.needs, other.needs) &&
         is_within(other.muscles, option.muscles);
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

LeastWays least_ways(const Stage& stage) {
  LeastWays ways;
  const std::size_t bases = stage.arrivals_s.size();
  std::vector<int> from_upright_s = stage.arrivals_s;
  std::vector<bool> upright(bases, false);
  std::vector<bool> down(bases, false);
  for (const Candidate& candidate : stage.candidates) {
    (candidate.upright ? upright : down)[static_cast<std::size_t>(candidate.base)] = true;
  }
  ways.entry_s = stage.arrivals_s;
  for (std::size_t to = 0; to < bases; ++to) {
    for (std::size_t from = 0; from < bases; ++from) {
      const int way_s = stage.transitions_s[from][to];
      if (from != to && (upright[from] || down[from])) {
        ways.entry_s[to] = std::min(ways.entry_s[to], way_s);
      }
      if (from != to && upright[from]) {
        from_upright_s[to] = std::min(from_upright_s[to], way_s);
      }
    }
  }
  bool any = false;
  for (std::size_t to = 0; to < bases; ++to) {
    if (!down[to]) {
      continue;
    }
    const int more_s = from_upright_s[to] - ways.entry_s[to];
    const std::int64_t points =
        static_cast<std::int64_t>(stage.level_change_per_s) * from_upright_s[to];
    ways.down_s = any ? std::min(ways.down_s, more_s) : more_s;
    ways.down_points = any ? std::min(ways.down_points, points) : points;
    any = true;
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
    for (int o = 0; o < static_cast<int>(candidate.options.size()); ++o) {
      if (is_dominated(candidate, o)) {
        continue;
      }
      const DoseOption& option = candidate.options[static_cast<std::size_t>(o)];
      DoseChoice choice;
      choice.pick = {index, o};
      choice.seconds = option.seconds;
      choice.base = candidate.base;
      choice.points = candidate.points - stage_.entry_cost;
      choice.flags = flags_of(stage_, candidate);
      choice.needs = a_week(option.needs, stage_.times_per_week);
      choice.muscles = a_week(option.muscles, stage_.times_per_week);
      if (fits_time(choice) && fits_cap(stage_, choice)) {
        by_lead_[candidate.lead_muscle].choices.push_back(std::move(choice));
      }
    }
  }

  [[nodiscard]] bool fits_time(const DoseChoice& choice) const {
    const int down_s = (choice.flags & is_down) != 0 ? problem_.ways.down_s : 0;
    return choice.seconds + problem_.ways.entry_s[static_cast<std::size_t>(choice.base)] + down_s <=
           stage_.budget_s;
  }

  /// Only by an earlier dose, which also wins if all is equal.
  static bool is_dominated(const Candidate& candidate, int option) {
    const auto end = candidate.options.begin() + option;
    return std::any_of(candidate.options.begin(), end,
                       [&](const DoseOption& other) { return is_no_worse(other, *end); });
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
