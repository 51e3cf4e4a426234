// Records that go as bytes: they come back as they were, and what is wrong is named.

#include "core/journal/bundle.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/journal/codec.h"
#include "core/journal/journal_fixture.h"

namespace lissom {
namespace {

using fixture::event_of_kind;
using fixture::kind_count;
using fixture::with_checksum;
using fixture::without_checksum;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<Record> one_of_each_kind() {
  std::vector<Record> records;
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    records.push_back(to_record(event_of_kind(kind)));
  }
  return records;
}

TEST(Bundle, EveryKindComesBack) {
  const std::vector<Record> records = one_of_each_kind();
  EXPECT_EQ(from_bundle(*to_bundle(records)), records);
  EXPECT_EQ(from_bundle(*to_bundle({})), std::vector<Record>{});
}

TEST(Bundle, KeepsWhatALaterVersionAdded) {
  Record record = to_record(event_of_kind(4));
  const std::string unknown_field("\x7e\x02", 2);  // tag 63, number 1
  record.bytes = with_checksum(without_checksum(record.bytes) + unknown_field);
  EXPECT_EQ(from_bundle(*to_bundle({&record, 1})), std::vector<Record>{record});
}

TEST(Bundle, WhatItsBytesDoNotSayDoesNotGo) {
  std::vector<Record> records = one_of_each_kind();
  records[1].id.bytes[15] ^= 1U;
  EXPECT_THAT(to_bundle(records).error().what, StartsWith("record 2: is filed under another name"));
  records = one_of_each_kind();
  records[2].bytes.back() = static_cast<char>(records[2].bytes.back() ^ 1);
  EXPECT_THAT(to_bundle(records).error().what, StartsWith("record 3: the checksum"));
}

TEST(Bundle, CutAnywhereItIsRefused) {
  const std::vector<Record> records = {to_record(event_of_kind(3)), to_record(event_of_kind(4))};
  const std::string whole = *to_bundle(records);
  const std::size_t first = to_bundle({records.data(), 1})->size();
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const auto read = from_bundle(std::string_view(whole).substr(0, size));
    if (size == first) {
      EXPECT_EQ(read->size(), 1U);
      continue;
    }
    ASSERT_FALSE(read.has_value()) << size;
    EXPECT_EQ(read.error().code, Errc::bad_input);
    EXPECT_EQ(read.error().what,
              size < first ? "record 1: is cut short" : "record 2: is cut short");
  }
}

TEST(Bundle, AChangedByteIsNoticed) {
  const Record record = to_record(event_of_kind(3));
  const std::string whole = *to_bundle({&record, 1});
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 4);
    const auto read = from_bundle(changed);
    ASSERT_FALSE(read.has_value()) << at;
    EXPECT_THAT(read.error().what, HasSubstr("record 1: "));
  }
}

}  // namespace
}  // namespace lissom
