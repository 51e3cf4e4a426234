#include "core/api/call.h"

#include <algorithm>

namespace lissom {

World look(const State& state, const Catalogue& catalogue, const Moment& moment) {
  World world;
  world.gate = gate(state, catalogue, moment.now);
  world.person = person_of(state, world.gate, catalogue);
  world.mode = mode_of(state, catalogue, moment.now);
  return world;
}

void Call::add(Body body, std::string by) {
  Event event;
  // The order of events is the order of their times, so two of them never share one.
  event.at = moment.now;
  if (!journal().events.empty()) {
    event.at.ms = std::max(event.at.ms, journal().events.back().at.ms + 1);
  }
  event.id = uuid_v7(event.at, chance_);
  event.person = identity.person;
  event.device = identity.device;
  event.utc_offset_min = moment.utc_offset_min;
  event.by = std::move(by);
  event.body = std::move(body);
  tally_.suppose(std::move(event));
  world = look(state(), catalogue, moment);
  add_firings();
}

void Call::add_firings() {
  while (const Firing* firing = first_unwritten()) {
    add(PlanAdapted{firing->rule, firing->change, firing->inputs}, "rule");
  }
}

std::vector<std::string> Call::fired_words() const {
  const std::vector<Firing>& firings = state().firings;
  std::vector<std::string> words;
  for (std::size_t i = firings_before_; i < firings.size(); ++i) {
    words.push_back(firings[i].because);
  }
  return words;
}

const Firing* Call::first_unwritten() const {
  const auto same = [](const Answer& a, const Answer& b) {
    return a.id == b.id && a.value == b.value;
  };
  std::vector<bool> taken(state().adapted.size(), false);
  for (const Firing& firing : state().firings) {
    bool is_written = false;
    for (std::size_t i = 0; i < taken.size() && !is_written; ++i) {
      const Adapted& adapted = state().adapted[i];
      is_written = !taken[i] && adapted.rule == firing.rule && adapted.change == firing.change &&
                   std::equal(adapted.inputs.begin(), adapted.inputs.end(), firing.inputs.begin(),
                              firing.inputs.end(), same);
      taken[i] = taken[i] || is_written;
    }
    if (!is_written) {
      return &firing;
    }
  }
  return nullptr;
}

void Call::drop() {
  tally_.drop_supposed();
  world = look(state(), catalogue, moment);
}

Outcome Call::refused() const {
  const Disposition& disposition = catalogue.disposition(world.gate.code);
  Json view;
  Json refused;
  refused["why"] = world.gate.why;
  std::vector<std::string> sentences = world.gate.because;
  if (world.gate.why == "unscreened" || world.gate.why == "incomplete" || world.gate.why == "due") {
    sentences.emplace_back("Answer the safety questions to go on.");
    refused["unlock"] = answer_the_questions;
  } else {
    sentences.insert(sentences.end(), disposition.now.begin(), disposition.now.end());
    refused["unlock"] = disposition.unlock;
  }
  refused["say"] = texts_view(sentences);
  view["refused"] = std::move(refused);
  view["disposition"] = disposition_view(world.gate, catalogue);
  return {3, std::move(view), {events().begin(), events().end()}};
}

}  // namespace lissom
