#include "core/programme/range_offer.h"

#include <gtest/gtest.h>

#include "core/programme/programme_fixture.h"

namespace lissom {
namespace {

Person person_with(int age, std::vector<std::string> tags) {
  Person person;
  person.age = age;
  person.tags = std::move(tags);
  person.positions = default_profile(embedded_catalogue()).positions;
  return person;
}

TEST(RangeOffer, TagsForbid) {
  struct Case {
    std::string_view test;
    std::vector<std::string> tags;
    bool offered;
    std::string_view rule;
  };
  const Case cases[] = {
      {"T_THOMAS", {}, true, ""},
      {"T_THOMAS", {"hip-replacement-posterior"}, false, "avoid:hip-replacement-posterior"},
      {"T_THOMAS", {"hip-replacement-anterior"}, false, "avoid:hip-replacement-anterior"},
      {"T_THOMAS", {"pregnancy-supine"}, false, "avoid:pregnancy-supine"},
      {"T_AKE", {"hip-replacement-anterior"}, true, ""},
      {"T_AKE", {"sciatica"}, true, ""},
      {"T_IR_SIT", {"hip-replacement-posterior"}, false, "avoid:hip-replacement-posterior"},
      {"T_PRONE_IR", {"pregnancy-prone"}, false, "avoid:pregnancy-prone"},
      {"T_PRONE_ER", {"pregnancy-prone"}, false, "avoid:pregnancy-prone"},
      {"T_CSR", {"osteoporosis-flexion-twist"}, false, "avoid:osteoporosis-flexion-twist"},
      {"T_FTF", {"flexion-intolerant"}, false, "avoid:flexion-intolerant"},
      {"T_FTF", {"osteoporosis-flexion-twist"}, false, "avoid:osteoporosis-flexion-twist"},
      {"T_IR_SIT", {"recent-spine-surgery"}, false, "avoid:recent-spine-surgery"},
      {"T_IR_SIT", {"fracture-recent"}, false, "avoid:fracture-recent"},
  };
  for (const auto& [test, tags, offered, rule] : cases) {
    SCOPED_TRACE(std::string(test) + " with " + (tags.empty() ? "nothing" : tags.front()));
    const Catalogue& catalogue = embedded_catalogue();
    const Eligibility verdict =
        range_offer(*catalogue.measures.find_test(test), person_with(50, tags), catalogue);
    EXPECT_EQ(verdict.offered, offered);
    EXPECT_EQ(verdict.rule, rule);
    EXPECT_EQ(verdict.why_not.empty(), offered);
  }
}

TEST(RangeOffer, PositionsForbid) {
  const Catalogue& catalogue = embedded_catalogue();
  Person person = person_with(50, {});
  std::erase(person.positions, "bed");
  EXPECT_FALSE(range_offer(*catalogue.measures.find_test("T_THOMAS"), person, catalogue).offered);
  EXPECT_TRUE(range_offer(*catalogue.measures.find_test("T_AKE"), person, catalogue).offered);
  std::erase(person.positions, "floor");
  EXPECT_FALSE(range_offer(*catalogue.measures.find_test("T_AKE"), person, catalogue).offered);
  EXPECT_TRUE(range_offer(*catalogue.measures.find_test("T_IR_SIT"), person, catalogue).offered);
}

TEST(RangeOffer, CautionsTravelAlong) {
  const Catalogue& catalogue = embedded_catalogue();
  EXPECT_EQ(
      range_offer(*catalogue.measures.find_test("T_AKE"), person_with(50, {"sciatica"}), catalogue)
          .cautions,
      std::vector<std::string>{"sciatica"});
}

TEST(RangeOffer, TheScheduleAsksByAge) {
  const Catalogue& catalogue = embedded_catalogue();
  using Ids = std::vector<std::string>;
  EXPECT_EQ(tests_asked_for(person_with(59, {}), catalogue), (Ids{"T_IR_SIT", "T_AKE"}));
  EXPECT_EQ(tests_asked_for(person_with(60, {}), catalogue), (Ids{"T_IR_SIT", "T_CSR"}));
  EXPECT_EQ(tests_asked_for(person_with(60, {"osteoporosis-flexion-twist"}), catalogue),
            Ids{"T_IR_SIT"});
}

}  // namespace
}  // namespace lissom
