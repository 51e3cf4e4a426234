#pragma once
/// What must hold whatever a person does: looked at from outside, after every answer.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/api/answer.h"

namespace lissom::simulator {

/// Sentences that were looked at, shared by all people: most are said again and again.
class Wording {
 public:
  explicit Wording(const Catalogue& catalogue) : catalogue_(catalogue) {}
  /// The forbidden word in a sentence, or "".
  [[nodiscard]] std::string forbidden_in(const std::string& sentence);

 private:
  const Catalogue& catalogue_;
  std::unordered_set<std::string> sound_;
};

/// One person's answers, watched. It holds its own small model of what may be offered: the tags
/// that the safety questions raised, what has closed the programme, what hurt, the last plan.
class Watch {
 public:
  Watch(const Catalogue& catalogue, Wording& wording);

  /// Looks at an outcome. @return what is wrong, a line each
  [[nodiscard]] std::vector<std::string> look(const Json& request, const Outcome& outcome,
                                              const Moment& moment);

  /// Whether something has closed the programme, and what opens it.
  [[nodiscard]] bool needs_clearance() const { return needs_clearance_; }
  [[nodiscard]] bool is_stopped() const { return needs_clearance_ || needs_screening_; }

  void set_profile(const Json& profile) { profile_ = profile; }
  void follow_article() { article_ = true; }

 private:
  struct Plan {
    Day day;
    int week = 0;
    Day first_day;
    std::string level;
    std::string step;
    std::string mode;
    std::map<std::string, int> weekly_s;
    std::map<std::string, PlannedEntry> core;
    int core_days = 0;
    std::map<std::string, int> half_s;  ///< of stretch, for each muscle that an entry is for
  };
  using Holds = std::map<std::string, int>;  ///< seconds of a repetition, by entry

  void breach(std::string what) { breaches_.push_back(std::move(what)); }
  void expect(bool sound, const char* what) {
    if (!sound) {
      breach(what);
    }
  }

  /// Anything that changes nothing here.
  template <class T>
  static void take(const T& /*body*/) {}
  void take(const ScreeningAnswered& answered);
  void take(const ClearanceRecorded& cleared);
  void take(const PainReported& pain);
  void take(const PlanAdopted& plan);
  void take(const PlanAdapted& adapted);
  void take(const SessionStarted& started);
  void take(const StepDone& done);
  void take(const StepStopped& stopped);
  void take(const ClockCorrected& corrected);
  void check_step(const Plan& next);
  void check_advance(const Plan& next);
  void check_strong_days();
  void check_one_variable(const Plan& next);
  void check_minutes(const PlanAdopted& plan, const Plan& next);
  [[nodiscard]] std::map<std::string, int> half_seconds(const PlanAdopted& plan);
  void check_caps(const Plan& plan);
  void check_explained(const PlanAdopted& plan);
  void check_offers(const Json& request, const Outcome& outcome);
  void check_offer(const std::string& id, bool is_start);
  void check_sentence(const Json& sentence);
  void check_words(const Json& view);
  [[nodiscard]] std::vector<std::string> tags() const;
  [[nodiscard]] int rung(const Plan& plan) const;

  const Catalogue& catalogue_;
  Wording& wording_;
  std::vector<std::pair<std::string, std::string>> rungs_;  ///< level and what it raised
  std::set<std::string> tags_;
  Json profile_ = Json::object();
  bool article_ = false;
  bool needs_clearance_ = false;
  bool needs_screening_ = false;
  std::map<std::string, Instant> red_at_;
  std::vector<Day> reds_;
  std::map<Day, int> averages_;                  ///< of the days, the last one said
  std::map<Day, std::set<Uuid>> core_sessions_;  ///< main sessions with a step done
  std::set<Uuid> core_;
  std::map<Uuid, Holds> free_;                             ///< sessions of the person's own choice
  std::map<Day, std::map<std::string, int>> free_half_s_;  ///< what they gave, by week
  std::optional<Day> cleared_;
  Day level_since_;
  std::optional<Plan> plan_;
  std::map<Day, std::map<std::string, int>> weekly_s_;  ///< of the last usual plan of each week
  std::string adapted_;  ///< the ladder's step that waits for its plan
  Day today_;
  Instant now_;
  std::vector<std::string> breaches_;
};

}  // namespace lissom::simulator
