// lissom_planner_bench       how long it takes to plan the weeks of 1,000 people of all kinds to
// the proved optimum, and
//                            how large the searches are
// lissom_planner_bench cbc [N]   the same for 50 (N) stages beside CBC, a general solver, which
// gets each as a file
//
// Times of ours are those of the processor, so that what else the machine does is not in them.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <time.h>

#include "core/planner/lp.h"
#include "core/planner/planner_fixture.h"
#include "core/planner/solve.h"
#include "core/planner/week.h"

namespace {

using namespace lissom;

double processor_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Figures {
  std::vector<double> ms;
  std::int64_t most_nodes = 0;
  int unproved = 0;
};

/// The value that `pct` percent of the sorted times do not exceed.
double at_pct(const std::vector<double>& sorted, std::size_t pct) {
  return sorted[(sorted.size() - 1) * pct / 100];
}

void print(const std::string& name, Figures figures) {
  std::vector<double>& ms = figures.ms;
  std::sort(ms.begin(), ms.end());
  std::cout << name << ": " << ms.size() << ", median " << at_pct(ms, 50) << " ms, p95 "
            << at_pct(ms, 95) << " ms, worst " << ms.back() << " ms";
  if (figures.most_nodes > 0) {
    std::cout << ", at most " << figures.most_nodes << " nodes, " << figures.unproved
              << " without proof";
  }
  std::cout << "\n";
}

std::vector<StageOfWeek> stages_of(std::uint64_t seed) {
  const fixture::Case of = fixture::CaseMaker(seed).make();
  return stages_of_week(of.state, of.person, embedded_catalogue(), of.request);
}

/// Adds a solved stage to the figures. @return its milliseconds
double add_solved(const Stage& stage, Figures& figures) {
  const double from = processor_ms();
  const Selection selection = solve(stage, usual_node_limit);
  figures.ms.push_back(processor_ms() - from);
  figures.most_nodes = std::max(figures.most_nodes, selection.nodes);
  figures.unproved += selection.proved ? 0 : 1;
  return figures.ms.back();
}

void print_weeks() {
  constexpr std::uint64_t people = 1000;
  std::map<std::string, Figures> stages;
  Figures searches;
  Figures weeks;
  for (std::uint64_t seed = 1; seed <= people; ++seed) {
    const fixture::Case of = fixture::CaseMaker(seed).make();
    const double from = processor_ms();
    (void)plan_week(of.state, of.person, embedded_catalogue(), of.request);
    weeks.ms.push_back(processor_ms() - from);
    double sum_ms = 0;
    for (const StageOfWeek& item : stages_of(seed)) {
      sum_ms += add_solved(item.stage, stages[item.name]);
    }
    searches.ms.push_back(sum_ms);
  }
  for (const auto& [name, figures] : stages) {
    print("stage " + name, figures);
  }
  print("all stages of a week", searches);
  print("a week, with eligibility and reasons", weeks);
}

int print_beside_cbc(std::size_t wanted) {
  const std::string file = (std::filesystem::temp_directory_path() / "lissom-bench.lp").string();
  Figures ours;
  Figures theirs;
  for (std::uint64_t seed = 1; ours.ms.size() < wanted; ++seed) {
    for (const StageOfWeek& item : stages_of(seed)) {
      (void)add_solved(item.stage, ours);
      std::ofstream(file) << lp_text(item.stage);
      const auto from = std::chrono::steady_clock::now();
      if (std::system(("cbc " + file + " ratioGap 0 cuts off solve >/dev/null").c_str()) != 0) {
        std::cerr << "lissom_planner_bench: cbc is needed (Debian package coinor-cbc)\n";
        return 1;
      }
      theirs.ms.push_back(
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from)
              .count());
    }
  }
  std::filesystem::remove(file);
  print("ours", ours);
  print("CBC, with starting it", theirs);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "cbc") {
    constexpr std::size_t usual = 50;
    return print_beside_cbc(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : usual);
  }
  print_weeks();
  return 0;
}
