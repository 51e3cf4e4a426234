#include "core/base/result.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace lissom {
namespace {

TEST(Result, FaultCarriesCodeAndLine) {
  const Result<int> conflict = fail(Errc::conflict, "the journal has moved on");
  ASSERT_FALSE(conflict.has_value());
  EXPECT_EQ(conflict.error().code, Errc::conflict);
  EXPECT_EQ(conflict.error().what, "the journal has moved on");

  const Result<int> bad = bad_input("expected a number");
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error().code, Errc::bad_input);
  EXPECT_EQ(bad.error().what, "expected a number");
}

TEST(Result, Shortened) {
  const std::string sixty(60, 'x');
  struct Case {
    std::string_view name;
    std::string text;
    std::string want;
  };
  const Case cases[] = {
      {"nothing", "", ""},
      {"exactly what fits", sixty, sixty},
      {"one more", sixty + "y", std::string(57, 'x') + "..."},
      {"cut before a two-byte character", std::string(57, 'x') + "é" + sixty,
       std::string(57, 'x') + "..."},
      {"not through it", std::string(56, 'x') + "é" + sixty, std::string(56, 'x') + "..."},
      {"after it", std::string(55, 'x') + "é" + sixty, std::string(55, 'x') + "é..."},
      {"not through a three-byte one", std::string(55, 'x') + "€" + sixty,
       std::string(55, 'x') + "..."},
      {"bytes that continue nothing", std::string(90, '\x80'), "..."},
  };
  for (const auto& [name, text, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(shortened(text), want);
  }
}

TEST(Result, AsTyped) {
  struct Case {
    std::string_view name;
    std::string_view text;
    std::string_view want;
  };
  using namespace std::string_view_literals;
  const Case cases[] = {
      {"plain", "moring", "\"moring\""},
      {"nothing", "", "\"\""},
      {"letters of others", "ранок", "\"ранок\""},
      {"no second line", "one\r\ntwo\tthree", "\"one??two?three\""},
      {"no command to the terminal", "\x1B[2J\x7F", "\"?[2J?\""},
      {"the byte 0", "a\0b"sv, "\"a?b\""},
  };
  for (const auto& [name, text, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(as_typed(text), want);
  }
}

}  // namespace
}  // namespace lissom
