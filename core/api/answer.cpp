#include "core/api/answer.h"

#include <algorithm>
#include <string_view>

#include "core/api/call.h"
#include "core/api/clock_requests.h"
#include "core/api/requests.h"

namespace lissom {

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
    if (handler != do_redate) {
      return tl::unexpected(*fault);
    }
    return redate(tally.journal(), in, moment, identity, catalogue);
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
