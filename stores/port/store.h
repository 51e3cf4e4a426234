#pragma once
/// Where journals lie: the interface that every store keeps, with the promises that the contract
/// suite checks.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/journal/record.h"

namespace lissom {

/// How far a journal has been read: the number of its last record in order of arrival, 0 before the
/// first. It never goes back, and a record once at a place stays there.
using Position = std::int64_t;

/// For `Store::read`: as many as there are.
constexpr std::size_t all_records = std::numeric_limits<std::size_t>::max();

/// Records in order of arrival, how far they go, and where the journal ends.
struct Page {
  std::vector<Record> records;
  Position next =
      0;  ///< read on from here: the position of the last record, `head` if none is left
  Position head = 0;
};

/// A place for journals. Every call either does all it says or nothing, also when the power fails
/// in the middle; what it has acknowledged is durable. Safe to use from several processes at once,
/// not from several threads.
class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  /// The records of `person` after position `after`, in order of arrival, `most` of them at most.
  /// @return io if the store cannot be read, damaged if the store itself is broken (a damaged
  /// record is
  ///   handed on as it is: the journal deals with it)
  [[nodiscard]] virtual Result<Page> read(const Uuid& person, Position after, std::size_t most) = 0;

  /// Adds records of `person` at the end, all or none. Records whose id is there already are left
  /// as they are (merging is set union).
  /// @param expected  where the caller believes the journal ends; conflict if it does not, and
  /// nothing is stored
  /// @return the new head
  [[nodiscard]] virtual Result<Position> append(const Uuid& person, Position expected,
                                                std::span<const Record> records) = 0;

  /// Adds records of `person` at the end, wherever that is: all or none, set union as above.
  /// @return how many were not there yet
  [[nodiscard]] virtual Result<std::size_t> merge(const Uuid& person,
                                                  std::span<const Record> records) = 0;

  /// Makes the changes of `work`, which calls the functions of this store, durable with one wait
  /// for the disk. Each of them sees what those before it did; one that is refused takes nothing
  /// from the others. Until it ends no other process changes the store.
  /// @pre `work` calls neither `erase` nor this
  /// @return on a fault, which one of the calls may have met half-way, nothing of it is stored,
  ///   whatever they have answered; `work` has not been called if the store could not be had
  [[nodiscard]] virtual Result<void> together(const std::function<void()>& work) = 0;

  /// Forgets everything about `person`, beyond recovery from the store's own files.
  [[nodiscard]] virtual Result<void> erase(const Uuid& person) = 0;

  /// A small setting of this store (who this device is), or nothing.
  [[nodiscard]] virtual Result<std::optional<std::string>> setting(std::string_view name) = 0;
  /// Sets it if it is not set yet. @return the value that holds now, ours or the one that was there
  /// first
  [[nodiscard]] virtual Result<std::string> settle(std::string_view name,
                                                   std::string_view value) = 0;

  /// Looks the whole store over. @return what is wrong, a line each; empty if all is well
  [[nodiscard]] virtual Result<std::vector<std::string>> verify() = 0;
};

}  // namespace lissom
