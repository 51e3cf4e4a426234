#include "core/session/timeline_edit.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/base/contract.h"
#include "core/session/cue_words.h"

namespace lissom {
namespace {

/// A piece of time that is taken out.
struct Cut {
  int from_ms = 0;
  int to_ms = 0;
};

/// Where a moment lies once the piece is gone.
int moved(int at_ms, Cut cut) {
  if (at_ms <= cut.from_ms) {
    return at_ms;
  }
  return std::max(at_ms, cut.to_ms) - (cut.to_ms - cut.from_ms);
}

bool is_breath(CueKind kind) {
  return kind == CueKind::breathe_in || kind == CueKind::breathe_out;
}

/// A cue is lost if it begins in the piece, a breath if any of it lies there. The name of the next
/// entry is never lost.
bool is_lost(const Cue& cue, Cut cut) {
  if (cue.kind == CueKind::next_up || cut.from_ms == cut.to_ms) {
    return false;
  }
  const int ends_ms = is_breath(cue.kind) ? cue.at_ms + cue.duration_ms : cue.at_ms + 1;
  return cue.at_ms < cut.to_ms && ends_ms > cut.from_ms;
}

void take_out(Timeline& timeline, Cut cut) {
  std::vector<Cue> cues;
  for (Cue& cue : timeline.cues) {
    if (!is_lost(cue, cut)) {
      const int ends_ms = moved(cue.at_ms + cue.duration_ms, cut);
      cue.at_ms = moved(cue.at_ms, cut);
      cue.duration_ms = ends_ms - cue.at_ms;
      cue.blend_ms = std::min(cue.blend_ms, cue.duration_ms);
      cues.push_back(std::move(cue));
    }
  }
  timeline.cues = std::move(cues);
  for (Step& step : timeline.steps) {
    step.starts_ms = moved(step.starts_ms, cut);
    step.ends_ms = moved(step.ends_ms, cut);
  }
  for (EntrySpan& entry : timeline.entries) {
    entry.starts_ms = moved(entry.starts_ms, cut);
    entry.ends_ms = moved(entry.ends_ms, cut);
  }
  timeline.total_ms = moved(timeline.total_ms, cut);
}

/// Shortens each repetition of a step by the same time, in its middle, from the last one to the
/// first.
void shorten(Timeline& timeline, std::size_t index, int excess_ms) {
  const Step step = timeline.steps[index];
  const int count = std::max(step.moves, 1);
  const int each_ms = (step.ends_ms - step.starts_ms) / count;
  for (int i = count - 1; i >= 0; --i) {
    const int from_ms = step.starts_ms + i * each_ms + (each_ms - excess_ms) / 2;
    take_out(timeline, {from_ms, from_ms + excess_ms});
  }
}

void ease_words(Timeline& timeline, int step, int hold_s) {
  for (Cue& cue : timeline.cues) {
    if (cue.step == step && (cue.kind == CueKind::hold || cue.kind == CueKind::repeat)) {
      Words words = eased_words(cue.side, hold_s);
      cue.say = std::move(words.say);
      cue.show = std::move(words.show);
    }
  }
}

}  // namespace

Timeline eased(const Timeline& timeline, int first_step, int cap_s) {
  LISSOM_EXPECTS(first_step >= 0 && cap_s >= 1);
  const auto count = timeline.steps.size();
  const auto first = static_cast<std::size_t>(first_step);
  LISSOM_EXPECTS(first <= count);

  Timeline easier = timeline;
  for (std::size_t i = first; i < count && easier.steps[i].entry == easier.steps[first].entry;
       ++i) {
    const int excess_s = easier.steps[i].hold_s - cap_s;
    if (excess_s > 0) {
      shorten(easier, i, 1000 * excess_s);
      easier.steps[i].hold_s = cap_s;
      ease_words(easier, static_cast<int>(i), cap_s);
    }
  }
  return easier;
}

Timeline going_on_with(const Timeline& timeline, int step) {
  LISSOM_EXPECTS(step >= 0 && static_cast<std::size_t>(step) < timeline.steps.size());
  const Step& next = timeline.steps[static_cast<std::size_t>(step)];
  const EntrySpan& entry = timeline.entries[static_cast<std::size_t>(next.entry)];
  if (step == entry.first_step) {
    return timeline;
  }

  Timeline rest = timeline;
  const Step& first = timeline.steps[static_cast<std::size_t>(entry.first_step)];
  take_out(rest, {first.starts_ms, next.starts_ms});
  for (Cue& cue : rest.cues) {
    if (cue.entry == next.entry && cue.at_ms < first.starts_ms) {
      cue.side = next.side;
      cue.step = step;
    }
    if (cue.entry == next.entry && cue.kind == CueKind::prepare) {
      Words words = resume_words(entry.name, next.side);
      cue.say = std::move(words.say);
      cue.show = std::move(words.show);
    }
  }
  return rest;
}

}  // namespace lissom
