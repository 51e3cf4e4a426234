// Laws of every timeline, over random plans and random timings; each case tries several plans.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/session/cue_words.h"
#include "core/session/session_fixture.h"
#include "core/session/timeline_edit.h"

namespace lissom {
namespace {

using namespace fixture;

struct Sample {
  SessionPlan plan;
  Timing timing;
  Timeline timeline;
};

std::vector<Sample> samples(std::uint64_t seed, int count) {
  SplitMix64 chance(seed);
  std::vector<Sample> some;
  for (int i = 0; i < count; ++i) {
    Sample sample{.plan = random_plan(chance), .timing = random_timing(chance), .timeline = {}};
    sample.timeline = compile(sample.plan, sample.timing);
    some.push_back(std::move(sample));
  }
  return some;
}

std::string text_of(const Timeline& timeline) {
  std::string text;
  for (const Cue& cue : timeline.cues) {
    text += line_of(cue);
  }
  return text;
}

bool in_order(const Timeline& timeline) {
  return std::is_sorted(timeline.cues.begin(), timeline.cues.end(),
                        [](const Cue& a, const Cue& b) { return a.at_ms < b.at_ms; });
}

/// Phases follow each other from 0 to the end, and remarks stay within it.
bool without_gap(const Timeline& timeline) {
  int at_ms = 0;
  for (const Cue& cue : timeline.cues) {
    if (is_phase(cue.kind)) {
      if (cue.at_ms != at_ms) {
        return false;
      }
      at_ms += cue.duration_ms;
    }
    if (cue.at_ms + cue.duration_ms > timeline.total_ms) {
      return false;
    }
  }
  return at_ms == timeline.total_ms && timeline.cues.back().kind == CueKind::done;
}

bool apart(const std::vector<Step>& steps) {
  int at_ms = 0;
  for (const Step& step : steps) {
    if (step.starts_ms < at_ms || step.ends_ms < step.starts_ms) {
      return false;
    }
    at_ms = step.ends_ms;
  }
  return true;
}

int milliseconds_of(const Timeline& timeline, int entry, BodySide side) {
  int sum_ms = 0;
  for (const Step& step : timeline.steps) {
    sum_ms += step.entry == entry && step.side == side ? step.ends_ms - step.starts_ms : 0;
  }
  return sum_ms;
}

int stretch_of(const Timeline& timeline, int entry, BodySide side) {
  int sum_s = 0;
  for (const Step& step : timeline.steps) {
    const bool counts = step.side == side || step.side == BodySide::both;
    sum_s += step.entry == entry && counts ? planned_s(step) : 0;
  }
  return sum_s;
}

int count_of(const Timeline& timeline, int entry, CueKind kind) {
  return static_cast<int>(
      std::count_if(timeline.cues.begin(), timeline.cues.end(),
                    [&](const Cue& cue) { return cue.entry == entry && cue.kind == kind; }));
}

RC_GTEST_PROP(TimelineProp, TakesAsLongAsThePlannerCounted, (std::uint64_t seed)) {
  for (const Sample& s : samples(seed, 20)) {
    int want_s = arrival_seconds(*s.plan.entries[0].base, s.plan.slow, s.timing);
    for (std::size_t i = 0; i < s.plan.entries.size(); ++i) {
      const SessionEntry& entry = s.plan.entries[i];
      want_s += entry_seconds(*entry.exercise, entry.dose, s.timing);
      if (i > 0) {
        want_s +=
            transition_seconds(*s.plan.entries[i - 1].base, *entry.base, s.plan.slow, s.timing);
      }
      RC_ASSERT(s.timeline.entries[i].ends_ms == 1000 * want_s);
    }
    RC_ASSERT(s.timeline.total_ms == 1000 * want_s);
  }
}

RC_GTEST_PROP(TimelineProp, CuesAreInOrderAndLeaveNoGap, (std::uint64_t seed)) {
  for (const Sample& s : samples(seed, 4)) {
    RC_ASSERT(in_order(s.timeline));
    RC_ASSERT(without_gap(s.timeline));
    RC_ASSERT(apart(s.timeline.steps));
  }
}

RC_GTEST_PROP(TimelineProp, LeftAndRightGetTheSame, (std::uint64_t seed)) {
  for (const Sample& s : samples(seed, 4)) {
    for (int i = 0; i < static_cast<int>(s.plan.entries.size()); ++i) {
      const SessionEntry& entry = s.plan.entries[static_cast<std::size_t>(i)];
      const int want_s = stretch_seconds(*entry.exercise, entry.dose);
      RC_ASSERT(milliseconds_of(s.timeline, i, BodySide::left) ==
                milliseconds_of(s.timeline, i, BodySide::right));
      RC_ASSERT(stretch_of(s.timeline, i, BodySide::left) == want_s);
      RC_ASSERT(stretch_of(s.timeline, i, BodySide::right) == want_s);
    }
  }
}

RC_GTEST_PROP(TimelineProp, EachEntryIsPreparedAndWhole, (std::uint64_t seed)) {
  for (const Sample& s : samples(seed, 4)) {
    for (int i = 0; i < static_cast<int>(s.plan.entries.size()); ++i) {
      const SessionEntry& entry = s.plan.entries[static_cast<std::size_t>(i)];
      const int repetitions =
          rounds_of(*entry.exercise) * entry.dose.sets * moves_in_set(*entry.exercise, entry.dose);
      const bool moving = is_moving(*entry.exercise, entry.dose);
      RC_ASSERT(count_of(s.timeline, i, CueKind::prepare) == 1);
      RC_ASSERT(count_of(s.timeline, i, CueKind::hold) == (moving ? 0 : repetitions));
      RC_ASSERT(count_of(s.timeline, i, CueKind::repeat) == (moving ? repetitions : 0));
      RC_ASSERT(count_of(s.timeline, i, CueKind::half_way) ==
                (entry.dose.hold_s >= s.timing.half_way_from_s ? repetitions : 0));
    }
  }
}

RC_GTEST_PROP(TimelineProp, TheFirstSideIsThePlannedOne, (std::uint64_t seed)) {
  for (const Sample& s : samples(seed, 4)) {
    for (std::size_t i = 0; i < s.plan.entries.size(); ++i) {
      if (s.plan.entries[i].exercise->side == Side::each) {
        const Step& first =
            s.timeline.steps[static_cast<std::size_t>(s.timeline.entries[i].first_step)];
        RC_ASSERT((first.side == BodySide::right) == s.plan.entries[i].right_first);
      }
    }
  }
}

RC_GTEST_PROP(TimelineProp, TheNextEntryIsNamedBeforeTheLastHoldEnds, (std::uint64_t seed)) {
  for (const Sample& s : samples(seed, 4)) {
    const int entries = static_cast<int>(s.plan.entries.size());
    for (int i = 0; i < entries; ++i) {
      RC_ASSERT(count_of(s.timeline, i, CueKind::next_up) == (i + 1 < entries ? 1 : 0));
    }
    for (const Cue& cue : s.timeline.cues) {
      if (cue.kind == CueKind::next_up) {
        const Step& last = s.timeline.steps[static_cast<std::size_t>(cue.step)];
        const auto next = static_cast<std::size_t>(cue.entry) + 1;
        RC_ASSERT(cue.step + 1 == s.timeline.entries[next].first_step);
        RC_ASSERT(cue.at_ms >= last.starts_ms && cue.at_ms <= last.ends_ms);
        RC_ASSERT(last.ends_ms - cue.at_ms <= 1000 * s.timing.next_up_s);
        RC_ASSERT(cue.say == "Next: " + s.timeline.entries[next].name + ".");
      }
    }
  }
}

RC_GTEST_PROP(TimelineProp, EveryCueHasWordsThatCanBeSaid, (std::uint64_t seed)) {
  for (const Sample& s : samples(seed, 4)) {
    for (const Cue& cue : s.timeline.cues) {
      RC_ASSERT(count_words(cue.say) >= 1);
      RC_ASSERT(count_words(cue.say) <= most_spoken_words);
      RC_ASSERT(!cue.show.empty());
      RC_ASSERT(cue.blend_ms <= cue.duration_ms);
    }
  }
}

RC_GTEST_PROP(TimelineProp, BreathingChangesNothingElse, (std::uint64_t seed)) {
  for (Sample& s : samples(seed, 4)) {
    s.plan.breathing_cues = true;
    Timeline with = compile(s.plan, s.timing);
    for (const Cue& cue : with.cues) {
      if (cue.kind == CueKind::breathe_in || cue.kind == CueKind::breathe_out) {
        const Step& step = with.steps[static_cast<std::size_t>(cue.step)];
        RC_ASSERT(cue.at_ms >= step.starts_ms && cue.at_ms + cue.duration_ms <= step.ends_ms);
      }
    }
    const auto breath = [](const Cue& cue) {
      return cue.kind == CueKind::breathe_in || cue.kind == CueKind::breathe_out;
    };
    with.cues.erase(std::remove_if(with.cues.begin(), with.cues.end(), breath), with.cues.end());
    s.plan.breathing_cues = false;
    RC_ASSERT(text_of(with) == text_of(compile(s.plan, s.timing)));
  }
}

RC_GTEST_PROP(TimelineProp, TheSamePlanGivesTheSameCues, (std::uint64_t seed)) {
  for (const Sample& s : samples(seed, 4)) {
    RC_ASSERT(text_of(compile(s.plan, s.timing)) == text_of(s.timeline));
  }
}

RC_GTEST_PROP(TimelineProp, EasedIsShorterByWhatWasCut, (std::uint64_t seed)) {
  for (const Sample& s : samples(seed, 4)) {
    const auto from = seed % (s.timeline.steps.size() + 1);
    const Timeline easier = eased(s.timeline, static_cast<int>(from), 10);
    RC_ASSERT(in_order(easier));
    RC_ASSERT(without_gap(easier));
    RC_ASSERT(apart(easier.steps));
    int cut_s = 0;
    for (std::size_t i = 0; i < easier.steps.size(); ++i) {
      const Step& before = s.timeline.steps[i];
      const bool rest = i >= from && before.entry == s.timeline.steps[from].entry;
      RC_ASSERT(easier.steps[i].hold_s == (rest ? std::min(before.hold_s, 10) : before.hold_s));
      cut_s += std::max(before.moves, 1) * (before.hold_s - easier.steps[i].hold_s);
    }
    RC_ASSERT(easier.total_ms == s.timeline.total_ms - 1000 * cut_s);
    for (int i = 0; i < static_cast<int>(s.plan.entries.size()); ++i) {
      RC_ASSERT(count_of(easier, i, CueKind::next_up) == count_of(s.timeline, i, CueKind::next_up));
    }
  }
}

RC_GTEST_PROP(TimelineProp, GoingOnKeepsWhatIsLeft, (std::uint64_t seed)) {
  for (const Sample& s : samples(seed, 4)) {
    const auto from = seed % s.timeline.steps.size();
    const Timeline rest = going_on_with(s.timeline, static_cast<int>(from));
    RC_ASSERT(in_order(rest));
    RC_ASSERT(without_gap(rest));
    RC_ASSERT(apart(rest.steps));
    for (std::size_t i = from; i < rest.steps.size(); ++i) {
      RC_ASSERT(rest.steps[i].ends_ms - rest.steps[i].starts_ms ==
                s.timeline.steps[i].ends_ms - s.timeline.steps[i].starts_ms);
      RC_ASSERT(rest.total_ms - rest.steps[i].ends_ms ==
                s.timeline.total_ms - s.timeline.steps[i].ends_ms);
    }
  }
}

}  // namespace
}  // namespace lissom
