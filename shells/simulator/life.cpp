#include "shells/simulator/life.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/date.h"
#include "core/journal/codec.h"
#include "stores/memory/memory_store.h"

namespace lissom::simulator {
namespace {

constexpr int breaches_that_end_it = 3;
constexpr std::int64_t first_day_ms = 1'795'478'400'000;  // 2026-11-24, midnight in Greenwich
constexpr std::int64_t ms_per_min = 60'000;

class Life {
 public:
  Life(std::uint64_t seed, int weeks, const Catalogue& catalogue, Wording& wording)
      : seed_(seed),
        days_(weeks * days_per_week),
        catalogue_(catalogue),
        chance_(seed),
        apart_(~seed),
        traits_(draw_traits(chance_, catalogue, days_)),
        watch_(catalogue, wording),
        tally_(catalogue),
        identity_{uuid_v7({first_day_ms}, chance_), uuid_v7({first_day_ms}, chance_)} {
    draw_clock(apart_, days_, traits_);
    lived_.tale.age = traits_.age;
    base_tenths_ = traits_.pain_tenths;
  }

  Lived run() {
    for (int day = 0; day < days_ && !enough_breaches(); ++day) {
      live_day(day);
    }
    const auto replayed = ask({{"do", "replay"}});
    if (replayed && !(*replayed)["differs"].empty()) {
      note_breach(
          "what was decided does not come out again: " + to_bytes((*replayed)["differs"][0]),
          {{"do", "replay"}});
    }
    lived_.tale.events = static_cast<int>(tally_.journal().events.size());
    return std::move(lived_);
  }

 private:
  // ---- asking

  [[nodiscard]] bool enough_breaches() const {
    return lived_.breaches.size() >= breaches_that_end_it;
  }

  void note_breach(const std::string& what, const Json& request) {
    if (enough_breaches()) {
      return;
    }
    Breach breach{seed_, what, to_bytes(request), {}};
    for (const Event& event : tally_.journal().events) {
      breach.journal.push_back(to_line(to_record(event)));
    }
    lived_.breaches.push_back(std::move(breach));
  }

  [[nodiscard]] Moment moment() {
    now_ms_ += 1000;
    return {{now_ms_}, utc_offset_min_, chance_.next() >> 1U};
  }

  /// Asks, stores what follows, and looks at it. @return the view; nothing for a fault
  std::optional<Json> ask(const Json& request) {
    const Moment at = moment();
    ++lived_.tale.requests;
    Result<Outcome> outcome = answer(tally_, request, at, identity_, catalogue_);
    if (!outcome) {
      ++lived_.tale.faults;
      if (outcome.error().what.empty()) {
        note_breach("a fault without a word", request);
      }
      if (!tally_.supposed().empty()) {
        note_breach("a fault left something in the record", request);
      }
      return std::nullopt;
    }
    store(*outcome, request);
    for (const std::string& what : watch_.look(request, *outcome, at)) {
      note_breach(what, request);
    }
    count(*outcome);
    return std::move(outcome->view);
  }

  void store(const Outcome& outcome, const Json& request) {
    if (outcome.events.empty()) {
      return;
    }
    std::vector<Record> records;
    records.reserve(outcome.events.size());
    for (const Event& event : outcome.events) {
      records.push_back(to_record(event));
    }
    const auto head = store_.append(identity_.person, head_, records);
    if (!head) {
      note_breach("the store refused what was answered", request);
      return;
    }
    head_ = *head;
    tally_.add({outcome.events, {}});
  }

  void count(const Outcome& outcome) {
    lived_.tale.refused += outcome.exit == 3 ? 1 : 0;
    for (const Event& event : outcome.events) {
      if (const auto* adapted = std::get_if<PlanAdapted>(&event.body)) {
        count(*adapted);
      } else if (const auto* plan = std::get_if<PlanAdopted>(&event.body)) {
        ++lived_.tale.plans;
        level_ = plan->level;
      }
    }
  }
  void count(const PlanAdapted& adapted) {
    const auto is_one_of = [&](std::initializer_list<std::string_view> changes) {
      return std::find(changes.begin(), changes.end(), adapted.change) != changes.end() ? 1 : 0;
    };
    Tale& tale = lived_.tale;
    ++tale.rules[adapted.rule];
    tale.steps_on += is_one_of({"advance"});
    tale.varied += is_one_of({"vary"});
    tale.steps_back += is_one_of({"regress", "restart", "relapse"});
    const int stops = is_one_of({"clinician_first", "rescreen", "urgent", "emergency"});
    tale.stops += stops;
    if (stops > 0 && tale.stopped_by.empty()) {
      tale.stopped_by = adapted.rule;
    }
  }

  /// Something wrong first, as people do; it must be refused in one line and change nothing.
  void slip(const Json& request) {
    if (!happens(chance_, traits_.slips_pct, 100)) {
      return;
    }
    Json wrong = request;
    switch (between(chance_, 0, 3)) {
      case 0:
        wrong["not_a_key"] = 1;
        break;
      case 1:
        wrong["do"] = "tday";
        break;
      case 2:
        wrong["now"] = 11;
        wrong["answers"] = "no";
        break;
      default:
        wrong["session"] = "nobody";
        wrong["test"] = "T_NOTHING";
        break;
    }
    const std::size_t before = tally_.journal().events.size();
    if (ask(wrong) && !watch_.is_stopped() && tally_.journal().events.size() > before) {
      note_breach("a wrong request was stored", wrong);
    }
  }

  // ---- days

  void live_day(int day) {
    // Half past seven in the morning, wherever that is.
    utc_offset_min_ =
        traits_.utc_offset_min +
        (traits_.clock_change_day >= 0 && day >= traits_.clock_change_day ? 60 : 0) +
        (traits_.travel_day >= 0 && day >= traits_.travel_day ? traits_.travel_min : 0);
    now_ms_ = std::max(now_ms_ + 1, first_day_ms + day * ms_per_day + 450 * ms_per_min -
                                        utc_offset_min_ * ms_per_min);
    day_ = day;
    have_pain();
    if (!level_.empty()) {
      ++lived_.tale.days_at[level_];
    }
    if (day >= traits_.away_from && day < traits_.away_from + traits_.away_days) {
      return;
    }
    if (watch_.is_stopped() && !come_back()) {
      return;
    }
    if (day == 0) {
      begin();
    }
    log_day();
    const auto today = ask({{"do", "today"}});
    if (!today || today->contains("refused")) {
      if (today && !watch_.is_stopped()) {
        screen(false);
      }
      return;
    }
    spend_day(*today);
  }

  void spend_day(const Json& today) {
    if (day_ == traits_.clock_ahead_day) {
      live_ahead();
    } else {
      do_sessions(today);
    }
    mind_breaks();
    measure();
    change_mind();
  }

  /// The clock lies ahead for some hours; then it is put right, and what it dated with it.
  void live_ahead() {
    const std::int64_t ahead_ms = traits_.clock_ahead_days * ms_per_day;
    const std::size_t before = tally_.journal().events.size();
    now_ms_ += ahead_ms;
    log_day();
    if (const auto today = ask({{"do", "today"}}); today && !today->contains("refused")) {
      do_sessions(*today);
    }
    now_ms_ -= ahead_ms;
    const bool is_ahead = tally_.journal().events.size() > before;
    const Json request = {{"do", "redate"}};
    const auto asked = ask(request);
    if (!asked || ((*asked)["entries"] > 0) != is_ahead) {
      note_breach("what lies ahead of the clock is not told", request);
    }
    if (is_ahead) {
      (void)ask({{"do", "redate"}, {"confirm", true}});
      ++lived_.tale.clocks_put_right;
    }
  }

  /// By a chance of its own: lives that showed something are tests, and go on as they were.
  void mind_breaks() {
    std::swap(chance_, apart_);
    if (happens(chance_, 1, 3)) {
      const auto next = ask({{"do", "next_break"},
                             {"since_ms", now_ms_ - between(chance_, 0, 300) * ms_per_min},
                             {"ignored", between(chance_, 0, 4)}});
      if (next && !watch_.is_stopped() && next->value("due", false)) {
        (void)ask({{"do", "log_break"}});
      }
    }
    std::swap(chance_, apart_);
  }

  void have_pain() {
    base_tenths_ = std::clamp(base_tenths_, 0, 90);
    const bool flares = happens(chance_, traits_.flares_per_1000_days, 1000);
    if (flares) {
      flare_tenths_ += between(chance_, 15, 60);
      lived_.tale.flares_back_in_week += day_ - last_flare_day_ <= days_per_week ? 1 : 0;
      last_flare_day_ = day_;
      ++lived_.tale.flares;
    }
    const int noise = between(chance_, -traits_.noise_tenths, traits_.noise_tenths);
    pain_ = std::clamp((base_tenths_ + flare_tenths_ + noise + 5) / 10, 0, 10);
    flare_tenths_ = flare_tenths_ * 85 / 100;
    base_tenths_ -= day_ % days_per_week == 6 ? traits_.relief_tenths : 0;
  }

  void begin() {
    if (traits_.leaves_out) {
      screen(true);
    }
    screen(false);
    if (traits_.profile.is_object() && ask({{"do", "profile"}, {"set", traits_.profile}})) {
      watch_.set_profile(traits_.profile);
    }
    if (traits_.follows_article &&
        ask({{"do", "prefer"}, {"name", "calendar"}, {"value", "article"}})) {
      watch_.follow_article();
    }
  }

  void screen(bool with_holes) {
    Json answers = traits_.screening_answers;
    answers["PAIN_SEVERE"] = pain_;
    Json request = {{"do", "screen"}, {"age", traits_.age}, {"answers", answers}};
    if (!with_holes) {
      request["others"] = "no";
    }
    slip(request);
    (void)ask(request);
  }

  /// After a stop. @return whether this person goes on today
  bool come_back() {
    if (traits_.clears_after_days == 0) {
      // Tries what must not work.
      (void)ask({{"do", "plan"}});
      (void)start("core", false);
      mind_breaks();
      return false;
    }
    ++stopped_days_;
    if (stopped_days_ < traits_.clears_after_days) {
      (void)ask({{"do", "today"}});
      return false;
    }
    stopped_days_ = 0;
    if (watch_.needs_clearance()) {
      (void)ask({{"do", "clear"},
                 {"who", "a clinician"},
                 {"date", to_iso(local_day({now_ms_}, utc_offset_min_))},
                 {"told_can_exercise", true}});
    }
    if (traits_.screening_answers.size() > 2) {
      // What stopped them is over.
      traits_.screening_answers = {{"DURATION", "over_12_weeks"}};
    }
    screen(false);
    return !watch_.is_stopped();
  }

  void log_day() {
    if (happens(chance_, traits_.logs_pct, 100)) {
      Json report = {{"do", "log_pain"}, {"average", pain_}};
      slip(report);
      (void)ask(report);
    }
    if (happens(chance_, traits_.hard_days_pct, 100)) {
      (void)ask({{"do", "log_day"},
                 {"words", {one_of<std::string>(chance_, {"poor sleep", "stress", "travel"})}}});
    }
    if (last_session_day_ == day_ - 1 && happens(chance_, 1, 2)) {
      const int more = happens(chance_, traits_.sore_pct, 100) ? between(chance_, 1, 3) : 0;
      (void)ask({{"do", "log_pain"}, {"next_morning", std::min(10, pain_ + more)}});
    }
  }

  void change_mind() {
    if (happens(chance_, 1, 60)) {
      (void)ask({{"do", "log_flare"}});
    }
    if (happens(chance_, 1, 40)) {
      (void)ask({{"do", "plan"}, {"anew", true}});
    }
    if (happens(chance_, 1, 30)) {
      explain();
    }
    if (happens(chance_, 1, 80)) {
      const Event& last = tally_.journal().events.back();
      (void)ask({{"do", "correct"}, {"event", to_string(last.id)}});
    }
  }

  /// Each decision is explained.
  void explain() {
    std::vector<std::string> whats = {"plan", "level", "hamstrings", "E5"};
    if (!last_entry_.empty()) {
      whats.push_back(last_entry_);
    }
    for (const std::string& what : whats) {
      const Json request = {{"do", "why"}, {"what", what}};
      const auto view = ask(request);
      if (!view || view->contains("refused")) {
        continue;
      }
      const bool sound =
          std::all_of((*view)["answers"].begin(), (*view)["answers"].end(), [](const Json& answer) {
            return !answer["say"].empty() && !answer["rule"].get<std::string>().empty();
          });
      if (!sound) {
        note_breach("an explanation without words or rule", request);
      }
    }
  }

  void measure() {
    const int week = day_ / days_per_week;
    if (day_ % days_per_week != 0 || week % 2 != 0 || !happens(chance_, traits_.logs_pct, 100)) {
      return;
    }
    const int ability = std::clamp(8 - base_tenths_ / 10 + between(chance_, -1, 1), 0, 10);
    for (const char* activity : {"stairs", "gardening"}) {
      (void)ask({{"do", "log_activity"}, {"activity", activity}, {"score", ability}});
    }
    if (week > 0 && week % 4 == 0) {
      const int change = std::clamp((traits_.pain_tenths - base_tenths_) / 8, -5, 5);
      (void)ask({{"do", "log_questionnaire"}, {"id", "groc"}, {"answers", {{"change", change}}}});
    }
    for (const char* side : {"left", "right"}) {
      const int short_tenths = 300 + between(chance_, -20, 20) - (happens(chance_, 1, 9) ? 200 : 0);
      const Json request = {{"do", "log_range"},
                            {"test", "T_AKE"},
                            {"side", side},
                            {"readings_tenths", {short_tenths, short_tenths + 10, short_tenths}},
                            {"method", "phone"}};
      (void)ask(request);
    }
    (void)ask({{"do", "progress"}});
  }

  // ---- sessions

  void do_sessions(const Json& today) {
    for (const Json& slot : today["slots"]) {
      const std::string name = slot["slot"].get<std::string>();
      const bool is_core = name == "core";
      lived_.tale.sessions_planned += is_core ? 1 : 0;
      // Of the breaks one is done at most: they are all alike.
      const int pct = is_core ? traits_.adherence_pct : traits_.adherence_pct / 3;
      if (!happens(chance_, pct, 100) || watch_.is_stopped()) {
        continue;
      }
      lived_.tale.sessions_done += do_session(name) && is_core ? 1 : 0;
    }
    if (happens(chance_, traits_.adherence_pct, 600) && !watch_.is_stopped()) {
      (void)do_session("free");
    }
  }

  /// What they feel like: one to six stretches of the whole catalogue, allowed or not.
  Json any_stretches() {
    Json ids = Json::array();
    const int count = between(chance_, 1, 6);
    for (int i = 0; i < count; ++i) {
      auto at = catalogue_.exercises.begin();
      std::advance(at, between(chance_, 0, static_cast<int>(catalogue_.exercises.size()) - 1));
      if (std::find(ids.begin(), ids.end(), at->first) == ids.end()) {
        ids.push_back(at->first);
      }
    }
    return ids;
  }

  std::optional<Json> start(const std::string& slot, bool brief) {
    const auto odd = [&](const char* otherwise) {
      return happens(chance_, 1, 1500) ? "unsure" : otherwise;
    };
    const bool flagged = traits_.red_flag_day >= 0 && day_ >= traits_.red_flag_day;
    traits_.red_flag_day = flagged ? -1 : traits_.red_flag_day;
    Json request = {{"do", "start"},
                    {"slot", slot},
                    {"answers",
                     {{"CHECK_NERVE", odd("no")},
                      {"CHECK_BLADDER", flagged ? "yes" : odd("no")},
                      {"CHECK_UNWELL", odd("no")},
                      {"CHECK_PAIN", pain_}}}};
    if (brief) {
      request["short"] = true;
    }
    if (slot == "free") {
      request["entries"] = any_stretches();
    }
    slip(request);
    return ask(request);
  }

  bool do_session(const std::string& slot) {
    const auto view = start(slot, happens(chance_, 1, 10));
    if (!view || view->contains("refused")) {
      return false;
    }
    const std::string id = (*view)["session"].get<std::string>();
    last_session_day_ = day_;
    ++lived_.tale.started;
    lived_.tale.free_sessions += slot == "free" ? 1 : 0;
    lived_.tale.entries += static_cast<int>((*view)["entries"].size());
    last_entry_ = (*view)["entries"][0]["id"].get<std::string>();
    const std::string how = play(*view, id);
    if (how == "left open") {
      return false;
    }
    Json end = {{"do", "end"}, {"session", id}, {"how", how}};
    if (happens(chance_, 2, 3)) {
      end["effort"] = happens(chance_, 1, 12)  ? "too_much"
                      : happens(chance_, 1, 5) ? "too_easy"
                                               : "right";
    }
    if (happens(chance_, 1, 3)) {
      end["pain_after"] = std::min(10, pain_ + between(chance_, 0, 1));
    }
    (void)ask(end);
    return how == "completed";
  }

  /// Plays the steps. @return how it ended: completed, quit, pain or "left open"
  std::string play(const Json& view, const std::string& id) {
    int left_out = -1;
    for (const Json& step : view["steps"]) {
      const int entry = step["entry"].get<int>();
      if (entry == left_out) {
        continue;
      }
      if (happens(chance_, 1, 300)) {
        return happens(chance_, 1, 2) ? "quit" : "left open";
      }
      const std::string action = play_step(view, id, step);
      if (action == "end_session" || watch_.is_stopped()) {
        return "pain";
      }
      left_out = action == "stop_entry" ? entry : left_out;
    }
    return "completed";
  }

  /// Does a step, or says that it hurts. @return what is to be done about pain, "" without any
  std::string play_step(const Json& view, const std::string& id, const Json& step) {
    Json request = {{"session", id}, {"step", step["step"]}, {"held_s", step["hold_s"]}};
    if (happens(chance_, traits_.hurts_per_1000_steps, 1000)) {
      return hurt(std::move(request));
    }
    request["do"] = "step";
    slip(request);
    (void)ask(request);
    credit(view["entries"][static_cast<std::size_t>(step["entry"].get<int>())], step);
    return "";
  }

  /// @return what the answer says to do
  std::string hurt(Json request) {
    request["do"] = "pain";
    request["pain"] = std::min(10, pain_ + between(chance_, 0, 4));
    request["pull"] = between(chance_, 0, 8);
    if (happens(chance_, 1, 5)) {
      const PainRules& rules = catalogue_.pain;
      request["words"] = Json::array({happens(chance_, 1, 12) ? one_of(chance_, rules.halt_words)
                                                              : one_of(chance_, rules.red_words)});
    }
    const auto view = ask(request);
    return view ? view->value("action", "") : "";
  }

  void credit(const Json& entry, const Json& step) {
    const auto exercise = catalogue_.exercises.find(entry["id"].get<std::string>());
    if (exercise == catalogue_.exercises.end() || exercise->second.kind != Kind::static_hold) {
      return;
    }
    for (const std::string& muscle : exercise->second.primary) {
      lived_.tale.muscle_s[muscle] += step["hold_s"].get<int>();
    }
  }

  std::uint64_t seed_;
  int days_;
  const Catalogue& catalogue_;
  SplitMix64 chance_;
  SplitMix64 apart_;  ///< for what was added when lives had become tests
  Traits traits_;
  Watch watch_;
  Tally tally_;
  MemoryStore store_;
  Position head_ = 0;
  Identity identity_;
  Lived lived_;
  std::int64_t now_ms_ = 0;
  int utc_offset_min_ = 0;
  int day_ = 0;
  int base_tenths_ = 0;
  int flare_tenths_ = 0;
  int pain_ = 0;
  int last_flare_day_ = -1000;
  int last_session_day_ = -10;
  int stopped_days_ = 0;
  std::string level_;
  std::string last_entry_;
};

}  // namespace

Lived live(std::uint64_t seed, int weeks, const Catalogue& catalogue, Wording& wording) {
  return Life(seed, weeks, catalogue, wording).run();
}

}  // namespace lissom::simulator
