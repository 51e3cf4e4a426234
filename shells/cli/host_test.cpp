#include "shells/cli/host.h"

#include <gtest/gtest.h>

#include "core/journal/codec.h"
#include "stores/sqlite/scratch_folder.h"

namespace lissom::cli {
namespace {

class HostTest : public ::testing::Test {
 protected:
  Host open() { return open_at(folder_.path()); }
  static Host open_at(const std::filesystem::path& folder) {
    auto host = Host::open({.folder = folder,
                            .at = parse_rfc3339("2026-11-24T18:05+02:00").value_or(LocalMoment{}),
                            .catalogue = &embedded_catalogue()});
    EXPECT_TRUE(host);
    return std::move(*host);
  }
  static void log_pain(Host& host, int pain) {
    const auto outcome = host.ask({{"do", "log_pain"}, {"now", pain}});
    ASSERT_TRUE(outcome) << outcome.error().what;
  }
  static std::vector<int> pains(Host& host) {
    std::vector<int> pains;
    const auto records = host.records();
    EXPECT_TRUE(records);
    for (const Record& record : records.value_or(std::vector<Record>{})) {
      pains.push_back(std::get<PainReported>(decode(record.bytes)->body).now.value_or(-1));
    }
    return pains;
  }

  ScratchFolder folder_{quick_place()};
};

TEST_F(HostTest, LookingLeavesNoTrace) {
  Host host = open();
  EXPECT_TRUE(host.ask({{"do", "today"}}));
  EXPECT_TRUE(host.records()->empty());
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(HostTest, AFaultStoresNothing) {
  Host host = open();
  EXPECT_FALSE(host.ask({{"do", "log_pain"}, {"now", 11}}));
  EXPECT_FALSE(host.ask({{"do", "dance"}}));
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

/// Both began when there was nothing; they must agree on whose record it is.
TEST_F(HostTest, TwoProgramsBeginTogether) {
  Host first = open();
  Host second = open();
  log_pain(first, 1);
  log_pain(second, 2);
  log_pain(first, 3);
  EXPECT_EQ(pains(first), (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(pains(second), (std::vector<int>{1, 2, 3}));
}

/// The core sees what another program wrote since.
TEST_F(HostTest, AConflictAsksAgain) {
  Host first = open();
  log_pain(first, 1);
  Host second = open();
  log_pain(second, 2);
  const auto record = first.ask({{"do", "record"}});
  ASSERT_TRUE(record);
  EXPECT_EQ(record->view["events"].size(), 2U);
}

/// Commands with the same moment stay in their order.
TEST_F(HostTest, TheSameMomentKeepsItsOrder) {
  Host host = open();
  for (int pain = 0; pain <= 7; ++pain) {
    log_pain(host, pain);
  }
  const auto record = host.ask({{"do", "record"}});
  ASSERT_TRUE(record);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(record->view["events"][i]["what"], "Pain now " + std::to_string(i));
  }
}

TEST_F(HostTest, AnEmptyRecordBecomesThatOfTheImport) {
  const ScratchFolder elsewhere(quick_place());
  Host source = open_at(elsewhere.path());
  log_pain(source, 4);
  const auto records = *source.records();

  Host host = open();
  const auto merged = host.merge_records(records);
  ASSERT_TRUE(merged);
  EXPECT_EQ(merged->new_records, 1U);
  log_pain(host, 5);
  Host again = open();
  EXPECT_EQ(pains(again), (std::vector<int>{4, 5}));
  EXPECT_EQ(again.records()->back().person, records.front().person);
}

TEST_F(HostTest, AnotherPersonsRecordIsRefused) {
  const ScratchFolder elsewhere(quick_place());
  Host source = open_at(elsewhere.path());
  log_pain(source, 4);

  Host host = open();
  log_pain(host, 1);
  const auto merged = host.merge_records(*source.records());
  ASSERT_FALSE(merged);
  EXPECT_EQ(merged.error().code, Errc::bad_input);
  EXPECT_EQ(pains(host), (std::vector<int>{1}));
}

TEST_F(HostTest, AfterErasingSomebodyElseMayBegin) {
  const ScratchFolder elsewhere(quick_place());
  Host source = open_at(elsewhere.path());
  log_pain(source, 4);

  Host host = open();
  log_pain(host, 1);
  const Uuid first = host.records()->front().person;
  ASSERT_TRUE(host.erase());
  EXPECT_TRUE(host.records()->empty());
  EXPECT_TRUE(host.merge_records(*source.records()));
  EXPECT_EQ(pains(host), (std::vector<int>{4}));
  EXPECT_NE(host.records()->front().person, first);
  Host again = open();
  EXPECT_EQ(pains(again), (std::vector<int>{4}));
}

TEST_F(HostTest, ADamagedRecordIsToldAndKept) {
  Host host = open();
  log_pain(host, 1);
  Record damaged = host.records()->front();
  damaged.id.bytes[15] ^= 1U;
  damaged.bytes[damaged.bytes.size() / 2] ^= 1;
  ASSERT_TRUE(host.merge_records({damaged}));
  Host again = open();
  EXPECT_EQ(again.verify()->size(), 1U);
  EXPECT_EQ(again.records()->size(), 2U);
  EXPECT_TRUE(again.ask({{"do", "progress"}}));
}

}  // namespace
}  // namespace lissom::cli
