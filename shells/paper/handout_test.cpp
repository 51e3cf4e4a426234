// Sheets: what is where, that nothing is cut off, and what a reader that speaks is told.

#include "shells/paper/handout.h"

#include <algorithm>
#include <iterator>

#include <gtest/gtest.h>

#include "shells/paper/handout_checks.h"
#include "shells/paper/paper_fixture.h"
#include "shells/paper/pdf_edit.h"
#include "shells/paper/qr_square.h"

namespace lissom::paper {
namespace {

using fixture::expect_nested;
using fixture::expect_sound;

Drawing picture(int width, int height) {
  Drawing drawing = fixture::sheet(width, height);
  drawing.shapes.push_back(
      {.path = fixture::box(0, 0, width, height), .fill = Colour{90, 90, 90}, .line = {}});
  drawing.description = "Knees bent, \xC3\xA4rms long (both).";
  return drawing;
}

HandoutEntry entry(int number) {
  HandoutEntry entry;
  entry.name = "Stretch number " + std::to_string(number);
  entry.dose = "2 holds of 20 s, each side \xC2\xB7 once a day, 3 days a week";
  entry.steps = {"Lie on your back with both legs long and a cushion under your head.",
                 "Draw one knee toward you until it pulls; keep the other leg where it is.",
                 "Let go slowly."};
  entry.feel = "At the back of the thigh of the leg that you draw toward you.";
  entry.start = picture(300, 200);
  entry.end = picture(200, 300);
  return entry;
}

Handout example(std::size_t entries = 4, int rows = 5) {
  Handout handout;
  handout.day = *parse_day("2026-11-24");
  handout.title = "My stretches";
  handout.who = "AB";
  handout.when = "Tuesday 24 November 2026\nWeek 2 \xC2\xB7 level L1";
  handout.help_title = "Get help at once if any of this is new";
  handout.help_signs = {"Numbness between the legs.", "Chest pain or breathlessness."};
  handout.help_numbers = "Emergency: 112";
  handout.help_before = "Do not start on a day when one of these signs is new.";
  handout.stop = "Stop if you get sharp pain.";
  handout.pull = "Move slowly.";
  handout.foot = {"Not a medical device.", "Not yet reviewed."};
  handout.code = "LISSOM1" + std::string(160, 'A');
  handout.labels = {.start = "Start",
                    .end = "End",
                    .feel = "Feel it here:",
                    .care = "Take care:",
                    .diary = "My week",
                    .diary_how = "Tick what you did.",
                    .diary_back = "To copy it, type the code.",
                    .page_code = "Page",
                    .code = "Code",
                    .day = "Day",
                    .done = "Done",
                    .before = "Pain before",
                    .after = "Pain after",
                    .morning = "Next morning",
                    .notes = "Notes",
                    .scan = "This plan, for the app"};
  HandoutSession session{"Main session", "11 min", {}};
  for (std::size_t i = 0; i < entries; ++i) {
    session.entries.push_back(entry(static_cast<int>(i)));
  }
  handout.sessions.push_back(std::move(session));
  handout.diary.page_code = "4821 3003";
  for (int i = 0; i < rows; ++i) {
    handout.diary.lines.push_back({"Tue 24 Nov", "Main session", i % 3 == 2 ? 4 : 1, i % 3 != 2,
                                   "4821 30" + std::to_string(10 + i)});
  }
  return handout;
}

TEST(HandoutLayout, NothingIsCutOffInAnyFormat) {
  for (const bool is_large : {false, true}) {
    for (const bool is_letter : {false, true}) {
      for (const bool is_rtl : {false, true}) {
        for (const std::size_t entries : {1U, 4U, 6U, 12U}) {
          Handout handout = example(entries, 21);
          handout.is_large = is_large;
          handout.is_letter = is_letter;
          handout.is_rtl = is_rtl;
          SCOPED_TRACE(std::to_string(entries) + (is_large ? " large" : "") +
                       (is_letter ? " letter" : "") + (is_rtl ? " rtl" : ""));
          expect_sound(handout);
          expect_nested(handout);
        }
      }
    }
  }
}

TEST(HandoutLayout, TextsOfAnyLengthFindTheirPlace) {
  Handout handout = example(3);
  const std::string word = "Sternocleidomastoideusdehnungsanleitung";
  handout.sessions[0].entries[1].name = word + word + word;
  handout.sessions[0].entries[1].dose = word + " " + word + word;
  handout.sessions[0].entries[1].steps = {word + word + word, word};
  handout.sessions[0].entries[1].cautions = {"Keep it small.", word + word};
  handout.labels.morning = word;
  handout.notes = {word + word, "A walk."};
  handout.is_large = true;
  expect_sound(handout);
}

/// As long as they are in the catalogue: 1,200 letters of signs.
void say_all_signs(Handout& handout) {
  handout.help_signs = {"New trouble passing urine or stool, or leaking.",
                        "Numbness or a changed feeling between the legs.",
                        "A new change in sexual feeling or function.",
                        "Pain, numbness or weakness going into both legs.",
                        "A leg or foot that is getting weaker.",
                        "Sudden severe tummy or back pain, or fainting with it.",
                        "Chest pain or breathlessness.",
                        "Fever or feeling really unwell with the pain.",
                        "One calf or thigh newly swollen, hot and sore.",
                        "Strong pain after a crash, a fall or a blow, or a leg that will not take "
                        "weight.",
                        "In pregnancy: bleeding, leaking fluid, contractions, dizziness, chest "
                        "pain, calf swelling or headache."};
  handout.help_numbers = "Emergency: UK 999 \xC2\xB7 EU 112 \xC2\xB7 US 911";
  handout.help_before = "Do not start with one of these.";
  handout.stop = "Stop if you get sharp pain, tingling or pain moving down the leg.";
  handout.pull = "Move slowly, to a gentle pull, and keep breathing. No bouncing.";
  handout.foot = {"Not a medical device. It does not replace a doctor or physiotherapist.",
                  "Contents of 2026-11-23, not yet reviewed by a clinician."};
}

TEST(HandoutLayout, FourOfUsualLengthOnOnePageAndTheDiaryBehindIt) {
  for (const bool is_letter : {false, true}) {
    Handout handout = example(4);
    say_all_signs(handout);
    handout.is_letter = is_letter;
    EXPECT_EQ(lay_out(handout).size(), 2U) << is_letter;
    expect_sound(handout);
    handout.sessions[0].entries.resize(3);
    EXPECT_EQ(lay_out(handout).size(), 2U) << is_letter;
    expect_sound(handout);
  }
}

TEST(HandoutLayout, SixOnOnePageIfTheirTextsAreShort) {
  for (const bool is_letter : {false, true}) {
    Handout handout = example(6);
    if (!is_letter) {
      say_all_signs(handout);
    }
    handout.is_letter = is_letter;
    for (HandoutEntry& entry : handout.sessions[0].entries) {
      entry.steps = {"Sit tall.", "Lift one knee, hold, lower it slowly.", "Rest."};
      entry.feel = "At the front of the hip.";
    }
    EXPECT_EQ(lay_out(handout).size(), 2U) << is_letter;
    expect_sound(handout);
  }
}

std::string text_of(const HandoutPage& page) {
  std::string all;
  for (const Item& item : page.items) {
    all += item.text + "\n";
  }
  return all;
}

TEST(HandoutLayout, ASessionIsNotTornApartWhereThatTakesNoMorePages) {
  Handout handout = example(4, 0);
  say_all_signs(handout);
  HandoutSession morning{"Morning", "", {entry(1), entry(2), entry(3), entry(4)}};
  HandoutSession rest{"Work break", "", {entry(5), entry(6), entry(7)}};
  handout.sessions.push_back(morning);
  handout.sessions.push_back(rest);
  const auto pages = lay_out(handout);
  ASSERT_EQ(pages.size(), 3U);
  EXPECT_NE(text_of(pages[1]).find("Morning"), std::string::npos);
  EXPECT_EQ(text_of(pages[1]).find("Work break"), std::string::npos);
  EXPECT_NE(text_of(pages[2]).find("Work break"), std::string::npos);
  expect_sound(handout);
}

TEST(HandoutLayout, ManyStretchesTakeMorePages) {
  EXPECT_EQ(lay_out(example(12, 0)).size(), 3U);
}

/// The pictures of the first stretch.
double picture_area(const Handout& handout) {
  double area = 0;
  const auto pages = lay_out(handout);
  for (const Item& item : pages.front().items) {
    if (item.kind == ItemKind::picture && area == 0) {
      area = item.place.width * item.place.height;
    }
  }
  return area;
}

TEST(HandoutLayout, PicturesAreLargerWhereThereIsRoom) {
  Handout handout = example(5);
  const double close = picture_area(handout);
  handout.sessions[0].entries.resize(3);
  EXPECT_GT(picture_area(handout), close);
}

/// What a phone can read, with its margin, on whichever page it stands.
TEST(HandoutLayout, TheSquareIsLargeEnoughToScan) {
  constexpr double least_module = 0.5 * 72 / 25.4;
  for (const std::size_t letters : {20U, 160U, 600U}) {
    for (const int rows : {0, 5}) {
      Handout handout = example(1, rows);
      handout.code = "LISSOM1" + std::string(letters, 'A');
      std::vector<Item> squares;
      for (const HandoutPage& page : lay_out(handout)) {
        std::copy_if(page.items.begin(), page.items.end(), std::back_inserter(squares),
                     [](const Item& item) { return item.kind == ItemKind::square; });
      }
      ASSERT_EQ(squares.size(), 1U);
      const int modules = qr_square(handout.code, square_repair).width + 2 * quiet_modules;
      EXPECT_GE(squares[0].place.width / modules, least_module);
      EXPECT_EQ(squares[0].place.width, squares[0].place.height);
      expect_sound(handout);
    }
  }
}

TEST(HandoutLayout, MirroredForScriptsFromTheRight) {
  Handout handout = example(1);
  const auto left = lay_out(handout);
  handout.is_rtl = true;
  const auto right = lay_out(handout);
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t i = 0; i < left[0].items.size(); ++i) {
    const Place& there = left[0].items[i].place;
    EXPECT_NEAR(right[0].items[i].place.x, left[0].width - there.right(), 0.01);
  }
}

// ---- the file

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

TEST(HandoutPdf, TheSameHandoutIsTheSameFile) {
  const auto one = handout_pdf(example());
  const auto two = handout_pdf(example());
  ASSERT_TRUE(one.has_value());
  EXPECT_EQ(*one, *two);
  Handout tomorrow = example();
  tomorrow.day = tomorrow.day + 1;
  EXPECT_NE(*one, *handout_pdf(tomorrow)) << "its date is that of the sheet";
}

TEST(HandoutPdf, IsTaggedWithWordsForEveryPicture) {
  const auto pdf = handout_pdf(example());
  ASSERT_TRUE(pdf.has_value());
  EXPECT_NE(pdf->find("/Lang (en-GB)"), std::string::npos);
  EXPECT_NE(pdf->find("/Marked true"), std::string::npos);
  EXPECT_NE(pdf->find("/DisplayDocTitle true"), std::string::npos);
  EXPECT_NE(pdf->find("/Title (My stretches)"), std::string::npos);
  EXPECT_NE(pdf->find("20261124120000"), std::string::npos);
  EXPECT_EQ(count(*pdf, "/S /Figure"), 9U) << "two for each stretch, and the square";
  EXPECT_EQ(count(*pdf, "/Alt <FEFF"), 9U);
  EXPECT_NE(pdf->find(pdf_text("Start: Knees bent, \xC3\xA4rms long (both).")), std::string::npos);
  for (const char* element : {"/S /H1", "/S /H2", "/S /H3", "/S /L\n", "/S /LI", "/S /LBody",
                              "/S /Table", "/S /TR", "/S /TH", "/S /TD", "/S /P\n"}) {
    EXPECT_NE(pdf->find(element), std::string::npos) << element;
  }
  EXPECT_EQ(count(*pdf, "/FontFile"), 2U) << "both faces are in the file";
}

TEST(HandoutPdf, AnyText) {
  Handout handout = example(1);
  handout.who = "<&\xF0\x9F\x8C\xB3>";
  handout.sessions[0].entries[0].name = "\xD8\xAA\xD9\x85\xD8\xAF\xD8\xAF & <b>";
  handout.code = "";
  handout.diary.lines.clear();
  EXPECT_TRUE(handout_pdf(handout).has_value());
  handout.sessions.clear();
  EXPECT_TRUE(handout_pdf(handout).has_value());
}

TEST(PdfText, IsUtf16) {
  EXPECT_EQ(pdf_text(""), "<FEFF>");
  EXPECT_EQ(pdf_text("A\xC3\xA4"), "<FEFF004100E4>");
  EXPECT_EQ(pdf_text("\xE2\x82\xAC"), "<FEFF20AC>");
  EXPECT_EQ(pdf_text("\xF0\x9F\x8C\xB3"), "<FEFFD83CDF33>");
}

TEST(QrSquare, HasItsThreeCornersAndAMargin) {
  const QrSquare square = qr_square("LISSOM1", QrRepair::medium);
  ASSERT_EQ(square.width, 21) << "the smallest there is";
  for (const auto& [row, column] : {std::pair{0, 0}, {0, 20}, {20, 0}}) {
    EXPECT_TRUE(square.is_dark(row, column));
  }
  EXPECT_FALSE(square.is_dark(-1, 0));
  EXPECT_FALSE(square.is_dark(0, 21));
  EXPECT_EQ(qr_square(std::string(8000, 'x'), QrRepair::low).width, 0);
}

}  // namespace
}  // namespace lissom::paper
