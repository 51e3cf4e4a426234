#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "core/base/words.h"
#include "shells/cli/commands.h"
#include "shells/cli/files.h"
#include "shells/cli/prompt.h"
#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

constexpr std::size_t most_definition_bytes = std::size_t{64} * 1024;

/// "42", "42.5", "-3", "42,5" in tenths, or nothing.
std::optional<std::int64_t> reading_of(std::string text) {
  std::ranges::replace(text, ',', '.');
  const std::size_t point = text.find('.');
  const bool has_decimal = point != std::string::npos;
  if (has_decimal && (point + 2 != text.size() || point == 0)) {
    return std::nullopt;
  }
  const std::string digits =
      has_decimal ? text.substr(0, point) + text.substr(point + 1) : text + "0";
  std::int64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  const bool is_sound = !text.empty() && read.ec == std::errc{} && read.ptr == end;
  return is_sound ? std::optional(number) : std::nullopt;
}

/// A question of a questionnaire as the prompt asks it: the ends of a scale belong to the question.
Json as_question(const Json& item) {
  Json question = item;
  const std::string low = text_at(item, "low");
  const std::string high = text_at(item, "high");
  if (!low.empty() && !high.empty()) {
    question["ask"] = text_at(item, "ask") + " " + std::to_string(number_at(item, "min", 0)) + " " +
                      low + ", " + std::to_string(number_at(item, "max", 0)) + " " + high + ".";
  }
  return question;
}

/// What came of asking a list of questions.
struct Talk {
  std::optional<Json> answers;  ///< none: the person quit
};

Result<Talk> ask_items(Console console, const Json& items) {
  Json answers = Json::object();
  for (const Json& item : items) {
    const std::string id = text_at(item, "id");
    Reply reply = ask(console, as_question(item), {}, "");
    if (reply.move == Reply::Move::over) {
      return input_is_over(id + " was answered");
    }
    if (reply.move == Reply::Move::quit) {
      return Talk{};
    }
    answers[id] = std::move(reply.answer);
  }
  return Talk{std::move(answers)};
}

/// One request after the other, until one fails.
Result<int> ask_all(Context& context, const std::vector<Json>& requests) {
  Result<int> exit = exit_fine;
  for (auto request = requests.begin(); exit && request != requests.end(); ++request) {
    exit = run_ask(context, *request);
  }
  return exit;
}

/// A questionnaire, question by question.
class QuestionnaireTalk {
 public:
  QuestionnaireTalk(Context& context, Json request)
      : context_(context), console_(talking(context)), request_(std::move(request)) {}

  Result<int> run() {
    const auto outcome = context_.host.ask(request_);
    if (!outcome) {
      return tl::unexpected(outcome.error());
    }
    if (outcome->exit != exit_fine) {
      return show(context_, "questionnaire", *outcome);
    }
    const Json& questionnaire = value_at(outcome->view, "questionnaire");
    console_.out << Page(console_.width)
                        .title(text_at(questionnaire, "name"))
                        .text(text_at(questionnaire, "lead_in"))
                        .quiet(text_at(questionnaire, "credit"))
                        .gap()
                        .str();
    if (text_at(questionnaire, "id") == "psfs") {
      return activities(questionnaire, texts_at(outcome->view, "activities"));
    }
    auto talk = ask_items(console_, list_at(questionnaire, "items"));
    if (!talk || !talk->answers) {
      return talk ? Result<int>(stored_nothing(console_)) : tl::unexpected(talk.error());
    }
    return store(text_at(questionnaire, "id"), std::move(*talk->answers));
  }

 private:
  Result<int> store(const std::string& id, Json answers) {
    if (id == "pain") {
      Json pain = {{"do", "log_pain"}};
      pain.update(answers);
      return run_ask(context_, pain);
    }
    request_["do"] = "log_questionnaire";
    request_["answers"] = std::move(answers);
    return run_ask(context_, request_);
  }

  /// The person's own activities; who has none yet names them first.
  Result<int> activities(const Json& questionnaire, std::vector<std::string> names) {
    constexpr std::size_t most = 3;
    if (names.empty()) {
      const Reply reply =
          ask(console_,
              {{"id", "activities"},
               {"type", "texts"},
               {"ask", "Which two or three activities have become hard and matter to you?"}},
              {}, "");
      if (reply.move != Reply::Move::answer) {
        return reply.move == Reply::Move::quit ? Result<int>(stored_nothing(console_))
                                               : input_is_over("activities were named");
      }
      names = texts_at({{"names", reply.answer}}, "names");
    }
    names.resize(std::min(names.size(), most));
    Json items = Json::array();
    for (const std::string& name : names) {
      for (Json item : list_at(questionnaire, "items")) {
        item["id"] = name;
        item["ask"] = name + ": " + text_at(item, "ask");
        items.push_back(std::move(item));
      }
    }
    const auto talk = ask_items(console_, items);
    if (!talk || !talk->answers) {
      return talk ? Result<int>(stored_nothing(console_)) : tl::unexpected(talk.error());
    }
    std::vector<Json> requests;
    for (const auto& [name, score] : talk->answers->items()) {
      requests.push_back({{"do", "log_activity"}, {"activity", name}, {"score", score}});
    }
    return ask_all(context_, requests);
  }

  Context& context_;
  Console console_;
  Json request_;
};

/// A range test: its steps one after the other, then the readings of each side.
class RangeTalk {
 public:
  RangeTalk(Context& context, const command::Measure& measure)
      : context_(context), console_(talking(context)), measure_(measure) {}

  Result<int> run() {
    auto outcome = context_.host.ask({{"do", "range_test"}, {"test", measure_.what}});
    if (!outcome) {
      return tl::unexpected(outcome.error());
    }
    if (outcome->exit != exit_fine) {
      return show(context_, "range_test", *outcome);
    }
    test_ = value_at(outcome->view, "test");
    introduce();
    const auto steps = walk_steps();
    if (!steps || !*steps) {
      return steps ? Result<int>(stored_nothing(console_)) : tl::unexpected(steps.error());
    }
    std::vector<Json> requests;
    for (const std::string& side : texts_at(test_, "sides")) {
      auto request = readings_of(side);
      if (!request || request->is_null()) {
        return request ? Result<int>(stored_nothing(console_)) : tl::unexpected(request.error());
      }
      requests.push_back(std::move(*request));
    }
    return ask_all(context_, requests);
  }

 private:
  void introduce() {
    Page page(console_.width);
    page.title(text_at(test_, "name")).text(text_at(test_, "prepare")).text(text_at(test_, "stop"));
    for (const std::string& caution : texts_at(test_, "cautions")) {
      page.item(caution);
    }
    page.gap();
    console_.out << page.str();
  }

  /// A line that was typed; nothing if there will be none.
  std::optional<std::string> typed() {
    console_.out << "> " << std::flush;
    const LineOrNot line = console_.in.wait(-1);
    if (!line.line) {
      return std::nullopt;
    }
    if (!console_.is_echoed) {
      console_.out << harmless(*line.line) << '\n';
    }
    return trimmed(*line.line);
  }

  /// Enter goes on to the next step. Who types a number knows the steps: it is the first reading.
  /// @return false if the person quit
  Result<bool> walk_steps() {
    const std::vector<std::string> steps = texts_at(test_, "steps");
    for (std::size_t i = 0; i < steps.size(); ++i) {
      console_.out << Page(console_.width)
                          .text(std::to_string(i + 1) + ". " + steps[i])
                          .quiet(first_ ? "" : "Enter goes on · q quit, nothing is stored")
                          .str();
      if (first_) {
        continue;
      }
      const auto line = typed();
      if (!line) {
        return input_is_over("the steps were done");
      }
      if (*line == "q") {
        return false;
      }
      first_ = reading_of(*line);
    }
    console_.out << Page(console_.width).gap().text(text_at(test_, "reading")).str();
    return true;
  }

  /// The request that stores a side; null if the person quit.
  Result<Json> readings_of(const std::string& side) {
    const auto count = number_at(test_, "readings", 3);
    Json readings = Json::array();
    while (static_cast<std::int64_t>(readings.size()) < count) {
      if (first_) {
        readings.push_back(*first_);
        first_.reset();
        continue;
      }
      const std::string which = (side == "both" ? "R" : side + " side, r") + "eading " +
                                std::to_string(readings.size() + 1) + " of " +
                                std::to_string(count);
      console_.out << Page(console_.width).text(which).str();
      const auto line = typed();
      if (!line) {
        return input_is_over("all readings were there");
      }
      if (*line == "q") {
        return Json();
      }
      if (const auto reading = reading_of(*line)) {
        readings.push_back(*reading);
      } else {
        console_.out << Page(console_.width).quiet("Please type a number like 42 or 42.5.").str();
      }
    }
    const std::string method = measure_.method.empty() ? text_at(test_, "method") : measure_.method;
    return Json{{"do", "log_range"},
                {"test", text_at(test_, "id")},
                {"side", side},
                {"readings_tenths", std::move(readings)},
                {"method", method}};
  }

  Context& context_;
  Console console_;
  const command::Measure& measure_;
  Json test_;
  std::optional<std::int64_t> first_;  ///< a reading that was typed early
};

}  // namespace

Result<int> run_measure(Context& context, const command::Measure& measure) {
  if (measure.what.empty()) {
    Json request = {{"do", "measures"}};
    if (measure.is_hidden) {
      request["hidden"] = true;
    }
    return run_ask(context, request);
  }
  if (measure.what.starts_with("T_")) {
    return RangeTalk(context, measure).run();
  }
  return QuestionnaireTalk(context, {{"do", "questionnaire"}, {"id", measure.what}}).run();
}

Result<int> run_own_questionnaire(Context& context, const command::OwnQuestionnaire& own) {
  const auto text = read_file(own.file, most_definition_bytes);
  if (!text) {
    return tl::unexpected(text.error());
  }
  const std::string name = own.file == "-" ? "standard input" : own.file;
  const auto questionnaire = parse_questionnaire(name, *text);
  if (!questionnaire) {
    return tl::unexpected(questionnaire.error());
  }
  if (own.is_check) {
    context.console.out << "The questionnaire is sound: "
                        << counted(static_cast<std::int64_t>(questionnaire->items.size()),
                                   "question", "questions")
                        << ".\n";
    return exit_fine;
  }
  Json request = {{"do", "questionnaire"}, {"definition", *text}, {"file", name}};
  if (own.answers.empty()) {
    return QuestionnaireTalk(context, std::move(request)).run();
  }
  auto answers = read_json(own.answers);
  if (!answers) {
    return tl::unexpected(answers.error());
  }
  request["do"] = "log_questionnaire";
  request["answers"] = std::move(*answers);
  return run_ask(context, request);
}

Result<int> run_chart(Context& context, const command::Chart& chart) {
  const auto outcome = context.host.ask({{"do", "chart"}});
  if (!outcome) {
    return tl::unexpected(outcome.error());
  }
  const std::string svg = text_at(outcome->view, "svg");
  if (chart.file == "-") {
    context.console.out << svg;
    return exit_fine;
  }
  const auto written =
      write_file(chart.file, svg, chart.force ? IfThere::replace : IfThere::refuse);
  if (!written) {
    return tl::unexpected(written.error());
  }
  context.console.out << (context.json ? to_bytes(Json{{"file", chart.file}})
                                       : "The chart is in " + harmless(chart.file) + ".")
                      << '\n';
  return exit_fine;
}

}  // namespace lissom::cli
