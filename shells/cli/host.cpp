#include "shells/cli/host.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "core/journal/codec.h"
#include "stores/port/owner.h"
#include "stores/sqlite/sqlite_store.h"

namespace lissom::cli {
namespace {

/// How often the core is asked again before we give up against other writers.
constexpr int most_tries = 5;
/// Commands given for the same moment follow each other by a millisecond, so that the record keeps
/// their order. Convention.
constexpr std::int64_t same_moment_ms = 60'000;
constexpr const char* device_setting = "device";

Result<Uuid> new_id(const LocalMoment& now) {
  return draw_seed().transform([&](std::uint64_t seed) {
    SplitMix64 chance(seed);
    return uuid_v7(now.at, chance);
  });
}

std::vector<Record> records_of(const std::vector<Event>& events) {
  std::vector<Record> records;
  records.reserve(events.size());
  for (const Event& event : events) {
    records.push_back(to_record(event));
  }
  return records;
}

bool is_there(const std::filesystem::path& path) {
  std::error_code error;
  // What cannot be looked at is left to the store, which says why.
  return std::filesystem::exists(path, error) || error;
}

}  // namespace

Result<Host> Host::open(const HostOptions& options) {
  const LocalMoment now = Clock(options.at).now();
  const auto person = new_id(now);
  const auto device = new_id(now);
  if (!person || !device) {
    return tl::unexpected(person ? device.error() : person.error());
  }
  Host host(options, {.person = *person, .device = *device});
  if (!is_there(host.path_)) {
    return host;
  }
  const auto ready = host.open_store().and_then([&] { return host.find_identity(); });
  if (!ready) {
    return tl::unexpected(ready.error());
  }
  return host;
}

Result<void> Host::open_store() {
  auto store = SqliteStore::open(path_, {});
  if (!store) {
    return tl::unexpected(store.error());
  }
  store_ = std::move(*store);
  return {};
}

Result<void> Host::prepare() {
  return store_ == nullptr ? open_store() : Result<void>{};
}

Result<void> Host::find_identity() {
  const Uuid before = identity_.person;
  const auto owners = owners_of(*store_);
  if (!owners) {
    return tl::unexpected(owners.error());
  }
  persons_ = owners->size();
  identity_.person = owners->empty() ? before : owners->back();
  if (identity_.person != before) {
    tally_ = Tally(*catalogue_);
    head_ = 0;
  }
  const auto device = id_setting(*store_, device_setting);
  if (!device) {
    return tl::unexpected(device.error());
  }
  identity_.device = device->value_or(identity_.device);
  return {};
}

Result<void> Host::begin_person(const Uuid& person) {
  if (const auto settled = settle_owner(*store_, persons_, person); !settled) {
    return tl::unexpected(settled.error());
  }
  return find_identity();
}

Result<void> Host::catch_up() {
  if (store_ == nullptr) {
    return {};
  }
  const auto page = store_->read(identity_.person, head_, all_records);
  if (!page) {
    return tl::unexpected(page.error());
  }
  if (!page->records.empty()) {
    tally_.add(read_journal(page->records));
  }
  head_ = page->head;
  return {};
}

Result<Moment> Host::moment() const {
  const LocalMoment now = clock_.now();
  const auto seed = draw_seed();
  if (!seed) {
    return tl::unexpected(seed.error());
  }
  Moment moment{.now = now.at, .utc_offset_min = now.utc_offset_min, .seed = *seed};
  const std::vector<Event>& events = tally_.journal().events;
  if (!events.empty()) {
    const std::int64_t last_ms = events.back().at.ms;
    const bool is_same = now.at.ms <= last_ms && last_ms - now.at.ms < same_moment_ms;
    moment.now.ms = is_same ? last_ms + 1 : now.at.ms;
  }
  return moment;
}

Result<Outcome> Host::ask(const Json& request) {
  for (int tries = 0; tries < most_tries; ++tries) {
    if (const auto read = catch_up(); !read) {
      return tl::unexpected(read.error());
    }
    const auto now = moment();
    if (!now) {
      return tl::unexpected(now.error());
    }
    auto outcome = answer(tally_, request, *now, identity_, *catalogue_);
    if (!outcome || outcome->events.empty()) {
      return outcome;
    }
    const auto stored = append(records_of(outcome->events));
    if (stored) {
      return outcome;
    }
    if (stored.error().code != Errc::conflict) {
      return tl::unexpected(stored.error());
    }
  }
  return fail(Errc::io, "other programs keep writing to the record; nothing was stored, try again");
}

Result<void> Host::append(const std::vector<Record>& records) {
  if (auto opened = prepare(); !opened) {
    return opened;
  }
  const Identity before = identity_;
  auto ready = find_identity();
  if (ready && persons_ == 0) {
    ready = begin_person(identity_.person);
  }
  const auto device =
      ready.and_then([&] { return store_->settle(device_setting, to_string(identity_.device)); });
  if (!device) {
    return tl::unexpected(device.error());
  }
  if (identity_.person != before.person || *device != to_string(before.device)) {
    return fail(Errc::conflict, "another program has begun the record");
  }
  const auto stored = store_->append(identity_.person, head_, records);
  return stored ? Result<void>{} : tl::unexpected(stored.error());
}

Result<std::vector<Record>> Host::records() {
  if (store_ == nullptr) {
    return std::vector<Record>{};
  }
  return store_->read(identity_.person, 0, all_records).transform([](lissom::Page page) {
    return std::move(page.records);
  });
}

Result<void> Host::adopt(const Uuid& person) {
  if (person == identity_.person) {
    return {};
  }
  if (head_ != 0) {
    return bad_input(
        "the file is the record of another person than the one kept here; to keep "
        "both, import it into a folder of its own with --data DIR");
  }
  if (auto opened = prepare(); !opened) {
    return opened;
  }
  return find_identity().and_then([&] { return begin_person(person); });
}

Result<Merged> Host::merge_records(const std::vector<Record>& records) {
  if (records.empty()) {
    return Merged{};
  }
  for (int tries = 0; tries < most_tries; ++tries) {
    const auto ready =
        catch_up().and_then([&] { return adopt(records.front().person); }).and_then([&] {
          return catch_up();
        });
    if (!ready) {
      return tl::unexpected(ready.error());
    }
    const auto before = this->records();
    const auto stored = before ? append(records) : tl::unexpected(before.error());
    const auto after = stored ? this->records() : tl::unexpected(stored.error());
    if (after) {
      return Merged{.records = records.size(), .new_records = after->size() - before->size()};
    }
    if (after.error().code != Errc::conflict) {
      return tl::unexpected(after.error());
    }
  }
  return fail(Errc::io, "other programs keep writing to the record; nothing was stored, try again");
}

Result<std::vector<std::string>> Host::verify() {
  if (store_ == nullptr) {
    return std::vector<std::string>{};
  }
  auto lines = store_->verify();
  if (!lines) {
    return lines;
  }
  if (const auto read = catch_up(); !read) {
    return tl::unexpected(read.error());
  }
  for (const JournalFault& fault : tally_.journal().faults) {
    lines->push_back("record " + to_string(fault.id) + ": " + fault.what);
  }
  return lines;
}

Result<void> Host::erase() {
  if (store_ == nullptr) {
    return {};
  }
  if (auto erased = store_->erase(identity_.person); !erased) {
    return erased;
  }
  const auto nobody_yet = new_id(clock_.now());
  if (!nobody_yet) {
    return tl::unexpected(nobody_yet.error());
  }
  return begin_person(*nobody_yet);
}

}  // namespace lissom::cli
