#pragma once
/// A session on paper: what to do, with pictures, and a diary of the week on the back. Letters of
/// 12 points at least, 18 in large print; nothing is ever set smaller to make it fit.

#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/figure/drawing.h"

namespace lissom::paper {

struct HandoutEntry {
  std::string name;
  std::string dose;
  std::vector<std::string> steps;
  std::string feel;
  std::vector<std::string> cautions;
  Drawing start;
  Drawing end;
};

struct HandoutSession {
  std::string name;  ///< "Main session"; "" if the entries belong to none
  std::string length;
  std::vector<HandoutEntry> entries;
};

/// One line of the diary.
struct DiaryLine {
  std::string day;
  std::string session;
  int boxes = 1;             ///< to tick
  bool has_numbers = false;  ///< pain before, after and next morning
  std::string code;
};

struct Diary {
  std::string page_code;
  std::vector<DiaryLine> lines;  ///< none: there is no such page
};

/// What stands beside something on the sheet.
struct HandoutLabels {
  std::string start, end, feel, care;
  std::string diary, diary_how, diary_back, page_code, code, day, done, before, after, morning,
      notes;
  std::string scan;
};

struct Handout {
  std::string language = "en-GB";
  bool is_rtl = false;    ///< the page is mirrored, and columns run from the right
  bool is_large = false;  ///< 18 points
  bool is_letter = false;
  Day day;            ///< on which it is made: the date of the file
  std::string title;  ///< of the sheet
  std::string who;    ///< initials; "" for none
  std::string when;   ///< date, week and level
  std::string help_title;
  std::vector<std::string> help_signs;
  std::string help_numbers;
  std::string help_before;  ///< said after the signs
  std::string stop;
  std::string pull;
  std::vector<std::string> notes;
  std::vector<HandoutSession> sessions;
  std::vector<std::string> foot;
  std::string code;  ///< the text of the square to scan; "" for none
  Diary diary;
  HandoutLabels labels;
};

// ---- where everything stands
// ----------------------------------------------------------------------

/// Points, from the top left corner of the page.
struct Place {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
};

enum class ItemKind : std::uint8_t {
  text,
  picture,
  square,  ///< to scan
  box,     ///< an outline
  bar,     ///< filled
  open,    ///< what follows belongs to an element of the document, until `close`
  close,
};

/// What is painted, or where an element of the document begins or ends.
struct Item {
  ItemKind kind = ItemKind::text;
  Place place;
  std::string
      text;  ///< Pango markup; of a square, what it holds; of `open`, the name of the element
  double size = 0;  ///< of letters
  bool is_end_aligned = false;
  const Drawing* drawing = nullptr;
  std::string words;  ///< of `open`: what stands for a picture
};

struct HandoutPage {
  double width = 0;
  double height = 0;
  std::vector<Item> items;
};

/// The pages. Point into `handout`.
[[nodiscard]] std::vector<HandoutPage> lay_out(const Handout& handout);

/// What a text takes when it is set as wide as its place allows.
[[nodiscard]] Place measured(const Item& text, const Handout& handout);

/// A tagged PDF file: headings, lists, a table, pictures with words in their place, language and
/// title. The same handout is the same file. @return io if cairo fails
[[nodiscard]] Result<std::string> handout_pdf(const Handout& handout);

}  // namespace lissom::paper
