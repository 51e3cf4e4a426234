#pragma once
/// What each stretch was like, session by session: whether it became too much, or easy (dossier 2.2
/// and 4.2, per-entry rules).

#include "core/programme/state.h"

namespace lissom {

/// Fills `stepped_back` and `mastered` from the sessions.
///
/// An entry steps back after AMBER in `ladder.entry.amber_to_easier` sessions in a row or RED in
/// `red_to_easier`, until an easier relative was GREEN `green_exposures` times; an entry without
/// easier relatives never does. It is mastered after `green_exposures` GREEN sessions in a row at
/// the top of its range that were easy: a pull of `pull_max` or less was told, or the session was
/// called too easy.
void note_standings(State& state, const Catalogue& catalogue);

}  // namespace lissom
