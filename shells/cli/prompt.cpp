#include "shells/cli/prompt.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "shells/cli/commands.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

/// An answer that can be chosen, and what is typed for it.
struct KeyedAnswer {
  std::string key;
  std::string id;
  std::string text;
};

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

std::optional<std::int64_t> whole_number(const std::string& text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end ? std::optional(number) : std::nullopt;
}

/// Yes, no, unsure and private have letters; other answers are numbered.
std::string letter_of(const std::string& id) {
  const bool has_letter = id == "yes" || id == "no" || id == "unsure" || id == "prefer_not_to_say";
  return has_letter ? id.substr(0, 1) : "";
}

std::vector<KeyedAnswer> choices_of(const Json& question) {
  std::vector<KeyedAnswer> choices;
  int number = 0;
  for (const Json& answer : list_at(question, "answers")) {
    const std::string id = text_at(answer, "id");
    const std::string letter = letter_of(id);
    choices.push_back(
        {letter.empty() ? std::to_string(++number) : letter, id, text_at(answer, "text")});
  }
  return choices;
}

const KeyedAnswer* find(const std::vector<KeyedAnswer>& choices, const std::string& typed) {
  const auto found = std::ranges::find_if(
      choices, [&](const KeyedAnswer& c) { return c.key == typed || lower(c.id) == typed; });
  return found == choices.end() ? nullptr : &*found;
}

std::vector<std::string> parts_of(const std::string& line, std::string_view separators) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : line + std::string(separators.substr(0, 1))) {
    if (separators.find(c) == std::string_view::npos) {
      part += c;
      continue;
    }
    if (const std::string whole = trimmed(part); !whole.empty()) {
      parts.push_back(whole);
    }
    part.clear();
  }
  return parts;
}

/// One question being asked.
class Asking {
 public:
  Asking(Console& console, const Json& question, const Offers& offers)
      : console_(console),
        question_(question),
        offers_(offers),
        type_(text_at(question, "type")),
        choices_(choices_of(question)) {}

  Reply run(const std::string& present) {
    show(present);
    for (;;) {
      console_.out << "> " << std::flush;
      const LineOrNot typed = console_.in.wait(-1);
      if (!typed.line) {
        return {};
      }
      if (!console_.is_echoed) {
        console_.out << harmless(*typed.line) << '\n';
      }
      if (const auto reply = taken(trimmed(*typed.line))) {
        return *reply;
      }
    }
  }

 private:
  void show(const std::string& present) {
    Page page(console_.width);
    page.text(text_at(question_, "ask"));
    if (!present.empty()) {
      page.quiet("now: " + present);
    }
    for (const KeyedAnswer& choice : choices_) {
      page.row("  " + choice.key, 5, choice.text);
    }
    page.quiet(help());
    console_.out << page.str();
  }

  [[nodiscard]] std::string help() const {
    std::vector<std::string> ways = {what_to_type()};
    if (offers_.keep) {
      ways.emplace_back(text_at(question_, "id").empty() || !is_true(question_, "optional")
                            ? "Enter keeps it"
                            : "Enter leaves it out");
    }
    if (!text_at(question_, "why").empty()) {
      ways.emplace_back("w why we ask");
    }
    if (offers_.back) {
      ways.emplace_back("b back");
    }
    ways.emplace_back("q quit, nothing is stored");
    std::erase(ways, "");
    return joined(ways, " · ");
  }

  [[nodiscard]] std::string what_to_type() const {
    if (type_ == "number") {
      const std::string unit = text_at(question_, "unit");
      return std::to_string(number_at(question_, "min", 0)) + " to " +
             std::to_string(number_at(question_, "max", 0)) + (unit.empty() ? "" : " " + unit);
    }
    if (type_ == "choices") {
      return "numbers, like 1, 3; 0 for none";
    }
    if (type_ == "clock") {
      return "a time, like 09:00";
    }
    return type_ == "texts" ? "with commas between; - for none" : "";
  }

  std::optional<Reply> taken(const std::string& line) {
    const std::string typed = lower(line);
    if (typed == "q") {
      return Reply{.move = Reply::Move::quit, .answer = {}};
    }
    if (typed == "b" && offers_.back) {
      return Reply{.move = Reply::Move::back, .answer = {}};
    }
    if (typed.empty() && offers_.keep) {
      return Reply{.move = Reply::Move::keep, .answer = {}};
    }
    if (typed == "w" && !text_at(question_, "why").empty()) {
      console_.out << Page(console_.width).quiet(text_at(question_, "why")).str();
      return std::nullopt;
    }
    auto answer = type_ == "texts" ? texts(line) : this->answer(typed);
    if (!answer) {
      console_.out << Page(console_.width).quiet("Please type " + expected() + ".").str();
      return std::nullopt;
    }
    return Reply{.move = Reply::Move::answer, .answer = std::move(*answer)};
  }

  [[nodiscard]] std::string expected() const {
    if (type_ == "number") {
      return "a whole number, " + what_to_type();
    }
    if (!what_to_type().empty()) {
      return what_to_type();
    }
    std::vector<std::string> keys;
    for (const KeyedAnswer& choice : choices_) {
      keys.push_back(choice.key);
    }
    return "one of " + joined(keys, ", ");
  }

  [[nodiscard]] std::optional<Json> answer(const std::string& typed) const {
    if (type_ == "number") {
      return number(typed);
    }
    if (type_ == "clock") {
      return typed.empty() ? std::nullopt : std::optional<Json>(typed);
    }
    if (type_ == "choices") {
      return several(typed);
    }
    const KeyedAnswer* choice = find(choices_, typed);
    return choice == nullptr ? std::nullopt : std::optional<Json>(choice->id);
  }

  [[nodiscard]] std::optional<Json> number(const std::string& typed) const {
    const auto number = whole_number(typed);
    const bool fits = number && *number >= number_at(question_, "min", 0) &&
                      *number <= number_at(question_, "max", 0);
    return fits ? std::optional<Json>(*number) : std::nullopt;
  }

  [[nodiscard]] std::optional<Json> several(const std::string& typed) const {
    Json ids = Json::array();
    const auto parts = parts_of(typed, ", ;");
    if (parts.empty()) {
      return std::nullopt;
    }
    if (parts.size() == 1 && parts.front() == "0") {
      return ids;
    }
    for (const std::string& part : parts) {
      const KeyedAnswer* choice = find(choices_, part);
      if (choice == nullptr) {
        return std::nullopt;
      }
      ids.push_back(choice->id);
    }
    return ids;
  }

  [[nodiscard]] static std::optional<Json> texts(const std::string& line) {
    Json texts = Json::array();
    if (line != "-") {
      for (const std::string& part : parts_of(line, ",;")) {
        texts.push_back(part);
      }
    }
    return texts;
  }

  Console& console_;
  const Json& question_;
  const Offers& offers_;
  std::string type_;
  std::vector<KeyedAnswer> choices_;
};

}  // namespace

Reply ask(Console& console, const Json& question, const Offers& offers,
          const std::string& present) {
  return Asking(console, question, offers).run(present);
}

tl::unexpected<Fault> input_is_over(const std::string& what) {
  return bad_input("the input ended before " + what + "; nothing was stored");
}

int stored_nothing(const Console& console) {
  console.out << "Nothing was stored.\n";
  return exit_fine;
}

}  // namespace lissom::cli
