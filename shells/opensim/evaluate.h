#pragma once
/// From the text of a model and the text of its poses to the text of a table, in one step and
/// without the types of the body in between, whose names others use for other things.

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace lissom::opensim {

/// No file is larger: the largest published models have some 4 MB.
constexpr std::size_t most_bytes = 64U << 20U;

/// A file that was read.
struct File {
  std::string name;  ///< for complaints
  std::string_view text;
};

struct Question {
  bool is_arms = false;    ///< moment arms, not lengths
  bool is_smooth = false;  ///< the shortest ways, not those of OpenSim
};

struct Answer {
  std::string table;
  std::size_t clamped = 0;  ///< how many values of poses were brought to the edge of their range
};

/// @return bad_input with the file, the place in it, and what is wrong there
[[nodiscard]] Result<Answer> evaluate(const File& model, const File& poses, Question question);

}  // namespace lissom::opensim
