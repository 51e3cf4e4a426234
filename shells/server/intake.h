#pragma once
/// The way into the record for many at once. A commit waits for the disk; who comes meanwhile goes
/// into the next one, together with all who came.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "shells/server/shared_record.h"

namespace lissom::server {

/// Stores in a thread of its own, in the order in which it was asked.
class Intake {
 public:
  using Then = std::function<void(const Result<Merged>&)>;

  /// @param folder  of the record
  explicit Intake(const std::filesystem::path& folder) : record_(folder) {}
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;
  /// Everything that was added is stored, or refused, and told before it ends.
  ~Intake();

  /// Stores what a request brings. @param then  called once, from the thread of the intake, when
  /// the commit is durable or the request is refused
  void add(Sent sent, Then then);

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    Sent sent;
    Then then;
  };

  void work();
  void wait_for(std::unique_lock<std::mutex>& lock, std::size_t wanted, Clock::time_point until);
  void gather(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] std::vector<Waiting> next_group();
  void store(std::vector<Waiting> group);

  SharedRecord record_;       ///< the thread's
  Clock::duration commit_{};  ///< how long the last one took
  std::size_t came_ = 0;      ///< how many were in it
  int commits_to_gathering_ = 0;

  std::mutex mutex_;  ///< guards what follows
  std::condition_variable changed_;
  std::vector<Waiting> waiting_;
  std::size_t wanted_ = 1;  ///< how many must wait before the thread is woken
  bool is_ending_ = false;
  std::thread thread_;  ///< none before the first request
};

}  // namespace lissom::server
