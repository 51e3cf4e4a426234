#pragma once
/// The core with a store, a clock and chance around it: what is answered is stored before it is
/// handed on.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/api/answer.h"
#include "shells/cli/clock.h"
#include "stores/port/store.h"

namespace lissom::cli {

struct HostOptions {
  std::filesystem::path folder;          ///< of the record
  std::optional<LocalMoment> at;         ///< a moment other than now
  const Catalogue* catalogue = nullptr;  ///< must outlive the host
};

/// What an import did.
struct Merged {
  std::size_t records = 0;      ///< in the file
  std::size_t new_records = 0;  ///< that were not there yet
};

/// One person's record on this machine. The file is created by the first thing that is stored, so
/// that looking at a plan leaves no trace.
class Host {
 public:
  /// @return what the store says if it is there but cannot be used
  [[nodiscard]] static Result<Host> open(const HostOptions& options);

  /// Asks the core, and stores the events that follow. If another program has written meanwhile,
  /// the core is asked again with the new record.
  /// @return the core's fault, or the store's; nothing was stored then
  [[nodiscard]] Result<Outcome> ask(const Json& request);

  /// Makes sure that there is a store, before somebody answers forty questions for nothing.
  [[nodiscard]] Result<void> prepare();

  /// Moves a given moment on, as a session does that takes its time.
  void pass(std::int64_t ms) { clock_.pass(ms); }

  /// All records in order of arrival, damaged ones included.
  [[nodiscard]] Result<std::vector<Record>> records();
  /// Adds records (set union). An empty record becomes that of the person they belong to.
  /// @pre all are of one person
  /// @return bad_input if this record is another person's
  [[nodiscard]] Result<Merged> merge_records(const std::vector<Record>& records);
  /// What is wrong with the store or with records in it, a line each.
  [[nodiscard]] Result<std::vector<std::string>> verify();
  /// Forgets the record and who it was about.
  [[nodiscard]] Result<void> erase();

 private:
  Host(const HostOptions& options, const Identity& identity)
      : path_(options.folder / "record.db"),
        clock_(options.at),
        catalogue_(options.catalogue),
        identity_(identity),
        tally_(*options.catalogue) {}

  [[nodiscard]] Result<void> open_store();
  /// Looks who this is about and which device this is. What is not settled keeps its new id.
  [[nodiscard]] Result<void> find_identity();
  /// Settles who this is about from now on.
  [[nodiscard]] Result<void> begin_person(const Uuid& person);
  /// Reads what has arrived since the last time.
  [[nodiscard]] Result<void> catch_up();
  [[nodiscard]] Result<Moment> moment() const;
  /// @return conflict if the core must be asked again
  [[nodiscard]] Result<void> append(const std::vector<Record>& records);
  [[nodiscard]] Result<void> adopt(const Uuid& person);

  std::filesystem::path path_;
  Clock clock_;
  const Catalogue* catalogue_;
  std::unique_ptr<Store> store_;  ///< nothing until there is a file
  Identity identity_;
  std::size_t persons_ = 0;  ///< settled in this store, one after the other; the last one counts
  Tally tally_;
  Position head_ = 0;
};

}  // namespace lissom::cli
