#include "core/body/entry_muscles.h"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

#include "core/base/percent.h"
#include "core/body/engine.h"
#include "core/body/movement.h"

namespace lissom {
namespace {

bool is_in(const std::vector<std::string>& list, std::string_view id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

/// By muscle of the catalogue, at the start and at the end.
std::array<std::vector<CatalogueStretch>, 2> at_ends(const Movement& movement) {
  static const Engine engine(embedded_body().model);
  const std::vector<LengthRange>& ranges = embedded_length_ranges();
  const std::array<Pose, 2> poses = {movement.keys.front().pose, movement.keys.back().pose};
  std::vector<Stretch> stretches(poses.size() * ranges.size());
  muscle_stretches(engine, ranges, poses, stretches);
  const std::span<const Stretch> all(stretches);
  return {by_catalogue(embedded_body(), all.first(ranges.size())),
          by_catalogue(embedded_body(), all.last(ranges.size()))};
}

}  // namespace

Naming naming_of(const Exercise& exercise, std::string_view muscle) {
  if (is_in(exercise.primary, muscle)) {
    return Naming::primary;
  }
  return is_in(exercise.secondary, muscle) ? Naming::secondary : Naming::not_named;
}

Result<std::vector<EntryMuscle>> muscles_of_entry(const Exercise& exercise, char side) {
  const Result<Movement> movement = ends_of(exercise, side, embedded_skeleton(), embedded_scenes());
  if (!movement) {
    return tl::unexpected(movement.error());
  }
  const auto [start, end] = at_ends(*movement);
  std::vector<EntryMuscle> list;
  for (std::size_t i = 0; i < end.size(); ++i) {
    for (const std::size_t k : {0U, 1U}) {
      const char of_body = k == 0 ? 'R' : 'L';
      list.push_back({end[i].muscle, of_body, naming_of(exercise, end[i].muscle),
                      exercise.side == Side::both || of_body == side, start[i].sides.at(k),
                      end[i].sides.at(k)});
    }
  }
  std::stable_sort(list.begin(), list.end(), [](const EntryMuscle& a, const EntryMuscle& b) {
    return std::tie(a.end.most.stretch, a.end.most.percent) >
           std::tie(b.end.most.stretch, b.end.most.percent);
  });
  return list;
}

bool has_line(std::string_view muscle) {
  const std::vector<MuscleNote>& notes = embedded_body().notes;
  return std::any_of(notes.begin(), notes.end(),
                     [&](const MuscleNote& note) { return note.part_of == muscle; });
}

Found found_of(const std::vector<EntryMuscle>& list, std::string_view muscle,
               const DoseRules& dose) {
  double longest_pct = percent(-1);
  bool is_there = false;
  bool is_lengthened = false;
  for (const EntryMuscle& each : list) {
    if (each.muscle != muscle) {
      continue;
    }
    is_there = true;
    for (const SideStretch* moment : {&each.start, &each.end}) {
      longest_pct = std::max(longest_pct, moment->most.percent);
      is_lengthened =
          is_lengthened || (each.is_meant && percent(moment->most.stretch) >= dose.lengthened_pct);
    }
  }
  if (!is_there) {
    return Found::no_line;
  }
  if (is_lengthened) {
    return Found::lengthened;
  }
  return longest_pct < -dose.shorter_pct ? Found::shortened : Found::unchanged;
}

}  // namespace lissom
