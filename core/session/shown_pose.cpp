#include "core/session/shown_pose.h"

#include <algorithm>

namespace lissom {
namespace {

constexpr int whole = 1000;

/// How far a movement has come that takes `blend_ms`, without a jolt at either end.
int eased_permille(int passed_ms, int blend_ms) {
  if (passed_ms >= blend_ms) {
    return whole;
  }
  const auto u = static_cast<std::int64_t>(whole) * std::max(passed_ms, 0) / blend_ms;
  return static_cast<int>(u * u * (3 * whole - 2 * u) / (whole * whole));
}

/// Where a phase leaves the figure.
int left_at(const Cue& phase) {
  return phase.kind == CueKind::hold ? whole : 0;
}

int permille_in(const Cue& phase, int from, int passed_ms) {
  const int to = phase.pose == PoseEnd::end ? whole : 0;
  const int way = from + (to - from) * eased_permille(passed_ms, phase.blend_ms) / whole;
  if (phase.kind != CueKind::repeat) {
    return way;
  }
  return std::min(way, eased_permille(phase.duration_ms - passed_ms, phase.blend_ms));
}

/// The phase of a moment and the one before it.
struct Phases {
  const Cue* here = nullptr;
  const Cue* before = nullptr;
};

Phases phases_at(const Timeline& timeline, int at_ms) {
  Phases found;
  for (const Cue& cue : timeline.cues) {
    if (found.here != nullptr && cue.at_ms > at_ms) {
      break;
    }
    if (is_phase(cue.kind)) {
      found = {&cue, found.here};
    }
  }
  return found;
}

}  // namespace

ShownPose shown_pose(const Timeline& timeline, int at_ms) {
  const auto [phase, before] = phases_at(timeline, at_ms);
  if (phase == nullptr || phase->entry < 0) {
    return {};
  }
  const int passed_ms = at_ms - phase->at_ms;
  const bool goes_on = before != nullptr && before->entry == phase->entry;
  const int left = goes_on ? left_at(*before) : 0;
  if (phase->pose == PoseEnd::start) {
    // The side that worked comes back first; only then the figure turns to the other one.
    const bool is_leaving = left > 0 && passed_ms < phase->blend_ms;
    return {phase->entry, is_leaving ? before->side : phase->side,
            permille_in(*phase, left, passed_ms)};
  }
  const int from = goes_on && before->side == phase->side ? left : 0;
  return {phase->entry, phase->side, permille_in(*phase, from, passed_ms)};
}

}  // namespace lissom
