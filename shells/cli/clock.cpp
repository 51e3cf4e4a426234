#include "shells/cli/clock.h"

#include <chrono>
#include <ctime>

#include <sys/random.h>

namespace lissom::cli {
namespace {

constexpr std::int64_t ms_per_s = 1000;
constexpr std::int64_t ns_per_ms = 1'000'000;

int local_offset_min(std::time_t at) {
  std::tm local{};
  if (localtime_r(&at, &local) == nullptr) {
    return 0;
  }
  return static_cast<int>(local.tm_gmtoff / 60);
}

}  // namespace

Result<std::uint64_t> draw_seed() {
  std::uint64_t seed = 0;
  if (getrandom(&seed, sizeof seed, 0) != static_cast<ssize_t>(sizeof seed)) {
    return fail(Errc::io, "the operating system gave no random bits");
  }
  return seed;
}

std::int64_t steady_ms() {
  timespec now{};
  (void)clock_gettime(CLOCK_BOOTTIME, &now);
  return now.tv_sec * ms_per_s + now.tv_nsec / ns_per_ms;
}

LocalMoment Clock::now() const {
  if (given_) {
    return *given_;
  }
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t ms = std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
  return {.at = {ms}, .utc_offset_min = local_offset_min(static_cast<std::time_t>(ms / ms_per_s))};
}

void Clock::pass(std::int64_t ms) {
  if (given_) {
    given_->at.ms += ms;
  }
}

}  // namespace lissom::cli
