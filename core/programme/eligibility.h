#pragma once
/// Which stretches this person may be offered, and why the others are left out.

#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/programme/gate.h"
#include "core/programme/state.h"

namespace lissom {

/// What a person can do and has, with the defaults for what was not said.
struct Person {
  int age = 0;
  bool older = false;  ///< from dose.older_from_years
  bool slow = false;   ///< older, or balance-risk: longer ways to and from the floor
  std::vector<std::string> tags;
  std::vector<std::string> positions;
  std::vector<std::string> equipment;
  std::vector<std::string> excludes;
  ProfileAnswered profile;
  bool profile_is_default = false;  ///< but for likes and excludes
};

/// The profile that holds until the person says otherwise: a main session, everything possible,
/// common things at hand.
[[nodiscard]] ProfileAnswered default_profile(const Catalogue& catalogue);

[[nodiscard]] Person person_of(const State& state, const Gate& gate, const Catalogue& catalogue);

[[nodiscard]] bool has_tag(const Person& person, std::string_view tag);

/// The verdict on one exercise.
struct Eligibility {
  bool offered = false;
  std::string why_not;  ///< a plain sentence if it is not offered
  std::string rule;  ///< "avoid:TAG", "positions", "equipment", "excluded", "red", "stepped-back"
  std::vector<std::string> cautions;  ///< tags under whose change it is offered
};

/// Not offered, and why.
[[nodiscard]] Eligibility refused(std::string rule, std::string why_not);

/// Applies the filters of the dossier (7.1) in their order: avoid, floor-transfer, positions,
/// equipment, then the person's own exclusions and entries that hurt within the last drop_hours.
/// Difficulty is the planner's business.
[[nodiscard]] Eligibility eligibility(const Exercise& exercise, const Person& person,
                                      const State& state, const Catalogue& catalogue, Instant now);

/// True if a tag of the person says that the low back should not be moved this way in a plan.
[[nodiscard]] bool skips_back_move(const Person& person, BackMove move, const Catalogue& catalogue);

}  // namespace lissom
