#include "shells/paper/sheet.h"

#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "shells/paper/foreign_leaks.h"
#include "shells/paper/paper_fixture.h"

namespace lissom::paper {
namespace {

using fixture::box;

Sheet sheet_of(std::size_t entries) {
  Sheet sheet{.title = "Stretches", .note = "A note.", .footer = "A foot.", .entries = {}};
  for (std::size_t i = 0; i < entries; ++i) {
    const int width = 400 + static_cast<int>(i * 37 % 1300);
    const int height = 500 + static_cast<int>(i * 91 % 1100);
    Drawing start = fixture::sheet(width, height);
    start.shapes.push_back({.path = box(0, 0, width, height), .fill = Colour{9, 9, 9}, .line = {}});
    Drawing end = start;
    sheet.entries.push_back({"Stretch <" + std::to_string(i) + ">", "Lying & sitting", start, end});
  }
  return sheet;
}

bool overlap(const Placed& a, const Placed& b) {
  return a.x_mm < b.x_mm + b.width_mm && b.x_mm < a.x_mm + a.width_mm &&
         a.y_mm < b.y_mm + b.height_mm && b.y_mm < a.y_mm + a.height_mm;
}

bool is_over(const Words& words, const Placed& picture) {
  const double left = words.is_right ? words.x_mm - words.most_mm : words.x_mm;
  return left < picture.x_mm + picture.width_mm && picture.x_mm < left + words.most_mm &&
         words.y_mm - words.size_mm < picture.y_mm + picture.height_mm && picture.y_mm < words.y_mm;
}

/// Everything lies within the margin, and nothing on anything else.
void expect_sound(const Page& page) {
  constexpr double margin = 13.9;
  for (std::size_t i = 0; i < page.pictures.size(); ++i) {
    const Placed& picture = page.pictures[i];
    EXPECT_GE(picture.x_mm, margin);
    EXPECT_GE(picture.y_mm, margin);
    EXPECT_LE(picture.x_mm + picture.width_mm, page.width_mm - margin);
    EXPECT_LE(picture.y_mm + picture.height_mm, page.height_mm - margin);
    for (std::size_t k = 0; k < i; ++k) {
      EXPECT_FALSE(overlap(picture, page.pictures[k])) << i << " on " << k;
    }
    for (const Words& words : page.words) {
      EXPECT_FALSE(is_over(words, picture)) << words.text << " on " << i;
    }
  }
  for (const Words& words : page.words) {
    EXPECT_GT(words.most_mm, 0);
    const double left = words.is_right ? words.x_mm - words.most_mm : words.x_mm;
    EXPECT_GE(left, margin) << words.text;
    EXPECT_LE(left + words.most_mm, page.width_mm - margin) << words.text;
    EXPECT_LE(words.y_mm, page.height_mm - margin);
  }
}

TEST(Sheet, PagesAreA4) {
  for (const std::size_t count : {0U, 1U, 10U, 11U, 70U}) {
    const Sheet sheet = sheet_of(count);
    const std::vector<Page> pages = lay_out(sheet, Format::pages());
    EXPECT_LE(pages.size(), 1 + count / 8) << "four rows fit, however high";
    std::size_t pictures = 0;
    for (const Page& page : pages) {
      EXPECT_DOUBLE_EQ(page.width_mm, 210);
      EXPECT_DOUBLE_EQ(page.height_mm, 297);
      pictures += page.pictures.size();
      expect_sound(page);
    }
    EXPECT_EQ(pictures, 2 * count);
  }
}

TEST(Sheet, APosterIsOnePage) {
  for (const std::size_t count : {0U, 1U, 3U, 5U, 6U, 70U}) {
    const Sheet sheet = sheet_of(count);
    const std::vector<Page> pages = lay_out(sheet, Format::poster(count));
    ASSERT_EQ(pages.size(), 1U);
    EXPECT_EQ(pages.front().pictures.size(), 2 * count);
    expect_sound(pages.front());
  }
}

TEST(Sheet, TheSamePersonIsOnMostAndStartIsAsLargeAsEnd) {
  const Sheet sheet = sheet_of(40);
  std::map<long, int> scales;
  for (const Page& page : lay_out(sheet, Format::pages())) {
    for (std::size_t i = 0; i < page.pictures.size(); i += 2) {
      const Placed& start = page.pictures[i];
      const double scale = start.width_mm / start.drawing->width;
      EXPECT_NEAR(start.height_mm, scale * start.drawing->height, 1e-9);
      EXPECT_NEAR(page.pictures[i + 1].width_mm, start.width_mm, 1e-9);
      ++scales[std::lround(scale * 1e6)];
    }
  }
  EXPECT_GE(scales.rbegin()->second, 30);
}

TEST(Sheet, RowsAreAsHighAsTheirPictures) {
  Sheet flat = sheet_of(40);
  for (SheetEntry& entry : flat.entries) {
    entry.start = entry.end = fixture::sheet(1400, 300);
  }
  EXPECT_EQ(lay_out(flat, Format::pages()).size(), 2U);
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST(Sheet, AsPdfIsTheSameEveryTime) {
  const Sheet sheet = sheet_of(13);
  const auto pdf = sheet_pdf(sheet);
  ASSERT_TRUE(pdf.has_value());
  EXPECT_EQ(*pdf, *sheet_pdf(sheet));
  EXPECT_NE(pdf->find("/Count "), std::string::npos);
  EXPECT_NE(pdf->find("/Title (Stretches)"), std::string::npos);
  EXPECT_NE(pdf->find("/Lang (en-GB)"), std::string::npos);
  EXPECT_EQ(pdf->find("/CreationDate"), std::string::npos);
}

TEST(Sheet, AsSvgHoldsEveryPictureAndName) {
  Sheet sheet = sheet_of(13);
  const std::string svg = sheet_svg(sheet);
  EXPECT_EQ(count_of(svg, "<svg"), 27U);
  EXPECT_EQ(count_of(svg, "</svg>"), 27U);
  EXPECT_EQ(count_of(svg, ">Stretch &lt;12&gt;</text>"), 1U);
  EXPECT_EQ(count_of(svg, ">Lying &amp; sitting</text>"), 13U);
  EXPECT_EQ(count_of(svg, "<rect"), 0U);
  sheet.entries.front().start.ground = Colour{};
  EXPECT_EQ(count_of(sheet_svg(sheet), "<rect"), 1U);
}

TEST(Sheet, AsPngHasTheSizeAskedFor) {
  const Sheet sheet = sheet_of(3);
  const auto png = sheet_png(sheet, 300);
  ASSERT_TRUE(png.has_value());
  // The header of a PNG: the width is at byte 16, big-endian.
  EXPECT_EQ(static_cast<unsigned char>((*png)[18]), 300 / 256);
  EXPECT_EQ(static_cast<unsigned char>((*png)[19]), 300 % 256);
  EXPECT_EQ(*png, *sheet_png(sheet, 300));
}

}  // namespace
}  // namespace lissom::paper
