#pragma once
/// A person who is not there: what they are like, drawn from a seed. The numbers are conventions
/// of the simulator, chosen to reach every rule often, and say nothing about real people.

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/catalogue/catalogue.h"

namespace lissom::simulator {

struct Traits {
  int age = 0;
  Json screening_answers;   ///< id -> answer; the others are unremarkable
  bool leaves_out = false;  ///< sends the safety questions with holes first
  Json profile;             ///< what "profile" sets; null: never asked
  std::string pain_type;    ///< of the profile, "" without one
  bool follows_article = false;

  int pain_tenths = 0;    ///< on an ordinary day
  int relief_tenths = 0;  ///< what an ordinary week takes off that
  int noise_tenths = 0;   ///< from day to day
  int sore_pct = 0;       ///< sessions that are felt the next morning
  int flares_per_1000_days = 0;
  int hurts_per_1000_steps = 0;

  int adherence_pct = 0;  ///< of the sessions planned
  int logs_pct = 0;       ///< of the days
  int slips_pct = 0;      ///< requests that are wrong first

  int red_flag_day = -1;  ///< a stop-now sign on the check of this day
  int hard_days_pct = 0;
  int away_from = -1, away_days = 0;
  int clears_after_days = 0;  ///< 0: stays away after a stop
  int utc_offset_min = 0;
  int clock_change_day = -1;  ///< daylight saving: an hour
  int travel_day = -1, travel_min = 0;
  int clock_ahead_day = -1, clock_ahead_days = 0;  ///< the device's clock, until it is put right
};

/// @param days  how long the simulation lasts
[[nodiscard]] Traits draw_traits(SplitMix64& chance, const Catalogue& catalogue, int days);

/// Whether and when the clock lies ahead.
void draw_clock(SplitMix64& chance, int days, Traits& traits);

/// Chance in words: `true` in `n` of `of` draws.
[[nodiscard]] inline bool happens(SplitMix64& chance, int n, int of) {
  return static_cast<int>(chance.below(static_cast<std::uint64_t>(of))) < n;
}
/// A whole number from `least` to `most`.
[[nodiscard]] inline int between(SplitMix64& chance, int least, int most) {
  const auto values = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
  return least + static_cast<int>(chance.below(values));
}
template <class T>
[[nodiscard]] T one_of(SplitMix64& chance, const std::vector<T>& list) {
  return list[static_cast<std::size_t>(chance.below(list.size()))];
}

}  // namespace lissom::simulator
