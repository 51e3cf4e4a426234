#include "core/api/call.h"

#include <algorithm>

namespace lissom {

World look(const Journal& journal, const Catalogue& catalogue, const Moment& moment) {
  World world;
  world.state = fold(journal, catalogue);
  world.gate = gate(world.state, catalogue, moment.now);
  world.person = person_of(world.state, world.gate, catalogue);
  world.mode = mode_of(world.state, catalogue, moment.now);
  return world;
}

void Call::add(Body body, std::string by) {
  if (!known_) {
    known_ = journal;  // most requests make no event, and a journal may be long
  }
  Event event;
  // The order of events is the order of their times, so two of them never share one.
  event.at = moment.now;
  if (!known_->events.empty()) {
    event.at.ms = std::max(event.at.ms, known_->events.back().at.ms + 1);
  }
  event.id = uuid_v7(event.at, chance_);
  event.person = identity.person;
  event.device = identity.device;
  event.utc_offset_min = moment.utc_offset_min;
  event.by = std::move(by);
  event.body = std::move(body);
  merge(*known_, {&event, 1});
  events.push_back(std::move(event));
  world = look(*known_, catalogue, moment);
  fired_ = std::min(fired_, world.state.firings.size());  // one that was taken back is gone
  while (fired_ < world.state.firings.size()) {
    const Firing firing = world.state.firings[fired_++];
    add(PlanAdapted{firing.rule, firing.change, firing.inputs}, "rule");
  }
}

Outcome Call::refused() {
  const Disposition& disposition = catalogue.disposition(world.gate.code);
  Json view;
  Json refused;
  refused["why"] = world.gate.why;
  std::vector<std::string> sentences = world.gate.because;
  if (world.gate.why == "unscreened" || world.gate.why == "incomplete" || world.gate.why == "due") {
    sentences.emplace_back("Answer the safety questions to go on.");
    refused["unlock"] = "Answer the safety questions.";
  } else {
    sentences.insert(sentences.end(), disposition.now.begin(), disposition.now.end());
    refused["unlock"] = disposition.unlock;
  }
  refused["say"] = texts_view(sentences);
  view["refused"] = std::move(refused);
  view["disposition"] = disposition_view(world.gate, catalogue);
  return {3, std::move(view), std::move(events)};
}

}  // namespace lissom
