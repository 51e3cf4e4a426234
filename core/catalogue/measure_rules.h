#pragma once
/// What is measured, when, and which change means anything: the data of catalogue/measures.toml,
/// and the questionnaires that a clinic brings along.
///
/// Values are in tenths of a point, a degree or a centimetre. A number that no source and no
/// convention gives is not there.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace lissom {

/// Least and most, both allowed.
struct Range {
  int least = 0;
  int most = 0;
};

/// Where a number or statement comes from: source keys, or the reason for a convention.
struct Basis {
  std::vector<std::string> sources;
  std::string convention;
};

/// When something is measured, in weeks from the first day of the first plan.
struct MeasureTimes {
  std::vector<int> weeks;
  std::vector<int> optional_weeks;
  int then_every_weeks = 0;  ///< after the last of `weeks`; 0: not any more
};

/// What a change has to exceed (mdc) or reach (mcid) to mean something.
struct ChangeLimits {
  bool more_is_better = false;
  std::optional<int> mdc_tenths;     ///< what a repeat alone can differ by
  std::optional<int> mcid_tenths;    ///< what people called worth having
  std::optional<int> mcid_pct = {};  ///< or this share of the value at the beginning
};

struct ItemAnswer {
  std::string id;
  std::string text;
  int value = 0;
};

/// A question of a questionnaire: a number from least to most, or one of its answers.
struct QuestionnaireItem {
  std::string id;
  std::string name;
  std::string ask;
  Range points;
  std::string low;
  std::string high;
  std::vector<ItemAnswer> answers;  ///< empty: a number
};

enum class Scoring : std::uint8_t { sum, mean };

enum class QuestionnaireKind : std::uint8_t {
  pain,        ///< the pain reports of the journal
  activities,  ///< the activities that the person named
  answers,     ///< answers of its own
};

struct Questionnaire {
  std::string id;
  std::string name;
  QuestionnaireKind kind = QuestionnaireKind::answers;
  std::string lead_in;
  std::string credit;
  std::string caution;
  bool is_change = false;  ///< the score is itself a change since the beginning
  Scoring scoring = Scoring::sum;
  Range range_tenths;
  ChangeLimits limits;
  std::optional<int> item_mdc_tenths;  ///< of a single activity
  std::vector<QuestionnaireItem> items;
  MeasureTimes times;
  Basis basis;
};

/// Other people's readings: their mean, or the span of means. `who` is all, men or women.
struct ReferenceRow {
  std::string who;
  std::optional<Range> ages;
  Range tenths;
  int spread_tenths = 0;  ///< 0: not given
};

/// From where on a reading is often called tight.
struct TightRow {
  std::string who;
  std::optional<Range> ages;
  bool is_above = false;
  int tenths = 0;
};

struct RangeTest {
  std::string id;
  std::string name;
  std::string need;        ///< of the planner that it is about, "" for a test of several
  std::string unit;        ///< deg or cm
  bool each_side = false;  ///< left and right; otherwise once
  std::string base;
  std::vector<std::string> positions;
  std::vector<std::string> steps;
  std::string reading;
  std::string method;  ///< unless said otherwise
  ChangeLimits limits;
  std::optional<int> side_gap_tenths;
  std::vector<ReferenceRow> references;
  std::vector<TightRow> tight;
  std::string tight_note;
  std::vector<std::string> cautions;
  bool hidden = false;
  std::vector<std::string> avoid;
  std::vector<std::string> caution;
  Basis basis;
};

struct RangeRules {
  std::string prepare;
  std::string stop;
  MeasureTimes times;
  std::vector<std::string> first;
  std::vector<std::string> first_older;
  int older_from_years = 0;
  int no_norms_from_years = 0;
  std::vector<std::string> avoid;  ///< tags with which nothing is tested
  Basis basis;
};

struct MeasureRules {
  int early_days = 0;
  int trend_days = 0;
  int readings = 0;
  std::vector<Questionnaire> questionnaires;  ///< in order of asking
  RangeRules range;
  std::vector<RangeTest> tests;

  [[nodiscard]] const Questionnaire* find_questionnaire(std::string_view id) const;
  [[nodiscard]] const RangeTest* find_test(std::string_view id) const;
};

/// The score of answers in the order of the items, in tenths; a mean is rounded to the nearest
/// tenth, halves away from 0. @pre as many values as items
[[nodiscard]] int score_tenths(const Questionnaire& questionnaire, const std::vector<int>& values);

/// Reads a questionnaire that a clinic supplies (docs/formats/questionnaire.md).
/// @return bad_input with "file:line: what is wrong, what was expected", the first of the mistakes,
/// and how many more there are
[[nodiscard]] Result<Questionnaire> parse_questionnaire(const std::string& file,
                                                        std::string_view text);

}  // namespace lissom
