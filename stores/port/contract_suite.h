#pragma once
/// The promises of `store.h` as tests, the same for every store.
///
/// A store takes part by listing the two files of the suite among its tests, and saying how to rig
/// one up:
///
///     const StoreKind kinds[] = {{"memory", make_rig}};
///     INSTANTIATE_TEST_SUITE_P(Memory, StoreContract, testing::ValuesIn(kinds), name_of_kind);
///     INSTANTIATE_TEST_SUITE_P(Memory, StoreFailures, testing::ValuesIn(kinds), name_of_kind);

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "stores/port/store.h"

namespace lissom {

/// A fresh store under test, and the means to hurt it.
class StoreRig {
 public:
  StoreRig() = default;
  StoreRig(const StoreRig&) = delete;
  StoreRig& operator=(const StoreRig&) = delete;
  virtual ~StoreRig() = default;

  virtual Store& store() = 0;
  /// Lets the `nth` write from now on fail, 1 being the next.
  virtual void fail_write(int nth) = 0;
  /// Whether that failure is still to come.
  [[nodiscard]] virtual bool failure_is_pending() const = 0;
  /// From now on every write succeeds.
  virtual void heal() = 0;
  /// What a new process finds: the store as it lies on the disk now, opened afresh and healthy.
  virtual void reopen() = 0;
};

struct StoreKind {
  std::string name;
  std::unique_ptr<StoreRig> (*make)() = nullptr;
};

inline std::ostream& operator<<(std::ostream& out, const StoreKind& kind) {
  return out << kind.name;
}

inline std::string name_of_kind(const testing::TestParamInfo<StoreKind>& info) {
  return info.param.name;
}

/// What a healthy store does.
class StoreContract : public testing::TestWithParam<StoreKind> {
 protected:
  std::unique_ptr<StoreRig> rig_ = GetParam().make();
  Store& store() { return rig_->store(); }
};

/// What a store does whose n-th write fails.
class StoreFailures : public testing::TestWithParam<StoreKind> {};

/// A person of the tests; different numbers, different people.
[[nodiscard]] Uuid test_person(std::uint8_t number);

inline const Uuid ada = test_person(1);
inline const Uuid ben = test_person(2);

/// A record of the tests; different numbers, different ids.
[[nodiscard]] Record test_record(const Uuid& person, std::uint16_t number, std::string bytes);

/// The whole journal of `person`; the test fails if it cannot be read.
[[nodiscard]] Page read_all(Store& store, const Uuid& person);

/// What the setting is; the test fails if it cannot be read.
[[nodiscard]] std::optional<std::string> setting_of(Store& store, std::string_view name);

}  // namespace lissom
