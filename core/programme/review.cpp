#include "core/programme/review.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "core/base/date.h"
#include "core/base/tenths.h"
#include "core/programme/adherence.h"

namespace lissom {
namespace {

class Review {
 public:
  Review(const State& state, const Catalogue& catalogue, Instant at, Day today)
      : state_(state), catalogue_(catalogue), at_(at), today_(today) {}

  std::vector<Firing> run() {
    e6();
    if (state_.programme_start) {
      e7();
      e8();
    }
    return std::move(fired_);
  }

 private:
  [[nodiscard]] int number(const std::string& key) const {
    return catalogue_.number("escalation." + key);
  }

  [[nodiscard]] std::optional<Day> fired_on(std::string_view rule) const {
    const Firing* const last = last_firing(state_, rule);
    return last == nullptr ? std::nullopt : std::optional(last->day);
  }

  void fire(const std::string& rule, const std::string& change, std::vector<Answer> inputs,
            const std::string& because) {
    fired_.push_back({at_, today_, rule, change, std::move(inputs), because});
  }

  // ---- E6: worse at a review

  /// Today's value against the first one, or the one on the day that the rule last fired. Nothing
  /// if there is none of today, or nothing before it.
  [[nodiscard]] std::optional<int> change_today(const Series* line) const {
    if (line == nullptr || line->points.back().day != today_) {
      return std::nullopt;
    }
    const std::optional<Day> fired = fired_on("E6");
    const auto from =
        std::find_if(line->points.begin(), line->points.end(),
                     [&](const MeasurePoint& point) { return !fired || point.day >= *fired; });
    return from->day == today_ ? std::nullopt
                               : std::optional(line->points.back().tenths - from->tenths);
  }

  [[nodiscard]] bool answered_today(const Series* line) const {
    return line != nullptr && line->points.back().day == today_;
  }

  void e6() {
    if (fired_on("E6") == today_) {
      return;
    }
    std::vector<Answer> inputs;
    const auto activities = change_today(state_.measures.find("psfs"));
    if (activities && *activities <= -tenths_in_one * number("E6.psfs_fall")) {
      inputs.push_back({"psfs_change_tenths", std::to_string(*activities)});
    }
    const Series* disability = state_.measures.of_clinic("rmdq");
    const auto rise = change_today(disability);
    if (rise && *rise >= tenths_in_one * number("E6.rmdq_rise")) {
      inputs.push_back({"rmdq_change_tenths", std::to_string(*rise)});
    }
    const Series* change = state_.measures.find("groc");
    if (answered_today(change) &&
        change->points.back().tenths <= tenths_in_one * number("E6.groc_at_most")) {
      inputs.push_back({"groc_tenths", std::to_string(change->points.back().tenths)});
    }
    if (!inputs.empty()) {
      fire("E6", "clinician_first", std::move(inputs),
           "Things have become clearly harder since the last review; a clinician should look at it "
           "first.");
    }
  }

  // ---- E7 and E8: little has changed

  /// The days of this programme and the week before it.
  [[nodiscard]] Day since() const { return *state_.programme_start + -days_per_week; }

  /// Whether the review of `week` is in: the activities were rated for it, or a week has passed
  /// since. Another week later it is over.
  [[nodiscard]] bool is_in(int week) const {
    const Day day = *state_.programme_start + days_per_week * week;
    if (today_ < day + -catalogue_.measures.early_days || today_ >= day + 2 * days_per_week) {
      return false;
    }
    const Series* activities = state_.measures.find("psfs");
    const bool rates = activities != nullptr && activities->points.back().day >= since();
    const bool rated =
        rates && activities->points.back().day >= day + -catalogue_.measures.early_days;
    return rated || (!rates && today_ >= day) || today_ >= day + days_per_week;
  }

  /// From the middle of the first seven days of pain to the middle of the last seven.
  struct Course {
    int before_tenths = 0;
    int change_tenths = 0;
  };
  [[nodiscard]] std::optional<Course> pain_course() const {
    std::vector<MeasurePoint> points;
    for (const DayPain& day : state_.daily) {
      if (day.number() && day.day >= since()) {
        points.push_back({day.day, *day.number() * tenths_in_one});
      }
    }
    if (points.empty()) {
      return std::nullopt;
    }
    const int span = catalogue_.measures.trend_days;
    const Day first_end = points.front().day + (span - 1);
    const auto before = middle_of(points, points.front().day, first_end);
    const auto now = middle_of(points, std::max(first_end + 1, today_ + (1 - span)), today_);
    // Nothing to fall from is no reason to worry that it has not fallen.
    if (!before || !now || before->tenths == 0) {
      return std::nullopt;
    }
    return Course{before->tenths, now->tenths - before->tenths};
  }

  [[nodiscard]] std::optional<int> activities_change() const {
    const Series* line = state_.measures.find("psfs");
    if (line == nullptr) {
      return std::nullopt;
    }
    const auto from = std::find_if(line->points.begin(), line->points.end(),
                                   [&](const MeasurePoint& point) { return point.day >= since(); });
    return from == line->points.end() || from->day == line->points.back().day
               ? std::nullopt
               : std::optional(line->points.back().tenths - from->tenths);
  }

  [[nodiscard]] std::optional<int> change_as_seen() const {
    const Series* line = state_.measures.find("groc");
    return line == nullptr || line->points.back().day < since()
               ? std::nullopt
               : std::optional(line->points.back().tenths);
  }

  [[nodiscard]] bool has_fired(std::string_view rule) const {
    const std::optional<Day> fired = fired_on(rule);
    return fired && *fired >= *state_.programme_start;
  }

  static void put(std::vector<Answer>& inputs, const char* name, std::optional<int> value) {
    if (value) {
      inputs.push_back({name, std::to_string(*value)});
    }
  }

  void e7() {
    if (has_fired("E7") || !is_in(number("E7.week"))) {
      return;
    }
    const auto pain = pain_course();
    const auto activities = activities_change();
    const auto seen = change_as_seen();
    const auto done = adherence(state_, catalogue_, *state_.programme_start, today_ + -1).pct();
    constexpr int whole = 100;
    const bool pain_fell =
        !pain || -pain->change_tenths >= tenths_in_one * number("E7.pain_fall") ||
        -pain->change_tenths * whole >= number("E7.pain_fall_pct") * pain->before_tenths;
    const bool better = (activities && *activities >= number("E7.psfs_gain_tenths")) ||
                        (seen && *seen > tenths_in_one * number("E7.groc_at_most"));
    if (pain_fell || better || done.value_or(0) < number("E7.adherence_min_pct")) {
      return;
    }
    std::vector<Answer> inputs = {{"pain_before_tenths", std::to_string(pain->before_tenths)},
                                  {"pain_change_tenths", std::to_string(pain->change_tenths)},
                                  {"done_pct", std::to_string(*done)}};
    put(inputs, "psfs_change_tenths", activities);
    put(inputs, "groc_tenths", seen);
    fire("E7", "refer_parallel", std::move(inputs),
         "You have kept at it for six weeks, and little has changed. Another way may suit you "
         "better: a physiotherapist can look at it with you, and walking, strength training or "
         "Pilates help many people.");
  }

  void e8() {
    if (has_fired("E8") || !is_in(number("E8.week"))) {
      return;
    }
    const auto pain = pain_course();
    const auto activities = activities_change();
    const bool changed =
        !pain || std::abs(pain->change_tenths) >= tenths_in_one * number("E8.pain_change") ||
        (activities && std::abs(*activities) >= tenths_in_one * number("E8.psfs_change"));
    if (changed) {
      return;
    }
    std::vector<Answer> inputs = {{"pain_before_tenths", std::to_string(pain->before_tenths)},
                                  {"pain_change_tenths", std::to_string(pain->change_tenths)}};
    put(inputs, "psfs_change_tenths", activities);
    fire("E8", "offer", std::move(inputs),
         "Two weeks are early days, and nothing has changed much yet. You can go on; if you would "
         "rather ask a physiotherapist now, that is a good time too.");
  }

  const State& state_;
  const Catalogue& catalogue_;
  Instant at_;
  Day today_;
  std::vector<Firing> fired_;
};

}  // namespace

std::vector<Firing> reviews(const State& state, const Catalogue& catalogue, Instant at, Day today) {
  return Review(state, catalogue, at, today).run();
}

}  // namespace lissom
