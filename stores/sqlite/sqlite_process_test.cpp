// Real processes on one store: killed at any moment, and several at once.

#include <array>
#include <chrono>
#include <csignal>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/random.h"
#include "stores/port/contract_suite.h"
#include "stores/sqlite/store_checks.h"

namespace lissom {
namespace {

/// A running store_sqlite_writer, and what it has said so far.
class Writer {
 public:
  Writer(const std::filesystem::path& store, unsigned number, unsigned count) {
    std::array<int, 2> pipe{};
    EXPECT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    std::array<std::string, 4> words = {LISSOM_STORE_WRITER, store.string(), std::to_string(number),
                                        std::to_string(count)};
    std::array<char*, 5> arguments = {words[0].data(), words[1].data(), words[2].data(),
                                      words[3].data(), nullptr};
    EXPECT_EQ(::posix_spawn(&pid_, words[0].c_str(), &actions, nullptr, arguments.data(), environ),
              0);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    output_ = pipe[0];
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() {
    kill();
    (void)wait();
    ::close(output_);
  }

  void kill() const {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
    }
  }

  /// Waits until it has acknowledged something or ended.
  void wait_for_first() { listen(); }

  /// Waits for its end. @return its exit code, or minus the signal that ended it
  int wait() {
    while (listen()) {
    }
    int status = 0;
    if (pid_ > 0) {
      EXPECT_EQ(::waitpid(pid_, &status, 0), pid_);
      pid_ = 0;
    }
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
  }

  /// The ids it has acknowledged, in that order. A line cut short acknowledges nothing.
  [[nodiscard]] std::vector<Uuid> acknowledged() const {
    std::vector<Uuid> ids;
    std::istringstream in(said_.substr(0, said_.rfind('\n') + 1));
    for (std::string line; std::getline(in, line);) {
      const auto id = parse_uuid(line);
      EXPECT_TRUE(id.has_value()) << line;
      ids.push_back(id.value_or(Uuid{}));
    }
    return ids;
  }

 private:
  bool listen() {
    std::array<char, 4096> buffer{};
    const ssize_t size = ::read(output_, buffer.data(), buffer.size());
    if (size > 0) {
      said_.append(buffer.data(), static_cast<std::size_t>(size));
    }
    return size > 0;
  }

  pid_t pid_ = 0;
  int output_ = -1;
  std::string said_;
};

std::vector<Uuid> stored_ids(Store& store) {
  std::vector<Uuid> ids;
  for (const std::uint8_t number : {std::uint8_t{0}, std::uint8_t{1}}) {
    for (const Record& record : read_all(store, {.bytes = {number}}).records) {
      ids.push_back(record.id);
    }
  }
  return ids;
}

TEST(SqliteProcess, KilledAtAnyMomentLosesNothingAcknowledged) {
  constexpr std::uint64_t seed = 20261124;
  std::cout << "seed " << seed << '\n';
  SplitMix64 chance(seed);
  const ScratchFolder folder;
  const auto path = folder / "s.sqlite";
  std::vector<Uuid> acknowledged;
  for (unsigned round = 0; round < 200; ++round) {
    Writer writer(path, round, 1'000'000);
    // Half of the deaths may fall into starting up, half into writing.
    if (round % 2 == 0) {
      writer.wait_for_first();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1 + chance.below(60)));
    writer.kill();
    ASSERT_EQ(writer.wait(), -SIGKILL);
    const auto ids = writer.acknowledged();
    acknowledged.insert(acknowledged.end(), ids.begin(), ids.end());
  }

  const auto store = open_store(path);
  const auto stored = stored_ids(*store);
  const std::set<Uuid> found(stored.begin(), stored.end());
  EXPECT_EQ(found.size(), stored.size()) << "something is there twice";
  EXPECT_GE(acknowledged.size(), 100U);
  for (const Uuid& id : acknowledged) {
    EXPECT_TRUE(found.contains(id)) << to_string(id);
  }
  // Of each process, at most the one record that it had no time to acknowledge.
  EXPECT_LE(found.size(), acknowledged.size() + 200);
  EXPECT_EQ(store->verify(), std::vector<std::string>());
  std::cout << acknowledged.size() << " records acknowledged, " << found.size() << " stored\n";
}

TEST(SqliteProcess, SeveralAtOnceLoseNothing) {
  constexpr unsigned count = 25;
  for (const unsigned processes : {2U, 4U}) {
    SCOPED_TRACE(processes);
    const ScratchFolder folder;
    const auto path = folder / "new/s.sqlite";  // so that they race to create it, too
    std::vector<std::unique_ptr<Writer>> writers;
    for (unsigned number = 0; number < processes; ++number) {
      // Even numbers throughout: all write the journal of one person.
      writers.push_back(std::make_unique<Writer>(path, 2 * number, count));
    }
    std::map<unsigned, std::vector<Uuid>> want;
    for (unsigned number = 0; number < processes; ++number) {
      EXPECT_EQ(writers[number]->wait(), 0);
      want[2 * number] = writers[number]->acknowledged();
      EXPECT_EQ(want[2 * number].size(), count);
    }

    const auto store = open_store(path);
    std::map<unsigned, std::vector<Uuid>> got;
    for (const Uuid& id : stored_ids(*store)) {
      got[id.bytes[6]].push_back(id);
    }
    EXPECT_EQ(got, want) << "each process finds its records, once each, in its own order";
    EXPECT_EQ(store->verify(), std::vector<std::string>());
  }
}

TEST(SqliteProcess, OpeningASecondTimeKeepsTheLocksOfTheFirst) {
  // POSIX drops all locks that a process has on a file when it closes any descriptor of that file.
  // A look at the file past SQLite would leave the first store without the lock that tells other
  // processes that somebody still needs the log.
  const ScratchFolder folder;
  const auto path = folder / "s.sqlite";
  const auto first = open_store(path);
  open_store(path).reset();
  EXPECT_EQ(Writer(path, 0, 1).wait(), 0);
  EXPECT_EQ(names_in(folder.path()), "s.sqlite s.sqlite-shm s.sqlite-wal")
      << "the other process thought that it was the last and cleared up";
  EXPECT_EQ(stored_ids(*first).size(), 1U);
}

TEST(SqliteProcess, SeveralOpenANewStoreAtOnce) {
  for (int round = 0; round < 5; ++round) {
    SCOPED_TRACE(round);
    const ScratchFolder folder;
    const auto path = folder / "deep/er/s.sqlite";
    std::vector<std::unique_ptr<Writer>> writers;
    for (unsigned number = 0; number < 6; ++number) {
      writers.push_back(std::make_unique<Writer>(path, number, 1));
    }
    for (const auto& writer : writers) {
      EXPECT_EQ(writer->wait(), 0);
    }
    EXPECT_EQ(stored_ids(*open_store(path)).size(), 6U);
  }
}

}  // namespace
}  // namespace lissom
