// Which days are for the flare set (dossier 2.3, 2.4 and 4.4).

#include "core/programme/mode.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::after_hours;
using fixture::Answers;
using fixture::Diary;
using fixture::on_day;

Instant just_before(Instant moment) {
  return {moment.ms - 1};
}

/// The rule that makes the day one for the flare set, "" if it is a usual one.
std::string rule_at(const Diary& diary, Instant now) {
  const Mode mode = mode_of(diary.state(), embedded_catalogue(), now);
  EXPECT_EQ(mode.flare, !mode.rule.empty());
  EXPECT_EQ(mode.flare, !mode.because.empty());
  return mode.rule;
}

Diary screened(Answers answers) {
  Diary diary;
  diary.screen(on_day(0), std::move(answers));
  return diary;
}

const Answers old_episode = {{"DURATION", "6_to_12_weeks"}};

TEST(Mode, WithoutAnyAnswersItIsUsual) {
  EXPECT_EQ(rule_at({}, on_day(0)), "");
}

TEST(Mode, PainOf6IsForTheFlareSet) {
  for (const int pain : {0, 4, 5, 6, 7, 8}) {
    SCOPED_TRACE(pain);
    const std::string want = pain >= 6 ? "modifiers.intensity.flare_from" : "";
    Diary diary = screened({{"DURATION", "6_to_12_weeks"}, {"PAIN_SEVERE", std::to_string(pain)}});
    EXPECT_EQ(rule_at(diary, on_day(0)), want);
    EXPECT_EQ(rule_at(diary, on_day(9)), want) << "until something else is said";
    diary = screened(old_episode);
    diary.pain_now(on_day(1), pain);
    EXPECT_EQ(rule_at(diary, on_day(1)), want);
  }
}

TEST(Mode, PainNowIsWhatWasSaidLast) {
  Diary diary;
  EXPECT_EQ(pain_now(diary.state()), std::nullopt);
  diary.screen(on_day(1), {{"PAIN_SEVERE", "5"}});
  EXPECT_EQ(pain_now(diary.state()), 5);
  diary.pain_now(on_day(2), 3);
  EXPECT_EQ(pain_now(diary.state()), 3);
  diary.pain_now(on_day(3), 1);
  EXPECT_EQ(pain_now(diary.state()), 1);
  PainReported average;
  average.average = 7;
  diary.add(on_day(4), average);
  EXPECT_EQ(pain_now(diary.state()), 1) << "an average is not now";
  diary.screen(on_day(5), {{"PAIN_SEVERE", "4"}});
  EXPECT_EQ(pain_now(diary.state()), 4) << "the questions are later";
  diary.pain_now(on_day(5), 2);
  EXPECT_EQ(pain_now(diary.state()), 2) << "at the same moment, but told after them";
}

/// Strong pain on average is as much a reason as strong pain right now.
TEST(Mode, TheAverageOfADayCountsToo) {
  for (const int pain : {5, 6}) {
    Diary diary = screened(old_episode);
    PainReported report;
    report.now = 2;
    report.average = pain;
    diary.add(on_day(1), report);
    EXPECT_EQ(rule_at(diary, on_day(1)), pain == 6 ? "modifiers.intensity.flare_from" : "");
    report.now = pain;
    report.average = 2;
    diary.add(on_day(2), report);
    EXPECT_EQ(rule_at(diary, on_day(2)), pain == 6 ? "modifiers.intensity.flare_from" : "");
    report = {};
    report.next_morning = 3;
    diary.add(on_day(3), report);
    EXPECT_EQ(rule_at(diary, on_day(3)), pain == 6 ? "modifiers.intensity.flare_from" : "")
        << "a morning says nothing of it";
    diary.screen(on_day(4), old_episode);
    EXPECT_EQ(rule_at(diary, on_day(4)), "") << "the questions are later";
    diary.pain_now(on_day(4), pain);
    EXPECT_EQ(rule_at(diary, on_day(4)), pain == 6 ? "modifiers.intensity.flare_from" : "")
        << "at the same moment, but told after them";
  }
}

TEST(Mode, NewEpisodeWith4Or5IsGentleForTwoDays) {
  struct Case {
    std::string duration;
    int pain;
    bool gentle;
  };
  for (const auto& [duration, pain, gentle] :
       {Case{"under_6_weeks", 3, false}, Case{"under_6_weeks", 4, true},
        Case{"under_6_weeks", 5, true}, Case{"6_to_12_weeks", 5, false},
        Case{"over_12_weeks", 5, false}}) {
    SCOPED_TRACE(duration + " " + std::to_string(pain));
    const Diary diary = screened({{"DURATION", duration}, {"PAIN_SEVERE", std::to_string(pain)}});
    const std::string want = gentle ? "modifiers.intensity.acute_flare_from" : "";
    EXPECT_EQ(rule_at(diary, on_day(0)), want);
    EXPECT_EQ(rule_at(diary, just_before(after_hours(48))), want);
    EXPECT_EQ(rule_at(diary, after_hours(48)), "");
  }
}

TEST(Mode, ADeclaredFlareLastsThreeDays) {
  Diary diary = screened(old_episode);
  diary.add(on_day(1), FlareDeclared{});
  EXPECT_EQ(rule_at(diary, on_day(1)), "maintenance.relapse.flare_days");
  EXPECT_EQ(rule_at(diary, just_before(on_day(4))), "maintenance.relapse.flare_days");
  EXPECT_EQ(rule_at(diary, on_day(4)), "");
}

/// After a session that flared there are no long holds for up to two days.
TEST(Mode, AFlaredMorningRestsTwoDays) {
  struct Case {
    int morning;
    bool rests;
  };
  for (const auto& [morning, rests] : {Case{4, false}, Case{5, false}, Case{6, true}}) {
    SCOPED_TRACE(morning);
    Diary diary = screened(old_episode);
    SessionStarted started;
    started.slot = "core";
    started.day = "2026-09-22";
    started.pain_before = 3;
    diary.add(on_day(1), started);
    PainReported report;
    report.next_morning = morning;
    diary.add(on_day(2), report);
    const std::string want = rests ? "pain.after.flared_rest_hours" : "";
    EXPECT_EQ(rule_at(diary, on_day(2)), want);
    EXPECT_EQ(rule_at(diary, just_before(on_day(4))), want);
    EXPECT_EQ(rule_at(diary, on_day(4)), "");
  }
}

/// Pain that comes back while keeping up: the flare set for three days.
TEST(Mode, ARelapseIsGentleForThreeDays) {
  Diary diary = screened(old_episode);
  PlanAdopted plan;
  plan.week = 9;
  plan.level = "M";
  diary.add(on_day(0), plan);
  for (int day = 1; day <= 7; ++day) {
    PainReported report;
    report.average = day <= 4 ? 2 : 4;
    diary.add(on_day(day), report);
  }
  ASSERT_EQ(diary.state().firings.back().change, "relapse");
  EXPECT_EQ(rule_at(diary, on_day(7)), "maintenance.relapse.flare_days");
  EXPECT_EQ(rule_at(diary, just_before(on_day(10))), "maintenance.relapse.flare_days");
  EXPECT_EQ(rule_at(diary, on_day(10)), "");
}

/// A firing of another kind is no relapse.
TEST(Mode, AStepBackIsAUsualDay) {
  Diary diary = screened(old_episode);
  for (int i = 0; i < 3; ++i) {
    diary.stop(on_day(1), "bridge", "RED");
  }
  ASSERT_EQ(diary.state().firings.back().change, "regress");
  EXPECT_EQ(rule_at(diary, on_day(1)), "");
}

}  // namespace
}  // namespace lissom
