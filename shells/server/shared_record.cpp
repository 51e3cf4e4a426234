#include "shells/server/shared_record.h"

#include <algorithm>
#include <system_error>

#include "stores/port/owner.h"
#include "stores/sqlite/sqlite_store.h"

namespace lissom::server {
namespace {

tl::unexpected<Fault> is_of_another() {
  return fail(Errc::conflict,
              "this folder keeps the record of another person; to keep both, start a server of "
              "its own for this one: lissom serve --data DIR --port N");
}

tl::unexpected<Fault> was_erased() {
  return fail(Errc::conflict,
              "this record was erased here; erase it in this browser too, or bring it back on "
              "purpose: export it in the app, then lissom import FILE");
}

bool has_owner(const std::vector<Uuid>& owners, const Uuid& person) {
  return !owners.empty() && owners.back() == person;
}

}  // namespace

Result<void> SharedRecord::open() {
  if (store_ != nullptr) {
    return {};
  }
  auto store = SqliteStore::open(path_, {});
  if (!store) {
    return tl::unexpected(store.error());
  }
  store_ = std::move(*store);
  return {};
}

Result<void> SharedRecord::open_if_there() {
  std::error_code error;
  // What cannot be looked at is left to the store, which says why.
  const bool is_there = std::filesystem::exists(path_, error) || error;
  return is_there ? open() : Result<void>{};
}

Result<std::optional<Uuid>> SharedRecord::person() {
  return read(0, 1).transform([](const Part& part) { return part.person; });
}

Result<Part> SharedRecord::read(Position after, std::size_t most) {
  if (auto opened = open_if_there(); !opened) {
    return tl::unexpected(opened.error());
  }
  if (store_ == nullptr) {
    return Part{};
  }
  const auto owners = owners_of(*store_);
  if (!owners) {
    return tl::unexpected(owners.error());
  }
  if (owners->empty()) {
    return Part{};
  }
  auto page = store_->read(owners->back(), after, most);
  if (page && page->head < after) {
    page = store_->read(owners->back(), 0, most);
  }
  return page.transform([&](Page& read) {
    return Part{.person = read.head == 0 ? std::nullopt : std::optional(owners->back()),
                .records = std::move(read.records),
                .next = read.next,
                .has_more = read.next < read.head};
  });
}

Result<Merged> SharedRecord::merge(const Uuid& person, std::span<const Record> records) {
  if (auto opened = open(); !opened) {
    return tl::unexpected(opened.error());
  }
  const auto owners = owners_of(*store_);
  if (!owners) {
    return tl::unexpected(owners.error());
  }
  if (!has_owner(*owners, person)) {
    auto taken = check_may_take_over(person, *owners);
    if (taken && !records.empty()) {
      taken = take_over(person, *owners);
    }
    if (!taken || records.empty()) {
      return taken.transform([] { return Merged{}; });
    }
  }
  const auto stored = store_->merge(person, records);
  const auto owners_now = stored ? owners_of(*store_) : tl::unexpected(stored.error());
  if (!owners_now) {
    return tl::unexpected(owners_now.error());
  }
  if (!has_owner(*owners_now, person)) {
    // Erased in this very moment by another program: then nothing of it may stay.
    const auto erased = store_->erase(person);
    return erased ? Result<Merged>(was_erased()) : tl::unexpected(erased.error());
  }
  return Merged{.stored = *stored, .already = records.size() - *stored};
}

Result<void> SharedRecord::check_may_take_over(const Uuid& person,
                                               const std::vector<Uuid>& owners) {
  if (std::ranges::find(owners, person) != owners.end()) {
    return was_erased();
  }
  if (owners.empty()) {
    return {};
  }
  return store_->read(owners.back(), 0, 1).and_then([](const Page& page) {
    return page.head == 0 ? Result<void>{} : is_of_another();
  });
}

Result<void> SharedRecord::take_over(const Uuid& person, const std::vector<Uuid>& owners) {
  return settle_owner(*store_, owners.size(), person)
      .and_then([&](const std::vector<Uuid>& settled) {
        return has_owner(settled, person) ? Result<void>{} : is_of_another();
      });
}

}  // namespace lissom::server
