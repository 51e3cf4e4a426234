#pragma once
/// The record as browsers share it: handed out in order of arrival, taken in as a set union.

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "stores/port/store.h"

namespace lissom::server {

/// A page of the record for somebody who has read on to a position.
struct Part {
  std::optional<Uuid> person;   ///< nothing while the record is empty
  std::vector<Record> records;  ///< in order of arrival
  Position next = 0;            ///< ask again from here
  bool has_more = false;
};

/// What one request brings.
struct Sent {
  Uuid person;
  std::vector<Record> records;
};

struct Merged {
  std::size_t stored = 0;   ///< were not there yet
  std::size_t already = 0;  ///< were
};

/// The record in a folder. Its file is created by the first records that are stored.
class SharedRecord {
 public:
  explicit SharedRecord(const std::filesystem::path& folder) : path_(folder / "record.db") {}

  /// Looks whether the record can be used, if there is one.
  [[nodiscard]] Result<void> check() { return open_if_there(); }

  [[nodiscard]] Result<std::optional<Uuid>> person();
  /// The records after a position, `most` at most. From a position beyond the end, which this
  /// record cannot have told (it was put back from a copy), from the beginning.
  [[nodiscard]] Result<Part> read(Position after, std::size_t most);
  /// Takes in what requests bring, one after the other, with one wait for the disk: each all or
  /// none, and none the worse for a fault of another. An empty record becomes that of the first.
  /// @pre the records of each are of its person
  /// @return for each, when that is durable, what became of it: conflict, with what to do about it,
  ///   if the record is another person's, or if it was erased here: what was erased does not come
  ///   back by itself
  [[nodiscard]] std::vector<Result<Merged>> merge(std::span<const Sent> sent);

 private:
  [[nodiscard]] Result<void> open_if_there();
  [[nodiscard]] Result<void> open();
  [[nodiscard]] std::vector<Result<Merged>> merge_apart(std::span<const Sent> sent);
  [[nodiscard]] Result<Merged> merge_one(const Sent& sent, Result<std::vector<Uuid>>& owners);
  void take_back_erased(std::span<const Sent> sent, std::vector<Result<Merged>>& merged);
  [[nodiscard]] Result<void> check_may_take_over(const Uuid& person,
                                                 const std::vector<Uuid>& owners);
  [[nodiscard]] Result<void> take_over(const Uuid& person, const std::vector<Uuid>& owners);

  std::filesystem::path path_;
  std::unique_ptr<Store> store_;  ///< nothing until there is a file
};

}  // namespace lissom::server
