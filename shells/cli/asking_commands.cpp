#include <algorithm>

#include "shells/cli/commands.h"
#include "shells/cli/prompt.h"
#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

/// The safety questions, one at a time, as far as the core says that they apply.
class Interview {
 public:
  Interview(Context& context, const Console& console) : context_(context), console_(console) {}

  Result<int> run() {
    if (const auto ready = context_.host.prepare(); !ready) {
      return tl::unexpected(ready.error());
    }
    console_.out << Page(console_.width)
                        .title("The safety questions")
                        .text(
                            "They come first, so that nothing is suggested that you should not "
                            "do. Most people need three minutes.")
                        .gap()
                        .str();
    for (;;) {
      const auto next = next_question();
      if (!next) {
        return tl::unexpected(next.error());
      }
      if (next->is_null()) {
        return store();
      }
      const Reply reply =
          ask(console_, *next, {.keep = is_true(*next, "optional"), .back = !asked_.empty()}, "");
      if (reply.move == Reply::Move::over) {
        return input_is_over(text_at(*next, "id") + " was answered");
      }
      if (reply.move == Reply::Move::quit) {
        return stored_nothing(console_);
      }
      take(text_at(*next, "id"), reply);
    }
  }

 private:
  [[nodiscard]] static Json age_question() {
    constexpr int oldest = 120;
    return {{"id", "age"},
            {"type", "number"},
            {"ask", "How old are you?"},
            {"min", 1},
            {"max", oldest},
            {"unit", "years"},
            {"why", "Some answers mean something else at 20 than at 70, and so do some doses."}};
  }

  /// The first question that applies and was not asked yet, null if there is none.
  [[nodiscard]] Result<Json> next_question() {
    if (asked_.empty()) {
      return age_question();
    }
    const auto outcome =
        context_.host.ask({{"do", "questions"}, {"age", age_}, {"answers", answers_}});
    if (!outcome) {
      return tl::unexpected(outcome.error());
    }
    if (is_true(outcome->view, "stop_now")) {
      return Json();
    }
    int place = 0;
    int all = 0;
    Json next;
    for (const Json& question : list_at(outcome->view, "questions")) {
      const bool applies = is_true(question, "applies");
      all += applies ? 1 : 0;
      if (applies && next.is_null() && !was_asked(text_at(question, "id"))) {
        next = question;
        place = all;
      }
    }
    if (!next.is_null()) {
      announce(text_at(outcome->view, "lead_in"), place, all);
    }
    return next;
  }

  void announce(const std::string& lead_in, int place, int all) {
    Page page(console_.width);
    page.text("Question " + std::to_string(place) + " of " + std::to_string(all));
    page.text(place == 1 ? lead_in : "");
    console_.out << "\n" << page.str();
  }

  [[nodiscard]] bool was_asked(const std::string& id) const {
    return std::ranges::find(asked_, id) != asked_.end();
  }

  void take(const std::string& id, const Reply& reply) {
    if (reply.move == Reply::Move::back) {
      answers_.erase(asked_.back());
      asked_.pop_back();
      return;
    }
    asked_.push_back(id);
    if (reply.move == Reply::Move::keep) {
      return;
    }
    if (id == "age") {
      age_ = reply.answer;
      return;
    }
    answers_[id] = reply.answer;
    if (reply.answer == "prefer_not_to_say") {
      show_private_note(id);
    }
  }

  void show_private_note(const std::string& id) {
    const auto outcome = context_.host.ask({{"do", "questions"}});
    if (!outcome) {
      return;
    }
    for (const Json& question : list_at(outcome->view, "questions")) {
      if (text_at(question, "id") == id) {
        console_.out << Page(console_.width).quiet(text_at(question, "private_note")).str();
      }
    }
  }

  Result<int> store() {
    console_.out << "\n";
    return run_ask(context_, {{"do", "screen"}, {"age", age_}, {"answers", answers_}});
  }

  Context& context_;
  Console console_;
  Json age_;
  Json answers_ = Json::object();
  std::vector<std::string> asked_;
};

/// The profile, question by question; what is kept is not sent.
class ProfileTalk {
 public:
  ProfileTalk(Context& context, const Console& console) : context_(context), console_(console) {}

  Result<int> run() {
    if (const auto ready = context_.host.prepare(); !ready) {
      return tl::unexpected(ready.error());
    }
    auto outcome = context_.host.ask({{"do", "profile"}});
    if (!outcome) {
      return tl::unexpected(outcome.error());
    }
    view_ = std::move(outcome->view);
    console_.out << Page(console_.width).title("About you").str();
    for (;;) {
      const auto reply = ask_all();
      if (!reply || *reply == Reply::Move::quit) {
        return reply ? Result<int>(stored_nothing(console_)) : tl::unexpected(reply.error());
      }
      if (set_.empty() && is_true(view_, "answered")) {
        console_.out << "Nothing has changed.\n";
        return exit_fine;
      }
      auto stored = run_ask(context_, {{"do", "profile"}, {"set", set_}});
      if (stored || stored.error().code != Errc::bad_input) {
        return stored;
      }
      console_.out << Page(console_.width)
                          .gap()
                          .text(stored.error().what)
                          .text("Please go through it once more; Enter keeps what you said.")
                          .gap()
                          .str();
    }
  }

 private:
  Result<Reply::Move> ask_all() {
    const Json& questions = list_at(view_, "questions");
    for (std::size_t i = 0; i < questions.size();) {
      const Json& question = questions[i];
      const std::string id = text_at(question, "id");
      const Reply reply =
          ask(console_, question, {.keep = true, .back = i > 0}, present_words(question));
      switch (reply.move) {
        case Reply::Move::over:
          return input_is_over(id + " was answered");
        case Reply::Move::quit:
          return Reply::Move::quit;
        case Reply::Move::back:
          --i;
          continue;
        case Reply::Move::answer:
          set_[id] = reply.answer;
          break;
        case Reply::Move::keep:
          break;
      }
      ++i;
    }
    return Reply::Move::answer;
  }

  [[nodiscard]] std::string present_words(const Json& question) const {
    const std::string id = text_at(question, "id");
    const Json& changed = value_at(set_, id);
    return profile_words(question,
                         changed.is_null() ? value_at(value_at(view_, "profile"), id) : changed);
  }

  Context& context_;
  Console console_;
  Json view_;
  Json set_ = Json::object();
};

Result<int> screen_from_file(Context& context, const std::string& file) {
  auto request = read_json(file);
  if (!request) {
    return tl::unexpected(request.error());
  }
  if (!request->is_object()) {
    return bad_input(
        "answers: expected an object like "
        "{\"age\": 50, \"answers\": {\"CES_BLADDER\": \"no\"}}");
  }
  if (request->contains("do")) {
    return bad_input("answers.do: is not known; expected age, answers and others");
  }
  (*request)["do"] = "screen";
  return run_ask(context, *request);
}

}  // namespace

Result<int> run_screen(Context& context, const command::Screen& screen) {
  if (screen.questions) {
    return run_ask(context, {{"do", "questions"}});
  }
  return screen.answers.empty() ? Interview(context, talking(context)).run()
                                : screen_from_file(context, screen.answers);
}

Result<int> run_profile(Context& context, const command::Profile& profile) {
  if (profile.show) {
    return run_ask(context, {{"do", "profile"}});
  }
  if (profile.answers.empty()) {
    return ProfileTalk(context, talking(context)).run();
  }
  auto set = read_json(profile.answers);
  if (!set) {
    return tl::unexpected(set.error());
  }
  return run_ask(context, {{"do", "profile"}, {"set", std::move(*set)}});
}

}  // namespace lissom::cli
