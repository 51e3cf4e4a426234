#include "shells/cli/commands.h"
#include "shells/simulator/simulate.h"

namespace lissom::cli {

Result<int> run_simulate(Console& console, const command::Simulate& what, bool json) {
  if (json && what.csv) {
    return bad_input("--json and --csv exclude each other");
  }
  const Catalogue& catalogue = embedded_catalogue();
  if (what.csv) {
    console.out << simulator::csv_head(catalogue);
  }
  const auto totals =
      simulator::simulate({what.people, what.weeks, what.seed, what.person}, catalogue,
                          [&](std::uint64_t seed, const simulator::Tale& tale) {
                            if (what.csv) {
                              console.out << simulator::csv_row(seed, tale, catalogue);
                            }
                          });
  if (json) {
    console.out << to_bytes(simulator::to_json(totals)) << '\n';
  } else if (!what.csv) {
    console.out << simulator::page(totals, catalogue);
  }
  if (what.csv) {
    for (const simulator::Breach& breach : totals.breaches) {
      console.err << "lissom: breach: " << breach.what << ", person " << breach.person << '\n';
    }
  }
  return totals.breaches.empty() ? exit_fine : exit_fault;
}

}  // namespace lissom::cli
