#pragma once
/// The façade as bytes, for hosts that hold no C++ values: WebAssembly, and the tests that compare
/// it.

#include <string>
#include <string_view>

#include "core/api/answer.h"

namespace lissom {

/// Holds one journal and answers envelopes. A host loads records, asks, stores what came back, and
/// loads that too.
class WireHost {
 public:
  explicit WireHost(const Catalogue& catalogue) : catalogue_(catalogue), tally_(catalogue) {}

  /// Adds records, a JSON line each (docs/formats/journal.md). All or none.
  /// @return "" or what is wrong, with the number of the line
  [[nodiscard]] std::string load(std::string_view lines);

  /// The same lines as the bytes that go to a server (core/journal/bundle.h).
  /// @return "" if one of them can only go as a line
  [[nodiscard]] static std::string bundle(std::string_view lines);

  /// Answers `{"moment": {"now_ms", "utc_offset_min", "seed"}, "identity": {"person", "device"},
  /// "request": {…}}`.
  /// @return `{"exit", "view", "records": [lines]}`, or `{"exit": 2, "fault": line}`. The records
  /// count once they are loaded.
  [[nodiscard]] std::string answer(std::string_view envelope);

 private:
  const Catalogue& catalogue_;
  Tally tally_;
};

}  // namespace lissom
