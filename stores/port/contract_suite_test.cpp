// What every store does when nothing goes wrong.

#include "stores/port/contract_suite.h"

#include <algorithm>
#include <map>

namespace lissom {

Uuid test_person(std::uint8_t number) {
  return {.bytes = {0xAA, number}};
}

Record test_record(const Uuid& person, std::uint16_t number, std::string bytes) {
  const auto high = static_cast<std::uint8_t>(number >> 8U);
  const auto low = static_cast<std::uint8_t>(number & 0xFFU);
  return {.id = {.bytes = {0x01, 0x93, high, low}},
          .person = person,
          .at = {1'800'000'000'000 - number},
          .bytes = std::move(bytes)};
}

Page read_all(Store& store, const Uuid& person) {
  auto page = store.read(person, 0, all_records);
  EXPECT_TRUE(page.has_value()) << page.error().what;
  return page.value_or(Page{});
}

std::optional<std::string> setting_of(Store& store, std::string_view name) {
  auto setting = store.setting(name);
  EXPECT_TRUE(setting.has_value()) << setting.error().what;
  return setting.value_or(std::nullopt);
}

namespace {

Position append(Store& store, const Uuid& person, const std::vector<Record>& records) {
  const auto head = store.append(person, read_all(store, person).head, records);
  EXPECT_TRUE(head.has_value()) << head.error().what;
  return head.value_or(-1);
}

TEST_P(StoreContract, NothingIsThereAtFirst) {
  const Page page = read_all(store(), ada);
  EXPECT_TRUE(page.records.empty());
  EXPECT_EQ(page.head, 0);
  EXPECT_EQ(setting_of(store(), "device"), std::nullopt);
  EXPECT_EQ(store().verify(), std::vector<std::string>());
}

TEST_P(StoreContract, ReadsWhatWasAppended) {
  struct Case {
    std::string_view name;
    std::string bytes;
  };
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) {
    every_byte += static_cast<char>(byte);
  }
  const Case cases[] = {
      {"text", R"({"kind":"pain_reported"})"},
      {"nothing", ""},
      {"a zero byte at the end", std::string("ab\0", 3)},
      {"only zero bytes", std::string(5, '\0')},
      {"every byte there is", every_byte},
      {"a quotation mark and a semicolon", "'; DROP TABLE record; --"},
      {"a megabyte", std::string(1'000'000, 'x') + "end"},
  };
  std::vector<Record> want;
  for (const auto& [name, bytes] : cases) {
    SCOPED_TRACE(name);
    want.push_back(test_record(ada, static_cast<std::uint16_t>(want.size()), bytes));
    const Position head = append(store(), ada, {want.back()});
    EXPECT_EQ(read_all(store(), ada).head, head);
    EXPECT_TRUE(read_all(store(), ada).records == want);
  }
  rig_->reopen();
  EXPECT_TRUE(read_all(store(), ada).records == want);
}

TEST_P(StoreContract, KeepsExtremeMoments) {
  for (const std::int64_t ms : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, INT64_MAX}) {
    SCOPED_TRACE(ms);
    Record record = test_record(test_person(static_cast<std::uint8_t>(ms & 7)), 1, "x");
    record.at.ms = ms;
    append(store(), record.person, {record});
    EXPECT_EQ(read_all(store(), record.person).records, std::vector{record});
    ASSERT_TRUE(store().erase(record.person).has_value());
  }
}

TEST_P(StoreContract, KeepsTheOrderOfArrival) {
  // Neither the ids nor the moments rise, so that no other order looks right by chance.
  const std::vector<Record> want = {test_record(ada, 30, "c"), test_record(ada, 10, "a"),
                                    test_record(ada, 20, "b")};
  append(store(), ada, {want[0], want[1]});
  append(store(), ada, {want[2]});
  EXPECT_EQ(read_all(store(), ada).records, want);
}

TEST_P(StoreContract, ReadsOnFromAPosition) {
  const std::vector<Record> all = {test_record(ada, 1, "a"), test_record(ada, 2, "b"),
                                   test_record(ada, 3, "c")};
  const Position first = append(store(), ada, {all[0]});
  append(store(), ben, {test_record(ben, 9, "between")});
  const Position second = append(store(), ada, {all[1]});
  const Position third = append(store(), ada, {all[2]});

  struct Case {
    std::string_view name;
    Position after;
    std::vector<Record> want;
  };
  const Case cases[] = {
      {"from before the first", 0, all},
      {"after the first", first, {all[1], all[2]}},
      {"after the second", second, {all[2]}},
      {"after the last", third, {}},
      {"after a position that is not there yet", third + 1000, {}},
      {"after a position below all", -7, all},
  };
  for (const auto& [name, after, want] : cases) {
    SCOPED_TRACE(name);
    const auto page = store().read(ada, after, all_records);
    ASSERT_TRUE(page.has_value()) << page.error().what;
    EXPECT_EQ(page->records, want);
    EXPECT_EQ(page->head, third);
  }
}

TEST_P(StoreContract, PagesFollowEachOtherWithoutGapOrOverlap) {
  std::vector<Record> all;
  for (std::uint16_t i = 0; i < 7; ++i) {
    all.push_back(test_record(ada, i, "r"));
    append(store(), ada, {all.back()});
    append(store(), ben, {test_record(ben, i, "between")});
  }
  const Position head = read_all(store(), ada).head;
  for (std::size_t most = 1; most <= all.size() + 1; ++most) {
    SCOPED_TRACE(most);
    std::vector<Record> got;
    Position after = 0;
    for (std::size_t pages = 0; after != head && pages <= all.size(); ++pages) {
      const auto page = store().read(ada, after, most);
      ASSERT_TRUE(page.has_value()) << page.error().what;
      EXPECT_LE(page->records.size(), most);
      EXPECT_EQ(page->head, head);
      EXPECT_GT(page->next, after);
      got.insert(got.end(), page->records.begin(), page->records.end());
      after = page->next;
    }
    EXPECT_EQ(got, all);
  }
  EXPECT_EQ(store().read(ada, head, 1)->next, head);
}

TEST_P(StoreContract, MergesWhereverTheJournalEnds) {
  const Record first = test_record(ada, 1, "first");
  const Record second = test_record(ada, 2, "second");
  const Record third = test_record(ada, 3, "third");
  Record forged = first;
  forged.bytes = "same id, other bytes";
  EXPECT_EQ(store().merge(ada, std::vector{first, second, first}), 2U);
  const Position head = read_all(store(), ada).head;
  EXPECT_EQ(store().merge(ada, std::vector{second, forged}), 0U);
  EXPECT_EQ(store().merge(ada, {}), 0U);
  EXPECT_EQ(read_all(store(), ada).head, head);
  EXPECT_EQ(store().merge(ada, std::vector{forged, third}), 1U);
  EXPECT_EQ(read_all(store(), ada).records, (std::vector{first, second, third}));
}

TEST_P(StoreContract, MergingIsSetUnion) {
  const Record first = test_record(ada, 1, "first");
  const Record second = test_record(ada, 2, "second");
  Record forged = first;
  forged.bytes = "same id, other bytes";
  forged.at.ms += 5;

  struct Case {
    std::string_view name;
    std::vector<Record> added;
    std::vector<Record> want;
  };
  const Case cases[] = {
      {"twice in one call", {first, first}, {first}},
      {"again later", {first}, {first}},
      {"again with other bytes", {forged}, {first}},
      {"old and new together", {first, second, forged}, {first, second}},
  };
  for (const auto& [name, added, want] : cases) {
    SCOPED_TRACE(name);
    const Position head = append(store(), ada, added);
    EXPECT_EQ(read_all(store(), ada).records, want);
    EXPECT_EQ(read_all(store(), ada).head, head);
  }
}

TEST_P(StoreContract, RepeatingAnAppendMovesNothing) {
  const std::vector<Record> records = {test_record(ada, 1, "a"), test_record(ada, 2, "b")};
  const Position head = append(store(), ada, records);
  EXPECT_EQ(append(store(), ada, records), head);
}

TEST_P(StoreContract, EmptyAppendMovesNothing) {
  EXPECT_EQ(store().append(ada, 0, {}), 0);
  const Position head = append(store(), ada, {test_record(ada, 1, "a")});
  EXPECT_EQ(store().append(ada, head, {}), head);
  EXPECT_EQ(store().append(ada, 0, {}).error().code, Errc::conflict);
}

TEST_P(StoreContract, RefusesToAppendAfterAnotherEnd) {
  const Position first = append(store(), ada, {test_record(ada, 1, "a")});
  const Position second = append(store(), ada, {test_record(ada, 2, "b")});
  append(store(), ben, {test_record(ben, 3, "of somebody else")});
  const Page before = read_all(store(), ada);

  for (const Position expected : {Position{0}, first, second + 1, Position{-1}}) {
    SCOPED_TRACE(expected);
    const std::vector<Record> records = {test_record(ada, 4, "c")};
    const auto head = store().append(ada, expected, records);
    ASSERT_FALSE(head.has_value());
    EXPECT_EQ(head.error().code, Errc::conflict);
    EXPECT_EQ(head.error().what.find('\n'), std::string::npos);
    EXPECT_EQ(read_all(store(), ada).records, before.records);
    EXPECT_EQ(read_all(store(), ada).head, second);
  }
}

TEST_P(StoreContract, KeepsPersonsApart) {
  // The same id may turn up in two journals: a store does not mix them.
  const Record of_ada = test_record(ada, 1, "of Ada");
  const Record of_ben = test_record(ben, 1, "of Ben");
  append(store(), ada, {of_ada});
  append(store(), ben, {of_ben});
  EXPECT_EQ(read_all(store(), ada).records, std::vector{of_ada});
  EXPECT_EQ(read_all(store(), ben).records, std::vector{of_ben});
}

TEST_P(StoreContract, TogetherEachIsAllOrNothingByItself) {
  const Position head = append(store(), ada, {test_record(ada, 1, "a")});
  const std::vector<Record> second = {test_record(ada, 2, "b"), test_record(ada, 3, "c")};
  const std::vector<Record> refused = {test_record(ada, 4, "too late")};
  const std::vector<Record> of_ben = {test_record(ben, 5, "of Ben")};
  const std::vector<Record> third = {test_record(ada, 6, "d"), second[0]};
  const auto done = store().together([&] {
    EXPECT_EQ(store().merge(ada, second), 2U);
    EXPECT_EQ(read_all(store(), ada).records.size(), 3U) << "what is done is seen";
    EXPECT_EQ(store().append(ada, head, refused).error().code, Errc::conflict);
    EXPECT_EQ(store().settle("device", "d1"), "d1");
    EXPECT_EQ(store().settle("device", "d2"), "d1");
    EXPECT_EQ(store().merge(ben, of_ben), 1U);
    EXPECT_EQ(store().merge(ada, third), 1U);
  });
  ASSERT_TRUE(done.has_value()) << done.error().what;
  rig_->reopen();
  EXPECT_EQ(read_all(store(), ada).records,
            (std::vector{test_record(ada, 1, "a"), second[0], second[1], third[0]}));
  EXPECT_EQ(read_all(store(), ben).records, of_ben);
  EXPECT_EQ(setting_of(store(), "device"), "d1");
  EXPECT_EQ(store().verify(), std::vector<std::string>());
}

TEST_P(StoreContract, NothingTogetherIsNothing) {
  const Position head = append(store(), ada, {test_record(ada, 1, "a")});
  EXPECT_TRUE(store().together([] {}).has_value());
  EXPECT_EQ(read_all(store(), ada).head, head);
  EXPECT_EQ(append(store(), ada, {test_record(ada, 1, "a")}), head) << "it goes on as before";
}

TEST_P(StoreContract, SomeThingsAreNotDoneTogether) {
  EXPECT_DEATH((void)store().together([&] { (void)store().erase(ada); }), "");
  EXPECT_DEATH((void)store().together([&] { (void)store().together([] {}); }), "");
}

TEST_P(StoreContract, ErasingForgetsOnePersonOnly) {
  const Record of_ben = test_record(ben, 2, "of Ben");
  append(store(), ada, {test_record(ada, 1, "of Ada")});
  const Position head_of_ben = append(store(), ben, {of_ben});
  ASSERT_TRUE(store().settle("device", "d1").has_value());

  ASSERT_TRUE(store().erase(ada).has_value());
  EXPECT_TRUE(read_all(store(), ada).records.empty());
  EXPECT_EQ(read_all(store(), ben).records, std::vector{of_ben});
  EXPECT_EQ(read_all(store(), ben).head, head_of_ben);
  EXPECT_EQ(setting_of(store(), "device"), "d1");
  EXPECT_EQ(store().verify(), std::vector<std::string>());

  ASSERT_TRUE(store().erase(ada).has_value()) << "erasing nobody is no fault";
}

TEST_P(StoreContract, PositionsNeverGoBack) {
  const Record record = test_record(ada, 1, "a");
  Position last = append(store(), ada, {record});
  for (int round = 0; round < 3; ++round) {
    SCOPED_TRACE(round);
    ASSERT_TRUE(store().erase(ada).has_value());
    EXPECT_EQ(read_all(store(), ada).head, 0);
    if (round == 1) {
      rig_->reopen();
    }
    const Position next = append(store(), ada, {record});
    EXPECT_GT(next, last);
    last = next;
  }
}

TEST_P(StoreContract, TheFirstSettingHolds) {
  struct Case {
    std::string_view name;
    std::string key;
    std::string value;
    std::string want;
  };
  const Case cases[] = {
      {"first", "device", "d1", "d1"},
      {"the same again", "device", "d1", "d1"},
      {"too late", "device", "d2", "d1"},
      {"another name", "person", "p1", "p1"},
      {"names are told apart by case", "Device", "d3", "d3"},
      {"zero bytes", std::string("a\0b", 3), std::string("\0v", 2), std::string("\0v", 2)},
      {"the name up to a zero byte is another one", "a", "plain", "plain"},
      {"an empty value is a value", "empty", "", ""},
      {"an empty name", "", "nameless", "nameless"},
  };
  for (const auto& [name, key, value, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(store().settle(key, value), want);
    EXPECT_EQ(setting_of(store(), key), want);
  }
  rig_->reopen();
  for (const auto& [name, key, value, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(setting_of(store(), key), want);
  }
}

TEST_P(StoreContract, ManyRecordsAtOnce) {
  std::vector<Record> want;
  for (std::uint16_t i = 0; i < 3000; ++i) {
    want.push_back(test_record(ada, i, std::string(i % 97U, static_cast<char>('a' + i % 26))));
  }
  append(store(), ada, want);
  EXPECT_TRUE(read_all(store(), ada).records == want);
  EXPECT_EQ(store().verify(), std::vector<std::string>());
}

TEST_P(StoreContract, AppendingToTheWrongJournalIsAMistakeOfOurs) {
  const std::vector<Record> records = {test_record(ben, 1, "of Ben")};
  EXPECT_DEATH((void)store().append(ada, 0, records), "");
  EXPECT_DEATH((void)store().merge(ada, records), "");
}

/// A store as simple as it can be thought, to compare with.
struct Model {
  std::map<Uuid, std::vector<Record>> journals;
  std::map<std::string, std::string> settings;

  void append(const Record& record) {
    std::vector<Record>& journal = journals[record.person];
    const auto same = [&](const Record& known) { return known.id == record.id; };
    if (std::ranges::none_of(journal, same)) {
      journal.push_back(record);
    }
  }
};

/// One step of a random walk through everything a store can do, taken by store and model alike.
void step(StoreRig& rig, Model& model, SplitMix64& chance) {
  const Uuid person = test_person(static_cast<std::uint8_t>(chance.below(3)));
  const std::uint64_t what = chance.below(20);
  if (what == 0) {
    ASSERT_TRUE(rig.store().erase(person).has_value());
    model.journals.erase(person);
  } else if (what == 1) {
    rig.reopen();
  } else if (what < 5) {
    const std::string name = "name " + std::to_string(chance.below(4));
    const std::string value = std::to_string(chance.below(100));
    const auto held = model.settings.emplace(name, value).first;
    ASSERT_EQ(rig.store().settle(name, value), held->second);
  } else {
    std::vector<Record> records;
    for (std::uint64_t left = chance.below(5); left > 0; --left) {
      const auto number = static_cast<std::uint16_t>(chance.below(40));
      records.push_back(test_record(person, number, std::string(chance.below(3000), 'r')));
      model.append(records.back());
    }
    append(rig.store(), person, records);
  }
}

TEST_P(StoreContract, DoesWhatTheModelDoes) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    rig_ = GetParam().make();
    Model model;
    SplitMix64 chance(seed);
    for (int i = 0; i < 100 && !HasFatalFailure(); ++i) {
      step(*rig_, model, chance);
      for (std::uint8_t number = 0; number < 3; ++number) {
        const Uuid person = test_person(number);
        ASSERT_TRUE(read_all(store(), person).records == model.journals[person]);
      }
    }
    EXPECT_EQ(store().verify(), std::vector<std::string>());
  }
}

}  // namespace
}  // namespace lissom
