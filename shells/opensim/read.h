#pragma once
/// Musculoskeletal models as OpenSim writes them: versions 20101 and later.

#include <string_view>

#include "core/base/result.h"
#include "core/body/model.h"
#include "shells/opensim/evaluate.h"

namespace lissom::opensim {

/// Reads a model: bodies, joints, coordinates, couplers, surfaces and the paths of muscles. Masses
/// come with it; forces and everything else that says nothing about lengths is left out
/// (docs/body.md).
/// @param text  an .osim file
/// @return bad_input with the line and the element of the first mistake or of what this reader does
///         not support
[[nodiscard]] Result<Model> read_model(std::string_view text);

}  // namespace lissom::opensim
