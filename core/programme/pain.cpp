#include "core/programme/pain.h"

#include <algorithm>
#include <array>

namespace lissom {
namespace {

bool any_in(const std::vector<std::string>& words, const std::vector<std::string>& list) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  });
}

}  // namespace

std::string_view name_of(PainBand band) {
  constexpr std::array<std::string_view, 4> names = {"GREEN", "AMBER", "RED", "HALT"};
  return names.at(static_cast<std::size_t>(band));
}

std::string_view name_of(PainAction action) {
  constexpr std::array<std::string_view, 4> names = {"carry_on", "ease", "stop_entry",
                                                     "end_session"};
  return names.at(static_cast<std::size_t>(action));
}

std::string_view name_of(DayAfter response) {
  constexpr std::array<std::string_view, 3> names = {"SETTLED", "IRRITATED", "FLARED"};
  return names.at(static_cast<std::size_t>(response));
}

PainBand pain_band(const PainRules& rules, int before, int during,
                   const std::vector<std::string>& words) {
  const int rise = during - before;
  if (any_in(words, rules.halt_words)) {
    return PainBand::halt;
  }
  if (any_in(words, rules.red_words)) {
    return PainBand::red;
  }
  if (before >= rules.flare_from) {
    // Only the flare set is done at this pain, and it has limits of its own.
    const bool red = during >= rules.flare_red_min || rise >= rules.flare_red_rise_min;
    return red ? PainBand::red : PainBand::green;
  }
  if (during >= rules.red_min || rise >= rules.red_rise_min) {
    return PainBand::red;
  }
  const bool green =
      during <= rules.green_max || (during <= rules.green_high_max && rise <= rules.green_rise_max);
  return green ? PainBand::green : PainBand::amber;
}

PainAction pain_action(const PainRules& rules, PainBand band, int reds_before) {
  switch (band) {
    case PainBand::green:
      return PainAction::carry_on;
    case PainBand::amber:
      return PainAction::ease;
    case PainBand::red:
      return reds_before + 1 >= rules.end_session_after ? PainAction::end_session
                                                        : PainAction::stop_entry;
    case PainBand::halt:
      break;
  }
  return PainAction::end_session;
}

DayAfter day_after(const Catalogue& catalogue, int before, int next_morning) {
  const int rise = next_morning - before;
  if (rise >= catalogue.number("pain.after.flared_rise_min")) {
    return DayAfter::flared;
  }
  return rise >= catalogue.number("pain.after.irritated_rise") ? DayAfter::irritated
                                                               : DayAfter::settled;
}

}  // namespace lissom
