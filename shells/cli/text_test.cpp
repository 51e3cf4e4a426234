#include "shells/cli/text.h"

#include <gtest/gtest.h>

#include "core/base/words.h"

namespace lissom::cli {
namespace {

TEST(Text, Columns) {
  struct Case {
    std::string_view name;
    std::string_view text;
    int want;
  };
  const Case cases[] = {
      {"nothing", "", 0},
      {"plain letters", "Bridge", 6},
      {"two bytes, one column", "äöü", 3},
      {"a combining accent takes none", "e\xCC\x81x", 2},
      {"wide characters take two", "日本", 4},
      {"a broken byte counts as one", "a\xFFz", 3},
      {"a cut character counts by its bytes", "\xE2\x82", 2},
  };
  for (const auto& [name, text, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(columns_of(text), want);
  }
}

TEST(Text, WrapsBetweenWords) {
  struct Case {
    std::string_view name;
    std::string_view text;
    int width;
    std::vector<std::string> want;
  };
  const Case cases[] = {
      {"fits", "a bb ccc", 8, {"a bb ccc"}},
      {"breaks before the word that is too much", "a bb ccc", 7, {"a bb", "ccc"}},
      {"a longer word is cut", "abcdefg hi", 3, {"abc", "def", "g", "hi"}},
      {"line feeds stay", "one\n\ntwo", 9, {"one", "", "two"}},
      {"nothing is one empty line", "", 5, {""}},
      {"umlauts are not cut in two", "ööö", 2, {"öö", "ö"}},
      {"no width is one column", "ab", 0, {"a", "b"}},
  };
  for (const auto& [name, text, width, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(wrapped(text, width), want);
  }
}

TEST(Text, NothingInARecordSteersTheTerminal) {
  struct Case {
    std::string_view name;
    std::string_view text;
    std::string_view want;
  };
  const Case cases[] = {
      {"escape sequence", "Dr \x1b[2J Lee", "Dr ?[2J Lee"},
      {"bell", "a\ab", "a?b"},
      {"C1 control sequence",
       "a\xC2\x9B"
       "31mb",
       "a?31mb"},
      {"text turned around",
       "a\xE2\x80\xAE"
       "b",
       "a?b"},
      {"a tab is a space", "a\tb", "a b"},
      {"bytes that are no text",
       "a\xC0\xAF"
       "b",
       "a??b"},
      {"line feeds and letters stay", "ä\nö", "ä\nö"},
  };
  for (const auto& [name, text, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(harmless(text), want);
  }
}

TEST(Text, CutsWithADot) {
  EXPECT_EQ(cut_to("Bridge", 6), "Bridge");
  EXPECT_EQ(cut_to("Bridge", 4), "Bri…");
  EXPECT_EQ(cut_to("Bridge", 1), "…");
  EXPECT_EQ(cut_to("Bridge", 0), "");
}

TEST(Text, PageIndentsWhatIsWrapped) {
  Page page(24);
  page.title("A title").item("one two three four five six").row("12", 4, "seven eight nine ten");
  page.text("").gap().gap().quiet("end");
  EXPECT_EQ(page.str(),
            "A title\n\n- one two three four\n  five six\n12  seven eight nine ten\n\n  end\n");
}

TEST(Text, Times) {
  EXPECT_EQ(clock_of(0), "0:00");
  EXPECT_EQ(clock_of(65), "1:05");
  EXPECT_EQ(clock_of(3600), "60:00");
  EXPECT_EQ(minutes_of(61), "2 min");
  EXPECT_EQ(counted(1, "entry", "entries"), "1 entry");
  EXPECT_EQ(counted(2, "entry", "entries"), "2 entries");
}

}  // namespace
}  // namespace lissom::cli
