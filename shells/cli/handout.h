#pragma once
/// The view of "handout" as what is set on paper.

#include "core/base/json.h"
#include "core/base/result.h"
#include "shells/paper/handout.h"

namespace lissom::cli {

/// @return bad_input if a drawing in it is none
[[nodiscard]] Result<paper::Handout> handout_of(const Json& view);

}  // namespace lissom::cli
