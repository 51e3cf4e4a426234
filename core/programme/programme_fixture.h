#pragma once
/// Test code: a journal written by hand, one line an event, and the questions answered as a healthy
/// person would.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/journal/journal.h"
#include "core/programme/gate.h"
#include "core/programme/screening.h"
#include "core/programme/state.h"

namespace lissom::fixture {

inline const Catalogue& catalogue() {
  return embedded_catalogue();
}

using Answers = std::map<std::string, std::string, std::less<>>;

/// Pain for more than 12 weeks that began before 45, and these features.
inline Answers long_pain(const std::vector<std::string>& features) {
  Answers answers = {{"DURATION", "over_12_weeks"}, {"ONSET_BEFORE_45", "yes"}};
  for (const std::string& id : features) {
    answers[id] = "yes";
  }
  return answers;
}

/// These answers, and the unremarkable one to everything else that applies.
inline ScreeningAnswers answered(int age, Answers answers) {
  ScreeningAnswers given{age, std::move(answers)};
  given.answers.emplace("PAIN_SEVERE", "2");
  given.answers.emplace("DURATION", "under_6_weeks");
  answer_others_no(embedded_catalogue(), given);
  return given;
}

constexpr std::int64_t ms_per_hour = 3'600'000;

/// A morning, and days or hours after it.
inline Instant after_hours(std::int64_t hours) {
  return {1'790'000'000'000 + hours * ms_per_hour};
}
inline Instant on_day(std::int64_t day) {
  return after_hours(24 * day);
}

inline Day day_of(int day) {
  return local_day(on_day(day), 0);
}

/// Writes events as the guide does: outcomes of screenings and findings of clearances are those of
/// the moment.
class Diary {
 public:
  void add(Instant at, Body body) {
    Event event;
    ++count_;
    event.id.bytes[14] = static_cast<std::uint8_t>(count_ >> 8U);
    event.id.bytes[15] = static_cast<std::uint8_t>(count_ & 0xFFU);
    event.at = at;
    event.by = "person";
    event.body = std::move(body);
    journal_.events.push_back(std::move(event));
  }

  void screen(Instant at, const ScreeningAnswers& given) {
    const ScreeningResult result = evaluate(embedded_catalogue(), given);
    ScreeningAnswered event;
    event.scope = "full";
    event.age = given.age;
    for (const auto& [id, value] : given.answers) {
      event.answers.push_back({id, value});
    }
    event.code = static_cast<int>(code_after_clearance(state(), result));
    for (const RaisedFinding& raised : result.raised) {
      event.findings.push_back(raised.finding->id);
    }
    event.unanswered = result.unanswered;
    add(at, std::move(event));
  }
  void screen(Instant at, Answers answers = {}) { screen(at, answered(40, std::move(answers))); }

  void clear(Instant at) {
    ClearanceRecorded clearance;
    clearance.who = "a doctor";
    clearance.date = "2026-09-21";
    for (const RaisedFinding& raised : gate_at(at).screening.raised) {
      if (raised.code == Code::clinician_first) {
        clearance.findings.push_back(raised.finding->id);
      }
    }
    add(at, std::move(clearance));
  }

  void check(Instant at, const std::string& id, const std::string& value) {
    ScreeningAnswered event;
    event.scope = "check";
    for (const CheckItem& item : embedded_catalogue().screening.checks) {
      event.answers.push_back({item.id, item.type == AnswerType::number ? "2" : "no"});
      if (item.id == id) {
        event.answers.back().value = value;
      }
    }
    add(at, std::move(event));
  }

  void pain_now(Instant at, int pain) {
    PainReported report;
    report.now = pain;
    add(at, std::move(report));
  }

  void session(Instant at) {
    SessionStarted started;
    started.session.bytes[15] = static_cast<std::uint8_t>(count_ + 1);
    started.slot = "core";
    started.day = "2026-09-21";
    add(at, std::move(started));
  }

  void stop(Instant at, const std::string& exercise, const std::string& band) {
    StepStopped stopped;
    stopped.exercise = exercise;
    stopped.reason = "pain";
    stopped.band = band;
    add(at, std::move(stopped));
  }

  void take_back_last(Instant at) { add(at, EventCorrected{journal_.events.back().id, "a slip"}); }

  [[nodiscard]] State state() const { return fold(journal_, embedded_catalogue()); }
  [[nodiscard]] Gate gate_at(Instant at) const { return gate(state(), embedded_catalogue(), at); }

 private:
  Journal journal_;
  unsigned count_ = 0;
};

}  // namespace lissom::fixture
