#include "shells/simulator/watch.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <type_traits>
#include <utility>

#include "core/base/date.h"

namespace lissom::simulator {
namespace {

std::string lower_case(const std::string& text) {
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

bool has_word(const std::string& text, const Forbidden& forbidden) {
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  for (std::size_t at = text.find(forbidden.pattern); at != std::string::npos;
       at = text.find(forbidden.pattern, at + 1)) {
    const std::size_t end = at + forbidden.pattern.size();
    if ((at == 0 || !is_letter(text[at - 1])) &&
        (!forbidden.whole || end == text.size() || !is_letter(text[end]))) {
      return true;
    }
  }
  return false;
}

/// The entries that a view offers to be done.
std::vector<std::string> offered(const Json& view) {
  std::vector<std::string> ids;
  const auto take = [&](const Json& holder) {
    const auto entries = holder.find("entries");
    if (entries == holder.end() || !entries->is_array()) {  // or a number of entries of the record
      return;
    }
    for (const Json& entry : *entries) {
      ids.push_back(entry["id"].get<std::string>());
    }
  };
  take(view);
  if (const auto slots = view.find("slots"); slots != view.end()) {
    for (const Json& slot : *slots) {
      take(slot);
    }
  }
  if (const auto easier = view.find("easier"); easier != view.end() && easier->is_string()) {
    ids.push_back(easier->get<std::string>());
  }
  return ids;
}

bool is_open_request(const std::string& name) {
  return name == "plan" || name == "today" || name == "start" || name == "resume" ||
         name == "programs" || name == "range_test" || name == "next_break";
}

/// Where the sentences of a view are, and what holds more of them.
constexpr std::array<std::string_view, 6> said = {"say", "because", "why",
                                                  "now", "title",   "unlock"};
constexpr std::array<std::string_view, 7> holders = {"left_out", "disposition", "refused", "slots",
                                                     "entries",  "missing",     "answers"};

}  // namespace

std::string Wording::forbidden_in(const std::string& sentence) {
  if (sound_.contains(sentence)) {
    return "";
  }
  const std::string lower = lower_case(sentence);
  for (const Forbidden& forbidden : catalogue_.forbidden) {
    if (has_word(lower, forbidden)) {
      return forbidden.pattern;
    }
  }
  sound_.insert(sentence);
  return "";
}

Watch::Watch(const Catalogue& catalogue, Wording& wording)
    : catalogue_(catalogue), wording_(wording) {
  // The ladder once more, from the dose table alone.
  const DoseLevel* before = nullptr;
  for (const DoseLevel& level : catalogue.dose.levels) {
    if (before == nullptr) {
      rungs_.emplace_back(level.id, "");
    } else if (level.id != "M") {
      const std::map<std::string, bool> changes = {
          {"sessions", before->sessions.least != level.sessions.least ||
                           before->sessions.most != level.sessions.most},
          {"reps", before->reps.least != level.reps.least || before->reps.most != level.reps.most},
          {"hold", before->hold_s != level.hold_s || before->hold_older_s != level.hold_older_s},
          {"variant", before->difficulty_cap != level.difficulty_cap}};
      for (const std::string& variable : catalogue.order_of_change) {
        if (changes.at(variable)) {
          rungs_.emplace_back(level.id, variable);
        }
      }
    }
    before = &level;
  }
}

std::vector<std::string> Watch::look(const Json& request, const Outcome& outcome,
                                     const Moment& moment) {
  breaches_.clear();
  now_ = moment.now;
  today_ = local_day(moment.now, moment.utc_offset_min);
  for (const Event& event : outcome.events) {
    std::visit([this](const auto& body) { this->take(body); }, event.body);
  }
  if (const auto tags = outcome.view.find("tags"); tags != outcome.view.end()) {
    tags_.clear();
    for (const Json& tag : *tags) {
      tags_.insert(tag["tag"].get<std::string>());
    }
  }
  check_strong_days();
  check_offers(request, outcome);
  check_words(outcome.view);
  return std::move(breaches_);
}

void Watch::take(const ScreeningAnswered& answered) {
  if (answered.scope == "full") {
    needs_screening_ = needs_screening_ && needs_clearance_;
  }
}
void Watch::take(const ClearanceRecorded& /*cleared*/) {
  needs_clearance_ = false;
  cleared_ = today_;
}
void Watch::take(const PlanAdapted& adapted) {
  const std::string& change = adapted.change;
  const bool urgent = change == "urgent" || change == "emergency";
  needs_clearance_ = needs_clearance_ || urgent || change == "clinician_first";
  needs_screening_ = needs_screening_ || urgent || change == "rescreen";
  if (adapted.rule.starts_with("ladder.") || adapted.rule.starts_with("maintenance")) {
    adapted_ = change;
  }
}
void Watch::take(const StepStopped& stopped) {
  if (stopped.band == "RED" || stopped.band == "HALT") {
    red_at_[stopped.exercise] = now_;
    reds_.push_back(today_);
  }
  needs_screening_ = needs_screening_ || stopped.band == "HALT";
}
void Watch::take(const PainReported& pain) {
  if (pain.average) {
    averages_[today_] = *pain.average;
  }
}
void Watch::take(const SessionStarted& started) {
  expect(!is_stopped(), "a session began after a stop");
  if (started.slot == "core") {
    core_.insert(started.session);
  }
  if (started.slot == "free") {
    expect(plan_ && plan_->mode == "normal", "a session of their own on a flare day");
    for (const PlannedEntry& entry : started.entries) {
      free_[started.session][entry.exercise] = entry.hold_s;
    }
  }
}
void Watch::take(const StepDone& done) {
  expect(!is_stopped(), "a step counts after a stop");
  if (core_.contains(done.session)) {
    core_sessions_[today_].insert(done.session);
  }
  const auto own = free_.find(done.session);
  const auto exercise = catalogue_.exercises.find(done.exercise);
  if (own == free_.end() || exercise == catalogue_.exercises.end() || !plan_) {
    return;
  }
  if (exercise->second.kind == Kind::static_hold) {
    const int sides = exercise->second.side == Side::each ? 2 : 1;
    for (const std::string& muscle : exercise->second.primary) {
      free_half_s_[plan_->first_day][muscle] += 2 * own->second[done.exercise] / sides;
    }
  }
  check_caps(*plan_);
}

/// What was dated with a clock that lay ahead goes back as far as the clock did, a plan by whole
/// weeks unless it begins a programme.
void Watch::take(const ClockCorrected& corrected) {
  constexpr std::int64_t ms_per_min = 60'000;
  constexpr int min_per_day = 1440;
  const int days = (corrected.ahead_min + min_per_day / 2) / min_per_day;
  const auto right = [&](Day day) { return day > today_ ? day + -days : day; };
  const auto right_week = [&](Day day) {
    if (plan_ && plan_->week == 1) {
      return right(day);
    }
    const int weeks = (std::max(day - today_, 0) + days_per_week - 1) / days_per_week;
    return day + -weeks * days_per_week;
  };
  const auto with_keys = [](const auto& by_day, const auto& to) {
    std::remove_cvref_t<decltype(by_day)> moved;
    for (const auto& [day, what] : by_day) {
      moved[to(day)] = what;
    }
    return moved;
  };
  for (auto& [exercise, at] : red_at_) {
    at = at > now_ ? Instant{at.ms - corrected.ahead_min * ms_per_min} : at;
  }
  std::transform(reds_.begin(), reds_.end(), reds_.begin(), right);
  averages_ = with_keys(averages_, right);
  core_sessions_ = with_keys(core_sessions_, right);
  free_half_s_ = with_keys(free_half_s_, right_week);
  weekly_s_ = with_keys(weekly_s_, right_week);
  level_since_ = right(level_since_);
  cleared_ = cleared_ ? std::optional(right(*cleared_)) : cleared_;
  if (plan_) {
    plan_->day = right(plan_->day);
    plan_->first_day = right_week(plan_->first_day);
  }
}

std::vector<std::string> Watch::tags() const {
  std::vector<std::string> tags(tags_.begin(), tags_.end());
  for (const PainType& type : catalogue_.pain_types) {
    if (profile_.value("pain_type", "") == type.id && !type.tag.empty()) {
      tags.push_back(type.tag);
    }
  }
  return tags;
}

// ---- plans

void Watch::take(const PlanAdopted& plan) {
  expect(!is_stopped(), "a plan was adopted after a stop");
  Plan next;
  next.day = today_;
  next.week = plan.week;
  next.first_day = parse_day(plan.first_day).value_or(today_);
  next.level = plan.level;
  next.step = plan.step;
  next.mode = plan.mode;
  for (const PlannedSlot& slot : plan.slots) {
    const int times = static_cast<int>(slot.days.size()) * slot.times_per_day;
    next.weekly_s[slot.slot] += slot.total_s * times;
    if (slot.slot == "core") {
      next.core_days = static_cast<int>(slot.days.size());
      for (const PlannedEntry& entry : slot.entries) {
        next.core.emplace(entry.exercise, entry);
      }
    }
  }
  check_explained(plan);
  next.half_s = half_seconds(plan);
  check_caps(next);
  if (!article_) {
    check_step(next);
    check_minutes(plan, next);
  }
  level_since_ = plan_ && plan_->level == next.level ? level_since_ : today_;
  adapted_.clear();
  if (next.mode == "normal") {
    weekly_s_[next.first_day] = next.weekly_s;
  }
  plan_ = std::move(next);
}

int Watch::rung(const Plan& plan) const {
  const auto found = std::find(rungs_.begin(), rungs_.end(), std::pair(plan.level, plan.step));
  return static_cast<int>(found - rungs_.begin());
}

void Watch::check_step(const Plan& next) {
  if (!plan_) {
    expect(next.level == "L1", "the first plan is not of level 1");
    return;
  }
  if (next.level == "M" || plan_->level == "M") {
    const bool said_so = next.level == plan_->level || adapted_ == "maintenance" ||
                         adapted_ == "relapse" || adapted_ == "regress" || adapted_ == "restart";
    expect(said_so, "keeping up began or ended without a word");
    return;
  }
  const int from = rung(*plan_);
  const int to = rung(next);
  expect(to < static_cast<int>(rungs_.size()), "the plan stands on no rung of the ladder");
  expect(to <= from + 1, "the plan took more than one step at once");
  if (to > from) {
    expect(adapted_ == "advance", "the plan went on without the event of it");
    expect(next.first_day >= plan_->first_day + days_per_week, "two steps on in one week");
    check_one_variable(next);
    check_advance(next);
  }
  if (to < from) {
    expect(adapted_ == "regress" || adapted_ == "restart" || adapted_ == "relapse",
           "the plan stepped back without the event of it");
  }
}

/// Only after a week of sessions without RED, and never before a level has had its time.
void Watch::check_advance(const Plan& next) {
  const Day from = today_ + -catalogue_.number("ladder.advance.window_days");
  expect(std::none_of(reds_.begin(), reds_.end(), [&](Day day) { return day >= from; }),
         "a step on in spite of RED");
  std::size_t sessions = 0;
  for (const auto& [day, ids] : core_sessions_) {
    sessions += day >= from && day < today_ ? ids.size() : 0;
  }
  expect(static_cast<int>(sessions) >= catalogue_.number("ladder.advance.sessions_min"),
         "a step on after too few sessions");
  if (next.level != plan_->level) {
    const std::vector<int>& stays =
        catalogue_.numbers.find("ladder.advance.minimum_stay_days")->second;
    const auto rank = static_cast<std::size_t>(plan_->level.back() - '1');
    expect(rank >= stays.size() || today_ - level_since_ >= stays[rank],
           "a level ended before its time");
  }
}

/// Rule E4, counted once more: strong pain on three logged days in a row.
void Watch::check_strong_days() {
  const auto days = static_cast<std::size_t>(catalogue_.number("escalation.E4.days"));
  if (averages_.size() < days || averages_.rbegin()->first != today_) {
    return;
  }
  const auto first = std::next(averages_.rbegin(), static_cast<std::ptrdiff_t>(days) - 1);
  const bool strong = std::all_of(averages_.rbegin(), std::next(first), [&](const auto& day) {
    return day.second >= catalogue_.number("escalation.E4.pain_min");
  });
  const bool is_new = !cleared_ || *cleared_ < first->first;
  expect(!strong || !is_new || is_stopped(), "strong pain on days in a row stops nothing");
}

void Watch::check_one_variable(const Plan& next) {
  if (plan_->mode != "normal" || next.mode != "normal") {
    return;
  }
  if (next.step != "sessions" && profile_.value("session_days", Json::array()).empty()) {
    expect(next.core_days <= plan_->core_days, "sessions rose with another variable");
  }
  for (const auto& [id, entry] : next.core) {
    const auto before = plan_->core.find(id);
    const auto exercise = catalogue_.exercises.find(id);
    const bool is_known = before != plan_->core.end() && exercise != catalogue_.exercises.end() &&
                          exercise->second.kind == Kind::static_hold;
    // What was new last week was met at the dose of level 1.
    const bool was_new =
        is_known && exercise->second.difficulty > catalogue_.dose.levels.front().difficulty_cap;
    if (is_known && !was_new && next.step != "hold") {
      expect(entry.hold_s <= before->second.hold_s, "holds rose with another variable");
    }
  }
}

void Watch::check_minutes(const PlanAdopted& plan, const Plan& next) {
  if (next.mode != "normal") {
    return;
  }
  for (const PlannedSlot& slot : plan.slots) {
    expect(slot.total_s <= slot.budget_s, "a session is longer than its minutes");
  }
  const auto later = weekly_s_.lower_bound(next.first_day);
  if (later == weekly_s_.begin()) {
    return;
  }
  const std::map<std::string, int>& before = std::prev(later)->second;
  constexpr int whole = 100;
  const int pct = whole + catalogue_.number("ladder.advance.weekly_minutes_rise_max_pct");
  const int floor_s = catalogue_.number("ladder.advance.session_floor_s");
  for (const auto& [slot, seconds] : next.weekly_s) {
    const auto earlier = before.find(slot);
    int times = 0;
    for (const PlannedSlot& planned : plan.slots) {
      times +=
          planned.slot == slot ? static_cast<int>(planned.days.size()) * planned.times_per_day : 0;
    }
    if (earlier != before.end()) {
      expect(seconds <= std::max(earlier->second * pct / whole, floor_s * times),
             "the minutes of a week rose by more than the share that they may");
    }
  }
}

std::map<std::string, int> Watch::half_seconds(const PlanAdopted& plan) {
  std::map<std::string, int> half_s;
  for (const PlannedSlot& slot : plan.slots) {
    const int times = static_cast<int>(slot.days.size()) * slot.times_per_day;
    for (const PlannedEntry& entry : slot.entries) {
      const auto exercise = catalogue_.exercises.find(entry.exercise);
      if (exercise == catalogue_.exercises.end()) {
        breach("a plan holds an entry that is not in the catalogue");
        continue;
      }
      const bool stretches = exercise->second.kind == Kind::static_hold;
      for (const std::string& muscle :
           stretches ? exercise->second.primary : std::vector<std::string>{}) {
        half_s[muscle] += 2 * entry.hold_s * entry.reps * entry.sets * times;
      }
    }
  }
  return half_s;
}

/// What is planned and what they chose besides, together.
void Watch::check_caps(const Plan& plan) {
  const std::map<std::string, int>& chosen = free_half_s_[plan.first_day];
  for (const auto& [muscle, planned] : plan.half_s) {
    const auto more = chosen.find(muscle);
    const int sum = planned + (more == chosen.end() ? 0 : more->second);
    expect(article_ || plan.mode != "normal" || sum <= catalogue_.dose.cap_min_per_week * 120,
           "a muscle gets more than the cap of a week");
  }
}

void Watch::check_explained(const PlanAdopted& plan) {
  expect(!plan.because.empty(), "a plan without a reason");
  expect(!plan.catalogue.empty(), "a plan without the version of its rules");
  for (const PlannedSlot& slot : plan.slots) {
    for (const PlannedEntry& entry : slot.entries) {
      expect(!entry.why.empty(), "an entry without a reason");
    }
  }
  for (const MissingMuscle& missing : plan.missing) {
    expect(!missing.why.empty(), "a muscle is missing without a reason");
  }
}

// ---- views

void Watch::check_offers(const Json& request, const Outcome& outcome) {
  const std::string name = request["do"].get<std::string>();
  const std::vector<std::string> ids = offered(outcome.view);
  if (is_stopped()) {
    expect(ids.empty(), "an entry is offered after a stop");
    expect(!outcome.view.contains("cues"), "a session is played after a stop");
    expect(!is_open_request(name) || outcome.exit == 3, "a request is answered after a stop");
  }
  if (outcome.exit == 3) {
    expect(ids.empty() && !outcome.view.contains("cues"), "a refusal offers something");
    const Json refused = outcome.view.value("refused", Json());
    expect(!refused.is_object() || !refused.value("say", Json()).empty(),
           "a refusal without a word");
  }
  if (name != "catalogue") {
    for (const std::string& id : ids) {
      check_offer(id, name == "start");
    }
  }
  for (const Json& left_out : outcome.view.value("left_out", Json::array())) {
    if (left_out["instead"].is_string()) {
      check_offer(left_out["instead"].get<std::string>(), true);
    }
  }
}

void Watch::check_offer(const std::string& id, bool is_start) {
  const auto exercise = catalogue_.exercises.find(id);
  if (exercise == catalogue_.exercises.end()) {
    breach("an entry is offered that is not in the catalogue");
    return;
  }
  const std::vector<std::string>& avoid = exercise->second.avoid;
  for (const std::string& tag : tags()) {
    if (std::find(avoid.begin(), avoid.end(), tag) != avoid.end()) {
      breach(std::string(id).append(" is offered in spite of ").append(tag));
    }
  }
  const auto red = red_at_.find(id);
  constexpr std::int64_t ms_per_hour = 3'600'000;
  const bool rests =
      red != red_at_.end() && now_.ms - red->second.ms < catalogue_.pain.drop_hours * ms_per_hour;
  expect(!is_start || !rests, "an entry that hurt is offered before its rest is over");
}

void Watch::check_sentence(const Json& sentence) {
  if (sentence.is_string()) {
    expect(wording_.forbidden_in(sentence.get<std::string>()).empty(), "a forbidden word is said");
  }
}

void Watch::check_words(const Json& view) {
  if (view.is_array()) {
    for (const Json& item : view) {
      check_words(item);
    }
  }
  if (!view.is_object()) {
    return;
  }
  for (const auto& [key, value] : view.items()) {
    if (std::find(holders.begin(), holders.end(), key) != holders.end()) {
      check_words(value);
    } else if (std::find(said.begin(), said.end(), key) != said.end()) {
      check_sentence(value);
      for (const Json& sentence : value.is_array() ? value : Json::array()) {
        check_sentence(sentence);
      }
    }
  }
}

}  // namespace lissom::simulator
