#include "core/api/clock_requests.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/api/call.h"
#include "core/api/clock_text.h"
#include "core/base/words.h"

namespace lissom {
namespace {

/// How far a clock may be behind the record without a word: two devices never agree to the second.
constexpr std::int64_t clock_slack_ms = 300'000;
constexpr std::int64_t ms_per_min = 60'000;

int minutes_up(std::int64_t ms) {
  return static_cast<int>((ms + ms_per_min - 1) / ms_per_min);
}

/// "2026-11-24, 18:05"
std::string words_of(Instant at, int utc_offset_min) {
  return to_iso(local_day(at, utc_offset_min)) + ", " +
         clock_text(local_minute(at, utc_offset_min));
}

/// The last of them then lies now, the others as far before it as they did; none of them before
/// what was written under a right clock, or a session would end before it begins.
ClockCorrected correction(std::span<const Event> right, std::span<const Event> ahead, Instant now) {
  ClockCorrected corrected;
  std::int64_t last_ms = 0;
  for (const Event& event : ahead) {
    corrected.events.push_back(to_string(event.id));
    // It counts from what is written, also for what was moved before.
    last_ms = std::max(last_ms, event.at.ms + event.moved_ms);
  }
  corrected.ahead_min = minutes_up(last_ms - now.ms);
  corrected.not_before_min = right.empty() ? 0 : minutes_up(right.back().at.ms);
  return corrected;
}

Event event_of(ClockCorrected corrected, const Moment& moment, const Identity& identity) {
  SplitMix64 chance(moment.seed);
  Event event;
  event.id = uuid_v7(moment.now, chance);
  event.person = identity.person;
  event.device = identity.device;
  event.at = moment.now;
  event.utc_offset_min = moment.utc_offset_min;
  event.by = "person";
  event.body = std::move(corrected);
  return event;
}

/// A rule may fire because of when things are now.
void add_firings(const Journal& journal, const Moment& moment, const Identity& identity,
                 const Catalogue& catalogue, Outcome& outcome) {
  Tally tally(catalogue, journal);
  tally.add({outcome.events, {}});
  Call call(tally, moment, identity, catalogue);
  call.add_firings();
  outcome.events.insert(outcome.events.end(), call.events().begin(), call.events().end());
}

}  // namespace

/// Events are ordered by time, so one written with a clock that went back would be sorted before
/// those it follows.
std::optional<Fault> clock_fault(const Journal& journal, const Moment& moment) {
  if (journal.events.empty() || moment.now.ms >= journal.events.back().at.ms - clock_slack_ms) {
    return std::nullopt;
  }
  return Fault{Errc::bad_input,
               "the clock says " + to_rfc3339(moment.now, moment.utc_offset_min) +
                   ", but the record already holds something from " +
                   to_rfc3339(journal.events.back().at, moment.utc_offset_min) +
                   "; set the clock right and try again; if it is right, redate what lies ahead"};
}

Result<Outcome> redate(const Journal& journal, ObjectReader& in, const Moment& moment,
                       const Identity& identity, const Catalogue& catalogue) {
  const bool is_confirmed = in.boolean("confirm", false);
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const std::span<const Event> all = journal.events;
  const auto first = std::ranges::find_if(all, [&](const Event& e) { return moment.now < e.at; });
  const auto right = all.first(static_cast<std::size_t>(first - all.begin()));
  const auto ahead = all.subspan(right.size());
  const int offset = moment.utc_offset_min;
  Outcome outcome;
  if (is_confirmed) {
    outcome.view = say({counted(static_cast<std::int64_t>(ahead.size()), "entry", "entries") +
                        " moved. The last of them counts as written now, "
                        "the others as long before it as they were."});
    outcome.events = {event_of(correction(right, ahead, moment.now), moment, identity)};
    add_firings(journal, moment, identity, catalogue, outcome);
  } else {
    outcome.view = say({"The clock says " + words_of(moment.now, offset) + ". The record holds " +
                            counted(static_cast<std::int64_t>(ahead.size()), "entry", "entries") +
                            " from later on, up to " + words_of(ahead.back().at, offset) + ".",
                        "If the clock is wrong, set it right. Then all is as before.",
                        "If it is right, it was wrong when they were written. Then they can be "
                        "moved back, so that the last of them counts as written now. Nothing is "
                        "lost by it."});
  }
  outcome.view["entries"] = ahead.size();
  outcome.view["moved"] = is_confirmed;
  return outcome;
}

Result<Outcome> do_redate(Call& call, ObjectReader& in) {
  (void)in.boolean("confirm", false);
  Json view = say({"Nothing in the record lies ahead of the clock."});
  view["entries"] = 0;
  view["moved"] = false;
  return call.done(std::move(view));
}

}  // namespace lissom
