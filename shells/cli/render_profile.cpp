#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

/// A chosen id in the words of its question.
std::string chosen_words(const Json& question, const std::string& id) {
  for (const Json& answer : list_at(question, "answers")) {
    if (text_at(answer, "id") == id) {
      return text_at(answer, "text");
    }
  }
  return id;
}

}  // namespace

std::string profile_words(const Json& question, const Json& value) {
  if (!value.is_array()) {
    return chosen_words(question, shown(value));
  }
  std::vector<std::string> words;
  for (const Json& item : value) {
    words.push_back(chosen_words(question, shown(item)));
  }
  return words.empty() ? "none" : joined(words, ", ");
}

std::string render_profile(const Json& view, int width) {
  Page page(width);
  page.title("About you");
  if (!is_true(view, "answered")) {
    page.text("You have not said anything yet; these values are assumed.").gap();
  }
  for (const Json& question : list_at(view, "questions")) {
    page.text(text_at(question, "ask"));
    page.quiet(
        profile_words(question, value_at(value_at(view, "profile"), text_at(question, "id"))));
  }
  page.heading("\"lissom profile\" goes through it; Enter keeps a value.");
  return page.str();
}

}  // namespace lissom::cli
