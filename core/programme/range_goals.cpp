#include "core/programme/range_goals.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>

#include "core/base/date.h"
#include "core/base/tenths.h"

namespace lissom {
namespace {

/// The lines of a test with the method that was used last.
std::vector<const Series*> lines_of(const State& state, const RangeTest& test) {
  std::vector<const Series*> lines = state.measures.of_test(test.id);
  const auto last = std::max_element(
      lines.begin(), lines.end(),
      [](const Series* a, const Series* b) { return a->points.back().day < b->points.back().day; });
  if (last != lines.end()) {
    const std::string method = (*last)->method;
    std::erase_if(lines, [&](const Series* line) { return line->method != method; });
  }
  return lines;
}

/// At or beyond every reference for the age; nothing without a reference.
std::optional<bool> is_at_reference(const RangeTest& test, int tenths, int age,
                                    const RangeRules& rules) {
  std::optional<bool> reached;
  for (const ReferenceRow& row : test.references) {
    if (is_for(row.ages, age, rules)) {
      const bool beyond =
          test.limits.more_is_better ? tenths >= row.tenths.most : tenths <= row.tenths.least;
      reached = beyond && reached.value_or(true);
    }
  }
  return reached;
}

/// Whether a test is at its goal; nothing if it does not say.
std::optional<bool> is_at_goal(const State& state, const Catalogue& catalogue,
                               const RangeTest& test) {
  const std::vector<const Series*> lines = lines_of(state, test);
  const std::size_t sides = test.each_side ? 2 : 1;
  if (lines.size() < sides) {
    return std::nullopt;
  }
  std::optional<bool> reached;
  for (const Series* line : lines) {
    const auto one =
        is_at_reference(test, line->points.back().tenths, state.age(), catalogue.measures.range);
    if (!one) {
      return std::nullopt;
    }
    reached = *one && reached.value_or(true);
  }
  if (test.each_side && test.unit == "deg") {
    const int apart = std::abs(lines[0]->points.back().tenths - lines[1]->points.back().tenths);
    reached = *reached &&
              apart < tenths_in_one * catalogue.number("ladder.goal.side_difference_below_deg");
  }
  return reached;
}

/// What a side gained over the weeks of a plateau; nothing if it was not measured for so long.
std::optional<int> gain(const Series& line, Day today, int weeks, int grace_days) {
  const MeasurePoint& last = line.points.back();
  if (today - last.day > grace_days) {
    return std::nullopt;
  }
  const auto before = std::find_if(
      line.points.rbegin(), line.points.rend(),
      [&](const MeasurePoint& point) { return last.day - point.day >= weeks * days_per_week; });
  if (before == line.points.rend()) {
    return std::nullopt;
  }
  const int change = last.tenths - before->tenths;
  return line.limits.more_is_better ? change : -change;
}

}  // namespace

bool is_for(const std::optional<Range>& ages, int age, const RangeRules& rules) {
  return ages ? age >= ages->least && age <= ages->most : age < rules.no_norms_from_years;
}

std::set<std::string> needs_at_goal(const State& state, const Catalogue& catalogue) {
  std::map<std::string, bool> by_need;
  for (const RangeTest& test : catalogue.measures.tests) {
    if (const auto reached = is_at_goal(state, catalogue, test); reached && !test.need.empty()) {
      const auto [need, is_first] = by_need.emplace(test.need, *reached);
      need->second = need->second && *reached;
    }
  }
  std::set<std::string> needs;
  for (const auto& [need, reached] : by_need) {
    if (reached) {
      needs.insert(need);
    }
  }
  return needs;
}

std::vector<Plateau> plateaus(const State& state, const Catalogue& catalogue, Day today) {
  const int weeks = catalogue.number("ladder.plateau.weeks");
  const std::set<std::string> reached = needs_at_goal(state, catalogue);
  std::vector<Plateau> list;
  for (const RangeTest& test : catalogue.measures.tests) {
    std::optional<int> most;
    for (const Series* line : lines_of(state, test)) {
      const auto gained = gain(*line, today, weeks, catalogue.measures.early_days + days_per_week);
      most = gained ? std::optional(std::max(*gained, most.value_or(*gained))) : most;
    }
    if (most && test.limits.mdc_tenths && *most <= *test.limits.mdc_tenths && !test.need.empty() &&
        !reached.contains(test.need)) {
      list.push_back({test.id, test.need, *most, *test.limits.mdc_tenths});
    }
  }
  return list;
}

std::set<std::string> resting_entries(const State& state, const Catalogue& catalogue, Day today) {
  std::set<std::string> resting;
  const int days = catalogue.number("ladder.plateau.weeks") * days_per_week;
  for (const Adapted& adapted : state.adapted) {
    if (adapted.rule == plateau_rule && today - adapted.day < days) {
      for (const Answer& input : adapted.inputs) {
        if (input.id == rests_input) {
          resting.insert(input.value);
        }
      }
    }
  }
  return resting;
}

}  // namespace lissom
