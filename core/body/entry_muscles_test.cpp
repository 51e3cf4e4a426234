#include "core/body/entry_muscles.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace lissom {
namespace {

const Exercise& entry(std::string_view id) {
  return embedded_catalogue().exercises.find(id)->second;
}

std::vector<EntryMuscle> muscles(std::string_view id, char side = 'R') {
  auto list = muscles_of_entry(entry(id), side);
  EXPECT_TRUE(list.has_value()) << id;
  return list ? *std::move(list) : std::vector<EntryMuscle>{};
}

const EntryMuscle& of(const std::vector<EntryMuscle>& list, std::string_view muscle, char side) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const EntryMuscle& each) {
    return each.muscle == muscle && each.side == side;
  });
  EXPECT_NE(found, list.end()) << muscle;
  return found == list.end() ? list.front() : *found;
}

TEST(EntryMuscles, AreSortedAndMarked) {
  const std::vector<EntryMuscle> list = muscles("hip_flexor_half_kneel");
  EXPECT_TRUE(std::is_sorted(list.begin(), list.end(), [](const auto& a, const auto& b) {
    return a.end.most.stretch > b.end.most.stretch;
  }));
  const EntryMuscle& psoas = of(list, "psoas", 'R');
  EXPECT_EQ(psoas.named, Naming::primary);
  EXPECT_TRUE(psoas.is_meant);
  EXPECT_GT(psoas.end.most.metres, 0.003);
  EXPECT_NEAR(psoas.end.most.percent / 100, psoas.end.most.metres / 0.327, 0.004)
      << "of a length of some 33 cm";
  EXPECT_LT(psoas.start.most.metres, psoas.end.most.metres);
  EXPECT_EQ(of(list, "rectus_femoris", 'R').named, Naming::secondary);
  EXPECT_EQ(of(list, "glute_max", 'R').named, Naming::not_named);
  EXPECT_FALSE(of(list, "psoas", 'L').is_meant);
  EXPECT_TRUE(of(muscles("bridge"), "glute_max", 'L').is_meant) << "an entry for both sides";
}

TEST(EntryMuscles, TheOtherSideIsTheMirrorImage) {
  const std::vector<EntryMuscle> right = muscles("hip_flexor_half_kneel", 'R');
  const std::vector<EntryMuscle> left = muscles("hip_flexor_half_kneel", 'L');
  for (const EntryMuscle& each : right) {
    const EntryMuscle& other = of(left, each.muscle, each.side == 'R' ? 'L' : 'R');
    EXPECT_EQ(each.end.most.metres, other.end.most.metres) << each.muscle;
    EXPECT_EQ(each.is_meant, other.is_meant) << each.muscle;
  }
}

TEST(EntryMuscles, WhatBecomesOfWhatIsNamed) {
  const DoseRules& dose = embedded_catalogue().dose;
  const auto found = [&](std::string_view id, std::string_view muscle) {
    return found_of(muscles(id), muscle, dose);
  };
  EXPECT_EQ(found("hamstring_long_sit", "hamstrings"), Found::lengthened);
  EXPECT_EQ(found("leg_swing_sagittal", "psoas"), Found::lengthened) << "at the start";
  EXPECT_EQ(found("knee_lift_seated", "psoas"), Found::shortened);
  EXPECT_EQ(found("knee_lift_standing", "psoas"), Found::unchanged) << "as in standing at first";
  EXPECT_EQ(found("itb_foam_roll", "itb"), Found::no_line);
  EXPECT_FALSE(has_line("diaphragm"));
  EXPECT_TRUE(has_line("psoas"));
}

TEST(EntryMuscles, FoundKeepsToItsFigures) {
  const auto muscle = [](double stretch, double percent) {
    EntryMuscle made{"m", 'R', Naming::primary, true, {}, {}};
    made.end.most.stretch = stretch;
    made.end.most.percent = percent;
    made.start.most.percent = -50;
    return std::vector<EntryMuscle>{made};
  };
  DoseRules dose;
  dose.lengthened_pct = 12;
  dose.shorter_pct = 2;
  EXPECT_EQ(found_of(muscle(0.12, 3), "m", dose), Found::lengthened);
  EXPECT_EQ(found_of(muscle(0.119, 3), "m", dose), Found::unchanged);
  EXPECT_EQ(found_of(muscle(0, -2), "m", dose), Found::unchanged);
  EXPECT_EQ(found_of(muscle(0, -2.1), "m", dose), Found::shortened);
  auto elsewhere = muscle(0.5, 3);
  elsewhere.front().is_meant = false;
  EXPECT_EQ(found_of(elsewhere, "m", dose), Found::unchanged) << "not the side it is for";
  EXPECT_EQ(found_of(elsewhere, "n", dose), Found::no_line);
}

TEST(EntryMuscles, APoseThatMakesNoSenseIsAFault) {
  Exercise broken = entry("bridge");
  broken.pose.end.pose = "T.horn=3";
  const auto list = muscles_of_entry(broken, 'R');
  ASSERT_FALSE(list.has_value());
  EXPECT_EQ(list.error().code, Errc::bad_input);
}

}  // namespace
}  // namespace lissom
