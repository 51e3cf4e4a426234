#include "core/programme/range_offer.h"

#include <algorithm>

#include "core/base/contains.h"
#include "core/base/contract.h"

namespace lissom {
namespace {

bool may_take(const Base& base, const RangeTest& test, const Person& person) {
  const auto is_possible = [&](const std::string& position) {
    return contains(person.positions, position);
  };
  return std::all_of(base.needs.begin(), base.needs.end(), is_possible) &&
         std::all_of(test.positions.begin(), test.positions.end(), is_possible) &&
         (!base.lying || is_possible("floor") || is_possible("bed"));
}

}  // namespace

Eligibility range_offer(const RangeTest& test, const Person& person, const Catalogue& catalogue) {
  for (const std::string& id : person.tags) {
    const Tag& tag = catalogue.tags.find(id)->second;
    if (contains(test.avoid, id) || contains(catalogue.measures.range.avoid, id) ||
        contains(tag.swaps_bases, test.base)) {
      return refused("avoid:" + id, "Left out because of " + tag.plain + ".");
    }
  }
  if (!may_take(catalogue.bases.find(test.base)->second, test, person)) {
    return refused("positions", "It needs a position that you said is not possible for you.");
  }
  Eligibility result;
  result.offered = true;
  for (const std::string& tag : test.caution) {
    if (contains(person.tags, tag)) {
      result.cautions.push_back(tag);
    }
  }
  return result;
}

std::vector<std::string> tests_asked_for(const Person& person, const Catalogue& catalogue) {
  const RangeRules& rules = catalogue.measures.range;
  std::vector<std::string> asked;
  for (const std::string& id :
       person.age >= rules.older_from_years ? rules.first_older : rules.first) {
    const RangeTest* test = catalogue.measures.find_test(id);
    LISSOM_EXPECTS(test != nullptr);
    if (range_offer(*test, person, catalogue).offered) {
      asked.push_back(id);
    }
  }
  return asked;
}

}  // namespace lissom
