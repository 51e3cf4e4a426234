#pragma once
/// What was measured, as lines over the days, and what a change on a line means.
///
/// A value counts for the local day it was given on; of two on one day the later one counts. A day
/// without a value has none. Values are tenths of a point, a degree or a centimetre. Different
/// tests, sides and methods are different lines, always.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/journal/journal.h"

namespace lissom {

struct MeasurePoint {
  Day day;
  int tenths = 0;
  friend bool operator==(const MeasurePoint&, const MeasurePoint&) = default;
};

/// One line.
struct Series {
  std::string id;       ///< "pain.average", "psfs", "psfs:gardening", "T_AKE/left/phone"
  std::string measure;  ///< "pain", "psfs", "groc", "peg", "T_AKE", or a clinic's questionnaire
  std::string name;
  std::string part;  ///< the item or activity, "" for the whole
  std::string side;  ///< range tests: left, right or both
  std::string method;
  std::string unit;                   ///< points, deg or cm; "" for a test that nobody knows
  std::optional<Range> range_tenths;  ///< what is possible, if that is known
  ChangeLimits limits;
  bool is_daily = false;             ///< "now" is the middle value of some days
  bool is_change = false;            ///< the value is itself a change since the beginning
  std::vector<MeasurePoint> points;  ///< at least one; days rise
};

enum class MarkKind : std::uint8_t { plan, flare };

/// Something that happened on the same time axis.
struct Mark {
  Day day;
  MarkKind kind = MarkKind::plan;
  std::string text;
  friend bool operator==(const Mark&, const Mark&) = default;
};

struct MeasureLog {
  std::vector<Series> series;  ///< in the order of the catalogue
  std::vector<Mark> marks;     ///< days rise
};

/// Collects lines and marks, event by event, in the order of the journal.
class Measurements {
 public:
  explicit Measurements(const Catalogue& catalogue) : catalogue_(&catalogue) {}

  void apply(const Event& event);

  [[nodiscard]] MeasureLog log() const;
  /// The line with this id, or null.
  [[nodiscard]] const Series* find(std::string_view id) const;
  /// Of the lines of a clinic's questionnaire the one with the last value, or null.
  [[nodiscard]] const Series* of_clinic(std::string_view questionnaire) const;
  /// The lines of a range test: by side, of each by method.
  [[nodiscard]] std::vector<const Series*> of_test(std::string_view test) const;

 private:
  struct Rating {
    std::string activity;
    int score = 0;
  };
  /// Place in the order of the catalogue, place within the measure, and what tells lines apart.
  using Key = std::tuple<int, int, std::string>;

  /// Anything that is not measured.
  template <class T>
  static void on(const T& /*body*/) {}
  void on(const PainReported& body);
  void on(const FunctionRated& body);
  void on(const QuestionnaireAnswered& body);
  void on(const RangeMeasured& body);
  void on(const PlanAdopted& body);
  void on(const PlanAdapted& body);
  void on(const FlareDeclared& body);

  void mark(MarkKind kind, std::string text);
  Series& of_questionnaire(const Questionnaire& questionnaire, int place, std::string part);
  void add_activity_means();
  [[nodiscard]] static std::optional<int> score_of(const std::vector<Rating>& ratings,
                                                   const std::string& activity);

  const Catalogue* catalogue_;
  Day day_;
  std::map<Key, Series> lines_;
  std::vector<Mark> marks_;
  std::vector<std::string> activities_;  ///< in order of their first rating
  std::map<Day, std::vector<Rating>> ratings_;
  std::optional<std::string> level_;
  std::string mode_;
};

/// A middle value, and how many days it rests on.
struct Middle {
  int tenths = 0;
  int days = 0;
  Day last;  ///< the last of those days
};

/// The middle value of the days from `first` to `last` that have one; none if no day has. Of an
/// even number it is half-way between the two in the middle, to the nearest tenth away from 0.
[[nodiscard]] std::optional<Middle> middle_of(const std::vector<MeasurePoint>& points, Day first,
                                              Day last);

enum class Verdict : std::uint8_t {
  too_early,        ///< nothing to compare with yet
  noise,            ///< not more than a repeat alone can differ by
  more_than_noise,  ///< better, by more than that
  worth_having,     ///< better, by as much as people in studies called worth having
  worse,            ///< more than noise, the other way
  unknown,          ///< nobody says how much counts
};
[[nodiscard]] std::string_view name_of(Verdict verdict);

/// The smallest change for the better that counts as worth having: `mcid`, or the share of the
/// value at the beginning if that is less, but never less than one point; nothing if nobody says.
[[nodiscard]] std::optional<int> worth_tenths(const ChangeLimits& limits,
                                              std::optional<int> baseline_tenths);

/// What a change means. More than `mdc` is more than noise; where no measuring error is known, what
/// is not worth having is shown as noise, and so is a change for the worse below `mcid`. Worth
/// having has to be better by `worth_tenths` or more, and more than noise.
[[nodiscard]] Verdict judge(int change_tenths, const ChangeLimits& limits,
                            std::optional<int> baseline_tenths);

struct Comparison {
  std::optional<Middle> baseline;  ///< none for a measure that is itself a change
  Middle now;
  int change_tenths = 0;
  Verdict verdict = Verdict::too_early;
};

/// From the beginning of a line to its end. Daily lines compare the middle of their first
/// `trend_days` days with the middle of their last, and never use a day for both; the others
/// compare the first value with the last.
[[nodiscard]] Comparison compare(const Series& series, int trend_days);

/// Something that the schedule asks for.
struct DueMeasure {
  std::string measure;
  int week = 0;
  bool optional = false;
};

/// For whom and when something is due.
struct DueContext {
  std::optional<Day> start;  ///< of the programme
  Day today;
  std::vector<std::string> tests;  ///< range tests that may be asked for
};

/// What is due today: a date of the schedule has come, and there is no value since (or a few days
/// before, `early_days`). Before the programme begins, what belongs to week 0 is due until it is
/// there.
[[nodiscard]] std::vector<DueMeasure> due_measures(const MeasureLog& log, const MeasureRules& rules,
                                                   const DueContext& context);

}  // namespace lissom
