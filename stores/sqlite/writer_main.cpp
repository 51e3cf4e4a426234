/// For tests: a process that writes to a store until it has written enough or is killed.
///
///     store_sqlite_writer PATH NUMBER COUNT
///
/// Appends COUNT records of person NUMBER % 2, one by one, and prints the id of each when, and only
/// when, the store has acknowledged it. NUMBER makes the ids of one process different from those of
/// another. Every third record is followed by an erasure of a third person, who is filled up again.

#include <cstdlib>
#include <iostream>
#include <string>

#include "stores/sqlite/sqlite_store.h"

namespace lissom {
namespace {

/// Appends, as often as somebody else was faster.
Result<void> append(Store& store, const Record& record) {
  Position expected = 0;
  for (;;) {
    const auto head = store.append(record.person, expected, {&record, 1});
    if (head) {
      return {};
    }
    if (head.error().code != Errc::conflict) {
      return tl::unexpected(head.error());
    }
    // The head as read may be old again by the time we append: then we come back here.
    const auto page = store.read(record.person, expected, all_records);
    if (!page) {
      return tl::unexpected(page.error());
    }
    expected = page->head;
  }
}

Result<void> write(Store& store, std::uint8_t number, std::uint64_t count) {
  SplitMix64 chance(number);
  Record record;
  record.person.bytes[0] = number % 2;
  Record passing;
  passing.person.bytes[0] = 0xEE;
  passing.bytes = "here for a moment";
  for (std::uint64_t i = 0; i < count; ++i) {
    record.at.ms = static_cast<std::int64_t>(i);
    record.id = passing.id = uuid_v7(record.at, chance);
    record.id.bytes[6] = passing.id.bytes[6] = number;
    record.bytes = std::string(chance.below(2000), 'w');
    auto done = append(store, record);
    if (!done) {
      return done;
    }
    std::cout << to_string(record.id) << std::endl;
    done = append(store, passing);
    if (done && i % 3 == 2) {
      done = store.erase(passing.person);
    }
    if (!done) {
      return done;
    }
  }
  return {};
}

}  // namespace
}  // namespace lissom

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: store_sqlite_writer PATH NUMBER COUNT\n";
    return 2;
  }
  const auto number = static_cast<std::uint8_t>(std::strtoul(argv[2], nullptr, 10));
  const std::uint64_t count = std::strtoull(argv[3], nullptr, 10);
  // Patient, so that no test depends on how fast the machine is.
  const auto done =
      lissom::SqliteStore::open(argv[1], {.lock_wait_ms = 60'000}).and_then([&](auto&& store) {
        return lissom::write(*store, number, count);
      });
  if (!done) {
    std::cerr << done.error().what << '\n';
    return 1;
  }
  return 0;
}
