#include <gtest/gtest.h>

#include "shells/paper/paper_fixture.h"
#include "shells/paper/pdf_edit.h"
#include "shells/paper/pdf_file.h"
#include "shells/paper/picture.h"

namespace lissom::paper {
namespace {

using fixture::box;
using fixture::sheet;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Drawing red_box() {
  Drawing drawing = sheet(100, 50);
  drawing.shapes.push_back({.path = box(10, 10, 60, 40), .fill = Colour{200, 10, 10}, .line = {}});
  return drawing;
}

/// Every entry of the table of objects points at its object.
void expect_sound_table(const std::string& pdf) {
  const std::size_t word = pdf.rfind("startxref\n");
  ASSERT_NE(word, std::string::npos);
  const std::size_t table = std::stoul(pdf.substr(word + 10));
  ASSERT_EQ(pdf.substr(table, 5), "xref\n");
  std::size_t at = pdf.find('\n', table + 5) + 1;  // "0 N"
  const std::size_t count = std::stoul(pdf.substr(table + 7));
  ASSERT_GT(count, 3U);
  constexpr std::size_t row = 20;
  for (std::size_t i = 1; i < count; ++i) {
    const std::size_t offset = std::stoul(pdf.substr(at + i * row, 10));
    EXPECT_EQ(pdf.substr(offset, std::to_string(i).size() + 6), std::to_string(i) + " 0 obj");
  }
}

TEST(Pdf, HasSizeTitleLanguageAndNoDate) {
  const auto pdf = to_pdf(red_box());
  ASSERT_TRUE(pdf.has_value());
  EXPECT_TRUE(pdf->starts_with("%PDF-1.4"));
  EXPECT_TRUE(has(*pdf, "/Title (A box)"));
  EXPECT_TRUE(has(*pdf, "/Subject (It is drawn for tests.)"));
  EXPECT_TRUE(has(*pdf, "/Lang (en-GB)"));
  EXPECT_TRUE(has(*pdf, "/MediaBox [ 0 0 453.54")) << "160 by 80 mm";
  EXPECT_FALSE(has(*pdf, "/CreationDate"));
  EXPECT_FALSE(has(*pdf, "/ModDate"));
  expect_sound_table(*pdf);
}

TEST(Pdf, TheSameDrawingIsTheSameFile) {
  EXPECT_EQ(*to_pdf(red_box()), *to_pdf(red_box()));
  Drawing other = red_box();
  other.title = "Another box";
  EXPECT_NE(*to_pdf(red_box()), *to_pdf(other));
}

TEST(Pdf, PagesAreCounted) {
  PdfFile file({.title = "Two pages", .subject = "", .date = ""}, 100, 50);
  file.next_page();
  cairo_rectangle(file.pen(), 0, 0, 1, 1);
  cairo_fill(file.pen());
  file.next_page();
  const auto pdf = file.finish();
  ASSERT_TRUE(pdf.has_value());
  EXPECT_TRUE(has(*pdf, "/Count 2"));
  expect_sound_table(*pdf);
}

TEST(Pdf, FilesOfAnotherMakeAreLeftAlone) {
  for (const char* text : {"", "%PDF-1.4\n", "<< /Type /Catalog\n>>\nstartxref\nx\n",
                           "<< /Type /Catalog\n>>\nxref\n0 9\n\nstartxref\n21\n",
                           "<< /Type /Catalog\n>>\n2 0 obj\nxref\n\nstartxref\n29\n"}) {
    EXPECT_EQ(with_language(text, "en"), text);
  }
  EXPECT_TRUE(has(with_language("<< /Type /Catalog\n>>\nxref\n0 0\n\nstartxref\n21\n", "en"),
                  "/Lang (en)"));
}

TEST(Pdf, InsertionsMoveEveryObjectBehindThem) {
  const std::string pdf = *to_pdf(red_box());
  const std::size_t at = pdf.find("<< /Type /Pages") + 3;
  const std::string longer = with_insertions(pdf, {{at, "/A 1 "}, {at, "/B 22 "}});
  EXPECT_EQ(longer.size(), pdf.size() + 11);
  EXPECT_TRUE(has(longer, "<< /A 1 /B 22 /Type /Pages"));
  expect_sound_table(longer);
}

}  // namespace
}  // namespace lissom::paper
