#include "shells/simulator/traits.h"

namespace lissom::simulator {
namespace {

/// An answer that may raise something.
Json odd_answer(SplitMix64& chance, const Question& question) {
  if (question.type == AnswerType::number) {
    return between(chance, question.min, question.max);
  }
  if (question.type == AnswerType::choice) {
    return one_of(chance, question.answers).id;
  }
  return question.unsure && happens(chance, 1, 4) ? "unsure" : "yes";
}

Json draw_screening(SplitMix64& chance, const Catalogue& catalogue, int pain) {
  Json answers = {{"PAIN_SEVERE", pain},
                  {"DURATION", one_of<std::string>(chance, {"under_6_weeks", "6_to_12_weeks",
                                                            "over_12_weeks", "over_12_weeks"})}};
  const std::vector<Question>& questions = catalogue.screening.questions;
  // Half of the people have something that restricts them, few something that stops them.
  const int odd = happens(chance, 1, 2) ? between(chance, 1, 4) : 0;
  for (int i = 0; i < odd; ++i) {
    const Question question = one_of(chance, questions);
    const bool personal = question.group == "E" || happens(chance, 1, 6);
    if (personal && !answers.contains(question.id)) {
      answers[question.id] = odd_answer(chance, question);
    }
  }
  return answers;
}

Json some_of(SplitMix64& chance, const std::vector<std::string>& list, int pct) {
  Json some = Json::array();
  for (const std::string& item : list) {
    if (happens(chance, pct, 100)) {
      some.push_back(item);
    }
  }
  return some;
}

std::vector<std::string> ids_of(const std::vector<Named>& list) {
  std::vector<std::string> ids;
  ids.reserve(list.size());
  for (const Named& named : list) {
    ids.push_back(named.id);
  }
  return ids;
}

Json draw_profile(SplitMix64& chance, const Catalogue& catalogue, const std::string& pain_type) {
  Json positions = some_of(chance, ids_of(catalogue.positions), 85);
  if (positions.empty()) {
    positions.push_back("chair");
  }
  std::vector<std::string> entries;
  for (const auto& [id, exercise] : catalogue.exercises) {
    entries.push_back(id);
  }
  Json profile = {{"positions", positions},
                  {"equipment", some_of(chance, ids_of(catalogue.equipment), 60)},
                  {"hurts", some_of(chance, {"low_back", "buttock", "front_of_hip", "leg"}, 35)},
                  {"pain_type", pain_type},
                  {"sitting_hours", between(chance, 0, 14)},
                  {"core_min", between(chance, 5, 20)},
                  {"morning_min", happens(chance, 1, 3) ? between(chance, 5, 10) : 0},
                  {"likes", some_of(chance, entries, 3)},
                  {"activities", {"stairs", "gardening", "sitting"}}};
  if (happens(chance, 1, 4)) {
    profile["break_min"] = between(chance, 2, 3);
    profile["breaks_per_day"] = between(chance, 1, 8);
  }
  if (happens(chance, 1, 5)) {
    profile["excludes"] = Json::array({one_of(chance, entries)});
  }
  if (happens(chance, 1, 4)) {
    profile["session_days"] = Json::array({"Tue", "Thu", "Sat"});
  }
  return profile;
}

void draw_calendar(SplitMix64& chance, Traits& traits, int days) {
  traits.red_flag_day = happens(chance, 1, 20) ? between(chance, 1, days) : -1;
  if (happens(chance, 1, 4)) {
    traits.away_from = between(chance, 3, days);
    traits.away_days = between(chance, 3, 40);
  }
  traits.clears_after_days = happens(chance, 3, 5) ? between(chance, 1, 20) : 0;
  traits.utc_offset_min = 30 * between(chance, -20, 26);
  traits.clock_change_day = happens(chance, 1, 2) ? between(chance, 1, days) : -1;
  if (happens(chance, 1, 8)) {
    traits.travel_day = between(chance, 1, days);
    traits.travel_min = 60 * between(chance, -9, 9);
  }
}

}  // namespace

void draw_clock(SplitMix64& chance, int days, Traits& traits) {
  if (happens(chance, 1, 10)) {
    traits.clock_ahead_day = between(chance, 1, days);
    traits.clock_ahead_days = between(chance, 1, 60);
  }
}

Traits draw_traits(SplitMix64& chance, const Catalogue& catalogue, int days) {
  Traits traits;
  traits.age = happens(chance, 1, 5) ? between(chance, 65, 92) : between(chance, 18, 64);
  traits.pain_tenths = between(chance, 0, 55);
  traits.screening_answers = draw_screening(chance, catalogue, traits.pain_tenths / 10);
  traits.leaves_out = happens(chance, 1, 15);
  if (happens(chance, 3, 4)) {
    std::vector<std::string> types;
    for (const PainType& type : catalogue.pain_types) {
      types.push_back(type.id);
    }
    traits.pain_type = one_of(chance, types);
    traits.profile = draw_profile(chance, catalogue, traits.pain_type);
  }
  traits.follows_article = happens(chance, 1, 8);
  traits.relief_tenths = between(chance, -1, 5);
  traits.noise_tenths = between(chance, 3, 15);
  traits.sore_pct = happens(chance, 1, 5) ? between(chance, 5, 40) : between(chance, 0, 4);
  traits.flares_per_1000_days = between(chance, 0, 8);
  traits.hurts_per_1000_steps =
      happens(chance, 1, 5) ? between(chance, 5, 40) : between(chance, 0, 5);
  traits.adherence_pct = happens(chance, 1, 3) ? between(chance, 20, 70) : between(chance, 70, 100);
  traits.logs_pct = between(chance, 0, 100);
  traits.slips_pct = between(chance, 0, 4);
  traits.hard_days_pct = between(chance, 0, 4);
  draw_calendar(chance, traits, days);
  return traits;
}

}  // namespace lissom::simulator
