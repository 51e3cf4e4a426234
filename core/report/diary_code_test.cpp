#include "core/report/diary_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lissom {
namespace {

/// A code with some of its digits changed.
bool is_refused(const std::string& digits) {
  return !parse_diary_code(digits).has_value();
}

TEST(DiaryCode, CheckDigitOfTheSource) {
  EXPECT_EQ(check_digit("572"), 4) << "the example of the dissertation";
  EXPECT_EQ(check_digit(""), 0);
}

TEST(DiaryCode, AsPrinted) {
  EXPECT_EQ(to_digits({48213, 3}).substr(0, 7), "4821303");
  EXPECT_EQ(to_print({48213, 3}).substr(0, 8), "4821 303");
  EXPECT_EQ(to_digits({0, 0}), "00000000");
  EXPECT_EQ(to_digits({7, 12}).substr(0, 7), "0000712");
}

RC_GTEST_PROP(DiaryCode, IsReadBackAsTyped, ()) {
  const DiaryCode code{*rc::gen::inRange(0, 100'000), *rc::gen::inRange(0, 100)};
  const std::string digits = to_digits(code);
  RC_ASSERT(parse_diary_code(digits).value() == code);
  RC_ASSERT(parse_diary_code(to_print(code)).value() == code);
  RC_ASSERT(parse_diary_code(" " + digits.substr(0, 5) + "-" + digits.substr(5) + " ").value() ==
            code);
}

RC_GTEST_PROP(DiaryCode, EveryWrongDigitIsFound, ()) {
  const std::string digits = to_digits({*rc::gen::inRange(0, 100'000), *rc::gen::inRange(0, 100)});
  for (std::size_t at = 0; at < digits.size(); ++at) {
    for (char wrong = '0'; wrong <= '9'; ++wrong) {
      std::string typed = digits;
      typed[at] = wrong;
      RC_ASSERT(is_refused(typed) == (wrong != digits[at]));
    }
  }
}

RC_GTEST_PROP(DiaryCode, EveryExchangeOfNeighboursIsFound, ()) {
  const std::string digits = to_digits({*rc::gen::inRange(0, 100'000), *rc::gen::inRange(0, 100)});
  for (std::size_t at = 0; at + 1 < digits.size(); ++at) {
    std::string typed = digits;
    std::swap(typed[at], typed[at + 1]);
    RC_ASSERT(is_refused(typed) == (typed != digits));
  }
}

TEST(DiaryCode, WhatIsNoCode) {
  for (const char* text : {"", "1", "1234567", "123456789", "1234 567x", "ABCDEFGH", "12345678\n",
                           "-------", "\xD9\xA1\xD9\xA2"}) {
    const auto code = parse_diary_code(text);
    ASSERT_FALSE(code.has_value()) << text;
    EXPECT_EQ(code.error().code, Errc::bad_input);
    EXPECT_NE(code.error().what.find("eight digits"), std::string::npos) << code.error().what;
  }
  const auto wrong = parse_diary_code("0000 0001");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().what,
            "a digit is wrong in \"0000 0001\"; please look at the sheet again");
}

TEST(DiaryCode, SheetsOfDifferentPlansDiffer) {
  Uuid one;
  one.bytes[15] = 1;
  Uuid other;
  other.bytes[0] = 1;
  EXPECT_NE(sheet_of(one), sheet_of(other));
  EXPECT_EQ(sheet_of(one), sheet_of(one));
  EXPECT_EQ(sheet_of(Uuid{}), 95'365) << "printed sheets must stay readable";
}

}  // namespace
}  // namespace lissom
