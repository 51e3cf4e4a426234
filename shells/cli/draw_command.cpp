#include <algorithm>
#include <array>
#include <optional>

#include "core/api/picture.h"
#include "core/base/words.h"
#include "shells/cli/commands.h"
#include "shells/cli/files.h"
#include "shells/cli/text.h"
#include "shells/cli/view.h"
#include "shells/paper/dots.h"
#include "shells/paper/picture.h"
#include "shells/paper/sheet.h"

namespace lissom::cli {
namespace {

constexpr int usual_picture_size = 1000;
constexpr int usual_sheet_size = 2400;

enum class Kind : std::uint8_t { svg, png, pdf };

Result<Kind> kind_of(const std::string& file) {
  constexpr std::array<std::string_view, 3> endings = {".svg", ".png", ".pdf"};
  if (file == "-") {
    return Kind::svg;
  }
  std::string ending = std::filesystem::path(file).extension().string();
  std::ranges::transform(ending, ending.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const auto* const found = std::ranges::find(endings, ending);
  if (found == endings.end()) {
    return bad_input(harmless(file) + ": expected a name that ends in .svg, .png or .pdf");
  }
  return static_cast<Kind>(found - endings.begin());
}

/// A picture as others open it, and what it shows in words.
struct Painted {
  std::string bytes;
  std::string words;
};

/// Asks the core for each drawing, which refuses those that this person is not to see.
class Painting {
 public:
  Painting(Context& context, const command::Draw& draw, Kind kind)
      : context_(context), draw_(draw), kind_(kind) {}

  /// Nothing if there is a fault or a refusal.
  std::optional<Painted> one() {
    Json request = draw_.request;
    if (draw_.size > 0) {
      request["pixels"] = draw_.size;
    }
    if (kind_ == Kind::svg) {
      const auto view = ask(request);
      return view ? std::optional(Painted{text_at(*view, "svg"), text_at(*view, "description")})
                  : std::nullopt;
    }
    const auto drawing = this->drawing(std::move(request));
    if (!drawing) {
      return std::nullopt;
    }
    const int size = draw_.size > 0 ? draw_.size : usual_picture_size;
    return painted(kind_ == Kind::png ? paper::to_png(*drawing, size) : paper::to_pdf(*drawing),
                   drawing->description);
  }

  std::optional<Painted> sheet() {
    Json request = {{"do", "pictures"}};
    if (!draw_.ids.empty()) {
      request["ids"] = draw_.ids;
    }
    const auto list = ask(request);
    if (!list) {
      return std::nullopt;
    }
    paper::Sheet sheet{.title = "Lissom", .note = "", .footer = footer, .entries = {}};
    for (const Json& entry : list_at(*list, "entries")) {
      auto first = drawing_at(entry, 0);
      constexpr int end = 1000;
      auto last = drawing_at(entry, end);
      if (!first || !last) {
        return std::nullopt;
      }
      sheet.entries.push_back({text_at(entry, "name"), text_at(entry, "position"),
                               std::move(*first), std::move(*last)});
    }
    const std::string words = words_of(sheet.entries.size(), number_at(*list, "left_out", 0));
    sheet.note = words + " Left: the start. Right: the end.";
    return painted(bytes_of(sheet), words);
  }

  /// For the terminal, in characters.
  std::optional<Painted> dots(const Console& console) {
    Json request = draw_.request;
    request["theme"] = "print";  // lines on white are what becomes dots
    const auto drawing = this->drawing(std::move(request));
    if (!drawing) {
      return std::nullopt;
    }
    const std::string words = Page(console.width).text(drawing->description).str();
    const auto lines = static_cast<int>(std::ranges::count(words, '\n'));
    const int columns = std::min(console.width - dots_margin, most_columns);
    const int rows = std::min(console.height - lines - around_dots, most_rows);
    if (columns < least_columns || rows < least_rows) {
      fault_ = Fault{Errc::bad_input, "the window is too small for a picture; -o FILE writes one"};
      return std::nullopt;
    }
    const auto found = paper::to_dots(*drawing, columns, rows);
    if (!found) {
      fault_ = found.error();
      return std::nullopt;
    }
    return Painted{dots_text(*found, console.has_colour) + "\n", words};
  }

  [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }
  [[nodiscard]] const std::optional<Outcome>& refusal() const { return refusal_; }

 private:
  static constexpr const char* footer =
      "Not a medical device. Neither the stretches nor the pictures were reviewed by a clinician.";

  static constexpr int dots_margin = 2;
  static constexpr int around_dots = 4;  ///< rows: the command, two empty ones, the next prompt
  static constexpr int most_columns = 72;
  static constexpr int most_rows = 24;
  static constexpr int least_columns = 20;
  static constexpr int least_rows = 8;

  static std::string dots_text(const std::vector<paper::DotRow>& rows, bool has_colour) {
    const std::string strong = has_colour ? "\x1b[1;31m" : "\x1b[1m";
    std::string text;
    for (const paper::DotRow& row : rows) {
      std::string line;
      int column = -dots_margin;
      for (const paper::DotRun& run : row) {
        line += std::string(static_cast<std::size_t>(run.column - column), ' ');
        line += run.is_muscle ? strong + run.text + "\x1b[0m" : run.text;
        column = run.column + columns_of(run.text);
      }
      text += line + "\n";
    }
    return text;
  }

  std::optional<Json> ask(const Json& request) {
    auto outcome = context_.host.ask(request);
    if (!outcome) {
      fault_ = outcome.error();
      return std::nullopt;
    }
    if (outcome->exit != exit_fine) {
      refusal_ = std::move(*outcome);
      return std::nullopt;
    }
    return std::move(outcome->view);
  }

  std::optional<Drawing> drawing(Json request) {
    request["as"] = "shapes";
    const auto view = ask(request);
    if (!view) {
      return std::nullopt;
    }
    auto drawing = drawing_of(*view);
    if (!drawing) {
      fault_ = drawing.error();
      return std::nullopt;
    }
    return std::move(*drawing);
  }

  std::optional<Drawing> drawing_at(const Json& entry, int at) {
    Json request = draw_.request;
    request["id"] = text_at(entry, "id");
    request["at"] = at;
    return drawing(std::move(request));
  }

  [[nodiscard]] Result<std::string> bytes_of(const paper::Sheet& sheet) const {
    switch (kind_) {
      case Kind::png:
        return paper::sheet_png(sheet, draw_.size > 0 ? draw_.size : usual_sheet_size);
      case Kind::pdf:
        return paper::sheet_pdf(sheet);
      case Kind::svg:
        break;
    }
    return paper::sheet_svg(sheet);
  }

  static std::string words_of(std::size_t count, std::int64_t left_out) {
    return counted(static_cast<std::int64_t>(count), "stretch", "stretches") +
           (left_out == 0 ? "."
                          : "; " + std::to_string(left_out) + " left out because of your answers.");
  }

  std::optional<Painted> painted(Result<std::string> bytes, std::string words) {
    if (!bytes) {
      fault_ = bytes.error();
      return std::nullopt;
    }
    return Painted{std::move(*bytes), std::move(words)};
  }

  Context& context_;
  const command::Draw& draw_;
  Kind kind_;
  std::optional<Fault> fault_;
  std::optional<Outcome> refusal_;
};

/// Why there is no picture: shown if it is a refusal.
Result<int> without(Context& context, const Painting& painting) {
  if (painting.refusal()) {
    return show(context, "draw", *painting.refusal());
  }
  return tl::unexpected(painting.fault().value_or(Fault{}));
}

/// Without a file: dots in the terminal, or the answer as JSON.
Result<int> draw_here(Context& context, const command::Draw& draw) {
  if (context.json) {
    return run_ask(context, draw.request);
  }
  const Console& console = context.console;
  if (!console.is_terminal || !console.has_dots) {
    return bad_input("this is no terminal that shows dots; -o FILE writes a picture");
  }
  Painting painting(context, draw, Kind::svg);
  const auto painted = painting.dots(console);
  if (!painted) {
    return without(context, painting);
  }
  context.console.out << painted->bytes << painted->words;
  return exit_fine;
}

}  // namespace

Result<int> run_draw(Context& context, const command::Draw& draw) {
  if (draw.file.empty()) {
    return draw_here(context, draw);
  }
  const auto kind = kind_of(draw.file);
  if (!kind) {
    return tl::unexpected(kind.error());
  }
  const bool is_printed = draw.file == "-";
  const IfThere if_there = draw.force ? IfThere::replace : IfThere::refuse;
  if (const auto may = is_printed ? Result<void>() : may_write(draw.file, if_there); !may) {
    return tl::unexpected(may.error());
  }
  Painting painting(context, draw, *kind);
  const auto painted = draw.is_sheet ? painting.sheet() : painting.one();
  if (!painted) {
    return without(context, painting);
  }
  if (is_printed) {
    context.console.out << painted->bytes;
    return exit_fine;
  }
  if (const auto written = write_file(draw.file, painted->bytes, if_there); !written) {
    return tl::unexpected(written.error());
  }
  context.console.out << (context.json ? to_bytes(Json{{"file", draw.file}})
                                       : harmless(draw.file) + ": " + painted->words)
                      << '\n';
  return exit_fine;
}

}  // namespace lissom::cli
