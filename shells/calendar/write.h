#pragma once
/// The view of the request "calendar" as an iCalendar file (RFC 5545), for a time zone. Decides
/// nothing: what, when and what it is called the core has said.

#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"

namespace lissom::calendar {

/// How the calendar is handed on.
enum class Method : std::uint8_t {
  file,  ///< to be read once: what is cancelled is said
  feed,  ///< to be read again and again
};

/// @param calendar  `calendar` of the view
/// @param zone      a name of the time zone database: "Europe/Kyiv"
/// @return bad_input if there is no such zone, or if `calendar` is not one
[[nodiscard]] Result<std::string> write_calendar(const Json& calendar, std::string_view zone,
                                                 Method method);

}  // namespace lissom::calendar
