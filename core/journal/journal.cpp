#include "core/journal/journal.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "core/journal/codec.h"

namespace lissom {
namespace {

/// By (at, id). Bytes decide only between two different events that a broken device gave the same
/// id.
bool before(const Event& a, const Event& b) {
  if (a.at == b.at && a.id == b.id) {
    return encode(a) < encode(b);
  }
  return std::tie(a.at, a.id) < std::tie(b.at, b.id);
}

/// Whether two events share an id. Ids of one device ascend with time, so they are nearly sorted.
bool has_twins(std::span<const Event> events) {
  std::vector<Uuid> ids;
  ids.reserve(events.size());
  for (const Event& event : events) {
    ids.push_back(event.id);
  }
  std::sort(ids.begin(), ids.end());
  return std::adjacent_find(ids.begin(), ids.end()) != ids.end();
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
  // Of events with the same id the first stays, wherever the others are.
  if (has_twins(journal.events)) {
    std::set<Uuid> ids;
    std::erase_if(journal.events, [&](const Event& event) { return !ids.insert(event.id).second; });
  }
}

}  // namespace lissom
