#pragma once
/// Test code: one person and a journal, asking the façade one thing after the other.

#include <string>

#include <gtest/gtest.h>

#include "core/api/answer.h"

namespace lissom::fixture {

/// The safety questions with mild pain and nothing else, but for `answers`: `"THR":"yes",`.
inline std::string screening(const std::string& answers) {
  return R"({"do":"screen","age":50,"answers":{)" + answers +
         R"("PAIN_SEVERE":3,"DURATION":"over_12_weeks"},"others":"no"})";
}

constexpr const char* start_core =
    R"({"do":"start","slot":"core","answers":{"CHECK_NERVE":"no","CHECK_BLADDER":"no","CHECK_UNWELL":"no","CHECK_PAIN":3}})";

class Someone {
 public:
  Result<Outcome> ask(const std::string& request) {
    ++moment_.seed;
    moment_.now.ms += 1000;
    Result<Outcome> outcome =
        answer(journal_, *parse_json(request), moment_, identity_, embedded_catalogue());
    if (outcome) {
      merge(journal_, outcome->events);
    }
    return outcome;
  }

  /// Asks, and demands that it is answered with `exit`.
  Json get(const std::string& request, int exit = 0) {
    const Result<Outcome> outcome = ask(request);
    EXPECT_TRUE(outcome.has_value()) << request << ": " << (outcome ? "" : outcome.error().what);
    EXPECT_EQ(outcome ? outcome->exit : -1, exit)
        << request << ": " << (outcome ? to_bytes(outcome->view) : "");
    return outcome ? outcome->view : Json();
  }

  /// Asks, and demands a fault that begins so, and no event.
  void expect_fault(const std::string& request, const std::string& start) {
    const std::size_t before = journal_.events.size();
    const Result<Outcome> outcome = ask(request);
    ASSERT_FALSE(outcome.has_value()) << request;
    EXPECT_TRUE(outcome.error().what.starts_with(start)) << outcome.error().what;
    EXPECT_EQ(journal_.events.size(), before);
  }

  void wait_days(int days) { moment_.now.ms += days * ms_per_day; }
  [[nodiscard]] const Journal& journal() const { return journal_; }
  [[nodiscard]] const Moment& moment() const { return moment_; }
  [[nodiscard]] const Identity& identity() const { return identity_; }

 private:
  Journal journal_;
  Moment moment_{{1'795'543'500'000}, 120, 0};
  Identity identity_{uuid_of(1), uuid_of(2)};

  static Uuid uuid_of(std::uint64_t seed) {
    SplitMix64 chance(seed);
    return uuid_v7({1'795'543'500'000}, chance);
  }
};

}  // namespace lissom::fixture
