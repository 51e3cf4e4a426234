// The numbers of the safety rules are those of the dossier: pain (2.2, 2.3), modifiers (2.4),
// escalation (2.5) and the ladder (4.1, 4.2). Some of them are only shown, or are kept for what is
// done by hand; they are told to people all the same.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/catalogue/catalogue.h"

namespace lissom {
namespace {

using Numbers = std::map<std::string, std::vector<int>>;

Numbers numbers_of(std::string_view file) {
  Numbers some;
  for (const auto& [place, values] : embedded_catalogue().numbers) {
    if (place.starts_with(file)) {
      some.emplace(place.substr(file.size()), values);
    }
  }
  return some;
}

TEST(Rules, PainDuringAStretch) {
  const PainRules& pain = embedded_catalogue().pain;
  EXPECT_EQ(pain.green_max, 3);
  EXPECT_EQ(pain.green_high_max, 5);
  EXPECT_EQ(pain.green_rise_max, 1);
  EXPECT_EQ(pain.red_min, 6);
  EXPECT_EQ(pain.red_rise_min, 4);
  EXPECT_EQ(pain.drop_hours, 48);
  EXPECT_EQ(pain.end_session_after, 2);
  EXPECT_EQ(pain.ending_entry, "breathing_90_90");
  EXPECT_EQ(pain.flare_from, 6);
  EXPECT_EQ(pain.flare_red_min, 8);
  EXPECT_EQ(pain.flare_red_rise_min, 2);
  EXPECT_EQ(pain.clinician_first_min, 8);
}

TEST(Rules, PainAfterwards) {
  EXPECT_EQ(numbers_of("pain."), (Numbers{
                                     {"amber.ease_range_pct", {25}},
                                     {"amber.breaths", {2}},
                                     {"amber.hold_cut_s", {10}},
                                     {"amber.sessions_to_easier", {2}},
                                     {"after.settled_rise_max", {1}},
                                     {"after.irritated_rise", {2}},
                                     {"after.flared_rise_min", {3}},
                                     {"after.irritated_stiff_hours", {1}},
                                     {"after.irritated_hold_sessions", {2}},
                                     {"after.flared_rest_hours", {24, 48}},
                                     {"after.flared_volume_pct", {50}},
                                     {"after.flared_regress_count", {2}},
                                     {"after.flared_regress_days", {7}},
                                     {"after.flared_clinician_count", {3}},
                                     {"after.flared_clinician_days", {14}},
                                     {"after.soreness_max", {3}},
                                     {"after.soreness_hours", {48}},
                                     {"after.ask_days", {2}},
                                 }));
}

TEST(Rules, Modifiers) {
  EXPECT_EQ(numbers_of("modifiers."), (Numbers{
                                          {"intensity.flare_from", {6}},
                                          {"intensity.acute_weeks", {6}},
                                          {"intensity.acute_flare_from", {4}},
                                          {"intensity.acute_static_after_hours", {48, 72}},
                                          {"intensity.severe_days", {3}},
                                          {"intensity.severe_silence_days", {2}},
                                      }));
}

TEST(Rules, PainTypes) {
  struct Case {
    std::string_view id;
    int hold_max_s;
    bool prefer_dynamic;
    std::string_view tag;
  };
  const std::vector<Case> cases = {
      {"sharp", 15, false, ""},
      {"ache", 0, true, ""},
      {"radiating", 0, false, "sciatica"},
      {"none", 0, false, ""},
  };
  const std::vector<PainType>& types = embedded_catalogue().pain_types;
  ASSERT_EQ(types.size(), cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    SCOPED_TRACE(cases[i].id);
    EXPECT_EQ(types[i].id, cases[i].id);
    EXPECT_EQ(types[i].hold_max_s, cases[i].hold_max_s);
    EXPECT_EQ(types[i].prefer_dynamic, cases[i].prefer_dynamic);
    EXPECT_EQ(types[i].tag, cases[i].tag);
  }
}

TEST(Rules, FlareSet) {
  struct Case {
    std::string_view exercise;
    int hold_s;
    int reps;
  };
  const std::vector<Case> cases = {
      {"breathing_90_90", 120, 1},     {"pelvic_tilt_supine", 1, 8},  {"knee_roll_supine", 1, 6},
      {"knee_to_chest_single", 10, 2}, {"hip_rotation_seated", 1, 8},
  };
  const auto& flare = embedded_catalogue().flare;
  EXPECT_EQ(flare.minutes.least, 5);
  EXPECT_EQ(flare.minutes.most, 8);
  EXPECT_EQ(flare.walk_min, 5);
  ASSERT_EQ(flare.entries.size(), cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    SCOPED_TRACE(cases[i].exercise);
    EXPECT_EQ(flare.entries[i].exercise, cases[i].exercise);
    EXPECT_EQ(flare.entries[i].hold_s, cases[i].hold_s);
    EXPECT_EQ(flare.entries[i].reps, cases[i].reps);
  }
}

TEST(Rules, Escalation) {
  EXPECT_EQ(numbers_of("escalation."), (Numbers{
                                           {"E2.within_hours_min", {24}},
                                           {"E2.within_hours_max", {48}},
                                           {"E3.recent_days", {7}},
                                           {"E3.recent_logged_min", {4}},
                                           {"E3.before_days", {14}},
                                           {"E3.rise", {2}},
                                           {"E4.pain_min", {7}},
                                           {"E4.days", {3}},
                                           {"E5.rise", {2}},
                                           {"E5.median_days", {7}},
                                           {"E5.before_logged_min", {4}},
                                           {"E5.days", {3}},
                                           {"E6.rmdq_rise", {5}},
                                           {"E6.psfs_fall", {2}},
                                           {"E6.groc_at_most", {-2}},
                                           {"E7.week", {6}},
                                           {"E7.pain_fall", {2}},
                                           {"E7.pain_fall_pct", {30}},
                                           {"E7.psfs_gain_tenths", {13}},
                                           {"E7.groc_at_most", {1}},
                                           {"E7.adherence_min_pct", {60}},
                                           {"E8.week", {2}},
                                           {"E8.pain_change", {1}},
                                           {"E8.psfs_change", {1}},
                                           {"E9.nights", {3}},
                                           {"E9.days", {7}},
                                           {"E10.reds", {3}},
                                           {"E10.flares", {2}},
                                           {"E10.days", {7}},
                                           {"E10.watch_days", {14}},
                                       }));
}

TEST(Rules, Ladder) {
  EXPECT_EQ(numbers_of("ladder."), (Numbers{
                                       {"advance.window_days", {7}},
                                       {"advance.sessions_min", {3}},
                                       {"advance.adherence_min_pct", {75}},
                                       {"advance.irritated_max", {1}},
                                       {"advance.mean_pain_max", {3}},
                                       {"advance.daily_rise_max_tenths", {5}},
                                       {"advance.minimum_stay_days", {7, 10, 14}},
                                       {"advance.weekly_minutes_rise_max_pct", {30}},
                                       {"advance.new_harder_max", {2}},
                                       {"advance.session_floor_s", {240}},
                                       {"entry.green_exposures", {3}},
                                       {"entry.pull_max", {3}},
                                       {"entry.amber_to_easier", {2}},
                                       {"entry.red_to_easier", {1}},
                                       {"regress.flared", {2}},
                                       {"regress.flared_days", {7}},
                                       {"regress.adherence_below_pct", {50}},
                                       {"regress.adherence_weeks", {2}},
                                       {"regress.gap_one_level_days", {7, 13}},
                                       {"regress.gap_two_levels_days", {14, 27}},
                                       {"regress.gap_restart_days", {28}},
                                       {"plateau.weeks", {3}},
                                       {"plateau.from_level", {3}},
                                       {"goal.side_difference_below_deg", {5}},
                                       {"calendar.1", {1, 2, 3, 3}},
                                       {"calendar.3", {3, 4, 4, 5}},
                                       {"calendar.5", {5, 6, 7, 7}},
                                       {"calendar.7", {7, 8, 5, 7}},
                                   }));
}

TEST(Rules, TheCheckBeforeASessionAsksForPainFrom0To10) {
  const CheckItem& pain = embedded_catalogue().screening.checks.back();
  EXPECT_EQ(pain.id, "CHECK_PAIN");
  EXPECT_EQ(pain.min, 0);
  EXPECT_EQ(pain.max, 10);
}

}  // namespace
}  // namespace lissom
