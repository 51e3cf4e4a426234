#pragma once
/// Lines that a person or a script types. One reader for the whole program, because a guided
/// session looks for keys while it plays, and must not lose what another reader has already
/// fetched.

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace lissom::cli {

/// What came of waiting for a line.
struct LineOrNot {
  std::optional<std::string> line;
  bool is_over = false;  ///< nothing will come any more
};

class Lines {
 public:
  Lines() = default;
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;
  virtual ~Lines() = default;

  /// Waits for a line, at most `most_ms`, or as long as it takes if that is negative. A signal ends
  /// the waiting.
  [[nodiscard]] virtual LineOrNot wait(int most_ms) = 0;
};

/// Lines from an open file: a terminal, a pipe. A last line without an end counts.
class FileLines final : public Lines {
 public:
  explicit FileLines(int file) : file_(file) {}
  [[nodiscard]] LineOrNot wait(int most_ms) override;

 private:
  [[nodiscard]] std::optional<std::string> taken();
  [[nodiscard]] LineOrNot last();
  /// Fetches what is there. @return false if there was nothing in time
  [[nodiscard]] bool fetch(int most_ms);

  int file_;
  bool is_over_ = false;
  std::string held_;
};

/// Lines known beforehand, for tests.
class GivenLines final : public Lines {
 public:
  explicit GivenLines(const std::vector<std::string>& lines) : lines_(lines.begin(), lines.end()) {}
  [[nodiscard]] LineOrNot wait(int most_ms) override;

 private:
  std::deque<std::string> lines_;
};

}  // namespace lissom::cli
