#pragma once
/// Journals in memory: gone with the program. Also the model of what a store is, short enough to be
/// read whole.

#include <map>
#include <set>

#include "stores/port/store.h"

namespace lissom {

/// A store without a disk. Positions count up across all persons and are never used twice.
class MemoryStore final : public Store {
 public:
  [[nodiscard]] Result<Page> read(const Uuid& person, Position after, std::size_t most) override;
  [[nodiscard]] Result<Position> append(const Uuid& person, Position expected,
                                        std::span<const Record> records) override;
  [[nodiscard]] Result<std::size_t> merge(const Uuid& person,
                                          std::span<const Record> records) override;
  [[nodiscard]] Result<void> together(const std::function<void()>& work) override;
  [[nodiscard]] Result<void> erase(const Uuid& person) override;
  [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view name) override;
  [[nodiscard]] Result<std::string> settle(std::string_view name, std::string_view value) override;
  [[nodiscard]] Result<std::vector<std::string>> verify() override;

  /// Lets the `nth` write from now on fail, 1 being the next, as a disk would; 0 takes it back. For
  /// tests.
  void fail_write(int nth) { writes_to_failure_ = nth; }
  [[nodiscard]] bool failure_is_pending() const { return writes_to_failure_ > 0; }

 private:
  struct Journal {
    std::vector<Record> records;
    std::vector<Position> positions;  ///< of `records`, ascending
    std::set<Uuid> ids;               ///< of `records`

    [[nodiscard]] Position head() const { return positions.empty() ? 0 : positions.back(); }
    void add(const Record& record, Position at);
    void cut_back(std::size_t size);
  };

  /// Stands for one write to a disk.
  [[nodiscard]] Result<void> write();

  std::map<Uuid, Journal> journals_;
  std::map<std::string, std::string, std::less<>> settings_;
  Position last_ = 0;
  int writes_to_failure_ = 0;
  bool is_together_ = false;
};

}  // namespace lissom
