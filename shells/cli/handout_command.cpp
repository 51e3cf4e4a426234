#include "core/api/picture.h"
#include "shells/cli/commands.h"
#include "shells/cli/files.h"
#include "shells/cli/handout.h"
#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

constexpr const char* middle_dot = " · ";

Result<paper::HandoutEntry> entry_of(const Json& view) {
  auto start = drawing_of(value_at(view, "start"));
  auto end = drawing_of(value_at(view, "end"));
  if (!start || !end) {
    return tl::unexpected(start ? end.error() : start.error());
  }
  return paper::HandoutEntry{.name = text_at(view, "name"),
                             .dose = text_at(view, "dose"),
                             .steps = texts_at(view, "steps"),
                             .feel = text_at(view, "feel"),
                             .cautions = texts_at(view, "cautions"),
                             .start = std::move(*start),
                             .end = std::move(*end)};
}

Result<paper::HandoutSession> session_of(const Json& view) {
  paper::HandoutSession session;
  const std::string variant = text_at(view, "variant");
  session.name = text_at(view, "name") + (variant.empty() ? "" : " " + variant);
  const auto seconds = number_at(view, "total_s", 0);
  session.length = seconds > 0 ? minutes_of(seconds) : "";
  for (const Json& entry : list_at(view, "entries")) {
    auto made = entry_of(entry);
    if (!made) {
      return tl::unexpected(made.error());
    }
    session.entries.push_back(std::move(*made));
  }
  return session;
}

paper::Diary diary_of(const Json& view) {
  paper::Diary diary;
  diary.page_code = text_at(view, "code");
  for (const Json& row : list_at(view, "rows")) {
    diary.lines.push_back({.day = short_day(text_at(row, "day")),
                           .session = text_at(row, "name"),
                           .boxes = static_cast<int>(number_at(row, "times", 1)),
                           .has_numbers = is_true(row, "numbers"),
                           .code = text_at(row, "code")});
  }
  return diary;
}

paper::HandoutLabels labels_of(const Json& view) {
  return {.start = text_at(view, "start"),
          .end = text_at(view, "end"),
          .feel = text_at(view, "feel"),
          .care = text_at(view, "care"),
          .diary = text_at(view, "diary"),
          .diary_how = text_at(view, "diary_how"),
          .diary_back = text_at(view, "diary_back"),
          .page_code = text_at(view, "page_code"),
          .code = text_at(view, "code"),
          .day = text_at(view, "day"),
          .done = text_at(view, "done"),
          .before = text_at(view, "before"),
          .after = text_at(view, "after"),
          .morning = text_at(view, "morning"),
          .notes = text_at(view, "notes"),
          .scan = text_at(view, "scan")};
}

std::string when_words(const Json& view) {
  const std::string day = text_at(view, "day");
  std::string words = day_words(day) + " " + day.substr(0, day.find('-'));
  if (has_number(view, "week")) {
    words += "\nWeek " + std::to_string(number_at(view, "week", 1)) + middle_dot + "level " +
             text_at(view, "level");
  }
  return words;
}

std::string file_of(const command::PrintPlan& print, const Json& view) {
  if (!print.file.empty()) {
    return print.file;
  }
  const std::string file = text_at(view, "file");
  return file.empty() ? "lissom.pdf" : file;
}

}  // namespace

Result<paper::Handout> handout_of(const Json& view) {
  paper::Handout handout;
  const Json& labels = value_at(view, "labels");
  const Json& help = value_at(view, "help");
  handout.language = text_at(view, "language");
  handout.is_rtl = text_at(view, "direction") == "rtl";
  handout.is_large = is_true(view, "large");
  handout.day = parse_day(text_at(view, "day")).value_or(Day{});
  handout.title = text_at(labels, "title");
  handout.who = text_at(view, "initials");
  handout.when = when_words(view);
  handout.help_title = text_at(help, "title");
  handout.help_signs = texts_at(help, "signs");
  handout.help_numbers = text_at(help, "numbers");
  handout.help_before = text_at(help, "before");
  handout.stop = text_at(view, "stop_line");
  handout.pull = text_at(view, "pull");
  handout.notes = texts_at(view, "say");
  handout.foot = texts_at(view, "foot");
  handout.code = text_at(view, "code");
  handout.diary = diary_of(value_at(view, "diary"));
  handout.labels = labels_of(labels);
  for (const Json& slot : list_at(view, "slots")) {
    auto session = session_of(slot);
    if (!session) {
      return tl::unexpected(session.error());
    }
    handout.sessions.push_back(std::move(*session));
  }
  return handout;
}

Result<int> run_handout(Context& context, const command::PrintPlan& print) {
  const IfThere if_there = print.force ? IfThere::replace : IfThere::refuse;
  const bool is_named = !print.file.empty() && print.file != "-";
  if (const auto may = is_named ? may_write(print.file, if_there) : Result<void>(); !may) {
    return tl::unexpected(may.error());
  }
  const auto outcome = context.host.ask(print.request);
  if (!outcome) {
    return tl::unexpected(without_place(outcome.error()));
  }
  if (outcome->exit != exit_fine) {
    return show(context, "handout", *outcome);
  }
  auto handout = handout_of(outcome->view);
  if (!handout) {
    return tl::unexpected(handout.error());
  }
  handout->is_letter = print.is_letter;
  const auto pdf = paper::handout_pdf(*handout);
  if (!pdf) {
    return tl::unexpected(pdf.error());
  }
  const std::string file = file_of(print, outcome->view);
  if (file == "-") {
    context.console.out << *pdf;
    return exit_fine;
  }
  if (const auto written = write_file(file, *pdf, if_there); !written) {
    return tl::unexpected(written.error());
  }
  if (context.json) {
    context.console.out << to_bytes(Json{{"file", file}}) << '\n';
    return exit_fine;
  }
  Page page(context.console.width);
  page.text(file + ": print it on both sides; the back is for ticking off.");
  for (const std::string& note : handout->notes) {
    page.text(note);
  }
  context.console.out << page.str();
  return exit_fine;
}

}  // namespace lissom::cli
