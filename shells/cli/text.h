#pragma once
/// Text on a terminal: how wide it is, where lines break, and a page that is put together from
/// paragraphs. What people typed may hold anything: control characters become "?" here, so that
/// nothing in a record can steer the terminal.

#include <string>
#include <string_view>
#include <vector>

namespace lissom::cli {

/// Columns that `text` takes: characters, wide ones twice, combining ones not at all.
[[nodiscard]] int columns_of(std::string_view text);

/// `text` as it may be shown: no control characters but the line feed.
[[nodiscard]] std::string harmless(std::string_view text);

/// Lines of at most `width` columns, broken between words; a word longer than that is cut. Line
/// feeds are kept, so "" is one empty line.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, int width);

/// The beginning of `text` that fits into `width` columns, with "…" in place of the rest.
[[nodiscard]] std::string cut_to(std::string_view text, int width);

/// `text`, filled up with spaces to `width` columns.
[[nodiscard]] std::string filled_to(std::string_view text, int width);

/// Without the spaces before and after it.
[[nodiscard]] std::string trimmed(const std::string& text);

/// Where what a row says begins, after words like "Main session".
constexpr int label_columns = 14;

/// A page of text, from top to bottom. Texts that are empty leave no trace.
class Page {
 public:
  /// @param width  columns; less than 20 is taken as 20, more than 80 as 80
  explicit Page(int width);

  Page& title(std::string_view text);  ///< first line of a page, with a gap after it
  Page& heading(std::string_view text);
  Page& text(std::string_view text);
  Page& quiet(std::string_view text);  ///< indented
  Page& item(std::string_view text);   ///< "- text"
  /// "label  text", the text from column `column` on in all its lines.
  Page& row(std::string_view label, int column, std::string_view text);
  Page& gap();  ///< an empty line, at most one in a row and none at the top

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] std::string str() const { return out_; }

 private:
  void add(std::string_view first, std::string_view rest, std::string_view text);

  int width_;
  std::string out_;
};

/// "12 min", "7:40", as people read times: whole minutes from seconds, rounded up.
[[nodiscard]] std::string minutes_of(long long seconds);
/// "7:40".
[[nodiscard]] std::string clock_of(long long seconds);

}  // namespace lissom::cli
