#include "core/programme/measures.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "core/base/contract.h"
#include "core/base/date.h"
#include "core/base/tenths.h"
#include "core/programme/escalation.h"

namespace lissom {
namespace {

/// `sum` / `count`, to the nearest whole number, halves away from 0.
int divided(int sum, int count) {
  const int rounded = (2 * std::abs(sum) + count) / (2 * count);
  return sum < 0 ? -rounded : rounded;
}

int middle_value(std::vector<int> values) {
  LISSOM_EXPECTS(!values.empty());
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : divided(values[half - 1] + values[half], 2);
}

/// The later value of a day counts.
void put(Series& line, Day day, int tenths) {
  const auto place =
      std::lower_bound(line.points.begin(), line.points.end(), day,
                       [](const MeasurePoint& point, Day other) { return point.day < other; });
  if (place != line.points.end() && place->day == day) {
    place->tenths = tenths;
  } else {
    line.points.insert(place, {day, tenths});
  }
}

constexpr std::size_t fewest_activities = 2;
constexpr std::size_t most_activities = 3;
constexpr int rank_of_clinic = 1000;
constexpr int rank_of_tests = 2000;

/// The last day on which the measure was taken whole: for a test of both sides, the earlier of the
/// two sides' last days.
std::optional<Day> last_taken(const MeasureLog& log, const std::string& measure, bool each_side) {
  std::map<std::string, Day> last_by_side;
  for (const Series& line : log.series) {
    // Pain right now is asked around sessions as well; the schedule is about a day or more.
    if (line.measure == measure && line.id != "pain.now") {
      Day& last = last_by_side[line.side];
      last = std::max(last, line.points.back().day);
    }
  }
  if (last_by_side.empty() || (each_side && last_by_side.size() < 2)) {
    return std::nullopt;
  }
  const auto earlier =
      std::min_element(last_by_side.begin(), last_by_side.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return earlier->second;
}

/// The last week of the schedule that has come, -1 if none has.
int week_reached(const std::vector<int>& weeks, int then_every_weeks, int now_week) {
  int reached = -1;
  for (const int week : weeks) {
    reached = week <= now_week ? std::max(reached, week) : reached;
  }
  const int last = weeks.empty() ? 0 : weeks.back();
  if (then_every_weeks > 0 && now_week >= last + then_every_weeks) {
    reached = now_week - (now_week - last) % then_every_weeks;
  }
  return reached;
}

/// Whether a week of the schedule has come for which there is no value, and which one.
class Schedule {
 public:
  Schedule(const MeasureRules& rules, const DueContext& context)
      : early_days_(rules.early_days), context_(context) {}

  [[nodiscard]] std::optional<DueMeasure> due(const std::string& measure, const MeasureTimes& times,
                                              std::optional<Day> last) const {
    if (!context_.start || context_.today < *context_.start) {
      const bool is_first = !times.weeks.empty() && times.weeks.front() == 0;
      return is_first && !last ? std::optional(DueMeasure{measure, 0, false}) : std::nullopt;
    }
    const int now_week = (context_.today - *context_.start) / days_per_week;
    const int asked = week_reached(times.weeks, times.then_every_weeks, now_week);
    if (asked >= 0 && is_open(asked, last)) {
      return DueMeasure{measure, asked, false};
    }
    const int offered = week_reached(times.optional_weeks, 0, now_week);
    if (offered > asked && is_open(offered, last)) {
      return DueMeasure{measure, offered, true};
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_open(int week, std::optional<Day> last) const {
    return !last || *last < *context_.start + (week * days_per_week - early_days_);
  }

  int early_days_;
  const DueContext& context_;
};

}  // namespace

void Measurements::apply(const Event& event) {
  day_ = local_day(event.at, event.utc_offset_min);
  std::visit([this](const auto& body) { this->on(body); }, event.body);
}

MeasureLog Measurements::log() const {
  MeasureLog log;
  log.marks = marks_;
  for (const auto& [key, series] : lines_) {
    log.series.push_back(series);
  }
  // The clock of a traveller may go back a day.
  std::stable_sort(log.marks.begin(), log.marks.end(),
                   [](const Mark& a, const Mark& b) { return a.day < b.day; });
  return log;
}

const Series* Measurements::find(std::string_view id) const {
  const auto found = std::find_if(lines_.begin(), lines_.end(),
                                  [&](const auto& line) { return line.second.id == id; });
  return found == lines_.end() ? nullptr : &found->second;
}

const Series* Measurements::of_clinic(std::string_view questionnaire) const {
  const Series* last = nullptr;
  for (const auto& [key, series] : lines_) {
    const bool is_it = std::get<0>(key) == rank_of_clinic && series.measure == questionnaire;
    if (is_it && (last == nullptr || last->points.back().day < series.points.back().day)) {
      last = &series;
    }
  }
  return last;
}

std::vector<const Series*> Measurements::of_test(std::string_view test) const {
  std::vector<const Series*> lines;
  for (const auto& [key, series] : lines_) {
    if (std::get<0>(key) >= rank_of_tests && series.measure == test) {
      lines.push_back(&series);
    }
  }
  return lines;
}

void Measurements::on(const PainReported& body) {
  const Questionnaire* pain = catalogue_->measures.find_questionnaire("pain");
  LISSOM_EXPECTS(pain != nullptr);
  const Day day = std::min(day_, parse_day(body.day).value_or(day_));
  for (std::size_t i = 0; i < pain->items.size(); ++i) {
    const QuestionnaireItem& item = pain->items[i];
    const std::optional<int> value = item.id == "now"       ? body.now
                                     : item.id == "average" ? body.average
                                     : item.id == "worst"   ? body.worst
                                                            : std::nullopt;
    if (value) {
      Series& line = of_questionnaire(*pain, static_cast<int>(i), item.id);
      line.id = "pain." + item.id;
      line.name = "Pain " + item.name;
      line.is_daily = true;
      put(line, day, *value * tenths_in_one);
    }
  }
}

void Measurements::on(const FunctionRated& body) {
  const Questionnaire* psfs = catalogue_->measures.find_questionnaire("psfs");
  LISSOM_EXPECTS(psfs != nullptr);
  if (std::find(activities_.begin(), activities_.end(), body.activity) == activities_.end()) {
    activities_.push_back(body.activity);
  }
  const auto found = std::find(activities_.begin(), activities_.end(), body.activity);
  const int place = 1 + static_cast<int>(found - activities_.begin());
  Series& line = of_questionnaire(*psfs, place, body.activity);
  line.id = "psfs:" + body.activity;
  line.name = body.activity;
  line.limits.mdc_tenths = psfs->item_mdc_tenths;
  line.limits.mcid_tenths = std::nullopt;
  line.limits.mcid_pct = std::nullopt;
  put(line, day_, body.score * tenths_in_one);

  std::vector<Rating>& ratings = ratings_[day_];
  std::erase_if(ratings, [&](const Rating& r) { return r.activity == body.activity; });
  ratings.push_back({body.activity, body.score});
  add_activity_means();
}

void Measurements::on(const QuestionnaireAnswered& body) {
  if (!body.score_tenths) {
    return;
  }
  const Questionnaire* known = catalogue_->measures.find_questionnaire(body.name);
  if (known != nullptr) {
    Series& line = of_questionnaire(*known, 0, "");
    line.id = known->id;
    line.name = known->name;
    put(line, day_, *body.score_tenths);
    return;
  }
  // The same name with another scale is another line.
  const std::string id = body.name + "/" + std::to_string(body.least_tenths.value_or(0)) + "/" +
                         std::to_string(body.most_tenths.value_or(0));
  Series& line = lines_[{rank_of_clinic, 0, id}];
  line.id = id;
  line.measure = body.name;
  line.name = body.title.empty() ? body.name : body.title;
  line.unit = "points";
  if (body.least_tenths && body.most_tenths) {
    line.range_tenths = Range{*body.least_tenths, *body.most_tenths};
  }
  line.limits = {body.better == "more", body.mdc_tenths, body.mcid_tenths, body.mcid_pct};
  put(line, day_, *body.score_tenths);
}

void Measurements::on(const RangeMeasured& body) {
  if (body.readings_tenths.empty()) {
    return;
  }
  const std::vector<RangeTest>& tests = catalogue_->measures.tests;
  const auto test = std::find_if(tests.begin(), tests.end(),
                                 [&](const RangeTest& t) { return t.id == body.test; });
  const int rank = rank_of_tests + static_cast<int>(test - tests.begin());
  const int side = body.side == "left" ? 0 : body.side == "right" ? 1 : 2;
  const std::string id = body.test + "/" + body.side + "/" + body.method;
  Series& line = lines_[{rank, side, id}];
  line.id = id;
  line.measure = body.test;
  line.side = body.side;
  line.method = body.method;
  line.name = body.test;
  if (test != tests.end()) {
    line.name = test->name;
    line.unit = test->unit;
    line.limits = test->limits;
  }
  put(line, day_, middle_value(body.readings_tenths));
}

void Measurements::on(const PlanAdopted& body) {
  if (!level_) {
    mark(MarkKind::plan, "Plan begun, level " + body.level);
  } else if (body.level != *level_) {
    mark(MarkKind::plan, "Level " + body.level);
  }
  if (body.mode != mode_ && !mode_.empty()) {
    mark(MarkKind::plan, body.mode == "flare" ? "Gentle routine" : "Usual plan again");
  }
  level_ = body.level;
  mode_ = body.mode;
}
void Measurements::on(const PlanAdapted& body) {
  mark(MarkKind::plan, change_words(body.change));
}
void Measurements::on(const FlareDeclared& /*body*/) {
  mark(MarkKind::flare, "Flare");
}

void Measurements::mark(MarkKind kind, std::string text) {
  const Mark mark{day_, kind, std::move(text)};
  if (std::find(marks_.begin(), marks_.end(), mark) == marks_.end()) {
    marks_.push_back(mark);
  }
}

Series& Measurements::of_questionnaire(const Questionnaire& questionnaire, int place,
                                       std::string part) {
  const int rank = static_cast<int>(&questionnaire - catalogue_->measures.questionnaires.data());
  Series& line = lines_[{rank, place, part}];
  line.measure = questionnaire.id;
  line.part = std::move(part);
  line.unit = "points";
  line.range_tenths = questionnaire.range_tenths;
  line.limits = questionnaire.limits;
  line.is_change = questionnaire.is_change;
  return line;
}

/// The mean counts on days when all of the first two or three activities were rated, so that it
/// is always the mean of the same ones.
void Measurements::add_activity_means() {
  const auto first = std::find_if(ratings_.begin(), ratings_.end(), [](const auto& day) {
    return day.second.size() >= fewest_activities;
  });
  if (first == ratings_.end()) {
    return;
  }
  std::vector<std::string> chosen;
  for (const std::string& activity : activities_) {
    if (chosen.size() < most_activities && score_of(first->second, activity)) {
      chosen.push_back(activity);
    }
  }
  const Questionnaire& psfs = *catalogue_->measures.find_questionnaire("psfs");
  Series& line = of_questionnaire(psfs, 0, "");
  line.id = psfs.id;
  line.name = psfs.name;
  line.points.clear();
  for (auto day = first; day != ratings_.end(); ++day) {
    int sum = 0;
    const bool whole = std::all_of(chosen.begin(), chosen.end(), [&](const std::string& activity) {
      const std::optional<int> score = score_of(day->second, activity);
      sum += score.value_or(0) * tenths_in_one;
      return score.has_value();
    });
    if (whole) {
      line.points.push_back({day->first, divided(sum, static_cast<int>(chosen.size()))});
    }
  }
}

std::optional<int> Measurements::score_of(const std::vector<Rating>& ratings,
                                          const std::string& activity) {
  const auto found = std::find_if(ratings.begin(), ratings.end(),
                                  [&](const Rating& r) { return r.activity == activity; });
  return found == ratings.end() ? std::nullopt : std::optional(found->score);
}

std::optional<Middle> middle_of(const std::vector<MeasurePoint>& points, Day first, Day last) {
  std::vector<int> values;
  Day last_used;
  for (const MeasurePoint& point : points) {
    if (point.day >= first && point.day <= last) {
      values.push_back(point.tenths);
      last_used = point.day;
    }
  }
  if (values.empty()) {
    return std::nullopt;
  }
  const int days = static_cast<int>(values.size());
  return Middle{middle_value(std::move(values)), days, last_used};
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::too_early:
      return "too_early";
    case Verdict::noise:
      return "noise";
    case Verdict::more_than_noise:
      return "more_than_noise";
    case Verdict::worth_having:
      return "worth_having";
    case Verdict::worse:
      return "more_than_noise_worse";
    case Verdict::unknown:
      return "unknown";
  }
  return "";
}

std::optional<int> worth_tenths(const ChangeLimits& limits, std::optional<int> baseline_tenths) {
  if (!limits.mcid_tenths || !limits.mcid_pct || !baseline_tenths) {
    return limits.mcid_tenths;
  }
  constexpr int whole_pct = 100;
  constexpr int point_tenths = 10;
  const int share = (std::abs(*baseline_tenths) * *limits.mcid_pct + whole_pct - 1) / whole_pct;
  return std::min(*limits.mcid_tenths, std::max(point_tenths, share));
}

Verdict judge(int change_tenths, const ChangeLimits& limits, std::optional<int> baseline_tenths) {
  if (!limits.mdc_tenths && !limits.mcid_tenths) {
    return Verdict::unknown;
  }
  const int size = std::abs(change_tenths);
  const bool is_better = (change_tenths > 0) == limits.more_is_better;
  const std::optional<int> worth = worth_tenths(limits, baseline_tenths);
  const bool is_noise = limits.mdc_tenths ? size <= *limits.mdc_tenths
                                          : size < (is_better ? *worth : *limits.mcid_tenths);
  if (is_noise) {
    return Verdict::noise;
  }
  if (!is_better) {
    return Verdict::worse;
  }
  return worth && size >= *worth ? Verdict::worth_having : Verdict::more_than_noise;
}

Comparison compare(const Series& series, int trend_days) {
  LISSOM_EXPECTS(!series.points.empty() && trend_days >= 1);
  const Day first = series.points.front().day;
  const Day last = series.points.back().day;
  const int span = series.is_daily ? trend_days : 1;
  const bool is_compared = series.is_change || last >= first + span;
  // Not a day is counted on both sides.
  const Day from = is_compared && !series.is_change ? std::max(first + span, last + (1 - span))
                                                    : last + (1 - span);
  Comparison comparison;
  comparison.now = *middle_of(series.points, from, last);
  if (series.is_change) {
    comparison.change_tenths = comparison.now.tenths;
    comparison.verdict = judge(comparison.change_tenths, series.limits, std::nullopt);
    return comparison;
  }
  comparison.baseline = middle_of(series.points, first, first + (span - 1));
  if (is_compared) {
    comparison.change_tenths = comparison.now.tenths - comparison.baseline->tenths;
    comparison.verdict =
        judge(comparison.change_tenths, series.limits, comparison.baseline->tenths);
  }
  return comparison;
}

std::vector<DueMeasure> due_measures(const MeasureLog& log, const MeasureRules& rules,
                                     const DueContext& context) {
  const Schedule schedule(rules, context);
  std::vector<DueMeasure> list;
  const auto add = [&](const std::string& id, const MeasureTimes& times, bool each_side) {
    if (const auto due = schedule.due(id, times, last_taken(log, id, each_side))) {
      list.push_back(*due);
    }
  };
  for (const Questionnaire& questionnaire : rules.questionnaires) {
    add(questionnaire.id, questionnaire.times, false);
  }
  for (const std::string& id : context.tests) {
    const RangeTest* test = rules.find_test(id);
    LISSOM_EXPECTS(test != nullptr);
    add(id, rules.range.times, test->each_side);
  }
  return list;
}

}  // namespace lissom
