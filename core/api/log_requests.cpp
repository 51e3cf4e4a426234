#include <algorithm>

#include "core/api/call.h"
#include "core/programme/pain.h"

namespace lissom {
namespace {

std::optional<int> pain_value(ObjectReader& in, std::string_view key) {
  const auto value = in.maybe_integer(key, 0, 10);
  return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::vector<std::string> morning_words(DayAfter response) {
  switch (response) {
    case DayAfter::settled:
      return {"The session settled well."};
    case DayAfter::irritated:
      return {"A little more than before. The next sessions stay the same or a step less."};
    case DayAfter::flared:
      break;
  }
  return {
      "Clearly more than before. Long holds rest for two days; walking and the gentle routine are "
      "fine."};
}

int median_of_three(std::vector<int> readings) {
  std::sort(readings.begin(), readings.end());
  return readings[1];
}

}  // namespace

Result<Outcome> do_log_pain(Call& call, ObjectReader& in) {
  PainReported report;
  report.now = pain_value(in, "now");
  report.average = pain_value(in, "average");
  report.worst = pain_value(in, "worst");
  report.next_morning = pain_value(in, "next_morning");
  report.where = in.texts("where");
  report.quality = in.texts("quality");
  report.note = in.text("note", "");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  if (!report.now && !report.average && !report.worst && !report.next_morning) {
    return bad_input("expected a number from 0 to 10 for now, average, worst or next_morning");
  }
  const Instant before{call.moment.now.ms - 1};
  call.add(std::move(report));
  std::vector<std::string> sentences = {"Noted."};
  const State& state = call.state();
  const bool is_morning = !state.mornings.empty() && state.mornings.back().at > before;
  if (is_morning) {
    const std::vector<std::string> more = morning_words(state.mornings.back().response);
    sentences.insert(sentences.end(), more.begin(), more.end());
  }
  const std::vector<std::string> fired = call.fired_words();
  sentences.insert(sentences.end(), fired.begin(), fired.end());
  if (call.world.gate.locked && call.world.gate.why == "stopped") {
    Outcome outcome = call.refused();
    return outcome;
  }
  if (call.world.mode.flare) {
    sentences.push_back(call.world.mode.because);
  }
  Json view = say(sentences);
  view["morning"] = is_morning ? Json(name_of(state.mornings.back().response)) : Json();
  return call.done(std::move(view));
}

Result<Outcome> do_log_day(Call& call, ObjectReader& in) {
  PainReported report;
  report.quality = in.texts("words");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const bool known =
      std::all_of(report.quality.begin(), report.quality.end(), [](const std::string& word) {
        return std::find(hard_day_words.begin(), hard_day_words.end(), word) !=
               hard_day_words.end();
      });
  if (report.quality.empty() || !known) {
    return bad_input("request.words: expected poor sleep, stress or travel");
  }
  call.add(std::move(report));
  return call.done(
      say({"Noted. On hard days nothing is raised; a short or gentle session is "
           "enough."}));
}

Result<Outcome> do_log_range(Call& call, ObjectReader& in) {
  RangeMeasured range;
  range.test = in.text("test");
  range.side = in.one_of("side", {"left", "right", "both"});
  range.method = in.text("method", "not said");
  const Json& readings = in.any("readings_tenths");
  constexpr int most_tenths = 3600;
  const bool three = readings.is_array() && readings.size() == 3 &&
                     std::all_of(readings.begin(), readings.end(), [](const Json& reading) {
                       return reading.is_number_integer() &&
                              reading.get<std::int64_t>() >= -most_tenths &&
                              reading.get<std::int64_t>() <= most_tenths;
                     });
  if (!three) {
    in.complain(
        "readings_tenths",
        "expected three whole numbers from -3600 to 3600, in tenths of a degree or centimetre");
  }
  if (in.has("test") && range.test.empty()) {
    in.complain("test", "is empty");
  }
  if (range.side.empty()) {
    in.complain("side", "is missing; expected left, right or both");
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  if (const auto fault = range_fault(call, range)) {
    return tl::unexpected(*fault);
  }
  for (const Json& reading : readings) {
    range.readings_tenths.push_back(reading.get<int>());
  }
  const int median = median_of_three(range.readings_tenths);
  call.add(range);
  Json view = say({"Noted. The middle one of the three counts."});
  view["median_tenths"] = median;
  put_range_measure(call, range, view);
  return call.done(std::move(view));
}

Result<Outcome> do_log_flare(Call& call, ObjectReader& in) {
  FlareDeclared flare;
  flare.note = in.text("note", "");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  call.add(std::move(flare));
  Json view =
      say({"Noted. For " + std::to_string(call.catalogue.number("maintenance.relapse.flare_days")) +
               " days the plan is the gentle routine and a walk.",
           "Flares come and go; a day with the gentle routine counts like any other."});
  view["mode"] = "flare";
  return call.done(std::move(view));
}

Result<Outcome> do_log_activity(Call& call, ObjectReader& in) {
  FunctionRated rating;
  rating.activity = in.text("activity");
  const auto score = in.maybe_integer("score", 0, 10);
  if (!score) {
    in.complain("score", "is missing; expected 0 (cannot) to 10 (as before)");
  }
  if (in.has("activity") && rating.activity.empty()) {
    in.complain("activity", "is empty");
  }
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const std::vector<std::string>& known = call.state().activities;
  if (std::find(known.begin(), known.end(), rating.activity) == known.end()) {
    call.add(GoalSet{rating.activity});
  }
  rating.score = static_cast<int>(*score);
  call.add(std::move(rating));
  if (call.has_stopped()) {
    return call.refused();
  }
  std::vector<std::string> sentences = {"Noted."};
  const std::vector<std::string> fired = call.fired_words();
  sentences.insert(sentences.end(), fired.begin(), fired.end());
  return call.done(say(sentences));
}

}  // namespace lissom
