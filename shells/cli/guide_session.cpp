#include "shells/cli/guide_session.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/index.h"
#include "shells/cli/guide_forms.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

/// How often the stage is shown and the player told the time.
constexpr int beat_ms = 100;
/// Longer than this, and nobody was watching: the player is told of the whole gap and pauses.
constexpr std::int64_t longest_beat_ms = 5'000;
/// The longest piece of time that the player takes as observed.
constexpr std::int64_t piece_ms = 1'000;
constexpr int more_time_s = 10;

std::optional<AfterPain> after_pain(const std::string& action) {
  for (const AfterPain then :
       {AfterPain::carry_on, AfterPain::ease, AfterPain::stop_entry, AfterPain::end_session}) {
    if (name_of(then) == action) {
      return then;
    }
  }
  return std::nullopt;
}

/// Steps that are done already: what the view says, else all that are not to be run again.
int done_in(const Json& view) {
  const auto settled = static_cast<std::int64_t>(list_at(view, "done_steps").size());
  return static_cast<int>(number_at(view, "done", settled));
}

class Guided {
 public:
  Guided(const Json& view, Host& host, Stage& stage, int speed, Player player)
      : view_(view),
        host_(host),
        stage_(stage),
        speed_(speed),
        player_(std::move(player)),
        done_(done_in(view)),
        of_(static_cast<int>(player_.timeline().steps.size())) {}

  Result<GuideEnd> run() {
    last_ms_ = stage_.now_ms();
    apply(input::Tick{session_ms_});
    while (goes_on()) {
      find_figure();
      stage_.show(scene());
      const Press press = stage_.wait(beat_ms);
      pass_time();
      if (!goes_on()) {
        break;
      }
      if (press.kind == Press::Kind::leave) {
        is_left_ = true;
      } else if (press.kind == Press::Kind::key) {
        take_key(press.key);
      }
    }
    return finish();
  }

 private:
  [[nodiscard]] bool goes_on() const { return !ending_ && !fault_ && !refusal_ && !is_left_; }

  // ---- time -------------------------------------------------------------------------------------

  void pass_time() {
    const std::int64_t now_ms = stage_.now_ms();
    const std::int64_t passed_ms = now_ms - std::exchange(last_ms_, now_ms);
    if (passed_ms > longest_beat_ms) {
      session_ms_ += passed_ms;
      host_.pass(passed_ms);
      apply(input::Tick{session_ms_});
      return;
    }
    std::int64_t left_ms = passed_ms * speed_;
    while (left_ms > 0 && goes_on()) {
      const std::int64_t ms = std::min(left_ms, piece_ms);
      left_ms -= ms;
      session_ms_ += ms;
      host_.pass(ms);
      breath_ms_ += player_.now().state == Now::State::running ? ms : 0;
      apply(input::Tick{session_ms_});
    }
  }

  /// After a question: the time it took is not the session's.
  void forget_time() { last_ms_ = stage_.now_ms(); }

  // ---- what the player tells --------------------------------------------------------------------

  void apply(const Input& input) {
    stopped_now_ = false;
    for (const Output& output : player_.apply(input)) {
      if (!goes_on()) {
        return;
      }
      std::visit([this](const auto& what) { take(what); }, output);
    }
  }

  void take(const output::CueReached& reached) {
    const Cue& cue = player_.timeline().cues[as_index(reached.cue)];
    const bool is_breath = cue.kind == CueKind::breathe_in || cue.kind == CueKind::breathe_out;
    if (is_breath) {
      breath_ = cue;
      breath_ms_ = 0;
    } else {
      caption_ = cue.show;
      breath_ = is_phase(cue.kind) ? std::nullopt : breath_;
    }
    stage_.tell(cue);
  }
  void take(const output::StepDone& step) {
    const auto view = tell_core(
        {{"do", "step"}, {"session", session()}, {"step", step.step}, {"held_s", step.held_s}});
    if (view) {
      done_ = static_cast<int>(number_at(*view, "done", done_));
      stage_.stored(done_, of_);
    }
  }
  void take(const output::StepStopped& step) {
    stopped_now_ = true;
    if (step.reason == SkipReason::pain) {
      hurt_ = {step.step, step.held_s};
      return;
    }
    tell_stop(step.step, step.reason, step.held_s);
  }
  void take(const output::EntrySkipped& skipped) {
    if (skipped.reason != SkipReason::pain && !stopped_now_) {
      tell_stop(skipped.step, skipped.reason, 0);
    }
  }
  void take(const output::Eased& /*eased*/) { notice_ = "The rest of this one is lighter"; }
  void take(const output::Paused& paused) {
    notice_ = paused.cause == PauseCause::lost_focus ? "Paused while nobody was here" : "";
  }
  void take(const output::Returned& /*returned*/) {}
  void take(const output::Resumed& /*resumed*/) { notice_.clear(); }
  void take(const output::Ended& ended) { ending_ = ended.how; }

  // ---- what the core is told --------------------------------------------------------------------

  [[nodiscard]] std::string session() const { return text_at(view_, "session"); }

  /// @return the view, or nothing if it failed or was refused, which ends the session
  std::optional<Json> tell_core(const Json& request) {
    auto outcome = host_.ask(request);
    if (!outcome) {
      fault_ = outcome.error();
      return std::nullopt;
    }
    if (outcome->exit != 0) {
      refusal_ = std::move(*outcome);
      return std::nullopt;
    }
    return std::move(outcome->view);
  }

  void tell_stop(int step, SkipReason reason, int held_s) {
    const auto view = tell_core({{"do", "stop"},
                                 {"session", session()},
                                 {"step", step},
                                 {"reason", name_of(reason)},
                                 {"held_s", held_s}});
    if (view) {
      notice_ = joined(texts_at(*view, "say"), " ");
    }
  }

  // ---- keys -------------------------------------------------------------------------------------

  void take_key(char key) {
    switch (key) {
      case ' ':
        turn_pause();
        return;
      case 'b':
        apply(input::Back{session_ms_});
        return;
      case '+':
        apply(input::Extend{.now_ms = session_ms_, .seconds = more_time_s});
        return;
      case 's':
        skip();
        return;
      case 'p':
        it_hurts();
        return;
      case 'q':
        quit();
        return;
      default:
        return;
    }
  }

  void turn_pause() {
    if (player_.now().state == Now::State::running) {
      apply(input::Pause{session_ms_});
    } else {
      apply(input::Resume{session_ms_});
    }
  }

  /// Asks while the session stands still.
  std::optional<std::string> ask(const Form& form) {
    auto typed = stage_.ask(form);
    forget_time();
    is_left_ = !typed;
    return typed;
  }

  /// Pauses for a question. @return whether to go on after it
  bool pause_to_ask() {
    const bool was_running = player_.now().state == Now::State::running;
    apply(input::Pause{session_ms_});
    return was_running && goes_on();
  }

  void skip() {
    const bool was_running = pause_to_ask();
    const auto typed = ask(skip_form());
    if (!typed) {
      return;
    }
    if (*typed == "1") {
      it_hurts();
      return;
    }
    constexpr std::array reasons = {SkipReason::cannot, SkipReason::no_time, SkipReason::other};
    if (*typed == "2" || *typed == "3" || *typed == "4") {
      apply(
          input::Skip{.now_ms = session_ms_, .reason = reasons.at(as_index(typed->front() - '2'))});
    }
    if (was_running && goes_on()) {
      const std::string said = notice_;
      apply(input::Resume{session_ms_});
      notice_ = said;
    }
  }

  void quit() {
    const bool was_running = pause_to_ask();
    const auto typed = ask(quit_form());
    if (!typed) {
      return;
    }
    if (*typed == "1") {
      apply(input::Quit{session_ms_});
    } else if (was_running) {
      apply(input::Resume{session_ms_});
    }
  }

  // ---- pain -------------------------------------------------------------------------------------

  void it_hurts() {
    hurt_ = {std::max(player_.now().step, 0), 0};
    if (player_.now().step < 0) {
      hurt_.first = of_ - 1;
    }
    apply(input::Pain{session_ms_});
    if (!goes_on()) {
      return;
    }
    stage_.show(scene());
    const auto told = ask_about_pain(stage_, list_at(view_, "pain_words"));
    forget_time();
    if (!told) {
      // Whoever leaves in pain has ended the session, not only put it aside.
      is_left_ = false;
      ending_ = Ending::pain;
      return;
    }
    Json request = {{"do", "pain"},           {"session", session()}, {"step", hurt_.first},
                    {"held_s", hurt_.second}, {"pain", told->pain},   {"words", told->words}};
    if (told->pull) {
      request["pull"] = *told->pull;
    }
    const auto view = tell_core(request);
    if (view) {
      act_on_pain(*view);
    } else {
      ending_ = Ending::pain;
    }
  }

  void act_on_pain(const Json& view) {
    const auto then = after_pain(text_at(view, "action")).value_or(AfterPain::end_session);
    if (then == AfterPain::end_session) {
      said_at_end_ = texts_at(view, "say");
    } else {
      is_left_ = !stage_.read_out(texts_at(view, "say"));
      forget_time();
    }
    if (goes_on()) {
      apply(input::PainAnswered{.now_ms = session_ms_, .then = then});
    }
  }

  // ---- the end ----------------------------------------------------------------------------------

  Result<GuideEnd> finish() {
    if (fault_) {
      return tl::unexpected(*fault_);
    }
    GuideEnd end{.how = GuideEnd::How::left, .outcome = {}, .said = {}, .done = done_, .of = of_};
    if (is_left_) {
      return end;
    }
    const bool is_refused = refusal_.has_value();
    Json request = {
        {"do", "end"}, {"session", session()}, {"how", name_of(ending_.value_or(Ending::quit))}};
    if (!is_refused && ending_ != Ending::pain) {
      ask_at_the_end(stage_, request);
    }
    auto outcome = host_.ask(request);
    if (!outcome) {
      return tl::unexpected(outcome.error());
    }
    end.how = is_refused ? GuideEnd::How::refused : GuideEnd::How::ended;
    end.outcome = is_refused ? std::move(*refusal_) : std::move(*outcome);
    end.said = said_at_end_;
    return end;
  }

  // ---- what is shown ----------------------------------------------------------------------------

  /// Which stretch, for which side.
  [[nodiscard]] std::pair<int, BodySide> figure_key() const {
    return {player_.now().entry, player_.now().side};
  }

  /// Asks for the figure of what is done now, once. Who may not see it has none; that is no reason
  /// to stop.
  void find_figure() {
    const Json& entries = list_at(view_, "entries");
    const int entry = player_.now().entry;
    const bool is_known = entry >= 0 && as_index(entry) < entries.size();
    if (!stage_.shows_figures() || !is_known || figured_ == figure_key()) {
      return;
    }
    figured_ = figure_key();
    figure_.reset();
    constexpr int pixels = 100;  // small: details are left out
    const auto outcome =
        host_.ask({{"do", "draw"},
                   {"id", text_at(entries[as_index(entry)], "id")},
                   {"side", player_.now().side == BodySide::left ? "left" : "right"},
                   {"theme", "print"},
                   {"pixels", pixels},
                   {"as", "shapes"}});
    if (outcome && outcome->exit == 0) {
      if (auto drawing = drawing_of(outcome->view)) {
        figure_ = std::make_shared<const Drawing>(std::move(*drawing));
      }
    }
    forget_time();
  }

  [[nodiscard]] Scene scene() const {
    const Timeline& timeline = player_.timeline();
    Scene scene{.title = text_at(view_, "name"),
                .name = "",
                .caption = caption_,
                .how = {},
                .next = "",
                .notice = notice_,
                .now = player_.now(),
                .phase_ms = 0,
                .parts = parts(),
                .breath = breath(),
                .done = done_,
                .of = of_,
                .figure = nullptr};
    if (scene.now.entry >= 0) {
      scene.name = timeline.entries[as_index(scene.now.entry)].name;
      scene.how = how(as_index(scene.now.entry));
      scene.figure = figure_ && figured_ == figure_key() ? figure_ : nullptr;
    }
    if (scene.now.next_entry >= 0) {
      scene.next = timeline.entries[as_index(scene.now.next_entry)].name;
    }
    if (scene.now.cue >= 0) {
      scene.phase_ms = timeline.cues[as_index(scene.now.cue)].duration_ms;
    }
    return scene;
  }

  [[nodiscard]] std::vector<std::string> how(std::size_t entry) const {
    const Json& entries = list_at(view_, "entries");
    return entry < entries.size() ? texts_at(entries[entry], "steps") : std::vector<std::string>{};
  }

  [[nodiscard]] std::vector<Part> parts() const {
    const Timeline& timeline = player_.timeline();
    const int here_ms = timeline.total_ms - player_.now().total_left_s * 1000;
    std::vector<Part> parts;
    for (const EntrySpan& entry : timeline.entries) {
      const int whole_ms = entry.ends_ms - entry.starts_ms;
      parts.push_back({whole_ms, std::clamp(here_ms - entry.starts_ms, 0, whole_ms)});
    }
    return parts;
  }

  [[nodiscard]] std::optional<Breath> breath() const {
    if (!breath_ || breath_ms_ > breath_->duration_ms) {
      return std::nullopt;
    }
    return Breath{.in = breath_->kind == CueKind::breathe_in,
                  .passed_ms = static_cast<int>(breath_ms_),
                  .whole_ms = breath_->duration_ms};
  }

  const Json& view_;
  Host& host_;
  Stage& stage_;
  int speed_;
  Player player_;
  int done_;
  int of_;

  std::int64_t last_ms_ = 0;     ///< of the stage's clock
  std::int64_t session_ms_ = 0;  ///< of the player's clock
  std::string caption_;
  std::string notice_;
  std::optional<Cue> breath_;
  std::int64_t breath_ms_ = 0;
  std::pair<int, int> hurt_;  ///< the step that hurt, and how long it was held
  bool stopped_now_ = false;  ///< a step was stopped by the input under way
  std::vector<std::string> said_at_end_;
  std::optional<std::pair<int, BodySide>> figured_;  ///< for which a figure was asked
  std::shared_ptr<const Drawing> figure_;

  std::optional<Ending> ending_;
  std::optional<Fault> fault_;
  std::optional<Outcome> refusal_;
  bool is_left_ = false;
};

}  // namespace

Result<GuideEnd> play(const Json& view, const Catalogue& catalogue, Host& host, Stage& stage,
                      int speed) {
  Result<Player> player = player_of(view, catalogue);
  if (!player) {
    return tl::unexpected(player.error());
  }
  return Guided(view, host, stage, speed, std::move(*player)).run();
}

}  // namespace lissom::cli
