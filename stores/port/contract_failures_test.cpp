// Every change to a store with its first, second, … write failing, until none is left to fail.
// The store must then be as before or as after, never in between, and go on working.

#include <functional>

#include "stores/port/contract_suite.h"

namespace lissom {
namespace {

const Uuid newcomer = test_person(3);

/// Everything that can be seen of a store.
struct State {
  std::vector<std::vector<Record>> journals;
  std::vector<Position> heads;
  std::optional<std::string> setting;
  friend bool operator==(const State&, const State&) = default;
};

State state_of(Store& store) {
  State state;
  for (const Uuid& person : {ada, ben, newcomer}) {
    Page page = read_all(store, person);
    state.journals.push_back(std::move(page.records));
    state.heads.push_back(page.head);
  }
  state.setting = setting_of(store, "device");
  return state;
}

struct Change {
  std::string_view name;
  std::function<Result<void>(Store&)> make;
};

Result<void> try_append(Store& store, const Uuid& person, const std::vector<Record>& records) {
  return store.append(person, read_all(store, person).head, records).transform([](Position) {});
}

std::vector<Record> numbered(const Uuid& person, std::uint16_t first, std::uint16_t count,
                             std::size_t size) {
  std::vector<Record> records;
  for (std::uint16_t i = 0; i < count; ++i) {
    records.push_back(test_record(person, static_cast<std::uint16_t>(first + i),
                                  std::string(size, static_cast<char>('a' + i % 26))));
  }
  return records;
}

const Change changes[] = {
    {"append one", [](Store& s) { return try_append(s, ada, numbered(ada, 100, 1, 80)); }},
    {"append three, one known",
     [](Store& s) { return try_append(s, ada, numbered(ada, 4, 3, 80)); }},
    {"append for a newcomer",
     [](Store& s) { return try_append(s, newcomer, numbered(newcomer, 1, 2, 80)); }},
    {"append a big one",
     [](Store& s) { return try_append(s, ben, numbered(ben, 100, 1, 30'000)); }},
    {"append many", [](Store& s) { return try_append(s, ben, numbered(ben, 100, 60, 200)); }},
    {"merge three, one known",
     [](Store& s) { return s.merge(ada, numbered(ada, 4, 3, 80)).transform([](std::size_t) {}); }},
    {"settle", [](Store& s) { return s.settle("device", "d1").transform([](auto&&) {}); }},
    {"erase one of two", [](Store& s) { return s.erase(ada); }},
    {"erase after nobody", [](Store& s) { return s.erase(newcomer); }},
};

std::unique_ptr<StoreRig> make_filled(const StoreKind& kind) {
  std::unique_ptr<StoreRig> rig = kind.make();
  EXPECT_TRUE(try_append(rig->store(), ada, numbered(ada, 1, 5, 300)).has_value());
  EXPECT_TRUE(try_append(rig->store(), ben, numbered(ben, 1, 5, 3000)).has_value());
  return rig;
}

/// How a trial looks at the store after the failure.
enum class Then : std::uint8_t { goes_on, reopens };

class Trial {
 public:
  Trial(const StoreKind& kind, const Change& change) : kind_(kind), change_(change) {
    const auto rig = make_filled(kind);
    old_ = state_of(rig->store());
    EXPECT_TRUE(change.make(rig->store()).has_value());
    new_ = state_of(rig->store());
  }

  /// @return whether there was an n-th write
  bool with_failing(int nth, Then then) {
    const auto rig = make_filled(kind_);
    rig->fail_write(nth);
    const auto made = change_.make(rig->store());
    const bool has_failed = !rig->failure_is_pending();
    if (then == Then::goes_on) {
      rig->heal();
    } else {
      rig->reopen();
    }
    check(*rig, made);
    return has_failed;
  }

 private:
  void check(StoreRig& rig, const Result<void>& made) {
    const State state = state_of(rig.store());
    const bool is_new = state == new_;
    EXPECT_TRUE(is_new || state == old_) << "neither the old state nor the new one";
    if (made) {
      EXPECT_TRUE(is_new) << "acknowledged, and not there";
    } else {
      EXPECT_EQ(made.error().code, Errc::io);
      EXPECT_FALSE(made.error().what.empty());
      EXPECT_EQ(made.error().what.find('\n'), std::string::npos);
    }
    EXPECT_EQ(rig.store().verify(), std::vector<std::string>());
    if (!is_new) {
      const auto repeated = change_.make(rig.store());
      EXPECT_TRUE(repeated.has_value()) << repeated.error().what;
      EXPECT_TRUE(state_of(rig.store()) == new_) << "repeating it did not bring the new state";
    }
    EXPECT_TRUE(try_append(rig.store(), ada, numbered(ada, 500, 2, 10)).has_value());
    EXPECT_EQ(rig.store().verify(), std::vector<std::string>());
  }

  const StoreKind& kind_;
  const Change& change_;
  State old_;
  State new_;
};

constexpr int most_writes = 1000;

/// Three changes together, the n-th write of all failing. What was acknowledged is there, and what
/// was not is not.
/// @return whether there was an n-th write
bool together_with_failing(const StoreKind& kind, int nth, Then then) {
  const auto rig = make_filled(kind);
  const State old = state_of(rig->store());
  const std::vector<std::vector<Record>> sent = {
      numbered(ada, 100, 2, 80), numbered(ada, 200, 1, 30'000), numbered(ada, 300, 40, 200)};
  std::vector<Record> want = old.journals.front();
  std::vector<Record> acknowledged = want;
  rig->fail_write(nth);
  const auto done = rig->store().together([&] {
    for (const std::vector<Record>& records : sent) {
      if (rig->store().merge(ada, records)) {
        acknowledged.insert(acknowledged.end(), records.begin(), records.end());
      }
    }
  });
  const bool has_failed = !rig->failure_is_pending();
  if (then == Then::goes_on) {
    rig->heal();
  } else {
    rig->reopen();
  }
  for (const std::vector<Record>& records : sent) {
    want.insert(want.end(), records.begin(), records.end());
  }
  const std::vector<Record> found = read_all(rig->store(), ada).records;
  // A commit that was not confirmed may be there after a power failure, whole.
  EXPECT_TRUE(found == acknowledged || (!done && (found == old.journals.front() || found == want)));
  EXPECT_EQ(rig->store().verify(), std::vector<std::string>());
  for (const std::vector<Record>& records : sent) {
    EXPECT_TRUE(rig->store().merge(ada, records).has_value());
  }
  EXPECT_EQ(read_all(rig->store(), ada).records.size(), want.size());
  return has_failed;
}

TEST_P(StoreFailures, WhatIsDoneTogetherIsThereAsAcknowledged) {
  for (const Then then : {Then::goes_on, Then::reopens}) {
    int nth = 1;
    for (bool has_failed = true; has_failed && !HasFailure(); ++nth) {
      ASSERT_LT(nth, most_writes);
      SCOPED_TRACE("write " + std::to_string(nth) + (then == Then::reopens ? ", reopened" : ""));
      has_failed = together_with_failing(GetParam(), nth, then);
    }
    ASSERT_FALSE(HasFailure());
    EXPECT_GT(nth, 2) << "no write ever failed, so nothing was tested";
  }
}

TEST_P(StoreFailures, OldStateOrNewStateNeverAThird) {
  for (const Change& change : changes) {
    Trial trial(GetParam(), change);
    for (const Then then : {Then::goes_on, Then::reopens}) {
      int nth = 1;
      for (bool has_failed = true; has_failed && !HasFailure(); ++nth) {
        ASSERT_LT(nth, most_writes);
        SCOPED_TRACE(std::string(change.name) + ", write " + std::to_string(nth) +
                     (then == Then::reopens ? ", reopened" : ""));
        has_failed = trial.with_failing(nth, then);
      }
      ASSERT_FALSE(HasFailure());
      EXPECT_GT(nth, 2) << change.name << ": no write ever failed, so nothing was tested";
    }
  }
}

}  // namespace
}  // namespace lissom
