#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "core/catalogue/catalogue.h"

namespace lissom {
namespace {

constexpr std::string_view sound = R"(id = "demo-24"
name = "Demo"
credit = "A clinic, 2026"
source = "The clinic's own handbook."
better = "less"
scoring = "sum"
range_tenths = [0, 50]
mdc_tenths = 15
mcid_tenths = 20

[[answer]]
id = "yes"
text = "Yes"
value = 1

[[answer]]
id = "no"
text = "No"
value = 0

[[item]]
id = "stairs"
ask = "I take the stairs one at a time."

[[item]]
id = "pull"
ask = "How strong is the pull?"
min = 0
max = 4
low = "none"
high = "the most"
)";

std::string edited(std::string_view from, std::string_view to) {
  std::string text(sound);
  const std::size_t at = text.find(from);
  if (at == std::string::npos) {
    ADD_FAILURE() << "no \"" << from << "\"";
    return text;
  }
  return text.replace(at, from.size(), to);
}

TEST(Questionnaire, OfAClinic) {
  const auto read = parse_questionnaire("demo.toml", sound);
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->id, "demo-24");
  ASSERT_EQ(read->items.size(), 2U);
  EXPECT_EQ(read->items[0].answers.size(), 2U);
  EXPECT_TRUE(read->items[1].answers.empty());
  EXPECT_EQ(read->limits.mdc_tenths, 15);
  EXPECT_EQ(read->limits.mcid_tenths, 20);
  EXPECT_EQ(read->limits.mcid_pct, std::nullopt);
  EXPECT_FALSE(read->limits.more_is_better);
  EXPECT_EQ(score_tenths(*read, {1, 3}), 40);
}

TEST(Questionnaire, WhatIsWrongNamesFileAndLine) {
  struct Case {
    std::string_view name;
    std::string_view from;
    std::string_view to;
    std::string want;
  };
  const Case cases[] = {
      {"no TOML", "name = \"Demo\"", "name = \"Demo", "demo.toml:2: "},
      {"id with capitals", "demo-24", "Demo", "demo.toml:1: id \"Demo\" is no id"},
      {"id that is built in", "demo-24", "peg", "demo.toml:1: id \"peg\" is built in"},
      {"nobody to thank", "credit = \"A clinic, 2026\"\n", "", "demo.toml:1: credit is missing"},
      {"numbers from nowhere", "source = \"The clinic's own handbook.\"\n", "",
       "demo.toml:1: source is missing"},
      {"no direction", "better = \"less\"", "better = \"down\"",
       "demo.toml:5: better \"down\" is not known; expected one of less, more"},
      {"unknown scoring", "\"sum\"", "\"median\"", "demo.toml:6: scoring \"median\" is not known"},
      {"range that cannot be reached", "[0, 50]", "[0, 240]",
       "demo.toml:7: range_tenths is not what the answers add up to; expected [0, 50]"},
      {"error below nothing", "mdc_tenths = 15", "mdc_tenths = -1", "demo.toml:8: mdc_tenths "},
      {"a share without a number", "mcid_tenths = 20", "mcid_pct = 30",
       "demo.toml:9: mcid_pct is alone; expected mcid_tenths beside it"},
      {"answer twice", "id = \"no\"", "id = \"yes\"", "demo.toml:17: id \"yes\" is there twice"},
      {"question twice", "id = \"pull\"", "id = \"stairs\"",
       "demo.toml:26: id \"stairs\" is there twice"},
      {"unknown key", "low = \"none\"", "lowest = \"none\"",
       "demo.toml:30: lowest is not a key that is known here"},
      {"least above most", "max = 4", "max = -1", "demo.toml:29: max is not a whole number"},
      {"fraction", "max = 4", "max = 4.5", "demo.toml:29: "},
  };
  for (const auto& [name, from, to, want] : cases) {
    SCOPED_TRACE(name);
    const auto read = parse_questionnaire("demo.toml", edited(from, to));
    ASSERT_FALSE(read.has_value());
    EXPECT_TRUE(read.error().what.starts_with(want)) << read.error().what << "\nwant " << want;
  }
}

TEST(Questionnaire, AShareOfTheBeginningMayBeWorthHaving) {
  const std::string text = edited("mcid_tenths = 20", "mcid_tenths = 20\nmcid_pct = 30");
  const auto read = parse_questionnaire("demo.toml", text);
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->limits.mcid_pct, 30);
}

TEST(Questionnaire, ScoresAreTenthsRoundedAwayFromZero) {
  const Questionnaire& peg = *embedded_catalogue().measures.find_questionnaire("peg");
  EXPECT_EQ(score_tenths(peg, {5, 4, 6}), 50);
  EXPECT_EQ(score_tenths(peg, {5, 5, 6}), 53);
  EXPECT_EQ(score_tenths(peg, {5, 6, 6}), 57);
  EXPECT_EQ(score_tenths(peg, {0, 0, 0}), 0);
  const Questionnaire& groc = *embedded_catalogue().measures.find_questionnaire("groc");
  EXPECT_EQ(score_tenths(groc, {-5}), -50);
  Questionnaire four = peg;
  four.items.push_back(four.items.front());
  EXPECT_EQ(score_tenths(four, {0, 0, 0, 1}), 3);  // 2.5 tenths
  EXPECT_EQ(score_tenths(four, {0, 0, 0, -1}), -3);
}

/// The figures of the dossier, 5.1: what is not given there is not given here.
TEST(Questionnaire, FiguresOfTheDossier) {
  const MeasureRules& rules = embedded_catalogue().measures;
  struct Case {
    std::string_view id;
    std::optional<int> mdc_tenths;
    std::optional<int> mcid_tenths;
    bool more_is_better;
    std::vector<int> weeks;
    int then_every_weeks;
  };
  const Case cases[] = {
      {"pain", std::nullopt, 20, false, {0, 2, 4, 6, 8}, 0},
      {"psfs", 20, 23, true, {0, 2, 4, 6, 8}, 0},
      {"groc", std::nullopt, 20, true, {4, 8}, 12},
      {"peg", std::nullopt, 18, false, {0, 4, 8}, 12},
  };
  ASSERT_EQ(rules.questionnaires.size(), std::size(cases));
  for (const auto& [id, mdc, mcid, more, weeks, then] : cases) {
    SCOPED_TRACE(id);
    const Questionnaire* found = rules.find_questionnaire(id);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->limits.mdc_tenths, mdc);
    EXPECT_EQ(found->limits.mcid_tenths, mcid);
    EXPECT_EQ(found->limits.more_is_better, more);
    EXPECT_EQ(found->times.weeks, weeks);
    EXPECT_EQ(found->times.then_every_weeks, then);
  }
  EXPECT_EQ(rules.find_questionnaire("psfs")->item_mdc_tenths, 30);
  EXPECT_EQ(rules.find_questionnaire("odi"), nullptr);
}

TEST(RangeTests, FiguresOfTheDossier) {
  const MeasureRules& rules = embedded_catalogue().measures;
  struct Case {
    std::string_view id;
    std::string_view unit;
    std::optional<int> mdc_tenths;
    bool more_is_better;
    bool hidden;
  };
  const Case cases[] = {
      {"T_THOMAS", "deg", 60, false, false},
      {"T_AKE", "deg", 100, false, false},
      {"T_ASLR", "deg", 80, true, false},
      {"T_IR_SIT", "deg", 60, true, false},
      {"T_ER_SIT", "deg", 60, true, false},
      {"T_PRONE_IR", "deg", 80, true, false},
      {"T_PRONE_ER", "deg", 80, true, false},
      {"T_FABER", "cm", 40, false, false},
      {"T_OBER", "deg", std::nullopt, false, true},
      {"T_CSR", "cm", 40, true, false},
      {"T_SR", "cm", 40, true, false},
      {"T_FTF", "cm", 40, false, false},
  };
  ASSERT_EQ(rules.tests.size(), std::size(cases));
  for (const auto& [id, unit, mdc, more, hidden] : cases) {
    SCOPED_TRACE(id);
    const RangeTest* found = rules.find_test(id);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->unit, unit);
    EXPECT_EQ(found->limits.mdc_tenths, mdc);
    EXPECT_EQ(found->limits.mcid_tenths, std::nullopt);
    EXPECT_EQ(found->limits.more_is_better, more);
    EXPECT_EQ(found->hidden, hidden);
  }
}

}  // namespace
}  // namespace lissom
