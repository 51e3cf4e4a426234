#pragma once
/// Weeks in the life of a person who is not there, through the façade and a store in memory.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shells/simulator/traits.h"
#include "shells/simulator/watch.h"

namespace lissom::simulator {

/// Something that must not be, with the journal that shows it.
struct Breach {
  std::uint64_t person = 0;  ///< the seed of the person
  std::string what;
  std::string request;
  std::vector<std::string> journal;  ///< lines of an export
};

/// What one life adds up to.
struct Tale {
  int age = 0;
  std::string stopped_by;  ///< the rule that first closed the programme, "" if none
  int stops = 0;
  std::map<std::string, int> days_at;           ///< level -> days
  int sessions_planned = 0, sessions_done = 0;  ///< main sessions
  int plans = 0, steps_on = 0, steps_back = 0, varied = 0;
  std::map<std::string, int> rules;         ///< adaptation rule -> times
  int flares = 0, flares_back_in_week = 0;  ///< flare days after a quiet week; again within 7 days
  int entries = 0, started = 0;             ///< entries in sessions that were started
  int free_sessions = 0;                    ///< of those, the ones beside the plan
  int clocks_put_right = 0;                 ///< that had lain ahead while something was written
  std::map<std::string, int> muscle_s;      ///< muscle -> seconds held, each side for itself
  int events = 0, requests = 0, refused = 0, faults = 0;
};

struct Lived {
  Tale tale;
  std::vector<Breach> breaches;
};

/// Lives `weeks` weeks. The same seed gives the same life on every host.
[[nodiscard]] Lived live(std::uint64_t seed, int weeks, const Catalogue& catalogue,
                         Wording& wording);

}  // namespace lissom::simulator
