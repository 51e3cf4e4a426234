#pragma once
/// A journal in memory: the events of one person in the one order that every device agrees on.

#include <span>
#include <string>
#include <vector>

#include "core/journal/event.h"
#include "core/journal/record.h"

namespace lissom {

/// A record that could not be read. It stays in the store and in exports.
struct JournalFault {
  Uuid id;
  std::string what;
};

/// Events ordered by (at, id), each once; and what could not be read.
struct Journal {
  std::vector<Event> events;
  std::vector<JournalFault> faults;
};

/// Reads records in any order. Never fails as a whole: a damaged record is a fault, the others are
/// events.
[[nodiscard]] Journal read_journal(std::span<const Record> records);

/// Adds events to a journal: set union by id, then the order of (at, id), with what was written
/// under a wrong clock where a ClockCorrected has put it. Any order of arrival gives the same
/// journal.
void merge(Journal& journal, std::span<const Event> events);

}  // namespace lissom
