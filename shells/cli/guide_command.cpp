#include <memory>

#include "shells/cli/commands.h"
#include "shells/cli/guide_plain.h"
#include "shells/cli/guide_screen.h"
#include "shells/cli/guide_session.h"
#include "shells/cli/prompt.h"
#include "shells/cli/render.h"
#include "shells/cli/signals.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

/// Something that ends the command before a session begins: an exit code.
struct Stop {
  int exit = exit_fine;
};

/// From the check to the last words.
class GuideTalk {
 public:
  GuideTalk(Context& context, const command::Guide& guide)
      : context_(context), guide_(guide), console_(talking(context)) {}

  Result<int> run() {
    // Where the door is closed, nobody is asked four questions first.
    const auto today = context_.host.ask({{"do", "today"}});
    if (!today) {
      return tl::unexpected(today.error());
    }
    if (today->exit != exit_fine) {
      return show(context_, "today", *today);
    }
    const auto begun = begin(text_at(today->view, "open_session"));
    if (!begun) {
      return tl::unexpected(without_place(begun.error()));
    }
    if (stop_) {
      return stop_->exit;
    }
    if (begun->exit != exit_fine) {
      return show(context_, "start", *begun);
    }
    tell_left_out(begun->view);
    return play_session(begun->view);
  }

 private:
  // ---- beginning --------------------------------------------------------------------------------

  /// The outcome of `resume` or `start`; or `stop_` is set.
  Result<Outcome> begin(const std::string& open_session) {
    if (!open_session.empty()) {
      const auto goes_on = wants_to_go_on();
      if (!goes_on) {
        return tl::unexpected(goes_on.error());
      }
      if (stop_) {
        return Outcome{};
      }
      if (*goes_on) {
        return context_.host.ask({{"do", "resume"}, {"session", open_session}});
      }
      auto ended = context_.host.ask({{"do", "end"}, {"session", open_session}, {"how", "quit"}});
      if (!ended) {
        return ended;
      }
    }
    if (guide_.slot != "free" && guide_.stretches.empty()) {
      return start();
    }
    // What was chosen is looked at before anyone is asked four questions.
    auto chosen = context_.host.ask(session_request("audio", guide_.slot, guide_.stretches, false));
    if (!chosen || chosen->exit != exit_fine) {
      return chosen;
    }
    return start();
  }

  Result<bool> wants_to_go_on() {
    const Json question = {
        {"type", "yes_no"},
        {"ask", "A session of today is still open. Go on with it?"},
        {"answers",
         {{{"id", "yes"}, {"text", "Yes, where it stopped"}},
          {{"id", "no"}, {"text", "No, begin a new one; what was done counts"}}}}};
    const Reply reply = ask(console_, question, {.keep = false, .back = false}, "");
    if (reply.move == Reply::Move::over) {
      return true;  // what was begun is not thrown away for want of an answer
    }
    if (reply.move == Reply::Move::quit) {
      stop_ = Stop{};
    }
    return reply.move == Reply::Move::answer && reply.answer == "yes";
  }

  Result<Outcome> start() {
    auto answers = guide_.answers.empty() ? ask_checks() : read_json(guide_.answers);
    if (!answers) {
      return tl::unexpected(answers.error());
    }
    if (stop_) {
      return Outcome{};
    }
    Json request = session_request("start", guide_.slot, guide_.stretches, guide_.is_short);
    request["answers"] = std::move(*answers);
    return context_.host.ask(request);
  }

  Result<Json> ask_checks() {
    const auto checks = context_.host.ask({{"do", "checks"}});
    if (!checks) {
      return tl::unexpected(checks.error());
    }
    console_.out << Page(console_.width).title("Before you begin").str();
    Json answers = Json::object();
    for (const Json& check : list_at(checks->view, "checks")) {
      const Reply reply = ask(console_, check, {.keep = false, .back = false}, "");
      if (reply.move == Reply::Move::over) {
        return bad_input("the input ended before " + text_at(check, "id") +
                         " was answered; nothing was stored");
      }
      if (reply.move == Reply::Move::quit) {
        console_.out << "Nothing was stored.\n";
        stop_ = Stop{};
        return answers;
      }
      answers[text_at(check, "id")] = reply.answer;
    }
    return answers;
  }

  void tell_left_out(const Json& view) {
    Page page(console_.width);
    for (const Json& left_out : list_at(view, "left_out")) {
      page.text(text_at(left_out, "name") + " is not in it. " + text_at(left_out, "why"));
    }
    console_.out << page.str();
  }

  // ---- playing ----------------------------------------------------------------------------------

  Result<int> play_session(const Json& view) {
    const StopRequests stop_requests;
    const auto end = play_on_stage(view);
    return end ? tell_end(*end) : tl::unexpected(end.error());
  }

  /// The stage is gone, and the terminal as it was, before anything else is told.
  Result<GuideEnd> play_on_stage(const Json& view) {
    const bool may_draw = !guide_.is_plain && !context_.json && console_.is_terminal;
    if (const auto screen = may_draw ? ScreenStage::open(console_) : nullptr) {
      return play(view, context_.catalogue, context_.host, *screen, guide_.speed);
    }
    PlainStage plain(console_, console_.is_terminal);
    introduce(view);
    return play(view, context_.catalogue, context_.host, plain, guide_.speed);
  }

  void introduce(const Json& view) {
    console_.out << Page(console_.width)
                        .gap()
                        .title(text_at(view, "name") + ", " +
                               minutes_of(number_at(view, "total_s", 0)))
                        .text(text_at(view, "stop_line"))
                        .text(
                            "Keys, each with Enter: Enter alone pauses, b back, s skip, "
                            "p it hurts, q quit.")
                        .gap()
                        .str();
  }

  Result<int> tell_end(const GuideEnd& end) {
    const std::string done = std::to_string(end.done) + " of " + std::to_string(end.of);
    switch (end.how) {
      case GuideEnd::How::left:
        console_.out << "Stopped; " << done
                     << " are done and kept. \"lissom guide\" goes on with it today.\n";
        return exit_fine;
      case GuideEnd::How::refused:
        return show(context_, "pain", end.outcome);
      case GuideEnd::How::ended:
        break;
    }
    if (context_.json) {
      return show(context_, "end", end.outcome);
    }
    Page page(console_.width);
    for (const std::string& sentence : end.said) {
      page.text(sentence);
    }
    for (const std::string& sentence : texts_at(end.outcome.view, "say")) {
      page.text(sentence);
    }
    page.text("Done and stored: " + std::to_string(number_at(end.outcome.view, "done", end.done)) +
              " of " + std::to_string(number_at(end.outcome.view, "of", end.of)) + ".");
    console_.out << page.str();
    return end.outcome.exit;
  }

  Context& context_;
  const command::Guide& guide_;
  Console console_;
  std::optional<Stop> stop_;
};

}  // namespace

Json session_request(std::string_view name, const std::string& slot,
                     const std::vector<std::string>& stretches, bool is_short) {
  const bool is_core = slot.empty() || slot == "evening";
  Json request = {{"do", name}, {"slot", is_core ? "core" : slot}};
  if (!stretches.empty()) {
    request["entries"] = stretches;
  }
  if (is_short) {
    request["short"] = true;
  }
  return request;
}

Result<int> run_guide(Context& context, const command::Guide& guide) {
  return GuideTalk(context, guide).run();
}

}  // namespace lissom::cli
