#include "core/session/timeline.h"

#include <algorithm>
#include <utility>

#include "core/base/contract.h"
#include "core/session/cue_words.h"

namespace lissom {
namespace {

constexpr int most_total_s = 86'400;

/// How long the figure takes into a pose, and back out of it: slow enough to be followed.
constexpr int blend_into_hold_ms = 2'000;
constexpr int blend_ms = 1'000;

/// A slow breath. Convention: out longer than in, the first one after the words that open the hold.
constexpr int breath_lead_ms = 6'000;
constexpr int breath_in_ms = 4'000;
constexpr int breath_out_ms = 6'000;

/// @pre one side, not both
BodySide other(BodySide side) {
  return side == BodySide::left ? BodySide::right : BodySide::left;
}

BodySide first_side(const SessionEntry& entry) {
  if (entry.exercise->side == Side::both) {
    return BodySide::both;
  }
  return entry.right_first ? BodySide::right : BodySide::left;
}

/// Writes a timeline from front to back.
class Compiler {
 public:
  Compiler(const SessionPlan& plan, const Timing& timing) : plan_(plan), timing_(timing) {}

  Timeline run() {
    for (std::size_t i = 0; i < plan_.entries.size(); ++i) {
      index_ = static_cast<int>(i);
      write_entry(i);
    }
    index_ = -1;
    add_remark({.at_ms = at_ms_, .kind = CueKind::done}, done_words());
    out_.total_ms = at_ms_;
    std::stable_sort(out_.cues.begin(), out_.cues.end(),
                     [](const Cue& a, const Cue& b) { return a.at_ms < b.at_ms; });
    return std::move(out_);
  }

 private:
  const SessionPlan& plan_;
  const Timing& timing_;
  Timeline out_;
  int at_ms_ = 0;
  int index_ = 0;

  [[nodiscard]] int next_step() const { return static_cast<int>(out_.steps.size()); }

  void write_entry(std::size_t i) {
    const SessionEntry& entry = plan_.entries[i];
    LISSOM_EXPECTS(entry.exercise != nullptr && entry.base != nullptr);
    const Base* from = i == 0 ? nullptr : plan_.entries[i - 1].base;
    const int way_s = from == nullptr ? arrival_seconds(*entry.base, plan_.slow, timing_)
                                      : transition_seconds(*from, *entry.base, plan_.slow, timing_);
    const int seconds = way_s + entry_seconds(*entry.exercise, entry.dose, timing_);
    LISSOM_EXPECTS(seconds <= most_total_s - at_ms_ / 1000);
    EntrySpan span{.name = entry.exercise->name,
                   .first_step = next_step(),
                   .step_count = 0,
                   .starts_ms = at_ms_,
                   .ends_ms = at_ms_ + 1000 * seconds};

    write_start(entry, from == nullptr || from->upright, way_s);
    const BodySide side = first_side(entry);
    for (int round = 0; round < rounds_of(*entry.exercise); ++round) {
      write_round(entry, round == 0 ? side : other(side), round);
    }
    if (i + 1 < plan_.entries.size()) {
      announce(plan_.entries[i + 1]);
    }
    write_rest(entry, out_.steps.back().side, next_step() - 1, span.ends_ms - at_ms_);
    span.step_count = next_step() - span.first_step;
    out_.entries.push_back(std::move(span));
  }

  void write_start(const SessionEntry& entry, bool from_upright, int way_s) {
    if (way_s > 0) {
      add_phase({.kind = CueKind::move_to,
                 .step = next_step(),
                 .side = first_side(entry),
                 .duration_ms = 1000 * way_s},
                move_words(from_upright, entry));
    }
    add_phase({.kind = CueKind::prepare,
               .step = next_step(),
               .side = first_side(entry),
               .duration_ms = 1000 * timing_.prepare_s},
              prepare_words(entry));
  }

  /// The whole dose of one side, or of both at once.
  void write_round(const SessionEntry& entry, BodySide side, int round) {
    if (round > 0 && timing_.side_change_s > 0) {
      add_phase({.kind = CueKind::switch_sides,
                 .step = next_step(),
                 .side = side,
                 .duration_ms = 1000 * timing_.side_change_s},
                switch_words(side));
    }
    for (int set = 0; set < entry.dose.sets; ++set) {
      if (set > 0) {
        write_rest(entry, side, next_step(), 1000 * timing_.rest_set_s);
      }
      if (is_moving(*entry.exercise, entry.dose)) {
        write_moving_set(entry, side, set);
      } else {
        write_holds(entry, side, set);
      }
    }
  }

  void write_holds(const SessionEntry& entry, BodySide side, int set) {
    const bool takes_turns = entry.exercise->side == Side::alternating;
    for (int i = 0; i < moves_in_set(*entry.exercise, entry.dose); ++i) {
      const BodySide held = takes_turns && i % 2 == 1 ? other(side) : side;
      if (i > 0) {
        write_rest(entry, held, next_step(), 1000 * timing_.rest_rep_s);
      }
      write_hold(entry, {.entry = index_,
                         .side = held,
                         .set = set,
                         .rep = takes_turns ? i / 2 : i,
                         .hold_s = entry.dose.hold_s});
    }
  }

  void write_hold(const SessionEntry& entry, Step step) {
    const int duration_ms = 1000 * step.hold_s;
    step.starts_ms = at_ms_;
    step.ends_ms = at_ms_ + duration_ms;
    add_phase({.kind = CueKind::hold,
               .step = next_step(),
               .side = step.side,
               .duration_ms = duration_ms,
               .pose = PoseEnd::end,
               .blend_ms = std::min(blend_into_hold_ms, duration_ms)},
              hold_words(entry, step));
    add_half_way(step.side, step.hold_s, step.starts_ms + duration_ms / 2);
    add_breaths(step);
    out_.steps.push_back(step);
  }

  void write_moving_set(const SessionEntry& entry, BodySide side, int set) {
    const int move_ms = 1000 * (timing_.move_s + entry.dose.hold_s);
    const bool takes_turns = entry.exercise->side == Side::alternating;
    const Step step{.entry = index_,
                    .side = takes_turns ? BodySide::both : side,
                    .set = set,
                    .rep = 0,
                    .reps = entry.dose.reps,
                    .moves = moves_in_set(*entry.exercise, entry.dose),
                    .hold_s = entry.dose.hold_s,
                    .starts_ms = at_ms_,
                    .ends_ms = at_ms_ + moves_in_set(*entry.exercise, entry.dose) * move_ms};
    for (int move = 0; move < step.moves; ++move) {
      const BodySide moved = takes_turns && move % 2 == 1 ? other(side) : side;
      const int starts_ms = at_ms_;
      add_phase({.kind = CueKind::repeat,
                 .step = next_step(),
                 .side = moved,
                 .duration_ms = move_ms,
                 .pose = PoseEnd::end,
                 .blend_ms = 500 * timing_.move_s},
                repeat_words(entry, step, move, moved));
      add_half_way(moved, step.hold_s, starts_ms + move_ms / 2);
    }
    out_.steps.push_back(step);
  }

  /// Names the next entry before this one's last hold, or last moving set, ends.
  void announce(const SessionEntry& next) {
    const Step& last = out_.steps.back();
    Cue cue{.at_ms = std::max(last.starts_ms, last.ends_ms - 1000 * timing_.next_up_s),
            .kind = CueKind::next_up,
            .step = next_step() - 1,
            .side = last.side,
            .pose = PoseEnd::end};
    add_remark(std::move(cue), next_words(next));
  }

  void add_half_way(BodySide side, int hold_s, int at_ms) {
    if (hold_s >= timing_.half_way_from_s) {
      add_remark({.at_ms = at_ms,
                  .kind = CueKind::half_way,
                  .step = next_step(),
                  .side = side,
                  .pose = PoseEnd::end},
                 half_way_words());
    }
  }

  void add_breaths(const Step& step) {
    if (!plan_.breathing_cues) {
      return;
    }
    int at_ms = step.starts_ms + breath_lead_ms;
    while (at_ms + breath_in_ms + breath_out_ms <= step.ends_ms) {
      for (const bool in : {true, false}) {
        const int duration_ms = in ? breath_in_ms : breath_out_ms;
        add_remark({.at_ms = at_ms,
                    .kind = in ? CueKind::breathe_in : CueKind::breathe_out,
                    .step = next_step(),
                    .side = step.side,
                    .duration_ms = duration_ms,
                    .pose = PoseEnd::end},
                   breath_words(in));
        at_ms += duration_ms;
      }
    }
  }

  void write_rest(const SessionEntry& entry, BodySide side, int step, int duration_ms) {
    if (duration_ms > 0) {
      add_phase({.kind = CueKind::rest, .step = step, .side = side, .duration_ms = duration_ms},
                rest_words(!is_moving(*entry.exercise, entry.dose)));
    }
  }

  /// A cue at the present moment, which then moves on to its end.
  void add_phase(Cue cue, Words words) {
    cue.at_ms = at_ms_;
    if (cue.pose == PoseEnd::start) {
      cue.blend_ms = std::min(blend_ms, cue.duration_ms);
    }
    at_ms_ += cue.duration_ms;
    add_remark(std::move(cue), std::move(words));
  }

  void add_remark(Cue cue, Words words) {
    cue.entry = index_;
    cue.say = std::move(words.say);
    cue.show = std::move(words.show);
    out_.cues.push_back(std::move(cue));
  }
};

}  // namespace

Timeline compile(const SessionPlan& plan, const Timing& timing) {
  return Compiler(plan, timing).run();
}

bool is_phase(CueKind kind) {
  return kind <= CueKind::done;
}

int planned_s(const Step& step) {
  return step.reps * step.hold_s;
}

std::string_view name_of(CueKind kind) {
  switch (kind) {
    case CueKind::move_to:
      return "move_to";
    case CueKind::prepare:
      return "prepare";
    case CueKind::hold:
      return "hold";
    case CueKind::repeat:
      return "repeat";
    case CueKind::rest:
      return "rest";
    case CueKind::switch_sides:
      return "switch_sides";
    case CueKind::done:
      return "done";
    case CueKind::half_way:
      return "half_way";
    case CueKind::breathe_in:
      return "breathe_in";
    case CueKind::breathe_out:
      return "breathe_out";
    case CueKind::next_up:
      return "next_up";
  }
  return "";
}

std::string_view name_of(BodySide side) {
  switch (side) {
    case BodySide::left:
      return "left";
    case BodySide::right:
      return "right";
    case BodySide::both:
      return "both";
  }
  return "";
}

std::string_view name_of(PoseEnd pose) {
  switch (pose) {
    case PoseEnd::start:
      return "start";
    case PoseEnd::end:
      return "end";
  }
  return "";
}

}  // namespace lissom
