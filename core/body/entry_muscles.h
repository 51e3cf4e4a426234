#pragma once
/// What the model of the body says of the muscles of one stretch.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/body/stretch.h"
#include "core/catalogue/catalogue.h"

namespace lissom {

/// How an entry of the catalogue names a muscle.
enum class Naming : std::uint8_t { not_named, primary, secondary };
[[nodiscard]] Naming naming_of(const Exercise& exercise, std::string_view muscle);

/// One muscle of the catalogue on one side of the body.
struct EntryMuscle {
  std::string muscle;  ///< an id of catalogue/muscles.toml
  char side = 'R';     ///< of the body: 'L' or 'R'
  Naming named = Naming::not_named;
  bool is_meant = false;  ///< the entry is for this side
  SideStretch start;
  SideStretch end;
};

/// Every muscle that has a line, on both sides, at both ends of the entry; the longest at the end
/// first: by `stretch` of its longest line, then by `percent`. Everybody has the body that was
/// built in.
/// @param side  'L' or 'R': the side the stretch is for
/// @return bad_input if the entry's poses make no sense
[[nodiscard]] Result<std::vector<EntryMuscle>> muscles_of_entry(const Exercise& exercise,
                                                                char side);

/// Whether any line of the body belongs to a muscle of the catalogue.
[[nodiscard]] bool has_line(std::string_view muscle);

/// What becomes of a muscle that an entry names.
enum class Found : std::uint8_t {
  no_line,     ///< the body has no line for it
  lengthened,  ///< on a side that the entry is for, at its start or its end
  unchanged,   ///< neither this nor that
  shortened,   ///< on both sides, at the start and at the end
};
/// @param list  from `muscles_of_entry`
/// @param dose  how far is lengthened and shortened
[[nodiscard]] Found found_of(const std::vector<EntryMuscle>& list, std::string_view muscle,
                             const DoseRules& dose);

}  // namespace lissom
