#include "core/programme/pain.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace lissom {
namespace {

TEST(Pain, Band) {
  struct Case {
    std::string_view name;
    int before;
    int during;
    std::vector<std::string> words;
    std::string_view want;
  };
  const std::vector<Case> cases = {
      // The dossier's vectors, 2.6.
      {"0 to 3, dull", 0, 3, {"dull"}, "GREEN"},
      {"4 to 5, dull", 4, 5, {"dull"}, "GREEN"},
      {"2 to 5, dull", 2, 5, {"dull"}, "AMBER"},
      {"0 to 4, dull: a rise of 4", 0, 4, {"dull"}, "RED"},
      {"1 to 2, electric", 1, 2, {"electric"}, "RED"},
      {"3 to 6", 3, 6, {}, "RED"},
      {"6 to 7 in the flare set", 6, 7, {}, "GREEN"},
      {"6 to 8 in the flare set", 6, 8, {}, "RED"},
      // The edges of 2.2.
      {"no pain", 0, 0, {}, "GREEN"},
      {"3 to 3", 3, 3, {}, "GREEN"},
      {"3 to 4: a rise of 1", 3, 4, {}, "GREEN"},
      {"2 to 4: a rise of 2", 2, 4, {}, "AMBER"},
      {"1 to 4: a rise of 3", 1, 4, {}, "AMBER"},
      {"1 to 5: a rise of 4", 1, 5, {}, "RED"},
      {"3 to 5: a rise of 2", 3, 5, {}, "AMBER"},
      {"5 to 5", 5, 5, {}, "GREEN"},
      {"5 to 6: six is RED whatever the rise", 5, 6, {}, "RED"},
      {"less than before", 5, 2, {}, "GREEN"},
      {"7 to 7 in the flare set", 7, 7, {}, "GREEN"},
      {"7 to 8 in the flare set", 7, 8, {}, "RED"},
      // Words win over numbers.
      {"spreading down the leg", 2, 0, {"spreading down the leg"}, "RED"},
      {"pinch in the groin", 0, 1, {"dull", "pinch in the groin"}, "RED"},
      {"sharp in the flare set", 6, 6, {"sharp"}, "RED"},
      {"new numbness", 0, 0, {"new numbness"}, "HALT"},
      {"chest pain with electric pain", 0, 2, {"electric", "chest pain"}, "HALT"},
      {"faint in the flare set", 7, 7, {"faintness"}, "HALT"},
      {"a word nobody knows", 0, 1, {"blue"}, "GREEN"},
  };
  for (const auto& [name, before, during, words, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(name_of(pain_band(embedded_catalogue().pain, before, during, words)), want);
  }
}

/// Either limit of the flare set is enough, also where the other one is far (dossier 2.2).
TEST(Pain, TheFlareSetHasTwoLimits) {
  PainRules rules = embedded_catalogue().pain;
  rules.flare_red_min = 10;
  EXPECT_EQ(name_of(pain_band(rules, 6, 7, {})), "GREEN");
  EXPECT_EQ(name_of(pain_band(rules, 6, 8, {})), "RED") << "a rise of 2";
  rules = embedded_catalogue().pain;
  rules.flare_red_rise_min = 10;
  EXPECT_EQ(name_of(pain_band(rules, 7, 7, {})), "GREEN");
  EXPECT_EQ(name_of(pain_band(rules, 7, 8, {})), "RED") << "a pain of 8";
}

TEST(Pain, Action) {
  struct Case {
    PainBand band;
    int reds_before;
    std::string_view want;
  };
  const std::vector<Case> cases = {
      {PainBand::green, 0, "carry_on"},   {PainBand::green, 3, "carry_on"},
      {PainBand::amber, 0, "ease"},       {PainBand::red, 0, "stop_entry"},
      {PainBand::red, 1, "end_session"},  {PainBand::red, 2, "end_session"},
      {PainBand::halt, 0, "end_session"},
  };
  for (const auto& [band, reds_before, want] : cases) {
    SCOPED_TRACE(std::string(name_of(band)) + " after " + std::to_string(reds_before));
    EXPECT_EQ(name_of(pain_action(embedded_catalogue().pain, band, reds_before)), want);
  }
}

TEST(Pain, DayAfter) {
  struct Case {
    int before;
    int next_morning;
    std::string_view want;
  };
  const std::vector<Case> cases = {
      {3, 4, "SETTLED"}, {3, 5, "IRRITATED"}, {3, 6, "FLARED"},  {0, 0, "SETTLED"},
      {6, 1, "SETTLED"}, {0, 2, "IRRITATED"}, {0, 10, "FLARED"},
  };
  for (const auto& [before, next_morning, want] : cases) {
    SCOPED_TRACE(std::to_string(before) + " to " + std::to_string(next_morning));
    EXPECT_EQ(name_of(day_after(embedded_catalogue(), before, next_morning)), want);
  }
}

}  // namespace
}  // namespace lissom
