#include "core/journal/journal.h"

#include <algorithm>
#include <tuple>

#include "core/journal/codec.h"

namespace lissom {
namespace {

bool before(const Event& a, const Event& b) {
  return std::tie(a.at, a.id) < std::tie(b.at, b.id);
}

}  // namespace

Journal read_journal(std::span<const Record> records) {
  Journal journal;
  journal.events.reserve(records.size());
  for (const Record& record : records) {
    Result<Event> event = decode(record.bytes);
    if (!event) {
      journal.faults.push_back({record.id, event.error().what});
    } else if (event->id != record.id || event->person != record.person) {
      journal.faults.push_back({record.id, "the record is filed under another id"});
    } else {
      journal.events.push_back(*std::move(event));
    }
  }
  merge(journal, {});
  return journal;
}

void merge(Journal& journal, std::span<const Event> events) {
  journal.events.insert(journal.events.end(), events.begin(), events.end());
  if (!std::is_sorted(journal.events.begin(), journal.events.end(), before)) {
    std::stable_sort(journal.events.begin(), journal.events.end(), before);
  }
  const auto same = [](const Event& a, const Event& b) { return a.id == b.id; };
  journal.events.erase(std::unique(journal.events.begin(), journal.events.end(), same), journal.events.end());
}

}  // namespace lissom
