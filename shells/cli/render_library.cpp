#include <algorithm>

#include "core/base/words.h"
#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

constexpr int id_columns = 28;

void add_list(Page& page, std::string_view heading, const std::vector<std::string>& texts) {
  if (texts.empty()) {
    return;
  }
  page.heading(heading);
  for (const std::string& text : texts) {
    page.item(text);
  }
}

std::string render_entries(const Json& entries, int width) {
  Page page(width);
  page.title(counted(static_cast<std::int64_t>(entries.size()), "stretch", "stretches"));
  for (const Json& entry : entries) {
    page.row(text_at(entry, "id"), id_columns, text_at(entry, "name"));
    page.row("", id_columns, text_at(entry, "why_not"));
  }
  page.heading("\"lissom catalogue ID\" shows one whole.");
  return page.str();
}

std::string render_entry(const Json& entry, int width) {
  Page page(width);
  page.title(text_at(entry, "name"));
  page.text(text_at(entry, "why_not"));
  for (const std::string& caution : texts_at(entry, "cautions")) {
    page.text("Take care: " + caution);
  }
  add_list(page, "How", texts_at(entry, "steps"));
  page.quiet(text_at(entry, "stop_line"));
  const std::string feel = text_at(entry, "feel");
  if (!feel.empty()) {
    page.heading("Where you should feel it").quiet(feel);
  }
  add_list(page, "What often goes wrong", texts_at(entry, "faults"));
  add_list(page, "Easier", texts_at(entry, "easier"));
  add_list(page, "Harder", texts_at(entry, "harder"));
  const std::string evidence = text_at(entry, "evidence");
  if (!evidence.empty()) {
    page.heading("Evidence: " + evidence);
  }
  page.quiet(basis_words(entry));
  return page.str();
}

/// What a rule read: "Read: level L1, hold_s 20".
std::string inputs_words(const Json& inputs) {
  std::vector<std::string> words;
  for (const auto& input : inputs.items()) {
    words.push_back(input.key() + " " + shown(input.value()));
  }
  return words.empty() ? "" : "Read: " + joined(words, ", ");
}

/// Headings, lists and paragraphs; nothing else is used in the texts.
void add_markdown(Page& page, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with("#")) {
      page.heading(line.substr(std::min(line.find_first_not_of("# "), line.size())));
    } else if (line.starts_with("- ")) {
      page.item(line.substr(2));
    } else if (line.empty()) {
      page.gap();
    } else {
      page.text(line);
    }
  }
}

}  // namespace

std::string render_catalogue(const Json& view, int width) {
  const Json& entry = value_at(view, "entry");
  return entry.is_object() ? render_entry(entry, width)
                           : render_entries(list_at(view, "entries"), width);
}

std::string render_learn(const Json& view, int width) {
  const Json& lesson = value_at(view, "lesson");
  Page page(width);
  if (lesson.is_object()) {
    page.title(text_at(lesson, "title"));
    add_markdown(page, text_at(lesson, "text"));
    add_list(page, "Sources", texts_at(lesson, "sources"));
    return page.str();
  }
  page.title("To read");
  for (const Json& other : list_at(view, "lessons")) {
    page.row("  " + text_at(other, "id"), id_columns, text_at(other, "title"));
  }
  page.heading("\"lissom learn ID\" shows one.");
  return page.str();
}

std::string render_why(const Json& view, int width) {
  Page page(width);
  page.title(text_at(view, "what"));
  page.text(list_at(view, "answers").empty() ? "Nothing was decided about it yet." : "");
  for (const Json& reason : list_at(view, "answers")) {
    page.gap();
    for (const std::string& sentence : texts_at(reason, "say")) {
      page.text(sentence);
    }
    page.quiet(inputs_words(value_at(reason, "inputs")));
    page.quiet("Rule: " + text_at(reason, "rule"));
    page.quiet(basis_words(reason));
  }
  return page.str();
}

}  // namespace lissom::cli
