#include "stores/memory/memory_store.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/base/contract.h"

namespace lissom {

void MemoryStore::Journal::add(const Record& record, Position at) {
  ids.insert(record.id);
  records.push_back(record);
  positions.push_back(at);
}

void MemoryStore::Journal::cut_back(std::size_t size) {
  while (records.size() > size) {
    ids.erase(records.back().id);
    records.pop_back();
    positions.pop_back();
  }
}

Result<void> MemoryStore::write() {
  if (writes_to_failure_ > 0 && --writes_to_failure_ == 0) {
    return fail(Errc::io, "memory: this write was to fail");
  }
  return {};
}

Result<Page> MemoryStore::read(const Uuid& person, Position after, std::size_t most) {
  const auto found = journals_.find(person);
  if (found == journals_.end()) {
    return Page{};
  }
  const Journal& journal = found->second;
  const auto first = std::ranges::upper_bound(journal.positions, after);
  const auto skipped = static_cast<std::size_t>(first - journal.positions.begin());
  const std::size_t count = std::min(most, journal.records.size() - skipped);
  const auto begin = journal.records.begin() + static_cast<std::ptrdiff_t>(skipped);
  return Page{.records = {begin, begin + static_cast<std::ptrdiff_t>(count)},
              .next = count == 0 ? journal.head() : journal.positions[skipped + count - 1],
              .head = journal.head()};
}

Result<Position> MemoryStore::append(const Uuid& person, Position expected,
                                     std::span<const Record> records) {
  LISSOM_EXPECTS(std::ranges::all_of(records, [&](const Record& r) { return r.person == person; }));
  Journal& journal = journals_[person];
  if (journal.head() != expected) {
    return fail(Errc::conflict, "memory: the journal has moved on since it was read");
  }
  const std::size_t size_before = journal.records.size();
  const Position last_before = last_;
  for (const Record& record : records) {
    if (journal.ids.contains(record.id)) {
      continue;
    }
    if (const auto written = write(); !written) {
      journal.cut_back(size_before);
      last_ = last_before;
      return tl::unexpected(written.error());
    }
    journal.add(record, ++last_);
  }
  return journal.head();
}

Result<std::size_t> MemoryStore::merge(const Uuid& person, std::span<const Record> records) {
  const std::size_t before = journals_[person].records.size();
  return append(person, journals_[person].head(), records).transform([&](Position) {
    return journals_[person].records.size() - before;
  });
}

Result<void> MemoryStore::together(const std::function<void()>& work) {
  LISSOM_EXPECTS(!is_together_);
  auto before = std::tuple(journals_, settings_, last_);
  is_together_ = true;
  work();
  is_together_ = false;
  auto written = write();  // the commit
  if (!written) {
    std::tie(journals_, settings_, last_) = std::move(before);
  }
  return written;
}

Result<void> MemoryStore::erase(const Uuid& person) {
  LISSOM_EXPECTS(!is_together_);
  return write().transform([&] { journals_.erase(person); });
}

Result<std::optional<std::string>> MemoryStore::setting(std::string_view name) {
  const auto found = settings_.find(name);
  return found == settings_.end() ? std::nullopt : std::optional(found->second);
}

Result<std::string> MemoryStore::settle(std::string_view name, std::string_view value) {
  if (const auto found = settings_.find(name); found != settings_.end()) {
    return found->second;
  }
  return write().transform([&] {
    settings_.emplace(name, value);
    return std::string(value);
  });
}

Result<std::vector<std::string>> MemoryStore::verify() {
  return std::vector<std::string>{};
}

}  // namespace lissom
