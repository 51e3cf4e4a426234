#include "core/programme/eligibility.h"

#include <algorithm>

#include "core/base/contains.h"

namespace lissom {
namespace {

bool has_item(const Person& person, const Catalogue& catalogue, const std::string& id) {
  if (contains(person.equipment, id)) {
    return true;
  }
  const auto item = std::find_if(catalogue.equipment.begin(), catalogue.equipment.end(),
                                 [&](const Named& named) { return named.id == id; });
  return item != catalogue.equipment.end() &&
         std::any_of(item->instead.begin(), item->instead.end(),
                     [&](const std::string& other) { return contains(person.equipment, other); });
}

std::string equipment_name(const Catalogue& catalogue, const std::string& id) {
  const auto item = std::find_if(catalogue.equipment.begin(), catalogue.equipment.end(),
                                 [&](const Named& named) { return named.id == id; });
  return item == catalogue.equipment.end() ? id : item->name;
}

std::string position_name(const Catalogue& catalogue, const std::string& id) {
  const auto position = std::find_if(catalogue.positions.begin(), catalogue.positions.end(),
                                     [&](const Named& named) { return named.id == id; });
  std::string name = position == catalogue.positions.end() ? id : position->ask;
  if (!name.empty() && name.front() >= 'A' && name.front() <= 'Z') {
    name.front() = static_cast<char>(name.front() - 'A' + 'a');
  }
  return name;
}

/// Whether one thing of a list can be used: a mat needs the floor, a bed the bed.
bool usable(const std::string& id, const Person& person, const Catalogue& catalogue, bool lying) {
  if (!has_item(person, catalogue, id)) {
    return false;
  }
  if (lying && id == "mat") {
    return contains(person.positions, std::string("floor"));
  }
  return id != "bed" || contains(person.positions, std::string("bed"));
}

std::optional<Eligibility> refuse_by_tags(const Exercise& exercise, const Person& person,
                                          const Catalogue& catalogue) {
  for (const std::string& tag : exercise.avoid) {
    if (contains(person.tags, tag)) {
      return refused("avoid:" + tag,
                     "Left out because of " + catalogue.tags.find(tag)->second.plain + ".");
    }
  }
  for (const std::string& id : person.tags) {
    const Tag& tag = catalogue.tags.find(id)->second;
    if (!tag.avoids_segment.empty() &&
        exercise.pose.end.pose.find(tag.avoids_segment + "=") != std::string::npos) {
      return refused("avoid:" + id, "Left out because of " + tag.plain + ".");
    }
    if (contains(tag.swaps_bases, exercise.base)) {
      return refused("avoid:" + id, "Swapped for another position because of " + tag.plain + ".");
    }
  }
  return std::nullopt;
}

std::optional<Eligibility> refuse_by_positions(const Exercise& exercise, const Base& base,
                                               const Person& person, const Catalogue& catalogue) {
  for (const std::string& position : base.needs) {
    if (!contains(person.positions, position)) {
      return refused("positions", "It asks you to " + position_name(catalogue, position) + ".");
    }
  }
  // A table to lie on is no use to those who cannot lie down anywhere.
  if (base.lying && !contains(person.positions, std::string("floor")) &&
      !contains(person.positions, std::string("bed"))) {
    return refused("positions", "It asks you to lie on the floor or a bed.");
  }
  for (const std::vector<std::string>& any_of : exercise.equipment) {
    const bool is_there = std::any_of(any_of.begin(), any_of.end(), [&](const std::string& id) {
      return usable(id, person, catalogue, base.lying);
    });
    if (!is_there) {
      std::string names;
      for (const std::string& id : any_of) {
        names += (names.empty() ? "" : " or ") + equipment_name(catalogue, id);
      }
      return refused("equipment", "It needs " + names + ", where you can use it.");
    }
  }
  return std::nullopt;
}

}  // namespace

Eligibility refused(std::string rule, std::string why_not) {
  return {false, std::move(why_not), std::move(rule), {}};
}

ProfileAnswered default_profile(const Catalogue& catalogue) {
  ProfileAnswered profile;
  profile.pain_type = "none";
  for (const Named& item : catalogue.equipment) {
    if (item.common) {
      profile.equipment.push_back(item.id);
    }
  }
  for (const Named& position : catalogue.positions) {
    profile.positions.push_back(position.id);
  }
  profile.core_min = catalogue.slot("core").default_minutes;
  profile.work_from_min = 9 * 60;
  profile.work_to_min = 17 * 60;
  profile.work_days = {"Mon", "Tue", "Wed", "Thu", "Fri"};
  return profile;
}

Person person_of(const State& state, const Gate& gate, const Catalogue& catalogue) {
  Person person;
  person.age = state.age();
  person.older = person.age >= catalogue.dose.older_from_years;
  person.tags = gate.tags;
  person.profile_is_default = !state.has_told;
  person.profile = state.profile ? *state.profile : default_profile(catalogue);
  person.positions = person.profile.positions;
  person.equipment = person.profile.equipment;
  person.excludes = person.profile.excludes;
  person.slow = person.older || has_tag(person, "balance-risk");
  if (has_tag(person, "floor-transfer")) {
    std::erase(person.positions, "floor");
  }
  return person;
}

bool has_tag(const Person& person, std::string_view tag) {
  return std::find(person.tags.begin(), person.tags.end(), tag) != person.tags.end();
}

Eligibility eligibility(const Exercise& exercise, const Person& person, const State& state,
                        const Catalogue& catalogue, Instant now) {
  if (auto refused = refuse_by_tags(exercise, person, catalogue)) {
    return *refused;
  }
  const Base& base = catalogue.bases.find(exercise.base)->second;
  if (auto refused = refuse_by_positions(exercise, base, person, catalogue)) {
    return *refused;
  }
  if (contains(person.excludes, exercise.id)) {
    return refused("excluded", "You asked to leave it out.");
  }
  const auto red = state.red_at.find(exercise.id);
  constexpr std::int64_t ms_per_hour = 3'600'000;
  if (red != state.red_at.end() &&
      now.ms - red->second.ms < catalogue.pain.drop_hours * ms_per_hour) {
    return refused("red", "It hurt within the last " + std::to_string(catalogue.pain.drop_hours) +
                              " hours, so it rests for now.");
  }
  if (state.stepped_back.contains(exercise.id)) {
    return refused("stepped-back", "It was too much lately, so an easier one takes its place.");
  }
  Eligibility result;
  result.offered = true;
  for (const std::string& tag : exercise.caution) {
    if (contains(person.tags, tag)) {
      result.cautions.push_back(tag);
    }
  }
  return result;
}

bool skips_back_move(const Person& person, BackMove move, const Catalogue& catalogue) {
  return std::any_of(person.tags.begin(), person.tags.end(), [&](const std::string& id) {
    const auto tag = catalogue.tags.find(id);
    return tag != catalogue.tags.end() && contains(tag->second.skips_back, move);
  });
}

}  // namespace lissom
