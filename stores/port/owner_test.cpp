// Who a record is about, and what happens when two programs say so at once.

#include "stores/port/owner.h"

#include "stores/port/contract_suite.h"

namespace lissom {
namespace {

using Owners = std::vector<Uuid>;

TEST_P(StoreContract, NobodyOwnsItAtFirst) {
  EXPECT_EQ(owners_of(store()), Owners());
  EXPECT_EQ(id_setting(store(), "device"), std::nullopt);
}

TEST_P(StoreContract, TheLastOwnerCounts) {
  EXPECT_EQ(settle_owner(store(), 0, ada), Owners({ada}));
  EXPECT_EQ(settle_owner(store(), 1, ben), Owners({ada, ben}));
  EXPECT_EQ(settle_owner(store(), 2, ada), Owners({ada, ben, ada}));
  rig_->reopen();
  EXPECT_EQ(owners_of(store()), Owners({ada, ben, ada}));
}

TEST_P(StoreContract, WhoSettlesFirstOwnsIt) {
  ASSERT_EQ(settle_owner(store(), 0, ada), Owners({ada}));
  EXPECT_EQ(settle_owner(store(), 0, ben), Owners({ada}));
}

TEST_P(StoreContract, AnOwnerThatIsNoIdIsDamage) {
  ASSERT_TRUE(store().settle("person", "somebody").has_value());
  EXPECT_EQ(owners_of(store()).error().code, Errc::damaged);
  EXPECT_EQ(id_setting(store(), "person").error().code, Errc::damaged);
}

}  // namespace
}  // namespace lissom
