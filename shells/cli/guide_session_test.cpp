#include "shells/cli/guide_session.h"

#include <deque>
#include <functional>
#include <set>

#include "shells/cli/cli_fixture.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

/// A stage without a person or a clock: keys at given moments, answers in order.
class ScriptedStage final : public Stage {
 public:
  struct KeyAt {
    std::int64_t ms;
    char key;  ///< 0: leave
  };

  std::deque<KeyAt> keys;
  std::deque<std::optional<std::string>> answers;
  std::function<void()> on_stored = [] {};
  std::int64_t sleep_at_ms = -1;  ///< then a minute passes at once
  int most_done = 0;
  std::vector<std::string> asked;
  std::vector<std::string> told;
  bool was_paused = false;
  bool has_figures = false;
  std::set<std::string> figures;  ///< what they showed, in words

  bool shows_figures() const override { return has_figures; }
  std::int64_t now_ms() override { return now_ms_; }
  Press wait(int most_ms) override {
    now_ms_ += most_ms;
    if (sleep_at_ms >= 0 && now_ms_ >= sleep_at_ms) {
      constexpr std::int64_t minute_ms = 60'000;
      now_ms_ += minute_ms;
      sleep_at_ms = -1;
    }
    if (keys.empty() || now_ms_ < keys.front().ms) {
      return {};
    }
    const char key = keys.front().key;
    keys.pop_front();
    return key == 0 ? Press{.kind = Press::Kind::leave}
                    : Press{.kind = Press::Kind::key, .key = key};
  }
  void show(const Scene& scene) override {
    if (scene.figure) {
      figures.insert(scene.name + ": " + scene.figure->description);
    }
    was_paused = was_paused || scene.now.state == Now::State::paused;
    if (scene.now.state == Now::State::paused && keys.empty()) {
      keys.push_back({.ms = now_ms_, .key = ' '});
    }
  }
  void tell(const Cue& cue) override { told.push_back(cue.show); }
  void stored(int done, int /*of*/) override {
    most_done = done;
    on_stored();
  }
  std::optional<std::string> ask(const Form& form) override {
    asked.push_back(form.title);
    if (answers.empty()) {
      return "";
    }
    auto answer = answers.front();
    answers.pop_front();
    return answer;
  }
  bool read_out(const std::vector<std::string>& sentences) override {
    told.insert(told.end(), sentences.begin(), sentences.end());
    return true;
  }

 private:
  std::int64_t now_ms_ = 0;
};

class GuideSession : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = Host::open({.folder = folder_.path(),
                              .at = *parse_rfc3339("2026-11-24T18:05+02:00"),
                              .catalogue = &embedded_catalogue()});
    ASSERT_TRUE(opened);
    host_ = std::make_unique<Host>(std::move(*opened));
    Json screen = *parse_json(Program::open_answers);
    screen["do"] = "screen";
    ASSERT_TRUE(host_->ask(screen));
    const auto started = host_->ask(*parse_json(
        R"({"do":"start","slot":"core","answers":{"CHECK_NERVE":"no","CHECK_BLADDER":"no","CHECK_UNWELL":"no","CHECK_PAIN":3}})"));
    ASSERT_TRUE(started) << started.error().what;
    ASSERT_EQ(started->exit, 0);
    view_ = started->view;
  }

  Result<GuideEnd> play_with(ScriptedStage& stage, int speed) {
    return play(view_, embedded_catalogue(), *host_, stage, speed);
  }
  int steps() const { return static_cast<int>(list_at(view_, "steps").size()); }
  int count(std::string_view kind) {
    int n = 0;
    const auto record = host_->ask({{"do", "record"}});
    for (const Json& event : list_at(record->view, "events")) {
      n += text_at(event, "kind") == kind ? 1 : 0;
    }
    return n;
  }

  ScratchFolder folder_{quick_place()};
  std::unique_ptr<Host> host_;
  Json view_;
};

TEST_F(GuideSession, PlaysToTheEnd) {
  ScriptedStage stage;
  stage.answers = {"2", "2"};
  const auto end = play_with(stage, 1);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->how, GuideEnd::How::ended);
  EXPECT_EQ(end->done, steps());
  EXPECT_EQ(count("step_done"), steps());
  EXPECT_EQ(count("session_ended"), 1);
  EXPECT_EQ(stage.asked, (std::vector<std::string>{"How much does it hurt now?", "How was it?"}));
  EXPECT_FALSE(stage.was_paused);
}

/// Each stretch has its figure, each side its own; they change nothing else.
TEST_F(GuideSession, FiguresWhereTheyAreOfUse) {
  ScriptedStage plain;
  plain.keys = {{.ms = 200'000, .key = 0}};
  ASSERT_TRUE(play_with(plain, 1));
  EXPECT_TRUE(plain.figures.empty()) << "nobody asks for what is not shown";

  const int before = count("step_done");
  ScriptedStage stage;
  stage.has_figures = true;
  ASSERT_TRUE(play_with(stage, 20));
  EXPECT_FALSE(stage.was_paused) << "drawing takes no time of the session";
  EXPECT_EQ(count("step_done"), before + steps());
  for (const Json& entry : list_at(view_, "entries")) {
    const std::string name = text_at(entry, "name");
    EXPECT_TRUE(std::any_of(stage.figures.begin(), stage.figures.end(), [&](const auto& figure) {
      return figure.starts_with(name + ": ");
    })) << name;
  }
  EXPECT_GT(stage.figures.size(), list_at(view_, "entries").size()) << "two sides of some";
}

/// Twenty times faster is the same session.
TEST_F(GuideSession, SpeedChangesNothing) {
  ScriptedStage stage;
  ASSERT_TRUE(play_with(stage, 20));
  EXPECT_EQ(count("step_done"), steps());
  EXPECT_FALSE(stage.was_paused);
}

/// A step is told as done only when the record has it.
TEST_F(GuideSession, StoredBeforeShown) {
  ScriptedStage stage;
  stage.on_stored = [&] { EXPECT_EQ(count("step_done"), stage.most_done); };
  ASSERT_TRUE(play_with(stage, 10));
}

TEST_F(GuideSession, LeavingKeepsWhatWasDoneAndCanBeGoneOnWith) {
  ScriptedStage stage;
  stage.keys = {{.ms = 100'000, .key = 0}};
  const auto left = play_with(stage, 1);
  ASSERT_TRUE(left);
  EXPECT_EQ(left->how, GuideEnd::How::left);
  EXPECT_GT(left->done, 0);
  EXPECT_EQ(count("step_done"), left->done);
  EXPECT_EQ(count("session_ended"), 0);
  EXPECT_TRUE(stage.asked.empty());

  const auto again = host_->ask({{"do", "resume"}});
  ASSERT_TRUE(again) << again.error().what;
  view_ = again->view;
  ScriptedStage second;
  const auto end = play_with(second, 1);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->how, GuideEnd::How::ended);
  EXPECT_EQ(count("step_done"), steps());
}

/// The machine slept: that was no stretching.
TEST_F(GuideSession, ASleepPauses) {
  ScriptedStage stage;
  stage.sleep_at_ms = 30'000;
  ASSERT_TRUE(play_with(stage, 1));
  EXPECT_TRUE(stage.was_paused);
  EXPECT_EQ(count("step_done"), steps());
}

TEST_F(GuideSession, SkippingTellsWhy) {
  ScriptedStage stage;
  stage.keys = {{.ms = 30'000, .key = 's'}};
  stage.answers = {"3"};
  ASSERT_TRUE(play_with(stage, 1));
  EXPECT_EQ(count("step_stopped"), 1);
  EXPECT_LT(count("step_done"), steps());
  EXPECT_EQ(count("session_ended"), 1);
}

TEST_F(GuideSession, NotSkippingAfterAllGoesOn) {
  ScriptedStage stage;
  stage.keys = {{.ms = 30'000, .key = 's'}};
  stage.answers = {""};
  ASSERT_TRUE(play_with(stage, 1));
  EXPECT_EQ(count("step_stopped"), 0);
  EXPECT_EQ(count("step_done"), steps());
}

TEST_F(GuideSession, QuittingEndsTheSession) {
  ScriptedStage stage;
  stage.keys = {{.ms = 30'000, .key = 'q'}};
  stage.answers = {"1", "4", "3"};
  const auto end = play_with(stage, 1);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->how, GuideEnd::How::ended);
  EXPECT_EQ(count("session_ended"), 1);
  EXPECT_EQ(count("pain_reported"), 2);  // before and after
}

TEST_F(GuideSession, MildPainGoesOn) {
  ScriptedStage stage;
  stage.keys = {{.ms = 30'000, .key = 'p'}};
  stage.answers = {"nonsense", "11", "3", "", "", "4"};
  const auto end = play_with(stage, 1);
  ASSERT_TRUE(end);
  EXPECT_EQ(count("step_stopped"), 1);
  EXPECT_EQ(count("step_done"), steps() - 1);
}

TEST_F(GuideSession, StrongPainTwiceEndsIt) {
  ScriptedStage stage;
  stage.keys = {{.ms = 30'000, .key = 'p'}, {.ms = 60'000, .key = 'p'}};
  stage.answers = {"7", "", "", "", "8", "", "1"};
  const auto end = play_with(stage, 1);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->how, GuideEnd::How::ended);
  EXPECT_FALSE(end->said.empty());
  EXPECT_EQ(count("step_stopped"), 2);
  EXPECT_EQ(count("session_ended"), 1);
}

/// What is not understood is asked again, never taken for "none".
TEST_F(GuideSession, UnclearWordsAreAskedAgain) {
  for (const char* unclear : {"numbness", "7", "1;2", "99999999999999999999", "-1"}) {
    SCOPED_TRACE(unclear);
    ScriptedStage stage;
    stage.keys = {{.ms = 30'000, .key = 'p'}};
    stage.answers = {"2", unclear, std::nullopt};
    ASSERT_TRUE(play_with(stage, 1));
    EXPECT_EQ(stage.asked.size(), 3U);
    SetUp();
  }
}

/// A sign that needs help closes the door, and the session is over.
TEST_F(GuideSession, AnAlarmingWordRefuses) {
  ScriptedStage stage;
  stage.keys = {{.ms = 30'000, .key = 'p'}};
  stage.answers = {"2", "1"};
  const auto end = play_with(stage, 1);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->how, GuideEnd::How::refused);
  EXPECT_EQ(end->outcome.exit, 3);
  EXPECT_TRUE(end->outcome.view.contains("refused"));
  EXPECT_EQ(count("session_ended"), 1);
  EXPECT_EQ(host_->ask({{"do", "today"}})->exit, 3);
}

TEST_F(GuideSession, LeavingInPainEndsTheSession) {
  ScriptedStage stage;
  stage.keys = {{.ms = 30'000, .key = 'p'}};
  stage.answers = {std::nullopt};
  const auto end = play_with(stage, 1);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->how, GuideEnd::How::ended);
  EXPECT_EQ(count("session_ended"), 1);
}

/// If the record cannot be written any more, nothing more is claimed.
TEST_F(GuideSession, AStoreThatFailsStopsTheSession) {
  ScriptedStage stage;
  stage.on_stored = [&] {
    ASSERT_TRUE(host_->erase());  // the session is gone: the next step is unknown to the core
    stage.on_stored = [] { ADD_FAILURE() << "told as done without being stored"; };
  };
  const auto end = play_with(stage, 1);
  EXPECT_FALSE(end);
}

TEST(GuideSessionView, WhatIsNoSessionIsRefused) {
  ScratchFolder folder(quick_place());
  auto host = Host::open({.folder = folder.path(), .at = {}, .catalogue = &embedded_catalogue()});
  ASSERT_TRUE(host);
  ScriptedStage stage;
  for (const std::string_view odd :
       {"null", "{}", "[]", R"({"entries": 3})", R"({"entries": []})"}) {
    SCOPED_TRACE(odd);
    EXPECT_FALSE(play(*parse_json(odd), embedded_catalogue(), *host, stage, 1));
  }
}

}  // namespace
}  // namespace lissom::cli
