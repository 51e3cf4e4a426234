#include "shells/server/intake.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lissom::server {
namespace {

/// How many records go into one commit, unless a single request has more: the terminal waits for
/// its end. Convention.
constexpr std::size_t most_records = 20'000;
/// How long others are waited for at most, and after how many commits again if they did not come.
/// Conventions.
constexpr std::chrono::milliseconds longest_gathering{10};
constexpr int commits_without_gathering = 16;

}  // namespace

Intake::~Intake() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void Intake::add(Sent sent, Then then) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back({std::move(sent), std::move(then)});
  if (!thread_.joinable()) {
    thread_ = std::thread([this] { work(); });
  } else if (waiting_.size() >= wanted_) {
    changed_.notify_one();
  }
}

void Intake::work() {
  for (;;) {
    std::vector<Waiting> group = next_group();
    if (group.empty()) {
      return;
    }
    store(std::move(group));
  }
}

void Intake::wait_for(std::unique_lock<std::mutex>& lock, std::size_t wanted,
                      Clock::time_point until) {
  wanted_ = wanted;
  changed_.wait_until(lock, until, [&] { return is_ending_ || waiting_.size() >= wanted_; });
}

/// Those who were answered together mostly ask again together. Without waiting for them the first
/// of them would get a commit of its own, the others the next, and so on for ever. Where they are
/// so many that they do not come within half a commit, that is better than waiting.
void Intake::gather(std::unique_lock<std::mutex>& lock) {
  if (commits_to_gathering_ > 0) {
    --commits_to_gathering_;
    return;
  }
  wait_for(lock, came_, Clock::now() + std::min<Clock::duration>(commit_ / 2, longest_gathering));
  if (waiting_.size() < came_) {
    commits_to_gathering_ = commits_without_gathering;
  }
}

/// @return nobody if this is the end
std::vector<Intake::Waiting> Intake::next_group() {
  std::unique_lock lock(mutex_);
  wait_for(lock, 1, Clock::time_point::max());
  gather(lock);
  std::size_t records = 0;
  const auto end = std::ranges::find_if(waiting_, [&](const Waiting& each) {
    const bool is_first = records == 0;
    records += each.sent.records.size();
    return !is_first && records > most_records;
  });
  std::vector<Waiting> group(std::move_iterator(waiting_.begin()), std::move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return group;
}

void Intake::store(std::vector<Waiting> group) {
  std::vector<Sent> sent;
  sent.reserve(group.size());
  for (Waiting& each : group) {
    sent.push_back(std::move(each.sent));
  }
  const auto began = Clock::now();
  const std::vector<Result<Merged>> merged = record_.merge(sent);
  commit_ = Clock::now() - began;
  came_ = group.size();
  for (std::size_t i = 0; i < group.size(); ++i) {
    group[i].then(merged[i]);
  }
}

}  // namespace lissom::server
