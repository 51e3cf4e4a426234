/// A request to the façade, over an empty journal and over one that is open. Law: the same request,
/// the same bytes.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/api/wire.h"
#include "core/base/contract.h"

namespace {

std::string envelope(std::string_view request) {
  return R"({"moment":{"now_ms":1795543500000,"utc_offset_min":120,"seed":7},)"
         R"("identity":{"person":"0193a000-0000-7000-8000-000000000001","device":"0193a000-0000-7000-8000-000000000002"},)"
         R"("request":)" +
         std::string(request) + "}";
}

lissom::WireHost& open_host() {
  static lissom::WireHost host = [] {
    lissom::WireHost fresh(lissom::embedded_catalogue());
    const auto answer = lissom::parse_json(fresh.answer(envelope(
        R"({"do":"screen","age":50,"answers":{"PAIN_SEVERE":3,"DURATION":"over_12_weeks"},"others":"no"})")));
    LISSOM_EXPECTS(answer.has_value() && (*answer)["exit"] == 0);
    for (const lissom::Json& line : (*answer)["records"]) {
      LISSOM_EXPECTS(fresh.load(line.get<std::string>()).empty());
    }
    return fresh;
  }();
  return host;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string asked = envelope({reinterpret_cast<const char*>(data), size});
  lissom::WireHost empty(lissom::embedded_catalogue());
  (void)empty.answer(asked);
  LISSOM_EXPECTS(open_host().answer(asked) == open_host().answer(asked));
  return 0;
}
