/// A calendar of another program. Laws: times lie on the days that were asked for, in order; the
/// same bytes, the same times.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/contract.h"
#include "shells/calendar/busy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using lissom::calendar::taken_times;
  static const auto zone = lissom::calendar::Zone::find("Europe/Kyiv");
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const lissom::Day first{20745};
  const lissom::Day last{20772};
  const auto taken = taken_times(text, *zone, first, last);
  const auto again = taken_times(text, *zone, first, last);
  LISSOM_EXPECTS(taken.has_value() == again.has_value());
  if (!taken) {
    LISSOM_EXPECTS(taken.error().what.find('\n') == std::string::npos);
    return 0;
  }
  LISSOM_EXPECTS(taken->times == again->times);
  for (std::size_t i = 0; i < taken->times.size(); ++i) {
    const auto& time = taken->times[i];
    LISSOM_EXPECTS(time.day >= first && time.day <= last);
    LISSOM_EXPECTS(time.from_min >= 0 && time.from_min < time.to_min && time.to_min <= 1440);
    LISSOM_EXPECTS(i == 0 || taken->times[i - 1] < time);
  }
  return 0;
}
