#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

void add_numbers(Page& page, const Json& disposition) {
  const Json& numbers = list_at(disposition, "numbers");
  if (numbers.empty()) {
    return;
  }
  page.heading("Who to call");
  for (const Json& number : numbers) {
    const std::string same_day = text_at(number, "same_day");
    std::string text = text_at(number, "number");
    if (!same_day.empty()) {
      text += "; same day: " + same_day;
    }
    page.row("  " + text_at(number, "region"), 20, text);
  }
}

/// From this code on a clinician's word is needed.
constexpr int clinician_first = 3;

void add_unlock(Page& page, const Json& disposition, const std::string& unlock) {
  if (!unlock.empty()) {
    page.heading("What opens it again").quiet(unlock);
  }
  const std::string why = text_at(disposition, "why_locked");
  if (why == "unscreened" || why == "incomplete" || why == "due") {
    page.quiet("Do it with: lissom screen");
  } else if (number_at(disposition, "code", 0) >= clinician_first) {
    page.quiet("Write it down with: lissom clear --who NAME --date DATE");
  }
}

std::string answer_words(const Json& raised_by) {
  const std::string answer = text_at(raised_by, "answer");
  return text_at(raised_by, "question") + ": " + (answer == "unsure" ? "not sure" : answer);
}

void add_findings(Page& page, const Json& view) {
  const Json& findings = list_at(view, "findings");
  if (findings.empty()) {
    return;
  }
  page.heading("Why");
  for (const Json& finding : findings) {
    std::vector<std::string> answers;
    for (const Json& answer : list_at(finding, "answers")) {
      answers.push_back(answer_words(answer));
    }
    const std::string from = answers.empty() ? "" : " (" + joined(answers, ", ") + ")";
    page.item(text_at(finding, "because") + from);
  }
}

void add_tags(Page& page, const Json& view) {
  const Json& tags = list_at(view, "tags");
  if (tags.empty()) {
    return;
  }
  page.heading("What this changes in your plan");
  for (const Json& tag : tags) {
    page.item(text_at(tag, "plain") + ": " + text_at(tag, "change"));
    std::vector<std::string> answers;
    for (const Json& raised : list_at(tag, "raised_by")) {
      answers.push_back(answer_words(raised));
    }
    if (!answers.empty()) {
      page.quiet("from " + joined(answers, ", "));
    }
  }
}

void add_open_ends(Page& page, const Json& view) {
  const auto unanswered = texts_at(view, "unanswered");
  const auto ignored = texts_at(view, "ignored");
  if (!unanswered.empty()) {
    page.heading("Still to be answered").quiet(joined(unanswered, ", "));
  }
  if (!ignored.empty()) {
    page.heading("Not needed, left aside").quiet(joined(ignored, ", "));
  }
}

std::string range_words(const Json& question) {
  const std::string unit = text_at(question, "unit");
  return std::to_string(number_at(question, "min", 0)) + " to " +
         std::to_string(number_at(question, "max", 0)) + (unit.empty() ? "" : " " + unit);
}

void add_question(Page& page, const Json& question) {
  page.gap().text(text_at(question, "id") + ": " + text_at(question, "ask"));
  std::vector<std::string> answers;
  for (const Json& answer : list_at(question, "answers")) {
    answers.push_back(text_at(answer, "id"));
  }
  page.quiet("Answers: " + (answers.empty() ? range_words(question) : joined(answers, ", ")));
  const std::string follows = joined(texts_at(question, "ask_if"), ", ");
  if (!follows.empty()) {
    page.quiet("Asked only after some answers to: " + follows);
  }
  page.quiet("Why we ask: " + text_at(question, "why"));
  page.quiet(basis_words(question));
}

}  // namespace

std::string render_refused(const Json& view, int width) {
  const Json& refused = value_at(view, "refused");
  const Json& disposition = value_at(view, "disposition");
  Page page(width);
  page.title(text_at(disposition, "title"));
  for (const std::string& sentence : texts_at(refused, "say")) {
    page.text(sentence);
  }
  add_numbers(page, disposition);
  const auto signs = texts_at(view, "warning_signs");
  if (!signs.empty()) {
    page.heading("Signs that need help at once");
    for (const std::string& sign : signs) {
      page.item(sign);
    }
  }
  add_unlock(page, disposition, text_at(refused, "unlock"));
  return page.str();
}

std::string render_questions(const Json& view, int width) {
  Page page(width);
  page.title("The safety questions");
  page.text(text_at(view, "lead_in"));
  for (const Json& question : list_at(view, "questions")) {
    add_question(page, question);
  }
  return page.str();
}

std::string render_screening(const Json& view, int width) {
  const Json& disposition = value_at(view, "disposition");
  const bool is_finished = text_at(disposition, "why_locked") != "incomplete";
  Page page(width);
  page.title(is_finished ? text_at(disposition, "title") : "Some answers are still missing");
  for (const std::string& sentence : texts_at(disposition, is_finished ? "now" : "because")) {
    page.text(sentence);
  }
  add_numbers(page, disposition);
  add_findings(page, view);
  add_tags(page, view);
  add_open_ends(page, view);
  if (is_true(disposition, "locked")) {
    add_unlock(page, disposition, is_finished ? text_at(disposition, "unlock") : "");
  } else {
    page.heading(R"(Next: "lissom profile", then "lissom plan".)");
  }
  return page.str();
}

}  // namespace lissom::cli
