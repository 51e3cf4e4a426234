#include "core/programme/measures.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

using fixture::day_of;
using fixture::on_day;

/// A journal written day by day; day 0 is a Monday-to-be of no importance.
class Notes {
 public:
  void add(int day, Body body) {
    Event event;
    ++count_;
    event.id.bytes[15] = static_cast<std::uint8_t>(count_);
    event.at = {on_day(day).ms + static_cast<std::int64_t>(count_)};
    event.by = "person";
    event.body = std::move(body);
    merge(journal_, {&event, 1});
  }
  void average(int day, int value) {
    PainReported report;
    report.average = value;
    add(day, report);
  }
  void range(int day, const std::string& test, const std::string& side,
             std::vector<int> readings_tenths, const std::string& method) {
    add(day, RangeMeasured{test, side, std::move(readings_tenths), method});
  }
  void score(int day, const std::string& name, int tenths) {
    QuestionnaireAnswered answered;
    answered.name = name;
    answered.score_tenths = tenths;
    add(day, answered);
  }
  void rate(int day, const std::string& activity, int score) {
    add(day, FunctionRated{activity, score});
  }
  void plan(int day, const std::string& level, const std::string& mode) {
    PlanAdopted plan;
    plan.level = level;
    plan.mode = mode;
    add(day, plan);
  }
  void take_back_last(int day) { add(day, EventCorrected{journal_.events.back().id, "a slip"}); }

  [[nodiscard]] MeasureLog log() const {
    return fold(journal_, embedded_catalogue()).measures.log();
  }

 private:
  Journal journal_;
  unsigned count_ = 0;
};

/// The line of this id; the test fails if there is none.
Series the(const MeasureLog& log, std::string_view id) {
  for (const Series& line : log.series) {
    if (line.id == id) {
      return line;
    }
  }
  ADD_FAILURE() << "no line " << id;
  return {};
}

std::vector<std::string> ids_of(const MeasureLog& log) {
  std::vector<std::string> ids;
  for (const Series& line : log.series) {
    ids.push_back(line.id);
  }
  return ids;
}

TEST(Measures, JudgeAtEachThreshold) {
  const ChangeLimits both{true, 20, 23};
  const ChangeLimits both_less{false, 20, 23};
  const ChangeLimits error_only{false, 60, std::nullopt};
  const ChangeLimits worth_only{false, std::nullopt, 20};
  const ChangeLimits worth_within_error{true, 20, 13};
  const ChangeLimits same{true, 20, 20};
  const ChangeLimits nothing{true, std::nullopt, std::nullopt};
  struct Case {
    std::string_view name;
    int change_tenths;
    ChangeLimits limits;
    Verdict want;
  };
  const Case cases[] = {
      {"nothing changed", 0, both, Verdict::noise},
      {"exactly the error is noise", 20, both, Verdict::noise},
      {"a tenth more is not", 21, both, Verdict::more_than_noise},
      {"a tenth short of worth having", 22, both, Verdict::more_than_noise},
      {"exactly worth having", 23, both, Verdict::worth_having},
      {"worse by exactly the error", -20, both, Verdict::noise},
      {"worse by a tenth more", -21, both, Verdict::worse},
      {"worse by as much as would be worth having", -23, both, Verdict::worse},
      {"less is better: worse", 21, both_less, Verdict::worse},
      {"less is better: more than noise", -22, both_less, Verdict::more_than_noise},
      {"less is better: worth having", -23, both_less, Verdict::worth_having},
      {"a range test is never worth having by itself", -900, error_only, Verdict::more_than_noise},
      {"a range test within its error", -60, error_only, Verdict::noise},
      {"without an error, below worth having is noise", -19, worth_only, Verdict::noise},
      {"without an error, exactly worth having", -20, worth_only, Verdict::worth_having},
      {"without an error, worse", 20, worth_only, Verdict::worse},
      {"without an error, a little worse", 19, worth_only, Verdict::noise},
      {"worth having within the error is noise", 20, worth_within_error, Verdict::noise},
      {"beyond both", 21, worth_within_error, Verdict::worth_having},
      {"both limits the same: it has to be more", 20, same, Verdict::noise},
      {"both limits the same: more", 21, same, Verdict::worth_having},
      {"no limits, no word", 90, nothing, Verdict::unknown},
  };
  for (const auto& [name, change, limits, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(name_of(judge(change, limits, std::nullopt)), name_of(want));
  }
}

/// About 2 points or 30 % (dossier 5.1): of pain that is not strong, the share is reached first.
TEST(Measures, AShareOfTheBeginningCountsToo) {
  const ChangeLimits pain{false, std::nullopt, 20, 30};
  struct Case {
    std::string_view name;
    int baseline;
    int change;
    Verdict want;
  };
  const Case cases[] = {
      {"30 % of 5 is 1.5", 50, -15, Verdict::worth_having},
      {"a tenth short of it", 50, -14, Verdict::noise},
      {"30 % of 4.5 is 1.35, and that is rounded up", 45, -13, Verdict::noise},
      {"the next tenth", 45, -14, Verdict::worth_having},
      {"of strong pain 2 points are enough", 90, -20, Verdict::worth_having},
      {"and less is not", 90, -19, Verdict::noise},
      {"never less than a point", 20, -9, Verdict::noise},
      {"a point", 20, -10, Verdict::worth_having},
      {"worse has to be 2 points", 40, 19, Verdict::noise},
      {"worse", 40, 20, Verdict::worse},
  };
  for (const auto& [name, baseline, change, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(name_of(judge(change, pain, baseline)), name_of(want));
  }
  EXPECT_EQ(worth_tenths(pain, 50), 15);
  EXPECT_EQ(worth_tenths(pain, std::nullopt), 20);
  EXPECT_EQ(embedded_catalogue().measures.find_questionnaire("pain")->limits.mcid_pct, 30);
}

TEST(Measures, MiddleOfTheDaysThatAreThere) {
  const std::vector<MeasurePoint> points = {{{1}, 60}, {{2}, 20}, {{4}, 90}, {{9}, 30}};
  struct Case {
    std::string_view name;
    int first;
    int last;
    int tenths;
    int days;
    int last_used;
  };
  const Case cases[] = {
      {"three days of seven", 1, 7, 60, 3, 4},
      {"an even number lies half-way", 1, 3, 40, 2, 2},
      {"one day", 4, 8, 90, 1, 4},
      {"all of them", 0, 99, 45, 4, 9},
  };
  for (const auto& [name, first, last, tenths, days, last_used] : cases) {
    SCOPED_TRACE(name);
    const auto middle = middle_of(points, {first}, {last});
    ASSERT_TRUE(middle);
    EXPECT_EQ(middle->tenths, tenths);
    EXPECT_EQ(middle->days, days);
    EXPECT_EQ(middle->last.number, last_used);
  }
  EXPECT_FALSE(middle_of(points, {5}, {8}));
  EXPECT_FALSE(middle_of({}, {0}, {99}));
  EXPECT_EQ(middle_of({{{1}, -5}, {{2}, -6}}, {1}, {2})->tenths, -6);  // -5.5, away from 0
}

TEST(Measures, DifferentTestsSidesAndMethodsAreDifferentLines) {
  Notes notes;
  notes.range(0, "T_AKE", "right", {200, 210, 230}, "phone");
  notes.range(0, "T_AKE", "left", {300, 250, 260}, "phone");
  notes.range(1, "T_AKE", "left", {100, 100, 100}, "goniometer");
  notes.range(1, "T_ASLR", "left", {600, 610, 620}, "phone");
  notes.range(2, "my own test", "left", {10, 20, 30}, "tape");
  const MeasureLog log = notes.log();
  EXPECT_EQ(ids_of(log), (std::vector<std::string>{"T_AKE/left/goniometer", "T_AKE/left/phone",
                                                   "T_AKE/right/phone", "T_ASLR/left/phone",
                                                   "my own test/left/tape"}));
  EXPECT_EQ(the(log, "T_AKE/left/phone").points, (std::vector<MeasurePoint>{{day_of(0), 260}}));
  EXPECT_EQ(the(log, "T_AKE/left/phone").unit, "deg");
  EXPECT_EQ(name_of(judge(999, the(log, "my own test/left/tape").limits, std::nullopt)), "unknown");
}

TEST(Measures, TheLaterValueOfADayCountsAndWhatWasTakenBackDoesNot) {
  Notes notes;
  notes.average(0, 6);
  notes.average(0, 4);
  notes.average(3, 9);
  notes.take_back_last(4);
  const Series line = the(notes.log(), "pain.average");
  EXPECT_EQ(line.points, (std::vector<MeasurePoint>{{day_of(0), 40}}));
}

TEST(Measures, ActivitiesHaveAMeanOnlyWhenAllWereRated) {
  Notes notes;
  notes.rate(0, "tying shoes", 3);  // alone: no mean yet
  notes.rate(2, "gardening", 4);
  notes.rate(2, "tying shoes", 5);
  notes.rate(2, "sitting in the car", 5);
  notes.rate(9, "gardening", 6);  // one is missing on this day
  notes.rate(9, "tying shoes", 6);
  notes.rate(16, "gardening", 7);
  notes.rate(16, "tying shoes", 7);
  notes.rate(16, "sitting in the car", 6);
  notes.rate(16, "a new one", 0);  // was not there at the beginning
  const MeasureLog log = notes.log();
  EXPECT_EQ(ids_of(log), (std::vector<std::string>{"psfs", "psfs:tying shoes", "psfs:gardening",
                                                   "psfs:sitting in the car", "psfs:a new one"}));
  EXPECT_EQ(the(log, "psfs").points,
            (std::vector<MeasurePoint>{{day_of(2), 47}, {day_of(16), 67}}));
  EXPECT_EQ(name_of(compare(the(log, "psfs"), 7).verdict), "noise");  // 2.0, exactly the error
  EXPECT_EQ(the(log, "psfs:gardening").limits.mdc_tenths, 30);
  EXPECT_EQ(name_of(compare(the(log, "psfs:gardening"), 7).verdict), "noise");  // 3.0
}

TEST(Measures, DailyLinesCompareTheFirstDaysWithTheLast) {
  Notes notes;
  notes.average(0, 7);
  notes.average(2, 5);
  notes.average(6, 6);
  const Comparison early = compare(the(notes.log(), "pain.average"), 7);
  EXPECT_EQ(early.now.tenths, 60);
  EXPECT_EQ(early.now.days, 3);
  EXPECT_EQ(name_of(early.verdict), "too_early");

  notes.average(8, 4);  // a week in: days 7 and 8 only
  const Comparison second = compare(the(notes.log(), "pain.average"), 7);
  EXPECT_EQ(second.baseline->tenths, 60);
  EXPECT_EQ(second.baseline->days, 3);
  EXPECT_EQ(second.now.tenths, 40);
  EXPECT_EQ(second.now.days, 1);
  EXPECT_EQ(second.change_tenths, -20);
  EXPECT_EQ(name_of(second.verdict), "worth_having");

  notes.average(20, 8);
  EXPECT_EQ(name_of(compare(the(notes.log(), "pain.average"), 7).verdict), "more_than_noise_worse");
}

TEST(Measures, TheAnswerAboutChangeIsAChange) {
  Notes notes;
  notes.score(28, "groc", 20);
  const Comparison comparison = compare(the(notes.log(), "groc"), 7);
  EXPECT_FALSE(comparison.baseline);
  EXPECT_EQ(comparison.change_tenths, 20);
  EXPECT_EQ(name_of(comparison.verdict), "worth_having");
  notes.score(56, "groc", 10);
  EXPECT_EQ(name_of(compare(the(notes.log(), "groc"), 7).verdict), "noise");
}

TEST(Measures, AClinicsQuestionnaireBringsItsOwnLimits) {
  Notes notes;
  QuestionnaireAnswered answered;
  answered.name = "demo";
  answered.title = "Demo";
  answered.better = "less";
  answered.least_tenths = 0;
  answered.most_tenths = 240;
  answered.mdc_tenths = 50;
  answered.mcid_tenths = 50;
  answered.score_tenths = 120;
  notes.add(0, answered);
  answered.score_tenths = 69;
  notes.add(28, answered);
  answered.most_tenths = 180;  // another scale: another line
  notes.add(56, answered);
  QuestionnaireAnswered unscored;
  unscored.name = "old";
  notes.add(56, unscored);
  const MeasureLog log = notes.log();
  EXPECT_EQ(ids_of(log), (std::vector<std::string>{"demo/0/180", "demo/0/240"}));
  EXPECT_EQ(name_of(compare(the(log, "demo/0/240"), 7).verdict), "worth_having");
}

TEST(Measures, PlanChangesAndFlaresAreMarks) {
  Notes notes;
  notes.plan(0, "L1", "normal");
  notes.plan(7, "L1", "normal");  // nothing that anybody would notice
  notes.plan(14, "L2", "normal");
  notes.add(16, FlareDeclared{"not told here"});
  notes.plan(16, "L2", "flare");
  notes.plan(19, "L2", "normal");
  PlanAdapted adapted;
  adapted.change = "Holds of 20 s";
  notes.add(20, adapted);
  EXPECT_EQ(notes.log().marks,
            (std::vector<Mark>{{day_of(0), MarkKind::plan, "Plan begun, level L1"},
                               {day_of(14), MarkKind::plan, "Level L2"},
                               {day_of(16), MarkKind::flare, "Flare"},
                               {day_of(16), MarkKind::plan, "Gentle routine"},
                               {day_of(19), MarkKind::plan, "Usual plan again"},
                               {day_of(20), MarkKind::plan, "Holds of 20 s"}}));
}

/// "measure@week", with "?" behind what is only offered.
std::vector<std::string> due(const Notes& notes, int today, std::optional<int> start) {
  DueContext context;
  context.today = day_of(today);
  if (start) {
    context.start = day_of(*start);
  }
  context.tests = {"T_AKE"};
  std::vector<std::string> list;
  for (const DueMeasure& measure :
       due_measures(notes.log(), embedded_catalogue().measures, context)) {
    list.push_back(measure.measure + "@" + std::to_string(measure.week) +
                   (measure.optional ? "?" : ""));
  }
  return list;
}

using Due = std::vector<std::string>;

TEST(Measures, WhatIsDueByTheSchedule) {
  const Notes nothing;
  struct Case {
    std::string_view name;
    int today;
    std::optional<int> start;
    Due want;
  };
  const Case cases[] = {
      {"before there is a plan", 0, std::nullopt, {"pain@0", "psfs@0", "peg@0", "T_AKE@0"}},
      {"before it begins", 0, 3, {"pain@0", "psfs@0", "peg@0", "T_AKE@0"}},
      {"first day", 3, 3, {"pain@0", "psfs@0", "peg@0", "T_AKE@0"}},
      {"the day before week 2", 13, 0, {"pain@0", "psfs@0", "peg@0", "T_AKE@0"}},
      {"week 2", 14, 0, {"pain@2", "psfs@2", "peg@0", "T_AKE@0"}},
      {"week 4", 28, 0, {"pain@4", "psfs@4", "groc@4", "peg@4", "T_AKE@4"}},
      {"week 8", 62, 0, {"pain@8", "psfs@8", "groc@8", "peg@8", "T_AKE@8"}},
      {"week 19 still asks for week 8", 139, 0, {"pain@8", "psfs@8", "groc@8", "peg@8", "T_AKE@8"}},
      {"week 20", 140, 0, {"pain@8", "psfs@8", "groc@20", "peg@20", "T_AKE@20"}},
      {"week 33", 231, 0, {"pain@8", "psfs@8", "groc@32", "peg@32", "T_AKE@32"}},
  };
  for (const auto& [name, today, start, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(due(nothing, today, start), want);
  }
}

TEST(Measures, WhatWasDoneIsNotDue) {
  Notes notes;
  notes.average(0, 5);
  notes.score(0, "peg", 50);
  notes.range(0, "T_AKE", "left", {1, 2, 3}, "phone");
  notes.rate(0, "gardening", 4);
  EXPECT_EQ(due(notes, 1, 0), (Due{"T_AKE@0"})) << "the right side is missing";
  notes.range(1, "T_AKE", "right", {1, 2, 3}, "phone");
  EXPECT_EQ(due(notes, 1, 0), Due{});
  EXPECT_EQ(due(notes, 14, 0), (Due{"pain@2", "psfs@2", "T_AKE@2?"})) << "week 2 is only offered";

  PainReported now;
  now.now = 3;
  notes.add(14, now);
  EXPECT_EQ(due(notes, 14, 0).front(), "pain@2") << "pain right now is not what is asked for";
  notes.average(14, 4);
  EXPECT_EQ(due(notes, 14, 0), (Due{"psfs@2", "T_AKE@2?"}));

  notes.score(24, "peg", 40);  // four days before week 4
  EXPECT_EQ(due(notes, 28, 0), (Due{"pain@4", "psfs@4", "groc@4", "peg@4", "T_AKE@4"}));
  notes.score(25, "peg", 40);  // three days before: it counts
  EXPECT_EQ(due(notes, 28, 0), (Due{"pain@4", "psfs@4", "groc@4", "T_AKE@4"}));
}

}  // namespace
}  // namespace lissom
