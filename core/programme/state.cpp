#include "core/programme/state.h"

#include <algorithm>

namespace lissom {
namespace {

/// Applies events one by one; `on` is called with the body's type.
class Folder {
 public:
  explicit Folder(const Catalogue& catalogue) : catalogue_(catalogue) {}

  State state;

  void apply(const Event& event) {
    at_ = event.at;
    day_ = local_day(event.at, event.utc_offset_min);
    state.last_event_at = event.at;
    ++state.events;
    std::visit([this](const auto& body) { this->on(body); }, event.body);
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
      close({at_, code, "screening", "The safety questions gave a reason to get checked first.",
             true, code >= Code::urgent});
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
    }
  }

  void on(const ProfileAnswered& body) {
    state.profile = body;
    state.profiled_at = at_;
  }

  void on(const ClearanceRecorded& body) {
    state.clearances.push_back({at_, body});
    for (Lock& lock : state.locks) {
      lock.cleared = true;
    }
  }

  void on(const PainReported& body) {
    state.pain.push_back({at_, day_, body});
    if (std::max(body.now.value_or(0), body.average.value_or(0)) >=
        catalogue_.pain.clinician_first_min) {
      close({at_, Code::clinician_first, "pain.severe",
             "Pain this strong is a reason to see a clinician first.", true, false});
    }
  }

  void on(const GoalSet& body) {
    if (std::find(state.activities.begin(), state.activities.end(), body.activity) ==
        state.activities.end()) {
      state.activities.push_back(body.activity);
    }
  }

  void on(const PlanAdopted& body) {
    state.plan = body;
    state.planned_at = at_;
    if (!state.programme_start) {
      state.programme_start = parse_day(body.first_day).value_or(day_);
    }
  }

  void on(const SessionStarted& body) {
    if (by_session_.contains(body.session)) {
      return;
    }
    by_session_[body.session] = state.sessions.size();
    SessionLog log;
    log.id = body.session;
    log.at = at_;
    log.day = parse_day(body.day).value_or(day_);
    log.slot = body.slot;
    log.variant = body.variant;
    log.pain_before = body.pain_before;
    log.entries = body.entries;
    log.right_first = body.right_first;
    state.sessions.push_back(std::move(log));
    state.last_session_at = at_;
  }

  void on(const StepDone& body) {
    SessionLog* log = find(body.session);
    if (log == nullptr) {
      return;
    }
    const auto place = std::lower_bound(log->done_steps.begin(), log->done_steps.end(), body.step);
    if (place == log->done_steps.end() || *place != body.step) {
      log->done_steps.insert(place, body.step);
      ++log->done_by_exercise[body.exercise];
    }
    state.last_session_at = at_;
  }

  void on(const StepStopped& body) {
    if (body.band == "RED" || body.band == "HALT") {
      state.red_at[body.exercise] = at_;
    }
    if (body.band == "HALT") {
      close({at_, Code::clinician_first, "pain.halt",
             "You reported a sign during a session that asks for the safety questions again.",
             false, true});
    }
    if (SessionLog* log = find(body.session)) {
      log->stopped.push_back({body.step, body.exercise, body.reason, body.band, body.action});
    }
  }

  void on(const SessionEnded& body) {
    if (SessionLog* log = find(body.session)) {
      log->ended = true;
      log->how = body.how;
      log->pain_after = body.pain_after;
    }
  }

  void on(const FlareDeclared&) { state.flare_at = at_; }

  // What later work reads.
  static void on(const FunctionRated&) {}
  static void on(const RangeMeasured&) {}
  static void on(const QuestionnaireAnswered&) {}
  static void on(const PlanAdapted&) {}
  static void on(const PreferenceSet&) {}
  static void on(const PrescriptionWritten&) {}
  static void on(const ConsentGiven&) {}
  static void on(const ConsentWithdrawn&) {}
  static void on(const EventCorrected&) {}

  void close(Lock lock) { state.locks.push_back(std::move(lock)); }

  SessionLog* find(const Uuid& session) {
    const auto found = by_session_.find(session);
    return found == by_session_.end() ? nullptr : &state.sessions[found->second];
  }

  const Catalogue& catalogue_;
  Instant at_;
  Day day_;
  std::map<Uuid, std::size_t> by_session_;
};

}  // namespace

std::set<Uuid> taken_back(const Journal& journal) {
  std::set<Uuid> taken_back;
  for (const Event& event : journal.events) {
    if (const auto* corrected = std::get_if<EventCorrected>(&event.body)) {
      taken_back.insert(corrected->event);
    }
  }
  return taken_back;
}

State fold(const Journal& journal, const Catalogue& catalogue) {
  const std::set<Uuid> gone = taken_back(journal);
  Folder folder(catalogue);
  for (const Event& event : journal.events) {
    if (!gone.contains(event.id)) {
      folder.apply(event);
    }
  }
  return std::move(folder.state);
}

}  // namespace lissom
