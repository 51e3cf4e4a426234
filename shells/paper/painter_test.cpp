// What cairo paints is what the drawing says, pixel by pixel.

#include "shells/paper/painter.h"

#include <array>

#include <gtest/gtest.h>

#include "shells/paper/cairo.h"
#include "shells/paper/paper_fixture.h"
#include "shells/paper/picture.h"

namespace lissom::paper {
namespace {

using fixture::box;
using fixture::sheet;
using fixture::white;

constexpr Colour red{255, 0, 0};
constexpr Colour blue{0, 0, 255};

cairo_status_t take_bytes(void* closure, unsigned char* bytes, unsigned int count) {
  auto& left = *static_cast<std::string_view*>(closure);
  if (count > left.size()) {
    return CAIRO_STATUS_READ_ERROR;
  }
  std::copy_n(left.begin(), count, bytes);
  left.remove_prefix(count);
  return CAIRO_STATUS_SUCCESS;
}

/// A PNG read back.
class Picture {
 public:
  explicit Picture(const Result<std::string>& png) {
    EXPECT_TRUE(png.has_value());
    std::string_view left = png ? std::string_view(*png) : "";
    surface_.reset(cairo_image_surface_create_from_png_stream(take_bytes, &left));
    EXPECT_EQ(cairo_surface_status(surface_.get()), CAIRO_STATUS_SUCCESS);
  }
  [[nodiscard]] int width() const { return cairo_image_surface_get_width(surface_.get()); }
  [[nodiscard]] int height() const { return cairo_image_surface_get_height(surface_.get()); }
  [[nodiscard]] Colour at(int x, int y) const {
    const unsigned char* pixel = cairo_image_surface_get_data(surface_.get()) +
                                 y * cairo_image_surface_get_stride(surface_.get()) + 4 * x;
    return {pixel[2], pixel[1], pixel[0]};  // little-endian words
  }

 private:
  Surface surface_;
};

TEST(Painter, FillsAndLeavesTheRest) {
  Drawing drawing = sheet(20, 10);
  drawing.shapes.push_back({.path = box(2, 2, 6, 6), .fill = red, .line = {}});
  const Picture picture(to_png(drawing, 20));
  EXPECT_EQ(picture.width(), 20);
  EXPECT_EQ(picture.height(), 10);
  EXPECT_EQ(picture.at(2, 2), red);
  EXPECT_EQ(picture.at(5, 5), red);
  EXPECT_EQ(picture.at(6, 6), white);
  EXPECT_EQ(picture.at(1, 2), white);
}

TEST(Painter, PaintsTheGroundAndScales) {
  Drawing drawing = sheet(20, 10);
  drawing.ground = blue;
  drawing.shapes.push_back({.path = box(0, 0, 10, 10), .fill = red, .line = {}});
  const Picture picture(to_png(drawing, 60));
  EXPECT_EQ(picture.height(), 30);
  EXPECT_EQ(picture.at(29, 29), red);
  EXPECT_EQ(picture.at(30, 0), blue);
  EXPECT_EQ(picture.at(59, 29), blue);
}

TEST(Painter, TheSheetIsNeverLeftOpen) {
  // 10.5 pixels high: the last row is the ground, not black.
  Drawing drawing = sheet(20, 21);
  drawing.ground = blue;
  const Picture picture(to_png(drawing, 10));
  EXPECT_EQ(picture.height(), 11);
  EXPECT_EQ(picture.at(5, 10), blue);
}

TEST(Painter, FillsByTheNonzeroRule) {
  Drawing drawing = sheet(10, 10);
  Path twice = box(0, 0, 10, 10);
  const Path inner = box(3, 3, 7, 7);
  twice.verbs.insert(twice.verbs.end(), inner.verbs.begin(), inner.verbs.end());
  twice.dots.insert(twice.dots.end(), inner.dots.begin(), inner.dots.end());
  drawing.shapes.push_back({.path = twice, .fill = red, .line = {}});
  EXPECT_EQ(Picture(to_png(drawing, 10)).at(5, 5), red);
}

TEST(Painter, PaintsTheFigureTwice) {
  // The heavy edge of the first time stays outside only: what comes later covers it inside.
  Drawing drawing = sheet(40, 20);
  drawing.edge_width = 8;
  drawing.contour_width = 2;
  drawing.shapes.push_back({.path = box(10, 5, 20, 15), .fill = white, .line = blue});
  drawing.shapes.push_back({.path = box(20, 5, 30, 15), .fill = red, .line = blue});
  for (Shape& shape : drawing.shapes) {
    shape.is_contour = true;
  }
  drawing.figure_last = 2;
  const Picture picture(to_png(drawing, 40));
  EXPECT_EQ(picture.at(7, 10), blue) << "4 outside";
  EXPECT_EQ(picture.at(5, 10), white);
  EXPECT_EQ(picture.at(22, 10), red) << "inside the line is 1";
  EXPECT_EQ(picture.at(17, 10), white);
  EXPECT_EQ(picture.at(20, 10), blue);
}

TEST(Painter, LineFirstIsUnderItsFill) {
  Drawing drawing = sheet(20, 20);
  Shape shape{.path = box(5, 5, 15, 15), .fill = red, .line = blue, .width = 4};
  drawing.shapes = {shape};
  EXPECT_EQ(Picture(to_png(drawing, 20)).at(6, 10), blue);
  shape.line_first = true;
  drawing.shapes = {shape};
  const Picture picture(to_png(drawing, 20));
  EXPECT_EQ(picture.at(6, 10), red);
  EXPECT_EQ(picture.at(4, 10), blue);
}

TEST(Painter, DashesAndForgetsThem) {
  Drawing drawing = sheet(80, 20);
  Path line;
  line.verbs = {Verb::move, Verb::line};
  line.dots = {{0, 5}, {80, 5}};
  drawing.shapes.push_back({.path = line, .fill = {}, .line = red, .width = 2, .dash = 20});
  line.dots = {{0, 15}, {80, 15}};
  drawing.shapes.push_back({.path = line, .fill = {}, .line = red, .width = 2});
  const Picture picture(to_png(drawing, 80));
  EXPECT_EQ(picture.at(10, 5), red);
  EXPECT_EQ(picture.at(30, 5), white);
  EXPECT_EQ(picture.at(50, 5), red);
  EXPECT_EQ(picture.at(30, 15), red);
}

TEST(Painter, CurvesGoWhereTheirHandlesPull) {
  Drawing drawing = sheet(40, 40);
  Path hill;
  hill.verbs = {Verb::move, Verb::cubic, Verb::close};
  hill.dots = {{0, 40}, {0, 0}, {40, 0}, {40, 40}};
  drawing.shapes.push_back({.path = hill, .fill = red, .line = {}});
  const Picture picture(to_png(drawing, 40));
  EXPECT_EQ(picture.at(20, 11), red) << "the top of the curve is at a quarter";
  EXPECT_EQ(picture.at(20, 8), white);
}

TEST(Painter, TooHighIsRefused) {
  const Drawing tall = sheet(10, 1000);
  EXPECT_TRUE(to_png(tall, 100).has_value());
  const auto refused = to_png(tall, 200);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Errc::bad_input);
  EXPECT_NE(refused.error().what.find("20000 pixels high"), std::string::npos);
}

TEST(Painter, TheSameDrawingIsTheSameFile) {
  Drawing drawing = sheet(30, 30);
  drawing.shapes.push_back({.path = box(3, 3, 20, 9), .fill = red, .line = blue, .width = 1});
  EXPECT_EQ(*to_png(drawing, 50), *to_png(drawing, 50));
  EXPECT_NE(*to_png(drawing, 50), *to_png(drawing, 51));
}

}  // namespace
}  // namespace lissom::paper
