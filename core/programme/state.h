#pragma once
/// What the journal adds up to: one pass over the events, everything later is read from here.

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/journal/journal.h"
#include "core/programme/measures.h"
#include "core/programme/pain.h"
#include "core/programme/screening.h"

namespace lissom {

/// A pain report with the local day it belongs to.
struct PainPoint {
  Instant at;
  Day day;
  PainReported pain;
};

/// What makes a day a hard one: nothing is raised on it.
inline constexpr std::array<std::string_view, 3> hard_day_words = {"poor sleep", "stress",
                                                                   "travel"};

/// What was said of pain on one local day.
struct DayPain {
  Day day;
  std::optional<int> average;  ///< the last one said
  std::optional<int> most;     ///< the highest "now"
  bool sleep_broken = false;
  bool is_hard = false;  ///< poor sleep, stress or travel
  /// The day's number: the average if it was said, else the highest "now".
  [[nodiscard]] std::optional<int> number() const { return average ? average : most; }
};

/// How the body answered a session, told the next morning. One answer a session: the last.
struct MorningAfter {
  Instant at;
  Day day;
  Uuid session;
  DayAfter response = DayAfter::settled;
};

/// A rule that fired, with what it read.
struct Firing {
  Instant at;
  Day day;
  std::string rule;  ///< "E4", "pain.halt", …
  /// regress, relapse, offer, refer_parallel, clinician_first, rescreen, urgent or emergency
  std::string change;
  std::vector<Answer> inputs;
  std::string because;  ///< a plain sentence
};

/// A change of the plan's level, as the journal has it.
struct Adapted {
  Instant at;
  Day day;
  std::string rule;
  std::string change;
  std::vector<Answer> inputs;
};

/// What later decisions need of a plan.
struct PlanPoint {
  Instant at;
  Day adopted;
  Day first_day;  ///< of the planned week
  int week = 1;
  std::string level;
  std::string step;
  std::string mode;
  std::vector<Day> core_days;
  std::map<std::string, int> weekly_s;  ///< slot -> seconds a week
};

struct StoppedStep {
  int step = 0;
  std::string exercise;
  std::string reason;
  std::string band;
  std::string action;
  std::optional<int> pain;
  std::optional<int> pull;
};

/// A session as the journal tells it.
struct SessionLog {
  Uuid id;
  Instant at;  ///< of its start; copied from paper: at the time of day when it was copied
  Day day;     ///< the day it counts for
  std::string slot;
  std::string variant;
  std::optional<int> pain_before;
  std::vector<PlannedEntry> entries;
  bool right_first = false;
  bool is_from_paper = false;
  std::vector<int> done_steps;                  ///< ascending
  std::map<std::string, int> done_by_exercise;  ///< steps done
  std::vector<StoppedStep> stopped;
  bool ended = false;
  std::string how;
  std::optional<int> pain_after;
  std::string effort;
};

struct TimedClearance {
  Instant at;
  ClearanceRecorded clearance;
};

/// Something that closed the programme, and what opens it again.
struct Lock {
  Instant at;
  Code code = Code::clinician_first;
  std::string rule;     ///< "screening", a check item's id or "pain.halt"
  std::string because;  ///< a plain sentence
  bool needs_clearance = false;
  bool needs_rescreen = false;  ///< after the clearance, if both are needed
  bool cleared = false;
  bool rescreened = false;
  [[nodiscard]] bool open() const {
    return (needs_clearance && !cleared) || (needs_rescreen && !rescreened);
  }
};

struct State {
  explicit State(const Catalogue& catalogue) : measures(catalogue) {}

  std::optional<ScreeningAnswered> screening;  ///< the last full one
  ScreeningResult screened;                    ///< what it means
  Instant screened_at;
  std::vector<Lock> locks;                 ///< all that there ever were, in order
  std::optional<ScreeningAnswered> check;  ///< the last four-item check
  Instant checked_at;
  std::vector<TimedClearance> clearances;
  std::optional<ProfileAnswered> profile;
  Instant profiled_at;
  bool has_told = false;  ///< about themselves, more than which stretches they like
  std::optional<PlanAdopted> plan;
  Instant planned_at;
  std::optional<Day> programme_start;  ///< the first day of the first plan
  std::vector<PlanPoint> plans;
  std::vector<PainPoint> pain;
  std::vector<DayPain> daily;  ///< by day
  std::vector<MorningAfter> mornings;
  std::vector<Day> reds;  ///< of each entry that was stopped as RED
  std::vector<Firing> firings;
  std::vector<Adapted> adapted;
  std::map<std::string, std::string, std::less<>> preferences;
  Instant preferred_at;                                ///< what decides about the plan
  std::vector<SessionLog> sessions;                    ///< in order of their days, then of start
  std::map<std::string, Instant, std::less<>> red_at;  ///< exercise -> last RED
  std::set<std::string, std::less<>> done;             ///< exercises with a step done
  std::set<std::string, std::less<>> stepped_back;     ///< too much for now; an easier one instead
  std::set<std::string, std::less<>> mastered;         ///< easy by now; a harder one may follow
  std::vector<Day> walks;                              ///< of each break that was walked
  std::vector<std::string> activities;                 ///< goals, in order of first mention
  Measurements measures;
  Instant last_event_at;
  Instant last_session_at;  ///< 0 if there was none
  std::optional<Instant> flare_at;
  /// Rows of printed diaries, by code, that sessions or pain were copied from, and those whose
  /// morning after was.
  std::set<std::string, std::less<>> paper_rows;
  std::set<std::string, std::less<>> paper_mornings;
  std::size_t events = 0;

  [[nodiscard]] int age() const { return screening ? screening->age : 0; }
};

/// The last firing of a rule, or the last with a change; null if there was none.
[[nodiscard]] const Firing* last_firing(const State& state, std::string_view rule);
[[nodiscard]] const Firing* last_change(const State& state, std::string_view change);

/// A journal and what it adds up to, kept up to date event by event.
class Tally {
 public:
  explicit Tally(const Catalogue& catalogue, Journal journal = {});
  Tally(const Tally&) = delete;
  Tally& operator=(const Tally&) = delete;
  Tally(Tally&& other) noexcept;
  Tally& operator=(Tally&& other) noexcept;
  ~Tally();

  [[nodiscard]] const Journal& journal() const { return journal_; }
  [[nodiscard]] const State& state() const;

  /// Adds what was stored: the set union of `merge`. What was supposed and is not among it is
  /// dropped. Cheap if it is just what was supposed, else everything is added up anew.
  void add(const Journal& more);

  /// Counts an event that is about to be stored. @pre none comes after it
  void suppose(Event event);
  /// Forgets the events that were supposed and not stored.
  void drop_supposed();
  /// The events that are supposed.
  [[nodiscard]] std::span<const Event> supposed() const;

 private:
  class Folder;
  void add_up();

  const Catalogue* catalogue_;
  Journal journal_;
  std::size_t supposed_ = 0;  ///< how many at the end of the journal
  std::unique_ptr<Folder> folder_;
};

/// Adds up a journal. Events that were taken back do not count.
[[nodiscard]] State fold(const Journal& journal, const Catalogue& catalogue);

}  // namespace lissom
