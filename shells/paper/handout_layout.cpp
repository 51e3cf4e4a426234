#include <algorithm>

#include "shells/paper/handout.h"
#include "shells/paper/lettering.h"

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
constexpr int most_number = 99;     // of an entry: as wide as any
constexpr double square_side = 74;  ///< 26 mm, its quiet margin included

double body_of(const Handout& handout) {
  return handout.is_large ? large_size : body_size;
}

/// Puts items on pages, from top to bottom.
class Sheets {
 public:
  explicit Sheets(const Handout& handout)
      : handout_(handout),
        lettering_(handout.language, handout.is_rtl),
        size_(body_of(handout)),
        gap_(size_ / 2) {}

  std::vector<HandoutPage> run() {
    put_front();
    put_diary();
    number_pages();
    if (handout_.is_rtl) {
      mirror();
    }
    return std::move(pages_);
  }

 private:
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

  /// Title, initials, date.
  void put_head(const std::string& title, bool is_first) {
    const double title_size = size_ * (is_first ? 1.6 : 1.3);
    const std::string when = plain(handout_.when);
    const double when_width = std::min(lettering_.line_width(when, size_), width() * 0.55);
    Item right = text(when, side_margin + width() - when_width, when_width, size_);
    right.is_end_aligned = true;
    const std::string who =
        handout_.who.empty() ? "" : "  <span weight=\"normal\">" + plain(handout_.who) + "</span>";
    Item left = text("<b>" + plain(title) + who + "</b>", side_margin, width() - when_width - gap_,
                     title_size);
    const double height = std::max(left.place.height, right.place.height);
    right.place.y = y_ + height - right.place.height - (left.place.height - size_ * 1.36) * 0.12;
    right.place.y = std::max(right.place.y, y_);
    (void)put(is_first ? "H1" : "H2", std::move(left), y_);
    open("P");
    add(std::move(right));
    close();
    y_ += height + gap_ / 3;
    rule(y_, 1.5);
    y_ += 1.5 + gap_ * 0.8;
  }

  /// When to get help now, in a frame that is seen first.
  void put_help() {
    std::string signs;
    for (const std::string& sign : handout_.help_signs) {
      std::string_view bare = sign;
      bare.remove_suffix(bare.ends_with('.') ? 1 : 0);
      signs += (signs.empty() ? "" : "  •  ") + plain(bare);
    }
    const double inset = gap_;
    const double x = side_margin + inset + 4;
    const double most = width() - 2 * inset - 4;
    const double top = y_;
    double y = top + inset * 0.7;
    y = put("H2", text(bold(handout_.help_title), x, most, size_ * 1.1), y);
    y = put("P", text(signs, x, most, size_), y + 1);
    std::string more;
    for (const std::string& line : handout_.help_more) {
      more += (more.empty() ? "" : "  ") + line;
    }
    y = put("P", text(bold(more), x, most, size_), y + 2);
    const Place frame{side_margin, top, width(), y + inset * 0.7 - top};
    shape(ItemKind::box, frame);
    shape(ItemKind::bar, {side_margin, top, 5, frame.height});
    y_ = frame.bottom() + gap_;
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

  [[nodiscard]] double foot_height() const {
    const bool has_square = !handout_.code.empty();
    const double most = width() - (has_square ? square_side + gap_ : 0);
    const double words = text(foot_words(), 0, most, size_).place.height;
    return std::max(has_square ? square_side : 0.0, words + number_height()) + gap_;
  }

  [[nodiscard]] std::string foot_words() const {
    return (handout_.code.empty() ? "" : bold(handout_.labels.scan) + "\n") + foot_text();
  }

  /// What the number of a page takes.
  [[nodiscard]] double number_height() const { return size_ * 1.4; }

  /// At the foot of the page where the stretches end.
  void put_foot() {
    const double top = page().height - end_margin - foot_height() + gap_;
    rule(top - gap_ * 0.5, 0.75);
    double x = side_margin;
    if (!handout_.code.empty()) {
      open("Figure", handout_.labels.scan);
      Item square;
      square.kind = ItemKind::square;
      square.place = {x, top, square_side, square_side};
      square.text = handout_.code;
      add(std::move(square));
      close();
      x += square_side + gap_;
    }
    (void)put("P", text(foot_words(), x, side_margin + width() - x, size_), top);
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

  [[nodiscard]] double picture_width() const { return handout_.is_large ? 92 : 84; }
  [[nodiscard]] double picture_height() const { return handout_.is_large ? 84 : 68; }
  [[nodiscard]] double pictures_width() const { return 2 * picture_width() + gap_; }

  void put_front() {
    new_page();
    put_head(handout_.title, true);
    put_help();
    put_stop();
    const std::size_t all = entry_count();
    std::size_t done = 0;
    for (const HandoutSession& session : handout_.sessions) {
      int number = 0;
      for (const HandoutEntry& entry : session.entries) {
        const double heading = number == 0 ? heading_height(session) : 0;
        const double after = ++done == all ? end_height() : number_height();
        if (y_ + heading + entry_height(entry) + cautions_height(entry) + after > end()) {
          next_page(session);
        }
        if (number == 0) {
          put_heading(session);
        }
        put_entry(entry, ++number);
        put_cautions(entry, session, after);
      }
    }
    put_notes();
    put_foot();
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
        next_page(session);
      }
      y_ = put("P", std::move(item), y_);
    }
    y_ += entry.cautions.empty() ? 0 : gap_ * 0.5;
  }

  [[nodiscard]] std::size_t entry_count() const {
    std::size_t count = 0;
    for (const HandoutSession& session : handout_.sessions) {
      count += session.entries.size();
    }
    return count;
  }

  void next_page(const HandoutSession& session) {
    new_page();
    put_head(session.name.empty() ? handout_.title : session.name, false);
    put_stop();
  }

  /// What follows the last stretch on its page.
  [[nodiscard]] double end_height() const {
    double height = foot_height() + gap_;
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

  [[nodiscard]] Item heading(const HandoutSession& session) const {
    const std::string length = session.length.empty() ? "" : ", " + plain(session.length);
    return text(bold(session.name) + length, side_margin, width(), size_ * 1.2);
  }
  [[nodiscard]] double heading_height(const HandoutSession& session) const {
    return session.name.empty() ? 0 : heading(session).place.height + gap_ * 0.4;
  }
  void put_heading(const HandoutSession& session) {
    if (!session.name.empty()) {
      y_ = put("H2", heading(session), y_) + gap_ * 0.4;
    }
  }

  /// What stands beside the pictures.
  struct Column {
    std::vector<std::pair<const char*, Item>> texts;
    double height = 0;
  };

  void add_text(Column& column, const char* element, std::string markup, double indent) const {
    const double x = side_margin + pictures_width() + 2 * gap_ + indent;
    Item item = text(std::move(markup), x, side_margin + width() - x, size_);
    item.place.y = column.height;
    column.height = item.place.bottom();
    column.texts.emplace_back(element, std::move(item));
  }

  [[nodiscard]] Column column_of(const HandoutEntry& entry) const {
    Column column;
    add_text(column, "P", bold(entry.dose), 0);
    for (const std::string& step : entry.steps) {
      add_text(column, "LBody", plain(step), number_width());
    }
    add_text(column, "P", bold(handout_.labels.feel) + " " + plain(entry.feel), 0);
    return column;
  }

  [[nodiscard]] double number_width() const { return size_ * 1.1; }

  [[nodiscard]] Item name_of(const HandoutEntry& entry, int number) const {
    return text(bold(std::to_string(number) + "  " + entry.name), side_margin, pictures_width(),
                size_ * 1.05);
  }

  [[nodiscard]] double label_height() const {
    return text(plain(handout_.labels.start), 0, picture_width(), size_).place.height;
  }

  [[nodiscard]] double entry_height(const HandoutEntry& entry) const {
    const double pictures =
        name_of(entry, most_number).place.height + 2 + picture_height() + label_height();
    return 0.75 + gap_ * 0.5 + std::max(pictures, column_of(entry).height) + gap_ * 0.5;
  }

  void put_entry(const HandoutEntry& entry, int number) {
    rule(y_, 0.75);
    const double top = y_ + 0.75 + gap_ * 0.5;
    const double y = put("H3", name_of(entry, number), top) + 2;
    put_picture(entry.start, handout_.labels.start, side_margin, y);
    put_picture(entry.end, handout_.labels.end, side_margin + picture_width() + gap_, y);
    put_column(column_of(entry), top);
    y_ += entry_height(entry);
  }

  void put_column(Column column, double y) {
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

  /// In the middle of its place, standing on its lower edge, its name below.
  void put_picture(const Drawing& drawing, const std::string& label, double x, double y) {
    const double scale =
        std::min(picture_width() / drawing.width, picture_height() / drawing.height);
    open("Figure", label + ": " + drawing.description);
    Item picture;
    picture.kind = ItemKind::picture;
    picture.drawing = &drawing;
    picture.place.width = drawing.width * scale;
    picture.place.height = drawing.height * scale;
    picture.place.x = x + (picture_width() - picture.place.width) / 2;
    picture.place.y = y + picture_height() - picture.place.height;
    add(std::move(picture));
    close();
    (void)put("P", text(plain(label), x, picture_width(), size_), y + picture_height());
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
        begin_diary_page(columns);
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

  void begin_diary_page(const Columns& columns) {
    new_page();
    put_head(handout_.labels.diary, false);
    const std::string code = handout_.labels.page_code + " " + handout_.diary.page_code;
    y_ = put("P", text(plain(handout_.labels.diary_how), side_margin, width(), size_), y_) + 2;
    y_ = put("P",
             text(bold(code) + "  " + plain(handout_.labels.diary_back), side_margin, width(),
                  size_),
             y_) +
         gap_;
    open("Table");
    put_headings(columns);
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
                     size_ * 1.6});
  }

  void put_line(const DiaryLine& line, const Columns& columns) {
    const double height = line_height(line, columns);
    rule(y_, 0.5);
    open("TR");
    double x = side_margin;
    (void)put("TH", day_of(line, columns), y_ + row_gap());
    x += columns.day + gap_;
    put_ticks(line, columns, x);
    x += columns.done + gap_;
    for (const double most : {columns.number, columns.number, columns.morning}) {
      open("TD");
      if (line.has_numbers) {
        shape(ItemKind::box, {x, y_ + row_gap(), std::min(most, size_ * 3), size_ * 1.6});
      }
      close();
      x += most + gap_;
    }
    (void)put("TD", text(plain(line.code), x, columns.code, size_), y_ + row_gap());
    close();
    y_ += height;
  }

  void put_ticks(const DiaryLine& line, const Columns& columns, double x) {
    const int a_row = std::max(1, static_cast<int>(columns.done / (tick() + 4)));
    open("TD");
    for (int i = 0; i < line.boxes; ++i) {
      const int column = i % a_row;
      const int row = i / a_row;
      shape(ItemKind::box,
            {x + column * (tick() + 4), y_ + row_gap() + row * (tick() + 4) + 1, tick(), tick()});
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
  double size_;
  double gap_;
  std::vector<HandoutPage> pages_;
  double y_ = 0;
};

}  // namespace

std::vector<HandoutPage> lay_out(const Handout& handout) {
  return Sheets(handout).run();
}

}  // namespace lissom::paper
