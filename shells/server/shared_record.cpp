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

std::vector<Result<Merged>> SharedRecord::merge(std::span<const Sent> sent) {
  const auto all_refused = [&](const Fault& why) {
    return std::vector<Result<Merged>>(sent.size(), tl::unexpected(why));
  };
  if (const auto opened = open(); !opened) {
    return all_refused(opened.error());
  }
  std::vector<Result<Merged>> merged;
  const auto stored = store_->together([&] {
    auto owners = owners_of(*store_);
    for (const Sent& each : sent) {
      merged.push_back(merge_one(each, owners));
    }
  });
  if (!stored && merged.size() > 1) {
    return merge_apart(sent);
  }
  if (!stored) {
    return all_refused(stored.error());
  }
  take_back_erased(sent, merged);
  return merged;
}

/// One that the disk has no room for, say, took the others with it.
std::vector<Result<Merged>> SharedRecord::merge_apart(std::span<const Sent> sent) {
  std::vector<Result<Merged>> merged;
  for (const Sent& each : sent) {
    merged.push_back(merge({&each, 1}).front());
  }
  return merged;
}

/// @param owners  whose record it is so far
Result<Merged> SharedRecord::merge_one(const Sent& sent, Result<std::vector<Uuid>>& owners) {
  if (!owners) {
    return tl::unexpected(owners.error());
  }
  if (!has_owner(*owners, sent.person)) {
    auto taken = check_may_take_over(sent.person, *owners);
    if (taken && !sent.records.empty()) {
      taken = take_over(sent.person, *owners);
      owners = owners_of(*store_);
    }
    if (!taken || sent.records.empty()) {
      return taken.transform([] { return Merged{}; });
    }
  }
  return store_->merge(sent.person, sent.records).transform([&](std::size_t stored) {
    return Merged{.stored = stored, .already = sent.records.size() - stored};
  });
}

/// What another program was erasing in this very moment: nothing of it may stay.
void SharedRecord::take_back_erased(std::span<const Sent> sent,
                                    std::vector<Result<Merged>>& merged) {
  const auto owners = owners_of(*store_);
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const bool is_stored = merged[i].has_value() && !sent[i].records.empty();
    if (is_stored && !owners) {
      merged[i] = tl::unexpected(owners.error());
    } else if (is_stored && !has_owner(*owners, sent[i].person)) {
      const auto erased = store_->erase(sent[i].person);
      merged[i] = erased ? was_erased() : tl::unexpected(erased.error());
    }
  }
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
