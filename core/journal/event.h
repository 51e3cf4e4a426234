#pragma once
/// What happened to one person: the events of the journal. docs/formats/journal.md describes their
/// bytes.
///
/// Events are never changed or removed. A new meaning is a new kind, a new fact a new field with a
/// new tag; every kind ever written stays readable. Lists of pairs and of numbers keep the order in
/// which they were given.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

namespace lissom {

/// An answer to a question, or a preference: both sides as text.
struct Answer {
  std::string id;
  std::string value;
};

/// Safety questions were answered: all of them, or the four items before a session.
struct ScreeningAnswered {
  std::string scope;  ///< "full" or "check"
  int age = 0;        ///< years; 0 if not asked (check)
  std::vector<Answer> answers;
  std::string catalogue;              ///< version that the outcome was decided under
  int code = 0;                       ///< outcome 0 to 5
  std::vector<std::string> findings;  ///< that led to it
  std::vector<std::string> unanswered;
};

/// What the person can do, has and wants. Each event replaces the one before.
struct ProfileAnswered {
  std::vector<std::string> hurts;
  std::string pain_type;
  int sitting_hours = 0;
  std::vector<std::string> equipment;
  std::vector<std::string> positions;
  int core_min = 0;
  int morning_min = 0;  ///< 0: no morning session wanted
  int break_min = 0;    ///< 0: no breaks wanted
  int breaks_per_day = 0;
  int work_from_min = 0;  ///< minutes after midnight
  int work_to_min = 0;
  std::vector<std::string> work_days;  ///< "Mon" …
  std::vector<std::string> session_days;
  std::vector<std::string> likes;
  std::vector<std::string> excludes;
  std::vector<std::string> activities;
  int height_cm = 0;  ///< 0: not said
  friend bool operator==(const ProfileAnswered&, const ProfileAnswered&) = default;
};

/// A clinician saw the person and said that they may exercise.
struct ClearanceRecorded {
  std::string who;
  std::string date;  ///< "2026-11-24"
  std::string note;
  std::vector<std::string> findings;  ///< those that it answers
};

/// Pain on the 0 to 10 scale; what was not asked is not there.
struct PainReported {
  std::optional<int> now;
  std::optional<int> average;
  std::optional<int> worst;
  std::optional<int> next_morning;
  std::vector<std::string> where;
  std::vector<std::string> quality;
  std::string note;
  std::string day;    ///< the local day it is about; "" if that on which it was told
  std::string paper;  ///< the code of the row of a printed diary it was copied from; "" if of none
};

struct GoalSet {
  std::string activity;
};

/// How well an activity goes, 0 unable to 10 as before.
struct FunctionRated {
  std::string activity;
  int score = 0;
};

struct RangeMeasured {
  std::string test;
  std::string side;                  ///< left, right or both
  std::vector<int> readings_tenths;  ///< degrees or centimetres, in tenths
  std::string method;
};

/// A questionnaire was filled in. What follows `score_tenths` is said for questionnaires that the
/// catalogue does not hold, so that their scores can be read without the file they came from.
struct QuestionnaireAnswered {
  std::string name;
  std::vector<Answer> answers;
  std::optional<int> score_tenths;
  std::string title;
  std::string better;  ///< "more" or "less"
  std::optional<int> least_tenths;
  std::optional<int> most_tenths;
  std::optional<int> mdc_tenths;
  std::optional<int> mcid_tenths;
  std::optional<int> mcid_pct;
};

/// An entry of a plan: what, how much, on which side first, and why.
struct PlannedEntry {
  std::string exercise;
  int hold_s = 0;
  int reps = 1;
  int sets = 1;
  int seconds = 0;  ///< with everything around the holds
  std::string why;
};

/// A slot of a week: the same entries on each of its days.
struct PlannedSlot {
  std::string slot;     ///< core, morning or break
  std::string variant;  ///< "", or A and B for breaks that alternate
  int budget_s = 0;
  int total_s = 0;
  std::vector<std::string> days;  ///< "2026-11-24"
  std::vector<PlannedEntry> entries;
  int times_per_day = 1;
  std::optional<int> score;  ///< points of the planner; none for a fixed routine
  std::optional<int> gap;    ///< no choice scores more than `score + gap`; 0: proved to be the best
};

struct MissingMuscle {
  std::string muscle;
  std::string why;
};

/// The plan of a week, whole.
struct PlanAdopted {
  std::string catalogue;
  int week = 1;
  std::string level;
  std::string mode;  ///< "normal" or "flare"
  std::string first_day;
  std::vector<PlannedSlot> slots;
  std::vector<MissingMuscle> missing;
  std::string because;  ///< why a new plan was made
  std::string step;     ///< what of the level was changed last: sessions, reps, hold, variant
};

/// A rule fired, with the numbers it read.
struct PlanAdapted {
  std::string rule;    ///< "E4", "ladder.advance", …
  std::string change;  ///< what it did: advance, regress, restart, clinician_first, …
  std::vector<Answer> inputs;
};

struct SessionStarted {
  Uuid session;
  std::string slot;
  std::string variant;
  std::string day;  ///< the local day it counts for
  std::optional<int> pain_before;
  std::vector<PlannedEntry> entries;
  bool right_first = false;
  std::string paper;  ///< the code of the row of a printed diary it was copied from; "" if of none
};

/// One hold, or one set of repetitions, was finished.
struct StepDone {
  Uuid session;
  int step = 0;
  std::string exercise;
  std::string side;
  int held_s = 0;
};

/// A step or the rest of an entry was not done, and why.
struct StepStopped {
  Uuid session;
  int step = 0;
  std::string exercise;
  std::string side;
  std::string reason;  ///< pain, cannot, no_time, other
  int held_s = 0;
  std::optional<int> pain;
  std::vector<std::string> words;  ///< how the pain feels
  std::string band;                ///< GREEN, AMBER, RED, HALT
  std::string action;              ///< what was decided: carry_on, ease, stop_entry, end_session
  std::optional<int> pull;         ///< how strong the stretch itself was, 0 to 10
};

struct SessionEnded {
  Uuid session;
  std::string how;  ///< completed, quit, pain
  std::optional<int> pain_after;
  std::string effort;  ///< too_easy, right, too_much
};

struct FlareDeclared {
  std::string note;
};

struct PreferenceSet {
  std::string name;
  std::string value;
};

struct PrescriptionWritten {
  std::string by;
  std::string text;
};

struct ConsentGiven {
  std::string to;
  std::string scope;
};

struct ConsentWithdrawn {
  std::string to;
  std::string scope;
};

/// An earlier event is taken back. What is right instead is told by a new event of that kind.
struct EventCorrected {
  Uuid event;
  std::string reason;
};

/// A break from sitting without a session: stood up and walked.
struct BreakWalked {};

/// The clock had been wrong when these were written, and lay ahead: they happened so much earlier
/// than they say, but not before what else there was. Of several that name the same event the one
/// with the least id counts.
struct ClockCorrected {
  std::vector<std::string> events;  ///< ids
  int ahead_min = 0;
  int not_before_min = 0;  ///< minutes since 1970-01-01T00:00Z
};

/// Numbers of the kinds are part of the bytes: append only, in this order.
using Body = std::variant<ScreeningAnswered, ProfileAnswered, ClearanceRecorded, PainReported,
                          GoalSet, FunctionRated, RangeMeasured, QuestionnaireAnswered, PlanAdopted,
                          PlanAdapted, SessionStarted, StepDone, StepStopped, SessionEnded,
                          FlareDeclared, PreferenceSet, PrescriptionWritten, ConsentGiven,
                          ConsentWithdrawn, EventCorrected, BreakWalked, ClockCorrected>;

struct Event {
  Uuid id;
  Uuid person;
  Uuid device;
  Instant at;
  int utc_offset_min = 0;
  std::string by;  ///< who said it: "person", "clinician", "rule"
  Body body;
  // How far a ClockCorrected of its journal has moved it back, and the day that it names; not
  // written down with it.
  std::int64_t moved_ms = 0;
  int moved_days = 0;
};

/// "screening_answered", "plan_adopted", …
[[nodiscard]] std::string_view kind_of(const Body& body);

}  // namespace lissom
