#include "core/programme/state.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/contract.h"
#include "core/programme/eligibility.h"
#include "core/programme/escalation.h"
#include "core/programme/exposure.h"
#include "core/programme/review.h"

namespace lissom {

/// Applies events one by one; `on` is called with the body's type.
class Tally::Folder {
 public:
  Folder(const Journal& journal, const Catalogue& catalogue)
      : state(catalogue), catalogue_(catalogue) {
    for (const Event& event : journal.events) {
      if (const auto* corrected = std::get_if<EventCorrected>(&event.body)) {
        taken_back_.insert(corrected->event);
      }
    }
    for (const Event& event : journal.events) {
      apply(event);
    }
    finish();
  }

  State state;

  void apply(const Event& event) {
    if (taken_back_.contains(event.id)) {
      return;
    }
    at_ = event.at;
    day_ = local_day(event.at, event.utc_offset_min);
    was_moved_ = event.moved_ms > 0;
    state.last_event_at = event.at;
    ++state.events;
    state.measures.apply(event);
    std::visit([this](const auto& body) { this->on(body); }, event.body);
  }

  /// After the last event.
  void finish() {
    if (first_changed_ >= state.sessions.size()) {
      return;
    }
    // Almost always it is the last session that changes; what came before it is kept.
    if (first_changed_ < settled_count_) {
      settled_ = Standings(catalogue_);
      settled_count_ = 0;
    }
    while (settled_count_ + 1 < state.sessions.size()) {
      settled_.apply(state.sessions[settled_count_++]);
    }
    Standings standings = settled_;
    standings.apply(state.sessions.back());
    standings.write(state);
    first_changed_ = std::numeric_limits<std::size_t>::max();
  }

 private:
  void on(const ScreeningAnswered& body) {
    if (body.scope == "full") {
      on_full_screening(body);
    } else {
      state.check = body;
      state.checked_at = at_;
      for (const CheckItem& item : catalogue_.screening.checks) {
        on_check_item(item, body);
      }
    }
  }

  void on_full_screening(const ScreeningAnswered& body) {
    state.screening = body;
    state.screened = evaluate(catalogue_, answers_of(body));
    state.screened_at = at_;
    // A clearance lasts as long as what it answered is there. What comes back after it was gone is
    // new.
    for (TimedClearance& timed : state.clearances) {
      std::erase_if(timed.clearance.findings, [&](const std::string& finding) {
        return std::find(body.findings.begin(), body.findings.end(), finding) ==
               body.findings.end();
      });
    }
    for (Lock& lock : state.locks) {
      lock.rescreened = lock.rescreened || !lock.needs_clearance || lock.cleared;
    }
    const auto code = static_cast<Code>(body.code);
    if (code >= Code::clinician_first) {
      const std::string because = "The safety questions gave a reason to get checked first.";
      close({at_, code, "screening", because, true, code >= Code::urgent});
      std::vector<Answer> inputs = {{"code", std::to_string(body.code)}};
      for (const std::string& finding : body.findings) {
        inputs.push_back({"finding", finding});
      }
      fire(code == Code::emergency ? "E1" : "screening", change_of(code), std::move(inputs),
           because);
    }
  }

  void on_check_item(const CheckItem& item, const ScreeningAnswered& body) {
    const auto answer = std::find_if(body.answers.begin(), body.answers.end(),
                                     [&](const Answer& a) { return a.id == item.id; });
    if (answer == body.answers.end()) {
      return;
    }
    if (item.type == AnswerType::yes_no && answer->value != "no") {
      close({at_, item.code, item.id, item.because, item.clearance, item.rescreen});
      if (!item.escalation.empty()) {
        fire(item.escalation, change_of(item.code), {{item.id, answer->value}}, item.because);
      }
    }
  }

  void on(const ProfileAnswered& body) {
    state.has_told = state.has_told || !is_taste_alone(body);
    state.profile = body;
    state.profiled_at = at_;
  }

  /// Whether nothing is said but which stretches are liked or left out.
  [[nodiscard]] bool is_taste_alone(ProfileAnswered body) const {
    const ProfileAnswered before = state.profile.value_or(default_profile(catalogue_));
    const bool is_taste = body.likes != before.likes || body.excludes != before.excludes;
    body.likes = before.likes;
    body.excludes = before.excludes;
    return is_taste && body == before;
  }

  void on(const ClearanceRecorded& body) {
    state.clearances.push_back({at_, body});
    for (Lock& lock : state.locks) {
      lock.cleared = true;
    }
  }

  void on(const PainReported& body) {
    const Telling told = telling(parse_day(body.day).value_or(day_));
    const auto later = std::find_if(state.pain.rbegin(), state.pain.rend(),
                                    [&](const PainPoint& point) { return point.at <= told.at; });
    state.pain.insert(later.base(), PainPoint{told.at, told.day, body});
    if (!body.paper.empty()) {
      (body.next_morning ? state.paper_mornings : state.paper_rows).insert(body.paper);
    }
    note_day(body, told.day);
    const int strongest =
        std::max({body.now.value_or(0), body.average.value_or(0), body.next_morning.value_or(0)});
    if (strongest >= catalogue_.pain.clinician_first_min) {
      const std::string because = "Pain this strong is a reason to see a clinician first.";
      close({at_, Code::clinician_first, "pain.severe", because, true, false});
      fire("pain.severe", "clinician_first", {{"pain", std::to_string(strongest)}}, because);
    }
    if (body.next_morning) {
      note_morning(*body.next_morning, body.quality, told);
    }
    watch(told.day);
  }

  /// When something was the case that is told now.
  struct Telling {
    Instant at;
    Day day;
  };
  /// What is told of an earlier day counts as told then, at this time of day.
  [[nodiscard]] Telling telling(Day day) const {
    const int days = std::max(0, day_ - day);
    return {{at_.ms - days * ms_per_day}, day_ + -days};
  }

  void note_day(const PainReported& body, Day on) {
    const auto place = std::find_if(state.daily.rbegin(), state.daily.rend(),
                                    [&](const DayPain& day) { return day.day <= on; });
    auto day = place.base();
    if (place != state.daily.rend() && place->day == on) {
      --day;
    } else {
      day = state.daily.insert(day, DayPain{on, {}, {}, false, false});
    }
    day->average = body.average ? body.average : day->average;
    for (const auto& now : {body.now, body.next_morning}) {
      day->most = now ? std::max(*now, day->most.value_or(0)) : day->most;
    }
    day->sleep_broken = day->sleep_broken || has_word(body.quality, sleep_broken_word);
    day->is_hard = day->is_hard ||
                   std::any_of(hard_day_words.begin(), hard_day_words.end(),
                               [&](std::string_view word) { return has_word(body.quality, word); });
  }

  /// The morning after is measured against the pain before the last session of an earlier day.
  void note_morning(int pain, const std::vector<std::string>& words, const Telling& told) {
    const auto session =
        std::find_if(state.sessions.rbegin(), state.sessions.rend(),
                     [&](const SessionLog& log) { return log.pain_before && log.day < told.day; });
    if (session == state.sessions.rend() ||
        told.day - session->day > catalogue_.number("pain.after.ask_days")) {
      return;
    }
    DayAfter response = day_after(catalogue_, *session->pain_before, pain);
    if (response == DayAfter::settled && has_word(words, stiff_word)) {
      response = DayAfter::irritated;
    }
    if (has_word(words, sleep_broken_word)) {
      response = DayAfter::flared;
    }
    std::erase_if(state.mornings, [&](const MorningAfter& morning) {
      return morning.session == session->id;  // told again
    });
    const auto later =
        std::find_if(state.mornings.rbegin(), state.mornings.rend(),
                     [&](const MorningAfter& morning) { return morning.day <= told.day; });
    state.mornings.insert(later.base(), MorningAfter{told.at, told.day, session->id, response});
  }

  /// What the escalation rules say now, and would have said on the days since `from` if all had
  /// been known that is known now.
  void watch(Day from) {
    for (Day day : days_told_of(from)) {
      take(escalations(state, catalogue_, at_, day));
    }
    take(escalations(state, catalogue_, at_, day_));
    take(reviews(state, catalogue_, at_, day_));
  }

  /// Days before today, from the first on, of which pain is known.
  [[nodiscard]] std::vector<Day> days_told_of(Day from) const {
    std::vector<Day> days;
    for (auto told = state.daily.rbegin(); told != state.daily.rend() && told->day >= from;
         ++told) {
      if (told->day < day_) {
        days.insert(days.begin(), told->day);
      }
    }
    return days;
  }

  void take(std::vector<Firing> firings) {
    for (Firing& firing : firings) {
      if (firing.change == "clinician_first") {
        close({at_, Code::clinician_first, firing.rule, firing.because, true, false});
      } else if (firing.change == "rescreen") {
        close({at_, Code::clinician_first, firing.rule, firing.because, false, true});
      }
      state.firings.push_back(std::move(firing));
    }
  }

  void on(const FunctionRated&) { take(reviews(state, catalogue_, at_, day_)); }
  void on(const QuestionnaireAnswered&) { take(reviews(state, catalogue_, at_, day_)); }

  void on(const GoalSet& body) {
    if (std::find(state.activities.begin(), state.activities.end(), body.activity) ==
        state.activities.end()) {
      state.activities.push_back(body.activity);
    }
  }

  void on(const PlanAdopted& body) {
    state.plan = body;
    state.planned_at = at_;
    const Day first_day = parse_day(body.first_day).value_or(day_);
    // A first week begins the programme, or begins it again.
    if (!state.programme_start || body.week == 1) {
      state.programme_start = first_day;
    }
    PlanPoint point{at_, day_, first_day, body.week, body.level, body.step, body.mode, {}, {}};
    for (const PlannedSlot& slot : body.slots) {
      const int times = static_cast<int>(slot.days.size()) * slot.times_per_day;
      point.weekly_s[slot.slot] += slot.total_s * times;
      for (const std::string& day : slot.slot == "core" ? slot.days : std::vector<std::string>{}) {
        point.core_days.push_back(parse_day(day).value_or(day_));
      }
    }
    state.plans.push_back(std::move(point));
  }

  void on(const PlanAdapted& body) {
    state.adapted.push_back({at_, day_, body.rule, body.change, body.inputs});
    if (was_moved_) {
      keep_closed(body);
    }
  }

  /// What closed the programme while the clock lay ahead keeps it closed, even if the rule finds no
  /// reason in where things are now.
  void keep_closed(const PlanAdapted& body) {
    const bool asks_clinician = body.change == "clinician_first";
    if (!asks_clinician && body.change != "rescreen") {
      return;
    }
    const bool is_closed =
        std::any_of(state.locks.begin(), state.locks.end(),
                    [&](const Lock& lock) { return lock.open() && lock.rule == body.rule; });
    if (!is_closed) {
      close(
          {at_, Code::clinician_first, body.rule,
           asks_clinician
               ? "What was written while the clock was wrong asks for a clinician first."
               : "What was written while the clock was wrong asks for the safety questions again.",
           asks_clinician, !asks_clinician});
    }
  }

  void on(const SessionStarted& body) {
    if (by_session_.contains(body.session)) {
      return;
    }
    const Day day = parse_day(body.day).value_or(day_);
    SessionLog log;
    log.id = body.session;
    log.at = body.paper.empty() ? at_ : telling(day).at;
    log.day = day;
    log.is_from_paper = !body.paper.empty();
    log.slot = body.slot;
    log.variant = body.variant;
    log.pain_before = body.pain_before;
    log.entries = body.entries;
    log.right_first = body.right_first;
    state.last_session_at = std::max(state.last_session_at, log.at);
    if (log.is_from_paper) {
      state.paper_rows.insert(body.paper);
    }
    put(std::move(log));
  }

  /// One from paper goes where its day is, the others come in order.
  void put(SessionLog log) {
    auto place = state.sessions.end();
    while (log.is_from_paper && place != state.sessions.begin() && (place - 1)->day > log.day) {
      --place;
    }
    const auto index = static_cast<std::size_t>(place - state.sessions.begin());
    if (place != state.sessions.end()) {
      for (auto& [id, other] : by_session_) {
        other += other >= index ? 1 : 0;
      }
    }
    by_session_[log.id] = index;
    first_changed_ = std::min(first_changed_, index);
    state.sessions.insert(place, std::move(log));
  }

  void on(const StepDone& body) {
    state.done.insert(body.exercise);
    SessionLog* log = find(body.session);
    if (log == nullptr) {
      return;
    }
    const auto place = std::lower_bound(log->done_steps.begin(), log->done_steps.end(), body.step);
    if (place == log->done_steps.end() || *place != body.step) {
      log->done_steps.insert(place, body.step);
      ++log->done_by_exercise[body.exercise];
    }
    state.last_session_at = std::max(state.last_session_at, log->is_from_paper ? log->at : at_);
  }

  void on(const StepStopped& body) {
    if (body.band == "RED" || body.band == "HALT") {
      state.red_at[body.exercise] = at_;
      state.reds.push_back(day_);
    }
    if (body.band == "HALT") {
      const std::string because =
          "You reported a sign during a session that asks for the safety questions again.";
      close({at_, Code::clinician_first, "pain.halt", because, false, true});
      std::vector<Answer> inputs;
      for (const std::string& word : body.words) {
        inputs.push_back({"word", word});
      }
      fire("pain.halt", "rescreen", std::move(inputs), because);
    }
    if (SessionLog* log = find(body.session)) {
      log->stopped.push_back(
          {body.step, body.exercise, body.reason, body.band, body.action, body.pain, body.pull});
    }
    watch(day_);
  }

  void on(const SessionEnded& body) {
    if (SessionLog* log = find(body.session)) {
      log->ended = true;
      log->how = body.how;
      log->pain_after = body.pain_after;
      log->effort = body.effort;
    }
  }

  void on(const FlareDeclared&) { state.flare_at = at_; }

  void on(const BreakWalked&) { state.walks.push_back(day_); }

  void on(const PreferenceSet& body) {
    state.preferences[body.name] = body.value;
    // Nothing else that is preferred changes a plan.
    state.preferred_at = body.name == "calendar" ? at_ : state.preferred_at;
  }

  // What later work reads.
  static void on(const RangeMeasured&) {}
  static void on(const PrescriptionWritten&) {}
  static void on(const ConsentGiven&) {}
  static void on(const ConsentWithdrawn&) {}
  static void on(const EventCorrected&) {}
  static void on(const ClockCorrected&) {}

  void close(Lock lock) { state.locks.push_back(std::move(lock)); }

  void fire(std::string rule, std::string change, std::vector<Answer> inputs, std::string because) {
    state.firings.push_back(
        {at_, day_, std::move(rule), std::move(change), std::move(inputs), std::move(because)});
  }

  static bool has_word(const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  static std::string change_of(Code code) {
    return code == Code::emergency         ? "emergency"
           : code == Code::urgent          ? "urgent"
           : code == Code::clinician_first ? "clinician_first"
                                           : "rescreen";
  }

  SessionLog* find(const Uuid& session) {
    const auto found = by_session_.find(session);
    if (found == by_session_.end()) {
      return nullptr;
    }
    first_changed_ = std::min(first_changed_, found->second);
    return &state.sessions[found->second];
  }

  const Catalogue& catalogue_;
  Instant at_;
  Day day_;
  bool was_moved_ = false;  ///< the event that is counted, after a clock was put right
  std::map<Uuid, std::size_t> by_session_;
  std::set<Uuid> taken_back_;
  Standings settled_{catalogue_};  ///< of the sessions before the last
  std::size_t settled_count_ = 0;  ///< how many those are
  std::size_t first_changed_ = std::numeric_limits<std::size_t>::max();  ///< since `finish`
};

namespace {

const Firing* last_of(const std::vector<Firing>& firings, std::string Firing::*field,
                      std::string_view value) {
  const auto last = std::find_if(firings.rbegin(), firings.rend(),
                                 [&](const Firing& firing) { return firing.*field == value; });
  return last == firings.rend() ? nullptr : &*last;
}

}  // namespace

const Firing* last_firing(const State& state, std::string_view rule) {
  return last_of(state.firings, &Firing::rule, rule);
}

const Firing* last_change(const State& state, std::string_view change) {
  return last_of(state.firings, &Firing::change, change);
}

Tally::Tally(const Catalogue& catalogue, Journal journal)
    : catalogue_(&catalogue), journal_(std::move(journal)) {
  add_up();
}
Tally::Tally(Tally&& other) noexcept = default;
Tally& Tally::operator=(Tally&& other) noexcept = default;
Tally::~Tally() = default;

const State& Tally::state() const {
  return folder_->state;
}

void Tally::add_up() {
  folder_ = std::make_unique<Folder>(journal_, *catalogue_);
}

void Tally::add(const Journal& more) {
  const std::span<const Event> waiting = supposed();
  const bool as_supposed =
      more.faults.empty() &&
      std::equal(waiting.begin(), waiting.end(), more.events.begin(), more.events.end(),
                 [](const Event& a, const Event& b) { return a.id == b.id && a.at == b.at; });
  if (as_supposed) {
    supposed_ = 0;
    return;
  }
  journal_.events.resize(journal_.events.size() - supposed_);
  supposed_ = 0;
  merge(journal_, more.events);
  journal_.faults.insert(journal_.faults.end(), more.faults.begin(), more.faults.end());
  add_up();
}

void Tally::suppose(Event event) {
  LISSOM_EXPECTS(journal_.events.empty() || !(event.at < journal_.events.back().at));
  journal_.events.push_back(std::move(event));
  ++supposed_;
  if (std::holds_alternative<EventCorrected>(journal_.events.back().body)) {
    add_up();
    return;
  }
  folder_->apply(journal_.events.back());
  folder_->finish();
}

void Tally::drop_supposed() {
  if (supposed_ > 0) {
    journal_.events.resize(journal_.events.size() - supposed_);
    supposed_ = 0;
    add_up();
  }
}

std::span<const Event> Tally::supposed() const {
  return std::span(journal_.events).last(supposed_);
}

State fold(const Journal& journal, const Catalogue& catalogue) {
  return Tally(catalogue, journal).state();
}

}  // namespace lissom
