#include "core/api/answer.h"

#include <algorithm>
#include <string_view>

#include "core/api/call.h"
#include "core/api/requests.h"

namespace lissom {
namespace {

/// How far a clock may be behind the record without a word: two devices never agree to the second.
constexpr std::int64_t clock_slack_ms = 300'000;

/// Events are ordered by time, so one written with a clock that went back would be sorted before
/// those it follows.
std::optional<Fault> clock_fault(const Journal& journal, const Moment& moment) {
  if (journal.events.empty() || moment.now.ms >= journal.events.back().at.ms - clock_slack_ms) {
    return std::nullopt;
  }
  return Fault{Errc::bad_input, "the clock says " + to_rfc3339(moment.now, moment.utc_offset_min) +
                                    ", but the record already holds something from " +
                                    to_rfc3339(journal.events.back().at, moment.utc_offset_min) +
                                    "; set the clock right and try again"};
}

}  // namespace

Result<Outcome> answer(Tally& tally, const Json& request, const Moment& moment,
                       const Identity& identity, const Catalogue& catalogue) {
  tally.drop_supposed();
  ObjectReader in(request, "request");
  const std::string name = in.text("do");
  const Handler handler = handler_of(name);
  if (handler == nullptr) {
    in.complain("do", "\"" + name.substr(0, 60) + "\" is no request; expected one like today");
    return tl::unexpected(*in.fault());
  }
  if (const auto fault = clock_fault(tally.journal(), moment)) {
    return tl::unexpected(*fault);
  }
  Moment steady = moment;
  if (!tally.journal().events.empty()) {
    steady.now = std::max(moment.now, tally.journal().events.back().at);
  }
  Call call(tally, steady, identity, catalogue);
  Result<Outcome> outcome = handler(call, in);
  // A handler that gave up may not have come to the other keys.
  if (const auto fault = outcome ? in.fault() : in.complaint()) {
    tally.drop_supposed();
    return tl::unexpected(*fault);
  }
  if (!outcome) {
    tally.drop_supposed();
  }
  return outcome;
}

Result<Outcome> answer(const Journal& journal, const Json& request, const Moment& moment,
                       const Identity& identity, const Catalogue& catalogue) {
  Tally tally(catalogue, journal);
  return answer(tally, request, moment, identity, catalogue);
}

}  // namespace lissom
