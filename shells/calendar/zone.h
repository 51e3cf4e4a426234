#pragma once
/// Time zones: which one this machine is in, and how one is written into a calendar.

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/date.h"
#include "core/base/result.h"

struct _icaltimezone;  // NOLINT: libical's name

namespace lissom::calendar {

/// Of TZ, /etc/timezone or /etc/localtime; "Etc/UTC" if none of them names one.
[[nodiscard]] std::string zone_of_this_machine();

/// A zone of the time zone database.
class Zone {
 public:
  /// @return bad_input if there is no zone of that name
  [[nodiscard]] static Result<Zone> find(std::string_view name);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// Seconds that local time is ahead of UTC at a moment (seconds since 1970).
  [[nodiscard]] int offset_s(std::int64_t utc_s) const;
  /// The local day and minute of it at a moment.
  [[nodiscard]] std::int64_t local_s(std::int64_t utc_s) const { return utc_s + offset_s(utc_s); }
  /// The moment of a local time. Of two in autumn the first; in a gap of spring the time that
  /// clocks show which were not changed.
  [[nodiscard]] std::int64_t utc_s(std::int64_t local_s) const;
  [[nodiscard]] bool is_daylight(std::int64_t utc_s) const;

  /// The zone as a VTIMEZONE with every change from `first` to `last`, one observance each: no
  /// reader has to understand rules. Lines end in CR LF.
  [[nodiscard]] std::string component(Day first, Day last) const;

  /// libical's own, for reading. Never null.
  [[nodiscard]] _icaltimezone* raw() const { return zone_; }

 private:
  Zone(std::string name, _icaltimezone* zone) : name_(std::move(name)), zone_(zone) {}
  [[nodiscard]] std::int64_t change_after(std::int64_t from_s, std::int64_t until_s) const;

  std::string name_;
  _icaltimezone* zone_;
};

}  // namespace lissom::calendar
