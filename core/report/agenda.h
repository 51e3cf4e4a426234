#pragma once
/// A plan as appointments: which day, when, how long, and what became of those that were in a
/// calendar before. The words are neutral; no appointment names a stretch, so that nothing which
/// the answers exclude can stand in a calendar.
///
/// All times are local. The same appointment has the same uid for ever; the sequence counts events
/// of the journal, so that it never falls.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/journal/journal.h"
#include "core/programme/state.h"
#include "core/programme/times.h"

namespace lissom {

/// A time that is taken by something else.
struct BusyTime {
  Day day;
  int from_min = 0;
  int to_min = 0;  ///< not included; up to 1440
};

struct Reminder {
  int before_min = 0;
  int again_min = 0;  ///< once more that much later; 0: no
};

struct Appointment {
  std::string uid;
  std::string slot;
  Day day;
  int from_min = 0;
  int minutes = 0;
  bool is_cancelled = false;
  bool is_tentative = false;  ///< of a week that is not planned yet
  bool is_done = false;
  std::string title;
  std::optional<Reminder> reminder;
};

/// One break of a break series that is not at its usual time.
struct MovedBreak {
  Day day;
  std::optional<int> from_min;  ///< none: there is no room that day
};

/// The k-th break of each working day.
struct BreakSeries {
  std::string uid;
  int from_min = 0;
  int minutes = 0;
  std::vector<int> weekdays;  ///< 0 Monday to 6 Sunday, ascending
  Day first;
  Day last;
  bool is_cancelled = false;
  std::string title;
  std::optional<Reminder> reminder;
  std::vector<MovedBreak> moved;  ///< days rise
};

struct Agenda {
  std::int64_t sequence = 0;
  Instant stamp;                          ///< of the last event
  std::vector<Appointment> appointments;  ///< by day and time
  std::vector<BreakSeries> breaks;
};

struct AgendaRequest {
  const State& state;
  const Journal& journal;
  const Catalogue& catalogue;
  Uuid person;
  Day today;
  int work_from_min = 0;  ///< breaks lie between the two
  int work_to_min = 0;
  bool is_stopped = false;  ///< the programme was closed for safety: everything ahead is cancelled
  std::vector<BusyTime> busy;
};

[[nodiscard]] Agenda agenda_of(const AgendaRequest& request);

}  // namespace lissom
