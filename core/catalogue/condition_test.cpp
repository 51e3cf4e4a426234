#include "core/catalogue/condition.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace lissom {
namespace {

using Answers = std::map<std::string, std::string, std::less<>>;

Condition::Lookup lookup_in(const Answers& answers) {
  return [&answers](std::string_view id) -> std::string_view {
    const auto found = answers.find(id);
    return found == answers.end() ? std::string_view{} : std::string_view(found->second);
  };
}

TEST(Condition, Holds) {
  struct Case {
    std::string_view text;
    Answers answers;
    bool want;
  };
  const Case cases[] = {
      {"A = yes", {{"A", "yes"}}, true},
      {"A = yes", {{"A", "no"}}, false},
      {"A = yes", {}, false},
      {"A=yes", {{"A", "yes"}}, true},
      {"  A  =  yes  ", {{"A", "yes"}}, true},
      {"WHERE = over_12_weeks", {{"WHERE", "over_12_weeks"}}, true},
      {"not A = yes", {}, true},
      {"not not A = yes", {{"A", "yes"}}, true},
      {"N = 7", {{"N", "7"}}, true},
      {"N = 7", {{"N", "07"}}, true},
      {"N < 12", {{"N", "11"}}, true},
      {"N < 12", {{"N", "12"}}, false},
      {"N <= 12", {{"N", "12"}}, true},
      {"N > 12", {{"N", "12"}}, false},
      {"N > 12", {{"N", "13"}}, true},
      {"N >= 12", {{"N", "12"}}, true},
      {"N>=12", {{"N", "11"}}, false},
      {"N < 12", {}, false},
      {"N >= 0", {{"N", "yes"}}, false},
      {"not N < 12", {}, true},
      {"age >= 50", {{"age", "50"}}, true},
      {"age >= 50", {{"age", "49"}}, false},
      {"A = yes and B = yes", {{"A", "yes"}}, false},
      {"A = yes and B = yes", {{"A", "yes"}, {"B", "yes"}}, true},
      {"A = yes or B = yes", {{"B", "yes"}}, true},
      {"A = yes or B = yes", {}, false},
      // "and" binds more tightly than "or", "not" more than both.
      {"A = yes or B = yes and C = yes", {{"A", "yes"}}, true},
      {"(A = yes or B = yes) and C = yes", {{"A", "yes"}}, false},
      {"A = yes and B = yes or C = yes", {{"C", "yes"}}, true},
      {"not A = yes and B = yes", {{"A", "yes"}}, false},
      {"not (A = yes and B = yes)", {{"A", "yes"}}, true},
      {"A = yes and (N < 12 or B = yes)", {{"A", "yes"}, {"N", "400"}, {"B", "yes"}}, true},
      {"count(A, B, C) >= 2", {{"A", "yes"}, {"C", "yes"}}, true},
      {"count(A, B, C) >= 2", {{"A", "yes"}, {"B", "no"}, {"C", "unsure"}}, false},
      {"count(A,B) = 0", {}, true},
      {"count(A) < 1", {{"A", "yes"}}, false},
  };
  for (const auto& [text, answers, want] : cases) {
    SCOPED_TRACE(text);
    const auto condition = Condition::parse(text);
    ASSERT_TRUE(condition.has_value()) << condition.error().what;
    EXPECT_EQ(condition->holds(lookup_in(answers)), want);
  }
}

TEST(Condition, Bad) {
  struct Case {
    std::string text;
    std::string_view want;  ///< a piece of the fault
  };
  const Case cases[] = {
      {"", "column 1: expected a question id"},
      {"   ", "column 4: expected a question id"},
      {"A", "column 2: expected one of = >= <= > <"},
      {"A =", "column 4: expected an answer"},
      {"A >=", "column 5: expected a number"},
      {"A >", "column 4: expected a number"},
      {"A <", "column 4: expected a number"},
      {"A >= many", "column 6: expected a number"},
      {"A >= 99999999999", "column 6: expected a number"},
      {"A == yes", "expected an answer"},
      {"A != yes", "column 3: expected one of = >= <= > <"},
      {"1 = yes", "column 1: expected a question id"},
      {"= yes", "column 1: expected a question id"},
      {"A = yes B = no", "column 9: expected \"and\", \"or\" or the end"},
      {"A = yes AND B = no", "column 9: expected \"and\", \"or\" or the end"},
      {"A = yes and", "column 12: expected a question id"},
      {"A = yes or or B = yes", "column 15: expected one of = >= <= > <"},
      {"A and B", "column 3: expected one of = >= <= > <"},
      {"not", "column 4: expected a question id"},
      {"(A = yes", "column 9: expected \")\""},
      {"A = yes)", "column 8: expected \"and\", \"or\" or the end"},
      {"()", "column 2: expected a question id"},
      {"count A >= 1", "column 7: expected \"(\""},
      {"count() >= 1", "expected a question id"},
      {"count(A, ) >= 1", "expected a question id"},
      {"count(A >= 1", "column 9: expected \")\""},
      {"count(A)", "column 9: expected one of = >= <= > <"},
      {"count(A) = yes", "column 12: expected a number"},
      {std::string(40, '(') + "A = yes" + std::string(40, ')'),
       "expected fewer nested parentheses"},
      {"caf\xC3\xA9 = yes", "column 4: expected"},
  };
  for (const auto& [text, want] : cases) {
    SCOPED_TRACE(text);
    const auto condition = Condition::parse(text);
    ASSERT_FALSE(condition.has_value());
    EXPECT_EQ(condition.error().code, Errc::bad_input);
    EXPECT_NE(condition.error().what.find(want), std::string::npos) << condition.error().what;
  }
}

TEST(Condition, LongestNestingThatIsRead) {
  for (const std::size_t depth : {32U, 33U}) {
    const std::string text = std::string(depth, '(') + "A = yes" + std::string(depth, ')');
    EXPECT_EQ(Condition::parse(text).has_value(), depth == 32U);
    std::string negated = "A = yes";
    for (std::size_t i = 0; i < depth; ++i) {
      negated.insert(0, "not ");
    }
    EXPECT_EQ(Condition::parse(negated).has_value(), depth == 32U);
  }
}

TEST(Condition, IdsInOrderOfFirstUse) {
  const auto condition =
      Condition::parse("B = yes and (age > 3 or not count(C, B, A) >= 1) or A = no");
  ASSERT_TRUE(condition.has_value());
  EXPECT_EQ(condition->ids(), (std::vector<std::string>{"B", "age", "C", "A"}));
}

TEST(Condition, EmptyHoldsNever) {
  EXPECT_FALSE(Condition{}.holds([](std::string_view) { return std::string_view("yes"); }));
}

}  // namespace
}  // namespace lissom
