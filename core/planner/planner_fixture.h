#pragma once
/// Test code: people of all kinds, for weeks and stages made from the real catalogue.

#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/planner/candidates.h"
#include "core/planner/week.h"
#include "core/programme/programme_fixture.h"

namespace lissom::fixture {

/// Somebody, and the week to plan.
struct Case {
  State state{embedded_catalogue()};
  Person person;
  WeekRequest request;
  [[nodiscard]] PlanContext context() const {
    return {state, person, embedded_catalogue(), request};
  }
};

class CaseMaker {
 public:
  explicit CaseMaker(std::uint64_t seed) : chance_(seed) {}

  Case make() {
    Case made;
    Gate gate;
    for (const auto& [id, tag] : embedded_catalogue().tags) {
      if (below(8) == 0) {
        gate.tags.push_back(id);
      }
    }
    ScreeningAnswered screening;
    screening.age = 18 + below(78);
    made.state.screening = screening;
    made.state.profile = profile();
    if (below(4) == 0) {
      made.state.red_at[any_exercise()] = on_day(0);
    }
    made.person = person_of(made.state, gate, embedded_catalogue());
    const std::vector<DoseLevel>& levels = embedded_catalogue().dose.levels;
    made.request = {{20'000 + below(7)},
                    1 + below(12),
                    levels[static_cast<std::size_t>(below(static_cast<int>(levels.size())))],
                    {},
                    after_hours(1)};
    return made;
  }

 private:
  int below(int limit) {
    return static_cast<int>(chance_.below(static_cast<std::uint64_t>(limit)));
  }

  std::vector<std::string> most_of(const std::vector<Named>& list) {
    std::vector<std::string> ids;
    for (const Named& item : list) {
      if (below(4) != 0) {
        ids.push_back(item.id);
      }
    }
    return ids;
  }

  std::string any_exercise() {
    auto at = embedded_catalogue().exercises.begin();
    std::advance(at, below(static_cast<int>(embedded_catalogue().exercises.size())));
    return at->first;
  }

  ProfileAnswered profile() {
    ProfileAnswered made = default_profile(embedded_catalogue());
    made.positions = most_of(embedded_catalogue().positions);
    made.equipment = most_of(embedded_catalogue().equipment);
    made.core_min = 5 + below(16);
    made.morning_min = below(2) * (5 + below(6));
    made.break_min = below(2) * (2 + below(2));
    made.breaks_per_day = below(9);
    made.sitting_hours = below(15);
    const std::vector<PainType>& types = embedded_catalogue().pain_types;
    made.pain_type = types[static_cast<std::size_t>(below(static_cast<int>(types.size())))].id;
    for (const Need& need : embedded_catalogue().planner.needs) {
      if (!need.hurts.empty() && below(5) == 0) {
        made.hurts.push_back(need.hurts.front());
      }
    }
    if (below(2) == 0) {
      made.session_days = {"Mon", "Thu"};
    }
    for (int i = 0; i < 3; ++i) {
      made.likes.push_back(any_exercise());
      made.excludes.push_back(any_exercise());
    }
    return made;
  }

  SplitMix64 chance_;
};

}  // namespace lissom::fixture
