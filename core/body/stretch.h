#pragma once
/// How far the muscles of a body are lengthened in a pose.
///
/// What is compared is the length of the whole thread, muscle and tendon. It says which muscle a
/// pose lengthens and in which of two poses more; it does not say what a person feels.

#include <array>
#include <span>
#include <string>
#include <vector>

#include "core/body/engine.h"
#include "core/body/muscles.h"
#include "core/body/path.h"

namespace lissom {

/// Lengths of one muscle, metres: standing at rest, and the least and the most over all poses that
/// the ranges of the joints allow, each joint by itself. The turns of one joint cannot all be at
/// their ends at once: they stay within an ellipsoid around rest. A coordinate that is held (the
/// shoulder blade) stays at rest.
struct LengthRange {
  double neutral = 0;
  double least = 0;
  double most = 0;
};

/// Searches the joints that the muscle crosses: a grid, then step by step from its best places. The
/// same digits every time; to about half a millimetre.
[[nodiscard]] LengthRange length_range(const Model& model, int muscle);

/// One for each muscle of the body that was built in, computed once.
[[nodiscard]] const std::vector<LengthRange>& embedded_length_ranges();

struct Stretch {
  double metres = 0;   ///< longer than in standing at rest (negative: shorter)
  double percent = 0;  ///< the same, of the length in standing
  double share = 0;    ///< of its whole range: 0 the shortest it can be, 1 the longest
  /// For drawing: 1 the longest it can be; 0 as in standing or shorter, and in the shorter half of
  /// its range (sitting does not stretch the thigh, though standing leaves it shorter).
  double stretch = 0;
};

/// One for each muscle. @param ranges  one for each muscle
/// @param pose  one value for each coordinate, followers set
[[nodiscard]] std::vector<Stretch> muscle_stretches(const Model& model,
                                                    std::span<const LengthRange> ranges,
                                                    std::span<const double> pose);

/// The same for many poses, which an engine made for them measures more quickly.
/// @param engine     made of the model that the ranges belong to
/// @param stretches  row by row, one row of as many as there are muscles for each pose
void muscle_stretches(const Engine& engine, std::span<const LengthRange> ranges,
                      std::span<const Pose> poses, std::span<Stretch> stretches);

/// The lines of one muscle of the catalogue on one side.
struct SideStretch {
  Stretch mean;
  Stretch most;     ///< of the line whose `stretch`, or else `percent`, is the greatest
  int line = none;  ///< which one that is
};

struct CatalogueStretch {
  std::string muscle;                ///< an id of catalogue/muscles.toml
  std::array<SideStretch, 2> sides;  ///< right, left
};

/// By muscle of the catalogue, in order of ids. @param stretches  one for each muscle of the body
[[nodiscard]] std::vector<CatalogueStretch> by_catalogue(const MuscledBody& body,
                                                         std::span<const Stretch> stretches);

}  // namespace lissom
