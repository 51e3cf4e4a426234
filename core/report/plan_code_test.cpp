#include "core/report/plan_code.h"

#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lissom {
namespace {

const std::vector<std::string>& ids() {
  static const std::vector<std::string> all = {"cat_cow", "bridge", "hip_flexor_half_kneel"};
  return all;
}

std::string long_id(std::uint16_t short_one) {
  for (const std::string& id : ids()) {
    if (short_id(id) == short_one) {
      return id;
    }
  }
  return "";
}

PlanAdopted example() {
  PlanAdopted plan;
  plan.week = 3;
  plan.level = "L2";
  plan.mode = "normal";
  plan.first_day = "2026-11-24";
  PlannedSlot core;
  core.slot = "core";
  core.days = {"2026-11-24", "2026-11-26", "2026-11-30"};
  core.total_s = 660;
  core.entries = {{"cat_cow", 1, 8, 1, 60, "because"},
                  {"hip_flexor_half_kneel", 30, 2, 1, 180, ""}};
  PlannedSlot rest;
  rest.slot = "break";
  rest.variant = "B";
  rest.days = {"2026-11-25"};
  rest.times_per_day = 4;
  rest.total_s = 150;
  rest.entries = {{"bridge", 2, 9, 2, 90, ""}};
  plan.slots = {core, rest};
  return plan;
}

void expect_same(const PlanAdopted& back, const PlanAdopted& plan) {
  EXPECT_EQ(back.week, plan.week);
  EXPECT_EQ(back.level, plan.level);
  EXPECT_EQ(back.mode, plan.mode);
  EXPECT_EQ(back.first_day, plan.first_day);
  ASSERT_EQ(back.slots.size(), plan.slots.size());
  for (std::size_t i = 0; i < plan.slots.size(); ++i) {
    EXPECT_EQ(back.slots[i].slot, plan.slots[i].slot);
    EXPECT_EQ(back.slots[i].variant, plan.slots[i].variant);
    EXPECT_EQ(back.slots[i].days, plan.slots[i].days);
    EXPECT_EQ(back.slots[i].times_per_day, plan.slots[i].times_per_day);
    EXPECT_EQ(back.slots[i].total_s, plan.slots[i].total_s);
    ASSERT_EQ(back.slots[i].entries.size(), plan.slots[i].entries.size());
    for (std::size_t j = 0; j < plan.slots[i].entries.size(); ++j) {
      const PlannedEntry& left = back.slots[i].entries[j];
      const PlannedEntry& right = plan.slots[i].entries[j];
      EXPECT_EQ(left.exercise, right.exercise);
      EXPECT_EQ(left.hold_s, right.hold_s);
      EXPECT_EQ(left.reps, right.reps);
      EXPECT_EQ(left.sets, right.sets);
    }
  }
}

TEST(PlanCode, IsReadBack) {
  const auto back = plan_of_code(plan_code(example()), long_id);
  ASSERT_TRUE(back.has_value()) << back.error().what;
  expect_same(*back, example());
}

TEST(PlanCode, KeepsItsLetters) {
  EXPECT_EQ(plan_code(example()),
            "LISSOM10C14RCG0NPH020G08M0S81821X502201QAYHW0G1481095G107PAG0G909B0Y")
      << "printed sheets must stay readable";
}

TEST(PlanCode, HoldsNoReasonsAndOnlyLettersThatAQrCodePacks) {
  const std::string code = plan_code(example());
  EXPECT_LT(code.size(), 80U);
  EXPECT_EQ(code.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), std::string::npos);
}

TEST(PlanCode, AsItIsCopied) {
  std::string code = plan_code(example());
  std::string broken = "\n ";
  for (std::size_t i = 0; i < code.size(); ++i) {
    broken += static_cast<char>(std::tolower(static_cast<unsigned char>(code[i])));
    broken += i % 7 == 0 ? "\r\n" : i % 5 == 0 ? " - " : "";
  }
  const auto back = plan_of_code(broken, long_id);
  ASSERT_TRUE(back.has_value()) << back.error().what;
  expect_same(*back, example());
}

TEST(PlanCode, WhatIsCutOffOrWrongIsRefused) {
  const std::string code = plan_code(example());
  for (std::size_t length = 0; length < code.size(); ++length) {
    EXPECT_FALSE(plan_of_code(code.substr(0, length), long_id).has_value()) << length;
  }
  for (std::size_t at = 0; at < code.size(); ++at) {
    std::string wrong = code;
    wrong[at] = wrong[at] == 'Z' ? 'Y' : 'Z';
    EXPECT_FALSE(plan_of_code(wrong, long_id).has_value()) << at;
  }
  const auto elsewhere = plan_of_code("https://example.org/", long_id);
  ASSERT_FALSE(elsewhere.has_value());
  EXPECT_NE(elsewhere.error().what.find("begins with LISSOM"), std::string::npos);
  const auto later = plan_of_code("LISSOM2ABC", long_id);
  ASSERT_FALSE(later.has_value());
  EXPECT_NE(later.error().what.find("later version"), std::string::npos);
}

TEST(PlanCode, UnknownStretchesHaveNoId) {
  PlanAdopted plan = example();
  plan.slots[0].entries[0].exercise = "of_tomorrow";
  const auto back = plan_of_code(plan_code(plan), long_id);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->slots[0].entries[0].exercise, "");
  EXPECT_EQ(back->slots[0].entries[1].exercise, "hip_flexor_half_kneel");
}

RC_GTEST_PROP(PlanCode, AnyTextIsReadOrRefused, (const std::string& tail)) {
  (void)plan_of_code(tail, long_id);
  (void)plan_of_code(std::string(plan_code_prefix) + tail, long_id);
}

RC_GTEST_PROP(PlanCode, AnyPlanIsReadBack, ()) {
  PlanAdopted plan = example();
  plan.week = *rc::gen::inRange(1, 600);
  plan.slots.resize(*rc::gen::inRange<std::size_t>(0, 3));
  for (PlannedSlot& slot : plan.slots) {
    slot.times_per_day = *rc::gen::inRange(1, 9);
    slot.total_s = *rc::gen::inRange(0, 7200);
    slot.entries.clear();
    for (int left = *rc::gen::inRange(0, 7); left > 0; --left) {
      slot.entries.push_back({*rc::gen::elementOf(ids()), *rc::gen::inRange(0, 300),
                              *rc::gen::inRange(1, 60), *rc::gen::inRange(1, 9), 0, ""});
    }
  }
  const auto back = plan_of_code(plan_code(plan), long_id);
  RC_ASSERT(back.has_value());
  RC_ASSERT(plan_code(*back) == plan_code(plan));
}

TEST(PlanCode, APlanWithoutADayHasNone) {
  PlanAdopted plan = example();
  plan.first_day = "soon";
  EXPECT_EQ(plan_code(plan), "");
}

}  // namespace
}  // namespace lissom
