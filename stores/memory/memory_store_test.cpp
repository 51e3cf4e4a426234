#include "stores/memory/memory_store.h"

#include "stores/port/contract_suite.h"

namespace lissom {
namespace {

/// Memory has nothing to reopen: what the store holds is all there is.
class MemoryRig final : public StoreRig {
 public:
  Store& store() override { return store_; }
  void fail_write(int nth) override { store_.fail_write(nth); }
  bool failure_is_pending() const override { return store_.failure_is_pending(); }
  void heal() override { store_.fail_write(0); }
  void reopen() override { heal(); }

 private:
  MemoryStore store_;
};

std::unique_ptr<StoreRig> make_rig() {
  return std::make_unique<MemoryRig>();
}

const StoreKind kinds[] = {{"memory", make_rig}};

INSTANTIATE_TEST_SUITE_P(Memory, StoreContract, testing::ValuesIn(kinds), name_of_kind);
INSTANTIATE_TEST_SUITE_P(Memory, StoreFailures, testing::ValuesIn(kinds), name_of_kind);

}  // namespace
}  // namespace lissom
