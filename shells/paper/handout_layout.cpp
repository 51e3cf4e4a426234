#include <algorithm>
#include <array>
#include <compare>
#include <optional>
#include <span>

#include "shells/paper/handout.h"
#include "shells/paper/lettering.h"
#include "shells/paper/pdf_file.h"
#include "shells/paper/qr_square.h"

namespace lissom::paper {
namespace {

// Points.
constexpr double a4_width = 595.28;
constexpr double a4_height = 841.89;
constexpr double letter_width = 612;
constexpr double letter_height = 792;
constexpr double side_margin = 36;  // 12.7 mm: what every printer can keep
constexpr double end_margin = 28;
constexpr double body_size = 12;
constexpr double large_size = 18;
/// Of the square: a phone of some years reads 0.5 mm at arm's length, and a worn drum eats a
/// little.
constexpr double module_mm = 0.6;
constexpr double least_square = 74;  ///< 26 mm, its quiet margin included

/// How much room the stretches are given.
struct Density {
  double picture_width = 0;  ///< the most that one of the two pictures may take
  double picture_height = 0;
  double step_gap = 0;          ///< above a step
  double entry_gap = 0;         ///< above and below a stretch
  bool keeps_sessions = false;  ///< one that a page end would tear apart begins on the next page
};
/// From wide to close; the first with which the stretches take the fewest pages, and the fewest
/// sessions are torn apart by their ends, is used. Wider than
/// the first, and doses break into two lines; in smaller pictures than the last, a bent knee and a
/// straight one look alike from an arm's length.
constexpr std::array densities = {Density{96, 96, 2.3, 3}, Density{96, 88, 2.3, 3},
                                  Density{92, 80, 2.3, 3}, Density{86, 72, 2, 3},
                                  Density{80, 64, 1, 3},   Density{74, 58, 0.5, 2},
                                  Density{70, 52, 0, 1.5}};
constexpr std::array large_densities = {Density{104, 104, 3.4, 4.5}, Density{92, 92, 3.4, 4.5},
                                        Density{92, 84, 1.5, 4.5}};

/// Of stretches. More are a book, of which nobody counts the pages.
constexpr std::size_t most_on_few_pages = 12;

constexpr double entry_line = 0.75;  // above each

double body_of(const Handout& handout) {
  return handout.is_large ? large_size : body_size;
}

std::size_t count_entries(const Handout& handout) {
  std::size_t count = 0;
  for (const HandoutSession& session : handout.sessions) {
    count += session.entries.size();
  }
  return count;
}

struct PageCost {
  std::size_t pages = 0;
  std::size_t turns = 0;  ///< in the middle of a session

  friend constexpr auto operator<=>(const PageCost&, const PageCost&) = default;
};

/// Puts items on pages, from top to bottom.
class Sheets {
 public:
  Sheets(const Handout& handout, const Density& density)
      : handout_(handout),
        lettering_(handout.language, handout.is_rtl),
        density_(density),
        size_(body_of(handout)),
        gap_(size_ / 2),
        square_side_(side_of_square(handout)) {}

  /// What the stretches cost whoever turns the pages.
  PageCost cost_of_front() {
    put_front();
    return {.pages = pages_.size(), .turns = turns_};
  }

  std::vector<HandoutPage> run() {
    put_front();
    spread_front();
    put_diary();
    number_pages();
    if (handout_.is_rtl) {
      mirror();
    }
    return std::move(pages_);
  }

 private:
  /// Stretches that have a page to themselves use what is left of it, so that the eye finds the
  /// one it left.
  void spread_front() {
    if (pages_.size() > 1 || count_entries(handout_) == 0) {
      return;
    }
    constexpr double rounding = 1;  // so that a sum in another order still fits
    const double left = end() - foot_height() - density_.entry_gap - y_ - rounding;
    pages_.clear();
    air_ = std::clamp(left / (2.0 * static_cast<double>(count_entries(handout_))), 0.0, gap_);
    put_front();
  }

  /// @return 0 if there is nothing to scan
  static double side_of_square(const Handout& handout) {
    const int modules = handout.code.empty() ? 0 : qr_square(handout.code, square_repair).width;
    return modules == 0
               ? 0
               : std::max(least_square, (modules + 2 * quiet_modules) * module_mm * points_per_mm);
  }

  // ---- the page
  // --------------------------------------------------------------------------------------

  [[nodiscard]] HandoutPage& page() { return pages_.back(); }
  [[nodiscard]] const HandoutPage& page() const { return pages_.back(); }
  [[nodiscard]] double width() const { return page().width - 2 * side_margin; }
  [[nodiscard]] double bottom() const { return page().height - end_margin - number_height(); }

  void new_page() {
    HandoutPage page;
    page.width = handout_.is_letter ? letter_width : a4_width;
    page.height = handout_.is_letter ? letter_height : a4_height;
    pages_.push_back(std::move(page));
    y_ = end_margin;
    is_new_page_ = true;
  }

  void add(Item item) { page().items.push_back(std::move(item)); }

  void open(const char* element, std::string words = "") {
    Item item;
    item.kind = ItemKind::open;
    item.text = element;
    item.words = std::move(words);
    add(std::move(item));
  }
  void close() {
    Item item;
    item.kind = ItemKind::close;
    add(std::move(item));
  }

  void shape(ItemKind kind, const Place& place) {
    Item item;
    item.kind = kind;
    item.place = place;
    add(std::move(item));
  }

  [[nodiscard]] Item text(std::string markup, double x, double most, double size) const {
    Item item;
    item.text = std::move(markup);
    item.size = size;
    item.place = {x, 0, most, 0};
    item.place.height = lettering_.measure(item).height;
    return item;
  }

  /// An element that is one text. @return its bottom
  double put(const char* element, Item item, double y) {
    item.place.y = y;
    const double end = item.place.bottom();
    open(element);
    add(std::move(item));
    close();
    return end;
  }

  /// A rule from side to side.
  void rule(double y, double thickness) {
    shape(ItemKind::bar, {side_margin, y, width(), thickness});
  }

  // ---- head
  // ------------------------------------------------------------------------------------------

  /// Title, initials, date; below the title what the page has of its own.
  void put_head(const std::string& title, bool is_first, const std::string& below = "") {
    const double title_size = size_ * (is_first ? 1.6 : 1.3);
    const std::string when = plain(handout_.when);
    const double when_width = std::min(lettering_.line_width(when, size_), width() * 0.55);
    Item right = text(when, side_margin + width() - when_width, when_width, size_);
    right.is_end_aligned = true;
    const std::string who =
        handout_.who.empty() ? "" : "  <span weight=\"normal\">" + plain(handout_.who) + "</span>";
    Item left = text("<b>" + plain(title) + who + "</b>", side_margin, width() - when_width - gap_,
                     title_size);
    const double baseline = (left.place.height - size_ * 1.36) * 0.88;
    right.place.y = y_ + std::max(0.0, below.empty() ? baseline : 0.0);
    const double right_end = right.place.bottom();
    double end = put(is_first ? "H1" : "H2", std::move(left), y_);
    open("P");
    add(std::move(right));
    close();
    if (!below.empty()) {
      end = put("H2", text(below, side_margin, width() - when_width - gap_, size_ * 1.1), end);
    }
    y_ = std::max(end, right_end) + gap_ / 3;
    rule(y_, 1.5);
    y_ += 1.5 + gap_ * 0.8;
  }

  /// When to get help now, in a frame that is seen first. The numbers stand beside its title where
  /// there is room: a line less, and found without reading.
  void put_help() {
    const double inset = gap_;
    const double x = side_margin + inset + 4;
    const double most = width() - 2 * inset - 4;
    const double top = y_;
    const double title_size = size_ * 1.1;
    const std::string title = bold(handout_.help_title);
    const std::string numbers = bold(handout_.help_numbers);
    const double title_width = lettering_.line_width(title, title_size);
    const double numbers_width = lettering_.line_width(numbers, size_);
    const bool is_beside = title_width + 2 * gap_ + numbers_width <= most;
    double y = top + inset * 0.7;
    Item head = text(title, x, is_beside ? title_width : most, title_size);
    const double head_height = head.place.height;
    const double head_end = put("H2", std::move(head), y);
    if (is_beside) {
      Item item = text(numbers, x + most - numbers_width, numbers_width, size_);
      item.is_end_aligned = true;
      const double lower = (head_height - item.place.height) * 0.8;
      (void)put("P", std::move(item), y + lower);
    }
    y = put("P", text(help_signs(), x, most, size_), head_end + 1);
    if (!is_beside) {
      y = put("P", text(numbers, x, most, size_), y + 2);
    }
    const Place frame{side_margin, top, width(), y + inset * 0.7 - top};
    shape(ItemKind::box, frame);
    shape(ItemKind::bar, {side_margin, top, 5, frame.height});
    y_ = frame.bottom() + gap_;
  }

  [[nodiscard]] std::string help_signs() const {
    std::string signs;
    for (const std::string& sign : handout_.help_signs) {
      std::string_view bare = sign;
      bare.remove_suffix(bare.ends_with('.') ? 1 : 0);
      signs += (signs.empty() ? "" : " • ") + plain(bare);
    }
    return signs + ". " + bold(handout_.help_before);
  }

  void put_stop() {
    y_ = put("P",
             text(bold(handout_.stop) + " " + plain(handout_.pull), side_margin, width(), size_),
             y_) +
         gap_ * 0.6;
  }

  // ---- foot
  // ------------------------------------------------------------------------------------------

  [[nodiscard]] std::string foot_text() const {
    std::string text;
    for (const std::string& line : handout_.foot) {
      text += (text.empty() ? "" : " ") + plain(line);
    }
    return text;
  }

  /// Of the words at the foot, beside which the number of the page stands.
  [[nodiscard]] Item foot_item() const {
    const std::string scan = has_front_square() ? bold(handout_.labels.scan) + "\n" : "";
    const double x = side_margin + (has_front_square() ? square_side_ + gap_ : 0);
    return text(scan + foot_text(), x, side_margin + width() - x - number_room(), size_);
  }

  [[nodiscard]] double foot_height() const {
    return std::max(has_front_square() ? square_side_ : 0.0, foot_item().place.height) + gap_;
  }

  /// A sheet with a diary has the square there, where the other things for the app are: on the
  /// front it takes the room of a stretch.
  [[nodiscard]] bool has_front_square() const {
    return square_side_ > 0 && handout_.diary.lines.empty();
  }

  void put_square(double x, double y) {
    open("Figure", handout_.labels.scan);
    Item square;
    square.kind = ItemKind::square;
    square.place = {x, y, square_side_, square_side_};
    square.text = handout_.code;
    add(std::move(square));
    close();
  }

  /// What the number of a page takes.
  [[nodiscard]] double number_height() const { return size_ * 1.4; }
  [[nodiscard]] double number_room() const {
    return lettering_.line_width("00 / 00", size_) + gap_;
  }

  /// At the foot of the page where the stretches end.
  void put_foot() {
    const double top = end() - foot_height() + gap_;
    rule(top - gap_ * 0.5, 0.75);
    if (has_front_square()) {
      put_square(side_margin, top);
    }
    (void)put("P", foot_item(), top);
  }

  void number_pages() {
    if (pages_.size() < 2) {
      return;
    }
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      HandoutPage& page = pages_[i];
      const std::string number = std::to_string(i + 1) + " / " + std::to_string(pages_.size());
      const double most = lettering_.line_width(number, size_);
      Item item = text(number, page.width - side_margin - most, most, size_);
      item.is_end_aligned = true;
      item.place.y = page.height - end_margin - item.place.height;
      Item element;
      element.kind = ItemKind::open;
      element.text = "P";
      page.items.push_back(std::move(element));
      page.items.push_back(std::move(item));
      Item end;
      end.kind = ItemKind::close;
      page.items.push_back(std::move(end));
    }
  }

  // ---- entries
  // ---------------------------------------------------------------------------------------

  [[nodiscard]] double pictures_width() const { return 2 * density_.picture_width + gap_; }

  void put_front() {
    new_page();
    put_head(handout_.title, true, is_alone() ? heading_words(handout_.sessions.front()) : "");
    put_help();
    put_stop();
    std::size_t left = count_entries(handout_);
    for (const HandoutSession& session : handout_.sessions) {
      int number = 0;
      for (const HandoutEntry& entry : session.entries) {
        put_next(session, entry, ++number, --left == 0 ? end_height() : number_height());
      }
    }
    put_notes();
    put_foot();
  }

  /// An entry, on the next page if need be. @param after  what must fit below it
  void put_next(const HandoutSession& session, const HandoutEntry& entry, int number,
                double after) {
    const bool is_first = number == 1;
    const bool would_be_torn =
        is_first && density_.keeps_sessions && !is_new_page_ && !has_room_for(session);
    const double height = (is_first ? heading_height(session) : 0) + entry_height(entry, number) +
                          cautions_height(entry);
    if (would_be_torn || y_ + height + after > end()) {
      next_page(is_first ? "" : session.name);
    }
    if (is_first) {
      put_heading(session);
    }
    put_entry(entry, number);
    is_new_page_ = false;
    put_cautions(entry, session, after);
  }

  [[nodiscard]] bool has_room_for(const HandoutSession& session) const {
    double height = heading_height(session);
    int number = 0;
    for (const HandoutEntry& entry : session.entries) {
      height += entry_height(entry, ++number) + cautions_height(entry);
    }
    return y_ + height + number_height() <= end();
  }

  /// A single session is named in the head of the page.
  [[nodiscard]] bool is_alone() const {
    return handout_.sessions.size() == 1 && !handout_.sessions.front().name.empty();
  }

  [[nodiscard]] double end() const { return page().height - end_margin; }

  [[nodiscard]] Item caution_of(const std::string& caution) const {
    return text(bold(handout_.labels.care) + " " + plain(caution), side_margin, width(), size_);
  }

  [[nodiscard]] double cautions_height(const HandoutEntry& entry) const {
    double height = 0;
    for (const std::string& caution : entry.cautions) {
      height += caution_of(caution).place.height;
    }
    return height + (entry.cautions.empty() ? 0 : gap_ * 0.5);
  }

  /// Below a stretch; who has very many of them finds the rest on the next page.
  void put_cautions(const HandoutEntry& entry, const HandoutSession& session, double after) {
    for (const std::string& caution : entry.cautions) {
      Item item = caution_of(caution);
      if (y_ + item.place.height + after > end()) {
        next_page(session.name);
      }
      y_ = put("P", std::move(item), y_);
    }
    y_ += entry.cautions.empty() ? 0 : gap_ * 0.5;
  }

  /// @param goes_on  the session of which more follows; "" for none
  void next_page(const std::string& goes_on) {
    turns_ += goes_on.empty() ? 0U : 1U;
    new_page();
    put_head(goes_on.empty() ? handout_.title : goes_on, false);
    put_stop();
  }

  /// What follows the last stretch on its page.
  [[nodiscard]] double end_height() const {
    double height = foot_height() + density_.entry_gap;
    for (const std::string& note : handout_.notes) {
      height += text(plain(note), side_margin, width(), size_).place.height + gap_ * 0.5;
    }
    return height;
  }

  void put_notes() {
    for (const std::string& note : handout_.notes) {
      y_ = put("P", text(plain(note), side_margin, width(), size_), y_) + gap_ * 0.5;
    }
  }

  [[nodiscard]] static std::string heading_words(const HandoutSession& session) {
    return bold(session.name) + (session.length.empty() ? "" : ", " + plain(session.length));
  }
  [[nodiscard]] Item heading(const HandoutSession& session) const {
    return text(heading_words(session), side_margin, width(), size_ * 1.2);
  }
  [[nodiscard]] double heading_height(const HandoutSession& session) const {
    return session.name.empty() || is_alone() ? 0 : heading(session).place.height + gap_ * 0.4;
  }
  void put_heading(const HandoutSession& session) {
    if (!session.name.empty() && !is_alone()) {
      y_ = put("H2", heading(session), y_) + gap_ * 0.4;
    }
  }

  /// What stands beside the pictures.
  struct Column {
    std::vector<std::pair<const char*, Item>> texts;
    double height = 0;
  };

  [[nodiscard]] double column_x() const { return side_margin + pictures_width() + 2 * gap_; }

  void add_text(Column& column, const char* element, std::string markup, double indent) const {
    const double x = column_x() + indent;
    Item item = text(std::move(markup), x, side_margin + width() - x, size_);
    item.place.y = column.height + (column.texts.empty() ? 0 : density_.step_gap);
    column.height = item.place.bottom();
    column.texts.emplace_back(element, std::move(item));
  }

  [[nodiscard]] Column column_of(const HandoutEntry& entry, bool has_dose) const {
    Column column;
    if (has_dose) {
      add_text(column, "P", bold(entry.dose), 0);
    }
    for (const std::string& step : entry.steps) {
      add_text(column, "LBody", plain(step), number_width());
    }
    add_text(column, "P", bold(handout_.labels.feel) + " " + plain(entry.feel), 0);
    return column;
  }

  [[nodiscard]] double number_width() const { return size_ * 1.1; }

  /// Name and dose of a stretch, and what stands below them.
  struct Entry {
    Item name;
    std::optional<Item> dose;  ///< beside the name, on one line; none: at the head of the column
    Column column;
    double column_top = 0;  ///< from the top of the name, as all of these
    double pictures_bottom = 0;
    double height = 0;
  };

  [[nodiscard]] Entry set_entry(const HandoutEntry& entry, int number) const {
    Entry set;
    const double name_size = size_ * 1.05;
    const std::string name = bold(std::to_string(number) + "  " + entry.name);
    const std::string dose = bold(entry.dose);
    const double name_width = lettering_.line_width(name, name_size);
    const double dose_width = lettering_.line_width(dose, size_);
    const double x = std::max(column_x(), side_margin + name_width + gap_);
    const bool is_beside = x + dose_width <= side_margin + width();
    set.name = text(name, side_margin, is_beside ? name_width : pictures_width(), name_size);
    const double name_end = set.name.place.height;
    if (is_beside) {
      set.dose = text(dose, x, dose_width, size_);
      set.dose->place.y = std::max(0.0, name_end - set.dose->place.height);
      set.column_top = std::max(name_end, set.dose->place.bottom()) + density_.step_gap;
    }
    set.column = column_of(entry, !is_beside);
    set.pictures_bottom = name_end + 2 + picture_height(entry);
    set.height = std::max(set.pictures_bottom + label_height(), set.column_top + set.column.height);
    return set;
  }

  [[nodiscard]] double label_height() const {
    return text(plain(handout_.labels.start), 0, density_.picture_width, size_).place.height;
  }

  [[nodiscard]] double scale_of(const Drawing& drawing) const {
    return std::min(density_.picture_width / drawing.width,
                    density_.picture_height / drawing.height);
  }

  /// Who lies needs less height than who stands.
  [[nodiscard]] double picture_height(const HandoutEntry& entry) const {
    return std::max(entry.start.height * scale_of(entry.start),
                    entry.end.height * scale_of(entry.end));
  }

  /// Above and below a stretch.
  [[nodiscard]] double entry_gap() const { return density_.entry_gap + air_; }

  [[nodiscard]] double entry_height(const HandoutEntry& entry, int number) const {
    return entry_line + 2 * entry_gap() + set_entry(entry, number).height;
  }

  void put_entry(const HandoutEntry& entry, int number) {
    rule(y_, entry_line);
    const double top = y_ + entry_line + entry_gap();
    Entry set = set_entry(entry, number);
    (void)put("H3", std::move(set.name), top);
    const double below = top + set.pictures_bottom;
    put_picture(entry.start, handout_.labels.start, side_margin, below);
    put_picture(entry.end, handout_.labels.end, side_margin + density_.picture_width + gap_, below);
    if (set.dose) {
      const double y = top + set.dose->place.y;
      (void)put("P", *std::move(set.dose), y);
    }
    put_column(std::move(set.column), top + set.column_top);
    y_ = top + set.height + entry_gap();
  }

  void put_column(Column&& column, double y) {
    int step = 0;
    bool is_in_list = false;
    for (auto& [element, item] : column.texts) {
      const bool is_step = std::string_view(element) == "LBody";
      if (is_step != is_in_list) {
        is_step ? open("L") : close();
        is_in_list = is_step;
      }
      const double top = y + item.place.y;
      if (is_step) {
        open("LI");
        Item label =
            text(std::to_string(++step), item.place.x - number_width(), number_width(), size_);
        (void)put("Lbl", std::move(label), top);
      }
      (void)put(element, std::move(item), top);
      if (is_step) {
        close();
      }
    }
    if (is_in_list) {
      close();
    }
  }

  /// In the middle of its room, standing on `below`, its name under it.
  void put_picture(const Drawing& drawing, const std::string& label, double x, double below) {
    const double scale = scale_of(drawing);
    open("Figure", label + ": " + drawing.description);
    Item picture;
    picture.kind = ItemKind::picture;
    picture.drawing = &drawing;
    picture.place.width = drawing.width * scale;
    picture.place.height = drawing.height * scale;
    picture.place.x = x + (density_.picture_width - picture.place.width) / 2;
    picture.place.y = below - picture.place.height;
    add(std::move(picture));
    close();
    const std::string words = plain(label);
    const double most = std::min(lettering_.line_width(words, size_), density_.picture_width);
    (void)put("P", text(words, x + (density_.picture_width - most) / 2, most, size_), below);
  }

  // ---- the diary
  // -------------------------------------------------------------------------------------

  struct Columns {
    double day = 0, done = 0, number = 0, morning = 0, code = 0;
    [[nodiscard]] double all() const { return day + done + 2 * number + morning + code; }
  };

  [[nodiscard]] double tick() const { return size_ * 1.15; }

  /// Room above and below what is written: more where there are few rows.
  [[nodiscard]] double row_gap() const {
    constexpr std::size_t few = 10;
    return handout_.diary.lines.size() <= few ? gap_ * 1.3 : gap_ * 0.55;
  }

  /// The width of a heading that may break between its words.
  [[nodiscard]] double heading_width(const std::string& text) const {
    double most = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      most = std::max(most, lettering_.line_width(bold(text.substr(at, end - at)), size_));
      at = end + 1;
    }
    return most;
  }

  [[nodiscard]] Columns columns() const {
    Columns columns;
    const HandoutLabels& labels = handout_.labels;
    int boxes = 1;
    for (const DiaryLine& line : handout_.diary.lines) {
      columns.code = std::max(columns.code, lettering_.line_width(plain(line.code), size_));
      boxes = std::max(boxes, line.boxes);
    }
    columns.done = std::max(heading_width(labels.done), std::min(boxes, 4) * (tick() + 4));
    columns.number =
        std::max({heading_width(labels.before), heading_width(labels.after), size_ * 3});
    columns.morning = std::max(heading_width(labels.morning), size_ * 3);
    columns.code = std::max(columns.code, heading_width(labels.code));
    // A word that is longer than this breaks.
    for (double* const column : {&columns.done, &columns.number, &columns.morning, &columns.code}) {
      *column = std::min(*column, width() * 0.17);
    }
    columns.day =
        width() - columns.done - 2 * columns.number - columns.morning - columns.code - 5 * gap_;
    return columns;
  }

  void put_diary() {
    if (handout_.diary.lines.empty()) {
      return;
    }
    const Columns columns = this->columns();
    bool is_open = false;
    for (const DiaryLine& line : handout_.diary.lines) {
      if (!is_open || y_ + line_height(line, columns) > bottom()) {
        if (is_open) {
          close();
        }
        begin_diary_page(columns, !is_open);
        is_open = true;
      }
      put_line(line, columns);
    }
    close();
    rule(y_, 0.5);
    put_lines_for_notes();
  }

  void put_lines_for_notes() {
    const double a_line = size_ * 2;
    y_ += gap_ * 1.5;
    if (y_ + 3 * a_line > bottom()) {
      return;
    }
    y_ = put("P", text(bold(handout_.labels.notes), side_margin, width(), size_), y_);
    for (y_ += a_line; y_ < bottom() - gap_; y_ += a_line) {
      rule(y_, 0.3);
    }
  }

  void begin_diary_page(const Columns& columns, bool is_first) {
    new_page();
    put_head(handout_.labels.diary, false);
    put_diary_words(is_first);
    open("Table");
    put_headings(columns);
  }

  /// How to fill it in and how it comes back; the square beside it, on the first page.
  void put_diary_words(bool is_first) {
    const bool has_square = is_first && square_side_ > 0;
    const double most = width() - (has_square ? square_side_ + gap_ : 0);
    const double top = y_;
    const auto line = [&](std::string markup) {
      y_ = put("P", text(std::move(markup), side_margin, most, size_), y_) + gap_ * 0.5;
    };
    line(plain(handout_.labels.diary_how));
    line(bold(handout_.labels.page_code + " " + handout_.diary.page_code) + "  " +
         plain(handout_.labels.diary_back));
    if (has_square) {
      line(bold(handout_.labels.scan));
      put_square(side_margin + most + gap_, top);
      y_ = std::max(y_, top + square_side_);
    }
    y_ += gap_ * 0.5;
  }

  void put_headings(const Columns& columns) {
    const HandoutLabels& labels = handout_.labels;
    std::vector<Item> cells;
    double x = side_margin;
    double height = 0;
    const auto cell = [&](const std::string& label, double most) {
      cells.push_back(text(bold(label), x, most, size_));
      height = std::max(height, cells.back().place.height);
      x += most + gap_;
    };
    cell(labels.day, columns.day);
    cell(labels.done, columns.done);
    cell(labels.before, columns.number);
    cell(labels.after, columns.number);
    cell(labels.morning, columns.morning);
    cell(labels.code, columns.code);
    open("TR");
    for (Item& item : cells) {
      const double y = y_ + height - item.place.height;
      (void)put("TH", std::move(item), y);
    }
    close();
    y_ += height + gap_ * 0.4;
  }

  [[nodiscard]] Item day_of(const DiaryLine& line, const Columns& columns) const {
    return text(bold(line.day) + " " + plain(line.session), side_margin, columns.day, size_);
  }

  [[nodiscard]] int tick_rows(const DiaryLine& line, const Columns& columns) const {
    const int a_row = std::max(1, static_cast<int>(columns.done / (tick() + 4)));
    return (line.boxes + a_row - 1) / a_row;
  }

  [[nodiscard]] double line_height(const DiaryLine& line, const Columns& columns) const {
    return 0.5 + 2 * row_gap() +
           std::max({day_of(line, columns).place.height, tick_rows(line, columns) * (tick() + 4),
                     box_height()});
  }

  /// Of the boxes for numbers.
  [[nodiscard]] double box_height() const { return size_ * 1.6; }

  /// A text of a row, its only line at half the height of the boxes.
  void put_cell(const char* element, Item item) {
    const double lower = std::max(0.0, (box_height() - item.place.height) / 2);
    (void)put(element, std::move(item), y_ + row_gap() + lower);
  }

  void put_line(const DiaryLine& line, const Columns& columns) {
    const double height = line_height(line, columns);
    rule(y_, 0.5);
    open("TR");
    double x = side_margin;
    put_cell("TH", day_of(line, columns));
    x += columns.day + gap_;
    put_ticks(line, columns, x);
    x += columns.done + gap_;
    for (const double most : {columns.number, columns.number, columns.morning}) {
      open("TD");
      if (line.has_numbers) {
        shape(ItemKind::box, {x, y_ + row_gap(), std::min(most, size_ * 3), box_height()});
      }
      close();
      x += most + gap_;
    }
    put_cell("TD", text(plain(line.code), x, columns.code, size_));
    close();
    y_ += height;
  }

  void put_ticks(const DiaryLine& line, const Columns& columns, double x) {
    const int a_row = std::max(1, static_cast<int>(columns.done / (tick() + 4)));
    const double top = y_ + row_gap() + (box_height() - tick()) / 2;
    open("TD");
    for (int i = 0; i < line.boxes; ++i) {
      const int column = i % a_row;
      const int row = i / a_row;
      shape(ItemKind::box, {x + column * (tick() + 4), top + row * (tick() + 4), tick(), tick()});
    }
    close();
  }

  void mirror() {
    for (HandoutPage& page : pages_) {
      for (Item& item : page.items) {
        item.place.x = page.width - item.place.right();
      }
    }
  }

  const Handout& handout_;
  Lettering lettering_;
  Density density_;
  double size_;
  double gap_;
  double square_side_;
  double air_ = 0;  ///< above and below a stretch, more than it needs
  std::vector<HandoutPage> pages_;
  double y_ = 0;
  bool is_new_page_ = false;  ///< no stretch stands on it yet
  std::size_t turns_ = 0;
};

Density density_for(const Handout& handout) {
  const std::span<const Density> all =
      handout.is_large ? std::span<const Density>(large_densities) : std::span(densities);
  Density best = all.front();
  if (count_entries(handout) > most_on_few_pages) {
    return best;
  }
  PageCost least = Sheets(handout, best).cost_of_front();
  const bool has_several = handout.sessions.size() > 1;
  for (Density density : all) {
    for (int keeps = 0; keeps <= (has_several ? 1 : 0) && least.pages > 1; ++keeps) {
      density.keeps_sessions = keeps == 1;
      if (const PageCost cost = Sheets(handout, density).cost_of_front(); cost < least) {
        least = cost;
        best = density;
      }
    }
  }
  return best;
}

}  // namespace

std::vector<HandoutPage> lay_out(const Handout& handout) {
  return Sheets(handout, density_for(handout)).run();
}

}  // namespace lissom::paper
