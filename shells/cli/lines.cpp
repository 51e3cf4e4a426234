#include "shells/cli/lines.h"

#include <array>
#include <cerrno>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace lissom::cli {
namespace {

/// Nobody types a line that long.
constexpr std::size_t longest_line_bytes = 65536;

}  // namespace

LineOrNot FileLines::wait(int most_ms) {
  for (;;) {
    if (auto line = taken()) {
      return {.line = std::move(line)};
    }
    if (is_over_ || held_.size() > longest_line_bytes) {
      return last();
    }
    if (!fetch(most_ms)) {
      return {};
    }
  }
}

std::optional<std::string> FileLines::taken() {
  const std::size_t end = held_.find('\n');
  if (end == std::string::npos) {
    return std::nullopt;
  }
  std::string line = held_.substr(0, end);
  held_.erase(0, end + 1);
  if (line.ends_with('\r')) {
    line.pop_back();
  }
  return line;
}

LineOrNot FileLines::last() {
  if (held_.empty()) {
    return {.line = std::nullopt, .is_over = true};
  }
  return {.line = std::exchange(held_, {})};
}

bool FileLines::fetch(int most_ms) {
  pollfd waiting{.fd = file_, .events = POLLIN, .revents = 0};
  if (poll(&waiting, 1, most_ms) <= 0) {
    return false;
  }
  std::array<char, 4096> bytes{};
  const ssize_t got = read(file_, bytes.data(), bytes.size());
  if (got < 0) {
    is_over_ = errno != EINTR && errno != EAGAIN;
    return is_over_;
  }
  is_over_ = got == 0;
  held_.append(bytes.data(), static_cast<std::size_t>(got));
  return true;
}

LineOrNot GivenLines::wait(int /*most_ms*/) {
  if (lines_.empty()) {
    return {.line = std::nullopt, .is_over = true};
  }
  std::string line = std::move(lines_.front());
  lines_.pop_front();
  return {.line = std::move(line)};
}

}  // namespace lissom::cli
