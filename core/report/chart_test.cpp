#include "core/report/chart.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>

#include <gtest/gtest.h>

#include "core/base/tenths.h"
#include "core/report/chart_data.h"

namespace lissom {
namespace {

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Compares with core/report/golden/NAME.svg; LISSOM_UPDATE_GOLDEN=1 renews the file.
void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = "core/report/golden/" + name + ".svg";
  if (std::getenv("LISSOM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << text;
    return;
  }
  EXPECT_EQ(text, content_of(path))
      << "If this is meant: LISSOM_UPDATE_GOLDEN=1, and look at the picture.";
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

constexpr Day first_day{20'500};

/// Points on days after the first, e.g. {{0, 60}, {3, 40}}.
ChartLine line_of(const std::string& label, const std::vector<std::pair<int, int>>& values,
                  int join_days) {
  ChartLine line;
  line.label = label;
  line.join_days = join_days;
  for (const auto& [day, tenths] : values) {
    line.points.push_back({first_day + day, tenths});
  }
  return line;
}

Chart some_weeks() {
  Chart chart;
  chart.title = "How it goes";
  ChartPanel pain;
  pain.title = "Pain";
  pain.unit = "0 to 10, lower is better";
  pain.least_tenths = 0;
  pain.most_tenths = 100;
  pain.lines = {
      line_of("on average",
              {{0, 70},
               {1, 60},
               {2, 70},
               {4, 60},
               {5, 50},
               {6, 60},
               {12, 50},
               {13, 40},
               {20, 40},
               {21, 30},
               {22, 40},
               {23, 30}},
              1),
      line_of("at its worst", {{0, 90}, {1, 80}, {2, 90}, {12, 70}, {13, 60}, {23, 50}}, 1),
      line_of("middle of 7 days", {{0, 70}, {6, 60}, {12, 55}, {13, 45}, {20, 40}, {23, 35}}, 7)};
  pain.lines[2].has_markers = false;
  pain.band = ChartBand{40, 80, "not yet a change that counts"};
  pain.says = "Pain on average: 6 at first, 3.5 now.";
  ChartPanel knee;
  knee.title = "Straightening the knee";
  knee.unit = "deg";
  knee.lines = {line_of("left", {{0, 350}, {14, 300}, {28, 260}}, 100),
                line_of("right", {{0, 345}, {28, 255}}, 100)};
  knee.band = ChartBand{250, 450, "measurement noise"};
  knee.says = "Straightening the knee, left: 35 at first, 26 now.";
  chart.panels = {pain, knee};
  chart.marks = {{first_day, "Plan begun, level L1", false},
                 {first_day + 14, "Level L2", false},
                 {first_day + 17, "Flare <\"&>", true}};
  return chart;
}

TEST(Chart, SomeWeeks) {
  expect_golden("some_weeks", draw_chart(some_weeks()));
}

TEST(Chart, Nothing) {
  Chart chart;
  chart.title = "How it goes";
  expect_golden("nothing", draw_chart(chart));
}

TEST(Chart, SaysWhatItShows) {
  const std::string svg = draw_chart(some_weeks());
  EXPECT_NE(svg.find("<title id=\"t\">How it goes</title>"), std::string::npos);
  EXPECT_NE(svg.find("Pain on average: 6 at first, 3.5 now."), std::string::npos);
  EXPECT_NE(svg.find("role=\"img\" aria-labelledby=\"t d\""), std::string::npos);
  EXPECT_NE(svg.find("Flare &lt;\"&amp;&gt;"), std::string::npos);
  EXPECT_EQ(svg.find("Flare <"), std::string::npos);
}

/// The same panels, ticks, gaps and marks as the picture.
TEST(Chart, AsDataIsTheSameChart) {
  const Json data = chart_data(some_weeks());
  EXPECT_EQ(data["first_day"], to_iso(first_day));
  EXPECT_EQ(data["days"], 28);
  const Json& pain = data["panels"][0];
  EXPECT_EQ(pain["title"], "Pain");
  EXPECT_EQ(pain["least_tenths"], 0);
  EXPECT_EQ(pain["most_tenths"], 100);
  EXPECT_EQ(pain["step_tenths"], 20);
  EXPECT_EQ(pain["band"]["most_tenths"], 80);
  ASSERT_EQ(pain["lines"][0]["runs"].size(), 4U) << "a day without a value is a gap";
  EXPECT_EQ(pain["lines"][0]["runs"][1][0]["at"], 4);
  EXPECT_EQ(pain["lines"][0]["runs"][1][0]["day"], to_iso(first_day + 4));
  EXPECT_EQ(pain["lines"][0]["runs"][1][0]["tenths"], 60);
  EXPECT_EQ(pain["lines"][2]["markers"], false);
  EXPECT_EQ(data["panels"][1]["lines"][0]["runs"].size(), 1U);
  EXPECT_EQ(data["marks"][2]["letter"], "C");
  EXPECT_EQ(data["marks"][2]["at"], 17);
  EXPECT_EQ(data["marks"][2]["flare"], true);
  EXPECT_EQ(data["marks"][2]["text"], "Flare <\"&>");
  EXPECT_TRUE(chart_data({})["panels"].empty());
}

/// A day without a value breaks the line: as many strokes as pairs of days that follow each other.
TEST(Chart, MissingDaysAreGaps) {
  Chart chart = some_weeks();
  chart.marks.clear();
  chart.panels.resize(1);
  chart.panels[0].band.reset();
  struct Case {
    std::string_view name;
    std::vector<std::pair<int, int>> values;
    int join_days;
    std::size_t strokes;
  };
  const Case cases[] = {
      {"one day", {{0, 50}}, 1, 0},
      {"three days running", {{0, 50}, {1, 40}, {2, 30}}, 1, 2},
      {"a day is missing", {{0, 50}, {1, 40}, {3, 30}}, 1, 1},
      {"every other day", {{0, 50}, {2, 40}, {4, 30}}, 1, 0},
      {"weeks apart, meant to be joined", {{0, 50}, {14, 40}, {28, 30}}, 14, 2},
  };
  for (const auto& [name, values, join_days, strokes] : cases) {
    SCOPED_TRACE(name);
    chart.panels[0].lines = {line_of("x", values, join_days)};
    const std::string svg = draw_chart(chart);
    const std::size_t sample = 1;  // beside the name
    EXPECT_EQ(count(svg, "stroke-width=\"1.5\""), strokes + sample);
    EXPECT_EQ(count(svg, "<circle"), values.size() + sample);
  }
}

TEST(Chart, AnyNumbersCanBeDrawn) {
  Chart chart = some_weeks();
  chart.panels.resize(1);
  ChartPanel& panel = chart.panels[0];
  panel.band.reset();
  panel.least_tenths.reset();
  for (const int tenths : {0, 1, -1, 3600, -3600, 99'999}) {
    panel.lines = {line_of("x", {{0, tenths}}, 1)};
    EXPECT_NE(draw_chart(chart).find("<circle"), std::string::npos);
    panel.lines = {line_of("x", {{0, tenths}, {4000, -tenths}}, 9999)};
    EXPECT_NE(draw_chart(chart).find("<circle"), std::string::npos);
  }
  panel.lines.clear();
  chart.marks.assign(60, {first_day, "again", false});
  EXPECT_NE(draw_chart(chart).find(">BH<"), std::string::npos);  // the sixtieth letter
}

TEST(Tenths, AsPeopleReadThem) {
  EXPECT_EQ(tenths_text(0), "0");
  EXPECT_EQ(tenths_text(50), "5");
  EXPECT_EQ(tenths_text(53), "5.3");
  EXPECT_EQ(tenths_text(-5), "-0.5");
  EXPECT_EQ(tenths_text(-120), "-12");
}

}  // namespace
}  // namespace lissom
