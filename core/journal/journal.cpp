#include "core/journal/journal.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/journal/codec.h"
#include "core/journal/fields.h"

namespace lissom {
namespace {

/// By (at, id). Bytes decide only between two different events that a broken device gave the same
/// id.
bool before(const Event& a, const Event& b) {
  if (a.at == b.at && a.id == b.id) {
    return encode(a) < encode(b);
  }
  return std::tie(a.at, a.id) < std::tie(b.at, b.id);
}

/// Whether two events share an id. Ids of one device ascend with time, so they are nearly sorted.
bool has_twins(std::span<const Event> events) {
  std::vector<Uuid> ids;
  ids.reserve(events.size());
  for (const Event& event : events) {
    ids.push_back(event.id);
  }
  std::sort(ids.begin(), ids.end());
  return std::adjacent_find(ids.begin(), ids.end()) != ids.end();
}

/// What a ClockCorrected says of one event.
struct Redating {
  Uuid by;
  std::int64_t ahead_ms = 0;
  std::int64_t least_ms = 0;
};

std::map<Uuid, Redating> redatings(std::span<const Event> events) {
  constexpr std::int64_t ms_per_min = 60'000;
  std::map<Uuid, Redating> out;
  for (const Event& event : events) {
    const auto* corrected = std::get_if<ClockCorrected>(&event.body);
    if (corrected == nullptr) {
      continue;
    }
    const Redating how{event.id, corrected->ahead_min * ms_per_min,
                       corrected->not_before_min * ms_per_min};
    for (const std::string& text : corrected->events) {
      const auto id = parse_uuid(text);
      if (!id) {
        continue;
      }
      const auto [at, is_first] = out.try_emplace(*id, how);
      if (!is_first && how.by < at->second.by) {
        at->second = how;
      }
    }
  }
  return out;
}

/// The day that an event is about, if it names one, and those of a plan.
struct DayFinder {
  std::vector<std::string*> days;

  template <class T>
  void operator()(unsigned /*tag*/, std::string_view name, T& field) {
    if constexpr (std::is_same_v<T, std::string>) {
      if (name == "day" || name == "first_day") {
        days.push_back(&field);
      }
    }
  }
};

std::vector<std::string*> named_days(Body& body) {
  DayFinder found;
  std::visit([&](auto& one) { visit_fields(found, one); }, body);
  if (auto* plan = std::get_if<PlanAdopted>(&body)) {
    for (PlannedSlot& slot : plan->slots) {
      for (std::string& day : slot.days) {
        found.days.push_back(&day);
      }
    }
  }
  return found.days;
}

/// What is no day stays. @return whether they were moved: none is if one would lie before 1970
bool move_days(std::span<std::string* const> days, int by) {
  std::vector<std::string> moved;
  for (const std::string* text : days) {
    const auto day = parse_day(*text);
    if (day && day->number + by < 0) {
      return false;
    }
    moved.push_back(day ? to_iso(*day + by) : *text);
  }
  for (std::size_t i = 0; i < days.size(); ++i) {
    *days[i] = std::move(moved[i]);
  }
  return true;
}

/// How far back the days of an event go that went back by `event_days`, to the day `to`. What
/// was no later than that was no mistake. A plan goes by whole weeks, so that its days stay the
/// days of the week that they are; the first of a programme begins that day.
int days_back(const Event& event, std::span<std::string* const> days, int event_days, Day to) {
  constexpr int week = 7;
  const auto first = days.empty() ? bad_input("") : parse_day(*days.front());
  if (event_days == 0 || !first || *first <= to) {
    return 0;
  }
  const auto* plan = std::get_if<PlanAdopted>(&event.body);
  return plan != nullptr && plan->week > 1 ? (*first - to + week - 1) / week * week : event_days;
}

/// Moves an event from where it was moved before, if it was; its days with it.
void move_to(Event& event, Instant to) {
  const Instant written{event.at.ms + event.moved_ms};
  const std::vector<std::string*> days = named_days(event.body);
  move_days(days, event.moved_days);
  const Day to_day = local_day(to, event.utc_offset_min);
  const int event_days = local_day(written, event.utc_offset_min) - to_day;
  const int back = days_back(event, days, event_days, to_day);
  event.moved_days = move_days(days, -back) ? back : 0;
  event.moved_ms = written.ms - to.ms;
  event.at = to;
}

void put_clocks_right(std::span<Event> events) {
  const std::map<Uuid, Redating> all = redatings(events);
  if (all.empty()) {
    return;
  }
  for (Event& event : events) {
    const std::int64_t written_ms = event.at.ms + event.moved_ms;
    const auto found = all.find(event.id);
    const std::int64_t to_ms =
        found == all.end()
            ? written_ms
            : std::min(written_ms, std::max({written_ms - found->second.ahead_ms,
                                             found->second.least_ms, std::int64_t{0}}));
    if (to_ms != event.at.ms) {
      move_to(event, {to_ms});
    }
  }
}

}  // namespace

Journal read_journal(std::span<const Record> records) {
  Journal journal;
  journal.events.reserve(records.size());
  for (const Record& record : records) {
    Result<Event> event = decode(record.bytes);
    if (!event) {
      journal.faults.push_back({record.id, event.error().what});
    } else if (event->id != record.id || event->person != record.person) {
      journal.faults.push_back({record.id, "the record is filed under another id"});
    } else {
      journal.events.push_back(*std::move(event));
    }
  }
  merge(journal, {});
  return journal;
}

void merge(Journal& journal, std::span<const Event> events) {
  journal.events.insert(journal.events.end(), events.begin(), events.end());
  put_clocks_right(journal.events);
  if (!std::is_sorted(journal.events.begin(), journal.events.end(), before)) {
    std::stable_sort(journal.events.begin(), journal.events.end(), before);
  }
  // Of events with the same id the first stays, wherever the others are.
  if (has_twins(journal.events)) {
    std::set<Uuid> ids;
    std::erase_if(journal.events, [&](const Event& event) { return !ids.insert(event.id).second; });
  }
}

}  // namespace lissom
