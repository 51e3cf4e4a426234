#include "shells/cli/guide_layout.h"

#include <algorithm>

#include "shells/cli/big_digits.h"
#include "shells/cli/text.h"
#include "shells/paper/dots.h"

namespace lissom::cli {
namespace {

constexpr int roomy_rows = 20;        ///< from here on there is air between the parts
constexpr int two_caption_rows = 14;  ///< from here on a caption has two rows
constexpr int wordy_columns = 70;     ///< from here on the keys are told in full
constexpr int roomy_columns = 60;     ///< from here on a figure has room
constexpr int most_scale = 4;
constexpr int figure_share_pct = 50;
constexpr int breath_dots = 6;
constexpr int right_margin = 2;
constexpr int least_figure_rows = 8;      ///< with less, a limb is a smudge
constexpr int least_beside_columns = 28;  ///< for the steps, and for the figure beside them
constexpr int least_count_columns = 40;   ///< as many as the count has on a screen of 80

/// The rows of the screen, from which all parts take their place.
struct Rows {
  int strip;
  int name;
  int caption;
  int caption_rows;
  int count;
  int count_rows;
  int floor;
  int state;
  int next;  ///< -1 if it shares the row of the state
  int keys;
  int margin;  ///< columns at both sides
};

Rows rows_of(Size size) {
  const bool is_roomy = size.rows >= roomy_rows;
  Rows rows{};
  rows.margin = size.columns >= roomy_columns ? 2 : 1;
  rows.strip = 1;
  rows.name = is_roomy ? 3 : 2;
  rows.caption = rows.name + 1;
  rows.caption_rows = size.rows >= two_caption_rows ? 2 : 1;
  rows.count = rows.caption + rows.caption_rows + (is_roomy ? 1 : 0);
  rows.keys = size.rows - 1;
  rows.next = is_roomy ? rows.keys - 2 : -1;
  rows.state = is_roomy ? rows.next - 1 : rows.keys - 1;
  rows.floor = rows.state - 1;
  rows.count_rows = rows.floor - rows.count - (is_roomy ? 1 : 0);
  return rows;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

/// `whole` columns, of which `passed` per mille are full.
std::string bar(int whole, int passed_per_mille, std::string_view full, std::string_view empty) {
  const int filled = std::clamp(whole * passed_per_mille / 1000, 0, whole);
  return repeated(full, filled) + repeated(empty, whole - filled);
}

int per_mille(std::int64_t part, std::int64_t whole) {
  return whole <= 0 ? 1000
                    : static_cast<int>(std::clamp<std::int64_t>(part * 1000 / whole, 0, 1000));
}

/// Columns for each part, in proportion to its time, at least one.
std::vector<int> shares(const std::vector<Part>& parts, int columns) {
  std::int64_t whole_ms = 0;
  for (const Part& part : parts) {
    whole_ms += part.whole_ms;
  }
  std::vector<int> shares;
  std::int64_t before_ms = 0;
  int used = 0;
  for (const Part& part : parts) {
    before_ms += part.whole_ms;
    const int end = static_cast<int>(before_ms * columns / std::max<std::int64_t>(whole_ms, 1));
    shares.push_back(std::max(end - used, 1));
    used += shares.back();
  }
  return shares;
}

/// Segments as long as their time: done heavy, to come light.
std::string strip(const Scene& scene, int columns) {
  const auto gaps = static_cast<int>(scene.parts.size()) - 1;
  const std::vector<int> widths = shares(scene.parts, std::max(columns - gaps, 1));
  std::string out;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const Part& part = scene.parts[i];
    out += (out.empty() ? "" : " ") +
           bar(widths[i], per_mille(part.passed_ms, part.whole_ms), "━", "╌");
  }
  return out;
}

std::string state_word(const Now& now) {
  switch (now.state) {
    case Now::State::paused:
      return "PAUSED";
    case Now::State::pain:
      return "STOPPED";
    case Now::State::ended:
      return "DONE";
    case Now::State::running:
      break;
  }
  switch (now.phase) {
    case CueKind::move_to:
      return "CHANGE POSITION";
    case CueKind::prepare:
      return "GET READY";
    case CueKind::hold:
      return "HOLD";
    case CueKind::repeat:
      return "MOVE";
    case CueKind::rest:
      return "REST";
    case CueKind::switch_sides:
      return "SWITCH SIDES";
    case CueKind::done:
    case CueKind::half_way:
    case CueKind::breathe_in:
    case CueKind::breathe_out:
    case CueKind::next_up:
      break;
  }
  return "DONE";
}

std::string side_words(const Now& now) {
  const bool is_sided = now.side != BodySide::both;
  std::string words = is_sided ? std::string(name_of(now.side)) + " side" : "";
  if (now.reps > 1) {
    const std::string what = now.phase == CueKind::repeat ? "repetition " : "hold ";
    words += (words.empty() ? "" : " · ") + what + std::to_string(now.rep) + " of " +
             std::to_string(now.reps);
  }
  return words;
}

std::string done_words(const Scene& scene) {
  return scene.notice.empty()
             ? std::to_string(scene.done) + " of " + std::to_string(scene.of) + " stored"
             : scene.notice;
}

std::string breath_words(const std::optional<Breath>& breath) {
  if (!breath) {
    return "";
  }
  const int share = per_mille(breath->passed_ms, breath->whole_ms);
  // Filling while breathing in, emptying while breathing out.
  const std::string dots = bar(breath_dots, breath->in ? share : 1000 - share, "●", "○");
  return (breath->in ? "breathe in  " : "breathe out ") + dots;
}

/// What is counted: seconds left, or the repetition of a moving drill.
std::string count_text(const Now& now) {
  if (now.phase == CueKind::repeat) {
    return std::to_string(now.rep);
  }
  constexpr int most_plain_s = 99;
  return now.phase_left_s > most_plain_s ? clock_of(now.phase_left_s)
                                         : std::to_string(now.phase_left_s);
}

std::string floor_line(const Scene& scene, int columns) {
  const Now& now = scene.now;
  const int passed = 1000 - per_mille(std::int64_t{now.phase_left_s} * 1000, scene.phase_ms);
  if (now.state != Now::State::running) {
    return repeated("╌", columns);
  }
  if (now.phase == CueKind::hold) {
    return bar(columns, passed, "━", "─");
  }
  if (now.phase == CueKind::repeat) {
    return bar(columns, per_mille(now.rep, now.reps), "━", "─");
  }
  return repeated(now.phase == CueKind::rest ? "═" : "╌", columns);
}

/// A part of the screen; no rows if there is none.
struct Room {
  int row = 0;
  int column = 0;
  int rows = 0;
  int columns = 0;
};

/// Beside the count.
Room room_at_the_right(Size size) {
  const Rows rows = rows_of(size);
  if (size.columns < roomy_columns || rows.count_rows < big_rows) {
    return {};
  }
  const int columns = size.columns * figure_share_pct / 100;
  return {.row = rows.count,
          .column = size.columns - columns,
          .rows = rows.floor - rows.count,
          .columns = columns};
}

/// Where the count ends, where the steps are told, and where a figure has room that takes none of
/// them.
struct Rooms {
  int count_end = 0;
  Room steps;
  Room figure;
};

/// How large the count is if it ends before column `end`; 0: as small as other text.
int count_scale(const std::string& text, const Rows& rows, int end) {
  const int columns = end - 2 * rows.margin;
  int scale = std::clamp(rows.count_rows / big_rows, 0, most_scale);
  while (scale > 1 && big_columns(text, scale) > columns) {
    --scale;
  }
  return scale;
}

void put_count(Canvas& canvas, const Scene& scene, const Rows& rows, int end) {
  const std::string text = count_text(scene.now);
  const int scale = count_scale(text, rows, end);
  if (scale == 0) {
    canvas.put(rows.count, rows.margin, text, Look::bold);
    return;
  }
  const int top = rows.count + (rows.count_rows - scale * big_rows) / 2;
  int row = top;
  for (const std::string& line : big_digits(text, scale)) {
    canvas.put(row, rows.margin + 1, line, Look::plain);
    ++row;
  }
}

/// Rows that the steps take in so many columns.
int rows_for(const std::vector<std::string>& steps, int columns) {
  int rows = 0;
  for (const std::string& step : steps) {
    rows += static_cast<int>(wrapped(step, std::max(columns, 1)).size());
  }
  return rows;
}

Rooms rooms_at_the_right(const Scene& scene, Size size) {
  const Room all = room_at_the_right(size);
  Rooms rooms{.count_end = all.rows > 0 ? all.column : size.columns, .steps = all, .figure = {}};
  rooms.steps.columns = std::max(all.columns - right_margin, 1);
  if (!scene.figure || all.rows < least_figure_rows) {
    return rooms;
  }
  const int below = all.rows - rows_for(scene.how, rooms.steps.columns) - 1;
  if (below >= least_figure_rows) {
    rooms.figure = {.row = all.row + all.rows - below,
                    .column = all.column,
                    .rows = below,
                    .columns = rooms.steps.columns};
    return rooms;
  }
  // Beside the steps, if the count can spare some of its half without getting smaller.
  const int columns = (size.columns - least_count_columns) / 2 - right_margin;
  const Rows rows = rows_of(size);
  const std::string count = count_text(scene.now);
  if (columns >= least_beside_columns && rows_for(scene.how, columns) <= all.rows &&
      count_scale(count, rows, least_count_columns) == count_scale(count, rows, all.column)) {
    rooms.count_end = least_count_columns;
    rooms.steps.column = least_count_columns;
    rooms.steps.columns = columns;
    rooms.figure = {.row = all.row,
                    .column = least_count_columns + columns + right_margin,
                    .rows = all.rows,
                    .columns = columns};
  }
  return rooms;
}

void put_how(Canvas& canvas, const std::vector<std::string>& steps, const Room& room) {
  int row = room.row;
  for (const std::string& step : steps) {
    const auto lines = wrapped(step, std::max(room.columns, 1));
    if (row + static_cast<int>(lines.size()) > room.row + room.rows) {
      return;  // half a step helps nobody
    }
    for (const std::string& line : lines) {
      canvas.put(row, room.column, line, Look::plain);
      ++row;
    }
  }
}

void put_figure(Canvas& canvas, const Drawing& figure, const Room& room) {
  const auto rows = paper::to_dots(figure, room.columns, room.rows);
  if (!rows) {
    return;
  }
  // It stands on the floor line.
  int row = room.row + room.rows - static_cast<int>(rows->size());
  for (const paper::DotRow& dots : *rows) {
    for (const paper::DotRun& run : dots) {
      canvas.put(row, room.column + run.column, run.text,
                 run.is_muscle ? Look::muscle : Look::plain);
    }
    ++row;
  }
}

void put_caption(Canvas& canvas, const std::string& caption, const Rows& rows) {
  auto lines = wrapped(caption, canvas.size().columns - 2 * rows.margin);
  const auto most = static_cast<std::size_t>(rows.caption_rows);
  if (lines.size() > most) {
    lines.resize(most);
    lines.back() += " …";
  }
  int row = rows.caption;
  for (const std::string& line : lines) {
    canvas.put(row, rows.margin, line, Look::plain);
    ++row;
  }
}

void put_top(Canvas& canvas, const Scene& scene, const Rows& rows) {
  const int columns = canvas.size().columns - 2 * rows.margin;
  const std::string number = scene.now.entry < 0 ? ""
                                                 : std::to_string(scene.now.entry + 1) + " of " +
                                                       std::to_string(scene.parts.size()) + " · ";
  canvas.put_right(0, number + clock_of(scene.now.total_left_s) + " left", Look::plain);
  canvas.put(0, rows.margin, scene.title, Look::plain);
  canvas.put(rows.strip, rows.margin, strip(scene, columns), Look::plain);
  canvas.put(rows.name, rows.margin, scene.name, Look::bold);
  const bool is_waiting = scene.now.state == Now::State::paused;
  const std::string pause = (scene.notice.empty() ? "" : scene.notice + ". ") + "Space goes on.";
  // On small screens a breath takes the place of the caption, which has been read by then.
  const bool is_breath = rows.next < 0 && scene.breath;
  const std::string caption = is_breath ? breath_words(scene.breath) : scene.caption;
  put_caption(canvas, is_waiting ? pause : caption, rows);
}

std::string_view keys_words(int columns) {
  if (columns >= wordy_columns) {
    return "space pause · b back · s skip · p it hurts · + 10 s more · q quit";
  }
  return columns >= roomy_columns ? "space pause · b back · s skip · p hurts · q quit"
                                  : "spc pause b back s skip p pain q quit";
}

void put_bottom(Canvas& canvas, const Scene& scene, const Rows& rows) {
  const int columns = canvas.size().columns - 2 * rows.margin;
  canvas.put(rows.floor, rows.margin, floor_line(scene, columns), Look::plain);
  const std::string state = " " + state_word(scene.now) + " ";
  canvas.put(rows.state, rows.margin, state, Look::inverse);
  canvas.put(rows.state, rows.margin + columns_of(state) + 1, side_words(scene.now), Look::bold);
  const std::string next = scene.next.empty() ? "" : "Next: " + scene.next;
  if (rows.next >= 0) {
    canvas.put_right(rows.state, breath_words(scene.breath), Look::plain);
    canvas.put(rows.next, rows.margin, next, Look::plain);
    canvas.put_right(rows.next, done_words(scene), Look::plain);
  }
  canvas.put(rows.keys, rows.margin, keys_words(canvas.size().columns), Look::plain);
}

}  // namespace

Canvas::Canvas(Size size)
    : size_{std::max(size.rows, 1), std::max(size.columns, 1)},
      rows_(static_cast<std::size_t>(size_.rows)) {
}

void Canvas::put(int row, int column, std::string_view text, Look look) {
  if (row < 0 || row >= size_.rows || column < 0 || column >= size_.columns || text.empty()) {
    return;
  }
  rows_[static_cast<std::size_t>(row)].push_back(
      {.column = column, .text = cut_to(text, size_.columns - column), .look = look});
}

void Canvas::put_right(int row, std::string_view text, Look look) {
  const int margin = size_.columns >= roomy_columns ? 2 : 1;
  put(row, std::max(size_.columns - margin - columns_of(text), 0), text, look);
}

Canvas lay_out(const Scene& scene, Size size) {
  Canvas canvas(size);
  const Rows rows = rows_of(canvas.size());
  put_top(canvas, scene, rows);
  const Rooms rooms = rooms_at_the_right(scene, canvas.size());
  put_count(canvas, scene, rows, rooms.count_end);
  put_how(canvas, scene.how, rooms.steps);
  if (rooms.figure.rows > 0) {
    put_figure(canvas, *scene.figure, rooms.figure);
  }
  put_bottom(canvas, scene, rows);
  return canvas;
}

Canvas lay_out(const Form& form, const std::string& typed, Size size) {
  Canvas canvas(size);
  const int margin = canvas.size().columns >= roomy_columns ? 2 : 1;
  const int columns = canvas.size().columns - 2 * margin;
  const bool is_roomy = canvas.size().rows >= roomy_rows;
  int row = is_roomy ? 2 : 0;
  for (const std::string& line : wrapped(form.title, columns)) {
    canvas.put(row++, margin, line, Look::bold);
  }
  row += is_roomy ? 1 : 0;
  for (const std::string& line : form.lines) {
    for (const std::string& part : wrapped(line, columns)) {
      canvas.put(row++, margin, part, Look::plain);
    }
  }
  row += is_roomy ? 1 : 0;
  canvas.put(std::min(row, canvas.size().rows - 2), margin, form.hint, Look::plain);
  if (form.keys.empty()) {
    canvas.put(std::min(row + 1, canvas.size().rows - 1), margin, "> " + typed + "_", Look::bold);
  }
  return canvas;
}

}  // namespace lissom::cli
