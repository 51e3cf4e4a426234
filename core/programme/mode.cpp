#include "core/programme/mode.h"

#include <algorithm>
#include <charconv>

namespace lissom {
namespace {

constexpr std::int64_t ms_per_hour = 3'600'000;

std::optional<int> screened_pain(const ScreeningAnswered& screening) {
  for (const Answer& answer : screening.answers) {
    int value = 0;
    const char* end = answer.value.data() + answer.value.size();
    if (answer.id == "PAIN_SEVERE" && std::from_chars(answer.value.data(), end, value).ptr == end) {
      return value;
    }
  }
  return std::nullopt;
}

bool is_new_episode(const ScreeningAnswered& screening) {
  return std::any_of(screening.answers.begin(), screening.answers.end(), [](const Answer& answer) {
    return answer.id == "DURATION" && answer.value == "under_6_weeks";
  });
}

/// Right now or on average over a day: the stronger of the two in the last report.
std::optional<int> recent_pain(const State& state) {
  for (auto point = state.pain.rbegin(); point != state.pain.rend(); ++point) {
    if ((point->pain.now || point->pain.average) && point->at >= state.screened_at) {
      return std::max(point->pain.now.value_or(0), point->pain.average.value_or(0));
    }
  }
  return state.screening ? screened_pain(*state.screening) : std::nullopt;
}

}  // namespace

std::optional<int> pain_now(const State& state) {
  for (auto point = state.pain.rbegin(); point != state.pain.rend(); ++point) {
    if (point->pain.now && point->at >= state.screened_at) {
      return point->pain.now;
    }
  }
  return state.screening ? screened_pain(*state.screening) : std::nullopt;
}

Mode mode_of(const State& state, const Catalogue& catalogue, Instant now) {
  const int pain = recent_pain(state).value_or(0);
  if (pain >= catalogue.number("modifiers.intensity.flare_from")) {
    return {true, "Your pain is high right now, so only the gentle flare-day routine is offered.",
            "modifiers.intensity.flare_from"};
  }
  const std::int64_t flare_ms = catalogue.number("maintenance.relapse.flare_days") * ms_per_day;
  if (state.flare_at && now.ms - state.flare_at->ms < flare_ms) {
    return {true, "You said that this is a flare, so the gentle routine is offered for a few days.",
            "maintenance.relapse.flare_days"};
  }
  const int rest_h = catalogue.numbers.find("pain.after.flared_rest_hours")->second.back();
  if (!state.mornings.empty() && state.mornings.back().response == DayAfter::flared &&
      now.ms - state.mornings.back().at.ms < rest_h * ms_per_hour) {
    return {true, "The last session was too much, so long holds rest for a day or two.",
            "pain.after.flared_rest_hours"};
  }
  const Firing* const relapse = last_change(state, "relapse");
  if (relapse != nullptr && now.ms - relapse->at.ms < flare_ms) {
    return {true, "It has come back a little, so the gentle routine is offered for a few days.",
            "maintenance.relapse.flare_days"};
  }
  const int static_after_h =
      catalogue.numbers.find("modifiers.intensity.acute_static_after_hours")->second.front();
  if (state.screening && is_new_episode(*state.screening) &&
      pain >= catalogue.number("modifiers.intensity.acute_flare_from") &&
      now.ms - state.screened_at.ms < static_after_h * ms_per_hour) {
    return {true, "Your pain is new, so the first days are for the gentle routine and walking.",
            "modifiers.intensity.acute_flare_from"};
  }
  return {};
}

}  // namespace lissom
