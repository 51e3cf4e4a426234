// The gate, from outside: whatever a person answers and in whatever order, no view offers what the
// answers exclude, and after a stop no view holds a stretch.

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/api/answer.h"
#include "core/programme/gate.h"

namespace lissom {
namespace {

const Catalogue& catalogue() {
  return embedded_catalogue();
}

std::string any_of(const std::vector<std::string>& words) {
  return words[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(words.size())))];
}

/// Mostly unremarkable answers; each question has a small chance of another one.
Json random_screening() {
  Json answers = Json::object();
  const int worrying = *rc::gen::inRange(0, 4);
  const auto& questions = catalogue().screening.questions;
  for (int i = 0; i < worrying; ++i) {
    const Question& question = questions[static_cast<std::size_t>(
        *rc::gen::inRange(0, static_cast<int>(questions.size())))];
    if (question.type == AnswerType::yes_no) {
      answers[question.id] =
          question.unsure ? any_of({"yes", "yes", "no", "unsure"}) : any_of({"yes", "no"});
    } else if (question.type == AnswerType::number) {
      answers[question.id] = *rc::gen::inRange(question.min, question.max + 1);
    }
  }
  if (!answers.contains("PAIN_SEVERE")) {
    answers["PAIN_SEVERE"] = *rc::gen::inRange(0, 8);
  }
  answers["DURATION"] = any_of({"under_6_weeks", "6_to_12_weeks", "over_12_weeks"});
  return {
      {"do", "screen"}, {"age", *rc::gen::inRange(18, 95)}, {"answers", answers}, {"others", "no"}};
}

Json random_check() {
  return {{"CHECK_NERVE", any_of({"no", "no", "no", "no", "yes"})},
          {"CHECK_BLADDER", any_of({"no", "no", "no", "no", "unsure"})},
          {"CHECK_UNWELL", any_of({"no", "no", "no", "no", "yes"})},
          {"CHECK_PAIN", *rc::gen::inRange(0, 9)}};
}

Json random_profile() {
  Json positions = Json::array();
  for (const Named& position : catalogue().positions) {
    if (*rc::gen::inRange(0, 3) > 0) {
      positions.push_back(position.id);
    }
  }
  if (positions.empty()) {
    positions.push_back("chair");
  }
  return {{"do", "profile"},
          {"set",
           {{"positions", positions},
            {"core_min", *rc::gen::inRange(5, 21)},
            {"morning_min", any_of({"0", "5"}) == "0" ? 0 : 5},
            {"break_min", 3},
            {"breaks_per_day", *rc::gen::inRange(0, 9)},
            {"pain_type", any_of({"sharp", "ache", "radiating", "none"})}}}};
}

std::string any_stretch() {
  return any_of({"bridge", "twist_supine", "prone_press_up", "hip_flexor_half_kneel", "childs_pose",
                 "knee_to_chest_single"});
}

Json random_request(const std::string& session) {
  switch (*rc::gen::inRange(0, 14)) {
    case 0:
      return random_screening();
    case 1:
      return random_profile();
    case 2:
      return {{"do", "plan"}, {"anew", true}};
    case 3:
      return {{"do", "today"}};
    case 4:
      return {{"do", "start"},
              {"slot", any_of({"core", "morning", "break"})},
              {"answers", random_check()}};
    case 11:
      return {{"do", "start"},
              {"slot", "free"},
              {"entries", Json::array({any_stretch(), any_stretch()})},
              {"answers", random_check()}};
    case 5:
      return {{"do", "pain"},
              {"session", session},
              {"step", 0},
              {"held_s", 5},
              {"pain", *rc::gen::inRange(0, 11)},
              {"words", any_of({"a", "b"}) == "a"
                            ? Json::array()
                            : Json::array({any_of({"electric", "new numbness"})})}};
    case 6:
      return {{"do", "catalogue"},
              {"id", any_of({"bridge", "piriformis_seated", "twist_supine", "prone_press_up"})}};
    case 7:
      return any_of({"a", "b"}) == "a" ? Json{{"do", any_of({"resume", "pictures"})}}
             : any_of({"a", "b"}) == "a"
                 ? Json{{"do", "audio"}, {"slot", any_of({"core", "morning", "break"})}}
                 : Json{{"do", "audio"},
                        {"slot", "free"},
                        {"entries", Json::array({any_stretch()})}};
    case 8:
      return {{"do", "clear"},
              {"who", "a clinician"},
              {"date", "2026-11-20"},
              {"told_can_exercise", true}};
    case 9:
      return {{"do", "log_pain"}, {"next_morning", *rc::gen::inRange(0, 11)}};
    case 10:
      return {{"do", "log_pain"}, {"average", *rc::gen::inRange(0, 11)}};
    case 12:
      return {
          {"do", "taste"}, {"id", any_stretch()}, {"is", any_of({"left_out", "liked", "neither"})}};
    default:
      return {{"do", "log_pain"}, {"now", *rc::gen::inRange(0, 11)}};
  }
}

/// The entries that a view offers to be done.
std::vector<std::string> offered(const Json& view) {
  std::vector<std::string> ids;
  const auto take = [&](const Json& holder) {
    if (holder.contains("entries")) {
      for (const Json& entry : holder["entries"]) {
        ids.push_back(entry["id"].get<std::string>());
      }
    }
  };
  take(view);
  for (const Json& slot : view.contains("slots") ? view["slots"] : Json::array()) {
    take(slot);
  }
  for (const Json& change : view.contains("changes") ? view["changes"] : Json::array()) {
    for (const Json& entry : change["new"]) {
      ids.push_back(entry["id"].get<std::string>());
    }
  }
  if (view.contains("entry")) {
    ids.push_back(view["entry"]["id"].get<std::string>());
  }
  return ids;
}

RC_GTEST_PROP(AnswerProp, NoPathOffersWhatIsExcludedOrAnythingAfterAStop, ()) {
  Journal journal;
  SplitMix64 chance(7);
  const Identity identity{uuid_v7({1}, chance), uuid_v7({1}, chance)};
  Moment moment{{1'795'543'500'000}, 120, 1};
  std::string session = to_string(identity.person);
  merge(journal, answer(journal, random_screening(), moment, identity, catalogue())->events);

  const int requests = *rc::gen::inRange(3, 12);
  for (int i = 0; i < requests; ++i) {
    moment.now.ms +=
        *rc::gen::element<std::int64_t>(60'000, 3'600'000, ms_per_day, 15 * ms_per_day);
    ++moment.seed;
    const Json request = random_request(session);
    const auto outcome = answer(journal, request, moment, identity, catalogue());
    if (!outcome) {
      continue;
    }
    merge(journal, outcome->events);
    const State state = fold(journal, catalogue());
    const Gate now = gate(state, catalogue(), moment.now);
    const std::vector<std::string> ids = offered(outcome->view);
    if (now.locked && request["do"] != "catalogue") {
      RC_ASSERT(ids.empty());
    }
    if (now.locked && now.code >= Code::clinician_first) {
      RC_ASSERT(ids.empty());
      RC_ASSERT(!outcome->view.contains("cues"));
    }
    for (const std::string& id : ids) {
      const Exercise& exercise = catalogue().exercises.find(id)->second;
      for (const std::string& tag : exercise.avoid) {
        RC_ASSERT(std::find(now.tags.begin(), now.tags.end(), tag) == now.tags.end());
      }
    }
    if (outcome->view.contains("session")) {
      session = outcome->view["session"].get<std::string>();
    }
  }
  // Whatever was decided on the way comes out again.
  const auto replay = answer(journal, {{"do", "replay"}}, moment, identity, catalogue());
  RC_ASSERT(replay->view["differs"] == Json::array());
}

}  // namespace
}  // namespace lissom
