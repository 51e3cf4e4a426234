#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <optional>

#include "shells/cli/commands.h"
#include "shells/cli/render.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"

namespace lissom::cli {
namespace {

/// A number as a number, anything else as it is: the core says what it expected.
Json number_or_text(const std::string& text) {
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end ? Json(number) : Json(text);
}

/// Parts between commas and spaces; "-" and nothing between two commas are empty parts.
std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  std::string part;
  bool is_begun = false;
  for (const char c : text + ",") {
    if (c == ',' || c == ' ' || c == '\t') {
      if (is_begun || c == ',') {
        parts.push_back(part == "-" ? "" : part);
      }
      part.clear();
      is_begun = false;
    } else {
      part += c;
      is_begun = true;
    }
  }
  while (!parts.empty() && parts.back().empty()) {
    parts.pop_back();
  }
  return parts;
}

/// What was written into a row: "4,3,4" are the three numbers, "x" a tick alone, "x,4" a tick and a
/// number; "3" of work breaks is how many. @return nothing if the row is empty
std::optional<Json> filled_row(const std::string& code, const std::string& text, bool has_numbers) {
  std::vector<std::string> parts = parts_of(text);
  if (parts.empty()) {
    return std::nullopt;
  }
  Json row = {{"code", code}};
  if (!has_numbers) {
    row["times"] = parts.front() == "x" ? Json(1) : number_or_text(parts.front());
    return row;
  }
  const bool is_ticked = parts.front() == "x" || parts.front() == "X";
  if (is_ticked) {
    parts.erase(parts.begin());
  }
  constexpr std::array keys = {"before", "after", "morning"};
  for (std::size_t i = 0; i < parts.size() && i < keys.size(); ++i) {
    if (!parts[i].empty()) {
      row[keys.at(i)] = number_or_text(parts[i]);
    }
  }
  if (is_ticked || row.contains("before") || row.contains("after")) {
    row["times"] = 1;
  }
  if (parts.size() > keys.size()) {
    row["morning"] = joined(parts, ",");  // for the core to refuse
  }
  return row;
}

/// Rows of a page that something can still be written into.
std::vector<Json> open_rows(const Json& diary) {
  std::vector<Json> rows;
  for (const Json& row : list_at(diary, "rows")) {
    const bool is_known = is_true(row, "copied") || is_true(row, "recorded");
    if (is_true(row, "open") && (!is_known || !is_true(row, "morning_copied")) &&
        (is_true(row, "numbers") || !is_true(row, "copied"))) {
      rows.push_back(row);
    }
  }
  return rows;
}

std::string row_name(const Json& row) {
  return short_day(text_at(row, "day")) + ", " + text_at(row, "name");
}

class Copying {
 public:
  explicit Copying(Context& context) : context_(context), console_(talking(context)) {}

  Result<int> run(const std::vector<std::string>& tokens) {
    const bool by_row = tokens.front().find('=') != std::string::npos;
    const auto rows = by_row ? each_with_code(tokens) : of_page(tokens);
    if (!rows) {
      return tl::unexpected(rows.error());
    }
    if (!*rows) {
      console_.out << "Nothing was stored.\n";
      return exit_fine;
    }
    const auto outcome = context_.host.ask({{"do", "log_paper"}, {"rows", **rows}});
    if (!outcome) {
      return tl::unexpected(without_place(outcome.error()));
    }
    return show(context_, "log_paper", *outcome);
  }

 private:
  /// Rows to send, or nothing if there is nothing in them.
  using Rows = std::optional<Json>;

  /// "48213037=4,3,4": which page it is of decides what its numbers are.
  Result<Rows> each_with_code(const std::vector<std::string>& tokens) {
    Json rows = Json::array();
    for (const std::string& token : tokens) {
      const std::size_t mark = token.find('=');
      const std::string code = token.substr(0, mark);
      const auto diary = ask({{"do", "diary"}, {"code", code}});
      if (!diary) {
        return tl::unexpected(diary.error());
      }
      const std::string text = mark == std::string::npos ? "x" : token.substr(mark + 1);
      auto row = filled_row(code, text, has_numbers(*diary, code));
      rows.push_back(row ? std::move(*row) : Json{{"code", code}});
    }
    return Rows(std::move(rows));
  }

  /// A page: its rows one after the other, as given, or asked for.
  Result<Rows> of_page(const std::vector<std::string>& tokens) {
    const auto diary = ask({{"do", "diary"}, {"code", tokens.front()}});
    if (!diary) {
      return tl::unexpected(diary.error());
    }
    const std::vector<Json> open = open_rows(*diary);
    if (open.empty()) {
      return bad_input("everything on that page that has come is in the record already");
    }
    return tokens.size() > 1 ? in_order(open, {tokens.begin() + 1, tokens.end()}) : asked(open);
  }

  static Result<Rows> in_order(const std::vector<Json>& open, std::vector<std::string> values) {
    if (values.size() > open.size()) {
      return bad_input("expected at most " + std::to_string(open.size()) +
                       " values, one for each row of the page that is still open");
    }
    Json rows = Json::array();
    for (std::size_t i = 0; i < values.size(); ++i) {
      add(rows, open[i], values[i]);
    }
    return rows.empty() ? Rows() : Rows(std::move(rows));
  }

  Result<Rows> asked(const std::vector<Json>& open) {
    Page page(console_.width);
    page.text(
        "Type what stands in each row: pain before, after and next morning, such as 4 3 4; "
        "x if it is only ticked; of work breaks how many. Enter alone: not done. q ends.");
    console_.out << page.str();
    Json rows = Json::array();
    for (const Json& row : open) {
      console_.out << harmless(row_name(row)) << ": " << std::flush;
      const auto line = console_.in.wait(-1).line;
      if (!console_.is_echoed) {
        console_.out << (line ? harmless(*line) : "") << '\n';
      }
      if (!line) {
        return bad_input("the input ended before the last row; nothing was stored");
      }
      if (*line == "q") {
        return Rows();
      }
      add(rows, row, *line);
    }
    return rows.empty() ? Rows() : Rows(std::move(rows));
  }

  static void add(Json& rows, const Json& row, const std::string& text) {
    if (auto filled = filled_row(text_at(row, "code"), text, is_true(row, "numbers"))) {
      rows.push_back(std::move(*filled));
    }
  }

  static bool has_numbers(const Json& diary, const std::string& code) {
    const auto digits = [](const std::string& text) {
      std::string found;
      std::ranges::copy_if(text, std::back_inserter(found),
                           [](char c) { return c >= '0' && c <= '9'; });
      return found;
    };
    const Json& rows = list_at(diary, "rows");
    const auto row = std::ranges::find_if(rows, [&](const Json& candidate) {
      return digits(text_at(candidate, "code")) == digits(code);
    });
    return row == rows.end() || is_true(*row, "numbers");
  }

  Result<Json> ask(const Json& request) {
    auto outcome = context_.host.ask(request);
    if (!outcome) {
      return tl::unexpected(without_place(outcome.error()));
    }
    return std::move(outcome->view);
  }

  Context& context_;
  Console console_;
};

}  // namespace

Result<int> run_log_paper(Context& context, const command::LogPaper& paper) {
  return Copying(context).run(paper.tokens);
}

}  // namespace lissom::cli
