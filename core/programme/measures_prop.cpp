// What holds for the lines of every journal.

#include <algorithm>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/programme/measures.h"
#include "core/programme/state.h"

namespace lissom {
namespace {

constexpr std::int64_t first_ms = 1'790'000'000'000;

Body any_body(int kind, int number) {
  switch (kind) {
    case 0: {
      PainReported pain;
      pain.average = number % 11;
      pain.now = number % 3 == 0 ? std::optional(number % 11) : std::nullopt;
      return pain;
    }
    case 1:
      return FunctionRated{number % 2 == 0 ? "shoes" : "garden", number % 11};
    case 2:
      return RangeMeasured{number % 2 == 0 ? "T_AKE" : "T_ASLR",
                           number % 3 == 0 ? "left" : "right",
                           {number, number + 3, number - 7},
                           number % 5 == 0 ? "tape" : "phone"};
    case 3: {
      QuestionnaireAnswered answered;
      answered.name = number % 2 == 0 ? "peg" : "own";
      answered.score_tenths = number;
      return answered;
    }
    case 4: {
      PlanAdopted plan;
      plan.level = number % 2 == 0 ? "L1" : "L2";
      plan.mode = "normal";
      return plan;
    }
    default:
      return FlareDeclared{""};
  }
}

std::vector<Event> any_events() {
  std::vector<Event> events;
  const int count = *rc::gen::inRange(0, 40);
  for (int i = 0; i < count; ++i) {
    Event event;
    event.id.bytes[15] = static_cast<std::uint8_t>(i);
    // Hours apart, often the same moment, some of them in another time zone.
    event.at = {first_ms + *rc::gen::inRange(0, 1500) * std::int64_t{3'600'000}};
    event.utc_offset_min = *rc::gen::element(0, 0, 120, -300);
    event.body = any_body(*rc::gen::inRange(0, 6), *rc::gen::inRange(0, 100));
    events.push_back(std::move(event));
  }
  return events;
}

MeasureLog log_of(const std::vector<Event>& events) {
  Journal journal;
  for (const Event& event : events) {
    merge(journal, {&event, 1});
  }
  return fold(journal, embedded_catalogue()).measures.log();
}

RC_GTEST_PROP(MeasuresProp, TheOrderOfArrivalDoesNotMatter, ()) {
  std::vector<Event> events = any_events();
  const MeasureLog before = log_of(events);
  for (std::size_t i = events.size(); i > 1; --i) {
    std::swap(events[i - 1], events[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  const MeasureLog after = log_of(events);
  RC_ASSERT(before.marks == after.marks);
  RC_ASSERT(before.series.size() == after.series.size());
  for (std::size_t i = 0; i < before.series.size(); ++i) {
    RC_ASSERT(before.series[i].id == after.series[i].id);
    RC_ASSERT(before.series[i].points == after.series[i].points);
  }
}

/// Every point stands on a day on which such an event was written; days rise and none comes twice.
RC_GTEST_PROP(MeasuresProp, AMissingDayHasNoValue, ()) {
  const std::vector<Event> events = any_events();
  std::map<std::string, std::vector<Day>> told;
  for (const Event& event : events) {
    const Day day = local_day(event.at, event.utc_offset_min);
    if (std::holds_alternative<PainReported>(event.body)) {
      told["pain"].push_back(day);
    } else if (std::holds_alternative<FunctionRated>(event.body)) {
      told["psfs"].push_back(day);
    } else if (const auto* range = std::get_if<RangeMeasured>(&event.body)) {
      told[range->test].push_back(day);
    } else if (const auto* answered = std::get_if<QuestionnaireAnswered>(&event.body)) {
      told[answered->name].push_back(day);
    }
  }
  const MeasureLog log = log_of(events);
  for (const Series& line : log.series) {
    RC_ASSERT(!line.points.empty());
    const std::vector<Day>& days = told[line.measure];
    for (std::size_t i = 0; i < line.points.size(); ++i) {
      RC_ASSERT(std::find(days.begin(), days.end(), line.points[i].day) != days.end());
      RC_ASSERT((i == 0 || line.points[i - 1].day <
                               line.points[i].day));  // RC_ASSERT evaluates both sides otherwise
    }
  }
}

/// A middle value lies between the least and the most of its days, and says how many there are.
RC_GTEST_PROP(MeasuresProp, AMiddleValueLiesBetween, ()) {
  const MeasureLog log = log_of(any_events());
  for (const Series& line : log.series) {
    const Comparison comparison = compare(line, 7);
    const auto [least, most] = std::minmax_element(
        line.points.begin(), line.points.end(),
        [](const MeasurePoint& a, const MeasurePoint& b) { return a.tenths < b.tenths; });
    RC_ASSERT(comparison.now.tenths >= least->tenths);
    RC_ASSERT(comparison.now.tenths <= most->tenths);
    RC_ASSERT(comparison.now.days >= 1);
    RC_ASSERT(comparison.now.days <= 7);
    RC_ASSERT(comparison.now.last == line.points.back().day);
  }
}

/// Nothing that is due twice over, and never something that was measured today.
RC_GTEST_PROP(MeasuresProp, WhatWasMeasuredTodayIsNotDue, ()) {
  const MeasureLog log = log_of(any_events());
  DueContext context;
  context.start = local_day({first_ms}, 0) + *rc::gen::inRange(-10, 10);
  context.today = *context.start + *rc::gen::inRange(0, 400);
  context.tests = {"T_AKE"};
  for (const DueMeasure& due : due_measures(log, embedded_catalogue().measures, context)) {
    for (const Series& line : log.series) {
      const bool is_it = line.measure == due.measure && line.id != "pain.now" && line.side.empty();
      RC_ASSERT((!is_it || line.points.back().day < context.today));
    }
  }
}

}  // namespace
}  // namespace lissom
