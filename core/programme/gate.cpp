#include "core/programme/gate.h"

#include <algorithm>

namespace lissom {
namespace {

bool is_cleared(const State& state, const RaisedFinding& raised) {
  return raised.code == Code::clinician_first &&
         std::any_of(state.clearances.begin(), state.clearances.end(),
                     [&](const TimedClearance& timed) {
                       const std::vector<std::string>& findings = timed.clearance.findings;
                       return std::find(findings.begin(), findings.end(), raised.finding->id) !=
                              findings.end();
                     });
}

}  // namespace

Code code_after_clearance(const State& state, const ScreeningResult& result) {
  Code code = Code::ok;
  for (const RaisedFinding& raised : result.raised) {
    code = std::max(code, is_cleared(state, raised) ? Code::restrict : raised.code);
  }
  return code;
}

namespace {

/// The last suggestion of a review by a clinician that was not followed and not answered anew.
const Firing* review_suggested(const State& state) {
  const Firing* const last = last_change(state, "refer_parallel");
  const bool is_open = last != nullptr && last->at > state.screened_at &&
                       (state.clearances.empty() || last->at > state.clearances.back().at);
  return is_open ? last : nullptr;
}

void add_pain_type_tag(const State& state, const Catalogue& catalogue,
                       std::vector<std::string>& tags) {
  if (!state.profile) {
    return;
  }
  for (const PainType& type : catalogue.pain_types) {
    const bool is_theirs = type.id == state.profile->pain_type && !type.tag.empty();
    if (is_theirs && std::find(tags.begin(), tags.end(), type.tag) == tags.end()) {
      tags.push_back(type.tag);
    }
  }
}

bool is_due(const State& state, const Screening& screening, Instant now) {
  const Instant last_use = std::max(state.screened_at, state.last_session_at);
  return now.ms - state.screened_at.ms >= screening.rescreen_days * ms_per_day ||
         now.ms - last_use.ms >= screening.gap_days * ms_per_day;
}

/// Why answers and locks close the programme, the last lock first. @return whether a lock is open
bool add_stops(const State& state, Gate& gate) {
  for (const RaisedFinding& raised : gate.screening.raised) {
    if (raised.code >= Code::clinician_first && !is_cleared(state, raised)) {
      gate.because.push_back(raised.finding->because);
    }
  }
  bool stopped = false;
  for (const Lock& lock : state.locks) {
    if (lock.open()) {
      stopped = true;
      gate.code = std::max(gate.code, lock.code);
      gate.because.insert(gate.because.begin(), lock.because);
    }
  }
  return stopped;
}

}  // namespace

Gate gate(const State& state, const Catalogue& catalogue, Instant now) {
  Gate gate;
  if (!state.screening) {
    gate.why = "unscreened";
    gate.because = {"The safety questions have not been answered yet."};
    return gate;
  }
  gate.screening = state.screened;
  gate.tags = gate.screening.tags;
  add_pain_type_tag(state, catalogue, gate.tags);
  const Firing* const suggested = review_suggested(state);
  gate.code = std::max({code_after_clearance(state, gate.screening),
                        gate.tags.empty() ? Code::ok : Code::restrict,
                        suggested == nullptr ? Code::ok : Code::refer_parallel});
  const bool stopped = add_stops(state, gate);
  if (catalogue.disposition(gate.code).locked) {
    gate.why = stopped ? "stopped" : "answers";
  } else if (!gate.screening.complete()) {
    gate.why = "incomplete";
    gate.because = {"Some safety questions have no answer yet."};
  } else if (is_due(state, catalogue.screening, now)) {
    gate.why = "due";
    gate.because = {"It is time to answer the safety questions again."};
  } else if (suggested != nullptr) {
    gate.because = {suggested->because};
  }
  gate.locked = !gate.why.empty();
  return gate;
}

}  // namespace lissom
