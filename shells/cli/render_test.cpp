#include "shells/cli/render.h"

#include "shells/cli/cli_fixture.h"
#include "shells/cli/text.h"

namespace lissom::cli {
namespace {

constexpr std::string_view refusal = R"({
  "refused": {"why": "answers", "say": ["This answer means a new change needs to be checked.", "Call your emergency number."],
              "unlock": "Once a clinician has assessed you, enter the date."},
  "disposition": {"code": 5, "name": "EMERGENCY", "title": "Get medical help now", "why_locked": "answers", "locked": true,
                  "numbers": [{"region": "UK", "number": "999", "same_day": "111"}, {"region": "EU", "number": "112", "same_day": ""}]},
  "warning_signs": ["New trouble passing urine."]})";

constexpr std::string_view screening = R"({
  "disposition": {"code": 1, "name": "RESTRICT", "title": "You can start, with some changes", "now": ["Some stretches are left out."],
                  "unlock": "Nothing is locked.", "locked": false, "why_locked": ""},
  "tags": [{"tag": "stenosis", "plain": "heavy legs", "change": "Do not arch the low back.",
            "raised_by": [{"question": "STENOSIS", "answer": "unsure", "because": "x", "sources": [], "convention": ""}]}],
  "findings": [{"id": "stenosis", "because": "This answer means arching is left out.", "answers": [{"question": "STENOSIS", "answer": "unsure"}]}],
  "unanswered": [], "ignored": ["CES_BILAT_NUMB"], "complete": true})";

constexpr std::string_view incomplete = R"({
  "disposition": {"code": 0, "title": "You can start", "now": ["You can start."], "unlock": "", "locked": true,
                  "why_locked": "incomplete", "because": ["Some safety questions have no answer yet."]},
  "tags": [], "findings": [], "unanswered": ["DURATION", "PAIN_SEVERE"], "ignored": [], "complete": false})";

constexpr std::string_view questions = R"({"lead_in": "In the last few weeks:", "questions": [
  {"id": "CES_BLADDER", "ask": "Is there new trouble?", "why": "It needs checking.", "type": "yes_no",
   "answers": [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}], "sources": ["CES_UK: cards"], "convention": ""},
  {"id": "WEEKS", "ask": "How many weeks ago?", "why": "What was early is handled otherwise.", "type": "number", "min": 0, "max": 5200, "unit": "weeks",
   "ask_if": ["SURG"], "sources": [], "convention": "a usual span"}]})";

constexpr std::string_view plan_view =
    R"({"week": 2, "level": "L1", "mode": "normal", "first_day": "2026-11-24", "because": "A new week.",
  "slots": [
   {"slot": "core", "variant": "", "name": "Main session", "total_s": 610, "days": ["2026-11-24", "2026-11-26"], "times_per_day": 1,
    "entries": [
     {"id": "a", "name": "Chair hamstring stretch", "hold_s": 20, "reps": 2, "sets": 1, "sides": "each", "kind": "static",
      "why": "For the back of the thigh.", "cautions": ["Keep it small."]},
     {"id": "b", "name": "Bridge", "hold_s": 2, "reps": 9, "sets": 2, "sides": "both", "kind": "motor-control", "why": "A control drill.", "cautions": []},
     {"id": "c", "name": "Dead bug", "hold_s": 0, "reps": 6, "sets": 1, "sides": "alternating", "kind": "motor-control", "why": "", "cautions": []}]},
   {"slot": "break", "variant": "A", "name": "Break", "total_s": 120, "times_per_day": 2,
    "days": ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"], "entries": []}],
  "missing": [{"muscle": "adductors", "plain": "inner thigh", "why": "No room this week."},
              {"muscle": "ql", "plain": "side of the back", "why": "No room this week."},
              {"muscle": "belly", "plain": "front of the belly", "why": "Left out for your answers."}],
  "walk_min": 5, "profile_is_default": true})";

constexpr std::string_view today =
    R"({"day": "2026-11-24", "week": 2, "level": "L1", "say": ["A walk is fine."], "open_session": "x",
  "next_core_day": "2026-11-26", "profile_is_default": false, "slots": [
   {"slot": "core", "name": "Main session", "total_s": 480, "planned": 1, "done": 1, "entries": []},
   {"slot": "break", "variant": "B", "name": "Break", "total_s": 130, "planned": 4, "done": 1,
    "entries": [{"name": "Bridge", "hold_s": 2, "reps": 9, "sets": 1, "sides": "both", "kind": "motor-control"}]}]})";

constexpr std::string_view rest_day =
    R"({"day": "2026-11-25", "week": 1, "level": "L2", "say": [], "slots": [], "open_session": null, "next_core_day": "2026-12-01"})";

constexpr std::string_view profile =
    R"({"answered": false, "profile": {"hurts": ["low_back", "leg"], "core_min": 12, "likes": [], "work_from": "09:00"},
  "questions": [
   {"id": "hurts", "ask": "Where does it hurt?", "type": "choices", "answers": [{"id": "low_back", "text": "Low back"}, {"id": "leg", "text": "Down the leg"}]},
   {"id": "core_min", "ask": "How many minutes?", "type": "number", "min": 5, "max": 20},
   {"id": "likes", "ask": "Any you like?", "type": "texts"}, {"id": "work_from", "ask": "When does work begin?", "type": "clock"}]})";

constexpr std::string_view why = R"({"what": "bridge", "answers": [
  {"say": ["Main session: A control drill.", "More words."], "rule": "planner", "inputs": {"level": "L1", "reps": 9}, "sources": ["Ingram2025: a paper"], "convention": ""},
  {"say": "One sentence.", "rule": "r", "inputs": {}, "sources": [], "convention": "our choice"}]})";

constexpr std::string_view progress =
    R"({"week": {"done": 1, "planned": 3, "slots": [{"slot": "core", "variant": "", "name": "Main session", "done": 1, "planned": 3},
    {"slot": "break", "variant": "A", "name": "Break", "done": 0, "planned": 20}]},
  "sessions": 1, "pain": [{"day": "2026-11-23", "now": 5, "worst": 7}, {"day": "2026-11-24", "average": 3, "next_morning": 2}],
  "say": ["Main sessions this week: 1 of 3."]})";

constexpr std::string_view entries =
    R"({"entries": [{"id": "bridge", "name": "Bridge", "for_you": true, "why_not": ""},
  {"id": "cat_cow", "name": "Cat-cow", "for_you": false, "why_not": "It needs kneeling."}]})";

constexpr std::string_view entry =
    R"({"entry": {"id": "bridge", "name": "Bridge", "for_you": true, "why_not": "", "steps": ["Lie on your back.", "Lift your hips."],
  "feel": "In the buttocks.", "faults": ["Arching the back."], "easier": ["pelvic_tilt_supine"], "harder": [], "evidence": "B", "stop_line": "Stop if it is sharp.",
  "cautions": ["Keep it small."], "sources": ["Ingram2025: a paper"], "convention": ""}})";

constexpr std::string_view lesson =
    R"({"lesson": {"title": "A rhythm", "sources": ["Ingram2025: a paper"],
  "text": "One short session is enough, and everything else that you may do on top of it is a bonus.\n\n## Breaks\n\n- Get up after about 45 minutes, whatever the day is like and whoever is waiting for you.\n- Walk."}})";

constexpr std::string_view lessons =
    R"({"lessons": [{"id": "causes", "title": "What lies behind low back pain"}]})";

constexpr std::string_view record_view =
    R"({"events": [{"id": "01936d2e-7c00-7abc-8def-0123456789ab", "at": "2026-11-24T18:05:00+02:00", "what": "Pain now 4"}],
  "faults": [{"id": "01936d2e-7c00-7abc-8def-0123456789ac", "what": "the checksum is wrong"}]})";

TEST(Render, Pages) {
  struct Case {
    std::string name;
    std::string_view request;
    std::string_view view;
  };
  const Case cases[] = {
      {"refused", "plan", refusal},
      {"screening", "screen", screening},
      {"incomplete", "screen", incomplete},
      {"questions", "questions", questions},
      {"plan", "plan", plan_view},
      {"today", "today", today},
      {"rest_day", "today", rest_day},
      {"profile", "profile", profile},
      {"why", "why", why},
      {"progress", "progress", progress},
      {"entries", "catalogue", entries},
      {"entry", "catalogue", entry},
      {"lesson", "learn", lesson},
      {"lessons", "learn", lessons},
      {"record", "record", record_view},
  };
  for (const auto& [name, request, view] : cases) {
    SCOPED_TRACE(name);
    const auto json = parse_json(view);
    ASSERT_TRUE(json) << json.error().what;
    expect_golden(name, render(request, *json, 80));
  }
}

TEST(Render, WelcomesWhoeverIsNew) {
  const auto view = parse_json(R"({"refused": {"why": "unscreened", "say": []}})");
  expect_golden("welcome", render_next(*view, 80));
}

/// Whatever the width, no line is longer.
TEST(Render, LinesFit) {
  for (const std::string_view view :
       {refusal, screening, plan_view, today, why, lesson, record_view}) {
    const auto json = parse_json(view);
    for (const int width : {20, 33, 40, 64, 80}) {
      for (const char* request : {"plan", "screen", "today", "why", "learn", "record"}) {
        for (const std::string& line : wrapped(render(request, *json, width), 1000)) {
          EXPECT_LE(columns_of(line), width) << request << ": " << line;
        }
      }
    }
  }
}

/// A view of any form is shown as far as it goes; nothing stops the program.
TEST(Render, SurvivesAnyView) {
  const char* requests[] = {"questions", "screen",    "profile", "plan",     "today",  "why",
                            "record",    "catalogue", "learn",   "progress", "muscles"};
  for (
      const std::string_view odd :
      {"null", "[]", "3", "{}", R"({"slots": 1, "events": {"a": 1}, "refused": 3, "entry": []})",
       R"({"slots": [1, [], null], "questions": [null], "answers": ["x"], "pain": [[]], "week": []})"}) {
    const auto json = parse_json(odd);
    ASSERT_TRUE(json);
    for (const char* request : requests) {
      (void)render(request, *json, 80);
    }
    (void)render_next(*json, 80);
  }
}

}  // namespace
}  // namespace lissom::cli
