#pragma once
/// What each stretch was like, session by session: whether it became too much, or easy (dossier 2.2
/// and 4.2, per-entry rules).

#include <map>
#include <string>

#include "core/programme/state.h"

namespace lissom {

/// What has gathered about one entry.
struct Standing {
  int ambers = 0;         ///< sessions in a row
  int reds = 0;           ///< since it was last offered
  int easy_at_top = 0;    ///< in a row
  int easier_greens = 0;  ///< of easier relatives, since it stepped back
  bool stepped_back = false;
};

/// What has gathered about every entry, session after session.
///
/// An entry steps back after AMBER in `ladder.entry.amber_to_easier` sessions in a row or RED in
/// `red_to_easier`, until an easier relative was GREEN `green_exposures` times; an entry without
/// easier relatives never does. It is mastered after `green_exposures` GREEN sessions in a row at
/// the top of its range that were easy: a pull of `pull_max` or less was told, or the session was
/// called too easy.
class Standings {
 public:
  explicit Standings(const Catalogue& catalogue) : catalogue_(&catalogue) {}

  /// The next session, as far as it is known.
  void apply(const SessionLog& session);
  /// Fills `stepped_back` and `mastered`.
  void write(State& state) const;

 private:
  void apply(const Exercise& exercise, const PlannedEntry& entry, const SessionLog& session);
  void credit_harder(const std::string& id);

  const Catalogue* catalogue_;
  std::map<std::string, Standing> by_id_;
};

}  // namespace lissom
