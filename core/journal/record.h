#pragma once
/// What a store keeps: the bytes of one event, and the little about it that a store may look at.

#include <string>

#include "core/base/date.h"
#include "core/base/uuid.h"

namespace lissom {

/// One event as a store sees it. A store moves records; only `core/journal` understands `bytes`.
struct Record {
  Uuid id;            ///< of the event; two records with the same id are the same event
  Uuid person;        ///< whose journal it belongs to
  Instant at;         ///< when it happened
  std::string bytes;  ///< docs/formats/journal.md

  friend bool operator==(const Record&, const Record&) = default;
};

}  // namespace lissom
