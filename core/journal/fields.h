#pragma once
/// The fields of every event, once: bytes, JSON in and JSON out are all made from this list.
///
/// `visit_fields(v, body)` calls `v(tag, name, field)` for each field in order of tag. A tag is
/// never used again for something else.

#include <concepts>
#include <type_traits>

#include "core/journal/event.h"

namespace lissom {

/// `T` is `Struct` or its const version, so that one list serves readers and writers.
template <class T, class Struct>
concept Is = std::same_as<std::remove_const_t<T>, Struct>;

// clang-format off
template <class V, Is<Answer> T> void visit_fields(V&& v, T& b) { v(1, "id", b.id); v(2, "value", b.value); }
template <class V, Is<ScreeningAnswered> T> void visit_fields(V&& v, T& b) {
  v(1, "scope", b.scope); v(2, "age", b.age); v(3, "answers", b.answers); v(4, "catalogue", b.catalogue);
  v(5, "code", b.code); v(6, "findings", b.findings); v(7, "unanswered", b.unanswered);
}
template <class V, Is<ProfileAnswered> T> void visit_fields(V&& v, T& b) {
  v(1, "hurts", b.hurts); v(2, "pain_type", b.pain_type); v(3, "sitting_hours", b.sitting_hours);
  v(4, "equipment", b.equipment); v(5, "positions", b.positions); v(6, "core_min", b.core_min);
  v(7, "morning_min", b.morning_min); v(8, "break_min", b.break_min); v(9, "breaks_per_day", b.breaks_per_day);
  v(10, "work_from_min", b.work_from_min); v(11, "work_to_min", b.work_to_min); v(12, "work_days", b.work_days);
  v(13, "session_days", b.session_days); v(14, "likes", b.likes); v(15, "excludes", b.excludes);
  v(16, "activities", b.activities); v(17, "height_cm", b.height_cm);
}
template <class V, Is<ClearanceRecorded> T> void visit_fields(V&& v, T& b) {
  v(1, "who", b.who); v(2, "date", b.date); v(3, "note", b.note); v(4, "findings", b.findings);
}
template <class V, Is<PainReported> T> void visit_fields(V&& v, T& b) {
  v(1, "now", b.now); v(2, "average", b.average); v(3, "worst", b.worst); v(4, "next_morning", b.next_morning);
  v(5, "where", b.where); v(6, "quality", b.quality); v(7, "note", b.note); v(8, "day", b.day);
  v(9, "paper", b.paper);
}
template <class V, Is<GoalSet> T> void visit_fields(V&& v, T& b) { v(1, "activity", b.activity); }
template <class V, Is<FunctionRated> T> void visit_fields(V&& v, T& b) { v(1, "activity", b.activity); v(2, "score", b.score); }
template <class V, Is<RangeMeasured> T> void visit_fields(V&& v, T& b) {
  v(1, "test", b.test); v(2, "side", b.side); v(3, "readings_tenths", b.readings_tenths); v(4, "method", b.method);
}
template <class V, Is<QuestionnaireAnswered> T> void visit_fields(V&& v, T& b) {
  v(1, "name", b.name); v(2, "answers", b.answers); v(3, "score_tenths", b.score_tenths); v(4, "title", b.title);
  v(5, "better", b.better); v(6, "least_tenths", b.least_tenths); v(7, "most_tenths", b.most_tenths);
  v(8, "mdc_tenths", b.mdc_tenths); v(9, "mcid_tenths", b.mcid_tenths); v(10, "mcid_pct", b.mcid_pct);
}
template <class V, Is<PlannedEntry> T> void visit_fields(V&& v, T& b) {
  v(1, "exercise", b.exercise); v(2, "hold_s", b.hold_s); v(3, "reps", b.reps); v(4, "sets", b.sets);
  v(5, "seconds", b.seconds); v(6, "why", b.why);
}
template <class V, Is<PlannedSlot> T> void visit_fields(V&& v, T& b) {
  v(1, "slot", b.slot); v(2, "variant", b.variant); v(3, "budget_s", b.budget_s); v(4, "total_s", b.total_s);
  v(5, "days", b.days); v(6, "entries", b.entries); v(7, "times_per_day", b.times_per_day);
  v(8, "score", b.score); v(9, "gap", b.gap);
}
template <class V, Is<MissingMuscle> T> void visit_fields(V&& v, T& b) { v(1, "muscle", b.muscle); v(2, "why", b.why); }
template <class V, Is<PlanAdopted> T> void visit_fields(V&& v, T& b) {
  v(1, "catalogue", b.catalogue); v(2, "week", b.week); v(3, "level", b.level); v(4, "mode", b.mode);
  v(5, "first_day", b.first_day); v(6, "slots", b.slots); v(7, "missing", b.missing); v(8, "because", b.because);
  v(9, "step", b.step);
}
template <class V, Is<PlanAdapted> T> void visit_fields(V&& v, T& b) {
  v(1, "rule", b.rule); v(2, "change", b.change); v(3, "inputs", b.inputs);
}
template <class V, Is<SessionStarted> T> void visit_fields(V&& v, T& b) {
  v(1, "session", b.session); v(2, "slot", b.slot); v(3, "variant", b.variant); v(4, "day", b.day);
  v(5, "pain_before", b.pain_before); v(6, "entries", b.entries); v(7, "right_first", b.right_first);
  v(8, "paper", b.paper);
}
template <class V, Is<StepDone> T> void visit_fields(V&& v, T& b) {
  v(1, "session", b.session); v(2, "step", b.step); v(3, "exercise", b.exercise); v(4, "side", b.side);
  v(5, "held_s", b.held_s);
}
template <class V, Is<StepStopped> T> void visit_fields(V&& v, T& b) {
  v(1, "session", b.session); v(2, "step", b.step); v(3, "exercise", b.exercise); v(4, "side", b.side);
  v(5, "reason", b.reason); v(6, "held_s", b.held_s); v(7, "pain", b.pain); v(8, "words", b.words);
  v(9, "band", b.band); v(10, "action", b.action); v(11, "pull", b.pull);
}
template <class V, Is<SessionEnded> T> void visit_fields(V&& v, T& b) {
  v(1, "session", b.session); v(2, "how", b.how); v(3, "pain_after", b.pain_after); v(4, "effort", b.effort);
}
template <class V, Is<FlareDeclared> T> void visit_fields(V&& v, T& b) { v(1, "note", b.note); }
template <class V, Is<PreferenceSet> T> void visit_fields(V&& v, T& b) { v(1, "name", b.name); v(2, "value", b.value); }
template <class V, Is<PrescriptionWritten> T> void visit_fields(V&& v, T& b) { v(1, "by", b.by); v(2, "text", b.text); }
template <class V, Is<ConsentGiven> T> void visit_fields(V&& v, T& b) { v(1, "to", b.to); v(2, "scope", b.scope); }
template <class V, Is<ConsentWithdrawn> T> void visit_fields(V&& v, T& b) { v(1, "to", b.to); v(2, "scope", b.scope); }
template <class V, Is<EventCorrected> T> void visit_fields(V&& v, T& b) { v(1, "event", b.event); v(2, "reason", b.reason); }
template <class V, Is<BreakWalked> T> void visit_fields(V&& /*v*/, T& /*b*/) {}
template <class V, Is<ClockCorrected> T> void visit_fields(V&& v, T& b) {
  v(1, "events", b.events); v(2, "ahead_min", b.ahead_min); v(3, "not_before_min", b.not_before_min);
}
// clang-format on

}  // namespace lissom
