#include "shells/simulator/simulate.h"

#include <map>

#include <gtest/gtest.h>

namespace lissom::simulator {
namespace {

Totals simulated(int people, std::uint64_t seed) {
  return simulate({people, 8, seed, {}}, embedded_catalogue(), [](std::uint64_t, const Tale&) {});
}

TEST(Simulate, NobodyMeetsABreach) {
  const Totals totals = simulated(8, 20261124);
  for (const Breach& breach : totals.breaches) {
    ADD_FAILURE() << breach.what << ", person " << breach.person << ", " << breach.request;
  }
  EXPECT_GT(totals.sum.sessions_done, 0);
  EXPECT_GT(totals.sum.steps_on, 0);
}

/// What longer runs found: a programme begun again after a gap had more minutes than a third more.
TEST(Simulate, LivesThatOnceMetABreach) {
  for (const std::uint64_t person :
       {10028843448994432729U, 17856156652542526831U, 13984448900438109763U}) {
    const Totals totals =
        simulate({1, 8, 1, person}, embedded_catalogue(), [](std::uint64_t, const Tale&) {});
    for (const Breach& breach : totals.breaches) {
      ADD_FAILURE() << breach.what << ", person " << breach.person << ", " << breach.request;
    }
  }
}

TEST(Simulate, TheSameSeedGivesTheSameLives) {
  EXPECT_EQ(to_bytes(to_json(simulated(3, 7))), to_bytes(to_json(simulated(3, 7))));
  EXPECT_NE(to_bytes(to_json(simulated(3, 7))), to_bytes(to_json(simulated(3, 8))));
}

TEST(Simulate, OnePersonLivesTheSameLifeAlone) {
  std::map<std::uint64_t, std::string> rows;
  const Catalogue& catalogue = embedded_catalogue();
  const auto keep = [&](std::uint64_t seed, const Tale& tale) {
    rows[seed] += csv_row(seed, tale, catalogue);
  };
  static_cast<void>(simulate({2, 8, 7, {}}, catalogue, keep));
  ASSERT_EQ(rows.size(), 2U);
  const auto [seed, row] = *rows.begin();
  rows.clear();
  static_cast<void>(simulate({1, 8, 1, seed}, catalogue, keep));
  EXPECT_EQ(rows, (std::map<std::uint64_t, std::string>{{seed, row}}));
}

/// A watch that sees nothing proves nothing.
TEST(Watch, SeesWhatMustNotBe) {
  const Catalogue& catalogue = embedded_catalogue();
  Wording wording(catalogue);
  SplitMix64 chance(1);
  const auto event = [&](Body body) {
    Event made;
    made.id = uuid_v7({1'000}, chance);
    made.at = {1'000};
    made.body = std::move(body);
    return made;
  };
  const Moment moment{{2'000}, 0, 1};
  const auto breaches = [&](Watch& watch, const Json& request, const Outcome& outcome) {
    return watch.look(request, outcome, moment);
  };
  const Json one_entry = {{"entries", {{{"id", "twist_supine"}}}}};

  Watch after_stop(catalogue, wording);
  EXPECT_TRUE(breaches(after_stop, {{"do", "log_pain"}},
                       {0, Json::object(), {event(PlanAdapted{"E4", "clinician_first", {}})}})
                  .empty());
  EXPECT_FALSE(breaches(after_stop, {{"do", "plan"}}, {0, one_entry, {}}).empty());
  EXPECT_FALSE(breaches(after_stop, {{"do", "plan"}}, {0, Json::object(), {}}).empty());
  EXPECT_FALSE(
      breaches(after_stop, {{"do", "step"}}, {0, Json::object(), {event(StepDone{})}}).empty());

  Watch excluded(catalogue, wording);
  const std::string tag = catalogue.exercises.find("twist_supine")->second.avoid.front();
  EXPECT_TRUE(breaches(excluded, {{"do", "plan"}}, {0, one_entry, {}}).empty());
  EXPECT_TRUE(
      breaches(excluded, {{"do", "screen"}}, {0, {{"tags", {{{"tag", tag}}}}}, {}}).empty());
  EXPECT_FALSE(breaches(excluded, {{"do", "plan"}}, {0, one_entry, {}}).empty());

  Watch jumps(catalogue, wording);
  PlanAdopted plan;
  plan.catalogue = "x";
  plan.because = "x";
  plan.level = "L2";
  plan.step = "sessions";
  plan.first_day = "2026-11-24";
  EXPECT_FALSE(breaches(jumps, {{"do", "plan"}}, {0, Json::object(), {event(plan)}}).empty());

  Watch words(catalogue, wording);
  const std::string bad = "We " + catalogue.forbidden.front().pattern + " it";
  EXPECT_FALSE(breaches(words, {{"do", "plan"}}, {0, {{"say", {bad}}}, {}}).empty());
}

}  // namespace
}  // namespace lissom::simulator
