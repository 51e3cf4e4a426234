#include "shells/cli/signals.h"

#include <array>
#include <csignal>

namespace lissom::cli {
namespace {

constexpr std::array requests = {SIGINT, SIGTERM, SIGHUP};

// A signal handler reaches nothing else.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
volatile std::sig_atomic_t stop_came = 0;

extern "C" void remember_stop(int /*signal*/) {
  stop_came = 1;
}

void set_all(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;  // and no SA_RESTART: waiting for a key ends
  for (const int request : requests) {
    (void)sigaction(request, &action, nullptr);
  }
}

}  // namespace

StopRequests::StopRequests() {
  stop_came = 0;
  set_all(remember_stop);
}

StopRequests::~StopRequests() {
  set_all(SIG_DFL);
}

bool StopRequests::came() {
  return stop_came != 0;
}

}  // namespace lissom::cli
