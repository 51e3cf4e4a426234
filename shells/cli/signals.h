#pragma once
/// Being asked to stop: Ctrl-C, a closed terminal, a shutdown.

namespace lissom::cli {

/// While a question waits, how soon a request to stop is noticed.
constexpr int look_up_ms = 200;

/// While it lives, such a request is only remembered, so that what is under way can be put in
/// order. One at a time.
class StopRequests {
 public:
  StopRequests();
  StopRequests(const StopRequests&) = delete;
  StopRequests& operator=(const StopRequests&) = delete;
  ~StopRequests();

  [[nodiscard]] static bool came();
};

}  // namespace lissom::cli
