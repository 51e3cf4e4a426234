/// FHIR of another system. Laws: what is taken can be stored and read back; the same resource gives
/// the same events; pain lies between 0 and 10.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/contract.h"
#include "core/journal/codec.h"
#include "core/report/fhir.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = lissom::parse_json({reinterpret_cast<const char*>(data), size});
  if (!json) {
    return 0;
  }
  const lissom::FhirReader reader{.catalogue = lissom::embedded_catalogue(),
                                  .person = {.bytes = {1}},
                                  .device = {.bytes = {2}},
                                  .now = {1'795'543'500'000},
                                  .utc_offset_min = 120};
  const auto taken = lissom::read_fhir(*json, reader);
  const auto again = lissom::read_fhir(*json, reader);
  LISSOM_EXPECTS(taken.has_value() == again.has_value());
  if (!taken) {
    return 0;
  }
  LISSOM_EXPECTS(taken->events.size() == again->events.size());
  LISSOM_EXPECTS(taken->events.size() == taken->understood.size());
  for (std::size_t i = 0; i < taken->events.size(); ++i) {
    const lissom::Event& event = taken->events[i];
    const lissom::Record record = lissom::to_record(event);
    LISSOM_EXPECTS(record.bytes == lissom::to_record(again->events[i]).bytes);
    LISSOM_EXPECTS(lissom::from_line(lissom::to_line(record)).has_value());
    if (const auto* pain = std::get_if<lissom::PainReported>(&event.body)) {
      LISSOM_EXPECTS(pain->now && *pain->now >= 0 && *pain->now <= 10);
    }
  }
  return 0;
}
