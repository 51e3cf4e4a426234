#include "core/api/guide.h"

#include <algorithm>
#include <set>

namespace lissom {

Timeline timeline_of(const std::vector<PlannedEntry>& entries, bool right_first, bool slow,
                     const Catalogue& catalogue) {
  SessionPlan plan;
  plan.slow = slow;
  plan.breathing_cues = true;
  for (const PlannedEntry& entry : entries) {
    const auto exercise = catalogue.exercises.find(entry.exercise);
    if (exercise != catalogue.exercises.end()) {
      plan.entries.push_back({&exercise->second,
                              &catalogue.bases.find(exercise->second.base)->second,
                              {entry.hold_s, entry.reps, entry.sets},
                              right_first});
    }
  }
  return compile(plan, catalogue.dose.timing);
}

Result<Timeline> timeline_of(const Json& start_view, const Catalogue& catalogue) {
  if (!start_view.is_object() || !start_view.contains("entries") ||
      !start_view["entries"].is_array()) {
    return bad_input("session: expected the view of a started session");
  }
  constexpr int most_s = 600;
  constexpr int most_times = 60;
  std::vector<PlannedEntry> entries;
  for (const Json& item : start_view["entries"]) {
    ObjectReader in(item, "entry");
    PlannedEntry entry;
    entry.exercise = in.text("id");
    entry.hold_s = static_cast<int>(in.integer("hold_s", 0, most_s, 0));
    entry.reps = static_cast<int>(in.integer("reps", 1, most_times, 1));
    entry.sets = static_cast<int>(in.integer("sets", 1, most_times, 1));
    entries.push_back(std::move(entry));
  }
  const auto flag = [&](const char* name) {
    return start_view.contains(name) && start_view[name] == true;
  };
  return timeline_of(entries, flag("right_first"), flag("slow"), catalogue);
}

Result<Player> player_of(const Json& start_view, const Catalogue& catalogue) {
  const Result<Timeline> timeline = timeline_of(start_view, catalogue);
  if (!timeline) {
    return tl::unexpected(timeline.error());
  }
  if (timeline->steps.empty()) {
    return bad_input("there is nothing to do in this session");
  }
  std::vector<int> settled;
  if (start_view.contains("done_steps")) {
    for (const Json& step : start_view["done_steps"]) {
      if (step.is_number_integer()) {
        settled.push_back(step.get<int>());
      }
    }
  }
  return settled.empty() ? Player::start(*timeline) : Player::resume(*timeline, settled);
}

Json cues_view(const Timeline& timeline) {
  Json list = Json::array();
  for (const Cue& cue : timeline.cues) {
    Json view;
    view["at_ms"] = cue.at_ms;
    view["kind"] = name_of(cue.kind);
    view["entry"] = cue.entry;
    view["step"] = cue.step;
    view["side"] = name_of(cue.side);
    view["duration_ms"] = cue.duration_ms;
    view["say"] = cue.say;
    view["show"] = cue.show;
    view["pose"] = name_of(cue.pose);
    view["blend_ms"] = cue.blend_ms;
    list.push_back(std::move(view));
  }
  return list;
}

std::vector<int> settled_steps(const Timeline& timeline, const std::vector<int>& done,
                               const std::vector<std::pair<int, bool>>& stopped_with_rest) {
  std::set<int> settled(done.begin(), done.end());
  for (const auto& [step, with_rest] : stopped_with_rest) {
    settled.insert(step);
    if (!with_rest || step < 0 || step >= static_cast<int>(timeline.steps.size())) {
      continue;
    }
    const int entry = timeline.steps[static_cast<std::size_t>(step)].entry;
    for (int later = step; later < static_cast<int>(timeline.steps.size()); ++later) {
      if (timeline.steps[static_cast<std::size_t>(later)].entry == entry) {
        settled.insert(later);
      }
    }
  }
  return {settled.begin(), settled.end()};
}

}  // namespace lissom
