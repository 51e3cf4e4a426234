// lissom_planner_bench: how long it takes to plan the weeks of 1,000 people of all kinds to the
// proved optimum, and how large the searches are.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "core/planner/planner_fixture.h"
#include "core/planner/solve.h"
#include "core/planner/week.h"

namespace {

using namespace lissom;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

struct Figures {
  std::vector<double> ms;
  std::int64_t most_nodes = 0;
  int unproved = 0;
};

void print(const std::string& name, Figures figures) {
  std::vector<double>& ms = figures.ms;
  std::sort(ms.begin(), ms.end());
  std::cout << name << ": " << ms.size() << " of them, median " << ms[ms.size() / 2] << " ms, p95 "
            << ms[ms.size() * 95 / 100] << " ms, worst " << ms.back() << " ms";
  if (figures.most_nodes > 0) {
    std::cout << ", nodes at most " << figures.most_nodes;
  }
  std::cout << ", without proof " << figures.unproved << "\n";
}

}  // namespace

int main() {
  constexpr std::uint64_t people = 1000;
  const Catalogue& catalogue = embedded_catalogue();
  std::map<std::string, Figures> stages;
  Figures weeks;
  Figures searches;
  for (std::uint64_t seed = 1; seed <= people; ++seed) {
    const fixture::Case of = fixture::CaseMaker(seed).make();
    const auto from = Clock::now();
    const PlanAdopted plan = plan_week(of.state, of.person, catalogue, of.request);
    weeks.ms.push_back(ms_since(from));
    double sum_ms = 0;
    for (const StageOfWeek& item : stages_of_week(of.state, of.person, catalogue, of.request)) {
      const auto start = Clock::now();
      const Selection selection = solve(item.stage, usual_node_limit);
      Figures& figures = stages[item.name];
      figures.ms.push_back(ms_since(start));
      sum_ms += figures.ms.back();
      figures.most_nodes = std::max(figures.most_nodes, selection.nodes);
      figures.unproved += selection.proved ? 0 : 1;
    }
    searches.ms.push_back(sum_ms);
  }
  for (const auto& [name, figures] : stages) {
    print("search of a " + name + " stage", figures);
  }
  print("all searches of a week", searches);
  print("a week with eligibility and reasons", weeks);
  return 0;
}
