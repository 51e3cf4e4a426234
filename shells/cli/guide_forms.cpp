#include "shells/cli/guide_forms.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

constexpr int most_pain = 10;

const Form pain_form = {.title = "The hold has stopped. Come out of it slowly.",
                        .lines = {"How much does it hurt?", "0 not at all, 10 the worst there is"},
                        .hint = "0 to 10 and Enter",
                        .keys = ""};
const Form pull_form = {.title = "And the pull in the muscle itself?",
                        .lines = {"0 none, 3 to 5 is what a stretch should feel like"},
                        .hint = "0 to 10 and Enter; Enter: leave out",
                        .keys = ""};
const Form after_form = {.title = "How much does it hurt now?",
                         .lines = {"0 not at all, 10 the worst there is"},
                         .hint = "0 to 10 and Enter; Enter: leave out",
                         .keys = ""};
const Form effort_form = {.title = "How was it?",
                          .lines = {"1  too easy", "2  about right", "3  too much"},
                          .hint = "1 to 3; Enter: leave out",
                          .keys = "123"};

std::optional<int> pain_of(const std::string& typed) {
  int pain = 0;
  const char* const end = typed.data() + typed.size();
  const auto read = std::from_chars(typed.data(), end, pain);
  const bool is_pain = read.ec == std::errc{} && read.ptr == end && pain >= 0 && pain <= most_pain;
  return is_pain ? std::optional(pain) : std::nullopt;
}

/// Places chosen by their numbers from 1 to `most`; "0" or nothing is none of them.
/// @return nothing if it is not clear what was meant
std::optional<std::vector<std::size_t>> choices_in(const std::string& typed, std::size_t most) {
  std::vector<std::size_t> places;
  std::size_t number = 0;
  bool is_number = false;
  for (const char c : typed + " ") {
    if (c >= '0' && c <= '9') {
      number = std::min<std::size_t>(number * 10 + static_cast<std::size_t>(c - '0'), most + 1);
      is_number = true;
      continue;
    }
    if (number > most || (c != ' ' && c != ',')) {
      return std::nullopt;
    }
    if (is_number && number > 0) {
      places.push_back(number - 1);
    }
    number = 0;
    is_number = false;
  }
  return places;
}

/// Lets words that stop `what` be chosen by number. @return false if the person left
bool ask_words(Stage& stage, const Json& words, const std::string& title, std::string_view what,
               std::vector<std::string>& chosen) {
  std::vector<std::string> offered;
  Form form = {
      .title = title, .lines = {}, .hint = "numbers and Enter; Enter alone: none", .keys = ""};
  for (const Json& word : words) {
    if (text_at(word, "stops") == what) {
      offered.push_back(text_at(word, "word"));
      form.lines.push_back(std::to_string(offered.size()) + "  " + offered.back());
    }
  }
  if (offered.empty()) {
    return true;
  }
  for (;;) {
    const auto typed = stage.ask(form);
    const auto places = choices_in(typed.value_or(""), offered.size());
    if (!places) {
      continue;  // better asked twice than taken for none
    }
    for (const std::size_t place : *places) {
      chosen.push_back(offered[place]);
    }
    return typed.has_value();
  }
}

}  // namespace

const Form& skip_form() {
  static const Form form = {
      .title = "Leave this one out: why?",
      .lines = {"1  it hurts", "2  I cannot get into it", "3  no time", "4  another reason"},
      .hint = "1 to 4; Enter: go on with it",
      .keys = "1234"};
  return form;
}

const Form& quit_form() {
  static const Form form = {.title = "End the session here?",
                            .lines = {"1  yes, what is done counts", "2  no, go on"},
                            .hint = "1 or 2",
                            .keys = "12"};
  return form;
}

std::optional<Told> ask_about_pain(Stage& stage, const Json& words) {
  Told told;
  for (std::optional<int> pain; !pain;) {
    const auto typed = stage.ask(pain_form);
    if (!typed) {
      return std::nullopt;
    }
    pain = pain_of(*typed);
    told.pain = pain.value_or(0);
  }
  // What stops the session comes first; who chose of that need not say more.
  bool is_told = ask_words(stage, words, "Is any of these new?", "session", told.words);
  if (is_told && told.words.empty()) {
    is_told = ask_words(stage, words, "Does it feel like one of these?", "entry", told.words);
  }
  if (is_told && told.words.empty()) {
    const auto typed = stage.ask(pull_form);
    told.pull = pain_of(typed.value_or(""));
    is_told = typed.has_value();
  }
  return is_told ? std::optional(told) : std::nullopt;
}

void ask_at_the_end(Stage& stage, Json& request) {
  auto pain = stage.ask(after_form);
  while (pain && !pain->empty() && !pain_of(*pain)) {
    pain = stage.ask(after_form);
  }
  if (const auto number = pain_of(pain.value_or(""))) {
    request["pain_after"] = *number;
  }
  const auto effort = pain ? stage.ask(effort_form) : std::nullopt;
  constexpr std::array efforts = {"too_easy", "right", "too_much"};
  const bool is_told = effort && (*effort == "1" || *effort == "2" || *effort == "3");
  if (is_told) {
    request["effort"] = efforts.at(static_cast<std::size_t>(effort->front() - '1'));
  }
}

}  // namespace lissom::cli
