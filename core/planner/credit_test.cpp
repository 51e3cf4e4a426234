// What counts as a stretch, and for which need.

#include "core/planner/credit.h"

#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "core/planner/planner_fixture.h"

namespace lissom {
namespace {

const Need& need_of(std::string_view id) {
  for (const Need& need : embedded_catalogue().planner.needs) {
    if (need.id == id) {
      return need;
    }
  }
  ADD_FAILURE() << id;
  return embedded_catalogue().planner.needs.front();
}

TEST(Credit, ANeedIsMetByEntriesThatAreForIt) {
  struct Case {
    std::string_view name;
    std::string_view exercise;
    std::string_view need;
    int want_half_s;
  };
  // Two repetitions of 20 s.
  const Case cases[] = {
      {"its stretch", "hip_flexor_standing", "psoas", 80},
      {"beside another muscle", "prone_on_elbows", "psoas", 40},
      {"only secondary", "breathing_90_90", "psoas", 0},
      {"a secondary muscle of a stretch", "knee_to_chest_single", "psoas", 0},
      {"a control drill works the muscle", "bridge", "hamstrings", 0},
      {"a second muscle of the need leads", "hip_rotation_seated", "piriformis", 80},
      {"nothing to do with it", "chest_open", "hamstrings", 0},
      {"its first muscles are shorter than in standing all along", "knee_lift_seated", "psoas", 0},
      {"as long as in standing at its start", "knee_lift_standing", "psoas", 80},
  };
  const Catalogue& catalogue = embedded_catalogue();
  for (const auto& [name, exercise, need, want_half_s] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(need_half_seconds(need_of(need), catalogue.exercises.find(exercise)->second,
                                {20, 2, 1}, catalogue),
              want_half_s);
  }
}

TEST(Credit, MusclesGetTwoForPrimaryAndOneForSecondary) {
  const Catalogue& catalogue = embedded_catalogue();
  const auto given = [&](std::string_view id) {
    return muscle_half_seconds(catalogue.exercises.find(id)->second, {15, 2, 1}, catalogue);
  };
  EXPECT_EQ(given("prone_on_elbows"),
            (HalfSeconds{{"rectus_abd", 60}, {"psoas", 60}, {"erector_spinae", 30}}));
  EXPECT_EQ(given("bridge"), HalfSeconds{});
  EXPECT_EQ(given("breathing_90_90"), HalfSeconds{});
}

/// What the model of the body finds takes credit away, and gives none that the entry does not name.
TEST(Credit, AMuscleThatIsShorterAllAlongGetsNone) {
  const Catalogue& catalogue = embedded_catalogue();
  const auto given = [&](std::string_view id) {
    return muscle_half_seconds(catalogue.exercises.find(id)->second, {15, 2, 1}, catalogue);
  };
  EXPECT_EQ(given("knee_to_chest_single"), (HalfSeconds{{"glute_max", 60}, {"erector_spinae", 60}}))
      << "not the psoas, which it names as secondary";
  Exercise entry = catalogue.exercises.find("prone_on_elbows")->second;
  entry.shortened = {"psoas", "hamstrings"};
  EXPECT_EQ(muscle_half_seconds(entry, {15, 2, 1}, catalogue),
            (HalfSeconds{{"rectus_abd", 60}, {"erector_spinae", 30}}));
  EXPECT_EQ(need_half_seconds(need_of("psoas"), entry, {15, 2, 1}, catalogue), 0);
  EXPECT_EQ(need_half_seconds(need_of("rectus_abd"), entry, {15, 2, 1}, catalogue), 60);
}

/// With four entries the first weeks have a stretch for the back of the thigh and the buttock, with
/// six also for the front of the hip. Before, a bridge and lying on the elbows stood for them.
TEST(Credit, FirstWeeksHaveTheStretchesOfTheProgramme) {
  struct Case {
    int week;
    std::set<std::string> leads;
  };
  const Case cases[] = {{1, {"hamstrings", "piriformis"}},
                        {3, {"hamstrings", "piriformis", "psoas"}}};
  const Catalogue& catalogue = embedded_catalogue();
  fixture::Diary diary;
  diary.screen(fixture::on_day(0));
  diary.add(fixture::on_day(0), default_profile(catalogue));
  const State state = diary.state();
  const Person person = person_of(state, gate(state, catalogue, fixture::on_day(0)), catalogue);
  for (const auto& [week, leads] : cases) {
    SCOPED_TRACE(week);
    const PlanAdopted plan = plan_week(
        state, person, catalogue, {{20'000}, week, catalogue.level("L1"), {}, fixture::on_day(0)});
    std::set<std::string> got;
    for (const PlannedEntry& entry : plan.slots.front().entries) {
      const Exercise& exercise = catalogue.exercises.find(entry.exercise)->second;
      if (exercise.kind == Kind::static_hold) {
        got.insert(exercise.primary.front());
      }
    }
    for (const std::string& muscle : leads) {
      EXPECT_TRUE(got.contains(muscle)) << muscle;
    }
    EXPECT_EQ(plan.slots.front().gap, 0);
  }
}

}  // namespace
}  // namespace lissom
