#include "shells/cli/guide_screen.h"

#include <clocale>
#include <cstdio>

#include <curses.h>

#include "shells/cli/clock.h"
#include "shells/cli/signals.h"

namespace lissom::cli {
namespace {

constexpr int escape_ms = 25;
constexpr std::size_t longest_typed = 30;
constexpr int key_escape = 27;
constexpr int key_delete = 127;

/// Colours that the terminal has been told.
constexpr short muscle_pair = 1;
constexpr short as_it_is = -1;

int curses_look(Look look) {
  switch (look) {
    case Look::plain:
      return A_NORMAL;
    case Look::bold:
      return A_BOLD;
    case Look::inverse:
      return A_REVERSE;
    case Look::muscle:
      return static_cast<int>(A_BOLD) | COLOR_PAIR(muscle_pair);
  }
  return A_NORMAL;
}

bool is_enter(int key) {
  return key == '\n' || key == '\r' || key == KEY_ENTER;
}

}  // namespace

/// The terminal while it is ours.
struct ScreenStage::Terminal {
  SCREEN* screen;

  Terminal(SCREEN* opened, bool has_colour) : screen(opened) {
    (void)set_term(screen);
    // A pair that was not told is the terminal's own colours.
    if (has_colour && has_colors() && start_color() == OK && use_default_colors() == OK) {
      (void)init_pair(muscle_pair, COLOR_RED, as_it_is);
    }
    (void)cbreak();
    (void)noecho();
    (void)nonl();
    (void)keypad(stdscr, TRUE);
    (void)curs_set(0);
    (void)set_escdelay(escape_ms);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    (void)endwin();
    delscreen(screen);
  }

  [[nodiscard]] static Size size() { return {.rows = LINES, .columns = COLS}; }

  static void draw(const Canvas& canvas) {
    (void)erase();
    for (int row = 0; row < canvas.size().rows; ++row) {
      for (const Span& span : canvas.rows()[static_cast<std::size_t>(row)]) {
        (void)attrset(curses_look(span.look));
        (void)mvaddstr(row, span.column, span.text.c_str());
      }
    }
    (void)attrset(A_NORMAL);
    (void)refresh();
  }

  /// A key, or ERR if there was none in time.
  [[nodiscard]] static int key(int most_ms) {
    timeout(most_ms);
    return getch();
  }
};

std::unique_ptr<ScreenStage> ScreenStage::open(const Console& console) {
  SCREEN* screen = newterm(nullptr, stdout, stdin);
  if (screen == nullptr) {
    return nullptr;
  }
  return std::unique_ptr<ScreenStage>(
      new ScreenStage(std::make_unique<Terminal>(screen, console.has_colour), console.has_dots));
}

ScreenStage::ScreenStage(std::unique_ptr<Terminal> terminal, bool has_dots)
    : terminal_(std::move(terminal)), has_dots_(has_dots) {
}

ScreenStage::~ScreenStage() = default;

std::int64_t ScreenStage::now_ms() {
  return steady_ms();
}

Press ScreenStage::wait(int most_ms) {
  const int key = Terminal::key(most_ms);
  if (StopRequests::came()) {
    return {.kind = Press::Kind::leave};
  }
  const bool is_character = key > 0 && key < key_delete;
  return is_character ? Press{.kind = Press::Kind::key, .key = static_cast<char>(key)} : Press{};
}

void ScreenStage::show(const Scene& scene) {
  Terminal::draw(lay_out(scene, Terminal::size()));
}

void ScreenStage::tell(const Cue& cue) {
  if (cue.kind != CueKind::breathe_in && cue.kind != CueKind::breathe_out) {
    (void)beep();
  }
}

void ScreenStage::stored(int /*done*/, int /*of*/) {
}  // the scene shows it

bool ScreenStage::edit(std::string& typed, int key, const Form& form) {
  if (is_enter(key)) {
    return true;
  }
  if (key == key_escape) {
    typed.clear();
    return !form.keys.empty();
  }
  if (key == KEY_BACKSPACE || key == key_delete || key == '\b') {
    typed.resize(typed.empty() ? 0 : typed.size() - 1);
    return false;
  }
  if (key < ' ' || key >= key_delete || typed.size() == longest_typed) {
    return false;
  }
  const char character = static_cast<char>(key);
  if (form.keys.empty()) {
    typed += character;
    return false;
  }
  if (form.keys.find(character) == std::string::npos) {
    return false;
  }
  typed = character;
  return true;
}

std::optional<std::string> ScreenStage::ask(const Form& form) {
  std::string typed;
  for (;;) {
    Terminal::draw(lay_out(form, typed, Terminal::size()));
    const int key = Terminal::key(look_up_ms);
    if (StopRequests::came()) {
      return std::nullopt;
    }
    if (key != ERR && edit(typed, key, form)) {
      return typed;
    }
  }
}

bool ScreenStage::read_out(const std::vector<std::string>& sentences) {
  return ask({.title = "", .lines = sentences, .hint = "Enter goes on", .keys = " "}).has_value();
}

}  // namespace lissom::cli
